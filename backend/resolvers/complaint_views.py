"""From a complaint as the services have it to the types of the insurer's and the clinic's desks."""

from typing import Any

import strawberry
from graphql import GraphQLEnumType, get_named_type
from strawberry.types import Info

from backend.models.complaint import ComplaintState
from backend.policy.sealing import IdType
from backend.resolvers.complaint_corrections import correctable, has_diagnoses
from backend.schema.complaint_desks import (
    AttachedCopy,
    ClinicComplaint,
    CorrectableField,
    CorrectableValue,
    InsurerComplaint,
)
from backend.schema.complaints import ComplaintStep
from backend.services.complaints.desks import DeskComplaint


def insurer_shown(info: Info[Any, Any], seen: DeskComplaint) -> InsurerComplaint:
    one = seen.complaint
    passed = one.due_at is not None and one.due_at <= info.context.at
    return InsurerComplaint(
        **_of_both(info, seen),
        policy_number=seen.policy or "",
        may_go_on=one.state is ComplaintState.CLINIC_REQUESTED and passed,
    )


def clinic_shown(info: Info[Any, Any], seen: DeskComplaint) -> ClinicComplaint:
    one, model, context = seen.complaint, info.context.reader.model, info.context
    ordered = one.to_correct and bool(one.steps)
    type_name = model.type_of_kind[one.entry_kind]
    fields = correctable(model, one.entry_kind) if ordered else {}
    return ClinicComplaint(
        **_of_both(info, seen),
        to_correct=one.to_correct,
        correctable=[
            CorrectableField(
                name=name,
                label=context.field_label(type_name, name),
                kind=get_named_type(read.definition.type).name,
                values=_values(info, read.definition.type),
            )
            for name, read in fields.items()
        ],
        diagnosis_correctable=ordered and has_diagnoses(model, one.entry_kind),
    )


def _values(info: Info[Any, Any], type_: Any) -> list[CorrectableValue]:
    named = get_named_type(type_)
    if not isinstance(named, GraphQLEnumType):
        return []
    return [CorrectableValue(value=each, label=info.context.field_word(named, each)) for each in named.values]


def _of_both(info: Info[Any, Any], seen: DeskComplaint) -> dict[str, Any]:
    one, context = seen.complaint, info.context
    return {
        "id": strawberry.ID(context.ids.seal(IdType.COMPLAINT, one.patient_id, one.id)),
        "number": one.number,
        "kind": one.kind,
        "state": one.state,
        "text": one.text,
        "complainant": seen.complainant,
        "patient": seen.patient,
        "date": one.about_on,
        "clinic": one.clinic,
        "insurer": one.insurer,
        "filed_at": one.filed_at,
        "due_at": one.due_at,
        "overdue": one.due_at is not None and one.due_at < context.at,
        "question": one.question,
        "asked_at": one.asked_at,
        "clinic_agrees": one.clinic_agrees,
        "clinic_answer": one.clinic_answer,
        "answered_at": one.answered_at,
        "upheld": one.upheld,
        "reason": one.reason,
        "decision_text": one.decision_text,
        "decided_at": one.decided_at,
        "correction": one.correction,
        "corrected_at": one.corrected_at,
        "steps": [ComplaintStep(at=step.at, event=step.event) for step in one.steps],
        "attachments": [_copy(info, copy.type_name, copy.content) for copy in seen.copies],
    }


def _copy(info: Info[Any, Any], type_name: str, content: Any) -> AttachedCopy:
    title, lines = info.context.excerpt(type_name, content)
    return AttachedCopy(title=title, lines=lines)
