"""`GET /demo/outbox?login=`: what the simulator's gateways took for somebody of the demo. Demo mode only."""

import re

import asyncpg
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from backend.registries.simulator.simulator import Simulator
from backend.services.accounts.contact import contact_or_none
from backend.services.sign_in import normal_login

_CODE = re.compile(r"\b\d{6}\b")


class Outbox:
    """SMS and e-mails of one login, newest first, as `[{text, code, at}]`. An e-mail has its `subject` besides.

    A phone or an e-mail address has its own, with or without an account: so somebody new finds the code to register with.
    """

    def __init__(self, pool: asyncpg.Pool, simulator: Simulator) -> None:
        self._pool, self._simulator = pool, simulator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        login = normal_login(Request(scope, receive).query_params.get("login", ""))
        account = await self._pool.fetchrow("SELECT phone, email FROM account WHERE login = $1", login)
        places = {account["phone"], account["email"]} if account else set()
        if (written := contact_or_none(login)) is not None:
            places.add(written.address)
        messages = [
            message
            for place in places - {None}
            for message in (self._simulator.sent_to_address if "@" in place else self._simulator.sent_to)(place)
        ]
        body = [
            {
                "text": message.text,
                "code": found.group() if (found := _CODE.search(message.text)) else None,
                "at": message.at.isoformat(),
                **({"subject": message.subject} if message.subject else {}),
            }
            for message in sorted(messages, key=lambda message: message.at, reverse=True)
        ]
        await JSONResponse(body, headers={"Cache-Control": "no-store"})(scope, receive, send)
