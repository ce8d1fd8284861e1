from pathlib import Path

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0007_access_service")]

    operations = [
        ops.RunSQL((Path(__file__).parent / "sql" / "0008_access_service_rules.sql").read_text(encoding="utf-8"))
    ]
