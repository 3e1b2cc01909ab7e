"""Questions about what is due: until when, which step, what an introducer answered, how often a sign of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import rhythm, talk
from netz_tui.desk.today import verbs
from netz_tui.desk.today.words import every
from netz_tui.i18n import _, say, say_n
from netz_tui.moments import moment_text
from netz_tui.ui.dialogs.ask_day import AskDay
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.flows.cross_check import take_answer
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from netz_tui.desk.history import Change
    from netz_tui.desk.today import Due
    from netz_tui.ui.flows.base import Host

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


async def put_off(host: Host, rows: Sequence[Due]) -> None:
    """Ask until when, then let it come up again on that day."""
    single = len(rows) == 1
    intro = content(rows[0].name, "bold") if single else Content(say_n("{n} thing", "{n} things", len(rows)))
    answer = await host.ask(AskDay(_("Put off until when?"), host.now(), default=_DEFAULT, intro=intro))
    if answer is not None:
        moment, timed = answer
        host.act(lambda: verbs.put_off(host.desk, rows, moment, timed=timed))


_DEFAULT = "1w"


async def ask_first(host: Host, due: Due) -> None:
    """Ask when to call somebody of whom nothing certain is known; the call becomes a next step."""
    step = await _step(host, due.name, _("Ask first: call when?"), _("Where do we know each other from?"))
    if step is not None:
        when, what = step
        host.act(lambda: verbs.ask_first(host.desk, due.person_id, when, what))


async def next_step(host: Host, person_id: int, name: str, request_id: int | None = None) -> None:
    """Ask for a next step with somebody and its day."""
    step = await _step(host, name, _("Next step: when?"), "")
    if step is not None:
        when, what = step
        host.act(lambda: talk.remind(host.desk, person_id, when, what, request_id))


async def _step(host: Host, name: str, title: str, usual: str) -> tuple[str, str] | None:
    """Ask for a day or moment, then for what is to be done; the text of the moment and what."""
    intro = content(name, "bold")
    answer: tuple[datetime, bool] | None = await host.ask(AskDay(title, host.now(), default=_("tomorrow"), intro=intro))
    if answer is None:
        return None
    field = Field("what", _("What"), value=usual, placeholder=_("send the offer"))
    values = await host.ask(Form(_("What is to be done?"), [field], intro=intro))
    if values is None:
        return None
    moment, timed = answer
    return (moment_text(moment) if timed else moment.astimezone().date().isoformat(), values["what"])


async def note_answer(host: Host, due: Due) -> None:
    """Ask about whom the introducer was asked, and what the answer was."""
    people = dict(due.about)
    person: int | None = next(iter(people))
    if len(people) > 1:
        options = [Option(key, content(name), row) for key, (row, name) in zip(_KEYS, due.about, strict=False)]
        before, _mark, after = _("About whom did you ask {name}?").partition("{name}")
        intro = Content.assemble(before, content(due.name, "bold"), after)
        person = await host.ask(Choose(_("Cross-check"), options, intro=intro))
    if person is None:
        return
    await take_answer(host, due.person_id, person)


async def rhythms(host: Host) -> None:
    """Show the rhythms of standings and tags, and set one."""
    listed = rhythm.all_rhythms(host.desk)
    options = [Option(key, _told(one), one) for key, one in zip(_KEYS, listed, strict=False)]
    intro = Content(_("A rhythm of the person's own goes first, then that of a tag, then that of the standing."))
    chosen: rhythm.Rhythm | None = await host.ask(Choose(_("Contact rhythms"), options, intro=intro))
    if chosen is None:
        return

    def check(values: Mapping[str, str]) -> str:
        text = values["days"]
        return say(rhythm.NO_INTERVAL, text=text) if text and rhythm.days_of(text) is None else ""

    def preview(values: Mapping[str, str]) -> str:
        days = rhythm.days_of(values["days"]) if values["days"] else None
        return say("= {day}", day=every(days)) if days is not None else ""

    held = "" if chosen.days is None else str(chosen.days) if chosen.days else _("never")
    field = Field("days", _("A sign of life every … days"), held, placeholder=_("90 · 6 weeks · 3 months · never"))
    values = await host.ask(
        Form(_("Contact rhythm"), [field], intro=content(_name(chosen), "bold"), check=check, preview=preview)
    )
    if values is not None:
        host.act(lambda: _set(host, chosen, values["days"]))


def _set(host: Host, chosen: rhythm.Rhythm, text: str) -> Change:
    if chosen.kind == "tag":
        return rhythm.set_for_tag(host.desk, chosen.id, text)
    return rhythm.set_for_standing(host.desk, chosen.name, text)


def _name(one: rhythm.Rhythm) -> str:
    return f"#{one.name}" if one.kind == "tag" else say("all who are {standing}", standing=_(STANDINGS[one.name]))


def _told(one: rhythm.Rhythm) -> Content:
    if one.days is not None:
        told = (every(one.days), "bold")
    else:
        told = (every(one.usual) if one.kind == "standing" else "–", "$foreground 60%")
    count = say_n("{n} person", "{n} people", one.people) if one.kind == "tag" else ""
    return Content.assemble(content(_name(one)), "  ", told, (f"  {count}" if count else "", "$foreground 60%"))
