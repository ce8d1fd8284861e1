"""Officers look for nobody without a trace: neither who is not there, nor who is and may not be acted on (SCT-03, ACC-15)."""

from typing import Any

import pytest

from backend.services.officers.finding import MISSES_AN_HOUR
from tests.client import Site
from tests.emptying import empty
from tests.family.test_identity_in_person import CONFIRM as IDENTITY
from tests.officers.people import DEATH, EMANCIPATION, REASON, key, refused

NOBODY = {"kind": "SNILS", "number": "087-654-303 00", "birthDate": "1990-01-01"}
SHOWN = {"passport": "4510 900001", "issuedOn": "2020-01-01", "departmentCode": "770-099", "snils": "112-233-445 95"}


@pytest.fixture(autouse=True)
async def forgotten(site: Site) -> None:
    await empty(site.database, "officer_act")


async def _acts(site: Site) -> list[tuple[str, str | None]]:
    rows = await site.database.fetch("SELECT act, reason FROM officer_act ORDER BY id")
    return [(row["act"], row["reason"]) for row in rows]


async def test_an_act_that_is_refused_about_somebody_who_was_found_is_noted(site: Site) -> None:
    registrar = await site.sign_in("registrar")
    anna = await key(site, "Анна")
    given = {"person": anna, "on": anna["birthDate"], "actNumber": "17", "reason": f" {REASON}  "}
    assert await refused(registrar, EMANCIPATION, **given) == "WRONG_DATE"
    assert await _acts(site) == [("person.refused", REASON)]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u202e", "\ud7ff\U0010ffff"], ids=ascii)
async def test_a_reason_that_no_log_could_hold_finds_nobody(site: Site, sign: str) -> None:
    """Found or not, before either is looked for."""
    registrar = await site.sign_in("registrar")
    for person in (NOBODY, await key(site, "Анна")):
        given = {"person": person, "diedOn": "2020-01-01", "actNumber": "17", "reason": REASON + sign}
        assert await refused(registrar, DEATH, **given) == "REASON_REQUIRED"


@pytest.mark.parametrize("login", ["nobody-there", "sergey"])
async def test_an_mfc_officer_tries_no_logins_and_no_papers_one_after_another(site: Site, login: str) -> None:
    mfc = await site.sign_in("mfc")
    await site.database.execute(
        "INSERT INTO identity_profile (account_id, version, family_name, given_name, birth_date, sex, snils, passport, "
        "passport_issued_on, passport_issuer, passport_department, saved_at) SELECT id, 1, 'Соколов', 'Сергей', '1985-04-12', "
        "'MALE', '08765430300', '4510 900002', '2020-01-01', 'ГУ МВД', '770-099', now() FROM account WHERE login = 'sergey' "
        "ON CONFLICT DO NOTHING"
    )
    await site.database.execute(
        "INSERT INTO registry_check (kind, state, key, account_id, profile_version, question, created_at, attempts, answered_at, "
        "outcome) SELECT 'PASSPORT', 'ANSWERED', gen_random_uuid(), id, 1, '{}', now(), 1, now(), 'VALID' FROM account "
        "WHERE login = 'sergey'"
    )
    expected = "NOT_FOUND" if login == "nobody-there" else "ORIGINALS_DIFFER"
    for _ in range(MISSES_AN_HOUR):
        assert await _identity_refused(mfc, login) == expected
    assert await _identity_refused(mfc, login) == "RATE_LIMITED"
    assert await _acts(site) == [("account.not_found", None)] * MISSES_AN_HOUR


async def _identity_refused(officer: Any, login: str) -> str:
    payload = (await officer.data(IDENTITY, input={"login": login, **SHOWN}))["confirmIdentityInPerson"]
    (error,) = payload["userErrors"]
    return str(error["code"])
