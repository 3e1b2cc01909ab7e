"""Decline with a reason, defer to a day, bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import decide, views
from netz_tui.i18n import N_, _, say_n
from netz_tui.ui.dialogs.ask_day import AskDay
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.ui.flows.base import Host

REASONS = (
    ("1", "collector", N_("contact collector")),
    ("2", "unknown", N_("introducer does not know the sender")),
    ("3", "trust", N_("trust or chemistry not right")),
    ("4", "unreachable", N_("never reached")),
    ("5", "sales", N_("wants to sell something")),
    ("6", "unfitting", N_("does not fit")),
)


def _whom(names: Sequence[str]) -> Content:
    if len(names) == 1:
        return content(names[0], "bold")
    return Content.styled(say_n("{n} request", "{n} requests", len(names)), "bold")


async def decline(host: Host, ids: Sequence[int], names: Sequence[str]) -> None:
    """Ask why, then decline."""
    options = [Option(key, Content(_(text)), text) for key, _code, text in REASONS]
    options += [Option("o", Content(_("another reason …")), "other"), Option("n", Content(_("without a reason")), "")]
    reason = await host.ask(Choose(_("Decline: why?"), options, intro=_whom(names)))
    if reason is None:
        return
    if reason == "other":
        typed = await host.ask(Form(_("Decline: why?"), [Field("reason", _("Reason"))], intro=_whom(names)))
        if typed is None:
            return
        reason = typed["reason"]
    host.act(lambda: decide.decline(host.desk, ids, reason))


async def defer(host: Host, ids: Sequence[int], names: Sequence[str]) -> None:
    """Ask until when, then defer; those that are deferred already can be brought back now."""
    rows = [views.inbox_row(host.desk.book, request_id) for request_id in ids]
    if all(row is not None and row.asleep for row in rows):
        options = [
            Option("z", Content(_("bring back now")), "back"),
            Option("d", Content(_("defer to another day")), "day"),
        ]
        chosen = await host.ask(Choose(_("Deferred"), options, intro=_whom(names)))
        if chosen == "back":
            host.act(lambda: decide.take_back(host.desk, ids))
        if chosen != "day":
            return
    answer = await host.ask(
        AskDay(_("Defer until when?"), host.now(), default=host.desk.settings.defer, intro=_whom(names))
    )
    if answer is not None:
        host.act(lambda: decide.defer(host.desk, ids, answer[0]))
