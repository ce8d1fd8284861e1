"""What a doctor's queries and mutations show, from what the use cases found."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.policy.sealing import IdType
from backend.schema.doctor import DoctorAdmission, DoctorAppointment, DoctorEncounter, DoctorWorkplace
from backend.services import doctor_day as days
from backend.services.doctors.workplaces import Workplace


def encounter(info: Info[Any, Any], one: days.DoctorEncounter) -> DoctorEncounter:
    return DoctorEncounter(
        id=_id(info, IdType.ENCOUNTER, one.patient_id, one.id),
        patient_id=strawberry.ID(one.patient_key),
        display_name=one.name,
        birth_date=one.birth_date,
        encounter_class=one.encounter_class,
        ground=one.ground,
        organization=one.organization,
        opened_at=one.opened_at,
        closed_at=one.closed_at,
        until=one.until,
        reason_given=one.reason_given,
        opens_record=one.opens_record,
    )


def appointment(info: Info[Any, Any], one: days.DoctorAppointment) -> DoctorAppointment:
    return DoctorAppointment(
        id=_id(info, IdType.APPOINTMENT, one.patient_id, one.id),
        patient_id=strawberry.ID(one.patient_key),
        display_name=one.name,
        birth_date=one.birth_date,
        organization=one.organization,
        specialty=one.specialty,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        state=one.state,
    )


def admission(info: Info[Any, Any], one: days.DoctorAdmission) -> DoctorAdmission:
    return DoctorAdmission(
        id=_id(info, IdType.ADMISSION, one.patient_id, one.id),
        patient_id=strawberry.ID(one.patient_key),
        display_name=one.name,
        birth_date=one.birth_date,
        organization=one.organization,
        ward=one.ward,
        admitted_at=one.admitted_at,
    )


def workplace(info: Info[Any, Any], one: Workplace) -> DoctorWorkplace:
    return DoctorWorkplace(id=_id(info, IdType.ORGANIZATION, 0, one.organization_id), name=one.name)


def _id(info: Info[Any, Any], type_: IdType, owner: int, row: int) -> strawberry.ID:
    return strawberry.ID(info.context.ids.seal(type_, owner, row))
