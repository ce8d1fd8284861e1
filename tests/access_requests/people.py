"""Requests through the API, as their applicants make them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import httpx

from backend.policy.sealing import IdSealer, IdType
from backend.services.access_requests.consent import CONSENT_VERSION
from tests.access_requests.pictures import picture
from tests.client import Person, Site

REQUEST = """
id number purpose state stateTitle record { own displayName patientId } grantee { id me displayName }
granteeOptions { id me displayName } maskedPolicyNumber policyNumberWarnings maskedPhone phoneConfirmedAt
changes { grantee { displayName me } maskedPolicyNumber child { familyName givenName patronymic certificate } }
consentVersion consentedAt photo { url grey width height deleteAfter } steps { step done } nextStep { code message }
savedAt submittedAt dueAt overdue timeline { at event state message } checks { kind status message nextTryAt }
decision { at reason message text } appealedAt canSubmit canWithdraw canAppeal canRetry
"""
_ERRORS = "userErrors { field code message }"
_BEGIN = (
    "mutation($input: CreateAccessRequestInput!) { createAccessRequest(input: $input) "
    f"{{ accessRequest {{ {REQUEST} }} alreadyOpen openPatientId {_ERRORS} }} }}"
)
_SAVE = (
    "mutation($input: SaveAccessRequestInput!) { saveAccessRequest(input: $input) "
    f"{{ accessRequest {{ {REQUEST} }} {_ERRORS} }} }}"
)
_CODE = (
    "mutation($input: RequestAccessRequestCodeInput!) { requestAccessRequestCode(input: $input) "
    f"{{ sentTo expiresAt {_ERRORS} }} }}"
)
_LIST = (
    "query($first: Int, $after: String, $state: AccessRequestState) { viewer { accessRequests(first: $first, after: $after, "
    f"state: $state) {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {REQUEST} }} }} }} }}"
)
_GRANTS = "{ viewer { accessGrants { id patientId displayName own ground until closedBecause message } } }"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a mutation gave: its payload, and the codes of its refusals."""

    payload: dict[str, Any]

    @property
    def codes(self) -> list[str]:
        return [error["code"] for error in self.payload["userErrors"]]

    @property
    def field(self) -> str | None:
        """Where in the input the first refusal is."""
        field = self.payload["userErrors"][0]["field"]
        return ".".join(field[1:]) if field else None

    @property
    def request(self) -> dict[str, Any]:
        """The request of a call that was not refused."""
        assert self.payload["userErrors"] == [], self.payload["userErrors"]
        request: dict[str, Any] = self.payload["accessRequest"]
        return request


async def begin(person: Person, purpose: str = "GRANT", **given: Any) -> Answered:
    data = await person.data(_BEGIN, input={"purpose": purpose, **given})
    return Answered(data["createAccessRequest"])


async def save(person: Person, request: dict[str, Any], **given: Any) -> Answered:
    """Saves a step over the version of the request that the person sees."""
    data = await person.data(_SAVE, input={"id": request["id"], "savedAt": request["savedAt"], **given})
    return Answered(data["saveAccessRequest"])


async def ask_code(person: Person, request: dict[str, Any], phone: str) -> Answered:
    data = await person.data(_CODE, input={"id": request["id"], "phone": phone})
    return Answered(data["requestAccessRequestCode"])


async def call(person: Person, mutation: str, request: dict[str, Any], **given: Any) -> Answered:
    """One of the mutations that take a request's id."""
    kind = {
        "withdrawAccessRequest": "AccessRequestInput",
        "retryAccessRequest": "AccessRequestInput",
    }.get(mutation, f"{mutation[0].upper()}{mutation[1:]}Input")
    query = f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ accessRequest {{ {REQUEST} }} {_ERRORS} }} }}"
    data = await person.data(query, input={"id": request["id"], **given})
    return Answered(data[mutation])


async def confirm_phone(site: Site, person: Person, request: dict[str, Any], phone: str) -> dict[str, Any]:
    """Asks for a code and enters it."""
    site.clock.shift += dt.timedelta(seconds=61)
    sent = await ask_code(person, request, phone)
    assert sent.codes == [], sent.codes
    code = last_code(site, phone)
    return (await call(person, "confirmAccessRequestPhone", request, code=code)).request


def last_code(site: Site, phone: str) -> str:
    """The code in the newest message to a phone."""
    return site.simulator.sent_to(phone)[0].text[:6]


async def phone_of(site: Site, login: str) -> str:
    return str(await site.database.fetchval("SELECT phone FROM account WHERE login = $1", login))


async def upload(
    site: Site,
    person: Person | None,
    request: dict[str, Any],
    content: Any = None,
    method: str = "POST",
    **headers: str,
) -> httpx.Response:
    """Sends a photo, or looks at it, at the address that the service names."""
    sent = {"Authorization": f"Bearer {person.token}"} if person else {}
    body = picture() if content is None and method == "POST" else content
    return await site.http.request(
        method, f"/access-requests/{request['id']}/photo", content=body, headers={**sent, **headers}
    )


async def draft_of(site: Site, login: str = "sergey", ward: str | None = "Вера") -> tuple[Person, dict[str, Any]]:
    """A draft for a ward's or the own record with everything filled in, and its applicant."""
    person = await site.sign_in(login)
    record = {"own": True} if ward is None else {"patientId": await site.patient(ward)}
    begun = (await begin(person, record=record)).request
    request = await confirm_phone(site, person, begun, await phone_of(site, login))
    if any(step["step"] == "PHOTO" for step in request["steps"]):
        answer = await upload(site, person, request)
        assert answer.status_code == 201, answer.text
    return person, request


async def submit(person: Person, request: dict[str, Any], **given: Any) -> Answered:
    return await call(person, "submitAccessRequest", request, **{"consentVersion": CONSENT_VERSION, **given})


async def submitted(site: Site, login: str = "sergey", ward: str | None = "Вера") -> tuple[Person, dict[str, Any]]:
    """A request that is being checked."""
    person, draft = await draft_of(site, login, ward)
    return person, (await submit(person, draft)).request


async def in_review(site: Site, login: str = "sergey", ward: str | None = "Вера") -> tuple[Person, dict[str, Any]]:
    """A request that every registry has let pass."""
    person, request = await submitted(site, login, ward)
    await site.work()
    request = await seen(person, request)
    assert request["state"] == "MANUAL_REVIEW", request
    return person, request


async def seen(person: Person, request: dict[str, Any]) -> dict[str, Any]:
    """The request as its applicant sees it now."""
    for one in (await requests_of(person))["nodes"]:
        if one["id"] == request["id"]:
            found: dict[str, Any] = one
            return found
    raise AssertionError("the request is not in the list")


async def requests_of(person: Person, **given: Any) -> dict[str, Any]:
    data = await person.data(_LIST, **given)
    found: dict[str, Any] = data["viewer"]["accessRequests"]
    return found


async def grants_of(person: Person) -> list[dict[str, Any]]:
    data = await person.data(_GRANTS)
    found: list[dict[str, Any]] = data["viewer"]["accessGrants"]
    return found


def row_id(site: Site, request: dict[str, Any]) -> int:
    """The row behind a request's public id."""
    opened = IdSealer(site.settings.key("id")).open(request["id"])
    assert opened is not None and opened.type == IdType.ACCESS_REQUEST
    return opened.entry


async def says(site: Site, registry: str, *behaviours: str, times: int = 1) -> None:
    """What a registry does with the next requests, in order, each so many times (backend/registries/simulator)."""
    steps = [{"behaviour": behaviour, "times": times} for behaviour in behaviours]
    script = {"registry": registry, "steps": steps}
    answer = await site.http.post("/demo/simulator/simulator/scripts", json=script)
    assert answer.status_code == 204, answer.text


async def as_usual(site: Site) -> None:
    """Registries do what their facts say again."""
    assert (await site.http.delete("/demo/simulator/simulator/scripts")).status_code == 204
