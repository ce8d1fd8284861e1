"""From a checked operation to the bytes of its answer.

Queries whose roots the compiler knows go from plan to bytes; everything else runs in ordinary execution, where record
subtrees come from the same compiler.
"""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson
import strawberry
import structlog
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationType, get_variable_values
from graphql import execute as graphql_execute

from backend.client_errors import request_error, variable_errors
from backend.context import Caller, Context
from backend.documents import BadDocument, Document, Documents
from backend.errors import MedcardError, graphql_error, sentence
from backend.limits import INTROSPECTION, cost, shape
from backend.operation_facts import OperationFacts, facts_of
from backend.policy.sealing import IdSealer
from backend.reads.inputs import BadInput, TooComplex
from backend.reads.reader import Question, Reader, Refusal
from backend.reads.selection import Selector
from backend.registries.registries import Registries
from backend.services.vault import Vault
from backend.settings import Settings

_log = structlog.get_logger()
_STATUS = {"UNAUTHENTICATED": 401}
_SHOWN_TO_ALL = (INTROSPECTION - {"__schema"}) | {"__typename"}
# The database is away, shutting down, out of connections, or ended the statement: to try again helps.
_AWAY = (
    TimeoutError,
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
)
# Text that no database column can hold, such as a NUL.
_UNSTORABLE = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation to run, as the HTTP layer read it."""

    document: Document
    operation_name: str | None
    variables: dict[str, Any]
    caller: Caller

    @property
    def subscribes(self) -> bool:
        operation = self.document.operation(self.operation_name)
        return operation is not None and operation.operation == OperationType.SUBSCRIPTION


@dataclass(frozen=True, slots=True)
class Response:
    """The body, the HTTP status, and what becomes of cookies (None: nothing, "": it ends).

    The status is other than 200 only where execution did not begin. `opened`: somebody has been signed in by it.
    """

    body: bytes
    status: int = 200
    set_token: str | None = None
    set_pending: str | None = None
    set_leaving: str | None = None
    opened: bool = False


class Executor:
    """Runs operations against one schema and one database."""

    def __init__(
        self,
        settings: Settings,
        schema: strawberry.Schema,
        documents: Documents,
        reader: Reader,
        pool: asyncpg.Pool,
        registries: Registries,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._settings, self._schema, self._documents = settings, schema, documents
        self._reader, self._pool, self._registries, self._clock = reader, pool, registries, clock
        self._code_key = settings.key("code")
        self._vault = Vault(settings.key("vault"))
        self._ids = IdSealer(settings.key("id"))
        self._beside = frozenset(name for _, name in reader.model.beside)

    @property
    def schema(self) -> GraphQLSchema:
        return self._schema._schema

    async def run(self, asked: Asked) -> Response:
        """The answer; refusals and faults are part of it."""
        try:
            async with asyncio.timeout(self._settings.graphql_timeout_seconds):
                return await self._run(asked)
        except Exception as fault:
            return self.failed(fault, asked.caller)

    def failed(self, fault: Exception, caller: Caller) -> Response:
        """What an execution that was broken off is answered with."""
        if isinstance(fault, BadInput):
            return _refused("BAD_USER_INPUT", caller, detail=fault.code, executed=True)
        if isinstance(fault, _UNSTORABLE):
            return _refused("BAD_USER_INPUT", caller, detail="WRONG_VALUE", executed=True)
        if isinstance(fault, TooComplex):
            return _refused("QUERY_TOO_COMPLEX", caller, limit=fault.limit)
        if isinstance(fault, MedcardError):
            return _refused(fault.code, caller, executed=True)
        if isinstance(fault, _AWAY):
            _log.warning("unavailable", request_id=str(caller.request_id))
            return _refused("UNAVAILABLE", caller, executed=True)
        _log.error("fault", fault=type(fault).__name__, request_id=str(caller.request_id))
        return _refused("INTERNAL", caller, executed=True)

    def prepared(self, asked: Asked) -> tuple[Question, OperationFacts] | Response:
        """The operation with its variables, found affordable; or what is answered instead. Raises TooComplex."""
        operation = asked.document.operation(asked.operation_name)
        if operation is None:
            return _refused("BAD_USER_INPUT", asked.caller, detail="NO_OPERATION")
        facts: OperationFacts | None = asked.document.facts.get(asked.operation_name)
        affordable = facts is not None
        if facts is None:
            facts = facts_of(operation, asked.document.fragments, self._beside)
        variables = facts.plain_texts(asked.variables)
        if variables is None:
            core = self._schema._schema
            coerced = get_variable_values(
                core, operation.variable_definitions or (), asked.variables, max_errors=5, hide_suggestions=True
            )
            if isinstance(coerced, list):
                errors = variable_errors(
                    core, tuple(operation.variable_definitions or ()), asked.variables, asked.caller.language
                )
                return Response(orjson.dumps({"errors": errors}), status=400)
            variables = dict(coerced.coerced)
        if facts.sized or not affordable:
            cost(operation, asked.document.fragments, variables, self._settings.graphql_max_cost)
            asked.document.facts[asked.operation_name] = facts
        return Question(asked.document.digest, operation, asked.document.fragments, variables), facts

    async def _run(self, asked: Asked) -> Response:
        prepared = self.prepared(asked)
        if isinstance(prepared, Response):
            return prepared
        question, facts = prepared
        context = self.context(asked)
        if facts.compiled:
            answer = await self._reader.read(question, context.asking())
            return Response(_body(answer.values, answer.refusals, answer.redactions, asked.caller))
        return await self._execute(asked, question, context)

    def context(self, asked: Asked) -> Context:
        """What ordinary execution works with, at this moment."""
        return Context(
            self._settings,
            self._pool,
            self._reader,
            self._registries,
            self._vault,
            self._ids,
            asked.caller,
            asked.document.digest,
            self._clock(),
            self._preview,
            self._code_key,
        )

    async def _execute(self, asked: Asked, question: Question, context: Context) -> Response:
        asks = shape(question.operation, question.fragments)
        if asks.introspects and await context.session() is None:
            return self._unseen_schema(question, asks.roots, asked.caller)
        result = graphql_execute(
            self._schema._schema,
            asked.document.ast,
            context_value=context,
            variable_values=asked.variables,
            operation_name=asked.operation_name,
        )
        if asyncio.iscoroutine(result) or hasattr(result, "__await__"):
            result = await result
        body = orjson.dumps(self.body(result, context), default=str)
        return Response(
            body,
            set_token=context.set_token,
            set_pending=context.set_pending,
            set_leaving=context.set_leaving,
            opened=context.token is not None,
        )

    def body(self, result: ExecutionResult, context: Context) -> dict[str, Any]:
        """The answer of ordinary execution, with what its context collected."""
        errors = [self._execution_error(error, context.caller) for error in result.errors or ()]
        errors.extend(_refusal(refusal, context.caller) for refusal in context.refusals)
        body: dict[str, Any] = {"data": result.data}
        if errors:
            body["errors"] = errors
        if context.redactions:
            body["extensions"] = {"redactions": context.redactions}
        return body

    def _unseen_schema(self, question: Question, roots: frozenset[str], caller: Caller) -> Response:
        """What introspection shows to nobody in particular: no type at all, whether its name exists or not."""
        if not roots <= _SHOWN_TO_ALL:
            return _refused("UNAUTHENTICATED", caller, detail="INTROSPECTION")
        selector = Selector(self._schema._schema, question.fragments, question.variables)
        fields = selector.collect("Query", [question.operation.selection_set])
        data = {key: "Query" if nodes[0].name.value == "__typename" else None for key, nodes in fields.items()}
        notice = {"code": "UNAUTHENTICATED", "message": sentence("INTROSPECTION", caller.language)}
        return Response(orjson.dumps({"data": data, "extensions": {"introspection": notice}}))

    def _preview(self, text: str, variables: Any, operation_name: str | None) -> list[Any]:
        """Guarded and open fields of another operation: (path, field, audience, reason). Raises MedcardError."""
        from backend.reads.preview import selected_fields

        try:
            document = self._documents.get(text)
        except BadDocument as bad:
            raise MedcardError("QUERY_TOO_COMPLEX" if bad.limit else "BAD_USER_INPUT") from None
        operation = document.operation(operation_name)
        given = variables if isinstance(variables, dict) else {}
        if operation is None or operation.operation != OperationType.QUERY:
            raise MedcardError("BAD_USER_INPUT")
        cost(operation, document.fragments, given, self._settings.graphql_max_cost)
        return selected_fields(self._reader.model, operation, document.fragments, given)

    def _execution_error(self, error: GraphQLError, caller: Caller) -> dict[str, Any]:
        original = error.original_error
        path = list(error.path or ())
        if isinstance(original, MedcardError):
            return graphql_error(
                original.code, caller.language, path=path, reason=original.reason, detail=original.detail
            )
        if isinstance(original, BadInput):
            return graphql_error("BAD_USER_INPUT", caller.language, path=path, detail=original.code)
        if isinstance(original, TooComplex):
            return graphql_error("QUERY_TOO_COMPLEX", caller.language, path=path)
        if original is None:
            return request_error(error, caller.language) | {"path": path}
        if isinstance(original, _UNSTORABLE):
            return graphql_error("BAD_USER_INPUT", caller.language, path=path, detail="WRONG_VALUE")
        if isinstance(original, _AWAY):
            return graphql_error("UNAVAILABLE", caller.language, path=path)
        _log.error("fault", fault=type(original).__name__, request_id=str(caller.request_id))
        return graphql_error("INTERNAL", caller.language, path=path, requestId=str(caller.request_id))


def _body(
    values: dict[str, bytes | None], refusals: list[Refusal], redactions: list[dict[str, Any]], caller: Caller
) -> bytes:
    """The finished JSON text, around what the database made."""
    parts = [b'{"data":{']
    for place, (key, value) in enumerate(values.items()):
        parts += (b',"' if place else b'"', key.encode(), b'":', value if value is not None else b"null")
    parts.append(b"}")
    if refusals:
        parts += (b',"errors":', orjson.dumps([_refusal(refusal, caller) for refusal in refusals]))
    if redactions:
        parts += (b',"extensions":', orjson.dumps({"redactions": redactions}))
    parts.append(b"}")
    return b"".join(parts)


def _refusal(refusal: Refusal, caller: Caller) -> dict[str, Any]:
    return graphql_error(refusal.code, caller.language, path=list(refusal.path), reason=refusal.reason)


def document_errors(bad: BadDocument, caller: Caller) -> bytes:
    """The answer to a document that may not run."""
    if bad.limit is not None:
        return orjson.dumps({"errors": [graphql_error("QUERY_TOO_COMPLEX", caller.language, limit=bad.limit)]})
    return orjson.dumps({"errors": [request_error(error, caller.language) for error in bad.errors]})


def _refused(
    code: str, caller: Caller, *, detail: str | None = None, executed: bool = False, limit: str | None = None
) -> Response:
    extra: dict[str, Any] = {"limit": limit} if limit else {}
    if code == "INTERNAL":
        extra["requestId"] = str(caller.request_id)
    errors = [graphql_error(code, caller.language, detail=detail, **extra)]
    body: dict[str, Any] = {"data": None, "errors": errors} if executed else {"errors": errors}
    return Response(orjson.dumps(body), status=200 if executed else _STATUS.get(code, 400))
