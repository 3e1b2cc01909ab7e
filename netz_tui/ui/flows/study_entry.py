"""Note leads, views, places, profile items and events, or take in a file of counts: a few keys each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.dates import parse_day
from netz_tui.desk.search import find_people
from netz_tui.desk.study import counts as study_counts
from netz_tui.desk.study import entry
from netz_tui.desk.who import name_of
from netz_tui.i18n import N_, _, digits, format_number, say, say_n
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.dialogs.pick_person import PickPerson
from netz_tui.ui.panes.contacts_person import STAGES
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from netz_tui.ui.flows.base import Host

_KINDS = (
    ("v", "views", N_("views of a profile")),
    ("s", "place", N_("place in a search engine")),
    ("c", "checklist", N_("checklist of a profile")),
    ("e", "event", N_("an event that may move views and places")),
    ("l", "lead", N_("a lead, or what became of one")),
    ("f", "counts", N_("counts of views from a CSV file")),
)
_LETTERS = "123456789"
_STAGE_KEYS = {"a": "application", "i": "interview", "o": "offer", "h": "hired", "x": "lost"}
_LEADS = 8
_TOLD = 5
_WIDTH = 56


async def note(host: Host) -> None:
    """Ask what is to be noted, then for it."""
    options = [Option(key, Content(_(words)), name) for key, name, words in _KINDS]
    kind = await host.ask(Choose(_("Note for the study"), options))
    if kind is None:
        return
    if kind == "lead":
        person = await host.ask(PickPerson(_("Through whom?"), lambda text: find_people(host.desk, text)))
        if person is not None:
            await lead(host, person, name_of(host.desk, person) or "")
        return
    await {"views": _views, "place": _place, "checklist": _checklist, "event": _event, "counts": _counts}[kind](host)


def _today(host: Host) -> date:
    return host.now().astimezone().date()


def _day(host: Host, text: str) -> date | None:
    """Return the day a line names, today for an empty one."""
    return parse_day(text, _today(host), prefer="past") if text.strip() else _today(host)


def _day_field(host: Host) -> Field:
    return Field("day", _("Day"), digits(_today(host)), placeholder=_("yesterday · mo · 14.12."), day=True)


def _wrong_day(host: Host, values: Mapping[str, str]) -> str:
    day = _day(host, values["day"])
    if day is None:
        return _("That is no day that netz understands.")
    return _("This day is still to come. Give a day up to today.") if day > _today(host) else ""


def _is_number(text: str, low: int, high: int) -> bool:
    return text.isdecimal() and len(text) <= len(str(high)) and low <= int(text) <= high


async def _which(host: Host, title: str, kind: str) -> str | None:
    """Ask for a platform or engine: a key for each known one, "n" for another."""
    names = entry.platforms(host.desk, kind)[: len(_LETTERS)]
    options = [Option(key, content(name), name) for key, name in zip(_LETTERS, names, strict=False)]
    options.append(Option("n", Content(_("another one")), ""))
    answer: str | None = await host.ask(Choose(title, options))
    if answer != "":
        return answer
    values = await host.ask(
        Form(title, [Field("name", _("Name"))], check=lambda given: "" if given["name"] else _("A name is missing."))
    )
    return None if values is None else str(values["name"])


async def _views(host: Host) -> None:
    platform = await _which(host, _("Views of which profile?"), "profile_views")
    if platform is None:
        return

    def check(values: Mapping[str, str]) -> str:
        if not _is_number(values["count"], 0, entry.MOST):
            return say("How many views? A whole number from 0 to {most}.", most=format_number(entry.MOST))
        if not _is_number(values["days"], 1, entry.MOST_DAYS):
            return say("In how many days? 1 to {most}.", most=entry.MOST_DAYS)
        return _wrong_day(host, values)

    fields = [Field("count", _("Views")), _day_field(host), Field("days", _("in how many days up to then"), "7")]
    values = await host.ask(Form(_("Views"), fields, intro=content(platform, "bold"), check=check))
    if values is not None:
        day = _day(host, values["day"]) or _today(host)
        host.act(lambda: entry.views(host.desk, platform, int(values["count"]), day, int(values["days"])))


async def _place(host: Host) -> None:
    engine = await _which(host, _("Which search engine?"), "search_position")
    if engine is None:
        return

    def check(values: Mapping[str, str]) -> str:
        rank = values["rank"]
        if rank and not _is_number(rank, 1, entry.MOST):
            return _("A place is a whole number from 1; an empty line says that the name was not found.")
        return _wrong_day(host, values)

    fields = [Field("rank", _("Place of the own name (empty: not found)")), _day_field(host)]
    values = await host.ask(Form(_("Place"), fields, intro=content(engine, "bold"), check=check))
    if values is not None:
        day = _day(host, values["day"]) or _today(host)
        rank = int(values["rank"]) if values["rank"] else None
        host.act(lambda: entry.place(host.desk, engine, rank, day))


async def _checklist(host: Host) -> None:
    """Tick items of a profile off, one key each, until one leaves."""
    platform = await _which(host, _("Which profile?"), "profile_item")
    if platform is None:
        return
    chosen: str | None = None
    while True:
        known = entry.items(host.desk, platform) or [(_(name), False) for name in entry.ITEMS]
        known = known[: len(_LETTERS)]
        options = [
            Option(key, Content.assemble(f"{glyphs().yes if done else glyphs().missing} ", content(name)), name)
            for key, (name, done) in zip(_LETTERS, known, strict=False)
        ]
        options.append(Option("n", Content(_("another item")), ""))
        chosen = await host.ask(Choose(_("Profile"), options, intro=content(platform, "bold"), chosen=chosen))
        if chosen is None:
            return
        item, done = chosen, dict(known).get(chosen, False)
        if not chosen:
            values = await host.ask(Form(_("Profile"), [Field("item", _("Item"))], intro=content(platform, "bold")))
            if values is None or not values["item"]:
                continue
            item = values["item"]
        _tick(host, platform, item, done=not done)


def _tick(host: Host, platform: str, item: str, *, done: bool) -> None:
    host.act(lambda: entry.tick(host.desk, platform, item, _today(host), done=done))


async def _event(host: Host) -> None:
    def check(values: Mapping[str, str]) -> str:
        return _wrong_day(host, values) if values["what"] else _("What happened?")

    fields = [
        Field("what", _("What happened"), placeholder=_("“About me” written · talk · article")),
        Field("platform", _("Platform"), placeholder=_("empty: anywhere")),
        _day_field(host),
    ]
    values = await host.ask(Form(_("Event"), fields, check=check))
    if values is not None:
        day = _day(host, values["day"]) or _today(host)
        host.act(lambda: entry.event(host.desk, values["platform"], values["what"], day))


async def lead(host: Host, person_id: int, name: str) -> None:
    """Note a lead through somebody, or what became of one that is there."""
    known = entry.leads_of(host.desk, person_id)
    still = [one for one in known if one.stage not in {"lost", "hired"}][:_LEADS]
    if still:
        options = [
            Option(
                key,
                shorten(Content.assemble(f"{digits(one.day)} {_(STAGES[one.stage])}  ", content(one.note)), _WIDTH),
                one.id,
            )
            for key, one in zip(_LETTERS, still, strict=False)
        ]
        options.append(Option("n", Content(_("a new lead")), 0))
        chosen = await host.ask(Choose(_("Lead"), options, intro=content(name, "bold")))
        if chosen is None:
            return
        if chosen:
            await _stage(host, chosen, name)
            return
    await _new_lead(host, person_id, name)


async def _new_lead(host: Host, person_id: int, name: str) -> None:
    fields = [
        Field("note", _("What is it about?"), placeholder=_("position, company, project")),
        _day_field(host),
    ]
    values = await host.ask(
        Form(_("Lead"), fields, intro=content(name, "bold"), check=lambda given: _wrong_day(host, given))
    )
    if values is not None:
        day = _day(host, values["day"]) or _today(host)
        host.act(lambda: entry.add_lead(host.desk, person_id, values["note"], day))


async def _stage(host: Host, lead_id: int, name: str) -> None:
    options = [Option(key, Content(_(STAGES[stage])), stage) for key, stage in _STAGE_KEYS.items()]
    stage = await host.ask(Choose(_("How far did it come?"), options, intro=content(name, "bold")))
    if stage is None:
        return
    values = await host.ask(
        Form(
            _(STAGES[stage]),
            [_day_field(host)],
            intro=content(name, "bold"),
            check=lambda given: _wrong_day(host, given),
        )
    )
    if values is not None:
        day = _day(host, values["day"]) or _today(host)
        host.act(lambda: entry.reach(host.desk, lead_id, stage, day))


async def _counts(host: Host) -> None:
    """Ask for a file, show what it holds, and take it in."""
    from netz_tui.ui.screens.files import ChooseFile

    path = await host.ask(ChooseFile(Path.cwd()))
    if path is None:
        return
    try:
        counts = study_counts.look(host.desk, path)
        if any(template == study_counts.NO_PLATFORM for _line, template, _params in counts.problems):
            platform = await _which(host, _("Views of which profile?"), "profile_views")
            if platform is None:
                return
            counts = study_counts.look(host.desk, path, platform)
    except study_counts.FileProblem as problem:
        host.say_problem(say(problem.message, **problem.params))
        return
    if not counts.rows:
        host.say_problem(say("{file} holds no count that could be taken in.", file=counts.file))
    intro = Content("\n").join(_preview(counts))
    options = [Option("n", Content(_("no, leave it")), False)]
    if counts.rows:
        yes = say_n("yes, take in {n} count", "yes, take in {n} counts", len(counts.rows))
        options.insert(0, Option("y", Content(yes), True))
    if await host.ask(Choose(_("Counts of views"), options, intro=intro)) and not host.act(
        lambda: study_counts.take_in(host.desk, counts)
    ):
        host.flash(Content(_("All of them are in the book already; nothing changed.")))


def _preview(counts: study_counts.Counts) -> Sequence[Content]:
    """Return what a file holds, and the lines that hold no count, each with the reason."""
    lines = [content(counts.file, "bold")]
    groups: dict[str, list[study_counts.Row]] = {}
    for row in counts.rows:
        groups.setdefault(row.platform, []).append(row)
    for platform, rows in groups.items():
        days = [row.day for row in rows]
        told = say(
            "{n} counts, {first} to {last}", n=format_number(len(rows)), first=digits(min(days)), last=digits(max(days))
        )
        lines.append(Content.assemble(content(platform, "$secondary"), "  ", told))
    for number, template, params in counts.problems[:_TOLD]:
        told = say("line {line}: ", line=number) + say(template, **params)
        lines.append(content(told, "$warning"))
    if len(counts.problems) > _TOLD:
        more = len(counts.problems) - _TOLD
        lines.append(Content.styled(say_n("and {n} more line", "and {n} more lines", more), "$warning"))
    return lines
