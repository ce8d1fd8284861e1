"""What goes over the wire, to the letter, and what only a socket shows."""

import asyncio
import json
import re
import socket
from dataclasses import replace

import httpx
import pytest

from backend.registries.simulator.scripts import Script, Step
from backend.registries.unavailable import RegistryUnavailable
from tests.nest import ROOT
from tests.registries.conftest import QUICK, Live, registries_at
from tests.registries.fixed import Fixed, reply
from tests.registries.questions import KINDS, Kind

PARENT = {"family_name": "Берёзкина", "given_name": "Дарья", "patronymic": "Львовна", "birth_date": "1988-03-14"}
CHILD = {
    "family_name": "Берёзкин",
    "given_name": "Яков",
    "patronymic": "Ильич",
    "birth_date": "2019-06-01",
    "sex": "MALE",
}
TIME = {"organization": "1027700005178", "slot": "20251127-0900-49-0"}
# Registry, its path, its question and a whole answer, as docs/registries.md has them.
WIRE = {
    "passport": (
        "/passport/checks",
        {**PARENT, "number": "4511 123455", "issued_on": "2008-04-02", "department_code": "770-099"},
        {"status": "VALID"},
    ),
    "insurance": (
        "/insurance/checks",
        {**PARENT, "number": "7755410837012346"},
        {
            "status": "VALID",
            "region": "77",
            "insurer": "СМО «Забота»",
            "insurer_ogrn": "1027700000151",
            "valid_from": "2011-05-01",
            "valid_until": "2025-12-31",
        },
    ),
    "civil_acts": (
        "/civil-acts/checks",
        {"certificate": "IV-МЮ 123456", "child": CHILD, "parent": PARENT},
        {"status": "MATCH", "act_record_number": "119977000012345600007", "issued_on": "2019-06-20"},
    ),
    "guardianship": (
        "/guardianship/checks",
        {"ward": {**CHILD, "document_number": "IV-МЮ 123456"}, "guardian": PARENT},
        {
            "status": "MATCH",
            "kind": "GUARDIAN",
            "decree_number": "Р-77/2024",
            "starts_on": "2024-02-03",
            "ends_on": "2026-02-03",
        },
    ),
    "free_times": (
        "/schedule/free",
        {"organization": "1027700005178"},
        {
            "status": "FOUND",
            "times": [
                {
                    "slot": "20251127-0900-49-0",
                    "starts_at": "2025-11-27T09:00:00+03:00",
                    "ends_at": "2025-11-27T09:20:00+03:00",
                    "specialty": "Педиатрия",
                    "specialty_code": "49",
                    "doctor": "Петрова А. С.",
                }
            ],
        },
    ),
    "booking": ("/schedule/bookings", {**PARENT, **TIME}, {"status": "BOOKED", "booking": "З-117"}),
    "cancellation": ("/schedule/cancellations", {**PARENT, **TIME}, {"status": "CANCELLED", "slot": TIME["slot"]}),
}
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def test_the_documentation_shows_the_same_words() -> None:
    text = (ROOT / "docs" / "registries.md").read_text(encoding="utf-8")
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    assert shown == [body for _, question, answer in WIRE.values() for body in (question, answer)]
    assert re.findall(r"^## .*`POST (.*)`$", text, re.MULTILINE) == [path for path, *_ in WIRE.values()]


@EACH_KIND
async def test_question_and_answer_are_these_words(kind: Kind) -> None:
    path, question, fields = WIRE[kind.name]
    registry = Fixed([reply({"subject": question, "answered_at": "2025-11-25T12:00:00+03:00", **fields})])
    registries = registry.registries()
    answer = await kind.check(registries)("key-1", kind.question())
    request = registry.requests[0]
    assert (request.method, str(request.url)) == ("POST", f"http://simulator.test{path}")
    assert request.headers["idempotency-key"] == "key-1" and request.headers["content-type"] == "application/json"
    assert json.loads(request.content) == question
    told = answer.model_dump(mode="json", include=set(fields))
    assert told == fields


@EACH_KIND
async def test_the_simulator_speaks_the_same_over_a_socket(live: Live, kind: Kind) -> None:
    path, question, _ = WIRE[kind.name]
    async with httpx.AsyncClient(base_url=live.url) as http:
        found = await http.post(path, json=question, headers={"Idempotency-Key": "raw"})
    assert found.status_code == 200 and found.json()["subject"] == question
    registries = registries_at(live.url)
    assert (await kind.check(registries)("key", kind.question(kind.number("5")))).status == kind.positive
    await registries.close()


@EACH_KIND
async def test_a_slow_registry_is_unavailable_and_works_once(live: Live, kind: Kind) -> None:
    """The work is done although nobody waits for it any more; the next attempt under the key finds it."""
    registries = registries_at(live.url, replace(QUICK, attempt_seconds=0.3, attempts=2))
    live.simulator.script(Script(registry=kind.name, steps=[Step(behaviour="slow", seconds=600, times=2)]))
    with pytest.raises(RegistryUnavailable):
        await kind.check(registries)("key", kind.question())
    patient = registries_at(live.url)
    assert (await kind.check(patient)("key", kind.question())).status == kind.positive
    assert live.simulator.asked()[kind.name]["key"] == {"requests": 3, "worked": 1}
    await registries.close()
    await patient.close()


@EACH_KIND
async def test_a_dropped_connection_is_made_good_and_works_once(live: Live, kind: Kind) -> None:
    registries = registries_at(live.url)
    live.simulator.script(Script(registry=kind.name, steps=[Step(behaviour="drop_connection", times=2)]))
    assert (await kind.check(registries)("key", kind.question())).status == kind.positive
    assert live.simulator.asked()[kind.name]["key"] == {"requests": 3, "worked": 1}
    await registries.close()


async def test_connections_that_always_drop_are_unavailable(live: Live) -> None:
    registries = registries_at(live.url)
    live.simulator.script(Script(registry="sms", steps=[Step(behaviour="drop_connection", times=3)]))
    with pytest.raises(RegistryUnavailable):
        await registries.sms.send("+79000000001", "код", "key")
    await registries.sms.send("+79000000001", "код", "key")
    assert len(live.simulator.sent_to("+79000000001")) == 1
    await registries.close()


@EACH_KIND
async def test_an_endless_answer_is_not_read_to_its_end(live: Live, kind: Kind) -> None:
    registries = registries_at(live.url)
    live.simulator.script(Script(registry=kind.name, steps=[Step(behaviour="huge")]))
    with pytest.raises(RegistryUnavailable):
        await kind.check(registries)("key", kind.question())
    assert (await kind.check(registries)("key", kind.question())).status == kind.positive
    await registries.close()


@pytest.mark.parametrize("answer", [b"", b"\x16\x03\x01 not HTTP", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{"])
async def test_whatever_listens_there_instead_is_unavailable(answer: bytes) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    registries = registries_at(url)
    with pytest.raises(RegistryUnavailable):
        await KINDS[0].check(registries)("key", KINDS[0].question())
    server.close()
    await registries.close()


async def test_a_registry_nobody_serves_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    registries = registries_at(f"http://127.0.0.1:{port}")
    with pytest.raises(RegistryUnavailable):
        await KINDS[0].check(registries)("key", KINDS[0].question())
    await registries.close()
