from pathlib import Path

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from backend.models.notification import NotificationKind


class Migration(migrations.Migration):
    """Whose record waits for a policy is told so; requests whose access is open are found without those of the past."""

    dependencies = [("models", "0020_contacts_sessions_deaths")]

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
        ops.RunSQL(
            (Path(__file__).parent / "sql" / "0021_policy_needed_open_requests.sql").read_text(encoding="utf-8")
        ),
    ]
