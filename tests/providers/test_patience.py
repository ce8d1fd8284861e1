"""A provider that is slow, broken or huge is an outage: what reads is asked again, a code goes there once (ACC-10)."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from backend.registries import identity_provider
from tests.providers.browser import Browser
from tests.providers.hostile import Hostile

UNAVAILABLE = "/sign-in?error=UNAVAILABLE"


async def _slow() -> Response:
    await asyncio.sleep(2)
    return JSONResponse({})


async def _dripping() -> Response:
    async def drops() -> object:
        for _ in range(100):
            yield b" "
            await asyncio.sleep(0.05)

    return StreamingResponse(drops(), media_type="application/json")  # type: ignore[arg-type]


async def _huge() -> Response:
    return Response(b'{"keys": "' + b"x" * identity_provider.LARGEST_ANSWER + b'"}', media_type="application/json")


async def _elsewhere() -> Response:
    return RedirectResponse("http://127.0.0.1:9/", 307)


async def _no_json() -> Response:
    return Response("<html>maintenance</html>")


async def _a_list() -> Response:
    return JSONResponse([])


async def _failing() -> Response:
    return Response(status_code=502)


BROKEN = (_slow, _dripping, _huge, _elsewhere, _no_json, _a_list, _failing)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity_provider, "SECONDS", 0.2)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda answer: answer.__name__)
@pytest.mark.parametrize("endpoint", ["jwks", "token"])
async def test_what_cannot_be_read_is_an_outage_and_no_refusal(
    browser: Browser,
    hostile: Hostile,
    impatient: None,
    endpoint: str,
    broken: Callable[[], Awaitable[Response]],
) -> None:
    hostile.instead[endpoint] = [broken] * 2
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == UNAVAILABLE
    assert hostile.asked.count("token") == 1
    assert await browser.who() is None
    hostile.instead.clear()
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"


@pytest.mark.parametrize("endpoint", ["discovery", "jwks"])
async def test_what_only_reads_is_asked_again(browser: Browser, hostile: Hostile, endpoint: str) -> None:
    hostile.instead[endpoint] = [_failing]
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"
    assert hostile.asked.count(endpoint) == 2


async def test_what_a_provider_says_of_itself_is_kept_for_minutes(browser: Browser, hostile: Hostile) -> None:
    for _ in range(3):
        assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"
    assert [hostile.asked.count(name) for name in ("discovery", "jwks", "token")] == [1, 1, 3]


async def test_unknown_keys_do_not_make_the_service_hammer_a_provider(browser: Browser, hostile: Hostile) -> None:
    hostile.header["kid"] = "unknown"
    for _ in range(4):
        await browser.back(hostile.back(await browser.leave("hostile")))
    assert hostile.asked.count("jwks") == 1
