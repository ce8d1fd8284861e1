"""Whose account it is: checked identifiers propose, a registrar decides, names alone propose nobody (policy.md; SCT-05)."""

import datetime as dt
from typing import Any

import pytest

from backend.models.identifiers import snils_check
from backend.models.vocabulary import Sex
from backend.policy.sealing import IdSealer
from backend.services.identity_binding import Identity, Undecided, bind
from tests.access_requests.people import as_usual, in_review, says, seen
from tests.client import Person, Site
from tests.officers.people import DECIDE, ERRORS, REASON, approve, done, forget_requests, prepared, refused, see

READ = "{ viewer { records { standing displayName } } }"
CASES = "query($kind: ServiceCaseKind) { serviceCases(kind: $kind) { nodes { id kind applicant doubt details candidates { displayName } } } }"
CASE = """query($id: ID!, $reason: String) { serviceCase(id: $id, reason: $reason) { id state doubt details text
  candidates { patientId displayName birthDateAgrees namesAgree bound checked deceased } } }"""
DECIDE_CASE = f"mutation($input: DecideServiceCaseInput!) {{ decideServiceCase(input: $input) {{ serviceCase {{ id state text }} {ERRORS} }} }}"


def _snils(number: int) -> str:
    nine = f"72{number:07d}"
    return nine + snils_check(nine)


@pytest.fixture
async def clean(site: Site) -> Site:
    """Fyodor's account is nobody's yet; his record is there."""
    await forget_requests(site, "service_case")
    await site.database.execute(
        "DELETE FROM access_grant g USING account a WHERE a.id = g.grantee_id AND a.login = 'stranger'"
    )
    await site.database.execute("UPDATE account SET person_id = NULL, level = 'STANDARD' WHERE login = 'stranger'")
    await site.database.execute(
        "UPDATE account SET disabled_at = NULL, person_id = (SELECT id FROM person WHERE given_name = 'Яна') WHERE login = 'basic'"
    )
    return site


async def _states(site: Site, **columns: str) -> None:
    """What the account's owner states: Fyodor's data, but for the columns given as SQL over his person p."""
    said = {
        "family_name": "p.family_name",
        "given_name": "p.given_name",
        "patronymic": "p.patronymic",
        "birth_date": "p.birth_date",
        "snils": "(SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'SNILS')",
        "passport": "(SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'PASSPORT')",
        "enp": "(SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'ENP')",
        **columns,
    }
    await site.database.execute(
        f"INSERT INTO identity_profile (account_id, version, {', '.join(said)}, sex, passport_issued_on, passport_issuer, "
        f"passport_department, saved_at) SELECT a.id, 1, {', '.join(said.values())}, p.sex, "
        "(SELECT issued_on FROM person_identifier WHERE patient_id = p.id AND kind = 'PASSPORT'), 'ГУ МВД', '770-099', $1 "
        "FROM account a, person p WHERE a.login = 'stranger' AND p.id = (SELECT min(id) FROM person WHERE given_name = 'Фёдор')",
        site.clock() - dt.timedelta(minutes=1),
    )
    await site.database.execute(
        "INSERT INTO registry_check (kind, state, key, account_id, profile_version, question, created_at, attempts, outcome, "
        "answered_at) SELECT 'PASSPORT', 'ANSWERED', gen_random_uuid(), id, 1, '{}', $1, 1, 'VALID', $1 FROM account "
        "WHERE login = 'stranger'",
        site.clock(),
    )


async def _request(site: Site) -> tuple[Person, dict[str, Any]]:
    # What is stated here is not what the registries' facts have; the answers are not what these tests are about.
    await says(site, "insurance", "VALID", times=5)
    try:
        return await in_review(site, "stranger", None)
    finally:
        await as_usual(site)


async def test_the_one_whom_a_checked_snils_names_becomes_the_owner(clean: Site) -> None:
    """Photo seen, passport valid, exactly one match, never bound before: the record opens to its owner."""
    site = clean
    await _states(site)
    person, request = await _request(site)
    case = await see(await site.sign_in("registrar"), request)
    [one] = case["candidates"]
    assert (one["displayName"], one["agrees"], one["differs"]) == (
        "Чужой Фёдор Максимович",
        ["ENP", "PASSPORT", "SNILS"],
        [],
    )
    assert one["birthDateAgrees"] and one["namesAgree"] and not one["bound"]
    assert case["boundPerson"] is None and case["declared"]["snils"].isdigit()
    await approve(site, request)
    assert (await seen(person, request))["state"] == "GRANTED"
    owner = await site.enter("stranger")
    assert (await owner.data(READ))["viewer"]["records"] == [{"standing": "SELF_ADULT", "displayName": "Фёдор Чужой"}]


async def test_nobody_is_proposed_by_name_and_birth_date(clean: Site) -> None:
    """Somebody of the same name, born the same day: another person, who comes in new and reads nothing of Fyodor's."""
    site = clean
    await _states(site, snils=f"'{_snils(1)}'", passport="'4512 777777'", enp="NULL::text")
    await site.database.execute("UPDATE identity_profile SET enp = '7755410837012346'")
    person, request = await _request(site)
    registrar = await prepared(site, request)
    case = await see(registrar, request)
    assert case["candidates"] == [] and case["obstacles"] == []
    fyodor = await site.patient("Фёдор")
    assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE", patientId=fyodor) == "NOT_A_CANDIDATE"
    await done(registrar, DECIDE, id=request["id"], decision="APPROVE")
    row = await site.database.fetchrow(
        "SELECT p.patient_key, (SELECT count(*) FROM record_entry WHERE patient_id = p.id) AS entries FROM account a "
        "JOIN person p ON p.id = a.person_id WHERE a.login = 'stranger'"
    )
    assert row is not None and row["patient_key"] != fyodor and row["entries"] == 0
    checked = await site.database.fetch(
        "SELECT kind, checked FROM person_identifier i JOIN account a ON a.person_id = i.patient_id WHERE a.login = 'stranger' ORDER BY kind"
    )
    assert [tuple(one) for one in checked] == [("ENP", True), ("PASSPORT", True), ("SNILS", False)], (
        "no registry has confirmed the СНИЛС"
    )
    await site.database.execute(
        "DELETE FROM person_identifier WHERE value IN ('4512 777777', '7755410837012346', $1)", _snils(1)
    )
    assert person is not None


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        # Another СНИЛС than the record's: a passport or policy number alone does not decide.
        ({"snils": f"'{_snils(2)}'"}, "CANDIDATE_NEEDED"),
        ({"family_name": "'Другов'"}, "CANDIDATE_NEEDED"),
        ({"birth_date": "p.birth_date + 1"}, "CANDIDATE_NEEDED"),
        ({"enp": "(SELECT value FROM person_identifier i JOIN person o ON o.id = i.patient_id WHERE o.given_name = 'Мария' AND kind = 'ENP')"}, "CANDIDATE_NEEDED"),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else one,
)  # fmt: skip
async def test_what_disagrees_is_the_registrars_to_decide(clean: Site, columns: dict[str, str], code: str) -> None:
    site = clean
    await _states(site, **columns)
    _, request = await _request(site)
    registrar = await prepared(site, request)
    assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE") == code
    assert code in (await see(registrar, request))["obstacles"]
    fyodor, maria = await site.patient("Фёдор"), await site.patient("Мария")
    chosen = {"id": request["id"], "decision": "APPROVE", "patientId": fyodor}
    if "birth_date" in columns or "snils" in columns:
        # A wrong birth date or another checked СНИЛС is nothing to overlook.
        assert await refused(registrar, DECIDE, **chosen) == "NOT_A_CANDIDATE"
    if "enp" in columns:
        assert await refused(registrar, DECIDE, **{**chosen, "patientId": maria}) == "NOT_A_CANDIDATE"
    if "family_name" in columns or "enp" in columns:
        await done(registrar, DECIDE, **chosen)
        assert (
            await site.database.fetchval(
                "SELECT p.patient_key FROM account a JOIN person p ON p.id = a.person_id WHERE a.login = 'stranger'"
            )
            == fyodor
        )


async def test_a_person_who_has_an_account_gets_no_second_one(clean: Site) -> None:
    site = clean
    await _states(site)
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Фёдор' AND attached_clinic_id IS NOT NULL) WHERE login = 'basic'"
    )
    _, request = await _request(site)
    registrar = await prepared(site, request)
    for chosen in ({}, {"patientId": await site.patient("Фёдор")}):
        given = {"id": request["id"], "decision": "APPROVE", **chosen}
        assert await refused(registrar, DECIDE, **given) in ("IDENTITY_TAKEN", "CANDIDATE_NEEDED")
    assert (await see(registrar, request))["candidates"][0]["bound"]


async def test_a_dead_person_is_nobody_to_be(clean: Site) -> None:
    site = clean
    await _states(site)
    _, request = await _request(site)
    registrar = await prepared(site, request)
    await site.database.execute(
        "UPDATE person SET deceased_on = current_date WHERE given_name = 'Фёдор' AND family_name = 'Чужой'"
    )
    given = {"id": request["id"], "decision": "APPROVE", "patientId": await site.patient("Фёдор")}
    assert await refused(registrar, DECIDE, **given) == "NOT_A_CANDIDATE"
    await site.database.execute("UPDATE person SET deceased_on = NULL WHERE given_name = 'Фёдор'")


async def _provider_says(site: Site, snils: str, birth_date: dt.date, family_name: str = "Чужой") -> None:
    """A provider vouches for an identity that cannot be bound by itself."""
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'stranger'")
    identity = Identity(family_name, "Фёдор", "Максимович", birth_date, Sex.MALE, snils)
    async with site.database.transaction():
        ids = IdSealer(site.settings.key("id"))
        found = await bind(site.database, ids, account, identity, site.clock(), create=False)
    assert isinstance(found, Undecided)


async def _fyodor(site: Site) -> Any:
    return await site.database.fetchrow(
        "SELECT p.id, p.birth_date, i.value FROM person p JOIN person_identifier i ON i.patient_id = p.id "
        "WHERE p.given_name = 'Фёдор' AND p.family_name = 'Чужой' AND i.kind = 'SNILS' ORDER BY p.id LIMIT 1"
    )


async def _case(site: Site, registrar: Person) -> dict[str, Any]:
    [one] = (await registrar.data(CASES, kind="IDENTITY"))["serviceCases"]["nodes"]
    assert one["details"] is None and one["candidates"] == [], "what was stated is shown for a stated reason alone"
    found: dict[str, Any] = (await registrar.data(CASE, id=one["id"], reason=REASON))["serviceCase"]
    return found


async def test_an_identity_case_is_decided_by_choosing_the_person(clean: Site) -> None:
    """The provider vouches for a СНИЛС that stands in the record and that nobody has checked."""
    site, him = clean, await _fyodor(clean)
    await site.database.execute("UPDATE person_identifier SET checked = false WHERE value = $1", him["value"])
    await _provider_says(site, him["value"], him["birth_date"])
    registrar = await site.sign_in("registrar")
    case = await _case(site, registrar)
    assert (case["doubt"], case["details"]["snils"]) == ("UNCHECKED", him["value"])
    [one] = case["candidates"]
    assert not one["checked"] and one["namesAgree"] and one["birthDateAgrees"]
    given = {"id": case["id"], "decision": "APPROVE", "text": "Личность подтверждена"}
    assert await refused(registrar, DECIDE_CASE, **given) == "CANDIDATE_NEEDED"
    assert await refused(registrar, DECIDE_CASE, **given, newPerson=True) == "CANDIDATE_NEEDED"
    assert await refused(registrar, DECIDE_CASE, **given, patientId=await site.patient("Мария")) == "NOT_A_CANDIDATE"
    decided = await done(registrar, DECIDE_CASE, **given, patientId=one["patientId"])
    assert decided["serviceCase"]["state"] == "APPROVED"
    row = await site.database.fetchrow(
        "SELECT a.person_id, i.checked, n.kind FROM account a JOIN person_identifier i ON i.patient_id = a.person_id AND i.kind = 'SNILS' "
        "JOIN notification n ON n.account_id = a.id WHERE a.login = 'stranger'"
    )
    assert row is not None and tuple(row) == (him["id"], True, "CASE_DECIDED")
    assert await refused(registrar, DECIDE_CASE, **given, patientId=one["patientId"]) == "WRONG_STATE"


async def test_an_identity_case_of_nobody_known_makes_somebody_new(clean: Site) -> None:
    site = clean
    await _provider_says(site, _snils(3), dt.date(1970, 5, 5))
    registrar = await site.sign_in("registrar")
    case = await _case(site, registrar)
    assert (case["doubt"], case["candidates"]) == ("NOBODY", [])
    await done(registrar, DECIDE_CASE, id=case["id"], decision="APPROVE", text="Новый пациент", newPerson=True)
    assert await site.database.fetchval(
        "SELECT i.checked FROM account a JOIN person_identifier i ON i.patient_id = a.person_id WHERE a.login = 'stranger' AND i.value = $1",
        _snils(3),
    )


async def test_an_identity_case_may_be_refused(clean: Site) -> None:
    site, him = clean, await _fyodor(clean)
    await site.database.execute("UPDATE person_identifier SET checked = true WHERE value = $1", him["value"])
    await _provider_says(site, him["value"], him["birth_date"] + dt.timedelta(days=1))
    registrar = await site.sign_in("registrar")
    case = await _case(site, registrar)
    assert case["doubt"] == "BIRTH_DATE_DIFFERS"
    given = {"id": case["id"], "text": "Дата рождения расходится: исправьте её в поликлинике"}
    chosen = {**given, "decision": "APPROVE", "patientId": case["candidates"][0]["patientId"]}
    assert await refused(registrar, DECIDE_CASE, **chosen) == "NOT_A_CANDIDATE"
    assert await refused(registrar, DECIDE_CASE, **{**given, "decision": "REFUSE", "text": " "}) == "REQUIRED"
    await done(registrar, DECIDE_CASE, **given, decision="REFUSE")
    assert await site.database.fetchval("SELECT person_id FROM account WHERE login = 'stranger'") is None


async def test_nobody_decides_their_own_case(clean: Site) -> None:
    site, him = clean, await _fyodor(clean)
    await _provider_says(site, him["value"], him["birth_date"] + dt.timedelta(days=1))
    await _states(site)
    await site.database.execute("UPDATE account SET person_id = $1 WHERE login = 'registrar'", him["id"])
    registrar = await site.sign_in("registrar")
    [one] = (await registrar.data(CASES))["serviceCases"]["nodes"]
    assert await refused(registrar, DECIDE_CASE, id=one["id"], decision="REFUSE", text="Нет") == "OWN_CASE"
    answer = await registrar.ask(CASE, id=one["id"], reason=REASON)
    assert answer["errors"][0]["extensions"] == {"code": "FORBIDDEN", "reason": "OWN_CASE"}
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Алла') WHERE login = 'registrar'"
    )
