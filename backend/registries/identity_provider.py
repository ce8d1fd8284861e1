"""An OpenID Connect provider: where to send a person, and who came back (authorization code with PKCE, state and nonce).

Believed is an ID token alone that this provider signed for this client and this sign-in; its claims may be completed by
what its own userinfo says of the same subject. Neither errors nor what they were raised from hold codes, tokens or claims.
"""

import asyncio
import contextlib
import datetime as dt
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import orjson
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet
from joserfc.jws import extract_compact
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from backend.registries.provider_settings import ProviderSettings
from backend.registries.unavailable import RegistryUnavailable

# Signatures by a key that only the provider holds; never "none", never a secret that both hold.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY_SECONDS = 60
LARGEST_ANSWER = 262_144
LARGEST_TOKEN = 32_768
SECONDS = 5.0
# For how long what the provider says of itself is kept; for an unknown key it is asked again, this often at most.
_METADATA_LIFE = dt.timedelta(minutes=10)
_KEYS_PAUSE = dt.timedelta(seconds=10)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ForgedSignIn(Exception):
    """What came back proves nothing about anybody."""


@dataclass(frozen=True, slots=True)
class ProvenIdentity:
    """The provider's subject and what it states of them, as written there. `full`: confirmed in person, it says."""

    subject: str
    snils: str | None
    family_name: str | None
    given_name: str | None
    patronymic: str | None
    birth_date: str | None
    sex: str | None
    full: bool


class _Metadata(BaseModel):
    """OpenID Connect Discovery 1.0, what is needed of it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]
    authorization_response_iss_parameter_supported: bool = False


class _Tokens(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    id_token: str = Field(max_length=LARGEST_TOKEN)
    access_token: str = Field(max_length=LARGEST_TOKEN)
    token_type: str = Field(pattern="^[Bb]earer$")


class IdentityProvider:
    """One provider under one issuer. Its metadata and keys are kept for minutes."""

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings = settings
        self.name, self.issuer = settings.name, settings.issuer
        self._http: httpx.AsyncClient | None = None
        self._metadata: tuple[dt.datetime, _Metadata] | None = None
        self._keys: tuple[dt.datetime, list[Key]] | None = None

    def use(self, transport: httpx.AsyncBaseTransport) -> None:
        """Sends through this transport, such as an application in the same process."""
        self._http = httpx.AsyncClient(timeout=SECONDS, transport=transport, trust_env=False)
        self._metadata = self._keys = None

    async def close(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def authorization_url(self, redirect_uri: str, state: str, nonce: str, verifier: str, at: dt.datetime) -> str:
        """Where the browser goes. Raises RegistryUnavailable."""
        metadata = await self._known(at)
        return str(
            prepare_grant_uri(
                metadata.authorization_endpoint,
                client_id=self.settings.client_id,
                response_type="code",
                redirect_uri=redirect_uri,
                scope=" ".join(dict.fromkeys(["openid", *self.settings.scopes])),
                state=state,
                nonce=nonce,
                code_challenge=create_s256_code_challenge(verifier),
                code_challenge_method="S256",
            )
        )

    async def answered_here(self, issuer: str | None, at: dt.datetime) -> bool:
        """Whether an answer with this `iss` may be this provider's (RFC 9207). Raises RegistryUnavailable."""
        if issuer is None:
            return not (await self._known(at)).authorization_response_iss_parameter_supported
        return issuer == self.issuer

    async def identity(
        self, redirect_uri: str, code: str, verifier: str, nonce: str, at: dt.datetime
    ) -> ProvenIdentity:
        """Exchanges the code, once, and checks who it was given for. Raises RegistryUnavailable, ForgedSignIn."""
        metadata = await self._known(at)
        tokens = await self._exchange(metadata, redirect_uri, code, verifier)
        token = await self._verified(metadata, tokens, nonce, at)
        claims = {**await self._userinfo(metadata, tokens, token), **token}
        return self._stated(claims)

    async def _known(self, at: dt.datetime) -> _Metadata:
        if self._metadata is not None and abs(at - self._metadata[0]) < _METADATA_LIFE:
            return self._metadata[1]
        address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        metadata: _Metadata | None = None
        with contextlib.suppress(ValidationError):
            metadata = _Metadata.model_validate(await self._read("GET", address))
        if metadata is None or metadata.issuer != self.issuer or not self._reachable(metadata):
            raise RegistryUnavailable(self.name)
        self._metadata = (at, metadata)
        return metadata

    def _reachable(self, metadata: _Metadata) -> bool:
        """Endpoints under TLS, or on this machine where the issuer itself is."""
        local = urlsplit(self.issuer).scheme == "http" and urlsplit(self.issuer).hostname in _LOOPBACK
        endpoints = (metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri)
        return all(
            (parts := urlsplit(endpoint)).scheme == "https"
            or (local and parts.scheme == "http" and parts.hostname in _LOOPBACK)
            for endpoint in (*endpoints, *filter(None, [metadata.userinfo_endpoint]))
        )

    async def _exchange(self, metadata: _Metadata, redirect_uri: str, code: str, verifier: str) -> _Tokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        secret = self.settings.client_secret.get_secret_value()
        auth: httpx.BasicAuth | None = None
        if "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
            # RFC 6749, 2.3.1: both are form-encoded first.
            auth = httpx.BasicAuth(quote(self.settings.client_id, safe=""), quote(secret, safe=""))
        else:
            form |= {"client_id": self.settings.client_id, "client_secret": secret}
        tokens: _Tokens | None = None
        with contextlib.suppress(ValidationError):
            tokens = _Tokens.model_validate(await self._read("POST", metadata.token_endpoint, data=form, auth=auth))
        if tokens is None:
            raise ForgedSignIn
        return tokens

    async def _verified(self, metadata: _Metadata, tokens: _Tokens, nonce: str, at: dt.datetime) -> dict[str, Any]:
        """The ID token's claims: signed by the provider, for this client, now, for this sign-in. Raises ForgedSignIn."""
        claims: dict[str, Any] | None = None
        with contextlib.suppress(JoseError, ValueError, TypeError, KeyError):
            header = extract_compact(tokens.id_token.encode("ascii")).headers()
            if header.get("alg") not in ALGORITHMS:
                raise ForgedSignIn
            key = await self._key(metadata, header.get("kid"), at)
            decoded = jwt.decode(tokens.id_token, key, algorithms=list(ALGORITHMS))
            checked = CodeIDToken(
                decoded.claims,
                decoded.header,
                {
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self.settings.client_id},
                    "exp": {"essential": True},
                },
                {"nonce": nonce, "client_id": self.settings.client_id, "access_token": tokens.access_token},
            )
            checked.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
            claims = dict(checked)
        subject = (claims or {}).get("sub")
        if claims is None or not isinstance(subject, str) or not 1 <= len(subject) <= 255:
            raise ForgedSignIn
        # The library compares texts as texts; this one is a secret.
        if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise ForgedSignIn
        return claims

    async def _key(self, metadata: _Metadata, kid: object, at: dt.datetime) -> Key:
        """The one key that the token names; without a name, the only one. Raises ForgedSignIn, RegistryUnavailable."""
        for _ in range(2):
            kept = self._keys if self._keys is not None and abs(at - self._keys[0]) < _METADATA_LIFE else None
            found = [key for key in (kept[1] if kept else ()) if kid is None or key.kid == kid]
            if len(found) == 1:
                return found[0]
            if kept is not None and abs(at - kept[0]) < _KEYS_PAUSE:
                break
            answer = await self._read("GET", metadata.jwks_uri)
            keys = [key for key in answer.get("keys", ()) if isinstance(key, dict) and key.get("use") != "enc"]
            self._keys = (at, list(KeySet.import_key_set({"keys": keys})))
        raise ForgedSignIn

    async def _userinfo(self, metadata: _Metadata, tokens: _Tokens, token: Mapping[str, Any]) -> dict[str, Any]:
        """What the provider says besides, where the token lacks a claim; of another subject it counts for nothing."""
        names = self.settings.claims
        wanted = (names.snils, names.family_name, names.given_name, names.birth_date, names.level)
        lacking = self.settings.verified and any(name is not None and name not in token for name in wanted)
        if not lacking or metadata.userinfo_endpoint is None:
            return {}
        answer = await self._read(
            "GET", metadata.userinfo_endpoint, headers={"Authorization": f"Bearer {tokens.access_token}"}
        )
        return answer if answer.get("sub") == token["sub"] else {}

    def _stated(self, claims: Mapping[str, Any]) -> ProvenIdentity:
        names = self.settings.claims

        def text(name: str | None) -> str | None:
            value = claims.get(name) if name is not None else None
            return value.strip() or None if isinstance(value, str) and len(value) <= 200 else None

        return ProvenIdentity(
            claims["sub"],
            text(names.snils),
            text(names.family_name),
            text(names.given_name),
            text(names.patronymic),
            text(names.birth_date),
            text(names.sex),
            names.level is None or text(names.level) in names.full,
        )

    async def _read(self, method: str, url: str, **given: Any) -> dict[str, Any]:
        """A JSON object. Raises RegistryUnavailable without an answer, ForgedSignIn where the provider refuses."""
        # What only reads is asked for again; a code counts once.
        again = AsyncRetrying(
            stop=stop_after_attempt(2 if method == "GET" else 1),
            wait=wait_random_exponential(multiplier=0.1, max=1),
            retry=retry_if_exception_type(_NoAnswer),
            reraise=True,
        )
        with contextlib.suppress(_NoAnswer):
            return await again(self._attempt, method, url, **given)
        raise RegistryUnavailable(self.name)

    async def _attempt(self, method: str, url: str, **given: Any) -> dict[str, Any]:
        """One request. Raises _NoAnswer, ForgedSignIn."""
        if self._http is None:
            self.use(httpx.AsyncHTTPTransport())
        assert self._http is not None
        status, body = 0, b""
        # Errors underneath hold addresses and bodies. They end here, so that none is the context of what is raised below.
        with contextlib.suppress(httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            async with asyncio.timeout(SECONDS), self._http.stream(method, url, **given) as response:
                read = bytearray()
                async for chunk in response.aiter_bytes():
                    read += chunk
                    if len(read) > LARGEST_ANSWER:
                        break
                else:
                    status, body = response.status_code, bytes(read)
        if method == "POST" and 400 <= status < 500 and status != 429:
            raise ForgedSignIn
        answer: object = None
        if status == 200:
            with contextlib.suppress(orjson.JSONDecodeError):
                answer = orjson.loads(body)
        if not isinstance(answer, dict):
            raise _NoAnswer
        return answer


class _NoAnswer(Exception):
    """Nothing came back that could be read."""
