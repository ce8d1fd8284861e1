from pathlib import Path

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def _account(*, null: bool, on_delete: OnDelete = OnDelete.RESTRICT, column: str = "account_id") -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        "models.Account",
        source_field=column,
        null=null,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=on_delete,
    )


class Migration(migrations.Migration):
    dependencies = [("models", "0010_request_regions")]

    initial = False

    operations = [
        ops.AddField(
            model_name="CourtAct", name="end_proposed_by", field=_account(null=True, column="end_proposed_by_id")
        ),
        ops.AddField(
            model_name="CourtAct",
            name="end_proposed_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="CourtAct", name="end_confirmed_by", field=_account(null=True, column="end_confirmed_by_id")
        ),
        ops.AddField(model_name="StaffAppointment", name="login", field=fields.TextField(null=True, unique=False)),
        ops.RunSQL(
            "UPDATE staff_appointment SET login = a.login FROM account a WHERE a.id = staff_appointment.account_id"
        ),
        ops.AlterField(model_name="StaffAppointment", name="login", field=fields.TextField(unique=False)),
        ops.AlterField(
            model_name="StaffAppointment", name="account", field=_account(null=True, on_delete=OnDelete.CASCADE)
        ),
        ops.AddField(model_name="StaffAppointment", name="details", field=fields.JSONField(null=True)),
        ops.AddField(
            model_name="StaffAppointment",
            name="practitioner_role",
            field=fields.ForeignKeyField(
                "models.PractitionerRole",
                source_field="practitioner_role_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name=False,
                on_delete=OnDelete.SET_NULL,
            ),
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0011_officers.sql").read_text(encoding="utf-8")),
    ]
