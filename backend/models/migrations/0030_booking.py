from enum import StrEnum
from pathlib import Path

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from backend.models.appointment import AppointmentState
from backend.models.notification import NotificationKind


def _one_of(kinds: type[StrEnum], length: int, **more: object) -> fields.Field:  # type: ignore[type-arg]
    described = "\n".join(f"{kind}: {kind}" for kind in kinds)
    return fields.CharEnumField(description=described, enum_type=kinds, max_length=length, **more)  # type: ignore[return-value]


class Migration(migrations.Migration):
    """Times are booked by people: held while the clinic is asked, and given back when they are cancelled."""

    dependencies = [("models", "0029_exports")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Appointment",
            name="state",
            field=_one_of(AppointmentState, 9, default=AppointmentState.BOOKED),
        ),
        ops.AddField(model_name="Appointment", name="booking_key", field=fields.UUIDField(null=True)),
        ops.AddField(model_name="Appointment", name="held_until", field=fields.DatetimeField(null=True)),
        ops.AddField(model_name="Appointment", name="number", field=fields.CharField(null=True, max_length=200)),
        ops.AddField(model_name="Appointment", name="given_back_at", field=fields.DatetimeField(null=True)),
        ops.AlterField(model_name="Notification", name="kind", field=_one_of(NotificationKind, 16)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0030_booking.sql").read_text(encoding="utf-8")),
    ]
