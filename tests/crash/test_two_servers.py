"""Two servers on one database, and what may happen once asked of both at once: it happens once (SCT-03, REQ-13)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio

from tests.officers.people import REASON
from tests.process import Server, copy_folder

TIMES = 12
Payload = dict[str, Any]


class Pair:
    """Both servers; calls go to them in turn."""

    def __init__(self, servers: list[Server]) -> None:
        self.servers = servers

    async def mutate(
        self, place: int, name: str, session: str | None, selected: str = "", kind: str = "", **given: Any
    ) -> Payload:
        kind = kind or f"{name[0].upper()}{name[1:]}Input"
        with_input, passed = (f"($input: {kind}!)", "(input: $input)") if given else ("", "")
        query = f"mutation{with_input} {{ {name}{passed} {{ {selected} userErrors {{ code }} }} }}"
        answer, _ = await self.servers[place % 2].ask(query, session, **({"input": given} if given else {}))
        assert "errors" not in answer, answer
        payload: Payload = answer["data"][name]
        return payload

    async def at_once(self, call: Callable[[int], Awaitable[Payload]]) -> list[Payload]:
        return await asyncio.gather(*(call(place) for place in range(TIMES)))

    async def code(self, login: str) -> str:
        """The newest, whichever server sent it."""
        sent = [(await one.http.get("/demo/outbox", params={"login": login})).json() for one in self.servers]
        return str(
            max((message for messages in sent for message in messages), key=lambda message: message["at"])["code"]
        )


def codes(payloads: list[Payload]) -> Counter[str]:
    return Counter("".join(error["code"] for error in payload["userErrors"]) or "DONE" for payload in payloads)


@pytest_asyncio.fixture(scope="module")
async def pair(demo_folder: Path, tmp_path_factory: Any) -> AsyncIterator[Pair]:
    folder = copy_folder(demo_folder, tmp_path_factory.mktemp("pair") / "data")
    first = await Server(folder).start()
    second = await Server(folder).start()
    yield Pair([first, second])
    for server in (second, first):
        assert "Traceback" not in server.stop()
        await server.http.aclose()


async def test_a_code_opens_one_card_and_is_guessed_five_times(pair: Pair) -> None:
    """REQ-11."""
    token = await pair.servers[0].sign_in("sergey")
    sent = codes(await pair.at_once(lambda place: pair.mutate(place, "requestCardEntryCode", token)))
    assert sent == {"DONE": 1, "TOO_SOON": TIMES - 1}
    code = await pair.code("sergey")
    entered = codes(await pair.at_once(lambda place: pair.mutate(place, "enterCard", token, code=code)))
    assert entered == {"DONE": 1, "WRONG_CODE": TIMES - 1}
    other = await pair.servers[1].sign_in("maria")
    await pair.mutate(0, "requestCardEntryCode", other)
    code = await pair.code("maria")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    await pair.at_once(lambda place: pair.mutate(place, "enterCard", other, code=wrong))
    assert codes([await pair.mutate(1, "enterCard", other, code=code)]) == {"WRONG_CODE": 1}


async def test_a_repeated_call_makes_one_request_and_one_cancellation_ends_an_access(pair: Pair) -> None:
    """REQ-13, REQ-15."""
    token = await pair.servers[0].sign_in("anna")
    answer, _ = await pair.servers[1].ask("{ viewer { accessGrants { id own } } }", token)
    grant = next(one["id"] for one in answer["data"]["viewer"]["accessGrants"] if not one["own"])
    given = {"purpose": "CANCEL", "grantId": grant, "clientMutationId": "once"}
    begun = await pair.at_once(
        lambda place: pair.mutate(place, "createAccessRequest", token, "accessRequest { id }", **given)
    )
    assert len({payload["accessRequest"]["id"] for payload in begun}) == 1
    request = begun[0]["accessRequest"]["id"]
    ended = codes(await pair.at_once(lambda place: pair.mutate(place, "submitAccessRequest", token, id=request)))
    assert ended == {"DONE": 1, "WRONG_STATE": TIMES - 1}


async def test_nobody_is_their_own_second_pair_of_eyes(pair: Pair) -> None:
    """The same administrator through two sessions of two servers."""
    admins = [await pair.servers[place % 2].sign_in(login) for place, login in enumerate(("admin", "admin", "admin2"))]
    for token in admins:
        await pair.mutate(0, "reauthenticate", token, password="medcard-demo")
    answer, _ = await pair.servers[0].ask('{ workplaces(nameContains: "клиника") { id } }', admins[0])
    employee = {
        "familyName": "Новый",
        "givenName": "Пётр",
        "birthDate": "1990-01-01",
        "snils": "087-654-303 00",
        "email": "new@example.org",
    }
    proposed = await pair.at_once(
        lambda place: pair.mutate(
            place,
            "proposeStaffAppointment",
            admins[place % 2],
            "staffAppointment { id }",
            login="newcomer",
            employee=employee,
            role="AUDITOR",
            startsOn="2026-01-01",
            organization=answer["data"]["workplaces"][0]["id"],
        )
    )
    assert codes(proposed) == {"DONE": 1, "WRONG_STATE": TIMES - 1}
    (id_,) = (payload["staffAppointment"]["id"] for payload in proposed if payload["staffAppointment"])

    async def confirm(place: int) -> Payload:
        return await pair.mutate(
            place, "confirmStaffAppointment", admins[place % 3], kind="StaffAppointmentInput", id=id_
        )

    assert codes(await pair.at_once(lambda place: confirm(place - place % 3 + place % 2))) == {"FOUR_EYES": TIMES}
    confirmed = codes(await pair.at_once(confirm))
    assert confirmed["DONE"] == 1 and confirmed.keys() <= {"DONE", "FOUR_EYES", "WRONG_STATE"}
    ended = await pair.at_once(
        lambda place: pair.mutate(
            place,
            "endStaffAppointment",
            admins[place % 3],
            kind="StaffAppointmentWithReasonInput",
            id=id_,
            reason=REASON,
        )
    )
    assert codes(ended) == {"DONE": 1, "WRONG_STATE": TIMES - 1}


async def test_one_registration_makes_one_account(pair: Pair) -> None:
    phone, password = "+79165550101", "совсем другой пароль"
    started = await pair.mutate(0, "startRegistration", None, "registration { token }", login=phone)
    given = {"token": started["registration"]["token"], "code": await pair.code(phone), "password": password}
    made = codes(await pair.at_once(lambda place: pair.mutate(place, "completeRegistration", None, **given)))
    assert made == {"DONE": 1, "WRONG_CODE": TIMES - 1}
