from pathlib import Path

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from backend.models.notification import NotificationKind


def _kinds() -> fields.Field:  # type: ignore[type-arg]
    described = "\n".join(f"{kind}: {kind}" for kind in NotificationKind)
    return fields.CharEnumField(description=described, enum_type=NotificationKind, max_length=16)  # type: ignore[return-value]


class Migration(migrations.Migration):
    """Teenagers hide entries from representatives, and doctors lift that for a threat to life."""

    dependencies = [("models", "0032_record_merges")]

    initial = False

    operations = [
        ops.CreateModel(
            name="EntryHiding",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("patient_id", fields.BigIntField()),
                ("set_id", fields.BigIntField()),
                ("account_id", fields.BigIntField()),
                ("hidden_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("lifted_by_id", fields.BigIntField(null=True)),
                ("reason", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "entry_hiding",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A teenager keeps an entry, by the set of its versions, from representatives "
                "(policy.md, `TEEN_HIDE`).",
            },
            bases=["Model"],
        ),
        ops.AlterField(model_name="Notification", name="kind", field=_kinds()),
        ops.RunSQL((Path(__file__).parent / "sql" / "0033_teen_hiding.sql").read_text(encoding="utf-8")),
    ]
