"""Documents with a code: listed and revoked by who had them issued, checked by anybody who holds one."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import patient_of
from backend.schema.issued_documents import (
    CheckedDocument,
    IssuedDocument,
    RevokeDocumentInput,
    RevokeDocumentPayload,
)
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.exports import issuing
from backend.services.exports.viewing import own_documents
from backend.services.refusal import Refused


async def _own(info: Info[Any, Any], actor: Actor, patient_id: int) -> list[IssuedDocument]:
    context = info.context
    return [
        IssuedDocument(
            id=strawberry.ID(context.ids.seal(IdType.CERTIFICATE, actor.account_id, one.id)),
            form=one.form,
            issued_at=one.issued_at,
            valid_until=one.valid_until,
            revoked_at=one.revoked_at,
            valid=one.valid,
        )
        for one in await own_documents(context.pool, actor.account_id, patient_id, context.at)
    ]


@answers
async def issued_documents(info: Info[Any, Any], patient_id: strawberry.ID) -> list[IssuedDocument]:
    return await _own(info, await signed_in(info), patient_of(info, str(patient_id)))


@strawberry.type
class IssuedDocumentQueries:
    @strawberry.field(
        description="Whether a document with this code was issued, when, for whom as initials with the year of birth, and "
        "whether it counts; null for any other code. Nobody has to sign in."
    )
    async def checked_document(self, info: Info[Any, Any], code: str) -> CheckedDocument | None:
        context = info.context
        try:
            found = await issuing.check(context.pool, context.code_key, code, context.caller.address, context.at)
        except Refused as refused:
            raise MedcardError(refused.code) from None
        if found is None:
            return None
        return CheckedDocument(
            form=found.form,
            holder=found.holder,
            issued_on=found.issued_on,
            valid_until=found.valid_until,
            revoked=found.revoked,
            valid=found.valid,
        )


def _not_revoked(errors: list[UserError]) -> RevokeDocumentPayload:
    return RevokeDocumentPayload(issued_documents=None, user_errors=errors)


@strawberry.type
class IssuedDocumentMutations:
    @strawberry.mutation(description="From now on the check says that the document does not count.")
    @refusable(_not_revoked)
    async def revoke_document(self, info: Info[Any, Any], input: RevokeDocumentInput) -> RevokeDocumentPayload:
        context = info.context
        actor = await context.actor()
        opened = context.ids.open(str(input.id))
        if opened is None or (opened.type, opened.patient) != (IdType.CERTIFICATE, actor.account_id):
            raise Refused("NOT_FOUND", ["input", "id"])
        patient_id = await issuing.revoke(context.pool, actor, opened.entry, context.at)
        return RevokeDocumentPayload(issued_documents=await _own(info, actor, patient_id), user_errors=[])
