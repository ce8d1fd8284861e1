"""GraphiQL: bundled, under a policy of its own, in demo mode and nowhere else."""

import re
from collections.abc import Awaitable, Callable

import asyncpg

from backend.app import GRAPHIQL
from backend.database import Address
from backend.settings import Settings
from tests.client import Site, start_site

PAGE = {"Accept": "text/html,application/xhtml+xml"}


async def test_graphiql_is_served_whole_from_this_host_in_demo_mode(demo: Site) -> None:
    assert GRAPHIQL.is_dir(), "run `make setup`: it builds GraphiQL"
    moved = await demo.http.get("/graphiql", headers=PAGE)
    assert (moved.status_code, moved.headers["location"]) == (307, "/graphiql/")
    page = await demo.http.get("/graphiql/", headers=PAGE)
    assert page.status_code == 200 and "GraphiQL" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "connect-src 'self'" in policy
    assert "http" not in policy and "*" not in policy and "eval" not in policy
    assert "http://" not in page.text and "https://" not in page.text
    assets = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
    assert len(assets) >= 2
    for path in assets:
        found = await demo.http.get(path)
        assert found.status_code == 200 and found.headers["content-length"] != "0"
    assert (await demo.http.get("/graphiql/assets/nothing.js", headers=PAGE)).status_code == 404


async def test_outside_demo_mode_there_is_no_graphiql_no_outbox_and_no_simulator(
    settings: Settings, new_database: Callable[[], Awaitable[Address]]
) -> None:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    serious = settings.model_copy(update={"demo": False, "sms_url": "http://127.0.0.1:1/messages"})
    async with start_site(serious, address, connection) as site:
        for path in ("/graphiql", "/graphiql/", "/graphiql/index.html", "/demo/outbox?login=anna"):
            assert (await site.http.get(path)).status_code == 404
            page = await site.http.get(path, headers=PAGE)
            assert "GraphiQL" not in page.text
            assert "unsafe-inline" not in page.headers["content-security-policy"]
        simulator = await site.http.post("/demo/simulator/sms/messages", json={"phone": "+7", "text": "a"})
        assert simulator.status_code == 405
        for asset in GRAPHIQL.rglob("*.js"):
            assert (await site.http.get(f"/graphiql/assets/{asset.name}")).status_code == 404
    await connection.close()
