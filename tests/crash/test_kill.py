"""Killed under writes, by -9: nothing acknowledged is lost, nothing is half-written (SCT-03)."""

import asyncio
import contextlib
import os
import signal
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx
import pytest

from backend.audit import verify
from backend.database import Database
from backend.settings import Settings
from tests.process import Server, copy_folder, database_process

RECORDS = "{ viewer { records { patientId record { id } } } }"
RECORD = "query($id: ID!) { record(patientId: $id) { labReports(first: 5) { nodes { title } } } }"
WHO = "{ viewer { account { login } } }"


@dataclass
class Acknowledged:
    """What people were told, as far as the answer reached them. `leaving` had asked to be signed out."""

    signed_in: set[str] = field(default_factory=set)
    leaving: set[str] = field(default_factory=set)
    signed_out: set[str] = field(default_factory=set)
    read: dict[uuid.UUID, int] = field(default_factory=dict)
    codes: int = 0


@pytest.mark.parametrize("victim", ["server", "database", "both"])
async def test_what_was_acknowledged_is_there_after_a_crash(demo_folder: Path, tmp_path: Path, victim: str) -> None:
    server = await Server(copy_folder(demo_folder, tmp_path / "data")).start()
    told = Acknowledged()
    anna = await server.enter("anna")
    answer, request = await server.ask(RECORDS, anna)
    records = [record["patientId"] for record in answer["data"]["viewer"]["records"]]
    told.read[uuid.UUID(request)] = len(records)

    stop = asyncio.Event()
    people = [asyncio.create_task(_read(server, anna, records[place], told, stop)) for place in (0, 1, 1, 2)]
    people += [asyncio.create_task(_come_and_go(server, login, told, stop)) for login in ("igor", "maria")]
    async with asyncio.timeout(120):
        while len(told.read) < 60 or len(told.signed_out) < 3:
            await asyncio.sleep(0.05)
    _kill(server, victim)
    stop.set()
    await asyncio.gather(*people)
    if victim == "database":
        answer, _ = await server.ask(WHO, anna)
        assert answer["errors"][0]["extensions"]["code"] == "UNAVAILABLE", "told as an outage, not as a denial"
        with Database(Settings(data_dir=server.folder)):
            assert await _answers_again(server, anna), "it goes on once the database is back"
        assert "Traceback" not in server.stop()
    await server.http.aclose()

    again = await Server(server.folder).start()
    try:
        for token in told.signed_in - told.leaving:
            assert (await again.ask(WHO, token))[0]["data"]["viewer"], "a session that was opened is open"
        for token in told.signed_out:
            assert (await again.ask(WHO, token))[0]["data"]["viewer"] is None, "one that was ended stays ended"
        answer, request = await again.ask(RECORD, anna, id=records[1])
        assert "errors" not in answer, "and the card that was opened is open"
        told.read[uuid.UUID(request)] = 1
        await _check_log(again.folder, told)
    finally:
        again.stop()
        await again.http.aclose()
    assert again.left() == []


async def _check_log(folder: Path, told: Acknowledged) -> None:
    """Every acknowledged read has its rows; the chain is whole, and whole again once everything is sealed."""
    settings = Settings(data_dir=folder, database_url=None)
    with Database(settings) as database:
        connection = await asyncpg.connect(**database.address.connect_arguments())
        try:
            logged = await connection.fetch("SELECT request_id, count(*) AS rows FROM access_log GROUP BY request_id")
            rows = {row["request_id"]: row["rows"] for row in logged}
            assert {request: rows.get(request, 0) for request in told.read} == told.read
            assert await connection.fetchval("SELECT count(*) FROM one_time_code") >= told.codes
            # The worker of the new server seals within ten seconds.
            for _ in range(100):
                verdict = await verify(connection, settings.key("audit"), settings.anchors)
                assert verdict.faults == []
                if not verdict.pending:
                    break
                await asyncio.sleep(0.1)
            assert verdict.pending == 0 and verdict.rows >= len(told.read)
        finally:
            await connection.close()


async def _answers_again(server: Server, token: str) -> bool:
    for _ in range(100):
        answer, _ = await server.ask(WHO, token)
        if answer["data"] is not None and answer["data"]["viewer"]:
            return True
        await asyncio.sleep(0.1)
    return False


def _kill(server: Server, victim: str) -> None:
    database = database_process(server.folder)
    assert database is not None and server.process is not None
    if victim in ("database", "both"):
        os.kill(database.pid, signal.SIGKILL)
    if victim in ("server", "both"):
        server.kill()


async def _read(server: Server, token: str, patient: str, told: Acknowledged, stop: asyncio.Event) -> None:
    with contextlib.suppress(httpx.TransportError):
        while not stop.is_set():
            answer, request = await server.ask(RECORD, token, id=patient)
            if "errors" not in answer:
                told.read[uuid.UUID(request)] = 1


async def _come_and_go(server: Server, login: str, told: Acknowledged, stop: asyncio.Event) -> None:
    with contextlib.suppress(httpx.TransportError, TypeError, KeyError):
        while not stop.is_set():
            token = await server.sign_in(login)
            told.signed_in.add(token)
            answer, _ = await server.ask("mutation { requestCardEntryCode { userErrors { code } } }", token)
            told.codes += answer["data"]["requestCardEntryCode"]["userErrors"] == []
            if len(told.signed_in) % 3:
                told.leaving.add(token)
                answer, _ = await server.ask("mutation { signOut { userErrors { code } } }", token)
                if answer["data"] is not None and answer["data"]["signOut"]["userErrors"] == []:
                    told.signed_out.add(token)
