from enum import StrEnum
from pathlib import Path

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from backend.models.court_act import FourEyesState
from backend.models.notification import NotificationKind
from backend.models.record_merge import MergeReason


def _to(model: str, column: str, *, null: bool = False) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        f"models.{model}",
        source_field=column,
        null=null,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=OnDelete.RESTRICT,
    )


def _one_of(kinds: type[StrEnum], length: int, **more: object) -> fields.Field:  # type: ignore[type-arg]
    described = "\n".join(f"{kind}: {kind}" for kind in kinds)
    return fields.CharEnumField(description=described, enum_type=kinds, max_length=length, **more)  # type: ignore[return-value]


def _id() -> fields.Field:  # type: ignore[type-arg]
    return fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)  # type: ignore[return-value]


def _moment(*, null: bool = False) -> fields.Field:  # type: ignore[type-arg]
    return fields.DatetimeField(null=null, auto_now=False, auto_now_add=False)  # type: ignore[return-value]


def _options(table: str, description: str) -> dict[str, str]:
    return {"table": table, "app": "models", "pk_attr": "id", "table_description": description}


class Migration(migrations.Migration):
    """Two records of one person are merged by two officers, and split again by two."""

    dependencies = [("models", "0031_paper")]

    initial = False

    operations = [
        ops.AlterField(model_name="Notification", name="kind", field=_one_of(NotificationKind, 16)),
        ops.CreateModel(
            name="RecordMerge",
            fields=[
                ("id", _id()),
                ("survivor", _to("Person", "survivor_id")),
                ("duplicate", _to("Person", "duplicate_id")),
                ("state", _one_of(FourEyesState, 8, default=FourEyesState.PROPOSED)),
                ("reason", _one_of(MergeReason, 16)),
                ("text", fields.TextField(unique=False)),
                ("kept", fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("proposed_by", _to("Account", "proposed_by_id")),
                ("proposed_at", _moment()),
                ("confirmed_by", _to("Account", "confirmed_by_id", null=True)),
                ("confirmed_at", _moment(null=True)),
                ("end_text", fields.TextField(null=True, unique=False)),
                ("end_proposed_by", _to("Account", "end_proposed_by_id", null=True)),
                ("end_proposed_at", _moment(null=True)),
                ("end_confirmed_by", _to("Account", "end_confirmed_by_id", null=True)),
                ("ended_at", _moment(null=True)),
            ],
            options=_options(
                "record_merge",
                "While it is in force all entries of `duplicate` are the record's of `survivor`, and nobody has access to "
                "`duplicate`.",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RecordMove",
            fields=[
                ("id", _id()),
                ("merge", _to("RecordMerge", "merge_id")),
                ("entry_id", fields.BigIntField()),
                ("from_patient_id", fields.BigIntField()),
                ("to_patient_id", fields.BigIntField()),
                ("encounter_id", fields.BigIntField(null=True)),
                ("moved_at", _moment()),
            ],
            options=_options(
                "record_move",
                "One version of an entry that changed its record, and why: never changed, never removed.",
            ),
            bases=["Model"],
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0032_record_merges.sql").read_text(encoding="utf-8")),
    ]
