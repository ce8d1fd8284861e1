"""Fields that the patient reads and a standing does not, from the schema's declarations: nothing is read."""

from dataclasses import dataclass

from backend.policy.standing import OWN, Standing
from backend.reads.model import ReadModel

# About hiding itself, which nobody but the teenager and doctors hears of: no part of what a record says.
_TOLD_OTHERWISE = frozenset({"EntryHiding"})


@dataclass(frozen=True, slots=True)
class HiddenField:
    """`reason` is the code that a redaction carries."""

    type_name: str
    name: str
    reason: str


def hidden_fields(model: ReadModel, standing: Standing) -> list[HiddenField]:
    """In the order of types and fields of the schema."""
    return [
        HiddenField(type_name, name, read.declared.reason)
        for type_name, fields in sorted(model.fields.items())
        for name, read in fields.items()
        if type_name not in _TOLD_OTHERWISE
        and read.declared.visible_to & OWN
        and not read.declared.visible_to & standing
    ]
