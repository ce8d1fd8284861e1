"""Lists by term, the most urgent first, that can be paged while the terms of their rows change.

A page goes on after the place that its last row had when it was shown, not after the one that it has by now: who takes a
matter in hand moves it out of the list, or to its end, and nothing that waits is skipped by that.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A row, and the term that it stood under; none stands after every term."""

    row: int
    term: dt.datetime | None


def order(term: str, row: str) -> str:
    """The order as SQL, of expressions for the term and for the row's number: `-c.id` for the newest first."""
    return f"{term} NULLS LAST, {row}"


def beyond(term: str, row: str, place_row: str, place_term: str) -> str:
    """Whether a row stands after the place that the parameters name, as SQL; every one does where they are null."""
    sign = "-" if row.startswith("-") else ""
    number, moment = f"{sign}{place_row}::bigint", f"{place_term}::timestamptz"
    return (
        f"({place_row}::bigint IS NULL OR ({term}, {row}) > ({moment}, {number}) "
        f"OR ({term} IS NULL AND ({moment} IS NOT NULL OR {row} > {number})))"
    )
