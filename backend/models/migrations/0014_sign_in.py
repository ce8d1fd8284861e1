from pathlib import Path

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0013_notices")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SeenDevice",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "account",
                    fields.ForeignKeyField(
                        "models.Account",
                        source_field="account_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("mark", fields.BinaryField()),
                ("last_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "seen_device",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A device that an account has signed in from: a sign-in from another one is told.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="ProviderSignIn",
            name="session_id",
            field=fields.BigIntField(null=True),
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0014_sign_in.sql").read_text(encoding="utf-8")),
    ]
