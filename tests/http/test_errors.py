"""An error says what is wrong and what to do, and repeats neither the values given nor anything of ours."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from starlette.types import Receive, Scope, Send

from backend.database import Address
from backend.errors import SENTENCES, ErrorCode
from backend.faults import Faults
from backend.settings import Settings
from tests.client import Site, start_site

SECRET = "s3cret-hunter2"
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code message field } } }"
LEAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("a password of another kind", SIGN_IN, {"input": {"login": SECRET, "password": [SECRET]}}),
    ("an unknown field of the input", SIGN_IN, {"input": {"login": "a", "password": "b", SECRET: SECRET}}),
    ("an input that is no object", SIGN_IN, {"input": SECRET}),
    ("a wrong literal", f'mutation {{ signIn(input: {{ login: "a", password: ["{SECRET}"] }}) {{ token }} }}', {}),
    ("a literal in place of an object", f'mutation {{ signIn(input: "{SECRET}") {{ token }} }}', {}),
    ("a wrong number", f'{{ record(patientId: "x") {{ timeline(first: "{SECRET}") {{ totalCount }} }} }}', {}),
    ("a wrong date", f'{{ record(patientId: "x") {{ timeline(from: "{SECRET}") {{ totalCount }} }} }}', {}),
    (
        "a wrong date in a variable",
        'query($d: Date) { record(patientId: "x") { timeline(from: $d) { totalCount } } }',
        {"d": SECRET},
    ),
    (
        "a wrong word of a vocabulary",
        'query($s: [Section!]) { record(patientId: "x") { timeline(sections: $s) { totalCount } } }',
        {"s": [SECRET]},
    ),
    ("a text in the wrong place", f'{{ viewer "{SECRET}" }}', {}),
    ("a text where a name belongs", f'{{ "{SECRET}" }}', {}),
    ("a text without an end", f'{{ record(patientId: "{SECRET}) {{ id }} }}', {}),
    ("a block text in the wrong place", f'{{ """{SECRET}""" }}', {}),
    ("a default of another kind", f'query($d: Date = "{SECRET}") {{ __typename }}', {}),
    ("a wrong password", SIGN_IN, {"input": {"login": "anna", "password": SECRET}}),
    ("an id of nothing", f'{{ node(id: "{SECRET}") {{ id }} }}', {}),
    (
        "a cursor of nothing",
        f'{{ record(patientId: "{SECRET}") {{ timeline(after: "{SECRET}") {{ totalCount }} }} }}',
        {},
    ),
]


@pytest.mark.parametrize("case", LEAKS, ids=lambda case: case[0])
async def test_no_value_comes_back_in_an_error(demo: Site, case: tuple[str, str, dict[str, Any]]) -> None:
    for token in (None, (await demo.enter("anna")).token):
        response = await demo.http.post(
            "/graphql",
            json={"query": case[1], "variables": case[2]},
            headers={"Authorization": f"Bearer {token}"} if token else {},
        )
        assert "errors" in response.json() or response.json()["data"]["signIn"]["userErrors"], response.text
        assert SECRET not in response.text
        assert SECRET not in str(response.headers)


async def test_the_place_of_a_wrong_variable_is_named(demo: Site) -> None:
    answer = await demo.ask(SIGN_IN, input={"login": "a", "password": 5})
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "variable": "$input.password"}
    answer = await demo.ask(SIGN_IN)
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "variable": "$input"}


@pytest.mark.parametrize(
    "document",
    [
        "{ viewr { account { login } } }",
        "{ viewer { acount { login } } }",
        "{ viewer { account { logn } } }",
        '{ record(patentId: "x") { id } }',
        '{ record(patientId: "x") { timeline(sections: [LAB_REPORT]) { totalCount } } }',
        '{ node(id: "x") { ... on LabReprt { id } } }',
        "query($i: SignInInpt) { __typename }",
        'mutation { signIn(input: { logn: "a", password: "b" }) { token } }',
        "{ __typename @inclde(if: true) }",
    ],
)
async def test_nothing_is_suggested_for_what_does_not_exist(demo: Site, document: str) -> None:
    answer = await demo.ask(document)
    assert "data" not in answer
    for error in answer["errors"]:
        assert "mean" not in error["message"] and "?" not in error["message"]


async def test_every_code_and_reason_has_a_sentence_in_both_languages(demo: Site) -> None:
    assert {str(code) for code in ErrorCode} <= SENTENCES.keys()
    for code, (russian, english) in SENTENCES.items():
        if code.startswith(("STATE_", "EVENT_", "ORIGINAL_")):
            continue  # the name of a thing, shown beside it
        assert russian != english and russian.endswith((".", "!")) and english.endswith((".", "!"))
    for language, sentence in (("ru", "Вы не вошли."), ("en-GB,en;q=0.9", "You are not signed in."), ("de", "Вы не")):
        response = await demo.http.post(
            "/graphql", json={"query": '{ record(patientId: "x") { id } }'}, headers={"Accept-Language": language}
        )
        assert response.json()["errors"][0]["message"].startswith(sentence)


async def test_a_fault_of_the_database_tells_and_logs_no_more_than_its_kind(
    settings: Settings,
    new_database: Callable[[], Awaitable[Address]],
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    async with start_site(settings, address, connection) as site:
        await connection.execute("ALTER TABLE sign_in_attempt RENAME COLUMN at TO moment")
        with caplog.at_level(logging.DEBUG):
            answer = await site.ask(SIGN_IN, input={"login": SECRET, "password": SECRET})
        error = answer["errors"][0]
        assert error["extensions"]["code"] == "INTERNAL" and error["extensions"]["requestId"]
        assert error["message"] == SENTENCES["INTERNAL"][0]
        logged = _logged(caplog, capsys)
        assert "UndefinedColumnError" in logged and error["extensions"]["requestId"] in logged
        assert SECRET not in logged and "moment" not in logged
        await connection.execute("ALTER TABLE account RENAME COLUMN phone TO number")
        response = await site.http.get("/demo/outbox", params={"login": SECRET})
        assert response.status_code == 500
        assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
        assert SECRET not in _logged(caplog, capsys)
    await connection.close()


async def test_the_last_net_lets_no_message_of_a_fault_out(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError(SECRET)

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    await Faults(broken)({"type": "http"}, receive, send)
    logged = _logged(caplog, capsys)
    assert sent[0]["status"] == 500
    assert SECRET not in str(sent) and SECRET not in logged and "ValueError" in logged


def _logged(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> str:
    """Whatever was logged, by records and by the streams."""
    return caplog.text + "".join(capsys.readouterr())
