"""The generated people as viewers: each odd one reads the own record and the next one's, a teenager's.

Their sessions are put straight into the database with an open card: signing in ten thousand people by password and
code would measure argon2 and the SMS port.
"""

import hashlib
from dataclasses import dataclass

import asyncpg

_HOURS = 6


@dataclass(frozen=True, slots=True)
class Viewer:
    """A parent with a token; ids of people and records as the database and as the API name them."""

    token: str
    account: int
    own: int
    ward: int
    keys: dict[int, str]


async def sign_in_everybody(connection: asyncpg.Connection, most: int) -> list[Viewer]:
    """Opens a session for each generated parent, at most `most` of them; older ones of the benchmark end."""
    rows = await connection.fetch(
        "SELECT a.id AS account, a.person_id AS own, own.patient_key AS own_key, r.patient_id AS ward, p.patient_key AS ward_key "
        "FROM account a JOIN person own ON own.id = a.person_id JOIN legal_representation r ON r.representative_id = own.id "
        "JOIN person p ON p.id = r.patient_id WHERE a.login ~ '^gen[0-9]{6,}$' ORDER BY a.id LIMIT $1",
        most,
    )
    viewers = [
        Viewer(
            f"benchmark-{row['account']}",
            row["account"],
            row["own"],
            row["ward"],
            {row["own"]: row["own_key"], row["ward"]: row["ward_key"]},
        )
        for row in rows
    ]
    async with connection.transaction():
        await connection.execute(
            "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE login ~ '^gen[0-9]{6,}$')"
        )
        await connection.execute(
            "INSERT INTO session (token_hash, account_id, created_at, expires_at, card_until, card_used_at) "
            "SELECT token, account, now(), now() + make_interval(hours => $3), now() + make_interval(hours => $3), now() "
            "FROM unnest($1::bytea[], $2::bigint[]) opened(token, account)",
            [hashlib.sha256(viewer.token.encode()).digest() for viewer in viewers],
            [viewer.account for viewer in viewers],
            _HOURS,
        )
    await connection.execute("VACUUM ANALYZE session")
    return viewers


async def keep_cards_open(connection: asyncpg.Connection) -> None:
    """Sets the idle clock of every session to now, as a read of each would have."""
    await connection.execute("UPDATE session SET card_used_at = now() WHERE ended_at IS NULL")
