from pathlib import Path

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """What a teenager shared counts within the access in which it was shared."""

    dependencies = [("models", "0034_share_links")]

    initial = False

    operations = [
        ops.RunSQL((Path(__file__).parent / "sql" / "0035_shares_of_an_access.sql").read_text(encoding="utf-8")),
    ]
