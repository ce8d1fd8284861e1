"""Connections, as the Relay cursor specification has them, with `nodes`, `totalCount` and constant `notices`.

The types of one list are made from its node type: connection, edge, filter input and order.
"""

import datetime as dt
import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, cast

import strawberry

from backend.policy.sources import ENTRY_TYPE, Entries, EntryType, Source
from backend.policy.standing import Standing
from backend.schema.fields import declared, plumbing


@strawberry.enum(description="Why rows may be missing, whether or not there are any.")
class NoticeCode(Enum):
    SECTION_NOT_FOR_STANDING = "SECTION_NOT_FOR_STANDING"
    SENSITIVE_WITH_DOCTOR = "SENSITIVE_WITH_DOCTOR"
    RELEASED_BY_DOCTOR = "RELEASED_BY_DOCTOR"
    HIDDEN_BY_PATIENT = "HIDDEN_BY_PATIENT"
    REASON_REQUIRED = "REASON_REQUIRED"
    SECTION_STARTS = "SECTION_STARTS"
    OWN_ACTS_ONLY = "OWN_ACTS_ONLY"


@strawberry.type(description="A constant note on a list: it depends on the standing alone, never on rows.")
class Notice:
    code: NoticeCode = plumbing()
    message: str = plumbing("A sentence in the asked language: why, and what to do next.")


@strawberry.type(description="Where the page stands in its list.")
class PageInfo:
    has_next_page: bool = plumbing()
    has_previous_page: bool = plumbing()
    start_cursor: str | None = plumbing()
    end_cursor: str | None = plumbing()


# `from` is a word of Python's, so the argument has another name there.
PERIOD: dict[str, Any] = {
    "from_": Annotated[dt.date | None, strawberry.argument(name="from")],
    "to": dt.date | None,
}


class EntryOrder(Enum):
    """Orders that every list of entries has."""

    DATE_DESC = "DATE_DESC"
    DATE_ASC = "DATE_ASC"
    TITLE_ASC = "TITLE_ASC"
    TITLE_DESC = "TITLE_DESC"


@dataclass(frozen=True, slots=True)
class ListTypes:
    """The types of one list; a list without filter and order has None there."""

    connection: type
    filter: type | None = None
    order: type | None = None


@cache
def plain_list(node: Any, prefix: str) -> ListTypes:
    """Connection and edge over any node type."""
    edge = strawberry.type(
        type(
            f"{prefix}Edge",
            (),
            {
                "__annotations__": {"cursor": str, "node": node},
                "__module__": __name__,
                "cursor": plumbing(),
                "node": plumbing(),
            },
        ),
        description="One place in the list.",
    )
    annotations = {
        "edges": list[edge],  # type: ignore[valid-type]
        "nodes": list[node],
        "page_info": PageInfo,
        "total_count": int,
        "notices": list[Notice],
    }
    body = {"__annotations__": annotations, "__module__": __name__}
    body.update({name: plumbing() for name in annotations})
    connection = strawberry.type(type(f"{prefix}Connection", (), body), description="A page of a list.")
    return ListTypes(connection)


@cache
def entry_list(node: type, prefix: str) -> ListTypes:
    """Connection, filter and order over the entries of one kind."""
    entry: EntryType = getattr(node, ENTRY_TYPE)
    order = strawberry.enum(
        cast("type[Enum]", Enum(f"{prefix}Order", {order.name: order.name for order in EntryOrder})),
        description="Order of the list; newest first by default.",
    )
    annotations: dict[str, Any] = {name: _filter_type(node, name) | None for name in entry.filters}
    annotations["title_contains"] = str | None
    filter_input = strawberry.input(
        type(
            f"{prefix}Filter",
            (),
            {
                "__annotations__": annotations,
                "__module__": __name__,
                **dict.fromkeys(annotations, strawberry.UNSET),
            },
        ),
        description="Keeps the entries that meet every condition given.",
    )
    return ListTypes(plain_list(node, prefix).connection, filter_input, order)


def entries(
    audience: Standing,
    node: type,
    prefix: str,
    description: str | None = None,
    extra: dict[str, Any] | None = None,
) -> Any:
    """The connection field over a record's entries of the node's kind; `extra` are arguments beside those of every list."""
    types = entry_list(node, prefix)
    entry: EntryType = getattr(node, ENTRY_TYPE)
    return connection_field(audience, Entries(entry.kind), types, description=description, extra=extra)


def connection_field(
    audience: Standing,
    source: Source,
    types: ListTypes,
    *,
    description: str | None = None,
    backwards: bool = True,
    dates: bool = True,
    nullable: bool = False,
    extra: dict[str, Any] | None = None,
) -> Any:
    """A connection field with its arguments."""
    arguments: dict[str, Any] = {"first": int | None, "after": str | None}
    if backwards:
        arguments |= {"last": int | None, "before": str | None}
    arguments |= extra or {}
    if dates:
        arguments |= PERIOD
    if types.filter:
        arguments["filter"] = types.filter | None
    if types.order:
        arguments["order_by"] = types.order | None
    returns: Any = types.connection | None if nullable else types.connection
    return declared(audience, source, description=description, resolver=with_arguments(arguments, returns))


def with_arguments(arguments: dict[str, Any], returns: Any) -> Callable[..., Any]:
    """A resolver that only carries a signature: values come from the compiled read."""

    def signature_only(**_: Any) -> Any:
        raise AssertionError("a record's field is read by the compiled read alone")

    signature_only.__annotations__ = {**arguments, "return": returns}
    signature_only.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=strawberry.UNSET, annotation=kind)
            for name, kind in arguments.items()
        ],
        return_annotation=returns,
    )
    return signature_only


def _filter_type(node: type, name: str) -> Any:
    """The vocabulary of the node's field of the same name, else text."""
    hint = typing.get_type_hints(node).get(name)
    for part in (hint, *typing.get_args(hint)):
        if isinstance(part, type) and issubclass(part, Enum):
            return part
    return str
