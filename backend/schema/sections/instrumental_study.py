"""Instrumental studies (SEC-05)."""

import datetime as dt

import strawberry

from backend.models.sections.instrumental_study import Laterality, ModalityName
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Coding, Node, RecordEntry
from backend.schema.fields import coding, column, entry_type


@entry_type(Kind.INSTRUMENTAL_STUDIES, {"modality": "{row}.modality = {value}"})
@strawberry.type(description="A study by an instrument (SEC-05).")
class InstrumentalStudy(RecordEntry, Node):
    code: Coding | None = coding(EVERYONE)
    modality: ModalityName = column(EVERYONE)
    body_region: str | None = column(EVERYONE)
    laterality: Laterality | None = column(EVERYONE)
    contrast: bool | None = column(EVERYONE)
    dose_msv: float | None = column(EVERYONE, description="Radiation dose in mSv.")
    device: str | None = column(EVERYONE)
    description: str | None = column(EVERYONE)
    conclusion: str | None = column(EVERYONE)
    pathologies: list[str] | None = column(EVERYONE)
    image_count: int | None = column(EVERYONE)
    performed_at: dt.datetime | None = column(EVERYONE)
