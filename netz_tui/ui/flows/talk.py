"""End a call or log another conversation: outcome, trust, chemistry, next step – a key each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.dates import parse_moment
from netz_tui.desk import talk
from netz_tui.i18n import N_, _, duration, format_moment, say
from netz_tui.moments import moment_text
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import KINDS, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netz_tui.desk.page import Page
    from netz_tui.ui.flows.base import Host

_OUTCOME_KEYS = {"r": "reached", "n": "no_answer", "v": "voicemail", "w": "wrong_number"}
_KIND_KEYS = {"m": "meeting", "v": "video", "c": "call", "t": "message", "e": "event"}
TRUST = (
    N_("no trust"),
    N_("little trust"),
    N_("enough trust"),
    N_("good trust"),
    N_("full trust"),
)
CHEMISTRY = (
    N_("none at all"),
    N_("difficult"),
    N_("it works"),
    N_("good"),
    N_("as if known for ever"),
)
QUESTIONS = N_(
    "- How do we know each other, through whom?\n"
    "- What do you do, what are you looking for?\n"
    "- Why me?\n"
    "- When and where shall we meet?\n"
    "\n"
)


def template(host: Host) -> str:
    """Return what a new note begins with."""
    own = host.desk.settings.call_template
    return _(QUESTIONS) if own is None else own


@dataclass(frozen=True, slots=True)
class Ended:
    """What is known of the conversation before the questions begin."""

    kind: str
    at: datetime
    seconds: int
    note: str


async def end(host: Host, page: Page, ended: Ended) -> bool:
    """Ask what came of a conversation and log it; return whether it was logged. Leaving a question loses nothing."""
    intro = Content.assemble(
        (_(KINDS[ended.kind]), "bold"),
        "  ",
        content(page.request.name),
        f"  {duration(ended.seconds)}" if ended.seconds else "",
    )
    outcome = "reached"
    if ended.kind in {"call", "video"}:
        options = [Option(key, Content(_(OUTCOMES[code])), code) for key, code in _OUTCOME_KEYS.items()]
        outcome = await host.ask(Choose(_("Was anybody reached?"), options, intro=intro))
        if outcome is None:
            return False
    trust = chemistry = None
    if outcome == "reached" and ended.kind in {"call", "video", "meeting"}:
        trust = await ask_judgement(host, _("Trust"), TRUST, intro)
        if trust is None:
            return False
        chemistry = await ask_judgement(host, _("Chemistry"), CHEMISTRY, intro)
        if chemistry is None:
            return False
    step = await _next_step(host, intro, outcome)
    if step is None:
        return False
    logged = talk.Talk(
        person_id=page.person.id,
        request_id=page.request.id or None,
        kind=ended.kind,
        outcome=outcome,
        at=ended.at,
        duration_s=ended.seconds if outcome == "reached" else 0,
        trust=trust,
        chemistry=chemistry,
        note="" if ended.note.strip() == template(host).strip() else ended.note,
        due=step[0],
        next_step=step[1],
    )
    return bool(host.act(lambda: talk.log(host.desk, logged)))


async def ask_judgement(host: Host, title: str, words: tuple[str, ...], intro: Content) -> int | None:
    """Ask for a number from 1 to 5."""
    options = [Option(str(value), Content(_(word)), value) for value, word in enumerate(words, 1)]
    answer: int | None = await host.ask(Choose(title, options, intro=intro, chosen=3))
    return answer


async def _next_step(host: Host, intro: Content, outcome: str) -> tuple[str, str] | None:
    """Ask for the next step and its day; both may stay empty."""
    now = host.now().astimezone()

    def understood(text: str) -> datetime | None:
        moment = parse_moment(text, now) if text else None
        return moment if moment is not None and moment.date() >= now.date() else None

    def check(values: Mapping[str, str]) -> str:
        if values["when"] and understood(values["when"]) is None:
            return _("That is no day to come that netz understands.")
        return ""

    def preview(values: Mapping[str, str]) -> str:
        moment = understood(values["when"])
        return say("= {day}", day=format_moment(moment, "full")) if moment is not None else ""

    again = _("tomorrow 10:00") if outcome in {"no_answer", "voicemail"} else ""
    what = _("call again") if again else ""
    fields = [
        Field(
            "when", _("Next step: when"), value=again, placeholder=_("fr · in 2 weeks · 14.12. – or nothing"), day=True
        ),
        Field("what", _("What"), value=what, placeholder=_("send the offer")),
    ]
    values = await host.ask(Form(_("And then?"), fields, intro=intro, check=check, preview=preview))
    if values is None:
        return None
    moment = understood(values["when"])
    return (moment_text(moment) if moment is not None else "", values["what"])


async def log_other(host: Host, page: Page, note: str) -> bool:
    """Log a conversation that was not called from here: what kind, when, what came of it."""
    options = [Option(key, Content(_(KINDS[code])), code) for key, code in _KIND_KEYS.items()]
    kind = await host.ask(Choose(_("What kind of conversation?"), options, intro=content(page.request.name, "bold")))
    if kind is None:
        return False
    now = host.now().astimezone()

    def when(text: str) -> datetime | None:
        found = parse_moment(text, now, prefer="past") if text else now
        return found if found is not None and found <= now + timedelta(minutes=1) else None

    def check(values: Mapping[str, str]) -> str:
        return "" if when(values["when"]) else _("Give a day or moment that has been: today 9:30, yesterday, 14.3.")

    def preview(values: Mapping[str, str]) -> str:
        moment = when(values["when"])
        return say("= {day}", day=format_moment(moment, "full")) if moment else ""

    fields = [Field("when", _("When"), placeholder=_("now"), day=True)]
    if not note:
        fields.append(Field("note", _("Note"), lines=4))
    values = await host.ask(
        Form(_(KINDS[kind]), fields, intro=content(page.request.name, "bold"), check=check, preview=preview)
    )
    if values is None:
        return False
    moment = when(values["when"])
    assert moment is not None
    return await end(host, page, Ended(kind, min(moment, now), 0, note or values["note"]))


async def judge(host: Host, page: Page) -> None:
    """Ask for trust and chemistry of the conversation that decides."""
    decisive = page.verdict.conversation
    if decisive is None:
        host.say_problem(_("Trust and chemistry are judged when the person was reached. Call first."))
        return
    intro = content(page.request.name, "bold")
    trust = await ask_judgement(host, _("Trust"), TRUST, intro)
    if trust is None:
        return
    chemistry = await ask_judgement(host, _("Chemistry"), CHEMISTRY, intro)
    if chemistry is not None:
        host.act(lambda: talk.judge(host.desk, decisive.id, trust=trust, chemistry=chemistry))
