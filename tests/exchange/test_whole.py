"""Each file is all or nothing, whatever happens; two imports at once double nothing; the command tells all of it."""

import asyncio
import datetime as dt
import json
import os
import re
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr
from rich.console import Console

from backend.commands.import_fhir import run
from backend.database import Address
from backend.exchange.fhir.importing import import_file
from backend.policy.sealing import IdSealer
from backend.settings import Settings
from tests.exchange.resources import JSON, bundle, condition, encounter, observation, patient, ref, report, vital
from tests.nest import environment, nest
from tests.process import database_url

NewDatabase = Callable[[], Awaitable[Address]]


def _history(of: str, visits: int) -> JSON:
    """A person with visits, each with a vital sign, a diagnosis and a report."""
    resources = [patient(of)]
    for n in range(visits):
        there = {"encounter": ref(f"Encounter/{of}-e{n}")}
        whose = f"Patient/{of}"
        resources += [
            encounter(f"{of}-e{n}", whose),
            vital(f"{of}-v{n}", whose, **there),
            condition(f"{of}-c{n}", whose, **there),
            report(f"{of}-r{n}", (f"Observation/{of}-o{n}",), whose, **there),
            observation(f"{of}-o{n}", whose),
        ]
    return bundle(*resources)


async def _counts(address: Address) -> dict[str, int]:
    connection = await asyncpg.connect(**address.connect_arguments())
    tables = ("import_source", "imported_resource", "person", "encounter", "record_entry", "lab_result", "diagnosis")
    counts = {table: await connection.fetchval(f"SELECT count(*) FROM {table}") for table in tables}
    await connection.close()
    return counts


async def test_a_killed_import_leaves_nothing_half_written_and_the_next_one_completes(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    address = await new_database()
    for n in range(6):
        (tmp_path / f"{n}.json").write_text(json.dumps(_history(f"p{n}", 60)))
    given = environment(tmp_path / "var", MEDCARD_DATABASE_URL=database_url(address))

    def wholes(counts: dict[str, int]) -> int:
        files = counts["import_source"]
        assert counts["person"] == files and counts["imported_resource"] == files * 301
        assert counts["encounter"] == counts["diagnosis"] == counts["lab_result"] == files * 60
        assert counts["record_entry"] == files * 240
        return files

    seen = set()
    for kill_after in (1, 3):
        process = nest().hatch("import", str(tmp_path), **given)
        deadline = time.monotonic() + 60
        while (await _counts(address))["import_source"] < kill_after and time.monotonic() < deadline:
            await asyncio.sleep(0.005)
        process.kill()
        await asyncio.sleep(0.3)  # the server notices, and rolls back
        seen.add(wholes(await _counts(address)))
    assert all(1 <= files < 6 for files in seen)
    assert await asyncio.to_thread(nest().hatch("import", str(tmp_path), **given).wait, 60) == 0
    assert wholes(await _counts(address)) == 6


@pytest.mark.parametrize("source", [None, "one producer"])
async def test_two_imports_of_one_file_at_once_double_nothing(
    new_database: NewDatabase, settings: Settings, tmp_path: Path, source: str | None
) -> None:
    address = await new_database()
    path = tmp_path / "file.json"
    path.write_text(json.dumps(_history("p", 30)))
    sealer, now = IdSealer(settings.key("id")), dt.datetime.now(dt.UTC)
    connections = [await asyncpg.connect(**address.connect_arguments()) for _ in range(4)]
    reports = await asyncio.gather(*(import_file(one, sealer, path, source, now) for one in connections))
    for one in connections:
        await one.close()
    assert all(report_.refused is None for report_ in reports)
    assert sorted(report_.total.stored for report_ in reports) == [0, 0, 0, 151]
    counts = await _counts(address)
    assert (counts["person"], counts["imported_resource"], counts["record_entry"]) == (1, 151, 120)


async def test_the_command_goes_on_after_a_bad_file_and_names_nobody(
    new_database: NewDatabase, settings: Settings, tmp_path: Path
) -> None:
    address = await new_database()
    secret = "Тайнова"
    good = bundle(patient(name=[{"family": secret}]), observation(note=[{"text": secret}]))
    bad = bundle(patient(name=[{"family": secret}]), observation(subject=f"Patient/{'x' * 9}"))
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.json").write_text(json.dumps(bad))
    (tmp_path / "folder" / "b.json").write_text(json.dumps(good))
    (tmp_path / "c.txt").write_text(f"{{{secret}")
    running = settings.model_copy(update={"database_url": SecretStr(database_url(address))})
    console = Console(file=(out := open(tmp_path / "said", "w+")), width=200)  # noqa: SIM115
    # The command has a loop of its own.
    first = await asyncio.to_thread(run, running, [tmp_path, tmp_path / "c.txt"], None, console)
    out.seek(0)
    said = out.read()
    out.close()
    assert first is False
    assert re.search(r"a\.json\s+│ entry\[1\] │ subject │ the person is neither in the file nor in the database", said)
    assert re.search(r"c\.txt\s+│\s+│ line 1\s+│ the file is not JSON", said)
    assert "3 files, 2 refused; 2 resources read: 2 stored, 0 renewed, 0 unchanged, 0 kept aside." in said
    assert secret not in said and "xxxxxxxxx" not in said
    assert (await _counts(address))["person"] == 1
    nothing = Console(file=open(os.devnull, "w"))  # noqa: SIM115
    assert await asyncio.to_thread(run, running, [tmp_path / "folder"], None, nothing) is True
    assert await asyncio.to_thread(run, running, [tmp_path / "said.d"], None, nothing) is False
