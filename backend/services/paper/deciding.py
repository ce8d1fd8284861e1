"""What a clinic does with orders and applications: takes, makes, hands out, accepts, declines (PAP-01, PAP-02)."""

import datetime as dt

import asyncpg

from backend.models.paper import (
    ExtractDecline,
    ExtractPickup,
    IdentityDocument,
    PaperEvent,
    PaperKeepingDecline,
)
from backend.policy.sealing import OpenedId
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.paper.desk import hold_at_desk
from backend.services.paper.extracts import MAY_HAVE_PAPER
from backend.services.paper.moving import move
from backend.services.paper.texts import line
from backend.services.paper.ways import APPLICATIONS, EXTRACTS, Matter, Side
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused

_LONGEST = 2000


async def go_on(
    connection: Connection,
    rules: RecordRules,
    actor: Actor,
    order: OpenedId | None,
    event: PaperEvent,
    at: dt.datetime,
) -> int:
    """Takes an order into work, or says that it is ready to be fetched; gives its row.

    Raises Refused UNAUTHENTICATED, NOT_FOUND, OWN_CASE, WRONG_STATE, PAPER_RIGHT_ENDED.
    """
    held = await hold_at_desk(connection, actor, EXTRACTS, order, at)
    await _need_right(connection, rules, held, at)
    return await _step(connection, actor, EXTRACTS, held, event, at)


async def hand_out(
    connection: Connection,
    rules: RecordRules,
    actor: Actor,
    order: OpenedId | None,
    shown: IdentityDocument,
    *,
    proxy: bool,
    at: dt.datetime,
) -> int:
    """Hands the extract to who was named, once the desk has seen a document; a representative's proxy besides.

    Whoever ordered must still have the right to it at this moment. Raises Refused UNAUTHENTICATED, NOT_FOUND, OWN_CASE,
    WRONG_STATE, PAPER_RIGHT_ENDED, PAPER_PROXY_NEEDED.
    """
    held = await hold_at_desk(connection, actor, EXTRACTS, order, at)
    await _need_right(connection, rules, held, at)
    by_other = held["pickup"] == ExtractPickup.REPRESENTATIVE
    if by_other and not proxy:
        raise Refused("PAPER_PROXY_NEEDED", ["input", "proxyShown"])
    seen = {"identity_shown": shown.value, "proxy_shown": by_other}
    return await _step(connection, actor, EXTRACTS, held, PaperEvent.HANDED_OUT, at, **seen)


async def decline_extract(
    connection: Connection, actor: Actor, order: OpenedId | None, reason: ExtractDecline, text: str, at: dt.datetime
) -> int:
    """Declines an order for a reason and in words. Raises Refused UNAUTHENTICATED, NOT_FOUND, OWN_CASE, WRONG_STATE,
    REQUIRED, WRONG_FORMAT, WRONG_LENGTH."""
    held = await hold_at_desk(connection, actor, EXTRACTS, order, at)
    why = {"reason": reason.value, "answer": line(text, "text", most=_LONGEST, needed=True)}
    return await _step(connection, actor, EXTRACTS, held, PaperEvent.DECLINED, at, **why)


async def accept_application(
    connection: Connection, actor: Actor, application: OpenedId | None, at: dt.datetime
) -> int:
    """The clinic writes on paper too from now on. Raises Refused UNAUTHENTICATED, NOT_FOUND, OWN_CASE, WRONG_STATE."""
    held = await hold_at_desk(connection, actor, APPLICATIONS, application, at)
    return await _step(connection, actor, APPLICATIONS, held, PaperEvent.ACCEPTED, at)


async def decline_application(
    connection: Connection,
    actor: Actor,
    application: OpenedId | None,
    reason: PaperKeepingDecline,
    text: str,
    at: dt.datetime,
) -> int:
    """Declines an application for a reason and in words, as `decline_extract` does."""
    held = await hold_at_desk(connection, actor, APPLICATIONS, application, at)
    why = {"reason": reason.value, "answer": line(text, "text", most=_LONGEST, needed=True)}
    return await _step(connection, actor, APPLICATIONS, held, PaperEvent.DECLINED, at, **why)


async def _need_right(connection: Connection, rules: RecordRules, held: asyncpg.Record, at: dt.datetime) -> None:
    """Whoever ordered has the right to the record's paper at this moment: ends by date and by court count at the desk too."""
    if not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM standings($1, $2, $3) st JOIN account a ON a.id = $1 AND a.disabled_at IS NULL "
        "WHERE st.patient_id = $4 AND st.standing & $5 <> 0)",
        held["account_id"],
        at,
        list(rules.regions),
        held["patient_id"],
        int(MAY_HAVE_PAPER),
    ):
        raise Refused("PAPER_RIGHT_ENDED", ["input", "id"])


async def _step(
    connection: Connection,
    actor: Actor,
    matter: Matter,
    held: asyncpg.Record,
    event: PaperEvent,
    at: dt.datetime,
    **changes: object,
) -> int:
    await move(connection, matter, held, event, Side.CLINIC, actor.account_id, at, **changes)
    act = f"{matter.table}.{event.value.lower()}"
    await note_act(connection, actor, act, f"{matter.table}:{held['id']}", at, held["patient_id"])
    return int(held["id"])
