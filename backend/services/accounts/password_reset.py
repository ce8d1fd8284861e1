"""A forgotten password: a code to the account's own phone or mailbox sets a new one.

Which logins exist shows nowhere: the same statements, the same answer, and for a phone or an address a message either
way. The code alone holds no second factor: that is still asked for at the next sign-in (SCT-01).
"""

import asyncio
import datetime as dt
import hmac
import secrets
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.account import Channel
from backend.models.notification import NotificationKind
from backend.models.one_time_code import CodePurpose
from backend.registries.registries import Registries
from backend.services.accounts.contact import Contact, contact_or_none
from backend.services.accounts.messages import send
from backend.services.accounts.password_rules import check_password
from backend.services.notifying import notify
from backend.services.one_time_codes import CODE_LIFE, Code, make_code, try_code, use_code, withdraw_code
from backend.services.passwords import new_hash
from backend.services.refusal import Refused
from backend.services.sessions import close_sessions
from backend.services.sign_in import normal_login
from backend.services.throttling import Tried, count_attempt

_SUBJECT = "Медкарта: новый пароль"
_NOBODY = (
    "Кто-то просит новый пароль к Медкарте, но учётной записи с этим логином нет. Если это вы, зарегистрируйтесь или "
    "вспомните другой логин. Если не вы, ничего делать не нужно."
)
_CODE = ["input", "code"]
# Whoever guesses day after day has an even chance in 75 years.
WRONG_CODES_A_DAY = 20
# Messages that nobody waits for; kept here, or they would be dropped half sent.
_going_out: set[asyncio.Task[None]] = set()


@dataclass(frozen=True, slots=True)
class Reset:
    """A reset that waits for its code; `token` is shown once and kept nowhere."""

    token: str
    expires_at: dt.datetime


async def request(
    pool: asyncpg.Pool, key: bytes, registries: Registries, login: str, address: str, at: dt.datetime
) -> Reset:
    """Sends a code to the account's phone or mailbox. Raises Refused REQUIRED, RATE_LIMITED, UNAVAILABLE.

    A login that is a phone or an address gets a message whether it has an account or not; one that is a name has
    nothing to be reached at, so nobody waits for its message and an outage is not told.
    """
    normal = normal_login(login)
    if not normal:
        raise Refused("REQUIRED", ["input", "login"])
    await count_attempt(pool, key, f"reset:{normal}", address, at, Tried.RECOVERY)
    token = secrets.token_urlsafe(32)
    written = contact_or_none(normal)
    async with pool.acquire() as connection, connection.transaction():
        account = await connection.fetchrow(
            "SELECT login, phone, email FROM account WHERE login = $1 AND disabled_at IS NULL", normal
        )
        to = _reached_at(account) if account else None
        code = await _code(connection, key, _subject(key, token, normal), to or written, normal, at)
    if written is not None and code is not None:
        try:
            await send(registries, to or written, _SUBJECT, _text(code) if to else _NOBODY)
        except Refused:
            await withdraw_code(pool, code)
            raise
    elif to is not None and code is not None:
        _send_aside(registries, to, _text(code))
    return Reset(token, at + CODE_LIFE)


async def reset(
    pool: asyncpg.Pool, key: bytes, token: str, login: str, code: str, password: str, at: dt.datetime
) -> None:
    """Sets the password, ends every session and tells the owner.

    Raises Refused WRONG_CODE for whatever does not fit together, and those of `check_password`.
    """
    normal = normal_login(login)
    await check_password(password, normal, ["input", "password"])
    try:
        confirmed = await try_code(pool, key, CodePurpose.PASSWORD_RESET, _subject(key, token, normal), code, at)
    except Refused:
        raise Refused("WRONG_CODE", _CODE) from None
    hashed = await new_hash(password)
    async with pool.acquire() as connection, connection.transaction():
        account = await connection.fetchrow(
            "SELECT id, login, phone, email FROM account WHERE login = $1 AND disabled_at IS NULL FOR NO KEY UPDATE",
            normal,
        )
        # The phone or the address may have become another's since the code went there.
        reached = _reached_at(account) if account else None
        if account is None or reached is None or reached.address != confirmed.destination:
            raise Refused("WRONG_CODE", _CODE)
        await use_code(connection, confirmed, at)
        await connection.execute("UPDATE account SET password_hash = $2 WHERE id = $1", account["id"], hashed)
        await close_sessions(connection, [account["id"]], at)
        await notify(connection, account["id"], NotificationKind.PASSWORD_CHANGED, f"password:{at.isoformat()}", at)


def _reached_at(account: asyncpg.Record) -> Contact | None:
    """The confirmed contact that is the login, else the phone, else the mailbox."""
    phone, email = account["phone"], account["email"]
    if email is not None and (phone is None or email == account["login"]):
        return Contact(Channel.EMAIL, email)
    return Contact(Channel.SMS, phone) if phone is not None else None


async def _code(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    key: bytes,
    subject: str,
    to: Contact | None,
    login: str,
    at: dt.datetime,
) -> Code | None:
    """A code in any case; None where that place has had its messages of this hour, or its wrong codes of this day."""
    place = to.address if to else f"nobody:{login}"
    wrong = await connection.fetchval(
        "SELECT coalesce(sum(tries), 0) FROM one_time_code WHERE destination = $1 AND purpose = 'PASSWORD_RESET' "
        "AND used_at IS NULL AND sent_at > $2",
        place,
        at - dt.timedelta(days=1),
    )
    try:
        code = await make_code(connection, key, CodePurpose.PASSWORD_RESET, subject, place, at)
    except Refused:
        return None
    return code if wrong < WRONG_CODES_A_DAY else None


def _text(code: Code) -> str:
    return f"{code.text} — код, чтобы задать новый пароль к Медкарте. Никому его не сообщайте."


def _send_aside(registries: Registries, to: Contact, text: str) -> None:
    async def carry() -> None:
        try:
            await send(registries, to, _SUBJECT, text)
        except Refused:
            return

    task = asyncio.create_task(carry())
    _going_out.add(task)
    task.add_done_callback(_going_out.discard)


def _subject(key: bytes, token: str, login: str) -> str:
    """What the code is bound to: it fits this token and this login alone."""
    return "reset:" + hmac.digest(key, f"reset:{token}:{login}".encode(), "sha256").hex()
