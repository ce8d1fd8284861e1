"""The right to complain about a row and to follow it: a portal standing on the record, or one's own services (SVC-03)."""

import datetime as dt

from backend.models.card_session import MOVE_IDLE_CLOCK
from backend.policy.standing import PORTAL, Standing
from backend.services.actor import Actor
from backend.services.record_keeping.right import Connection, RecordRules, Right, right_on
from backend.services.refusal import Refused


async def right_to_complain(
    connection: Connection, rules: RecordRules, actor: Actor, patient_id: int, at: dt.datetime
) -> Right:
    """As `right_on`; without a grant on the own record, the standing by which own services are read.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN.
    """
    try:
        return await right_on(connection, rules, actor, patient_id, PORTAL, at)
    except Refused as refused:
        if refused.code != "FORBIDDEN" or patient_id != actor.person_id:
            raise
    standing = await connection.fetchval(
        "SELECT standing FROM own_service_standing($1, $2) WHERE patient_id = $3", actor.account_id, at, patient_id
    )
    if standing is None:
        raise Refused("FORBIDDEN")
    await connection.execute(MOVE_IDLE_CLOCK, actor.session_id, at)
    return Right(actor, actor.person_id, patient_id, Standing(standing), rules, at)
