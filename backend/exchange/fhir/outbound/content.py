"""What is written out: a record as its reader sees it, and the people and places that its entries name."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from backend.exchange.fhir.outbound.packing import Packer
from backend.exchange.fhir.own_fields import PARTY, written
from backend.exchange.fhir.resource import JSON
from backend.models.vocabulary import Kind

Fields = Mapping[str, Any]
# FHIR R4, 2.24.0.1: the forms of `code` and `uri`.
_CODE, _URI = re.compile(r"\S+(\s\S+)*"), re.compile(r"\S+")
_SPACE = uuid.UUID("0fe30a21-468c-4603-bdb7-ec1c2665c4b4")


class Content(Protocol):
    """A read record, by the names of our API: the patient, assembled facts by name, entries by kind."""

    @property
    def patient(self) -> Fields: ...
    @property
    def facts(self) -> Mapping[str, Sequence[Fields]]: ...
    @property
    def entries(self) -> Mapping[Kind, Sequence[Fields]]: ...


def id_of(*named: object) -> str:
    """The id of a resource: the same for the same thing, whenever it is written."""
    return str(uuid.uuid5(_SPACE, "\n".join(map(str, named))))


def reference(id_: str, display: str | None = None) -> JSON:
    """A reference to a resource of the same Bundle."""
    return {"reference": f"urn:uuid:{id_}", **({"display": display} if display else {})}


def is_code(value: object) -> bool:
    """Whether a text may stand where FHIR wants a code."""
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def organization_named(fields: Fields | None) -> JSON | None:
    """A reference to an organization that the Bundle will hold."""
    return reference(_id_of_organization(fields), fields["name"]) if fields and fields.get("name") else None


def _id_of_organization(fields: Fields) -> str:
    return id_of("organization", sorted((name, str(value)) for name, value in fields.items()))


def concept(code: Fields | None, text: str | None) -> JSON | None:
    """A CodeableConcept of one of our codings and what people read."""
    coding = {name: value for name, value in (code or {}).items() if value}
    if "system" in coding:
        system = coding["system"] if ":" in coding["system"] else f"urn:oid:{coding['system']}"
        coding["system"] = system if _URI.fullmatch(system) else None
    if not is_code(coding.get("code")):
        coding.pop("code", None)
    made = {**({"coding": [coding]} if coding.get("code") else {}), **({"text": text} if text else {})}
    return made or ({"text": coding["display"]} if coding.get("display") else None)


@dataclass(slots=True)
class Written:
    """Resources of one Bundle, packed in the order in which they come; parties once each."""

    patient_id: str
    packer: Packer = field(default_factory=Packer)
    _parties: set[str] = field(default_factory=set)

    @property
    def subject(self) -> JSON:
        return reference(self.patient_id)

    def add(self, resource: JSON) -> JSON:
        """Adds a resource; gives a reference to it."""
        self.packer.add(resource)
        return reference(resource["id"])

    def organization(self, fields: Fields | None) -> JSON | None:
        if not fields or not fields.get("name"):
            return None
        id_ = _id_of_organization(fields)
        resource = {
            "resourceType": "Organization",
            "id": id_,
            "extension": [written(PARTY, fields)],
            "name": fields["name"],
            "alias": [fields["shortName"]] if fields.get("shortName") else None,
            "telecom": [{"system": "phone", "value": fields["phone"]}] if fields.get("phone") else None,
            "address": [{"text": fields["address"]}] if fields.get("address") else None,
        }
        return self._party(id_, resource, fields["name"])

    def practitioner(self, fields: Fields | None) -> JSON | None:
        if not fields or not fields.get("fullName"):
            return None
        id_ = id_of("practitioner", sorted((name, str(value)) for name, value in fields.items()))
        resource = {
            "resourceType": "Practitioner",
            "id": id_,
            "extension": [written(PARTY, fields)],
            "name": [{"text": fields["fullName"]}],
            "qualification": [{"code": {"text": fields["specialty"]}}] if fields.get("specialty") else None,
        }
        return self._party(id_, resource, fields["fullName"])

    def _party(self, id_: str, resource: JSON, display: str) -> JSON:
        if id_ not in self._parties:
            self._parties.add(id_)
            self.add(resource)
        return reference(id_, display)
