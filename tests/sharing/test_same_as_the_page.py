"""What a share link shows is what its creator's page shows at that moment, field by field, and nothing more (PAP-04)."""

from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from backend.models.vocabulary import Kind
from backend.policy.standing import SHARERS, Standing
from tests.client import Person, Site
from tests.exchange.pdf.reading import squeezed
from tests.exports.ordering import leaves
from tests.exports.test_same_as_the_page import WORDS, marked, nothing_hidden, page_of, visible  # noqa: F401  a fixture
from tests.sharing.links import ALL, PASSCODE, codes, made
from tests.sharing.viewer import opened
from tests.world import World

MAKERS = [standing for standing in Standing if standing & SHARERS]
TEEN_ENTRY: dict[str, Any] = {"labels": 8, "confidentiality": 1, "title": "только самому"}


async def _everything(site: Site, person: Person, patient: str) -> tuple[str, dict[str, Any]]:
    await site.database.execute("DELETE FROM share_link")
    link, _own = await made(person, patient, sections=ALL, facts=True)
    return link, await opened(site.http, link, PASSCODE)


@pytest.mark.parametrize("standing", MAKERS, ids=lambda standing: str(standing.name))
async def test_a_link_says_all_that_the_page_shows_and_nothing_hidden(
    marked: tuple[Site, World],  # noqa: F811
    standing: Standing,
) -> None:
    site, world = marked
    person, patient = Person(site, world.tokens[standing]), world.patient_key(standing)
    found, answer = await page_of(person, patient)
    _link, bundle = await _everything(site, person, patient)
    Bundle.model_validate(bundle)
    values = set(leaves(bundle))
    told = squeezed(" ".join(one["text"]["div"] for one in bundle["entry"][0]["resource"]["section"]))
    # Of the person a link says who it is; addresses, contacts and numbers are in no section.
    of_patient = len(list(visible("Patient", answer["data"]["record"]["patient"])))
    for type_name, name, value in found[of_patient:]:
        assert value in values, f"{type_name}.{name}: {value!r} is missing"
    for title in (f"Запись {kind.name}" for kind in (Kind.VACCINATIONS, Kind.LAB_REPORTS)):
        assert squeezed(title) in told
    nothing_hidden(squeezed("".join(str(value) for value in values)), leaves(answer["data"]), standing)
    person_resource = next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Patient")
    assert not {"telecom", "address", "managingOrganization"} & person_resource.keys()
    for redaction in answer.get("extensions", {}).get("redactions", []):
        type_name, field = redaction["field"].split(".")
        if type_name != "Patient":
            assert squeezed(WORDS.label(type_name, field)) in told, "what is hidden is said in words"


@pytest.mark.parametrize("standing", MAKERS, ids=lambda standing: str(standing.name))
async def test_each_opening_shows_the_record_as_it_is_then(
    marked: tuple[Site, World],  # noqa: F811
    standing: Standing,
) -> None:
    site, world = marked
    person, patient, row = Person(site, world.tokens[standing]), world.patient_key(standing), world.patients[standing]
    link, before = await _everything(site, person, patient)
    assert "только что" not in str(before)
    await world.entry(row, Kind.VACCINATIONS, title="только что")
    assert "только что" in str(await opened(site.http, link, PASSCODE))
    await world.database.execute(
        "UPDATE record_entry SET status = 2 WHERE patient_id = $1 AND title = 'только что'", row
    )
    assert "только что" not in str(await opened(site.http, link, PASSCODE))


async def test_what_a_teenager_keeps_from_a_parent_goes_through_no_link_of_theirs(
    marked: tuple[Site, World],  # noqa: F811
) -> None:
    site, world = marked
    # A parent of a child makes a link; then the child is a teenager, with entries that are their own.
    standing = Standing.PARENT_OF_CHILD
    person, patient, row = Person(site, world.tokens[standing]), world.patient_key(standing), world.patients[standing]
    link, _bundle = await _everything(site, person, patient)
    await world.entry(row, Kind.LAB_REPORTS, **TEEN_ENTRY)
    await world.database.execute("UPDATE person SET birth_date = birth_date - interval '11 years' WHERE id = $1", row)
    try:
        with pytest.raises(AssertionError, match="не открывается"):
            await opened(site.http, link, PASSCODE)
        assert await codes(person, patient) == ["FORBIDDEN"]
    finally:
        await world.database.execute(
            "UPDATE person SET birth_date = birth_date + interval '11 years' WHERE id = $1", row
        )
    for teens in (Standing.PARENT_OF_TEEN, Standing.TRUSTEE_OF_TEEN, Standing.TRUSTEE_OF_CHILD):
        representative = Person(site, world.tokens[teens])
        assert await codes(representative, world.patient_key(teens)) == ["FORBIDDEN"]
