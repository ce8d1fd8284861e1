"""A vaccination certificate that anybody can check (SEC-10), an emergency card, and what a check says to strangers (PAP-10)."""

import re
from typing import Any

from backend.policy.standing import Standing
from tests.client import Person, Site
from tests.exchange.pdf.reading import pages_of, squeezed
from tests.exports.ordering import file_of, order
from tests.exports.test_export import Place, place  # noqa: F401  the fixture

CHECK = "query($code: String!) { checkedDocument(code: $code) { form holder issuedOn validUntil revoked valid } }"
ISSUED = "query($id: ID!) { viewer { issuedDocuments(patientId: $id) { id form valid revokedAt validUntil } } }"
REVOKE = """mutation($input: RevokeDocumentInput!) {
  revokeDocument(input: $input) { issuedDocuments { id valid } userErrors { code } }
}"""


def _code_in(pdf: bytes) -> str:
    found = re.search(r"verify/([0-9A-Z-]{24})", "".join("".join(pages_of(pdf)).split()))
    assert found is not None
    return found[1]


async def _check(site: Site, code: str) -> Any:
    answer = await site.ask(CHECK, code=code)
    assert "errors" not in answer, answer
    return answer["data"]["checkedDocument"]


async def test_a_certificate_lists_vaccinations_and_is_checked_by_anybody_as_initials_and_year(place: Place) -> None:  # noqa: F811
    site, _, person, patient = place
    pdf = await file_of(person, patient, "VACCINATION_CERTIFICATE")
    text = squeezed("".join(pages_of(pdf)))
    assert "Прививочныйсертификат" in text and squeezed("Запись VACCINATIONS") in text
    assert squeezed("Запись LAB_REPORTS") not in text
    found = await _check(site, _code_in(pdf))
    assert re.fullmatch(r"Ф\. И\. О\., \d{4}", found.pop("holder")), "initials and the year, no name"
    assert found["valid"] and not found["revoked"] and found["validUntil"] > found["issuedOn"]


async def test_a_code_is_read_however_it_is_typed(place: Place) -> None:  # noqa: F811
    site, _, person, patient = place
    code = _code_in(await file_of(person, patient, "VACCINATION_CERTIFICATE"))
    for typed in (code.lower(), code.replace("-", ""), f" {code} ", code.replace("0", "O").replace("1", "l")):
        assert await _check(site, typed), typed


async def test_a_revoked_certificate_does_not_count_and_nobody_else_revokes_it(place: Place) -> None:  # noqa: F811
    site, made, person, patient = place
    code = _code_in(await file_of(person, patient, "VACCINATION_CERTIFICATE"))
    (issued,) = (await person.data(ISSUED, id=patient))["viewer"]["issuedDocuments"]
    other = Person(site, made.tokens[Standing.SELF_ADULT])
    refused = await other.data(REVOKE, input={"id": issued["id"]})
    assert refused["revokeDocument"]["userErrors"] == [{"code": "NOT_FOUND"}]
    assert (await _check(site, code))["valid"]
    done = (await person.data(REVOKE, input={"id": issued["id"]}))["revokeDocument"]
    assert done == {"issuedDocuments": [{"id": issued["id"], "valid": False}], "userErrors": []}
    found = await _check(site, code)
    assert found["revoked"] and not found["valid"]


async def test_its_term_ends(place: Place) -> None:  # noqa: F811
    site, made, person, patient = place
    code = _code_in(await file_of(person, patient, "VACCINATION_CERTIFICATE"))
    await made.database.execute("UPDATE issued_document SET valid_until = current_date - 2")
    found = await _check(site, code)
    assert not found["valid"] and not found["revoked"]


async def test_codes_cannot_be_guessed(place: Place) -> None:  # noqa: F811
    site, made, person, patient = place
    code = _code_in(await file_of(person, patient, "VACCINATION_CERTIFICATE"))
    assert len(code.replace("-", "")) == 20, "100 random bits"
    assert code.encode() not in bytes(await made.database.fetchval("SELECT code_hash FROM issued_document"))
    for _ in range(10):
        assert await _check(site, "AAAA-BBBB-CCCC-DDDD-EEEE") is None
    answer = await site.ask(CHECK, code=code)
    assert answer["errors"][0]["extensions"]["code"] == "RATE_LIMITED", (
        "who guesses learns nothing more, the right code included"
    )


async def test_an_emergency_card_says_what_a_doctor_needs_and_whom_to_call(place: Place) -> None:  # noqa: F811
    _, made, person, patient = place
    contacts = [{"name": "Мама #strong[x]", "phone": "+7 900 000-00-00"}]
    text = squeezed("".join(pages_of(await file_of(person, patient, "EMERGENCY_CARD", contacts=contacts))))
    for said in ("Аллергии", "A(II) Rh+", "Лекарства", "Мама #strong[x]", "+7 900 000-00-00"):
        assert squeezed(said) in text, said
    assert await made.database.fetchval("SELECT count(*) FROM record_export WHERE contacts IS NOT NULL") == 0


async def test_a_doctor_issues_no_certificate_in_a_patients_name(place: Place) -> None:  # noqa: F811
    site, made, _, _ = place
    doctor, patient = Person(site, made.tokens[Standing.TREATING_DOCTOR]), made.patient_key(Standing.TREATING_DOCTOR)
    for form in ("VACCINATION_CERTIFICATE", "EMERGENCY_CARD"):
        payload = await order(doctor, patient, form)
        assert [error["code"] for error in payload["userErrors"]] == ["FORBIDDEN"]
