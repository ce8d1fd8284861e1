"""A provider that does as a test says: it signs honestly, or forges what it is told to."""

import base64
import hashlib
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.providers.browser import asked

ISSUER = "https://provider.example"
CLIENT = "medcard"


@dataclass
class Hostile:
    """`claims` and `header` overwrite what is honest (None: the claim is absent); `sign` makes the token another way.

    `instead` holds what the next requests to an endpoint get; `down` names endpoints that answer nothing useful.
    """

    issuer: str = ISSUER
    subject: str = "someone"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    published: list[RSAKey] | None = None
    sign: Any = None
    down: set[str] = field(default_factory=set)
    instead: dict[str, list[Callable[[], Awaitable[Response]]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: list[dict[str, str]] = field(default_factory=list)

    def back(self, url: str, **more: str) -> str:
        """The person agrees: the address that the provider sends the browser back to."""
        given = asked(url)
        assert url.startswith(f"{self.issuer}/authorize?")
        code = secrets.token_urlsafe(8)
        self.codes[code] = given
        return f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state']} | more)}"

    def transport(self) -> httpx.ASGITransport:
        routes = [
            Route("/.well-known/openid-configuration", self._or_instead("discovery", self._discovery)),
            Route("/jwks", self._or_instead("jwks", self._jwks)),
            Route("/token", self._or_instead("token", self._token), methods=["POST"]),
            Route("/userinfo", self._or_instead("userinfo", self._userinfo)),
        ]
        return httpx.ASGITransport(Starlette(routes=routes))

    def _or_instead(
        self, name: str, honest: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            self.asked.append(name)
            if name in self.down:
                return Response(status_code=503)
            others = self.instead.get(name)
            return await others.pop(0)() if others else await honest(request)

        return answer

    async def _discovery(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
            }
            | self.metadata
        )

    async def _jwks(self, request: Request) -> Response:
        return JSONResponse(KeySet(self.published or [self.key]).as_dict())

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        self.seen.append(form)
        given = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if (
            given is None
            or given["code_challenge_method"] != "S256"
            or given["code_challenge"] != challenge.decode()
            or given["redirect_uri"] != form["redirect_uri"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        honest: dict[str, Any] = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": given["nonce"],
        }
        claims = {name: value for name, value in (honest | self.claims).items() if value is not None}
        header = {name: value for name, value in ({"alg": "RS256", "kid": "one"} | self.header).items() if value}
        token = self.sign(header, claims) if self.sign else jwt.encode(header, claims, self.key)
        return JSONResponse({"access_token": "access", "token_type": "Bearer", "expires_in": 300, "id_token": token})

    async def _userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"] == "Bearer access"
        return JSONResponse(self.userinfo)


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()
