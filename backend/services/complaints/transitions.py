"""How a complaint may move (CMP-03): rows of (from, event, to, whose act it is, working days for what is waited for then).

What is no row is refused. An upheld complaint stays DECIDED while the clinic corrects its entry by the insurer's order.
"""

from enum import StrEnum

from backend.models.complaint import ComplaintEvent, ComplaintState


class Side(StrEnum):
    """Who acts."""

    COMPLAINANT = "COMPLAINANT"
    INSURER = "INSURER"
    CLINIC = "CLINIC"


S, E = ComplaintState, ComplaintEvent
Row = tuple[ComplaintState | None, ComplaintEvent, ComplaintState, Side, int | None]

COMPLAINT: tuple[Row, ...] = (
    # The insurer has five working days to ask the clinic, the clinic five to answer, the experts ten to decide.
    (None, E.FILED, S.RECEIVED, Side.COMPLAINANT, 5),
    (S.RECEIVED, E.CLINIC_ASKED, S.CLINIC_REQUESTED, Side.INSURER, 5),
    (S.CLINIC_REQUESTED, E.CLINIC_AGREED, S.EXPERTISE, Side.CLINIC, 10),
    (S.CLINIC_REQUESTED, E.CLINIC_OBJECTED, S.EXPERTISE, Side.CLINIC, 10),
    # A clinic that lets its term pass holds nobody up.
    (S.CLINIC_REQUESTED, E.CLINIC_SILENT, S.EXPERTISE, Side.INSURER, 10),
    # An upheld complaint is an order: five working days for the correction (CMP-04).
    (S.EXPERTISE, E.UPHELD, S.DECIDED, Side.INSURER, 5),
    (S.EXPERTISE, E.REJECTED, S.DECIDED, Side.INSURER, None),
    (S.DECIDED, E.CORRECTED, S.DECIDED, Side.CLINIC, None),
    # Until the decision the complainant may take it back.
    (S.RECEIVED, E.WITHDRAWN, S.WITHDRAWN, Side.COMPLAINANT, None),
    (S.CLINIC_REQUESTED, E.WITHDRAWN, S.WITHDRAWN, Side.COMPLAINANT, None),
    (S.EXPERTISE, E.WITHDRAWN, S.WITHDRAWN, Side.COMPLAINANT, None),
)

_NEXT = {(before, event): (after, side, days) for before, event, after, side, days in COMPLAINT}


def after(state: ComplaintState | None, event: ComplaintEvent, side: Side) -> tuple[ComplaintState, int | None] | None:
    """The state that the side's act leads to, and the working days of its term; None where the act is refused."""
    found = _NEXT.get((state, event))
    return (found[0], found[2]) if found is not None and found[1] is side else None
