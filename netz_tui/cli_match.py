"""The commands about who is the same: duplicates in any CSV file, in the book, and merging."""

from __future__ import annotations

import csv
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netz_tui.clean import one_line
from netz_tui.cli import READABLE, emit
from netz_tui.cli_start import INTERRUPTED, MISUSE, Start, fail
from netz_tui.i18n import N_, _, say, say_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netz_tui.desk.csv_match import TableMatch

_WRONG = {
    "no_text": N_("{file} is no text. A CSV file is wanted, with the names of the columns in its first line."),
    "no_header": N_("{file} is empty. A CSV file is wanted, with the names of the columns in its first line."),
    "no_column": N_("{file} has no column “{column}”. Its columns: {columns}."),
    "no_kind": N_("There is no kind “{kind}”. A column may be: {kinds}."),
}


@click.command()
@click.argument("file", type=READABLE)
@click.option("--id", "id_column", help="The column of the ids; without it lines are numbered.")
@click.option("--map", "kinds", multiple=True, metavar="COLUMN=KIND", help="Correct what a column was taken for.")
@click.option("--against", type=READABLE, help="Link with the rows of another file instead.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the clusters there: id,cluster.")
@click.option(
    "--pairs", "pairs_out", type=click.Path(path_type=Path), help="Write pairs: id_a,id_b,probability,reasons."
)
@click.option("--threshold", type=click.FloatRange(0, 1), default=None, help="Lowest probability of a pair.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as data.")
def match(
    file: Path,
    id_column: str | None,
    kinds: tuple[str, ...],
    against: Path | None,
    out: Path | None,
    pairs_out: Path | None,
    threshold: float | None,
    as_json: bool,
) -> None:
    """Find who is the same person in a CSV file; no book is touched.

    Kinds of columns are guessed from header and content, and printed.
    """
    wrong = next((text for text in kinds if "=" not in text), None)
    if wrong is not None:
        fail(say("--map wants COLUMN=KIND, such as a=given_name, not “{text}”.", text=wrong), MISUSE)
    for path in filter(None, (out, pairs_out)):
        if not path.parent.is_dir():
            fail(say("There is no folder {folder}.", folder=one_line(str(path.parent))), MISUSE)
    options = {"against": against, "id_column": id_column, "kinds": dict(_pair_of(text) for text in kinds)}
    with _told(file):
        found = _matched(file, options if threshold is None else options | {"threshold": threshold})
        clusters = list(found.clusters())
        listed = as_json or pairs_out is not None or out is None
        pairs = list(found.pairs()) if listed else []
        if out is not None:
            _write(out, ("id", "cluster"), clusters)
        if pairs_out is not None:
            _write(pairs_out, ("id_a", "id_b", "probability", "reasons"), _rounded(pairs))
    groups = len({cluster for _id, cluster in clusters})
    if as_json:
        emit(
            {
                "kinds": dict(found.kinds),
                "rows": len(clusters),
                "clusters": groups,
                "pairs": [dict(zip(("id_a", "id_b", "probability", "reasons"), row, strict=True)) for row in pairs],
            }
        )
        return
    for column, kind in found.kinds.items():
        click.echo(one_line(f"{column}: {kind}"))
    click.echo(
        say("rows: {rows}, people: {people}, pairs: {pairs}", rows=len(clusters), people=groups, pairs=found.number)
    )
    if out is None and pairs_out is None:
        for id_a, id_b, probability, reasons in _rounded(pairs):
            click.echo(one_line(f"{id_a}  {id_b}  {probability}  {reasons}"))


def _matched(file: Path, options: dict[str, Any]) -> TableMatch:
    """Search a file, with progress on a terminal."""
    from netz_tui.desk import csv_match

    try:
        with _line_ended():
            return csv_match.match_csv(file, progress=partial(_progress, file.name), **options)
    except csv_match.Unreadable as error:
        told = {name: one_line(text) for name, text in error.params.items()}
        fail(say(_WRONG[error.code], **told), MISUSE)
    except KeyboardInterrupt:
        fail(_("Stopped; nothing was written."), INTERRUPTED)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Say what hinders reading or writing."""
    try:
        yield
    except OSError as error:
        fail(say("{file}: {error}.", file=one_line(str(error.filename or file)), error=error.strerror), MISUSE)


def _pair_of(text: str) -> tuple[str, str]:
    column, _equals, kind = text.rpartition("=")
    return column, kind


def _rounded(pairs: Iterable[tuple[str, str, float, str]]) -> Iterator[tuple[str, str, str, str]]:
    for id_a, id_b, probability, reasons in pairs:
        yield id_a, id_b, f"{probability:.4f}", reasons


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write a CSV file; one that is there is replaced."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        writer.writerows(rows)


def _progress(what: str, step: str, share: float) -> None:
    """Show on a terminal how far it is."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{one_line(what)}: {step} {100 * share:.0f} %")
        sys.stderr.flush()


@contextmanager
def _line_ended() -> Iterator[None]:
    try:
        yield
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.option("--search", is_flag=True, help="Compare everybody with everybody first.")
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.0, help="Only pairs at least so likely.")
@click.pass_obj
def duplicates(start: Start, as_json: bool, search: bool, threshold: float) -> None:
    """List who may be the same person, likeliest first, with the reasons."""
    from netz_tui.desk import alike, comparing

    with start.desk(writable=search) as desk:
        if search:
            with _line_ended():
                new, _change = alike.search(desk, progress=partial(_progress, _("Looking for duplicates")))
            click.echo(
                say_n("{n} new pair found.", "{n} new pairs found.", new) if new else _("No new pair found."), err=True
            )
        pairs = comparing.Pairs(desk, threshold)
        listed = pairs.block(0, len(pairs))
    if as_json:
        emit([comparing.as_data(row) for row in listed])
        return
    for row in listed:
        names = f"{row.a_id} {row.a_name}  ≈  {row.b_id} {row.b_name}"
        click.echo(
            one_line(f"{min(100 * row.probability, 99.9):5.1f} %  {names}  –  {comparing.in_short(row.reasons)}")
        )
    if not listed:
        fail(_("No two look the same. “netz duplicates --search” compares everybody with everybody."))


@click.command()
@click.argument("keep", type=int)
@click.argument("other", type=int)
@click.option(
    "--take", multiple=True, metavar="FIELD=SIDE", help="Whose value is taken: org=right, name=left, title=both."
)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.pass_obj
def merge(start: Start, keep: int, other: int, take: tuple[str, ...], as_json: bool) -> None:
    """Make two people one: the first is kept, with everything of both.

    KEEP and OTHER are ids as “netz duplicates” lists them. Values not taken go to the note. Undo it in the history.
    """
    from netz_tui.desk import merge as merging
    from netz_tui.desk.merge_fields import FIELDS
    from netz_tui.desk.who import name_of

    choice: dict[str, Any] = {}
    for text in take:
        field, _equals, side = text.partition("=")
        if field not in FIELDS or side not in {"left", "right", "both"}:
            fail(say("--take wants FIELD=SIDE, such as org=right, not “{text}”. Fields: {fields}.",
                     text=one_line(text), fields=", ".join(FIELDS)), MISUSE)  # fmt: skip
        choice[field] = side
    with start.desk(writable=True) as desk:
        change = merging.merge(desk, keep, other, choice)
        name = name_of(desk, keep)
    if as_json:
        emit({"id": keep, "name": name, "entry": change.entry})
    else:
        click.echo(one_line(say(change.label, **change.params)))
