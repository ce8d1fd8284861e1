"""The clinics' schedule: free times of a clinic, booking one, giving it back (PAP-11)."""

from enum import StrEnum
from typing import Annotated, Protocol, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from backend.registries.client import RegistryClient
from backend.registries.subjects import Answer, Name, Person, Personal

FREE_PATH = "/schedule/free"
BOOKING_PATH = "/schedule/bookings"
CANCELLATION_PATH = "/schedule/cancellations"
# As many as an answer of the wire's limit holds.
MOST_TIMES = 150

Ogrn = Annotated[str, StringConstraints(pattern=r"^[0-9]{13}$")]
Slot = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[!-~]+$")]


class FreeStatus(StrEnum):
    """UNKNOWN: the clinic gives its times to nobody."""

    FOUND = "FOUND"
    UNKNOWN = "UNKNOWN"


class BookingStatus(StrEnum):
    """TAKEN: somebody was quicker, or the clinic took the time back."""

    BOOKED = "BOOKED"
    TAKEN = "TAKEN"


class CancellationStatus(StrEnum):
    """NOT_FOUND: this person has no such time, so there is nothing to give back."""

    CANCELLED = "CANCELLED"
    NOT_FOUND = "NOT_FOUND"


class FreeTime(Personal):
    """One free time. `slot` is its name in the clinic's schedule; `doctor` is null where nobody is named, as at a laboratory."""

    slot: Slot
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    specialty: Name
    specialty_code: Annotated[str, StringConstraints(max_length=32)] | None = None
    doctor: Name | None = None

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise ValueError("a time that ends before it begins")
        return self


class FreeQuestion(Personal):
    """A clinic by its ОГРН."""

    organization: Ogrn


class FreeAnswer(Answer[FreeQuestion]):
    """`times`: the soonest ones, where the clinic is known."""

    status: FreeStatus
    times: Annotated[tuple[FreeTime, ...], Field(max_length=MOST_TIMES)] | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if (self.status is FreeStatus.FOUND) != (self.times is not None):
            raise ValueError("times of no clinic, or a clinic without an answer")
        if self.times is not None and len({time.slot for time in self.times}) < len(self.times):
            raise ValueError("one time said twice")
        return self


class BookingQuestion(Person):
    """Who is to come, and when."""

    organization: Ogrn
    slot: Slot


class BookingAnswer(Answer[BookingQuestion]):
    """`booking` is the clinic's own number of it, where the time is BOOKED."""

    status: BookingStatus
    booking: Name | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if (self.status is BookingStatus.BOOKED) != (self.booking is not None):
            raise ValueError("a booking without its number, or a number of none")
        return self


class CancellationAnswer(Answer[BookingQuestion]):
    """`slot` is the time that is free again, where it is CANCELLED."""

    status: CancellationStatus
    slot: Slot | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.slot != (self.subject.slot if self.status is CancellationStatus.CANCELLED else None):
            raise ValueError("another time is free, or none was given back")
        return self


class ScheduleRegistry(Protocol):
    """Each raises RegistryUnavailable."""

    async def free(self, key: str, question: FreeQuestion) -> FreeAnswer: ...

    async def book(self, key: str, question: BookingQuestion) -> BookingAnswer: ...

    async def cancel(self, key: str, question: BookingQuestion) -> CancellationAnswer: ...


class HttpScheduleRegistry:
    """One client a path: free times may be asked for while bookings fail."""

    def __init__(self, free: RegistryClient, booking: RegistryClient, cancellation: RegistryClient) -> None:
        self._free, self._booking, self._cancellation = free, booking, cancellation

    async def free(self, key: str, question: FreeQuestion) -> FreeAnswer:
        return await self._free.ask(key, question, FreeAnswer)

    async def book(self, key: str, question: BookingQuestion) -> BookingAnswer:
        return await self._booking.ask(key, question, BookingAnswer)

    async def cancel(self, key: str, question: BookingQuestion) -> CancellationAnswer:
        return await self._cancellation.ask(key, question, CancellationAnswer)
