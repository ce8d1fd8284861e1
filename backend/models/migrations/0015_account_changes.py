from pathlib import Path

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.one_time_code import CodePurpose


class Migration(migrations.Migration):
    dependencies = [("models", "0014_sign_in")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AccountRecovery",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "kind",
                    fields.CharField(max_length=8),
                ),
                ("token_hash", fields.BinaryField()),
                ("login", fields.TextField(unique=False)),
                (
                    "account",
                    fields.ForeignKeyField(
                        "models.Account",
                        source_field="account_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("phone", fields.CharField(null=True, max_length=16)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("used_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "account_recovery",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A way back that somebody has begun. Only the SHA-256 of its token is kept.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ContactChange",
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
                ("earlier", fields.TextField(null=True, unique=False)),
                ("key", fields.UUIDField()),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("attempts", fields.SmallIntField(default=0)),
                ("told_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "contact_change",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A phone or an e-mail address that was an account's until it was changed: it is told so, once (`key`).",
            },
            bases=["Model"],
        ),
        ops.AlterField(
            model_name="OneTimeCode",
            name="purpose",
            field=fields.CharEnumField(
                description="CARD_ENTRY: CARD_ENTRY\nREGISTRATION: REGISTRATION\nCONTACT: CONTACT\nSIGN_IN: SIGN_IN\nREAUTHENTICATION: REAUTHENTICATION\nPASSWORD_RESET: PASSWORD_RESET\nRECOVERY: RECOVERY\nACCESS_REQUEST: ACCESS_REQUEST",
                enum_type=CodePurpose,
                max_length=16,
            ),
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0015_account_changes.sql").read_text(encoding="utf-8")),
    ]
