"""Claims as their applicant sees them: what they entered, the state, what to do next, and no answer of a registry."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.family_claim import FamilyClaimState, FamilyStep, Relationship, SightedKind, VerificationRoute
from backend.models.vocabulary import IdentifierKind, RepresentationKind, Sex
from backend.services.family.next_steps import names_differ, next_step, originals

_CLAIMS = """
SELECT c.*, age_on(c.birth_date, moscow_day($3)) >= 18 AS grown_up,
  CASE WHEN r.state = 'VERIFIED' THEN p.patient_key END AS patient_key,
  coalesce(r.state = 'VERIFIED' AND EXISTS (SELECT FROM access_grant g
    WHERE g.patient_id = c.patient_id AND g.grantee_id = c.account_id AND g.revoked_at IS NULL
    AND (g.valid_until IS NULL OR g.valid_until > $3)), false) AS record_open,
  c.state = 'VERIFIED' AND (c.ends_on < moscow_day($3) OR (c.representation_id IS NOT NULL AND (r.state <> 'VERIFIED'
    OR EXISTS (SELECT FROM court_act o WHERE o.patient_id = r.patient_id AND o.representative_id = r.representative_id
      AND o.kind = 'RESTRICTION' AND o.state = 'IN_FORCE' AND o.starts_on <= moscow_day($3)
      AND (o.ends_on IS NULL OR o.ends_on >= moscow_day($3)))))) AS lapsed,
  k.next_try_at
FROM family_claim c
LEFT JOIN legal_representation r ON r.id = c.representation_id
LEFT JOIN person p ON p.id = c.patient_id
LEFT JOIN registry_check k ON k.claim_id = c.id AND k.state = 'WAITING' AND k.unavailable_since IS NOT NULL
WHERE c.account_id = $1 AND ($2::bigint IS NULL OR c.id = $2) AND ($2 IS NOT NULL OR c.state <> 'WITHDRAWN')
ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """`next_try_at` is there while a registry is out; `patient_key` once the two people are linked."""

    id: int
    account_id: int
    number: str
    relationship: Relationship
    route: VerificationRoute
    state: FamilyClaimState
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    document_kind: IdentifierKind
    document_number: str
    document_issued_on: dt.date | None
    enp: str | None
    patient_key: str | None
    next_step: FamilyStep
    originals: list[SightedKind]
    next_try_at: dt.datetime | None
    refused_reason: str | None
    refused_text: str | None
    created_at: dt.datetime
    verified_at: dt.datetime | None


async def claims_of(
    connection: "asyncpg.Pool | asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    account_id: int,
    at: dt.datetime,
    claim_id: int | None = None,
) -> list[ClaimView]:
    """The account's claims in the order of adding, withdrawn ones left out; or the one that is named."""
    return [_view(row) for row in await connection.fetch(_CLAIMS, account_id, claim_id, at)]


def _view(row: asyncpg.Record) -> ClaimView:
    state = FamilyClaimState(row["state"])
    document = IdentifierKind(row["document_kind"])
    differ = names_differ(row["applicant_family_name"], row["family_name"])
    return ClaimView(
        id=row["id"],
        account_id=row["account_id"],
        number=row["number"] or "",
        relationship=Relationship(row["relationship"]),
        route=VerificationRoute(row["route"]),
        state=state,
        family_name=row["family_name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"],
        birth_date=row["birth_date"],
        sex=Sex(row["sex"]),
        document_kind=document,
        document_number=row["document_number"],
        document_issued_on=row["document_issued_on"],
        enp=row["enp"],
        patient_key=row["patient_key"],
        next_step=next_step(state, grown_up=row["grown_up"], lapsed=row["lapsed"], record_open=row["record_open"]),
        originals=originals(RepresentationKind(row["kind"]), document, differ=differ)
        if state is FamilyClaimState.GO_TO_MFC
        else [],
        next_try_at=row["next_try_at"] if state is FamilyClaimState.UNAVAILABLE else None,
        refused_reason=row["refused_reason"] if state is FamilyClaimState.REFUSED else None,
        refused_text=row["refused_text"] if state is FamilyClaimState.REFUSED else None,
        created_at=row["created_at"],
        verified_at=row["verified_at"],
    )
