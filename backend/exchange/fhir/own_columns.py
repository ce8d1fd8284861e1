"""From our own extension back to columns: each field of an entry by its name in our API, checked against its column.

What an export of ours writes is read without loss; what it could not have written is refused with its path.
"""

import datetime as dt
import importlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model

from backend.exchange.fhir.draft import Columns
from backend.exchange.fhir.not_taken import NOT_TAKEN
from backend.models.modules import MODEL_MODULES
from backend.models.sections.detail import EntryDetail, EntryPart

OwnFields = Mapping[str, Any]
# Columns whose field has another name in our API; `a.b` is a field of an object.
_NAMES: Mapping[str, str] = {
    "clinical_status": "status",
    "specimen_type": "specimen.type",
    "specimen_code": "specimen.code",
    "guardian_name": "guardian.name",
    "guardian_relationship": "guardian.relationship",
    "guardian_document": "guardian.document",
}
_CODE = {"code_system": "system", "code": "code", "code_display": "display"}
_KEYS = frozenset({"id", "patient_id", "entry_id", "position"})
_SMALL = 32_767
_INTEGER = 2_147_483_647


class NotOurs(Exception):
    """A field that no export of ours writes so; `path` is the field, by names of ours alone."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason


def columns_of(table: str, own: OwnFields, known: frozenset[str] = frozenset()) -> Columns:
    """A row's columns. `known` are fields that stand elsewhere. Raises NotOurs, for a field that there is not, too."""
    found: Columns = {}
    columns = _models()[table]._meta.fields_map
    for name, path in _paths(table).items():
        column, values = columns[name], _values(path, own)
        if values:
            found[name] = _value(column, values, path)
        elif not column.null:
            # An export leaves out what is empty.
            found[name] = _empty(column, path)
    heads = {path.partition(".")[0] for path in _paths(table).values()} | known
    if any(name not in heads and name not in NOT_TAKEN for name in own):
        raise NotOurs("", "has a field that this version of Medcard does not know")
    return found


def text(own: OwnFields, name: str) -> str | None:
    """A text field. Raises NotOurs."""
    values = own.get(name, [])
    return _text(values[0], name) if values else None


def day(own: OwnFields, name: str) -> dt.date:
    """A day that has to be there. Raises NotOurs."""
    found: dt.date = _required(fields.DateField(), own, name)
    return found


def moment(own: OwnFields, name: str) -> dt.datetime:
    """A moment that has to be there. Raises NotOurs."""
    found: dt.datetime = _required(fields.DatetimeField(), own, name)
    return found


def objects(own: OwnFields, name: str) -> list[OwnFields]:
    """The objects of a list. Raises NotOurs."""
    found = own.get(name, [])
    for place, one in enumerate(found):
        if not isinstance(one, dict):
            raise NotOurs(f"{name}[{place}]", "has to be an object")
    return list(found)


def _required(column: Any, own: OwnFields, name: str) -> Any:
    values = own.get(name, [])
    if not values:
        raise NotOurs(name, "is required")
    return _value(column, values, name)


@cache
def _paths(table: str) -> Mapping[str, str]:
    """Columns that an export may fill, each with the place of its value among the fields."""
    names = [name for name in _models()[table]._meta.fields_map if name not in _KEYS]
    found = {name: _NAMES.get(name, _camel(name)) for name in names}
    for name in names:
        if name.endswith("code_system"):
            prefix = name.removesuffix("code_system")
            coding = _camel(prefix.rstrip("_")) or "code"
            found |= {f"{prefix}{ending}": f"{coding}.{part}" for ending, part in _CODE.items()}
    return {name: path for name, path in found.items() if path not in NOT_TAKEN}


def _camel(column: str) -> str:
    head, *rest = column.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _values(path: str, own: OwnFields) -> list[Any]:
    name, _, inner = path.partition(".")
    values = own.get(name, [])
    if not inner or not values:
        return list(values)
    if not isinstance(values[0], dict):
        raise NotOurs(name, "has to be an object")
    return list(values[0].get(inner, []))


def _empty(column: Any, path: str) -> Any:
    if isinstance(column, ArrayField):
        return []
    if isinstance(column, CharEnumFieldInstance) or not isinstance(column, (fields.TextField, fields.CharField)):
        raise NotOurs(path, "is required")
    return ""


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise NotOurs(path, "has to be a text")
    return value


def _value(column: Any, values: list[Any], path: str) -> Any:
    value = values[0]
    if isinstance(column, ArrayField):
        return [_text(one, path) for one in values]
    if len(values) > 1:
        raise NotOurs(path, "stands twice")
    if isinstance(column, fields.BooleanField):
        if not isinstance(value, bool):
            raise NotOurs(path, "has to be true or false")
        return value
    if isinstance(column, (fields.SmallIntField, fields.IntField)):
        most = _SMALL if isinstance(column, fields.SmallIntField) else _INTEGER
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > most:
            raise NotOurs(path, "has to be a whole number")
        return value
    if isinstance(column, fields.FloatField):
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise NotOurs(path, "has to be a number")
        return float(value)
    said = _text(value, path)
    try:
        if isinstance(column, CharEnumFieldInstance):
            return column.enum_type(said).value
        if isinstance(column, fields.DatetimeField):
            at = dt.datetime.fromisoformat(said)
            if at.tzinfo is None:
                raise NotOurs(path, "has to be a moment with its zone")
            return at
        if isinstance(column, fields.DateField):
            return dt.date.fromisoformat(said)
    except ValueError:
        raise NotOurs(path, "has a value that an export does not write there") from None
    return said


@cache
def _models() -> dict[str, type[Model]]:
    """Models of details and parts by their tables."""
    for module in MODEL_MODULES:
        importlib.import_module(module)
    known: list[type[Model]] = [*EntryDetail.__subclasses__(), *EntryPart.__subclasses__()]
    return {model._meta.db_table: model for model in known}
