"""The simulator is told what to say over HTTP, says what it was asked, and forgets."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from backend.registries.registries import Registries
from backend.registries.simulator.simulator import Simulator
from backend.registries.unavailable import RegistryUnavailable
from tests.registries.conftest import ADDRESS, registries_in
from tests.registries.questions import insurance, passport
from tests.registries.test_wire import PARENT

KEY = {"Idempotency-Key": "key"}
QUESTION = passport().model_dump(mode="json")


@pytest_asyncio.fixture
async def http(simulator: Simulator) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(simulator.app), base_url=ADDRESS) as client:
        yield client


async def test_facts_and_scripts_are_told_over_http_and_forgotten(
    http: httpx.AsyncClient, registries: Registries
) -> None:
    facts = {"passports": [{**PARENT, "number": "4511 123450", "pending": 1}]}
    assert (await http.post("/simulator/facts", json=facts)).status_code == 204
    steps = [{"behaviour": "outage", "times": 3}, {"behaviour": "INVALID"}]
    assert (await http.post("/simulator/scripts", json={"registry": "passport", "steps": steps})).status_code == 204
    with pytest.raises(RegistryUnavailable):
        await registries.passport.check("1", passport("4511 123450"))
    assert (await registries.passport.check("1", passport("4511 123450"))).status == "INVALID"
    found = [(await registries.passport.check("2", passport("4511 123450"))).status for _ in range(2)]
    assert found == ["PENDING", "VALID"]
    assert (await http.get("/simulator/asked")).json()["passport"] == {
        "1": {"requests": 4, "worked": 1},
        "2": {"requests": 2, "worked": 1},
    }
    assert (await http.delete("/simulator/facts")).status_code == 204
    assert (await registries.passport.check("3", passport("4511 123450"))).status == "INVALID"
    await http.post("/simulator/scripts", json={"registry": "passport", "steps": steps})
    assert (await http.delete("/simulator/scripts")).status_code == 204
    assert (await registries.passport.check("4", passport())).status == "VALID"
    assert (await http.delete("/simulator")).status_code == 204
    assert set(map(str, (await http.get("/simulator/asked")).json().values())) == {"{}"}


async def test_a_scripted_answer_may_say_more_and_may_wait(http: httpx.AsyncClient, registries: Registries) -> None:
    details = {"region": "50", "insurer": "СМО «Нева»"}
    await http.post(
        "/simulator/scripts",
        json={"registry": "insurance", "steps": [{"behaviour": "VALID", "details": details, "seconds": 0.01}]},
    )
    answer = await registries.insurance.check("key", insurance())
    assert (answer.status, answer.region, answer.insurer) == ("VALID", "50", "СМО «Нева»")
    steps = [{"behaviour": "PENDING", "times": 2}, {"behaviour": "INVALID"}, {"behaviour": "INVALID"}]
    await http.post("/simulator/scripts", json={"registry": "passport", "steps": steps})
    found = [(await registries.passport.check("key", passport())).status for _ in range(4)]
    assert found == ["PENDING", "PENDING", "INVALID", "INVALID"]
    assert (await registries.passport.check("next", passport())).status == "INVALID", "a step waits for a new key"


async def test_messages_are_listed_by_whom_they_went_to(http: httpx.AsyncClient, registries: Registries) -> None:
    await registries.sms.send("+79000000001", "код 123456")
    await registries.email.send("darya@example.org", "Тема", "текст")
    sms = (await http.get("/simulator/messages", params={"to": "+79000000001"})).json()
    email = (await http.get("/simulator/messages", params={"to": "darya@example.org"})).json()
    assert [(one["text"], one["subject"]) for one in sms + email] == [("код 123456", None), ("текст", "Тема")]
    assert (await http.get("/simulator/messages")).json() == []
    await http.delete("/simulator")
    assert (await http.get("/simulator/messages", params={"to": "+79000000001"})).json() == []


REFUSED: list[tuple[str, Any, dict[str, str], int]] = [
    ("/passport/checks", QUESTION, {}, 400),
    ("/passport/checks", QUESTION, {"Idempotency-Key": "x" * 256}, 400),
    ("/passport/checks", {**QUESTION, "number": "4511123455"}, KEY, 400),
    ("/passport/checks", {**QUESTION, "more": 1}, KEY, 400),
    ("/passport/checks", [QUESTION], KEY, 400),
    ("/passport/checks", b"{", {**KEY, "Content-Type": "application/json"}, 400),
    ("/passport/checks", b"[" * 60_000, {**KEY, "Content-Type": "application/json"}, 400),
    ("/passport/checks", b"{}", {**KEY, "Content-Type": "text/plain"}, 415),
    ("/passport/checks", b" " * 70_000, {**KEY, "Content-Type": "application/json"}, 413),
    ("/sms/messages", {"phone": "89000000001", "text": "код"}, KEY, 400),
    ("/email/messages", {"address": "a@b", "subject": "a\nb", "text": "код"}, KEY, 400),
    ("/simulator/facts", {"passports": [{"number": "1"}]}, {}, 400),
    ("/simulator/facts", {"people": []}, {}, 400),
    ("/simulator/facts", b"{}", {"Content-Type": "text/plain"}, 415),
    ("/simulator/scripts", {"registry": "tax", "steps": [{"behaviour": "outage"}]}, {}, 400),
    ("/simulator/scripts", {"registry": "passport", "steps": [{"behaviour": "MATCH"}]}, {}, 400),
    ("/simulator/scripts", {"registry": "sms", "steps": [{"behaviour": "other_subject"}]}, {}, 400),
    ("/simulator/scripts", {"registry": "sms", "steps": []}, {}, 400),
    ("/simulator/scripts", {"registry": "sms", "steps": [{"behaviour": "slow", "seconds": -1}]}, {}, 400),
]


@pytest.mark.parametrize(("path", "body", "headers", "status"), REFUSED)
async def test_what_it_does_not_understand_is_refused_with_a_reason(
    http: httpx.AsyncClient, simulator: Simulator, path: str, body: Any, headers: dict[str, str], status: int
) -> None:
    sent = {"content": body} if isinstance(body, bytes) else {"json": body}
    found = await http.post(path, headers=headers, **sent)
    assert found.status_code == status and found.json()["error"]
    assert not any(simulator.asked().values())


async def test_a_key_is_bound_to_its_question(http: httpx.AsyncClient) -> None:
    assert (await http.post("/passport/checks", json=QUESTION, headers=KEY)).status_code == 200
    other = {**QUESTION, "number": "4511 123456"}
    assert (await http.post("/passport/checks", json=other, headers=KEY)).status_code == 422


@pytest.mark.parametrize(("given", "taken"), [("right", True), ("wrong", False), (None, False)])
async def test_an_api_key_is_asked_for_where_there_is_one(given: str | None, taken: bool) -> None:
    simulator = Simulator(api_key="right")
    registries = registries_in(simulator, api_key=given)
    if taken:
        assert (await registries.passport.check("key", passport())).status == "VALID"
        await registries.sms.send("+79000000001", "код")
    else:
        with pytest.raises(RegistryUnavailable):
            await registries.passport.check("key", passport())
        with pytest.raises(RegistryUnavailable):
            await registries.sms.send("+79000000001", "код")
        assert not any(simulator.asked().values())


async def test_it_tells_its_conventions(http: httpx.AsyncClient) -> None:
    page = await http.get("/simulator")
    assert page.headers["content-type"].startswith("text/plain")
    for word in ("passport/checks", "PENDING twice", "POST /simulator/facts", "drop_connection", "777"):
        assert word in page.text
