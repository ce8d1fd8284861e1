"""E: the finished JSON from hand-written SQL, served by a bare ASGI application.

`POST /<operation>` with the public ids of the records as JSON and a bearer token. The connections are set up as
Medcard's are, and the application runs under the same uvicorn with the same loop and parser.
"""

import datetime as dt
import hashlib
import sys
import uuid
from typing import Any

import asyncpg
import orjson
import uvicorn
import uvloop

from backend.database import Database, open_read_pool
from backend.policy.sealing import CursorSealer, IdSealer
from backend.settings import load_settings
from benchmarks.contestants.handwritten_sql import STATEMENTS

_TIMELINE = '["acc.timeline", {}]'


class Application:
    """Four paths, one statement each."""

    def __init__(self, pool: asyncpg.Pool, ids: IdSealer, list_key: bytes, regions: list[str]) -> None:
        self._pool, self._ids, self._list_key, self._regions = pool, ids, list_key, regions

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["method"] != "POST":
            await _send(send, 404, b"{}")
            return
        token = dict(scope["headers"]).get(b"authorization", b"")[7:]
        body = b""
        while True:
            message = await receive()
            body += message["body"]
            if not message.get("more_body"):
                break
        operation = scope["path"][1:]
        patients = []
        for key in orjson.loads(body):
            opened = self._ids.open(key)
            patients.append(opened.patient if opened else 0)
        if operation == "d":
            patients.append(self._list_key)  # type: ignore[arg-type]
        answer = await self._pool.fetchval(
            STATEMENTS[operation],
            hashlib.sha256(token).digest(),
            dt.datetime.now(dt.UTC),
            self._regions,
            uuid.uuid4(),
            *patients,
        )
        await _send(send, 200 if answer is not None else 403, answer or b"{}")


async def _send(send: Any, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def serve(port: int) -> None:
    settings = load_settings()
    database = Database(settings)
    pool = await open_read_pool(database.address, settings.db_pool_size)
    list_key = CursorSealer(settings.key("cursor")).list_key(_TIMELINE)
    application = Application(pool, IdSealer(settings.key("id")), list_key, settings.accepted_policy_regions)
    config = uvicorn.Config(
        application,  # type: ignore[arg-type]
        port=port,
        access_log=False,
        server_header=False,
        log_level="warning",
        loop="uvloop",
        http="httptools",
        lifespan="off",
    )
    await uvicorn.Server(config).serve()
    await pool.close()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
