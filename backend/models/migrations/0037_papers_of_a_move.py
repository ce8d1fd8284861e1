from pathlib import Path

from tortoise import migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """A move of misplaced entries names the papers that it takes out of force: another one may do so too."""

    dependencies = [("models", "0036_misplaced_entries")]

    initial = False

    operations = [
        ops.AddField(model_name="MisplacedEntries", name="papers", field=ArrayField(element_type="bigint", null=True)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0037_papers_of_a_move.sql").read_text(encoding="utf-8")),
    ]
