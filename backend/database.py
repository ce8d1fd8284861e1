"""The database: a PostgreSQL server by address, or an embedded one under the data folder."""

from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
from tortoise import Tortoise

from backend import embedded
from backend.migrating import apply_migrations
from backend.migration_state import migration_state
from backend.models.modules import MIGRATIONS_MODULE, MODEL_MODULES
from backend.settings import Settings

_MIGRATING = 7_253_002


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is. `host` may be the folder of a Unix socket."""

    host: str
    port: int
    user: str
    password: str | None
    database: str

    @classmethod
    def parse(cls, url: str) -> "Address":
        """From `postgresql://user:password@host:port/database`, or with `?host=/socket/folder`."""
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        return cls(
            host=query.get("host", [parts.hostname or "127.0.0.1"])[0],
            port=parts.port or int(query.get("port", ["5432"])[0]),
            user=unquote(parts.username or "postgres"),
            password=unquote(parts.password) if parts.password else None,
            database=unquote(parts.path.lstrip("/")) or "postgres",
        )

    def connect_arguments(self) -> dict[str, Any]:
        """Arguments of `asyncpg.connect`."""
        return {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "database": self.database,
        }

    def tortoise_config(self) -> dict[str, Any]:
        credentials = {**self.connect_arguments(), "minsize": 1, "maxsize": 4, "server_settings": {"timezone": "UTC"}}
        return {
            "connections": {"default": {"engine": "tortoise.backends.asyncpg", "credentials": credentials}},
            "apps": {
                "models": {
                    "models": list(MODEL_MODULES),
                    "default_connection": "default",
                    "migrations": MIGRATIONS_MODULE,
                }
            },
            "use_tz": True,
            "timezone": "UTC",
        }


class Database:
    """A running database. As a context manager it stops the embedded server that it started."""

    def __init__(self, settings: Settings) -> None:
        self._server: Any = None
        if settings.database_url is not None:
            self.address = Address.parse(settings.database_url.get_secret_value())
            return
        folder = settings.data_dir.resolve() / "postgres"
        folder.mkdir(parents=True, exist_ok=True)
        # Reuses a server that runs there already, recovers one that was killed, and stops with its last user.
        self._server = embedded.start(folder)
        self.address = Address.parse(self._server.get_uri())

    def __enter__(self) -> "Database":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._server is not None:
            self._server.cleanup()
            self._server = None


async def migrate(address: Address) -> None:
    """Brings the database to the newest migration; safe to repeat, and from several processes at once."""
    gate = await asyncpg.connect(**address.connect_arguments())
    try:
        await gate.execute("SELECT pg_advisory_lock($1)", _MIGRATING)
        # Working out that nothing is to be done takes Tortoise two seconds, and this comes before each start.
        if (await migration_state(gate)).missing:
            await apply_migrations(address.tortoise_config())
    finally:
        await Tortoise.close_connections()
        await gate.close()


async def open_read_pool(address: Address, size: int) -> asyncpg.Pool:
    """Connections for compiled reads, opened at once so that the first reader does not wait.

    No request sets session state on them, so the reset on release (0.35 ms measured) is left out; plans are generic
    because a statement's shape never depends on its parameters.
    """

    async def nothing_to_reset(_: Any) -> None:
        return None

    return await asyncpg.create_pool(
        **address.connect_arguments(),
        min_size=size,
        max_size=size,
        reset=nothing_to_reset,
        max_inactive_connection_lifetime=0,
        statement_cache_size=1024,
        max_cached_statement_lifetime=0,
        max_cacheable_statement_size=0,
        server_settings={
            "timezone": "UTC",
            "plan_cache_mode": "force_generic_plan",
            "jit": "off",
            "application_name": "medcard-read",
        },
    )


async def open_pool(address: Address, size: int, name: str) -> asyncpg.Pool:
    """Connections for use cases that change state."""
    return await asyncpg.create_pool(
        **address.connect_arguments(),
        min_size=1,
        max_size=size,
        server_settings={"timezone": "UTC", "application_name": name},
    )
