"""Keyset pages: order, cursors in both directions, and the parts of a connection.

A cursor is a row's own key with a keyed digest over the list that it was read from, so the row's place is looked up
and nothing is carried outside. Any other cursor is refused (policy.md, What a client sees).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from backend.policy.sealing import DIGEST_CHARACTERS, CursorSealer
from backend.reads.inputs import BadInput, Binder, Inputs, page_size
from backend.reads.selection import Fields
from backend.reads.sql import Column, Text, literal, select_list, select_object


@dataclass(frozen=True, slots=True)
class Order:
    """Sort keys over a row named `{row}`, all in one direction."""

    keys: tuple[str, ...]
    descending: bool

    def clause(self, row: str, reverse: bool = False) -> str:
        direction = "DESC" if self.descending != reverse else "ASC"
        return ", ".join(f"{key.replace('{row}', row)} {direction}" for key in self.keys)

    def beyond(self, row: str, anchor: str, after: bool) -> str:
        """Whether `row` comes after (or before) the sort keys that the subquery `anchor` gives."""
        keys = ", ".join(key.replace("{row}", row) for key in self.keys)
        return f"({keys}) {'<' if self.descending == after else '>'} ({anchor})"

    def selected(self, row: str) -> str:
        return ", ".join(key.replace("{row}", row) for key in self.keys)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list to page: `rows` is `FROM … WHERE …` without order, over alias `row`; `key` is its cursor key.

    `columns` are what an outer query needs of the row; `joined` completes the page's rows (the section's own table).
    `bits` is the row's bits, for the masks of its guarded fields; where no field needs them, `unmasked` gives the
    same rows without.
    """

    row: str
    rows: str
    columns: str
    key: str
    order: Order
    joined: str
    bits: str = ""
    unmasked: str = ""


def list_context(place: str, arguments: Mapping[str, Binder | None]) -> Callable[[Inputs], str]:
    """What defines a list, as text: where it stands and every argument that chooses or orders its rows."""
    chosen = sorted(
        (name, binder)
        for name, binder in arguments.items()
        if binder and name not in ("first", "last", "after", "before")
    )

    def context(inputs: Inputs) -> str:
        given = {name: binder(inputs) for name, binder in chosen}
        return json.dumps(
            [place, {name: value for name, value in given.items() if value is not None}], default=_plain, sort_keys=True
        )

    return context


def cursor_key(cursor: Binder, context: Callable[[Inputs], str]) -> Binder:
    """The row key that a cursor argument names in this list, or None. Raises BadInput for any other cursor."""

    def bind(inputs: Inputs) -> str | None:
        value = cursor(inputs)
        if value is None:
            return None
        key = CursorSealer.row_key(inputs.cursors.list_key(context(inputs)), value)
        if key is None:
            raise BadInput("CURSOR")
        return key

    return bind


@dataclass(slots=True)
class Page:
    """Compiles one connection over `Rows`."""

    text: Text
    rows: Rows
    arguments: Mapping[str, Binder | None]
    context: Callable[[Inputs], str]
    backwards: bool
    node: Callable[[Any], list[Column] | str]
    type_name: str

    def connection(
        self, fields: Fields, below: Callable[[str, Any], Fields], extra: Mapping[str, Callable[[Any], str]]
    ) -> str:
        """The connection object. `extra` gives SQL for `totalCount` and `notices`."""
        self.text.checks.append(page_size(self.arguments.get("first"), self.arguments.get("last")))
        names = [nodes[0].name.value for nodes in fields.values()]
        listed = [name for name in names if name in ("nodes", "edges")]
        together = len(listed) > 1 or ("pageInfo" in names)
        columns, collected, page_info = [], [], False
        for key, nodes in fields.items():
            name = nodes[0].name.value
            if name == "nodes" and not together:
                columns.append(Column(key, self._list(self.node(nodes))))
            elif name == "edges" and not together:
                columns.append(Column(key, self._list(self._edge(below("edges", nodes)))))
            elif name in ("nodes", "edges"):
                value = (
                    self._object(self.node(nodes)) if name == "nodes" else self._object(self._edge(below(name, nodes)))
                )
                collected.append(value)
                columns.append(Column(key, f"g.k{len(collected) - 1}"))
            elif name == "pageInfo":
                page_info = True
                columns.append(Column(key, self._page_info(below(name, nodes))))
            elif name == "__typename":
                columns.append(Column(key, literal(self.type_name)))
            else:
                columns.append(Column(key, extra[name](nodes)))
        if not together:
            return select_object(columns, "")
        return select_object(columns, f"FROM ({self._gathered(collected, page_info)}) g")

    def _list(self, columns: list[Column] | str) -> str:
        row = self.rows.row
        ordered = self.rows.order.clause(row)
        page = self._page(columns if isinstance(columns, str) else " ".join(column.sql for column in columns))
        source = f"FROM ({page}) {row}{self.rows.joined} ORDER BY {ordered}"
        if isinstance(columns, str):
            return f"(SELECT coalesce(json_agg(y.o), '[]'::json) FROM (SELECT {columns} AS o {source}) y)"
        return select_list(columns, source)

    def _object(self, columns: list[Column] | str) -> str:
        return columns if isinstance(columns, str) else select_object(columns, "")

    def _edge(self, fields: Fields) -> list[Column]:
        columns = []
        for key, nodes in fields.items():
            name = nodes[0].name.value
            if name == "cursor":
                columns.append(Column(key, self._cursor(self.rows.key)))
            elif name == "node":
                columns.append(Column(key, self._object(self.node(nodes))))
            else:
                columns.append(Column(key, literal(self.type_name.removesuffix("Connection") + "Edge")))
        return columns

    def _cursor(self, row_key: str) -> str:
        """The cursor of the row with this key: made for each edge, and else for the two ends of a page alone."""
        list_key = self.text.parameter(lambda inputs: inputs.cursors.list_key(self.context(inputs)), "bytea")
        key = f"{row_key}::text"
        return f"{key} || left(encode(sha256({list_key} || convert_to({key}, 'UTF8')), 'hex'), {DIGEST_CHARACTERS})"

    def _limit(self) -> str:
        size = page_size(self.arguments.get("first"), self.arguments.get("last"))
        return self.text.parameter(size, "bigint")

    def _page(self, read: str, one_more: bool = False) -> str:
        """The rows of the page, newest key first to read; one more row tells whether there is a next page.

        `read` is the SQL that is made of each row.
        """
        limit = self._limit() + (" + 1" if one_more else "")
        order = self.rows.order.clause(self.rows.row, self.backwards)
        columns, rows = self.rows.columns, self.rows.rows
        if self.rows.bits and re.search(rf"\b{self.rows.row}\.bits\b", read):
            columns += f", {self.rows.bits}"
        elif self.rows.bits:
            rows = self.rows.unmasked
        number = f", row_number() OVER (ORDER BY {order}) AS n" if one_more else ""
        return f"SELECT {columns}{number} {rows} ORDER BY {order} LIMIT {limit}"

    def _gathered(self, collected: list[str], page_info: bool) -> str:
        """The page in the list's own order, whichever end it was read from, with the keys of its rows."""
        row, limit = self.rows.row, self._limit()
        inner = [f"{row}.n"] + [f"{sql} AS k{place}" for place, sql in enumerate(collected)]
        shown = f"FILTER (WHERE t.n <= {limit})"
        outer = [f"coalesce(json_agg(t.k{place}) {shown}, '[]'::json) AS k{place}" for place in range(len(collected))]
        if page_info:
            inner.append(f"{self.rows.key} AS key")
            outer.append(f"count(*) > {limit} AS more")
            outer.append(f"array_agg(t.key) {shown} AS keys")
        page = self._page(" ".join(inner), one_more=True)
        rows = f"SELECT {', '.join(inner)} FROM ({page}) {row}{self.rows.joined} ORDER BY {self.rows.order.clause(row)}"
        return f"SELECT {', '.join(outer)} FROM ({rows}) t"

    def _page_info(self, fields: Fields) -> str:
        # What lies behind a cursor is known by the cursor itself; what lies ahead, by the one row more.
        ahead, behind = ("hasPreviousPage", "hasNextPage") if self.backwards else ("hasNextPage", "hasPreviousPage")
        values: dict[str, Callable[[], str]] = {
            ahead: lambda: "g.more",
            behind: lambda: self._is_given("before" if self.backwards else "after"),
            "startCursor": lambda: self._cursor("g.keys[1]"),
            "endCursor": lambda: self._cursor("g.keys[cardinality(g.keys)]"),
            "__typename": lambda: literal("PageInfo"),
        }
        return select_object([Column(key, values[nodes[0].name.value]()) for key, nodes in fields.items()], "")

    def _is_given(self, name: str) -> str:
        binder = self.arguments.get(name)
        if binder is None:
            return "false"
        return self.text.parameter(lambda inputs: binder(inputs) is not None, "boolean")


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else str(value)
