"""Deaths as a registrar recorded them, and what became of a record that was a mistake (policy.md, Conditions)."""

from typing import Any

from tortoise import fields

from backend.models.court_act import FourEyesState
from backend.models.ended_by_two import EndedByTwo
from backend.models.person import Person


class DeathRecord(EndedByTwo):
    """A recorded death, in force from that moment.

    `ended` keeps what it ended, so that a mistake can be taken back: rows of `accounts` that it disabled, of `grants`, and of
    `links` with the `state` and the last day (`ends_on`) that each had. Taking it back takes four eyes: `end_proposed_by` and
    `end_confirmed_by`.
    """

    id = fields.BigIntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    state = fields.CharEnumField(FourEyesState, max_length=8, default=FourEyesState.IN_FORCE)
    died_on = fields.DateField()
    act_number = fields.TextField(null=True)
    ended: fields.JSONField[Any] = fields.JSONField()
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "death_record"
