"""What has to be there after the journey, once and no more, whatever was killed on the way."""

import asyncio
from collections import Counter
from typing import Any

import asyncpg

from backend.audit import verify
from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose
from backend.services.access_requests.transitions import after
from tests.crash.scene import Scene
from tests.service.mother import NEW_PHONE, PHONE

_EVENTS = {
    "GRANT": [
        "CONFIRM_PHONE",
        "SUBMIT",
        "START_CHECKS",
        "CHECKS_PASSED",
        "TAKE",
        "APPROVE",
        "CHANGE_ACCESS",
        "CANCEL_ACCESS",
    ],
    "CHANGE": ["CONFIRM_PHONE", "SUBMIT", "CARRY_OUT"],
    "CANCEL": ["SUBMIT", "CARRY_OUT"],
}
_TOLD = {
    ("ACCESS_OPENED", None): 1,
    ("FAMILY_MOVED", "VERIFIED"): 1,
    ("PHONE_CHANGED", None): 1,
    ("REQUEST_MOVED", "SUBMITTED"): 3,
    ("REQUEST_MOVED", "MANUAL_REVIEW"): 1,
    ("REQUEST_MOVED", "GRANTED"): 1,
    ("REQUEST_MOVED", "CHANGED"): 1,
    ("REQUEST_MOVED", "CANCELLED"): 1,
}


async def check_everything_once(scene: Scene, accounts_before: int) -> None:
    """Waits for the work that is left, and looks at every row and at what the outside systems were asked."""
    await scene.all_done()
    database = scene.database
    assert await database.fetchval("SELECT count(*) FROM account") == accounts_before + 1
    mother = await database.fetchval("SELECT id FROM account WHERE login = $1", NEW_PHONE)
    assert mother, "the login followed the phone"
    await _rows(database, mother)
    await _requests(database, mother)
    await _told(scene, mother)
    await _registries(scene, mother)
    await _log(scene)
    for process in (*scene.workers, *([scene.web] if scene.web else [])):
        assert "Traceback" not in process.log.read_text()


async def _rows(database: asyncpg.Connection, mother: int) -> None:
    person = await database.fetchval("SELECT person_id FROM account WHERE id = $1", mother)
    counts = {
        "SELECT count(*) FROM identity_profile WHERE account_id = $1 AND version = 1": 1,
        "SELECT count(*) FROM family_claim WHERE account_id = $1 AND state = 'VERIFIED'": 1,
        "SELECT count(*) FROM family_claim WHERE account_id = $1": 1,
        "SELECT count(*) FROM access_grant WHERE grantee_id = $1": 1,
        "SELECT count(*) FROM access_grant WHERE grantee_id = $1 AND revoked_at IS NOT NULL": 1,
        "SELECT count(*) FROM contact_change WHERE account_id = $1": 1,
        "SELECT count(*) FROM contact_change WHERE account_id = $1 AND told_at IS NOT NULL AND earlier IS NULL": 1,
        "SELECT count(*) FROM mutation_call WHERE account_id = $1 AND outcome IS NULL": 0,
        "SELECT count(*) FROM request_photo h JOIN access_request q ON q.id = h.request_id WHERE q.account_id = $1": 1,
    }
    assert {query: await database.fetchval(query, mother) for query in counts} == counts
    links = "SELECT count(*) FROM legal_representation WHERE representative_id = $1"
    assert await database.fetchval(links, person) == 1


async def _requests(database: asyncpg.Connection, mother: int) -> None:
    requests = await database.fetch("SELECT * FROM access_request WHERE account_id = $1 ORDER BY id", mother)
    assert [row["purpose"] for row in requests] == ["GRANT", "CHANGE", "CANCEL"]
    assert len({row["number"] for row in requests} - {None}) == 3
    for row in requests:
        events = await database.fetch("SELECT * FROM access_request_event WHERE request_id = $1 ORDER BY id", row["id"])
        assert [event["event"] for event in events] == _EVENTS[row["purpose"]]
        state = "DRAFT"
        for event in events:
            assert event["from_state"] == state
            state = event["to_state"]
            purpose, before = RequestPurpose(row["purpose"]), AccessRequestState(event["from_state"])
            assert after(purpose, before, RequestEvent(event["event"])) == state
        assert row["state"] == state
    acts = await database.fetch(
        "SELECT act FROM officer_act WHERE subject = $1 AND act <> 'access_request.look'",
        f"access_request:{requests[0]['id']}",
    )
    decided = Counter(row["act"] for row in acts)
    assert decided["access_request.take"] == decided["access_request.approve"] == 1, decided


async def _told(scene: Scene, mother: int) -> None:
    """One notification a happening, one message a notification, each worked once under its key."""
    notifications = await scene.database.fetch("SELECT kind, detail FROM notification WHERE account_id = $1", mother)
    signed_in = [row for row in notifications if row["kind"] == "NEW_SIGN_IN"]
    told = Counter((row["kind"], row["detail"]) for row in notifications if row not in signed_in)
    assert told == _TOLD
    # A registration whose answer was lost is called again, from a device that has shown nothing yet: told once at most.
    sessions = await scene.database.fetchval("SELECT count(*) FROM session WHERE account_id = $1", mother)
    assert len(signed_in) < max(sessions, 1), (len(signed_in), sessions)
    deliveries = await scene.database.fetch(
        "SELECT d.state, d.key, d.channel FROM notification_delivery d JOIN notification n ON n.id = d.notification_id "
        "WHERE n.account_id = $1",
        mother,
    )
    assert [(row["state"], row["channel"]) for row in deliveries] == [("SENT", "SMS")] * len(notifications)
    earlier = await scene.database.fetchval("SELECT key FROM contact_change WHERE account_id = $1", mother)
    keys = {str(row["key"]) for row in deliveries} | {str(earlier)}
    sms = (await scene.asked())["sms"]
    assert len(keys) == len(notifications) + 1 and keys <= sms.keys()
    assert {key: work["worked"] for key, work in sms.items()} == dict.fromkeys(sms, 1)
    texts = [text for phone in (PHONE, NEW_PHONE) for text in await scene.messages(phone)]
    codes = [text for text in texts if text[:6].isdigit()]
    assert len(texts) - len(codes) == len(keys), "a message is sent once"
    # A code is sent or not sent, and never sent twice.
    assert len(codes) == len(set(codes)) == len(sms) - len(keys)


async def _registries(scene: Scene, mother: int) -> None:
    """One question of a kind, each worked on once: asked again only under its key."""
    checks = await scene.database.fetch("SELECT kind, state, key FROM registry_check WHERE account_id = $1", mother)
    assert sorted((row["kind"], row["state"]) for row in checks) == [
        ("CIVIL_ACT", "ANSWERED"),
        ("PASSPORT", "ANSWERED"),
        ("POLICY", "ANSWERED"),
    ]
    asked: dict[str, Any] = {}
    for registry in ("passport", "civil_acts", "insurance", "guardianship"):
        asked |= (await scene.asked())[registry]
    assert {key: work["worked"] for key, work in asked.items()} == {str(row["key"]): 1 for row in checks}


async def _log(scene: Scene) -> None:
    """The chain of the access log is whole, and every row of it gets sealed."""
    for _ in range(100):
        verdict = await verify(scene.database, scene.settings.key("audit"), scene.settings.anchors)
        assert verdict.faults == []
        if not verdict.pending:
            break
        await asyncio.sleep(0.1)
    assert verdict.pending == 0 and verdict.rows > 0
