"""What a doctor does to come to a record stands in its log, whatever came of it (SCT-03)."""

import datetime as dt

from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, RecordRules, Right


async def log_coming(
    connection: Connection,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    standing: Standing,
    act: str,
    at: dt.datetime,
) -> None:
    """Notes the act by its mutation's name. `standing` is what it gave, or none for a search."""
    await log_act(connection, Right(actor, None, patient_id, standing, rules, at), act, ())
