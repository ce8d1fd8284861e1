"""The patient and the signed-in person."""

import datetime as dt
from typing import Any

from tests.reads.reference import facts
from tests.reads.reference.columns import GUARDIAN_TABLES, snake
from tests.reads.reference.lists import kind_list
from tests.reads.reference.policy import TREATING
from tests.reads.reference.reader import Reading, Refused
from tests.reads.reference.things import Connection, Thing, display_name, entries_of, named_of, organization_of


def identifiers(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    found = [
        row
        for row in reading.rows.where("person_identifier", patient_id=thing.patient, ended_on=None)
        if row["kind"] in ("SNILS", "ENP", "PASSPORT")
    ]
    found.sort(key=lambda row: (row["kind"], row["id"]))
    return [{"kind": row["kind"], "masked": f"•••• {row['value'][-4:]}"} for row in found]


def policies(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    found = sorted(reading.rows.where("insurance_policy", patient_id=thing.patient), key=lambda row: -row["id"])
    found.sort(
        key=lambda row: (row["valid_from"] is None, -(row["valid_from"].toordinal() if row["valid_from"] else 0))
    )
    return [
        {
            "maskedNumber": f"•••• {row['number'][-4:]}",
            "insurer": organization_of(reading, row["insurer_id"]),
            "region": row["region"],
            "state": row["state"],
            "validFrom": row["valid_from"],
            "validUntil": row["valid_until"],
        }
        for row in found
    ]


def emergency_contacts(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    found = sorted(
        reading.rows.where("emergency_contact", patient_id=thing.patient), key=lambda row: (row["position"], row["id"])
    )
    return [{name: row[name] for name in ("name", "relationship", "phone")} for row in found]


def named_representatives(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    """Whom documents name that a treating doctor sees, each once."""
    held = [each for each in thing.held if each.standing in TREATING]
    found = {
        tuple(named_of(row).values())
        for kind, table in GUARDIAN_TABLES.items()
        for _, row in facts.details(reading.rows, entries_of(reading, thing.patient, held, kind), table)
        if row["guardian_name"] is not None
    }
    ordered = sorted(found, key=lambda names: [(name is None, (name or "").encode()) for name in names])
    return [dict(zip(("name", "relationship", "document"), names, strict=True)) for names in ordered]


def person(reading: Reading, thing: Thing, _: Any) -> dict[str, Any]:
    row = reading.rows.one("person", id=thing.row["person_id"])
    names = ("familyName", "givenName", "patronymic", "birthDate", "sex")
    return {
        "patientId": row["patient_key"] if row else None,
        "displayName": (display_name(row) if row else "") or thing.row["login"],
        **{name: row[snake(name)] if row else None for name in names},
    }


def account(reading: Reading, thing: Thing, _: Any) -> dict[str, Any]:
    row, session = thing.row, reading.session
    assert session is not None
    ends = min(session["card_until"], session["card_used_at"] + dt.timedelta(minutes=15)) if reading.card else None
    return {
        "login": row["login"],
        "level": row["level"],
        "roles": row["roles"],
        "maskedPhone": f"•••{row['phone'][-4:]}" if row["phone"] else None,
        "cardOpenUntil": ends,
    }


def family(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    if thing.row["person_id"] is None:
        return []
    found = []
    for link in reading.rows.where("legal_representation", representative_id=thing.row["person_id"]):
        if link["state"] in ("PENDING", "VERIFIED"):
            person = reading.rows.one("person", id=link["patient_id"])
            assert person is not None
            found.append((person, link))
    found.sort(
        key=lambda pair: (pair[0]["birth_date"] is None, pair[0]["birth_date"] or reading.at.date(), pair[1]["id"])
    )
    return [
        {
            "patientId": person["patient_key"],
            "displayName": display_name(person),
            "birthDate": person["birth_date"],
            "kind": link["kind"],
            "state": link["state"],
            "verifiedAt": link["verified_at"],
        }
        for person, link in found
    ]


def own_services(reading: Reading, thing: Thing, arguments: dict[str, Any]) -> Connection:
    if not reading.card:
        raise Refused("STEP_UP_REQUIRED")
    if reading.own is None:
        raise reading.refuse(thing.row["person_id"], tell=True)
    record = Thing("MedicalRecord", {}, [reading.own], reading.own.patient)
    return kind_list(reading, record, "Viewer", "renderedServices", "RENDERED_SERVICES", arguments)
