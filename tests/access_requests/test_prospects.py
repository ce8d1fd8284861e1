"""An applicant is told what they would be shown, from the policy's declarations and never from data (ACC-05)."""

import datetime as dt

import pytest

from backend.policy.standing import Standing
from backend.services.access_requests.prospects import Prospect, prospect
from tests.access_requests.people import begin, call, save
from tests.client import Site

AT = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
SEEN = """query { viewer { accessRequests { nodes { id wouldSee { standing until hiddenSections hiddenClasses
  hiddenFields { type name reason } } } } } }"""


@pytest.mark.parametrize(
    ("own", "kind", "birth", "standing", "until"),
    [
        (True, None, dt.date(1990, 1, 1), Standing.SELF_ADULT, None),
        (True, None, dt.date(2011, 11, 26), Standing.SELF_TEEN, None),
        (True, None, dt.date(2011, 11, 27), None, None),
        (False, "PARENT", dt.date(2015, 3, 5), Standing.PARENT_OF_CHILD, dt.date(2033, 3, 5)),
        (False, "PARENT", dt.date(2011, 11, 27), Standing.PARENT_OF_CHILD, dt.date(2029, 11, 27)),
        (False, "PARENT", dt.date(2011, 11, 26), Standing.PARENT_OF_TEEN, dt.date(2029, 11, 26)),
        (False, "GUARDIAN", dt.date(2012, 11, 27), Standing.GUARDIAN, dt.date(2030, 11, 27)),
        (False, "GUARDIAN", dt.date(2012, 11, 26), Standing.TRUSTEE_OF_CHILD, dt.date(2030, 11, 26)),
        (False, "GUARDIAN", dt.date(2009, 1, 1), Standing.TRUSTEE_OF_TEEN, dt.date(2027, 1, 1)),
        (False, "PARENT", dt.date(2012, 2, 29), Standing.PARENT_OF_CHILD, dt.date(2030, 3, 1)),
        (False, "PARENT", dt.date(2008, 11, 26), None, None),
        (False, None, dt.date(2015, 3, 5), None, None),
        (False, "PARENT", None, None, None),
    ],
)
def test_what_one_would_read_follows_from_ages_and_the_kind_of_the_link(
    own: bool, kind: str | None, birth: dt.date | None, standing: Standing | None, until: dt.date | None
) -> None:
    expected = Prospect(standing, until) if standing else None
    assert prospect(own, kind, birth, AT) == expected


async def test_a_parent_of_a_teenager_is_told_before_asking_what_stays_with_the_teenager(site: Site) -> None:
    sergey = await site.sign_in("sergey")
    pavel, vera = [await site.patient(name, "Соколов" + end) for name, end in (("Павел", ""), ("Вера", "а"))]
    request = (await begin(sergey, record={"patientId": pavel})).request

    async def told() -> dict[str, object] | None:
        nodes = (await sergey.data(SEEN))["viewer"]["accessRequests"]["nodes"]
        found: dict[str, object] | None = next(one["wouldSee"] for one in nodes if one["id"] == request["id"])
        return found

    try:
        teen = await told()
        assert teen is not None and teen["standing"] == "PARENT_OF_TEEN"
        assert teen["hiddenSections"] == ["HEALTH_DIARY", "PREGNANCY_CARE"]
        assert "PSYCHIATRY" in teen["hiddenClasses"]  # type: ignore[operator]
        request = (await save(sergey, request, record={"patientId": vera})).request
        child = await told()
        assert child is not None and (child["standing"], child["hiddenSections"]) == ("PARENT_OF_CHILD", [])
        other = next(one for one in request["granteeOptions"] if not one["me"])
        request = (await save(sergey, request, granteeId=other["id"])).request
        assert await told() is None, "what another would see is not the applicant's to know"
    finally:
        await call(sergey, "withdrawAccessRequest", request)
    assert await told() is None


async def test_one_request_is_shown_to_its_applicant_alone(site: Site) -> None:
    one = "query($id: ID!) { viewer { accessRequest(id: $id) { id state record { displayName } } } }"
    sergey, anna = await site.sign_in("sergey"), await site.sign_in("anna")
    request = (await begin(sergey)).request
    grants = (await anna.data("{ viewer { accessGrants { id } } }"))["viewer"]["accessGrants"]
    try:
        found = (await sergey.data(one, id=request["id"]))["viewer"]["accessRequest"]
        assert found == {"id": request["id"], "state": "DRAFT", "record": None}
        for person, id_ in ((anna, request["id"]), (anna, grants[0]["id"]), (sergey, "nothing")):
            assert (await person.data(one, id=id_))["viewer"]["accessRequest"] is None
    finally:
        await call(sergey, "withdrawAccessRequest", request)
