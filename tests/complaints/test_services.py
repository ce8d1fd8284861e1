"""SVC-01…04: services of a period with their seven items, one's own without a grant, and the certificate as PDF."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.client import Person, Site

SEVEN = "region organization { name } date careKind careConditions serviceName cost"
REPORT = f"query($id: ID!, $from: Date, $to: Date) {{ record(patientId: $id) {{ renderedServices(first: 50, from: $from, to: $to) {{ nodes {{ {SEVEN} }} }} }} }}"
OWN = f"{{ viewer {{ renderedServices(first: 50) {{ nodes {{ {SEVEN} }} }} }} }}"


async def _certificate(site: Site, person: Person | None, patient: str, **asked: str) -> tuple[int, str]:
    """The status and the text of a downloaded certificate, its no-break spaces plain."""
    headers = {"Authorization": f"Bearer {person.token}"} if person else {}
    response = await site.http.get(f"/certificates/services/{patient}", params=asked, headers=headers)
    assert response.headers["cache-control"] == "no-store"
    if response.status_code != 200:
        return response.status_code, response.text
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    return 200, " ".join(text.replace("\u00a0", " ").split())


async def test_each_service_has_the_seven_items_and_a_period_narrows_them(site: Site) -> None:
    """SVC-01, SVC-02: for oneself and representatives."""
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    nodes: list[dict[str, Any]] = (await anna.data(REPORT, id=patient))["record"]["renderedServices"]["nodes"]
    assert len(nodes) > 2 and all(value is not None for node in nodes for value in node.values())
    day = nodes[1]["date"]
    narrowed = (await anna.data(REPORT, id=patient, **{"from": day, "to": day}))["record"]["renderedServices"]["nodes"]
    assert narrowed == [node for node in nodes if node["date"] == day]


async def test_a_certificate_says_what_the_page_says(site: Site) -> None:
    """SVC-04: every item of every service of the period, and the sum; nothing of other days."""
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    nodes = (await anna.data(REPORT, id=patient))["record"]["renderedServices"]["nodes"]
    status, text = await _certificate(site, anna, patient)
    assert status == 200 and "Соколов Михаил" in text
    for node in nodes:
        for value in (node["serviceName"], node["organization"]["name"], node["careKind"]):
            assert "".join(value.split()) in "".join(text.split()), value
        assert f"{node['cost']:,.2f}".replace(",", " ").replace(".", ",") in text
    one = nodes[0]
    _, narrowed = await _certificate(site, anna, patient, **{"from": one["date"], "to": one["date"]})
    assert "Число услуг: 1." in narrowed and str(nodes[-1]["serviceName"]) not in narrowed
    _, none = await _certificate(site, anna, patient, **{"from": "1990-01-01", "to": "1990-01-02"})
    assert "услуг нет" in none
    _, english = await _certificate(site, anna, patient, language="en")
    assert "Certificate of insured services" in english


@pytest.mark.parametrize(("login", "status"), [("stranger", 403), ("petrova", 403), ("insurer", 403), ("sergey", 403)])
async def test_nobody_else_gets_a_certificate(site: Site, login: str, status: int) -> None:
    """A doctor with an open encounter reads no services; a forged id answers as a foreign one."""
    person = await site.enter(login)
    patient = await site.patient("Михаил")
    found, body = await _certificate(site, person, patient)
    forged, other = await _certificate(site, person, patient[:-2] + "AA")
    assert (found, forged) == (status, status) and body == other


async def test_a_certificate_wants_a_session_the_code_and_days_of_the_calendar(site: Site) -> None:
    patient = await site.patient("Михаил")
    assert (await _certificate(site, None, patient))[0] == 401
    assert (await _certificate(site, await site.sign_in("anna"), patient))[0] == 401
    assert (await _certificate(site, await site.enter("anna"), patient, **{"from": "31.02.2026"}))[0] == 400


async def test_own_services_need_no_grant(site: Site) -> None:
    """SVC-03: their own alone, by page and by certificate; the labels are the same."""
    igor, patient = await site.enter("igor"), await site.patient("Игорь")
    before = (await igor.data(OWN))["viewer"]["renderedServices"]["nodes"]
    await site.database.execute(
        "UPDATE access_grant g SET revoked_at = greatest(g.granted_at, now()) FROM account a WHERE a.id = g.grantee_id AND a.login = 'igor'"
    )
    assert (await igor.data(OWN))["viewer"]["renderedServices"]["nodes"] == before and before
    status, text = await _certificate(site, igor, patient)
    assert status == 200 and f"Число услуг: {len(before)}." in text
    assert (await _certificate(site, igor, await site.patient("Анна", "Соколова")))[0] == 403
    await site.database.execute(
        "UPDATE access_grant g SET revoked_at = NULL FROM account a WHERE a.id = g.grantee_id AND a.login = 'igor'"
    )
