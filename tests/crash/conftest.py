"""Fixtures of the processes that are killed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from backend.audit import seal
from backend.database import Address
from backend.policy.sealing import IdSealer
from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_database, copy_database
from tests.crash.gates import make_gates
from tests.crash.scene import Scene, open_scene
from tests.process import copy_folder
from tests.service.mother import open_record_at_the_clinic


@pytest_asyncio.fixture(scope="module")
async def peopled(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> tuple[Address, Path]:
    """A database and its data folder: the demo's registrars and clinics, a record of Дарья, whom nobody represents."""
    folder = tmp_path_factory.mktemp("peopled") / "data"
    # The same keys as the processes': those of the data folder.
    settings = Settings(data_dir=folder, demo=True)
    async with cast_database(settings, new_database) as (address, connection):
        await open_record_at_the_clinic(connection, IdSealer(settings.key("id")))
        await make_gates(connection)
        while await seal(connection, settings.key("audit"), settings.anchors):
            pass
    return address, folder


@pytest_asyncio.fixture
async def scene(tmp_path: Path, peopled: tuple[Address, Path]) -> AsyncIterator[Scene]:
    """A copy of these people; nothing runs yet but the outside systems."""
    template, folder = peopled
    address = await copy_database(template)
    settings = Settings(data_dir=copy_folder(folder, tmp_path / "data"), demo=True)
    async with open_scene(address, settings) as opened:
        yield opened
