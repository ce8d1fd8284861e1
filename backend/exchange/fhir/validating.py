"""Reading a resource by fhir.resources' R4B model, with the differences from R4 and known slips of producers.

R4B changed only the resources about medicinal products, evidence and citations; an R4 resource of any other type reads
alike. The types that R4 alone has are kept aside without a model. A slip below is straightened before reading again,
on a copy: what is kept is always the resource as it came.
"""

import copy
from functools import cache
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from fhir.resources.R4B.resource import Resource as AnyResource
from pydantic import BaseModel, ValidationError

from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import JSON, Resource

R4_ONLY = frozenset(
    {
        "EffectEvidenceSynthesis",
        "MedicinalProduct",
        "MedicinalProductAuthorization",
        "MedicinalProductContraindication",
        "MedicinalProductIndication",
        "MedicinalProductIngredient",
        "MedicinalProductInteraction",
        "MedicinalProductManufactured",
        "MedicinalProductPackaged",
        "MedicinalProductPharmaceutical",
        "MedicinalProductUndesirableEffect",
        "RiskEvidenceSynthesis",
        "SubstanceNucleicAcid",
        "SubstancePolymer",
        "SubstanceProtein",
        "SubstanceReferenceInformation",
        "SubstanceSourceMaterial",
        "SubstanceSpecification",
    }
)
# Same name in R4 and R4B, other elements: R4B's model does not fit R4 data.
R4_DIFFERS = frozenset({"Evidence", "EvidenceVariable", "DeviceDefinition", "ResearchElementDefinition"})
_MAX_REPAIRS = 12


@cache
def _model(type_: str) -> type[BaseModel] | None:
    try:
        model: type[BaseModel] = get_fhir_model_class(type_)
    except (KeyError, ValueError):
        return None
    return model if issubclass(model, AnyResource) else None


def read(resource: Resource) -> JSON:
    """The resource's content as the mapping may rely on it: lists are lists, objects are objects. Raises Refused."""
    if resource.type in R4_ONLY or resource.type in R4_DIFFERS:
        return resource.data
    model = _model(resource.type)
    if model is None:
        raise Refused(resource.place, "resourceType", "is no resource of FHIR R4")
    data = resource.data
    for _ in range(_MAX_REPAIRS):
        try:
            model.model_validate(data)
            return data
        except ValidationError as error:
            problems = error.errors(include_input=False, include_url=False)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            # Where the library expects a text and meets something else, it does not always say so in its own words.
            raise Refused(resource.place, "", "breaks the resource's definition") from None
        if data is resource.data:
            data = copy.deepcopy(data)
        # Every slip is put right in one pass: no short cut after the first.
        mended = [_straighten(data, problem["loc"], problem["type"]) for problem in problems]
        if not any(mended):
            location, kind = problems[0]["loc"], problems[0]["type"]
            # The name of an element that does not exist is a text from the file: the path ends before it.
            known = location[:-1] if kind == "extra_forbidden" else location
            path = ".".join(str(part) for part in known if part != "root")
            raise Refused(resource.place, path, _reason(kind, problems[0]["msg"]))
    raise Refused(resource.place, "", "breaks the resource's definition in too many places")


def _reason(kind: str, message: str) -> str:
    """The reason without any value from the file."""
    if kind == "missing":
        return "is required"
    if kind == "extra_forbidden":
        return "has an element that its type does not know"
    if kind == "value_error" and message.startswith("Value error, Expect any of field value"):
        return "one of its required choices is missing"
    return "breaks the resource's definition (" + kind.replace("_", " ") + ")"


def _at(data: Any, location: tuple[Any, ...]) -> Any:
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _straighten(data: JSON, location: tuple[Any, ...], kind: str) -> bool:
    """Puts one known slip right in place; False when it is none."""
    path = tuple(part for part in location if part != "root")
    if not path:
        return kind == "value_error" and _absent_choice(data)
    parent, last = _at(data, path[:-1]), path[-1]
    if not isinstance(parent, (dict, list)):
        return False
    if kind == "missing" and last in ("subject", "patient") and path[0] == "contained" and isinstance(parent, dict):
        # A contained resource is about its container's subject.
        own = data.get("subject") or data.get("patient")
        if own is not None:
            parent[last] = own
            return True
        return False
    value = _at(data, path)
    if kind == "model_validation_format" and isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        parent[last] = value[0]
        return True
    if kind == "list_type" and isinstance(value, (dict, str)):
        parent[last] = [value]
        return True
    if kind == "string_pattern_mismatch" and path == ("meta", "versionId"):
        del parent[last]
        return True
    return False


def _absent_choice(data: JSON) -> bool:
    """A required choice of types whose value is absent with a reason: `_occurrenceDateTime` with an extension only."""
    for name, value in list(data.items()):
        absent = name.startswith("_") and name[1:] not in data and isinstance(value, dict) and value.get("extension")
        if absent and name.endswith("DateTime"):
            del data[name]
            data[name.removeprefix("_").removesuffix("DateTime") + "String"] = "unknown"
            return True
    return False
