"""The page is served to browsers and to tools alike; what is not there is not there."""

import pytest

from tests.client import Site

HTML = "text/html,application/xhtml+xml"


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/", "*/*", 200),
        ("/", HTML, 200),
        ("/p/anything/s/2", HTML, 200),
        ("/p/anything/s/2", "*/*", 404),
        ("/assets/none.js", HTML, 404),
        ("/../pyproject.toml", "*/*", 404),
        ("/trusted-documents.json", "*/*", 404),
    ],
)
async def test_addresses_give_the_page_or_nothing(demo: Site, path: str, accept: str, status: int) -> None:
    answer = await demo.http.get(path, headers={"accept": accept})
    assert answer.status_code == status
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    if status == 200:
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-cache"


async def test_only_reading_is_allowed(demo: Site) -> None:
    assert (await demo.http.post("/", content=b"x")).status_code == 405
    assert (await demo.http.head("/")).status_code == 200
