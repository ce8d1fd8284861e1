"""From a verified claim to a link, and to access: only where both people are known for sure (REP-01, REP-10, ACC-03)."""

import datetime as dt
import re
from typing import Any

import pytest

from backend.services.family_links import link_verified_claims
from tests.client import Site
from tests.family.people import (
    KIRA,
    add_child,
    change_child,
    claim_of,
    claims,
    of_cast,
    script,
    try_child,
    withdraw_child,
)

LINKS = """
SELECT r.* FROM legal_representation r JOIN person p ON p.id = r.patient_id JOIN account a ON a.person_id = r.representative_id
WHERE a.login = $1 AND p.given_name = $2 ORDER BY r.id
"""


async def _unlinked(site: Site, login: str, given_name: str) -> None:
    """The cast's link and grant are taken away, as if the family had just begun to use the service."""
    pair = (
        "patient_id = (SELECT id FROM person WHERE given_name = $2 ORDER BY id LIMIT 1) AND {} = "
        "(SELECT {} FROM account WHERE login = $1)"
    )
    await site.database.execute("DELETE FROM access_grant WHERE " + pair.format("grantee_id", "id"), login, given_name)
    await site.database.execute(
        "DELETE FROM legal_representation WHERE " + pair.format("representative_id", "person_id"), login, given_name
    )


async def test_a_verified_child_of_a_full_account_opens_at_once(site: Site) -> None:
    """ACC-03: no request, in the same session."""
    await _unlinked(site, "anna", "Вера")
    anna = await site.sign_in("anna")
    assert "Вера Соколова" not in await anna.records()
    form = await of_cast(site, "Вера", "Соколова", "DAUGHTER")
    claim = (await try_child(site, anna, **form)).added
    assert claim["patientId"] is None
    assert "Вера Соколова" not in await anna.records(), "a claim that is not verified opens nothing"
    await site.work()
    claim = await claim_of(anna, claim["id"])
    assert (claim["state"], claim["nextStep"]["code"]) == ("VERIFIED", "OPEN_RECORD")
    records = await anna.records()
    assert claim["patientId"] == records["Вера Соколова"]
    (link,) = await site.database.fetch(LINKS, "anna", "Вера")
    assert (link["kind"], link["state"], link["basis_code"]) == ("PARENT", "VERIFIED", "1")


async def test_a_verified_child_of_a_standard_account_wants_a_request(site: Site) -> None:
    """REP-01: the link is there, and opens nothing by itself."""
    await _unlinked(site, "sergey", "Вера")
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    assert (claim["state"], claim["nextStep"]["code"]) == ("VERIFIED", "REQUEST_ACCESS")
    (link,) = await site.database.fetch(LINKS, "sergey", "Вера")
    assert link["state"] == "VERIFIED"
    assert await sergey.records() == {}


async def test_a_link_that_is_there_is_kept_and_gets_its_ground(site: Site) -> None:
    """REP-10: idempotent; an officer's last day of a parent stays."""
    sergey = await site.sign_in("sergey")
    (before,) = await site.database.fetch(LINKS, "sergey", "Вера")
    last = dt.date.today() + dt.timedelta(days=100)
    await site.database.execute("UPDATE legal_representation SET ends_on = $2 WHERE id = $1", before["id"], last)
    await add_child(site, sergey, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'sergey'")
    await link_verified_claims(site.database, account, site.clock())
    (after,) = await site.database.fetch(LINKS, "sergey", "Вера")
    assert (after["id"], after["verified_at"], after["ends_on"]) == (before["id"], before["verified_at"], last)
    assert after["basis_code"] == "1"


async def test_a_guardian_s_days_are_those_of_the_decree(site: Site) -> None:
    """REP-05, REP-10."""
    olga = await site.sign_in("olga")
    starts, ends = dt.date.today() - dt.timedelta(days=10), dt.date.today() + dt.timedelta(days=20)
    script(
        site,
        "guardianship",
        "MATCH",
        details={"starts_on": starts.isoformat(), "ends_on": ends.isoformat(), "decree_number": "Р-17"},
    )
    await add_child(site, olga, **await of_cast(site, "Тимур", "Ахметов", "WARD"))
    (link,) = await site.database.fetch(LINKS, "olga", "Тимур")
    assert (link["starts_on"], link["ends_on"]) == (starts, ends)
    site.clock.shift = dt.timedelta(days=21)
    olga = await site.sign_in("olga")
    assert "Тимур Ахметов" not in await olga.records()
    assert (await claims(olga))[0]["nextStep"]["code"] == "ASK_IN_PERSON"


@pytest.mark.parametrize("kind", ["TERMINATION", "RESTRICTION"])
async def test_rights_that_a_court_has_ended_do_not_come_back_by_a_claim(site: Site, kind: str) -> None:
    """The registry knows the birth, not the court: a termination looks like any answer that confirms nothing."""
    sergey = await site.sign_in("sergey")
    await site.database.execute(
        "UPDATE legal_representation SET state = 'ENDED' WHERE id = (SELECT id FROM ("
        + LINKS.replace("$1", "'sergey'").replace("$2", "'Вера'")
        + ") one)"
    )
    officers = await site.database.fetch("SELECT id FROM account WHERE login IN ('registrar', 'mfc') ORDER BY id")
    await site.database.execute(
        "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, "
        "proposed_by_id, proposed_at, confirmed_by_id, confirmed_at) SELECT p.id, a.person_id, $1, 'IN_FORCE', '2-1', "
        "'Суд', current_date - 1, current_date - 1, $2, now() - interval '1 hour', $3, now() - interval '1 hour' "
        "FROM person p, account a WHERE a.login = 'sergey' AND p.given_name = 'Вера' ORDER BY p.id LIMIT 1",
        kind,
        officers[0]["id"],
        officers[1]["id"],
    )
    claim = await add_child(site, sergey, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    if kind == "TERMINATION":
        unknown = await add_child(site, sergey, document={"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654322"})
        assert claim["state"] == "GO_TO_MFC"
        assert claim["nextStep"] == unknown["nextStep"], "and no reason is shown"
        assert claim["patientId"] is None
    else:
        assert claim["state"] == "VERIFIED", "a restriction leaves the link, and closes the record by date"
        assert claim["nextStep"]["code"] == "ASK_IN_PERSON"
        assert await sergey.records() == {}


async def _bound(site: Site, person: int | None) -> None:
    await site.database.execute("UPDATE account SET person_id = $1 WHERE login = 'sergey'", person)


async def _profile(site: Site, **names: Any) -> None:
    """What sergey states about himself, as a passport that was found valid has it."""
    stated = {"family_name": "Соколов", "given_name": "Сергей", "patronymic": "Петрович", **names}
    await site.database.execute(
        "INSERT INTO identity_profile (account_id, version, family_name, given_name, patronymic, birth_date, sex, snils, "
        "passport, passport_issued_on, passport_issuer, passport_department, saved_at) SELECT a.id, 1, $1, $2, $3, "
        "coalesce($4, p.birth_date), 'MALE', i.value, '4520 900005', p.birth_date + interval '25 years', 'ОВД', '770-001', now() "
        "FROM account a, person p JOIN person_identifier i ON i.patient_id = p.id AND i.kind = 'SNILS' "
        "WHERE a.login = 'sergey' AND p.given_name = 'Сергей' ON CONFLICT (account_id) DO UPDATE SET "
        "given_name = excluded.given_name, family_name = excluded.family_name",
        stated["family_name"],
        stated["given_name"],
        stated["patronymic"],
        stated.get("birth_date"),
    )


async def test_a_claim_of_an_account_without_a_person_becomes_a_link_when_it_is_bound(site: Site) -> None:
    """A verified claim waits for the identity of its applicant."""
    person = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'sergey'")
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'sergey'")
    await _unlinked(site, "sergey", "Вера")
    await _bound(site, None)
    await _profile(site)
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    assert (claim["state"], claim["patientId"]) == ("VERIFIED", None)
    await _bound(site, person)
    for _ in range(2):
        async with site.database.transaction():
            await link_verified_claims(site.database, account, site.clock())
    (link,) = await site.database.fetch(LINKS, "sergey", "Вера")
    assert link["state"] == "VERIFIED"
    assert (await claims(sergey))[0]["patientId"] is not None


async def test_what_was_verified_in_another_name_is_verified_anew(site: Site) -> None:
    """Whoever states somebody else's name, has their child verified and is then bound as themself gains nothing."""
    stranger = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'stranger'")
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'sergey'")
    await _bound(site, None)
    await _profile(site)
    sergey = await site.sign_in("sergey")
    form = await of_cast(site, "Вера", "Соколова", "DAUGHTER")
    abroad = {**KIRA, "document": {"kind": "FOREIGN_DOCUMENT", "number": "KG 5"}}
    claim = await add_child(site, sergey, **form)
    await add_child(site, sergey, **abroad)
    await site.database.execute("UPDATE family_claim SET state = 'VERIFIED', verified_at = now() WHERE route = 'MFC'")
    assert claim["state"] == "VERIFIED"
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'stranger'")
    await _bound(site, stranger)
    async with site.database.transaction():
        await link_verified_claims(site.database, account, site.clock())
    assert [one["state"] for one in await claims(sergey)] == ["CHECKING", "GO_TO_MFC"]
    await site.work()
    assert [one["state"] for one in await claims(sergey)] == ["GO_TO_MFC", "GO_TO_MFC"]
    links = await site.database.fetchval(
        "SELECT count(*) FROM legal_representation WHERE representative_id = $1", stranger
    )
    assert links == 0


async def test_a_surname_of_before_a_marriage_in_the_record_is_no_obstacle(site: Site) -> None:
    """The statement is about the same person: СНИЛС, birth date, given name and patronymic agree."""
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'sergey'")
    person = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'sergey'")
    await _unlinked(site, "sergey", "Вера")
    await _bound(site, None)
    await _profile(site, family_name="Волков")
    sergey = await site.sign_in("sergey")
    script(site, "civil_acts", "MATCH")
    claim = await add_child(site, sergey, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    assert (claim["state"], claim["patientId"]) == ("VERIFIED", None)
    await _bound(site, person)
    async with site.database.transaction():
        await link_verified_claims(site.database, account, site.clock())
    (found,) = await claims(sergey)
    assert (found["state"], found["patientId"] is None) == ("VERIFIED", False)


async def test_another_s_policy_number_leads_to_nobody_else_s_child(site: Site) -> None:
    """A parent of a child born the same day, with the policy number of a stranger's child."""
    stranger = await site.sign_in("stranger")
    misha = await site.database.fetchrow(
        "SELECT p.birth_date, i.value FROM person p JOIN person_identifier i ON i.patient_id = p.id "
        "WHERE p.given_name = 'Михаил' AND i.kind = 'ENP'"
    )
    claim = await add_child(
        site,
        stranger,
        relationship="SON",
        familyName="Чужой",
        givenName="Глеб",
        birthDate=misha["birth_date"].isoformat(),
        enp=misha["value"],
        document={"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654325"},
    )
    assert (claim["state"], claim["patientId"]) == ("VERIFIED", None)


async def test_a_policy_number_links_where_all_names_agree(site: Site) -> None:
    """A child whose record came without a certificate."""
    await _unlinked(site, "sergey", "Михаил")
    saved = await site.database.fetchval(
        "SELECT i.value FROM person p JOIN person_identifier i ON i.patient_id = p.id "
        "WHERE p.given_name = 'Михаил' AND i.kind = 'BIRTH_CERTIFICATE'"
    )
    sergey = await site.sign_in("sergey")
    form = await of_cast(site, "Михаил", "Соколов", "SON")
    form["enp"] = await site.database.fetchval(
        "SELECT i.value FROM person p JOIN person_identifier i ON i.patient_id = p.id "
        "WHERE p.given_name = 'Михаил' AND i.kind = 'ENP'"
    )
    await site.database.execute("UPDATE person_identifier SET checked = false WHERE value = $1", saved)
    claim = await add_child(site, sergey, **form)
    assert claim["patientId"] == await site.patient("Михаил")


async def test_a_withdrawn_child_closes_at_once(site: Site) -> None:
    """REQ-15's rule: the next request of the same session is refused; REQ-09: the other parent keeps theirs."""
    anna = await site.sign_in("anna")
    claim = await add_child(site, anna, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    assert "Вера Соколова" in await anna.records()
    await withdraw_child(anna, claim["id"])
    assert "Вера Соколова" not in await anna.records()
    (link,) = await site.database.fetch(LINKS, "sergey", "Вера")
    assert link["state"] == "VERIFIED"
    (ended,) = await site.database.fetch(LINKS, "anna", "Вера")
    assert ended["state"] == "ENDED"


async def test_a_child_that_has_grown_up_is_no_child(site: Site) -> None:
    """ACC-05: at 18 the claim says so, by date alone."""
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey)
    site.clock.shift = dt.timedelta(days=366 * 14)
    person = await site.sign_in("sergey")
    assert (await claim_of(person, claim["id"]))["nextStep"]["code"] == "GROWN_UP"
    assert (await change_child(person, claim["id"])).codes == ["WARD_IS_ADULT"]


async def test_many_people_do_not_make_a_match_slower(site: Site) -> None:
    """The child is found by index, among however many identifiers."""
    from backend.services import family_links

    many = site.database.transaction()
    await many.start()
    try:
        await site.database.execute("SET LOCAL session_replication_role = replica")
        await site.database.execute(
            "INSERT INTO person (id, patient_key, record_key, birth_date, family_name) "
            "SELECT 1000000 + n, lpad('p' || n, 22, 'A'), lpad('r' || n, 22, 'A'), '2019-05-17', '' FROM generate_series(1, 5000) n"
        )
        await site.database.execute(
            "INSERT INTO person_identifier (patient_id, kind, value, checked) "
            "SELECT 1000000 + n, 'BIRTH_CERTIFICATE', 'IV-МЮ ' || (100000 + n), true FROM generate_series(1, 5000) n UNION ALL "
            "SELECT 1000000 + n / 10, 'ENP', (7755410830000000 + n)::text, true FROM generate_series(1, 49999) n "
            "WHERE luhn_valid((7755410830000000 + n)::text)"
        )
        await site.database.execute("ANALYZE person, person_identifier")
        plan = await site.database.fetch(
            f"EXPLAIN {family_links._NAMED}",
            *("BIRTH_CERTIFICATE", "IV-МЮ 654325", "7755410837012346", dt.date(2019, 5, 17)),
        )
    finally:
        await many.rollback()
    text = "\n".join(row[0] for row in plan)
    assert len(re.findall(r"Index Cond: \(.*kind.* = .*value = ", text)) == 2, text
    assert "Seq Scan" not in text, text
