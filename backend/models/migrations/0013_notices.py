from pathlib import Path

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0012_family_numbers")]

    initial = False

    operations = [
        ops.CreateModel(
            name="NotificationEntry",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "notification",
                    fields.ForeignKeyField(
                        "models.Notification",
                        source_field="notification_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("patient_id", fields.BigIntField()),
                ("set_id", fields.BigIntField()),
                ("added_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "notification_entry",
                "app": "models",
                "pk_attr": "id",
                "table_description": "An entry that a NEW_RESULT tells of, by the set of its versions: who may no longer "
                "see any of them is not told.",
            },
            bases=["Model"],
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0013_notices.sql").read_text(encoding="utf-8")),
    ]
