"""Proposing an adoption: the child's new names and papers, and who the parents are from then on (policy.md, Conditions)."""

import datetime as dt
from dataclasses import asdict, dataclass

import asyncpg
import asyncpg.pool
import orjson

from backend.models.moscow import moscow_day
from backend.models.vocabulary import IdentifierKind
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.finding import PersonKey, find_person, need_reason
from backend.services.officers.own_cases import need_not_own
from backend.services.officers.words import need_text
from backend.services.person_names import NotAName, written
from backend.services.refusal import Refused
from backend.services.typed_identifiers import as_stored

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


@dataclass(frozen=True, slots=True)
class ProposedAdoption:
    """An adoption as the court's paper and the child's new papers have it.

    `parents`: one or two people, all the parents there are from then on; a parent who stays is named again. So is a
    number that stays: every earlier identifier ends.
    """

    patient: PersonKey
    parents: tuple[PersonKey, ...]
    family_name: str
    given_name: str
    patronymic: str | None
    birth_certificate: str
    issuer: str
    issued_on: dt.date
    snils: str | None
    enp: str | None
    number: str
    court: str
    decided_on: dt.date
    starts_on: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class AdoptionDetails:
    """What is kept of a proposal until another officer confirms it (`court_act.details`)."""

    parents: list[int]
    family_name: str
    given_name: str
    patronymic: str | None
    birth_certificate: str
    issuer: str
    issued_on: str
    snils: str | None
    enp: str | None


async def propose_adoption(connection: Connection, actor: Actor, adoption: ProposedAdoption, at: dt.datetime) -> int:
    """Enters an adoption; nothing changes before another officer confirms it. Gives its row.

    Raises Refused REASON_REQUIRED, PERSON_NOT_FOUND, WRONG_FORMAT, CHECK_DIGIT, REQUIRED, WRONG_DATE, OWN_CASE.
    """
    reason = need_reason(adoption.reason, ["input", "reason"])
    number = need_text(adoption.number, ["input", "number"], 100)
    court = need_text(adoption.court, ["input", "court"], 300)
    today = moscow_day(at)
    if adoption.decided_on > today:
        raise Refused("WRONG_DATE", ["input", "decidedOn"])
    if not adoption.decided_on <= adoption.starts_on <= today:
        raise Refused("WRONG_DATE", ["input", "startsOn"])
    if not adoption.patient.birth_date <= adoption.issued_on <= today:
        raise Refused("WRONG_DATE", ["input", "issuedOn"])
    if not 1 <= len(adoption.parents) <= 2:
        raise Refused("REQUIRED", ["input", "parents"])
    patient = await find_person(connection, adoption.patient, ["input", "patient"])
    parents = [
        await find_person(connection, key, ["input", "parents", str(place)])
        for place, key in enumerate(adoption.parents)
    ]
    await _need_grown_up(connection, patient, parents, today)
    await need_not_own(connection, actor, (), (patient, *parents))
    id_ = await connection.fetchval(
        "INSERT INTO court_act (patient_id, kind, state, number, court, decided_on, starts_on, proposed_by_id, proposed_at, "
        "details) VALUES ($1, 'ADOPTION', 'PROPOSED', $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        patient,
        number,
        court,
        adoption.decided_on,
        adoption.starts_on,
        actor.account_id,
        at,
        orjson.dumps(asdict(_details(adoption, parents))).decode(),
    )
    for person in (patient, *parents):
        await note_act(connection, actor, "adoption.propose", f"court_act:{id_}", at, person, reason)
    return int(id_)


def _details(adoption: ProposedAdoption, parents: list[int]) -> AdoptionDetails:
    return AdoptionDetails(
        parents,
        _name(adoption.family_name, "familyName"),
        _name(adoption.given_name, "givenName"),
        _name(adoption.patronymic, "patronymic") if adoption.patronymic else None,
        as_stored(IdentifierKind.BIRTH_CERTIFICATE, adoption.birth_certificate, ["input", "birthCertificate"]),
        need_text(adoption.issuer, ["input", "issuer"]),
        adoption.issued_on.isoformat(),
        as_stored(IdentifierKind.SNILS, adoption.snils, ["input", "snils"]) if adoption.snils else None,
        as_stored(IdentifierKind.ENP, adoption.enp, ["input", "enp"]) if adoption.enp else None,
    )


def _name(text: str, field: str) -> str:
    try:
        return written(text)
    except NotAName:
        raise Refused("WRONG_FORMAT", ["input", field]) from None


async def _need_grown_up(connection: Connection, patient: int, parents: list[int], today: dt.date) -> None:
    """Raises Refused PERSON_NOT_FOUND for a child of age, and for a parent who cannot be one."""
    child = await connection.fetchval(
        "SELECT age_on(birth_date, $2) < 18 AND deceased_on IS NULL FROM person WHERE id = $1", patient, today
    )
    if not child:
        raise Refused("PERSON_NOT_FOUND", ["input", "patient"])
    able = await connection.fetchval(
        "SELECT count(*) FROM person WHERE id = ANY ($1) AND id <> $2 AND deceased_on IS NULL AND age_on(birth_date, $3) >= 18",
        parents,
        patient,
        today,
    )
    if able != len(parents):
        raise Refused("PERSON_NOT_FOUND", ["input", "parents"])
