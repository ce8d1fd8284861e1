"""Searching for a patient: by a whole identifier and the birth date alone, limited, and every search kept."""

import datetime as dt
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from backend.services.actor import Actor
from backend.services.doctors.workplaces import held_workplaces
from backend.services.officers.finding import MISSES_AN_HOUR, PersonKey, find_person
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused
from backend.services.typed_identifiers import as_stored

# More than a day's patients of anyone; who needs more is no doctor at work.
SEARCHES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class FoundPatient:
    """Who was meant, and nothing of the record: name, birth date, clinic of attachment."""

    patient_key: str
    name: str
    birth_date: dt.date
    attached_clinic: str | None


async def find_patient(
    connection: Connection,
    key: bytes,
    actor: Actor,
    named: PersonKey,
    at: dt.datetime,
    field: Sequence[str] = ("input",),
) -> FoundPatient | None:
    """Who the identifier and the birth date name; None for nobody, several, another birth date, somebody deceased: alike.

    Runs in a transaction that has to be kept whatever it gives: the search is noted in it, and in the log of the record
    that it found. `key` hides the identifier, `field` is where the input has it. Raises Refused RATE_LIMITED, NO_WORKPLACE;
    REQUIRED, WRONG_FORMAT and CHECK_DIGIT for what is no identifier, which is no search.
    """
    await held_workplaces(connection, actor, at)
    number = as_stored(named.kind, named.number, [*field, "number"])
    made = await connection.fetchrow(
        "SELECT count(*) AS searches, count(*) FILTER (WHERE patient_id IS NULL) AS misses FROM patient_search "
        "WHERE account_id = $1 AND at > $2",
        actor.account_id,
        at - dt.timedelta(hours=1),
    )
    assert made is not None
    if made["misses"] >= MISSES_AN_HOUR or made["searches"] >= SEARCHES_AN_HOUR:
        raise Refused("RATE_LIMITED")
    found = None
    try:
        found = await connection.fetchrow(
            "SELECT p.id, p.patient_key, concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS name, p.birth_date, "
            "o.name AS clinic FROM person p LEFT JOIN organization o ON o.id = p.attached_clinic_id "
            "WHERE p.id = $1 AND p.deceased_on IS NULL",
            await find_person(connection, named, list(field)),
        )
    except Refused as refused:
        if refused.code != "PERSON_NOT_FOUND":
            raise
    await connection.execute(
        "INSERT INTO patient_search (at, account_id, kind, identifier_hash, patient_id, request_id) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        at,
        actor.account_id,
        named.kind.value,
        hmac.digest(key, f"patient-search:{named.kind.value}:{number}".encode(), "sha256"),
        found["id"] if found else None,
        actor.request_id,
    )
    if found is None:
        return None
    await log_deed(connection, actor, [found["id"]], "findPatient", at)
    return FoundPatient(found["patient_key"], found["name"], found["birth_date"], found["clinic"])
