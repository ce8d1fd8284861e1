from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0004_standings")]

    operations = [
        ops.AddField(
            model_name="ImportedResource",
            name="bundle",
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        )
    ]
