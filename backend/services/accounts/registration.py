"""Registration by phone or e-mail (ACC-12, ACC-15): a login without an account and one with are answered and worked alike."""

import datetime as dt
import secrets
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.account import Channel, token_hash
from backend.models.one_time_code import CodePurpose
from backend.models.vocabulary import AccountLevel, Role
from backend.registries.registries import Registries
from backend.services.accounts.contact import Contact, contact
from backend.services.accounts.messages import send
from backend.services.accounts.password_rules import check_password
from backend.services.one_time_codes import CODE_LIFE, Code, make_code, try_code, use_code, withdraw_code
from backend.services.passwords import new_hash, verify_password
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome
from backend.services.sessions import Device, open_session
from backend.services.throttling import Tried, count_attempt

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

LIFE = dt.timedelta(minutes=15)
_MUTATION = "completeRegistration"
_SUBJECT = "Медкарта: регистрация"
_TEXT = "{code} — код для регистрации в Медкарте. Никому его не сообщайте."
_TAKEN = (
    "Кто-то регистрируется в Медкарте по этому логину, но учётная запись у вас уже есть. Войдите в неё. Забыли пароль — "
    "сбросьте его на странице входа. Если это не вы, ничего делать не нужно."
)
_CODE = ["input", "code"]
_BEGIN = """
INSERT INTO registration (token_hash, login, taken, created_at, expires_at)
VALUES ($1, $2, EXISTS (SELECT FROM account WHERE login = $2), $3, $4) RETURNING id, taken
"""
_CREATE = """
INSERT INTO account (login, password_hash, level, phone, phone_confirmed_at, email, email_confirmed_at, roles, notify_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (lower(login)) DO NOTHING RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Started:
    """`token` goes back with the code and is kept as a hash alone; the code went to `sent_to`, masked."""

    token: str
    sent_to: str
    expires_at: dt.datetime


async def start(
    pool: asyncpg.Pool, key: bytes, registries: Registries, login: str, address: str, at: dt.datetime
) -> Started:
    """Sends a code to the phone or mailbox that is to be the login; where it is one already, a message that says so.

    A place that has had its messages of this hour gets none. Raises Refused REQUIRED, WRONG_FORMAT, RATE_LIMITED,
    UNAVAILABLE.
    """
    to = contact(login, ["input", "login"])
    await count_attempt(pool, key, f"registration:{to.address}", address, at, Tried.REGISTRATION)
    token = secrets.token_urlsafe(32)
    async with pool.acquire() as connection, connection.transaction():
        begun = await connection.fetchrow(_BEGIN, token_hash(token), to.address, at, at + LIFE)
        assert begun is not None
        code = await _code(connection, key, begun["id"], to, at)
    if code is not None:
        try:
            await send(registries, to, _SUBJECT, _TAKEN if begun["taken"] else _TEXT.format(code=code.text))
        except Refused:
            await withdraw_code(pool, code)
            raise
    return Started(token, to.masked, at + CODE_LIFE)


async def complete(
    pool: asyncpg.Pool,
    key: bytes,
    token: str,
    code: str,
    password: str,
    client_mutation_id: str | None,
    device: Device,
    at: dt.datetime,
    replaces: str | None = None,
) -> str:
    """Makes the account, of level BASIC, and opens a session; gives the session's token.

    Repeated by its client mutation id with the same password it opens another session of the same account. Raises
    Refused WRONG_CODE for whatever does not fit together, ALREADY_REGISTERED, CONFLICT and those of `check_password`.
    """
    row = await pool.fetchrow(
        "SELECT id, login, taken, used_at FROM registration WHERE token_hash = $1 AND expires_at > $2",
        token_hash(token),
        at,
    )
    await check_password(password, row["login"] if row else "", ["input", "password"])
    # Of a password no quick hash is kept, so it is none of what is compared.
    given = {"token": token, "code": code}
    if row is not None and row["used_at"] is not None and client_mutation_id is not None:
        return await _again(pool, key, row["login"], password, device, client_mutation_id, given, at, replaces)
    try:
        confirmed = await try_code(pool, key, CodePurpose.REGISTRATION, _subject(row["id"] if row else 0), code, at)
    except Refused:
        raise Refused("WRONG_CODE", _CODE) from None
    if row is None or row["taken"]:
        raise Refused("WRONG_CODE", _CODE)
    hashed = await new_hash(password)
    async with pool.acquire() as connection, connection.transaction():
        try:
            await use_code(connection, confirmed, at)
        except Refused:
            raise Refused("WRONG_CODE", _CODE) from None
        await connection.execute("UPDATE registration SET used_at = $2 WHERE id = $1", row["id"], at)
        account = await _create(connection, contact(row["login"], []), hashed, at)
        await earlier_outcome(connection, key, account, _MUTATION, client_mutation_id, given, at)
        await keep_outcome(connection, account, _MUTATION, client_mutation_id, account)
        return await open_session(connection, account, device, at, replaces)


async def _code(connection: Connection, key: bytes, registration: int, to: Contact, at: dt.datetime) -> Code | None:
    try:
        return await make_code(connection, key, CodePurpose.REGISTRATION, _subject(registration), to.address, at)
    except Refused:
        return None


async def _create(connection: Connection, login: Contact, hashed: str, at: dt.datetime) -> int:
    """Raises Refused ALREADY_REGISTERED: who has just confirmed the phone or the address may know that."""
    phone = login.address if login.channel is Channel.SMS else None
    email = login.address if login.channel is Channel.EMAIL else None
    account = await connection.fetchval(
        _CREATE,
        login.address,
        hashed,
        AccountLevel.BASIC.value,
        phone,
        at if phone else None,
        email,
        at if email else None,
        [Role.CITIZEN.value],
        [login.channel.value],
        at,
    )
    if account is None:
        raise Refused("ALREADY_REGISTERED")
    return int(account)


async def _again(
    pool: asyncpg.Pool,
    key: bytes,
    login: str,
    password: str,
    device: Device,
    client_mutation_id: str,
    given: dict[str, str],
    at: dt.datetime,
    replaces: str | None,
) -> str:
    """Raises Refused WRONG_CODE unless that call made the account and the password is all that it asks for at sign-in,
    CONFLICT for another input."""
    account = await pool.fetchrow(
        "SELECT id, password_hash FROM account WHERE login = $1 AND disabled_at IS NULL AND NOT EXISTS (SELECT FROM "
        "second_factor f WHERE f.account_id = account.id AND f.confirmed_at IS NOT NULL AND f.ended_at IS NULL)",
        login,
    )
    right = await verify_password(password, account["password_hash"] if account else None)
    if account is None or not right:
        raise Refused("WRONG_CODE", _CODE)
    async with pool.acquire() as connection, connection.transaction():
        if await earlier_outcome(connection, key, account["id"], _MUTATION, client_mutation_id, given, at) is None:
            raise Refused("WRONG_CODE", _CODE)
        return await open_session(connection, account["id"], device, at, replaces)


def _subject(registration_id: int) -> str:
    return f"registration:{registration_id}"
