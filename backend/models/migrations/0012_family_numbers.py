from pathlib import Path

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0011_officers")]

    initial = False

    operations = [
        ops.AddField(model_name="FamilyClaim", name="number", field=fields.CharField(null=True, max_length=12)),
        ops.AddField(
            model_name="FamilyClaim", name="applicant_family_name", field=fields.TextField(null=True, unique=False)
        ),
        ops.AddField(
            model_name="FamilyClaim", name="applicant_given_name", field=fields.TextField(null=True, unique=False)
        ),
        ops.AddField(
            model_name="FamilyClaim", name="applicant_patronymic", field=fields.TextField(null=True, unique=False)
        ),
        ops.AddField(model_name="FamilyClaim", name="applicant_birth_date", field=fields.DateField(null=True)),
        ops.AddField(model_name="FamilyClaim", name="refused_reason", field=fields.CharField(null=True, max_length=32)),
        ops.AddField(model_name="FamilyClaim", name="refused_text", field=fields.TextField(null=True, unique=False)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0012_family_numbers.sql").read_text(encoding="utf-8")),
    ]
