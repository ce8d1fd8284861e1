"""Acts on a record stand in its log beside the reads (SCT-03): no log row, no act."""

from collections.abc import Iterable

from backend.models.vocabulary import LAST_SECTION, Kind
from backend.services.record_keeping.right import Connection, Right


async def log_act(connection: Connection, right: Right, act: str, kinds: Iterable[Kind]) -> None:
    """Adds the log's row in the transaction of the act. `act` names the mutation; nothing of what was written."""
    await connection.execute(
        "WITH counted AS (INSERT INTO access_log_counter AS counter (patient_id, count) VALUES ($1, 1) "
        "ON CONFLICT (patient_id) DO UPDATE SET count = counter.count + 1 RETURNING counter.count) "
        "INSERT INTO access_log (patient_id, seq, at, account_id, standings, operation, sections, request_id) "
        "SELECT $1, counted.count, $2, $3, $4, $5, $6, $7 FROM counted",
        right.patient_id,
        right.at,
        right.actor.account_id,
        int(right.standings),
        act,
        sorted({int(kind) for kind in kinds if kind <= LAST_SECTION}),
        right.actor.request_id,
    )
