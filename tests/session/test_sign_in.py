"""Sign-in and sign-out: nothing tells which accounts exist, guessing is slow, and leaving counts at once (ACC-15)."""

import asyncio
import datetime as dt
import hashlib
from typing import Any

import httpx
import pytest

from backend.services import passwords
from backend.services.passwords import hash_password
from backend.services.sessions import SESSION_LIFE
from backend.services.throttling import FAILURES_PER_ADDRESS, FAILURES_PER_LOGIN, WINDOW
from backend.settings import Settings
from tests.client import Site, start_site

SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code field message } viewer { account { login } } } }"
SIGN_OUT = "mutation { signOut { userErrors { code } } }"
WHO = "{ viewer { account { login } } }"


async def _try(site: Site, login: str, password: str = "wrong", **headers: str) -> dict[str, Any]:
    """The whole answer, less the token and whatever belongs to one request alone."""
    request = {"query": SIGN_IN, "variables": {"input": {"login": login, "password": password}}}
    response = await site.http.post("/graphql", json=request, headers=headers)
    payload = response.json()["data"]["signIn"]
    codes = [error["code"] for error in payload["userErrors"]]
    return {
        "status": response.status_code,
        "codes": codes,
        "payload": payload | {"token": payload["token"] is not None},
    }


async def _from_page(site: Site, login: str, cookie: str | None = None) -> httpx.Response:
    headers = {"Origin": site.settings.origin} | ({"Cookie": cookie} if cookie else {})
    request = {"query": SIGN_IN, "variables": {"input": {"login": login, "password": "medcard-demo"}}}
    response = await site.http.post("/graphql", json=request, headers=headers)
    site.http.cookies.clear()
    return response


async def _who(site: Site, cookie: str) -> str | None:
    headers = {"Origin": site.settings.origin, "Cookie": cookie}
    answer = (await site.http.post("/graphql", json={"query": WHO}, headers=headers)).json()
    return answer["data"]["viewer"] and str(answer["data"]["viewer"]["account"]["login"])


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords that reached the comparison, which is made cheap and always fails."""
    seen: list[str] = []

    def refuse(password: str, stored: str) -> bool:
        seen.append(password)
        return False

    monkeypatch.setattr(passwords, "_verify", refuse)
    return seen


@pytest.mark.parametrize(
    "case",
    [
        ("http://127.0.0.1:8765", "medcard", "Path=/; HttpOnly; SameSite=Strict"),
        ("https://medcard.example", "__Host-medcard", "Path=/; HttpOnly; SameSite=Strict; Secure"),
        ("HTTPS://Medcard.example/", "__Host-medcard", "Path=/; HttpOnly; SameSite=Strict; Secure"),
    ],
    ids=lambda case: case[0],
)
async def test_the_cookie_is_the_pages_alone(site: Site, settings: Settings, case: tuple[str, str, str]) -> None:
    public = settings.model_copy(update={"public_address": case[0]})
    async with start_site(public, site.address, site.database) as here:
        response = await _from_page(here, "igor")
        name, _, rest = response.headers.get_list("set-cookie")[0].partition("=")
        token, _, attributes = rest.partition("; ")
        assert (name, attributes) == (case[1], case[2])
        assert response.json()["data"]["signIn"]["token"] is None
        assert await _who(here, f"{name}={token}") == "igor"
        assert token not in response.text
        kept = await here.database.fetchval("SELECT token_hash FROM session ORDER BY id DESC LIMIT 1")
        assert kept == hashlib.sha256(token.encode()).digest(), "kept only as a hash"
        left = await here.http.post(
            "/graphql", json={"query": SIGN_OUT}, headers={"Origin": public.origin, "Cookie": f"{name}={token}"}
        )
        assert left.headers["set-cookie"] == f"{name}=; {attributes}; Max-Age=0"
        assert await _who(here, f"{name}={token}") is None


async def test_unknown_disabled_and_wrong_answer_alike_and_work_alike(site: Site, compared: list[str]) -> None:
    await site.database.execute("UPDATE account SET disabled_at = now() WHERE login = 'region'")
    logins = ["anna", "nobody-of-this-name", "region", "", " ", "\x00", "a" * 100_000, "anna\x00", "💥", "ан­на"]
    answers = [await _try(site, login) for login in logins]
    await site.database.execute("UPDATE account SET disabled_at = NULL WHERE login = 'region'")
    assert answers[0]["codes"] == ["WRONG_CREDENTIALS"]
    assert all(answer == answers[0] for answer in answers)
    assert len(compared) == len(logins), "each was hashed once"


async def test_throttling_by_login_tells_nothing_and_ends_by_itself(site: Site, compared: list[str]) -> None:
    histories = []
    for login in ("anna", "nobody-of-this-name"):
        histories.append([await _try(site, login) for _ in range(FAILURES_PER_LOGIN + 3)])
        assert len(compared) == FAILURES_PER_LOGIN, "after that nothing is compared"
        compared.clear()
    assert histories[0] == histories[1]
    codes = [answer["codes"][0] for answer in histories[0]]
    assert codes == ["WRONG_CREDENTIALS"] * FAILURES_PER_LOGIN + ["RATE_LIMITED"] * 3
    assert (await _try(site, " ANNA "))["codes"] == ["RATE_LIMITED"], "another spelling is the same login"
    assert (await _try(site, "anna", "medcard-demo"))["codes"] == ["RATE_LIMITED"], "the right password waits as well"
    assert (await _try(site, "igor"))["codes"] == ["WRONG_CREDENTIALS"], "others do not"
    site.clock.shift = WINDOW + dt.timedelta(seconds=1)
    assert (await _try(site, "anna"))["codes"] == ["WRONG_CREDENTIALS"]


async def test_a_race_gains_no_tries(site: Site, compared: list[str]) -> None:
    await asyncio.gather(*(_try(site, "anna", f"guess {number}") for number in range(30)))
    assert len(compared) <= FAILURES_PER_LOGIN


async def test_throttling_by_address_holds_over_many_logins(site: Site, compared: list[str]) -> None:
    for number in range(FAILURES_PER_ADDRESS):
        assert (await _try(site, f"guessed{number}"))["codes"] == ["WRONG_CREDENTIALS"]
    assert (await _try(site, "anna", "medcard-demo"))["codes"] == ["RATE_LIMITED"]
    assert len(compared) == FAILURES_PER_ADDRESS


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP"])
async def test_a_header_makes_no_other_address(site: Site, compared: list[str], header: str) -> None:
    for number in range(4):
        await _try(site, "anna", **{header: f"203.0.113.{number}"})
    assert await site.database.fetchval("SELECT count(DISTINCT address_hash) FROM sign_in_attempt") == 1


@pytest.mark.parametrize(
    "case",
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", 1),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", 2),
        ("::ffff:192.0.2.1", "192.0.2.1", 1),
        ("192.0.2.1", "192.0.2.2", 2),
        ("", "unix", 2),
    ],
)
async def test_an_address_is_what_one_subscriber_holds(
    site: Site, compared: list[str], case: tuple[str, str, int]
) -> None:
    app = site.http._transport.app  # type: ignore[attr-defined]
    for address in case[:2]:
        transport = httpx.ASGITransport(app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url=site.settings.origin) as client:
            request = {"query": SIGN_IN, "variables": {"input": {"login": "a", "password": "b"}}}
            assert (await client.post("/graphql", json=request)).status_code == 200
    assert await site.database.fetchval("SELECT count(DISTINCT address_hash) FROM sign_in_attempt") == case[2]


async def test_attempts_keep_neither_login_nor_address_in_the_clear(site: Site, compared: list[str]) -> None:
    await _try(site, "anna", "a-wrong-password")
    kept = str(await site.database.fetch("SELECT a::text, encode(login_hash, 'escape') FROM sign_in_attempt a"))
    assert "anna" not in kept and "127.0.0.1" not in kept and "a-wrong-password" not in kept


async def test_long_passwords_are_refused_before_they_are_hashed(site: Site, compared: list[str]) -> None:
    await _try(site, "anna", "x" * 150_000)
    await _try(site, "anna", "x" * (passwords.LONGEST + 1))
    await _try(site, "anna", "x" * passwords.LONGEST)
    assert [len(password) for password in compared] == [0, 0, passwords.LONGEST]
    with pytest.raises(ValueError, match="too long"):
        hash_password("x" * (passwords.LONGEST + 1))


@pytest.mark.parametrize("login", ["igor", "  IGOR\t", "\n\u00a0Igor\u3000"])
async def test_spaces_around_and_case_of_a_login_do_not_matter(site: Site, login: str) -> None:
    assert (await _try(site, login, "medcard-demo"))["payload"]["viewer"] == {"account": {"login": "igor"}}


async def test_a_password_is_the_same_however_its_letters_are_composed(site: Site) -> None:
    await site.database.execute("UPDATE account SET password_hash = $1 WHERE login = 'maria'", hash_password("йод ё"))
    for spelling in ("йод ё", "и\u0306од е\u0308"):
        assert (await _try(site, "maria", spelling))["codes"] == []
    assert (await _try(site, "maria", "иод е"))["codes"] == ["WRONG_CREDENTIALS"]
    await site.database.execute(
        "UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE login = 'igor') WHERE login = 'maria'"
    )


async def test_spaces_belong_to_a_password(site: Site) -> None:
    for wrong in (" medcard-demo", "medcard-demo ", "Medcard-demo", "medcard-demo\x00", ""):
        assert (await _try(site, "igor", wrong))["codes"] == ["WRONG_CREDENTIALS"]


async def test_signing_in_again_makes_a_new_session_and_ends_the_browsers_old_one(site: Site) -> None:
    first = (await _from_page(site, "igor")).headers["set-cookie"].split(";")[0]
    second = (await _from_page(site, "maria", first)).headers["set-cookie"].split(";")[0]
    assert first != second
    assert (await _who(site, first), await _who(site, second)) == (None, "maria")
    elsewhere = (await _from_page(site, "maria")).headers["set-cookie"].split(";")[0]
    assert await _who(site, second) == "maria", "another browser's session stays"
    assert await _who(site, elsewhere) == "maria"


async def test_a_session_id_that_was_brought_along_is_never_taken_on(site: Site) -> None:
    forged = "medcard=" + "A" * 43
    made = (await _from_page(site, "igor", forged)).headers["set-cookie"].split(";")[0]
    assert made != forged
    assert await _who(site, forged) is None


async def test_a_failed_sign_in_leaves_the_session_as_it_is(site: Site) -> None:
    cookie = (await _from_page(site, "igor")).headers["set-cookie"].split(";")[0]
    headers = {"Origin": site.settings.origin, "Cookie": cookie}
    request = {"query": SIGN_IN, "variables": {"input": {"login": "maria", "password": "wrong"}}}
    response = await site.http.post("/graphql", json=request, headers=headers)
    assert "set-cookie" not in response.headers
    assert await _who(site, cookie) == "igor"


async def test_sign_out_ends_the_token_at_once_on_every_path(site: Site) -> None:
    igor = await site.enter("igor")
    other = await site.sign_in("igor")
    patient = await site.patient("Игорь")
    entry = await igor.data(
        "query($id: ID!) { record(patientId: $id) { id timeline(first: 1) { nodes { id } } } }",
        id=patient,
    )
    found = entry["record"]["timeline"]["nodes"][0]
    assert "errors" not in await igor.ask(SIGN_OUT)
    assert (await igor.ask(WHO))["data"]["viewer"] is None
    for query, id_ in (
        ("query($id: ID!) { record(patientId: $id) { id } }", patient),
        ("query($id: ID!) { node(id: $id) { id } }", found["id"]),
        ('query($id: ID!) { accessPreview(document: "{ __typename }", patientId: $id) { standings } }', patient),
    ):
        answer = await igor.ask(query, id=id_)
        assert answer["errors"][0]["extensions"]["code"] in ("UNAUTHENTICATED", "FORBIDDEN")
    for mutation in (
        "mutation { requestCardEntryCode { userErrors { code } } }",
        'mutation { enterCard(input: { code: "123456" }) { userErrors { code } } }',
    ):
        [payload] = (await igor.ask(mutation))["data"].values()
        assert payload["userErrors"] == [{"code": "UNAUTHENTICATED"}]
    headers = {"Authorization": f"Bearer {igor.token}"}
    document = await site.database.fetchval("SELECT public_id FROM document ORDER BY id LIMIT 1")
    assert (await site.http.get(f"/files/{document}", headers=headers)).status_code == 401
    assert (await igor.ask("{ __schema { queryType { name } } }"))["errors"][0]["extensions"][
        "code"
    ] == "UNAUTHENTICATED"
    assert "errors" not in await igor.ask(SIGN_OUT), "leaving twice changes nothing"
    assert (await other.ask(WHO))["data"]["viewer"]["account"]["login"] == "igor", "only this session ended"


async def test_a_session_ends_by_time_and_with_its_account(site: Site) -> None:
    igor = await site.sign_in("igor")
    site.clock.shift = SESSION_LIFE - dt.timedelta(minutes=1)
    assert (await igor.ask(WHO))["data"]["viewer"]
    site.clock.shift = SESSION_LIFE + dt.timedelta(seconds=1)
    assert (await igor.ask(WHO))["data"]["viewer"] is None
    site.clock.shift = dt.timedelta()
    assert (await igor.ask(WHO))["data"]["viewer"]
    await site.database.execute("UPDATE account SET disabled_at = now() WHERE login = 'igor'")
    assert (await igor.ask(WHO))["data"]["viewer"] is None
    await site.database.execute("UPDATE account SET disabled_at = NULL WHERE login = 'igor'")


@pytest.mark.parametrize("token", ["", "x", "a" * 100_000, "' OR 1=1 --", "\u2603".encode().decode("latin-1")])
async def test_a_forged_token_is_nobody(site: Site, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode("latin-1")}
    response = await site.http.post("/graphql", json={"query": WHO}, headers=headers)
    assert response.json() == {"data": {"viewer": None}}
