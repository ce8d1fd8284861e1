"""What each form of export reads of a record."""

from collections.abc import Mapping, Sequence

from backend.models.record_export import ExportForm
from backend.models.vocabulary import Kind

OPERATION = "ExportRecord"
# Sections of the International Patient Summary: required and recommended ones, by what we hold.
SUMMARY = (
    Kind.ALLERGY,
    Kind.CONDITION,
    Kind.MEDICATION,
    Kind.VACCINATIONS,
    Kind.LAB_REPORTS,
    Kind.INSTRUMENTAL_STUDIES,
    Kind.VITAL_SIGN,
    Kind.PROCEDURE,
    Kind.CARE_PLAN,
)
_READ: Mapping[ExportForm, Sequence[Kind]] = {
    ExportForm.SUMMARY_FHIR: SUMMARY,
    ExportForm.VACCINATION_CERTIFICATE: (Kind.VACCINATIONS,),
    ExportForm.EMERGENCY_CARD: (Kind.ALLERGY, Kind.CONDITION, Kind.MEDICATION),
}


def kinds_read(form: ExportForm, sections: Sequence[Kind] | None) -> Sequence[Kind] | None:
    """The kinds whose entries and facts the form holds; None for all of them."""
    return _READ.get(form, sections)
