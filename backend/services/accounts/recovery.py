"""A way back for who has lost phone and mailbox: a new phone, an identity that a registrar verifies (lost number, 152-ФЗ).

Whether a login exists, is bound, or agrees with what was stated shows nowhere: the same statements and the same answer.
"""

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass

import asyncpg
import asyncpg.pool
import orjson

from backend.models import identifiers
from backend.models.account import Channel
from backend.models.moscow import moscow_day
from backend.models.one_time_code import CodePurpose
from backend.registries.registries import Registries
from backend.services.accounts import contact as contacts
from backend.services.accounts.binding import bind_contact
from backend.services.accounts.contact import Contact
from backend.services.accounts.messages import send
from backend.services.accounts.ways_in import end_ways_in
from backend.services.one_time_codes import make_code, try_code, use_code, withdraw_code
from backend.services.queue import defer
from backend.services.refusal import Refused, SeveralRefused
from backend.services.sign_in import normal_login
from backend.services.throttling import Tried, count_attempt
from backend.services.typed_identifiers import code_of
from backend.services.working_days import due_at

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_SUBJECT = "Медкарта: восстановление доступа"
# At most one open case an account; a statement that agrees with no bound account opens none.
_OPEN = """
INSERT INTO service_case (kind, state, account_id, person_id, details, opened_at, due_at)
SELECT 'RECOVERY', 'OPEN', a.id, p.id, $4::jsonb, $5, $6
FROM account a JOIN person p ON p.id = a.person_id
WHERE a.login = $1 AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) AND p.deceased_on IS NULL AND p.birth_date = $3
  AND EXISTS (SELECT FROM person_identifier i WHERE i.patient_id = p.id AND i.kind = 'SNILS' AND i.value = $2 AND i.checked
    AND i.ended_on IS NULL)
ON CONFLICT DO NOTHING RETURNING id
"""


@dataclass(frozen=True, slots=True)
class RecoveryBegun:
    """`token` goes back with the code and is kept nowhere; the code went to `sent_to`, masked."""

    token: str
    sent_to: str
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """Whose account somebody says it is, as typed."""

    login: str
    snils: str
    birth_date: dt.date


async def request_code(
    pool: asyncpg.Pool, key: bytes, registries: Registries, phone: str, address: str, at: dt.datetime
) -> RecoveryBegun:
    """Sends a code to the new phone. Raises Refused WRONG_FORMAT, RATE_LIMITED, TOO_SOON, UNAVAILABLE."""
    to = contacts.phone(phone, ["input", "newPhone"])
    await count_attempt(pool, key, f"recovery:{to.address}", address, at, Tried.RECOVERY)
    token = secrets.token_urlsafe(32)
    async with pool.acquire() as connection, connection.transaction():
        code = await make_code(connection, key, CodePurpose.RECOVERY, _subject(key, token), to.address, at)
    text = f"{code.text} — код для восстановления доступа к Медкарте. Никому его не сообщайте."
    try:
        await send(registries, to, _SUBJECT, text)
    except Refused:
        await withdraw_code(pool, code)
        raise
    return RecoveryBegun(token, to.masked, code.expires_at)


async def request(
    pool: asyncpg.Pool, key: bytes, token: str, code: str, claimed: Claimed, address: str, at: dt.datetime
) -> None:
    """Opens a registrar's case where all agrees with a bound account. Raises Refused REQUIRED, WRONG_FORMAT, CHECK_DIGIT,
    WRONG_DATE, RATE_LIMITED, WRONG_CODE; none of them tells anything of an account."""
    login, snils = _checked(claimed, at)
    await count_attempt(pool, key, f"recovery-of:{login}", address, at, Tried.RECOVERY)
    try:
        confirmed = await try_code(pool, key, CodePurpose.RECOVERY, _subject(key, token), code, at)
        async with pool.acquire() as connection, connection.transaction():
            await use_code(connection, confirmed, at)
            details = orjson.dumps({"phone": confirmed.destination}).decode()
            case = await connection.fetchval(_OPEN, login, snils, claimed.birth_date, details, at, due_at(at))
            # Put there either way: the job finds out whether there is anybody to tell.
            await defer(connection, "tell_of_recovery", case_id=case or 0)
    except Refused:
        raise Refused("WRONG_CODE", ["input", "code"]) from None


async def carry_out(connection: Connection, case_id: int, at: dt.datetime) -> None:
    """What an approved case does: the new phone, and nothing that the earlier holder could still use.

    Password, mailbox, factors, providers and sessions end; a new password is set by a code to the new phone.
    """
    case = await connection.fetchrow("SELECT account_id, details FROM service_case WHERE id = $1", case_id)
    assert case is not None
    account = case["account_id"]
    phone = orjson.loads(case["details"])["phone"]
    await bind_contact(connection, account, Contact(Channel.SMS, phone), at)
    await connection.execute(
        "UPDATE account SET email = NULL, email_confirmed_at = NULL, notify_by = ARRAY['SMS'] WHERE id = $1",
        account,
    )
    await end_ways_in(connection, account, at)


def _checked(claimed: Claimed, at: dt.datetime) -> tuple[str, str]:
    """Login and СНИЛС as they are stored."""
    refusals, snils = [], ""
    login = normal_login(claimed.login)
    if not login:
        refusals.append(Refused("REQUIRED", ["input", "login"]))
    try:
        snils = identifiers.snils(claimed.snils)
    except identifiers.IdentifierError as wrong:
        refusals.append(Refused(code_of(wrong), ["input", "snils"]))
    if claimed.birth_date > moscow_day(at):
        refusals.append(Refused("WRONG_DATE", ["input", "birthDate"]))
    if refusals:
        raise SeveralRefused(refusals)
    return login, snils


def _subject(key: bytes, token: str) -> str:
    """What the code is bound to: it fits this token alone."""
    return "recovery:" + hmac.digest(key, f"recovery:{token}".encode(), "sha256").hex()
