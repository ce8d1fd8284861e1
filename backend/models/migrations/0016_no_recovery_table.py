from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0015_account_changes")]

    initial = False

    operations = [
        ops.DeleteModel(name="AccountRecovery"),
    ]
