"""One way for all that a doctor signs and corrects: the transaction, the repetition, the payload."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import asyncpg.pool
import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Kind
from backend.resolvers.written_entries import entries_of, opened, patient_of, patient_of_entry, rules_of
from backend.schema.doctor_entries import SignedEntryPayload
from backend.schema.user_errors import UserError
from backend.services.doctor_entries.authors import Author, author_of, checked_reason, own_entry
from backend.services.record_keeping.entries import Written
from backend.services.record_keeping.right import Right
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
Sign = Callable[[Connection, Author, dict[str, Any]], Awaitable[Written]]
Correct = Callable[[Connection, Author, asyncpg.Record, dict[str, Any], str], Awaitable[Written]]


def unsigned(errors: list[UserError]) -> SignedEntryPayload:
    """The payload of what was refused."""
    return SignedEntryPayload(id=None, user_errors=errors, shown={})


@asynccontextmanager
async def writing(info: Info[Any, Any], patient_id: int, kind: Kind) -> AsyncIterator[tuple[Connection, Author]]:
    """A transaction in which the doctor writes."""
    context, actor = info.context, await info.context.actor()
    async with context.pool.acquire() as connection, connection.transaction():
        yield (
            connection,
            await author_of(connection, context.ids, rules_of(info), actor, patient_id, kind, context.at),
        )


async def signed(info: Info[Any, Any], kind: Kind, given: Any, sign: Sign) -> SignedEntryPayload:
    """Signs what the input gives, once however often it is sent."""
    values: dict[str, Any] = strawberry.asdict(given)
    async with writing(info, patient_of(info, given.patient_id), kind) as (connection, author):

        async def write() -> int:
            return (await sign(connection, author, values["content"])).id

        entry = await once(info, connection, author.right, values, write)
        public_id = info.context.ids.seal(int(kind), author.right.patient_id, entry)
    return await _payload(info, public_id)


async def corrected(info: Info[Any, Any], kind: Kind, given: Any, correct: Correct) -> SignedEntryPayload:
    """Signs a new version of an own entry, once however often it is sent."""
    reason = checked_reason(given.reason)
    values: dict[str, Any] = strawberry.asdict(given)
    async with writing(info, patient_of_entry(info, given.id), kind) as (connection, author):

        async def write() -> int:
            earlier = await own_entry(connection, author.right, opened(info, given.id), kind)
            return (await correct(connection, author, earlier, values["content"], reason)).id

        entry = await once(info, connection, author.right, values, write)
        public_id = info.context.ids.seal(int(kind), author.right.patient_id, entry)
    return await _payload(info, public_id)


async def once(
    info: Info[Any, Any],
    connection: Connection,
    right: Right,
    values: dict[str, Any],
    write: Callable[[], Awaitable[int]],
) -> int:
    """The entry that the running mutation writes; its repetition finds the one that the first call wrote.

    `values` is the input, with `client_mutation_id`. Raises Refused CONFLICT where that came with other input.
    """
    context, mutation, key = info.context, info.field_name, values["client_mutation_id"]
    account_id = right.actor.account_id
    entry = await earlier_outcome(connection, context.code_key, account_id, mutation, key, values, context.at)
    if entry is None:
        entry = await write()
        await keep_outcome(connection, account_id, mutation, key, entry)
    return entry


def entry_kind(info: Info[Any, Any], public_id: str) -> Kind:
    """The kind of the entry that an id names. Raises Refused NOT_FOUND."""
    found = opened(info, public_id)
    if found is None or found.type not in set(Kind):
        raise Refused("NOT_FOUND", ["input", "id"])
    return Kind(found.type)


async def _payload(info: Info[Any, Any], public_id: str) -> SignedEntryPayload:
    return SignedEntryPayload(
        id=strawberry.ID(public_id), user_errors=[], shown=await entries_of(info, "SignedEntryPayload", public_id)
    )
