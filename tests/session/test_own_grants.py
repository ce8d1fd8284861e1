"""What opens by itself at sign-in, and what does not (ACC-01, ACC-02, ACC-03, ACC-04, ACC-06)."""

import datetime as dt
import re
from typing import Any

import pytest

from tests.client import Person, Site

FAMILIES = {"Вера": "Соколова", "Павел": "Соколов", "Михаил": "Соколов", "Анна": "Соколова", "Игорь": "Соколов"}
DAY = dt.timedelta(days=1)
SECTIONS = "query($id: ID!) { record(patientId: $id) { availableSections { section } } }"


async def _signed_in(site: Site, login: str) -> Person:
    person = await site.sign_in(login)
    await site.open_card(person, login)
    return person


async def _reason(site: Site, person: Person, name: str) -> dict[str, Any] | None:
    answer = await person.ask(SECTIONS, id=await site.patient(name, FAMILIES.get(name)))
    return answer["errors"][0]["extensions"] if "errors" in answer else None


async def _without_grants(site: Site, login: str) -> None:
    await site.database.execute(
        "DELETE FROM access_grant WHERE grantee_id = (SELECT id FROM account WHERE login = $1)", login
    )


async def _grants(site: Site, login: str) -> set[tuple[str, str]]:
    rows = await site.database.fetch(
        "SELECT p.given_name, g.ground FROM access_grant g JOIN person p ON p.id = g.patient_id "
        "JOIN account a ON a.id = g.grantee_id WHERE a.login = $1 AND g.revoked_at IS NULL",
        login,
    )
    return {(row["given_name"], row["ground"]) for row in rows}


async def test_a_full_account_opens_its_own_record_and_its_verified_children(site: Site) -> None:
    await _without_grants(site, "anna")
    anna = await _signed_in(site, "anna")
    assert await _grants(site, "anna") == {
        ("Анна", "OWN_FULL_ACCOUNT"),
        ("Михаил", "VERIFIED_CHILD"),
        ("Вера", "VERIFIED_CHILD"),
        ("Павел", "VERIFIED_CHILD"),
    }
    for name in ("Анна", "Михаил", "Вера", "Павел"):
        assert await _reason(site, anna, name) is None
    assert await _reason(site, anna, "Игорь") == {"code": "FORBIDDEN", "reason": "WARD_IS_ADULT"}


@pytest.mark.parametrize("state", ["PENDING", "REJECTED", "ENDED"])
async def test_a_link_that_is_not_verified_opens_nothing(site: Site, state: str) -> None:
    await _without_grants(site, "anna")
    link = "WHERE patient_id = (SELECT id FROM person WHERE given_name = 'Вера' AND family_name LIKE 'Соколов%') AND representative_id = (SELECT person_id FROM account WHERE login = 'anna')"
    before = await site.database.fetchval(f"SELECT state FROM legal_representation {link}")
    await site.database.execute(f"UPDATE legal_representation SET state = $1 {link}", state)
    anna = await _signed_in(site, "anna")
    assert "Вера" not in {name for name, _ in await _grants(site, "anna")}
    assert await _reason(site, anna, "Вера") == {"code": "FORBIDDEN"}, "and no reason is told about it"
    await site.database.execute(f"UPDATE legal_representation SET state = $1 {link}", before)


async def test_a_verified_link_opens_at_the_next_sign_in(site: Site) -> None:
    await _without_grants(site, "anna")
    link = "WHERE patient_id = (SELECT id FROM person WHERE given_name = 'Вера' AND family_name LIKE 'Соколов%')"
    await site.database.execute(f"UPDATE legal_representation SET ends_on = current_date - 1 {link}")
    await _signed_in(site, "anna")
    assert "Вера" not in {name for name, _ in await _grants(site, "anna")}
    await site.database.execute(f"UPDATE legal_representation SET ends_on = NULL {link}")
    await site.database.execute("DELETE FROM one_time_code")
    anna = await _signed_in(site, "anna")
    assert await _reason(site, anna, "Вера") is None


async def test_what_was_revoked_stays_closed(site: Site) -> None:
    await _without_grants(site, "igor")
    await _signed_in(site, "igor")
    await site.database.execute(
        "UPDATE access_grant SET revoked_at = greatest(now(), granted_at) WHERE grantee_id = (SELECT id FROM account WHERE login = 'igor')"
    )
    igor = await _signed_in(site, "igor")
    assert await _grants(site, "igor") == set()
    assert await _reason(site, igor, "Игорь") == {"code": "FORBIDDEN", "reason": "ACCESS_NOT_OPEN"}
    await _without_grants(site, "igor")


@pytest.mark.parametrize(
    "case",
    [
        ("basic", "Яна", {"code": "FORBIDDEN", "reason": "ACCOUNT_LEVEL_TOO_LOW"}, set()),
        ("region", "Антон", {"code": "FORBIDDEN", "reason": "POLICY_REGION"}, None),
        ("sergey", "Вера", {"code": "FORBIDDEN", "reason": "ACCESS_NOT_OPEN"}, set()),
    ],
    ids=lambda case: case[0],
)
async def test_who_may_not_is_told_why_and_nothing_opens(
    site: Site, case: tuple[str, str, dict[str, str], set[str] | None]
) -> None:
    login, name, reason, grants = case
    person = await _signed_in(site, login)
    assert await _reason(site, person, name) == reason
    assert await person.records() == {}
    if grants is not None:
        assert await _grants(site, login) == grants


async def test_an_own_record_opens_on_the_fifteenth_birthday(site: Site) -> None:
    await _without_grants(site, "pavel")
    born = await site.database.fetchval(
        "SELECT birth_date FROM person WHERE given_name = 'Павел' AND family_name LIKE 'Соколов%'"
    )
    # A birthday that every year has: from the 28th on, the clock goes to the next month first.
    tomorrow = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)).date() + DAY
    later = next(days for days in range(4) if (tomorrow + days * DAY).day <= 28) * DAY
    tomorrow += later
    await site.database.execute(
        "UPDATE person SET birth_date = $1 WHERE given_name = 'Павел' AND family_name LIKE 'Соколов%'",
        tomorrow.replace(year=tomorrow.year - 15),
    )
    site.clock.shift = later
    pavel = await _signed_in(site, "pavel")
    assert await _grants(site, "pavel") == set()
    assert await _reason(site, pavel, "Павел") == {"code": "FORBIDDEN", "reason": "UNDER_AGE"}
    site.clock.shift = later + DAY
    await site.sign_in("pavel")
    assert {ground for _, ground in await _grants(site, "pavel")} == {"OWN_FULL_ACCOUNT"}
    await site.database.execute(
        "UPDATE person SET birth_date = $1 WHERE given_name = 'Павел' AND family_name LIKE 'Соколов%'", born
    )


async def test_many_people_do_not_make_a_sign_in_slower(site: Site) -> None:
    """The grants are found by index: no scan over everybody's persons or links."""
    await site.database.execute("SET enable_seqscan = off")
    from backend.services import own_grants

    plan = await site.database.fetch(f"EXPLAIN {own_grants._OPEN}".replace("$1", "1").replace("$2", "now()"))
    await site.database.execute("RESET enable_seqscan")
    text = "\n".join(row[0] for row in plan)
    assert re.search(r"Scan using person_pkey on person p .*\n\s+Index Cond: \(id = ", text), text
    assert re.search(r"on legal_representation r .*\n\s+(Recheck Cond|Index Cond): \(representative_id = ", text), text
