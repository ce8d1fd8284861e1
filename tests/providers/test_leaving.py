"""Nobody makes the service keep sign-ins without end: who leaves and does not come back counts like a wrong password."""

from backend.services.throttling import FAILURES_PER_ADDRESS
from tests.client import Site
from tests.providers.browser import Browser
from tests.providers.hostile import Hostile
from tests.providers.people import arrive, new_snils, vouches


async def _codes(browser: Browser) -> list[str]:
    return [error["code"] for error in (await browser.start("hostile"))["userErrors"]]


async def test_an_address_leaves_so_often_and_no_more(site: Site, browser: Browser, hostile: Hostile) -> None:
    for _ in range(FAILURES_PER_ADDRESS):
        assert await _codes(browser) == []
    assert await _codes(Browser(site)) == ["RATE_LIMITED"]
    assert await site.database.fetchval("SELECT count(*) FROM provider_sign_in") == FAILURES_PER_ADDRESS


async def test_who_comes_back_signed_in_counts_for_nothing(site: Site, hostile: Hostile) -> None:
    claims = vouches(new_snils())
    for _ in range(3):
        assert await arrive(Browser(site), hostile, "comes back", **claims) == "/"
    assert await site.database.fetchval("SELECT count(*) FROM sign_in_attempt WHERE NOT succeeded") == 0
