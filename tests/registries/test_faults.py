"""Whatever is no definite answer is "unavailable", never a rejection and never a match (ACC-10)."""

import contextlib
import json
from typing import Any

import httpx
import pytest

from backend.registries.civil_acts import CivilActStatus
from backend.registries.passport import PassportStatus
from backend.registries.registries import Registries
from backend.registries.simulator.scripts import Script, Step
from backend.registries.simulator.simulator import Simulator
from backend.registries.unavailable import RegistryUnavailable
from tests.registries.fixed import Change, Fixed, reply, told
from tests.registries.questions import KINDS, Kind, civil_act, guardianship, insurance, passport

FAULTS = ("outage", "rate_limit", "drop_connection", "huge", "wrong_shape", "contradiction", "other_subject")
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@EACH_KIND
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("truth", ["positive", "negative"])
async def test_a_registry_that_is_down_or_lies_is_unavailable_and_is_believed_again_afterwards(
    registries: Registries, simulator: Simulator, kind: Kind, fault: str, truth: str
) -> None:
    """The decision is made first, so that a fault of the way has something to garble: a yes, or a no."""
    status = kind.positive if truth == "positive" else kind.negative
    check = kind.check(registries)
    simulator.script(Script(registry=kind.name, steps=[Step(behaviour=status)]))
    assert (await check("key", kind.question())).status == status
    attempts = 3 if fault in ("outage", "rate_limit", "drop_connection") else 1
    simulator.script(Script(registry=kind.name, steps=[Step(behaviour=fault, times=attempts)]))
    with pytest.raises(RegistryUnavailable) as raised:
        await check("key", kind.question())
    assert raised.value.registry == kind.name
    assert (await check("key", kind.question())).status == status
    assert simulator.asked()[kind.name] == {"key": {"requests": attempts + 2, "worked": 1}}


@EACH_KIND
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_first_question_that_meets_a_fault_is_worked_on_once_at_most(
    registries: Registries, simulator: Simulator, kind: Kind, fault: str
) -> None:
    check = kind.check(registries)
    simulator.script(Script(registry=kind.name, steps=[Step(behaviour=fault, times=3)]))
    for _ in range(3):
        with contextlib.suppress(RegistryUnavailable):
            await check("key", kind.question())
    assert (await check("key", kind.question())).status == kind.positive
    assert simulator.asked()[kind.name]["key"]["worked"] == 1


GOOD = told(passport(), status="VALID")
# What a registry may send under 200 and what is wrong with it.
SHAPES: dict[str, Any] = {
    "nothing": b"",
    "null": b"null",
    "a list": [GOOD],
    "a page": b"<html><body>Sign in to the network</body></html>",
    "cut off": json.dumps(GOOD).encode()[:-1],
    "two answers": json.dumps(GOOD).encode() * 2,
    "not UTF-8": json.dumps(GOOD).encode().replace(b"VALID", b"VALID\xff"),
    "endless nesting": b"[" * 60_000,
    "an unknown status": {**GOOD, "status": "REVOKED"},
    "a status in small letters": {**GOOD, "status": "valid"},
    "a status that is a truth value": {**GOOD, "status": True},
    "no status": {name: value for name, value in GOOD.items() if name != "status"},
    "no subject": {name: value for name, value in GOOD.items() if name != "subject"},
    "no time": {name: value for name, value in GOOD.items() if name != "answered_at"},
    "a time of no zone": {**GOOD, "answered_at": "2025-11-25T12:00:00"},
    "a time that is a number": {**GOOD, "answered_at": 1764061200},
    "something more": {**GOOD, "note": "expired"},
    "two statuses": json.dumps(GOOD).encode().replace(b'"status"', b'"status": "INVALID", "status"'),
    "a subject without its number": told(passport(), status="VALID", subject={"family_name": "Берёзкина"}),
    "another number": told(passport("4511 123456"), status="VALID"),
    "another holder": told(passport(given_name="Мария"), status="VALID"),
    "no patronymic": told(passport(patronymic=None), status="VALID"),
    "another birth date": told(passport(birth_date="1988-03-15"), status="INVALID"),
    "no decision, called one": {**GOOD, "status": "PENDING"},
    "more than is read": json.dumps(GOOD).encode() + b" " * 65_536,
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES.keys())
async def test_an_answer_of_another_shape_is_no_answer(body: Any) -> None:
    registry = Fixed([reply(body)])
    with pytest.raises(RegistryUnavailable):
        await registry.registries().passport.check("key", passport())
    assert len(registry.requests) == 1, "what was answered is not asked again at once"


async def test_the_right_shape_is_an_answer() -> None:
    registry = Fixed([reply(GOOD)])
    assert (await registry.registries().passport.check("key", passport())).status is PassportStatus.VALID
    waiting = Fixed([reply({**GOOD, "status": "PENDING"}, 202)])
    assert (await waiting.registries().passport.check("key", passport())).status is PassportStatus.PENDING


@pytest.mark.parametrize("status", [201, 202, 203, 204, 206, 301, 302, 303, 307, 308, 400, 401, 403, 404, 409, 422])
async def test_a_right_answer_under_another_status_is_no_answer(status: int) -> None:
    registry = Fixed([reply(GOOD, status, location="http://elsewhere.test/passport/checks")])
    with pytest.raises(RegistryUnavailable):
        await registry.registries().passport.check("key", passport())
    assert [str(request.url) for request in registry.requests] == ["http://simulator.test/passport/checks"]


async def test_an_answer_in_an_encoding_that_was_not_asked_for_is_not_unpacked() -> None:
    registry = Fixed([reply(GOOD, content_encoding="br")])
    with pytest.raises(RegistryUnavailable):
        await registry.registries().passport.check("key", passport())
    assert registry.requests[0].headers["accept-encoding"] == "identity"


POLICY = told(
    insurance(),
    status="VALID",
    region="77",
    insurer="СМО «Забота»",
    insurer_ogrn="1027700000151",
    valid_from="2011-05-01",
)
ACT = told(civil_act(), status="MATCH", act_record_number="119977000012345600007", issued_on="2019-06-20")
DECREE = told(guardianship(), status="MATCH", kind="GUARDIAN", decree_number="Р-77/2024", starts_on="2024-02-03")


def _without(name: str) -> Change:
    return lambda answer: {field: value for field, value in answer.items() if field != name}


def _with(**fields: Any) -> Change:
    return lambda answer: {**answer, **fields}


CONTRADICTIONS: list[tuple[str, dict[str, Any], Change]] = [
    *(("insurance", POLICY, _without(name)) for name in ("region", "insurer", "insurer_ogrn", "valid_from")),
    ("insurance", POLICY, _with(status="INVALID")),
    ("insurance", POLICY, _with(status="NOT_FOUND")),
    ("insurance", POLICY, _with(valid_until="2011-04-30")),
    ("insurance", POLICY, _with(valid_until="2025-11-24")),
    ("insurance", POLICY, _with(valid_from="2025-11-26")),
    ("insurance", POLICY, _with(region="Москва")),
    ("insurance", POLICY, _with(region=77)),
    *(("civil_acts", ACT, _without(name)) for name in ("act_record_number", "issued_on")),
    ("civil_acts", ACT, _with(status="NO_MATCH")),
    ("civil_acts", ACT, _with(status="NOT_FOUND", issued_on=None)),
    ("civil_acts", ACT, _with(issued_on="2019-05-31")),
    *(("guardianship", DECREE, _without(name)) for name in ("kind", "decree_number", "starts_on")),
    ("guardianship", DECREE, _with(status="NO_MATCH")),
    ("guardianship", DECREE, _with(ends_on="2024-02-02")),
    ("guardianship", DECREE, _with(ends_on="2025-11-24")),
    ("guardianship", DECREE, _with(starts_on="2019-05-31")),
    ("guardianship", DECREE, _with(starts_on="2025-11-26")),
    ("guardianship", DECREE, _with(kind="PARENT")),
]


@pytest.mark.parametrize(
    ("name", "answer", "change"),
    CONTRADICTIONS,
    ids=[f"{name}-{place}" for place, (name, *_) in enumerate(CONTRADICTIONS)],
)
async def test_an_answer_that_contradicts_itself_is_no_answer(
    name: str, answer: dict[str, Any], change: Change
) -> None:
    question = {"insurance": insurance, "civil_acts": civil_act, "guardianship": guardianship}[name]()
    assert await getattr(Fixed([reply(answer)]).registries(), name).check("key", question), "unchanged, it is believed"
    with pytest.raises(RegistryUnavailable):
        await getattr(Fixed([reply(change(answer))]).registries(), name).check("key", question)


@EACH_KIND
async def test_a_registry_that_is_not_configured_is_unavailable(kind: Kind) -> None:
    with pytest.raises(RegistryUnavailable) as raised:
        await kind.check(Registries.over_http())("key", kind.question())
    assert raised.value.registry == kind.name


@pytest.mark.parametrize("address", ["ftp://registry.test", "registry.test", "/registry"])
def test_an_address_that_is_none_is_told_at_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="http"):
        Registries.over_http(address)


@pytest.mark.parametrize(
    "fault",
    [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x"), httpx.TooManyRedirects("x")],
)
async def test_a_network_error_is_made_good_by_another_attempt(fault: Exception) -> None:
    registry = Fixed([fault, fault, reply(ACT)])
    answer = await registry.registries().civil_acts.check("key", civil_act())
    assert answer.status is CivilActStatus.MATCH
    assert {request.headers["idempotency-key"] for request in registry.requests} == {"key"}
