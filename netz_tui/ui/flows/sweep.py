"""Sweep: choose a score, have all who reach it marked, look through them, then decline them in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk.signals import record
from netz_tui.desk.signals.late import sellers
from netz_tui.i18n import _, say, say_n
from netz_tui.ui.collectors import hit_rate, late_rate
from netz_tui.ui.dialogs.choose import Choose, Option

if TYPE_CHECKING:
    from netz_tui.ui.flows.base import Host

STEPS = (90, 80, 70, 60, 50, 40)


async def choose(host: Host) -> int | None:
    """Ask from which score on, and say how often it was right."""
    found = [(step, record.pending_from(host.desk, step)) for step in STEPS]
    options = [
        Option(
            str(place),
            Content.assemble(
                say("from {score} % on", score=step).ljust(14),
                (say_n("{n} request", "{n} requests", count), "$foreground 60%"),
            ),
            step,
        )
        for place, (step, count) in enumerate(found, 1)
        if count
    ]
    if not options:
        host.say_problem(say("No request that waits has {score} % or more.", score=STEPS[-1]))
        return None
    told = [*hit_rate(record.record(host.desk)), late_rate(sellers(host.desk, host.now())), ""]
    told.append(_("Those found are marked. Look through them; nothing is declined before you say so."))
    usual = record.THRESHOLD
    chosen = usual if any(option.value == usual for option in options) else options[0].value
    answer: int | None = await host.ask(
        Choose(_("Sweep out collectors"), options, intro=Content("\n".join(told)), chosen=chosen)
    )
    return answer


def told(count: int, key: str) -> Content:
    """Return what to do with those that are marked."""
    text = say_n("{n} request is marked", "{n} requests are marked", count)
    how = say("look through; space takes a mark off, “{key}” declines the rest", key=key)
    return Content.assemble((text, "$warning"), f": {how}")
