from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """People are found by a checked document: at claims, decisions and officers' desks."""

    dependencies = [("models", "0016_no_recovery_table")]

    initial = False

    operations = [
        ops.RunSQL(
            "CREATE INDEX person_identifier_number ON person_identifier (kind, value) WHERE checked AND ended_on IS NULL"
        )
    ]
