"""demo-cast.md: sergey has begun a request for Вера."""

from tests.access_requests.people import requests_of
from tests.client import Site


async def test_sergey_finds_his_draft_for_vera(demo: Site) -> None:
    sergey = await demo.sign_in("sergey")
    (draft,) = (await requests_of(sergey))["nodes"]
    assert (draft["state"], draft["record"]["displayName"]) == ("DRAFT", "Соколова Вера Сергеевна")
    assert draft["nextStep"]["code"] == "NEXT_PHONE" and draft["timeline"] == []
