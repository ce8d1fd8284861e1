"""What a standing is not shown of a record, in the schema's words: from declarations, never from data."""

from dataclasses import dataclass
from typing import Any

from backend.policy.hiding import hidden_rows
from backend.policy.standing import Standing
from backend.reads.hidden_fields import hidden_fields
from backend.schema.access_grants import FieldHiddenFromThem, SensitiveClass
from backend.schema.entry import Section


@dataclass(frozen=True, slots=True)
class HiddenFrom:
    """Members of the schema's enumerations."""

    sections: list[Any]
    classes: list[Any]
    fields: list[FieldHiddenFromThem]
    hidden_by_patient: bool


def hidden_from(reader: Any, standing: Standing, shared: int = 0, diary: bool = False) -> HiddenFrom:
    """`shared` are the classes, `diary` the diary that a teenager shows to this one; by default nothing is shared."""
    rows = hidden_rows(reader.policy, standing, shared, diary)
    return HiddenFrom(
        [Section[kind.name] for kind in rows.sections],
        [SensitiveClass[str(label.name)] for label in rows.classes],
        [
            FieldHiddenFromThem(type=hidden.type_name, name=hidden.name, reason=hidden.reason)
            for hidden in hidden_fields(reader.model, standing)
        ],
        rows.hidden_by_patient,
    )
