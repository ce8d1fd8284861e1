"""Sign-in through real providers over HTTP: one on the allow-list, as the state's portal, and one on none (ACC-02, ACC-15)."""

from urllib.parse import urlsplit

import httpx
import pytest

from tests.client import Site
from tests.providers.browser import Browser, asked
from tests.providers.conftest import Portal
from tests.providers.people import account_of, known_person, new_snils, vouches

LIST = "{ signInProviders { name title confirmsIdentity } }"


async def test_the_sign_in_page_lists_providers_to_anybody(browser: Browser) -> None:
    assert (await browser.ask(LIST))["data"]["signInProviders"] == [
        {"name": "portal", "title": "Portal", "confirmsIdentity": True},
        {"name": "mail", "title": "Mail", "confirmsIdentity": False},
        {"name": "hostile", "title": "Hostile", "confirmsIdentity": True},
    ]


async def test_the_states_portal_opens_ones_own_record(site: Site, browser: Browser, portal: Portal) -> None:
    snils = new_snils()
    await known_person(site, snils)
    await portal.knows("nina", **vouches(snils))
    assert await browser.back(await portal.agree(await browser.leave("portal"), "nina")) == "/"
    who = await browser.who()
    assert who["account"]["level"] == "FULL"
    assert [record["displayName"] for record in who["records"]] == ["Нина Заречная"]
    again = Browser(site)
    assert await again.back(await portal.agree(await again.leave("portal"), "nina")) == "/"
    assert (await again.who())["account"] == who["account"]


async def test_what_a_provider_on_no_list_says_binds_nobody(site: Site, browser: Browser, mail: Portal) -> None:
    snils = new_snils()
    await known_person(site, snils)
    await mail.knows("nina@mail.example", **vouches(snils))
    assert await browser.back(await mail.agree(await browser.leave("mail"), "nina@mail.example")) == "/"
    account = await account_of(site, "nina@mail.example")
    assert (account["person_id"], account["level"], account["email"]) == (None, "BASIC", None)
    assert (await browser.who())["records"] == []


async def test_the_request_is_that_of_the_standard(site: Site, browser: Browser, portal: Portal) -> None:
    url = await browser.leave("portal")
    given = asked(url)
    assert url.startswith(f"{portal.issuer}/oauth2/authorize?")
    assert given["response_type"] == "code" and given["code_challenge_method"] == "S256"
    assert given["redirect_uri"] == f"{site.settings.origin}/sign-in/provider/portal"
    assert given["scope"].split() == ["openid", "profile"]
    assert set(given) == {
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }


async def test_who_says_no_at_the_provider_is_not_signed_in(browser: Browser, portal: Portal) -> None:
    denied = await portal.deny(await browser.leave("portal"))
    if "state" not in asked(denied):
        # The provider leaves it out; a real one sends it back (RFC 6749, 4.1.2.1).
        denied += f"&state={asked(await browser.leave('portal'))['state']}"
    assert await browser.back(denied) == "/sign-in?error=PROVIDER_CANCELLED"
    assert await browser.who() is None


async def test_a_code_counts_once_at_the_provider_too(site: Site, browser: Browser, portal: Portal) -> None:
    """A code that was used, put into a sign-in of the attacker's own."""
    url = await portal.agree(await browser.leave("portal"), "victim")
    assert await browser.back(url) == "/"
    attacker = Browser(site)
    own = await portal.agree(await attacker.leave("portal"), "attacker")
    replayed = own.replace(asked(own)["code"], asked(url)["code"])
    assert await attacker.back(replayed) == "/sign-in?error=PROVIDER_REFUSED"


async def test_a_code_of_another_sign_in_has_another_nonce(site: Site, portal: Portal) -> None:
    """This provider asks for no verifier: the nonce alone keeps a stolen code from being put in."""
    victim, attacker = Browser(site), Browser(site)
    stolen = asked(await portal.agree(await victim.leave("portal"), "victim"))["code"]
    own = await portal.agree(await attacker.leave("portal"), "attacker")
    assert await attacker.back(own.replace(asked(own)["code"], stolen)) == "/sign-in?error=PROVIDER_REFUSED"


async def test_nothing_of_the_sign_in_is_in_the_log(
    site: Site, browser: Browser, portal: Portal, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    snils = new_snils()
    await portal.knows("quiet", **vouches(snils))
    capfd.readouterr()
    left = await browser.leave("portal")
    url = await portal.agree(left, "quiet")
    await browser.back(url)
    printed = capfd.readouterr()
    # The provider runs in this process and says what it is asked: only our own lines are ours.
    ours = [record.getMessage() for record in caplog.records if "werkzeug" not in record.name]
    ours += [line for line in (printed.out + printed.err).splitlines() if "/oauth2/" not in line]
    for secret in (asked(url)["code"], asked(url)["state"], asked(left)["nonce"], snils, "Заречная"):
        assert not any(secret in line for line in ours)


async def test_a_provider_that_is_away_is_told_as_an_outage(site: Site, browser: Browser) -> None:
    provider = site.registries.providers["portal"]
    port = urlsplit(provider.issuer).port

    def refuse(request: httpx.Request) -> httpx.Response:
        assert request.url.port == port
        raise httpx.ConnectError("refused")

    provider.use(httpx.MockTransport(refuse))
    try:
        assert (await browser.start("portal"))["userErrors"] == [{"code": "UNAVAILABLE"}]
    finally:
        provider.use(httpx.AsyncHTTPTransport())
    assert await browser.leave("portal")


MEANS = "query($code: String!) { providerRefusal(code: $code) { code message } }"


@pytest.mark.parametrize(
    ("code", "told"),
    [("PROVIDER_CANCELLED", "PROVIDER_CANCELLED"), ("NO_SUCH_CODE", "SIGN_IN_EXPIRED"), ("", "SIGN_IN_EXPIRED")],
)
async def test_the_page_that_a_refusal_leads_to_says_what_it_means(browser: Browser, code: str, told: str) -> None:
    answer = (await browser.ask(MEANS, code=code))["data"]["providerRefusal"]
    assert answer["code"] == told
    assert answer["message"].endswith((".", "…"))
