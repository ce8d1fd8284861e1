"""A subscription as a sequence of answers: each what a fresh query by this viewer gives at that moment."""

import datetime as dt
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import ExecutionResult, OperationType, subscribe

from backend.context import Context
from backend.errors import MedcardError, graphql_error
from backend.execution import Asked, Executor, Response
from backend.services.actor import Actor
from backend.subscriptions.changes import Watch, Woken


@dataclass(frozen=True, slots=True)
class Step:
    """One answer. After `last` there is none: it only says why."""

    body: dict[str, Any]
    last: bool = False


@dataclass(frozen=True, slots=True)
class Stream:
    """What a subscription's resolver works with, as `info.context.stream`."""

    context: Context
    watch: Watch
    clock: Callable[[], dt.datetime]

    async def actor(self) -> Actor:
        """Who subscribes, at this moment, which becomes the context's. Raises MedcardError UNAUTHENTICATED."""
        self.context.at = self.clock()
        self.context.redactions.clear()
        self.context.refusals.clear()
        found = await self.context.session()
        if found is None:
            raise MedcardError("UNAUTHENTICATED")
        return found

    async def next(self, seconds: float | None = None) -> Woken:
        """Waits for the account's next change, or at most so long."""
        return await self.watch.next(seconds)


class Streams:
    """Runs subscriptions through the one executor: the same documents, limits, context and errors as over HTTP."""

    def __init__(self, executor: Executor, clock: Callable[[], dt.datetime]) -> None:
        self._executor, self._clock = executor, clock

    async def run(self, asked: Asked, watch: Watch) -> AsyncGenerator[Step, None]:
        """The answers of a subscription, as long as nobody ends it; faults are the last of them."""
        try:
            async with aclosing(self._run(asked, watch)) as steps:
                async for step in steps:
                    yield step
        except MedcardError as error:
            yield Step({"errors": [graphql_error(error.code, asked.caller.language, reason=error.reason)]}, True)
        except Exception as fault:
            yield _last(self._executor.failed(fault, asked.caller))

    async def _run(self, asked: Asked, watch: Watch) -> AsyncGenerator[Step, None]:
        prepared = self._executor.prepared(asked)
        if isinstance(prepared, Response):
            yield _last(prepared)
            return
        if prepared[0].operation.operation != OperationType.SUBSCRIPTION:
            yield Step(
                {"errors": [graphql_error("BAD_USER_INPUT", asked.caller.language, detail="ONLY_SUBSCRIPTIONS")]}, True
            )
            return
        context = self._executor.context(asked)
        context.stream = Stream(context, watch, self._clock)
        found: Any = subscribe(
            self._executor.schema,
            asked.document.ast,
            context_value=context,
            variable_values=asked.variables,
            operation_name=asked.operation_name,
        )
        results = await found if hasattr(found, "__await__") else found
        if isinstance(results, ExecutionResult):
            yield Step({"errors": self._executor.body(results, context)["errors"]}, True)
            return
        try:
            async for result in results:
                yield Step(self._executor.body(result, context))
        finally:
            await results.aclose()


def _last(response: Response) -> Step:
    return Step({"errors": orjson.loads(response.body)["errors"]}, True)
