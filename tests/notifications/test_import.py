"""An import tells readers of what it stored, in its own transaction: neither is kept without the other."""

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import orjson
import pytest
from rich.console import Console

from backend.commands.import_fhir import Imported, import_all
from backend.database import Database
from tests.client import Site
from tests.emptying import empty
from tests.exchange.resources import SNILS_SYSTEM, bundle, observation, patient
from tests.notifications.telling import person, told


async def _import(site: Site, folder: Path, document: dict[str, Any]) -> Imported:
    path = folder / "file.json"
    path.write_bytes(orjson.dumps(document))
    database = cast("Database", SimpleNamespace(address=site.address))
    [done] = await import_all(database, site.settings, [path], "notices", Console(file=io.StringIO()))
    return done


async def _vera(site: Site, *resources: dict[str, Any]) -> dict[str, Any]:
    """A bundle about Vera, known by her number."""
    row = await site.database.fetchrow(
        "SELECT p.birth_date, i.value FROM person p JOIN person_identifier i ON i.patient_id = p.id AND i.kind = 'SNILS' "
        "WHERE p.id = $1",
        await person(site, "Вера"),
    )
    assert row is not None
    identifier = [{"system": SNILS_SYSTEM, "value": row["value"]}]
    return bundle(patient(identifier=identifier, birthDate=row["birth_date"].isoformat()), *resources)


async def test_readers_hear_of_what_a_file_stored_once_and_of_its_renewal(site: Site, tmp_path: Path) -> None:
    assert (await _import(site, tmp_path, await _vera(site, observation()))).report.refused is None
    [anna] = await told(site, "anna")
    assert (anna["kind"], anna["displayName"]) == ("NEW_RESULT", "Вера Соколова")
    assert "Гемоглобин" not in str(anna)
    await empty(site.database, "notification")
    await _import(site, tmp_path, await _vera(site, observation()))
    assert await told(site, "anna") == [], "nothing new in it"
    renewed = observation(valueQuantity={"value": 131, "unit": "г/л"})
    assert (await _import(site, tmp_path, await _vera(site, renewed))).report.total.renewed == 1
    assert len(await told(site, "anna")) == 1


async def test_a_file_that_is_refused_tells_nobody(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from backend.exchange.fhir.importing import _FileImport

    async def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(_FileImport, "_write_rows", broken)
    done = await _import(site, tmp_path, await _vera(site, observation("o2")))
    assert done.report.refused is not None
    assert await told(site, "anna") == []
    assert await site.database.fetchval("SELECT count(*) FROM procrastinate_jobs") == 0
