"""The statement of an account's owner: saved, checked with the registry of passports, tried again (ACC-08…10, REQ-04)."""

import datetime as dt
from dataclasses import asdict

import asyncpg
import asyncpg.pool

from backend.models.moscow import moscow_day
from backend.models.registry_check import CheckKind
from backend.models.vocabulary import AccountLevel, Role
from backend.services.accounts.levels import settle_level
from backend.services.accounts.profile_form import Stated, Statement, checked
from backend.services.accounts.profile_known import Known, known
from backend.services.accounts.profile_verified import need_verified_kept
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.own_policies import ask_own_policy
from backend.services.refusal import Refused
from backend.services.registry_checks import open_check, retry_now
from backend.services.repeats import earlier_outcome, keep_outcome

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# Questions about passports, so that nobody finds out other people's: by an account, and about one passport by all.
PER_DAY, PER_PASSPORT = 10, 5
_MUTATION = "saveProfile"
_SAVE = """
INSERT INTO identity_profile (account_id, version, family_name, given_name, patronymic, birth_date, sex, snils, enp,
  passport, passport_issued_on, passport_issuer, passport_department, saved_at)
VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (account_id) DO UPDATE SET version = identity_profile.version + 1, family_name = $2, given_name = $3,
  patronymic = $4, birth_date = $5, sex = $6, snils = $7, enp = $8, passport = $9, passport_issued_on = $10,
  passport_issuer = $11, passport_department = $12, saved_at = $13
RETURNING id, version
"""
_TRIES = """
SELECT count(*) FILTER (WHERE account_id = $1) AS of_account, count(*) FILTER (WHERE question ->> 'number' = $2) AS of_passport
FROM registry_check WHERE kind = 'PASSPORT' AND created_at > $3 AND (account_id = $1 OR question ->> 'number' = $2)
"""
_LAST = """
SELECT id, outcome FROM registry_check WHERE account_id = $1 AND kind = 'PASSPORT' AND profile_version = $2
  AND state <> 'DROPPED' ORDER BY id DESC LIMIT 1
"""


async def save(
    pool: asyncpg.Pool,
    key: bytes,
    actor: Actor,
    stated: Stated,
    version: int,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> None:
    """Keeps the statement over the version that its owner saw, and asks the registry of passports about it.

    What was not asked about, such as the policy's number, changes without a new question. The same again changes
    nothing, but asks again where the registry had not confirmed it. Raises Refused FORBIDDEN, CONFLICT, TRIES_USED_UP,
    VERIFIED_FIELD, and those of `checked`.
    """
    actor.need(Role.CITIZEN)
    async with pool.acquire() as connection, connection.transaction():
        account = await hold_own_account(connection, actor)
        given = {"version": version, **asdict(stated)}
        if await earlier_outcome(connection, key, actor.account_id, _MUTATION, client_mutation_id, given, at):
            return
        before = await known(connection, actor.account_id)
        if before.version != version:
            raise Refused("CONFLICT", ["input", "version"])
        statement = checked(stated, before.snils, before.enp, before.passport, moscow_day(at))
        level = AccountLevel(account["level"])
        await need_verified_kept(connection, level, account["person_id"], before, statement)
        id_ = await _keep(connection, actor.account_id, before, statement, at)
        await keep_outcome(connection, actor.account_id, _MUTATION, client_mutation_id, id_)


async def retry(pool: asyncpg.Pool, actor: Actor, at: dt.datetime) -> None:
    """Asks at once again, all that was entered kept (ACC-10). Raises Refused WRONG_STATE, ASKED_JUST_NOW."""
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        waiting = await connection.fetchval(
            "SELECT c.id FROM registry_check c JOIN identity_profile f ON f.account_id = c.account_id "
            "AND f.version = c.profile_version WHERE c.account_id = $1 AND c.kind = 'PASSPORT' AND c.state = 'WAITING' "
            "ORDER BY c.id DESC LIMIT 1",
            actor.account_id,
        )
        if waiting is None:
            raise Refused("WRONG_STATE")
        await retry_now(connection, [waiting], at)


async def _keep(connection: Connection, account_id: int, before: Known, statement: Statement, at: dt.datetime) -> int:
    """Gives the statement's row."""
    stood = _statement(before)
    last = await connection.fetchrow(_LAST, account_id, before.version) if before.version else None
    ask = stood is None or stood.checked != statement.checked or last is None or last["outcome"] == "INVALID"
    if ask:
        await _hold_tries(connection, account_id, statement.passport.number, at)
    version = before.version
    if stood != statement:
        saved = await connection.fetchrow(_SAVE, account_id, *_values(statement), at)
        assert saved is not None
        version = saved["version"]
    if ask:
        question = {
            "family_name": statement.family_name,
            "given_name": statement.given_name,
            "patronymic": statement.patronymic,
            "birth_date": statement.birth_date,
            "number": statement.passport.number,
            "issued_on": statement.passport.issued_on,
            "department_code": statement.passport.department_code,
        }
        await open_check(connection, CheckKind.PASSPORT, account_id, question, at, profile_version=version)
    elif version != before.version:
        # The same was asked, so the answer is about this version too.
        await connection.execute(
            "UPDATE registry_check SET profile_version = $3 WHERE account_id = $1 AND kind = 'PASSPORT' AND profile_version = $2",
            account_id,
            before.version,
            version,
        )
    await settle_level(connection, account_id)
    await ask_own_policy(connection, account_id, at)
    return int(await connection.fetchval("SELECT id FROM identity_profile WHERE account_id = $1", account_id))


def _statement(before: Known) -> Statement | None:
    """What stood; None where nothing was stated."""
    if not before.version:
        return None
    assert (
        before.family_name
        and before.given_name
        and before.birth_date
        and before.sex
        and before.snils
        and before.passport
    )
    return Statement(
        before.family_name,
        before.given_name,
        before.patronymic,
        before.birth_date,
        before.sex,
        before.snils,
        before.enp,
        before.passport,
    )


def _values(statement: Statement) -> tuple[object, ...]:
    passport = statement.passport
    return (
        statement.family_name,
        statement.given_name,
        statement.patronymic,
        statement.birth_date,
        statement.sex.value,
        statement.snils,
        statement.enp,
        passport.number,
        passport.issued_on,
        passport.issuer,
        passport.department_code,
    )


async def _hold_tries(connection: Connection, account_id: int, passport: str, at: dt.datetime) -> None:
    """Makes sure that one more question may be asked, until the transaction ends. Raises Refused TRIES_USED_UP."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"passport:{passport}")
    asked = await connection.fetchrow(_TRIES, account_id, passport, at - dt.timedelta(days=1))
    assert asked is not None
    if asked["of_account"] >= PER_DAY or asked["of_passport"] >= PER_PASSPORT:
        raise Refused("TRIES_USED_UP")
