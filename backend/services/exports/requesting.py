"""Requests of exports (PAP-04): what is wanted, of which record; a job makes it, the requester may leave, watch or cancel."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import asyncpg.pool
import orjson

from backend.models.record_export import ExportForm, ExportState
from backend.models.vocabulary import SECTIONS, Kind
from backend.policy.standing import EVERYONE, PORTAL
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.queue import defer
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import RecordRules, right_on
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome
from backend.services.vault import Vault

# For so long a finished export may be downloaded; then it is forgotten.
KEPT = dt.timedelta(hours=24)
# One person's exports under way at once, and those asked for within an hour.
MOST_UNDER_WAY, MOST_AN_HOUR = 3, 20
MOST_CONTACTS, LONGEST_CONTACT = 3, 120
# A certificate and an emergency card are the patient's side's to give away; a doctor issues papers of their own.
_WHO = {ExportForm.VACCINATION_CERTIFICATE: PORTAL, ExportForm.EMERGENCY_CARD: PORTAL}


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, as the requester wrote it."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """`sections` None means the whole record. `contacts` go onto an emergency card alone."""

    patient_id: int
    form: ExportForm
    sections: Sequence[Kind] | None
    language: str
    contacts: Sequence[Contact] = ()


async def request_export(
    pool: asyncpg.Pool,
    vault: Vault,
    key: bytes,
    rules: RecordRules,
    actor: Actor,
    wanted: Wanted,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> int:
    """Notes what is wanted and puts its making into the queue; gives the export's row.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN without a standing on the record, WRONG_FORMAT,
    REQUIRED where no section is chosen, RATE_LIMITED where too many are under way, CONFLICT.
    """
    contacts = _checked(wanted)
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, wanted.patient_id, _WHO.get(wanted.form, EVERYONE), at)
        given = [wanted.patient_id, wanted.form, _numbers(wanted.sections), wanted.language, contacts]
        earlier = await earlier_outcome(
            connection, key, actor.account_id, "requestExport", client_mutation_id, given, at
        )
        if earlier is not None:
            return earlier
        await _within_limits(connection, actor.account_id, at)
        id_ = int(await connection.fetchval("SELECT nextval(pg_get_serial_sequence('record_export', 'id'))"))
        await connection.execute(
            "INSERT INTO record_export (id, account_id, session_id, patient_id, form, sections, language, request_id, state, "
            "done, contacts, requested_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'WAITING', 0, $9, $10, $11)",
            id_,
            actor.account_id,
            actor.session_id,
            wanted.patient_id,
            wanted.form,
            _numbers(wanted.sections),
            wanted.language,
            actor.request_id,
            vault.seal(contacts_place(id_), orjson.dumps(contacts)) if contacts else None,
            at,
            at + KEPT,
        )
        await log_act(connection, right, "requestExport", wanted.sections if wanted.sections is not None else SECTIONS)
        await defer(connection, "make_export", export_id=id_)
        await keep_outcome(connection, actor.account_id, "requestExport", client_mutation_id, id_)
        return id_


async def cancel_export(pool: asyncpg.Pool, actor: Actor, export_id: int, at: dt.datetime) -> None:
    """Takes back an export of the account, and forgets what it held. Raises Refused NOT_FOUND: another's or missing, alike."""
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        done = await connection.fetchval(
            "UPDATE record_export SET state = 'CANCELLED', sealed = NULL, marks = NULL, size = NULL, contacts = NULL, "
            "finished_at = coalesce(finished_at, $3) WHERE id = $1 AND account_id = $2 AND expires_at > $3 RETURNING id",
            export_id,
            actor.account_id,
            at,
        )
    if done is None:
        raise Refused("NOT_FOUND", ["input", "id"])


async def forget_expired(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Forgets exports whose day is over."""
    await pool.execute("DELETE FROM record_export WHERE expires_at <= $1", at)


def contacts_place(export_id: int) -> str:
    """Where an emergency card's contacts are sealed for."""
    return f"export-contacts:{export_id}"


def _numbers(sections: Sequence[Kind] | None) -> list[int] | None:
    return None if sections is None else sorted({int(kind) for kind in sections})


def _checked(wanted: Wanted) -> list[list[str]]:
    if wanted.sections is not None and not wanted.sections:
        raise Refused("REQUIRED", ["input", "sections"])
    if len(wanted.contacts) > MOST_CONTACTS:
        raise Refused("WRONG_FORMAT", ["input", "contacts"])
    contacts = []
    for place, contact in enumerate(wanted.contacts):
        for field, text in (("name", contact.name), ("phone", contact.phone)):
            where = ["input", "contacts", str(place), field]
            if not text.strip():
                raise Refused("REQUIRED", where)
            if any(ord(letter) < 32 for letter in text):
                raise Refused("WRONG_FORMAT", where)
            if len(text) > LONGEST_CONTACT:
                raise Refused("WRONG_LENGTH", where)
        contacts.append([contact.name.strip(), contact.phone.strip()])
    return contacts


async def _within_limits(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", account_id: int, at: dt.datetime
) -> None:
    row = await connection.fetchrow(
        "SELECT count(*) FILTER (WHERE state = ANY ($2)) AS under_way, count(*) FILTER (WHERE requested_at > $3) AS recent "
        "FROM record_export WHERE account_id = $1",
        account_id,
        [ExportState.WAITING, ExportState.RUNNING],
        at - dt.timedelta(hours=1),
    )
    assert row is not None
    if row["under_way"] >= MOST_UNDER_WAY or row["recent"] >= MOST_AN_HOUR:
        raise Refused("RATE_LIMITED")
