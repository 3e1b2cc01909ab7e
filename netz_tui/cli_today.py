"""The command `netz today`: what is due, as text, as data, or as a calendar that other programs subscribe to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netz_tui.clean import one_line
from netz_tui.cli import emit, line
from netz_tui.cli_start import MISUSE, Start, fail
from netz_tui.i18n import _, say, say_n

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.today import Agenda


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.option(
    "--ical", "file", type=click.Path(path_type=Path), help="Write all due dates as iCalendar; “-” prints them."
)
@click.option("--notes", is_flag=True, help="With --ical: the latest note about each person goes along.")
@click.option("--tasks", is_flag=True, help="With --ical: to-dos instead of events.")
@click.option("--force", is_flag=True, help="With --ical: overwrite a file that netz did not write.")
@click.pass_obj
def today(start: Start, as_json: bool, file: Path | None, notes: bool, tasks: bool, force: bool) -> None:
    """List what is due today: next steps, requests that come back, whom to call and to ask, whom to look at.

    With --ical a calendar is written that calendars can subscribe to; run again, it is renewed.
    """
    from netz_tui.desk import today as desk_today

    if file is None and (notes or tasks or force):
        fail(_("--notes, --tasks and --force belong to --ical FILE."), MISUSE)
    with start.desk(writable=False) as desk:
        if file is not None:
            _write(desk, file, notes=notes, tasks=tasks, force=force)
            return
        agenda = desk_today.agenda_of(desk)
        following = desk_today.next_due(desk)
        if as_json:
            emit(
                {
                    "day": agenda.day.isoformat(),
                    "due": [desk_today.as_data(due) for due in agenda.rows],
                    "proven": agenda.proven,
                    "contacts": agenda.contacts,
                    "looked": agenda.looked,
                    "looks": agenda.looks,
                    "touches": agenda.touches,
                    "next": {**following._asdict(), "day": following.day.isoformat()} if following else None,
                }
            )
            return
        _print(agenda)
        if not agenda.rows:
            told = following.text(agenda.day) if following else ""
            fail(f"{_('Nothing is due today.')} {told}".rstrip())


def _print(agenda: Agenda) -> None:
    """Print what is due, each group under its heading."""
    from netz_tui.desk.today.words import GROUPS

    for group, title in GROUPS.items():
        rows = [due for due in agenda.rows if due.group == group]
        if rows:
            click.echo(f"{_(title)} ({len(rows)})")
        for due in rows:
            click.echo("  " + line(due.name, *filter(None, (due.org, due.when, " · ".join(due.why)))))
    if agenda.contacts:
        click.echo(say("{n} of {total} proven", n=agenda.proven, total=agenda.contacts))


def _write(desk: Desk, file: Path, *, notes: bool, tasks: bool, force: bool) -> None:
    from netz_tui.desk.today import ical

    if str(file) == "-":
        sys.stdout.buffer.write(ical.calendar(ical.items(desk, notes=notes), desk.now(), tasks=tasks))
        sys.stdout.buffer.flush()
        return
    try:
        count = ical.save(desk, file, notes=notes, tasks=tasks, force=force)
    except ical.FileProblem as problem:
        fail(one_line(say(problem.message, **problem.params)))
    click.echo(
        one_line(say_n("{n} due date written: {file}", "{n} due dates written: {file}", count, file=file)), err=True
    )
