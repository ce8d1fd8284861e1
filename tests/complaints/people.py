"""A complaint on its way through the API: who files it, the insurer, the clinic."""

from typing import Any

from tests.client import Person, Site

STEPS = "steps { at event }"
OWN = f"""id number kind state text mine section date entryId disputedId clinic insurer filedAt dueAt clinicAgrees clinicAnswer
  upheld reason decisionText decidedAt correction correctedAt {STEPS} attachments {{ entryId section fields }}"""
BOTH = f"""id number kind state text complainant patient date clinic insurer filedAt dueAt overdue question askedAt clinicAgrees
  clinicAnswer answeredAt upheld reason decisionText decidedAt correction correctedAt {STEPS} attachments {{ title lines }}"""
AT_INSURER = f"{BOTH} policyNumber mayGoOn"
AT_CLINIC = f"{BOTH} toCorrect correctable {{ name label kind values {{ value label }} }} diagnosisCorrectable"
ERRORS = "userErrors { code field message }"

FILE = f"mutation($input: FileComplaintInput!) {{ fileComplaint(input: $input) {{ complaint {{ {OWN} }} {ERRORS} }} }}"
WITHDRAW = f"mutation($input: WithdrawComplaintInput!) {{ withdrawComplaint(input: $input) {{ complaint {{ {OWN} }} {ERRORS} }} }}"
ASK = f"mutation($input: AskClinicInput!) {{ askClinic(input: $input) {{ complaint {{ {AT_INSURER} }} {ERRORS} }} }}"
GO_ON = f"mutation($input: GoOnWithComplaintInput!) {{ goOnWithComplaint(input: $input) {{ complaint {{ {AT_INSURER} }} {ERRORS} }} }}"
DECIDE = f"mutation($input: DecideComplaintInput!) {{ decideComplaint(input: $input) {{ complaint {{ {AT_INSURER} }} {ERRORS} }} }}"
ANSWER = f"mutation($input: AnswerComplaintInput!) {{ answerComplaint(input: $input) {{ complaint {{ {AT_CLINIC} }} {ERRORS} }} }}"
CORRECT = f"mutation($input: CorrectDisputedEntryInput!) {{ correctDisputedEntry(input: $input) {{ complaint {{ {AT_CLINIC} }} {ERRORS} }} }}"

LIST = f"query($id: ID!) {{ viewer {{ complaints(patientId: $id) {{ nodes {{ {OWN} }} endCursor hasNextPage }} }} }}"
SEE = f"query($id: ID!) {{ viewer {{ complaint(id: $id) {{ {OWN} }} }} }}"
INSURER_DESK = (
    f"query($state: ComplaintState) {{ insurerComplaints(state: $state, first: 100) {{ nodes {{ {AT_INSURER} }} }} }}"
)
INSURER_SEES = f"query($id: ID!) {{ insurerComplaint(id: $id) {{ {AT_INSURER} }} }}"
CLINIC_DESK = (
    f"query($state: ComplaintState) {{ clinicComplaints(state: $state, first: 100) {{ nodes {{ {AT_CLINIC} }} }} }}"
)
CLINIC_SEES = f"query($id: ID!) {{ clinicComplaint(id: $id) {{ {AT_CLINIC} }} }}"

TEXT = "Этой услуги моему ребёнку не оказывали: в тот день мы были на даче."
QUESTION = "Просим пояснить и приложить выписку из журнала приёма."
SERVICE = "id date title serviceName cost careConditions versions { id version current }"
SERVICES = f"query($id: ID!) {{ record(patientId: $id) {{ renderedServices(first: 50) {{ nodes {{ {SERVICE} organization {{ shortName }} }} }} }} }}"

_WITH_THE_CLINIC = (
    "INSERT INTO complaint (number, patient_id, account_id, kind, text, set_id, entry_id, entry_kind, about_on, clinic_id, "
    "insurer_id, policy_number, state, filed_at, due_at, asked_at, question) SELECT 'Ж-' || nextval('complaint_number_seq'), e.patient_id, a.id, 'OTHER', "
    "'В записи ошибка.', e.set_id, e.id, e.kind, e.event_date, e.organization_id, i.insurer_id, i.number, 'CLINIC_REQUESTED', "
    "now(), now() - interval '1 day', now(), 'Просим пояснить.' FROM account a JOIN record_entry e ON e.patient_id = a.person_id "
    "AND e.kind = 15 AND e.status = 0 JOIN insurance_policy i ON i.patient_id = a.person_id WHERE a.login = $1 LIMIT 1 RETURNING id"
)


async def services(person: Person, patient: str, place: str | None = None) -> list[dict[str, Any]]:
    """Services that the person sees on the record, the newest first; those of one clinic where it is named."""
    data = await person.data(SERVICES, id=patient)
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
    return await done(person, FILE, **{"id": entry, "kind": "SERVICE_NOT_RENDERED", "text": TEXT, **changes})


async def code_of(person: Person, query: str, **variables: Any) -> str:
    """The code of the one entry of `errors`."""
    answer = await person.ask(query, **variables)
    return ",".join(error["extensions"]["code"] for error in answer["errors"])


async def a_complaint(site: Site, login: str) -> int:
    """A complaint about a service of the login's own, with the clinic by now and past its term; its row."""
    return int(await site.database.fetchval(_WITH_THE_CLINIC, login))
