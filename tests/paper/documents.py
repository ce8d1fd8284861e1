"""Extracts on paper and paper keeping through the API."""

from typing import Any

from tests.client import Person

ERRORS = "userErrors { code field message }"
STEPS = "steps { at event }"
EXTRACT = f"id number clinic purpose sections coversFrom coversUntil note pickup fetchedBy state filedAt dueAt reason answer {STEPS}"
APPLICATION = f"id number clinic state filedAt dueAt reason answer mine {STEPS}"
_DESK = f"id number clinic patient birthDate applicant filedAt dueAt overdue answer {STEPS}"
DESK_EXTRACT = f"{_DESK} state purpose sections coversFrom coversUntil note pickup fetchedBy reason identityShown"
DESK_APPLICATION = f"{_DESK} state reason"

CLINICS = "query($id: ID!, $text: String!) { visitClinics(patientId: $id, nameContains: $text) { id name attached } }"
EXTRACTS = f"query($id: ID!) {{ viewer {{ paperExtracts(patientId: $id) {{ {EXTRACT} }} }} }}"
APPLICATIONS = f"query($id: ID!) {{ viewer {{ paperApplications(patientId: $id) {{ {APPLICATION} }} }} }}"


def _mutation(name: str, part: str, fields: str) -> str:
    kind = f"{name[0].upper()}{name[1:]}Input"
    return f"mutation($input: {kind}!) {{ {name}(input: $input) {{ {part} {{ {fields} }} {ERRORS} }} }}"


ORDER = _mutation("orderPaperExtract", "extract", EXTRACT)
WITHDRAW = _mutation("withdrawPaperExtract", "extract", EXTRACT)
APPLY = _mutation("submitPaperApplication", "application", APPLICATION)
TAKE_BACK = _mutation("withdrawPaperApplication", "application", APPLICATION)
TAKE = _mutation("takePaperExtract", "extract", DESK_EXTRACT)
FINISH = _mutation("finishPaperExtract", "extract", DESK_EXTRACT)
HAND_OUT = _mutation("handOutPaperExtract", "extract", DESK_EXTRACT)
DECLINE = _mutation("declinePaperExtract", "extract", DESK_EXTRACT)
ACCEPT = _mutation("acceptPaperApplication", "application", DESK_APPLICATION)
REFUSE = _mutation("declinePaperApplication", "application", DESK_APPLICATION)
DESK = f"query($state: ExtractState!) {{ clinicPaperExtracts(state: $state) {{ nodes {{ {DESK_EXTRACT} }} }} }}"
DESK_PAGE = (
    "query($state: ExtractState!, $first: Int, $after: String) { clinicPaperExtracts(state: $state, first: $first, after: $after) "
    "{ nodes { id } endCursor hasNextPage } }"
)
DESK_ONE = f"query($id: ID!) {{ clinicPaperExtract(id: $id) {{ {DESK_EXTRACT} }} }}"
APPLICATION_DESK = f"query($state: PaperKeepingState!) {{ clinicPaperApplications(state: $state) {{ nodes {{ {DESK_APPLICATION} }} }} }}"
APPLICATION_ONE = f"query($id: ID!) {{ clinicPaperApplication(id: $id) {{ {DESK_APPLICATION} }} }}"


async def clinic_of(person: Person, patient: str, text: str = "") -> str:
    """The id of the patient's own clinic, or of the first whose name contains the text."""
    found = (await person.data(CLINICS, id=patient, text=text))["visitClinics"]
    return str(next(one for one in found if not text or text in one["name"])["id"])


async def sent(person: Person, mutation: str, **given: Any) -> tuple[dict[str, Any] | None, list[str]]:
    """What the mutation changed, and the codes of its refusals."""
    payload = dict(next(iter((await person.data(mutation, input=given)).values())))
    codes = [error["code"] for error in payload.pop("userErrors")]
    return next(iter(payload.values())), codes


async def done(person: Person, mutation: str, **given: Any) -> dict[str, Any]:
    """What a mutation which went through changed."""
    changed, codes = await sent(person, mutation, **given)
    assert codes == [] and changed is not None, codes
    return changed


async def ordered(person: Person, patient: str, **changes: Any) -> dict[str, Any]:
    """An extract for an institute, ordered at the patient's own clinic."""
    given = {"patientId": patient, "purpose": "RESEARCH_INSTITUTE", **changes}
    if "organizationId" not in given:
        given["organizationId"] = await clinic_of(person, patient)
    return await done(person, ORDER, **given)


async def extracts(person: Person, patient: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.data(EXTRACTS, id=patient))["viewer"]["paperExtracts"]
    return found


async def applications(person: Person, patient: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.data(APPLICATIONS, id=patient))["viewer"]["paperApplications"]
    return found


async def code_of(person: Person, query: str, **variables: Any) -> str:
    """The code of the one entry of `errors`."""
    answer = await person.ask(query, **variables)
    return ",".join(error["extensions"]["code"] for error in answer["errors"])
