"""PAP-08: the directory of regions."""

from backend.models.region import RegionAccess
from backend.policy.regions import REGIONS
from tests.client import Site

DIRECTORY = "{ regions { code name access portal link } }"


async def test_the_directory_shows_three_kinds_with_their_links(demo: Site) -> None:
    """PAP-08: FEDERAL, REGIONAL_PORTAL, CLOSED_PAPER_ONLY, for everybody, signed in or not."""
    answer = await demo.ask(DIRECTORY)
    regions = {one["code"]: one for one in answer["data"]["regions"]}
    assert {one["access"] for one in regions.values()} == set(RegionAccess)
    by_kind = {code: one["access"] for code, one in regions.items()}
    assert [by_kind[code] for code in ("31", "32", "02")] == ["FEDERAL"] * 3
    assert [by_kind[code] for code in ("77", "50", "78")] == ["REGIONAL_PORTAL"] * 3
    assert by_kind["16"] == "CLOSED_PAPER_ONLY"
    for one in regions.values():
        open_ = one["access"] != "CLOSED_PAPER_ONLY"
        assert (one["portal"] is not None) == (one["link"] is not None) == open_
        assert one["link"] is None or one["link"].startswith("https://")


def test_every_region_is_there_once_under_a_subjects_code() -> None:
    codes = [region.code for region in REGIONS]
    assert len(set(codes)) == len(codes) and all(len(code) == 2 and code.isdecimal() for code in codes)


async def test_the_page_can_compare_the_regions_of_policy_and_clinic(demo: Site) -> None:
    """PAP-09: the banner stands on both regions as the record has them (frontend/tests/movedRegion.test.ts says when it shows)."""
    anna = await demo.enter("anna")
    asked = (
        "query($id: ID!) { record(patientId: $id) { patient { attachedClinic { region } policies { state region } } } }"
    )
    patient = (await anna.data(asked, id=await demo.patient("Михаил")))["record"]["patient"]
    assert patient["attachedClinic"]["region"] == "77"
    assert {(one["state"], one["region"]) for one in patient["policies"]} == {("VALID", "77")}
