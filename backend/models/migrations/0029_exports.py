from pathlib import Path

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.record_export import ExportForm, ExportState


def _form() -> fields.Field:  # type: ignore[type-arg]
    return fields.CharEnumField(  # type: ignore[return-value]
        description="\n".join(f"{form}: {form}" for form in ExportForm), enum_type=ExportForm, max_length=24
    )


def _of(model: str, column: str, on_delete: OnDelete) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        f"models.{model}",
        source_field=column,
        null=on_delete == OnDelete.SET_NULL,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=on_delete,
    )


class Migration(migrations.Migration):
    """Exports of records, and documents that anybody may check by their code."""

    dependencies = [("models", "0028_doctors")]

    initial = False

    operations = [
        ops.CreateModel(
            name="IssuedDocument",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("code_hash", fields.BinaryField()),
                ("form", _form()),
                ("patient", _of("Person", "patient_id", OnDelete.CASCADE)),
                ("account", _of("Account", "account_id", OnDelete.SET_NULL)),
                ("holder", fields.TextField(unique=False)),
                ("issued_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("valid_until", fields.DateField(null=True)),
                ("revoked_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "issued_document",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A document that anybody who holds it may check. Only the SHA-256 of its code is kept.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RecordExport",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("account", _of("Account", "account_id", OnDelete.CASCADE)),
                ("session_id", fields.BigIntField()),
                ("patient", _of("Person", "patient_id", OnDelete.CASCADE)),
                ("form", _form()),
                ("sections", ArrayField(null=True, element_type="smallint")),
                ("language", fields.CharField(max_length=2)),
                ("request_id", fields.UUIDField()),
                (
                    "state",
                    fields.CharEnumField(
                        default=ExportState.WAITING,
                        description="\n".join(f"{state}: {state}" for state in ExportState),
                        enum_type=ExportState,
                        max_length=16,
                    ),
                ),
                ("done", fields.IntField(default=0)),
                ("total", fields.IntField(null=True)),
                ("contacts", fields.BinaryField(null=True)),
                ("sealed", fields.BinaryField(null=True)),
                ("marks", fields.BinaryField(null=True)),
                ("size", fields.IntField(null=True)),
                ("document", _of("IssuedDocument", "document_id", OnDelete.SET_NULL)),
                ("requested_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("finished_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "record_export",
                "app": "models",
                "pk_attr": "id",
                "table_description": "One export, from its request to its end. `sections` are kinds; null means the whole record.",
            },
            bases=["Model"],
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0029_exports.sql").read_text(encoding="utf-8")),
    ]
