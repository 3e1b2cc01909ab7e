"""Saved filters: choose one, keep the present one under a name, drop one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import filters
from netz_tui.i18n import _
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.widgets.safe import content, fitted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netz_tui.ui.flows.base import Host

_LETTERS = "123456789abcefghijklmnopqrtuvwyz"
_NAME, _TEXT = 20, 30


async def choose(host: Host, place: str, text: str) -> str | None:
    """Ask what to do with filters; return the one to be shown, None if none is."""
    known = filters.saved(host.desk, place)
    options = _options(known)
    if text.strip():
        keep = Content.assemble(_("keep under a name:"), " ", fitted(text, _TEXT, "$secondary"))
        options.append(Option("s", keep, "keep"))
    if known:
        options.append(Option("x", Content(_("drop one …")), "drop"))
    if not options:
        host.say_problem(_("No filter is kept yet. Type one with “/”, then come back to keep it under a name."))
        return None
    answer = await host.ask(Choose(_("Saved filters"), options))
    if isinstance(answer, filters.Saved):
        return answer.text
    if answer == "keep":
        await _keep(host, place, text)
    elif answer == "drop":
        gone = await host.ask(Choose(_("Drop which filter?"), _options(known)))
        if gone is not None:
            host.act(lambda: filters.drop(host.desk, gone.id))
    return None


def _options(known: Sequence[filters.Saved]) -> list[Option]:
    return [
        Option(
            key,
            Content.assemble(fitted(saved.name, _NAME, "bold"), "  ", fitted(saved.text, _TEXT, "$foreground 60%")),
            saved,
        )
        for key, saved in zip(_LETTERS, known, strict=False)
    ]


async def _keep(host: Host, place: str, text: str) -> None:
    names = {saved.name for saved in filters.saved(host.desk, place)}

    def preview(typed: Mapping[str, str]) -> str:
        return _("replaces the one of that name") if typed["name"] in names else ""

    form = Form(_("Keep this filter"), [Field("name", _("Name"))], intro=content(text, "$secondary"), preview=preview)
    values = await host.ask(form)
    if values is not None:
        host.act(lambda: filters.save(host.desk, place, values["name"], text))
