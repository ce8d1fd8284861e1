"""A request for access, with web or workers killed by -9 at every step: nothing is lost, nothing is done twice.

SCT-03, ACC-09, ACC-10, REQ-10, REQ-13…15, REQ-19, REP-02.
"""

import random

import pytest

from tests.crash.afterwards import check_everything_once
from tests.crash.journey import Journey
from tests.crash.kills import KilledAtRandom, KilledAtTheCommit, WorkersKilled
from tests.crash.scene import Scene


async def test_the_web_is_killed_before_and_after_each_commit(scene: Scene) -> None:
    """Before it, nothing of the step is there; after it, all of it, and the same call finds it (REQ-13)."""
    before = await _accounts(scene)
    kills = KilledAtTheCommit(scene)
    await scene.start_web()
    await Journey(scene, kills.step, kills.work).go()
    await check_everything_once(scene, before)


@pytest.mark.parametrize("seed", [20261126])
async def test_the_web_is_killed_at_any_moment(scene: Scene, seed: int) -> None:
    """In each step, with the worker that is in it, wherever they are just then."""
    before = await _accounts(scene)
    kills = KilledAtRandom(scene, random.Random(seed))
    await scene.start_web()
    try:
        await Journey(scene, kills.step, kills.work).go()
    finally:
        print(f"killed after {[round(moment, 4) for moment in kills.moments]}, {kills.cut_off} answers were lost")
    assert kills.cut_off > 0
    await check_everything_once(scene, before)


async def test_workers_are_killed_with_every_job_in_hand(scene: Scene) -> None:
    """While a registry is slow, with its answer not kept yet, and with what came of it not noted as done (ACC-09)."""
    before = await _accounts(scene)
    kills = WorkersKilled(scene)
    await kills.open()
    await Journey(scene, kills.step, kills.work).go()
    assert kills.held >= 3 * 10
    await kills.close()
    await scene.start_web()
    await check_everything_once(scene, before)


async def _accounts(scene: Scene) -> int:
    return int(await scene.database.fetchval("SELECT count(*) FROM account"))
