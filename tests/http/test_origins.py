"""Another site's request carries no authority: forms, foreign origins and forgotten headers (SCT-03)."""

import httpx
import pytest

from tests.client import Site

QUERY = {"query": "{ viewer { account { login } } }"}
SIGN_OUT = {"query": "mutation { signOut { userErrors { code } } }"}
SIGN_IN = {"query": 'mutation { signIn(input: { login: "igor", password: "medcard-demo" }) { token } }'}


async def _cookie(site: Site) -> str:
    response = await site.http.post("/graphql", json=SIGN_IN, headers={"Origin": site.settings.origin})
    assert response.json()["data"]["signIn"]["token"] is None
    site.http.cookies.clear()
    return response.headers["set-cookie"].split(";")[0]


FOREIGN = [
    "https://elsewhere.example",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1:9999",
    "http://localhost:8765",
    "https://127.0.0.1:8765",
    "http://127.0.0.1:8765.elsewhere.example",
    "http://127.0.0.1:8765@elsewhere.example",
    "http://127.0.0.1:8765/",
    "HTTP://127.0.0.1:8765",
    "http://127.0.0.1:8765, https://elsewhere.example",
    "",
]


@pytest.mark.parametrize("origin", FOREIGN, ids=lambda origin: origin or "empty")
async def test_a_foreign_origin_is_refused_with_the_cookie_and_without(demo: Site, origin: str) -> None:
    cookie = await _cookie(demo)
    for body in (QUERY, SIGN_OUT, SIGN_IN):
        for headers in ({"Origin": origin, "Cookie": cookie}, {"Origin": origin}):
            response = await demo.http.post("/graphql", json=body, headers=headers)
            assert response.status_code == 403
            assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
            assert "set-cookie" not in response.headers
    kept = await demo.http.post("/graphql", json=QUERY, headers={"Origin": demo.settings.origin, "Cookie": cookie})
    assert kept.json()["data"]["viewer"]["account"]["login"] == "igor"


async def test_without_an_origin_the_cookie_counts_only_for_the_page_itself(demo: Site) -> None:
    cookie = await _cookie(demo)
    sites: list[tuple[dict[str, str], bool]] = [
        ({}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, False),
        ({"Referer": f"{demo.settings.origin}/"}, False),
        ({"X-Requested-With": "XMLHttpRequest"}, False),
    ]
    for headers, known in sites:
        response = await demo.http.post("/graphql", json=QUERY, headers={"Cookie": cookie, **headers})
        viewer = (response.json().get("data") or {}).get("viewer")
        assert (viewer is not None) == known, headers


FORMS = [
    ("application/x-www-form-urlencoded", b"query=mutation+%7B+signOut+%7B+userErrors+%7B+code+%7D+%7D+%7D"),
    ("text/plain", b'{"query": "mutation { signOut { userErrors { code } } }", "a": "="}'),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"mutation{signOut{userErrors{code}}}"}\r\n--b--',
    ),
    ("", b'{"query": "mutation { signOut { userErrors { code } } }"}'),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0] or "no type")
async def test_a_form_signs_nobody_out(demo: Site, form: tuple[str, bytes]) -> None:
    cookie = await _cookie(demo)
    for origin in ("https://elsewhere.example", "null", demo.settings.origin):
        headers = {"Cookie": cookie, "Content-Type": form[0], "Origin": origin}
        response = await demo.http.post("/graphql", content=form[1], headers=headers)
        assert response.status_code == (415 if origin == demo.settings.origin else 403)
    kept = await demo.http.post("/graphql", json=QUERY, headers={"Origin": demo.settings.origin, "Cookie": cookie})
    assert kept.json()["data"]["viewer"] is not None


async def test_a_bearer_token_needs_no_origin_and_lends_none_to_the_cookie(demo: Site) -> None:
    cookie = await _cookie(demo)
    for scheme in ("Bearer nothing", "bearer  ", "Basic aWdvcjp4", "Bearer a, Bearer b"):
        headers = {"Authorization": scheme, "Cookie": cookie, "Origin": "https://elsewhere.example"}
        response = await demo.http.post("/graphql", json=QUERY, headers=headers)
        assert response.json() == {"data": {"viewer": None}}, scheme
    igor = await demo.sign_in("igor")
    headers = {"Authorization": f"Bearer {igor.token}", "Origin": "https://elsewhere.example"}
    response = await demo.http.post("/graphql", json=QUERY, headers=headers)
    assert response.json()["data"]["viewer"]["account"]["login"] == "igor"
    assert not [name for name in response.headers if name.startswith("access-control")]


async def test_demo_mode_answers_under_loopback_names_alone(demo: Site) -> None:
    async def ask(host: str, path: str = "/demo/outbox?login=anna", **headers: str) -> httpx.Response:
        return await demo.http.get(path, headers={"Host": host, **headers})

    assert (await ask("127.0.0.1:8765")).status_code == 200
    assert (await ask("localhost:8765")).status_code == 200
    for host in ("rebound.example", "rebound.example:8765", "127.0.0.1.example", "", "10.0.0.1:8765"):
        assert (await ask(host)).status_code == 421, host
    moved = await ask("localhost:8765", "/records", Accept="text/html")
    assert (moved.status_code, moved.headers["location"]) == (307, "http://127.0.0.1:8765/records")
