from enum import StrEnum
from pathlib import Path

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.notification import NotificationKind
from backend.models.share_link import OpeningOutcome


def _one_of(kinds: type[StrEnum], length: int) -> fields.Field:  # type: ignore[type-arg]
    described = "\n".join(f"{kind}: {kind}" for kind in kinds)
    return fields.CharEnumField(description=described, enum_type=kinds, max_length=length)  # type: ignore[return-value]


def _of(model: str, column: str) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        f"models.{model}",
        source_field=column,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=OnDelete.CASCADE,
    )


def _moment(*, null: bool = False) -> fields.Field:  # type: ignore[type-arg]
    return fields.DatetimeField(null=null, auto_now=False, auto_now_add=False)  # type: ignore[return-value]


class Migration(migrations.Migration):
    """Links that show chosen sections of a record to who has them and their PIN."""

    dependencies = [("models", "0033_teen_hiding")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ShareLink",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("account", _of("Account", "account_id")),
                ("patient", _of("Person", "patient_id")),
                ("sections", ArrayField(element_type="smallint")),
                ("language", fields.CharField(max_length=2)),
                ("address_hash", fields.BinaryField()),
                ("sealed", fields.BinaryField()),
                ("passcode_hash", fields.TextField(unique=False)),
                ("tries_left", fields.SmallIntField(default=5)),
                ("created_at", _moment()),
                ("expires_at", _moment()),
                ("revoked_at", _moment(null=True)),
                ("ended_at", _moment(null=True)),
            ],
            options={
                "table": "share_link",
                "app": "models",
                "pk_attr": "id",
                "table_description": "What a link opens, never what it shows: the record is read anew, as its creator sees it, at each opening.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ShareOpening",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("link", _of("ShareLink", "link_id")),
                ("at", _moment()),
                ("recipient", fields.TextField(unique=False)),
                ("outcome", _one_of(OpeningOutcome, 14)),
                ("request_id", fields.UUIDField()),
                ("file_hash", fields.BinaryField(null=True)),
                ("file_until", _moment(null=True)),
            ],
            options={
                "table": "share_opening",
                "app": "models",
                "pk_attr": "id",
                "table_description": "One try to open a link. `recipient` is who they said they are: nobody checked it.",
            },
            bases=["Model"],
        ),
        ops.AlterField(model_name="Notification", name="kind", field=_one_of(NotificationKind, 16)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0034_share_links.sql").read_text(encoding="utf-8")),
    ]
