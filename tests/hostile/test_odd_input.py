"""Odd values in every argument of the schema: each is answered by a code, none by a fault (REQ-05, SCT-05)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from backend.settings import Settings
from tests.access_requests.people import begin
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site
from tests.emptying import empty
from tests.family.people import add_child
from tests.hostile.schema_calls import Call, Leaf, calls
from tests.officers.test_roles import LOGINS, MUTATIONS, QUERIES

_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def nested(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth):
        value = {"a": value}
    return value


ODD: dict[str, list[Any]] = {
    "String": [
        "",
        "\0",
        "a\0b",
        "\u202eabc",
        "e\u0301" * 300,
        "🙂",
        "%s{0}${x}",
        "A" * 60_000,
        "²",
        "\uffff",
        "\r\nA: b",
    ],
    "ID": ["", "\0", "A" * 60_000, "🙂" * 22, "-" * 22],
    "Date": ["0001-01-01", "9999-12-31", "2024-02-29", "2023-02-29", "10000-01-01", "", "2020-01-01T00:00:00", 1.5],
    "DateTime": [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2020-01-01T00:00:00",
        "2020-02-30T00:00:00Z",
        1,
    ],
    "Int": [-1, 0, 2**31 - 1, -(2**31), 2**31, 1.0, 1.5, 1e100, "1"],
    "Boolean": ["true", 1],
    "JSON": [
        nested(100),
        nested(400),
        [],
        "text",
        "{" * 900,
        0,
        1e300,
        2**64 - 1,
        {"id": "\0", "rawId": 1, "response": []},
    ],
}
# The two that end the session that goes on asking, and the one that ends the account.
END = {"signOut", "endOtherSessions", "closeAccount"}


@dataclass
class Attacked:
    """The site, and what of its own somebody may change: a request's draft and a child's claim."""

    site: Site
    draft: dict[str, Any]
    claim: dict[str, Any]


@pytest_asyncio.fixture(scope="module")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Attacked]:
    async with cast_site(settings, new_database) as site:
        sergey = await site.sign_in("sergey")
        yield Attacked(site, (await begin(sergey)).request, await add_child(site, sergey, work=False))


async def _tokens(site: Site) -> dict[str, str]:
    return {login: (await site.sign_in(login)).token for login in ("sergey", *(names[0] for names in LOGINS.values()))}


def _login(call: Call) -> str:
    role = {**MUTATIONS, **QUERIES}.get(call.name)
    return "sergey" if role is None else LOGINS[role[0]][0]


def _values(call: Call, leaf: Leaf) -> list[Any]:
    found = [*ODD.get(leaf.type, ["NO_SUCH_VALUE"]), None]
    now: Any = call.variables
    for part in leaf.path:
        now = now[part]
    if leaf.type == "String" and isinstance(now, str) and any(sign.isdigit() for sign in now):
        found += [now.translate(_ARABIC), f"{now}\0", f"{now}\n"]
    return found


@pytest.mark.parametrize("root", ["Query", "Mutation"])
async def test_every_odd_value_is_answered_by_a_code(running: Attacked, root: str) -> None:
    site, draft, claim = running.site, running.draft, running.claim
    tokens = await _tokens(site)
    own = {"AccessRequest": draft["id"], "Family": claim["id"]}
    faults = []
    for call in calls():
        if call.root != root or call.name in END:
            continue
        await site.database.execute("UPDATE session SET reauthenticated_at = now()")
        mine = next((id_ for part, id_ in own.items() if part in call.name), None)
        usual: dict[Any, Any] = {leaf.path: None for leaf in call.leaves if leaf.name == "clientMutationId"}
        usual |= {leaf.path: mine for leaf in call.leaves if leaf.path == ("input", "id") and mine}
        usual |= {leaf.path: draft["savedAt"] for leaf in call.leaves if leaf.name == "savedAt"}
        for leaf in call.leaves:
            await empty(site.database, "sign_in_attempt", "one_time_code", "officer_act")
            await site.database.execute(
                "UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE login = 'anna') WHERE login = 'sergey'"
            )
            for value in _values(call, leaf):
                answer = await site.ask(call.document, tokens[_login(call)], **call.given({**usual, leaf.path: value}))
                codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
                if not {"INTERNAL", "UNAVAILABLE"}.isdisjoint(codes):
                    faults.append((call.name, leaf.path, ascii(value)[:60]))
    assert faults == []


@pytest.mark.parametrize(
    "body",
    [b'{"query": "\\ud800"}', b'{"query": "{ __typename }", "variables": {"a": "\\udfff"}}', b"\xff", b"[" * 5000],
)
async def test_a_body_that_is_no_json_is_told_so(running: Attacked, body: bytes) -> None:
    answer = await running.site.http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}
