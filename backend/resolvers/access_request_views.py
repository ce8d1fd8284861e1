"""From a request as the services give it to its GraphQL type, in the asked language."""

import datetime as dt
from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import sentence
from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose
from backend.policy.sealing import IdSealer, IdType
from backend.resolvers.hidden_from import hidden_from
from backend.schema.access_grants import WouldSee
from backend.schema.access_requests import (
    AccessRequest,
    RequestChanges,
    RequestCheck,
    RequestChildData,
    RequestDecision,
    RequestGrantee,
    RequestNextStep,
    RequestPhoto,
    RequestRecord,
    RequestStepState,
    RequestTimelineItem,
)
from backend.schema.directives import StandingName
from backend.services.access_requests.transitions import ENDED
from backend.services.access_requests.viewing import RequestView
from backend.services.actor import Actor
from backend.services.one_time_codes import masked_phone


def access_request(info: Info[Any, Any], actor: Actor, view: RequestView) -> AccessRequest:
    """The request as its applicant sees it."""
    row, ids, language = view.row, info.context.ids, info.context.caller.language
    id_ = ids.seal(IdType.ACCESS_REQUEST, actor.account_id, row["id"])
    return AccessRequest(
        id=strawberry.ID(id_),
        number=row["number"],
        purpose=view.purpose,
        state=view.state,
        state_title=sentence(f"STATE_{view.state.value}", language),
        record=_record(ids, view) if row["own"] is not None else None,
        grantee=_grantee(ids, actor, view) if view.purpose is RequestPurpose.GRANT else None,
        grantee_options=_options(ids, actor, view),
        changes=_changes(ids, actor, view) if view.purpose is RequestPurpose.CHANGE else None,
        masked_policy_number=masked_number(view.policy_number),
        policy_number_warnings=list(view.policy_warnings),
        masked_phone=masked_phone(row["phone"]) if row["phone"] else None,
        phone_confirmed_at=row["phone_confirmed_at"],
        consent_version=row["consent_version"],
        consented_at=row["consented_at"],
        photo=_photo(info, id_, view),
        steps=[RequestStepState(step=step, done=done) for step, done in view.steps],
        next_step=RequestNextStep(code=view.next_step, message=sentence(view.next_step, language)),
        created_at=row["created_at"],
        saved_at=row["saved_at"],
        submitted_at=row["submitted_at"],
        due_at=row["due_at"],
        overdue=view.overdue,
        timeline=[
            RequestTimelineItem(
                at=one.at,
                event=one.event,
                state=one.state,
                message=sentence(f"EVENT_{one.event.value}", language),
            )
            for one in view.events
        ],
        checks=[
            RequestCheck(
                kind=one.kind,
                status=one.status,
                asked_at=one.asked_at,
                next_try_at=one.next_try_at,
                message=sentence(f"CHECK_{one.kind.value}_{one.status.value}", language),
            )
            for one in view.checks
        ],
        decision=_decision(view, language),
        would_see=_would_see(info, view),
        appealed_at=row["appealed_at"],
        can_submit=RequestEvent.SUBMIT in view.can,
        can_withdraw=RequestEvent.WITHDRAW in view.can,
        can_appeal=RequestEvent.APPEAL in view.can,
        can_retry=view.can_retry,
    )


def _would_see(info: Info[Any, Any], view: RequestView) -> WouldSee | None:
    found = view.prospect(info.context.at)
    if found is None:
        return None
    hidden = hidden_from(info.context.reader, found.standing)
    return WouldSee(
        standing=StandingName[str(found.standing.name)],
        until=found.until,
        hidden_sections=hidden.sections,
        hidden_classes=hidden.classes,
        hidden_fields=hidden.fields,
    )


def masked_number(number: str | None) -> str | None:
    """A policy's number as its owner recognises it."""
    return f"•••• {number[-4:]}" if number else None


def _record(ids: IdSealer, view: RequestView) -> RequestRecord:
    patient = ids.seal(IdType.PATIENT, view.patient_id) if view.patient_id is not None else None
    return RequestRecord(
        own=view.row["own"],
        display_name=view.record_name,
        patient_id=strawberry.ID(patient) if patient else None,
    )


def _myself(ids: IdSealer, actor: Actor, name: str) -> RequestGrantee:
    id_ = ids.seal(IdType.ACCOUNT, actor.account_id, actor.account_id)
    return RequestGrantee(id=strawberry.ID(id_), me=True, display_name=name)


def _grantee(ids: IdSealer, actor: Actor, view: RequestView) -> RequestGrantee | None:
    grantee = view.row["grantee_id"]
    if grantee is None:
        return None
    if grantee == actor.account_id:
        return _myself(ids, actor, view.row["own_name"])
    return _other(ids, actor, grantee, view)


def _other(ids: IdSealer, actor: Actor, account: int, view: RequestView) -> RequestGrantee:
    return RequestGrantee(
        id=strawberry.ID(ids.seal(IdType.ACCOUNT, actor.account_id, account)),
        me=False,
        display_name=view.grantee_name or "",
    )


def _options(ids: IdSealer, actor: Actor, view: RequestView) -> list[RequestGrantee]:
    """Oneself first; a co-representative goes by the link, never by an account."""
    if RequestEvent.CONFIRM_PHONE not in view.can:
        return []
    others = [
        RequestGrantee(
            id=strawberry.ID(ids.seal(IdType.REPRESENTATION, actor.account_id, one.id)),
            me=False,
            display_name=one.short_name,
        )
        for one in view.grantees
    ]
    return [_myself(ids, actor, view.row["own_name"]), *others]


def _changes(ids: IdSealer, actor: Actor, view: RequestView) -> RequestChanges:
    changes = view.changes
    child = changes.get("child")
    return RequestChanges(
        grantee=_other(ids, actor, changes["grantee"], view) if "grantee" in changes else None,
        masked_policy_number=masked_number(changes.get("enp")),
        child=RequestChildData(
            family_name=child.get("family_name"),
            given_name=child.get("given_name"),
            patronymic=child.get("patronymic"),
            certificate=child.get("certificate"),
        )
        if child
        else None,
    )


def _photo(info: Info[Any, Any], id_: str, view: RequestView) -> RequestPhoto | None:
    row = view.row
    if row["photo_at"] is None:
        return None
    # The decision sets the day; the row has it within the hour (backend/services/photos.py).
    delete_after = row["photo_delete_after"]
    if delete_after is None and view.state in ENDED and row["decided_at"] is not None:
        delete_after = row["decided_at"] + dt.timedelta(days=info.context.settings.photo_days)
    return RequestPhoto(
        url=f"/access-requests/{id_}/photo",
        uploaded_at=row["photo_at"],
        width=row["photo_width"],
        height=row["photo_height"],
        grey=row["photo_grey"],
        delete_after=delete_after,
    )


def _decision(view: RequestView, language: str) -> RequestDecision | None:
    if view.row["decided_at"] is None or view.state is AccessRequestState.MANUAL_REVIEW:
        return None
    reason = view.reason
    return RequestDecision(
        at=view.row["decided_at"],
        reason=reason,
        message=sentence(f"REASON_{reason.value}", language) if reason else None,
        text=view.row["decision_text"],
    )
