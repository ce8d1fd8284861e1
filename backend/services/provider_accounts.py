"""Which account a provider's subject signs in: the one that it is linked with, or a new one. Nothing else links them.

Neither an e-mail address nor a phone that a provider states finds an account: whoever controls the provider's account
would take over somebody's here.
"""

import datetime as dt
import secrets
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.notification import NotificationKind
from backend.models.vocabulary import AccountLevel, Role
from backend.policy.sealing import IdSealer
from backend.registries.identity_provider import ProvenIdentity
from backend.registries.provider_settings import ProviderSettings
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.identity_binding import Doubt, Undecided, bind
from backend.services.notifying import Tell, notify, tell
from backend.services.provider_identity import vouched
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_LINKED = """
SELECT a.id, a.roles, a.disabled_at, a.closed_at, e.id AS link FROM external_identity e JOIN account a ON a.id = e.account_id
WHERE e.issuer = $1 AND e.subject = $2 AND e.ended_at IS NULL FOR NO KEY UPDATE OF a
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A provider that signs the account in, by its issuer."""

    issuer: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Found:
    """An account; `differs` where it is another person's than the provider says now, and a registrar has a case about it."""

    account_id: int
    differs: bool


async def account_behind(
    connection: Connection, ids: IdSealer, provider: ProviderSettings, proven: ProvenIdentity, at: dt.datetime
) -> Found:
    """The account of the provider's subject; a new one, BASIC and nobody's, where there is none.

    What a provider on the allow-list vouches for binds it to a person and makes it FULL. Raises Refused ACCOUNT_BLOCKED.
    The account is held for the caller's transaction.
    """
    await _wait_for_others(connection, provider, proven)
    linked = await connection.fetchrow(_LINKED, provider.issuer, proven.subject)
    if linked is not None and linked["closed_at"] is not None:
        # Whoever closed an account and comes back begins anew.
        await connection.execute("UPDATE external_identity SET ended_at = $2 WHERE id = $1", linked["link"], at)
        linked = None
    if linked is not None and linked["disabled_at"] is not None:
        raise Refused("ACCOUNT_BLOCKED")
    if linked is None:
        account, citizen = await _new_account(connection, provider, at), True
        await _link(connection, provider, proven, account, at)
    else:
        account, citizen = int(linked["id"]), Role.CITIZEN in linked["roles"]
    doubt = await _bind(connection, ids, provider, proven, account, at) if citizen else None
    return Found(account, doubt is Doubt.BOUND_ALREADY)


async def add_to_account(
    pool: asyncpg.Pool,
    ids: IdSealer,
    provider: ProviderSettings,
    proven: ProvenIdentity,
    account_id: int,
    session_id: int | None,
    at: dt.datetime,
) -> None:
    """Links the provider's subject with the account, while the session that asked for it is in force.

    Raises Refused SIGN_IN_EXPIRED; PROVIDER_TAKEN where the subject signs in another account, or another subject of the
    provider this one; PROVIDER_OF_ANOTHER where the provider says it is another person's: nothing is linked then.
    """
    async with pool.acquire() as connection, connection.transaction():
        await _wait_for_others(connection, provider, proven)
        roles = await connection.fetchval(
            "SELECT a.roles FROM account a WHERE a.id = $1 AND a.disabled_at IS NULL AND EXISTS (SELECT FROM session s "
            "WHERE s.id = $2 AND s.account_id = a.id AND s.ended_at IS NULL AND s.expires_at > $3) FOR NO KEY UPDATE OF a",
            account_id,
            session_id,
            at,
        )
        if roles is None:
            raise Refused("SIGN_IN_EXPIRED")
        links = await connection.fetch(
            "SELECT account_id, subject FROM external_identity WHERE issuer = $1 AND ended_at IS NULL "
            "AND (subject = $2 OR account_id = $3)",
            provider.issuer,
            proven.subject,
            account_id,
        )
        if any((link["account_id"], link["subject"]) != (account_id, proven.subject) for link in links):
            raise Refused("PROVIDER_TAKEN")
        if not links:
            row = await _link(connection, provider, proven, account_id, at)
            await notify(
                connection, account_id, NotificationKind.FACTOR_CHANGED, f"provider:{row}", at, detail="PROVIDER_ADDED"
            )
        if (
            Role.CITIZEN in roles
            and await _bind(connection, ids, provider, proven, account_id, at) is Doubt.BOUND_ALREADY
        ):
            raise Refused("PROVIDER_OF_ANOTHER")


async def links_of(pool: asyncpg.Pool, account_id: int) -> list[Link]:
    """The providers that sign the account in."""
    rows = await pool.fetch(
        "SELECT issuer, created_at FROM external_identity WHERE account_id = $1 AND ended_at IS NULL ORDER BY id",
        account_id,
    )
    return [Link(row["issuer"], row["created_at"]) for row in rows]


async def unlink(pool: asyncpg.Pool, actor: Actor, issuer: str, at: dt.datetime) -> None:
    """Ends sign-in by one provider. Raises Refused REAUTHENTICATION_REQUIRED, NOT_FOUND, LAST_WAY_IN."""
    actor.need_fresh(at)
    async with pool.acquire() as connection, connection.transaction():
        # Of two at once the later one sees what the earlier left.
        has_password = (await hold_own_account(connection, actor))["password_hash"] is not None
        rows = await connection.fetch(
            "SELECT id, issuer FROM external_identity WHERE account_id = $1 AND ended_at IS NULL", actor.account_id
        )
        ending = [row["id"] for row in rows if row["issuer"] == issuer]
        if not ending:
            raise Refused("NOT_FOUND", ["input", "provider"])
        if not has_password and len(ending) == len(rows):
            raise Refused("LAST_WAY_IN", ["input", "provider"])
        await connection.execute("UPDATE external_identity SET ended_at = $2 WHERE id = ANY ($1)", ending, at)
        kind, detail = NotificationKind.FACTOR_CHANGED, "PROVIDER_REMOVED"
        told = [Tell(actor.account_id, kind, f"provider_ended:{row}", detail=detail) for row in ending]
        await tell(connection, told, at)


async def _wait_for_others(connection: Connection, provider: ProviderSettings, proven: ProvenIdentity) -> None:
    """Of two sign-ins of one subject at once, the later one finds the account that the earlier made."""
    await connection.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 7253015))", f"{provider.issuer}\n{proven.subject}"
    )


async def _bind(
    connection: Connection,
    ids: IdSealer,
    provider: ProviderSettings,
    proven: ProvenIdentity,
    account_id: int,
    at: dt.datetime,
) -> Doubt | None:
    identity = vouched(provider, proven)
    if identity is None:
        if provider.verified and proven.full:
            await _tell_nameless(connection, account_id, at)
        return None
    result = await bind(connection, ids, account_id, identity, at, create=True, level=AccountLevel.FULL)
    return result.doubt if isinstance(result, Undecided) else None


async def _tell_nameless(connection: Connection, account_id: int, at: dt.datetime) -> None:
    """Whoever is verified at a portal, which left out or garbled what a person is known by, hears what to do, once."""
    if await connection.fetchval("SELECT person_id IS NULL FROM account WHERE id = $1", account_id):
        await notify(connection, account_id, NotificationKind.IDENTITY_NEEDED, "identity", at)


async def _new_account(connection: Connection, provider: ProviderSettings, at: dt.datetime) -> int:
    """Its login is a name that nobody can type in with a password: there is none."""
    return int(
        await connection.fetchval(
            "INSERT INTO account (login, level, roles, created_at) VALUES ($1, 'BASIC', $2, $3) RETURNING id",
            f"{provider.name}-{secrets.token_hex(8)}",
            [Role.CITIZEN.value],
            at,
        )
    )


async def _link(
    connection: Connection, provider: ProviderSettings, proven: ProvenIdentity, account_id: int, at: dt.datetime
) -> int:
    return int(
        await connection.fetchval(
            "INSERT INTO external_identity (account_id, issuer, subject, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
            account_id,
            provider.issuer,
            proven.subject,
            at,
        )
    )
