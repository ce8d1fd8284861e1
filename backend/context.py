"""What a request is answered with: its facts, the session behind it, and what the answer collects on the way."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from graphql import GraphQLEnumType

from backend.models.account import token_hash
from backend.models.vocabulary import AccountLevel, Role
from backend.policy.sealing import IdSealer
from backend.reads.reader import Asking, Reader, Refusal
from backend.reads.session_use import is_stale, note_use
from backend.registries.registries import Registries
from backend.rendition import Rendition
from backend.resolvers.beside import ANSWERS
from backend.services.actor import Actor
from backend.services.refusal import Refused
from backend.services.sessions import Device
from backend.services.vault import Vault
from backend.settings import Settings


@dataclass(frozen=True, slots=True)
class Caller:
    """Facts of one HTTP request. `same_origin`: the page itself asks, so the token travels in a cookie.

    `pending` names the sign-in that waits in a page's browser for its second factor.
    """

    token: str | None
    same_origin: bool
    address: str
    language: str
    request_id: uuid.UUID
    background: bool
    trusted_operation: str | None
    device: Device
    pending: str | None = None


async def actor_behind(pool: asyncpg.Pool, token: str | None, caller: Caller, at: dt.datetime) -> Actor | None:
    """The account behind the session in force, from one statement; None for nobody. Notes its use, once an hour at most."""
    if token is None:
        return None
    row = await pool.fetchrow(
        f"SELECT s.id, s.account_id, s.reauthenticated_at, a.person_id, a.level, a.roles, {is_stale('s', '$2')} AS stale "
        "FROM session s JOIN account a ON a.id = s.account_id "
        "WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL",
        token_hash(token),
        at,
    )
    if row is None:
        return None
    if row["stale"]:
        await note_use(pool, row["id"], at)
    return Actor(
        row["id"],
        row["account_id"],
        row["person_id"],
        AccountLevel(row["level"]),
        frozenset(Role(role) for role in row["roles"]),
        row["reauthenticated_at"],
        caller.address,
        caller.request_id,
    )


@dataclass(slots=True)
class Context:
    """`info.context` of ordinary execution. `set_token` is what the answer puts into the cookie: "" ends it.

    `set_pending` is what it puts into the cookie of a sign-in that waits for its second factor, likewise.
    `set_leaving` is what it puts into the cookie by which a page that goes to a provider is known when it comes back.
    `stream` is a subscription's own (backend/subscriptions/streams.py), None for all that is answered once.
    """

    settings: Settings
    pool: asyncpg.Pool
    reader: Reader
    registries: Registries
    vault: Vault
    ids: IdSealer
    caller: Caller
    digest: str
    at: dt.datetime
    preview: Callable[[str, Any, str | None], list[Any]]
    code_key: bytes
    redactions: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    set_token: str | None = None
    set_pending: str | None = None
    set_leaving: str | None = None
    token: str | None = None
    stream: Any = None

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

    async def session(self) -> Actor | None:
        """The account behind the session in force; None for nobody."""
        return await actor_behind(self.pool, self.token or self.caller.token, self.caller, self.at)

    async def actor(self) -> Actor:
        """Who acts. Raises Refused UNAUTHENTICATED."""
        found = await self.session()
        if found is None:
            raise Refused("UNAUTHENTICATED")
        return found

    async def beside(self, name: str, info: Any, **given: Any) -> Any:
        """The value of a viewer's field beside records, from what answers it (backend/resolvers/beside.py)."""
        return await ANSWERS[name](info, **given)

    def excerpt(self, type_name: str, content: Mapping[str, Any]) -> tuple[str, list[str]]:
        """A copy of an entry's fields as its staff readers see it: what kind of entry it is, and a line a value."""
        written = Rendition(self.reader.model, self.caller.language)
        return written.section(type_name), list(written.lines(type_name, content))

    def field_label(self, type_name: str, name: str) -> str:
        """What a field of the record is called, in the asked language."""
        return Rendition(self.reader.model, self.caller.language).label(type_name, name)

    def field_word(self, vocabulary: GraphQLEnumType, value: str) -> str:
        """What a value of a vocabulary of records is called, in the asked language."""
        return Rendition(self.reader.model, self.caller.language).word(vocabulary, value)

    async def standings_on(self, patient_id: str) -> int:
        """The OR of the viewer's standing bits on a record, with card entry; 0 for none."""
        return await self.reader.standings_on(patient_id, self.asking())
