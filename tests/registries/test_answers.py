"""What registries answer, apart from one another (ACC-07, ACC-08, ACC-09, REP-02, REP-05), by facts and by numbers."""

import datetime as dt
from typing import Any

import pytest

from backend.registries.guardianship import GuardianshipKind
from backend.registries.passport import PassportStatus
from backend.registries.registries import Registries
from backend.registries.simulator.facts import BirthFact, Facts, GuardianshipFact, PassportFact, PolicyFact
from backend.registries.simulator.simulator import Simulator
from backend.registries.subjects import Person, Sex
from backend.registries.unavailable import RegistryUnavailable
from tests.registries.questions import CHILD, KINDS, PARENT, Kind, civil_act, guardianship, insurance, passport

TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()
DAY = dt.timedelta(days=1)
STRANGER = Person(family_name="Чужой", given_name="Фёдор", birth_date=dt.date(1980, 1, 1))

# Registry, question by the conventions of the simulator, answer.
BY_NUMBER = [
    ("passport", passport("4511 123455"), {"status": "VALID"}),
    ("passport", passport("4511 123450"), {"status": "INVALID"}),
    ("insurance", insurance("7755410837012346"), {"status": "VALID", "region": "77", "valid_until": None}),
    ("insurance", insurance("5055410837012346"), {"status": "VALID", "region": "50"}),
    ("insurance", insurance("7755410837990002"), {"status": "INVALID", "region": None, "insurer": None}),
    ("insurance", insurance("7755410837990010"), {"status": "NOT_FOUND", "region": None}),
    ("insurance", insurance("7755410837990028"), {"status": "VALID", "valid_until": TODAY + 20 * DAY}),
    ("civil_acts", civil_act("IV-МЮ 123456"), {"status": "MATCH", "issued_on": CHILD.birth_date + 14 * DAY}),
    ("civil_acts", civil_act("IV-МЮ 123451"), {"status": "NO_MATCH", "act_record_number": None}),
    ("civil_acts", civil_act("IV-МЮ 123452"), {"status": "NOT_FOUND", "issued_on": None}),
    (
        "guardianship",
        guardianship("IV-МЮ 123456", ward={"birth_date": dt.date(TODAY.year - 13, 12, 31)}),
        {"status": "MATCH", "kind": "GUARDIAN", "ends_on": None},
    ),
    (
        "guardianship",
        guardianship("4519 123456", ward={"birth_date": dt.date(TODAY.year - 14, 1, 1)}),
        {"status": "MATCH", "kind": "TRUSTEE"},
    ),
    ("guardianship", guardianship("IV-МЮ 123451"), {"status": "NO_MATCH", "kind": None}),
    ("guardianship", guardianship("IV-МЮ 123452"), {"status": "NOT_FOUND", "decree_number": None}),
    ("guardianship", guardianship("IV-МЮ 123453"), {"status": "MATCH", "ends_on": TODAY + 20 * DAY}),
]


@pytest.mark.parametrize(
    ("name", "question", "told"), BY_NUMBER, ids=[f"{name}-{told['status']}" for name, _, told in BY_NUMBER]
)
async def test_a_number_decides_where_nothing_else_is_known(
    registries: Registries, name: str, question: Any, told: dict[str, Any]
) -> None:
    answer = await getattr(registries, name).check("key", question)
    assert {field: getattr(answer, field) for field in told} == told
    assert answer.subject == question and answer.answered_at.tzinfo is not None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_some_numbers_meet_an_outage_always_or_once(
    registries: Registries, simulator: Simulator, kind: Kind
) -> None:
    for _ in range(2):
        with pytest.raises(RegistryUnavailable):
            await kind.check(registries)("always", kind.question(kind.number("777")))
    answer = await kind.check(registries)("once", kind.question(kind.number("778")))
    assert answer.status == kind.positive
    asked = simulator.asked()[kind.name]
    assert asked["always"] == {"requests": 6, "worked": 0} and asked["once"] == {"requests": 2, "worked": 1}


async def test_a_passport_check_may_take_long_and_is_asked_again_under_its_key(
    registries: Registries, simulator: Simulator
) -> None:
    """ACC-09."""
    found = [(await registries.passport.check("key", passport("4511 123459"))).status for _ in range(4)]
    assert found == [PassportStatus.PENDING, PassportStatus.PENDING, PassportStatus.VALID, PassportStatus.VALID]
    assert simulator.asked()["passport"] == {"key": {"requests": 4, "worked": 1}}


PASSPORT = PassportFact(**dict(PARENT), number="4511 123450", issued_on=dt.date(2008, 4, 2), department_code="770-099")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, "VALID"),
        ({"family_name": "БЕРЕЗКИНА"}, "VALID"),
        ({"given_name": "Мария"}, "INVALID"),
        ({"patronymic": None}, "INVALID"),
        ({"birth_date": dt.date(1988, 3, 15)}, "INVALID"),
        ({"issued_on": dt.date(2008, 4, 3)}, "INVALID"),
        ({"department_code": "770-098"}, "INVALID"),
    ],
)
async def test_a_passport_is_valid_only_in_all_its_details(
    registries: Registries, simulator: Simulator, changed: dict[str, Any], status: str
) -> None:
    """ACC-08: series, number, day and code of the department count, and so does whose it is."""
    simulator.tell(Facts(passports=(PASSPORT,)))
    assert (await registries.passport.check("key", passport("4511 123450", **changed))).status == status


@pytest.mark.parametrize(
    ("days", "who", "status"),
    [
        ((-100, None), PARENT, "VALID"),
        ((0, 0), PARENT, "VALID"),
        ((-100, -1), PARENT, "INVALID"),
        ((1, None), PARENT, "INVALID"),
        ((-100, None), STRANGER, "NOT_FOUND"),
    ],
)
async def test_a_policy_is_valid_for_its_owner_on_its_days(
    registries: Registries, simulator: Simulator, days: tuple[int, int | None], who: Person, status: str
) -> None:
    """ACC-07: VALID, INVALID and NOT_FOUND are told apart; ACC-06 reads the region."""
    fact = PolicyFact(
        **dict(PARENT),
        number="7755410837990010",
        region="50",
        insurer="СМО «Нева»",
        insurer_ogrn="1027700000162",
        valid_from=TODAY + days[0] * DAY,
        valid_until=None if days[1] is None else TODAY + days[1] * DAY,
    )
    simulator.tell(Facts(policies=(fact,)))
    answer = await registries.insurance.check("key", insurance("7755410837990010", **dict(who)))
    told = (answer.status, answer.region, answer.insurer, answer.insurer_ogrn, answer.valid_from, answer.valid_until)
    whole = ("50", "СМО «Нева»", "1027700000162", fact.valid_from, fact.valid_until)
    assert told == (status, *(whole if status == "VALID" else [None] * 5))


FATHER = Person(family_name="Берёзкин", given_name="Илья", patronymic="Олегович", birth_date=dt.date(1985, 9, 9))
BIRTH = BirthFact(
    certificate="IV-МЮ 123452",
    act_record_number="119977000012345600007",
    issued_on=dt.date(2019, 6, 20),
    child=CHILD,
    parents=(PARENT, FATHER),
)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, "MATCH"),
        ({"parent": FATHER}, "MATCH"),
        ({"child": CHILD.model_copy(update={"sex": None})}, "MATCH"),
        ({"child": CHILD.model_copy(update={"sex": Sex.FEMALE})}, "NO_MATCH"),
        ({"child": CHILD.model_copy(update={"given_name": "Пётр"})}, "NO_MATCH"),
        ({"parent": STRANGER}, "NO_MATCH"),
        ({"certificate": "V-МЮ 123452"}, "NOT_FOUND"),
    ],
)
async def test_a_birth_matches_its_child_and_either_parent(
    registries: Registries, simulator: Simulator, asked: dict[str, Any], status: str
) -> None:
    """REP-02."""
    simulator.tell(Facts(births=(BIRTH,)))
    answer = await registries.civil_acts.check("key", civil_act(**{"certificate": BIRTH.certificate, **asked}))
    told = (BIRTH.act_record_number, BIRTH.issued_on) if status == "MATCH" else (None, None)
    assert (answer.status, answer.act_record_number, answer.issued_on) == (status, *told)


@pytest.mark.parametrize(
    ("ends", "asked", "status"),
    [
        (None, {}, "MATCH"),
        (0, {}, "MATCH"),
        (-1, {}, "NO_MATCH"),
        (None, {"guardian": STRANGER}, "NO_MATCH"),
        (None, {"ward": {"sex": Sex.FEMALE}}, "NOT_FOUND"),
        (None, {"ward": {"birth_date": dt.date(2019, 6, 2)}}, "NOT_FOUND"),
    ],
)
async def test_a_guardianship_matches_while_its_decree_holds(
    registries: Registries, simulator: Simulator, ends: int | None, asked: dict[str, Any], status: str
) -> None:
    """REP-05: sex and document of the ward count."""
    question = guardianship("IV-МЮ 123452")
    fact = GuardianshipFact(
        ward=question.ward,
        guardian=PARENT,
        kind=GuardianshipKind.GUARDIAN,
        decree_number="Р-77/2024",
        starts_on=TODAY - 30 * DAY,
        ends_on=None if ends is None else TODAY + ends * DAY,
    )
    simulator.tell(Facts(guardianships=(fact,)))
    answer = await registries.guardianship.check("key", guardianship("IV-МЮ 123452", **asked))
    told = (answer.status, answer.kind, answer.decree_number, answer.starts_on, answer.ends_on)
    whole = (fact.kind, fact.decree_number, fact.starts_on, fact.ends_on)
    assert told == (status, *(whole if status == "MATCH" else [None] * 4))
