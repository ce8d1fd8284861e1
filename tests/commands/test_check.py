"""`medcard check` says what is wrong and what to do."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr

from backend.commands import check
from backend.database import Address
from backend.settings import Settings
from tests.process import database_url, medcard


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built page."""
    for name in ("index.html", "trusted-documents.json"):
        (tmp_path / name).write_text("{}")
    monkeypatch.setattr(check, "WEB", tmp_path)
    return tmp_path


async def _wrong(settings: Settings, address: Address, look: check.Look = check.Look.WRONG) -> list[str]:
    found = await asyncio.to_thread(
        check.findings, settings.model_copy(update={"database_url": SecretStr(database_url(address))})
    )
    return [text for seen, text in found if seen is look]


BROKEN = [
    ("DROP INDEX record_entry_timeline", "record_entry_timeline"),
    ("ALTER TABLE person DROP CONSTRAINT person_phone_e164", "person_phone_e164"),
    ("DROP FUNCTION refusal_reason", "refusal_reason"),
    (
        "DO $$ DECLARE name text; BEGIN SELECT conname INTO name FROM pg_constraint "
        "WHERE conrelid = 'session'::regclass AND contype = 'f'; EXECUTE 'ALTER TABLE session DROP CONSTRAINT ' || quote_ident(name); END $$",
        "session.account_id",
    ),
    (
        "ALTER TABLE access_log DROP CONSTRAINT access_log_seq_positive; "
        "ALTER TABLE access_log ADD CONSTRAINT access_log_seq_positive CHECK (seq >= 1) NOT VALID",
        "access_log_seq_positive",
    ),
    ("DELETE FROM tortoise_migrations WHERE name = '0004_standings'", "medcard migrate"),
    ("INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('models', '9999_later', now())", "newer"),
    ("DROP SCHEMA public CASCADE; CREATE SCHEMA public", "medcard migrate"),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case[1])
async def test_what_is_missing_in_the_database_is_named(
    settings: Settings, new_database: Callable[[], Awaitable[Address]], web: Path, case: tuple[str, str]
) -> None:
    address = await new_database()
    assert await _wrong(settings, address) == []
    connection = await asyncpg.connect(**address.connect_arguments())
    await connection.execute(case[0])
    await connection.close()
    [said] = await _wrong(settings, address)
    assert case[1] in said


async def test_a_new_installation_is_told_what_it_lacks(
    settings: Settings, new_database: Callable[[], Awaitable[Address]], web: Path
) -> None:
    address = await new_database()
    outside = {"demo": False, "sms_url": None, "email_url": None, "registries_url": None}
    said = await _wrong(settings.model_copy(update=outside), address, check.Look.LACKS)
    for each in (
        "MEDCARD_SMS_URL",
        "MEDCARD_EMAIL_URL",
        "MEDCARD_REGISTRIES_URL",
        "medcard administrator",
        "medcard import",
    ):
        assert sum(each in text for text in said) == 1
    connection = await asyncpg.connect(**address.connect_arguments())
    await connection.execute("INSERT INTO organization (kind, name) VALUES ('OTHER', 'Оператор')")
    await connection.execute(
        "INSERT INTO account (login, level, roles, email, email_confirmed_at, created_at) "
        "SELECT name, 'BASIC', '{ADMINISTRATOR}', name || '@example.org', now(), now() FROM unnest(array['one', 'two']) AS name"
    )
    await connection.close()
    given = {"demo": False, **dict.fromkeys(("sms_url", "email_url", "registries_url"), "http://127.0.0.1:1")}
    assert await _wrong(settings.model_copy(update=given), address, check.Look.LACKS) == []


async def test_a_missing_page_is_named(
    settings: Settings, new_database: Callable[[], Awaitable[Address]], web: Path
) -> None:
    address = await new_database()
    for name in ("index.html", "trusted-documents.json"):
        (web / name).unlink()
        assert "make setup" in (await _wrong(settings, address))[-1]


async def test_check_ends_with_1_where_something_is_wrong(
    settings: Settings, new_database: Callable[[], Awaitable[Address]], tmp_path: Path
) -> None:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await connection.execute("DROP INDEX record_entry_timeline")
    await connection.close()
    said = await asyncio.to_thread(medcard, tmp_path, "check", expect=1, MEDCARD_DATABASE_URL=database_url(address))
    assert "record_entry_timeline" in said
    away = "postgresql://somebody:s3cret@127.0.0.1:1/nothing"
    said = await asyncio.to_thread(medcard, tmp_path, "check", expect=1, MEDCARD_DATABASE_URL=away)
    assert "does not answer" in said and "s3cret" not in said
