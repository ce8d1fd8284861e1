"""What the tests of this folder say and ask."""

import datetime as dt
from typing import Any

from backend.models.notification import NotificationKind
from backend.models.vocabulary import Kind
from backend.services.notifying import Tell, tell
from tests.client import Person, Site

LIST = """query($first: Int, $after: String) { viewer { notifications(first: $first, after: $after) {
  totalCount unreadCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } notices { code }
  edges { cursor node { id } }
  nodes { id kind title text createdAt readAt aboutDay requestId requestNumber familyClaimId patientId displayName } } } }"""
MARK = """mutation($input: MarkNotificationsReadInput!) {
  markNotificationsRead(input: $input) { unreadCount userErrors { code field message } } }"""


async def account(site: Site, login: str) -> int:
    return int(await site.database.fetchval("SELECT id FROM account WHERE login = $1", login))


async def person(site: Site, given_name: str) -> int:
    """Row of one of the Sokolov family."""
    return int(
        await site.database.fetchval(
            "SELECT id FROM person WHERE given_name = $1 AND family_name IN ('Соколов', 'Соколова') ORDER BY id LIMIT 1",
            given_name,
        )
    )


async def say(site: Site, login: str, kind: NotificationKind, once: str, **more: Any) -> int:
    """Tells an account, now by the site's clock; gives the row, 0 where it was told before."""
    owner = await account(site, login)
    async with site.database.transaction():
        new = await tell(site.database, [Tell(owner, kind, once, **more)], site.clock())
    return new.get((owner, once), 0)


async def listed(person: Person, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await person.data(LIST, **variables))["viewer"]["notifications"]
    return found


async def told(site: Site, login: str, *only: str) -> list[dict[str, Any]]:
    """What an account is told, newest first, but for its sign-ins; `only` these kinds."""
    nodes = (await listed(await site.sign_in(login), first=100))["nodes"]
    return [node for node in nodes if node["kind"] != "NEW_SIGN_IN" and (not only or node["kind"] in only)]


async def kinds(person: Person) -> list[str]:
    """Kinds of what the person is told, newest first."""
    return [node["kind"] for node in (await listed(person, first=100))["nodes"]]


async def a_request(site: Site, login: str, state: str = "MANUAL_REVIEW", **more: Any) -> int:
    """A request for the applicant's own record, as far as its rules ask."""
    owner = await account(site, login)
    at = site.clock()
    columns = {
        "account_id": owner,
        "purpose": "GRANT",
        "state": state,
        "own": True,
        "number": f"МК-{at.timestamp():.6f}",
        "phone": "+79000000001",
        "phone_confirmed_at": at,
        "consent_version": "1",
        "consented_at": at,
        "level": "STANDARD",
        "created_at": at,
        "saved_at": at,
        "submitted_at": at,
        "due_at": at + dt.timedelta(days=7),
        **more,
    }
    names, places = ", ".join(columns), ", ".join(f"${place}" for place in range(1, len(columns) + 1))
    return int(
        await site.database.fetchval(
            f"INSERT INTO access_request ({names}) VALUES ({places}) RETURNING id", *columns.values()
        )
    )


async def an_entry(site: Site, patient: int, kind: Kind = Kind.LAB_REPORTS, labels: int = 0, **more: Any) -> int:
    """A header of an entry: all that notices look at."""
    id_ = await site.database.fetchval("SELECT nextval('record_entry_id_seq')")
    columns = {
        "id": id_,
        "patient_id": patient,
        "public_id": f"{id_:022d}",
        "kind": int(kind),
        "start_key": int(kind),
        "event_date": dt.date(2024, 5, 5),
        "title": "Сифилис, антитела",
        "labels": labels,
        "confidentiality": 1 if labels else 0,
        "set_id": id_,
        **more,
    }
    names, places = ", ".join(columns), ", ".join(f"${place}" for place in range(1, len(columns) + 1))
    await site.database.execute(f"INSERT INTO record_entry ({names}) VALUES ({places})", *columns.values())
    return int(id_)
