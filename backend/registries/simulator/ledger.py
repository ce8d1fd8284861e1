"""Idempotency keys: one key is one piece of work, and gets one answer."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

_KEPT = 10_000


@dataclass(slots=True)
class Work:
    """What a key stands for. `answer` is None until there is a decision; `worked` counts how often one was made."""

    body: bytes
    requests: int = 0
    worked: int = 0
    put_off: int = 0
    answer: dict[str, Any] | None = None


class OtherQuestion(Exception):
    """The key was used for something else before."""


class Ledger:
    """Pieces of work of one registry, the last ten thousand."""

    def __init__(self) -> None:
        self._works: OrderedDict[str, Work] = OrderedDict()

    def work(self, key: str, body: bytes) -> Work:
        """The work of this key. Raises OtherQuestion."""
        work = self._works.setdefault(key, Work(body))
        if work.body != body:
            raise OtherQuestion
        work.requests += 1
        if len(self._works) > _KEPT:
            self._works.popitem(last=False)
        return work

    def asked(self) -> dict[str, dict[str, int]]:
        """Requests and pieces of work done, by key."""
        return {key: {"requests": work.requests, "worked": work.worked} for key, work in self._works.items()}

    def forget(self) -> None:
        self._works.clear()
