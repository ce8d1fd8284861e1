"""Patience has an end: retries stop, a breaker spares a registry that is down, one key is one piece of work."""

import asyncio
from dataclasses import replace

import httpx
import pytest
from tenacity import RetryCallState

from backend.registries import client
from backend.registries.client import Pace
from backend.registries.simulator.scripts import Script, Step
from backend.registries.simulator.simulator import Simulator
from backend.registries.unavailable import RegistryUnavailable
from tests.registries.conftest import QUICK, registries_in
from tests.registries.fixed import Fixed, Reply, reply, told
from tests.registries.questions import KINDS, Kind, insurance, passport

GOOD = reply(told(passport(), status="VALID"))


@pytest.mark.parametrize(
    ("fault", "requests"),
    [
        (httpx.ConnectTimeout("x"), 4),
        (reply(b"", 500), 4),
        (reply(b"", 503), 4),
        (reply(b"", 599), 4),
        (reply(b"", 429), 4),
        (reply(b"", 429, retry_after="0"), 4),
        (reply(b"", 503, retry_after="1"), 1),
        (reply(b"", 429, retry_after="120"), 1),
        (reply(b"", 429, retry_after="Tue, 25 Nov 2025 12:00:00 GMT"), 1),
        (reply(b"", 429, retry_after="-1"), 1),
        (reply(b"", 400), 1),
        (reply(b"", 401), 1),
        (reply(b"", 422), 1),
        (reply(b"", 302, location="/"), 1),
        (reply(b"{}"), 1),
    ],
    ids=str,
)
async def test_only_what_got_no_answer_is_repeated_and_not_for_ever(fault: Reply | Exception, requests: int) -> None:
    """A registry that asks for more time than there is gets it: the job asks again later."""
    registry = Fixed([fault])
    with pytest.raises(RegistryUnavailable):
        await registry.registries(replace(QUICK, attempts=4)).passport.check("key", passport())
    assert len(registry.requests) == requests
    assert len({request.headers["idempotency-key"] for request in registry.requests}) == 1


async def test_waits_grow_at_random_to_a_bound_and_heed_the_registry() -> None:
    pace = Pace(first_wait=1.0, longest_wait=8.0)
    retrying = client._retrying(pace)

    def waits(attempt: int, after: float = 0.0) -> list[float]:
        state = RetryCallState(retrying, None, (), {})
        state.attempt_number = attempt
        state.set_exception((client._NoAnswer, client._NoAnswer(after), None))
        return [retrying.wait(state) for _ in range(300)]

    bounds = [1.0, 2.0, 4.0, 8.0, 8.0]
    for attempt, bound in enumerate(bounds, 1):
        found = waits(attempt)
        assert 0 <= min(found) < bound / 3 and bound * 2 / 3 < max(found) <= bound, "jitter, within a growing bound"
    assert min(waits(1, after=5.0)) == 5.0


async def test_a_registry_that_never_answers_is_given_up() -> None:
    """However slowly it sends, an attempt has one end."""

    class Dripping(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]
            while True:
                yield b" "
                await asyncio.sleep(0.01)

    registry = Fixed([])
    registry._replies = [(200, b"", {})]

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            registry.requests.append(request)
            return httpx.Response(200, stream=Dripping())

    registries = registry.registries(replace(QUICK, attempt_seconds=0.1, attempts=2))
    registries.use(Transport())
    with pytest.raises(RegistryUnavailable):
        await registries.passport.check("key", passport())
    assert len(registry.requests) == 2


async def test_the_breaker_opens_for_its_registry_alone_and_closes_again(simulator: Simulator) -> None:
    """Retries count, so the fourth attempt is the last one that is sent."""
    pace = replace(QUICK, failures=4, cooldown=0.2)
    registries = registries_in(simulator, pace)
    simulator.script(Script(registry="passport", steps=[Step(behaviour="outage", times=4)]))
    for _ in range(5):
        with pytest.raises(RegistryUnavailable):
            await registries.passport.check("key", passport())
    assert simulator.asked()["passport"]["key"] == {"requests": 4, "worked": 0}, "an open breaker lets nothing through"
    assert (await registries.insurance.check("key", insurance())).status == "VALID"
    for _ in range(200):
        await asyncio.sleep(0.05)
        try:
            answer = await registries.passport.check("key", passport())
        except RegistryUnavailable:
            continue
        break
    assert answer.status == "VALID"
    assert simulator.asked()["passport"]["key"] == {"requests": 5, "worked": 1}


async def test_a_probe_that_fails_opens_the_breaker_again(simulator: Simulator) -> None:
    registries = registries_in(simulator, replace(QUICK, attempts=1, failures=2, cooldown=0.2))
    simulator.script(Script(registry="passport", steps=[Step(behaviour="outage", times=3)]))
    for _ in range(400):
        with pytest.raises(RegistryUnavailable):
            await registries.passport.check("key", passport())
        if simulator.asked()["passport"]["key"]["requests"] == 3:
            break
        await asyncio.sleep(0.05)
    for _ in range(5):
        with pytest.raises(RegistryUnavailable):
            await registries.passport.check("key", passport())
    assert simulator.asked()["passport"]["key"]["requests"] == 3


async def test_what_was_answered_badly_does_not_open_the_breaker() -> None:
    """One person whose answer is unreadable must not close the registry to all others."""
    registry = Fixed([*[reply(b"{}")] * 5, *[reply(b"", 422)] * 5, GOOD])
    registries = registry.registries(replace(QUICK, failures=2))
    for _ in range(10):
        with pytest.raises(RegistryUnavailable):
            await registries.passport.check("key", passport())
    assert (await registries.passport.check("key", passport())).status == "VALID"


async def test_a_question_that_was_cancelled_leaves_the_registry_usable(simulator: Simulator) -> None:
    registries = registries_in(simulator)
    simulator.script(Script(registry="passport", steps=[Step(behaviour="slow", seconds=600)]))
    asking = asyncio.create_task(registries.passport.check("key", passport()))
    while not simulator.asked()["passport"]:
        await asyncio.sleep(0.01)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert (await registries.passport.check("key", passport())).status == "VALID"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_one_key_is_one_piece_of_work_however_often_and_at_once_it_is_asked(
    simulator: Simulator, kind: Kind
) -> None:
    registries = registries_in(simulator)
    check = kind.check(registries)
    answers = await asyncio.gather(*(check("key", kind.question()) for _ in range(20)))
    assert answers == [answers[0]] * 20, "the same answer, to the moment"
    # A changed mind of the registry reaches new keys alone.
    simulator.script(Script(registry=kind.name, steps=[Step(behaviour=kind.negative)]))
    assert await check("key", kind.question()) == answers[0]
    assert (await check("another", kind.question())).status == kind.negative
    assert simulator.asked()[kind.name] == {
        "key": {"requests": 21, "worked": 1},
        "another": {"requests": 1, "worked": 1},
    }


async def test_a_key_used_for_another_question_is_no_answer(simulator: Simulator) -> None:
    registries = registries_in(simulator)
    await registries.passport.check("key", passport())
    with pytest.raises(RegistryUnavailable):
        await registries.passport.check("key", passport("4511 123456"))


@pytest.mark.parametrize("key", ["", "ключ", "a b", "a\nb: c", "x" * 256])
async def test_a_key_is_visible_ascii(simulator: Simulator, key: str) -> None:
    with pytest.raises(ValueError, match="idempotency key"):
        await registries_in(simulator).passport.check(key, passport())
    assert simulator.asked()["passport"] == {}
