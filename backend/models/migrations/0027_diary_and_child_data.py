from pathlib import Path

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.sections.child_data import EnteredAs
from backend.models.sections.health_diary import DiaryContext

_SQL = Path(__file__).parent / "sql"


def _sql(name: str) -> str:
    return (_SQL / name).read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Several figures and a known context in the diary; who entered child data, and doctors' notes to it."""

    dependencies = [("models", "0026_doctors_write")]

    initial = False

    operations = [
        ops.RunSQL(_sql("0027_diary_contexts.sql")),
        ops.AlterField(
            model_name="HealthDiaryEntry",
            name="context",
            field=fields.CharEnumField(
                null=True,
                description="\n".join(f"{context}: {context}" for context in DiaryContext),
                enum_type=DiaryContext,
                max_length=24,
            ),
        ),
        ops.AddField(model_name="HealthDiaryEntry", name="pulse", field=fields.FloatField(null=True)),
        ops.AddField(model_name="HealthDiaryEntry", name="minutes", field=fields.FloatField(null=True)),
        ops.AddField(model_name="HealthDiaryEntry", name="intensity", field=fields.FloatField(null=True)),
        ops.AddField(model_name="ChildDataEntry", name="name", field=fields.TextField(null=True, unique=False)),
        ops.AddField(
            model_name="ChildDataEntry",
            name="entered_as",
            field=fields.CharEnumField(
                null=True,
                description="\n".join(f"{role}: {role}" for role in EnteredAs),
                enum_type=EnteredAs,
                max_length=24,
            ),
        ),
        ops.CreateModel(
            name="ChildDataNote",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("patient_id", fields.BigIntField()),
                ("entry_id", fields.BigIntField()),
                ("position", fields.SmallIntField(default=0)),
                ("text", fields.TextField(unique=False)),
                (
                    "practitioner",
                    fields.ForeignKeyField(
                        "models.Practitioner",
                        source_field="practitioner_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "organization",
                    fields.ForeignKeyField(
                        "models.Organization",
                        source_field="organization_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("encounter_id", fields.BigIntField(null=True)),
                ("written_by_id", fields.BigIntField(null=True)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "child_data_note",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A treating doctor's note to one version of an entry (CHD-06), written in the encounter and never changed.",
            },
            bases=["EntryPart"],
        ),
        ops.RunSQL(_sql("0027_diary_and_child_data.sql")),
    ]
