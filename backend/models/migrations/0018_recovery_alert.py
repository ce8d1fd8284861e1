from pathlib import Path

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from backend.models.notification import NotificationKind


class Migration(migrations.Migration):
    dependencies = [("models", "0017_identifier_lookup")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Notification",
            name="kind",
            field=fields.CharEnumField(
                description="NEW_SIGN_IN: NEW_SIGN_IN\nPHONE_CHANGED: PHONE_CHANGED\nPASSWORD_CHANGED: PASSWORD_CHANGED\nFACTOR_CHANGED: FACTOR_CHANGED\nRECOVERY_STARTED: RECOVERY_STARTED\nACCOUNT_CLOSED: ACCOUNT_CLOSED\nREQUEST_MOVED: REQUEST_MOVED\nREQUEST_OVERDUE: REQUEST_OVERDUE\nFAMILY_MOVED: FAMILY_MOVED\nCASE_DECIDED: CASE_DECIDED\nACCESS_OPENED: ACCESS_OPENED\nACCESS_ENDING: ACCESS_ENDING\nACCESS_ENDED: ACCESS_ENDED\nTURNED_FIFTEEN: TURNED_FIFTEEN\nNEW_RESULT: NEW_RESULT",
                enum_type=NotificationKind,
                max_length=16,
            ),
        ),
        ops.RunSQL((Path(__file__).parent / "sql" / "0018_recovery_alert.sql").read_text(encoding="utf-8")),
    ]
