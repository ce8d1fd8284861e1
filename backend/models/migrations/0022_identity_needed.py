from pathlib import Path

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from backend.models.notification import NotificationKind


class Migration(migrations.Migration):
    """Whom a verified portal did not name in full is told what to do."""

    dependencies = [("models", "0021_policy_needed_open_requests")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Notification",
            name="kind",
            field=fields.CharEnumField(
                description="\n".join(f"{kind}: {kind}" for kind in NotificationKind),
                enum_type=NotificationKind,
                max_length=16,
            ),
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0022_identity_needed.sql").read_text(encoding="utf-8")),
    ]
