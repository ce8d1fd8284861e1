from pathlib import Path

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0001_initial")]

    operations = [
        ops.RunSQL((Path(__file__).parent / "sql" / "0002_vocabulary_and_keys.sql").read_text(encoding="utf-8"))
    ]
