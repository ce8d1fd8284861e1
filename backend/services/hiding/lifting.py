"""A doctor shows representatives what a teenager hid, for a threat to life (policy.md, Conditions, `TEEN_HIDE`).

The reason stays with the entry for the teenager and for doctors; the act stands in the record's log, and the teenager is told
that it was done, without content.
"""

from backend.models.notification import NotificationKind
from backend.models.vocabulary import Kind
from backend.policy.hiding import LIFTERS
from backend.policy.sealing import OpenedId
from backend.services.doctors.own_encounters import long_reason
from backend.services.hiding.hiding import in_force
from backend.services.hiding.rows import Connection, follow_hidings, hold_person
from backend.services.notices.new_entries import new_entries
from backend.services.notifying import Tell, tell
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.calls import Call, row_of
from backend.services.record_keeping.encounters import own_open_encounter
from backend.services.record_keeping.entries import hold_entry
from backend.services.record_keeping.right import Right
from backend.services.refusal import Refused

_TEENAGER = (
    "SELECT birth_date IS NOT NULL AND age_on(birth_date, moscow_day($2)) BETWEEN 15 AND 17 FROM person WHERE id = $1"
)
_OWN_ACCOUNT = "SELECT id FROM account WHERE person_id = $1 AND 'CITIZEN' = ANY (roles) AND disabled_at IS NULL"


async def lift_hiding(call: Call, opened: OpenedId | None, reason: str) -> None:
    """Shows the entry to representatives for good, with all that went with it; once however often it is sent.

    Raises Refused REASON_TOO_SHORT, UNAUTHENTICATED, FORBIDDEN, HIDING_OFF, ENCOUNTER_CLOSED, NOT_FOUND, CONFLICT, WRONG_STATE
    for what no teenager hides by itself.
    """
    stated = long_reason(reason)
    patient = opened.patient if opened is not None and opened.type in set(Kind) else 0
    async with call.pool.acquire() as connection, connection.transaction():
        right = await call.right_on(connection, patient, LIFTERS)
        if not right.rules.policy.teen_hide:
            raise Refused("HIDING_OFF")
        if await call.earlier_outcome(connection, {"id": row_of(opened), "reason": stated}) is not None:
            return
        await hold_person(connection, right.patient_id)
        encounter = await own_open_encounter(connection, right)
        if opened is None:
            raise Refused("NOT_FOUND", ["input", "id"])
        entry = await hold_entry(connection, right, opened, Kind(opened.type))
        hiding = await in_force(connection, entry)
        if hiding is None or not await connection.fetchval(_TEENAGER, right.patient_id, right.at):
            raise Refused("WRONG_STATE", ["input", "id"])
        await connection.execute(
            "UPDATE entry_hiding SET ended_at = greatest($2, hidden_at), lifted_by_id = $3, reason = $4 WHERE id = $1",
            hiding,
            right.at,
            encounter.practitioner_id,
            stated,
        )
        shown = await follow_hidings(connection, right.patient_id)
        await log_act(connection, right, call.act, [Kind(entry["kind"])])
        await _tell(connection, right, hiding, shown)
        await call.keep_outcome(connection, entry["id"])


async def _tell(connection: Connection, right: Right, hiding: int, shown: list[int]) -> None:
    """The teenager hears that it was done; representatives, that there is something to see."""
    own = await connection.fetchval(_OWN_ACCOUNT, right.patient_id)
    if own is not None:
        told = Tell(own, NotificationKind.HIDING_LIFTED, f"lifted:{hiding}", patient_id=right.patient_id)
        await tell(connection, [told], right.at)
    entries = [(right.patient_id, entry) for entry in shown]
    rules = right.rules
    await new_entries(connection, rules.policy, rules.regions, entries, right.at, written_by=own)
