"""Told of new entries: whoever may see at least one of them, that there are some, and nothing else (policy.md, principle 8).

Rows that an account may not see change nothing for it: neither whether it is told nor when (non-interference).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import asyncpg
import asyncpg.pool

from backend.models.notification import NotificationKind
from backend.models.vocabulary import LAST_SECTION
from backend.policy.row_rules import held
from backend.policy.rows import RowPolicy
from backend.policy.standing import PORTAL
from backend.services.notifying import Tell, all_changed, tell


async def new_entries(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    policy: RowPolicy,
    regions: Sequence[str],
    entries: Sequence[tuple[int, int]],
    at: dt.datetime,
    *,
    written_by: int | None = None,
) -> None:
    """Tells of entries (patient, entry) that were stored or released, in the caller's transaction.

    Each account at most once a day a record; later entries of the day join its notification, which then stands unread
    again. `written_by` is the account that wrote them, who knows.
    """
    if not entries:
        return
    rows = await who_sees(connection, policy, regions, entries, at, but=written_by)
    if not rows:
        return
    seen: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        seen[row["account_id"], f"new:{row['patient_id']}:{row['day']}"].append((row["patient_id"], row["set_id"]))
    kind = NotificationKind.NEW_RESULT
    told = [Tell(account, kind, once, patient_id=sets[0][0]) for (account, once), sets in seen.items()]
    # The rows come first: whoever hears of the notification finds what it tells of.
    async with connection.transaction():
        new = await tell(connection, told, at)
        joined = await connection.fetch(
            "INSERT INTO notification_entry (notification_id, patient_id, set_id, added_at) "
            "SELECT n.id, t.patient_id, t.set_id, $5 FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) "
            "AS t(account_id, once, patient_id, set_id) "
            "JOIN notification n ON n.account_id = t.account_id AND n.once = t.once ON CONFLICT DO NOTHING "
            "RETURNING notification_id",
            [account for (account, _), sets in seen.items() for _ in sets],
            [once for (_, once), sets in seen.items() for _ in sets],
            [patient for sets in seen.values() for patient, _ in sets],
            [set_id for sets in seen.values() for _, set_id in sets],
            at,
        )
        # Those that stand there since an earlier hour of the day are to be looked at again.
        again = {row["notification_id"] for row in joined} - set(new.values())
        looks = await connection.fetch("SELECT id, account_id FROM notification WHERE id = ANY ($1)", list(again))
        await all_changed(connection, "notification", [(row["account_id"], row["id"]) for row in looks])


async def who_sees(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    policy: RowPolicy,
    regions: Sequence[str],
    entries: Sequence[tuple[int, int]],
    at: dt.datetime,
    *,
    but: int | None = None,
) -> list[asyncpg.Record]:
    """Portal readers (`account_id`) of entries (patient, entry) that stand now, with what each may see: `patient_id`, `set_id`."""
    return list(
        await connection.fetch(
            _who_sees(policy), [p for p, _ in entries], [e for _, e in entries], at, list(regions), but or 0
        )
    )


def _who_sees(policy: RowPolicy) -> str:
    """Accounts with a portal standing that may see an entry of ($1, $2) at $3, with regions $4, but for account $5."""
    return f"""
WITH news AS MATERIALIZED (
  SELECT e.patient_id, e.set_id, e.mask, e.event_date, e.start_key
  FROM unnest($1::bigint[], $2::bigint[]) AS given(patient_id, id)
  JOIN record_entry e ON e.patient_id = given.patient_id AND e.id = given.id
  WHERE e.status = 0 AND e.kind <= {int(LAST_SECTION)} AND e.only_practitioner_id IS NULL
),
readers AS MATERIALIZED (
  SELECT DISTINCT g.grantee_id, g.patient_id FROM (SELECT DISTINCT patient_id FROM news) n
  JOIN access_grant g ON g.patient_id = n.patient_id AND g.revoked_at IS NULL AND g.grantee_id <> $5::bigint
)
SELECT DISTINCT r.grantee_id AS account_id, n.patient_id, n.set_id, moscow_day($3) AS day
FROM readers r
CROSS JOIN LATERAL ({held(policy, "r.grantee_id, $3::timestamptz, $4::text[]")}) h
JOIN news n ON n.patient_id = r.patient_id AND n.patient_id = h.patient_id
  AND n.mask & h.hidden = 0 AND n.event_date >= h.starts[n.start_key]
WHERE h.standing & {int(PORTAL)} <> 0
ORDER BY account_id, n.patient_id, n.set_id
"""
