"""Entries that patients and representatives keep themselves (SEC-07, CHD-01): added, changed by versions, taken out.

What an entry may say is its kind's own business: `Kept.content`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

import asyncpg

from backend.models.vocabulary import Kind
from backend.policy.sealing import OpenedId
from backend.policy.writing import writers
from backend.services.notices.new_entries import new_entries
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.calls import Call, row_of
from backend.services.record_keeping.entries import Content, hold_entry, withdraw_entry, write_entry, write_version
from backend.services.record_keeping.right import Connection, Right


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of entry. `content` makes what is stored of the values given, a dataclass, and of the version before, if
    there is one; it raises Refused."""

    kind: Kind
    content: Callable[[Connection, Right, Any, asyncpg.Record | None], Awaitable[Content]]

    def patient_of(self, opened: OpenedId | None) -> int:
        """In whose record the entry lies; 0, whom nobody is, for an id of anything else."""
        return opened.patient if opened is not None and opened.type == self.kind else 0


async def add_entry(call: Call, kept: Kept, patient_id: int, values: Any) -> str:
    """Adds an entry; gives its public id. Raises Refused: what `right_on`, `content` and `earlier_outcome` raise."""
    async with call.pool.acquire() as connection, connection.transaction():
        right = await call.right_on(connection, patient_id, writers(kept.kind))
        repeated = await call.earlier_outcome(connection, {"patient": patient_id, **asdict(values)})
        if repeated is not None:
            return call.sealer.seal(kept.kind, patient_id, repeated)
        content = await kept.content(connection, right, values, None)
        written = await write_entry(connection, call.sealer, right, content)
        await log_act(connection, right, call.act, [kept.kind])
        told = [(patient_id, written.id)]
        rules, writer = call.rules, call.actor.account_id
        await new_entries(connection, rules.policy, rules.regions, told, call.at, written_by=writer)
        await call.keep_outcome(connection, written.id)
        return written.public_id


async def change_entry(call: Call, kept: Kept, opened: OpenedId | None, values: Any) -> str:
    """Writes the next version; gives its public id. Raises Refused as `add_entry`, NOT_FOUND, Superseded."""
    patient_id = kept.patient_of(opened)
    async with call.pool.acquire() as connection, connection.transaction():
        right = await call.right_on(connection, patient_id, writers(kept.kind))
        repeated = await call.earlier_outcome(connection, {"entry": row_of(opened), **asdict(values)})
        if repeated is not None:
            return call.sealer.seal(kept.kind, patient_id, repeated)
        earlier = await hold_entry(connection, right, opened, kept.kind)
        content = await kept.content(connection, right, values, earlier)
        written = await write_version(connection, call.sealer, right, earlier, content)
        await log_act(connection, right, call.act, [kept.kind])
        await call.keep_outcome(connection, written.id)
        return written.public_id


async def remove_entry(call: Call, kept: Kept, opened: OpenedId | None) -> None:
    """Takes an entry out; it stays stored. Raises Refused as `change_entry`."""
    async with call.pool.acquire() as connection, connection.transaction():
        right = await call.right_on(connection, kept.patient_of(opened), writers(kept.kind))
        if await call.earlier_outcome(connection, {"entry": row_of(opened)}):
            return
        earlier = await hold_entry(connection, right, opened, kept.kind)
        await withdraw_entry(connection, earlier)
        await log_act(connection, right, call.act, [kept.kind])
        await call.keep_outcome(connection, earlier["id"])
