"""Makes share links, lists and revokes them."""

from typing import Any

from tests.client import Person

PASSCODE = "804213"
FIELDS = "id sections facts state triesLeft createdAt expiresAt openings { id at recipient outcome }"
CREATE = f"""mutation($input: CreateShareLinkInput!) {{
  createShareLink(input: $input) {{ link shareLink {{ {FIELDS} }} userErrors {{ field code message }} }}
}}"""
REVOKE = f"""mutation($input: RevokeShareLinkInput!) {{
  revokeShareLink(input: $input) {{ shareLink {{ {FIELDS} }} userErrors {{ field code }} }}
}}"""
LIST = f"query($id: ID!) {{ viewer {{ shareLinks(patientId: $id) {{ {FIELDS} }} }} }}"
ALL = [
    "EXAMINATION_PROTOCOLS", "LAB_REPORTS", "COVID_TESTS", "VACCINATIONS", "INSTRUMENTAL_STUDIES", "DISCHARGE_SUMMARIES",
    "HEALTH_DIARY", "CHILD_DATA", "AMBULANCE_CALLS", "SICK_LEAVES", "PRESCRIPTIONS", "CERTIFICATES", "CHECK_UPS",
    "PREGNANCY_CARE", "RENDERED_SERVICES",
]  # fmt: skip


async def create(person: Person, patient: str, **given: Any) -> dict[str, Any]:
    """The payload."""
    content = {"patientId": patient, "sections": ["VACCINATIONS"], "term": "DAY", "passcode": PASSCODE, **given}
    answer = await person.data(CREATE, input=content)
    payload: dict[str, Any] = answer["createShareLink"]
    return payload


async def made(person: Person, patient: str, **given: Any) -> tuple[str, dict[str, Any]]:
    """The link's text and itself."""
    payload = await create(person, patient, **given)
    assert payload["userErrors"] == [], payload
    return payload["link"], payload["shareLink"]


async def listed(person: Person, patient: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.data(LIST, id=patient))["viewer"]["shareLinks"]
    return found


async def codes(person: Person, patient: str, **given: Any) -> list[str]:
    return [error["code"] for error in (await create(person, patient, **given))["userErrors"]]
