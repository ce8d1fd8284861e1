"""What the insurer and the clinic say of a complaint (CMP-03): the question, the answer, the decision."""

import datetime as dt

from backend.models.complaint import ComplaintEvent, ComplaintReason
from backend.policy.sealing import OpenedId
from backend.services.actor import Actor
from backend.services.complaints.desks import hold_at_desk
from backend.services.complaints.moving import move
from backend.services.complaints.texts import written
from backend.services.complaints.transitions import Side
from backend.services.officer_acts import note_act
from backend.services.record_keeping.right import Connection

_UPHOLDING = frozenset({ComplaintReason.NOT_RENDERED, ComplaintReason.DATA_WRONG})


async def ask_clinic(
    connection: Connection, actor: Actor, complaint: OpenedId | None, question: str, at: dt.datetime
) -> int:
    """Sends the complaint to the clinic with what the insurer wants to know. Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE,
    COMPLAINT_TEXT."""
    held = await hold_at_desk(connection, actor, Side.INSURER, complaint, at)
    asked = {"asked_at": at, "question": written(question, "question")}
    await move(connection, held, ComplaintEvent.CLINIC_ASKED, Side.INSURER, actor.account_id, at, **asked)
    await note_act(connection, actor, "complaint.ask_clinic", f"complaint:{held['id']}", at, held["patient_id"])
    return int(held["id"])


async def go_on(connection: Connection, actor: Actor, complaint: OpenedId | None, at: dt.datetime) -> int:
    """Begins the expertise without the clinic's answer, once its term has passed. Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE."""
    held = await hold_at_desk(connection, actor, Side.INSURER, complaint, at)
    await move(connection, held, ComplaintEvent.CLINIC_SILENT, Side.INSURER, actor.account_id, at)
    await note_act(connection, actor, "complaint.go_on", f"complaint:{held['id']}", at, held["patient_id"])
    return int(held["id"])


async def decide_complaint(
    connection: Connection,
    actor: Actor,
    complaint: OpenedId | None,
    reason: ComplaintReason,
    text: str,
    at: dt.datetime,
) -> int:
    """Decides: a reason that upholds orders the clinic to correct its entry (CMP-04).

    Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, COMPLAINT_TEXT.
    """
    held = await hold_at_desk(connection, actor, Side.INSURER, complaint, at)
    upheld = reason in _UPHOLDING
    event = ComplaintEvent.UPHELD if upheld else ComplaintEvent.REJECTED
    decided = {"decided_at": at, "upheld": upheld, "reason": reason.value, "decision_text": written(text, "text")}
    await move(connection, held, event, Side.INSURER, actor.account_id, at, **decided)
    await note_act(connection, actor, "complaint.decide", f"complaint:{held['id']}", at, held["patient_id"])
    return int(held["id"])


async def answer_complaint(
    connection: Connection, actor: Actor, complaint: OpenedId | None, *, agrees: bool, text: str, at: dt.datetime
) -> int:
    """The clinic's answer: it agrees, or objects. Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, COMPLAINT_TEXT."""
    held = await hold_at_desk(connection, actor, Side.CLINIC, complaint, at)
    event = ComplaintEvent.CLINIC_AGREED if agrees else ComplaintEvent.CLINIC_OBJECTED
    answer = {"answered_at": at, "clinic_agrees": agrees, "clinic_answer": written(text, "text")}
    await move(connection, held, event, Side.CLINIC, actor.account_id, at, **answer)
    await note_act(connection, actor, "complaint.answer", f"complaint:{held['id']}", at, held["patient_id"])
    return int(held["id"])
