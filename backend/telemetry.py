"""What the service tells of itself: kinds of faults and request ids, never people, codes, queries or contents.

A line is JSON, or words at a terminal. Keys that are not allowed here never reach a line, whoever passes them.
"""

import logging
import sys
from typing import Any

import structlog

ALLOWED = frozenset(("event", "level", "timestamp", "fault", "request_id", "task"))


def set_up_logs() -> None:
    """Lines go to standard error. Libraries speak from warnings on, each in a line of its own."""
    readable = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # They tell of an outage by tracebacks, again and again, and a traceback may quote a row; the service tells of it once.
    for library in ("asyncpg", "procrastinate", "psycopg", "psycopg.pool"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    logging.getLogger("asyncio").addFilter(_without_contents)


def only_allowed(logger: Any, method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Leaves out every key that is not allowed."""
    return {key: value for key, value in line.items() if key in ALLOWED}


def _without_contents(line: logging.LogRecord) -> bool:
    """A task that failed with nobody waiting is told by its kind: its exception and what it held may quote a row."""
    said = line.getMessage().partition("\n")[0]
    kind = line.exc_info[0].__name__ if line.exc_info and line.exc_info[0] else ""
    line.msg, line.args, line.exc_info = f"{said} {kind}".strip(), None, None
    return True
