"""Six-digit codes sent to a phone or an e-mail address, for every purpose alike (REQ-10, REQ-11)."""

import datetime as dt
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.one_time_code import CodePurpose
from backend.services.holding import hold_account
from backend.services.refusal import Refused

CODE_LIFE = dt.timedelta(minutes=5)
COOLDOWN = dt.timedelta(seconds=60)
CODES_AN_HOUR = 10
TRIES = 5
CODES_BY_STRANGERS = 5
_CODE = ["input", "code"]


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was made and is still to be sent: `text` is shown to nobody but its destination."""

    id: int
    text: str
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A code that was entered rightly: who holds it also holds `destination`."""

    id: int
    destination: str
    account_id: int | None


async def make_code(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    key: bytes,
    purpose: CodePurpose,
    subject: str,
    destination: str,
    at: dt.datetime,
    account_id: int | None = None,
) -> Code:
    """Makes a code, in place of an earlier one of the same subject. Raises Refused TOO_SOON.

    `subject` is what it is bound to, such as `session:12`; it waits a minute for the next. An hour's most are ten for an
    account, and for a destination and purpose ten, or five where nobody is signed in: so no stranger uses up what an owner
    needs, and no answer tells how many codes of another kind a phone has had. Runs in the caller's transaction.
    """
    # Two requests at once count one after the other; the account comes first everywhere, so none waits for another's end.
    if account_id is not None:
        await hold_account(connection, account_id)
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 7253003))", destination)
    hour = at - dt.timedelta(hours=1)
    sent = await connection.fetchrow(
        "SELECT (SELECT count(*) FROM one_time_code WHERE account_id = $1 AND sent_at > $4) AS of_account, "
        "(SELECT count(*) FROM one_time_code WHERE destination = $2 AND purpose = $5 AND sent_at > $4) AS of_destination, "
        "(SELECT max(sent_at) FROM one_time_code WHERE purpose = $5 AND subject = $3) AS last",
        account_id,
        destination,
        subject,
        hour,
        purpose.value,
    )
    assert sent is not None
    most = CODES_AN_HOUR if account_id is not None else CODES_BY_STRANGERS
    if max(sent["of_account"], sent["of_destination"]) >= most or (
        sent["last"] is not None and sent["last"] > at - COOLDOWN
    ):
        raise Refused("TOO_SOON")
    text = f"{secrets.randbelow(1_000_000):06d}"
    await connection.execute(
        "UPDATE one_time_code SET replaced_at = $3 WHERE purpose = $1 AND subject = $2 AND used_at IS NULL "
        "AND replaced_at IS NULL",
        purpose.value,
        subject,
        at,
    )
    id_ = await connection.fetchval(
        "INSERT INTO one_time_code (purpose, subject, account_id, destination, code_hash, sent_at, expires_at, tries) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, 0) RETURNING id",
        purpose.value,
        subject,
        account_id,
        destination,
        _hash(key, purpose, subject, text),
        at,
        at + CODE_LIFE,
    )
    return Code(int(id_), text, at + CODE_LIFE)


async def withdraw_code(pool: asyncpg.Pool, code: Code) -> None:
    """Takes back a code that could not be sent, so that it counts against nobody."""
    await pool.execute("DELETE FROM one_time_code WHERE id = $1 AND used_at IS NULL", code.id)


async def try_code(
    pool: asyncpg.Pool, key: bytes, purpose: CodePurpose, subject: str, text: str, at: dt.datetime
) -> Confirmed:
    """Whether the code is right. Raises Refused WRONG_CODE: wrong, expired, used up, or another's, all alike.

    The try is counted and committed before the code is compared, so a race gains nothing; hence a pool, and no
    connection that may be inside a transaction. What is not six digits cannot be the code and costs no try. The right
    code is not used up yet: `use_code` does that, in the transaction of what it opens.
    """
    digits = six_digits(text)
    if digits is None:
        raise Refused("WRONG_CODE", _CODE)
    tried = await pool.fetchrow(
        "UPDATE one_time_code SET tries = tries + 1 WHERE purpose = $1 AND subject = $2 AND used_at IS NULL "
        "AND replaced_at IS NULL AND expires_at > $3 AND tries < $4 RETURNING id, code_hash, destination, account_id",
        purpose.value,
        subject,
        at,
        TRIES,
    )
    if tried is None or not hmac.compare_digest(tried["code_hash"], _hash(key, purpose, subject, digits)):
        raise Refused("WRONG_CODE", _CODE)
    return Confirmed(tried["id"], tried["destination"], tried["account_id"])


async def use_code(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", confirmed: Confirmed, at: dt.datetime
) -> None:
    """Uses a right code up; of two at once only one does. Raises Refused WRONG_CODE."""
    used = await connection.fetchval(
        "UPDATE one_time_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND replaced_at IS NULL RETURNING id",
        confirmed.id,
        at,
    )
    if used is None:
        raise Refused("WRONG_CODE", _CODE)


async def used_code(
    pool: asyncpg.Pool, key: bytes, purpose: CodePurpose, subject: str, text: str, at: dt.datetime
) -> Confirmed | None:
    """The newest code of the subject, where it is the one entered, was used already and would hold still; else None.

    For a call that is repeated because its answer was lost: the caller looks whether what the code was for still stands,
    and does nothing anew. So whoever guesses it gains nothing, and no try is counted.
    """
    digits = six_digits(text)
    row = await pool.fetchrow(
        "SELECT id, code_hash, destination, account_id, used_at, expires_at FROM one_time_code WHERE purpose = $1 "
        "AND subject = $2 ORDER BY sent_at DESC, id DESC LIMIT 1",
        purpose.value,
        subject,
    )
    if row is None or row["used_at"] is None or row["expires_at"] <= at or digits is None:
        return None
    if not hmac.compare_digest(row["code_hash"], _hash(key, purpose, subject, digits)):
        return None
    return Confirmed(row["id"], row["destination"], row["account_id"])


def masked_phone(phone: str) -> str:
    """A phone (E.164) as its owner recognises it and nobody else learns it."""
    return f"{phone[:2]} ••• •••-{phone[-4:-2]}-{phone[-2:]}"


def masked_email(address: str) -> str:
    """An e-mail address likewise."""
    name, _, place = address.partition("@")
    return f"{name[:1]}•••@{place}"


def six_digits(code: str) -> str | None:
    """The six digits, however a phone or a keyboard wrote them; None for anything else."""
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", unicodedata.normalize("NFKC", code[:40]))
    return plain if re.fullmatch(r"[0-9]{6}", plain) else None


def _hash(key: bytes, purpose: CodePurpose, subject: str, code: str) -> bytes:
    """Keyed, and bound to purpose and subject."""
    return hmac.digest(key, f"{purpose.value}:{subject}:{code}".encode(), "sha256")
