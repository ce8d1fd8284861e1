"""Questions to outside registries: put by the change that needs the answer, asked in the background until answered.

An outage is no answer: the question waits, is asked again under the same key, and never rejects anything (ACC-09, ACC-10).
"""

import contextlib
import datetime as dt
import random
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import asyncpg
import asyncpg.pool
import orjson

from backend.models.registry_check import CheckKind, CheckOutcome
from backend.registries.civil_acts import CivilActQuestion
from backend.registries.guardianship import GuardianshipQuestion
from backend.registries.insurance import InsuranceQuestion
from backend.registries.passport import PassportQuestion
from backend.registries.registries import Registries
from backend.registries.subjects import Answer, Personal
from backend.registries.unavailable import RegistryUnavailable
from backend.services.holding import hold_account
from backend.services.queue import defer
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
Question = TypeVar("Question", bound=Personal)

FIRST_PAUSE = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(hours=1)
# Between two tries that somebody asks for by hand.
MANUAL_PAUSE = dt.timedelta(seconds=30)
# A question whose try is so long overdue has lost its job to a fault of ours.
FORGOTTEN = dt.timedelta(minutes=15)


class Subject(StrEnum):
    """What a question belongs to."""

    PROFILE = "PROFILE"
    REQUEST = "REQUEST"
    CLAIM = "CLAIM"


@dataclass(frozen=True, slots=True)
class Check:
    """A question as its owner sees it. `outcome` and `answer` are there once it has been answered."""

    id: int
    kind: CheckKind
    account_id: int
    profile_version: int | None
    request_id: int | None
    claim_id: int | None
    outcome: CheckOutcome | None
    answer: dict[str, Any]

    @property
    def subject(self) -> Subject:
        if self.request_id is not None:
            return Subject.REQUEST
        return Subject.PROFILE if self.claim_id is None else Subject.CLAIM


Handler = Callable[[Connection, Check, dt.datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Owner:
    """What becomes of the thing that a question belongs to, in the transaction that keeps what was heard.

    `answered`: a definite answer. `unavailable`: the registry has just gone out. `working`: it is back from an outage
    and works on the question.
    """

    answered: Handler
    unavailable: Handler
    working: Handler


_QUESTIONS: dict[CheckKind, type[Personal]] = {
    CheckKind.PASSPORT: PassportQuestion,
    CheckKind.POLICY: InsuranceQuestion,
    CheckKind.CIVIL_ACT: CivilActQuestion,
    CheckKind.GUARDIANSHIP: GuardianshipQuestion,
}
_COLUMNS = "id, kind, account_id, profile_version, request_id, claim_id, outcome, answer"
# A request has one question of a kind, whatever became of the one before; of the others, one that waits.
_DROP = """
UPDATE registry_check SET state = 'DROPPED', outcome = NULL, next_try_at = NULL
WHERE account_id = $1 AND kind = $2 AND CASE WHEN $3::bigint IS NOT NULL THEN request_id = $3 AND state <> 'DROPPED'
  WHEN $4::bigint IS NOT NULL THEN claim_id = $4 AND state = 'WAITING'
  ELSE request_id IS NULL AND claim_id IS NULL AND state = 'WAITING' END
"""


async def open_check(
    connection: Connection,
    kind: CheckKind,
    account_id: int,
    question: Mapping[str, Any],
    at: dt.datetime,
    *,
    profile_version: int | None = None,
    request_id: int | None = None,
    claim_id: int | None = None,
) -> int:
    """Puts a question in the caller's transaction, to be asked once that is kept; an earlier one of its owner is dropped.

    `question` has the fields of the registry's question. Raises pydantic's ValidationError where it has not.
    Gives the row of the check.
    """
    asked = _QUESTIONS[kind].model_validate(dict(question))
    await _hold(connection, account_id, request_id, claim_id)
    await connection.execute(_DROP, account_id, kind.value, request_id, claim_id)
    id_ = await connection.fetchval(
        "INSERT INTO registry_check (kind, state, key, account_id, profile_version, request_id, claim_id, question, "
        "created_at, attempts, next_try_at) VALUES ($1, 'WAITING', $2, $3, $4, $5, $6, $7, $8, 0, $8) RETURNING id",
        kind.value,
        uuid.uuid4(),
        account_id,
        profile_version,
        request_id,
        claim_id,
        asked.model_dump_json(),
        at,
    )
    await _plan(connection, int(id_), 0)
    return int(id_)


async def ask(
    pool: asyncpg.Pool,
    registries: Registries,
    owners: Mapping[Subject, Owner],
    check_id: int,
    attempt: int,
    at: dt.datetime,
) -> None:
    """Makes one try of a question, and keeps what was heard together with what comes of it.

    A try that was made already, or whose question is no longer asked, changes nothing; one that was cut off before its
    answer was kept is made again, under the same key.
    """
    row = await pool.fetchrow(
        f"SELECT {_COLUMNS}, key, question FROM registry_check WHERE id = $1 AND state = 'WAITING' AND attempts = $2",
        check_id,
        attempt,
    )
    if row is None:
        return
    check = _check(row)
    answer: Answer[Any] | None = None
    with contextlib.suppress(RegistryUnavailable):
        answer = await _ask(registries, check.kind, str(row["key"]), row["question"])
    async with pool.acquire() as connection, connection.transaction():
        await _hold(connection, check.account_id, check.request_id, check.claim_id)
        before = await connection.fetchrow(
            "SELECT unavailable_since FROM registry_check WHERE id = $1 AND state = 'WAITING' AND attempts = $2 FOR UPDATE",
            check_id,
            attempt,
        )
        if before is None:
            return
        owner = owners[check.subject]
        if answer is not None and not answer.pending:
            await owner.answered(connection, await _keep(connection, check_id, answer, at), at)
            return
        await connection.execute(
            "UPDATE registry_check SET attempts = attempts + 1, asked_at = $2, next_try_at = $3, "
            "unavailable_since = CASE WHEN $4 THEN coalesce(unavailable_since, $2) END WHERE id = $1",
            check_id,
            at,
            at + pause(attempt),
            answer is None,
        )
        await _plan(connection, check_id, attempt + 1, at + pause(attempt))
        if answer is None and before["unavailable_since"] is None:
            await owner.unavailable(connection, check, at)
        elif answer is not None and before["unavailable_since"] is not None:
            await owner.working(connection, check, at)


async def retry_now(connection: Connection, check_ids: Sequence[int], at: dt.datetime) -> None:
    """Asks at once what is asked again later anyway, all that was entered kept (ACC-10).

    Raises Refused WRONG_STATE where nothing waits, ASKED_JUST_NOW where all were tried within the last half minute.
    """
    waiting = await connection.fetch(
        "SELECT id, attempts, coalesce(asked_at, created_at) AS tried_at FROM registry_check "
        "WHERE id = ANY ($1) AND state = 'WAITING' ORDER BY id FOR UPDATE",
        list(check_ids),
    )
    if not waiting:
        raise Refused("WRONG_STATE")
    due = [row for row in waiting if row["tried_at"] <= at - MANUAL_PAUSE]
    if not due:
        raise Refused("ASKED_JUST_NOW")
    for row in due:
        await connection.execute(
            "UPDATE registry_check SET asked_at = $2, next_try_at = $2 WHERE id = $1", row["id"], at
        )
        await _plan(connection, row["id"], row["attempts"])


async def ask_forgotten(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Puts back the jobs of questions that a fault of ours left without one."""
    async with pool.acquire() as connection, connection.transaction():
        for row in await connection.fetch(
            "SELECT id, attempts FROM registry_check WHERE state = 'WAITING' AND next_try_at < $1 "
            "ORDER BY next_try_at LIMIT 1000 FOR UPDATE SKIP LOCKED",
            at - FORGOTTEN,
        ):
            await _plan(connection, row["id"], row["attempts"], once=f"registry_check:{row['id']}:forgotten")


def pause(attempt: int) -> dt.timedelta:
    """Until the next try: doubled each time up to an hour, and scattered, so that a registry comes back to no rush."""
    longest = min(FIRST_PAUSE * (1 << min(attempt, 12)), LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1)  # noqa: S311  scatter, no secret


async def _plan(
    connection: Connection, check_id: int, attempt: int, when: dt.datetime | None = None, once: str | None = None
) -> None:
    # No lock of the queue's: a try planned for later would hold up one by hand. A try made twice at once is kept once.
    await defer(connection, "ask_registry", at=when, once=once, check_id=check_id, attempt=attempt)


async def _hold(connection: Connection, account_id: int, request_id: int | None, claim_id: int | None) -> None:
    """Holds what the owner's own changes hold first: so an answer and such a change wait for each other, and never cross."""
    await hold_account(connection, account_id)
    if request_id is not None:
        await connection.execute("SELECT FROM access_request WHERE id = $1 FOR NO KEY UPDATE", request_id)
    elif claim_id is not None:
        await connection.execute("SELECT FROM family_claim WHERE id = $1 FOR NO KEY UPDATE", claim_id)


async def _keep(connection: Connection, check_id: int, answer: Answer[Any], at: dt.datetime) -> Check:
    """Keeps a definite answer; its status stands among the rest as `status`, and who was asked about is the question."""
    told = answer.model_dump(mode="json", exclude={"subject"}, exclude_none=True)
    row = await connection.fetchrow(
        "UPDATE registry_check SET state = 'ANSWERED', attempts = attempts + 1, asked_at = $2, answered_at = $2, "
        f"next_try_at = NULL, unavailable_since = NULL, outcome = $3, answer = $4 WHERE id = $1 RETURNING {_COLUMNS}",
        check_id,
        at,
        told["status"],
        orjson.dumps(told).decode(),
    )
    assert row is not None
    return _check(row)


def _check(row: asyncpg.Record) -> Check:
    return Check(
        row["id"],
        CheckKind(row["kind"]),
        row["account_id"],
        row["profile_version"],
        row["request_id"],
        row["claim_id"],
        CheckOutcome(row["outcome"]) if row["outcome"] else None,
        orjson.loads(row["answer"]) if row["answer"] else {},
    )


async def _ask(registries: Registries, kind: CheckKind, key: str, question: str) -> Answer[Any]:
    """Raises RegistryUnavailable."""
    match kind:
        case CheckKind.PASSPORT:
            return await registries.passport.check(key, PassportQuestion.model_validate_json(question))
        case CheckKind.POLICY:
            return await registries.insurance.check(key, InsuranceQuestion.model_validate_json(question))
        case CheckKind.CIVIL_ACT:
            return await registries.civil_acts.check(key, CivilActQuestion.model_validate_json(question))
        case CheckKind.GUARDIANSHIP:
            return await registries.guardianship.check(key, GuardianshipQuestion.model_validate_json(question))
