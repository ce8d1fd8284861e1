"""Entries in the wrong person's record: a doctor who asks, registrars who decide, through the API."""

from typing import Any

from backend.models.vocabulary import Kind
from backend.policy.rows import least_confidentiality
from tests.client import Site
from tests.doctors_write.acts import done as signed
from tests.doctors_write.acts import protocol
from tests.merging.people import PERSON, row_of, world_of
from tests.officers.people import ERRORS, REASON, done, key

ASKED = "id state reason text entryCount movedAt refusal refusedAt endedAt"
REQUEST = f"""id state reason text entryCount clinic wrongPerson {{ {PERSON} }} rightPerson {{ {PERSON} }}
  evidence {{ enough namesAgree agrees }} askedBy acceptedBy movedBy refusal endText endProposedBy endedAt mine"""
ASK = f"mutation($input: ReportMisplacedEntriesInput!) {{ reportMisplacedEntries(input: $input) {{ request {{ {ASKED} }} {ERRORS} }} }}"
OWN = f"{{ reportedMisplacedEntries(first: 20) {{ nodes {{ {ASKED} }} hasNextPage }} }}"
LIST = f"query($state: MisplacedState) {{ misplacedEntries(state: $state, first: 50) {{ nodes {{ {REQUEST} }} }} }}"
READINGS = "{ misplacedReadings(first: 20) { nodes { clinic entryCount readerCount firstReadAt lastReadAt foundAt returnedAt } } }"


def _mutation(name: str, kind: str) -> str:
    return f"mutation($input: {kind}!) {{ {name}(input: $input) {{ misplacedEntries {{ {REQUEST} }} {ERRORS} }} }}"


ACCEPT = _mutation("acceptMisplacedEntries", "MisplacedEntriesInput")
CONFIRM = _mutation("confirmMisplacedEntries", "MisplacedEntriesInput")
REFUSE = _mutation("refuseMisplacedEntries", "MisplacedEntriesWithReasonInput")
RETURN = _mutation("returnMisplacedEntries", "MisplacedEntriesWithReasonInput")
CONFIRM_RETURN = _mutation("confirmMisplacedEntriesReturn", "MisplacedEntriesInput")


async def a_protocol(site: Site, given_name: str = "Михаил", code: str = "D50.9", **more: Any) -> str:
    """A protocol that petrova signs into the record of one of the cast; gives its id."""
    doctor, patient = await site.sign_in("petrova"), await site.patient(given_name)
    return await signed(doctor, "signProtocol", patientId=patient, content=protocol(code, **more))


async def written(site: Site, given_name: str, kind: Kind = Kind.LAB_REPORTS, **header: Any) -> tuple[int, str]:
    """An entry of petrova's in the record of one of the cast, in her encounter there where she has one: its row and id."""
    work = await site.database.fetchrow(
        "SELECT w.practitioner_id, w.organization_id, a.id FROM account a "
        "JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id WHERE a.login = 'petrova' ORDER BY w.id LIMIT 1"
    )
    row = await row_of(site, given_name)
    visit = await site.database.fetchval(
        "SELECT max(id) FROM encounter WHERE patient_id = $1 AND practitioner_id = $2 AND source_id IS NULL",
        row,
        work["practitioner_id"],
    )
    given = {
        "author_id": work["practitioner_id"],
        "organization_id": work["organization_id"],
        "written_by_id": work["id"],
        "encounter_id": visit,
        "confidentiality": int(least_confidentiality(kind, header.get("labels", 0))),
        **header,
    }
    id_ = await world_of(site).entry(row, kind, **given)
    return id_, str(await public_id(site, id_))


async def public_id(site: Site, entry: int) -> str:
    return str(await site.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", entry))


async def request(site: Site, entries: list[str], right: str = "Игорь", **changes: Any) -> dict[str, Any]:
    """The input of a doctor who asks that entries go to one of the cast."""
    return {
        "entries": entries,
        "person": await key(site, right),
        "reason": "ANOTHER_RECORD_OPEN",
        "text": REASON,
        **changes,
    }


async def asked(site: Site, entries: list[str], right: str = "Игорь") -> str:
    """A request; gives its id."""
    payload = await done(await site.sign_in("petrova"), ASK, **await request(site, entries, right))
    return str(payload["request"]["id"])


async def moved(site: Site, entries: list[str], right: str = "Игорь") -> str:
    """A request that two registrars carried out; gives its id."""
    id_ = await asked(site, entries, right)
    await done(await site.sign_in("registrar"), ACCEPT, id=id_)
    await done(await site.sign_in("registrar2"), CONFIRM, id=id_)
    return id_


async def returned(site: Site, id_: str) -> None:
    """Moved entries that two registrars took back."""
    await done(await site.sign_in("registrar"), RETURN, id=id_, reason=REASON)
    await done(await site.sign_in("registrar2"), CONFIRM_RETURN, id=id_)
