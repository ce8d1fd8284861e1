"""A teenager shows sensitive classes and the diary to one representative by name, and stops (policy.md, Conditions, ¹⁰)."""

import asyncpg

from backend.models.vocabulary import Kind, Label
from backend.policy.rows import SENSITIVE_CLASSES
from backend.policy.sealing import IdType, OpenedId
from backend.policy.standing import TEEN_REPRESENTATIVES, Standing
from backend.services.access_requests.held_grants import grants_on_own_record
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.calls import Call
from backend.services.refusal import Refused

_NOW = "SELECT id FROM teen_share WHERE patient_id = $1 AND representative_id = $2 AND ended_at IS NULL FOR UPDATE"


async def share(call: Call, opened: OpenedId | None, classes: Label, diary: bool) -> int:
    """Sets what the representative is shown from now on: exactly these classes, and the diary or not. Gives the link's row.

    `opened` is the link as `accessToMe` names it. Only the teenager, with the record's code entered, shares; saying the
    same again changes nothing. Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN, NOT_FOUND for a link of another
    record or one that gives no teenager's representative access now.
    """
    labels = int(classes & SENSITIVE_CLASSES)
    at = call.at
    async with call.pool.acquire() as connection, connection.transaction():
        right = await call.right_on(connection, call.actor.person_id or 0, Standing.SELF_TEEN)
        links = await grants_on_own_record(connection, call.actor, call.rules.regions, at)
        link = next((one for one in links if _named(one, right.patient_id, opened)), None)
        if link is None:
            raise Refused("NOT_FOUND", ["input", "id"])
        # What was shared in an earlier access of theirs stands there and shows nothing: the link says what counts.
        earlier = await connection.fetchval(_NOW, right.patient_id, link["representative_id"])
        if (link["shared"], link["diary"]) != (labels, diary):
            if earlier is not None:
                await connection.execute(
                    "UPDATE teen_share SET ended_at = greatest($2, created_at) WHERE id = $1", earlier, at
                )
            if labels or diary:
                await connection.execute(
                    "INSERT INTO teen_share (patient_id, representative_id, labels, diary, created_at) VALUES ($1, $2, $3, $4, $5)",
                    right.patient_id,
                    link["representative_id"],
                    labels,
                    diary,
                    at,
                )
            await log_act(connection, right, call.act, [Kind.HEALTH_DIARY] if diary else [])
        return int(link["representation_id"])


def _named(link: asyncpg.Record, patient_id: int, opened: OpenedId | None) -> bool:
    return (
        opened is not None
        and (opened.type, opened.patient, opened.entry) == (IdType.SHARING, patient_id, link["representation_id"])
        and bool(Standing(link["standing"]) & TEEN_REPRESENTATIVES)
    )
