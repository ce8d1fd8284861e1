"""What is kept for a term alone is gone after it, and not before (152-ФЗ)."""

import datetime as dt
from collections.abc import Awaitable, Callable

import asyncpg
import pytest

from backend.database import Address
from backend.services.forgetting import DEVICES, REPEATS, SHORT, forget_old, forget_short_lived

AT = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
_HASH = "sha256(random()::text::bytea)"
# By table: how a row comes there whose term begins at $1.
ROWS = {
    "sign_in_attempt": f"(login_hash, address_hash, at, succeeded) VALUES ({_HASH}, {_HASH}, $1, false)",
    "one_time_code": "(purpose, subject, destination, code_hash, sent_at, expires_at, tries) "
    f"VALUES ('CONTACT', random()::text, '+79000000001', {_HASH}, $1::timestamptz - interval '5 minutes', $1, 0)",
    "pending_sign_in": "(token_hash, account_id, created_at, expires_at, tries, challenge) "
    f"VALUES ({_HASH}, 1, $1::timestamptz - interval '5 minutes', $1, 0, {_HASH})",
    "registration": "(token_hash, login, taken, created_at, expires_at) "
    f"VALUES ({_HASH}, 'a', false, $1::timestamptz - interval '15 minutes', $1)",
    "provider_sign_in": "(state_hash, browser_hash, provider, sealed, created_at, expires_at) "
    f"VALUES ({_HASH}, {_HASH}, 'p', {_HASH}, $1::timestamptz - interval '10 minutes', $1)",
    "session": "(token_hash, account_id, created_at, expires_at) "
    f"VALUES ({_HASH}, 1, $1::timestamptz - interval '12 hours', $1)",
    "seen_device": f"(account_id, mark, last_at) VALUES (1, {_HASH}, $1)",
    "mutation_call": f"(account_id, mutation, client_mutation_id, input_hash, at) VALUES (1, 'm', random()::text, {_HASH}, $1)",
}
TERMS = {"seen_device": DEVICES, "mutation_call": REPEATS}


@pytest.mark.parametrize("table", list(ROWS))
async def test_a_row_is_gone_after_its_term_and_not_before(
    new_database: Callable[[], Awaitable[Address]], table: str
) -> None:
    address = await new_database()
    pool = await asyncpg.create_pool(**address.connect_arguments(), min_size=1, max_size=1)
    try:
        await pool.execute(
            "INSERT INTO account (id, login, roles, notify_by, level, created_at) VALUES (1, 'a', '{CITIZEN}', '{}', 'BASIC', now())"
        )
        term = TERMS.get(table, SHORT)
        for begun in (AT - term - dt.timedelta(seconds=1), AT - term + dt.timedelta(seconds=1)):
            await pool.execute(f"INSERT INTO {table} {ROWS[table]}", begun)
        async with pool.acquire() as connection:
            await forget_short_lived(connection, AT)
        await forget_old(pool, AT)
        assert await pool.fetchval(f"SELECT count(*) FROM {table}") == 1
    finally:
        await pool.close()


async def test_a_session_that_was_ended_is_gone_a_day_after_that(
    new_database: Callable[[], Awaitable[Address]],
) -> None:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        await connection.execute(
            "INSERT INTO account (id, login, roles, notify_by, level, created_at) VALUES (1, 'a', '{CITIZEN}', '{}', 'BASIC', now())"
        )
        await connection.execute(
            f"INSERT INTO session (token_hash, account_id, created_at, expires_at, ended_at) VALUES ({_HASH}, 1, $1, $2, $1)",
            AT - SHORT - dt.timedelta(seconds=1),
            AT + SHORT,
        )
        await forget_short_lived(connection, AT)
        assert await connection.fetchval("SELECT count(*) FROM session") == 0
    finally:
        await connection.close()
