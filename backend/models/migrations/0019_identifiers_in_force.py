from pathlib import Path

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """A СНИЛС that nobody has checked is looked up too: where an issuer vouches for it, and for officers' own families."""

    dependencies = [("models", "0018_recovery_alert")]

    initial = False

    operations = [
        ops.RunSQL((Path(__file__).parent / "sql" / "0019_identifiers_in_force.sql").read_text(encoding="utf-8"))
    ]
