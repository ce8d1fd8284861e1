from pathlib import Path

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


def _key() -> fields.Field:  # type: ignore[type-arg]
    return fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)


def _owner(model: str, column: str) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        f"models.{model}",
        source_field=column,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=OnDelete.CASCADE,
    )


def _moment() -> fields.Field:  # type: ignore[type-arg]
    return fields.DatetimeField(auto_now=False, auto_now_add=False)


def _options(table: str, description: str) -> dict[str, str]:
    return {"table": table, "app": "models", "pk_attr": "id", "table_description": description}


class Migration(migrations.Migration):
    """The dictionary of diagnoses, drafts of protocols, and what doctors say of corrections, withdrawals and releases."""

    dependencies = [("models", "0025_complaints")]

    initial = False

    operations = [
        ops.CreateModel(
            name="DiagnosisCode",
            fields=[
                ("id", _key()),
                ("code", fields.CharField(max_length=16, unique=True)),
                ("title", fields.TextField(unique=False)),
                ("parent_code", fields.CharField(null=True, max_length=16)),
                ("may_be_diagnosis", fields.BooleanField()),
                ("may_be_main", fields.BooleanField()),
                ("in_force", fields.BooleanField()),
                ("place", fields.IntField()),
            ],
            options=_options(
                "diagnosis_code", "One line of the dictionary: a chapter, a block, a category or a diagnosis."
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ProtocolDraft",
            fields=[
                ("id", _key()),
                ("account", _owner("Account", "account_id")),
                ("patient", _owner("Person", "patient_id")),
                ("encounter_id", fields.BigIntField()),
                ("corrects_set_id", fields.BigIntField(null=True)),
                ("typed", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("revision", fields.IntField()),
                ("created_at", _moment()),
                ("saved_at", _moment()),
            ],
            options=_options(
                "protocol_draft",
                "One draft an author, an encounter and an entry that it corrects (`corrects_set_id`, null for a new protocol).",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EntryChange",
            fields=[
                ("id", _key()),
                ("patient_id", fields.BigIntField()),
                ("entry_id", fields.BigIntField()),
                ("withdrawn", fields.BooleanField()),
                ("reason", fields.TextField(unique=False)),
                ("account_id", fields.BigIntField()),
                ("at", _moment()),
            ],
            options=_options(
                "entry_change",
                "Why a version was written, or, of the newest one, why it was taken out as entered in error.",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EntryRelease",
            fields=[
                ("id", _key()),
                ("patient_id", fields.BigIntField()),
                ("entry_id", fields.BigIntField()),
                ("note", fields.TextField(unique=False)),
                ("practitioner_id", fields.BigIntField()),
                ("account_id", fields.BigIntField()),
                ("at", _moment()),
            ],
            options=_options(
                "entry_release",
                "Who showed a held entry to its patient, when, and what was said in the talk about it (policy.md ⁷ ⁹).",
            ),
            bases=["Model"],
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0026_doctors_write.sql").read_text(encoding="utf-8")),
    ]
