"""Calls that a client may repeat by `clientMutationId` (REQ-13): the second changes nothing and finds what the first made."""

import datetime as dt
import hmac

import asyncpg
import asyncpg.pool
import orjson

from backend.services.refusal import Refused

_LONGEST = 80
_FIELD = ["input", "clientMutationId"]


Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


async def earlier_outcome(
    connection: Connection,
    key: bytes,
    account_id: int,
    mutation: str,
    client_mutation_id: str | None,
    given: object,
    at: dt.datetime,
) -> int | None:
    """The row that an earlier call of the same id and input made; None where this is the first one.

    A call counts for 90 days (backend/services/forgetting.py). Waits for one that is going on. Raises Refused CONFLICT where
    the id came with other input. `given` is the input, as JSON can hold it. The first caller says `keep_outcome` in the
    same transaction.
    """
    if client_mutation_id is None:
        return None
    first = await connection.fetchval(
        "INSERT INTO mutation_call (account_id, mutation, client_mutation_id, input_hash, at) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT DO NOTHING RETURNING id",
        account_id,
        mutation,
        _checked(client_mutation_id),
        _digest(key, given),
        at,
    )
    if first is not None:
        return None
    found = await made_before(connection, key, account_id, mutation, client_mutation_id, given)
    if found is None:
        raise Refused("CONFLICT", _FIELD)
    return found


async def made_before(
    connection: Connection, key: bytes, account_id: int, mutation: str, client_mutation_id: str | None, given: object
) -> int | None:
    """As `earlier_outcome`, without noting that there is a call: for what a repetition has to do nothing of, and waits for none."""
    if client_mutation_id is None:
        return None
    row = await connection.fetchrow(
        "SELECT input_hash, outcome FROM mutation_call WHERE account_id = $1 AND mutation = $2 AND client_mutation_id = $3",
        account_id,
        mutation,
        _checked(client_mutation_id),
    )
    if row is None:
        return None
    if not hmac.compare_digest(row["input_hash"], _digest(key, given)) or row["outcome"] is None:
        raise Refused("CONFLICT", _FIELD)
    return int(row["outcome"])


def _checked(client_mutation_id: str) -> str:
    if not 1 <= len(client_mutation_id) <= _LONGEST:
        raise Refused("WRONG_FORMAT", _FIELD)
    return client_mutation_id


def _digest(key: bytes, given: object) -> bytes:
    return hmac.digest(key, orjson.dumps(given, option=orjson.OPT_SORT_KEYS, default=str), "sha256")


async def keep_outcome(
    connection: Connection,
    account_id: int,
    mutation: str,
    client_mutation_id: str | None,
    outcome: int,
) -> None:
    """Notes the row that the call made, for its repetitions."""
    if client_mutation_id is not None:
        await connection.execute(
            "UPDATE mutation_call SET outcome = $4 WHERE account_id = $1 AND mutation = $2 AND client_mutation_id = $3",
            account_id,
            mutation,
            client_mutation_id,
            outcome,
        )
