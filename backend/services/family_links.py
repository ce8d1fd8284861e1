"""From a verified claim to a link of two people, once both are known for sure (REP-01, ACC-03)."""

import datetime as dt

import asyncpg

from backend.models.family_claim import VerificationRoute
from backend.models.vocabulary import AccountLevel
from backend.services.barred_links import barred
from backend.services.family.applicants import Applicant, names_of
from backend.services.family.moving import move
from backend.services.family.questions import ask_about
from backend.services.family.transitions import ClaimEvent
from backend.services.holding import hold_account
from backend.services.own_grants import open_own_grants
from backend.services.person_names import alike
from backend.services.registry_checks import Connection

_OWNER = """
SELECT level, person_id FROM account
WHERE id = $1 AND person_id IS NOT NULL AND disabled_at IS NULL AND 'CITIZEN' = ANY (roles)
"""
# People whom the child's document or policy number names, as registries confirmed them. Earlier identifiers name nobody.
_NAMED = """
SELECT p.id, p.family_name, p.given_name, p.patronymic, p.sex, bool_or(i.kind <> 'ENP') AS by_document,
  EXISTS (SELECT FROM person_identifier o WHERE o.patient_id = p.id AND o.kind = $1 AND o.checked
    AND (o.ended_on IS NULL) <> (o.value = $2)) AS other_document
FROM (
  SELECT patient_id, kind FROM person_identifier WHERE kind = $1 AND value = $2 AND checked AND ended_on IS NULL
    AND $1 IN ('BIRTH_CERTIFICATE', 'PASSPORT')
  UNION ALL
  SELECT patient_id, kind FROM person_identifier WHERE kind = 'ENP' AND value = $3 AND checked AND ended_on IS NULL
) i JOIN person p ON p.id = i.patient_id
WHERE p.birth_date = $4 AND p.deceased_on IS NULL
GROUP BY p.id
"""
# A guardian's days are those of the newest decree; a parent's are the law's, unless an officer set some.
_LINK = """
INSERT INTO legal_representation AS r (patient_id, representative_id, kind, state, basis, basis_code, verified_at,
  starts_on, ends_on, created_at)
VALUES ($1, $2, $3, 'VERIFIED', $4, $5, $8, $6, $7, $8)
ON CONFLICT (patient_id, representative_id, kind) WHERE state IN ('PENDING', 'VERIFIED') DO UPDATE
SET state = 'VERIFIED', verified_at = CASE r.state WHEN 'VERIFIED' THEN r.verified_at ELSE excluded.verified_at END,
  basis = excluded.basis, basis_code = excluded.basis_code,
  starts_on = CASE r.kind WHEN 'GUARDIAN' THEN excluded.starts_on ELSE r.starts_on END,
  ends_on = CASE r.kind WHEN 'GUARDIAN' THEN excluded.ends_on ELSE r.ends_on END
RETURNING r.id
"""


async def link_verified_claims(connection: Connection, account_id: int, at: dt.datetime) -> None:
    """Makes links of the account's verified claims, and opens at once what a full account may read; safe to repeat.

    For after a binding and after a verification. An account without a person, and a claim whose child is nobody whom a
    checked identifier names, wait: an officer who decides on a request links them. A claim that was verified for other
    names than those of the person whom the account turned out to be is verified anew.
    """
    # A binding that goes on is waited for, and waits: of the two, the later one sees both person and claim.
    await hold_account(connection, account_id)
    owner = await connection.fetchrow(_OWNER, account_id)
    if owner is None:
        return
    known = await names_of(connection, account_id)
    for claim in await connection.fetch(
        "SELECT * FROM family_claim WHERE account_id = $1 AND state = 'VERIFIED' AND representation_id IS NULL "
        "ORDER BY id FOR UPDATE",
        account_id,
    ):
        await _link(connection, claim, owner["person_id"], known, at)
    if owner["level"] == AccountLevel.FULL:
        await open_own_grants(connection, account_id, at)


async def barred_claim(connection: Connection, claim_id: int) -> bool:
    """Whether a court has ended the rights of the account's person to the child whom the claim names."""
    claim = await connection.fetchrow("SELECT * FROM family_claim WHERE id = $1", claim_id)
    assert claim is not None
    person = await connection.fetchval("SELECT person_id FROM account WHERE id = $1", claim["account_id"])
    patient = await child_of(connection, claim)
    return person is not None and patient is not None and await barred(connection, patient, person)


async def child_of(connection: Connection, claim: asyncpg.Record) -> int | None:
    """The one person whom the claim's document or policy names, by a checked identifier and the birth date; else None.

    A policy number is what the applicant typed, so there all names have to agree too, and no other document may be known.
    """
    if claim["patient_id"] is not None:
        return int(claim["patient_id"])
    found = await connection.fetch(
        _NAMED, claim["document_kind"], claim["document_number"], claim["enp"], claim["birth_date"]
    )
    names = ("family_name", "given_name", "patronymic")
    sure = [
        row["id"]
        for row in found
        if row["by_document"]
        or (
            not row["other_document"]
            and row["sex"] == claim["sex"]
            and all(alike(row[name], claim[name]) for name in names)
        )
    ]
    return int(sure[0]) if len(sure) == len(found) == 1 else None


async def _link(
    connection: Connection, claim: asyncpg.Record, person: int, known: list[Applicant], at: dt.datetime
) -> None:
    if not any(_verified_for(claim, one) for one in known):
        if known:
            await _verify_anew(connection, claim, known[0], at)
        return
    patient = await child_of(connection, claim)
    if patient is None or patient == person:
        return
    if await barred(connection, patient, person):
        await move(connection, claim["id"], ClaimEvent.END, at)
        return
    link = await connection.fetchval(
        _LINK,
        patient,
        person,
        claim["kind"],
        claim["basis"],
        claim["basis_code"],
        claim["starts_on"],
        claim["ends_on"],
        at,
    )
    await connection.execute(
        "UPDATE family_claim SET patient_id = $2, representation_id = $3 WHERE id = $1", claim["id"], patient, link
    )


def _verified_for(claim: asyncpg.Record, person: Applicant) -> bool:
    if claim["applicant_birth_date"] is None:
        return False
    asked = Applicant(
        claim["applicant_family_name"],
        claim["applicant_given_name"],
        claim["applicant_patronymic"],
        claim["applicant_birth_date"],
    )
    return asked.is_also(person)


async def _verify_anew(connection: Connection, claim: asyncpg.Record, person: Applicant, at: dt.datetime) -> None:
    """What a registry said of one person, or an officer saw of one, says nothing of another."""
    online = claim["route"] != VerificationRoute.MFC
    await move(connection, claim["id"], ClaimEvent.ASK_ANEW if online else ClaimEvent.GO_ANEW, at)
    await connection.execute(
        "UPDATE family_claim SET verified_at = NULL, verified_by_id = NULL, basis = NULL, basis_code = NULL, "
        "act_number = NULL, starts_on = NULL, ends_on = NULL WHERE id = $1",
        claim["id"],
    )
    await ask_about(connection, claim, person, at)
