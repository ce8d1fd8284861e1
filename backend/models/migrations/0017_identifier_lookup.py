from pathlib import Path

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """People are found by a checked document: at claims, decisions and officers' desks."""

    dependencies = [("models", "0016_no_recovery_table")]

    initial = False

    operations = [
        ops.RunSQL((Path(__file__).parent / "sql" / "0017_identifier_lookup.sql").read_text(encoding="utf-8"))
    ]
