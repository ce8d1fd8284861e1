"""Staff accounts: one administrator proposes an appointment, another confirms it; before that there is no account."""

import datetime as dt
import re
from dataclasses import asdict, dataclass

import asyncpg
import asyncpg.pool
import orjson

from backend.models.ages import age_on
from backend.models.court_act import FourEyesState
from backend.models.moscow import moscow_day
from backend.models.vocabulary import IdentifierKind, Role
from backend.services.accounts import contact as contacts
from backend.services.actor import Actor
from backend.services.holding import hold_account
from backend.services.officer_acts import note_act
from backend.services.officers.finding import need_reason
from backend.services.officers.own_cases import need_other_officer
from backend.services.officers.words import need_text, optional_text
from backend.services.person_names import NotAName, written
from backend.services.refusal import Refused
from backend.services.sign_in import normal_login
from backend.services.typed_identifiers import as_stored

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# A name and no phone or address, so that no citizen's login can be one.
LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,59}")
_AHEAD = dt.timedelta(days=90)
# Whoever is younger signs no contract of employment alone (ТК 63).
_YOUNGEST, _OLDEST = 16, 120


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who has no account yet, as the papers of their employment have them."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    snils: str
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class ProposedAppointment:
    """A role at an organization (its row). `employee` is None for a staff account that is there already."""

    login: str
    employee: Employee | None
    role: Role
    organization: int
    position: str | None
    specialty: str | None
    specialty_code: str | None
    starts_on: dt.date


async def propose(connection: Connection, actor: Actor, given: ProposedAppointment, at: dt.datetime) -> int:
    """Enters an appointment; gives its row. Raises Refused for each field that cannot be right, LOGIN_TAKEN,
    ACCOUNT_UNKNOWN, OWN_CASE, WRONG_STATE where the same appointment stands or waits."""
    login = normal_login(given.login)
    if not LOGIN.fullmatch(login):
        raise Refused("WRONG_FORMAT", ["input", "login"])
    if given.starts_on > moscow_day(at) + _AHEAD:
        raise Refused("WRONG_DATE", ["input", "startsOn"])
    position, specialty, code = _work(given)
    if not await connection.fetchval("SELECT EXISTS (SELECT FROM organization WHERE id = $1)", given.organization):
        raise Refused("NOT_FOUND", ["input", "organization"])
    account = await connection.fetchrow("SELECT id, roles, closed_at FROM account WHERE login = $1", login)
    details = await _details(connection, actor, given.employee, account, moscow_day(at))
    try:
        id_ = await connection.fetchval(
            "INSERT INTO staff_appointment (login, account_id, details, role, organization_id, position, specialty, "
            "specialty_code, starts_on, state, proposed_by_id, proposed_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PROPOSED', $10, $11) RETURNING id",
            login,
            account["id"] if account else None,
            details,
            given.role.value,
            given.organization,
            position,
            specialty,
            code,
            given.starts_on,
            actor.account_id,
            at,
        )
    except asyncpg.UniqueViolationError:
        raise Refused("WRONG_STATE") from None
    await note_act(connection, actor, "staff.propose", f"staff_appointment:{id_}", at)
    return int(id_)


async def refuse(connection: Connection, actor: Actor, appointment_id: int, reason: str, at: dt.datetime) -> None:
    """Puts a proposal aside; its proposer may take it back. Raises Refused NOT_FOUND, WRONG_STATE."""
    stated = need_reason(reason, ["input", "reason"])
    await locked(connection, appointment_id, FourEyesState.PROPOSED)
    await connection.execute("UPDATE staff_appointment SET state = 'REFUSED' WHERE id = $1", appointment_id)
    await note_act(connection, actor, "staff.refuse", f"staff_appointment:{appointment_id}", at, reason=stated)


async def locked(connection: Connection, appointment_id: int, state: FourEyesState) -> asyncpg.Record:
    """The appointment, held for the transaction after its account. Raises Refused NOT_FOUND, WRONG_STATE."""
    await hold_account(
        connection, await connection.fetchval("SELECT account_id FROM staff_appointment WHERE id = $1", appointment_id)
    )
    row = await connection.fetchrow(
        "SELECT id, login, account_id, details, role, organization_id, position, specialty, specialty_code, starts_on, "
        "state, proposed_by_id, practitioner_role_id FROM staff_appointment WHERE id = $1 FOR UPDATE",
        appointment_id,
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    if row["state"] != state:
        raise Refused("WRONG_STATE")
    return row


async def need_not_oneself(connection: Connection, actor: Actor, account: int | None, snils: str | None) -> None:
    """Raises Refused OWN_CASE where the employee is the administrator."""
    if account is not None:
        try:
            await need_other_officer(connection, actor, account)
        except Refused:
            raise Refused("OWN_CASE") from None
    if snils is not None and await connection.fetchval(
        "SELECT EXISTS (SELECT FROM person_identifier WHERE patient_id = $1 AND kind = 'SNILS' AND value = $2)",
        actor.person_id,
        snils,
    ):
        raise Refused("OWN_CASE")


def _work(given: ProposedAppointment) -> tuple[str | None, str | None, str | None]:
    """Position, specialty and its code; a doctor has all three."""
    need = need_text if given.role is Role.DOCTOR else optional_text
    return (
        need(given.position, ["input", "position"]),
        need(given.specialty, ["input", "specialty"]),
        need(given.specialty_code, ["input", "specialtyCode"], 32),
    )


async def _details(
    connection: Connection, actor: Actor, employee: Employee | None, account: asyncpg.Record | None, today: dt.date
) -> str | None:
    """A new employee as kept until confirmed; None for an account that is there."""
    if account is not None:
        if Role.CITIZEN in account["roles"] or account["closed_at"] is not None or employee is not None:
            raise Refused("LOGIN_TAKEN", ["input", "login"])
        await need_not_oneself(connection, actor, account["id"], None)
        return None
    if employee is None:
        raise Refused("ACCOUNT_UNKNOWN", ["input", "employee"])
    if not _YOUNGEST <= age_on(employee.birth_date, today) <= _OLDEST:
        raise Refused("WRONG_DATE", ["input", "employee", "birthDate"])
    if not employee.phone and not employee.email:
        raise Refused("REQUIRED", ["input", "employee", "email"])
    whole = Employee(
        _name(employee.family_name, "familyName"),
        _name(employee.given_name, "givenName"),
        _name(employee.patronymic, "patronymic") if employee.patronymic else None,
        employee.birth_date,
        as_stored(IdentifierKind.SNILS, employee.snils, ["input", "employee", "snils"]),
        contacts.phone(employee.phone, ["input", "employee", "phone"]).address if employee.phone else None,
        contacts.email(employee.email, ["input", "employee", "email"]).address if employee.email else None,
    )
    await need_not_oneself(connection, actor, None, whole.snils)
    return orjson.dumps(asdict(whole)).decode()


def _name(text: str, field: str) -> str:
    try:
        return written(text)
    except NotAName:
        raise Refused("WRONG_FORMAT", ["input", "employee", field]) from None
