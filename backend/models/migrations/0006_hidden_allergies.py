from pathlib import Path

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0005_bundle")]

    operations = [ops.RunSQL((Path(__file__).parent / "sql" / "0006_hidden_allergies.sql").read_text(encoding="utf-8"))]
