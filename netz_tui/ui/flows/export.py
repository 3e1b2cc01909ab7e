"""Write people into a file: which format, which file, and what came of it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import export
from netz_tui.i18n import N_, _, say, say_n
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.ui.flows.base import Host

_FORMATS = (
    ("4", "vcard4", "vcf", N_("vCard 4.0, for address books of today")),
    ("3", "vcard3", "vcf", N_("vCard 3.0, for older address books and telephones")),
    ("c", "csv", "csv", N_("a table with everything, for spreadsheets")),
    ("g", "google", "csv", N_("a table for Google")),
    ("o", "outlook", "csv", N_("a table for Outlook")),
    ("j", "json", "json", N_("JSON, for programs")),
    ("m", "markdown", "md", N_("Markdown, to be read")),
)


async def write(host: Host, ids: Sequence[int]) -> None:
    """Ask for format and file and write people, never into a file that is there already."""
    whom = say_n("{n} person", "{n} people", len(ids))
    options = [Option(key, Content(_(words)), name) for key, name, _ending, words in _FORMATS]
    form = await host.ask(Choose(_("Export"), options, intro=Content(whom), chosen="vcard4"))
    if form is None:
        return
    ending = next(ending for _key, name, ending, _words in _FORMATS if name == form)
    folder = host.desk.settings.paths.get("exports", "~")
    proposed = f"{folder}/netz-{host.now().astimezone():%Y-%m-%d}.{ending}"
    values = await host.ask(Form(_("Export"), [Field("path", _("File"), proposed)], intro=Content(whom)))
    if values is None or not values["path"]:
        return
    path = Path(os.path.expanduser(values["path"]))  # noqa: PTH111, ASYNC240 - "~x" never raises; no disk is touched
    host.flash(content(say("writing {file}", file=path), "$secondary"))
    try:
        await asyncio.to_thread(export.save, host.desk, ids, path, form)
    except export.FileProblem as problem:
        host.flash(Content(""))
        host.say_problem(say(problem.message, **problem.params))
    else:
        host.flash(
            content(say_n("{n} person written: {file}", "{n} people written: {file}", len(ids), file=path), "$success")
        )
