"""The simulated schedule of clinics: working mornings of the next days, each time booked once."""

import datetime as dt
from collections.abc import Iterator

from backend.registries.schedule import (
    BOOKING_PATH,
    CANCELLATION_PATH,
    FREE_PATH,
    MOST_TIMES,
    BookingAnswer,
    BookingQuestion,
    BookingStatus,
    CancellationAnswer,
    CancellationStatus,
    FreeAnswer,
    FreeQuestion,
    FreeStatus,
)
from backend.registries.simulator.facts import ClinicDoctor, KnownFacts, same_person
from backend.registries.simulator.speciality import Decision, Fields, Speciality

_MOSCOW = dt.timezone(dt.timedelta(hours=3))
_WORKING_DAYS = 7
_MORNING = (dt.time(9), dt.time(9, 40), dt.time(10, 20), dt.time(11))
_LENGTH = dt.timedelta(minutes=20)
# Whom a clinic has that no fact tells of.
_ANY_CLINIC = (ClinicDoctor(specialty="Терапия", specialty_code="79"),)


def _times(doctors: tuple[ClinicDoctor, ...], today: dt.date) -> Iterator[Fields]:
    days = (today + dt.timedelta(days=number) for number in range(1, 2 * _WORKING_DAYS))
    working = [day for day in days if day.isoweekday() <= 5][:_WORKING_DAYS]
    for day in working:
        for place, doctor in enumerate(doctors):
            for begins in _MORNING:
                starts_at = dt.datetime.combine(day, begins, _MOSCOW)
                yield {
                    "slot": f"{starts_at:%Y%m%d-%H%M}-{doctor.specialty_code}-{place}",
                    "starts_at": starts_at.isoformat(),
                    "ends_at": (starts_at + _LENGTH).isoformat(),
                    "specialty": doctor.specialty,
                    "specialty_code": doctor.specialty_code,
                    "doctor": doctor.name,
                }


def _free(question: FreeQuestion, known: KnownFacts, today: dt.date) -> Decision:
    doctors = known.clinics.get(question.organization)
    if doctors is None and question.organization.endswith("1"):
        return Decision({"status": "UNKNOWN"})
    times = _times(doctors or _ANY_CLINIC, today)
    free = [time for time in times if (question.organization, time["slot"]) not in known.booked]
    return Decision({"status": "FOUND", "times": free[:MOST_TIMES]})


def _book(question: BookingQuestion, known: KnownFacts, today: dt.date) -> Decision:
    place = (question.organization, question.slot)
    if place in known.booked or question.slot.endswith("999"):
        return Decision({"status": "TAKEN"})
    known.booked[place] = question
    return Decision({"status": "BOOKED", **_number(question, today)})


def _cancel(question: BookingQuestion, known: KnownFacts, today: dt.date) -> Decision:
    place = (question.organization, question.slot)
    holder = known.booked.get(place)
    if holder is None or not same_person(holder, question):
        return Decision({"status": "NOT_FOUND"})
    del known.booked[place]
    return Decision({"status": "CANCELLED", "slot": question.slot})


def _number(question: BookingQuestion, today: dt.date) -> Fields:
    return {"booking": f"З-{question.slot}"}


FREE = Speciality(
    "free_times",
    FREE_PATH,
    FreeQuestion,
    FreeAnswer,
    FreeStatus,
    positive="FOUND",
    number=lambda question: question.organization,
    decide=_free,
    details=lambda question, today: {"times": list(_times(_ANY_CLINIC, today))},
    contradict=lambda answer: {**answer, "times": None if answer["status"] == "FOUND" else []},
)
BOOKING = Speciality(
    "booking",
    BOOKING_PATH,
    BookingQuestion,
    BookingAnswer,
    BookingStatus,
    positive="BOOKED",
    number=lambda question: question.slot,
    decide=_book,
    details=_number,
    contradict=lambda answer: {**answer, "booking": None if answer["status"] == "BOOKED" else "З-1"},
)
CANCELLATION = Speciality(
    "cancellation",
    CANCELLATION_PATH,
    BookingQuestion,
    CancellationAnswer,
    CancellationStatus,
    positive="CANCELLED",
    number=lambda question: question.slot,
    decide=_cancel,
    details=lambda question, today: {"slot": question.slot},
    contradict=lambda answer: {**answer, "slot": "other" if answer["status"] == "CANCELLED" else "free"},
)
