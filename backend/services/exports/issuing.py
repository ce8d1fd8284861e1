"""Documents that anybody who holds them may check by their code (SEC-10): issued, checked, revoked.

A code has 100 random bits and is kept as its hash alone. The check says whether a document was issued, what kind, when, for
whom as initials with the year of birth, and whether it counts; of anything else it says that there is none.
"""

import datetime as dt
import secrets
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.account import token_hash
from backend.models.moscow import moscow_day
from backend.models.record_export import ExportForm
from backend.services.actor import Actor
from backend.services.exports.viewing import in_force
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused
from backend.services.throttling import Tried, attempt_succeeded, count_attempt

# Crockford's base32: no letter that looks like a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS, _GROUP = 20, 4
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "О": "0", "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M",
                             "Н": "H", "Р": "P", "С": "C", "Т": "T", "Х": "X"})  # fmt: skip
# What a document says holds for so long; then it is issued anew. Of others the day is what they say it is.
_VALID_FOR = {ExportForm.VACCINATION_CERTIFICATE: dt.timedelta(days=365)}
_REVOKE = """
UPDATE issued_document d SET revoked_at = $2 WHERE d.id = $1 AND (d.revoked_at IS NULL
  OR EXISTS (SELECT FROM record_merge m WHERE m.duplicate_id = d.patient_id AND m.confirmed_at = d.revoked_at)
  OR EXISTS (SELECT FROM misplaced_entries m WHERE m.wrong_id = d.patient_id AND m.moved_at = d.revoked_at))
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person as a document's check may name them."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date | None

    def __str__(self) -> str:
        initials = " ".join(
            f"{name[0]}." for name in (self.family_name, self.given_name, self.patronymic or "") if name
        )
        return f"{initials}, {self.birth_date.year}" if self.birth_date else initials


@dataclass(frozen=True, slots=True)
class Checked:
    """What anybody is told of a document whose code they have."""

    form: ExportForm
    holder: str
    issued_on: dt.date
    valid_until: dt.date | None
    revoked: bool
    valid: bool


def new_code() -> str:
    """A code as people read it: five groups of four."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))
    return "-".join(letters[place : place + _GROUP] for place in range(0, _LETTERS, _GROUP))


async def issue(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    code: str,
    form: ExportForm,
    patient_id: int,
    account_id: int,
    holder: Holder,
    at: dt.datetime,
) -> int:
    """Notes a document under its code, in the caller's transaction; gives its row."""
    term = _VALID_FOR.get(form)
    return int(
        await connection.fetchval(
            "INSERT INTO issued_document (code_hash, form, patient_id, account_id, holder, issued_at, valid_until) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            _mark(code),
            form,
            patient_id,
            account_id,
            str(holder),
            at,
            valid_until(form, at) if term else None,
        )
    )


def valid_until(form: ExportForm, at: dt.datetime) -> dt.date | None:
    """The last day on which a document of the form, issued at this moment, counts; None without a term."""
    term = _VALID_FOR.get(form)
    return moscow_day(at) + term if term else None


async def check(pool: asyncpg.Pool, key: bytes, code: str, address: str, at: dt.datetime) -> Checked | None:
    """What the code's document is; None for none. Raises Refused RATE_LIMITED for an address that guesses."""
    attempt = await count_attempt(pool, key, f"\0document:{address}", address, at, Tried.DOCUMENT)
    row = await pool.fetchrow(
        "SELECT form, holder, issued_at, valid_until, revoked_at FROM issued_document WHERE code_hash = $1", _mark(code)
    )
    if row is None:
        return None
    await attempt_succeeded(pool, attempt)
    return Checked(
        ExportForm(row["form"]),
        row["holder"],
        moscow_day(row["issued_at"]),
        row["valid_until"],
        row["revoked_at"] is not None,
        in_force(row["valid_until"], row["revoked_at"], at),
    )


async def revoke(pool: asyncpg.Pool, actor: Actor, document_id: int, at: dt.datetime) -> int:
    """From now on the check says that it does not count; again changes nothing. Gives whose record it is of.

    What officers took out of force by merging or moving what it is of, the owner takes out for good: their undoing gives back
    what bears their own moment alone. Raises Refused NOT_FOUND for another's and a missing one alike.
    """
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        # Held before it is looked at: what an officer does to it at the same time is then to be seen.
        found = await connection.fetchval(
            "SELECT patient_id FROM issued_document WHERE id = $1 AND account_id = $2 FOR UPDATE",
            document_id,
            actor.account_id,
        )
        if found is None:
            raise Refused("NOT_FOUND", ["input", "id"])
        await connection.execute(_REVOKE, document_id, at)
    return int(found)


def _mark(code: str) -> bytes:
    """The hash of a code however it is typed: small letters, Cyrillic look-alikes, with or without hyphens."""
    plain = "".join(letter for letter in code.upper().translate(_LOOK_ALIKE) if letter in _ALPHABET)
    return token_hash(f"document:{plain[: _LETTERS + 1]}")
