"""What is written into a record: by whom, in versions, never in place (policy.md, matrix W, principles 2, 4, 5; CMP-04)."""

import asyncio
import datetime as dt
import hashlib
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from backend.models.vocabulary import NO_LABELS, AccountLevel, Confidentiality, Kind, Label, Role
from backend.policy.sealing import IdSealer
from backend.policy.standing import DOCTORS, EVERYONE, Standing
from backend.policy.writing import writers
from backend.services.actor import Actor
from backend.services.notices.rules import row_policy
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.encounters import own_open_encounter
from backend.services.record_keeping.entries import (
    Content,
    Superseded,
    Written,
    hold_entry,
    withdraw_entry,
    write_entry,
    write_version,
)
from backend.services.record_keeping.right import RecordRules, right_on
from backend.services.refusal import Refused
from tests.client import Person, Site
from tests.world import World

Place = tuple[Site, World]
ONE = "query($id: ID!) { node(id: $id) { id ... on ChildDataEntry { substance versions { id version current } } } }"
REPORT = "query($id: ID!) { node(id: $id) { id ... on LabReport { conclusion versions { id version current } } } }"


async def _actor(connection: asyncpg.Connection, token: str) -> Actor:
    token_hash = hashlib.sha256(token.encode()).digest()
    row = await connection.fetchrow(
        "SELECT s.id, a.id AS account_id, a.person_id, a.roles FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1",
        token_hash,
    )
    assert row is not None
    roles = frozenset(Role(role) for role in row["roles"])
    return Actor(
        row["id"], row["account_id"], row["person_id"], AccountLevel.FULL, roles, None, "127.0.0.1", uuid.uuid4()
    )


async def _rules(site: Site, connection: asyncpg.Connection) -> RecordRules:
    settings = site.settings
    policy = await row_policy(connection, sensitive_teen=settings.sensitive_teen, teen_hide=settings.teen_hide)
    return RecordRules(policy, settings.accepted_policy_regions)


@asynccontextmanager
async def _acting(place: Place, standing: Standing, wanted: Standing = EVERYONE, **given: Any) -> AsyncIterator[Any]:
    """A transaction with the right of one standing on its record, or on `patient`."""
    site, made = place
    connection = await asyncpg.connect(**site.address.connect_arguments())
    try:
        async with connection.transaction():
            yield (
                connection,
                await right_on(
                    connection,
                    await _rules(site, connection),
                    await _actor(connection, made.tokens[standing]),
                    given.get("patient", made.patients[standing]),
                    wanted,
                    given.get("at", dt.datetime.now(dt.UTC)),
                ),
            )
    finally:
        await connection.close()


def _allergy(substance: str) -> Content:
    return Content(
        Kind.CHILD_DATA, dt.date(2026, 1, 5), "Аллергия", {"kind": "ALLERGY", "substance": substance}, search=["орех"]
    )


def _report(conclusion: str, labels: Label = NO_LABELS) -> Content:
    return Content(
        Kind.LAB_REPORTS,
        dt.date(2026, 1, 5),
        "Анализ",
        {"conclusion": conclusion},
        labels=labels,
        confidentiality=Confidentiality.R if labels else Confidentiality.N,
        released_at=dt.datetime.now(dt.UTC),
    )


def _sealer(site: Site) -> IdSealer:
    return IdSealer(site.settings.key("id"))


async def _write(place: Place, standing: Standing, content: Content) -> Written:
    async with _acting(place, standing) as (connection, right):
        return await write_entry(connection, _sealer(place[0]), right, content)


async def _change(place: Place, standing: Standing, public_id: str, content: Content) -> Written:
    async with _acting(place, standing) as (connection, right):
        earlier = await hold_entry(connection, right, _sealer(place[0]).open(public_id), content.kind)
        return await write_version(connection, _sealer(place[0]), right, earlier, content)


async def _shown(place: Place, standing: Standing, query: str, public_id: str) -> Any:
    site, made = place
    return (await Person(site, made.tokens[standing]).ask(query, id=public_id))["data"]["node"]


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
@pytest.mark.parametrize(
    "kind", [Kind.HEALTH_DIARY, Kind.CHILD_DATA, Kind.EXAMINATION_PROTOCOLS, Kind.RENDERED_SERVICES]
)
async def test_the_matrix_says_who_writes(world: Place, standing: Standing, kind: Kind) -> None:
    """Matrix, W: diary by the patient and a child's representatives; child data by representatives; doctors their own."""
    child = Standing.PARENT_OF_CHILD | Standing.GUARDIAN | Standing.TRUSTEE_OF_CHILD
    teen = Standing.PARENT_OF_TEEN | Standing.TRUSTEE_OF_TEEN
    allowed = {
        Kind.HEALTH_DIARY: Standing.SELF_TEEN | Standing.SELF_ADULT | child,
        Kind.CHILD_DATA: child | teen,
        Kind.EXAMINATION_PROTOCOLS: Standing.TREATING_DOCTOR,
        Kind.RENDERED_SERVICES: Standing(0),
    }[kind]
    if standing & allowed:
        async with _acting(world, standing, writers(kind)) as (_, right):
            assert right.standings == standing
    else:
        with pytest.raises(Refused, match="FORBIDDEN"):
            async with _acting(world, standing, writers(kind)):
                pass


async def test_a_record_of_another_and_one_of_nobody_are_refused_alike(world: Place) -> None:
    for patient in (world[1].patients[Standing.SELF_ADULT], 987_654, 0):
        with pytest.raises(Refused, match="FORBIDDEN"):
            async with _acting(world, Standing.PARENT_OF_CHILD, patient=patient):
                pass


async def test_writing_waits_for_the_code_of_the_card_whatever_the_record(world: Place) -> None:
    """REQ-11: without the code an existing record and a missing one answer the same."""
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)
    for patient in (world[1].patients[Standing.PARENT_OF_CHILD], 987_654):
        with pytest.raises(Refused, match="STEP_UP_REQUIRED"):
            async with _acting(world, Standing.PARENT_OF_CHILD, patient=patient, at=later):
                pass
    with pytest.raises(Refused, match="FORBIDDEN"):
        async with _acting(world, Standing.PARENT_OF_CHILD, DOCTORS, at=later):
            pass


async def test_a_change_is_a_new_version_and_the_earlier_one_stays_as_it_was(world: Place) -> None:
    parent = Standing.PARENT_OF_CHILD
    first = await _write(world, parent, _allergy("Орехи"))
    second = await _change(world, parent, first.public_id, _allergy("Арахис"))
    versions = [
        {"id": first.public_id, "version": 1, "current": False},
        {"id": second.public_id, "version": 2, "current": True},
    ]
    assert await _shown(world, parent, ONE, second.public_id) == {
        "id": second.public_id,
        "substance": "Арахис",
        "versions": versions,
    }
    assert await _shown(world, parent, ONE, first.public_id) == {
        "id": first.public_id,
        "substance": "Орехи",
        "versions": versions,
    }
    listed = await Person(world[0], world[1].tokens[parent]).data(
        "query($id: ID!) { record(patientId: $id) { childData(first: 50) { nodes { id } } } }",
        id=world[1].patient_key(parent),
    )
    ids = [node["id"] for node in listed["record"]["childData"]["nodes"]]
    assert second.public_id in ids and first.public_id not in ids


async def test_a_withdrawn_entry_is_gone_with_all_its_versions(world: Place) -> None:
    parent = Standing.PARENT_OF_CHILD
    first = await _write(world, parent, _allergy("Пыль"))
    second = await _change(world, parent, first.public_id, _allergy("Клещ"))
    async with _acting(world, parent) as (connection, right):
        await withdraw_entry(
            connection, await hold_entry(connection, right, _sealer(world[0]).open(second.public_id), Kind.CHILD_DATA)
        )
    assert await _shown(world, parent, ONE, first.public_id) is None
    assert await _shown(world, parent, ONE, second.public_id) is None
    with pytest.raises(Refused, match="NOT_FOUND"):
        await _change(world, parent, second.public_id, _allergy("Клещ"))


async def test_of_two_changes_at_once_one_stands_and_the_other_is_told_of_it(world: Place) -> None:
    parent = Standing.PARENT_OF_CHILD
    first = await _write(world, parent, _allergy("Молоко"))
    results = await asyncio.gather(
        *(_change(world, parent, first.public_id, _allergy(word)) for word in ("Сыр", "Творог", "Кефир")),
        return_exceptions=True,
    )
    stored = [one for one in results if isinstance(one, Written)]
    told = [one for one in results if isinstance(one, Superseded)]
    assert len(stored) == 1 and len(told) == 2
    assert {one.current_id for one in told} == {stored[0].public_id}
    assert [one.code for one in told] == ["CONFLICT", "CONFLICT"]


async def test_an_entry_of_another_record_or_kind_is_not_found(world: Place) -> None:
    first = await _write(world, Standing.PARENT_OF_CHILD, _allergy("Рыба"))
    opened = _sealer(world[0]).open(first.public_id)
    for standing, kind in (
        (Standing.GUARDIAN, Kind.CHILD_DATA),
        (Standing.PARENT_OF_CHILD, Kind.HEALTH_DIARY),
        (Standing.SELF_ADULT, Kind.CHILD_DATA),
    ):
        async with _acting(world, standing) as (connection, right):
            with pytest.raises(Refused, match="NOT_FOUND"):
                await hold_entry(connection, right, opened, kind)


async def test_an_earlier_version_is_seen_by_nobody_who_does_not_see_the_newest(world: Place) -> None:
    """An entry found sensitive later takes its history along; one that was opened later does not show what was closed."""
    _, made = world
    parent = Standing.PARENT_OF_TEEN
    patient = made.patients[parent]
    plain = await _write(world, parent, _report("обычный"))
    closed = await _change(world, parent, plain.public_id, _report("закрытый", Label.STI))
    for one in (plain, closed):
        assert await _shown(world, parent, REPORT, one.public_id) is None
    opened = _sealer(world[0]).seal(Kind.LAB_REPORTS, patient, 999_111)
    first = await made.entry(patient, Kind.LAB_REPORTS, labels=int(Label.STI), confidentiality=1, status=1)
    await made.database.execute(
        "INSERT INTO record_entry (id, patient_id, public_id, kind, start_key, event_date, set_id, version, status) "
        "VALUES (999111, $1, $2, 2, 2, '2026-01-05', $3, 2, 0)",
        patient,
        opened,
        first,
    )
    shown = await _shown(world, parent, REPORT, opened)
    assert shown["versions"] == [{"id": opened, "version": 1, "current": True}]
    hidden = await made.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", first)
    assert await _shown(world, parent, REPORT, hidden) is None


async def test_a_hidden_version_of_a_part_decides_nothing_of_the_visible_one(world: Place) -> None:
    """policy.md, principle 5: whether it is there changes no byte of the version that it belongs to."""
    _, made = world
    parent = Standing.PARENT_OF_TEEN
    patient = made.patients[parent]
    earlier = await made.entry(patient, Kind.EXAMINATION_PROTOCOLS, status=1)
    await made.entry(patient, Kind.EXAMINATION_PROTOCOLS, set_id=earlier, version=2)
    within = {"parent": earlier, "start_key": 1, "status": 1}
    referral = await made.entry(patient, Kind.REFERRAL, **within)
    shown = "query($id: ID!) { node(id: $id) { ... on ExaminationProtocol { referrals { id } } } }"
    public_id = await made.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", earlier)
    before = await _shown(world, parent, shown, public_id)
    assert len(before["referrals"]) == 1
    secret = {"labels": int(Label.PSYCHIATRY), "confidentiality": 1}
    await made.entry(patient, Kind.REFERRAL, set_id=referral, version=2, **within, **secret)
    assert await _shown(world, parent, shown, public_id) == before


async def test_every_act_stands_in_the_log(world: Place) -> None:
    """SCT-03: who, by what right, which section; nothing of what was written."""
    site, made = world
    async with _acting(world, Standing.PARENT_OF_CHILD) as (connection, right):
        await log_act(connection, right, "addChildData", [Kind.CHILD_DATA])
    row = await site.database.fetchrow(
        "SELECT account_id, standings, operation, sections FROM access_log WHERE patient_id = $1 ORDER BY seq DESC LIMIT 1",
        made.patients[Standing.PARENT_OF_CHILD],
    )
    assert row is not None
    assert (row["account_id"], row["standings"], row["operation"], row["sections"]) == (
        right.actor.account_id,
        int(Standing.PARENT_OF_CHILD),
        "addChildData",
        [int(Kind.CHILD_DATA)],
    )


async def test_a_doctor_writes_in_an_own_open_encounter_alone(world: Place) -> None:
    """policy.md ⁵: reading goes on for 72 hours after the end, writing does not."""
    _, made = world
    doctor = Standing.TREATING_DOCTOR
    async with _acting(world, doctor) as (connection, right):
        assert (await own_open_encounter(connection, right)).practitioner_id == 1
        await connection.execute(
            "UPDATE encounter SET closed_at = $2 WHERE patient_id = $1", made.patients[doctor], right.at
        )
        with pytest.raises(Refused, match="ENCOUNTER_CLOSED"):
            await own_open_encounter(connection, right)
        await connection.execute("UPDATE encounter SET closed_at = NULL WHERE patient_id = $1", made.patients[doctor])
    with pytest.raises(Refused, match="ENCOUNTER_CLOSED"):
        async with _acting(world, Standing.EMERGENCY_DOCTOR) as (connection, right):
            await own_open_encounter(connection, right)
