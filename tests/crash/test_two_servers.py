"""Two servers on one database, and what may happen once asked of both at once: it happens once (SCT-03, REQ-13)."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import asyncpg
import pytest
import pytest_asyncio

from backend.database import Database
from backend.services.one_time_codes import TRIES
from backend.settings import Settings
from tests.client import Site
from tests.notifications.lines import ADDED, signed_in
from tests.notifications.test_event_stream import listening
from tests.officers.people import REASON, act_input, key
from tests.process import Server, copy_folder

TIMES = 12
Payload = dict[str, Any]


class Pair:
    """Both servers; calls go to them in turn."""

    def __init__(self, servers: list[Server], database: asyncpg.Connection) -> None:
        self.servers, self.database = servers, database

    async def mutate(
        self, place: int, name: str, session: str | None, selected: str = "", input_type: str = "", **given: Any
    ) -> Payload:
        input_type = input_type or f"{name[0].upper()}{name[1:]}Input"
        with_input, passed = (f"($input: {input_type}!)", "(input: $input)") if given else ("", "")
        query = f"mutation{with_input} {{ {name}{passed} {{ {selected} userErrors {{ code }} }} }}"
        answer, _ = await self.servers[place % 2].ask(query, session, **({"input": given} if given else {}))
        assert "errors" not in answer, answer
        payload: Payload = answer["data"][name]
        return payload

    async def at_once(self, call: Callable[[int], Awaitable[Payload]], times: int = TIMES) -> list[Payload]:
        return await asyncio.gather(*(call(place) for place in range(times)))

    async def code(self, login: str) -> str:
        """The newest, whichever server sent it."""
        sent = [(await one.http.get("/demo/outbox", params={"login": login})).json() for one in self.servers]
        return str(
            max((message for messages in sent for message in messages), key=lambda message: message["at"])["code"]
        )

    @property
    def site(self) -> Site:
        """As far as officers' inputs are made from its database."""
        return cast("Site", self)

    def clock(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


def codes(payloads: list[Payload]) -> Counter[str]:
    return Counter("".join(error["code"] for error in payload["userErrors"]) or "DONE" for payload in payloads)


@pytest_asyncio.fixture(scope="module")
async def pair(demo_folder: Path, tmp_path_factory: Any) -> AsyncIterator[Pair]:
    folder = copy_folder(demo_folder, tmp_path_factory.mktemp("pair") / "data")
    first = await Server(folder).start()
    second = await Server(folder).start()
    with Database(Settings(data_dir=folder)) as database:
        connection = await asyncpg.connect(**database.address.connect_arguments())
        yield Pair([first, second], connection)
        await connection.close()
    for server in (second, first):
        assert "Traceback" not in server.stop()
        await server.http.aclose()


async def test_a_code_opens_one_card_and_is_guessed_five_times(pair: Pair) -> None:
    """REQ-11."""
    token = await pair.servers[0].sign_in("sergey")
    sent = codes(await pair.at_once(lambda place: pair.mutate(place, "requestCardEntryCode", token)))
    assert sent == {"DONE": 1, "TOO_SOON": TIMES - 1}
    code = await pair.code("sergey")
    # As many at once as a code has tries; once it was used, a repetition is none.
    for times in (TRIES, TIMES):
        entered = codes(await pair.at_once(lambda place: pair.mutate(place, "enterCard", token, code=code), times))
        assert entered == {"DONE": times}, "the same answer to the same session, whose answer may have been lost"
    again = await pair.servers[1].sign_in("sergey")
    assert codes([await pair.mutate(1, "enterCard", again, code=code)]) == {"WRONG_CODE": 1}, "and no other session's"
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
            place, "confirmStaffAppointment", admins[place % 3], input_type="StaffAppointmentInput", id=id_
        )

    assert codes(await pair.at_once(lambda place: confirm(place - place % 3 + place % 2))) == {"FOUR_EYES": TIMES}
    confirmed = codes(await pair.at_once(confirm))
    assert confirmed["DONE"] == 1 and confirmed.keys() <= {"DONE", "FOUR_EYES", "WRONG_STATE"}
    ended = await pair.at_once(
        lambda place: pair.mutate(
            place,
            "endStaffAppointment",
            admins[place % 3],
            input_type="StaffAppointmentWithReasonInput",
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


async def test_an_end_that_two_officers_confirm_at_once_is_confirmed_once(pair: Pair) -> None:
    """SCT-03: of a court's restriction, and of a death recorded by mistake; neither by who proposed it."""
    logins = ("registrar", "registrar2", "registrar")
    first, second, again = [await pair.servers[place % 2].sign_in(login) for place, login in enumerate(logins)]
    act = await act_input(pair.site, "RESTRICTION", "Вера", "Сергей")
    proposed = await pair.mutate(0, "proposeCourtAct", first, "courtAct { id }", **act)
    act_id = proposed["courtAct"]["id"]
    person = await key(pair.site, "Тимур")
    day = pair.clock().date().isoformat()
    await pair.mutate(0, "recordDeath", first, person=person, diedOn=day, actNumber="17", reason=REASON)
    proposed = await pair.mutate(0, "proposeDeathCorrection", first, "deathRecord { id }", person=person, reason=REASON)
    death_id = proposed["deathRecord"]["id"]

    async def confirmed(name: str, kind: str, id_: str) -> None:
        tokens = (first, second, again, second)
        found = codes(
            await pair.at_once(lambda place: pair.mutate(place, name, tokens[place % 4], input_type=kind, id=id_))
        )
        assert found["DONE"] == 1 and found.keys() <= {"DONE", "FOUR_EYES", "WRONG_STATE"}, (name, found)

    await confirmed("confirmCourtAct", "CourtActInput", act_id)
    end = {"input_type": "CourtActWithReasonInput", "id": act_id, "reason": REASON}
    ends = await pair.at_once(lambda place: pair.mutate(place, "endCourtAct", (first, again)[place % 2], **end))
    assert codes(ends) == {"DONE": 1, "WRONG_STATE": TIMES - 1}
    await confirmed("confirmCourtActEnd", "CourtActInput", act_id)
    await confirmed("confirmDeathCorrection", "DeathCorrectionInput", death_id)


@pytest.mark.parametrize(
    ("end", "system"),
    [("signOut", "Macintosh"), ("endOtherSessions", "Windows NT 10.0"), ("recordDeath", "X11; Linux")],
)
async def test_what_a_server_ends_the_other_hears_nothing_after(pair: Pair, end: str, system: str) -> None:
    """A socket and a stream at one server, of a session or an account that ends at the other (SCT-04)."""
    ending, hearing = pair.servers
    token, registrar = await ending.sign_in("stranger"), await ending.sign_in("registrar")
    address = f"127.0.0.1:{hearing.port}"
    async with signed_in(address, token) as line, listening(address, token) as events:
        await line.subscribe(ADDED)
        await events.begun()
        ending.http.headers["User-Agent"] = f"Mozilla/5.0 ({system}) Firefox/130.0"
        ending.http.cookies.clear()
        other = await ending.sign_in("stranger")
        assert (await line.next())["notificationAdded"]["kind"] == "NEW_SIGN_IN"
        assert (await events.next())[1]["data"]["notificationAdded"]["kind"] == "NEW_SIGN_IN"
        if end == "signOut":
            await pair.mutate(0, end, token)
        elif end == "endOtherSessions":
            await pair.mutate(0, end, other)
        else:
            person = {"person": await key(pair.site, "Фёдор"), "diedOn": pair.clock().date().isoformat()}
            await pair.mutate(0, end, registrar, actNumber="17", reason=REASON, **person)
        assert await line.end() == (4401, "Unauthorized")
        _, body = await events.next()
        assert body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert await events.next() == ("complete", None) and await events.over()
