"""A record as FHIR R4: a collection Bundle of all that its reader sees (PAP-04)."""

import datetime as dt

from backend.exchange.fhir.outbound.content import Content, Written, id_of, organization_named
from backend.exchange.fhir.outbound.entries import add_entries, add_facts
from backend.exchange.fhir.outbound.packing import Packed
from backend.exchange.fhir.own_fields import PARTY, written
from backend.exchange.fhir.resource import JSON

_GENDER = {"MALE": "male", "FEMALE": "female", "OTHER": "other"}


def bundle_of(content: Content, patient_key: str, at: dt.datetime) -> Packed:
    """The Bundle. `patient_key` is the patient's public id: the resource's id is made of it."""
    into = Written(id_of("patient", patient_key))
    add_patient(into, content)
    add_entries(into, content)
    add_facts(into, content)
    return bundled(into, "collection", at)


def add_patient(into: Written, content: Content) -> None:
    """Adds the patient. Masked numbers name nobody, so they stand in our own extension alone."""
    patient = content.patient
    given = [name for name in (patient.get("givenName"), patient.get("patronymic")) if name]
    into.add(
        {
            "resourceType": "Patient",
            "id": into.patient_id,
            "extension": [written(PARTY, {name: value for name, value in patient.items() if name != "id"})],
            "name": [
                {
                    "use": "official",
                    "text": patient["displayName"],
                    "family": patient.get("familyName") or None,
                    "given": given or None,
                }
            ],
            "telecom": [
                {"system": system, "value": patient[name]}
                for system, name in (("phone", "phone"), ("email", "email"))
                if patient.get(name)
            ],
            "gender": _GENDER.get(patient["sex"], "unknown"),
            "birthDate": patient.get("birthDate"),
            "address": [{"text": patient["address"]}] if patient.get("address") else None,
            "managingOrganization": organization_named(patient.get("attachedClinic")),
        }
    )
    into.organization(patient.get("attachedClinic"))


def bundled(into: Written, type_: str, at: dt.datetime, first: JSON | None = None) -> Packed:
    """The resources as a Bundle, `first` before all others."""
    identifier = f"urn:uuid:{id_of('bundle', into.patient_id, at.isoformat())}"
    bundle = {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": identifier},
        "type": type_,
        "timestamp": at.isoformat(),
    }
    return into.packer.packed(bundle, first)
