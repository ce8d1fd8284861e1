"""From a case as the services have it to the types of the registrar's desk."""

from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.models.access_request import AccessRequestState, RequestPurpose
from backend.models.family_claim import Relationship, VerificationRoute
from backend.models.vocabulary import AccountLevel, IdentifierKind, Sex
from backend.policy.sealing import IdType
from backend.schema.mfc import RegistryCheck
from backend.schema.officer_people import OfficerPerson
from backend.schema.officers import (
    AccessRequestCase,
    CaseChanges,
    CaseClaim,
    CaseDecision,
    CaseEvent,
    CasePhoto,
    DeclaredIdentity,
    RecordCandidate,
)
from backend.schema.user_errors import UserErrorCode
from backend.services.officers.candidates import Candidate
from backend.services.officers.case import CaseSeen, ClaimSeen
from backend.services.officers.evidence import CheckSeen, Declared, shown
from backend.services.officers.taking import patient_of
from backend.services.working_days import working_days_left

K = IdentifierKind


def case_shown(info: Info[Any, Any], seen: CaseSeen) -> AccessRequestCase:
    """The case; identifiers masked unless the officer stated a reason."""
    row, context = seen.row, info.context
    id_ = context.ids.seal(IdType.ACCESS_REQUEST, row["account_id"], row["id"])
    return AccessRequestCase(
        id=strawberry.ID(id_),
        number=row["number"],
        purpose=RequestPurpose(row["purpose"]),
        state=AccessRequestState(row["state"]),
        own=bool(row["own"]),
        level=AccountLevel(row["level"]),
        submitted_at=row["submitted_at"],
        due_at=row["due_at"],
        overdue=row["due_at"] < context.at and row["decided_at"] is None,
        working_days_left=working_days_left(row["due_at"], context.at),
        mine=seen.mine,
        taken=seen.taken,
        held_until=seen.held_until,
        enp=shown(K.ENP, seen.changes.get("enp") or row["enp"], whole=seen.whole),
        declared=_declared(seen.stated, whole=seen.whole) if seen.stated else None,
        bound_person=_person(row["bound_name"], row["bound_birth_date"]) if row["person_id"] else None,
        patient=_person(row["patient_name"], row["patient_birth_date"]) if patient_of(row) else None,
        grantee=row["grantee_name"] or None,
        passport=check_shown(seen.passport) if seen.passport else None,
        policy=check_shown(seen.policy) if seen.policy else None,
        photo=CasePhoto(
            url=f"/access-requests/{id_}/photo",
            width=row["width"],
            height=row["height"],
            grey=row["grey"],
            seen=row["photo_seen"],
        )
        if row["uploaded_at"]
        else None,
        candidates=[candidate_shown(one) for one in seen.owner_candidates],
        claim=_claim(seen.claim, whole=seen.whole) if seen.claim else None,
        changes=_changes(seen) if row["purpose"] == RequestPurpose.CHANGE else None,
        history=[CaseEvent(at=one.at, event=one.event, state=one.state, officer=one.officer) for one in seen.events],
        decision=CaseDecision(
            at=row["decided_at"], by=row["decided_by"], reason=seen.earlier_reason, text=row["decision_text"]
        )
        if row["decided_at"]
        else None,
        appeal_text=row["appeal_text"],
        obstacles=[UserErrorCode(code) for code in seen.obstacles],
    )


def check_shown(check: CheckSeen) -> RegistryCheck:
    """A registry's answer, whole."""
    return RegistryCheck(
        kind=check.kind,
        state=check.state,
        created_at=check.created_at,
        asked_at=check.asked_at,
        attempts=check.attempts,
        unavailable_since=check.unavailable_since,
        answered_at=check.answered_at,
        outcome=check.outcome,
        details=cast("JSON", check.details),
    )


def candidate_shown(one: Candidate) -> RecordCandidate:
    """A person whom a checked identifier names."""
    return RecordCandidate(
        patient_id=strawberry.ID(one.patient_key),
        display_name=one.display_name,
        birth_date=one.birth_date,
        sex=one.sex,
        agrees=list(one.agrees),
        differs=list(one.differs),
        birth_date_agrees=one.birth_date_agrees,
        names_agree=one.names_agree,
        deceased=one.deceased,
        bound=one.account_id is not None,
        checked=one.checked,
    )


def _declared(stated: Declared, *, whole: bool) -> DeclaredIdentity:
    return DeclaredIdentity(
        family_name=stated.family_name,
        given_name=stated.given_name,
        patronymic=stated.patronymic,
        birth_date=stated.birth_date,
        sex=stated.sex,
        snils=shown(K.SNILS, stated.snils, whole=whole),
        enp=shown(K.ENP, stated.enp, whole=whole),
        passport=shown(K.PASSPORT, stated.passport, whole=whole),
        passport_issued_on=stated.passport_issued_on,
        passport_issuer=stated.passport_issuer,
        passport_department=stated.passport_department,
        saved_at=stated.saved_at,
    )


def _claim(claim: ClaimSeen, *, whole: bool) -> CaseClaim:
    row, kind = claim.row, IdentifierKind(claim.row["document_kind"])
    return CaseClaim(
        state=claim.state,
        route=VerificationRoute(row["route"]),
        relationship=Relationship(row["relationship"]),
        family_name=row["family_name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"],
        birth_date=row["birth_date"],
        sex=Sex(row["sex"]),
        document_kind=kind,
        document_number=shown(kind, row["document_number"], whole=whole),
        enp=shown(K.ENP, row["enp"], whole=whole),
        basis=row["basis"],
        act_number=row["act_number"],
        verified_at=row["verified_at"],
        checks=[check_shown(check) for check in claim.checks],
        candidates=[candidate_shown(one) for one in claim.candidates],
    )


def _changes(seen: CaseSeen) -> CaseChanges:
    child = seen.changes.get("child") or {}
    return CaseChanges(
        grantee=seen.row["grantee_name"] if "grantee" in seen.changes else None,
        enp=shown(K.ENP, seen.changes.get("enp"), whole=seen.whole),
        family_name=child.get("family_name"),
        given_name=child.get("given_name"),
        patronymic=child.get("patronymic"),
        certificate=shown(K.BIRTH_CERTIFICATE, child.get("certificate"), whole=seen.whole),
    )


def _person(name: str, birth_date: Any) -> OfficerPerson:
    return OfficerPerson(display_name=name, birth_date=birth_date)
