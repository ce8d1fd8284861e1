from enum import StrEnum
from pathlib import Path

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from backend.models.complaint import (
    ComplaintCorrection,
    ComplaintEvent,
    ComplaintKind,
    ComplaintReason,
    ComplaintState,
)
from backend.models.notification import NotificationKind


def _id() -> fields.Field:  # type: ignore[type-arg]
    return fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)


def _of(model: str, column: str, on_delete: OnDelete, *, null: bool = False) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        f"models.{model}",
        source_field=column,
        null=null,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=on_delete,
    )


def _one_of(kinds: type[StrEnum], length: int, **more: object) -> fields.Field:  # type: ignore[type-arg]
    described = "\n".join(f"{kind}: {kind}" for kind in kinds)
    return fields.CharEnumField(description=described, enum_type=kinds, max_length=length, **more)  # type: ignore[return-value]


def _moment(*, null: bool = False) -> fields.Field:  # type: ignore[type-arg]
    return fields.DatetimeField(null=null, auto_now=False, auto_now_add=False)


class Migration(migrations.Migration):
    """Complaints to the insurer about an entry or a service, and the notification of their steps."""

    dependencies = [("models", "0024_appointments")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Complaint",
            fields=[
                ("id", _id()),
                ("number", fields.CharField(max_length=20)),
                ("patient", _of("Person", "patient_id", OnDelete.CASCADE)),
                ("account", _of("Account", "account_id", OnDelete.CASCADE)),
                ("kind", _one_of(ComplaintKind, 20)),
                ("text", fields.TextField(unique=False)),
                ("set_id", fields.BigIntField()),
                ("entry_id", fields.BigIntField()),
                ("entry_kind", fields.SmallIntField()),
                ("about_on", fields.DateField()),
                ("clinic", _of("Organization", "clinic_id", OnDelete.RESTRICT)),
                ("insurer", _of("Organization", "insurer_id", OnDelete.RESTRICT)),
                ("policy_number", fields.TextField(unique=False)),
                ("state", _one_of(ComplaintState, 16, default=ComplaintState.RECEIVED)),
                ("filed_at", _moment()),
                ("due_at", _moment(null=True)),
                ("asked_at", _moment(null=True)),
                ("question", fields.TextField(null=True, unique=False)),
                ("answered_at", _moment(null=True)),
                ("clinic_agrees", fields.BooleanField(null=True)),
                ("clinic_answer", fields.TextField(null=True, unique=False)),
                ("decided_at", _moment(null=True)),
                ("upheld", fields.BooleanField(null=True)),
                ("reason", _one_of(ComplaintReason, 12, null=True)),
                ("decision_text", fields.TextField(null=True, unique=False)),
                ("corrected_at", _moment(null=True)),
                ("correction", _one_of(ComplaintCorrection, 11, null=True)),
            ],
            options={
                "table": "complaint",
                "app": "models",
                "pk_attr": "id",
                "table_description": "One complaint about one entry of a record, by one account.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ComplaintAttachment",
            fields=[
                ("id", _id()),
                ("complaint", _of("Complaint", "complaint_id", OnDelete.CASCADE)),
                ("patient_id", fields.BigIntField()),
                ("set_id", fields.BigIntField()),
                ("entry_id", fields.BigIntField()),
                ("position", fields.SmallIntField(default=0)),
                ("type_name", fields.CharField(max_length=40)),
                ("field_names", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("content", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "complaint_attachment",
                "app": "models",
                "pk_attr": "id",
                "table_description": "What the complainant chose to show of one entry: a frozen copy, made by the compiled read under their own standing.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ComplaintStep",
            fields=[
                ("id", _id()),
                ("complaint", _of("Complaint", "complaint_id", OnDelete.CASCADE)),
                ("at", _moment()),
                ("event", _one_of(ComplaintEvent, 16)),
                ("account", _of("Account", "account_id", OnDelete.CASCADE)),
            ],
            options={
                "table": "complaint_step",
                "app": "models",
                "pk_attr": "id",
                "table_description": "One step of a complaint; `account` is who took it.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Notification",
            name="complaint",
            field=_of("Complaint", "complaint_id", OnDelete.CASCADE, null=True),
        ),
        ops.AlterField(model_name="Notification", name="kind", field=_one_of(NotificationKind, 16)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0025_complaints.sql").read_text(encoding="utf-8")),
    ]
