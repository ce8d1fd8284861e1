"""The simulator of the outside systems: one application that speaks the HTTP of all of them, and can be told what to say."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from backend.registries.email import EmailMessage
from backend.registries.simulator.civil_acts import CIVIL_ACTS
from backend.registries.simulator.conventions import CONVENTIONS
from backend.registries.simulator.desk import BadRequest, Desk, read_json
from backend.registries.simulator.facts import Facts, KnownFacts
from backend.registries.simulator.gateways import GatewayDesk, Sent
from backend.registries.simulator.guardianship import GUARDIANSHIP
from backend.registries.simulator.insurance import INSURANCE
from backend.registries.simulator.passport import PASSPORT
from backend.registries.simulator.registry_desk import RegistryDesk
from backend.registries.simulator.schedule import BOOKING, CANCELLATION, FREE
from backend.registries.simulator.scripts import Script, Scripts
from backend.registries.sms import SmsMessage

Told = TypeVar("Told", bound=BaseModel)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Simulator:
    """Registries and gateways with their state, in memory; `app` is how they are asked.

    What they know and do is set over HTTP under `/simulator`, or by `tell` and `script` from the same process.
    """

    def __init__(self, api_key: str | None = None, clock: Callable[[], dt.datetime] = _now) -> None:
        self._api_key = api_key
        self._known = KnownFacts()
        self._sms = GatewayDesk("sms", "/sms/messages", SmsMessage)
        self._email = GatewayDesk("email", "/email/messages", EmailMessage)
        self._desks: list[Desk[Any]] = [
            RegistryDesk(PASSPORT, self._known, clock),
            RegistryDesk(INSURANCE, self._known, clock),
            RegistryDesk(CIVIL_ACTS, self._known, clock),
            RegistryDesk(GUARDIANSHIP, self._known, clock),
            RegistryDesk(FREE, self._known, clock),
            RegistryDesk(BOOKING, self._known, clock),
            RegistryDesk(CANCELLATION, self._known, clock),
            self._sms,
            self._email,
        ]
        self._scripts = Scripts(
            {desk.name: desk.answers for desk in self._desks}, {desk.name: desk.faults for desk in self._desks}
        )
        self.app = Starlette(
            routes=[
                *(Route(desk.path, self._asking(desk), methods=["POST"]) for desk in self._desks),
                Route("/simulator", self._about, methods=["GET"]),
                Route("/simulator", self._forget, methods=["DELETE"]),
                Route("/simulator/facts", self._learn, methods=["POST"]),
                Route("/simulator/facts", self._forget_facts, methods=["DELETE"]),
                Route("/simulator/scripts", self._follow, methods=["POST"]),
                Route("/simulator/scripts", self._forget_scripts, methods=["DELETE"]),
                Route("/simulator/asked", self._asked, methods=["GET"]),
                Route("/simulator/messages", self._messages, methods=["GET"]),
            ]
        )

    def sent_to(self, phone: str) -> list[Sent]:
        """SMS to a number, newest first."""
        return self._sms.sent_to(phone)

    def sent_to_address(self, address: str) -> list[Sent]:
        """E-mails to an address, newest first."""
        return self._email.sent_to(address)

    def tell(self, facts: Facts) -> None:
        self._known.learn(facts)

    def script(self, script: Script) -> None:
        """Raises ValueError where there is no such registry or behaviour."""
        self._scripts.add(script)

    def asked(self) -> dict[str, dict[str, dict[str, int]]]:
        """Requests and pieces of work done, by registry and key."""
        return {desk.name: desk.ledger.asked() for desk in self._desks}

    def forget(self) -> None:
        """As new: no facts, scripts, keys or messages."""
        self._known.forget()
        self._scripts.forget()
        self._sms.forget()
        self._email.forget()
        for desk in self._desks:
            desk.ledger.forget()

    def _asking(self, desk: Desk[Any]) -> Callable[[Request], Any]:
        async def ask(request: Request) -> Response:
            return await desk.receive(request, self._scripts, self._api_key)

        return ask

    async def _about(self, request: Request) -> Response:
        return PlainTextResponse(CONVENTIONS)

    async def _learn(self, request: Request) -> Response:
        return await _told(request, Facts, self.tell)

    async def _follow(self, request: Request) -> Response:
        return await _told(request, Script, self.script)

    async def _asked(self, request: Request) -> Response:
        return JSONResponse(self.asked())

    async def _messages(self, request: Request) -> Response:
        to = request.query_params.get("to", "")
        found = [*self.sent_to(to), *self.sent_to_address(to)]
        return JSONResponse([{**dataclasses.asdict(one), "at": one.at.isoformat()} for one in found])

    async def _forget(self, request: Request) -> Response:
        self.forget()
        return Response(status_code=204)

    async def _forget_facts(self, request: Request) -> Response:
        self._known.forget()
        return Response(status_code=204)

    async def _forget_scripts(self, request: Request) -> Response:
        self._scripts.forget()
        return Response(status_code=204)


async def _told(request: Request, shape: type[Told], take: Callable[[Told], None]) -> Response:
    """Takes what the simulator is told, or says what is wrong with it."""
    try:
        take(shape.model_validate_json(await read_json(request)))
    except BadRequest as bad:
        return JSONResponse({"error": str(bad)}, bad.status)
    except ValidationError as wrong:
        found = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in wrong.errors(include_url=False)]
        return JSONResponse({"error": "; ".join(found)}, 400)
    except ValueError as wrong:
        return JSONResponse({"error": str(wrong)}, 400)
    return Response(status_code=204)
