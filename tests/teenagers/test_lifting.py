"""A doctor shows representatives what a teenager hid, for a threat to life (policy.md, `TEEN_HIDE`): reason, log, notice."""

import pytest

from backend.models.vocabulary import Kind
from tests.client import Site
from tests.emptying import empty
from tests.notifications.telling import told as notices
from tests.teenagers.hidden import (
    REASON,
    STATE,
    act,
    codes,
    entry_of,
    gastritis,
    hide,
    pavel,
    pavel_key,
    sees,
    state,
    told,
)


@pytest.fixture(autouse=True)
async def quiet(fresh: Site) -> None:
    """No notices of another test."""
    await empty(fresh.database, "notification", "mutation_call")


async def test_a_lifted_entry_is_seen_again_with_its_service_and_everybody_is_told(fresh: Site) -> None:
    anna, ivanov = await fresh.enter("anna"), await fresh.sign_in("ivanov")
    visit = await gastritis(fresh)
    before = await told(fresh, anna)
    await hide(fresh, visit)
    payload = await act(ivanov, "liftHiding", visit, reason=REASON)
    assert payload["userErrors"] == []
    assert payload["entry"]["hiding"]["state"] == "LIFTED"
    assert await sees(anna, visit)
    [own] = await notices(fresh, "pavel", "HIDING_LIFTED")
    assert "гастрит" not in str(own).lower() and REASON not in str(own) and "Иванов" not in str(own)
    assert await notices(fresh, "pavel", "NEW_RESULT") == [], "the teenager has known the entry all along"
    [hers] = await notices(fresh, "anna", "NEW_RESULT")
    assert REASON not in str(hers)
    assert await notices(fresh, "anna", "HIDING_LIFTED") == []
    await empty(fresh.database, "notification")
    assert await told(fresh, anna) == before, "as it was before it was hidden: service, notices and all"


async def test_who_lifted_it_and_why_is_for_the_teenager_and_doctors(fresh: Site) -> None:
    teen, anna, ivanov = await fresh.enter("pavel"), await fresh.enter("anna"), await fresh.sign_in("ivanov")
    visit = await gastritis(fresh)
    never = await anna.ask(STATE, id=visit)
    await hide(fresh, visit)
    await act(ivanov, "liftHiding", visit, reason=f"  {REASON}\n")
    for who in (teen, ivanov):
        said = (await who.data(STATE, id=visit))["node"]["hiding"]
        assert said["state"] == "LIFTED" and said["liftedBecause"] == REASON
        assert said["liftedBy"].startswith("Иванов") and said["liftedAt"]
    assert await anna.ask(STATE, id=visit) == never
    row = await fresh.database.fetchrow(
        "SELECT l.operation, l.standings, a.login FROM access_log l JOIN account a ON a.id = l.account_id "
        "WHERE l.patient_id = $1 AND l.operation = 'liftHiding'",
        await pavel(fresh),
    )
    assert row is not None and (row["standings"], row["login"]) == (128, "ivanov")
    log = "query($id: ID!) { record(patientId: $id) { accessLog(first: 100) { nodes { operation } } } }"
    operations = (await teen.data(log, id=await pavel_key(fresh)))["record"]["accessLog"]["nodes"]
    assert "liftHiding" in {one["operation"] for one in operations}


async def test_what_was_lifted_is_not_hidden_again(fresh: Site) -> None:
    teen, ivanov = await fresh.enter("pavel"), await fresh.sign_in("ivanov")
    visit = await gastritis(fresh)
    await hide(fresh, visit)
    await act(ivanov, "liftHiding", visit, reason=REASON)
    assert await state(teen, visit) == "LIFTED"
    assert await codes(teen, "hideEntry", visit) == ["HIDING_LIFTED"]
    assert await sees(await fresh.enter("anna"), visit)
    other = await entry_of(fresh, Kind.CHECK_UPS)
    assert await codes(teen, "hideEntry", other) == [], "every other entry as before"


@pytest.mark.parametrize(
    "reason", ["", " ", "девятнадцать знаков", "а" + " " * 40, "а" * 501, "угроза жизни\0подростка"]
)
async def test_a_reason_that_says_nothing_lifts_nothing(fresh: Site, reason: str) -> None:
    visit = await gastritis(fresh)
    await hide(fresh, visit)
    ivanov = await fresh.sign_in("ivanov")
    payload = await act(ivanov, "liftHiding", visit, reason=reason)
    assert payload["userErrors"] == [{"code": "REASON_TOO_SHORT", "field": ["input", "reason"]}]
    assert not await sees(await fresh.enter("anna"), visit)


@pytest.mark.parametrize("login", ["anna", "pavel", "sergey", "stranger", "petrova", "registrar", "auditor"])
async def test_nobody_else_lifts(fresh: Site, login: str) -> None:
    """Not the teenager, who shows it instead; no doctor without an encounter; no officer."""
    visit = await gastritis(fresh)
    await hide(fresh, visit)
    who = await (fresh.enter(login) if login in ("anna", "pavel", "stranger") else fresh.sign_in(login))
    assert await codes(who, "liftHiding", visit, reason=REASON) == ["FORBIDDEN"]


async def test_a_closed_encounter_reads_and_does_not_lift(fresh: Site) -> None:
    """⁵: 72 hours of reading are no writing."""
    visit = await gastritis(fresh)
    await hide(fresh, visit)
    ivanov = await fresh.sign_in("ivanov")
    whose = "patient_id = $1 AND closed_at IS NULL AND source_id IS NULL"
    opened = await fresh.database.fetch(f"SELECT id FROM encounter WHERE {whose}", await pavel(fresh))
    await fresh.database.execute(f"UPDATE encounter SET closed_at = now() WHERE {whose}", await pavel(fresh))
    try:
        assert await sees(ivanov, visit)
        assert await codes(ivanov, "liftHiding", visit, reason=REASON) == ["ENCOUNTER_CLOSED"]
    finally:
        await fresh.database.execute(
            "UPDATE encounter SET closed_at = NULL WHERE id = ANY ($1)", [row["id"] for row in opened]
        )


async def test_an_emergency_access_reads_and_does_not_lift(fresh: Site) -> None:
    """policy.md, Break-glass: read only."""
    visit = await gastritis(fresh)
    await hide(fresh, visit)
    petrova = await fresh.sign_in("petrova")
    await fresh.database.execute(
        "INSERT INTO break_glass_access (patient_id, practitioner_id, reason, started_at) "
        "SELECT $1, practitioner_id, $2, now() - interval '1 minute' FROM account WHERE login = 'petrova'",
        await pavel(fresh),
        REASON,
    )
    try:
        assert await sees(petrova, visit)
        assert await codes(petrova, "liftHiding", visit, reason=REASON) == ["FORBIDDEN"]
    finally:
        await fresh.database.execute("DELETE FROM break_glass_access")


async def test_what_is_not_hidden_by_itself_is_not_lifted(fresh: Site) -> None:
    ivanov, visit = await fresh.sign_in("ivanov"), await gastritis(fresh)
    assert await codes(ivanov, "liftHiding", visit, reason=REASON) == ["WRONG_STATE"]
    await hide(fresh, visit)
    sign = await fresh.database.fetchval(
        "SELECT public_id FROM record_entry WHERE hidden_by_patient AND kind = 19 LIMIT 1"
    )
    assert await codes(ivanov, "liftHiding", sign, reason=REASON) == ["WRONG_STATE"]
    assert await codes(ivanov, "liftHiding", await pavel_key(fresh), reason=REASON) == ["FORBIDDEN"]


async def test_a_repeated_call_lifts_once(fresh: Site) -> None:
    ivanov, visit = await fresh.sign_in("ivanov"), await gastritis(fresh)
    await hide(fresh, visit)
    for _ in range(2):
        payload = await act(ivanov, "liftHiding", visit, reason=REASON, clientMutationId="one")
        assert payload["userErrors"] == [] and payload["entry"]["hiding"]["state"] == "LIFTED"
    assert len(await notices(fresh, "pavel", "HIDING_LIFTED")) == 1
    assert await codes(ivanov, "liftHiding", visit, reason=REASON + "!", clientMutationId="one") == ["CONFLICT"]
    assert await codes(ivanov, "liftHiding", visit, reason=REASON) == ["WRONG_STATE"]


async def test_at_eighteen_there_is_nothing_to_lift(fresh: Site) -> None:
    """ACC-05: representatives are gone by date, so no doctor needs to show them anything."""
    ivanov, visit = await fresh.sign_in("ivanov"), await gastritis(fresh)
    await hide(fresh, visit)
    born = await fresh.database.fetchval("SELECT birth_date FROM person WHERE id = $1", await pavel(fresh))
    await fresh.database.execute(
        "UPDATE person SET birth_date = (now() - interval '18 years 1 day')::date WHERE id = $1", await pavel(fresh)
    )
    try:
        assert await codes(ivanov, "liftHiding", visit, reason=REASON) == ["WRONG_STATE"]
    finally:
        await fresh.database.execute("UPDATE person SET birth_date = $2 WHERE id = $1", await pavel(fresh), born)


async def test_a_lift_is_kept_as_it_was_given(fresh: Site) -> None:
    import asyncpg

    ivanov, visit = await fresh.sign_in("ivanov"), await gastritis(fresh)
    await hide(fresh, visit)
    await act(ivanov, "liftHiding", visit, reason=REASON)
    with pytest.raises(asyncpg.RaiseError):
        await fresh.database.execute("UPDATE entry_hiding SET reason = 'Другое основание, придуманное позже'")
