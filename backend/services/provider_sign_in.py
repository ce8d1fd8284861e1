"""Sign-in through an outside provider: out with state, nonce and PKCE, and back to the browser that left (ACC-15)."""

import datetime as dt
import secrets
from dataclasses import dataclass

import asyncpg
import asyncpg.pool
import orjson

from backend.models.account import token_hash
from backend.policy.sealing import IdSealer
from backend.registries.identity_provider import ForgedSignIn, IdentityProvider, ProvenIdentity
from backend.registries.registries import Registries
from backend.registries.unavailable import RegistryUnavailable
from backend.services.actor import Actor
from backend.services.provider_accounts import account_behind, add_to_account
from backend.services.refusal import Refused
from backend.services.second_factors.passkeys import Place
from backend.services.second_factors.pending import Needed, begin
from backend.services.sessions import Device, open_session
from backend.services.throttling import attempt_succeeded, count_attempt
from backend.services.vault import NotSealedHere, Vault

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
AWAY = dt.timedelta(minutes=10)
LONGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where the browser goes, and the cookie by which it is known when it comes back."""

    url: str
    browser: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider sends the browser back with; `error` for no sign-in."""

    state: str
    code: str | None
    issuer: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """Who came back: `token` is the new session's, or `needed` what is needed besides. Neither where an account got a provider."""

    token: str | None = None
    needed: Needed | None = None


def named(registries: Registries, name: str) -> IdentityProvider:
    """One of the installation's providers. Raises Refused NOT_FOUND."""
    found = registries.providers.get(name)
    if found is None:
        raise Refused("NOT_FOUND", ["input", "provider"])
    return found


def returns_to(origin: str, provider: IdentityProvider) -> str:
    """Where the provider sends the browser back to: an address of its own, so that none can answer for another."""
    return f"{origin}/sign-in/provider/{provider.name}"


async def leave(
    pool: asyncpg.Pool,
    vault: Vault,
    key: bytes,
    provider: IdentityProvider,
    redirect_uri: str,
    address: str,
    at: dt.datetime,
    session_id: int | None,
    adding: Actor | None,
) -> Leaving:
    """Begins a sign-in; with `adding` the provider is added to that account. Raises Refused REAUTHENTICATION_REQUIRED, UNAVAILABLE.

    `session_id` is the session that the browser has now, if any. Who leaves and does not come back signed in counts like
    a wrong password of the same address: RATE_LIMITED.
    """
    if adding is not None:
        adding.need_fresh(at)
    state, nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(4))
    attempt = await count_attempt(pool, key, f"\0leaving:{state}", address, at)
    try:
        url = await provider.authorization_url(redirect_uri, state, nonce, verifier, at)
    except RegistryUnavailable:
        raise Refused("UNAVAILABLE") from None
    async with pool.acquire() as connection, connection.transaction():
        row = int(await connection.fetchval("SELECT nextval('provider_sign_in_id_seq')"))
        secret = orjson.dumps({"nonce": nonce, "verifier": verifier, "attempt": attempt})
        await connection.execute(
            "INSERT INTO provider_sign_in (id, state_hash, browser_hash, provider, sealed, account_id, session_id, created_at, "
            "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            row,
            token_hash(state),
            token_hash(browser),
            provider.name,
            vault.seal(_place(row), secret),
            adding.account_id if adding is not None else None,
            session_id,
            at,
            at + AWAY,
        )
    return Leaving(url, browser)


async def arrive(
    pool: asyncpg.Pool,
    vault: Vault,
    ids: IdSealer,
    provider: IdentityProvider,
    redirect_uri: str,
    answer: Answer,
    browser: str | None,
    device: Device,
    place: Place,
    at: dt.datetime,
) -> Arrived:
    """Opens a session, or adds the provider. A state is good once, for ten minutes, in the browser that left with it.

    The session takes the place of the one that the browser had when it left. A provider on no allow-list is asked for a
    second factor after it, where the account has one. Raises Refused SIGN_IN_EXPIRED,
    PROVIDER_CANCELLED, PROVIDER_REFUSED, UNAVAILABLE, ACCOUNT_BLOCKED, PROVIDER_TAKEN, PROVIDER_OF_ANOTHER; IDENTITY_DIFFERS where the account
    is another person's than the provider says, which a registrar then looks at.
    """
    left = await pool.fetchrow(
        "UPDATE provider_sign_in SET used_at = $4 WHERE state_hash = $1 AND browser_hash = $2 AND provider = $3 "
        "AND used_at IS NULL AND expires_at > $4 RETURNING id, sealed, account_id, session_id",
        token_hash(answer.state),
        token_hash(browser or ""),
        provider.name,
        at,
    )
    if left is None:
        raise Refused("SIGN_IN_EXPIRED")
    proven = await _proven(pool, vault, provider, redirect_uri, answer, left, at)
    if left["account_id"] is not None:
        await add_to_account(pool, ids, provider.settings, proven, left["account_id"], left["session_id"], at)
        return Arrived()
    async with pool.acquire() as connection, connection.transaction():
        found = await account_behind(connection, ids, provider.settings, proven, at)
        needed = None
        if not found.differs and not provider.settings.verified:
            needed = await begin(connection, place, found.account_id, at)
        if needed is not None:
            return Arrived(needed=needed)
        if not found.differs:
            # The browser forgets its earlier token, so nobody could end that session any more.
            await connection.execute(
                "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", left["session_id"], at
            )
            return Arrived(token=await open_session(connection, found.account_id, device, at))
    raise Refused("IDENTITY_DIFFERS")


async def _proven(
    pool: asyncpg.Pool,
    vault: Vault,
    provider: IdentityProvider,
    redirect_uri: str,
    answer: Answer,
    left: asyncpg.Record,
    at: dt.datetime,
) -> ProvenIdentity:
    try:
        # Before anything is done with the answer: another provider's code must not reach this one (RFC 9207).
        if not await provider.answered_here(answer.issuer, at):
            raise Refused("PROVIDER_REFUSED")
        if answer.error is not None or answer.code is None:
            raise Refused("PROVIDER_CANCELLED")
        kept = orjson.loads(vault.open(_place(left["id"]), left["sealed"]))
        proven = await provider.identity(redirect_uri, answer.code, kept["verifier"], kept["nonce"], at)
        await attempt_succeeded(pool, kept["attempt"])
        return proven
    except RegistryUnavailable:
        raise Refused("UNAVAILABLE") from None
    except (ForgedSignIn, NotSealedHere):
        raise Refused("PROVIDER_REFUSED") from None


def _place(row: int) -> str:
    return f"provider_sign_in:{row}"
