from enum import StrEnum
from pathlib import Path

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.misplaced_entries import MisplacedReason, MisplacedState


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
    """Entries in the wrong person's record are moved out as a clinic asks and two officers decide."""

    dependencies = [("models", "0035_shares_of_an_access")]

    initial = False

    operations = [
        ops.CreateModel(
            name="MisplacedEntries",
            fields=[
                ("id", _id()),
                ("wrong", _to("Person", "wrong_id")),
                ("right", _to("Person", "right_id")),
                ("clinic", _to("Organization", "clinic_id")),
                ("sets", ArrayField(element_type="bigint")),
                ("state", _one_of(MisplacedState, 8, default=MisplacedState.ASKED)),
                ("reason", _one_of(MisplacedReason, 20)),
                ("text", fields.TextField(unique=False)),
                ("asked_by", _to("Account", "asked_by_id")),
                ("asked_at", _moment()),
                ("accepted_by", _to("Account", "accepted_by_id", null=True)),
                ("accepted_at", _moment(null=True)),
                ("moved_by", _to("Account", "moved_by_id", null=True)),
                ("moved_at", _moment(null=True)),
                ("refused_by", _to("Account", "refused_by_id", null=True)),
                ("refused_at", _moment(null=True)),
                ("refusal", fields.TextField(null=True, unique=False)),
                ("end_text", fields.TextField(null=True, unique=False)),
                ("end_proposed_by", _to("Account", "end_proposed_by_id", null=True)),
                ("end_proposed_at", _moment(null=True)),
                ("end_confirmed_by", _to("Account", "end_confirmed_by_id", null=True)),
                ("ended_at", _moment(null=True)),
            ],
            options=_options(
                "misplaced_entries",
                "Entries, by the sets of their versions, that are to go from one person's record to another's (docs/merging.md).",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MisplacedReading",
            fields=[
                ("id", _id()),
                ("misplaced", _to("MisplacedEntries", "misplaced_id")),
                ("accounts", ArrayField(element_type="bigint")),
                ("first_at", _moment()),
                ("last_at", _moment()),
                ("found_at", _moment()),
            ],
            options=_options(
                "misplaced_reading",
                "An incident (152-ФЗ): somebody but the authors may have read the entries where they did not belong.",
            ),
            bases=["Model"],
        ),
        ops.AddField(
            model_name="RecordMove", name="misplaced", field=_to("MisplacedEntries", "misplaced_id", null=True)
        ),
        ops.AlterField(model_name="RecordMove", name="merge", field=_to("RecordMerge", "merge_id", null=True)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0036_misplaced_entries.sql").read_text(encoding="utf-8")),
    ]
