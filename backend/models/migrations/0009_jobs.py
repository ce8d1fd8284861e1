"""The tables and functions of the job queue, as the pinned procrastinate brings them.

A newer procrastinate comes with its own migration scripts: the release that pins it adds a migration that runs them.
"""

from importlib.resources import files

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0008_access_service_rules")]

    operations = [ops.RunSQL((files("procrastinate") / "sql" / "schema.sql").read_text(encoding="utf-8"))]
