"""A policy that the registry of insurance vouched for, kept with the person whom it insures (ACC-06)."""

import datetime as dt
from typing import Any

import asyncpg
import asyncpg.pool

from backend.services.access_requests.answers import answer_of

_KEEP = """
INSERT INTO insurance_policy (patient_id, number, insurer_id, region, state, valid_from, valid_until)
VALUES ($1, $2, (SELECT id FROM organization WHERE ogrn = $3 ORDER BY id LIMIT 1), $4, 'VALID', $5, $6)
"""
_RENEW = """
UPDATE insurance_policy SET state = 'VALID', region = $4, valid_from = $5, valid_until = $6,
  insurer_id = coalesce((SELECT id FROM organization WHERE ogrn = $3 ORDER BY id LIMIT 1), insurer_id)
WHERE patient_id = $1 AND number = $2 RETURNING id
"""
# A person is insured once at a time: earlier policies end the day before, and stay as history.
_END_OTHERS = """
UPDATE insurance_policy SET valid_until = greatest(valid_from, $3::date - 1)
WHERE patient_id = $1 AND number <> $2 AND state = 'VALID' AND (valid_until IS NULL OR valid_until >= $3)
"""

_NUMBER_KNOWN = (
    "SELECT EXISTS (SELECT FROM person_identifier WHERE kind = 'ENP' AND value = $1 AND checked AND ended_on IS NULL)"
)


async def keep_policy(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    request_id: int,
    patient_id: int,
    at: dt.datetime,
) -> None:
    """Keeps the valid policy that the request's check found; changes nothing where the check says anything else."""
    check = await connection.fetchrow(
        "SELECT question, answer FROM registry_check "
        "WHERE request_id = $1 AND kind = 'POLICY' AND state = 'ANSWERED' AND outcome = 'VALID'",
        request_id,
    )
    number = await connection.fetchval(
        "SELECT coalesce(changes ->> 'enp', enp) FROM access_request WHERE id = $1", request_id
    )
    if check is None or number is None:
        return
    await keep_answer(connection, patient_id, number, answer_of(check), at)


async def keep_answer(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    patient_id: int,
    number: str,
    told: dict[str, Any],
    at: dt.datetime,
) -> None:
    """Keeps a valid policy with its number; `told` is what the registry said (`answer_of`)."""
    # Of two at once for one person, or of one number, the later one sees what the earlier has kept.
    await connection.execute("SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE", patient_id)
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 7253016))", number)
    starts, ends = _day(told.get("valid_from")), _day(told.get("valid_until"))
    values = (patient_id, number, told.get("insurer_ogrn"), told.get("region"), starts, ends)
    if await connection.fetchval(_RENEW, *values) is None:
        await connection.execute(_KEEP, *values)
    if starts is not None:
        await connection.execute(_END_OTHERS, patient_id, number, starts)
    # A number that is another's already is left to the officer who sees both.
    if not await connection.fetchval(_NUMBER_KNOWN, number):
        await connection.execute(
            "UPDATE person_identifier SET ended_on = moscow_day($2) "
            "WHERE patient_id = $1 AND kind = 'ENP' AND ended_on IS NULL",
            patient_id,
            at,
        )
        await connection.execute(
            "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, 'ENP', $2, true)",
            patient_id,
            number,
        )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
