"""An MFC officer's decision on a claim, with the originals in hand (REP-03, REP-04, REP-09)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.ages import age_on
from backend.models.family_claim import FamilyRefusal, SightedKind
from backend.models.vocabulary import IdentifierKind, RepresentationKind, Role
from backend.services.actor import Actor
from backend.services.family.moving import move
from backend.services.family.next_steps import names_differ, originals
from backend.services.family.questions import drop_question
from backend.services.family.transitions import ClaimEvent
from backend.services.family.verifying import (
    BIRTH_CERTIFICATE,
    GUARDIAN_APPOINTED,
    TRUSTEE_APPOINTED,
    Ground,
    verify,
)
from backend.services.family_links import barred_claim
from backend.services.holding import hold_account
from backend.services.officer_acts import note_act
from backend.services.officers.own_cases import need_not_own
from backend.services.refusal import Refused
from backend.services.registry_checks import Connection
from backend.services.typed_identifiers import as_stored

_CLAIM = """
SELECT c.*, moscow_day($2) AS today, coalesce(f.passport, i.value) AS passport
FROM family_claim c JOIN account a ON a.id = c.account_id
LEFT JOIN identity_profile f ON f.account_id = a.id
LEFT JOIN person_identifier i ON i.patient_id = a.person_id AND i.kind = 'PASSPORT' AND i.checked AND i.ended_on IS NULL
WHERE c.id = $1 LIMIT 1
"""
_LONGEST_TEXT = 300
_BIRTH = (SightedKind.BIRTH_CERTIFICATE, SightedKind.FOREIGN_BIRTH_DOCUMENT)


@dataclass(frozen=True, slots=True)
class Original:
    """What the officer read off an original."""

    kind: SightedKind
    number: str
    issuer: str | None
    issued_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """All that the officer states. `names_differ`: the originals show other names than those entered.

    `basis_code` is of the dictionary 1.2.643.5.1.13.13.99.2.313; null is what the relationship has as a rule.
    """

    originals: Sequence[Original]
    names_differ: bool
    act_number: str | None
    basis: str
    basis_code: str | None
    starts_on: dt.date | None
    ends_on: dt.date | None


async def confirm(pool: asyncpg.Pool, actor: Actor, claim_id: int, sighting: Sighting, at: dt.datetime) -> None:
    """Confirms a claim by what was sighted; the act is noted.

    Raises Refused FORBIDDEN, NOT_FOUND, OWN_CASE, WRONG_STATE, ORIGINALS_MISSING, ORIGINALS_DIFFER, REQUIRED,
    WRONG_FORMAT, WRONG_DATE, REGISTRAR_DECIDES where a court act stands against it, which is not told.
    """
    async with pool.acquire() as connection, connection.transaction():
        claim = await _claim(connection, actor, claim_id, at)
        read = _checked(claim, sighting)
        ground = _ground(claim, sighting)
        if await barred_claim(connection, claim_id):
            raise Refused("REGISTRAR_DECIDES")
        await drop_question(connection, claim_id)
        await connection.executemany(
            "INSERT INTO sighted_document (claim_id, kind, number, issuer, issued_on, sighted_at, sighted_by_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [(claim_id, one.kind.value, one.number, one.issuer, one.issued_on, at, actor.account_id) for one in read],
        )
        await verify(connection, claim_id, ClaimEvent.CONFIRM, ground, at, actor.account_id)
        patient = await connection.fetchval("SELECT patient_id FROM family_claim WHERE id = $1", claim_id)
        await note_act(connection, actor, "family_claim.confirm", f"family_claim:{claim_id}", at, patient)


async def refuse(
    pool: asyncpg.Pool, actor: Actor, claim_id: int, reason: FamilyRefusal, text: str | None, at: dt.datetime
) -> None:
    """Does not confirm a claim; its applicant is told why and may correct it.

    Raises Refused FORBIDDEN, NOT_FOUND, OWN_CASE, WRONG_STATE, REQUIRED where OTHER comes without a text.
    """
    said = " ".join((text or "").split()) or None
    if reason is FamilyRefusal.OTHER and said is None:
        raise Refused("REQUIRED", ["input", "text"])
    if said is not None and len(said) > _LONGEST_TEXT:
        raise Refused("WRONG_FORMAT", ["input", "text"])
    async with pool.acquire() as connection, connection.transaction():
        claim = await _claim(connection, actor, claim_id, at)
        await connection.execute(
            "UPDATE family_claim SET refused_reason = $2, refused_text = $3 WHERE id = $1", claim_id, reason.value, said
        )
        await move(connection, claim_id, ClaimEvent.REFUSE, at)
        await drop_question(connection, claim_id)
        stated = f"{reason.value}: {said}" if said else reason.value
        await note_act(
            connection, actor, "family_claim.refuse", f"family_claim:{claim_id}", at, claim["patient_id"], stated
        )


async def _claim(connection: Connection, actor: Actor, claim_id: int, at: dt.datetime) -> asyncpg.Record:
    actor.need(Role.MFC_OFFICER)
    await hold_account(
        connection, await connection.fetchval("SELECT account_id FROM family_claim WHERE id = $1", claim_id)
    )
    await connection.execute("SELECT 1 FROM family_claim WHERE id = $1 FOR UPDATE", claim_id)
    claim = await connection.fetchrow(_CLAIM, claim_id, at)
    if claim is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    people = [claim["patient_id"]] if claim["patient_id"] is not None else []
    await need_not_own(connection, actor, [claim["account_id"]], people)
    return claim


def _checked(claim: asyncpg.Record, sighting: Sighting) -> list[Original]:
    """The originals as they are kept. Raises Refused where one is missing, misread, or not that of the claim."""
    read = []
    for place, one in enumerate(sighting.originals):
        field = ["input", "documents", str(place)]
        if one.issued_on is not None and one.issued_on > claim["today"]:
            raise Refused("WRONG_DATE", [*field, "issuedOn"])
        kind = _identifier_kind(claim, one.kind)
        number = as_stored(kind, one.number, [*field, "number"])
        issuer = " ".join((one.issuer or "").split()) or None
        if issuer is not None and len(issuer) > _LONGEST_TEXT:
            raise Refused("WRONG_FORMAT", [*field, "issuer"])
        wanted = claim["document_number"] if one.kind in _BIRTH else None
        if one.kind is SightedKind.IDENTITY_DOCUMENT:
            wanted = claim["passport"]
        if wanted is not None and number != wanted:
            raise Refused("ORIGINALS_DIFFER", [*field, "number"])
        read.append(Original(one.kind, number, issuer, one.issued_on))
    differ = sighting.names_differ or names_differ(claim["applicant_family_name"], claim["family_name"])
    wanted_kinds = originals(RepresentationKind(claim["kind"]), IdentifierKind(claim["document_kind"]), differ=differ)
    if sighting.names_differ and SightedKind.NAME_CHANGE_DOCUMENT not in wanted_kinds:
        wanted_kinds.append(SightedKind.NAME_CHANGE_DOCUMENT)
    if not set(wanted_kinds) <= {one.kind for one in read}:
        raise Refused("ORIGINALS_MISSING", ["input", "documents"])
    return read


def _identifier_kind(claim: asyncpg.Record, kind: SightedKind) -> IdentifierKind:
    """How the number of an original is written: as what it is compared with."""
    if kind in _BIRTH:
        return IdentifierKind(claim["document_kind"])
    if kind is SightedKind.IDENTITY_DOCUMENT and claim["passport"] is not None:
        return IdentifierKind.PASSPORT
    return IdentifierKind.FOREIGN_DOCUMENT


def _ground(claim: asyncpg.Record, sighting: Sighting) -> Ground:
    """Raises Refused REQUIRED, WRONG_FORMAT, WRONG_DATE."""
    basis = " ".join(sighting.basis.split())
    if not basis:
        raise Refused("REQUIRED", ["input", "basis"])
    if len(basis) > _LONGEST_TEXT or len(sighting.act_number or "") > _LONGEST_TEXT:
        raise Refused("WRONG_FORMAT", ["input", "basis"])
    young = age_on(claim["birth_date"], claim["today"]) < 14
    parent = claim["kind"] == RepresentationKind.PARENT
    codes = (BIRTH_CERTIFICATE,) if parent else (GUARDIAN_APPOINTED, TRUSTEE_APPOINTED)
    code = sighting.basis_code or (codes[0] if parent or young else TRUSTEE_APPOINTED)
    if code not in codes:
        raise Refused("WRONG_FORMAT", ["input", "basisCode"])
    starts, ends = (None, None) if parent else (sighting.starts_on, sighting.ends_on)
    if (starts is not None and not claim["birth_date"] <= starts <= claim["today"]) or (
        ends is not None and (ends < claim["today"] or (starts is not None and ends < starts))
    ):
        raise Refused("WRONG_DATE", ["input", "endsOn" if ends is not None else "startsOn"])
    return Ground(basis, code, " ".join((sighting.act_number or "").split()) or None, starts, ends)
