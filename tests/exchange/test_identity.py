"""Whose record a file's Patient is: its identity is source, type and id."""

import itertools
import json
from typing import Any

import pytest

from backend.models.identifiers import luhn_check, snils_check
from tests.exchange.conftest import Desk
from tests.exchange.resources import JSON, SNILS_SYSTEM, bundle, observation, patient, prescription

_serials = itertools.count(820_000_001)
_ENP_SYSTEM = "urn:oid:1.2.643.2.69.1.1.1.6.228"


def _snils(number: int) -> str:
    nine = f"{number:09d}"
    return nine + snils_check(nine)


def _enp(number: int) -> str:
    fifteen = f"77{number:013d}"
    return fifteen + luhn_check(fifteen)


def _with_snils(value: str, **more: Any) -> JSON:
    return patient(identifier=[{"system": SNILS_SYSTEM, "value": value}], **more)


async def _somebody(desk: Desk, birth: str | None, checked: bool, **identifiers: str) -> int:
    """A person of the registry with identifiers."""
    id_ = await desk.database.fetchval("SELECT nextval(pg_get_serial_sequence('person', 'id'))")
    keys = (desk.sealer.seal(100, id_), desk.sealer.seal(101, id_))
    await desk.database.execute(
        "INSERT INTO person (id, patient_key, record_key, family_name, given_name, birth_date) "
        "VALUES ($1, $2, $3, 'Прежняя', 'Фамилия', $4::text::date)",
        id_,
        *keys,
        birth,
    )
    for kind, value in identifiers.items():
        await desk.database.execute(
            "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, $2, $3, $4)",
            id_,
            kind,
            value,
            checked,
        )
    return int(id_)


async def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    document = bundle(patient(), observation(), prescription())
    first = await desk.accepted(document)
    before = await desk.everything()
    second = await desk.accepted(document)
    assert first.total.stored == 3
    assert (second.total.stored, second.total.unchanged) == (0, 3)
    assert await desk.everything() == before


async def test_two_producers_patient_1_stay_two_people(desk: Desk) -> None:
    await desk.accepted(bundle(patient("1"), observation(subject="Patient/1")), "one of two")
    await desk.accepted(bundle(patient("1"), observation(subject="Patient/1")), "two of two")
    assert await desk.person_of("1", "one of two") != await desk.person_of("1", "two of two")


async def test_files_without_a_named_source_are_sources_of_their_own(desk: Desk) -> None:
    one, other = bundle(patient("1")), bundle(patient("1", gender="male"))
    before = await desk.database.fetchval("SELECT count(*) FROM person")
    await desk.accepted(one, "")
    await desk.accepted(other, "")
    assert await desk.database.fetchval("SELECT count(*) FROM person") == before + 2
    # The same content, written in another order and with other spaces, is the same file.
    again = b'{ "type": "collection", "resourceType": "Bundle", "entry": [ {"resource": '
    again += json.dumps(dict(reversed(patient("1").items()))).encode() + b"} ] }"
    report = await desk.bring(again, "")
    assert report.total.unchanged == 1


@pytest.mark.parametrize("kind", ["SNILS", "ENP"])
async def test_a_checked_national_identifier_with_the_same_birth_date_finds_the_person(desk: Desk, kind: str) -> None:
    value = _snils(810_000_001) if kind == "SNILS" else _enp(1)
    system = SNILS_SYSTEM if kind == "SNILS" else _ENP_SYSTEM
    known = await _somebody(desk, "1990-05-05", True, **{kind: value})
    await desk.accepted(bundle(patient(identifier=[{"system": system, "value": value}]), observation()))
    assert await desk.person_of() == known
    assert {row["patient_id"] for row in await desk.entries()} == {known}
    kept = await desk.database.fetchrow("SELECT family_name, birth_date::text AS born FROM person WHERE id = $1", known)
    assert tuple(kept) == ("Прежняя", "1990-05-05")  # a file changes nobody's demographics


@pytest.mark.parametrize(
    ("known_birth", "file_birth"),
    [("1990-05-05", "1990-05-06"), ("1990-05-05", "1990"), ("1990-05-05", None), (None, "1990-05-05")],
    ids=["another day", "a year only", "no birth date in the file", "no birth date in the registry"],
)
async def test_disagreement_about_the_birth_date_refuses_the_file(
    desk: Desk, known_birth: str | None, file_birth: str | None
) -> None:
    value = _snils(next(_serials))
    await _somebody(desk, known_birth, True, SNILS=value)
    document = _with_snils(value)
    if file_birth is None:
        del document["birthDate"]
    else:
        document["birthDate"] = file_birth
    assert "birthDate the birth date is not that of the person" in await desk.refused(bundle(document, observation()))


async def test_identifiers_of_two_people_refuse_the_file(desk: Desk) -> None:
    one, two = _snils(830_000_001), _enp(2)
    await _somebody(desk, "1990-05-05", True, SNILS=one)
    await _somebody(desk, "1990-05-05", True, ENP=two)
    both = patient(identifier=[{"system": SNILS_SYSTEM, "value": one}, {"system": _ENP_SYSTEM, "value": two}])
    assert "belong to different people" in await desk.refused(bundle(both))


async def test_an_unchecked_or_ended_identifier_finds_nobody(desk: Desk) -> None:
    unchecked, ended = _snils(840_000_001), _snils(840_000_002)
    people = {await _somebody(desk, "1990-05-05", False, SNILS=unchecked)}
    people.add(await _somebody(desk, "1990-05-05", True, SNILS=ended))
    await desk.database.execute("UPDATE person_identifier SET ended_on = '2020-01-01' WHERE value = $1", ended)
    for place, value in enumerate((unchecked, ended)):
        await desk.accepted(bundle(_with_snils(value, id=f"p{place}")))
        assert await desk.person_of(f"p{place}") not in people


@pytest.mark.parametrize(
    "identifier",
    [
        {"system": "http://hospital.example/mrn", "value": "M-1"},
        {"system": SNILS_SYSTEM, "value": "850-000-001 00"},
        {"system": SNILS_SYSTEM},
        {"system": SNILS_SYSTEM, "value": _snils(850_000_002), "use": "old"},
    ],
    ids=["a local number", "a wrong check digit", "no value", "an old one"],
)
async def test_names_birth_dates_and_local_numbers_find_nobody(desk: Desk, identifier: JSON) -> None:
    value = _snils(850_000_002)
    if not await desk.database.fetchval("SELECT EXISTS (SELECT FROM person_identifier WHERE value = $1)", value):
        await _somebody(desk, "1990-05-05", True, SNILS=value)
    await desk.accepted(bundle(patient(identifier=[identifier])))
    person = await desk.person_of()
    row = await desk.database.fetchrow("SELECT family_name, patronymic FROM person WHERE id = $1", person)
    assert tuple(row) == ("Иванов", "Ильич")


async def test_an_imported_identifier_is_never_checked(desk: Desk) -> None:
    value = _snils(860_000_001)
    await desk.accepted(bundle(_with_snils(value)))
    rows = await desk.database.fetch("SELECT checked FROM person_identifier WHERE value = $1", value)
    assert [row["checked"] for row in rows] == [False]
    # Hence it matches nobody who comes later.
    await desk.accepted(bundle(_with_snils(value)), "somebody else")
    assert await desk.person_of() != await desk.person_of(source="somebody else")


async def test_a_known_patient_whose_identifier_becomes_anothers_refuses_the_file(desk: Desk) -> None:
    await desk.accepted(bundle(patient()))
    value = _snils(870_000_001)
    await _somebody(desk, "1990-05-05", True, SNILS=value)
    assert "belongs to another person" in await desk.refused(bundle(_with_snils(value)))


async def test_a_known_patient_keeps_the_birth_date(desk: Desk) -> None:
    await desk.accepted(bundle(patient()))
    assert "not the one that this source sent before" in await desk.refused(bundle(patient(birthDate="2020-05-05")))


async def test_a_new_name_reaches_only_people_whom_nobody_checked(desk: Desk) -> None:
    await desk.accepted(bundle(patient()))
    person = await desk.person_of()
    await desk.accepted(bundle(patient(name=[{"family": "Новая"}])))
    assert await desk.database.fetchval("SELECT family_name FROM person WHERE id = $1", person) == "Новая"
    await desk.database.execute(
        "INSERT INTO account (login, password_hash, level, roles, person_id, created_at) "
        "VALUES ($1, '-', 'FULL', '{CITIZEN}', $2, now())",
        f"reader{person}",
        person,
    )
    await desk.accepted(bundle(patient(name=[{"family": "Чужая"}])))
    assert await desk.database.fetchval("SELECT family_name FROM person WHERE id = $1", person) == "Новая"
