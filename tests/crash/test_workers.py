"""Several workers on one database share the work; what one held that was killed is taken over, and done once (issue 3)."""

import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path

from backend.database import Address
from backend.models.notification import NotificationKind
from backend.services.notifying import notify
from backend.settings import Settings
from backend.worker import CONCURRENCY
from tests.crash.scene import Scene, open_scene

HEAP = 48
AT = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


async def test_two_workers_share_a_heap_of_jobs_and_one_is_killed_over_them(
    tmp_path: Path, new_database: Callable[[], Awaitable[Address]]
) -> None:
    """The other finds out by itself, within seconds; the gateway is asked again under the same keys, and sends once."""
    async with open_scene(await new_database(), Settings(data_dir=tmp_path / "data")) as scene:
        await scene.database.execute(
            "INSERT INTO account (id, login, phone, roles, notify_by, level, created_at) "
            "VALUES (1, 'a', '+79000000001', '{CITIZEN}', '{SMS}', 'BASIC', now())"
        )
        for number in range(HEAP):
            await notify(scene.database, 1, NotificationKind.NEW_SIGN_IN, f"n{number}", AT)
        await scene.slow(sms=0.8)
        workers = [scene.start_worker(), scene.start_worker()]

        async def both_are_busy() -> bool:
            holding = "SELECT count(DISTINCT worker_id) FROM procrastinate_jobs WHERE status = 'doing'"
            if int(await scene.database.fetchval(holding)) < 2 or (sent := await _sent(scene)) < 2 * CONCURRENCY:
                return False
            # More are with the gateway than one worker can hold: some of each.
            return len((await scene.asked())["sms"]) - sent > CONCURRENCY

        await scene.until(both_are_busy)
        workers[0].kill()
        # Nobody tells the other: its own clock does.
        await scene.all_done()
        assert await _sent(scene) == HEAP
        keys = await scene.database.fetch("SELECT key FROM notification_delivery")
        sms = (await scene.asked())["sms"]
        assert {key: work["worked"] for key, work in sms.items()} == {str(row["key"]): 1 for row in keys}
        assert len(await scene.messages("+79000000001")) == HEAP
        again = [work["requests"] for work in sms.values() if work["requests"] > 1]
        assert 1 <= len(again) <= CONCURRENCY and set(again) == {2}, "what the dead one held, and nothing else"
        for worker in workers:
            assert "Traceback" not in worker.log.read_text()


async def _sent(scene: Scene) -> int:
    return int(await scene.database.fetchval("SELECT count(*) FROM notification_delivery WHERE state = 'SENT'"))
