"""Mistakes in a request, told without repeating its values: a value may be a password or somebody's number."""

import re
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError, Undefined, ValueNode, VariableDefinitionNode, type_from_ast
from graphql.type import GraphQLSchema, is_input_type
from graphql.utilities import validate_input_value
from graphql.validation.validate import ValidationAbortedError

from backend.errors import graphql_error, sentence

# The parser quotes what it found; names and punctuation tell the writer where, values stay out.
_QUOTED_VALUE = re.compile(r"((?:Block String|String|Int|Float|Comment) )'.*", re.DOTALL)


def request_error(error: GraphQLError, language: str) -> dict[str, Any]:
    """An entry of `errors` for a mistake in the document: graphql's own sentence where it names types and fields only."""
    if isinstance(error, GraphQLSyntaxError):
        message = _QUOTED_VALUE.sub(r"\1", error.message).rstrip()
    elif isinstance(error, ValidationAbortedError) or (
        error.nodes and error.original_error is None and not isinstance(error.nodes[0], ValueNode)
    ):
        message = error.message
    else:
        message = sentence("WRONG_VALUE", language)
    formatted: dict[str, Any] = {"message": message, "extensions": {"code": "BAD_USER_INPUT"}}
    if error.locations:
        formatted["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        formatted["path"] = list(error.path)
    return formatted


def variable_errors(
    schema: GraphQLSchema,
    definitions: tuple[VariableDefinitionNode, ...],
    given: Mapping[str, Any],
    language: str,
    most: int = 5,
) -> list[dict[str, Any]]:
    """What is wrong with the variables: `extensions.variable` names the place, `$input.password`."""
    found: list[dict[str, Any]] = []
    for definition in definitions:
        name = definition.variable.name.value
        value = given.get(name, Undefined)
        wanted = type_from_ast(schema, definition.type)
        if value is Undefined and definition.default_value is not None:
            continue
        if not is_input_type(wanted):
            continue

        def tell(_: GraphQLError, path: list[str | int], name: str = name) -> None:
            place = ".".join(map(str, (f"${name}", *path)))
            found.append(graphql_error("BAD_USER_INPUT", language, detail="WRONG_VARIABLE", variable=place))

        validate_input_value(value, wanted, tell, hide_suggestions=True)
    return found[:most] or [graphql_error("BAD_USER_INPUT", language, detail="WRONG_VARIABLE")]
