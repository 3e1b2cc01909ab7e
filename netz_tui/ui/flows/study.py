"""Narrow the study, go to the people behind a figure, write the report: its questions."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import study
from netz_tui.desk.who import is_listed
from netz_tui.i18n import N_, _, say, say_n
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.dialogs.study_people import BehindFigure, PickIntroducer
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.ui.app import Netz
    from netz_tui.ui.flows.base import Host

_LETTERS = "123456789abcdefghijklmnopqrstuvwxyz"
_FORMATS = (
    ("h", "html", N_("a page for the browser, to read and print")),
    ("m", "markdown", N_("Markdown, to be read")),
    ("c", "csv", N_("tables for spreadsheets, in a folder")),
)
_ENDINGS = {"html": ".html", "markdown": ".md", "csv": ""}


async def time_range(host: Host, chosen: int) -> int | None:
    """Ask for the time range; the answer is its days."""
    options = [Option(str(place), Content(_(name)), days) for place, (days, name) in enumerate(study.RANGES, 1)]
    days: int | None = await host.ask(Choose(_("Time range"), options, chosen=chosen))
    return days


async def ground(host: Host, chosen: str) -> str | None:
    """Ask for the ground: a, b, c, "none", or "" for all."""
    options = [Option("0", Content(_("all grounds")), "")]
    for kind, name in study.GROUNDS.items():
        options.append(Option(str(kind or "n"), Content(_(name)), kind or "none"))
    answer: str | None = await host.ask(Choose(_("Ground"), options, chosen=chosen))
    return answer


async def platform(host: Host, names: Sequence[str], chosen: str) -> str | None:
    """Ask for the platform, "" for all."""
    options = [Option("0", Content(_("all platforms")), "")]
    options += [Option(key, content(name), name) for key, name in zip(_LETTERS, names, strict=False)]
    answer: str | None = await host.ask(Choose(_("Platform"), options, chosen=chosen))
    return answer


async def introducer(host: Host, known: Sequence[tuple[int, int]]) -> int | None:
    """Ask for the introducer, 0 for all."""
    names = study.names(host.desk, [person for person, _count in known])
    people = [
        study.Behind(person, say_n("{n} person", "{n} people", count)) for person, count in known if person in names
    ]
    answer: int | None = await host.ask(PickIntroducer(people, names))
    return answer


async def people(netz: Netz, label: str, figure: study.Figure) -> None:
    """Show who stands behind a figure and go to whoever is chosen."""
    if not figure.behind:
        words = _("Nobody stands behind this figure by name.") if figure.value else _("This is a heading.")
        netz.flash(Content.styled(words, "$foreground 60%"))
        return
    names = study.names(netz.desk, [one.person for one in figure.behind])
    there = [one for one in figure.behind if one.person in names]
    person = await netz.ask(BehindFigure(label, there, names))
    if person is None:
        return
    if is_listed(netz.desk, person):
        netz.find_person(person)
    else:
        before, _mark, after = _("{name} is no contact and asks for nothing.").partition("{name}")
        netz.flash(Content.assemble(before, content(names[person]), after))


async def write(host: Host, lens: study.Lens) -> None:
    """Ask for format, names and file and write the report, never into one that is there already."""
    from netz_tui.desk.study import report

    options = [Option(key, Content(_(words)), name) for key, name, words in _FORMATS]
    form = await host.ask(Choose(_("Report"), options, chosen="html"))
    if form is None:
        return
    hidden = Content(_("Pseudonymous leaves no name, no free text, and no count below 5."))
    who = [
        Option("n", Content(_("with the names of introducers")), "names"),
        Option("p", Content(_("pseudonymous, to be passed on")), "pseudonymous"),
    ]
    named = await host.ask(Choose(_("Report"), who, intro=hidden, chosen="names"))
    if named is None:
        return
    folder = host.desk.settings.paths.get("exports", "~")
    proposed = f"{folder}/netz-report-{host.now().astimezone():%Y-%m-%d}{_ENDINGS[form]}"
    label = _("Folder") if form == "csv" else _("File")
    values = await host.ask(Form(_("Report"), [Field("path", label, proposed)]))
    if values is None or not values["path"]:
        return
    path = Path(os.path.expanduser(values["path"]))  # noqa: PTH111, ASYNC240 - "~x" never raises; no disk is touched
    host.flash(content(say("writing {file}", file=path), "$secondary"))
    try:
        await asyncio.to_thread(report.save, host.desk, path, form, lens=lens, pseudonymous=named == "pseudonymous")
    except report.FileProblem as problem:
        host.flash(Content(""))
        host.say_problem(say(problem.message, **problem.params))
    else:
        host.flash(content(say("written: {file}", file=path), "$success"))
