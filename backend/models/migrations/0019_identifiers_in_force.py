from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """A СНИЛС that nobody has checked is looked up too: where an issuer vouches for it, and for officers' own families."""

    dependencies = [("models", "0018_recovery_alert")]

    initial = False

    operations = [
        ops.RunSQL("CREATE INDEX person_identifier_in_force ON person_identifier (kind, value) WHERE ended_on IS NULL")
    ]
