"""Exports of a record: thin, one use case each. Their content is read by the job and the download, never here."""

from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Kind
from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import patient_of, rules_of
from backend.schema.exports import (
    CancelExportInput,
    CancelExportPayload,
    RecordExport,
    RequestExportInput,
    RequestExportPayload,
)
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.exports.requesting import Contact, Wanted, cancel_export, request_export
from backend.services.exports.viewing import OwnExport, own_exports
from backend.services.refusal import Refused


def _export(info: Info[Any, Any], actor: Actor, own: OwnExport) -> RecordExport:
    id_ = info.context.ids.seal(IdType.EXPORT, actor.account_id, own.id)
    return RecordExport(
        id=strawberry.ID(id_),
        form=own.form,
        sections=None if own.sections is None else [kind.name for kind in own.sections],
        state=own.state,
        done=own.done,
        total=own.total,
        size=own.size,
        requested_at=own.requested_at,
        finished_at=own.finished_at,
        expires_at=own.expires_at,
        path=f"/exports/{id_}" if own.size is not None else None,
    )


@answers
async def record_exports(info: Info[Any, Any], patient_id: strawberry.ID) -> list[RecordExport]:
    actor, context = await signed_in(info), info.context
    found = await own_exports(context.pool, actor.account_id, patient_of(info, str(patient_id)), context.at)
    return [_export(info, actor, one) for one in found]


def _not_requested(errors: list[UserError]) -> RequestExportPayload:
    return RequestExportPayload(record_export=None, user_errors=errors)


def _not_cancelled(errors: list[UserError]) -> CancelExportPayload:
    return CancelExportPayload(user_errors=errors)


@strawberry.type
class ExportMutations:
    @strawberry.mutation(
        description="Orders a copy of a record, or a document from it; it is made in the background from what the requester "
        "sees at that moment (PAP-04)."
    )
    @refusable(_not_requested)
    async def request_export(self, info: Info[Any, Any], input: RequestExportInput) -> RequestExportPayload:
        context = info.context
        actor = await context.actor()
        wanted = Wanted(
            patient_of(info, str(input.patient_id)),
            input.form,
            None if input.sections is None else [Kind[cast("Any", section).value] for section in input.sections],
            context.caller.language,
            [Contact(contact.name, contact.phone) for contact in input.contacts or ()],
        )
        id_ = await request_export(
            context.pool,
            context.vault,
            context.code_key,
            rules_of(info),
            actor,
            wanted,
            input.client_mutation_id,
            context.at,
        )
        found = await own_exports(context.pool, actor.account_id, wanted.patient_id, context.at, id_)
        return RequestExportPayload(record_export=_export(info, actor, found[0]) if found else None, user_errors=[])

    @strawberry.mutation(description="Takes back an export of one's own, made or under way, and forgets what it held.")
    @refusable(_not_cancelled)
    async def cancel_export(self, info: Info[Any, Any], input: CancelExportInput) -> CancelExportPayload:
        context = info.context
        actor = await context.actor()
        opened = context.ids.open(str(input.id))
        if opened is None or (opened.type, opened.patient) != (IdType.EXPORT, actor.account_id):
            raise Refused("NOT_FOUND", ["input", "id"])
        await cancel_export(context.pool, actor, opened.entry, context.at)
        return CancelExportPayload(user_errors=[])
