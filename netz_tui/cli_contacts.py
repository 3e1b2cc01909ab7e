"""The commands about people: `netz contacts` and `netz person`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from netz_tui.clean import one_line, plain
from netz_tui.cli import emit
from netz_tui.cli_start import Start, complain, fail
from netz_tui.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.desk.desk import Desk


@contextmanager
def searchable(start: Start) -> Iterator[Desk]:
    """Open the book with everybody in the search, as far as it can be written."""
    from netz_tui.desk import search
    from netz_tui.desk.desk import BookProblem

    with start.desk(writable=False) as desk:
        behind = search.waiting(desk)
        if not behind:
            yield desk
            return
    try:
        with start.desk(writable=True) as desk:
            search.catch_up(desk)
            yield desk
    except BookProblem as problem:
        why = say(problem.template, **problem.params)
        complain(say("People who came in last may not be found. {why}", why=why))
        with start.desk(writable=False) as desk:
            yield desk


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.option("--filter", "text", default="", help="Words and filters, such as: kühn city:ulm ground:b overdue.")
@click.option("--sort", type=click.Choice(["name", "org", "city", "last", "standing", "since"]), default="name")
@click.pass_obj
def contacts(start: Start, as_json: bool, text: str, sort: str) -> None:
    """List your contacts; with words, everybody in whom they occur."""
    from netz_tui.desk import search

    with searchable(start) as desk:
        found = search.Contacts(desk, text, sort)
        rows = found.block(0, len(found))
    template, fields = search.why_nobody(found.query)
    if as_json and not found.query.wrong:
        emit([row._asdict() for row in rows])
        return
    for row in rows:
        tags = " ".join(f"#{tag}" for tag in row.tags)
        parts = [str(row.id), row.standing, row.name, row.org, row.city, (row.last or "")[:10], tags]
        click.echo(one_line("  ".join(part for part in parts if part)))
    if not rows:
        fail(one_line(say(template, **fields)))


@click.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.pass_obj
def person(start: Start, number: int, as_json: bool) -> None:
    """Print all that is known about a person, by the number that `netz contacts` gives."""
    from netz_tui.desk.contacts import as_data, person_page
    from netz_tui.desk.export_person import text_of

    with start.desk(writable=False) as desk:
        page = person_page(desk, number)
        if page is None:
            fail(_("This person is not there any more."))
        elif as_json:
            emit(as_data(page))
        else:
            click.echo(plain(text_of(desk, page)), nl=False)
