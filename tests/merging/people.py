"""Second records of the demo's people, and the registrars who merge them, through the API."""

import datetime as dt
from typing import Any

from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer, IdType
from tests.client import Person, Site
from tests.officers.people import ERRORS, REASON, done, key
from tests.world import World

PERSON = "displayName birthDate sex hasAccount"
EVIDENCE = "agrees differs birthDateAgrees namesAgree enough"
MERGE = f"""id state reason text mine survivor {{ {PERSON} }} duplicate {{ {PERSON} }} evidence {{ {EVIDENCE} }}
  proposedBy confirmedBy endText endProposedBy endedAt"""
FIND = f"""mutation($input: FindRecordDuplicatesInput!) {{ findRecordDuplicates(input: $input) {{ person {{ {PERSON} }}
  candidates {{ id person {{ {PERSON} }} evidence {{ {EVIDENCE} }} }} {ERRORS} }} }}"""
LIST = f"query($state: FourEyesState, $first: Int, $after: String) {{ recordMerges(state: $state, first: $first, after: $after) {{ nodes {{ {MERGE} }} endCursor hasNextPage }} }}"


def _mutation(name: str, kind: str) -> str:
    return f"mutation($input: {kind}!) {{ {name}(input: $input) {{ recordMerge {{ {MERGE} }} {ERRORS} }} }}"


PROPOSE = _mutation("proposeRecordMerge", "ProposeRecordMergeInput")
CONFIRM = _mutation("confirmRecordMerge", "RecordMergeInput")
REFUSE = _mutation("refuseRecordMerge", "RecordMergeWithReasonInput")
UNDO = _mutation("undoRecordMerge", "RecordMergeWithReasonInput")
CONFIRM_UNDO = _mutation("confirmRecordMergeUndo", "RecordMergeInput")
TIMELINE = """query($id: ID!) { record(patientId: $id) { timeline(first: 100) { totalCount nodes { id date title } }
  availableSections { section count } allergies { substance } vaccinations(first: 50) { nodes { id title } } } }"""


def world_of(site: Site) -> World:
    """Writes entries of its own into the site's database."""
    return World(site.database, IdSealer(site.settings.key("id")), site.clock())


async def row_of(site: Site, given_name: str) -> int:
    """The row of one of the cast."""
    found = await site.database.fetchval("SELECT id FROM person WHERE given_name = $1 ORDER BY id LIMIT 1", given_name)
    assert found is not None
    return int(found)


async def second_record(site: Site, given_name: str, *, entries: tuple[Kind, ...] = (), **changes: Any) -> int:
    """Another record of one of the cast, as an import leaves it: the same person with the СНИЛС that nobody has checked."""
    ids = IdSealer(site.settings.key("id"))
    number = int(await site.database.fetchval("SELECT nextval(pg_get_serial_sequence('person', 'id'))"))
    columns = ("family_name", "given_name", "patronymic", "birth_date", "sex")
    first = await site.database.fetchrow(
        f"SELECT {', '.join(columns)} FROM person WHERE given_name = $1 ORDER BY id LIMIT 1", given_name
    )
    assert first is not None
    snils = changes.pop("snils", None)
    row = {
        "id": number,
        "patient_key": ids.seal(IdType.PATIENT, number),
        "record_key": ids.seal(IdType.RECORD, number),
        **dict(first),
        **changes,
    }
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    await site.database.execute(f"INSERT INTO person ({', '.join(row)}) VALUES ({places})", *row.values())
    if snils is not False:
        await site.database.execute(
            "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, 'SNILS', $2, false)",
            number,
            snils or (await key(site, given_name))["number"],
        )
    world = world_of(site)
    for place, kind in enumerate(entries):
        id_ = await world.entry(number, kind, on=dt.date(2024, 5, 5) + dt.timedelta(days=place))
        await world.document(number, id_)
    return number


async def found(site: Site, given_name: str, **given: Any) -> list[dict[str, Any]]:
    """Whom a registrar's search for second records of one of the cast gives."""
    registrar = await site.sign_in("registrar")
    payload = await done(registrar, FIND, person=await key(site, given_name), reason=REASON, **given)
    return list(payload["candidates"])


def patient_key(site: Site, row: int) -> str:
    return IdSealer(site.settings.key("id")).seal(IdType.PATIENT, row)


async def proposal(site: Site, given_name: str, duplicate: int, /, **changes: Any) -> dict[str, Any]:
    """The input of a proposal to merge a second record into one of the cast's."""
    return {
        "person": await key(site, given_name),
        "duplicateId": patient_key(site, duplicate),
        "kind": "REGISTERED_TWICE",
        "reason": REASON,
        **changes,
    }


async def proposed(site: Site, given_name: str, duplicate: int, login: str = "registrar") -> str:
    """A proposal; gives its id."""
    payload = await done(await site.sign_in(login), PROPOSE, **await proposal(site, given_name, duplicate))
    return str(payload["recordMerge"]["id"])


async def merged(site: Site, given_name: str, duplicate: int) -> str:
    """A merge that two registrars put in force; gives its id."""
    id_ = await proposed(site, given_name, duplicate)
    await done(await site.sign_in("registrar2"), CONFIRM, id=id_)
    return id_


async def undone(site: Site, merge: str) -> None:
    """A merge that two registrars undid."""
    await done(await site.sign_in("registrar"), UNDO, id=merge, reason=REASON)
    await done(await site.sign_in("registrar2"), CONFIRM_UNDO, id=merge)


async def timeline(person: Person, patient: str) -> Any:
    """What somebody reads of a record; None where it is not open to them."""
    answer = await person.ask(TIMELINE, id=patient)
    return answer["data"]["record"]


# What looks and acts themselves leave, and what counts on by itself.
_TRACES = {
    "access_log",
    "access_log_counter",
    "access_log_head",
    "officer_act",
    "notification",
    "notification_delivery",
    "record_merge",
    "record_move",
    "misplaced_entries",
    "misplaced_reading",
    "patient_search",
    "session",
    "sign_in_attempt",
    "seen_device",
    "mutation_call",
    "one_time_code",
}


async def everything(site: Site) -> dict[str, list[str]]:
    """Every row of the database but for traces; ended accesses, which come back under new numbers, by what they say."""
    tables = [
        row["name"]
        for row in await site.database.fetch(
            "SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
        )
    ]
    found = {}
    for table in sorted(set(tables) - _TRACES):
        if table.startswith("procrastinate"):
            continue
        what = (
            "patient_id, grantee_id, ground, valid_until, revoked_at IS NULL AS open"
            if table == "access_grant"
            else "t.*"
        )
        where = "WHERE revoked_at IS NULL" if table == "access_grant" else ""
        rows = await site.database.fetch(
            f'SELECT to_jsonb(x)::text AS row FROM (SELECT {what} FROM "{table}" t {where}) x ORDER BY 1'
        )
        found[table] = [row["row"] for row in rows]
    return found
