"""National identifiers are normalised and checked alike in Python and in the database (identifiers.md)."""

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from backend.database import Address
from backend.models import identifiers as ids
from backend.models.ages import age_on, birthday
from backend.models.vocabulary import Sex

GOOD: list[tuple[Callable[[str], object], str, object]] = [
    (ids.snils, "112-233-445 95", "11223344595"),
    (ids.snils, " 087 654 303 00 ", "08765430300"),
    (ids.snils, "001-001-998 77", "00100199877"),
    (ids.enp, "7755410837012346", ids.Enp("7755410837012346")),
    (ids.enp, "7790 4897 9600 0424", ids.Enp("7790489796000424")),
    (ids.passport, "45 09 № 123456", "4509 123456"),
    (ids.department_code, "770001", "770-001"),
    (ids.birth_certificate, "IV-МЮ № 123456", "IV-МЮ 123456"),
    (ids.birth_certificate, "iv-мю 123456", "IV-МЮ 123456"),
    (ids.birth_certificate, "ІХ-MO 123456", "IX-МО 123456"),
    (ids.birth_certificate, "111-АК №654321", "III-АК 654321"),
    (ids.foreign_document, "  Birth   Cert. 7/2019 ", "Birth Cert. 7/2019"),
    (ids.phone, "8 (916) 123-45-67", "+79161234567"),
    (ids.phone, "+7 916 123 45 67", "+79161234567"),
    (ids.phone, "+44 20 7946 0958", "+442079460958"),
    (ids.ogrn, "1027700132195", "1027700132195"),
    (ids.inn, "7707083893", "7707083893"),
    (ids.oid, "urn:oid:1.2.643.5.1.13.13.12.2.77.7973", "1.2.643.5.1.13.13.12.2.77.7973"),
]
BAD: list[tuple[Callable[[str], object], str, ids.Problem]] = [
    (ids.snils, "112-233-445 94", ids.Problem.CHECK_DIGIT),
    (ids.snils, "112-233-445", ids.Problem.FORMAT),
    (ids.snils, "١١٢٢٣٣٤٤٥٩٥", ids.Problem.FORMAT),
    (ids.enp, "7755410837012345", ids.Problem.CHECK_DIGIT),
    (ids.enp, "775541083701234", ids.Problem.FORMAT),
    (ids.passport, "4509 12345", ids.Problem.FORMAT),
    (ids.department_code, "77-01", ids.Problem.FORMAT),
    (ids.birth_certificate, "IIII-МЮ 123456", ids.Problem.FORMAT),
    (ids.birth_certificate, "VX-МЮ 123456", ids.Problem.FORMAT),
    (ids.birth_certificate, "IV-M1 123456", ids.Problem.FORMAT),
    (ids.birth_certificate, "IV-МЮ 12345", ids.Problem.FORMAT),
    (ids.foreign_document, "", ids.Problem.FORMAT),
    (ids.foreign_document, "x" * 51, ids.Problem.FORMAT),
    (ids.phone, "123", ids.Problem.FORMAT),
    (ids.phone, "+7 916 123 45 67 ext. 5", ids.Problem.FORMAT),
    (ids.ogrn, "1027700132194", ids.Problem.CHECK_DIGIT),
    (ids.inn, "7707083894", ids.Problem.CHECK_DIGIT),
    (ids.oid, "1.40.3", ids.Problem.FORMAT),
    (ids.oid, "1..3", ids.Problem.FORMAT),
]


@pytest.mark.parametrize(("read", "typed", "stored"), GOOD, ids=lambda value: getattr(value, "__name__", None))
def test_what_a_person_types_is_stored_in_one_form(read: Callable[[str], object], typed: str, stored: object) -> None:
    assert read(typed) == stored


@pytest.mark.parametrize(("read", "typed", "problem"), BAD, ids=lambda value: getattr(value, "__name__", None))
def test_a_wrong_identifier_is_refused_by_rule_and_never_repeated(
    read: Callable[[str], object], typed: str, problem: ids.Problem
) -> None:
    with pytest.raises(ids.IdentifierError) as refused:
        read(typed)
    assert refused.value.problem is problem
    assert not typed.strip() or typed.strip() not in str(refused.value)


@pytest.mark.parametrize(
    ("number", "birth", "sex", "warnings"),
    [
        ("7755410837012346", dt.date(1985, 4, 12), Sex.MALE, ()),
        ("7790489796000424", dt.date(2015, 9, 3), Sex.FEMALE, ()),
        ("7755410837012346", dt.date(1985, 4, 12), Sex.FEMALE, (ids.EnpWarning.SEX,)),
        ("7755410837012346", dt.date(1985, 4, 13), Sex.MALE, (ids.EnpWarning.BIRTH_DATE,)),
    ],
)
def test_a_policy_number_that_disagrees_with_the_person_is_a_warning(
    number: str, birth: dt.date, sex: Sex, warnings: tuple[ids.EnpWarning, ...]
) -> None:
    assert ids.enp(number, birth, sex).warnings == warnings


@pytest.mark.parametrize(
    ("issued", "birth", "good"),
    [
        (dt.date(2020, 3, 1), dt.date(2006, 3, 1), True),
        (dt.date(2020, 2, 29), dt.date(2006, 3, 1), False),
        (dt.date(2018, 3, 1), dt.date(2004, 2, 29), True),
        (dt.date(2018, 2, 28), dt.date(2004, 2, 29), False),
    ],
)
def test_a_passport_is_not_issued_before_the_fourteenth_birthday(issued: dt.date, birth: dt.date, good: bool) -> None:
    if good:
        assert ids.passport("4509 123456", issued, birth)
    else:
        with pytest.raises(ids.IdentifierError, match="DATE"):
            ids.passport("4509 123456", issued, birth)


@pytest.mark.parametrize(
    ("day", "expired"),
    [(dt.date(2026, 3, 1), False), (dt.date(2026, 5, 30), False), (dt.date(2026, 5, 31), True)],
)
def test_a_passport_is_replaced_within_ninety_days_of_the_twentieth_birthday(day: dt.date, expired: bool) -> None:
    assert ids.passport_expired(dt.date(2020, 3, 1), dt.date(2006, 3, 1), day) is expired


@pytest_asyncio.fixture(scope="module")
async def database(new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[asyncpg.Connection]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    yield connection
    await connection.close()


async def test_the_database_checks_the_same_digits(database: asyncpg.Connection) -> None:
    numbers = [f"{number:09d}" for number in (*range(1_001_990, 1_002_010), 112_233_445, 87_654_303, 999_999_999)]
    candidates = [f"{nine}{check:02d}" for nine in numbers for check in range(0, 100, 1)]
    here = [_valid(ids.snils, text) for text in candidates]
    there = [row[0] for row in await database.fetch("SELECT snils_valid(n) FROM unnest($1::text[]) AS n", candidates)]
    assert here == there and 0 < sum(here) < len(here)
    policies = [f"775541083701234{digit}" for digit in range(10)]
    here = [_valid(ids.enp, text) for text in policies]
    there = [row[0] for row in await database.fetch("SELECT luhn_valid(n) FROM unnest($1::text[]) AS n", policies)]
    assert here == there and sum(here) == 1


@pytest.mark.parametrize(
    ("kind", "value", "taken"),
    [
        ("SNILS", "11223344595", True),
        ("SNILS", "112-233-445 95", False),
        ("SNILS", "11223344594", False),
        ("ENP", "7755410837012346", True),
        ("ENP", "7755410837012345", False),
        ("PASSPORT", "4509 123456", True),
        ("PASSPORT", "4509123456", False),
        ("BIRTH_CERTIFICATE", "IV-МЮ 123456", True),
        ("BIRTH_CERTIFICATE", "IV-MЮ 123456", False),
        ("FOREIGN_DOCUMENT", "x" * 51, False),
        ("CLUB_CARD", "1", False),
    ],
)
async def test_the_database_takes_only_the_stored_form(
    database: asyncpg.Connection, kind: str, value: str, taken: bool
) -> None:
    transaction = database.transaction()
    await transaction.start()
    try:
        person = await database.fetchval(
            "INSERT INTO person (patient_key, record_key) VALUES ($1, $1) RETURNING id", "k" * 22
        )
        insert = "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, $2, $3, false)"
        if taken:
            await database.execute(insert, person, kind, value)
        else:
            with pytest.raises(asyncpg.CheckViolationError):
                await database.execute(insert, person, kind, value)
    finally:
        await transaction.rollback()


@given(birth=st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)), years=st.integers(0, 120))
def test_a_person_is_of_an_age_from_the_birthday_on(birth: dt.date, years: int) -> None:
    day = birthday(birth, years)
    assert age_on(birth, day) == years
    assert age_on(birth, day - dt.timedelta(days=1)) == years - 1


async def test_the_database_counts_ages_alike(database: asyncpg.Connection) -> None:
    births = [dt.date(2008, 2, 29), dt.date(2008, 2, 28), dt.date(2008, 3, 1), dt.date(2000, 12, 31)]
    days = [
        dt.date(year, month, day) for year in (2022, 2023, 2024, 2026) for month, day in ((2, 28), (3, 1), (12, 31))
    ]
    for birth in births:
        for day in [*days, dt.date(2024, 2, 29)]:
            assert await database.fetchval("SELECT age_on($1, $2)", birth, day) == age_on(birth, day)
        for years in (14, 15, 16, 18, 20):
            assert await database.fetchval("SELECT birthday($1, $2)", birth, years) == birthday(birth, years)


def _valid(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ids.IdentifierError:
        return False
    return True
