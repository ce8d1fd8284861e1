"""`GET /demo/outbox?login=`: what the simulator's SMS gateway took for one of the demo cast. Demo mode only."""

import re

import asyncpg
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from backend.registries.simulator import SmsSimulator
from backend.services.sign_in import normal_login

_CODE = re.compile(r"\b\d{6}\b")


class Outbox:
    """Messages of one login, newest first, as `[{text, code, at}]`; an unknown login has none."""

    def __init__(self, pool: asyncpg.Pool, simulator: SmsSimulator) -> None:
        self._pool, self._simulator = pool, simulator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        login = normal_login(Request(scope, receive).query_params.get("login", ""))
        phone = await self._pool.fetchval("SELECT phone FROM account WHERE login = $1", login)
        messages = self._simulator.sent_to(phone) if phone else []
        body = [
            {
                "text": message.text,
                "code": found.group() if (found := _CODE.search(message.text)) else None,
                "at": message.at.isoformat(),
            }
            for message in messages
        ]
        await JSONResponse(body, headers={"Cache-Control": "no-store"})(scope, receive, send)
