"""A share link is opened by who has it and its PIN; whoever made it, nobody is signed in here.

A link that is unknown, over, taken back, locked or without its creator's standing is `NoLink`, and takes as long. A PIN's try
is counted before it is compared, so a race gains none; a right one gives its try back.
"""

import datetime as dt
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.notification import NotificationKind
from backend.models.share_link import OpeningOutcome, link_lives
from backend.models.vocabulary import Kind
from backend.policy.sharing import sharing_standing
from backend.services.notifying import notify
from backend.services.passwords import verify_password
from backend.services.refusal import Refused
from backend.services.share_links.secrets import Secrets, address_hash
from backend.services.throttling import Tried, attempt_succeeded, count_attempt
from backend.services.vault import Vault

LONGEST_RECIPIENT = 80
# For so long the file of an opening may be fetched.
FILE_LIFE = dt.timedelta(seconds=60)
# A program that looks again and again is told to wait: each opening reads the record.
MOST_AN_HOUR = 60


class NoLink(Exception):
    """There is nothing to open here, whatever the reason."""


class WrongPasscode(Exception):
    """Another try may be right, while there are any."""

    def __init__(self, tries_left: int) -> None:
        super().__init__()
        self.tries_left = tries_left


@dataclass(frozen=True, slots=True)
class Asked:
    """Who opens a link, with which PIN; `address` is the network's."""

    recipient: str
    passcode: str | None
    address: str
    request_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Opened:
    """What may be read now, under the link's name, and the key that the file is encrypted with."""

    link_id: int
    patient_key: str
    kinds: tuple[Kind, ...]
    language: str
    key: bytes
    request_id: uuid.UUID


_ROWS = "FROM share_link l JOIN account a ON a.id = l.account_id JOIN person p ON p.id = l.patient_id"
_LIVING = f"""
{link_lives("l", "$2")} AND l.tries_left > 0 AND a.disabled_at IS NULL
  AND EXISTS (SELECT FROM standings(l.account_id, $2, $3) st WHERE {sharing_standing("st", "l.patient_id", "l.created_at")})
"""
_COLUMNS = (
    "l.id, l.account_id, l.patient_id, l.sections, l.language, l.sealed, l.passcode_hash, l.tries_left, p.patient_key"
)
_TAKE_TRY = f"""
UPDATE share_link l SET tries_left = tries_left - 1 WHERE id = $1 AND tries_left > 0 AND {link_lives("l", "$2")}
RETURNING tries_left
"""
_GIVE_BACK = f"""
UPDATE share_link l SET tries_left = tries_left + 1 WHERE id = $1 AND {link_lives("l", "$2")} RETURNING tries_left
"""
_OPENING = """
INSERT INTO share_opening (link_id, at, recipient, outcome, request_id, file_hash, file_until)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
_FETCHED = "UPDATE share_opening SET file_hash = NULL, file_until = NULL WHERE file_hash = $1 RETURNING true"


async def open_link(
    pool: asyncpg.Pool,
    vault: Vault,
    key: bytes,
    regions: Sequence[str],
    link: str,
    file: str,
    asked: Asked,
    at: dt.datetime,
) -> Opened:
    """Opens the link of this address; `file` is the secret part of the address at which its file may be fetched.

    Raises NoLink, WrongPasscode, Refused RATE_LIMITED.
    """
    attempt = await count_attempt(pool, key, f"\0share:{asked.address}", asked.address, at, Tried.SHARE_LINK)
    row = await pool.fetchrow(
        f"SELECT {_COLUMNS} {_ROWS} WHERE l.address_hash = $1 AND {_LIVING}", address_hash(link), at, list(regions)
    )
    if row is None:
        await _end_if_lost(pool, link, regions, at)
        await verify_password(asked.passcode or "", None)
        raise NoLink
    if not asked.passcode:
        await attempt_succeeded(pool, attempt)
        raise WrongPasscode(row["tries_left"])
    left = await pool.fetchval(_TAKE_TRY, row["id"], at)
    if not await verify_password(asked.passcode, row["passcode_hash"] if left is not None else None):
        if left is None:
            raise NoLink
        await pool.execute(
            _OPENING, row["id"], at, asked.recipient, OpeningOutcome.WRONG_PASSCODE, asked.request_id, None, None
        )
        raise WrongPasscode(left)
    # The PIN was right, whatever comes of the opening.
    await attempt_succeeded(pool, attempt)
    await _note(pool, row, file, asked, at)
    return _opened(vault, row, asked.request_id)


async def open_file(pool: asyncpg.Pool, vault: Vault, regions: Sequence[str], file: str, at: dt.datetime) -> Opened:
    """What the file of an opening holds, once, while it may be fetched and the link lives. Raises NoLink."""
    row = await pool.fetchrow(
        f"SELECT {_COLUMNS}, o.request_id {_ROWS} JOIN share_opening o ON o.link_id = l.id "
        f"WHERE o.file_hash = $1 AND o.file_until > $2 AND {_LIVING}",
        address_hash(file),
        at,
        list(regions),
    )
    # Each fetch reads the record, so an opening has one; of two at the same moment one gets it.
    if row is None or not await pool.fetchval(_FETCHED, address_hash(file)):
        raise NoLink
    return _opened(vault, row, row["request_id"])


def stated_recipient(text: object) -> str | None:
    """Who opens, as they say: one line of letters, cut to length; None where they say nothing."""
    if not isinstance(text, str):
        return None
    plain = unicodedata.normalize("NFC", text[: LONGEST_RECIPIENT * 8])
    # Marks that turn the direction of writing, or hide, could make one name look like another.
    shown = "".join(" " if unicodedata.category(letter)[0] in "ZC" else letter for letter in plain)
    return " ".join(shown.split())[:LONGEST_RECIPIENT].strip() or None


async def _note(pool: asyncpg.Pool, row: asyncpg.Record, file: str, asked: Asked, at: dt.datetime) -> None:
    """The opening stands in the link's list, and its creator hears of the first. Raises NoLink, Refused RATE_LIMITED."""
    async with pool.acquire() as connection:
        # Given back whatever comes of it: a right PIN costs no try.
        if await connection.fetchval(_GIVE_BACK, row["id"], at) is None:
            raise NoLink
        async with connection.transaction():
            # Openings of one link are counted one after another.
            await connection.execute("SELECT FROM share_link WHERE id = $1 FOR NO KEY UPDATE", row["id"])
            recent = await connection.fetchval(
                "SELECT count(*) FROM share_opening WHERE link_id = $1 AND at > $2",
                row["id"],
                at - dt.timedelta(hours=1),
            )
            if recent >= MOST_AN_HOUR:
                raise Refused("RATE_LIMITED")
            await connection.execute(
                _OPENING,
                row["id"],
                at,
                asked.recipient,
                OpeningOutcome.OPENED,
                asked.request_id,
                address_hash(file),
                at + FILE_LIFE,
            )
            await notify(
                connection,
                row["account_id"],
                NotificationKind.LINK_OPENED,
                f"share-link:{row['id']}",
                at,
                patient_id=row["patient_id"],
            )


async def _end_if_lost(pool: asyncpg.Pool, link: str, regions: Sequence[str], at: dt.datetime) -> None:
    """A link whose creator has lost the right to it is over for good: it does not wake when the right comes back."""
    await pool.execute(
        f"UPDATE share_link l SET ended_at = $2 WHERE address_hash = $1 AND {link_lives('l', '$2')} AND NOT EXISTS "
        f"(SELECT FROM standings(l.account_id, $2, $3) st WHERE {sharing_standing('st', 'l.patient_id', 'l.created_at')})",
        address_hash(link),
        at,
        list(regions),
    )


def _opened(vault: Vault, row: asyncpg.Record, request_id: uuid.UUID) -> Opened:
    secrets = Secrets.opened(vault, row["id"], row["sealed"])
    kinds = tuple(Kind(kind) for kind in row["sections"])
    return Opened(row["id"], row["patient_key"], kinds, row["language"], secrets.key, request_id)
