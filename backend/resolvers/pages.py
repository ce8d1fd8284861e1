"""Pages of lists beside records: keyset, under sealed cursors, as the compiled lists have them.

A cursor names a row by its public id and is bound to its list: whose it is, which list, and what chooses its rows. That of
a list by term names the term too, for it may change before the next page is asked for (backend/services/by_term.py).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from strawberry.types import Info

from backend.policy.sealing import CursorSealer, IdType
from backend.reads.inputs import DEFAULT_PAGE, MAX_PAGE, BadInput
from backend.services.by_term import Place


class Row(Protocol):
    """What a list shows; `id` is the number of its row in the database."""

    @property
    def id(self) -> int: ...


class Waiting(Row, Protocol):
    """What a list by term shows; `term` is what it stands under there."""

    @property
    def term(self) -> dt.datetime | None: ...


Shown = TypeVar("Shown", bound=Row)
Due = TypeVar("Due", bound=Waiting)
# A cursor's digest wants keys of one length: microseconds since 1970 take 14 digits of hexadecimals for long.
_TERM = 14


@dataclass(frozen=True, slots=True)
class Page(Generic[Shown]):
    """The rows of one page, and where the next one begins."""

    rows: Sequence[Shown]
    end_cursor: str | None
    has_next_page: bool


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of one account's own things. `place` names the list and every argument that chooses or orders its rows."""

    info: Info[Any, Any]
    place: str
    account_id: int
    type: IdType

    def public_id(self, row_id: int) -> str:
        return str(self.info.context.ids.seal(self.type, self.account_id, row_id))

    def cursor(self, row_id: int) -> str:
        return CursorSealer.cursor(self._key(), self.public_id(row_id))

    def page(self, found: Sequence[Shown], size: int) -> Page[Shown]:
        """A page of `size` rows from what was found: one row more than that where another page follows."""
        rows = found[:size]
        return Page(rows, self.cursor(rows[-1].id) if rows else None, len(found) > size)

    def after(self, cursor: str | None) -> int | None:
        """The row that a cursor of this list names; None without one. Raises BadInput for any other text."""
        if cursor is None:
            return None
        key = CursorSealer.row_key(self._key(), cursor)
        return self._row(key)

    def term_page(self, found: Sequence[Due], size: int) -> Page[Due]:
        """As `page`, of a list by term."""
        rows = found[:size]
        end = None
        if rows:
            key = f"{self.public_id(rows[-1].id)}{_written(rows[-1].term)}"
            end = CursorSealer.cursor(self._key(), key)
        return Page(rows, end, len(found) > size)

    def after_term(self, cursor: str | None) -> Place | None:
        """As `after`, of a list by term."""
        if cursor is None:
            return None
        key = CursorSealer.row_key(self._key(), cursor)
        return Place(self._row(key and key[:-_TERM]), _read(key[-_TERM:]) if key else None)

    def _row(self, public_id: str | None) -> int:
        opened = self.info.context.ids.open(public_id) if public_id is not None else None
        if opened is None or (opened.type, opened.patient) != (self.type, self.account_id):
            raise BadInput("CURSOR")
        return int(opened.entry)

    def _key(self) -> bytes:
        key: bytes = self.info.context.reader.cursors.list_key(f"{self.place}:{self.account_id}")
        return key


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MOMENT = dt.timedelta(microseconds=1)


def _written(term: dt.datetime | None) -> str:
    return f"{(term - _EPOCH) // _MOMENT:0{_TERM}x}" if term is not None else "-" * _TERM


def _read(written: str) -> dt.datetime | None:
    return _EPOCH + int(written, 16) * _MOMENT if written.strip("-") else None


def page_size(first: int | None) -> int:
    """How many rows a page holds: 0 to 100, 20 where nothing is said. Raises BadInput."""
    if first is None:
        return DEFAULT_PAGE
    if not 0 <= first <= MAX_PAGE:
        raise BadInput("PAGE_SIZE")
    return first
