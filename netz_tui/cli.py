"""The command `netz`: arguments in, one call of the desk, text or JSON out."""

from __future__ import annotations

import re
from functools import partial
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from netz_tui import i18n, paths
from netz_tui.clean import one_line
from netz_tui.cli_start import Start, begin, complain, fail, guarded, open_screen
from netz_tui.i18n import _, say

READABLE = click.Path(path_type=Path, readable=False)
"""The type of a file to read: whether it may be read is told by the reader, in its own words."""


def line(*values: str) -> str:
    """Return values as one harmless line, two blanks between them."""
    return "  ".join(one_line(value) for value in values)


def emit(data: Any) -> None:
    """Print data as JSON; what is not printable stands there as its number."""
    import json

    emit_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def emit_text(text: str) -> None:
    """Print a piece of JSON; what is not printable stands there as its number."""
    click.echo(re.sub(r"[^\x20-\x7e\n]+", _escaped, text) if not text.isprintable() else text, nl=False)


def _escaped(found: re.Match[str]) -> str:
    import json

    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in found[0])


def _version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"netz {version('netz-tui')}")
        context.exit()


_ELSEWHERE = {
    **dict.fromkeys(("match", "duplicates", "merge"), "netz_tui.cli_match"),
    **dict.fromkeys(("contacts", "person"), "netz_tui.cli_contacts"),
    **dict.fromkeys(("way", "net"), "netz_tui.cli_net"),
    **dict.fromkeys(("read", "import"), "netz_tui.cli_files"),
    "export": "netz_tui.cli_export",
    "today": "netz_tui.cli_today",
    "report": "netz_tui.cli_study",
}
"""Commands that stand in a module of their own, which is loaded when they are asked for."""


class Commands(click.Group):
    """The commands of this module and those that stand elsewhere."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(context), *_ELSEWHERE})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        if name not in _ELSEWHERE:
            return super().get_command(context, name)
        module = import_module(_ELSEWHERE[name])
        found: click.Command = getattr(module, f"{name}_" if iskeyword(name) else name)
        return found


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--demo", is_flag=True, help="Use a throw-away demonstration net.")
@click.option("--book", type=click.Path(path_type=Path, dir_okay=False), help="Use this book instead of your own.")
@click.option("--ascii/--unicode", "ascii_", default=None, help="Plain letters instead of signs and lines.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Language, instead of the locale's.")
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Print the version."
)
@click.pass_context
def netz(context: click.Context, demo: bool, book: Path | None, ascii_: bool | None, lang: str | None) -> None:
    """Curate a business network day by day.

    Without a command, netz opens full-screen. No request is confirmed without a personal contact before it.
    """
    start = context.obj = begin(book, demo=demo, ascii_only=ascii_, language=lang)
    if context.invoked_subcommand is not None:
        for problem in start.problems:
            complain(say(problem.template, **problem.params))
    else:
        open_screen(start)


@netz.command()
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.pass_obj
def where(start: Start, as_json: bool) -> None:
    """Print where netz keeps things."""
    found = paths.places()
    book = start.book or paths.book_path(start.chosen.paths.get("book"))
    shown = {
        "book": str(book),
        "drafts": f"{book}.drafts",
        "backups": str(found.backups),
        "settings": str(found.settings),
        "log": str(found.log),
    }
    if as_json:
        emit(shown)
        return
    for name, found_at in shown.items():
        click.echo(f"{name:10}{found_at}")


@netz.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    For example: eval "$(netz completion bash)"
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(netz, {}, "netz", "_NETZ_COMPLETE").source())


@netz.command()
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.option("--filter", "text", default="", help="Only requests in which these words occur.")
@click.option("--sort", type=click.Choice(["age", "newest", "name", "platform", "score"]), default="age")
@click.pass_obj
def inbox(start: Start, as_json: bool, text: str, sort: str) -> None:
    """List the contact requests that wait for your confirmation."""
    from netz_tui.desk import views

    with start.desk(writable=False) as desk:
        rows = views.Inbox(desk, sort, text)
        listed = rows.block(0, len(rows))
        if as_json:
            emit([views.as_data(row) for row in listed])
            return
        for row in listed:
            state = say("deferred until {day}", day=row.defer_until[:10]) if row.asleep and row.defer_until else ""
            click.echo(line(str(row.id), row.sent_at[:10], row.platform, row.name, row.headline, state).rstrip())
    if not listed:
        fail(_("Nobody waits."))


@netz.command()
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.option("--limit", type=int, default=200, show_default=True, help="How many entries.")
@click.pass_obj
def history(start: Start, as_json: bool, limit: int) -> None:
    """List what was done, newest first."""
    from netz_tui.desk import history as desk_history

    with start.desk(writable=False) as desk:
        listed = desk_history.entries(desk, limit)
        if as_json:
            emit(
                [
                    {
                        "id": entry.id,
                        "at": entry.at.isoformat(),
                        "label": say(entry.label, **entry.params),
                        "undone": entry.undone,
                    }
                    for entry in listed
                ]
            )
            return
        for entry in listed:
            mark = "-" if entry.undone else "+"
            click.echo(line(f"{mark} {entry.id}", i18n.format_moment(entry.at), say(entry.label, **entry.params)))


def main() -> None:
    """Run the command."""
    guarded(partial(netz.main, prog_name="netz", complete_var="_NETZ_COMPLETE", standalone_mode=True))
