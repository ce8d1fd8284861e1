from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Which account wrote a version of an entry."""

    dependencies = [("models", "0022_identity_needed")]

    initial = False

    operations = [
        ops.AddField(model_name="RecordEntry", name="written_by_id", field=fields.BigIntField(null=True)),
    ]
