"""Share links (PAP-04): chosen sections for who has link and PIN, for a while, taken back at any time, every opening in sight."""

import asyncio
import base64
import datetime as dt
import json
import re
from typing import Any

import pytest
import structlog

from backend.database import open_pool
from backend.models.vocabulary import Kind
from backend.policy.standing import SHARERS, Standing
from backend.services.forgetting import forget_old
from backend.services.passwords import verify_password
from backend.services.share_links import opening
from backend.telemetry import set_up_logs
from tests.client import Person, Site
from tests.emptying import empty
from tests.exports.ordering import leaves
from tests.sharing.links import PASSCODE, REVOKE, codes, create, listed, made
from tests.sharing.viewer import decrypted, manifest, opened, parsed
from tests.world import World

PARENT = Standing.PARENT_OF_CHILD
Place = tuple[Site, World]
LOG = """query($id: ID!) { record(patientId: $id) { accessLog(first: 50) { nodes { who sections operation standings } } } }"""
NOTICES = "{ viewer { notifications(first: 20) { nodes { kind patientId } } } }"


def _parent(place: Place) -> tuple[Person, str]:
    site, world = place
    return Person(site, world.tokens[PARENT]), world.patient_key(PARENT)


async def test_any_viewer_opens_the_chosen_sections_and_nothing_else(place: Place) -> None:
    site, _ = place
    person, patient = _parent(place)
    link, own = await made(person, patient, sections=["VACCINATIONS", "SICK_LEAVES"])
    assert link.startswith(f"{site.settings.origin}/s#shlink:/") and own["state"] == "OPEN"
    bundle = await opened(site.http, link, PASSCODE)
    assert bundle["type"] == "document"
    types = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert types == {"Composition", "Patient", "Organization", "Practitioner", "Immunization", "DocumentReference"}
    composition = bundle["entry"][0]["resource"]
    assert [section["title"] for section in composition["section"]][:3] == ["Пациент", "Прививки", "Больничные"]
    assert all("http://www.w3.org/1999/xhtml" in section["text"]["div"] for section in composition["section"])
    said = " ".join(map(str, leaves(bundle)))
    assert "Запись VACCINATIONS" in said
    for kind in Kind:
        if kind not in (Kind.VACCINATIONS, Kind.SICK_LEAVES):
            assert f"Запись {kind.name}" not in said, kind
    patient_resource = next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Patient")
    assert not {"telecom", "address", "managingOrganization"} & patient_resource.keys(), "nobody chose those"


async def test_a_file_too_long_to_embed_is_fetched_within_a_minute_and_never_after(place: Place) -> None:
    site, _ = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    answer = await manifest(site.http, link, PASSCODE, embeddedLengthMax=10)
    (file,) = answer.json()["files"]
    assert "embedded" not in file
    fetched = await site.http.get(file["location"])
    assert decrypted(fetched.text, parsed(link).key)["resourceType"] == "Bundle"
    assert (await site.http.get(file["location"])).status_code == 404, "once"

    async def another() -> str:
        given = await manifest(site.http, link, PASSCODE, embeddedLengthMax=10)
        return str(given.json()["files"][0]["location"])

    late, after_revoking = await another(), await another()
    site.clock.shift = dt.timedelta(seconds=61)
    assert (await site.http.get(late)).status_code == 404
    site.clock.shift = dt.timedelta()
    at_once = await asyncio.gather(*(site.http.get(location) for location in [await another()] * 5))
    assert sorted(answer.status_code for answer in at_once) == [200, 404, 404, 404, 404]
    await person.data(REVOKE, input={"id": (await listed(person, patient))[0]["id"]})
    assert (await site.http.get(after_revoking)).status_code == 404
    assert (await site.http.get(f"{site.settings.origin}/share/files/{'A' * 43}")).status_code == 404


async def test_what_opens_nothing_is_told_alike_whatever_the_reason(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, world = place
    person, patient = _parent(place)
    gone: dict[str, str] = {}
    gone["revoked"], own = await made(person, patient)
    revoked = await person.data(REVOKE, input={"id": own["id"]})
    assert revoked["revokeShareLink"]["shareLink"]["state"] == "REVOKED"
    gone["expired"], own = await made(person, patient, term="HOUR")
    await world.database.execute(
        "UPDATE share_link SET created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' "
        "WHERE id = (SELECT max(id) FROM share_link)"
    )
    gone["locked"], _ = await made(person, patient)
    await world.database.execute("UPDATE share_link SET tries_left = 0 WHERE id = (SELECT max(id) FROM share_link)")
    living, _ = await made(person, patient)
    # Links of the same form that were never made.
    gone["unknown"] = _with_address(living, "A" * 43)
    gone["odd"] = _with_address(living, "a\u0416%00")
    gone["long"] = _with_address(living, "a" * 80)
    compared: list[str | None] = []

    async def counted(passcode: str, stored: str | None) -> bool:
        compared.append(stored)
        return await verify_password(passcode, stored)

    monkeypatch.setattr(opening, "verify_password", counted)
    answers = {}
    for name, link in gone.items():
        answers[name] = await manifest(site.http, link, PASSCODE)
        await empty(world.database, "sign_in_attempt")
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({answer.content for answer in answers.values()}) == 1
    assert compared == [None] * len(gone), "each costs the slow comparison, with nobody's hash"
    assert (await manifest(site.http, living, PASSCODE)).status_code == 200
    assert {one["state"] for one in await listed(person, patient)} == {"REVOKED", "EXPIRED", "LOCKED", "OPEN"}


def _with_address(link: str, address: str) -> str:
    payload = json.loads(base64.urlsafe_b64decode(link.split("shlink:/")[1] + "=="))
    payload["url"] = payload["url"].rsplit("/", 1)[0] + "/" + address
    return "shlink:/" + base64.urlsafe_b64encode(json.dumps(payload).encode()).rstrip(b"=").decode()


async def test_five_wrong_pins_are_all_that_a_link_bears_in_its_life(place: Place) -> None:
    site, _ = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    assert (await manifest(site.http, link, None)).json()["remainingAttempts"] == 5, "no PIN is no guess"
    for left in (4, 3, 2):
        wrong = await manifest(site.http, link, "000001")
        assert (wrong.status_code, wrong.json()["remainingAttempts"]) == (401, left)
    assert (await manifest(site.http, link, PASSCODE)).status_code == 200
    for left in (1, 0):
        assert (await manifest(site.http, link, "000001")).json()["remainingAttempts"] == left, (
            "a right one gives back none"
        )
    assert (await manifest(site.http, link, PASSCODE)).status_code == 404
    (one,) = await listed(person, patient)
    assert (one["state"], one["triesLeft"]) == ("LOCKED", 0)
    assert [opening["outcome"] for opening in one["openings"]].count("WRONG_PASSCODE") == 5


async def test_twenty_pins_at_once_gain_no_try(place: Place) -> None:
    site, world = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    guesses = [f"{number:06}" for number in range(20)]
    answers = await asyncio.gather(*(manifest(site.http, link, guess) for guess in guesses))
    compared = [answer for answer in answers if answer.status_code == 401]
    assert len(compared) <= 5
    assert {answer.status_code for answer in answers} <= {401, 404, 429}
    await empty(world.database, "sign_in_attempt")
    left = await world.database.fetchval("SELECT tries_left FROM share_link")
    assert left == 5 - len(compared)
    assert await world.database.fetchval("SELECT count(*) FROM share_opening") == len(compared)


async def test_an_address_that_guesses_waits(place: Place) -> None:
    site, _ = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    unknown = _with_address(link, "B" * 43)
    statuses = [(await manifest(site.http, unknown, PASSCODE)).status_code for _ in range(12)]
    assert statuses == [404] * 10 + [429] * 2
    waits = await manifest(site.http, link, PASSCODE)
    assert waits.status_code == 429 and waits.headers["retry-after"] == "900"
    site.clock.shift = dt.timedelta(minutes=16)
    assert (await manifest(site.http, link, PASSCODE)).status_code == 200


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
async def test_who_decides_for_the_patient_alone_makes_links(place: Place, standing: Standing) -> None:
    site, given = place
    person = Person(site, given.tokens[standing])
    found = await codes(person, given.patient_key(standing))
    assert found == ([] if standing & SHARERS else ["FORBIDDEN"])
    assert await codes(person, "AAAAAAAAAAAAAAAAAAAAAA") == ["FORBIDDEN"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE access_grant SET revoked_at = now() WHERE patient_id = $1",
        "UPDATE person SET birth_date = birth_date - interval '11 years' WHERE id = $1",
        "UPDATE legal_representation SET state = 'ENDED', ends_on = current_date - 1 WHERE patient_id = $1",
        "UPDATE person SET deceased_on = current_date WHERE id = $1",
        "UPDATE insurance_policy SET state = 'INVALID' WHERE patient_id = $1",
        "UPDATE account SET disabled_at = now() WHERE id = (SELECT grantee_id FROM access_grant WHERE patient_id = $1)",
        "UPDATE account SET level = 'BASIC' WHERE id = (SELECT grantee_id FROM access_grant WHERE patient_id = $1)",
        "UPDATE access_grant SET granted_at = now() + interval '1 second' WHERE patient_id = $1",
        """INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on,
             proposed_by_id, proposed_at, confirmed_by_id, confirmed_at)
           SELECT $1, representative_id, 'RESTRICTION', 'IN_FORCE', '1', 'Суд', current_date - 2, current_date - 1,
             (SELECT min(id) FROM account), now(), (SELECT max(id) FROM account), now()
           FROM legal_representation WHERE patient_id = $1""",
    ],
    ids=[
        "grant",
        "fifteen",
        "representation",
        "death",
        "policy",
        "closed account",
        "level",
        "another grant",
        "court act",
    ],
)
async def test_a_link_dies_with_the_standing_of_who_made_it_and_for_good(place: Place, change: str) -> None:
    site, world = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    waiting = (await manifest(site.http, link, PASSCODE, embeddedLengthMax=0)).json()["files"][0]["location"]
    async with _taken_back(world, change):
        dead = await manifest(site.http, link, PASSCODE)
        assert dead.status_code == 404, dead.text
        assert (await site.http.get(waiting)).status_code == 404
    assert (await manifest(site.http, link, PASSCODE)).status_code == 404, "what comes back later wakes no link"
    rows = await world.database.fetch("SELECT operation FROM access_log WHERE operation = 'OpenShareLink'")
    assert rows == [], "nothing was read"


class _taken_back:
    """A change, and afterwards the rows as they were."""

    def __init__(self, world: World, change: str) -> None:
        self._database, self._change, self._patient = world.database, change, world.patients[PARENT]
        self._kept: dict[str, list[Any]] = {}

    async def __aenter__(self) -> None:
        for table in ("access_grant", "person", "legal_representation", "insurance_policy", "account"):
            self._kept[table] = await self._database.fetch(f"SELECT * FROM {table}")
        await self._database.execute(self._change, self._patient)

    async def __aexit__(self, *_: object) -> None:
        await self._database.execute("DELETE FROM court_act")
        for table, rows in self._kept.items():
            for row in rows:
                columns = [name for name in dict(row) if name != "id" and not name.startswith("number_")]
                sets = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 2))
                await self._database.execute(
                    f"UPDATE {table} SET {sets} WHERE id = $1", row["id"], *(row[name] for name in columns)
                )


async def test_openings_stand_in_the_log_and_in_the_links_list_and_the_first_is_told(place: Place) -> None:
    site, world = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    await manifest(site.http, link, "000001", recipient="Кто-то")
    await opened(site.http, link, PASSCODE, recipient="  Логопед\u202e \n Иванова " + "и" * 100)
    await opened(site.http, link, PASSCODE, embeddedLengthMax=0)
    (one,) = await listed(person, patient)
    stated = [(opening["recipient"], opening["outcome"]) for opening in one["openings"]]
    name = ("Логопед Иванова " + "и" * 100)[:80]
    assert stated == [("Логопед Иванова", "OPENED"), (name, "OPENED"), ("Кто-то", "WRONG_PASSCODE")]
    lines = (await person.data(LOG, id=patient))["record"]["accessLog"]["nodes"]
    by_link = [line for line in lines if line["operation"] == "OpenShareLink"]
    assert [line["who"] for line in by_link] == ["По вашей ссылке: Логопед Иванова", f"По вашей ссылке: {name}"]
    assert {tuple(line["sections"]) for line in by_link} == {("VACCINATIONS",)}
    assert {tuple(line["standings"]) for line in by_link} == {("PARENT_OF_CHILD",)}
    assert "createShareLink" in [line["operation"] for line in lines]
    told = (await person.data(NOTICES))["viewer"]["notifications"]["nodes"]
    assert [one for one in told if one["kind"] == "LINK_OPENED"] == [{"kind": "LINK_OPENED", "patientId": patient}]
    # The other parent learns that a representative's link was opened, and not by whom.
    await _other_parent(world)
    other = Person(site, "token-other")
    seen = (await other.data(LOG, id=patient))["record"]["accessLog"]["nodes"]
    assert {line["who"] for line in seen if line["operation"] == "OpenShareLink"} == {
        "По ссылке законного представителя"
    }
    assert await listed(other, patient) == []
    refused = await other.data(REVOKE, input={"id": one["id"]})
    assert [error["code"] for error in refused["revokeShareLink"]["userErrors"]] == ["NOT_FOUND"]


async def _other_parent(world: World) -> None:
    patient = world.patients[PARENT]
    await world.person(900, dt.date(1985, 1, 1))
    await world.account(900, 900, ["CITIZEN"])
    await world.grant(patient, 900)
    await world.represent(patient, 900, "PARENT")
    await world.session(900, "token-other")


async def test_a_repeated_call_tells_the_same_link_and_makes_no_second(place: Place) -> None:
    site, world = place
    person, patient = _parent(place)
    link, own = await made(person, patient, clientMutationId="once")
    again, same = await made(person, patient, clientMutationId="once")
    assert (again, same["id"]) == (link, own["id"])
    assert await codes(person, patient, clientMutationId="once", passcode="918273") == ["CONFLICT"]
    assert await world.database.fetchval("SELECT count(*) FROM share_link") == 1
    await person.data(REVOKE, input={"id": own["id"]})
    over = await create(person, patient, clientMutationId="once")
    assert (over["link"], over["shareLink"]["state"]) == (None, "REVOKED")
    locked, _ = await made(person, patient, clientMutationId="locked")
    for _ in range(5):
        await manifest(site.http, locked, "000001")
    over = await create(person, patient, clientMutationId="locked")
    assert (over["link"], over["shareLink"]["state"]) == (None, "LOCKED")
    both = await asyncio.gather(*(create(person, patient, clientMutationId="race") for _ in range(4)))
    assert len({one["link"] for one in both}) == 1
    assert await world.database.fetchval("SELECT count(*) FROM share_link") == 3
    assert (await manifest(site.http, both[0]["link"], PASSCODE)).status_code == 200


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"sections": []}, "REQUIRED"),
        ({"passcode": "12345"}, "WRONG_FORMAT"),
        ({"passcode": "1234567890123"}, "WRONG_FORMAT"),
        ({"passcode": "80421а"}, "WRONG_FORMAT"),
        ({"passcode": "٨٠٤٢١٣"}, "WRONG_FORMAT"),
        ({"passcode": "123456"}, "PASSCODE_TOO_SIMPLE"),
        ({"passcode": "876543"}, "PASSCODE_TOO_SIMPLE"),
        ({"passcode": "777777"}, "PASSCODE_TOO_SIMPLE"),
        ({"passcode": "121212"}, "PASSCODE_TOO_SIMPLE"),
    ],
)
async def test_a_link_without_sense_is_refused(place: Place, given: dict[str, Any], code: str) -> None:
    person, patient = _parent(place)
    assert await codes(person, patient, **given) == [code]


async def test_an_account_has_ten_living_links_at_most(place: Place) -> None:
    person, patient = _parent(place)
    for _ in range(10):
        await made(person, patient)
    assert await codes(person, patient) == ["TOO_MANY_LINKS"]
    await person.data(REVOKE, input={"id": (await listed(person, patient))[0]["id"]})
    assert await codes(person, patient) == []


async def test_a_link_needs_the_record_open_and_is_told_once(place: Place) -> None:
    _site, world = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    secret = parsed(link).url.rsplit("/", 1)[1]
    everything = str(await listed(person, patient))
    assert "shlink" not in everything and secret not in everything and PASSCODE not in everything
    await world.database.execute("UPDATE session SET card_used_at = now() - interval '1 hour'")
    assert await codes(person, patient) == ["STEP_UP_REQUIRED"]


def _written(key: bytes) -> str:
    """A key as the link has it."""
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


async def test_nothing_kept_opens_a_link(place: Place) -> None:
    """Neither secret, nor PIN, nor content stands in the database, not even in what was asked."""
    site, world = place
    person, patient = _parent(place)
    link, _own = await made(person, patient, clientMutationId="kept")
    await opened(site.http, link, PASSCODE)
    found = parsed(link)
    secret, key = found.url.rsplit("/", 1)[1], _written(found.key)
    for table in (
        "share_link",
        "share_opening",
        "mutation_call",
        "access_log",
        "notification",
        "procrastinate_jobs",
        "sign_in_attempt",
    ):
        for row in await world.database.fetch(f"SELECT * FROM {table}"):
            kept = repr(tuple(row.values()))
            for value in row.values():
                if isinstance(value, bytes):
                    assert found.key not in value and secret.encode() not in value, table
            assert (
                key not in kept and secret not in kept and PASSCODE not in re.sub(r"datetime\S+|UUID\S+", "", kept)
            ), table
            assert "Запись" not in kept, table


async def test_logs_carry_neither_key_nor_pin_nor_content(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    site, _ = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    set_up_logs()
    try:
        structlog.get_logger().warning("what is logged is seen here")
        for passcode in ("000001", PASSCODE):
            await manifest(site.http, link, passcode)
        await manifest(site.http, _with_address(link, "C" * 43), PASSCODE)
    finally:
        structlog.reset_defaults()
    said = "".join(capfd.readouterr())
    assert "what is logged is seen here" in said
    for secret in (
        PASSCODE,
        "000001",
        _written(parsed(link).key),
        parsed(link).url.rsplit("/", 1)[1],
        "shlink",
        "Логопед",
        "Запись",
    ):
        assert secret not in said


async def test_any_page_may_ask_and_nothing_is_kept_on_the_way(place: Place) -> None:
    site, _ = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    url = parsed(link).url
    preflight = await site.http.options(url, headers={"Origin": "https://viewer.example"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-methods"] == "POST"
    answer = await site.http.post(
        url,
        json={"recipient": "В", "passcode": PASSCODE, "embeddedLengthMax": 0},
        headers={"Origin": "https://viewer.example"},
    )
    file = await site.http.get(answer.json()["files"][0]["location"])
    for response in (preflight, answer, file, await manifest(site.http, link, "000001")):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in response.headers
    assert (await site.http.get(url)).status_code == 405


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"[]", 400), (b"{}", 400), (b'{"recipient": ""}', 400), (b'{"recipient": 7}', 400),
        (b'{"recipient": "\\u202e\\u0000"}', 400), (b'{"recipient": "a", "passcode": 804213}', 400),
        (b'{"recipient": "a", "embeddedLengthMax": -1}', 400), (b'{"recipient": "a", "embeddedLengthMax": true}', 400),
        (b'{"recipient": "' + b"a" * 5000 + b'"}', 413), (b"\xff\xfe", 400),
    ],
)  # fmt: skip
async def test_odd_requests_are_refused_and_cost_no_try(place: Place, body: bytes, status: int) -> None:
    site, given = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    answer = await site.http.post(parsed(link).url, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert (await site.http.post(parsed(link).url, content=body)).status_code == 415
    assert await given.database.fetchval("SELECT tries_left FROM share_link") == 5


async def test_links_over_for_a_year_are_forgotten(place: Place) -> None:
    site, world = place
    person, patient = _parent(place)
    link, _own = await made(person, patient)
    await opened(site.http, link, PASSCODE)
    pool = await open_pool(site.address, 1, "test")
    try:
        now = dt.datetime.now(dt.UTC)
        await forget_old(pool, now + dt.timedelta(days=365))
        assert await world.database.fetchval("SELECT count(*) FROM share_opening") == 1
        await forget_old(pool, now + dt.timedelta(days=367))
    finally:
        await pool.close()
    assert await world.database.fetchval("SELECT count(*) FROM share_link") == 0
