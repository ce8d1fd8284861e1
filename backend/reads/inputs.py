"""What one execution of a plan is given, and how a plan's parameters are worked out from it."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    ValueNode,
    VariableNode,
    Visitor,
    is_non_null_type,
    value_from_ast,
    visit,
)

from backend.policy.sealing import CursorSealer, IdSealer

MAX_PAGE = 100
DEFAULT_PAGE = 20


class BadInput(Exception):
    """An argument that passed the type system and still cannot be meant. `code` names a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooComplex(Exception):
    """The operation is over a limit; `limit` names it."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Inputs:
    """The facts of one request that a read needs. `at` is the request's clock, `token_hash` a SHA-256."""

    variables: dict[str, Any]
    token_hash: bytes
    at: dt.datetime
    regions: list[str]
    request_id: uuid.UUID
    operation: str | None
    extends_card: bool
    ids: IdSealer
    cursors: CursorSealer
    link: int | None = None


Binder = Callable[[Inputs], Any]


def argument(definition: GraphQLArgument, node: ValueNode | None) -> Binder | None:
    """How to get an argument's coerced value; None where the operation does not give the argument."""
    if node is None:
        return None
    if isinstance(node, VariableNode):
        name = node.name.value
        if is_non_null_type(definition.type):
            return lambda inputs: _given(inputs.variables.get(name))
        return lambda inputs: inputs.variables.get(name)
    if not variables_in(node):
        constant = value_from_ast(node, definition.type)
        return lambda inputs: constant
    return lambda inputs: value_from_ast(node, definition.type, inputs.variables)


def _given(value: Any) -> Any:
    """A value that has to be there: a nullable variable with a default may stand for it and still be null."""
    if value is None:
        raise BadInput("BAD_USER_INPUT")
    return value


def variables_in(node: ValueNode) -> list[str]:
    """Names of the variables that a value mentions."""
    found: list[str] = []

    class Finder(Visitor):
        def enter_variable(self, variable: VariableNode, *_: Any) -> None:
            found.append(variable.name.value)

    visit(node, Finder())
    return found


def page_size(first: Binder | None, last: Binder | None) -> Binder:
    """How many rows a page holds, from `first` or `last`: 0 to 100, one of the two. Raises BadInput."""

    def bind(inputs: Inputs) -> int:
        wanted_first = first(inputs) if first else None
        wanted_last = last(inputs) if last else None
        if wanted_first is not None and wanted_last is not None:
            raise BadInput("FIRST_AND_LAST")
        size = wanted_first if wanted_first is not None else wanted_last
        if size is None:
            return DEFAULT_PAGE
        if not 0 <= size <= MAX_PAGE:
            raise BadInput("PAGE_SIZE")
        return int(size)

    return bind
