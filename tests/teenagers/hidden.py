"""Hiding through the API, and all that a reader is told of a record: byte by byte."""

import json
from typing import Any

from backend.models.vocabulary import Kind
from tests.client import Person, Site
from tests.emptying import empty

_STATE = "entry { id hiding { state liftedBy liftedBecause } } userErrors { code field }"
ACTS = {
    name: f"mutation($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ id {_STATE} }} }}"
    for name in ("hideEntry", "showEntry", "liftHiding")
}
REASON = "Признаки отравления, нужна помощь родителей немедленно"
STATE = "query($id: ID!) { node(id: $id) { ... on RecordEntry { hiding { state liftedAt liftedBy liftedBecause } } } }"
HIDDEN = """query($id: ID!) { record(patientId: $id) {
  timeline(first: 100, hiddenByPatient: true) { totalCount nodes { id section hiding { state } } } } }"""
_ENTRY = "id section date title organization { name } author { fullName } document { id } versions { id version }"
SECTIONS = [
    "examinationProtocols",
    "labReports",
    "covidTests",
    "vaccinations",
    "instrumentalStudies",
    "dischargeSummaries",
    "childData",
    "ambulanceCalls",
    "sickLeaves",
    "prescriptions",
    "certificates",
    "checkUps",
    "pregnancyCare",
    "renderedServices",
]
CLINICAL = ["vitalSigns", "procedures", "carePlans", "referrals"]
EYES = (
    "availableSections { section count firstDate lastDate } allergies { substance } medications { name } "
    "conditions { wording } vaccinationPlan { code status } labAnalytes { code { code } } "
    f"timeline(first: 100) {{ totalCount notices {{ code message }} edges {{ cursor node {{ {_ENTRY} }} }} }} "
    + " ".join(
        f"{name}(first: 50) {{ totalCount notices {{ code }} nodes {{ {_ENTRY} }} pageInfo {{ endCursor }} }}"
        for name in SECTIONS
    )
    + " ".join(f" {name}(first: 50) {{ totalCount notices {{ code }} nodes {{ id title }} }}" for name in CLINICAL)
)
AS_READ = f"query($id: ID!) {{ record(patientId: $id) {{ {EYES} }} }}"
AS_SEEN = f"query($id: ID!) {{ recordAsSeenBy(id: $id) {{ {EYES} }} }}"
BESIDE = """query($id: ID!) { viewer {
  notifications(first: 50) { totalCount unreadCount nodes { id kind createdAt readAt } }
  appointments(patientId: $id) { id startsAt state } complaints(patientId: $id, first: 50) { nodes { id entryId } }
  accessPlans { displayName ahead { on } } } }"""
NODE = "query($id: ID!) { node(id: $id) { __typename id } }"


async def act(who: Person, name: str, entry: str, **more: Any) -> dict[str, Any]:
    """The payload."""
    return dict((await who.data(ACTS[name], input={"id": entry, **more}))[name])


async def codes(who: Person, name: str, entry: str, **more: Any) -> list[str]:
    return [error["code"] for error in (await act(who, name, entry, **more))["userErrors"]]


async def hide(site: Site, entry: str) -> None:
    payload = await act(await site.enter("pavel"), "hideEntry", entry)
    assert payload["userErrors"] == [], payload


async def state(who: Person, entry: str) -> str | None:
    node = (await who.ask(STATE, id=entry))["data"]["node"]
    return str(node["hiding"]["state"]) if node else None


async def sees(who: Person, entry: str) -> bool:
    return bool((await who.ask(NODE, id=entry))["data"]["node"])


async def pavel_key(site: Site) -> str:
    return await site.patient("Павел", "Соколов")


async def pavel(site: Site) -> int:
    """The row of the person."""
    return int(await site.database.fetchval("SELECT id FROM person WHERE patient_key = $1", await pavel_key(site)))


async def entry_of(site: Site, kind: Kind, where: str = "true") -> str:
    """The newest ordinary entry of the kind of Павел's: its public id."""
    found = await site.database.fetchval(
        f"SELECT public_id FROM record_entry e WHERE patient_id = $1 AND kind = $2 AND status = 0 AND labels = 0 "
        f"AND parent_entry_id IS NULL AND {where} ORDER BY event_date DESC, id DESC LIMIT 1",
        await pavel(site),
        int(kind),
    )
    assert found is not None
    return str(found)


async def gastritis(site: Site) -> str:
    """The visit that has vital signs, a doctor's note and a service of its clinic and day."""
    return await entry_of(
        site,
        Kind.EXAMINATION_PROTOCOLS,
        "EXISTS (SELECT FROM record_entry v WHERE v.patient_id = e.patient_id AND v.parent_entry_id = e.id)",
    )


async def told(site: Site, who: Person) -> str:
    """All that the reader is told of Павел's record and of what stands beside it."""
    key = await pavel_key(site)
    answers = [await who.ask(query, id=key) for query in (AS_READ, BESIDE)]
    assert all("errors" not in answer for answer in answers), answers
    return json.dumps(answers, sort_keys=True)


async def unhidden(site: Site) -> None:
    await empty(site.database, "entry_hiding")
    await site.database.execute("UPDATE record_entry SET hidden_by_patient = false WHERE hidden_by_patient")
