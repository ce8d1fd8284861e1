"""Pages of lists beside records: keyset, under sealed cursors, as the compiled lists have them.

A cursor names a row by its public id and is bound to its list: whose it is, which list, and what chooses its rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from strawberry.types import Info

from backend.policy.sealing import CursorSealer, IdType
from backend.reads.inputs import DEFAULT_PAGE, MAX_PAGE, BadInput


class Row(Protocol):
    """What a list shows; `id` is the number of its row in the database."""

    @property
    def id(self) -> int: ...


Shown = TypeVar("Shown", bound=Row)


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
        opened = self.info.context.ids.open(key) if key is not None else None
        if opened is None or (opened.type, opened.patient) != (self.type, self.account_id):
            raise BadInput("CURSOR")
        return int(opened.entry)

    def _key(self) -> bytes:
        key: bytes = self.info.context.reader.cursors.list_key(f"{self.place}:{self.account_id}")
        return key


def page_size(first: int | None) -> int:
    """How many rows a page holds: 0 to 100, 20 where nothing is said. Raises BadInput."""
    if first is None:
        return DEFAULT_PAGE
    if not 0 <= first <= MAX_PAGE:
        raise BadInput("PAGE_SIZE")
    return first
