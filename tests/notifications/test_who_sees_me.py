"""A teenager is told at 15 what is theirs and who sees what of it: from the policy's declarations (policy.md, Conditions; ACC-04)."""

from typing import Any

from backend.models.vocabulary import Kind
from tests.client import Person, Site
from tests.notifications.telling import an_entry, person

WHO = """{ viewer { accessToMe { displayName standing until hiddenSections hiddenClasses hidesWhatIHid
  hiddenFields { type name reason } } } }"""


async def _who(reader: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await reader.data(WHO))["viewer"]["accessToMe"]
    return found


async def test_a_teenager_sees_who_reads_the_record_and_what_is_hidden_from_them(site: Site) -> None:
    [mother] = await _who(await site.sign_in("pavel"))
    assert (mother["displayName"], mother["standing"]) == ("Соколова Анна Игоревна", "PARENT_OF_TEEN")
    assert mother["until"] is not None, "until the eighteenth birthday"
    assert mother["hiddenSections"] == ["HEALTH_DIARY", "PREGNANCY_CARE"]
    assert mother["hiddenClasses"] == [
        "PSYCHIATRY",
        "NARCOLOGY",
        "REPRODUCTIVE",
        "STI",
        "TOXICOLOGY",
        "GENETICS",
        "PSYCHOTROPIC",
    ]
    assert not mother["hidesWhatIHid"], "TEEN_HIDE is off by default"
    fields = {f"{field['type']}.{field['name']}": field["reason"] for field in mother["hiddenFields"]}
    assert fields["ExaminationProtocol.socialHistory"] == fields["Vaccination.exemptionReason"] == "WITH_THE_TEENAGER"
    assert fields["Patient.address"] == "PATIENT_ONLY"
    assert "AmbulanceCall.caller" not in fields, "what the teenager does not read either is no secret of theirs"
    assert "LabReport.conclusion" not in fields


async def test_what_is_said_to_be_hidden_is_hidden(site: Site) -> None:
    """Each field that is named answers null to the mother, and each section is missing from her list."""
    pavel = await site.enter("pavel")
    anna = await site.enter("anna")
    [mother] = await _who(pavel)
    key = await site.patient("Павел", "Соколов")
    await an_entry(site, await person(site, "Павел"), Kind.PREGNANCY_CARE)
    sections = "query($id: ID!) { record(patientId: $id) { availableSections { section } } }"

    async def open_to(reader: Person) -> set[str]:
        return {one["section"] for one in (await reader.data(sections, id=key))["record"]["availableSections"]}

    try:
        hidden = set(mother["hiddenSections"])
        assert hidden & await open_to(pavel) == hidden
        assert not hidden & await open_to(anna)
    finally:
        await site.database.execute("DELETE FROM record_entry WHERE title = 'Сифилис, антитела'")
    protocol = "query($id: ID!) { record(patientId: $id) { patient { address phone email } } }"
    assert (await anna.data(protocol, id=key))["record"]["patient"] == {"address": None, "phone": None, "email": None}


async def test_what_is_shared_is_not_said_to_be_hidden(site: Site) -> None:
    await site.database.execute(
        "INSERT INTO teen_share (patient_id, representative_id, labels, diary, created_at) "
        "SELECT $1, person_id, 8, true, now() - interval '1 day' FROM account WHERE login = 'anna'",
        await person(site, "Павел"),
    )
    try:
        [mother] = await _who(await site.sign_in("pavel"))
        assert "STI" not in mother["hiddenClasses"] and "GENETICS" in mother["hiddenClasses"]
        assert mother["hiddenSections"] == ["PREGNANCY_CARE"]
    finally:
        await site.database.execute("DELETE FROM teen_share")


async def test_nobody_else_learns_who_reads_a_record(site: Site) -> None:
    for login in ("anna", "sergey", "igor", "olga", "petrova", "registrar"):
        assert await _who(await site.sign_in(login)) == []
    await site.database.execute(
        "UPDATE access_grant SET revoked_at = now() WHERE patient_id = $1", await person(site, "Павел")
    )
    try:
        assert await _who(await site.sign_in("pavel")) == []
    finally:
        await site.database.execute(
            "UPDATE access_grant SET revoked_at = NULL WHERE patient_id = $1", await person(site, "Павел")
        )
