"""Acts on a record stand in its log beside the reads (SCT-03): no log row, no act."""

import datetime as dt
from collections.abc import Iterable, Sequence

from backend.models.vocabulary import LAST_SECTION, Kind
from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.record_keeping.right import Connection, Right

_NONE = Standing(0)


async def log_act(connection: Connection, right: Right, act: str, kinds: Iterable[Kind]) -> None:
    """Adds the log's row in the transaction of the act. `act` names the mutation; nothing of what was written."""
    sections = sorted({int(kind) for kind in kinds if kind <= LAST_SECTION})
    await _log(connection, right.actor, right.patient_id, right.standings, act, sections, right.at)


async def log_deed(
    connection: Connection,
    actor: Actor,
    people: Iterable[int],
    act: str,
    at: dt.datetime,
    standings: Standing = _NONE,
) -> None:
    """Likewise for what officers do to records and doctors do to come to one, whatever came of it: no right on the record is
    used for it. `standings` is what it gave; no section is named."""
    for person in sorted(people):
        await _log(connection, actor, person, standings, act, [], at)


async def _log(
    connection: Connection,
    actor: Actor,
    patient_id: int,
    standings: Standing,
    act: str,
    sections: Sequence[int],
    at: dt.datetime,
) -> None:
    await connection.execute(
        "WITH counted AS (INSERT INTO access_log_counter AS counter (patient_id, count) VALUES ($1, 1) "
        "ON CONFLICT (patient_id) DO UPDATE SET count = counter.count + 1 RETURNING counter.count) "
        "INSERT INTO access_log (patient_id, seq, at, account_id, standings, operation, sections, request_id) "
        "SELECT $1, counted.count, $2, $3, $4, $5, $6, $7 FROM counted",
        patient_id,
        at,
        actor.account_id,
        int(standings),
        act,
        sections,
        actor.request_id,
    )
