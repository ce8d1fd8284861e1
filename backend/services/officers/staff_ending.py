"""Ending appointments: role, sessions and a doctor's standing end with them, at once."""

import datetime as dt
from collections.abc import Sequence

import asyncpg
import asyncpg.pool

from backend.models.court_act import FourEyesState
from backend.models.vocabulary import Role
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.finding import need_reason
from backend.services.officers.first_administrators import NEEDED, administrators
from backend.services.officers.staff import locked
from backend.services.refusal import Refused
from backend.services.sessions import close_sessions

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


async def end(connection: Connection, actor: Actor, appointment_id: int, reason: str, at: dt.datetime) -> int:
    """Ends an appointment today; gives the account. Raises Refused NOT_FOUND, WRONG_STATE, LAST_ADMINISTRATORS."""
    stated = need_reason(reason, ["input", "reason"])
    row = await locked(connection, appointment_id, FourEyesState.IN_FORCE)
    if row["role"] == Role.ADMINISTRATOR and await administrators(connection, row["account_id"]) < NEEDED:
        raise Refused("LAST_ADMINISTRATORS")
    await _end(connection, row, at)
    await note_act(connection, actor, "staff.end", f"staff_appointment:{appointment_id}", at, reason=stated)
    return int(row["account_id"])


async def end_all_appointments(connection: Connection, accounts: Sequence[int], at: dt.datetime) -> None:
    """Ends every appointment of these accounts, and puts proposals aside."""
    for row in await connection.fetch(
        "SELECT id, account_id, role, practitioner_role_id, starts_on FROM staff_appointment "
        "WHERE account_id = ANY ($1) AND state = 'IN_FORCE' ORDER BY id FOR UPDATE",
        list(accounts),
    ):
        await _end(connection, row, at)
    await connection.execute(
        "UPDATE staff_appointment SET state = 'REFUSED' WHERE account_id = ANY ($1) AND state = 'PROPOSED'",
        list(accounts),
    )


async def _end(connection: Connection, row: asyncpg.Record, at: dt.datetime) -> None:
    await connection.execute(
        "UPDATE staff_appointment SET state = 'ENDED', ended_at = $2, ends_on = greatest(starts_on, moscow_day($2)) "
        "WHERE id = $1",
        row["id"],
        at,
    )
    # An emergency that was opened at that place is over with the work there.
    await connection.execute(
        "UPDATE break_glass_access b SET ended_at = $2::timestamptz FROM practitioner_role w WHERE w.id = $1 AND b.practitioner_id = "
        "w.practitioner_id AND b.organization_id = w.organization_id AND b.ended_at IS NULL AND b.started_at > $2::timestamptz - interval '4 hours'",
        row["practitioner_role_id"],
        at,
    )
    # The last day of work was yesterday, so that no encounter gives a standing today; work of today has not been.
    await connection.execute(
        "DELETE FROM practitioner_role WHERE id = $1 AND starts_on >= moscow_day($2)", row["practitioner_role_id"], at
    )
    await connection.execute(
        "UPDATE practitioner_role SET ends_on = moscow_day($2) - 1 WHERE id = $1", row["practitioner_role_id"], at
    )
    await connection.execute(
        "UPDATE account SET roles = array_remove(roles, $2) WHERE id = $1 AND cardinality(array_remove(roles, $2)) > 0 "
        "AND NOT EXISTS (SELECT FROM staff_appointment WHERE account_id = $1 AND role = $2 AND state = 'IN_FORCE')",
        row["account_id"],
        row["role"],
    )
    # Who has no work left has no account to sign in to; a new appointment starts with a new password.
    await connection.execute(
        "UPDATE account SET disabled_at = $2, password_hash = NULL WHERE id = $1 AND disabled_at IS NULL "
        "AND roles = ARRAY[$3] "
        "AND NOT EXISTS (SELECT FROM staff_appointment WHERE account_id = $1 AND role = $3 AND state = 'IN_FORCE')",
        row["account_id"],
        at,
        row["role"],
    )
    await close_sessions(connection, [row["account_id"]], at)
