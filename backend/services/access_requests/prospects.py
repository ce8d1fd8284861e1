"""By what right an applicant would read the record that a request is about, and until when."""

import datetime as dt
from dataclasses import dataclass

from backend.models.ages import age_on, birthday
from backend.models.moscow import moscow_day
from backend.models.vocabulary import RepresentationKind
from backend.policy.standing import Standing

# Ages from which the next standing holds: under 14, 14, from 15 (policy.md, principle 1).
_WARD = {
    RepresentationKind.PARENT: (Standing.PARENT_OF_CHILD, Standing.PARENT_OF_CHILD, Standing.PARENT_OF_TEEN),
    RepresentationKind.GUARDIAN: (Standing.GUARDIAN, Standing.TRUSTEE_OF_CHILD, Standing.TRUSTEE_OF_TEEN),
}


@dataclass(frozen=True, slots=True)
class Prospect:
    """`until` is the day of a ward's 18th birthday, from which the representative reads no more (ACC-05)."""

    standing: Standing
    until: dt.date | None


def prospect(own: bool, ward_kind: str | None, birth: dt.date | None, at: dt.datetime) -> Prospect | None:
    """From ages and the kind of the link alone; None where they are unknown or give no standing."""
    if birth is None:
        return None
    age = age_on(birth, moscow_day(at))
    if own:
        return None if age < 15 else Prospect(Standing.SELF_TEEN if age < 18 else Standing.SELF_ADULT, None)
    if ward_kind is None or age >= 18:
        return None
    child, fourteen, teen = _WARD[RepresentationKind(ward_kind)]
    standing = child if age < 14 else fourteen if age < 15 else teen
    return Prospect(standing, birthday(birth, 18))
