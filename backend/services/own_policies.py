"""The policy of an account's owner: what a full account's own record waits for, besides nobody's decision (ACC-02, ACC-06)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.notification import NotificationKind
from backend.models.registry_check import CheckKind, CheckOutcome
from backend.services.access_requests.policies import keep_answer
from backend.services.notifying import changed, notify
from backend.services.registry_checks import Check, open_check

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# Whose own record is open but for the policy: the number that they have stated, else the one that the record has, and
# whether the registry has been asked about that already.
_WAITING = """
SELECT p.id, p.family_name, p.given_name, p.patronymic, p.birth_date, known.number, EXISTS (
    SELECT FROM registry_check c WHERE c.account_id = a.id AND c.kind = 'POLICY' AND c.request_id IS NULL
    AND c.claim_id IS NULL AND c.state <> 'DROPPED' AND c.question ->> 'number' = known.number) AS asked
FROM account a JOIN person p ON p.id = a.person_id
JOIN access_grant g ON g.grantee_id = a.id AND g.patient_id = p.id AND g.revoked_at IS NULL
  AND (g.valid_until IS NULL OR g.valid_until > $2)
LEFT JOIN identity_profile f ON f.account_id = a.id
CROSS JOIN LATERAL (SELECT coalesce(f.enp, (SELECT i.value FROM person_identifier i WHERE i.patient_id = p.id
  AND i.kind = 'ENP' AND i.checked AND i.ended_on IS NULL ORDER BY i.id DESC LIMIT 1)) AS number) known
WHERE a.id = $1 AND p.birth_date IS NOT NULL AND NOT EXISTS (SELECT FROM insurance_policy i WHERE i.patient_id = p.id
  AND i.state = 'VALID' AND (i.valid_from IS NULL OR i.valid_from <= moscow_day($2))
  AND (i.valid_until IS NULL OR i.valid_until >= moscow_day($2)))
"""


async def ask_own_policy(connection: Connection, account_id: int, at: dt.datetime) -> bool:
    """Asks the registry about the owner's policy where the own record waits for nothing else; True while it waits.

    Whose number nobody knows is told to give it. Safe to repeat; the account is held by the caller.
    """
    row = await connection.fetchrow(_WAITING, account_id, at)
    if row is None:
        return False
    if row["number"] is None:
        await _need(connection, account_id, row["id"], at)
    elif not row["asked"]:
        names = ("family_name", "given_name", "patronymic", "birth_date", "number")
        await open_check(connection, CheckKind.POLICY, account_id, {name: row[name] for name in names}, at)
    return True


async def own_policy_answered(connection: Connection, check: Check, at: dt.datetime) -> None:
    """Keeps a valid policy, which opens the record; of any other answer the owner hears that a policy is needed."""
    waiting = await connection.fetchrow(
        "SELECT a.person_id, c.question ->> 'number' AS number, g.id AS grant FROM registry_check c "
        "JOIN account a ON a.id = c.account_id JOIN access_grant g ON g.grantee_id = a.id AND g.patient_id = a.person_id "
        "AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > $2) WHERE c.id = $1",
        check.id,
        at,
    )
    if waiting is None:
        return
    account, person = check.account_id, waiting["person_id"]
    if check.outcome is not CheckOutcome.VALID:
        await _need(connection, account, person, at)
        return
    await keep_answer(connection, person, waiting["number"], check.answer, at)
    await notify(
        connection, account, NotificationKind.ACCESS_OPENED, f"grant:{waiting['grant']}", at, patient_id=person
    )
    await changed(connection, account, "access", person)


async def _need(connection: Connection, account_id: int, person_id: int, at: dt.datetime) -> None:
    await notify(connection, account_id, NotificationKind.POLICY_NEEDED, f"policy:{person_id}", at)
