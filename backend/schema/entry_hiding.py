"""Whether a teenager keeps an entry from representatives (policy.md, Conditions, `TEEN_HIDE`)."""

import datetime as dt
from enum import Enum

import strawberry

from backend.policy.hiding import KNOWERS
from backend.schema.fields import column, plumbing


@strawberry.enum(
    description="NOT_OFFERED: nothing to say or do here, and all that anybody is told but the teenager and doctors. SHOWN: the "
    "teenager may hide it. HIDDEN: hidden by itself. WITH_ANOTHER: hidden because it belongs to an entry that is, such as a "
    "service of its visit. LIFTED: a doctor has shown it again for a threat to life."
)
class HidingState(Enum):
    NOT_OFFERED = "NOT_OFFERED"
    SHOWN = "SHOWN"
    HIDDEN = "HIDDEN"
    WITH_ANOTHER = "WITH_ANOTHER"
    LIFTED = "LIFTED"


def _of_lift(column_sql: str, joined: str = "") -> str:
    return (
        f"(SELECT {column_sql} FROM entry_hiding said{joined} WHERE said.patient_id = {{row}}.patient_id "
        "AND said.set_id = {row}.set_id AND said.lifted_by_id IS NOT NULL ORDER BY said.id DESC LIMIT 1)"
    )


@strawberry.type(description="Whether a teenager keeps an entry from representatives, and who lifted that and why.")
class EntryHiding:
    state: HidingState = plumbing()
    lifted_at: dt.datetime | None = column(KNOWERS, _of_lift("said.ended_at"))
    lifted_by: str | None = column(KNOWERS, _of_lift("d.full_name", " JOIN practitioner d ON d.id = said.lifted_by_id"))
    lifted_because: str | None = column(KNOWERS, _of_lift("said.reason"))
