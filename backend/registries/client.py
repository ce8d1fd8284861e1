"""The client of a registry: JSON over HTTP, with timeouts, retries and a circuit breaker.

A question is a POST, so what it says of people is in no address. It carries an `Idempotency-Key`: however often it has
to be sent, the registry works on it once. Sent again are only questions that got no answer: after network errors, 429
and 5xx. All else that is no definite answer is `RegistryUnavailable` at once. Neither it nor what it was raised from
holds anything of question or answer.
"""

import asyncio
import contextlib
import json
import math
import re
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import httpx
from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState
from pydantic import BaseModel, ConfigDict
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from backend.registries.subjects import Answer, Personal
from backend.registries.unavailable import RegistryUnavailable

LARGEST_ANSWER = 65_536
_KEY = re.compile(r"[!-~]{1,255}")


@dataclass(frozen=True, slots=True)
class Pace:
    """Patience with a registry; times in seconds.

    One attempt lasts at most `attempt_seconds`; between attempts passes a random time that grows from `first_wait` to
    `longest_wait`. After `failures` attempts in a row without an answer nothing is sent for `cooldown`.
    """

    attempt_seconds: float = 5.0
    attempts: int = 3
    first_wait: float = 0.2
    longest_wait: float = 2.0
    failures: int = 5
    cooldown: float = 30.0


PACE = Pace()
Shape = TypeVar("Shape", bound=BaseModel)
Given = TypeVar("Given", bound=Answer[Any])


class RegistryClient:
    """One registry at one address; without an address it is never available."""

    def __init__(self, registry: str, url: str | None, api_key: str | None = None, pace: Pace = PACE) -> None:
        if url is not None and httpx.URL(url).scheme not in ("http", "https"):
            raise ValueError(f"the address of the registry {registry} has to begin with http:// or https://")
        self.registry = registry
        self._url, self._pace = url, pace
        self._headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        if api_key:
            self._headers["Authorization"] = f"Bearer {api_key}"
        self._breakers = AsyncCircuitBreakerFactory(pace.failures, pace.cooldown)
        self._http: httpx.AsyncClient | None = None

    def use(self, transport: httpx.AsyncBaseTransport, pace: Pace | None = None) -> None:
        """Sends through this transport, such as an application in the same process, with this patience."""
        if pace is not None:
            self._pace = pace
            self._breakers = AsyncCircuitBreakerFactory(pace.failures, pace.cooldown)
        self._http = httpx.AsyncClient(timeout=self._pace.attempt_seconds, transport=transport, trust_env=False)

    async def close(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def ask(self, key: str, question: Personal, shape: type[Given]) -> Given:
        """The registry's answer to a question. Raises RegistryUnavailable.

        An answer counts only if it has the shape, agrees with itself and is about the subject that was asked about.
        """
        reply = await self._send(key, question)
        answer = _read(reply, shape)
        if answer is None or answer.subject != question or answer.pending != (reply.status == 202):
            raise RegistryUnavailable(self.registry)
        return answer

    async def tell(self, key: str, message: Personal) -> None:
        """Hands a message over. Raises RegistryUnavailable where it was not taken."""
        if _read(await self._send(key, message), _Accepted) is None:
            raise RegistryUnavailable(self.registry)

    async def _send(self, key: str, body: Personal) -> "_Reply":
        """What came back, whatever it is. Raises RegistryUnavailable where nothing did."""
        if not _KEY.fullmatch(key):
            raise ValueError("an idempotency key is 1 to 255 visible ASCII characters")
        if self._url is None:
            raise RegistryUnavailable(self.registry)
        reply: _Reply | None = None
        # Errors underneath hold the question. They end here, so that none is the context of what is raised below.
        with contextlib.suppress(_NoAnswer):
            reply = await _retrying(self._pace)(self._attempt, self._url, key, body.model_dump_json().encode())
        if reply is None:
            raise RegistryUnavailable(self.registry)
        return reply

    async def _attempt(self, url: str, key: str, body: bytes) -> "_Reply":
        """One attempt. Raises _NoAnswer."""
        breaker = await self._breakers.get_breaker(self.registry)
        try:
            async with breaker:
                reply = None
                with contextlib.suppress(httpx.HTTPError, httpx.StreamError, OSError):
                    async with asyncio.timeout(self._pace.attempt_seconds):
                        reply = await self._exchange(url, key, body)
                if reply is None:
                    raise _NoAnswer
                if reply.status == 429 or reply.status >= 500:
                    raise _NoAnswer(reply.retry_after)
                return reply
        except OpenedState as opened:
            # The breaker raises one and the same exception again and again: it must not gather frames.
            opened.__traceback__ = None
        raise _NoAnswer(math.inf)

    async def _exchange(self, url: str, key: str, body: bytes) -> "_Reply":
        if self._http is None:
            self.use(httpx.AsyncHTTPTransport())
        assert self._http is not None
        headers = {**self._headers, "Idempotency-Key": key}
        async with self._http.stream("POST", url, content=body, headers=headers) as response:
            after = response.headers.get("retry-after", "0")
            # A date, which the header may hold too, is further away than anybody waits here.
            reply = _Reply(response.status_code, float(after) if re.fullmatch("[0-9]{1,6}", after) else math.inf)
            length = response.headers.get("content-length", "")
            if not response.is_success or response.headers.get("content-encoding", "identity") != "identity":
                return reply
            read = bytearray()
            async for chunk in response.aiter_raw():
                read += chunk
                if len(read) > LARGEST_ANSWER:
                    return reply
            if length.isdecimal() and int(length) != len(read):
                raise httpx.RemoteProtocolError("the answer broke off")
            return _Reply(reply.status, reply.retry_after, bytes(read))


class _Accepted(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    accepted: Literal[True]


@dataclass(frozen=True, slots=True)
class _Reply:
    """`body` is empty where it is of no use: not a success, or too large."""

    status: int
    retry_after: float = 0.0
    body: bytes = b""


class _NoAnswer(Exception):
    """There is no answer, and before `after` seconds there is no use in another attempt."""

    def __init__(self, after: float = 0.0) -> None:
        super().__init__()
        self.after = after


def _retrying(pace: Pace) -> AsyncRetrying:
    backoff = wait_random_exponential(multiplier=pace.first_wait, max=pace.longest_wait)

    def asked_to_wait(state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        return fault.after if isinstance(fault, _NoAnswer) else math.inf

    return AsyncRetrying(
        stop=stop_after_attempt(pace.attempts),
        wait=lambda state: max(backoff(state), asked_to_wait(state)),
        retry=retry_if_exception(lambda fault: isinstance(fault, _NoAnswer) and fault.after <= pace.longest_wait),
        reraise=True,
    )


def _read(reply: _Reply, shape: type[Shape]) -> Shape | None:
    """The body as this shape; None where it is no success, has another shape or contradicts itself."""
    if reply.status not in (200, 202):
        return None
    try:
        answer = shape.model_validate_json(reply.body, strict=True)
        json.loads(reply.body, object_pairs_hook=_no_second)
    except ValueError:
        return None
    return answer


def _no_second(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are said once: one said twice says two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
