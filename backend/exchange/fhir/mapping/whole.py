"""All mappings of a file, in the order in which one leans on another."""

from collections.abc import Callable

from backend.exchange.fhir.draft import Draft
from backend.exchange.fhir.mapping.clinical import map_clinical
from backend.exchange.fhir.mapping.conditions import map_conditions
from backend.exchange.fhir.mapping.documents import map_documents
from backend.exchange.fhir.mapping.encounters import map_encounters
from backend.exchange.fhir.mapping.medicines import map_medicines
from backend.exchange.fhir.mapping.parties import map_parties
from backend.exchange.fhir.mapping.reports import map_reports
from backend.exchange.fhir.mapping.restored import map_restored
from backend.exchange.fhir.mapping.services import map_services
from backend.exchange.fhir.mapping.vaccinations import map_vaccinations

_STEPS: tuple[Callable[[Draft], None], ...] = (
    map_parties,
    map_restored,
    map_encounters,
    map_conditions,
    map_reports,
    map_vaccinations,
    map_medicines,
    map_clinical,
    map_services,
    map_documents,
)
_WHY_ASIDE = {
    "Consent": "an imported consent opens no access",
    "RelatedPerson": "an imported relation opens no access",
    "Location": "no visit names this place",
    "Medication": "no prescription names this medicine",
    "Specimen": "no report names this specimen",
    "PractitionerRole": "the doctor of this role is not in the file",
}


def map_all(draft: Draft) -> None:
    """Turns the resources of a draft into entries, visits, parties and policies; what is left has no place."""
    for step in _STEPS:
        step(draft)
    draft.spread_labels()


def why_aside(draft: Draft, type_: str, key: tuple[str, str]) -> str:
    """Why a resource that nothing placed is kept aside."""
    return draft.aside.get(key) or _WHY_ASIDE.get(type_) or "no section for resources of this type"
