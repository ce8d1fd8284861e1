"""The phone of a request: bound by a code that is sent to it (REQ-10); it becomes the account's phone."""

import datetime as dt

import asyncpg
import asyncpg.pool
import orjson

from backend.models import identifiers
from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose
from backend.models.account import Channel
from backend.models.one_time_code import CodePurpose
from backend.registries.sms import Sms, SmsUnavailable
from backend.services.access_requests.carrying_out import follow
from backend.services.access_requests.drafts import own_request
from backend.services.access_requests.moving import move
from backend.services.access_requests.numbering import number_and_term
from backend.services.access_requests.transitions import after
from backend.services.accounts.binding import bind_contact
from backend.services.accounts.contact import Contact
from backend.services.actor import Actor
from backend.services.card_entry import CodeSent
from backend.services.holding import hold_own_account
from backend.services.one_time_codes import make_code, masked_phone, try_code, use_code, used_code, withdraw_code
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
_COLUMNS = "id, account_id, purpose, state, changes, access_grant_id"


async def request_code(
    pool: asyncpg.Pool, key: bytes, sms: Sms, actor: Actor, request_id: int, phone: str, at: dt.datetime
) -> CodeSent:
    """Sends a code to the phone. Raises Refused WRONG_FORMAT, WRONG_STATE, REAUTHENTICATION_REQUIRED, TOO_SOON, UNAVAILABLE.

    Card-entry codes will go to this phone, so another than the account's own takes somebody who has just proved who
    they are: a session left open must not lead its codes elsewhere.
    """
    try:
        number = identifiers.phone(phone)
    except identifiers.IdentifierError:
        raise Refused("WRONG_FORMAT", ["input", "phone"]) from None
    async with pool.acquire() as connection, connection.transaction():
        bound = (await hold_own_account(connection, actor))["phone"]
        row = await own_request(connection, actor, request_id, _COLUMNS)
        _may_confirm(row)
        if bound != number:
            actor.need_fresh(at)
        code = await make_code(
            connection, key, CodePurpose.ACCESS_REQUEST, _subject(request_id), number, at, actor.account_id
        )
    try:
        await sms.send(number, f"{code.text} — код для запроса доступа к медкарте. Никому его не сообщайте.")
    except SmsUnavailable:
        await withdraw_code(pool, code)
        raise Refused("UNAVAILABLE") from None
    return CodeSent(masked_phone(number), code.expires_at)


async def confirm(
    pool: asyncpg.Pool, key: bytes, actor: Actor, request_id: int, code: str, at: dt.datetime
) -> AccessRequestState:
    """Binds the phone that the code went to, to the request and to the account; gives the request's state.

    A CHANGE of nothing but the phone is carried out with it (REQ-14). Repeated with the same code, as after an answer that
    was lost, it changes nothing. Raises Refused NOT_FOUND, WRONG_CODE, WRONG_STATE.
    """
    async with pool.acquire() as connection, connection.transaction():
        await own_request(connection, actor, request_id, "id")
    try:
        return await _confirm(pool, key, actor, request_id, code, at)
    except Refused as refused:
        if refused.code != "WRONG_CODE":
            raise
        used = await used_code(pool, key, CodePurpose.ACCESS_REQUEST, _subject(request_id), code, at)
        if used is None or used.account_id != actor.account_id:
            raise
        state: str | None = await pool.fetchval(
            "SELECT state FROM access_request WHERE id = $1 AND account_id = $2 AND phone = $3 "
            "AND phone_confirmed_at IS NOT NULL",
            request_id,
            actor.account_id,
            used.destination,
        )
        if state is None:
            raise
        return AccessRequestState(state)


async def _confirm(
    pool: asyncpg.Pool, key: bytes, actor: Actor, request_id: int, code: str, at: dt.datetime
) -> AccessRequestState:
    confirmed = await try_code(pool, key, CodePurpose.ACCESS_REQUEST, _subject(request_id), code, at)
    if confirmed.account_id != actor.account_id:
        raise Refused("WRONG_CODE", ["input", "code"])
    async with pool.acquire() as connection, connection.transaction():
        before = (await hold_own_account(connection, actor))["phone"]
        row = await own_request(connection, actor, request_id, _COLUMNS)
        _may_confirm(row)
        if before != confirmed.destination:
            actor.need_fresh(at)
        await use_code(connection, confirmed, at)
        # The code proved that the account's owner holds the phone.
        await bind_contact(connection, actor.account_id, Contact(Channel.SMS, confirmed.destination), at)
        await connection.execute(
            "UPDATE access_request SET phone = $2, phone_confirmed_at = $3, "
            "saved_at = greatest($3, saved_at + interval '1 microsecond') WHERE id = $1",
            request_id,
            confirmed.destination,
            at,
        )
        state = await move(connection, request_id, RequestEvent.CONFIRM_PHONE, at, actor.account_id)
        if row["purpose"] == RequestPurpose.CHANGE and not (row["changes"] and orjson.loads(row["changes"])):
            return await _carry_out(connection, actor, row, before, at)
        return state


def _may_confirm(row: asyncpg.Record) -> None:
    if after(RequestPurpose(row["purpose"]), AccessRequestState(row["state"]), RequestEvent.CONFIRM_PHONE) is None:
        raise Refused("WRONG_STATE")


def _subject(request_id: int) -> str:
    return f"request:{request_id}"


async def _carry_out(
    connection: Connection, actor: Actor, row: asyncpg.Record, earlier: str | None, at: dt.datetime
) -> AccessRequestState:
    await number_and_term(connection, row["id"], actor.level, at)
    await connection.execute(
        "UPDATE access_request SET changes = $2::jsonb, decided_at = $3 WHERE id = $1",
        row["id"],
        orjson.dumps({"before": {"phone": earlier}}).decode(),
        at,
    )
    await move(connection, row["id"], RequestEvent.SUBMIT, at, actor.account_id)
    state = await move(connection, row["id"], RequestEvent.CARRY_OUT, at)
    await follow(connection, row["access_grant_id"], RequestEvent.CHANGE_ACCESS, at)
    return state
