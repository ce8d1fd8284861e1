from enum import StrEnum
from pathlib import Path

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.notification import NotificationKind
from backend.models.paper import (
    ExtractDecline,
    ExtractPickup,
    ExtractPurpose,
    ExtractState,
    IdentityDocument,
    PaperEvent,
    PaperKeepingDecline,
    PaperKeepingState,
)


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


def _begin() -> list[tuple[str, fields.Field]]:  # type: ignore[type-arg]
    return [
        ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
        ("number", fields.CharField(max_length=20)),
        ("patient", _of("Person", "patient_id", OnDelete.CASCADE)),
        ("account", _of("Account", "account_id", OnDelete.CASCADE)),
        ("clinic", _of("Organization", "clinic_id", OnDelete.RESTRICT)),
    ]


def _table(name: str, description: str) -> dict[str, str]:
    return {"table": name, "app": "models", "pk_attr": "id", "table_description": description}


class Migration(migrations.Migration):
    """Extracts on paper, paper keeping beside the electronic record, and the notices of their steps."""

    dependencies = [("models", "0030_booking")]

    initial = False

    operations = [
        ops.CreateModel(
            name="PaperExtractOrder",
            fields=[
                *_begin(),
                ("purpose", _one_of(ExtractPurpose, 18)),
                ("sections", ArrayField(null=True, element_type="smallint")),
                ("covers_from", fields.DateField(null=True)),
                ("covers_until", fields.DateField(null=True)),
                ("note", fields.TextField(null=True, unique=False)),
                ("pickup", _one_of(ExtractPickup, 14)),
                ("fetched_by", fields.TextField(null=True, unique=False)),
                ("state", _one_of(ExtractState, 10, default=ExtractState.ORDERED)),
                ("filed_at", _moment()),
                ("due_at", _moment(null=True)),
                ("reason", _one_of(ExtractDecline, 15, null=True)),
                ("answer", fields.TextField(null=True, unique=False)),
                ("identity_shown", _one_of(IdentityDocument, 16, null=True)),
                ("proxy_shown", fields.BooleanField(null=True)),
            ],
            options=_table("paper_extract_order", "One extract on paper, ordered by one account at one clinic."),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PaperRecordApplication",
            fields=[
                *_begin(),
                ("state", _one_of(PaperKeepingState, 9, default=PaperKeepingState.SUBMITTED)),
                ("filed_at", _moment()),
                ("due_at", _moment(null=True)),
                ("reason", _one_of(PaperKeepingDecline, 15, null=True)),
                ("answer", fields.TextField(null=True, unique=False)),
            ],
            options=_table(
                "paper_record_application",
                "An application to a clinic to go on writing on paper too; the electronic record goes on whatever becomes of it (PAP-03).",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PaperStep",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("extract", _of("PaperExtractOrder", "extract_id", OnDelete.CASCADE, null=True)),
                ("application", _of("PaperRecordApplication", "application_id", OnDelete.CASCADE, null=True)),
                ("at", _moment()),
                ("event", _one_of(PaperEvent, 10)),
                ("account", _of("Account", "account_id", OnDelete.CASCADE, null=True)),
            ],
            options=_table(
                "paper_step",
                "One step of an order or of an application; `account` is who took it, null for what time alone did.",
            ),
            bases=["Model"],
        ),
        ops.AlterField(model_name="Notification", name="kind", field=_one_of(NotificationKind, 16)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0031_paper.sql").read_text(encoding="utf-8")),
    ]
