"""A complaint on its way through the API: who files it, the insurer, the clinic."""

from typing import Any

from tests.client import Person, Site
from tests.complaints import documents

_WITH_THE_CLINIC = (
    "INSERT INTO complaint (number, patient_id, account_id, kind, text, set_id, entry_id, entry_kind, about_on, clinic_id, "
    "insurer_id, policy_number, state, filed_at, due_at, asked_at, question) SELECT 'Ж-' || nextval('complaint_number_seq'), e.patient_id, a.id, 'OTHER', "
    "'В записи ошибка.', e.set_id, e.id, e.kind, e.event_date, e.organization_id, i.insurer_id, i.number, 'CLINIC_REQUESTED', "
    "now(), now() - interval '1 day', now(), 'Просим пояснить.' FROM account a JOIN record_entry e ON e.patient_id = a.person_id "
    "AND e.kind = 15 AND e.status = 0 JOIN insurance_policy i ON i.patient_id = a.person_id WHERE a.login = $1 LIMIT 1 RETURNING id"
)


async def services(person: Person, patient: str, place: str | None = None) -> list[dict[str, Any]]:
    """Services that the person sees on the record, the newest first; those of one clinic where it is named."""
    data = await person.data(documents.SERVICES, id=patient)
    nodes: list[dict[str, Any]] = data["record"]["renderedServices"]["nodes"]
    return [node for node in nodes if place is None or node["organization"]["shortName"] == place]


async def done(person: Person, mutation: str, /, **given: Any) -> dict[str, Any]:
    """The complaint that a mutation which went through gives."""
    payload = await payload_of(person, mutation, **given)
    assert payload["userErrors"] == [], payload["userErrors"]
    complaint: dict[str, Any] = payload["complaint"]
    return complaint


async def refused(person: Person, mutation: str, /, **given: Any) -> str:
    """The code of the one refusal."""
    payload = await payload_of(person, mutation, **given)
    assert payload["complaint"] is None
    return ",".join(error["code"] for error in payload["userErrors"])


async def payload_of(person: Person, mutation: str, /, **given: Any) -> dict[str, Any]:
    data = await person.data(mutation, input=given)
    payload: dict[str, Any] = next(iter(data.values()))
    return payload


async def filed(site: Site, entry: str, login: str = "anna", /, **changes: Any) -> dict[str, Any]:
    """A complaint of the login about the entry."""
    person = await site.enter(login)
    return await done(
        person, documents.FILE, **{"id": entry, "kind": "SERVICE_NOT_RENDERED", "text": documents.TEXT, **changes}
    )


async def code_of(person: Person, query: str, **variables: Any) -> str:
    """The code of the one entry of `errors`."""
    answer = await person.ask(query, **variables)
    return ",".join(error["extensions"]["code"] for error in answer["errors"])


async def a_complaint(site: Site, login: str) -> int:
    """A complaint about a service of the login's own, with the clinic by now and past its term; its row."""
    return int(await site.database.fetchval(_WITH_THE_CLINIC, login))
