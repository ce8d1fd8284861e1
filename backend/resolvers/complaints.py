"""Complaints on the portal: filed, followed, taken back."""

from collections.abc import Awaitable, Callable
from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.models.vocabulary import SECTIONS, Kind
from backend.policy.sealing import IdType, OpenedId
from backend.reads.excerpts import excerpt
from backend.reads.reader import Refusal
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import opened, patient_of, rules_of
from backend.schema.complaints import (
    Complaint,
    ComplaintAttachment,
    ComplaintAttachmentInput,
    ComplaintPage,
    ComplaintPayload,
    ComplaintStep,
    FileComplaintInput,
    WithdrawComplaintInput,
)
from backend.schema.entry import Section
from backend.schema.user_errors import UserError
from backend.services.complaints.filing import MOST_ATTACHMENTS, Excerpt, Filing, file_complaint, withdraw_complaint
from backend.services.complaints.viewing import Attached, OwnComplaint, acted_on, complaint_on, complaints_on
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome


@answers
async def complaints(
    info: Info[Any, Any], patient_id: strawberry.ID, first: int | None, after: str | None
) -> ComplaintPage:
    context, actor = info.context, await signed_in(info)
    patient, size = patient_of(info, patient_id), page_size(first)
    listed = OwnList(info, f"complaints:{patient}", actor.account_id, IdType.COMPLAINT)
    place = listed.after(after)
    try:
        async with context.pool.acquire() as connection, connection.transaction():
            found = await complaints_on(connection, rules_of(info), actor, patient, place, size, context.at)
    except Refused as refused:
        raise MedcardError(refused.code) from None
    page = listed.page(found, size)
    return ComplaintPage(
        nodes=[_shown(info, one) for one in page.rows], end_cursor=page.end_cursor, has_next_page=page.has_next_page
    )


@answers
async def complaint(info: Info[Any, Any], id: strawberry.ID) -> Complaint:
    context, actor = info.context, await signed_in(info)
    try:
        async with context.pool.acquire() as connection, connection.transaction():
            return _shown(info, await complaint_on(connection, rules_of(info), actor, opened(info, id), context.at))
    except Refused as refused:
        raise MedcardError(refused.code) from None


def _no_complaint(errors: list[UserError]) -> ComplaintPayload:
    return ComplaintPayload(complaint=None, user_errors=errors)


@strawberry.type
class ComplaintMutations:
    @strawberry.mutation(
        description="Disputes an entry or a service before the insurer of its day (SEC-18, CMP-02). For whoever may read it now."
    )
    @refusable(_no_complaint)
    async def file_complaint(self, info: Info[Any, Any], input: FileComplaintInput) -> ComplaintPayload:
        context, actor = info.context, await info.context.actor()
        found = opened(info, input.id)
        # What names no entry is an entry of nobody's record: without a card session every id answers the same.
        entry = found if found is not None and found.type in set(Kind) else OpenedId(int(Kind.RENDERED_SERVICES), 0, 0)
        copies = await _copies(info, input.attached)

        async def run(connection: Connection) -> int:
            filing = Filing(entry, input.kind, input.text, copies)
            return await file_complaint(connection, rules_of(info), actor, filing, context.at)

        return await _acted(info, "fileComplaint", input, run)

    @strawberry.mutation(description="Takes an own complaint back before it is decided.")
    @refusable(_no_complaint)
    async def withdraw_complaint(self, info: Info[Any, Any], input: WithdrawComplaintInput) -> ComplaintPayload:
        context, actor = info.context, await info.context.actor()

        async def run(connection: Connection) -> int:
            return await withdraw_complaint(connection, rules_of(info), actor, opened(info, input.id), context.at)

        return await _acted(info, "withdrawComplaint", input, run)


async def _acted(
    info: Info[Any, Any], mutation: str, given: Any, run: Callable[[Connection], Awaitable[int]]
) -> ComplaintPayload:
    """Runs the use case, once however often the client repeats it, and shows the complaint as its reader sees it now."""
    context, actor = info.context, await info.context.actor()
    once, asked = given.client_mutation_id, strawberry.asdict(given)
    async with context.pool.acquire() as connection, connection.transaction():
        row = await earlier_outcome(connection, context.code_key, actor.account_id, mutation, once, asked, context.at)
        if row is None:
            row = await run(connection)
            await keep_outcome(connection, actor.account_id, mutation, once, row)
        seen = await acted_on(connection, rules_of(info), actor, row, context.at)
        return ComplaintPayload(complaint=_shown(info, seen), user_errors=[])


async def _copies(info: Info[Any, Any], attached: list[ComplaintAttachmentInput]) -> list[Excerpt]:
    """What is attached, read for the complainant as they may read it. Raises Refused ATTACHMENT_UNREADABLE."""
    context, copies = info.context, []
    if len(attached) > MOST_ATTACHMENTS:
        raise Refused("ATTACHMENT_UNREADABLE", ["input", "attached"])
    for one in attached:
        entry = opened(info, one.entry_id)
        found = await excerpt(context.reader, context.asking(), str(one.entry_id), entry, one.fields) if entry else None
        if isinstance(found, Refusal):
            raise Refused(found.code)
        if entry is None or found is None:
            raise Refused("ATTACHMENT_UNREADABLE", ["input", "attached"])
        copies.append(Excerpt(entry, *found))
    return copies


def section_of(kind: Kind) -> Any:
    """The section of a kind; None for clinical rows that are no section."""
    return Section[kind.name] if kind in SECTIONS else None


def _shown(info: Info[Any, Any], seen: OwnComplaint) -> Complaint:
    one = seen.complaint
    return Complaint(
        id=strawberry.ID(info.context.ids.seal(IdType.COMPLAINT, one.patient_id, one.id)),
        number=one.number,
        kind=one.kind,
        state=one.state,
        text=one.text,
        mine=seen.mine,
        section=section_of(one.entry_kind),
        date=one.about_on,
        entry_id=_id(seen.entry_key),
        disputed_id=_id(seen.disputed_key),
        clinic=one.clinic,
        insurer=one.insurer,
        filed_at=one.filed_at,
        due_at=one.due_at,
        clinic_agrees=one.clinic_agrees,
        clinic_answer=one.clinic_answer,
        upheld=one.upheld,
        reason=one.reason,
        decision_text=one.decision_text,
        decided_at=one.decided_at,
        correction=one.correction,
        corrected_at=one.corrected_at,
        steps=[ComplaintStep(at=step.at, event=step.event) for step in one.steps],
        attachments=[_attachment(info, each) for each in seen.attached],
    )


def _attachment(info: Info[Any, Any], attached: Attached) -> ComplaintAttachment:
    kind = Kind(info.context.ids.open(attached.entry_key).type)
    return ComplaintAttachment(
        entry_id=strawberry.ID(attached.entry_key), section=section_of(kind), fields=list(attached.field_names)
    )


def _id(key: str | None) -> strawberry.ID | None:
    return strawberry.ID(key) if key is not None else None
