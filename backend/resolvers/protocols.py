"""Protocols: looked up diagnoses, drafts, signing and correcting (SEC-01)."""

from typing import Any

import asyncpg
import strawberry
from strawberry.types import Info

from backend.errors import MedcardError, sentence
from backend.models.ages import age_on
from backend.models.moscow import moscow_day
from backend.models.vocabulary import Confidentiality, Kind, Role
from backend.policy.readership import readership
from backend.policy.sealing import IdType
from backend.policy.writing import writers
from backend.resolvers.officer_desk import officer
from backend.resolvers.refusals import refusable
from backend.resolvers.signing import Connection, corrected, signed, unsigned, writing
from backend.resolvers.written_entries import opened, patient_of, rules_of
from backend.schema.directives import StandingName
from backend.schema.doctor_entries import CorrectProtocolInput, SignedEntryPayload, SignProtocolInput
from backend.schema.protocol_drafts import (
    DiagnosisCode,
    DiscardProtocolDraftInput,
    DiscardProtocolDraftPayload,
    PreviewProtocolInput,
    PreviewProtocolPayload,
    ProtocolDraft,
    ProtocolDraftField,
    ProtocolDraftPayload,
    ProtocolReader,
    ProtocolReaders,
    SaveProtocolDraftInput,
)
from backend.schema.user_errors import UserError, UserErrorCode
from backend.services.diagnosis_codes import MOST, find_diagnoses
from backend.services.doctor_entries import drafts, protocols
from backend.services.doctor_entries.authors import Author, labels_of, least
from backend.services.record_keeping.entries import Written
from backend.services.record_keeping.right import right_on
from backend.services.refusal import Refused

KIND = Kind.EXAMINATION_PROTOCOLS


def _no_draft(errors: list[UserError]) -> ProtocolDraftPayload:
    return ProtocolDraftPayload(draft=None, user_errors=errors)


def _kept(errors: list[UserError]) -> DiscardProtocolDraftPayload:
    return DiscardProtocolDraftPayload(user_errors=errors)


def _no_readers(errors: list[UserError]) -> PreviewProtocolPayload:
    return PreviewProtocolPayload(readers=None, user_errors=errors)


@strawberry.type
class ProtocolQueries:
    @strawberry.field(
        description="Diagnoses of МКБ-10 in force by the beginning of a code or by words, the likeliest first. For doctors."
    )
    async def diagnosis_codes(self, info: Info[Any, Any], search: str, first: int = 10) -> list[DiagnosisCode] | None:
        await officer(info, Role.DOCTOR)
        if not 1 <= first <= MOST:
            raise MedcardError("BAD_USER_INPUT")
        async with info.context.pool.acquire() as connection:
            found = await find_diagnoses(connection, search, first)
        return [DiagnosisCode(**{name: getattr(one, name) for name in one.__slots__}) for one in found]

    @strawberry.field(description="The doctor's own drafts about a patient whose record is open to them, newest first.")
    async def protocol_drafts(self, info: Info[Any, Any], patient_id: strawberry.ID) -> list[ProtocolDraft] | None:
        context, actor = info.context, await officer(info, Role.DOCTOR)
        try:
            async with context.pool.acquire() as connection, connection.transaction():
                patient = patient_of(info, patient_id)
                right = await right_on(connection, rules_of(info), actor, patient, writers(KIND), context.at)
                found = await drafts.drafts_of(connection, actor.account_id, right.patient_id)
        except Refused as refused:
            raise MedcardError(refused.code) from None
        return [_shown(info, right.patient_id, one) for one in found]


@strawberry.type
class ProtocolMutations:
    @strawberry.mutation(
        description="Saves what the doctor typed, field by field. A field that was saved elsewhere meanwhile is a CONFLICT: it "
        "stays as it was saved, and is written over by its newer revision."
    )
    @refusable(_no_draft)
    async def save_protocol_draft(self, info: Info[Any, Any], input: SaveProtocolDraftInput) -> ProtocolDraftPayload:
        typed = [drafts.Typed(one.name, one.text, one.revision) for one in input.fields]
        corrects = opened(info, input.corrects) if input.corrects is not None else None
        if input.corrects is not None and corrects is None:
            raise Refused("NOT_FOUND", ["input", "corrects"])
        async with writing(info, patient_of(info, input.patient_id), KIND) as (connection, author):
            draft = await drafts.save_draft(connection, author, corrects, typed)
        errors = [
            UserError(
                field=["input", "content", *one.name.split(".")],
                code=UserErrorCode.CONFLICT,
                message=sentence("CONFLICT", info.context.caller.language),
            )
            for one in draft.conflicts
        ]
        return ProtocolDraftPayload(draft=_shown(info, author.right.patient_id, draft), user_errors=errors)

    @strawberry.mutation(description="Forgets an own draft.")
    @refusable(_kept)
    async def discard_protocol_draft(
        self, info: Info[Any, Any], input: DiscardProtocolDraftInput
    ) -> DiscardProtocolDraftPayload:
        context, actor, found = info.context, await info.context.actor(), opened(info, input.id)
        # What is no draft is of nobody's record: whoever may write to none learns only that.
        patient, draft = (found.patient, found.entry) if found and found.type == IdType.PROTOCOL_DRAFT else (0, 0)
        async with context.pool.acquire() as connection, connection.transaction():
            right = await right_on(connection, rules_of(info), actor, patient, writers(KIND), context.at)
            await drafts.discard_draft(connection, right, draft)
        return DiscardProtocolDraftPayload(user_errors=[])

    @strawberry.mutation(
        description="Says who would see the protocol if it were signed as it is, and what is wrong with it; signs and stores nothing."
    )
    @refusable(_no_readers)
    async def preview_protocol(self, info: Info[Any, Any], input: PreviewProtocolInput) -> PreviewProtocolPayload:
        async with writing(info, patient_of(info, input.patient_id), KIND) as (connection, author):
            values: dict[str, Any] = strawberry.asdict(input)
            protocol = await protocols.checked_protocol(connection, author, values["content"])
        labels = protocol.labels | labels_of([], [author.specialty]) | author.encounter.labels
        confidentiality = least(KIND, labels)
        right = author.right
        age = age_on(author.born, moscow_day(right.at)) if author.born else 0
        seen = readership(right.rules.policy, KIND, labels, confidentiality, age)
        return PreviewProtocolPayload(
            readers=ProtocolReaders(
                readers=[ProtocolReader(standing=StandingName[str(one.standing.name)], sees=one.sees) for one in seen],
                restricted=confidentiality != Confidentiality.N,
            ),
            user_errors=[],
        )

    @strawberry.mutation(
        description="Signs a new protocol in the doctor's own open encounter with the patient; its draft is done with it."
    )
    @refusable(unsigned)
    async def sign_protocol(self, info: Info[Any, Any], input: SignProtocolInput) -> SignedEntryPayload:
        return await signed(info, KIND, input, _sign)

    @strawberry.mutation(
        description="Signs a new version of an own protocol, whole and with the reason; the earlier one stays among its versions."
    )
    @refusable(unsigned)
    async def correct_protocol(self, info: Info[Any, Any], input: CorrectProtocolInput) -> SignedEntryPayload:
        return await corrected(info, KIND, input, _correct)


async def _sign(connection: Connection, author: Author, values: dict[str, Any]) -> Written:
    protocol = await protocols.checked_protocol(connection, author, values)
    begun = await drafts.take_draft(connection, author.right, None)
    return await protocols.sign_protocol(connection, author, protocol, begun)


async def _correct(
    connection: Connection, author: Author, earlier: asyncpg.Record, values: dict[str, Any], reason: str
) -> Written:
    protocol = await protocols.checked_protocol(connection, author, values)
    await drafts.take_draft(connection, author.right, earlier["set_id"])
    return await protocols.correct_protocol(connection, author, earlier, protocol, reason)


def _shown(info: Info[Any, Any], patient_id: int, draft: drafts.Draft) -> ProtocolDraft:
    return ProtocolDraft(
        id=strawberry.ID(info.context.ids.seal(IdType.PROTOCOL_DRAFT, patient_id, draft.id)),
        fields=[ProtocolDraftField(name=one.name, text=one.text, revision=one.revision) for one in draft.fields],
        corrects=draft.corrects_set_id is not None,
        revision=draft.revision,
        saved_at=draft.saved_at,
    )
