"""The statement as its owner sees it, and how far its check has come."""

import datetime as dt
from dataclasses import dataclass

import asyncpg

from backend.models.identity import ProfileCheckState
from backend.services.accounts.profile_known import Known, known


@dataclass(frozen=True, slots=True)
class ProfileCheckView:
    state: ProfileCheckState
    asked_at: dt.datetime
    next_try_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ProfileView:
    """`check` is there once something was stated."""

    known: Known
    check: ProfileCheckView | None


async def profile_of(pool: asyncpg.Pool, account_id: int) -> ProfileView:
    found = await known(pool, account_id)
    row = await pool.fetchrow(
        "SELECT state, outcome, unavailable_since, next_try_at, created_at, asked_at FROM registry_check WHERE account_id = $1 "
        "AND kind = 'PASSPORT' AND profile_version = $2 AND state <> 'DROPPED' ORDER BY id DESC LIMIT 1",
        account_id,
        found.version,
    )
    if row is None:
        return ProfileView(found, None)
    if row["state"] == "ANSWERED":
        state = ProfileCheckState(row["outcome"])
    else:
        state = ProfileCheckState.UNAVAILABLE if row["unavailable_since"] else ProfileCheckState.CHECKING
    next_try = row["next_try_at"] if state is ProfileCheckState.UNAVAILABLE else None
    return ProfileView(found, ProfileCheckView(state, row["asked_at"] or row["created_at"], next_try))
