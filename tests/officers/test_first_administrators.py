"""The first two administrators come from whoever runs the server, who never learns their passwords; these make all others."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from backend.database import Address
from backend.settings import Settings
from tests.client import start_site
from tests.process import database_url, medcard


@pytest.fixture
async def address(new_database: Callable[[], Awaitable[Address]]) -> Address:
    return await new_database()


async def _command(folder: Path, address: Address, *arguments: str, expect: int = 0) -> str:
    return await asyncio.to_thread(
        medcard, folder, "administrator", *arguments, expect=expect, MEDCARD_DATABASE_URL=database_url(address)
    )


async def test_two_are_made_and_told_that_two_are_needed(tmp_path: Path, address: Address) -> None:
    first = await _command(tmp_path, address, "One", "--email", "one@example.org")
    assert "Two administrators are needed" in first and "Forgot the password?" in first
    assert not re.search(r"\b\d{6}\b", first), "no code and no password is printed"
    second = await _command(tmp_path, address, "two", "--email", "two@example.org")
    assert "Two administrators are needed" not in second
    third = await _command(tmp_path, address, "three", "--email", "three@example.org", expect=1)
    assert "two administrators already" in third
    connection = await asyncpg.connect(**address.connect_arguments())
    rows = await connection.fetch("SELECT login, roles, password_hash, email FROM account ORDER BY login")
    await connection.close()
    assert [tuple(row) for row in rows] == [
        ("one", ["ADMINISTRATOR"], None, "one@example.org"),
        ("two", ["ADMINISTRATOR"], None, "two@example.org"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("+79160000000", "--email", "a@example.org"), 1),
        (("one", "--email", "nowhere"), 1),
        (("one", "--end"), 1),
        (("one",), 2),
        (("one", "--end", "--email", "a@example.org"), 2),
    ],
    ids=str,
)
async def test_what_cannot_be_done_is_said(
    tmp_path: Path, address: Address, arguments: tuple[str, ...], code: int
) -> None:
    said = await _command(tmp_path, address, *arguments, expect=code)
    assert "Traceback" not in said and len(said) > 20


async def test_one_who_was_lost_is_ended_and_another_made(tmp_path: Path, address: Address) -> None:
    await _command(tmp_path, address, "one", "--email", "one@example.org")
    await _command(tmp_path, address, "two", "--email", "two@example.org")
    assert "Two administrators are needed" in await _command(tmp_path, address, "one", "--end")
    assert "taken" in await _command(tmp_path, address, "one", "--email", "one@example.org", expect=1)
    await _command(tmp_path, address, "three", "--email", "three@example.org")


async def test_the_password_is_set_by_a_code_to_the_address(
    tmp_path: Path, address: Address, settings: Settings
) -> None:
    await _command(tmp_path, address, "one", "--email", "one@example.org")
    connection = await asyncpg.connect(**address.connect_arguments())
    async with start_site(settings, address, connection) as site:
        asked = await site.ask(
            "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { reset { token } } }",
            input={"login": "one"},
        )
        for _ in range(100):
            if messages := site.simulator.sent_to_address("one@example.org"):
                break
            await asyncio.sleep(0.05)
        found = re.search(r"\b\d{6}\b", messages[0].text)
        assert found is not None
        done = await site.ask(
            "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { code } } }",
            input={
                "login": "one",
                "token": asked["data"]["requestPasswordReset"]["reset"]["token"],
                "code": found.group(),
                "password": "осень в горах 17",
            },
        )
        assert done["data"]["resetPassword"]["userErrors"] == []
        one = await site.sign_in("one", "осень в горах 17")
        assert (await one.data("{ staffAppointments { hasNextPage } }"))["staffAppointments"] is not None
    await connection.close()
