"""Mutations of access requests: thin, one use case each."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.policy.sealing import IdType
from backend.resolvers.access_request_views import access_request
from backend.resolvers.refusals import refusable, user_error
from backend.schema.access_requests import (
    AccessRequest,
    AccessRequestInput,
    AccessRequestPayload,
    AppealAccessRequestInput,
    ConfirmAccessRequestPhoneInput,
    CreateAccessRequestInput,
    CreateAccessRequestPayload,
    RequestAccessRequestCodeInput,
    RequestAccessRequestCodePayload,
    RequestRecordInput,
    SaveAccessRequestInput,
    SaveAccessRequestPayload,
    SubmitAccessRequestInput,
)
from backend.schema.user_errors import UserError
from backend.services.access_requests import drafts, ending, phones, submitting
from backend.services.access_requests.records import Choice
from backend.services.access_requests.viewing import request_view
from backend.services.actor import Actor
from backend.services.refusal import Refused


def _not_created(errors: list[UserError]) -> CreateAccessRequestPayload:
    return CreateAccessRequestPayload(access_request=None, already_open=False, open_patient_id=None, user_errors=errors)


def _not_saved(errors: list[UserError]) -> SaveAccessRequestPayload:
    return SaveAccessRequestPayload(access_request=None, user_errors=errors)


def _no_code(errors: list[UserError]) -> RequestAccessRequestCodePayload:
    return RequestAccessRequestCodePayload(sent_to=None, expires_at=None, user_errors=errors)


def _unchanged(errors: list[UserError]) -> AccessRequestPayload:
    return AccessRequestPayload(access_request=None, user_errors=errors)


@strawberry.type
class AccessRequestMutations:
    @strawberry.mutation(
        description="Begins a request (REQ-01). A full account's own record, and a verified child's whose record is known, open at "
        "once, without one; a verified child who is known to nobody yet is asked for, and an officer finds the record."
    )
    @refusable(_not_created)
    async def create_access_request(
        self, info: Info[Any, Any], input: CreateAccessRequestInput
    ) -> CreateAccessRequestPayload:
        context = info.context
        actor = await context.actor()
        begun = await drafts.begin(
            context.pool,
            context.code_key,
            actor,
            drafts.Beginning(
                input.purpose,
                input.filed_by,
                _choice(info, actor, input.record) if input.record else None,
                _link(info, actor, input.grantee_id) if input.grantee_id else None,
                _opened(info, actor, IdType.ACCESS_GRANT, input.grant_id, "grantId") if input.grant_id else None,
            ),
            input.client_mutation_id or None,
            context.settings.accepted_policy_regions,
            context.at,
        )
        patient = begun.open_patient_id
        return CreateAccessRequestPayload(
            access_request=await _view(info, actor, begun.request_id) if begun.request_id else None,
            already_open=patient is not None,
            open_patient_id=strawberry.ID(context.ids.seal(IdType.PATIENT, patient)) if patient else None,
            user_errors=[],
        )

    @strawberry.mutation(description="Keeps one step of a draft. A stale page gets a CONFLICT and what is kept.")
    @refusable(_not_saved)
    async def save_access_request(
        self, info: Info[Any, Any], input: SaveAccessRequestInput
    ) -> SaveAccessRequestPayload:
        context = info.context
        actor = await context.actor()
        request_id = _request(info, actor, input.id)
        given: dict[str, Any] = {}
        if input.record:
            given["choice"] = _choice(info, actor, input.record)
        if input.grantee_id is not strawberry.UNSET:
            given["representation_id"] = _link(info, actor, input.grantee_id) if input.grantee_id else None
        if input.policy_number is not strawberry.UNSET:
            given["policy_number"] = input.policy_number
        if input.child is not strawberry.UNSET:
            given["child"] = _child(input.child) if input.child else None
        try:
            await drafts.save(context.pool, actor, request_id, input.saved_at, given, context.at)
        except Refused as refused:
            if refused.code != "CONFLICT":
                raise
            return SaveAccessRequestPayload(
                access_request=await _view(info, actor, request_id), user_errors=[user_error(info, refused)]
            )
        return SaveAccessRequestPayload(access_request=await _view(info, actor, request_id), user_errors=[])

    @strawberry.mutation(description="Sends a code to the phone that is to be bound (REQ-10).")
    @refusable(_no_code)
    async def request_access_request_code(
        self, info: Info[Any, Any], input: RequestAccessRequestCodeInput
    ) -> RequestAccessRequestCodePayload:
        context = info.context
        actor = await context.actor()
        sent = await phones.request_code(
            context.pool,
            context.code_key,
            context.registries.sms,
            actor,
            _request(info, actor, input.id),
            input.phone,
            context.at,
        )
        return RequestAccessRequestCodePayload(sent_to=sent.sent_to, expires_at=sent.expires_at, user_errors=[])

    @strawberry.mutation(
        description="Binds the phone by the code that came to it; it becomes the account's phone, and its login where that was a "
        "phone. A CHANGE that changes nothing else is then carried out, without a submission."
    )
    @refusable(_unchanged)
    async def confirm_access_request_phone(
        self, info: Info[Any, Any], input: ConfirmAccessRequestPhoneInput
    ) -> AccessRequestPayload:
        context = info.context
        actor = await context.actor()
        request_id = _request(info, actor, input.id)
        await phones.confirm(context.pool, context.code_key, actor, request_id, input.code, context.at)
        return await _payload(info, actor, request_id)

    @strawberry.mutation(description="Submits a draft, once (REQ-13). A CANCEL ends the access at once (REQ-15).")
    @refusable(_unchanged)
    async def submit_access_request(
        self, info: Info[Any, Any], input: SubmitAccessRequestInput
    ) -> AccessRequestPayload:
        context = info.context
        actor = await context.actor()
        request_id = _request(info, actor, input.id)
        await submitting.submit(
            context.pool,
            context.code_key,
            actor,
            request_id,
            input.consent_version or None,
            input.client_mutation_id or None,
            context.settings.accepted_policy_regions,
            context.at,
        )
        return await _payload(info, actor, request_id)

    @strawberry.mutation(description="Takes a request back before its decision.")
    @refusable(_unchanged)
    async def withdraw_access_request(self, info: Info[Any, Any], input: AccessRequestInput) -> AccessRequestPayload:
        actor = await info.context.actor()
        request_id = _request(info, actor, input.id)
        await ending.withdraw(info.context.pool, actor, request_id, info.context.at)
        return await _payload(info, actor, request_id)

    @strawberry.mutation(description="Asks the registries that were out again, now (ACC-10).")
    @refusable(_unchanged)
    async def retry_access_request(self, info: Info[Any, Any], input: AccessRequestInput) -> AccessRequestPayload:
        actor = await info.context.actor()
        request_id = _request(info, actor, input.id)
        await ending.retry(info.context.pool, actor, request_id, info.context.at)
        return await _payload(info, actor, request_id)

    @strawberry.mutation(description="Asks that a person looks at a rejected request once more.")
    @refusable(_unchanged)
    async def appeal_access_request(
        self, info: Info[Any, Any], input: AppealAccessRequestInput
    ) -> AccessRequestPayload:
        actor = await info.context.actor()
        request_id = _request(info, actor, input.id)
        await ending.appeal(info.context.pool, actor, request_id, input.text, info.context.at)
        return await _payload(info, actor, request_id)


async def _payload(info: Info[Any, Any], actor: Actor, request_id: int) -> AccessRequestPayload:
    return AccessRequestPayload(access_request=await _view(info, actor, request_id), user_errors=[])


async def _view(info: Info[Any, Any], actor: Actor, request_id: int) -> AccessRequest | None:
    async with info.context.pool.acquire() as connection:
        view = await request_view(connection, actor, request_id, info.context.at)
    return access_request(info, actor, view) if view is not None else None


def _request(info: Info[Any, Any], actor: Actor, id_: str) -> int:
    return _opened(info, actor, IdType.ACCESS_REQUEST, id_, "id")


def _opened(info: Info[Any, Any], actor: Actor, type_: IdType, id_: str, field: str) -> int:
    """The row of an id of the actor's own. Raises Refused NOT_FOUND for a forged, foreign or other one alike."""
    opened = info.context.ids.open(id_)
    if opened is None or opened.type != type_ or opened.patient != actor.account_id:
        raise Refused("NOT_FOUND", ["input", field])
    return int(opened.entry)


def _link(info: Info[Any, Any], actor: Actor, id_: str) -> int | None:
    """The link's row of a co-representative; None for the actor themself."""
    opened = info.context.ids.open(id_)
    if opened is not None and opened.patient == actor.account_id:
        if opened.type == IdType.REPRESENTATION:
            return int(opened.entry)
        if opened.type == IdType.ACCOUNT and opened.entry == actor.account_id:
            return None
    raise Refused("GRANTEE_NOT_ALLOWED", ["input", "granteeId"])


def _choice(info: Info[Any, Any], actor: Actor, record: RequestRecordInput) -> Choice:
    claim = patient = None
    if record.claim_id:
        claim = _opened(info, actor, IdType.FAMILY_CLAIM, record.claim_id, "record")
    if record.patient_id:
        opened = info.context.ids.open(record.patient_id)
        if opened is None or opened.type != IdType.PATIENT:
            raise Refused("NOT_FOUND", ["input", "record"])
        patient = int(opened.patient)
    return Choice(record.own, claim, patient)


def _child(child: Any) -> dict[str, str | None]:
    names = ("family_name", "given_name", "patronymic", "certificate")
    return {name: getattr(child, name) or None for name in names}
