"""Rows by label: what each standing's row filter hides (policy.md, matrix and footnotes).

A row is visible to a standing when `mask & hidden = 0` and `event_date >= starts[start_key]`. `mask` is the column
that migration 0003 generates; `hidden` and `starts` are worked out here, once, from the settings.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag

from backend.models.vocabulary import Confidentiality, Kind, Label
from backend.policy.standing import (
    CHILD_REPRESENTATIVES,
    DOCTORS,
    EVERYONE,
    OWN,
    PORTAL,
    TEEN_REPRESENTATIVES,
    Standing,
)

HIGHEST_START_KEY = 40


class Mask(IntFlag):
    """Bits of `record_entry.mask` above the labels.

    A very restricted entry of a known class has that class's bit `VERY_RESTRICTED_CLASSES` places higher; any other has
    VERY_RESTRICTED, which no specialty matches.
    """

    UNRELEASED = 256
    HIDDEN_BY_PATIENT = 512
    RESTRICTED = 1024
    VERY_RESTRICTED = 2048
    UNCLASSED_VERY_RESTRICTED = 4096


# Places between a label's bit and that of very restricted entries which carry it (migration 0028, `standings()`).
VERY_RESTRICTED_CLASSES = 13
_EVERY_CLASS = 255 << VERY_RESTRICTED_CLASSES


SENSITIVE_CLASSES = (
    Label.PSYCHIATRY
    | Label.NARCOLOGY
    | Label.REPRODUCTIVE
    | Label.STI
    | Label.TOXICOLOGY
    | Label.GENETICS
    | Label.PSYCHOTROPIC
)

# Kinds whose labels hide nothing (policy.md, Conditions: never in a sensitive class).
NEVER_SENSITIVE = (Kind.COVID_TESTS, Kind.VACCINATIONS, Kind.AMBULANCE_CALLS, Kind.ALLERGY)
_SECRET = Label.PSYCHIATRY | Label.NARCOLOGY | Label.HIV
# Held until their author releases them (⁹); what else is held waits for a treating doctor (⁷).
AUTHORS_ALONE = Label.PSYCHIATRY | Label.NARCOLOGY
_SENSITIVE_RESULT = Label.REPRODUCTIVE | Label.STI | Label.TOXICOLOGY | Label.GENETICS

# Sections that some standing may not read at all; every other kind is for everyone.
_SECTION_AUDIENCE: Mapping[Kind, Standing] = {
    Kind.HEALTH_DIARY: EVERYONE & ~TEEN_REPRESENTATIVES,
    Kind.SICK_LEAVES: EVERYONE & ~Standing.EMERGENCY_DOCTOR,
    Kind.CERTIFICATES: EVERYONE & ~Standing.EMERGENCY_DOCTOR,
    Kind.PREGNANCY_CARE: EVERYONE & ~TEEN_REPRESENTATIVES,
    Kind.RENDERED_SERVICES: PORTAL,
    Kind.PRIVATE_NOTE: Standing.TREATING_DOCTOR,
}


def section_audience(kind: Kind) -> Standing:
    """The standings that may read the kind at all."""
    return _SECTION_AUDIENCE.get(kind, EVERYONE)


def least_confidentiality(kind: Kind, labels: int) -> Confidentiality:
    """R where the matrix asks a doctor for a stated reason (⁸), else N; `record_entry_sensitive_restricted` holds it."""
    restricting = Label(0) if kind in NEVER_SENSITIVE else _SECRET
    if kind == Kind.LAB_REPORTS:
        restricting |= _SENSITIVE_RESULT
    elif kind == Kind.PRESCRIPTIONS:
        restricting |= _SENSITIVE_RESULT | Label.PSYCHOTROPIC
    return Confidentiality.R if labels & restricting else Confidentiality.N


@dataclass(frozen=True, slots=True)
class RowRule:
    """One standing's row filter. `starts_with_diary` applies where a teenager shares the diary."""

    standing: Standing
    hidden: int
    starts: tuple[dt.date, ...]
    starts_with_diary: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class RowPolicy:
    """The settings of the row rules. `section_starts` maps start keys to dates; None or missing: no start date."""

    sensitive_teen: bool
    teen_hide: bool
    section_starts: Mapping[int, dt.date | None]

    def rules(self) -> list[RowRule]:
        """A rule for each of the nine standings."""
        return [self.rule(standing) for standing in Standing]

    def rule(self, standing: Standing) -> RowRule:
        return RowRule(standing, self.hidden(standing), self._starts(standing, False), self._starts(standing, True))

    def hidden(self, standing: Standing) -> int:
        """Bits of `mask` whose rows are absent for the standing."""
        if standing == Standing.EMERGENCY_DOCTOR:
            return 0
        if standing == Standing.TREATING_DOCTOR:
            # A stated reason and the doctor's specialty take bits off, in `standings()` (policy.md ⁸).
            return Mask.RESTRICTED | Mask.VERY_RESTRICTED | _EVERY_CLASS
        hidden = int(Mask.UNRELEASED)
        if standing & TEEN_REPRESENTATIVES:
            if self.sensitive_teen:
                hidden |= SENSITIVE_CLASSES | Mask.UNCLASSED_VERY_RESTRICTED
            if self.teen_hide:
                hidden |= Mask.HIDDEN_BY_PATIENT
        return hidden

    def _starts(self, standing: Standing, diary_shared: bool) -> tuple[dt.date, ...]:
        """Earliest visible date by start key, from 1 on: `date.min` is no limit, `date.max` never."""
        never, always = dt.date.max, dt.date.min
        reader, portal = int(standing), bool(standing & PORTAL)
        starts = []
        for key, audience, diary in _KEYS:
            if not (audience & reader or (diary_shared and diary)):
                starts.append(never)
            else:
                starts.append((self.section_starts.get(key) or always) if portal else always)
        return tuple(starts)


def _kind_of(start_key: int) -> Kind | None:
    """The kind that a start key belongs to: modalities belong to the instrumental studies."""
    if start_key <= max(Kind):
        return Kind(start_key)
    return Kind.INSTRUMENTAL_STUDIES if start_key > 30 else None


def _key(start_key: int) -> tuple[int, int, bool]:
    kind = _kind_of(start_key)
    return start_key, 0 if kind is None else int(section_audience(kind)), kind == Kind.HEALTH_DIARY


# Each start key with the bits of the standings that may read its kind, and whether it is the diary's: numbers, since the
# rules are put together anew for every new operation.
_KEYS = tuple(map(_key, range(1, HIGHEST_START_KEY + 1)))

assert (OWN | CHILD_REPRESENTATIVES | TEEN_REPRESENTATIVES | DOCTORS) == EVERYONE
