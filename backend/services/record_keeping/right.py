"""What lets an account act on one record at this moment: the standings in force, decided in the transaction that acts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.card_session import MOVE_IDLE_CLOCK, card_open
from backend.models.vocabulary import Role
from backend.policy.rows import RowPolicy
from backend.policy.standing import DOCTORS, Standing
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


@dataclass(frozen=True, slots=True)
class RecordRules:
    """The settings that decide standings and rows: the row policy, and the subject codes of accepted policies (ACC-06)."""

    policy: RowPolicy
    regions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Right:
    """`standings` are the bits in force of those asked for; `person_id` is the actor's own, None for staff."""

    actor: Actor
    person_id: int | None
    patient_id: int
    standings: Standing
    rules: RecordRules
    at: dt.datetime


async def right_on(
    connection: Connection, rules: RecordRules, actor: Actor, patient_id: int, wanted: Standing, at: dt.datetime
) -> Right:
    """The actor's right on a record, with their account held until the transaction ends.

    `patient_id` is 0 for an id that names no record. Counts as a use of the open record. Raises Refused UNAUTHENTICATED,
    STEP_UP_REQUIRED where a record waits for its code (REQ-11), whatever record that is, FORBIDDEN without one of the
    standings wanted, the same for hidden, foreign and missing records.
    """
    account = await hold_own_account(connection, actor)
    card = bool(
        await connection.fetchval(f"SELECT {card_open('s', '$2')} FROM session s WHERE s.id = $1", actor.session_id, at)
    )
    bits = int(
        await connection.fetchval(
            "SELECT coalesce(bit_or(st.standing), 0) FROM standings($1, $2, $3) st WHERE st.patient_id = $4 "
            f"AND (st.standing & {int(DOCTORS)} <> 0 OR $5)",
            actor.account_id,
            at,
            list(rules.regions),
            patient_id,
            card,
        )
    )
    held = Standing(bits) & wanted
    if not held and not card and Role.CITIZEN in actor.roles and wanted & ~DOCTORS:
        raise Refused("STEP_UP_REQUIRED")
    if not held:
        raise Refused("FORBIDDEN")
    if card:
        await connection.execute(MOVE_IDLE_CLOCK, actor.session_id, at)
    return Right(actor, account["person_id"], patient_id, held, rules, at)
