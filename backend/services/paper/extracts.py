"""An extract on paper, with signatures and stamps, ordered at a clinic and fetched at its desk (PAP-02).

What leaves on paper cannot be taken back, so it is ordered by those alone to whom no row of the record is closed: the
patient from 15, before that a parent or guardian. Each sees their own orders, while they have that right.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from backend.models.moscow import moscow_day
from backend.models.paper import ExtractPickup, ExtractPurpose, PaperEvent
from backend.models.vocabulary import SECTIONS, Kind
from backend.policy.sealing import OpenedId
from backend.policy.standing import CHILD_REPRESENTATIVES, OWN
from backend.services.doctors.clinics import treats
from backend.services.paper.moving import begin, hold, move
from backend.services.paper.rows import CLINIC, COLUMNS, Extract, extract_of, steps_of
from backend.services.paper.texts import line
from backend.services.paper.ways import EXTRACTS, Side
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

MAY_HAVE_PAPER = OWN | CHILD_REPRESENTATIVES
MOST_UNDER_WAY, _MOST_SHOWN = 5, 50
_EARLIEST = dt.date(1900, 1, 1)
# What nobody fetched in its days is expired, whether or not that was noted yet.
_UNDER_WAY = "state IN ('ORDERED', 'IN_WORK', 'READY') AND (state <> 'READY' OR due_at >= $2)"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. `sections` None means all; `fetched_by` names the representative who comes."""

    clinic_id: int
    purpose: ExtractPurpose
    sections: Sequence[Kind] | None
    covers_from: dt.date | None
    covers_until: dt.date | None
    note: str | None
    pickup: ExtractPickup
    fetched_by: str | None


async def order_extract(connection: Connection, right: Right, order: Order) -> int:
    """Sends the order to the clinic; gives its row. `right` is one of MAY_HAVE_PAPER.

    Raises Refused NOT_FOUND for an organization where nobody is treated, REQUIRED, WRONG_FORMAT, WRONG_LENGTH, IN_FUTURE,
    WRONG_DATE, PERIOD_ENDS_BEFORE, PAPER_TOO_MANY.
    """
    sections = _sections(order)
    _need_period(order, moscow_day(right.at))
    if not await treats(connection, order.clinic_id, right.at):
        raise Refused("NOT_FOUND", ["input", "organizationId"])
    of_other = order.pickup is ExtractPickup.REPRESENTATIVE
    # The account is held, so nobody orders past the limit by asking twice at once.
    if (
        await connection.fetchval(
            f"SELECT count(*) FROM paper_extract_order WHERE account_id = $1 AND {_UNDER_WAY}",
            right.actor.account_id,
            right.at,
        )
        >= MOST_UNDER_WAY
    ):
        raise Refused("PAPER_TOO_MANY")
    made = await begin(
        connection,
        EXTRACTS,
        PaperEvent.ORDERED,
        right,
        clinic_id=order.clinic_id,
        purpose=order.purpose.value,
        sections=sections,
        covers_from=order.covers_from,
        covers_until=order.covers_until,
        note=line(order.note, "note", most=500),
        pickup=order.pickup.value,
        fetched_by=line(order.fetched_by, "fetchedBy", most=200, needed=True) if of_other else None,
    )
    await log_act(connection, right, "orderPaperExtract", order.sections or SECTIONS)
    return made


async def withdraw_extract(connection: Connection, right: Right, order: OpenedId) -> int:
    """Takes an own order back until it is handed out; gives its row. Raises Refused NOT_FOUND, WRONG_STATE."""
    held = await hold(connection, EXTRACTS, order.entry)
    if held is None or (held["patient_id"], held["account_id"]) != (right.patient_id, right.actor.account_id):
        raise Refused("NOT_FOUND", ["input", "id"])
    await move(connection, EXTRACTS, held, PaperEvent.WITHDRAWN, Side.APPLICANT, right.actor.account_id, right.at)
    await log_act(connection, right, "withdrawPaperExtract", ())
    return int(held["id"])


async def own_extracts(connection: Connection, right: Right, only: int | None = None) -> list[Extract]:
    """The actor's own orders on the record, the newest first; `only` one of them."""
    rows = await connection.fetch(
        f"SELECT {COLUMNS} FROM paper_extract_order c {CLINIC} WHERE c.patient_id = $1 AND c.account_id = $2 "
        f"AND ($3::bigint IS NULL OR c.id = $3) ORDER BY c.id DESC LIMIT {_MOST_SHOWN}",
        right.patient_id,
        right.actor.account_id,
        only,
    )
    if only is None:
        await log_act(connection, right, "paperExtracts", ())
    steps = await steps_of(connection, EXTRACTS, [row["id"] for row in rows])
    return [extract_of(row, steps[row["id"]], right.at) for row in rows]


def _sections(order: Order) -> list[int] | None:
    if order.sections is None:
        return None
    if not order.sections:
        raise Refused("REQUIRED", ["input", "sections"])
    return sorted({int(kind) for kind in order.sections})


def _need_period(order: Order, today: dt.date) -> None:
    for name, day in (("coversFrom", order.covers_from), ("coversUntil", order.covers_until)):
        if day is not None and day > today:
            raise Refused("IN_FUTURE", ["input", name])
        if day is not None and day < _EARLIEST:
            raise Refused("WRONG_DATE", ["input", name])
    if order.covers_from and order.covers_until and order.covers_until < order.covers_from:
        raise Refused("PERIOD_ENDS_BEFORE", ["input", "coversUntil"])
