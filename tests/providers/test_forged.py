"""What comes back from a provider proves a person or nothing: every forged, stolen and repeated answer signs nobody in (ACC-15)."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.client import Site
from tests.providers.browser import Browser, asked
from tests.providers.hostile import ISSUER, Hostile, encoded

NOW = int(time.time())
STRANGER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
REFUSED = "/sign-in?error=PROVIDER_REFUSED"
EXPIRED = "/sign-in?error=SIGN_IN_EXPIRED"


def _unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    return f"{encoded(orjson.dumps({'alg': 'none'}))}.{encoded(orjson.dumps(claims))}."


def _without_signature(header: dict[str, Any], claims: dict[str, Any]) -> str:
    return f"{encoded(orjson.dumps(header))}.{encoded(orjson.dumps(claims))}."


def _by_stranger(header: dict[str, Any], claims: dict[str, Any]) -> str:
    return jwt.encode(header, claims, STRANGER)


def _by_own_key(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """The key is in the token itself."""
    return jwt.encode({**header, "jwk": STRANGER.as_dict(private=False)}, claims, STRANGER)


def _by_client_secret(header: dict[str, Any], claims: dict[str, Any]) -> str:
    key = OctKey.import_key("kept between the two and long enough")
    return jwt.encode({**header, "alg": "HS256"}, claims, key)


FORGERIES: dict[str, Callable[[Hostile], None]] = {
    "unsigned": lambda h: setattr(h, "sign", _unsigned),
    "signature cut off": lambda h: setattr(h, "sign", _without_signature),
    "signed by a stranger under the same key id": lambda h: setattr(h, "sign", _by_stranger),
    "signed by a key that it brings along": lambda h: setattr(h, "sign", _by_own_key),
    "signed by a shared secret": lambda h: setattr(h, "sign", _by_client_secret),
    "a key id that the provider has not": lambda h: h.header.update(kid="two"),
    "no token at all": lambda h: setattr(h, "sign", lambda *_: "x.y"),
    "of another issuer": lambda h: h.claims.update(iss="https://other.example"),
    "of an issuer that begins alike": lambda h: h.claims.update(iss=f"{ISSUER}/"),
    "for another client": lambda h: h.claims.update(aud="another"),
    "for several clients and nobody named": lambda h: h.claims.update(aud=["medcard", "another"]),
    "for several clients, another named": lambda h: h.claims.update(aud=["medcard", "another"], azp="another"),
    "for this client, another named": lambda h: h.claims.update(azp="another"),
    "without audience": lambda h: h.claims.update(aud=None),
    "expired": lambda h: h.claims.update(exp=NOW - 3600, iat=NOW - 7200),
    "without an end": lambda h: h.claims.update(exp=None),
    "from the future": lambda h: h.claims.update(iat=NOW + 7200, exp=NOW + 9000),
    "not valid yet": lambda h: h.claims.update(nbf=NOW + 3600),
    "with another nonce": lambda h: h.claims.update(nonce="another"),
    "with an empty nonce": lambda h: h.claims.update(nonce=""),
    "without nonce": lambda h: h.claims.update(nonce=None),
    "without subject": lambda h: h.claims.update(sub=None),
    "with an empty subject": lambda h: h.claims.update(sub=""),
    "with a subject that is no text": lambda h: h.claims.update(sub=["someone"]),
    "beside another access token": lambda h: h.claims.update(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_token_signs_nobody_in(browser: Browser, hostile: Hostile, forgery: str) -> None:
    FORGERIES[forgery](hostile)
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == REFUSED
    assert await browser.who() is None
    assert await browser.site.database.fetchval("SELECT count(*) FROM session") == 0


async def test_the_honest_token_of_the_same_provider_signs_in(browser: Browser, hostile: Hostile) -> None:
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"
    assert (await browser.who())["account"]["level"] == "BASIC"


@pytest.mark.parametrize(
    "claims", [{"aud": ["medcard"]}, {"aud": ["medcard", "another"], "azp": "medcard"}, {"azp": "medcard"}]
)
async def test_an_audience_may_be_a_list_that_names_this_client(
    browser: Browser, hostile: Hostile, claims: dict[str, Any]
) -> None:
    hostile.claims.update(claims)
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"


async def test_a_provider_may_change_its_keys(browser: Browser, hostile: Hostile) -> None:
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"
    hostile.key = RSAKey.generate_key(2048, {"kid": "next", "use": "sig"})
    hostile.header["kid"] = "next"
    browser.site.clock.shift = dt.timedelta(seconds=30)
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"


async def test_a_token_without_key_id_counts_only_where_there_is_one_key(browser: Browser, hostile: Hostile) -> None:
    hostile.header["kid"] = ""
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"
    hostile.published = [hostile.key, RSAKey.generate_key(2048, {"kid": "two"})]
    browser.site.clock.shift = dt.timedelta(minutes=11)
    hostile.claims["exp"] = NOW + 3600
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == REFUSED


async def test_state_nonce_and_challenge_are_new_each_time_and_secret(browser: Browser, hostile: Hostile) -> None:
    urls = [await browser.leave("hostile") for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        values = {asked(url)[name] for url in urls}
        assert len(values) == 2 and all(len(value) >= 43 for value in values)
    assert {asked(url)["code_challenge_method"] for url in urls} == {"S256"}
    kept = str([dict(row) for row in await browser.site.database.fetch("SELECT * FROM provider_sign_in")])
    for url in urls:
        assert asked(url)["state"] not in kept and asked(url)["nonce"] not in kept
    for value, attributes in browser.cookies.values():
        assert value not in kept and value not in urls[-1]
        assert "HttpOnly" in attributes and "SameSite=Lax" in attributes and "Max-Age=600" in attributes


async def test_a_code_that_is_put_in_for_another_is_worth_nothing_without_its_verifier(
    site: Site, hostile: Hostile
) -> None:
    """Code injection: the attacker's browser gets the victim's code."""
    victim, attacker = Browser(site), Browser(site)
    stolen = asked(hostile.back(await victim.leave("hostile")))["code"]
    own = hostile.back(await attacker.leave("hostile"))
    swapped = own.replace(asked(own)["code"], stolen)
    assert await attacker.back(swapped) == REFUSED
    assert await attacker.who() is None


async def test_an_answer_counts_in_the_browser_that_left_alone(site: Site, hostile: Hostile) -> None:
    """Login CSRF: nobody is signed in to an account that somebody else chose."""
    attacker, victim = Browser(site), Browser(site)
    url = hostile.back(await attacker.leave("hostile"))
    assert await victim.back(url) == EXPIRED
    await victim.leave("hostile")
    assert await victim.back(url) == EXPIRED
    assert await victim.who() is None
    assert await attacker.back(url) == "/", "what did not count used nothing up"


async def test_a_state_that_was_never_given_out_is_refused(browser: Browser, hostile: Hostile) -> None:
    """State fixation, and guesses."""
    url = hostile.back(await browser.leave("hostile"))
    state = asked(url)["state"]
    for other in ("A" * 43, "", state[:-1], state + "A", state.swapcase(), "' OR 1=1 --", "%00", "я"):
        assert await browser.back(url.replace(state, other)) == EXPIRED
    assert await browser.back(url) == "/"


async def test_a_cookie_that_was_brought_along_is_never_taken_on(browser: Browser, hostile: Hostile) -> None:
    browser.cookies["medcard-provider"] = ("A" * 43, "")
    url = hostile.back(await browser.leave("hostile"))
    assert browser.cookies["medcard-provider"][0] != "A" * 43
    assert await browser.back(url) == "/"
    assert "medcard-provider" not in browser.cookies


async def test_an_answer_counts_once_even_at_the_same_moment(browser: Browser, hostile: Hostile) -> None:
    url = hostile.back(await browser.leave("hostile"))
    cookies = dict(browser.cookies)
    twins = [Browser(browser.site, dict(cookies)) for _ in range(4)]
    went = await asyncio.gather(*(twin.back(url) for twin in twins))
    assert sorted(went) == ["/", EXPIRED, EXPIRED, EXPIRED]
    again = Browser(browser.site, dict(cookies))
    assert await again.back(url) == EXPIRED
    assert len(hostile.seen) == 1, "a code goes to the provider once"


async def test_ten_minutes_are_the_most(browser: Browser, hostile: Hostile) -> None:
    url = hostile.back(await browser.leave("hostile"))
    browser.site.clock.shift = dt.timedelta(minutes=10, seconds=1)
    assert await browser.back(url) == EXPIRED


async def test_one_providers_answer_does_not_reach_another(browser: Browser, hostile: Hostile) -> None:
    """Mix-up: each has an address of its own, and an answer may name who gives it (RFC 9207)."""
    url = hostile.back(await browser.leave("hostile"))
    assert await browser.back(url.replace("/provider/hostile", "/provider/mail")) == EXPIRED
    assert await browser.back(url.replace("/provider/hostile", "/provider/unknown")) == EXPIRED
    for issuer, where in ((ISSUER, "/"), ("https://other.example", REFUSED), (f"{ISSUER}/", REFUSED), ("", REFUSED)):
        assert await browser.back(hostile.back(await browser.leave("hostile"), iss=issuer)) == where
    assert len(hostile.seen) == 1, "the code of a foreign answer is given to nobody"


async def test_a_provider_that_promises_its_name_has_to_say_it(browser: Browser, hostile: Hostile) -> None:
    hostile.metadata["authorization_response_iss_parameter_supported"] = True
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == REFUSED
    assert await browser.back(hostile.back(await browser.leave("hostile"), iss=ISSUER)) == "/"


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://provider.example/token"},
        {"jwks_uri": "http://127.0.0.1/jwks"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "file:///etc/passwd"},
        {"token_endpoint": None},
    ],
    ids=str,
)
async def test_a_provider_that_describes_itself_wrongly_is_not_used(
    browser: Browser, hostile: Hostile, metadata: dict[str, Any]
) -> None:
    hostile.metadata.update(metadata)
    assert (await browser.start("hostile"))["userErrors"] == [{"code": "UNAVAILABLE"}]
    assert browser.cookies == {}


@pytest.mark.parametrize("down", ["token", "jwks"])
async def test_an_outage_is_told_and_the_sign_in_begins_anew(browser: Browser, hostile: Hostile, down: str) -> None:
    hostile.down.add(down)
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/sign-in?error=UNAVAILABLE"
    hostile.down.clear()
    assert await browser.back(hostile.back(await browser.leave("hostile"))) == "/"


async def test_a_provider_that_is_down_at_the_start_is_told(browser: Browser, hostile: Hostile) -> None:
    hostile.down.add("discovery")
    assert (await browser.start("hostile"))["userErrors"] == [{"code": "UNAVAILABLE"}]


@pytest.mark.parametrize(
    "query",
    ["", "state=a&state=b", "code=a", "state=a&code=b&code=c", "state=" + "a" * 5000, "state=%ff", "&" * 100, "state"],
    ids=lambda query: query[:20],
)
async def test_a_broken_answer_changes_nothing(browser: Browser, query: str) -> None:
    response = await browser.follow(f"/sign-in/provider/hostile?{query}")
    assert (response.status_code, response.headers["location"]) == (303, EXPIRED)


async def test_the_answer_tells_nothing_to_history_caches_and_other_sites(browser: Browser, hostile: Hostile) -> None:
    url = hostile.back(await browser.leave("hostile"))
    response = await browser.follow(url)
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["location"] == "/" and response.text == ""
    value = next(cookie[0] for name, cookie in browser.cookies.items() if name == "medcard")
    assert value not in str(response.url) and len(value) >= 43
    posted = await browser.site.http.post(url.removeprefix(browser.site.settings.origin))
    assert posted.status_code == 405
