"""The clinics' schedule (PAP-11): a time is booked once, and given back only by whom it belongs to."""

import asyncio
from typing import Any

import pytest

from backend.registries.registries import Registries
from backend.registries.schedule import BookingStatus, CancellationStatus
from backend.registries.simulator.facts import ClinicDoctor, ClinicFact, Facts
from backend.registries.simulator.scripts import Script, Step
from backend.registries.simulator.simulator import Simulator
from backend.registries.unavailable import RegistryUnavailable
from tests.registries.fixed import Fixed, reply, told
from tests.registries.questions import booking, free_times

CLINIC = "1027700005178"
DOCTOR = ClinicDoctor(specialty="Педиатрия", specialty_code="49", name="Петрова А. С.")


async def test_a_known_clinic_gives_the_times_of_its_doctors(registries: Registries, simulator: Simulator) -> None:
    simulator.tell(Facts(clinics=(ClinicFact(organization=CLINIC, doctors=(DOCTOR,)),)))
    answer = await registries.schedule.free("key", free_times(CLINIC))
    assert answer.times and {time.doctor for time in answer.times} == {"Петрова А. С."}
    assert [time.starts_at for time in answer.times] == sorted(time.starts_at for time in answer.times)
    assert min(time.starts_at for time in answer.times) > answer.answered_at
    assert (await registries.schedule.free("key-2", free_times("1027700005171"))).status == "UNKNOWN"


async def test_of_two_who_book_a_time_at_once_one_has_it(registries: Registries) -> None:
    slot = ((await registries.schedule.free("key", free_times())).times or ())[0].slot
    both = [booking(slot), booking(slot, given_name="Мария")]
    found = await asyncio.gather(*(registries.schedule.book(f"of-{n}", one) for n, one in enumerate(both)))
    assert sorted(one.status for one in found) == [BookingStatus.BOOKED, BookingStatus.TAKEN]
    left = (await registries.schedule.free("later", free_times())).times or ()
    assert slot not in {time.slot for time in left}


async def test_a_time_is_given_back_by_whom_it_belongs_to_and_by_nobody_else(registries: Registries) -> None:
    assert (await registries.schedule.book("one", booking())).status is BookingStatus.BOOKED
    other = await registries.schedule.cancel("theirs", booking(given_name="Мария"))
    assert other.status is CancellationStatus.NOT_FOUND
    assert (await registries.schedule.cancel("own", booking())).status is CancellationStatus.CANCELLED
    assert (await registries.schedule.cancel("own", booking())).status is CancellationStatus.CANCELLED, (
        "one key, one work"
    )
    assert (await registries.schedule.cancel("again", booking())).status is CancellationStatus.NOT_FOUND
    assert (await registries.schedule.book("two", booking())).status is BookingStatus.BOOKED


@pytest.mark.parametrize(
    "fault", ["outage", "drop_connection", "huge", "wrong_shape", "contradiction", "other_subject"]
)
async def test_a_cancellation_without_a_believable_answer_is_unavailable_and_asked_again(
    registries: Registries, simulator: Simulator, fault: str
) -> None:
    await registries.schedule.book("one", booking())
    simulator.script(Script(registry="cancellation", steps=[Step(behaviour=fault, times=3)]))
    for _ in range(3):
        try:
            await registries.schedule.cancel("own", booking())
        except RegistryUnavailable as unavailable:
            assert unavailable.registry == "cancellation"
    assert (await registries.schedule.cancel("own", booking())).status is CancellationStatus.CANCELLED
    assert simulator.asked()["cancellation"]["own"]["worked"] == 1


TIME = {
    "slot": "1",
    "starts_at": "2025-11-27T09:00:00+03:00",
    "ends_at": "2025-11-27T09:20:00+03:00",
    "specialty": "Педиатрия",
}


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "FOUND"},
        {"status": "UNKNOWN", "times": []},
        {"status": "FOUND", "times": [{**TIME, "ends_at": TIME["starts_at"]}]},
        {"status": "FOUND", "times": [{**TIME, "starts_at": "2025-11-27T09:00:00"}]},
        {"status": "FOUND", "times": [TIME, TIME]},
        {"status": "FOUND", "times": [{**TIME, "patient": "Берёзкина"}]},
        {"status": "FOUND", "times": [{**TIME, "slot": f"{n}"} for n in range(151)]},
    ],
)
async def test_times_that_cannot_be_are_no_answer(fields: dict[str, Any]) -> None:
    registries = Fixed([reply(told(free_times(), **fields))]).registries()
    with pytest.raises(RegistryUnavailable):
        await registries.schedule.free("key", free_times())
