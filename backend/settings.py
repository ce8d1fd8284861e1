"""Settings: environment variables `MEDCARD_*`, all listed in the README."""

import base64
import contextlib
import secrets
from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from backend.registries.provider_settings import ProviderSettings

KEYS = ("id", "cursor", "audit", "code", "vault")
KEY_BYTES = 32


class WrongKey(ValueError):
    """A key in the environment is not what it should be; the message names the variable, never the value."""


class Settings(BaseSettings):
    """Every setting of the service. Nothing secret is ever printed."""

    model_config = SettingsConfigDict(
        env_prefix="MEDCARD_", frozen=True, ignored_types=(cached_property,), hide_input_in_errors=True
    )

    data_dir: Path = Field(Path("var"), description="Where data, keys and the embedded PostgreSQL live")
    database_url: SecretStr | None = Field(
        None, description="A PostgreSQL server; unset: an embedded one under the data folder"
    )
    demo: bool = Field(False, description="Demo cast, built-in SMS simulator, GraphiQL; loopback only")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, description="Port to listen on")
    public_address: str | None = Field(None, description="Scheme and host that browsers see; default: http://HOST:PORT")
    trusted_proxies: list[str] = Field(
        [], description="Addresses of proxies whose X-Forwarded-For and -Proto count (JSON list)"
    )
    id_key: SecretStr | None = Field(
        None, description="Base64 key of public ids (32 bytes); default: made and kept under the data folder"
    )
    cursor_key: SecretStr | None = Field(None, description="Base64 key of cursors (32 bytes); default: likewise")
    audit_key: SecretStr | None = Field(
        None, description="Base64 key of the access log's chain (32 bytes); default: likewise"
    )
    code_key: SecretStr | None = Field(
        None, description="Base64 key of hashed codes and throttling marks (32 bytes); default: likewise"
    )
    vault_key: SecretStr | None = Field(
        None, description="Base64 key of sealed photos and second factors (32 bytes); default: likewise"
    )
    audit_dir: Path | None = Field(
        None, description="Where the access log's heads are anchored; default: audit in the data folder"
    )
    sensitive_teen: bool = Field(True, description="Hide a teenager's sensitive classes from representatives")
    teen_hide: bool = Field(False, description="A teenager may hide ordinary entries from representatives")
    guardian_online: bool = Field(
        True, description="Guardians and trustees are verified online; otherwise in person at an MFC"
    )
    accepted_policy_regions: list[str] = Field(
        ["77"], description="Subject codes whose insurance policies open the service (JSON list)"
    )
    photo_days: int = Field(
        30,
        ge=1,
        le=30,
        description="For how many days after the decision the photo of a request is kept; no longer than the consent says",
    )
    registries_url: str | None = Field(
        None, description="Address under which the state registries answer; in demo mode the built-in simulator"
    )
    registries_api_key: SecretStr | None = Field(None, description="Key that the registries ask for")
    sms_url: str | None = Field(None, description="SMS gateway; in demo mode the built-in simulator")
    sms_api_key: SecretStr | None = Field(None, description="Key that the SMS gateway asks for")
    email_url: str | None = Field(None, description="E-mail gateway; in demo mode the built-in simulator")
    email_api_key: SecretStr | None = Field(None, description="Key that the e-mail gateway asks for")
    oidc_providers: list[ProviderSettings] = Field(
        [], description="OpenID Connect providers that sign people in (JSON list; docs/operate.md)"
    )
    db_pool_size: int = Field(8, ge=1, description="Connections of the read pool")
    plan_cache_size: int = Field(512, ge=1, description="Compiled operations kept")
    document_cache_size: int = Field(512, ge=1, description="Parsed documents kept")
    graphql_max_depth: int = Field(15, ge=1, description="Deepest selection")
    graphql_max_aliases: int = Field(60, ge=0, description="Most aliases in an operation")
    graphql_max_tokens: int = Field(4000, ge=1, description="Most tokens in a document")
    graphql_max_directives: int = Field(60, ge=0, description="Most directives in a document")
    graphql_max_fragments: int = Field(60, ge=0, description="Most fragments in a document")
    graphql_max_cost: int = Field(20000, ge=1, description="Highest cost: fields times page sizes")
    graphql_max_body_bytes: int = Field(200_000, ge=1, description="Largest request body")
    graphql_timeout_seconds: float = Field(10, gt=0, description="Longest time for one operation")

    @field_validator("oidc_providers")
    @classmethod
    def _providers_differ(cls, providers: list[ProviderSettings]) -> list[ProviderSettings]:
        """An account has one subject of an issuer, and an address one provider."""
        for of_each in ([one.name for one in providers], [one.issuer for one in providers]):
            if len(set(of_each)) < len(of_each):
                raise ValueError("providers have names and issuers of their own")
        return providers

    @property
    def origin(self) -> str:
        """Scheme and host that browsers see."""
        return (self.public_address or self.listening).rstrip("/").lower()

    @property
    def listening(self) -> str:
        """Scheme and host that the server itself listens on."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def secure_cookies(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def anchors(self) -> Path:
        return self.audit_dir or self.data_dir / "audit"

    def key(self, name: str) -> bytes:
        """One of the keys of `KEYS`: from the environment, else kept in a file of mode 0600."""
        if (key := self.existing_key(name)) is not None:
            return key
        self.keep_key(name, secrets.token_bytes(KEY_BYTES))
        return self.key_file(name).read_bytes()

    def existing_key(self, name: str) -> bytes | None:
        """The key, where there is one already; none is made."""
        given: SecretStr | None = getattr(self, f"{name}_key")
        if given is None:
            path = self.key_file(name)
            return path.read_bytes() if path.exists() else None
        try:
            key = base64.b64decode(given.get_secret_value(), validate=True)
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise WrongKey(f"MEDCARD_{name.upper()}_KEY has to be {KEY_BYTES} bytes in base64")
        return key

    def keep_key(self, name: str, key: bytes) -> None:
        """Writes a key's file, whole or not at all; one that is there stays."""
        path = self.key_file(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        written = path.with_suffix(f".{secrets.token_hex(4)}")
        written.touch(mode=0o600)
        written.write_bytes(key)
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(written)
        written.unlink()

    def key_file(self, name: str) -> Path:
        return self.data_dir / "secrets" / f"{name}.key"


def load_settings() -> Settings:
    """Settings from the environment. Raises pydantic's ValidationError, which names the variable."""
    return Settings()
