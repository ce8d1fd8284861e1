"""Card entry by a code at every entry (REQ-11, and REQ-10 by the same codes) and a short card session (SCT-04); ids and codes lead nobody in (SCT-05)."""

import asyncio
import datetime as dt
import logging
from typing import Any

import pytest

from backend.registries.sms import SmsUnavailable
from backend.services import one_time_codes
from backend.services.card_entry import CARD_LIFE
from backend.services.one_time_codes import CODE_LIFE, CODES_AN_HOUR, COOLDOWN, TRIES
from tests.client import Person, Site

ASK = "mutation { requestCardEntryCode { sentTo expiresAt userErrors { code message } } }"
ENTER = "mutation($input: EnterCardInput!) { enterCard(input: $input) { until userErrors { code field } } }"
RECORD = "query($id: ID!) { record(patientId: $id) { id } }"
SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)


async def _code(site: Site, person: Person, login: str = "igor") -> str:
    """A new code of this session, past the pause."""
    site.clock.shift += COOLDOWN + SECOND
    payload = (await person.data(ASK))["requestCardEntryCode"]
    assert payload["userErrors"] == []
    return str((await site.outbox(login))[0]["code"])


async def _enter(person: Person, code: str) -> list[str]:
    payload = (await person.data(ENTER, input={"code": code}))["enterCard"]
    assert (payload["until"] is None) == bool(payload["userErrors"])
    return [error["code"] for error in payload["userErrors"]]


async def _opens(site: Site, person: Person) -> bool:
    answer = await person.ask(RECORD, id=await site.patient("Игорь"))
    if "errors" in answer:
        assert answer["errors"][0]["extensions"] == {"code": "STEP_UP_REQUIRED"}
        return False
    return True


def _other(code: str, number: int = 1) -> str:
    return f"{(int(code) + number) % 1_000_000:06d}"


async def test_a_record_opens_by_the_code_alone(site: Site) -> None:
    igor = await site.sign_in("igor")
    assert not await _opens(site, igor)
    code = await _code(site, igor)
    assert not await _opens(site, igor), "asking opens nothing"
    assert await _enter(igor, code) == []
    assert await _opens(site, igor)
    fresh = await site.sign_in("igor")
    assert not await _opens(site, fresh), "each session enters by a code of its own"


@pytest.mark.parametrize("case", [(CODE_LIFE - SECOND, []), (CODE_LIFE + SECOND, ["WRONG_CODE"])], ids=str)
async def test_a_code_lives_five_minutes(site: Site, case: tuple[dt.timedelta, list[str]]) -> None:
    igor = await site.sign_in("igor")
    code = await _code(site, igor)
    site.clock.shift += case[0]
    assert await _enter(igor, code) == case[1]


async def test_five_tries_and_the_code_is_spent(site: Site) -> None:
    igor = await site.sign_in("igor")
    code = await _code(site, igor)
    for number in range(1, TRIES + 1):
        assert await _enter(igor, _other(code, number)) == ["WRONG_CODE"]
    assert await _enter(igor, code) == ["WRONG_CODE"]
    assert await _enter(igor, await _code(site, igor)) == [], "a new code has tries of its own"


async def test_the_fifth_try_may_be_the_right_one(site: Site) -> None:
    igor = await site.sign_in("igor")
    code = await _code(site, igor)
    for number in range(1, TRIES):
        await _enter(igor, _other(code, number))
    assert await _enter(igor, code) == []


async def test_twenty_guesses_at_once_get_five_comparisons(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    igor = await site.sign_in("igor")
    code = await _code(site, igor)
    compared: list[str] = []
    hashed = one_time_codes._hash
    monkeypatch.setattr(one_time_codes, "_hash", lambda *given: compared.append(given[-1]) or hashed(*given))  # type: ignore[func-returns-value]
    answers = await asyncio.gather(*(_enter(igor, _other(code, number)) for number in range(1, 21)))
    assert len(compared) == TRIES
    assert answers == [["WRONG_CODE"]] * 20
    assert await site.database.fetchval("SELECT tries FROM one_time_code") == TRIES


async def test_one_code_opens_once_however_often_it_comes(site: Site) -> None:
    igor = await site.sign_in("igor")
    code = await _code(site, igor)
    answers = await asyncio.gather(*(igor.data(ENTER, input={"code": code}) for _ in range(4)))
    ends = {answer["enterCard"]["until"] for answer in answers}
    assert len(ends) == 1 and None not in ends, "repeated, as after an answer that was lost, it is the same entry"
    site.clock.shift += dt.timedelta(minutes=1)
    assert (await igor.data(ENTER, input={"code": code}))["enterCard"]["until"] in ends, "which goes on no longer"
    assert await _enter(igor, _other(code, 1)) == ["WRONG_CODE"]
    await site.database.execute("UPDATE session SET card_until = NULL, card_used_at = NULL")
    assert await _enter(igor, code) == ["WRONG_CODE"], "and a card that was left is not opened by it"
    await site.database.execute(
        "UPDATE session SET card_until = $1, card_used_at = $2", site.clock() + dt.timedelta(hours=1), site.clock()
    )
    site.clock.shift += CODE_LIFE
    assert await _enter(igor, code) == ["WRONG_CODE"], "nor is it right for ever"


async def test_a_new_code_replaces_the_old_one(site: Site) -> None:
    igor = await site.sign_in("igor")
    old = await _code(site, igor)
    new = await _code(site, igor)
    if old != new:
        assert await _enter(igor, old) == ["WRONG_CODE"]
    assert await _enter(igor, new) == []


async def test_a_code_belongs_to_the_session_that_asked(site: Site) -> None:
    first, second = await site.sign_in("igor"), await site.sign_in("igor")
    code = await _code(site, first)
    assert await _enter(second, code) == ["WRONG_CODE"]
    theirs = await _code(site, second)
    if theirs != code:
        assert await _enter(first, theirs) == ["WRONG_CODE"]
    stranger = await site.sign_in("stranger")
    assert await _enter(stranger, code) == ["WRONG_CODE"]
    assert await _enter(first, code) == [] and await _enter(second, theirs) == []


async def test_a_minute_between_codes_and_ten_an_hour_over_all_sessions(site: Site) -> None:
    people = [await site.sign_in("igor") for _ in range(3)]
    assert (await people[0].data(ASK))["requestCardEntryCode"]["userErrors"] == []
    soon = (await people[0].data(ASK))["requestCardEntryCode"]
    assert [error["code"] for error in soon["userErrors"]] == ["TOO_SOON"] and soon["sentTo"] is None
    for number in range(1, CODES_AN_HOUR):
        await _code(site, people[number % 3])
    site.clock.shift += COOLDOWN + SECOND
    for person in people:
        assert [e["code"] for e in (await person.data(ASK))["requestCardEntryCode"]["userErrors"]] == ["TOO_SOON"]
    assert len(await site.outbox("igor")) >= CODES_AN_HOUR
    other = await site.sign_in("maria")
    assert (await other.data(ASK))["requestCardEntryCode"]["userErrors"] == [], "other accounts have hours of their own"
    site.clock.shift += dt.timedelta(hours=1)
    assert (await people[0].data(ASK))["requestCardEntryCode"]["userErrors"] == []


async def test_asking_twice_at_once_sends_one_code(site: Site) -> None:
    igor = await site.sign_in("igor")
    before = len(await site.outbox("igor"))
    answers = await asyncio.gather(*(igor.data(ASK) for _ in range(5)))
    codes = [[error["code"] for error in answer["requestCardEntryCode"]["userErrors"]] for answer in answers]
    assert sorted(codes) == [[], *[["TOO_SOON"]] * 4]
    assert len(await site.outbox("igor")) == before + 1


async def test_the_answer_shows_no_more_of_the_phone_than_its_end(site: Site) -> None:
    igor = await site.sign_in("igor")
    phone = await site.database.fetchval("SELECT phone FROM account WHERE login = 'igor'")
    payload = (await igor.data(ASK))["requestCardEntryCode"]
    assert payload["sentTo"] == f"{phone[:2]} ••• •••-{phone[-4:-2]}-{phone[-2:]}"


async def test_without_a_phone_no_code_goes_out(site: Site) -> None:
    igor = await site.sign_in("igor")
    phone = await site.database.fetchval("SELECT phone FROM account WHERE login = 'igor'")
    await site.database.execute("UPDATE account SET phone = NULL WHERE login = 'igor'")
    payload = (await igor.data(ASK))["requestCardEntryCode"]
    await site.database.execute("UPDATE account SET phone = $1 WHERE login = 'igor'", phone)
    assert [error["code"] for error in payload["userErrors"]] == ["NO_PHONE"]
    assert (await igor.data(ASK))["requestCardEntryCode"]["userErrors"] == []


async def test_an_outage_of_the_gateway_is_told_and_costs_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    igor = await site.sign_in("igor")
    sms = site.http._transport.app.state.registries.sms  # type: ignore[attr-defined]

    async def out(phone: str, text: str) -> None:
        raise SmsUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(sms, "send", out)
        payload = (await igor.data(ASK))["requestCardEntryCode"]
    assert [error["code"] for error in payload["userErrors"]] == ["UNAVAILABLE"]
    assert (await igor.data(ASK))["requestCardEntryCode"]["userErrors"] == [], "it may be asked for again at once"


UNEASY: list[tuple[str, bool]] = [
    ("{code}", True),
    (" {code}\n", True),
    ("{a}\u00a0{b}", True),
    ("{a}-{b}", True),
    ("{a}\u2013{b}", True),
    ("{wide}", True),
    ("{arabic}", False),
    ("+{code}", False),
    ("0{code}", False),
    ("{code}0", False),
    ("{code}.0", False),
    ("{code}\x00", False),
    ("0x{code}", False),
    ("", False),
    ("{code}" * 10_000, False),
    ("💥", False),
]


@pytest.mark.parametrize("case", UNEASY, ids=lambda case: ascii(case[0])[:30])
async def test_a_code_is_six_digits_however_they_are_typed(site: Site, case: tuple[str, bool]) -> None:
    igor = await site.sign_in("igor")
    code = await _code(site, igor)
    forms = {
        "code": code,
        "a": code[:3],
        "b": code[3:],
        "wide": "".join(chr(0xFF10 + int(digit)) for digit in code),
        "arabic": "".join(chr(0x0660 + int(digit)) for digit in code),
    }
    assert await _enter(igor, case[0].format(**forms)) == ([] if case[1] else ["WRONG_CODE"])
    if not case[1]:
        assert await site.database.fetchval("SELECT tries FROM one_time_code ORDER BY id DESC LIMIT 1") == 0
        assert await _enter(igor, code) == [], "what cannot be a code costs no try"


async def test_fifteen_idle_minutes_close_the_card_and_reading_keeps_it_open(site: Site) -> None:
    igor = await site.sign_in("igor")
    await _enter(igor, await _code(site, igor))
    site.clock.shift += 14 * MINUTE
    assert await _opens(site, igor)
    site.clock.shift += 14 * MINUTE
    assert await _opens(site, igor), "the read before moved the idle clock"
    site.clock.shift += 15 * MINUTE + SECOND
    assert not await _opens(site, igor)
    assert not await _opens(site, igor), "a refused read opens nothing again"
    assert await _enter(igor, await _code(site, igor)) == []
    assert await _opens(site, igor)


async def test_sixty_minutes_close_the_card_whatever_is_read(site: Site) -> None:
    igor = await site.sign_in("igor")
    await _enter(igor, await _code(site, igor))
    for _ in range(5):
        site.clock.shift += 10 * MINUTE
        assert await _opens(site, igor)
    site.clock.shift += CARD_LIFE - 50 * MINUTE - SECOND
    assert await _opens(site, igor)
    site.clock.shift += 2 * SECOND
    assert not await _opens(site, igor)


async def test_polling_does_not_keep_the_card_open(site: Site) -> None:
    igor = await site.sign_in("igor")
    await _enter(igor, await _code(site, igor))
    patient = await site.patient("Игорь")

    async def poll() -> dict[str, Any]:
        response = await site.http.post(
            "/graphql",
            json={"query": RECORD, "variables": {"id": patient}},
            headers={"Authorization": f"Bearer {igor.token}", "Medcard-Activity": "background"},
        )
        answer: dict[str, Any] = response.json()
        return answer

    for _ in range(3):
        site.clock.shift += 5 * MINUTE - SECOND
        assert "errors" not in await poll()
    site.clock.shift += 4 * SECOND
    assert (await poll())["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"


async def test_signing_in_or_asking_who_one_is_does_not_keep_the_card_open(site: Site) -> None:
    igor = await site.sign_in("igor")
    await _enter(igor, await _code(site, igor))
    site.clock.shift += 10 * MINUTE
    await igor.data("{ viewer { account { login } records { patientId } } }")
    site.clock.shift += 5 * MINUTE + SECOND
    assert not await _opens(site, igor)


async def test_the_code_is_in_no_log_and_in_no_table(
    site: Site, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    igor = await site.sign_in("igor")
    with caplog.at_level(logging.DEBUG):
        code = await _code(site, igor)
        await _enter(igor, _other(code))
        await _enter(igor, code)
    printed = capsys.readouterr()
    logged = caplog.text + printed.out + printed.err
    assert code not in logged and igor.token not in logged
    for table in ("one_time_code", "session", "sign_in_attempt", "access_log", "access_log_counter", "installation"):
        rows = await site.database.fetch(f"SELECT t::text AS text FROM {table} t")
        # A code's digits may stand by chance within a hash or a moment, so whole words are looked for.
        words = {word for row in rows for word in row["text"].replace("(", ",").replace(")", ",").split(",")}
        assert code not in words and igor.token not in words, table
    kept = await site.database.fetchval("SELECT code_hash FROM one_time_code ORDER BY id DESC LIMIT 1")
    assert len(kept) == 32
