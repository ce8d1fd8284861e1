"""Ways of killing by -9 around a step, or during the background work; each leaves the service running again."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from tests.crash.gates import Place, shut
from tests.crash.journey import Doing
from tests.crash.scene import Scene

# The jobs that a stage begins with, by what they have to have asked and what they write.
_STAGES: dict[str, tuple[dict[str, int], list[str]]] = {
    "profile": ({"passport": 1}, ["registry_check"]),
    "family": ({"civil_acts": 1}, ["registry_check"]),
    "submitted": ({"insurance": 1, "sms": 1}, ["registry_check", "notification_delivery"]),
    "decided": ({"sms": 2}, ["notification_delivery"]),
    "changed": ({"sms": 4}, ["notification_delivery", "contact_change"]),
    "cancelled": ({"sms": 2}, ["notification_delivery"]),
}
_FETCHED = Place("medcard-jobs", "UPDATE", "procrastinate_jobs")


class KilledAtTheCommit:
    """Each step twice over: the web is killed just before its commit, and just after, before it can answer."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    async def step(self, doing: Doing, place: Place) -> Any:
        for kept in (False, True):
            async with shut(self._scene.address, [place]) as gate:
                sent = asyncio.ensure_future(doing())
                await gate.holds(unless=sent)
                self._scene.kill_web()
                with pytest.raises(httpx.TransportError):
                    await sent
                if not kept:
                    await gate.lose()
            await self._scene.start_web()
        answered = await doing()
        assert await doing() == answered, "asked again, it is what it was"
        return answered

    async def work(self, _: str, done: Callable[[], Awaitable[bool]]) -> None:
        await self._scene.until(done)


class KilledAtRandom:
    """Each step, and the work after it, with the web killed at some moment or other; `scatter` says which."""

    LONGEST = 0.12

    def __init__(self, scene: Scene, scatter: random.Random) -> None:
        self._scene, self._scatter = scene, scatter
        self.moments: list[float] = []
        self.cut_off = 0

    async def step(self, doing: Doing, _: Place) -> Any:
        sent = asyncio.ensure_future(doing())
        await self._kill()
        if isinstance(fault := (await asyncio.gather(sent, return_exceptions=True))[0], BaseException):
            assert isinstance(fault, httpx.TransportError), repr(fault)
            self.cut_off += 1
        await self._scene.start_web()
        return await doing()

    async def work(self, _: str, done: Callable[[], Awaitable[bool]]) -> None:
        await self._kill()
        await self._scene.start_web()
        await self._scene.until(done)

    async def _kill(self) -> None:
        self.moments.append(self._scatter.uniform(0, self.LONGEST))
        await asyncio.sleep(self.moments[-1])
        self._scene.kill_web()


class WorkersKilled:
    """Steps as they are, but all work of the background by workers that are killed: while the outside is slow, with
    answers that are not kept yet, and with what is kept but not noted as done. Meanwhile the web is down."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._web = AsyncExitStack()
        self.held = 0

    async def open(self) -> None:
        """Starts the web; the worker inside it gets to no job, so that each is left for those that are killed."""
        self._gate = await self._web.enter_async_context(shut(self._scene.address, [_FETCHED]))
        await self._scene.start_web()

    async def close(self) -> None:
        self._scene.kill_web()
        await self._gate.lose()
        await self._web.aclose()

    async def step(self, doing: Doing, _: Place) -> Any:
        return await doing()

    async def work(self, stage: str, done: Callable[[], Awaitable[bool]]) -> None:
        slow, tables = _STAGES[stage]
        jobs = sum(slow.values())
        await self.close()
        await self._killed_at_slow_registries(slow)
        for kept in (False, True):
            async with shut(
                self._scene.address, [Place("medcard-worker", "UPDATE", table) for table in tables]
            ) as gate:
                worker = await self._worker()
                await gate.holds(jobs)
                worker.kill()
                if not kept:
                    await gate.lose()
        assert await self._scene.jobs_left(), "what is kept is not noted as done"
        worker = await self._worker()
        await self._scene.all_done()
        worker.kill()
        self.held += jobs * 3
        await self.open()
        assert await done()

    async def _killed_at_slow_registries(self, slow: dict[str, int]) -> None:
        before = await self._requests()
        await self._scene.slow(**dict.fromkeys(slow, 30.0))
        worker = await self._worker()

        async def all_are_asked() -> bool:
            now = await self._requests()
            return all(now.get(name, 0) - before.get(name, 0) >= jobs for name, jobs in slow.items())

        await self._scene.until(all_are_asked)
        worker.kill()
        await self._scene.at_usual_speed()

    async def _requests(self) -> dict[str, int]:
        return {
            registry: sum(key["requests"] for key in keys.values())
            for registry, keys in (await self._scene.asked()).items()
        }

    async def _worker(self) -> Any:
        await self._scene.others_are_dead()
        return self._scene.start_worker()
