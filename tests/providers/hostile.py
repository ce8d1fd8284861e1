"""A provider that does as a test says: it signs honestly, or forges what it is told to."""

import base64
import hashlib
import secrets
import time
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
    """`claims` and `header` overwrite what is honest (None: the claim is absent); `sign` makes the token another way."""

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
            Route("/.well-known/openid-configuration", self._discovery),
            Route("/jwks", self._jwks),
            Route("/token", self._token, methods=["POST"]),
            Route("/userinfo", self._userinfo),
        ]
        return httpx.ASGITransport(Starlette(routes=routes))

    async def _discovery(self, request: Request) -> Response:
        if "discovery" in self.down:
            return Response(status_code=503)
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
        if "jwks" in self.down:
            return Response(status_code=503)
        return JSONResponse(KeySet(self.published or [self.key]).as_dict())

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        self.seen.append(form)
        if "token" in self.down:
            return Response(status_code=503)
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
