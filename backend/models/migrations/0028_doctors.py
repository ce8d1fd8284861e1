from pathlib import Path

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from backend.models.encounter import BreakGlassVerdict
from backend.models.notification import NotificationKind
from backend.models.vocabulary import IdentifierKind


def _to(model: str, column: str, *, null: bool = False, on_delete: OnDelete = OnDelete.RESTRICT) -> fields.Field:  # type: ignore[type-arg]
    return fields.ForeignKeyField(  # type: ignore[return-value]
        f"models.{model}",
        source_field=column,
        null=null,
        db_constraint=True,
        to_field="id",
        related_name=False,
        on_delete=on_delete,
    )


def _id() -> fields.Field:  # type: ignore[type-arg]
    return fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)  # type: ignore[return-value]


def _moment(*, null: bool = False) -> fields.Field:  # type: ignore[type-arg]
    return fields.DatetimeField(null=null, auto_now=False, auto_now_add=False)  # type: ignore[return-value]


def _options(table: str, description: str) -> dict[str, str]:
    return {"table": table, "app": "models", "pk_attr": "id", "table_description": description}


class Migration(migrations.Migration):
    """How doctors come to a record: admissions, codes of patients, searches, stated reasons, reviews, the first visit."""

    dependencies = [("models", "0027_diary_and_child_data")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Notification",
            name="kind",
            field=fields.CharEnumField(
                description="\n".join(f"{kind}: {kind}" for kind in NotificationKind),
                enum_type=NotificationKind,
                max_length=16,
            ),
        ),
        ops.CreateModel(
            name="SpecialtyClass",
            fields=[
                ("code", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ("reads", fields.IntField(default=0)),
                ("labels", fields.IntField(default=0)),
            ],
            options={
                **_options(
                    "specialty_class",
                    "What a specialty has to do with sensitive classes, as label bits; one that is not listed has nothing.",
                ),
                "pk_attr": "code",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Admission",
            fields=[
                ("id", _id()),
                ("patient", _to("Person", "patient_id", on_delete=OnDelete.CASCADE)),
                ("practitioner", _to("Practitioner", "practitioner_id")),
                ("organization", _to("Organization", "organization_id")),
                ("ward", fields.TextField(null=True, unique=False)),
                ("admitted_at", _moment()),
                ("admitted_by", _to("Account", "admitted_by_id", null=True)),
                ("encounter_id", fields.BigIntField(null=True)),
            ],
            options=_options(
                "admission",
                "A stay that a registrar's desk has entered for one attending doctor, who opens the encounter from it.",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="VisitCode",
            fields=[
                ("id", _id()),
                ("patient", _to("Person", "patient_id", on_delete=OnDelete.CASCADE)),
                ("made_by", _to("Account", "made_by_id", on_delete=OnDelete.CASCADE)),
                ("organization", _to("Organization", "organization_id", null=True)),
                ("code_hash", fields.BinaryField()),
                ("made_at", _moment()),
                ("expires_at", _moment()),
                ("replaced_at", _moment(null=True)),
                ("used_at", _moment(null=True)),
                ("encounter_id", fields.BigIntField(null=True)),
            ],
            options=_options(
                "visit_code",
                "A code of twelve digits, kept as a keyed hash; good once, for ten minutes, while its maker has a standing.",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PatientSearch",
            fields=[
                ("id", _id()),
                ("at", _moment()),
                ("account", _to("Account", "account_id")),
                (
                    "kind",
                    fields.CharEnumField(
                        description="\n".join(f"{kind}: {kind}" for kind in IdentifierKind),
                        enum_type=IdentifierKind,
                        max_length=20,
                    ),
                ),
                ("identifier_hash", fields.BinaryField()),
                ("patient_id", fields.BigIntField(null=True)),
                ("request_id", fields.UUIDField()),
            ],
            options=_options(
                "patient_search",
                "One search. The identifier is kept as a keyed hash; `patient_id` is who was found, null for nobody.",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="StatedReason",
            fields=[
                ("id", _id()),
                ("patient_id", fields.BigIntField()),
                ("encounter_id", fields.BigIntField()),
                ("reason", fields.TextField(unique=False)),
                ("given_at", _moment()),
            ],
            options=_options(
                "stated_reason",
                "Why a doctor looks at restricted entries: of at least 20 characters, good within its encounter (policy.md ⁸).",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RecordOpening",
            fields=[
                ("id", _id()),
                ("patient", _to("Person", "patient_id", on_delete=OnDelete.CASCADE)),
                ("organization", _to("Organization", "organization_id")),
                ("practitioner", _to("Practitioner", "practitioner_id")),
                ("encounter_id", fields.BigIntField()),
                ("opened_at", _moment()),
            ],
            options=_options(
                "record_opening",
                "A record is opened once, by a doctor of the clinic of attachment, in an encounter there.",
            ),
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EmergencyContact",
            fields=[
                ("id", _id()),
                ("patient", _to("Person", "patient_id", on_delete=OnDelete.CASCADE)),
                ("position", fields.SmallIntField()),
                ("name", fields.TextField(unique=False)),
                ("relationship", fields.TextField(null=True, unique=False)),
                ("phone", fields.CharField(max_length=16)),
            ],
            options=_options(
                "emergency_contact",
                "Somebody to call in an emergency, as the patient named them; `phone` is E.164.",
            ),
            bases=["Model"],
        ),
        ops.AddField(
            model_name="BreakGlassAccess",
            name="organization",
            field=_to("Organization", "organization_id", null=True),
        ),
        ops.AddField(
            model_name="BreakGlassAccess",
            name="verdict",
            field=fields.CharEnumField(
                null=True,
                description="\n".join(f"{verdict}: {verdict}" for verdict in BreakGlassVerdict),
                enum_type=BreakGlassVerdict,
                max_length=13,
            ),
        ),
        ops.AddField(model_name="BreakGlassAccess", name="review", field=fields.TextField(null=True, unique=False)),
        ops.AddField(
            model_name="BreakGlassAccess",
            name="reviewed_by",
            field=_to("Account", "reviewed_by_id", null=True),
        ),
        ops.AddField(model_name="BreakGlassAccess", name="reviewed_at", field=_moment(null=True)),
        ops.RunSQL((Path(__file__).parent / "sql" / "0028_doctors.sql").read_text(encoding="utf-8")),
    ]
