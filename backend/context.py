"""What a request is answered with: its facts, the session behind it, and what the answer collects on the way."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from backend.models.account import token_hash
from backend.reads.reader import Asking, Reader, Refusal
from backend.registries.sms import Sms
from backend.settings import Settings


@dataclass(frozen=True, slots=True)
class Caller:
    """Facts of one HTTP request. `same_origin`: the page itself asks, so the token travels in a cookie."""

    token: str | None
    same_origin: bool
    address: str
    language: str
    request_id: uuid.UUID
    background: bool
    trusted_operation: str | None


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """The session of a token: only of one that is in force."""

    session_id: int
    account_id: int
    roles: tuple[str, ...]


@dataclass(slots=True)
class Context:
    """`info.context` of ordinary execution. `set_token` is what the answer puts into the cookie: "" ends it."""

    settings: Settings
    pool: asyncpg.Pool
    reader: Reader
    sms: Sms
    caller: Caller
    digest: str
    at: dt.datetime
    preview: Callable[[str, Any, str | None], list[Any]]
    code_key: bytes
    redactions: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    set_token: str | None = None
    token: str | None = None

    def asking(self) -> Asking:
        """Who asks, for a compiled read; after a sign-in the new session."""
        return Asking(
            self.token or self.caller.token,
            self.at,
            self.caller.request_id,
            self.caller.language,
            self.caller.trusted_operation,
            not self.caller.background,
        )

    async def session(self) -> SessionFacts | None:
        """The session in force, from one statement."""
        token = self.token or self.caller.token
        if token is None:
            return None
        row = await self.pool.fetchrow(
            "SELECT s.id, s.account_id, a.roles FROM session s JOIN account a ON a.id = s.account_id "
            "WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL",
            token_hash(token),
            self.at,
        )
        return SessionFacts(row["id"], row["account_id"], tuple(row["roles"])) if row else None

    async def standings_on(self, patient_id: str) -> int:
        """The OR of the viewer's standing bits on a record, with card entry; 0 for none."""
        return await self.reader.standings_on(patient_id, self.asking())
