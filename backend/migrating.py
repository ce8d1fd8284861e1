"""Migrations, applied by Tortoise without what it does for nothing.

Before each operation Tortoise draws every model of that moment anew, as a class with its queries, for the few operations that
look back: of 200 operations that made half a minute of the first start.
"""

from functools import cached_property
from typing import Any

from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps


async def apply_migrations(config: dict[str, Any], upto: str = "__latest__") -> None:
    """Brings the database of Tortoise's configuration to a migration, by default to the newest."""
    await Tortoise.init(config=config, init_connections=False)
    ((app, described),) = config["apps"].items()
    executor = _Executor(get_connection(described["default_connection"]), config["apps"])
    await executor.migrate([MigrationTarget(app, upto)], direction="forward")


class _Executor(MigrationExecutor):
    async def _project_state(self, applied: set[MigrationKey], *, upto: MigrationKey | None = None) -> State:
        # Models that name no connection get no queries: none of them is ever asked for a row.
        state = _Now({}, StateApps())
        for key in self._full_plan():
            migration = self.loader.graph.nodes[key]
            if key in applied and migration is not None:
                await migration.apply(state, dry_run=True)
        return state


class _Now(State):
    """The state while operations change it."""

    def clone(self) -> Any:
        return _Before({key: model.clone() for key, model in self.models.items()}, self.apps)


class _Before:
    """The state before an operation; its models become classes when somebody asks for them."""

    def __init__(self, models: dict[tuple[str, str], ModelState], apps: StateApps) -> None:
        self.models = models
        self._apps = apps

    @cached_property
    def apps(self) -> StateApps:
        return self._apps.clone(model_states=self.models)
