"""The command `netz report`: what the study found, as a page, Markdown or tables."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from netz_tui.clean import one_line
from netz_tui.cli_start import MISUSE, Start, fail
from netz_tui.i18n import _, say, say_n


@click.command()
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write one page for the browser.")
@click.option("--markdown", type=click.Path(path_type=Path), metavar="FILE", help="Write Markdown.")
@click.option("--csv", type=click.Path(path_type=Path), metavar="DIR", help="Write tables into a folder.")
@click.option("--pseudonymous", is_flag=True, help="Leave out names, free text, and every count below 5.")
@click.option("--days", type=click.IntRange(1), metavar="N", help="Only the last N days; all by default.")
@click.option("--ground", type=click.Choice(["a", "b", "c", "none"]), help="Only ties on this ground.")
@click.option("--platform", default="", help="Only what came from this platform.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.pass_obj
def report(
    start: Start,
    html: Path | None,
    markdown: Path | None,
    csv: Path | None,
    pseudonymous: bool,
    days: int | None,
    ground: str | None,
    platform: str,
    force: bool,
) -> None:
    """Report what your own log says about networking: work, lasting ties, reputation, second-degree contacts, goals.

    Without a file the report is printed as Markdown. Files are written whole or not at all and can be read by you
    alone; "-" prints. The page holds all it needs and asks no network.
    """
    from netz_tui.desk import study
    from netz_tui.desk.study import report as study_report

    wanted = {"html": html, "markdown": markdown, "csv": csv}
    files = {form: path for form, path in wanted.items() if path is not None}
    if sum(str(path) == "-" for path in files.values()) > 1 or str(csv) == "-":
        fail(_("Only one page can be printed, and tables need a folder."), MISUSE)
    for form, path in files.items():
        if form != "csv" and str(path) != "-" and not force and os.path.lexists(path):
            fail(say("{file} exists already; --force overwrites it.", file=one_line(str(path))))
    with start.desk(writable=False) as desk:
        today = desk.now().astimezone().date()
        lens = study.Lens(study.since(today, days or 0), ground or "", platform)
        try:
            for form, path in (files or {"markdown": Path("-")}).items():
                if str(path) == "-":
                    _print(study_report.text(desk, form, lens=lens, pseudonymous=pseudonymous))
                    continue
                written = study_report.save(desk, path, form, lens=lens, pseudonymous=pseudonymous, overwrite=force)
                told = say_n("{n} file written: {file}", "{n} files written: {file}", len(written), file=path)
                click.echo(one_line(told), err=True)
        except study_report.FileProblem as problem:
            fail(one_line(say(problem.message, **problem.params)))


def _print(text: str) -> None:
    """Print text as it is, in UTF-8."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
