"""One call of a mutation that acts on a record: who calls, under which rules, when, and whether it is a repetition."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg

from backend.policy.sealing import IdSealer, OpenedId
from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.record_keeping.right import Connection, RecordRules, Right, right_on
from backend.services.repeats import earlier_outcome, keep_outcome


@dataclass(frozen=True, slots=True)
class Call:
    """`act` is the mutation's name in the schema: the log and the repetitions know the call by it."""

    pool: asyncpg.Pool
    sealer: IdSealer
    key: bytes
    rules: RecordRules
    actor: Actor
    act: str
    client_mutation_id: str | None
    at: dt.datetime

    async def right_on(self, connection: Connection, patient_id: int, wanted: Standing) -> Right:
        """What `right_on` says of the caller."""
        return await right_on(connection, self.rules, self.actor, patient_id, wanted, self.at)

    async def earlier_outcome(self, connection: Connection, given: Mapping[str, Any]) -> int | None:
        """The row that an earlier call of the same id and input made."""
        return await earlier_outcome(
            connection, self.key, self.actor.account_id, self.act, self.client_mutation_id, given, self.at
        )

    async def keep_outcome(self, connection: Connection, row: int) -> None:
        """Notes the row that this call made."""
        await keep_outcome(connection, self.actor.account_id, self.act, self.client_mutation_id, row)


def row_of(opened: OpenedId | None) -> int:
    """The row that an id of the input names, to tell a repetition by; 0 for an id of nothing."""
    return opened.entry if opened is not None else 0
