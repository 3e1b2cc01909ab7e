"""The command `netz`: arguments in, one call of the desk, text or JSON out."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from netz_tui import i18n, paths, settings
from netz_tui.clean import one_line
from netz_tui.faults import fault, place
from netz_tui.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.desk.desk import Desk

NOTHING, MISUSE = 1, 2
"""Exit codes: nothing was found or done; the command was used wrongly or can't run here."""


class Start(NamedTuple):
    """What the options before a subcommand said."""

    book: Path | None
    demo: bool
    ascii: bool | None
    chosen: settings.Settings
    problems: list[settings.Problem]

    @contextmanager
    def desk(self, *, writable: bool) -> Iterator[Desk]:
        """Open the book that was asked for, the throw-away demonstration if it was that one."""
        from netz_tui.desk.desk import sit_down

        with self._path() as path, sit_down(path, self.chosen, writable=writable or not path.exists()) as desk:
            yield desk

    @contextmanager
    def _path(self) -> Iterator[Path]:
        if not self.demo:
            yield self.book or paths.book_path(self.chosen.paths.get("book"))
            return
        from netz_tui.desk.throwaway import demonstration

        with demonstration() as path:
            yield path


def fail(sentence: str, code: int = NOTHING) -> NoReturn:
    """Say what is wrong on stderr and leave."""
    complain(sentence)
    raise SystemExit(code)


def complain(sentence: str) -> None:
    """Say what is wrong on stderr; whatever names it holds, it is one harmless line."""
    click.echo(one_line(sentence), err=True)


def line(*values: str) -> str:
    """Return values as one harmless line, two blanks between them."""
    return "  ".join(one_line(value) for value in values)


def emit(data: Any) -> None:
    """Print data as JSON; what is not printable stands there as its number."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=1)
    click.echo("".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text))


def _escaped(char: str) -> str:
    import json

    return json.dumps(char)[1:-1]


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
    chosen, problems = settings.load(paths.places().settings)
    i18n.setup(lang or chosen.language)
    context.obj = Start(book, demo, chosen.ascii if ascii_ is None else ascii_, chosen, problems)
    if context.invoked_subcommand is not None:
        for problem in problems:
            complain(say(problem.template, **problem.params))
    else:
        _open_screen(context.obj)


def _open_screen(start: Start) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(_("netz needs a terminal for its screen. “netz --help” lists the commands that work without one."), MISUSE)
    gc.disable()  # nothing that is made while starting goes away; the screen collects when nobody types
    sys.setswitchinterval(0.0002)  # the thread that writes to the terminal does not wait for what follows a key
    os.environ.setdefault("TEXTUAL_FPS", "240")  # a key is painted at once, not at the next sixtieth of a second
    from netz_tui.ui.app import Netz

    answer: str | None = "again"
    while answer is not None:
        with start.desk(writable=True) as desk:
            app = Netz(
                desk,
                demo=start.demo,
                ascii_only=_no_unicode() if start.ascii is None else start.ascii,
                problems=start.problems,
                log=_log,
                remember=_remember,
                traces=None if start.demo else paths.places().state,
            )
            answer = app.run()
        if answer == "demo":
            start = start._replace(demo=True)
    if app.return_code:
        raise SystemExit(app.return_code)


def _no_unicode() -> bool:
    return "utf" not in (sys.stdout.encoding or "").lower()


def _remember(name: str, value: object) -> None:
    """Set one value in the settings file."""
    from netz_tui.settings.writing import save_value

    save_value(paths.places().settings, name, value, _write_settings)


def _write_settings(path: Path, text: str) -> None:
    paths.private_folder(path.parent)
    paths.atomic_write(path, text)


def _log(text: str) -> None:
    """Append to the log, which holds no names and no notes."""
    from datetime import UTC, datetime

    file = paths.places().log
    try:
        paths.private_folder(file.parent)
        with open(file, "a", encoding="utf-8", opener=partial(os.open, mode=paths.PRIVATE_FILE)) as handle:
            handle.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {text}\n")
    except OSError as error:
        complain(say("The log {path} cannot be written: {error}.", path=file, error=error.strerror or error))


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
    """Run the command; anything that can't be done is said in a sentence, never as a trace."""
    from netz_tui.desk.desk import BookProblem

    try:
        netz.main(prog_name="netz", complete_var="_NETZ_COMPLETE", standalone_mode=True)
    except BookProblem as problem:
        fail(say(problem.template, **problem.params), MISUSE)
    except Exception as error:  # noqa: BLE001 - whatever it is, no trace with names and notes is printed
        _log(fault(error))
        fail(
            say(
                "netz stopped because of a fault of its own ({kind} in {where}). The book is unharmed; see {log}.",
                kind=type(error).__name__,
                where=place(error),
                log=paths.places().log,
            ),
            MISUSE,
        )
