"""Nothing of people, texts or keys is in addresses, logs, errors or printed values (SEC: no personal data outside)."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from backend.registries.registries import Registries
from backend.registries.simulator.scripts import Script, Step
from backend.registries.unavailable import RegistryUnavailable
from tests.registries.conftest import Live, registries_at
from tests.registries.fixed import Fixed, reply, told
from tests.registries.questions import KINDS, civil_act, guardianship, insurance, passport

API_KEY = "very-secret-api-key"
# Whatever a question, an answer or a message holds, in the spellings that a log may have.
PERSONAL = [
    spelling
    for word in (
        *("Берёзкин", "Дарья", "Львовна", "Яков", "Ильич", "1988-03-14", "1988, 3, 14", "2019-06-01", "2019, 6, 1"),
        *("4511", "123455", "2008-04-02", "770-099", "7755410837012346", "123456", "IV-", "900000", "darya@", "тайна"),
        API_KEY,
    )
    for spelling in (word, ascii(word)[1:-1], repr(word.encode())[2:-1])
]
FAULTS = ("outage", "rate_limit", "drop_connection", "huge", "wrong_shape", "contradiction", "other_subject")


def _everything(registries: Registries) -> list[tuple[str, Callable[[], Awaitable[Any]]]]:
    return [
        *((kind.name, lambda kind=kind: kind.check(registries)("key", kind.question())) for kind in KINDS),
        ("sms", lambda: registries.sms.send("+79000000001", "тайна 123456", "key")),
        ("email", lambda: registries.email.send("darya@example.org", "тайна", "тайна 123456", "key")),
    ]


async def test_logs_hold_nothing_of_what_is_asked_answered_or_sent(
    live: Live, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    registries = registries_at(live.url, api_key=API_KEY)
    for name, do in _everything(registries):
        await do()
        for fault in FAULTS:
            if fault == "other_subject" and name in ("sms", "email"):
                continue
            live.simulator.script(Script(registry=name, steps=[Step(behaviour=fault, times=3)]))
            while True:
                try:
                    await do()
                except RegistryUnavailable as unavailable:
                    _check("".join(traceback.format_exception(unavailable)))
                    continue
                break
    await registries.close()
    assert "/passport/checks" in caplog.text, "the libraries' own lines are read too"
    _check(caplog.text)
    printed = capfd.readouterr()
    _check(printed.out + printed.err)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("тайна"),
        reply(b"", 503),
        reply(b'{"error": "4511 123455"}', 400),
        reply(told(passport(), status="Берёзкин")),
        reply(told(passport("4511 123456"), status="VALID")),
    ],
    ids=str,
)
async def test_an_error_stands_alone(answer: Any) -> None:
    """No cause and no context: what would report errors finds neither question nor answer behind one."""
    with pytest.raises(RegistryUnavailable) as raised:
        await Fixed([answer]).registries().passport.check("key", passport())
    assert raised.value.__cause__ is None and raised.value.__context__ is None
    assert raised.value.args == ("the registry passport gave no answer",)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_addresses_and_headers_hold_nothing_personal(kind: Any) -> None:
    registry = Fixed([reply(b"")])
    with pytest.raises(RegistryUnavailable):
        await kind.check(registry.registries())("key", kind.question())
    request = registry.requests[0]
    assert request.url.query == b""
    _check(f"{request.url} {request.headers}")


def test_questions_and_answers_do_not_print_themselves() -> None:
    from backend.registries.passport import PassportAnswer

    values = [passport(), insurance(), civil_act(), guardianship()]
    answer = PassportAnswer.model_validate(told(passport(), status="VALID"))
    for value in (*values, answer):
        _check(f"{value} {value!r} {[value]}")


def test_a_question_that_is_wrong_says_what_and_not_whose() -> None:
    for wrong in (
        lambda: passport("4511123455"),
        lambda: insurance("123456"),
        lambda: civil_act("123456"),
        lambda: guardianship(""),
        lambda: passport(family_name="Берёзкин" * 100),
    ):
        with pytest.raises(ValidationError) as raised:
            wrong()
        _check(str(raised.value))


def _check(text: str) -> None:
    assert [word for word in PERSONAL if word in text] == []
