"""One person's record in the making: the words in which the demo's histories are told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from backend.demo.entries import OPEN, Draft, Original, Secrecy, Values
from backend.demo.people import Stage
from backend.models.ages import birthday
from backend.models.moscow import MOSCOW
from backend.models.vocabulary import Confidentiality, Kind


def moment(day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
    """A Moscow time of day."""
    return dt.datetime.combine(day, dt.time(hour, minute), MOSCOW)


def diagnosis(code: str, wording: str, kind: str = "MAIN", certainty: str = "FINAL", **more: Any) -> Values:
    """A diagnosis by МКБ-10."""
    return {
        "code_system": "МКБ-10",
        "code": code,
        "code_display": wording,
        "wording": wording,
        "kind": kind,
        "certainty": certainty,
        **more,
    }


class RecordBook:
    """Entries of one of the cast, in the order in which they are told."""

    def __init__(self, stage: Stage, key: str) -> None:
        self.stage = stage
        self.key = key
        self.patient = stage.people[key]
        self.birth = stage.births[key]
        self.today = stage.today
        self.drafts: list[Draft] = []

    def aged(self, years: int, months: int = 0, days: int = 0) -> dt.date:
        """The day of that age, but never after today."""
        start = birthday(self.birth, years)
        month = start.year * 12 + start.month - 1 + months
        moved = dt.date(month // 12, month % 12 + 1, min(start.day, 28)) + dt.timedelta(days=days)
        return min(moved, self.today)

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)

    def add(
        self,
        kind: Kind,
        on: dt.date,
        title: str | None,
        author: str | None,
        detail: Values,
        *,
        place: str | None = None,
        secrecy: Secrecy = OPEN,
        encounter: str | None = None,
        parent: Draft | None = None,
        original: Original | None = None,
        private: bool = False,
        **parts: Sequence[Values],
    ) -> Draft:
        """An entry by a worker of the directory, at the worker's own place unless `place` is given.

        What belongs to an entry or hangs on an encounter takes over its secrecy (policy.md, principle 8).
        """
        directory = self.stage.directory
        number = None
        if parent is not None:
            secrecy = _joined(secrecy, parent.secrecy)
        if encounter is not None:
            number, labels = self.stage.encounters[encounter]
            if labels:
                secrecy = _joined(secrecy, Secrecy(labels, Confidentiality.R, secrecy.released))
        place = place or (directory.home[author] if author else None)
        draft = Draft(
            patient=self.patient,
            kind=kind,
            on=on,
            title=title,
            organization=directory.places[place] if place else None,
            organization_name=directory.place_names[place] if place else "",
            author=directory.workers[author] if author else None,
            author_name=directory.worker_names[author] if author else "",
            secrecy=secrecy,
            detail=detail,
            parts=parts,
            encounter=number,
            parent=parent,
            private=private,
            original=original,
        )
        self.drafts.append(draft)
        return draft

    def correct(self, old: Draft, changes: Values, **parts: Sequence[Values]) -> Draft:
        """A new version of an entry: the old one keeps its history and leaves every list (CMP-04)."""
        new = replace(old, detail={**old.detail, **changes}, parts={**old.parts, **parts}, previous=old, original=None)
        old.replaced = True
        self.drafts.append(new)
        return new


def _joined(one: Secrecy, other: Secrecy) -> Secrecy:
    return Secrecy(
        one.labels | other.labels, max(one.confidentiality, other.confidentiality), one.released and other.released
    )
