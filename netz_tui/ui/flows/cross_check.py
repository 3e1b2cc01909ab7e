"""Cross-check: what did somebody answer to "do you know …?", and if it was not today, when."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.dates import parse_past
from netz_tui.desk import grounds, records
from netz_tui.i18n import _, say
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import ANSWERS, partial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netz_tui.ui.flows.base import Host


async def take_answer(host: Host, asked: int, about: int) -> None:
    """Ask what `asked` answered when asked about `about`, then for a remark and the day, and note it."""
    names = records.names(host.desk, asked, about)
    question = content(say("{name}, do you know {other}?", name=names[asked], other=names[about]), "bold")
    record = content(records.record_line(records.record_of(host.desk, asked)), "$foreground 60%")
    answers = [Option(str(place), Content(_(text)), code) for place, (code, text) in enumerate(ANSWERS.items(), 1)]
    answer: str | None = await host.ask(Choose(_("Cross-check"), answers, intro=Content("\n").join([question, record])))
    if answer is None:
        return
    said = await _when_and_what(host, Content.assemble(question, "  ", Content(_(ANSWERS[answer]))))
    if said is not None:
        note, at = said
        host.act(lambda: grounds.cross_check(host.desk, asked, about, answer, note, at))


async def _when_and_what(host: Host, intro: Content) -> tuple[str, datetime | None] | None:
    """Ask for a remark and the day; the moment is None for now."""
    today = host.now().astimezone().date()

    def day_of(values: Mapping[str, str]) -> datetime | None:
        day = parse_past(values["day"], today) if values["day"] else None
        if day is None or day.first != day.last or day.first == today:
            return None
        return datetime.combine(day.first, time(12)).astimezone()

    def check(values: Mapping[str, str]) -> str:
        day = parse_past(values["day"], today) if values["day"] else None
        if values["day"] and (day is None or day.first != day.last):
            return _("Give a day that has been: yesterday, last Friday, 14.3.")
        return ""

    def preview(values: Mapping[str, str]) -> str:
        at = day_of(values)
        return say("= {day}", day=partial(at.date().isoformat())) if at else ""

    fields = [
        Field("note", _("What was said"), "", _("worked together until 2020")),
        Field("day", _("When"), "", _("today"), day=True),
    ]
    values = await host.ask(Form(_("Cross-check"), fields, intro=intro, check=check, preview=preview))
    return None if values is None else (values["note"], day_of(values))
