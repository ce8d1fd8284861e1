"""What a passkey signs to prove a session's owner again: good for that session alone, for five minutes, once."""

import datetime as dt
import hmac
import secrets

import asyncpg

from backend.services.second_factors.factors import Connection

LIFE = dt.timedelta(minutes=5)
_RANDOM, _TIME = 16, 8


def session_challenge(key: bytes, session_id: int, at: dt.datetime) -> bytes:
    """A new challenge: random, the second it was made, and a keyed digest of both with the session."""
    made = secrets.token_bytes(_RANDOM) + int(at.timestamp()).to_bytes(_TIME, "big")
    return made + _digest(key, session_id, made)


async def keep_challenge(connection: Connection, account_id: int, challenge: bytes) -> None:
    """Keeps it beside the account's passkeys, in place of an earlier one."""
    await connection.execute(
        "UPDATE second_factor SET challenge = $2 WHERE account_id = $1 AND kind = 'PASSKEY' "
        "AND confirmed_at IS NOT NULL AND ended_at IS NULL",
        account_id,
        challenge,
    )


async def take_challenge(
    pool: asyncpg.Pool, key: bytes, account_id: int, session_id: int, at: dt.datetime
) -> bytes | None:
    """The challenge that this session was given, which is used up by that; None for none, an old one, another session's."""
    rows = await pool.fetch(
        "UPDATE second_factor f SET challenge = NULL FROM second_factor kept WHERE f.id = kept.id AND f.account_id = $1 "
        "AND f.kind = 'PASSKEY' AND f.confirmed_at IS NOT NULL AND f.challenge IS NOT NULL RETURNING kept.challenge",
        account_id,
    )
    for challenge in {bytes(row["challenge"]) for row in rows}:
        made = challenge[: _RANDOM + _TIME]
        age = at.timestamp() - int.from_bytes(made[_RANDOM:], "big")
        own = hmac.compare_digest(challenge[_RANDOM + _TIME :], _digest(key, session_id, made))
        if own and age + 1 >= 0 and age <= LIFE.total_seconds():
            return challenge
    return None


def _digest(key: bytes, session_id: int, made: bytes) -> bytes:
    return hmac.digest(key, f"passkey of session {session_id}:".encode() + made, "sha256")
