"""Log lines hold kinds and request ids; whatever else is passed never reaches them."""

import asyncio
import gc
import json

import pytest
import structlog

from backend.telemetry import set_up_logs


def test_only_what_is_allowed_reaches_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()
    try:
        structlog.get_logger().warning("unavailable", request_id="7", login="anna", code="123456", query="{ viewer }")
        line = json.loads(capsys.readouterr().err.splitlines()[-1])
        assert set(line) == {"event", "level", "timestamp", "request_id"}
    finally:
        structlog.reset_defaults()


async def test_a_task_that_fails_alone_is_told_by_its_kind(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(row: str) -> None:
        raise ValueError(f"Key (snils)=({row})")

    set_up_logs()
    try:
        task = asyncio.create_task(fails("000-000-001 11"))
        await asyncio.wait([task])
        del task
        gc.collect()
        assert caplog.messages == ["Task exception was never retrieved ValueError"]
        assert "000-000" not in caplog.text and "Traceback" not in caplog.text
    finally:
        structlog.reset_defaults()
