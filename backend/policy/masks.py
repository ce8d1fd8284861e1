"""What the database generates as `record_entry.mask`, worked out before an entry is written: who will see it, and when."""

from backend.models.vocabulary import Confidentiality, Kind, Label
from backend.policy.rows import NEVER_SENSITIVE, VERY_RESTRICTED_CLASSES, Mask

_HELD_ANYWHERE = Label.PSYCHIATRY | Label.NARCOLOGY | Label.HIV
_HELD_IN_REPORTS = Label.REPRODUCTIVE | Label.STI | Label.TOXICOLOGY | Label.GENETICS


def waits_for_release(kind: Kind, labels: int, confidentiality: Confidentiality) -> bool:
    """Whether portal readers see such an entry only once a doctor has released it (policy.md ⁷ ⁹)."""
    if kind not in NEVER_SENSITIVE and labels & _HELD_ANYWHERE:
        return True
    if kind == Kind.LAB_REPORTS and labels & _HELD_IN_REPORTS:
        return True
    return confidentiality == Confidentiality.V and not labels


def mask_of(kind: Kind, labels: int, confidentiality: Confidentiality, *, released: bool) -> int:
    """The mask of an entry that its patient has not hidden."""
    mask = 0 if kind in NEVER_SENSITIVE else labels & 255
    if not released and waits_for_release(kind, labels, confidentiality):
        mask |= Mask.UNRELEASED
    if confidentiality == Confidentiality.R:
        mask |= Mask.RESTRICTED
    elif confidentiality == Confidentiality.V:
        classes = 0 if kind in NEVER_SENSITIVE else labels & 255
        mask |= classes << VERY_RESTRICTED_CLASSES if classes else Mask.VERY_RESTRICTED
        mask |= 0 if labels else Mask.UNCLASSED_VERY_RESTRICTED
    return int(mask)
