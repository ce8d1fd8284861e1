"""The photo with the passport (ACC-11): sealed in the database, shown to the applicant and to the officer who decides."""

import asyncio
import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, RequestPurpose
from backend.models.vocabulary import AccountLevel, Role
from backend.services.access_requests.drafts import own_request
from backend.services.access_requests.transitions import DRAFTS, ENDED
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.taking import holder
from backend.services.photo_pictures import CONTENT_TYPE, Picture, picture_of
from backend.services.refusal import Refused
from backend.services.vault import Vault

_at_once = asyncio.Semaphore(2)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the applicant is told of the photo that was kept."""

    width: int
    height: int
    grey: bool


@dataclass(frozen=True, slots=True)
class Shown:
    content: bytes
    content_type: str


async def may_upload(pool: asyncpg.Pool, actor: Actor, request_id: int) -> None:
    """Raises Refused NOT_FOUND, WRONG_STATE once it is submitted, PHOTO_NOT_NEEDED where nobody asks for one."""
    async with pool.acquire() as connection, connection.transaction():
        await _uploadable(connection, actor, request_id)


async def keep_photo(
    pool: asyncpg.Pool, vault: Vault, actor: Actor, request_id: int, upload: bytes, at: dt.datetime
) -> Kept:
    """Keeps the picture of an upload in place of an earlier one. Raises Refused, as `picture_of` and `may_upload` do."""
    async with _at_once:
        picture = await asyncio.to_thread(picture_of, upload)
    async with pool.acquire() as connection, connection.transaction():
        await _uploadable(connection, actor, request_id)
        await connection.execute(
            "INSERT INTO request_photo (request_id, sealed, content_type, width, height, grey, uploaded_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (request_id) DO UPDATE SET sealed = excluded.sealed, "
            "content_type = excluded.content_type, width = excluded.width, height = excluded.height, "
            "grey = excluded.grey, uploaded_at = excluded.uploaded_at, delete_after = NULL",
            request_id,
            vault.seal(_place(request_id), picture.content),
            CONTENT_TYPE,
            picture.width,
            picture.height,
            picture.grey,
            at,
        )
    return _kept(picture)


async def remove_photo(pool: asyncpg.Pool, actor: Actor, request_id: int) -> None:
    """Removes the photo of a draft. Raises Refused NOT_FOUND, WRONG_STATE."""
    async with pool.acquire() as connection, connection.transaction():
        await _uploadable(connection, actor, request_id)
        await connection.execute("DELETE FROM request_photo WHERE request_id = $1", request_id)


async def show_photo(pool: asyncpg.Pool, vault: Vault, actor: Actor, request_id: int, at: dt.datetime) -> Shown:
    """The photo, for its applicant, and for the registrar who has the request before them; an officer's look is noted.

    Raises Refused NOT_FOUND for everybody else, and where there is none (any more), alike.
    """
    async with pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(
            "SELECT h.sealed, h.content_type, q.account_id, q.state, q.taken_by_id, q.taken_at, q.patient_id "
            "FROM request_photo h JOIN access_request q ON q.id = h.request_id WHERE q.id = $1",
            request_id,
        )
        if row is None:
            raise Refused("NOT_FOUND")
        if row["account_id"] != actor.account_id:
            if not _has_before_them(actor, row, at):
                raise Refused("NOT_FOUND")
            await note_act(
                connection, actor, "access_request.photo", f"access_request:{request_id}", at, row["patient_id"]
            )
    return Shown(vault.open(_place(request_id), row["sealed"]), row["content_type"])


def _has_before_them(actor: Actor, row: asyncpg.Record, at: dt.datetime) -> bool:
    """A registrar who took the request, until it is decided: a look out of curiosity finds nothing."""
    return (
        Role.REGISTRAR in actor.roles
        and row["state"] == AccessRequestState.MANUAL_REVIEW
        and holder(row, at) == actor.account_id
    )


async def delete_old_photos(pool: asyncpg.Pool, keep_for: dt.timedelta, at: dt.datetime) -> None:
    """Deletes photos `keep_for` after the request was decided; of withdrawn and expired ones at once."""
    ended = [state.value for state in ENDED]
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(
            "UPDATE request_photo h SET delete_after = coalesce(q.decided_at, $2) + $3 FROM access_request q "
            "WHERE q.id = h.request_id AND q.state = ANY ($1) AND h.delete_after IS NULL",
            ended,
            at,
            keep_for,
        )
        await connection.execute(
            "DELETE FROM request_photo h USING access_request q WHERE q.id = h.request_id AND q.state = ANY ($1) "
            "AND (h.delete_after <= $2 OR q.state IN ('WITHDRAWN', 'EXPIRED'))",
            ended,
            at,
        )


async def _uploadable(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", actor: Actor, request_id: int
) -> None:
    row = await own_request(connection, actor, request_id, "purpose, state")
    if AccessRequestState(row["state"]) not in DRAFTS:
        raise Refused("WRONG_STATE")
    if row["purpose"] != RequestPurpose.GRANT or actor.level is not AccountLevel.STANDARD:
        raise Refused("PHOTO_NOT_NEEDED")


def _place(request_id: int) -> str:
    return f"photo:{request_id}"


def _kept(picture: Picture) -> Kept:
    return Kept(picture.width, picture.height, picture.grey)
