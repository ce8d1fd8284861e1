"""Confirming an appointment: the account, the practitioner, and the role from its first day on."""

import datetime as dt
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.court_act import FourEyesState
from backend.models.moscow import moscow_day, moscow_midnight
from backend.models.vocabulary import IdentifierKind, Role, Sex
from backend.policy.sealing import IdSealer
from backend.services.actor import Actor
from backend.services.holding import hold_account
from backend.services.new_people import add_identifier, create_person
from backend.services.officer_acts import note_act
from backend.services.officers.own_cases import need_other_officer
from backend.services.officers.staff import locked, need_not_oneself
from backend.services.queue import defer
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


async def confirm(connection: Connection, ids: IdSealer, actor: Actor, appointment_id: int, at: dt.datetime) -> None:
    """Puts an appointment in force, from its first day; who has no password yet is told how to set one. Raises Refused FOUR_EYES, OWN_CASE, WRONG_STATE, LOGIN_TAKEN."""
    row = await locked(connection, appointment_id, FourEyesState.PROPOSED)
    await need_other_officer(connection, actor, row["proposed_by_id"])
    details: dict[str, Any] = orjson.loads(row["details"]) if row["details"] else {}
    await need_not_oneself(connection, actor, row["account_id"], details.get("snils"))
    account = row["account_id"] or await _new_account(connection, ids, row, details, at)
    work = await _practitioner_role(connection, account, row) if row["role"] == Role.DOCTOR else None
    await connection.execute(
        "UPDATE staff_appointment SET state = 'IN_FORCE', account_id = $2, confirmed_by_id = $3, confirmed_at = $4, "
        "practitioner_role_id = $5 WHERE id = $1",
        appointment_id,
        account,
        actor.account_id,
        at,
        work,
    )
    if row["starts_on"] <= moscow_day(at):
        await start(connection, appointment_id, at)
    else:
        await defer(
            connection,
            "start_staff_appointment",
            at=moscow_midnight(row["starts_on"]),
            appointment_id=appointment_id,
        )
    await note_act(connection, actor, "staff.confirm", f"staff_appointment:{appointment_id}", at)
    if await connection.fetchval("SELECT password_hash IS NULL FROM account WHERE id = $1", account):
        await defer(connection, "tell_new_employee", appointment_id=appointment_id)


async def start(connection: Connection, appointment_id: int, at: dt.datetime) -> None:
    """Gives the account its role on the first day; one that has ended meanwhile gives nothing. Safe to repeat."""
    await hold_account(
        connection, await connection.fetchval("SELECT account_id FROM staff_appointment WHERE id = $1", appointment_id)
    )
    row = await connection.fetchrow(
        "SELECT account_id, role, position, specialty, specialty_code FROM staff_appointment "
        "WHERE id = $1 AND state = 'IN_FORCE' AND starts_on <= moscow_day($2) FOR UPDATE",
        appointment_id,
        at,
    )
    if row is None:
        return
    # An account without work is disabled; what it could do before is not given back with the new work.
    await connection.execute(
        "UPDATE account SET roles = CASE WHEN disabled_at IS NOT NULL THEN ARRAY[$2] WHEN $2 = ANY (roles) THEN roles "
        "ELSE roles || $2::text END, disabled_at = NULL WHERE id = $1 AND closed_at IS NULL",
        row["account_id"],
        row["role"],
    )
    if row["role"] == Role.DOCTOR:
        await connection.execute(
            "UPDATE practitioner SET position = $2, specialty = $3, specialty_code = $4 "
            "WHERE id = (SELECT practitioner_id FROM account WHERE id = $1)",
            row["account_id"],
            row["position"],
            row["specialty"],
            row["specialty_code"],
        )


async def _new_account(
    connection: Connection, ids: IdSealer, row: asyncpg.Record, details: dict[str, Any], at: dt.datetime
) -> int:
    """An account without a password, disabled until the first day. It has no CITIZEN role: no portal standing."""
    person = await _person(connection, ids, details, at)
    practitioner = None
    if row["role"] == Role.DOCTOR:
        initials = " ".join(f"{name[0]}." for name in (details["given_name"], details["patronymic"]) if name)
        practitioner = await connection.fetchval(
            "INSERT INTO practitioner (person_id, full_name, position, specialty, specialty_code) "
            "VALUES ($1, $2, $3, $4, $5) RETURNING id",
            person,
            f"{details['family_name']} {initials}",
            row["position"],
            row["specialty"],
            row["specialty_code"],
        )
    account: int | None = await connection.fetchval(
        "INSERT INTO account (login, level, phone, email, roles, person_id, practitioner_id, phone_confirmed_at, "
        "email_confirmed_at, disabled_at, created_at) VALUES ($1, 'BASIC', $2, $3, $4, $5, $6, $7, $8, $9, $9) "
        "ON CONFLICT DO NOTHING RETURNING id",
        row["login"],
        details["phone"],
        details["email"],
        [row["role"]],
        person,
        practitioner,
        at if details["phone"] else None,
        at if details["email"] else None,
        at,
    )
    if account is None:
        raise Refused("LOGIN_TAKEN")
    return account


async def _person(connection: Connection, ids: IdSealer, details: dict[str, Any], at: dt.datetime) -> int:
    """The person whom the checked СНИЛС and the birth date name, else a new one whose СНИЛС nobody has checked.

    So an employee who is a patient too is known to be the same human when a decision would be about themself.
    """
    birth = dt.date.fromisoformat(details["birth_date"])
    known: int | None = await connection.fetchval(
        "SELECT p.id FROM person_identifier i JOIN person p ON p.id = i.patient_id WHERE i.kind = 'SNILS' AND i.value = $1 "
        "AND i.checked AND i.ended_on IS NULL AND p.birth_date = $2",
        details["snils"],
        birth,
    )
    if known is not None:
        return known
    person = await create_person(
        connection,
        ids,
        details["family_name"],
        details["given_name"],
        details["patronymic"],
        birth,
        Sex.UNKNOWN,
        at,
    )
    await add_identifier(connection, person, IdentifierKind.SNILS, details["snils"], checked=False)
    return person


async def _practitioner_role(connection: Connection, account: int, row: asyncpg.Record) -> int:
    """The doctor's work at the organization, from its first day."""
    practitioner = await connection.fetchval(
        "SELECT practitioner_id FROM account WHERE id = $1 FOR NO KEY UPDATE", account
    )
    if practitioner is None:
        practitioner = await connection.fetchval(
            "INSERT INTO practitioner (person_id, full_name, position, specialty, specialty_code) "
            "SELECT a.person_id, concat_ws(' ', p.family_name, left(p.given_name, 1) || '.', left(p.patronymic, 1) || '.'), "
            "$2, $3, $4 FROM account a LEFT JOIN person p ON p.id = a.person_id WHERE a.id = $1 RETURNING id",
            account,
            row["position"],
            row["specialty"],
            row["specialty_code"],
        )
        await connection.execute("UPDATE account SET practitioner_id = $2 WHERE id = $1", account, practitioner)
    return int(
        await connection.fetchval(
            "INSERT INTO practitioner_role (practitioner_id, organization_id, position, specialty_code, starts_on) "
            "VALUES ($1, $2, $3, $4, $5) RETURNING id",
            practitioner,
            row["organization_id"],
            row["position"],
            row["specialty_code"],
            row["starts_on"],
        )
    )
