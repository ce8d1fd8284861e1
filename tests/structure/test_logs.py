"""Log lines hold kinds and request ids; whatever else is passed never reaches them."""

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
