"""The dictionary of diagnoses in the database: brought up to a file, all or nothing."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from backend.exchange.dictionaries.icd10 import DiagnosisLine


class Connection(Protocol):
    """What storing needs of an asyncpg connection; a pooled one has the same methods but not the same class."""

    def transaction(self) -> AbstractAsyncContextManager[Any]: ...
    async def fetchrow(self, query: str, *args: object) -> Any: ...
    async def fetchval(self, query: str, *args: object) -> Any: ...


# Codes that are not in the file stay for what was written with them, and may not be chosen any more.
_STORE = """
WITH given AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::boolean[], $7::int[])
    AS g(code, title, parent_code, may_be_diagnosis, may_be_main, in_force, place)
),
gone AS (
  UPDATE diagnosis_code d SET in_force = false, may_be_diagnosis = false, may_be_main = false
  WHERE d.in_force AND NOT EXISTS (SELECT FROM given g WHERE g.code = d.code) RETURNING 1
),
stored AS (
  INSERT INTO diagnosis_code AS d (code, title, parent_code, may_be_diagnosis, may_be_main, in_force, place)
  SELECT * FROM given
  ON CONFLICT (code) DO UPDATE SET title = excluded.title, parent_code = excluded.parent_code,
    may_be_diagnosis = excluded.may_be_diagnosis, may_be_main = excluded.may_be_main, in_force = excluded.in_force,
    place = excluded.place
  WHERE (d.title, d.parent_code, d.may_be_diagnosis, d.may_be_main, d.in_force, d.place) IS DISTINCT FROM
    (excluded.title, excluded.parent_code, excluded.may_be_diagnosis, excluded.may_be_main, excluded.in_force, excluded.place)
  RETURNING xmax = 0 AS new
)
SELECT (SELECT count(*) FROM stored WHERE new) AS new, (SELECT count(*) FROM stored WHERE NOT new) AS changed,
  (SELECT count(*) FROM gone) AS gone
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """How many lines are new, changed, and gone from the dictionary."""

    new: int
    changed: int
    gone: int


async def store_diagnoses(connection: Connection, lines: Sequence[DiagnosisLine]) -> Stored:
    """Makes the dictionary say what the lines say; doing it again changes nothing."""
    async with connection.transaction():
        row = await connection.fetchrow(
            _STORE,
            [line.code for line in lines],
            [line.title for line in lines],
            [line.parent_code for line in lines],
            [line.may_be_diagnosis for line in lines],
            [line.may_be_main for line in lines],
            [line.in_force for line in lines],
            [line.place for line in lines],
        )
    return Stored(row["new"], row["changed"], row["gone"])


async def has_diagnoses(connection: Connection) -> bool:
    """Whether there is any dictionary yet."""
    return bool(await connection.fetchval("SELECT EXISTS (SELECT FROM diagnosis_code)"))
