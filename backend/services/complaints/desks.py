"""Complaints at work: an insurer's, of people whom it insured that day, and a clinic's, about its own entries.

Neither sees anything of the record: the complaint, the name of who wrote it and of whom it is about, and what was attached.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.complaint import ComplaintState
from backend.policy.sealing import IdType, OpenedId
from backend.services.actor import Actor
from backend.services.by_term import Place, beyond, order
from backend.services.complaints.rows import COLUMNS, TABLES, Complaint, Copy, complaint_of, copies_of, steps_of
from backend.services.complaints.seeing import of_the_past
from backend.services.complaints.transitions import Side
from backend.services.officer_acts import note_act
from backend.services.officers.own_cases import kin, need_not_own
from backend.services.officers.staff_names import person_name
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

# Where the account $1 works for the side at $2. A clinic answers through its doctors: they alone have work there.
_WORK = {
    Side.INSURER: "SELECT s.organization_id FROM staff_appointment s WHERE s.account_id = $1 AND s.role = 'INSURER' "
    "AND s.state = 'IN_FORCE' AND s.starts_on <= moscow_day($2) AND (s.ends_on IS NULL OR s.ends_on >= moscow_day($2))",
    Side.CLINIC: "SELECT w.organization_id FROM account a JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id "
    "WHERE a.id = $1 AND w.starts_on <= moscow_day($2) AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($2))",
}
# A clinic hears of a complaint once the insurer asks it.
_ITS_OWN = {
    Side.INSURER: f"c.insurer_id IN ({_WORK[Side.INSURER]}) AND NOT {of_the_past('c')}",
    Side.CLINIC: f"c.clinic_id IN ({_WORK[Side.CLINIC]}) AND c.asked_at IS NOT NULL AND NOT {of_the_past('c')}",
}
_NAMES = f"{person_name('w')} AS patient_name, {person_name('p')} AS complainant_name"
_PEOPLE = "JOIN person w ON w.id = c.patient_id JOIN account a ON a.id = c.account_id LEFT JOIN person p ON p.id = a.person_id"


@dataclass(frozen=True, slots=True)
class DeskComplaint:
    """A complaint as one side's staff see it. `policy`: the policy's last digits, for the insurer alone."""

    complaint: Complaint
    complainant: str
    patient: str
    policy: str | None
    copies: Sequence[Copy] = ()

    @property
    def id(self) -> int:
        return self.complaint.id

    @property
    def term(self) -> dt.datetime | None:
        return self.complaint.due_at


async def desk(
    connection: Connection,
    actor: Actor,
    side: Side,
    state: ComplaintState,
    after: Place | None,
    first: int,
    at: dt.datetime,
) -> list[DeskComplaint]:
    """`first` complaints of the state by their term, and one more where there are more; what has no term comes last.

    A complaint's term changes with its state, and so while it stands in one list only where the clinic has corrected its
    entry: it is shown once more then, at the end, as corrected; nothing is skipped (backend/services/by_term.py). Those that concern the actor or their family are a colleague's to see (`need_not_own`).
    """
    rows = await connection.fetch(
        f"SELECT {COLUMNS}, {_NAMES} FROM {TABLES} {_PEOPLE} WHERE {_ITS_OWN[side]} AND c.state = $3 "
        f"AND c.account_id <> $1 AND NOT EXISTS (SELECT FROM ({kin('$6')}) own WHERE own.id IN (c.patient_id, a.person_id)) "
        f"AND {beyond('c.due_at', 'c.id', '$4', '$7')} ORDER BY {order('c.due_at', 'c.id')} LIMIT $5",
        actor.account_id,
        at,
        state.value,
        after.row if after else None,
        first + 1,
        actor.person_id,
        after.term if after else None,
    )
    await note_act(connection, actor, "complaint.list", "complaint", at)
    return [_shown(row, side, complaint_of(row)) for row in rows]


async def desk_complaint(
    connection: Connection, actor: Actor, side: Side, complaint: OpenedId | None, at: dt.datetime
) -> DeskComplaint:
    """One complaint with what is attached; the look is noted. Raises Refused NOT_FOUND, OWN_CASE."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS}, {_NAMES} FROM {TABLES} {_PEOPLE} WHERE {_ITS_OWN[side]} AND c.id = $3 AND c.patient_id = $4",
        actor.account_id,
        at,
        *_of(complaint),
    )
    if row is None:
        raise Refused("NOT_FOUND")
    await need_not_own(connection, actor, [row["account_id"]], [row["patient_id"]])
    await note_act(connection, actor, "complaint.see", f"complaint:{row['id']}", at, row["patient_id"])
    shown = complaint_of(row, await steps_of(connection, row["id"]))
    return _shown(row, side, shown, await copies_of(connection, row["id"]))


async def hold_at_desk(
    connection: Connection, actor: Actor, side: Side, complaint: OpenedId | None, at: dt.datetime
) -> asyncpg.Record:
    """The side's complaint, held until the transaction ends. Raises Refused NOT_FOUND, OWN_CASE."""
    row = await connection.fetchrow(
        f"SELECT c.* FROM complaint c WHERE {_ITS_OWN[side]} AND c.id = $3 AND c.patient_id = $4 FOR NO KEY UPDATE",
        actor.account_id,
        at,
        *_of(complaint),
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    await need_not_own(connection, actor, [row["account_id"]], [row["patient_id"]])
    return row


def _of(complaint: OpenedId | None) -> tuple[int, int]:
    known = complaint is not None and complaint.type == IdType.COMPLAINT
    return (complaint.entry, complaint.patient) if complaint is not None and known else (0, 0)


def _shown(row: asyncpg.Record, side: Side, complaint: Complaint, copies: Sequence[Copy] = ()) -> DeskComplaint:
    policy = f"•••• {row['policy_number'][-4:]}" if side is Side.INSURER else None
    return DeskComplaint(complaint, row["complainant_name"], row["patient_name"], policy, copies)
