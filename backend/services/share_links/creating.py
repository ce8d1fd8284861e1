"""A share link is made by who decides for the patient alone, and is told to them once."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import asyncpg
import asyncpg.pool

from backend.models.share_link import TRIES, link_lives
from backend.models.vocabulary import SECTIONS, Kind
from backend.policy.standing import SHARERS
from backend.services.actor import Actor
from backend.services.passwords import new_hash
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import RecordRules, right_on
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome
from backend.services.share_links.secrets import Secrets, address_hash
from backend.services.vault import Vault

MOST_LIVING = 10
FACTS = (Kind.ALLERGY, Kind.CONDITION, Kind.MEDICATION)
_CREATE = "createShareLink"
# Five tries in a link's whole life are one chance in 200,000 against six random digits.
_PASSCODE = re.compile(r"[0-9]{6,12}")
_RUNS = ("01234567890123456789", "98765432109876543210")


class ShareTerm(Enum):
    """For how long a link may be opened."""

    HOUR = dt.timedelta(hours=1)
    DAY = dt.timedelta(days=1)
    WEEK = dt.timedelta(days=7)
    MONTH = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`kinds` are sections, and `FACTS` where allergies, conditions and medicines are wanted."""

    patient_id: int
    kinds: Sequence[Kind]
    term: ShareTerm
    passcode: str
    language: str


@dataclass(frozen=True, slots=True)
class Made:
    """`link` is the whole link; None where a repeated call finds it taken back, over, locked or dead."""

    id: int
    link: str | None


async def create_share_link(
    pool: asyncpg.Pool,
    vault: Vault,
    key: bytes,
    rules: RecordRules,
    origin: str,
    actor: Actor,
    wanted: Wanted,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> Made:
    """Makes the link; repeated with the same client mutation id and input it tells the same one again.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN without one of the `SHARERS` standings, REQUIRED where nothing
    is chosen, WRONG_FORMAT, PASSCODE_TOO_SIMPLE, TOO_MANY_LINKS, CONFLICT.
    """
    kinds = sorted({int(kind) for kind in wanted.kinds})
    if not kinds:
        raise Refused("REQUIRED", ["input", "sections"])
    assert set(kinds) <= {*SECTIONS, *FACTS}
    _check_passcode(wanted.passcode)
    # Slow on purpose, so before anything is held.
    passcode_hash = await new_hash(wanted.passcode)
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, wanted.patient_id, SHARERS, at)
        given = [wanted.patient_id, kinds, wanted.term.name, wanted.passcode]
        earlier = await earlier_outcome(connection, key, actor.account_id, _CREATE, client_mutation_id, given, at)
        if earlier is not None:
            return await _again(connection, vault, origin, actor, earlier, at)
        living = await connection.fetchval(
            f"SELECT count(*) FROM share_link l WHERE account_id = $1 AND {link_lives('l', '$2')} AND tries_left > 0",
            actor.account_id,
            at,
        )
        if living >= MOST_LIVING:
            raise Refused("TOO_MANY_LINKS")
        secrets, expires_at = Secrets.new(), at + wanted.term.value
        id_ = int(await connection.fetchval("SELECT nextval(pg_get_serial_sequence('share_link', 'id'))"))
        await connection.execute(
            "INSERT INTO share_link (id, account_id, patient_id, sections, language, address_hash, sealed, passcode_hash, "
            f"tries_left, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, {TRIES}, $9, $10)",
            id_,
            actor.account_id,
            wanted.patient_id,
            kinds,
            wanted.language,
            address_hash(secrets.address),
            secrets.sealed(vault, id_),
            passcode_hash,
            at,
            expires_at,
        )
        await log_act(connection, right, _CREATE, [Kind(kind) for kind in kinds])
        await keep_outcome(connection, actor.account_id, _CREATE, client_mutation_id, id_)
        return Made(id_, secrets.text(origin, expires_at))


async def _again(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    vault: Vault,
    origin: str,
    actor: Actor,
    link_id: int,
    at: dt.datetime,
) -> Made:
    row = await connection.fetchrow(
        f"SELECT sealed, expires_at FROM share_link l WHERE id = $1 AND account_id = $2 AND {link_lives('l', '$3')} "
        "AND tries_left > 0",
        link_id,
        actor.account_id,
        at,
    )
    if row is None:
        return Made(link_id, None)
    return Made(link_id, Secrets.opened(vault, link_id, row["sealed"]).text(origin, row["expires_at"]))


def _check_passcode(passcode: str) -> None:
    """Digits alone, as every phone types them. Raises Refused WRONG_FORMAT, PASSCODE_TOO_SIMPLE."""
    where = ["input", "passcode"]
    if not _PASSCODE.fullmatch(passcode):
        raise Refused("WRONG_FORMAT", where)
    if len(set(passcode)) < 3 or any(passcode in run for run in _RUNS):
        raise Refused("PASSCODE_TOO_SIMPLE", where)
