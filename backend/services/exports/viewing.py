"""An account's own exports of one record, and the documents that it had issued."""

import datetime as dt
from dataclasses import dataclass

import asyncpg

from backend.models.moscow import moscow_day
from backend.models.record_export import ExportForm, ExportState
from backend.models.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class OwnExport:
    """`total` is None until the record has been counted."""

    id: int
    form: ExportForm
    sections: tuple[Kind, ...] | None
    state: ExportState
    done: int
    total: int | None
    size: int | None
    requested_at: dt.datetime
    finished_at: dt.datetime | None
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A document that the account had issued; `valid` counts revocation and term."""

    id: int
    form: ExportForm
    issued_at: dt.datetime
    valid_until: dt.date | None
    revoked_at: dt.datetime | None
    valid: bool


async def own_exports(
    pool: asyncpg.Pool, account_id: int, patient_id: int, at: dt.datetime, export_id: int | None = None
) -> list[OwnExport]:
    """The account's exports of the record that are not forgotten, the newest first; only the one asked for, if any is."""
    rows = await pool.fetch(
        "SELECT id, form, sections, state, done, total, size, requested_at, finished_at, expires_at FROM record_export "
        "WHERE account_id = $1 AND patient_id = $2 AND expires_at > $3 AND ($4::bigint IS NULL OR id = $4) "
        "AND state <> 'CANCELLED' ORDER BY id DESC LIMIT 50",
        account_id,
        patient_id,
        at,
        export_id,
    )
    return [
        OwnExport(
            row["id"],
            ExportForm(row["form"]),
            None if row["sections"] is None else tuple(Kind(number) for number in row["sections"]),
            ExportState(row["state"]),
            row["done"],
            row["total"],
            row["size"],
            row["requested_at"],
            row["finished_at"],
            row["expires_at"],
        )
        for row in rows
    ]


async def own_documents(pool: asyncpg.Pool, account_id: int, patient_id: int, at: dt.datetime) -> list[OwnDocument]:
    """The newest 100 first."""
    rows = await pool.fetch(
        "SELECT id, form, issued_at, valid_until, revoked_at FROM issued_document WHERE account_id = $1 AND patient_id = $2 "
        "ORDER BY id DESC LIMIT 100",
        account_id,
        patient_id,
    )
    return [
        OwnDocument(
            row["id"],
            ExportForm(row["form"]),
            row["issued_at"],
            row["valid_until"],
            row["revoked_at"],
            in_force(row["valid_until"], row["revoked_at"], at),
        )
        for row in rows
    ]


def in_force(valid_until: dt.date | None, revoked_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether a document still counts on the day of `at` in Moscow."""
    return revoked_at is None and (valid_until is None or valid_until >= moscow_day(at))
