"""GraphQL over HTTP as the draft has it: the whole server audit of graphql-http, against a running server."""

import asyncio
import json
from pathlib import Path

from backend.settings import Settings

AUDIT = Path(__file__).parent / "audit"
# A query by text over GET invites forged requests and caches, so it is refused; the draft leaves GET to the server.
OPTIONAL_GET = {"5A70", "D6D5", "6A70"}


async def test_the_server_audit_finds_no_error_and_no_warning(live: Settings) -> None:
    assert (AUDIT / "node_modules").is_dir(), "run `make unit`: it installs the audit"
    node = await asyncio.create_subprocess_exec(
        "node", "audit.mjs", f"{live.origin}/graphql", cwd=AUDIT, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await node.communicate()
    results = json.loads(printed)
    assert len(results) >= 60
    assert [found for found in results if found["status"] in ("error", "warn")] == []
    assert {found["id"] for found in results if found["status"] != "ok"} == OPTIONAL_GET
