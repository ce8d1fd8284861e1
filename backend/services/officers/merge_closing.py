"""What a duplicate's merge ends, and takes along, besides entries; and how its undoing gives that back (docs/merging.md)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import asyncpg
import orjson

from backend.services.family.moving import move as move_claim
from backend.services.family.transitions import ClaimEvent
from backend.services.officers.ending import end_every_request, end_grants
from backend.services.officers.giving_back import relink, reopen_grants
from backend.services.record_keeping.right import Connection

_END_LINKS = """
UPDATE legal_representation r SET state = 'ENDED', ends_on = greatest(r.starts_on, least(r.ends_on, moscow_day($2)))
FROM (SELECT id, state, ends_on FROM legal_representation WHERE patient_id = $1 AND state IN ('PENDING', 'VERIFIED')
      ORDER BY id FOR UPDATE) was
WHERE r.id = was.id RETURNING r.id, was.state, was.ends_on
"""
# A number that both have, and one of which a person has only one, ends where it is worth less; the others come along, so
# that whoever looks the person up by them finds the record that is there.
_WEIGHED = """
SELECT d.id, s.id AS of_survivor, coalesce(d.checked AND NOT s.checked, false) AS weighs_more
FROM person_identifier d
LEFT JOIN person_identifier s ON s.patient_id = $1 AND s.kind = d.kind AND s.ended_on IS NULL
  AND (s.value = d.value OR d.kind IN ('SNILS', 'ENP'))
WHERE d.patient_id = $2 AND d.ended_on IS NULL ORDER BY d.id
"""


async def grantees_of(connection: Connection, patient: int, kept: str | None) -> list[int]:
    """Accounts with access to a record, and those whose access its merge ended (`record_merge.kept`)."""
    ended = orjson.loads(kept)["grants"] if kept else []
    rows = await connection.fetch(
        "SELECT DISTINCT grantee_id FROM access_grant WHERE (patient_id = $1 AND revoked_at IS NULL) OR id = ANY ($2) ORDER BY 1",
        patient,
        ended,
    )
    return [row["grantee_id"] for row in rows]


async def close_duplicate(connection: Connection, survivor: int, duplicate: int, at: dt.datetime) -> dict[str, Any]:
    """Ends every access to the duplicate, and hands on what leads to the person; gives what undoing needs.

    Nobody gains the survivor's record by it: who read the duplicate reads the other one on an own ground, or not at all.
    """
    await end_every_request(connection, duplicate, [], at)
    claims = await _ids(
        connection, "SELECT id FROM family_claim WHERE patient_id = $1 AND state = 'VERIFIED' ORDER BY id", duplicate
    )
    for claim in claims:
        await move_claim(connection, claim, ClaimEvent.END, at)
    links = await connection.fetch(_END_LINKS, duplicate, at)
    shares = await _ids(
        connection,
        "UPDATE teen_share SET ended_at = greatest($2, created_at) WHERE patient_id = $1 AND ended_at IS NULL RETURNING id",
        duplicate,
        at,
    )
    grants = await connection.fetch(
        "SELECT id, grantee_id, patient_id FROM access_grant WHERE patient_id = $1 AND revoked_at IS NULL "
        "ORDER BY id FOR UPDATE",
        duplicate,
    )
    await end_grants(connection, grants, at, tell=True)
    await connection.execute(
        "UPDATE visit_code SET replaced_at = $2 WHERE patient_id = $1 AND used_at IS NULL AND replaced_at IS NULL",
        duplicate,
        at,
    )
    return {
        "claims": claims,
        "links": [{"id": row["id"], "state": row["state"], "ends_on": row["ends_on"]} for row in links],
        "shares": shares,
        "grants": [row["id"] for row in grants],
        "papers": await _ids(
            connection,
            "UPDATE issued_document SET revoked_at = $2 WHERE patient_id = $1 AND revoked_at IS NULL RETURNING id",
            duplicate,
            at,
        ),
        "opening": await _opening(connection, survivor, duplicate),
        **await _hand_on(connection, survivor, duplicate, at),
    }


async def _hand_on(connection: Connection, survivor: int, duplicate: int, at: dt.datetime) -> dict[str, Any]:
    """Numbers, booked times, stays that wait, and what a producer of data calls the person by."""
    ended: list[int] = []
    moved: list[int] = []
    for row in await connection.fetch(_WEIGHED, survivor, duplicate):
        if row["of_survivor"] is None:
            moved.append(row["id"])
        elif row["weighs_more"]:
            moved.append(row["id"])
            ended.append(row["of_survivor"])
        else:
            ended.append(row["id"])
    await connection.execute("UPDATE person_identifier SET ended_on = moscow_day($2) WHERE id = ANY ($1)", ended, at)
    await _to(connection, "person_identifier", survivor, moved)
    waiting = {
        table: await _ids(
            connection, f"SELECT id FROM {table} WHERE patient_id = $1 AND encounter_id IS NULL", duplicate
        )
        for table in ("appointment", "admission")
    }
    for table, rows in waiting.items():
        await _to(connection, table, survivor, rows)
    received = await _ids(connection, "SELECT id FROM imported_resource WHERE patient_id = $1 ORDER BY id", duplicate)
    await _receive(connection, duplicate, survivor, received)
    return {"ended_numbers": ended, "numbers": moved, "received": received, **waiting}


async def give_back(
    connection: Connection, survivor: int, duplicate: int, kept: dict[str, Any], merged_at: dt.datetime, at: dt.datetime
) -> None:
    """Gives back what the merge ended and took along, where nobody has decided otherwise since. Once it is not in force."""
    await _to(connection, "person_identifier", duplicate, kept["numbers"])
    # Where the person has another number of the kind by now, that one stays.
    await connection.execute(
        "UPDATE person_identifier i SET ended_on = NULL WHERE i.id = ANY ($1) AND NOT EXISTS (SELECT FROM person_identifier o "
        "WHERE o.id <> i.id AND o.ended_on IS NULL AND ((o.patient_id = i.patient_id AND o.kind = i.kind AND i.kind IN ('SNILS', 'ENP')) "
        "OR (i.checked AND o.checked AND i.kind IN ('SNILS', 'ENP') AND o.kind = i.kind AND o.value = i.value)))",
        kept["ended_numbers"],
    )
    for table in ("appointment", "admission"):
        await connection.execute(
            f"UPDATE {table} SET patient_id = $1 WHERE id = ANY ($2) AND patient_id = $3 AND encounter_id IS NULL",
            duplicate,
            kept[table],
            survivor,
        )
    await _receive(
        connection, survivor, duplicate, [*kept["received"], *await _ids(connection, _OF_WHAT_WENT, duplicate)]
    )
    if kept["opening"] is not None:
        await connection.execute(
            "INSERT INTO record_opening SELECT * FROM jsonb_populate_record(NULL::record_opening, $1::jsonb)",
            orjson.dumps(kept["opening"]).decode(),
        )
    await connection.execute(
        "UPDATE issued_document SET revoked_at = NULL WHERE id = ANY ($1) AND revoked_at = $2",
        kept["papers"],
        merged_at,
    )
    for claim in kept["claims"]:
        if await connection.fetchval(_MAY_STAND, claim):
            await move_claim(connection, claim, ClaimEvent.GIVE_BACK, at)
    # What a court has decided about the one record since binds at the other one too, until it is ended or entered there.
    limited = await _ids(connection, _LIMITED, [link["id"] for link in kept["links"]], survivor)
    await relink(connection, [link for link in kept["links"] if link["id"] not in limited], merged_at)
    await connection.execute(
        "UPDATE teen_share t SET ended_at = NULL WHERE t.id = ANY ($1) AND EXISTS (SELECT FROM legal_representation r "
        "WHERE r.patient_id = t.patient_id AND r.representative_id = t.representative_id AND r.state = 'VERIFIED')",
        kept["shares"],
    )
    await reopen_grants(connection, kept["grants"], at)


# What a producer has said since of entries that went back with theirs; entries are in no other record than their own.
_OF_WHAT_WENT = """
SELECT i.id FROM imported_resource i JOIN record_entry e ON e.id = i.target_id AND e.patient_id = $1
WHERE i.patient_id <> $1 AND i.outcome = 'STORED'
  AND i.target_table NOT IN ('person', 'organization', 'practitioner', 'insurance_policy', 'encounter')
"""
_LIMITED = """
SELECT r.id FROM legal_representation r JOIN court_act c ON c.representative_id = r.representative_id
WHERE r.id = ANY ($1) AND c.patient_id = $2 AND c.state = 'IN_FORCE' AND c.kind IN ('RESTRICTION', 'TERMINATION')
"""
_MAY_STAND = """
SELECT c.state = 'ENDED' AND NOT representation_barred(c.patient_id, a.person_id)
FROM family_claim c JOIN account a ON a.id = c.account_id WHERE c.id = $1
"""


async def _opening(connection: Connection, survivor: int, duplicate: int) -> dict[str, Any] | None:
    """A record is opened once: where both were, what the duplicate's opening was; it is taken out until the merge is undone."""
    row = await connection.fetchval(
        "DELETE FROM record_opening o WHERE o.patient_id = $2 "
        "AND EXISTS (SELECT FROM record_opening s WHERE s.patient_id = $1) RETURNING to_jsonb(o)",
        survivor,
        duplicate,
    )
    found: dict[str, Any] | None = orjson.loads(row) if row is not None else None
    return found


async def _receive(connection: Connection, from_person: int, to_person: int, rows: Sequence[int]) -> None:
    """What these resources go on to be about. Entries keep their numbers, so each still names its own."""
    await connection.execute(
        "UPDATE imported_resource SET patient_id = $2, target_id = CASE WHEN target_table = 'person' THEN $2 ELSE target_id END "
        "WHERE id = ANY ($3) AND patient_id = $1",
        from_person,
        to_person,
        list(rows),
    )


async def _to(connection: Connection, table: str, person: int, rows: Sequence[int]) -> None:
    await connection.execute(f"UPDATE {table} SET patient_id = $1 WHERE id = ANY ($2)", person, list(rows))


async def _ids(connection: Connection, query: str, *given: Any) -> list[int]:
    return [row["id"] for row in await connection.fetch(query, *given)]


def restored(merge: asyncpg.Record) -> dict[str, Any]:
    """What a merge keeps for its undoing."""
    found: dict[str, Any] = orjson.loads(merge["kept"])
    return found
