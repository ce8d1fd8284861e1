"""What level an account has (ACC-01), and what the answer about its owner's passport changes.

STANDARD: the phone is confirmed, the statement is complete, and the registry of passports found it valid in its present
version. FULL is given by an officer or a provider that vouches for the identity, and is taken by neither of these.
"""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.services.notifying import changed
from backend.services.registry_checks import Check

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# An account whose owner never made a statement keeps the level that it was given.
_SETTLE = """
UPDATE account a SET level = wanted.level FROM (
  SELECT f.account_id, CASE WHEN (SELECT c.outcome FROM registry_check c WHERE c.account_id = f.account_id
      AND c.kind = 'PASSPORT' AND c.profile_version = f.version AND c.state = 'ANSWERED' ORDER BY c.id DESC LIMIT 1) = 'VALID'
    THEN 'STANDARD' ELSE 'BASIC' END AS checked
  FROM identity_profile f WHERE f.account_id = $1
) stated CROSS JOIN LATERAL (
  SELECT CASE WHEN stated.checked = 'STANDARD' AND (a2.phone IS NULL OR a2.phone_confirmed_at IS NULL) THEN 'BASIC'
    ELSE stated.checked END AS level FROM account a2 WHERE a2.id = stated.account_id
) wanted
WHERE a.id = $1 AND a.level <> 'FULL' AND 'CITIZEN' = ANY (a.roles)
"""


async def settle_level(connection: Connection, account_id: int) -> None:
    """Raises or lowers the level to what is confirmed now. The caller holds the account's row."""
    await connection.execute(_SETTLE, account_id)


async def profile_answered(connection: Connection, check: Check, at: dt.datetime) -> None:
    """The registry's answer; one about an earlier version of the statement changes nothing."""
    await settle_level(connection, check.account_id)
    await profile_moved(connection, check, at)


async def profile_moved(connection: Connection, check: Check, at: dt.datetime) -> None:
    """The registry has gone out, or works again: its owner sees that."""
    await changed(connection, check.account_id, "profile", check.id)
