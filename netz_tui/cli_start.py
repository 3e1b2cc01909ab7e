"""What every way into netz begins with: the settings, the book that is meant, the screen, a sentence for what fails.

Opening the screen needs no more than this; the command line with all its commands is loaded where one is typed.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from netz_tui import i18n, paths, settings
from netz_tui.clean import one_line
from netz_tui.faults import fault, place
from netz_tui.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from netz_tui.desk.desk import Desk

NOTHING, MISUSE, INTERRUPTED = 1, 2, 130
"""Exit codes: nothing was found or done; the command was used wrongly or can't run here; ctrl+c was pressed."""


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
    print(one_line(sentence), file=sys.stderr)  # noqa: T201 - the way to say it without a screen


def begin(
    book: Path | None = None, *, demo: bool = False, ascii_only: bool | None = None, language: str | None = None
) -> Start:
    """Read the settings and speak the language that is wanted."""
    chosen, problems = settings.load(paths.places().settings)
    i18n.setup(language or chosen.language)
    return Start(book, demo, chosen.ascii if ascii_only is None else ascii_only, chosen, problems)


def open_screen(start: Start) -> None:
    """Let the user work on the screen until it is left."""
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
                ascii_only=not shows_unicode(sys.stdout.encoding, os.environ) if start.ascii is None else start.ascii,
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


def shows_unicode(encoding: str | None, environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal shows more than ASCII, by what is written to it and what the locale says of it.

    Python writes UTF-8 where the locale says C, and sets LC_CTYPE to C.UTF-8 where it says no more than that in LANG;
    what counts is what was said before. Where nothing was said at all, UTF-8 is the better guess, as it is Python's.
    """
    if "utf" not in (encoding or "").lower():
        return False
    said = environ.get("LC_ALL") or environ.get("LC_CTYPE", "")
    if not said or (said == "C.UTF-8" and not environ.get("LC_ALL") and environ.get("LANG") in {"C", "POSIX"}):
        said = environ.get("LANG", "")
    _language, dot, codeset = said.partition(".")
    if dot or said.upper() in {"UTF-8", "UTF8"}:  # macOS names the codeset alone
        return "UTF8" in (codeset or said).upper().replace("-", "")
    return not said or (said not in {"C", "POSIX"} and "utf" in _codeset().lower())


def _codeset() -> str:
    """Return what the system takes the letters of a locale for that does not tell."""
    import locale

    return locale.nl_langinfo(locale.CODESET) if hasattr(locale, "nl_langinfo") else "utf-8"


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


def guarded(run: Callable[[], object]) -> None:
    """Do what was asked for; anything that can't be done is said in a sentence, never as a trace."""
    from netz_tui.desk.desk import BookProblem

    try:
        run()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
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
