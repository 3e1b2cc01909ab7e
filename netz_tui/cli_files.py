"""The commands `netz read` and `netz import`: what a file holds, and taking it into the book."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from netz_tui.clean import one_line
from netz_tui.cli import READABLE, emit, emit_text, line
from netz_tui.cli_start import INTERRUPTED, MISUSE, NOTHING, Start, complain, fail
from netz_tui.i18n import _, format_number, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netz_tui.desk.reading import Reading, Skipped

_FILES = click.argument("files", nargs=-1, required=True, type=READABLE)
_MAP = click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column of a table holds, instead of what is guessed; --columns shows both.",
)
_ENCODING = click.option("--encoding", default="", help="Read the file in this encoding instead of the one found.")


@click.command()
@_FILES
@_MAP
@_ENCODING
@click.option(
    "--columns", is_flag=True, help="Show what the columns of a table are taken for, and which fields there are."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document for each file.")
@click.pass_obj
def read(
    start: Start, files: tuple[Path, ...], pairs: tuple[str, ...], encoding: str, columns: bool, as_json: bool
) -> None:
    """Show what address files contain; no book is touched."""
    anything = False
    for file in files:
        if columns:
            anything |= _show_columns(file, pairs, encoding, as_json=as_json)
        else:
            anything |= _show(start, file, pairs, encoding, as_json=as_json)
    if not anything:
        raise SystemExit(NOTHING)


def _show(start: Start, file: Path, pairs: tuple[str, ...], encoding: str, *, as_json: bool) -> bool:
    """Print what a file holds, while it is read; tell whether that is anything."""
    from netz_tui.desk import reading

    readings: list[reading.Reading] = []
    try:
        mapping = _mapping(file, pairs, encoding)
        found = _noted(reading.read(file, start.chosen, mapping, encoding), readings)
        if as_json:
            _print_json(found, file, readings)
        else:
            _print(found)
    except reading.FileProblem as problem:
        complain(say(problem.message, **problem.params))
        return any(one.read for one in readings)
    except KeyboardInterrupt:
        fail(say("{file}: stopped.", file=file), INTERRUPTED)
    if anything := any(one.read for one in readings):
        return anything
    complain(say("{file} holds nothing that netz reads.", file=file))
    return False


def _noted(readings: Iterator[Reading], noted: list[Reading]) -> Iterator[Reading]:
    """Give readings on and note them."""
    for one in readings:
        noted.append(one)
        yield one


def _print(readings: Iterator[Reading]) -> None:
    """Print records for people, and at the end of each file what it was and how much of it was read."""
    from netz_tui.desk import reading
    from netz_tui.desk.intake_words import form, place

    for one in readings:
        for record in one:
            if not isinstance(record, reading.Skipped):
                click.echo("  " + line(*reading.words(record)))
            elif record.kind != "hidden":
                complain(place(record.line) + say(record.message, **record.params))
        if one.total:
            what = ", ".join(filter(None, (form(one.format), one.encoding)))
            said = say("{read} read, {skipped} left out, {refused} refused", **_counts(one))
            click.echo(one_line(f"{one.file}: {what}: {said}"))


def _counts(one: Reading) -> dict[str, str]:
    return {name: format_number(getattr(one, name)) for name in ("read", "skipped", "refused")}


def _print_json(found: Iterator[Reading], file: Path, readings: list[Reading]) -> None:
    """Print a document; where nothing at all was read only why, on the error stream."""
    from netz_tui.desk import reading
    from netz_tui.desk.intake_words import place

    held: list[str] = []
    told: list[Skipped] = []

    def tell(record: Skipped) -> str:
        told.append(record)
        return str(record)

    for part in reading.document_parts(found, os.fsdecode(file), tell):
        held.append(part)
        if any(one.read for one in readings):
            emit_text("".join(held))
            held.clear()
    if held:
        for record in told:
            complain(place(record.line) + say(record.message, **record.params))


def _show_columns(file: Path, pairs: tuple[str, ...], encoding: str, *, as_json: bool) -> bool:
    """Print what the columns of a table are taken for; tell whether it is a table whose columns must be guessed."""
    from netz_tui.desk import columns

    try:
        found = columns.look(file, encoding)
        mapping = _mapping(file, pairs, encoding)
    except columns.FileProblem as problem:
        complain(say(problem.message, **problem.params))
        return False
    if found is None:
        complain(say("{file} is no table whose columns have to be guessed.", file=file))
        return False
    shown = found.with_fields(mapping or {})
    if as_json:
        emit(shown.as_data())
        return True
    click.echo(one_line(f"{file}: {shown.described()}"))
    for column in shown.columns:
        click.echo("  " + line(f"{column.name}={column.field}", *column.sample[:2]))
    click.echo(say("Fields: {fields}", fields=" ".join(columns.FIELDS)))
    return True


def _mapping(file: Path, pairs: tuple[str, ...], encoding: str) -> dict[str, str] | None:
    """Return the fields that --map gives to columns, with those guessed for the others; leave for a wrong one."""
    from netz_tui.desk import columns

    if not pairs:
        return None
    found = columns.look(file, encoding, known=True)
    if found is None:
        fail(say("{file} is no table: --map has nothing to do there.", file=file), MISUSE)
    chosen = {}
    for pair in pairs:
        name, equals, field = pair.rpartition("=")
        column = found.named(name)
        if not equals or column is None:
            names = ", ".join(column.name for column in found.columns)
            fail(say("“{pair}”: there is no such column. Columns are {names}.", pair=pair, names=names), MISUSE)
        if not columns.is_field(field):
            fail(say("“{field}” is no field. Fields are {names}.", field=field, names=" ".join(columns.FIELDS)), MISUSE)
        chosen[column.name] = field
    return found.with_fields(chosen).mapping


@click.command("import")
@_FILES
@_MAP
@_ENCODING
@click.option("--dry-run", is_flag=True, help="Say what would come of it and change nothing.")
@click.option("--yes", is_flag=True, help="Also take in a file that lacks many of the contacts known from its source.")
@click.option("--json", "as_json", is_flag=True, help="Print one report for each file.")
@click.pass_obj
def import_(
    start: Start,
    files: tuple[Path, ...],
    pairs: tuple[str, ...],
    encoding: str,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Take address files and platform exports into the book.

    Each file is taken in whole or not at all, and is one step of the history. What --map says of the columns of a
    table is remembered for tables with the same columns.
    """
    from netz_tui.desk import columns, intake

    reports = []
    asked = False
    with start.desk(writable=True) as desk:
        for file in files:
            try:
                mapping = _mapping(file, pairs, encoding)
                if mapping and not dry_run:
                    columns.remember(desk, mapping)
                report = intake.take_in(
                    desk,
                    file,
                    mapping=mapping,
                    encoding=encoding,
                    dry_run=dry_run,
                    wary=not yes,
                    progress=partial(_progress, file.name),
                )
            except intake.Vanished as vanished:
                asked = True
                click.echo(one_line(say(vanished.template, **vanished.params)), err=True)
                click.echo(_("--yes takes it in."), err=True)
                continue
            except intake.FileProblem as problem:
                complain(say(problem.message, **problem.params))
                continue
            except KeyboardInterrupt:
                if sys.stderr.isatty():
                    click.echo(err=True)  # below how far it was
                fail(say("{file}: stopped. Nothing of it was taken in.", file=file), INTERRUPTED)
            reports.append(report)
            if not as_json:
                _report(report, dry_run=dry_run)
    if as_json:
        emit([report.as_data() for report in reports])
    if asked or not reports:
        raise SystemExit(NOTHING)


def _report(report: Any, *, dry_run: bool) -> None:
    """Print what came of a file for people."""
    from netz_tui.desk.intake import news
    from netz_tui.desk.intake_words import changes, place

    told = say("{file} (dry run)", file=report.file) if dry_run else report.file
    click.echo(one_line(told))
    for sentence in news(report):
        click.echo(f"  {sentence}")
    for where_, what in changes(report):
        click.echo(f"  {where_}{what}")
    for number, template, params in report.skipped:
        click.echo("  " + one_line(place(number) + say(template, **params)))
    if more := report.untold(len(report.skipped)):
        click.echo(f"  {more}")


def _progress(file: str, step: str, done: int, total: int) -> None:
    """Show on a terminal how far an import is."""
    if sys.stderr.isatty() and total:
        word = _("reading") if step == "read" else _("writing")
        end = "\n" if done >= total and step == "write" else ""
        sys.stderr.write(f"\r\x1b[K{word} {one_line(file)}: {100 * done // total} %{end}")
        sys.stderr.flush()
