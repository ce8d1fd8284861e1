from pathlib import Path

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.appointment import AppointmentState


def _to(model: str, column: str, *, null: bool = False, on_delete: OnDelete = OnDelete.RESTRICT) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        f"models.{model}",
        source_field=column,
        null=null,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=on_delete,
    )


class Migration(migrations.Migration):
    """Appointments: a time is booked once."""

    dependencies = [("models", "0023_written_entries")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Appointment",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("patient", _to("Person", "patient_id", on_delete=OnDelete.CASCADE)),
                ("practitioner", _to("Practitioner", "practitioner_id", null=True)),
                ("organization", _to("Organization", "organization_id")),
                ("specialty", fields.TextField(unique=False)),
                ("specialty_code", fields.CharField(null=True, max_length=32)),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ends_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "state",
                    fields.CharEnumField(
                        default=AppointmentState.BOOKED,
                        description="\n".join(f"{state}: {state}" for state in AppointmentState),
                        enum_type=AppointmentState,
                        max_length=9,
                    ),
                ),
                ("labels", fields.IntField(default=0)),
                ("slot", fields.CharField(max_length=80)),
                ("booked_by", _to("Account", "booked_by_id", null=True, on_delete=OnDelete.SET_NULL)),
                ("encounter_id", fields.BigIntField(null=True)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={
                "table": "appointment",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A booked time. `practitioner` is null where the organization names no one, as at a "
                "laboratory's desk.",
            },
            bases=["Model"],
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0024_appointments.sql").read_text(encoding="utf-8")),
    ]
