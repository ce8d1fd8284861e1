"""A record as FHIR R4: a collection Bundle of all that its reader sees (PAP-04)."""

import datetime as dt
from typing import Any

import orjson

from backend.exchange.fhir.digests import with_digest
from backend.exchange.fhir.outbound.content import Content, Written, id_of
from backend.exchange.fhir.outbound.entries import add_entries, add_facts
from backend.exchange.fhir.own_fields import PARTY, written
from backend.exchange.fhir.resource import JSON

_NOTHING: tuple[Any, ...] = (None, [], {}, "")
_GENDER = {"MALE": "male", "FEMALE": "female", "OTHER": "other"}


def bundle_of(content: Content, patient_key: str, at: dt.datetime) -> bytes:
    """The Bundle as JSON. `patient_key` is the patient's public id: the resource's id is made of it."""
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
            "managingOrganization": into.organization(patient.get("attachedClinic")),
        }
    )
    # Its clinic was written before it.
    into.resources.insert(0, into.resources.pop())


def bundled(into: Written, type_: str, at: dt.datetime, first: JSON | None = None) -> bytes:
    """The resources as a Bundle, `first` before all others."""
    resources = [*([first] if first else []), *into.resources]
    bundle = {
        "resourceType": "Bundle",
        "identifier": {
            "system": "urn:ietf:rfc:3986",
            "value": f"urn:uuid:{id_of('bundle', into.patient_id, at.isoformat())}",
        },
        "type": type_,
        "timestamp": at.isoformat(),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": with_digest(_said(one))} for one in resources],
    }
    return orjson.dumps(with_digest(bundle))


def _said(resource: JSON) -> JSON:
    """The same without what says nothing: FHIR knows no null and no empty list."""
    return {name: _inside(inner) for name, inner in resource.items() if inner not in _NOTHING}


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return _said(value)
    if isinstance(value, list):
        return [_inside(inner) for inner in value if inner not in _NOTHING]
    return value
