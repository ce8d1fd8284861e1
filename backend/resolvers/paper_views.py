"""From orders and applications as the services have them to the types of the patient's side and of the desk."""

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Kind
from backend.policy.sealing import IdType
from backend.schema.entry import Section
from backend.schema.paper import PaperApplication, PaperExtract, PaperStep
from backend.schema.paper_desk import ClinicPaperApplication, ClinicPaperExtract
from backend.services.paper.desk import AtDesk
from backend.services.paper.rows import Application, Extract, Step


def extract_shown(info: Info[Any, Any], one: Extract) -> PaperExtract:
    return PaperExtract(
        id=_id(info, IdType.PAPER_ORDER, one),
        **_order(one),
        number=one.number,
        clinic=one.clinic,
        address=one.address,
        phone=one.phone,
        filed_at=one.filed_at,
        due_at=one.due_at,
        answer=one.answer,
        steps=_steps(one.steps),
    )


def application_shown(info: Info[Any, Any], account_id: int, one: Application) -> PaperApplication:
    return PaperApplication(
        id=_id(info, IdType.PAPER_APPLICATION, one),
        number=one.number,
        clinic=one.clinic,
        address=one.address,
        phone=one.phone,
        state=one.state,
        filed_at=one.filed_at,
        due_at=one.due_at,
        reason=one.reason,
        answer=one.answer,
        mine=one.account_id == account_id,
        steps=_steps(one.steps),
    )


def clinic_extract(info: Info[Any, Any], seen: AtDesk) -> ClinicPaperExtract:
    one = seen.matter
    assert isinstance(one, Extract)
    return ClinicPaperExtract(
        id=_id(info, IdType.PAPER_ORDER, one), **_at_desk(seen), **_order(one), identity_shown=one.identity_shown
    )


def clinic_application(info: Info[Any, Any], seen: AtDesk) -> ClinicPaperApplication:
    one = seen.matter
    assert isinstance(one, Application)
    return ClinicPaperApplication(
        id=_id(info, IdType.PAPER_APPLICATION, one), **_at_desk(seen), state=one.state, reason=one.reason
    )


def _order(one: Extract) -> dict[str, Any]:
    """What was ordered, alike for both sides."""
    return {
        "state": one.state,
        "purpose": one.purpose,
        "sections": _sections(one.sections),
        "covers_from": one.covers_from,
        "covers_until": one.covers_until,
        "note": one.note,
        "pickup": one.pickup,
        "fetched_by": one.fetched_by,
        "reason": one.reason,
    }


def _at_desk(seen: AtDesk) -> dict[str, Any]:
    one = seen.matter
    return {
        "number": one.number,
        "clinic": one.clinic,
        "patient": seen.patient,
        "birth_date": seen.birth_date,
        "applicant": seen.applicant,
        "filed_at": one.filed_at,
        "due_at": one.due_at,
        "overdue": seen.overdue,
        "answer": one.answer,
        "steps": _steps(one.steps),
    }


def _sections(kinds: Sequence[Kind] | None) -> Any:
    return None if kinds is None else [Section[kind.name] for kind in kinds]


def _steps(steps: Sequence[Step]) -> list[PaperStep]:
    return [PaperStep(at=step.at, event=step.event) for step in steps]


def _id(info: Info[Any, Any], type_: IdType, one: Extract | Application) -> strawberry.ID:
    return strawberry.ID(info.context.ids.seal(type_, one.patient_id, one.id))
