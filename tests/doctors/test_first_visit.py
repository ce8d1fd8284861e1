"""A record is opened by the clinic of attachment at the first visit, and by nobody for themself (PAP-06, PAP-07)."""

import asyncio
from typing import Any

from backend.graphql_schema import graphql_schema
from tests.client import Site
from tests.doctors.visits import CLOSE, GIVE, REASON, RECORD, done, refused, run, visit

FACTS = """query($id: ID!) { record(patientId: $id) { patient { bloodGroup emergencyContacts { name relationship phone } }
  allergies { substance severity source } conditions { wording } procedures(first: 20) { nodes { title } }
  examinationProtocols(first: 50) { nodes { id title lifeHistory author { fullName } } } } }"""
RELEASE = (
    "mutation($input: ReleaseEntryInput!) { releaseEntry(input: $input) { id userErrors { code field message } } }"
)
FORM: dict[str, Any] = {
    "bloodGroup": "B_MINUS",
    "chronicConditions": ["Бронхиальная астма"],
    "allergies": [{"substance": "Амоксициллин", "reaction": "крапивница", "severity": "MODERATE"}],
    "operations": [{"name": "Аденотомия", "year": 2021}],
    "heredity": "У бабушки сахарный диабет 2 типа",
    "emergencyContacts": [{"name": "Соколов Сергей", "relationship": "отец", "phone": "8 916 123-45-67"}],
}


async def test_the_form_of_the_first_visit_opens_the_record(site: Site) -> None:
    """PAP-07."""
    opened = await visit(site, "petrova", "Вера")
    assert opened["opensRecord"]
    petrova, vera = await site.sign_in("petrova"), await site.patient("Вера", "Соколова")
    after = (await done(petrova, RECORD, encounterId=opened["id"], **FORM))["encounter"]
    assert not after["opensRecord"]
    record = (await petrova.data(FACTS, id=vera))["record"]
    assert record["patient"]["bloodGroup"] == "B(III) Rh-"
    assert record["patient"]["emergencyContacts"] == [
        {"name": "Соколов Сергей", "relationship": "отец", "phone": "+79161234567"}
    ]
    assert {"substance": "Амоксициллин", "severity": "MODERATE", "source": "CLINIC"} in record["allergies"]
    assert "Бронхиальная астма" in {one["wording"] for one in record["conditions"]}
    assert "Аденотомия" in {one["title"] for one in record["procedures"]["nodes"]}
    [form] = [one for one in record["examinationProtocols"]["nodes"] if one["lifeHistory"] == FORM["heredity"]]
    assert form["author"]["fullName"].startswith("Петрова")
    # One parent never sees whom the other named.
    anna = await site.enter("anna")
    seen = (await anna.data(FACTS, id=vera))["record"]
    assert seen["patient"]["emergencyContacts"] is None and seen["patient"]["bloodGroup"] == "B(III) Rh-"
    assert await refused(petrova, RECORD, encounterId=opened["id"], **FORM) == "NOT_ATTACHED_HERE"


async def test_what_the_form_names_of_a_sensitive_class_is_hidden_as_everywhere(site: Site) -> None:
    """Policy.md, principle 8 and ⁴: a mother does not learn from the form what the teenager told the doctor."""
    opened = await visit(site, "petrova", "Павел")
    petrova, anna, pavel = await site.sign_in("petrova"), await site.enter("anna"), await site.enter("pavel")
    patient = await site.patient("Павел", "Соколов")
    form = {
        **FORM,
        "chronicConditions": ["Бронхиальная астма", "Хламидиоз", "ВИЧ-инфекция"],
        "operations": [{"name": "Аденотомия", "year": 2021}, {"name": "Лечение у нарколога", "year": 2022}],
    }
    await done(petrova, RECORD, encounterId=opened["id"], **form)
    hers, his = [(await person.data(FACTS, id=patient))["record"] for person in (anna, pavel)]
    assert "Бронхиальная астма" in {one["wording"] for one in hers["conditions"]}
    assert not {"Хламидиоз", "ВИЧ-инфекция"} & {one["wording"] for one in hers["conditions"]}
    assert "Лечение у нарколога" not in {one["title"] for one in hers["procedures"]["nodes"]}
    assert "Хламидиоз" in {one["wording"] for one in his["conditions"]}
    # The form says all of it, so it is as secret as the most secret of it.
    for record in (hers, his):
        assert FORM["heredity"] not in {one["lifeHistory"] for one in record["examinationProtocols"]["nodes"]}
    # Held results are shown with their form, after a talk: the narcological one by its author, as here.
    await done(petrova, GIVE, encounterId=opened["id"], reason=REASON)
    held = (await petrova.data(FACTS, id=patient))["record"]["examinationProtocols"]["nodes"]
    [form_id] = [one["id"] for one in held if one["lifeHistory"] == FORM["heredity"]]
    await done(petrova, RELEASE, id=form_id, note="Поговорили о том, что записано.")
    his = (await pavel.data(FACTS, id=patient))["record"]
    assert "ВИЧ-инфекция" in {one["wording"] for one in his["conditions"]}
    assert "Лечение у нарколога" in {one["title"] for one in his["procedures"]["nodes"]}
    hers = (await anna.data(FACTS, id=patient))["record"]
    assert "Лечение у нарколога" not in {one["title"] for one in hers["procedures"]["nodes"]}


async def test_only_the_clinic_of_attachment_opens_a_record_in_an_open_encounter(site: Site) -> None:
    """PAP-06."""
    elsewhere = await visit(site, "ivanov", "Михаил")
    assert not elsewhere["opensRecord"]
    ivanov = await site.sign_in("ivanov")
    assert await refused(ivanov, RECORD, encounterId=elsewhere["id"], **FORM) == "NOT_ATTACHED_HERE"
    petrova, opened = await site.sign_in("petrova"), await visit(site, "petrova", "Павел")
    assert await refused(ivanov, RECORD, encounterId=opened["id"], **FORM) in ("FORBIDDEN", "NOT_FOUND")
    await done(petrova, CLOSE, encounterId=opened["id"])
    assert await refused(petrova, RECORD, encounterId=opened["id"], **FORM) == "ENCOUNTER_CLOSED"


async def test_every_wrong_line_is_named_at_once_and_nothing_is_kept(site: Site) -> None:
    opened = await visit(site, "petrova", "Вера")
    petrova = await site.sign_in("petrova")
    before = await site.database.fetchval("SELECT count(*) FROM record_entry")
    await site.database.execute("DELETE FROM record_opening")
    wrong = {
        **FORM,
        "chronicConditions": [" "],
        "operations": [{"name": "Аденотомия", "year": 1811}],
        "emergencyContacts": [{"name": "Отец", "phone": "123"}],
    }
    payload = await run(petrova, RECORD, encounterId=opened["id"], **wrong)
    assert payload["encounter"] is None
    assert [(one["code"], one["field"][1:]) for one in payload["userErrors"]] == [
        ("REQUIRED", ["chronicConditions", "0"]),
        ("WRONG_DATE", ["operations", "0", "year"]),
        ("WRONG_FORMAT", ["emergencyContacts", "0", "phone"]),
    ]
    assert await site.database.fetchval("SELECT count(*) FROM record_entry") == before


async def test_two_at_once_open_it_once(site: Site) -> None:
    opened = await visit(site, "petrova", "Вера")
    petrova = await site.sign_in("petrova")
    answers = await asyncio.gather(*(run(petrova, RECORD, encounterId=opened["id"], **FORM) for _ in range(2)))
    assert sorted(bool(answer["encounter"]) for answer in answers) == [False, True]


async def test_no_mutation_lets_a_citizen_create_a_record(site: Site) -> None:
    """PAP-06: «Создать ЭМК самостоятельно нельзя»; PAP-03: nor is there one to opt out of it."""
    core: Any = graphql_schema()[0]._schema
    names = set(core.mutation_type.fields)
    about = {name for name in names if name.endswith("MedicalRecord")}
    assert about == {"openMedicalRecord"}
    opened = await visit(site, "petrova", "Вера")
    for login in ("anna", "pavel", "igor", "basic", "registrar"):
        assert await refused(await site.sign_in(login), RECORD, encounterId=opened["id"], **FORM) == "FORBIDDEN"
