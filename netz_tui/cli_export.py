"""The command `netz export`: people out of the book into a file or a pipe."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netz_tui.clean import one_line
from netz_tui.cli_contacts import searchable
from netz_tui.cli_start import MISUSE, Start, fail
from netz_tui.i18n import _, say, say_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netz_tui.desk.desk import Desk

_FORMATS = ("vcard4", "vcard3", "csv", "google", "outlook", "json", "markdown")


@click.command()
@click.argument("file", required=False, default="-", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS), help="By default what the ending of the file says.")
@click.option("--filter", "text", default="", help="Words and filters, such as: kühn city:ulm ground:b overdue.")
@click.option("--person", type=int, metavar="ID", help="One person; as json and markdown with all that is known.")
@click.option("--all/--contacts", "everybody", default=False, help="Everybody in the book, or contacts (the default).")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.pass_obj
def export(
    start: Start, file: Path, form: str | None, text: str, person: int | None, everybody: bool, force: bool
) -> None:
    """Write people into a FILE of address books, tables or JSON; "-" or none prints them.

    The file is written whole or not at all and can be read by you alone. What netz exports it imports again.
    """
    from netz_tui.desk import export as desk_export

    if person is not None and (text or everybody):
        fail(_("--person names one person; leave --filter and --all out."), MISUSE)
    piped = str(file) == "-"
    if not piped and not force and os.path.lexists(file):
        fail(say("{file} exists already; --force overwrites it.", file=one_line(str(file))))
    form = form or desk_export.format_of(file) or "vcard4"
    try:
        with searchable(start) if text else start.desk(writable=False) as desk:
            if person is not None:
                count = _one(desk, person, None if piped else file, form, force=force)
            else:
                count = _many(desk, _found(desk, text, everybody=everybody), None if piped else file, form, force=force)
    except desk_export.FileProblem as problem:
        fail(one_line(say(problem.message, **problem.params)))
    if not piped:
        told = say_n("{n} person written: {file}", "{n} people written: {file}", count, file=file)
        click.echo(one_line(told), err=True)


def _found(desk: Desk, text: str, *, everybody: bool) -> Sequence[int]:
    """Return the ids of who is asked for; leave with a sentence if that is nobody, or not certain."""
    from netz_tui.desk import export as desk_export
    from netz_tui.desk.search import parse, why_nobody

    try:
        found = desk_export.find(desk, text, everybody=everybody)
    except desk_export.BookProblem as problem:
        fail(say(problem.template, **problem.params))
    if not found.ids:
        template, fields = why_nobody(parse(text))
        fail(one_line(say(template, **fields)))
    if found.corrected:
        click.echo(_("Nobody has these words; people with similar ones are taken."), err=True)
    return found.ids


def _many(desk: Desk, ids: Sequence[int], file: Path | None, form: str, *, force: bool) -> int:
    from netz_tui.desk import export as desk_export

    if file is None:
        with desk_export.at_one_moment(desk):
            _print(desk_export.pieces(desk, ids, form))
    else:
        desk_export.save(desk, ids, file, form, overwrite=force)
    return len(ids)


def _one(desk: Desk, person: int, file: Path | None, form: str, *, force: bool) -> int:
    from netz_tui.desk import export_person

    if file is None:
        _print(export_person.pieces(desk, person, form))
    else:
        export_person.export(desk, person, file, form, overwrite=force)
    return 1


def _print(pieces: Iterable[str]) -> None:
    """Print text as it is, in UTF-8 and with the line ends of its format."""
    out = sys.stdout.buffer
    for piece in pieces:
        out.write(piece.encode("utf-8", "replace"))
    out.flush()
