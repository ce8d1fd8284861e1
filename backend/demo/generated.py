"""Generated people for benchmarks: the same for the same number, as many as asked for, in COPY's text format.

Every person has 100 laboratory reports of five results, 15 vaccinations, 15 protocols with a diagnosis, an account
(`gen000001`…, the demo's password) and a grant on the own record; an odd person is also the parent of the next one,
a teenager. Loading goes on where an earlier one stopped: a batch is one transaction.
"""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator, Sequence

import asyncpg
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from backend.demo.cast import PASSWORD
from backend.demo.entries import Connection
from backend.demo.generated_rows import BATCH, ENTRIES_EACH, Batch, Workplace, rows_of
from backend.models.moscow import moscow_day
from backend.policy.sealing import IdSealer
from backend.settings import Settings

Progress = Callable[[str, int, int], None]
_WORKERS = 2
_LOCK = 7_301_126
_WORKPLACES = (
    ("Городская поликлиника № 801", "Аверина Г. П.", "Терапия"),
    ("Городская поликлиника № 802", "Бахтин О. С.", "Неврология"),
    ("Городская поликлиника № 803", "Воронина Е. А.", "Кардиология"),
    ("Диагностический центр № 804", "Галкин Р. И.", "Клиническая лабораторная диагностика"),
)


async def load_generated(pool: asyncpg.Pool, settings: Settings, patients: int, progress: Progress) -> int:
    """Brings the number of generated people up to `patients`; returns how many were added. Never removes any."""
    sealer = IdSealer(settings.key("id"))
    today = moscow_day(dt.datetime.now(dt.UTC))
    async with pool.acquire() as keeper:
        await keeper.execute("SELECT pg_advisory_lock($1)", _LOCK)
        try:
            present = {
                row["login"] for row in await keeper.fetch("SELECT login FROM account WHERE login ~ '^gen[0-9]{6,}$'")
            }
            missing = [number for number in range(1, patients + 1) if f"gen{number:06d}" not in present]
            if missing:
                workplaces = await _workplaces(keeper)
                password_hash = PasswordHash((Argon2Hasher(),)).hash(PASSWORD)
                batches = _batches(missing, workplaces, password_hash, sealer, today)
                await _load(pool, batches, len(missing), progress)
                progress("statistics", 0, 1)
                await keeper.execute(
                    "VACUUM (ANALYZE) record_entry, lab_result, lab_report, vaccination, examination_protocol, diagnosis"
                )
                await keeper.execute("ANALYZE")
                progress("statistics", 1, 1)
        finally:
            await keeper.execute("SELECT pg_advisory_unlock($1)", _LOCK)
    return len(missing)


def _batches(
    numbers: Sequence[int], workplaces: Sequence[Workplace], password_hash: str, sealer: IdSealer, today: dt.date
) -> Iterator[Batch]:
    for start in range(0, len(numbers), BATCH):
        yield Batch(numbers[start : start + BATCH], workplaces, password_hash, sealer, today)


async def _load(pool: asyncpg.Pool, batches: Iterator[Batch], total: int, progress: Progress) -> None:
    """Two connections, so that one batch is written while the next one is made."""
    done = 0
    progress("generated", 0, total)

    async def work() -> None:
        nonlocal done
        async with pool.acquire() as connection:
            for batch in batches:
                await _write(connection, batch)
                done += len(batch.numbers)
                progress("generated", done, total)

    async with asyncio.TaskGroup() as group:
        for _ in range(_WORKERS):
            group.create_task(work())


async def _write(connection: Connection, batch: Batch) -> None:
    async with connection.transaction():
        first_person = await _reserve(connection, "person_id_seq", len(batch.numbers))
        first_account = await _reserve(connection, "account_id_seq", len(batch.numbers))
        first_entry = await _reserve(connection, "record_entry_id_seq", len(batch.numbers) * ENTRIES_EACH)
        for table, columns, lines in rows_of(batch, first_person, first_account, first_entry):
            await connection.copy_to_table(table, source=_chunks(lines), columns=columns, format="text")


async def _chunks(lines: Sequence[str]) -> AsyncIterator[bytes]:
    for start in range(0, len(lines), 2000):
        yield "".join(lines[start : start + 2000]).encode()


async def _reserve(connection: Connection, sequence: str, count: int) -> int:
    """The first of `count` consecutive ids. A run that another session broke into is given up for a new one."""
    while True:
        run = await connection.fetchrow(
            "SELECT min(v) AS first, max(v) AS last FROM (SELECT nextval($1::text::regclass) AS v FROM generate_series(1, $2)) s",
            sequence,
            count,
        )
        if run["last"] - run["first"] == count - 1:
            return int(run["first"])


async def _workplaces(connection: Connection) -> list[Workplace]:
    """Organizations and doctors of the generated people, written once."""
    found = []
    async with connection.transaction():
        for place, (name, doctor, specialty) in enumerate(_WORKPLACES, 1):
            oid = f"1.2.643.5.1.13.13.12.2.77.98{place:03d}"
            organization = await connection.fetchval("SELECT id FROM organization WHERE oid = $1", oid)
            if organization is None:
                organization = await connection.fetchval(
                    "INSERT INTO organization (name, kind, oid, region) VALUES ($1, 'CLINIC', $2, '77') RETURNING id",
                    name,
                    oid,
                )
                worker = await connection.fetchval(
                    "INSERT INTO practitioner (full_name, position, specialty) VALUES ($1, 'врач', $2) RETURNING id",
                    doctor,
                    specialty,
                )
                await connection.execute(
                    "INSERT INTO practitioner_role (practitioner_id, organization_id, starts_on) VALUES ($1, $2, DATE '2010-01-01')",
                    worker,
                    organization,
                )
            else:
                worker = await connection.fetchval(
                    "SELECT practitioner_id FROM practitioner_role WHERE organization_id = $1 ORDER BY id LIMIT 1",
                    organization,
                )
            found.append(Workplace(organization, name, worker, doctor, specialty))
    return found
