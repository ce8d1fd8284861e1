"""Access requests: what the applicant sees, and inputs and payloads of their mutations."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.access_request import (
    AccessRequestState,
    DecisionReason,
    FiledBy,
    RequestCheckStatus,
    RequestEvent,
    RequestPurpose,
    RequestStep,
)
from backend.models.identifiers import EnpWarning
from backend.models.registry_check import CheckKind
from backend.schema import enums  # noqa: F401  vocabularies have to be enums before any type names them
from backend.schema.access_grants import WouldSee
from backend.schema.connections import PageInfo
from backend.schema.user_errors import UserError


@strawberry.type(description="Whose record a request is about.")
class RequestRecord:
    own: bool
    display_name: str | None = strawberry.field(description="Null once the link to the ward has ended.", default=None)
    patient_id: strawberry.ID | None = strawberry.field(
        description="The record, where it is known for sure whose it is.", default=None
    )


@strawberry.type(description="Somebody to whom access may be given, or is to be given (REQ-08).")
class RequestGrantee:
    id: strawberry.ID
    me: bool = strawberry.field(description="The applicant.")
    display_name: str


@strawberry.type(description="A step of a draft, and whether it is done.")
class RequestStepState:
    step: RequestStep
    done: bool


@strawberry.type(description="One step of a request's history (REQ-19).")
class RequestTimelineItem:
    at: dt.datetime
    event: RequestEvent
    state: AccessRequestState
    message: str


@strawberry.type(description="A question to a registry, as its subject may see the answer (ACC-07).")
class RequestCheck:
    kind: CheckKind
    status: RequestCheckStatus
    asked_at: dt.datetime | None
    next_try_at: dt.datetime | None = strawberry.field(description="When it is asked again by itself.")
    message: str


@strawberry.type(description="The decision on a request.")
class RequestDecision:
    at: dt.datetime
    reason: DecisionReason | None
    message: str | None = strawberry.field(description="The reason in the asked language, and what to do next.")
    text: str | None = strawberry.field(description="What the officer wrote.")


@strawberry.type(
    description="The photo with the passport (ACC-11): POST its bytes to `/access-requests/<id of the request>/photo`, GET and "
    "DELETE it there, with the session's token or cookie."
)
class RequestPhoto:
    url: str
    uploaded_at: dt.datetime
    width: int
    height: int
    grey: bool = strawberry.field(description="It seems to have no colour: an officer may refuse it.")
    delete_after: dt.datetime | None = strawberry.field(
        description="When it is deleted, once the request has been decided; by an appeal it is kept on."
    )


@strawberry.type(description="A child's names and birth certificate, as they are to become.")
class RequestChildData:
    family_name: str | None
    given_name: str | None
    patronymic: str | None
    certificate: str | None


@strawberry.type(description="What a request of purpose CHANGE changes (REQ-14).")
class RequestChanges:
    grantee: RequestGrantee | None
    masked_policy_number: str | None
    child: RequestChildData | None


@strawberry.type(description="What comes next, as a code and a sentence.")
class RequestNextStep:
    code: str
    message: str


@strawberry.type(description="A request to get, change or end access to one record (REQ-01).")
class AccessRequest:
    id: strawberry.ID
    number: str | None = strawberry.field(description="Given with the submission.")
    purpose: RequestPurpose
    state: AccessRequestState
    state_title: str
    record: RequestRecord | None
    grantee: RequestGrantee | None
    grantee_options: list[RequestGrantee] = strawberry.field(
        description="Whom access may be given to; of a draft alone."
    )
    changes: RequestChanges | None
    masked_policy_number: str | None
    policy_number_warnings: list[EnpWarning] = strawberry.field(
        description="What the digits do not agree with: worth a second look, and no obstacle."
    )
    masked_phone: str | None
    phone_confirmed_at: dt.datetime | None
    consent_version: str | None
    consented_at: dt.datetime | None
    photo: RequestPhoto | None
    steps: list[RequestStepState] = strawberry.field(
        description="In the order of the pages. Without GRANTEE the applicant gets the access; CONSENT comes with the submission."
    )
    next_step: RequestNextStep
    created_at: dt.datetime
    saved_at: dt.datetime = strawberry.field(
        description="The draft's version: saving names the one that the page shows."
    )
    submitted_at: dt.datetime | None
    due_at: dt.datetime | None = strawberry.field(description="End of the fifth working day, in Moscow (REQ-02).")
    overdue: bool
    timeline: list[RequestTimelineItem]
    checks: list[RequestCheck]
    decision: RequestDecision | None
    would_see: WouldSee | None = strawberry.field(
        description="What the applicant would be shown and what not; null where the access is to be another's."
    )
    appealed_at: dt.datetime | None
    can_submit: bool = strawberry.field(description="Nothing is missing but the consent.")
    can_withdraw: bool
    can_appeal: bool
    can_retry: bool


@strawberry.type(description="One place in the list.")
class AccessRequestEdge:
    cursor: str
    node: AccessRequest


@strawberry.type(description="A page of the viewer's requests, newest first.")
class AccessRequestConnection:
    edges: list[AccessRequestEdge]
    nodes: list[AccessRequest]
    page_info: PageInfo
    total_count: int


async def access_request(info: Info[Any, Any], id: strawberry.ID) -> AccessRequest | None:
    """The viewer's field of that name."""
    return cast("AccessRequest | None", await info.context.beside("access_request_of", info, id=id))


async def access_requests(
    info: Info[Any, Any], first: int | None = None, after: str | None = None, state: AccessRequestState | None = None
) -> AccessRequestConnection:
    """The viewer's field of that name."""
    answer = await info.context.beside("access_requests", info, first=first, after=after, state=state)
    return cast("AccessRequestConnection", answer)


@strawberry.input(description="One record: the own one, or a ward's by a verified claim, or by a verified link.")
class RequestRecordInput:
    own: bool = False
    claim_id: strawberry.ID | None = strawberry.UNSET
    patient_id: strawberry.ID | None = strawberry.UNSET


@strawberry.input
class CreateAccessRequestInput:
    purpose: RequestPurpose
    filed_by: FiledBy = FiledBy.APPLICANT
    record: RequestRecordInput | None = strawberry.field(
        description="For GRANT; may be saved later.", default=strawberry.UNSET
    )
    grantee_id: strawberry.ID | None = strawberry.field(
        description="One of an earlier draft's options; the applicant by default.", default=strawberry.UNSET
    )
    grant_id: strawberry.ID | None = strawberry.field(
        description="For CHANGE and CANCEL: which access of the viewer's.", default=strawberry.UNSET
    )
    client_mutation_id: str | None = strawberry.UNSET


@strawberry.type(description="The draft; or the record that needs no request, for it is open (ACC-02, ACC-03).")
class CreateAccessRequestPayload:
    access_request: AccessRequest | None
    already_open: bool
    open_patient_id: strawberry.ID | None = strawberry.field(description="The record to go to (ACC-13).")
    user_errors: list[UserError]


@strawberry.input
class RequestChildDataInput:
    family_name: str | None = strawberry.UNSET
    given_name: str | None = strawberry.UNSET
    patronymic: str | None = strawberry.UNSET
    certificate: str | None = strawberry.UNSET


@strawberry.input(description="One step of a draft: what is given replaces what was there, what is left out stays.")
class SaveAccessRequestInput:
    id: strawberry.ID
    saved_at: dt.datetime = strawberry.field(description="The version that the page shows; another one is a CONFLICT.")
    record: RequestRecordInput | None = strawberry.UNSET
    grantee_id: strawberry.ID | None = strawberry.UNSET
    policy_number: str | None = strawberry.UNSET
    child: RequestChildDataInput | None = strawberry.UNSET


@strawberry.type(description="The draft as it is kept; with a CONFLICT, as the other page left it.")
class SaveAccessRequestPayload:
    access_request: AccessRequest | None
    user_errors: list[UserError]


@strawberry.input
class RequestAccessRequestCodeInput:
    id: strawberry.ID
    phone: str


@strawberry.type
class RequestAccessRequestCodePayload:
    sent_to: str | None
    expires_at: dt.datetime | None
    user_errors: list[UserError]


@strawberry.input
class ConfirmAccessRequestPhoneInput:
    id: strawberry.ID
    code: str


@strawberry.input
class SubmitAccessRequestInput:
    id: strawberry.ID
    consent_version: str | None = strawberry.field(
        description="The version of the text that the applicant agreed to; left out while unchecked.",
        default=strawberry.UNSET,
    )
    client_mutation_id: str | None = strawberry.UNSET


@strawberry.input
class AccessRequestInput:
    id: strawberry.ID


@strawberry.input
class AppealAccessRequestInput:
    id: strawberry.ID
    text: str


@strawberry.type(description="The request as it is after the call.")
class AccessRequestPayload:
    access_request: AccessRequest | None
    user_errors: list[UserError]
