from tortoise import migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0009_jobs")]

    initial = False

    operations = [
        ops.AddField(
            model_name="AccessRequest",
            name="regions",
            field=ArrayField(null=True, element_type="TEXT"),
        ),
    ]
