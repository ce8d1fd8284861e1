"""Officers at work: they name people by whole identifiers, propose, confirm and decide through the API."""

from typing import Any

from tests.client import Person, Site
from tests.emptying import empty

REASON = "Обращение законного представителя № 17"
ACT = """id kind state mine patient { displayName birthDate } representative { displayName } startsOn endsOn
  adoption { familyName parents { displayName } } proposedBy confirmedBy endProposedBy endedAt"""
ERRORS = "userErrors { code field message }"
PROPOSE = (
    f"mutation($input: ProposeCourtActInput!) {{ proposeCourtAct(input: $input) {{ courtAct {{ {ACT} }} {ERRORS} }} }}"
)
ADOPTION = (
    f"mutation($input: ProposeAdoptionInput!) {{ proposeAdoption(input: $input) {{ courtAct {{ {ACT} }} {ERRORS} }} }}"
)
CONFIRM = f"mutation($input: CourtActInput!) {{ confirmCourtAct(input: $input) {{ courtAct {{ {ACT} }} {ERRORS} }} }}"
REFUSE = f"mutation($input: CourtActWithReasonInput!) {{ refuseCourtAct(input: $input) {{ courtAct {{ {ACT} }} {ERRORS} }} }}"
END = f"mutation($input: CourtActWithReasonInput!) {{ endCourtAct(input: $input) {{ courtAct {{ {ACT} }} {ERRORS} }} }}"
CONFIRM_END = (
    f"mutation($input: CourtActInput!) {{ confirmCourtActEnd(input: $input) {{ courtAct {{ {ACT} }} {ERRORS} }} }}"
)
ACTS = f"query($state: FourEyesState) {{ courtActs(first: 50, state: $state) {{ nodes {{ {ACT} }} }} }}"
DEATH = f"mutation($input: RecordDeathInput!) {{ recordDeath(input: $input) {{ person {{ displayName }} {ERRORS} }} }}"
EMANCIPATION = f"mutation($input: RecordEmancipationInput!) {{ recordEmancipation(input: $input) {{ person {{ displayName }} {ERRORS} }} }}"


async def key(site: Site, given_name: str, family_name: str | None = None) -> dict[str, str]:
    """One of the cast as an officer names them: СНИЛС and birth date."""
    row = await site.database.fetchrow(
        "SELECT i.kind, i.value, p.birth_date FROM person p JOIN person_identifier i ON i.patient_id = p.id "
        "WHERE p.given_name = $1 AND ($2::text IS NULL OR p.family_name = $2) AND i.kind = 'SNILS' AND i.ended_on IS NULL "
        "ORDER BY p.id LIMIT 1",
        given_name,
        family_name,
    )
    assert row is not None
    return {"kind": row["kind"], "number": row["value"], "birthDate": row["birth_date"].isoformat()}


async def act_input(site: Site, kind: str, patient: str, representative: str, /, **changes: Any) -> dict[str, Any]:
    """A restriction or a termination, in force from today."""
    today = (await site.database.fetchval("SELECT moscow_day($1)", site.clock())).isoformat()
    return {
        "kind": kind,
        "patient": await key(site, patient),
        "representative": await key(site, representative),
        "number": "2-117/2026",
        "court": "Заречный районный суд",
        "decidedOn": today,
        "startsOn": today,
        "reason": REASON,
        **changes,
    }


async def run(person: Person, query: str, /, **given: Any) -> dict[str, Any]:
    """A mutation's payload."""
    data = await person.data(query, input=given)
    payload: dict[str, Any] = next(iter(data.values()))
    return payload


async def refused(person: Person, query: str, /, **given: Any) -> str:
    """The code of a mutation that changed nothing."""
    payload = await run(person, query, **given)
    assert len(payload["userErrors"]) == 1 and payload["userErrors"][0]["message"]
    assert all(value is None for name, value in payload.items() if name != "userErrors")
    return str(payload["userErrors"][0]["code"])


async def done(person: Person, query: str, /, **given: Any) -> dict[str, Any]:
    """The payload of a mutation that was carried out."""
    payload = await run(person, query, **given)
    assert payload["userErrors"] == [], payload
    return payload


async def in_force(site: Site, kind: str, patient: str, representative: str, **changes: Any) -> str:
    """An act that two registrars put in force; gives its id."""
    proposed = await done(
        await site.sign_in("registrar"), PROPOSE, **await act_input(site, kind, patient, representative, **changes)
    )
    await done(await site.sign_in("registrar2"), CONFIRM, id=proposed["courtAct"]["id"])
    return str(proposed["courtAct"]["id"])


CHECK = "kind state outcome details"
CANDIDATE = "patientId displayName agrees differs birthDateAgrees namesAgree bound deceased"
CASE = f"""id number purpose state own level mine taken enp obstacles appealText
  declared {{ familyName givenName birthDate snils enp passport }} boundPerson {{ displayName }} patient {{ displayName birthDate }} grantee
  passport {{ {CHECK} }} policy {{ {CHECK} }} photo {{ url grey seen }} candidates {{ {CANDIDATE} }}
  claim {{ state route familyName documentNumber enp checks {{ {CHECK} }} candidates {{ {CANDIDATE} }} }}
  changes {{ grantee enp familyName certificate }} history {{ event state officer }} decision {{ by reason text }}"""
SEE = f"query($id: ID!, $reason: String) {{ accessRequestCase(id: $id, reason: $reason) {{ {CASE} }} }}"
QUEUE = """query($first: Int, $after: String, $state: AccessRequestState, $overdue: Boolean) {
  registrarQueue(first: $first, after: $after, state: $state, overdue: $overdue) { overdueCount endCursor hasNextPage
    nodes { id number purpose state own dueAt overdue appealed applicant mine taken takenBy } } }"""
TAKE = (
    f"mutation($input: AccessRequestDeskInput!) {{ takeAccessRequest(input: $input) {{ case {{ {CASE} }} {ERRORS} }} }}"
)
RELEASE = f"mutation($input: AccessRequestDeskInput!) {{ releaseAccessRequest(input: $input) {{ case {{ {CASE} }} {ERRORS} }} }}"
AGAIN = f"mutation($input: AccessRequestDeskInput!) {{ askRegistriesAgain(input: $input) {{ case {{ {CASE} }} {ERRORS} }} }}"
DECIDE = f"mutation($input: DecideAccessRequestInput!) {{ decideAccessRequest(input: $input) {{ case {{ {CASE} }} {ERRORS} }} }}"


async def see(person: Person, request: dict[str, Any] | str, reason: str | None = REASON) -> dict[str, Any]:
    """The case as a registrar has it."""
    data = await person.data(SEE, id=_id(request), reason=reason)
    found: dict[str, Any] = data["accessRequestCase"]
    return found


async def look_at_photo(site: Site, person: Person, request: dict[str, Any] | str) -> int:
    """Opens the photo; gives the HTTP status."""
    answer = await site.http.get(
        f"/access-requests/{_id(request)}/photo", headers={"Authorization": f"Bearer {person.token}"}
    )
    return answer.status_code


async def prepared(site: Site, request: dict[str, Any] | str, login: str = "registrar") -> Person:
    """A registrar who has taken the request and looked at its photo, where it has one."""
    registrar = await site.sign_in(login)
    case = (await done(registrar, TAKE, id=_id(request)))["case"]
    if case["photo"] is not None:
        assert await look_at_photo(site, registrar, request) == 200
    return registrar


async def approve(site: Site, request: dict[str, Any] | str, login: str = "registrar", **chosen: str) -> dict[str, Any]:
    """Approves a request through the API, as a registrar does: takes it, looks at the photo, decides; gives the case.

    `request` is the request as its applicant sees it, or its id.
    """
    registrar = await prepared(site, request, login)
    payload = await done(registrar, DECIDE, id=_id(request), decision="APPROVE", **chosen)
    case: dict[str, Any] = payload["case"]
    return case


async def reject(
    site: Site,
    request: dict[str, Any] | str,
    reason: str = "PHOTO_UNREADABLE",
    text: str = "Лица не видно",
    login: str = "registrar",
) -> dict[str, Any]:
    """Rejects a request through the API; gives the case."""
    registrar = await prepared(site, request, login)
    payload = await done(registrar, DECIDE, id=_id(request), decision="REJECT", reason=reason, text=text)
    case: dict[str, Any] = payload["case"]
    return case


def _id(request: dict[str, Any] | str) -> str:
    return request if isinstance(request, str) else str(request["id"])


async def forget_requests(site: Site, *tables: str) -> None:
    """As if nobody had asked for anything: no requests, no claims, none of what came of them; `tables` are emptied too."""
    asked = ("access_request", "registry_check", "identity_profile", "family_claim", "notification", "mutation_call")
    await empty(site.database, *asked, "procrastinate_jobs", *tables)
