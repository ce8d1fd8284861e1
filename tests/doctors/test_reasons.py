"""A stated reason shows restricted entries, within its encounter; a matching specialty very restricted ones (policy.md ⁸)."""

import datetime as dt

import asyncpg
import pytest

from backend.models.vocabulary import Kind, Label
from backend.policy.sealing import IdSealer
from tests.client import Site
from tests.doctors.visits import CLOSE, GIVE, LOG, REASON, TIMELINE, done, refused, visit


async def _entry(site: Site, patient: str, labels: int, confidentiality: int) -> str:
    """A protocol with these labels; gives its title."""
    title = f"Протокол {labels}/{confidentiality}"
    sealer = IdSealer(site.settings.key("id"))
    id_ = await site.database.fetchval("SELECT nextval('record_entry_id_seq')")
    person = await site.database.fetchval("SELECT id FROM person WHERE patient_key = $1", patient)
    await site.database.execute(
        "INSERT INTO record_entry (id, patient_id, public_id, kind, start_key, event_date, title, labels, confidentiality, "
        "hidden_by_patient, status, set_id, version, search_text, created_at) "
        "VALUES ($1, $2, $3, 1, 1, '2024-05-05', $4, $5, $6, false, 0, $1, 1, '', now())",
        id_,
        person,
        sealer.seal(Kind.EXAMINATION_PROTOCOLS, person, id_),
        title,
        labels,
        confidentiality,
    )
    await site.database.execute("INSERT INTO examination_protocol (patient_id, entry_id) VALUES ($1, $2)", person, id_)
    return title


@pytest.mark.parametrize(
    ("login", "labels", "confidentiality", "seen_with_reason"),
    [
        ("petrova", 0, 1, True),
        ("petrova", Label.PSYCHIATRY, 1, True),
        ("petrova", Label.PSYCHIATRY, 2, False),
        ("petrova", 0, 2, False),
        ("ivanov", Label.PSYCHIATRY, 2, True),
        ("ivanov", Label.PSYCHIATRY | Label.HIV, 2, False),
        ("ivanov", Label.STI, 2, False),
        ("ivanov", 0, 2, False),
    ],
)
async def test_a_reason_shows_what_it_may(
    site: Site, login: str, labels: int, confidentiality: int, seen_with_reason: bool
) -> None:
    vera = await site.patient("Вера", "Соколова")
    title = await _entry(site, vera, labels, confidentiality)
    opened = await visit(site, login, "Вера")
    doctor = await site.sign_in(login)

    async def seen() -> tuple[bool, list[str]]:
        timeline = (await doctor.data(TIMELINE, id=vera))["record"]["timeline"]
        return title in {one["title"] for one in timeline["nodes"]}, [one["code"] for one in timeline["notices"]]

    try:
        before = await seen()
        assert before == (False, ["REASON_REQUIRED"])
        assert (await done(doctor, GIVE, encounterId=opened["id"], reason=REASON))["encounter"]["reasonGiven"]
        # The notice stays, whether there was anything to miss or not.
        assert await seen() == (seen_with_reason, before[1])
    finally:
        await site.database.execute("DELETE FROM record_entry WHERE title = $1", title)


async def test_a_reason_holds_in_its_own_encounter_alone(site: Site) -> None:
    vera = await site.patient("Вера", "Соколова")
    title = await _entry(site, vera, 0, 1)
    try:
        opened = await visit(site, "petrova", "Вера")
        petrova = await site.sign_in("petrova")
        await done(petrova, GIVE, encounterId=opened["id"], reason=REASON)
        await done(petrova, CLOSE, encounterId=opened["id"])
        # Another encounter, another doctor, and the first one after its 72 hours: without a reason.
        other = await visit(site, "ivanov", "Вера")
        ivanov = await site.sign_in("ivanov")
        titles = {one["title"] for one in (await ivanov.data(TIMELINE, id=vera))["record"]["timeline"]["nodes"]}
        assert title not in titles
        assert await refused(ivanov, GIVE, encounterId=opened["id"], reason=REASON) == "NOT_FOUND"
        assert not other["reasonGiven"]
        site.clock.shift += dt.timedelta(hours=73)
        assert (
            await refused(await site.sign_in("petrova"), GIVE, encounterId=opened["id"], reason=REASON) == "NOT_FOUND"
        )
    finally:
        await site.database.execute("DELETE FROM record_entry WHERE title = $1", title)


async def test_a_reason_says_something_and_is_kept_and_logged(site: Site) -> None:
    opened = await visit(site, "petrova", "Вера")
    petrova, vera = await site.sign_in("petrova"), await site.patient("Вера", "Соколова")
    assert await refused(petrova, GIVE, encounterId=opened["id"], reason="надо" + " " * 40) == "REASON_TOO_SHORT"
    await done(petrova, GIVE, encounterId=opened["id"], reason=f"  {REASON}  ")
    assert await site.database.fetchval("SELECT reason FROM stated_reason") == REASON
    with pytest.raises(asyncpg.PostgresError, match="never changed"):
        await site.database.execute("UPDATE stated_reason SET reason = 'Другая причина, тоже длинная'")
    log = (await (await site.enter("anna")).data(LOG, id=vera))["record"]["accessLog"]["nodes"]
    assert {"openEncounter", "giveReason"} <= {one["operation"] for one in log}
