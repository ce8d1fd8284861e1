"""What a standing is not shown of a record, as a patient may be told: from the policy's own declarations."""

from dataclasses import dataclass

from backend.models.vocabulary import SECTIONS, Kind, Label
from backend.policy.rows import SENSITIVE_CLASSES, Mask, RowPolicy, section_audience
from backend.policy.standing import Standing


@dataclass(frozen=True, slots=True)
class HiddenRows:
    """Whole sections, entries of sensitive classes, and whether those that the patient hid."""

    sections: list[Kind]
    classes: list[Label]
    hidden_by_patient: bool


def hidden_rows(policy: RowPolicy, standing: Standing, shared: int, diary: bool) -> HiddenRows:
    """What of the rows is absent for the standing. `shared` are the classes, `diary` the diary that a teenager shows it."""
    hidden = policy.hidden(standing)
    closed = [kind for kind in SECTIONS if not section_audience(kind) & standing]
    return HiddenRows(
        [kind for kind in closed if not (diary and kind == Kind.HEALTH_DIARY)],
        [label for label in Label if label & SENSITIVE_CLASSES & hidden & ~shared],
        bool(hidden & Mask.HIDDEN_BY_PATIENT),
    )
