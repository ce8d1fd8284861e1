"""Numbers by which people name what they asked for: on the page, on paper, on the telephone (REQ-13)."""

import datetime as dt

from backend.models.moscow import moscow_day
from backend.services.record_keeping.right import Connection

# What a number begins with, and what counts those that begin so: requests of access, complaints, orders and applications on paper.
_COUNTED_BY = {
    "ЭМК": "access_request_number_seq",
    "Ж": "complaint_number_seq",
    "В": "paper_number_seq",
    "Б": "paper_number_seq",
}


async def next_number(connection: Connection, letters: str, at: dt.datetime) -> str:
    """The next number with these letters, such as `ЭМК-2026-000123`; the year is Moscow's. Numbers may be left out, none comes
    twice."""
    running = await connection.fetchval("SELECT nextval($1::text::regclass)", _COUNTED_BY[letters])
    return f"{letters}-{moscow_day(at).year}-{running:06d}"
