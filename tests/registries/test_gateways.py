"""SMS and e-mail: handed over once, kept by the simulator, refused where nobody takes them."""

from collections.abc import Awaitable, Callable

import pytest

from backend.registries.email import EmailUnavailable
from backend.registries.registries import Registries
from backend.registries.simulator.scripts import Script, Step
from backend.registries.simulator.simulator import Simulator
from backend.registries.sms import SmsUnavailable
from backend.registries.unavailable import RegistryUnavailable

PHONE, ADDRESS = "+79000000001", "darya@example.org"
Send = Callable[[Registries, str | None], Awaitable[None]]


async def _sms(registries: Registries, key: str | None) -> None:
    await registries.sms.send(PHONE, "123456 — код", key)


async def _email(registries: Registries, key: str | None) -> None:
    await registries.email.send(ADDRESS, "Медкарта", "Есть новое уведомление", key)


GATEWAYS = pytest.mark.parametrize(
    ("name", "send", "fault"), [("sms", _sms, SmsUnavailable), ("email", _email, EmailUnavailable)]
)


async def test_messages_arrive_newest_first(registries: Registries, simulator: Simulator) -> None:
    for text in ("раз", "два"):
        await registries.sms.send(PHONE, text)
        await registries.email.send(ADDRESS, f"Тема {text}", text)
    await registries.sms.send("+79000000002", "не сюда")
    assert [message.text for message in simulator.sent_to(PHONE)] == ["два", "раз"]
    assert [(message.subject, message.text) for message in simulator.sent_to_address(ADDRESS)] == [
        ("Тема два", "два"),
        ("Тема раз", "раз"),
    ]


@GATEWAYS
async def test_one_key_sends_once_and_no_key_each_time(
    registries: Registries, simulator: Simulator, name: str, send: Send, fault: type[Exception]
) -> None:
    for key in ("one", "one", None, None):
        await send(registries, key)
    assert len(simulator.sent_to(PHONE) + simulator.sent_to_address(ADDRESS)) == 3


@GATEWAYS
@pytest.mark.parametrize("behaviour", ["drop_connection", "outage", "rate_limit"])
async def test_a_failed_attempt_is_made_good_and_sends_once(
    registries: Registries, simulator: Simulator, name: str, send: Send, fault: type[Exception], behaviour: str
) -> None:
    simulator.script(Script(registry=name, steps=[Step(behaviour=behaviour, times=2)]))
    await send(registries, None)
    assert len(simulator.sent_to(PHONE) + simulator.sent_to_address(ADDRESS)) == 1


@GATEWAYS
@pytest.mark.parametrize("behaviour", ["REJECTED", "contradiction", "huge", "outage", "wrong_shape"])
async def test_what_is_not_surely_taken_is_unavailable(
    registries: Registries, simulator: Simulator, name: str, send: Send, fault: type[Exception], behaviour: str
) -> None:
    simulator.script(Script(registry=name, steps=[Step(behaviour=behaviour, times=3)]))
    with pytest.raises(fault) as raised:
        await send(registries, "key")
    assert isinstance(raised.value, RegistryUnavailable) and raised.value.registry == name
    assert PHONE not in str(raised.value) and ADDRESS not in str(raised.value)


@GATEWAYS
async def test_a_gateway_that_is_not_configured_is_unavailable(name: str, send: Send, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        await send(Registries.over_http(), None)


@pytest.mark.parametrize(
    ("address", "subject"), [("a@b\r\nBcc: c@d", "Тема"), ("a@b", "Тема\nBcc: c@d"), ("без собаки", "Тема")]
)
async def test_an_email_cannot_smuggle_headers(
    registries: Registries, simulator: Simulator, address: str, subject: str
) -> None:
    with pytest.raises(ValueError) as raised:
        await registries.email.send(address, subject, "текст")
    assert address not in str(raised.value) and subject not in str(raised.value)
    assert simulator.asked()["email"] == {}
