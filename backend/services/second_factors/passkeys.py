"""Passkeys (W3C Web Authentication): made and asked for with the user verified, for this service's own address alone."""

import contextlib
import datetime as dt
import hmac
import ipaddress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import orjson
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backend.models.second_factor import FactorKind
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused
from backend.services.second_factors.factors import Connection, Factor, begin, begun, factor_name, in_force

LARGEST = 20_000
SERVICE = "Medcard"
# What the library raises for an answer that is not what it should be.
_WRONG = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Place:
    """The service as browsers know it: a passkey is good at this origin and its host alone."""

    origin: str

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""

    @property
    def named(self) -> bool:
        """Browsers know passkeys of host names only."""
        with contextlib.suppress(ValueError):
            ipaddress.ip_address(self.host)
            return False
        return True


async def start(pool: asyncpg.Pool, key: bytes, place: Place, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What `navigator.credentials.create` is given, as JSON.

    Raises Refused REAUTHENTICATION_REQUIRED, TOO_MANY_FACTORS, PASSKEYS_UNAVAILABLE.
    """
    if not place.named:
        raise Refused("PASSKEYS_UNAVAILABLE")
    async with pool.acquire() as connection, connection.transaction():
        row = await begin(connection, actor, FactorKind.PASSKEY, "", at)
        login = await connection.fetchval("SELECT login FROM account WHERE id = $1", actor.account_id)
        options = generate_registration_options(
            rp_id=place.host,
            rp_name=SERVICE,
            user_name=login,
            # A name of the account that tells nothing of it, kept by the authenticator.
            user_id=hmac.digest(key, f"passkey:{actor.account_id}".encode(), "sha256"),
            exclude_credentials=await _known(connection, actor.account_id),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
        await connection.execute("UPDATE second_factor SET challenge = $2 WHERE id = $1", row, options.challenge)
    return _as_json(options_to_json(options))


async def confirm(
    pool: asyncpg.Pool, place: Place, actor: Actor, answer: object, name: str | None, default: str, at: dt.datetime
) -> Factor:
    """Puts the passkey in force. Its challenge is used up, whatever the answer.

    Raises Refused REAUTHENTICATION_REQUIRED, WRONG_STATE, WRONG_PASSKEY, FACTOR_EXISTS, NAME_TOO_LONG.
    """
    chosen = factor_name(name, default)
    async with pool.acquire() as connection, connection.transaction():
        row = await begun(connection, actor, FactorKind.PASSKEY, at)
        await connection.execute("UPDATE second_factor SET challenge = NULL WHERE id = $1", row["id"])
    if row["challenge"] is None:
        raise Refused("WRONG_STATE")
    made = None
    with contextlib.suppress(*_WRONG):
        made = verify_registration_response(
            credential=_credential(answer),
            expected_challenge=row["challenge"],
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    if made is None:
        raise Refused("WRONG_PASSKEY", ["input", "passkey"])
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        try:
            async with connection.transaction():
                await connection.execute(
                    "UPDATE second_factor SET name = $2, credential_id = $3, public_key = $4, sign_count = $5 WHERE id = $1",
                    row["id"],
                    chosen,
                    made.credential_id,
                    made.credential_public_key,
                    made.sign_count,
                )
        except asyncpg.UniqueViolationError:
            raise Refused("FACTOR_EXISTS") from None
        return await in_force(connection, actor, row["id"], at)


async def options(connection: Connection, place: Place, account_id: int, challenge: bytes) -> dict[str, Any] | None:
    """What `navigator.credentials.get` is given, as JSON; None where the account has no passkey."""
    known = await _known(connection, account_id)
    if not known or not place.named:
        return None
    asked = generate_authentication_options(
        rp_id=place.host,
        challenge=challenge,
        allow_credentials=known,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _as_json(options_to_json(asked))


@dataclass(frozen=True, slots=True)
class RightPasskey:
    """An answer that the account's passkey signed: still to be taken."""

    factor_id: int
    sign_count: int


async def compare(
    pool: asyncpg.Pool, place: Place, account_id: int, challenge: bytes, answer: object
) -> RightPasskey | None:
    """Whether a passkey of the account signed this challenge here, its user verified and its counter moved on."""
    with contextlib.suppress(*_WRONG):
        credential = _credential(answer)
        row = await pool.fetchrow(
            "SELECT id, public_key, sign_count FROM second_factor WHERE account_id = $1 AND kind = 'PASSKEY' "
            "AND credential_id = $2 AND confirmed_at IS NOT NULL AND ended_at IS NULL",
            account_id,
            base64url_to_bytes(credential["rawId"]),
        )
        if row is not None:
            verified = verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=place.host,
                expected_origin=place.origin,
                credential_public_key=row["public_key"],
                credential_current_sign_count=row["sign_count"],
                require_user_verification=True,
            )
            return RightPasskey(row["id"], verified.new_sign_count)
    return None


async def take(connection: Connection, right: RightPasskey, at: dt.datetime) -> None:
    """Moves the counter on: one that stands still or goes back is a copy's. Raises Refused WRONG_PASSKEY."""
    taken = await connection.fetchval(
        "UPDATE second_factor SET sign_count = $2, last_used_at = $3 WHERE id = $1 AND ended_at IS NULL "
        "AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0)) RETURNING id",
        right.factor_id,
        right.sign_count,
        at,
    )
    if taken is None:
        raise Refused("WRONG_PASSKEY", ["input", "passkey"])


async def _known(connection: Connection, account_id: int) -> list[PublicKeyCredentialDescriptor]:
    rows = await connection.fetch(
        "SELECT credential_id FROM second_factor WHERE account_id = $1 AND kind = 'PASSKEY' "
        "AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY id",
        account_id,
    )
    return [PublicKeyCredentialDescriptor(id=row["credential_id"]) for row in rows]


def _as_json(text: str) -> dict[str, Any]:
    read: dict[str, Any] = orjson.loads(text)
    return read


def _credential(answer: object) -> dict[str, Any]:
    """The browser's answer, a JSON object of a size that it may have. Raises ValueError."""
    if not isinstance(answer, dict) or len(orjson.dumps(answer)) > LARGEST:
        raise ValueError
    return answer
