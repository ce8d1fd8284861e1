"""PAP-05: whether a record exists, and where: for oneself and one's children, without any access."""

from typing import Any

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from tests.client import Person, Site
from tests.world import World

CHECK = "{ cardExistence { patientId displayName own exists openedAt clinic address phone } }"


async def _check(person: Person) -> dict[str, dict[str, Any]]:
    found = (await person.data(CHECK))["cardExistence"]
    return {one["displayName"].split()[1]: one for one in found}


async def test_own_and_childrens_records_are_told_of_without_access(site: Site) -> None:
    """PAP-05: yes and where; no code, no grant, no policy is needed."""
    sergey = await site.sign_in("sergey")
    assert (await sergey.data("{ viewer { records { patientId } } }"))["viewer"]["records"] == []
    found = await _check(sergey)
    assert list(found) == ["Сергей", "Павел", "Вера", "Михаил"], "an adult child is nobody's"
    assert found["Сергей"]["own"] and not found["Михаил"]["own"]
    assert found["Михаил"]["exists"] and "517" in found["Михаил"]["clinic"]
    assert found["Михаил"]["patientId"] == await site.patient("Михаил")
    answer = await site.ask(CHECK)
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_where_there_is_none_the_clinic_that_opens_it_is_named(site: Site) -> None:
    """PAP-05, PAP-06: no, and whom to visit; once a clinic has opened it, yes, with the day."""
    stranger = await site.sign_in("stranger")
    own = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'stranger'")
    await site.database.execute("DELETE FROM document WHERE patient_id = $1", own)
    await site.database.execute("UPDATE record_entry SET status = 2 WHERE patient_id = $1", own)
    [none] = (await _check(stranger)).values()
    assert (none["exists"], none["openedAt"]) == (False, None) and none["clinic"]
    await site.database.execute(
        "WITH one AS (INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, labels) "
        "SELECT $1, 'IMP', 'ADMISSION', w.practitioner_id, w.organization_id, now(), 0 FROM practitioner_role w ORDER BY w.id LIMIT 1 "
        "RETURNING id, practitioner_id, organization_id) INSERT INTO record_opening (patient_id, organization_id, practitioner_id, "
        "encounter_id, opened_at) SELECT $1, organization_id, practitioner_id, id, now() FROM one",
        own,
    )
    [some] = (await _check(stranger)).values()
    assert some["exists"] and some["openedAt"]


async def test_a_strangers_child_is_as_none(site: Site) -> None:
    """A link that is not verified, or has ended, says nothing; nobody else can be named at all."""
    stranger = await site.sign_in("stranger")
    before = await stranger.data(CHECK)
    misha = await site.database.fetchval("SELECT id FROM person WHERE given_name = 'Михаил'")
    own = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'stranger'")
    for state, ends in (("PENDING", None), ("REJECTED", None), ("ENDED", None), ("VERIFIED", "2020-01-01")):
        await site.database.execute(
            "INSERT INTO legal_representation (patient_id, representative_id, kind, state, created_at, verified_at, ends_on) "
            "VALUES ($1, $2, 'PARENT', $3::text, now(), CASE WHEN $3::text = 'VERIFIED' THEN now() END, $4::text::date)",
            misha,
            own,
            state,
            ends,
        )
        assert await stranger.data(CHECK) == before
        await site.database.execute("DELETE FROM legal_representation WHERE representative_id = $1", own)
    basic = await site.sign_in("basic")
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'basic'")
    assert (await basic.data(CHECK))["cardExistence"] == []


async def test_what_is_hidden_from_a_parent_is_no_record_to_them(world: tuple[Site, World]) -> None:
    """policy.md, principle 5: a teenager's sensitive rows change nothing of what a parent is answered."""
    site, made = world
    parent, patient = Person(site, made.tokens[Standing.PARENT_OF_TEEN]), made.patients[Standing.PARENT_OF_TEEN]
    await made.database.execute("UPDATE record_entry SET status = 2 WHERE patient_id = $1", patient)
    key = made.patient_key(Standing.PARENT_OF_TEEN)

    async def exists() -> bool:
        found = (await parent.data(CHECK))["cardExistence"]
        return bool(next(one["exists"] for one in found if one["patientId"] == key))

    assert not await exists()
    await made.entry(patient, Kind.EXAMINATION_PROTOCOLS, labels=4)
    await made.entry(patient, Kind.PREGNANCY_CARE)
    assert not await exists()
    await made.entry(patient, Kind.EXAMINATION_PROTOCOLS)
    assert await exists()
