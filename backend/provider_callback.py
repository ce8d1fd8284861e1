"""`GET /sign-in/provider/<name>`: where a provider sends the browser back to (ACC-15).

The answer always sends the browser on to a page of the service, with 303 and without anything of the provider's: the
address that stays in the history tells at most the code of a refusal.
"""

import datetime as dt
from collections.abc import Callable
from urllib.parse import parse_qs

import asyncpg
import structlog
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from backend.cookies import cookie_value
from backend.http import GraphQLEndpoint
from backend.negotiation import joined
from backend.policy.sealing import IdSealer
from backend.registries.registries import Registries
from backend.services.provider_sign_in import LONGEST_ANSWER, Answer, Arrived, arrive, returns_to
from backend.services.refusal import Refused
from backend.services.second_factors.passkeys import Place
from backend.services.sessions import Device
from backend.services.vault import Vault

_log = structlog.get_logger()
SIGNED_IN, ADDED, FAILED = "/", "/settings?provider=added", "/sign-in?error="
SECOND_FACTOR = "/sign-in?step=second-factor"
# What providers may send once; the same parameter twice means two things.
_ONCE = ("state", "code", "iss", "error")


class ProviderCallback:
    """The ASGI endpoint of one path for each provider, so that none can answer for another."""

    def __init__(
        self,
        endpoint: GraphQLEndpoint,
        origin: str,
        pool: asyncpg.Pool,
        registries: Registries,
        vault: Vault,
        ids: IdSealer,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._endpoint, self._origin, self._pool, self._registries = endpoint, origin, pool, registries
        self._vault, self._ids, self._clock = vault, ids, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response: Response
        cookies = self._endpoint.cookies
        if scope["method"] != "GET":
            response = Response(status_code=405, headers={"Allow": "GET"})
        else:
            try:
                device = self._device(scope)
                arrived = await self._arrive(scope, device)
                if arrived.token is not None:
                    response = RedirectResponse(SIGNED_IN, 303)
                    response.headers.append("Set-Cookie", cookies.session(arrived.token).decode())
                    response.headers.append("Set-Cookie", cookies.known(device.known).decode())
                elif arrived.needed is not None:
                    response = RedirectResponse(SECOND_FACTOR, 303)
                    response.headers.append("Set-Cookie", cookies.pending(arrived.needed.challenge).decode())
                else:
                    response = RedirectResponse(ADDED, 303)
                response.headers.append("Set-Cookie", cookies.leaving("").decode())
            except Refused as refused:
                response = RedirectResponse(FAILED + refused.code, 303)
            except Exception as fault:
                _log.error("a sign-in through a provider failed", fault=type(fault).__name__)
                response = RedirectResponse(f"{FAILED}UNAVAILABLE", 303)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
        await response(scope, receive, send)

    def _device(self, scope: Scope) -> Device:
        """The browser that comes back: known by its cookie, though it comes from another site."""
        known = cookie_value(joined(scope["headers"]), self._endpoint.cookies.known_name)
        name = self._endpoint.caller_of(scope).device.name
        return Device(name, known) if known else Device(name)

    async def _arrive(self, scope: Scope, device: Device) -> Arrived:
        """Raises Refused."""
        provider = self._registries.providers.get(scope["path_params"]["provider"])
        answer = _answer(scope.get("query_string", b""))
        if provider is None or answer is None:
            raise Refused("SIGN_IN_EXPIRED")
        return await arrive(
            self._pool,
            self._vault,
            self._ids,
            provider,
            returns_to(self._origin, provider),
            answer,
            cookie_value(joined(scope["headers"]), self._endpoint.cookies.leaving_name),
            device,
            Place(self._origin),
            self._clock(),
        )


def _answer(query: bytes) -> Answer | None:
    """What the provider says; None for nothing that a provider sends."""
    try:
        given = (
            parse_qs(query.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
            if len(query) <= LONGEST_ANSWER
            else {}
        )
    except ValueError:
        return None
    if any(len(given.get(name, ())) > 1 for name in _ONCE) or "state" not in given:
        return None
    one = {name: given[name][0] for name in _ONCE if name in given}
    return Answer(one["state"], one.get("code"), one.get("iss"), one.get("error"))
