"""The demo's simulator knows the cast, and the outbox shows what it was handed."""

import datetime as dt
import uuid
from typing import Any

import pytest

from backend.registries.civil_acts import Child, CivilActQuestion
from backend.registries.guardianship import GuardianshipQuestion, Ward
from backend.registries.insurance import InsuranceQuestion
from backend.registries.passport import PassportQuestion
from backend.registries.subjects import Person
from tests.client import Site


async def _person(site: Site, given: str) -> dict[str, Any]:
    row = await site.database.fetchrow(
        "SELECT p.id, family_name, given_name, patronymic, birth_date, sex, i.value, i.issuer_code, i.issued_on "
        "FROM person p LEFT JOIN person_identifier i ON i.patient_id = p.id AND i.kind IN ('PASSPORT', 'BIRTH_CERTIFICATE') "
        "WHERE given_name = $1 ORDER BY p.id LIMIT 1",
        given,
    )
    assert row is not None
    return dict(row)


def _named(row: dict[str, Any], *more: str) -> dict[str, Any]:
    return {name: row[name] for name in ("family_name", "given_name", "patronymic", "birth_date", *more)}


@pytest.mark.parametrize(
    ("child", "parent", "status"),
    [
        ("Вера", "Анна", "MATCH"),
        ("Вера", "Сергей", "MATCH"),
        ("Вера", "Фёдор", "NO_MATCH"),
        ("Тимур", "Ольга", "NO_MATCH"),
    ],
)
async def test_a_child_of_the_cast_has_its_own_parents(demo: Site, child: str, parent: str, status: str) -> None:
    """REP-02: a stranger who knows the certificate gets nowhere, nor does a guardian who says to be a parent."""
    ward = await _person(demo, child)
    question = CivilActQuestion(
        certificate=ward["value"],
        child=Child(**_named(ward, "sex")),
        parent=Person(**_named(await _person(demo, parent))),
    )
    answer = await demo.registries.civil_acts.check(str(uuid.uuid4()), question)
    assert answer.status == status


@pytest.mark.parametrize(
    ("ward", "guardian", "told"),
    [
        ("Тимур", "Ольга", ("MATCH", "GUARDIAN")),
        ("Константин", "Борис", ("MATCH", "TRUSTEE")),
        ("Елена", "Борис", ("MATCH", "TRUSTEE")),
        ("Тимур", "Борис", ("NO_MATCH", None)),
    ],
)
async def test_a_ward_of_the_cast_has_its_own_guardian(
    demo: Site, ward: str, guardian: str, told: tuple[str, str | None]
) -> None:
    """REP-05."""
    row = await _person(demo, ward)
    question = GuardianshipQuestion(
        ward=Ward(**_named(row, "sex"), document_number=row["value"]),
        guardian=Person(**_named(await _person(demo, guardian))),
    )
    answer = await demo.registries.guardianship.check(str(uuid.uuid4()), question)
    assert (answer.status, answer.kind) == told


async def test_passports_and_policies_of_the_cast_are_their_own(demo: Site) -> None:
    """ACC-06, ACC-07, ACC-08."""
    for given, region in (("Анна", "77"), ("Сергей", "77"), ("Антон", "47")):
        row = await _person(demo, given)
        passport = PassportQuestion(**_named(row, "issued_on"), number=row["value"], department_code=row["issuer_code"])
        assert (await demo.registries.passport.check(str(uuid.uuid4()), passport)).status == "VALID"
        other = passport.model_copy(update={"issued_on": row["issued_on"] + dt.timedelta(days=1)})
        assert (await demo.registries.passport.check(str(uuid.uuid4()), other)).status == "INVALID"
        number = await demo.database.fetchval("SELECT number FROM insurance_policy WHERE patient_id = $1", row["id"])
        answer = await demo.registries.insurance.check(
            str(uuid.uuid4()), InsuranceQuestion(**_named(row), number=number)
        )
        assert (answer.status, answer.region) == ("VALID", region)


async def test_the_outbox_shows_sms_and_emails_of_a_login_newest_first(demo: Site) -> None:
    account = await demo.database.fetchrow("SELECT phone, email FROM account WHERE login = 'region'")
    assert account is not None
    await demo.registries.sms.send(account["phone"], "654321 — код")
    await demo.registries.email.send(account["email"], "Медкарта", "Есть новое уведомление")
    await demo.registries.email.send("somebody@example.org", "Медкарта", "Не сюда")
    found = await demo.outbox("region")
    assert [(one["text"], one["code"], one.get("subject")) for one in found[:2]] == [
        ("Есть новое уведомление", None, "Медкарта"),
        ("654321 — код", "654321", None),
    ]
    assert await demo.outbox("nobody") == []
