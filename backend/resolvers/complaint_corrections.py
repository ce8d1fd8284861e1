"""What a correction may put right in an entry of a kind: fields of the schema that are plain columns of its own table."""

import datetime as dt
import math
from typing import Any

from graphql import GraphQLEnumType, get_named_type, is_list_type

from backend.models.vocabulary import Kind
from backend.policy.sources import Column, Many
from backend.reads.model import FieldRead, ReadModel
from backend.schema.complaint_desks import CorrectDisputedEntryInput
from backend.services.complaints.correcting import Correction, Diagnosis
from backend.services.refusal import Refused

_LONGEST = 4000
_HEADER = ("date", "title")
# Whose start date binds a study is no slip of the pen: such an entry is wrong as a whole.
_FIXED = frozenset({"modality"})
_SCALARS = frozenset({"String", "Int", "Float", "Boolean", "Date"})


def correctable(model: ReadModel, kind: Kind) -> dict[str, FieldRead]:
    """The fields by name, those of the header first."""
    type_name = model.type_of_kind[kind]
    fields = model.fields[type_name]
    return {name: fields[name] for name in _HEADER if name in fields} | {
        name: read for name, read in fields.items() if name not in _HEADER and name not in _FIXED and _is_column(read)
    }


def has_diagnoses(model: ReadModel, kind: Kind) -> bool:
    """Whether entries of the kind hold diagnoses."""
    found = model.fields[model.type_of_kind[kind]].get("diagnoses")
    return found is not None and isinstance(found.declared.source, Many)


def correction_of(model: ReadModel, kind: Kind, given: CorrectDisputedEntryInput) -> Correction:
    """The correction in terms of columns. Raises Refused CORRECTION_WRONG for a field or a value that cannot be."""
    fields, columns, header = correctable(model, kind), {}, dict[str, Any]()
    for each in given.fields:
        read = fields.get(each.name)
        if read is None or each.name in header or read.python_name in columns:
            raise Refused("CORRECTION_WRONG", ["input", "fields"])
        value = _value(read, each.value.strip())
        if each.name in _HEADER:
            header[each.name] = value
        else:
            columns[read.python_name] = value
    diagnosis = None
    if given.diagnosis is not None:
        if not has_diagnoses(model, kind):
            raise Refused("CORRECTION_WRONG", ["input", "diagnosis"])
        code, wording = given.diagnosis.code.strip().upper(), given.diagnosis.wording.strip()
        if not 3 <= len(code) <= 10 or not 3 <= len(wording) <= _LONGEST or "\0" in code + wording:
            raise Refused("CORRECTION_WRONG", ["input", "diagnosis"])
        diagnosis = Diagnosis(code, wording)
    return Correction(given.withdrawn, header.get("date"), header.get("title"), columns, diagnosis)


def _is_column(read: FieldRead) -> bool:
    source, below = read.declared.source, get_named_type(read.definition.type)
    plain = isinstance(source, Column) and source.sql is None and not _is_list(read)
    return plain and (below.name in _SCALARS or isinstance(below, GraphQLEnumType))


def _is_list(read: FieldRead) -> bool:
    type_: Any = read.definition.type
    return is_list_type(getattr(type_, "of_type", type_)) or is_list_type(type_)


def _value(read: FieldRead, text: str) -> Any:
    """The text as the column holds it."""
    below = get_named_type(read.definition.type)
    try:
        if not text or len(text) > _LONGEST or "\0" in text:
            raise ValueError
        if isinstance(below, GraphQLEnumType):
            if text not in below.values:
                raise ValueError
            return text
        match below.name:
            case "Int":
                number = int(text)
                if abs(number) > 32_000:
                    raise ValueError
                return number
            case "Float":
                figure = float(text.replace(",", "."))
                if not math.isfinite(figure) or not 0 <= figure < 1_000_000_000:
                    raise ValueError
                return figure
            case "Boolean":
                return {"true": True, "false": False}[text]
            case "Date":
                return dt.date.fromisoformat(text)
    except (ValueError, KeyError):
        raise Refused("CORRECTION_WRONG", ["input", read.name]) from None
    return text
