"""Entries written into the wrong person's record: who asked to move them, who decided, and who may have read them there."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from backend.models.account import Account
from backend.models.ended_by_two import EndedByTwo
from backend.models.organization import Organization
from backend.models.person import Person


class MisplacedReason(StrEnum):
    """How the entries came into the wrong record."""

    NAMESAKE = "NAMESAKE"
    ANOTHER_RECORD_OPEN = "ANOTHER_RECORD_OPEN"
    WRONG_NUMBER = "WRONG_NUMBER"
    OTHER = "OTHER"


class MisplacedState(StrEnum):
    """A clinic asks, one registrar accepts, another moves; two take it back again."""

    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    MOVED = "MOVED"
    REFUSED = "REFUSED"
    RETURNED = "RETURNED"


class MisplacedEntries(EndedByTwo):
    """Entries, by the sets of their versions, that are to go from one person's record to another's (docs/merging.md).

    `papers` are those with a code that are out of force while the entries are away: of whoever saw them, issued since they were
    written. `refusal` is a registrar's reason. Taking it back takes four eyes too: `end_proposed_by` (why: `end_text`) and
    `end_confirmed_by`.
    """

    id = fields.BigIntField(primary_key=True)
    wrong: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.RESTRICT
    )
    right: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.RESTRICT
    )
    clinic: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    sets = ArrayField(element_type="bigint")
    state = fields.CharEnumField(MisplacedState, max_length=8, default=MisplacedState.ASKED)
    reason = fields.CharEnumField(MisplacedReason, max_length=20)
    text = fields.TextField()
    asked_by: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.RESTRICT
    )
    asked_at = fields.DatetimeField()
    accepted_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    accepted_at = fields.DatetimeField(null=True)
    moved_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    moved_at = fields.DatetimeField(null=True)
    papers = ArrayField(element_type="bigint", null=True)
    refused_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    refused_at = fields.DatetimeField(null=True)
    refusal = fields.TextField(null=True)
    end_text = fields.TextField(null=True)

    class Meta:
        table = "misplaced_entries"


class MisplacedReading(Model):
    """An incident (152-ФЗ): somebody but the authors may have read the entries where they did not belong.

    `accounts` are those whose reads of that record asked for what the entries are (its log), from `first_at` to `last_at`.
    """

    id = fields.BigIntField(primary_key=True)
    misplaced: fields.ForeignKeyRelation[MisplacedEntries] = fields.ForeignKeyField(
        "models.MisplacedEntries", related_name=False, on_delete=fields.RESTRICT
    )
    accounts = ArrayField(element_type="bigint")
    first_at = fields.DatetimeField()
    last_at = fields.DatetimeField()
    found_at = fields.DatetimeField()

    class Meta:
        table = "misplaced_reading"
