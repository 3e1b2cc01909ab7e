from __future__ import annotations

import asyncio
import gc

import pytest

from netz_tui.ui.widgets import calm_gc
from netz_tui.ui.widgets.calm_gc import CalmGC


class Knot:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collections(monkeypatch):
    """The generations collected, with short waits; the collector is as before afterwards."""
    seen: list[int] = []
    monkeypatch.setattr(calm_gc, "IDLE_SECONDS", 0.02)
    watch = lambda phase, info: seen.append(info["generation"]) if phase == "start" else None  # noqa: E731
    gc.callbacks.append(watch)
    yield seen
    gc.callbacks.remove(watch)
    gc.unfreeze()
    gc.enable()


def knots(count: int) -> None:
    for _ in range(count):
        Knot()


def test_collects_only_when_idle(collections):
    async def scenario() -> None:
        calm = CalmGC()
        calm.start()
        assert not gc.isenabled()
        collections.clear()
        knots(5_000)
        for _ in range(10):
            calm.touch()
            await asyncio.sleep(0.01)
        assert collections == []
        assert gc.get_freeze_count() == 0  # nothing is walked while keys come, not even to freeze it
        await asyncio.sleep(0.08)
        assert collections == [2]
        assert gc.get_freeze_count() > 0
        await asyncio.sleep(0.08)
        assert collections == [2]  # nothing new, nothing to do
        calm.stop()
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0

    asyncio.run(scenario())


def test_collects_the_young_when_there_are_too_many(collections):
    async def scenario() -> None:
        calm = CalmGC()
        calm.start()
        collections.clear()
        knots(60_000)
        for _ in range(5):
            calm.touch()
            await asyncio.sleep(0.01)
        assert collections == [0]
        calm.stop()
        calm.stop()

    asyncio.run(scenario())
