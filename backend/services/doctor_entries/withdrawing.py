"""An entry made in error, such as in a wrong patient's record: taken out of every list with all that belongs to it."""

from backend.models.vocabulary import Kind
from backend.policy.sealing import OpenedId
from backend.policy.standing import Standing
from backend.policy.writing import writers
from backend.services.doctor_entries.authors import Author, note_change, own_entry
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.entries import withdraw_entry
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused


async def withdraw_own_entry(connection: Connection, author: Author, opened: OpenedId | None, reason: str) -> int:
    """Withdraws an own entry; it stays stored with its versions and the reason. Gives its row; raises Refused as `own_entry` does."""
    kind = Kind(opened.type) if opened is not None and opened.type in set(Kind) else None
    if kind is None or not writers(kind) & Standing.TREATING_DOCTOR:
        raise Refused("NOT_FOUND", ["input", "id"])
    earlier = await own_entry(connection, author.right, opened, kind)
    await withdraw_entry(connection, earlier)
    await connection.execute(
        "UPDATE record_entry SET status = 2 WHERE patient_id = $1 AND parent_entry_id = $2 AND status = 0",
        earlier["patient_id"],
        earlier["id"],
    )
    await note_change(connection, author.right, earlier["id"], reason, withdrawn=True)
    await log_act(connection, author.right, "withdrawEntry", [kind])
    return int(earlier["id"])
