from __future__ import annotations

import asyncio
import gc

import pytest

from netz_tui.ui.widgets import calm_gc
from netz_tui.ui.widgets.calm_gc import WORTHWHILE, YOUNG_LIMIT, CalmGC


class Knot:
    def __init__(self) -> None:
        self.me = self


class Watch:
    """A clock that a test moves, and the generations collected meanwhile."""

    def __init__(self) -> None:
        self.now = 0.0
        self.collected: list[int] = []

    def note(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self.collected.append(info["generation"])


@pytest.fixture
def watch(monkeypatch):
    """The collector is as before afterwards, and what was frozen for all tests is so again."""
    watch = Watch()
    monkeypatch.setattr(calm_gc, "monotonic", lambda: watch.now)
    gc.unfreeze()
    gc.callbacks.append(watch.note)
    yield watch
    gc.callbacks.remove(watch.note)
    gc.enable()
    gc.collect()
    gc.freeze()


def knots(count: int) -> None:
    for _ in range(count):
        Knot()


def test_collects_only_when_idle(watch):
    async def scenario() -> None:
        calm = CalmGC()
        calm.start()
        assert not gc.isenabled()
        watch.collected.clear()
        knots(5_000)
        for _ in range(10):
            calm.touch()
            watch.now += calm_gc.IDLE_SECONDS / 2
            calm._look()
        assert watch.collected == []
        assert gc.get_freeze_count() == 0  # nothing is walked while keys come, not even to freeze it
        watch.now += calm_gc.IDLE_SECONDS / 2
        calm._look()
        assert watch.collected == [2]
        assert gc.get_freeze_count() > 0
        watch.now += calm_gc.IDLE_SECONDS
        calm._look()
        assert watch.collected == [2]  # nothing new, nothing to do
        knots(WORTHWHILE + 1)
        calm._look()
        assert watch.collected == [2, 2]
        calm.stop()
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0

    asyncio.run(scenario())


def test_collects_the_young_when_there_are_too_many(watch):
    async def scenario() -> None:
        calm = CalmGC()
        calm.start()
        watch.collected.clear()
        knots(YOUNG_LIMIT + 1)
        for _ in range(5):
            calm.touch()
            calm._look()
        assert watch.collected == [0]
        calm.stop()
        calm.stop()

    asyncio.run(scenario())


@pytest.mark.usefixtures("watch")
def test_what_others_froze_stays_frozen():
    async def scenario() -> None:
        gc.freeze()
        calm = CalmGC()
        calm.start()
        calm.touch()
        calm._look()
        calm.stop()
        assert gc.get_freeze_count() > 0

    asyncio.run(scenario())


def test_looks_again_and_again_until_it_is_stopped(monkeypatch):
    async def scenario() -> None:
        looks = 0
        third = asyncio.Event()
        calm = CalmGC()
        look = calm._look

        def counted() -> None:
            nonlocal looks
            looks += 1
            if looks == 3:
                third.set()
            look()

        monkeypatch.setattr(calm, "_look", counted)
        calm.start()
        await third.wait()
        calm.stop()
        seen = looks
        await asyncio.sleep(0.01)
        assert looks == seen

    monkeypatch.setattr(calm_gc, "IDLE_SECONDS", 0.001)
    asyncio.run(scenario())
