"""Every id argument of the schema × ids of other people: each answers, byte for byte, as one that never was (SCT-05, ACC-15).

Nothing is named but what an officer may open by their role, so a new argument is attacked as soon as it is declared.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
import pytest_asyncio

from backend.demo.load import moscow_today
from backend.policy.sealing import IdSealer, IdType
from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site
from tests.complaints.people import a_complaint
from tests.emptying import empty
from tests.family.people import add_child
from tests.hostile.schema_calls import Call, Leaf, calls
from tests.hostile.table_states import digests
from tests.hostile.victims_care import care_for
from tests.merging.misplaced import asked, written
from tests.merging.people import PROPOSE as PROPOSE_MERGE
from tests.merging.people import proposal, second_record
from tests.officers.people import DEATH, PROPOSE, REASON, act_input, done, key
from tests.officers.test_death_corrections import CORRECT

VICTIM = "anna"
NEVER = 10**9
PERSONAL_DATA = "mutation { requestPersonalData { userErrors { code } } }"
APPOINT = "mutation($input: ProposeStaffAppointmentInput!) { proposeStaffAppointment(input: $input) { userErrors { code field } } }"
ATTACKERS = ["nobody", "sergey", "registrar2", "mfc", "admin2", "petrova", "insurer", "auditor"]
# Where a victim's thing of each type is: whose it is, and its row.
ROWS = {
    IdType.PATIENT: "SELECT person_id, 0 FROM account WHERE id = $1",
    IdType.RECORD: "SELECT person_id, 0 FROM account WHERE id = $1",
    IdType.DOCUMENT: "SELECT person_id, (SELECT min(e.id) FROM record_entry e WHERE e.patient_id = person_id) FROM account WHERE id = $1",
    IdType.ACCESS_REQUEST: "SELECT account_id, id FROM access_request WHERE account_id = $1 LIMIT 1",
    IdType.FAMILY_CLAIM: "SELECT account_id, id FROM family_claim WHERE account_id = $1 LIMIT 1",
    IdType.NOTIFICATION: "SELECT account_id, id FROM notification WHERE account_id = $1 LIMIT 1",
    IdType.SESSION: "SELECT account_id, id FROM session WHERE account_id = $1 AND ended_at IS NULL LIMIT 1",
    IdType.SECOND_FACTOR: "SELECT account_id, id FROM second_factor WHERE account_id = $1 LIMIT 1",
    IdType.ACCESS_GRANT: "SELECT grantee_id, id FROM access_grant WHERE grantee_id = $1 AND revoked_at IS NULL LIMIT 1",
    IdType.COURT_ACT: "SELECT patient_id, id FROM court_act WHERE proposed_by_id <> $1 LIMIT 1",
    IdType.STAFF_APPOINTMENT: "SELECT 0, id FROM staff_appointment WHERE proposed_by_id <> $1 LIMIT 1",
    IdType.SERVICE_CASE: "SELECT account_id, id FROM service_case WHERE account_id = $1 LIMIT 1",
    IdType.ACCOUNT: "SELECT id, id FROM account WHERE id = $1",
    IdType.REPRESENTATION: "SELECT $1::bigint, id FROM legal_representation r WHERE representative_id = (SELECT person_id FROM account WHERE id = $1) LIMIT 1",
    IdType.ORGANIZATION: "SELECT 0, id FROM organization WHERE id > 0 OR $1 = 0 LIMIT 1",
    IdType.DEATH_RECORD: "SELECT person_id, id FROM death_record WHERE end_proposed_by_id <> $1 LIMIT 1",
    IdType.COMPLAINT: "SELECT patient_id, id FROM complaint WHERE account_id = $1 LIMIT 1",
    IdType.APPOINTMENT: "SELECT patient_id, id FROM appointment WHERE patient_id = (SELECT person_id FROM account WHERE id = $1) AND slot = 'victim'",
    IdType.ENCOUNTER: "SELECT patient_id, encounter_id FROM protocol_draft WHERE patient_id = (SELECT person_id FROM account WHERE id = $1)",
    IdType.PROTOCOL_DRAFT: "SELECT patient_id, id FROM protocol_draft WHERE patient_id = (SELECT person_id FROM account WHERE id = $1)",
    IdType.ADMISSION: "SELECT patient_id, id FROM admission WHERE patient_id = (SELECT person_id FROM account WHERE id = $1)",
    IdType.BREAK_GLASS: "SELECT 0, id FROM break_glass_access WHERE patient_id = (SELECT person_id FROM account WHERE id = $1)",
    IdType.EXPORT: "SELECT account_id, id FROM record_export WHERE account_id = $1",
    IdType.CERTIFICATE: "SELECT account_id, id FROM issued_document WHERE account_id = $1",
    IdType.PAPER_ORDER: "SELECT patient_id, id FROM paper_extract_order WHERE account_id = $1",
    IdType.PAPER_APPLICATION: "SELECT patient_id, id FROM paper_record_application WHERE account_id = $1",
    IdType.RECORD_MERGE: "SELECT survivor_id, id FROM record_merge WHERE proposed_by_id <> $1 LIMIT 1",
    IdType.MISPLACED_ENTRIES: "SELECT 0, id FROM misplaced_entries WHERE asked_by_id <> $1 LIMIT 1",
    IdType.SHARE_LINK: "SELECT account_id, id FROM share_link WHERE account_id = $1",
    IdType.SHARE_OPENING: "SELECT l.account_id, o.id FROM share_link l JOIN share_opening o ON o.link_id = l.id WHERE l.account_id = $1",
    # Of a teenager's own record, which its representatives read: a link is still the teenager's alone to share by.
    IdType.SHARING: "SELECT r.patient_id, r.id FROM legal_representation r JOIN account a ON a.person_id = r.patient_id WHERE $1 > 0 LIMIT 1",
}
REQUEST, CLAIM, ACT = IdType.ACCESS_REQUEST, IdType.FAMILY_CLAIM, IdType.COURT_ACT
APPOINTMENT, CASE = IdType.STAFF_APPOINTMENT, IdType.SERVICE_CASE
# What a role may name that is not its holder's own.
OPEN_TO = {
    "registrar2": {
        **dict.fromkeys(
            ("accessRequestCase", "takeAccessRequest", "releaseAccessRequest", "askRegistriesAgain"), REQUEST
        ),
        **dict.fromkeys(("confirmCourtAct", "refuseCourtAct", "endCourtAct", "confirmCourtActEnd"), ACT),
        **dict.fromkeys(
            ("confirmRecordMerge", "refuseRecordMerge", "undoRecordMerge", "confirmRecordMergeUndo"),
            IdType.RECORD_MERGE,
        ),
        **dict.fromkeys(
            (
                "acceptMisplacedEntries",
                "confirmMisplacedEntries",
                "refuseMisplacedEntries",
                "returnMisplacedEntries",
                "confirmMisplacedEntriesReturn",
            ),
            IdType.MISPLACED_ENTRIES,
        ),
        **dict.fromkeys(("confirmDeathCorrection", "refuseDeathCorrection"), IdType.DEATH_RECORD),
        "decideAccessRequest": REQUEST,
        "serviceCase": CASE,
        "decideServiceCase": CASE,
    },
    "mfc": dict.fromkeys(("mfcClaim", "confirmFamilyClaim", "refuseFamilyClaim", "confirmIdentityInPerson"), CLAIM),
    "insurer": dict.fromkeys(
        ("insurerComplaint", "askClinic", "goOnWithComplaint", "decideComplaint"), IdType.COMPLAINT
    ),
    "auditor": {"reviewBreakGlass": IdType.BREAK_GLASS},
    "admin2": {
        **dict.fromkeys(("confirmStaffAppointment", "refuseStaffAppointment", "endStaffAppointment"), APPOINTMENT),
        "proposeStaffAppointment": IdType.ORGANIZATION,
    },
}
# What asking alone moves, whatever is asked for.
_MOVES = {"session", "officer_act", "access_log", "access_log_head", "sign_in_attempt"}
_SHUT = re.compile(rb'"code": ?"(FORBIDDEN|UNAUTHENTICATED)"')
IDS = [(call, leaf) for call in calls() for leaf in call.leaves if leaf.type == "ID"]


@pytest_asyncio.fixture(scope="module")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as site:
        await _things_of_the_victim(site)
        yield site


async def _things_of_the_victim(site: Site) -> None:
    """One thing of each type, of the victim where it belongs to anybody."""
    victim, row = await site.sign_in(VICTIM), await _account(site, VICTIM)
    await add_child(site, victim)
    assert (await victim.data(PERSONAL_DATA))["requestPersonalData"]["userErrors"] == []
    act = await act_input(site, "RESTRICTION", "Вера", "Сергей")
    registrar, dead = await site.sign_in("registrar"), await key(site, "Тимур")
    await done(registrar, PROPOSE, **act)
    await done(registrar, DEATH, person=dead, diedOn=moscow_today().isoformat(), actNumber="17", reason=REASON)
    await done(registrar, CORRECT, person=dead, reason=REASON)
    admin = await site.sign_in("admin")
    place = (await admin.data('{ workplaces(nameContains: "") { id } }'))["workplaces"][0]["id"]
    await site.database.execute("UPDATE session SET reauthenticated_at = now()")
    hired = {"login": "auditor", "role": "AUDITOR", "organization": place, "startsOn": moscow_today().isoformat()}
    assert (await admin.data(APPOINT, input=hired))["proposeStaffAppointment"]["userErrors"] == []
    for statement in (
        "INSERT INTO access_request (account_id, purpose, state, own, created_at, saved_at) VALUES ($1, 'GRANT', 'DRAFT', true, now(), now())",
        "INSERT INTO second_factor (account_id, kind, name, created_at, confirmed_at) VALUES ($1, 'SMS', 'SMS', now(), now())",
    ):
        await site.database.execute(statement, row)
    merge = await proposal(site, "Павел", await second_record(site, "Павел"))
    await done(registrar, PROPOSE_MERGE, **merge)
    _, misplaced = await written(site, "Михаил")
    await asked(site, [misplaced])
    await a_complaint(site, VICTIM)
    await care_for(site, VICTIM)


async def _account(site: Site, login: str) -> int:
    return int(await site.database.fetchval("SELECT id FROM account WHERE login = $1", login))


async def _pairs(site: Site) -> dict[str, tuple[str, str]]:
    """By what they are: an id that is another's, and one of the same type and owner that names nothing."""
    sealer, victim = IdSealer(site.settings.key("id")), await _account(site, VICTIM)
    found = {}
    for type_, statement in ROWS.items():
        owner, row = await site.database.fetchrow(statement, victim)
        assert owner is not None and row is not None, type_.name
        never = (type_, NEVER, 0) if row == 0 else (type_, owner, NEVER)
        found[type_.name] = (sealer.seal(type_, owner, row), sealer.seal(*never))
    entry = await site.database.fetchrow(
        "SELECT kind, patient_id, public_id FROM record_entry WHERE patient_id = (SELECT person_id FROM account WHERE id = $1) LIMIT 1",
        victim,
    )
    return {**found, "entry": (entry["public_id"], sealer.seal(entry["kind"], entry["patient_id"], NEVER))}


async def _answer(site: Site, call: Call, token: str | None, variables: dict[str, Any]) -> bytes:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if call.root == "Subscription":
        headers["Accept"] = "text/event-stream"
    async with asyncio.timeout(5):
        body = {"query": call.document, "variables": variables}
        return (await site.http.post("/graphql", json=body, headers=headers)).content


def _given(call: Call, leaf: Leaf, value: str, *, alone: bool) -> dict[str, Any]:
    """The call with this id; `alone`: without whatever else it does not need."""
    required = call.required
    changes: dict[Any, Any] = {leaf.path: value}
    for other in call.leaves:
        if other.path != leaf.path and (other.name == "clientMutationId" or (alone and other.path not in required)):
            changes[other.path] = None
    return call.given(changes)


def test_the_victim_has_a_thing_of_every_type() -> None:
    assert ROWS.keys() == set(IdType)


@pytest_asyncio.fixture(scope="module")
async def everybodys(running: Site) -> frozenset[str]:
    """Calls that whoever is signed in may make."""
    token, never = (await running.sign_in("sergey")).token, (await _pairs(running))["PATIENT"][1]
    open_ = set()
    for call, leaf in IDS:
        if not _SHUT.search(await _answer(running, call, token, _with(_given(call, leaf, "{id}", alone=True), never))):
            open_.add(call.name)
    return frozenset(open_)


@pytest.mark.parametrize("login", ATTACKERS)
async def test_another_persons_id_is_as_one_that_never_was(
    running: Site, everybodys: frozenset[str], login: str
) -> None:
    site = running
    token = None if login == "nobody" else (await site.sign_in(login)).token
    pairs = await _pairs(site)
    wrong, before = [], await digests(site, _MOVES)
    for call, leaf in IDS:
        allowed = OPEN_TO.get(login, {}).get(call.name)
        given = [_given(call, leaf, "{id}", alone=alone) for alone in (False, True)]
        await site.database.execute("UPDATE session SET reauthenticated_at = now()")
        await empty(site.database, "officer_act", "sign_in_attempt")
        foreign = {what: ids for what, ids in pairs.items() if allowed is None or what != allowed.name}
        first, rest = _dealt(foreign, ATTACKERS.index(login))
        for variables in given[: 1 + (given[0] != given[1])]:
            heard: set[bytes] = set()
            for some in (first, rest):
                # A door that is shut to a third of them alike is shut before it is asked of what. At one that is everybody's
                # a citizen tries them all, and of those with roles each a third.
                if some is rest and (_is_shut(heard) or (login != "sergey" and call.name in everybodys)):
                    break
                for what in some:
                    answers = [await _answer(site, call, token, _with(variables, one)) for one in foreign[what]]
                    heard |= set(answers)
                    if answers[0] != answers[1]:
                        wrong.append((call.name, leaf.path, what, *answers))
            # Nor does it open for what else is brought along.
            if _is_shut(heard):
                break
        now = await digests(site, _MOVES)
        wrong += [(call.name, leaf.path, name, b"was written") for name in now if now[name] != before[name]]
        before = now
    assert wrong == []


def _dealt(types: Iterable[str], turn: int) -> tuple[list[str], list[str]]:
    """A third of the types, another one for each attacker in turn, and the others."""
    ordered = list(types)
    first = [what for place, what in enumerate(ordered) if place % 3 == turn % 3]
    return first, [what for what in ordered if what not in first]


def _is_shut(heard: set[bytes]) -> bool:
    return len(heard) == 1 and _SHUT.search(*heard) is not None


def _with(variables: Any, value: str) -> Any:
    if isinstance(variables, dict):
        return {name: _with(part, value) for name, part in variables.items()}
    if isinstance(variables, list):
        return [_with(part, value) for part in variables]
    return value if variables == "{id}" else variables
