"""Whose record a Patient is: known from this source, matched by a checked national identifier, or somebody new.

Names, birth dates and local ids never match anybody (two producers' Patient/1 stay two people). Only an
identifier that an outside registry confirmed does, and only with the same birth date; any disagreement refuses the file.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from backend.exchange.fhir.codes import clean
from backend.exchange.fhir.copying import Connection, Values, allocate
from backend.exchange.fhir.dates import day, whole_day
from backend.exchange.fhir.mapping.parties import address_text, human_name, own_texts
from backend.exchange.fhir.national import National, national_identifiers
from backend.exchange.fhir.own_fields import PARTY, read
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import JSON, Key, Resource
from backend.exchange.fhir.source import Row
from backend.models.identifiers import IdentifierError, phone
from backend.models.vocabulary import Sex

_SEX = {"male": Sex.MALE, "female": Sex.FEMALE, "other": Sex.OTHER}
# What an export of ours says of a patient besides FHIR's elements, each with its column.
_OWN = {
    "familyName": "family_name",
    "givenName": "given_name",
    "patronymic": "patronymic",
    "bloodGroup": "blood_group",
    "address": "address",
}
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_ANOTHER = "the national identifier belongs to another person than the one this source sent under this id"
_BIRTH = "the birth date is not that of the person with this checked identifier"
_BIRTH_CHANGED = "the birth date is not the one that this source sent before"


@dataclass(slots=True)
class People:
    """Person ids by Patient; who is to be written, and who only came again with other demographics."""

    ids: dict[Key, int] = field(default_factory=dict)
    new: dict[int, Resource] = field(default_factory=dict)
    renewed: dict[int, Resource] = field(default_factory=dict)


async def find_people(connection: Connection, patients: list[Resource], rows: dict[Key, Row]) -> People:
    """Finds or makes up the person of each Patient of the file. Raises Refused.

    `patients` are all Patients of the file, `rows` what this source sent before.
    """
    people = People()
    changed = []
    for patient in patients:
        row = rows.get(patient.key)
        if row is not None and row.target_id is not None:
            people.ids[patient.key] = row.target_id
        if row is None or row.content_hash != patient.hash():
            changed.append(patient)
    if not changed:
        return people
    claimed = {patient.key: national_identifiers(patient.data) for patient in changed}
    owners = await _owners(connection, {one for each in claimed.values() for one in each})
    births = await _births(connection, {people.ids[p.key] for p in changed if p.key in people.ids})
    strangers = []
    for patient in changed:
        matched = _matched(patient, claimed[patient.key], owners)
        known = people.ids.get(patient.key)
        if known is not None:
            if matched is not None and matched != known:
                raise Refused(patient.place, "identifier", _ANOTHER)
            born = whole_day(patient.data.get("birthDate"))
            if births.get(known) is not None and born is not None and births[known] != born:
                raise Refused(patient.place, "birthDate", _BIRTH_CHANGED)
            people.renewed[known] = patient
        elif matched is not None:
            people.ids[patient.key] = matched
        else:
            strangers.append(patient)
    ids = (await allocate(connection, {"person": len(strangers)}))["person"]
    for patient, id_ in zip(strangers, ids, strict=True):
        people.ids[patient.key] = id_
        people.new[id_] = patient
    return people


def _matched(
    patient: Resource, claimed: list[National], owners: dict[National, set[tuple[int, dt.date | None]]]
) -> int | None:
    """The one existing person with a checked identifier of this Patient and the same birth date."""
    found = {owner for one in claimed for owner in owners.get(one, ())}
    if not found:
        return None
    if len(found) > 1:
        raise Refused(patient.place, "identifier", "its national identifiers belong to different people")
    person, birth = found.pop()
    born = whole_day(patient.data.get("birthDate"))
    if birth is None or born != birth:
        raise Refused(patient.place, "birthDate", _BIRTH)
    return person


async def _owners(connection: Connection, claimed: set[National]) -> dict[National, set[tuple[int, dt.date | None]]]:
    found: dict[National, set[tuple[int, dt.date | None]]] = {}
    if not claimed:
        return found
    rows = await connection.fetch(
        "SELECT i.kind, i.value, p.id, p.birth_date FROM person_identifier i JOIN person p ON p.id = i.patient_id "
        "JOIN unnest($1::text[], $2::text[]) AS k (kind, value) ON i.kind = k.kind AND i.value = k.value "
        "WHERE i.checked AND i.ended_on IS NULL",
        [kind.value for kind, _ in claimed],
        [value for _, value in claimed],
    )
    for kind, value in claimed:
        found[kind, value] = {
            (row["id"], row["birth_date"]) for row in rows if (row["kind"], row["value"]) == (kind.value, value)
        }
    return found


async def _births(connection: Connection, people: set[int]) -> dict[int, dt.date | None]:
    if not people:
        return {}
    rows = await connection.fetch("SELECT id, birth_date FROM person WHERE id = ANY ($1)", sorted(people))
    return {row["id"]: row["birth_date"] for row in rows}


def demographics(patient: JSON) -> Values:
    """Columns of `person` that a Patient fills."""
    family, given, patronymic = human_name(patient.get("name"))
    own = own_texts(patient, _OWN)
    if own:
        family, given, patronymic = own.pop("family_name", ""), own.pop("given_name", ""), own.pop("patronymic", None)
    born = whole_day(patient.get("birthDate"))
    died = day(patient.get("deceasedDateTime"))
    addresses = patient.get("address", [])
    return {
        "family_name": family,
        "given_name": given,
        "patronymic": patronymic,
        "birth_date": born,
        "sex": _SEX.get(str(patient.get("gender")), Sex.UNKNOWN).value,
        "address": address_text(addresses[0]) if addresses else None,
        "phone": _phone(patient),
        "email": next((clean(one.get("value")) for one in _telecom(patient, "email")), None),
        "deceased_on": died if died is not None and (born is None or died >= born) else None,
        "blood_group": None,
        **own,
    }


def emergency_contacts(patient: Resource) -> list[Values]:
    """Rows of `emergency_contact` that an export of ours says of a patient. Raises Refused."""
    found: list[Values] = []
    for place, contact in enumerate((read(patient.data, PARTY) or {}).get("emergencyContacts", [])):
        name, relationship, number = (
            contact.get(part, [None])[0] if isinstance(contact, dict) else None
            for part in ("name", "relationship", "phone")
        )
        here = f"extension.emergencyContacts[{place}]"
        if not isinstance(name, str) or not name.strip():
            raise Refused(patient.place, f"{here}.name", "is required")
        if not isinstance(number, str) or not _E164.fullmatch(number):
            raise Refused(patient.place, f"{here}.phone", "is no phone number")
        found.append(
            {
                "position": place,
                "name": name,
                "relationship": relationship if isinstance(relationship, str) else None,
                "phone": number,
            }
        )
    return found


def _telecom(patient: JSON, system: str) -> list[JSON]:
    return [one for one in patient.get("telecom", []) if one.get("system") == system and one.get("use") != "old"]


def _phone(patient: JSON) -> str | None:
    for one in _telecom(patient, "phone"):
        try:
            return phone(str(one.get("value") or ""))
        except IdentifierError:
            continue
    return None
