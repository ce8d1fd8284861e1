"""Requests past their term (REQ-02): the applicant is told with an apology, the registrars once a day."""

import datetime as dt

import asyncpg

from backend.models.notification import NotificationKind
from backend.services.notices.sweeping import sweep
from backend.services.notifying import Tell

_UNDER_WAY = "q.state IN ('SUBMITTED', 'CHECKING', 'WAITING_EXTERNAL', 'MANUAL_REVIEW') AND q.due_at < $1"
# The same request comes anew after an appeal, with another term.
_REQUESTS = f"""
SELECT q.id, q.account_id, moscow_day(q.due_at) AS due FROM access_request q JOIN account a ON a.id = q.account_id
WHERE {_UNDER_WAY} AND a.disabled_at IS NULL AND NOT EXISTS (
  SELECT FROM notification n WHERE n.account_id = q.account_id AND n.once = 'overdue:' || q.id || ':' || moscow_day(q.due_at))
ORDER BY q.due_at LIMIT $2
"""
_REGISTRARS = f"""
SELECT a.id AS account_id, moscow_day($1) AS day FROM account a
WHERE 'REGISTRAR' = ANY (a.roles) AND a.disabled_at IS NULL AND EXISTS (SELECT FROM access_request q WHERE {_UNDER_WAY})
  AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = a.id AND n.once = 'overdue-office:' || moscow_day($1))
ORDER BY a.id LIMIT $2
"""


async def tell_of_overdue_requests(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Tells applicants, once a term, and those who decide."""
    await sweep(pool, _REQUESTS, (at,), _to_applicant, at)
    await sweep(pool, _REGISTRARS, (at,), _to_registrar, at)


def _to_applicant(row: asyncpg.Record) -> list[Tell]:
    once = f"overdue:{row['id']}:{row['due']}"
    return [Tell(row["account_id"], NotificationKind.REQUEST_OVERDUE, once, request_id=row["id"], about_day=row["due"])]


def _to_registrar(row: asyncpg.Record) -> list[Tell]:
    once = f"overdue-office:{row['day']}"
    return [Tell(row["account_id"], NotificationKind.REQUEST_OVERDUE, once, detail="OFFICE")]
