"""Two records of one person read as one: who proposed, confirmed and undid it, and where each entry came from."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.court_act import FourEyesState
from backend.models.ended_by_two import EndedByTwo
from backend.models.misplaced_entries import MisplacedEntries
from backend.models.person import Person


class MergeReason(StrEnum):
    """Why a person has two records."""

    REGISTERED_TWICE = "REGISTERED_TWICE"
    RECEIVED_TWICE = "RECEIVED_TWICE"
    NAME_CHANGED = "NAME_CHANGED"
    DOCUMENT_CHANGED = "DOCUMENT_CHANGED"
    OTHER = "OTHER"


class RecordMerge(EndedByTwo):
    """While it is in force all entries of `duplicate` are the record's of `survivor`, and nobody has access to `duplicate`.

    `kept` is what it ended or took along besides entries, so that undoing restores it (docs/merging.md). Undoing takes four
    eyes too: `end_proposed_by` (why: `end_text`) and `end_confirmed_by`.
    """

    id = fields.BigIntField(primary_key=True)
    survivor: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.RESTRICT
    )
    duplicate: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.RESTRICT
    )
    state = fields.CharEnumField(FourEyesState, max_length=8, default=FourEyesState.PROPOSED)
    reason = fields.CharEnumField(MergeReason, max_length=16)
    text = fields.TextField()
    kept: fields.JSONField[Any] = fields.JSONField(null=True)
    proposed_by: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.RESTRICT
    )
    proposed_at = fields.DatetimeField()
    confirmed_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    confirmed_at = fields.DatetimeField(null=True)
    end_text = fields.TextField(null=True)

    class Meta:
        table = "record_merge"


class RecordMove(Model):
    """One version of an entry that changed its record, and why: never changed, never removed.

    `encounter_id` is the visit that it was written in and that stayed behind; null where the visit came along.
    """

    id = fields.BigIntField(primary_key=True)
    merge: fields.ForeignKeyNullableRelation[RecordMerge] = fields.ForeignKeyField(
        "models.RecordMerge", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    misplaced: fields.ForeignKeyNullableRelation[MisplacedEntries] = fields.ForeignKeyField(
        "models.MisplacedEntries", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    entry_id = fields.BigIntField()
    from_patient_id = fields.BigIntField()
    to_patient_id = fields.BigIntField()
    encounter_id = fields.BigIntField(null=True)
    moved_at = fields.DatetimeField()

    class Meta:
        table = "record_move"
