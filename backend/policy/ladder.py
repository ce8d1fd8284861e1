"""What becomes of a standing on the birthdays ahead (policy.md, principle 1; REP-10): by date alone, no decision is needed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from backend.models.ages import birthday
from backend.policy.standing import Standing

# Age, and what the standing turns into; None: it ends.
_STEPS: dict[Standing, tuple[tuple[int, Standing | None], ...]] = {
    Standing.PARENT_OF_CHILD: ((15, Standing.PARENT_OF_TEEN), (18, None)),
    Standing.PARENT_OF_TEEN: ((18, None),),
    Standing.GUARDIAN: ((14, Standing.TRUSTEE_OF_CHILD), (15, Standing.TRUSTEE_OF_TEEN), (18, None)),
    Standing.TRUSTEE_OF_CHILD: ((15, Standing.TRUSTEE_OF_TEEN), (18, None)),
    Standing.TRUSTEE_OF_TEEN: ((18, None),),
    Standing.SELF_TEEN: ((18, Standing.SELF_ADULT),),
}


@dataclass(frozen=True, slots=True)
class Step:
    """From midnight in Moscow of `on` the standing is `becomes`; None: there is none any more."""

    on: dt.date
    age: int
    becomes: Standing | None


def ahead(standing: Standing, birth_date: dt.date, day: dt.date) -> Iterator[Step]:
    """The steps after `day`, the nearest first; nothing for a standing that no birthday changes."""
    for age, becomes in _STEPS.get(standing, ()):
        on = birthday(birth_date, age)
        if on > day:
            yield Step(on, age, becomes)
