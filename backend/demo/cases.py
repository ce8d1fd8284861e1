"""Cases that wait for a registrar: olga asks what is kept about her, Антон Лось has lost his phone."""

import datetime as dt

import orjson

from backend.demo.entries import Connection
from backend.demo.people import Stage
from backend.models.service_case import CaseKind
from backend.services.accounts.cases import PERSONAL_DATA_DAYS
from backend.services.working_days import TERM_DAYS, due_at

_NEW_PHONE = "+79000000900"
_OPEN = """
INSERT INTO service_case (kind, state, account_id, person_id, details, opened_at, due_at)
SELECT $2, 'OPEN', id, $3, $4::jsonb, $5, $6 FROM account WHERE login = $1
"""


async def write_cases(connection: Connection, stage: Stage) -> None:
    """As their owners would have opened them: a request for one's own data names nobody, a recovery its new phone."""
    asked, lost = stage.now - dt.timedelta(days=3), stage.now - dt.timedelta(days=1)
    phone = orjson.dumps({"phone": _NEW_PHONE}).decode()
    await connection.executemany(
        _OPEN,
        [
            ("olga", CaseKind.PERSONAL_DATA.value, None, None, asked, due_at(asked, PERSONAL_DATA_DAYS)),
            ("region", CaseKind.RECOVERY.value, stage.people["region"], phone, lost, due_at(lost, TERM_DAYS)),
        ],
    )
