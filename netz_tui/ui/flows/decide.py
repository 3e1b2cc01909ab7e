"""Decline with a reason, defer to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import decide
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
    """Ask until when, then defer."""
    answer = await host.ask(
        AskDay(_("Defer until when?"), host.now(), default=host.desk.settings.defer, intro=_whom(names))
    )
    if answer is not None:
        host.act(lambda: decide.defer(host.desk, ids, answer[0]))
