"""A merge widens nobody's access, and what stands against one is said (docs/merging.md): row by row of the table there."""

from typing import Any

import pytest

from backend.models.vocabulary import Kind
from tests.client import Site
from tests.merging.people import (
    CONFIRM,
    CONFIRM_UNDO,
    LIST,
    PROPOSE,
    UNDO,
    merged,
    patient_key,
    proposal,
    proposed,
    row_of,
    second_record,
    timeline,
    undone,
)
from tests.officers.people import CONFIRM as CONFIRM_ACT
from tests.officers.people import PROPOSE as PROPOSE_ACT
from tests.officers.people import REASON, act_input, done, key, refused

WHO = (
    "anna",
    "sergey",
    "pavel",
    "igor",
    "olga",
    "boris",
    "stranger",
    "petrova",
    "ivanov",
    "registrar",
    "auditor",
    "insurer",
)
_GRANT = (
    "INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at) "
    "SELECT $1, id, 'ACCESS_REQUEST', now() - interval '1 day' FROM account WHERE login = $2"
)
_LINK = (
    "INSERT INTO legal_representation (patient_id, representative_id, kind, state, verified_at, created_at) "
    "SELECT $1, person_id, 'PARENT', 'VERIFIED', now() - interval '1 day', now() FROM account WHERE login = $2"
)
_POLICY = (
    "INSERT INTO insurance_policy (patient_id, number, region, state) VALUES ($1, '7755410837012346', '77', 'VALID')"
)


async def _opened_to(site: Site, duplicate: int, login: str) -> None:
    for statement in (_LINK, _GRANT):
        await site.database.execute(statement, duplicate, login)
    await site.database.execute(_POLICY, duplicate)


async def _who_reads(site: Site, *patients: str) -> dict[str, list[bool]]:
    return {
        login: [await timeline(await site.sign_in(login), patient) is not None for patient in patients]
        if login in ("registrar", "auditor", "insurer", "petrova", "ivanov")
        else [await timeline(await site.enter(login), patient) is not None for patient in patients]
        for login in WHO
    }


async def test_nobody_but_the_readers_of_the_first_record_reads_anything_and_undoing_gives_all_back(site: Site) -> None:
    """A parent of the second record alone does not come to the first one; nor back to the second while it is merged."""
    duplicate, vera = await second_record(site, "Вера", entries=(Kind.VACCINATIONS,)), await site.patient("Вера")
    await _opened_to(site, duplicate, "olga")
    patients = (vera, patient_key(site, duplicate))
    before = await _who_reads(site, *patients)
    assert (before["olga"], before["anna"]) == ([False, True], [True, False])
    merge = await merged(site, "Вера", duplicate)
    after = await _who_reads(site, *patients)
    assert after == {login: [reads[0], False] for login, reads in before.items()}
    olga = await site.enter("olga")
    told = await olga.data("{ viewer { notifications(first: 10) { nodes { kind } } records { displayName } } }")
    assert "ACCESS_ENDED" in [node["kind"] for node in told["viewer"]["notifications"]["nodes"]]
    assert not any("Вера" in record["displayName"] for record in told["viewer"]["records"])
    await undone(site, merge)
    assert await _who_reads(site, *patients) == before


async def test_a_claim_that_the_merge_ended_stands_again(site: Site) -> None:
    duplicate = await second_record(site, "Тимур")
    await _opened_to(site, duplicate, "sergey")
    claim = await site.database.fetchval(
        "INSERT INTO family_claim (account_id, kind, relationship, route, state, family_name, given_name, birth_date, sex, "
        "document_kind, document_number, patient_id, representation_id, verified_at, created_at) SELECT a.id, 'PARENT', 'SON', 'MFC', "
        "'VERIFIED', 'Ахметов', 'Тимур', '2016-01-01', 'MALE', 'FOREIGN_DOCUMENT', 'X 1', $1, (SELECT max(id) FROM legal_representation "
        "WHERE patient_id = $1), now(), now() FROM account a WHERE a.login = 'sergey' RETURNING id",
        duplicate,
    )
    state = "SELECT c.state, r.state FROM family_claim c JOIN legal_representation r ON r.id = c.representation_id WHERE c.id = $1"
    merge = await merged(site, "Тимур", duplicate)
    assert tuple(await site.database.fetchrow(state, claim)) == ("ENDED", "ENDED")
    await undone(site, merge)
    assert tuple(await site.database.fetchrow(state, claim)) == ("VERIFIED", "VERIFIED")


async def test_what_a_court_ended_meanwhile_does_not_come_back(site: Site) -> None:
    duplicate = await second_record(site, "Михаил")
    await _opened_to(site, duplicate, "stranger")
    merge = await merged(site, "Михаил", duplicate)
    await site.database.execute(
        "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, proposed_by_id, "
        "proposed_at, confirmed_by_id, confirmed_at) SELECT $1, a.person_id, 'TERMINATION', 'IN_FORCE', '1', 'Суд', current_date, "
        "current_date, o.id, now(), s.id, now() FROM account a, account o, account s "
        "WHERE a.login = 'stranger' AND o.login = 'registrar' AND s.login = 'registrar2'",
        duplicate,
    )
    await undone(site, merge)
    assert not await site.database.fetchval(
        "SELECT count(*) FROM access_grant WHERE patient_id = $1 AND revoked_at IS NULL", duplicate
    )


async def test_whom_a_court_limits_at_the_first_record_meanwhile_does_not_come_back_either(site: Site) -> None:
    duplicate, registrar = await second_record(site, "Елена"), await site.sign_in("registrar")
    await _opened_to(site, duplicate, "maria")
    merge = await merged(site, "Елена", duplicate)
    act = await done(registrar, PROPOSE_ACT, **await act_input(site, "RESTRICTION", "Елена", "Мария"))
    await done(await site.sign_in("registrar2"), CONFIRM_ACT, id=act["courtAct"]["id"])
    await undone(site, merge)
    assert not await site.database.fetchval(
        "SELECT count(*) FROM legal_representation WHERE patient_id = $1 AND state = 'VERIFIED'", duplicate
    )


async def test_after_an_adoption_no_merge_is_undone(site: Site) -> None:
    duplicate = await second_record(site, "Константин", entries=(Kind.VACCINATIONS,))
    await _opened_to(site, duplicate, "maria")
    merge = await merged(site, "Константин", duplicate)
    await done(await site.sign_in("registrar"), UNDO, id=merge, reason=REASON)
    await site.database.execute(
        "INSERT INTO court_act (patient_id, kind, state, number, court, decided_on, starts_on, proposed_by_id, proposed_at, details, "
        "confirmed_by_id, confirmed_at) SELECT $1, 'ADOPTION', 'IN_FORCE', '1', 'Суд', current_date, current_date, o.id, now(), '{}', "
        "s.id, now() FROM account o, account s WHERE o.login = 'registrar' AND s.login = 'registrar2'",
        await row_of(site, "Константин"),
    )
    assert await refused(await site.sign_in("registrar2"), CONFIRM_UNDO, id=merge) == "RECORDS_DIFFER"
    assert await site.database.fetchval("SELECT count(*) FROM record_entry WHERE patient_id = $1", duplicate) == 0


async def test_a_restriction_of_the_second_record_has_to_stand_at_the_first_one(site: Site) -> None:
    duplicate, registrar = await second_record(site, "Павел"), await site.sign_in("registrar")
    await site.database.execute(_LINK, duplicate, "sergey")
    act = await act_input(site, "RESTRICTION", "Павел", "Сергей")
    await site.database.execute(
        "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, proposed_by_id, "
        "proposed_at, confirmed_by_id, confirmed_at) SELECT $1, a.person_id, 'RESTRICTION', 'IN_FORCE', '1', 'Суд', current_date, "
        "current_date, o.id, now(), s.id, now() FROM account a, account o, account s "
        "WHERE a.login = 'sergey' AND o.login = 'registrar' AND s.login = 'registrar2'",
        duplicate,
    )
    assert await refused(registrar, PROPOSE, **await proposal(site, "Павел", duplicate)) == "RECORDS_DIFFER"
    proposed_act = await done(registrar, PROPOSE_ACT, **act)
    await done(await site.sign_in("registrar2"), CONFIRM_ACT, id=proposed_act["courtAct"]["id"])
    await merged(site, "Павел", duplicate)


_OBSTACLES: list[tuple[str, str]] = [
    (
        "DUPLICATE_HAS_ACCOUNT",
        "INSERT INTO account (login, password_hash, level, roles, person_id, created_at) VALUES ('twin', '-', 'BASIC', '{CITIZEN}', $1, now())",
    ),
    ("RECORDS_DIFFER", "UPDATE person SET deceased_on = current_date WHERE id = $1"),
    ("RECORDS_DIFFER", "UPDATE person SET emancipated_on = current_date WHERE id = $1"),
    (
        "RECORDS_DIFFER",
        "INSERT INTO court_act (patient_id, kind, state, number, court, decided_on, starts_on, proposed_by_id, proposed_at, details) "
        "SELECT $1, 'ADOPTION', 'PROPOSED', '1', 'Суд', current_date, current_date, id, now(), '{}' FROM account WHERE login = 'registrar'",
    ),
    ("NOT_SAME_PERSON", "UPDATE person SET birth_date = birth_date - 1 WHERE id = $1"),
    ("NOT_SAME_PERSON", "UPDATE person SET given_name = 'Иной' WHERE id = $1"),
    ("NOT_SAME_PERSON", "UPDATE person SET sex = 'FEMALE' WHERE id = $1"),
    (
        "RECORD_IN_USE",
        "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, closed_at) "
        "SELECT $1, 'AMB', 'PATIENT_CODE', w.practitioner_id, w.organization_id, now() - interval '70 hours', now() - interval '69 hours' "
        "FROM practitioner_role w ORDER BY w.id LIMIT 1",
    ),
    (
        "RECORD_IN_USE",
        "INSERT INTO break_glass_access (patient_id, practitioner_id, reason, started_at) "
        "SELECT $1, id, 'Без сознания, нужен анамнез', now() - interval '1 hour' FROM practitioner ORDER BY id LIMIT 1",
    ),
    (
        "RECORD_IN_USE",
        "INSERT INTO appointment (patient_id, organization_id, specialty, starts_at, ends_at, state, slot, labels, booking_key, held_until, "
        "created_at, changed_at) SELECT $1, id, 'Педиатрия', now() + interval '1 day', now() + interval '25 hours', 'HELD', 's' || $1::bigint, 0, "
        "gen_random_uuid(), now() + interval '5 minutes', now(), now() FROM organization ORDER BY id LIMIT 1",
    ),
]


@pytest.mark.parametrize(
    ("code", "statement"), _OBSTACLES, ids=[f"{code}-{place}" for place, (code, _) in enumerate(_OBSTACLES)]
)
async def test_what_stands_against_a_merge_is_said_when_it_is_proposed_and_when_it_is_confirmed(
    site: Site, code: str, statement: str
) -> None:
    duplicate = await second_record(site, "Михаил", entries=(Kind.VACCINATIONS,))
    merge = await proposed(site, "Михаил", duplicate)
    await site.database.execute(statement, duplicate)
    other = await site.sign_in("registrar2")
    assert await refused(other, CONFIRM, id=merge) == code
    assert await site.database.fetchval("SELECT count(*) FROM record_entry WHERE patient_id = $1", duplicate) == 1
    again = await proposal(site, "Михаил", duplicate)
    assert await refused(await site.sign_in("registrar"), PROPOSE, **again) == code


async def test_a_record_is_merged_once_and_a_merged_one_takes_nothing_in(site: Site) -> None:
    duplicate, igor = await second_record(site, "Игорь", entries=(Kind.VACCINATIONS,)), await row_of(site, "Игорь")
    merge = await merged(site, "Игорь", duplicate)
    registrar = await site.sign_in("registrar")
    assert await refused(registrar, PROPOSE, **await proposal(site, "Игорь", duplicate)) == "NOT_SAME_PERSON"
    for statement in (_LINK, _GRANT):
        with pytest.raises(Exception, match="read as another"):
            await site.database.execute(statement, duplicate, "stranger")
    named = await site.database.fetchval(
        "SELECT count(*) FROM person_identifier WHERE patient_id = $1 AND ended_on IS NULL", duplicate
    )
    assert named == 0, "whoever looks the person up finds the record that is there"
    # A chain is undone from its end.
    third = await second_record(site, "Игорь", snils="11223344595")
    await site.database.execute(
        "UPDATE person_identifier SET kind = 'FOREIGN_DOCUMENT', value = 'KG 18', checked = true WHERE patient_id = $1",
        third,
    )
    await site.database.execute("UPDATE account SET disabled_at = now() WHERE person_id = $1", igor)
    born = (await key(site, "Игорь"))["birthDate"]
    given: dict[str, Any] = {
        "person": {"kind": "FOREIGN_DOCUMENT", "number": "KG 18", "birthDate": born},
        "other": await key(site, "Игорь"),
        "duplicateId": patient_key(site, igor),
        "kind": "OTHER",
        "reason": REASON,
    }
    further = (await done(registrar, PROPOSE, **given))["recordMerge"]["id"]
    other = await site.sign_in("registrar2")
    await done(other, CONFIRM, id=further)
    await done(registrar, UNDO, id=merge, reason=REASON)
    assert await refused(other, UNDO, id=merge, reason=REASON) == "WRONG_STATE"
    assert await refused(other, CONFIRM_UNDO, id=merge) == "MERGED_FURTHER"
    await undone(site, further)
    await done(other, CONFIRM_UNDO, id=merge)
    counts = await site.database.fetchrow(
        "SELECT count(*) FILTER (WHERE patient_id = $1), count(*) FILTER (WHERE patient_id = $2) FROM record_entry",
        duplicate,
        third,
    )
    assert tuple(counts) == (1, 0)
    await site.database.execute("UPDATE account SET disabled_at = NULL WHERE person_id = $1", igor)


async def test_nobody_decides_about_their_own_family(site: Site) -> None:
    duplicate = await second_record(site, "Вера")
    merge = await proposed(site, "Вера", duplicate)
    mother = (
        "UPDATE account SET person_id = (SELECT person_id FROM account WHERE login = 'anna') WHERE login = 'registrar2'"
    )
    await site.database.execute(mother)
    other = await site.sign_in("registrar2")
    assert await refused(other, CONFIRM, id=merge) == "OWN_CASE"
    listed = (await other.data(LIST, first=50))["recordMerges"]["nodes"]
    assert merge not in {one["id"] for one in listed}, "nor are they shown it"
    colleague = await site.sign_in("registrar")
    assert merge in {one["id"] for one in (await colleague.data(LIST, first=50))["recordMerges"]["nodes"]}
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'registrar2'")
