from pathlib import Path

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.fields.db_defaults import SqlDefault
from tortoise.migrations import operations as ops

from backend.models.court_act import FourEyesState
from backend.models.notification import NotificationKind


def _officer(column: str) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        "models.Account",
        source_field=column,
        null=True,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=OnDelete.RESTRICT,
    )


class Migration(migrations.Migration):
    """A changed mailbox is told everywhere; sessions say when they were last used; a death recorded by mistake is taken back."""

    dependencies = [("models", "0019_identifiers_in_force")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Notification",
            name="kind",
            field=fields.CharEnumField(
                description="\n".join(f"{kind}: {kind}" for kind in NotificationKind),
                enum_type=NotificationKind,
                max_length=16,
            ),
        ),
        ops.AddField(
            model_name="Session",
            name="last_used_at",
            field=fields.DatetimeField(db_default=SqlDefault("CURRENT_TIMESTAMP"), auto_now=False, auto_now_add=False),
        ),
        ops.CreateModel(
            name="DeathRecord",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "models.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "state",
                    fields.CharEnumField(
                        default=FourEyesState.IN_FORCE,
                        description="\n".join(f"{state}: {state}" for state in FourEyesState),
                        enum_type=FourEyesState,
                        max_length=8,
                    ),
                ),
                ("died_on", fields.DateField()),
                ("act_number", fields.TextField(null=True, unique=False)),
                ("ended", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("end_proposed_by", _officer("end_proposed_by_id")),
                ("end_proposed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("end_confirmed_by", _officer("end_confirmed_by_id")),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "death_record",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A recorded death, in force from that moment.",
            },
            bases=["Model"],
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0020_contacts_sessions_deaths.sql").read_text(encoding="utf-8")),
    ]
