"""What a standing is not shown of a record, and what a teenager may hide: from the policy's own declarations."""

from dataclasses import dataclass

from backend.models.vocabulary import SECTIONS, Kind, Label
from backend.policy.rows import NEVER_SENSITIVE, SENSITIVE_CLASSES, Mask, RowPolicy, section_audience
from backend.policy.standing import DOCTORS, Standing

# Who hides and shows again, who lifts a hiding for a threat to life, and who is told that there is one.
HIDERS = Standing.SELF_TEEN
LIFTERS = Standing.TREATING_DOCTOR
KNOWERS = Standing.SELF_TEEN | DOCTORS

# Kinds marked ⁴ in the matrix: `record_entry.mask` hides no row of any other, whatever its flag says.
HIDEABLE = frozenset(
    {
        Kind.EXAMINATION_PROTOCOLS,
        Kind.LAB_REPORTS,
        Kind.INSTRUMENTAL_STUDIES,
        Kind.DISCHARGE_SUMMARIES,
        Kind.SICK_LEAVES,
        Kind.PRESCRIPTIONS,
        Kind.CHECK_UPS,
        Kind.RENDERED_SERVICES,
        Kind.ALLERGY,
        Kind.CONDITION,
        Kind.MEDICATION,
        Kind.VITAL_SIGN,
        Kind.PROCEDURE,
        Kind.CARE_PLAN,
        Kind.REFERRAL,
    }
)


def unhideable_labels(kind: Kind) -> int:
    """Labels with which an entry of the kind is not ordinary: HIV, which no teenager hides (38-ФЗ), and the classes that
    they share as a whole."""
    return int(Label.HIV) if kind in NEVER_SENSITIVE else int(Label.HIV | SENSITIVE_CLASSES)


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
