"""Booking at the clinic through the API."""

from typing import Any

from tests.client import Person

APPOINTMENT = "id specialty doctor clinic address phone startsAt endsAt state number mine"
ERRORS = "userErrors { code field message }"
TIMES = """query($id: ID!) { viewer { bookableTimes(patientId: $id)
  { state clinic phone times { slot specialty doctor startsAt endsAt } } } }"""
COMING = f"query($id: ID!) {{ viewer {{ appointments(patientId: $id) {{ {APPOINTMENT} }} }} }}"
BOOK = f"mutation($input: BookAppointmentInput!) {{ bookAppointment(input: $input) {{ appointment {{ {APPOINTMENT} }} {ERRORS} }} }}"
CANCEL = f"mutation($input: CancelAppointmentInput!) {{ cancelAppointment(input: $input) {{ appointment {{ {APPOINTMENT} }} {ERRORS} }} }}"


async def schedule(person: Person, patient: str) -> dict[str, Any]:
    data = await person.data(TIMES, id=patient)
    found: dict[str, Any] = data["viewer"]["bookableTimes"]
    return found


async def coming(person: Person, patient: str) -> list[dict[str, Any]]:
    data = await person.data(COMING, id=patient)
    found: list[dict[str, Any]] = data["viewer"]["appointments"]
    return found


async def sent(person: Person, mutation: str, **given: Any) -> tuple[dict[str, Any] | None, list[str]]:
    """The appointment and the codes of refusals."""
    data = await person.data(mutation, input=given)
    payload = next(iter(data.values()))
    return payload["appointment"], [error["code"] for error in payload["userErrors"]]


async def booked(person: Person, patient: str, slot: str) -> dict[str, Any]:
    appointment, codes = await sent(person, BOOK, patientId=patient, slot=slot)
    assert codes == [] and appointment is not None
    return appointment
