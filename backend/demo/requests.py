"""A request that was begun: sergey's draft for Вера (demo-cast.md)."""

import datetime as dt

from backend.demo.entries import Connection
from backend.demo.people import Stage

_BEGUN_AGO = dt.timedelta(days=2)


async def write_requests(connection: Connection, stage: Stage) -> None:
    """The record is chosen, all else is still to come."""
    begun = stage.now - _BEGUN_AGO
    await connection.execute(
        "INSERT INTO access_request (account_id, purpose, state, own, patient_id, created_at, saved_at) "
        "SELECT id, 'GRANT', 'DRAFT', false, $1, $2, $2 FROM account WHERE login = 'sergey'",
        stage.people["vera"],
        begun,
    )
