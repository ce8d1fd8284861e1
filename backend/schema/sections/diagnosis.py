"""Diagnoses inside entries."""

import datetime as dt

import strawberry

from backend.models.sections.diagnosis import DiagnosisCertainty, DiagnosisKind, DiagnosisStage
from backend.policy.standing import EVERYONE
from backend.schema.entry import Coding
from backend.schema.fields import coding, column


@strawberry.type(
    description="A diagnosis within an entry; the code is of ICD-10 (МКБ-10) unless its system says otherwise."
)
class Diagnosis:
    code: Coding | None = coding(EVERYONE)
    wording: str | None = column(EVERYONE)
    kind: DiagnosisKind | None = column(EVERYONE)
    certainty: DiagnosisCertainty | None = column(EVERYONE)
    stage: DiagnosisStage | None = column(EVERYONE)
    character: str | None = column(EVERYONE)
    diagnosed_on: dt.date | None = column(EVERYONE)
    first_ever: bool | None = column(EVERYONE)
    external_cause: str | None = column(EVERYONE)
    injury_kind: str | None = column(EVERYONE)
    gestation_weeks: int | None = column(EVERYONE)
