"""Nobody learns of other people's children: answers alike, tries limited, adoption invisible (REP-02, REP-07, REP-09)."""

from typing import Any

import asyncpg
import pytest

from backend.services.family.tries import PER_DAY, PER_DOCUMENT
from tests.client import Person, Site
from tests.family.people import KIRA, WARD, add_child, claims, of_cast, script, try_child, withdraw_child

VOLATILE = {"id", "number", "createdAt"}


def _seen(claim: dict[str, Any]) -> dict[str, Any]:
    """What a claim tells besides what was entered."""
    entered = {"familyName", "givenName", "patronymic", "birthDate", "sex", "document", "enp", "relationship", "route"}
    return {name: value for name, value in claim.items() if name not in VOLATILE | entered}


@pytest.mark.parametrize(
    ("registry", "form"), [("civil_acts", KIRA), ("guardianship", {**WARD, "patronymic": None})], ids=["child", "ward"]
)
async def test_no_match_and_not_found_look_alike(site: Site, registry: str, form: dict[str, Any]) -> None:
    """Byte for byte, in the list, in the mutation's answer and in what is notified."""
    person = await site.sign_in("sergey")
    seen, told = [], []
    for answer in ("NO_MATCH", "NOT_FOUND"):
        script(site, registry, answer)
        claim = await add_child(site, person, **form)
        seen.append({name: value for name, value in claim.items() if name not in VOLATILE})
        told.append(await site.database.fetchrow("SELECT kind, detail FROM notification ORDER BY id DESC LIMIT 1"))
        assert await site.database.fetchval("SELECT outcome FROM registry_check ORDER BY id DESC LIMIT 1") == answer
        await withdraw_child(person, claim["id"])
    assert seen[0] == seen[1]
    assert seen[0]["state"] == "GO_TO_MFC"
    assert told[0] == told[1]


async def test_somebody_else_s_child_is_like_a_child_that_is_not(site: Site) -> None:
    """Real data of a stranger's child, a real child with one wrong letter, and an invented child: one answer."""
    stranger = await site.sign_in("stranger")
    real = await of_cast(site, "Вера", "Соколова", "DAUGHTER")
    invented = {**real, "document": {"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 111112"}}
    answers = []
    for form in (real, {**real, "givenName": "Вена"}, invented):
        claim = await add_child(site, stranger, **form)
        answers.append(_seen(claim))
        await withdraw_child(stranger, claim["id"])
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["state"] == "GO_TO_MFC"
    assert await site.database.fetchval("SELECT count(*) FROM family_claim WHERE patient_id IS NOT NULL") == 0


async def test_a_child_that_is_another_account_s_already_makes_no_difference(site: Site) -> None:
    """REQ-09: each parent has a claim of their own, and neither shows to the other."""
    form = await of_cast(site, "Вера", "Соколова", "DAUGHTER")
    anna, sergey = await site.sign_in("anna"), await site.sign_in("sergey")
    first, second = await add_child(site, anna, **form), await add_child(site, sergey, **form)
    assert (first["state"], second["state"]) == ("VERIFIED", "VERIFIED")
    assert len(await claims(anna)) == len(await claims(sergey)) == 1


async def _tries(site: Site, person: Person, numbers: list[str]) -> list[list[str]]:
    codes = []
    for number in numbers:
        answered = await try_child(site, person, document={"kind": "BIRTH_CERTIFICATE", "number": number})
        codes.append(answered.codes)
        if answered.claim:
            await withdraw_child(person, answered.claim["id"])
    return codes


async def test_an_account_has_so_many_tries_a_day(site: Site) -> None:
    person = await site.sign_in("sergey")
    numbers = [f"IV-МЮ {300000 + number}" for number in range(PER_DAY + 2)]
    assert await _tries(site, person, numbers) == [[]] * PER_DAY + [["TRIES_USED_UP"]] * 2
    await site.database.execute("UPDATE registry_check SET created_at = created_at - interval '25 hours'")
    assert (await _tries(site, person, numbers[:1])) == [[]], "and again the next day"


async def test_a_change_is_a_try_too(site: Site) -> None:
    from tests.family.people import change_child

    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    codes = []
    for number in range(PER_DAY):
        document = {"kind": "BIRTH_CERTIFICATE", "number": f"IV-МЮ {400000 + number}"}
        codes.append((await change_child(person, claim["id"], document=document)).codes)
    assert codes == [[]] * (PER_DAY - 1) + [["TRIES_USED_UP"]]


async def test_a_document_has_so_many_tries_by_whatever_accounts(site: Site) -> None:
    number = KIRA["document"]["number"]
    people = [await site.sign_in(login) for login in ("sergey", "stranger")]
    codes = []
    for place in range(PER_DOCUMENT + 1):
        codes += await _tries(site, people[place % 2], [number])
    assert codes == [[]] * PER_DOCUMENT + [["TRIES_USED_UP"]]
    assert await _tries(site, people[0], ["IV-МЮ 654326"]) == [[]], "another document is another matter"


async def test_an_applicant_reaches_no_finer_answer(site: Site) -> None:
    """Finer answers are for officers alone: no field, and no officer's query, gives them to the applicant."""
    person = await site.sign_in("sergey")
    claim = await add_child(site, person, document={"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654321"})
    query = "query($id: ID!) { mfcClaim(id: $id) { checks { outcome } } }"
    answer = await person.ask(query, id=claim["id"])
    assert answer["errors"][0]["extensions"] == {"code": "FORBIDDEN"}
    fields = (await person.data('{ __type(name: "FamilyClaim") { fields { name } } }'))["__type"]["fields"]
    assert not {"checks", "outcome", "basis", "actNumber"} & {field["name"] for field in fields}


async def _adopted(database: asyncpg.Connection) -> int:
    """Vera as an adoption leaves her: other names and another certificate, the earlier one ended."""
    vera = await database.fetchval("SELECT id FROM person WHERE given_name = 'Вера' AND family_name = 'Соколова'")
    await database.execute(
        "UPDATE person_identifier SET ended_on = current_date WHERE patient_id = $1 AND kind = 'BIRTH_CERTIFICATE'",
        vera,
    )
    await database.execute(
        "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, 'BIRTH_CERTIFICATE', 'V-МЮ 555555', true)",
        vera,
    )
    return int(vera)


@pytest.mark.parametrize("with_policy", [False, True], ids=["certificate", "and policy"])
async def test_an_earlier_certificate_leads_to_nobody(site: Site, with_policy: bool) -> None:
    """Adoption is never visible: a registry that still knows the earlier act links no one to the child."""
    sergey = await site.sign_in("sergey")
    form = await of_cast(site, "Вера", "Соколова", "DAUGHTER")
    vera = await _adopted(site.database)
    if with_policy:
        form["enp"] = await site.database.fetchval(
            "SELECT value FROM person_identifier WHERE patient_id = $1 AND kind = 'ENP'", vera
        )
    claim = await add_child(site, sergey, **form)
    assert claim["patientId"] is None
    assert await site.database.fetchval("SELECT count(*) FROM family_claim WHERE patient_id IS NOT NULL") == 0


async def test_an_adopter_is_a_parent_like_any(site: Site) -> None:
    """Adoption is never visible: the relationship reads "parent"."""
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    family = (await sergey.data("{ viewer { family { displayName kind } } }"))["viewer"]["family"]
    assert {one["kind"] for one in family} == {"PARENT"}
    assert claim["relationship"] == "DAUGHTER"
