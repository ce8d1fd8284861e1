"""What a teenager hid, told to the teenager and to doctors alone. Written from policy.md alone."""

from typing import Any

from tests.reads.reference.policy import DOCTORS, HIV, MAY_BE_HIDDEN, NAMES, NEVER_SENSITIVE, SENSITIVE
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row
from tests.reads.reference.standings import Held
from tests.reads.reference.things import Thing

MAY_KNOW = DOCTORS | {"SELF_TEEN"}


def _know(reading: Reading, entry: Row, held: list[Held]) -> set[str]:
    """The standings of these that see the row and may know that it is hidden."""
    return {each.standing for each in reading.visible(entry, held)} & MAY_KNOW


def hidden_for(reading: Reading, entry: Row, held: list[Held]) -> bool:
    """Whether the row is hidden, for who may know."""
    return reading.policy.hides(entry) and bool(_know(reading, entry, held))


def hiding(reading: Reading, thing: Thing) -> dict[str, Any]:
    assert thing.entry is not None
    entry = thing.entry
    acts = reading.rows.where("entry_hiding", patient_id=entry["patient_id"], set_id=entry["set_id"])
    lifts = [act for act in acts if act["lifted_by_id"] is not None]
    names = {each.standing for each in thing.held}
    told: dict[str, Any] = {"state": _state(reading, entry, acts, names)}
    lift = max(lifts, key=lambda act: act["id"], default=None) if names & MAY_KNOW else None
    by = reading.rows.one("practitioner", id=lift["lifted_by_id"]) if lift else None
    told["liftedAt"] = lift["ended_at"] if lift else None
    told["liftedBy"] = by["full_name"] if by else None
    told["liftedBecause"] = lift["reason"] if lift else None
    return told


def _state(reading: Reading, entry: Row, acts: list[Row], names: set[str]) -> str:
    if not reading.policy.teen_hide or not names & MAY_KNOW:
        return "NOT_OFFERED"
    if reading.policy.hides(entry):
        return "HIDDEN" if any(act["ended_at"] is None for act in acts) else "WITH_ANOTHER"
    if any(act["lifted_by_id"] is not None for act in acts):
        return "LIFTED"
    kind = NAMES[entry["kind"]]
    special = HIV if kind in NEVER_SENSITIVE else HIV | SENSITIVE
    by_itself = entry["parent_entry_id"] is None and entry["only_practitioner_id"] is None
    ordinary = kind in MAY_BE_HIDDEN and not entry["labels"] & special
    return "SHOWN" if "SELF_TEEN" in names and ordinary and by_itself else "NOT_OFFERED"
