"""The user's settings, and what is wrong with their file; `parsing` reads one where there is one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

N_ = str
"""Marks a sentence that is translated where it is shown."""

SIZE_LIMIT = 200_000
"""Largest settings file read, in bytes."""


class Settings(NamedTuple):
    """What the user may choose; the defaults are what netz does unasked."""

    language: str = "auto"
    """"auto" (the locale's), "de" or "en"."""
    theme: str = ""
    """A theme's name; "" is netz's own."""
    ascii: bool | None = None
    """Plain letters instead of signs and lines; None: decide by the terminal."""
    me: str = ""
    """The user's name in the net; "" shows "Me"."""
    region: str = "DE"
    """Country of phone numbers without a country code."""
    call_template: str | None = None
    """Markdown that a new call note begins with; None: the one of the language."""
    keep_in_touch_days: int = 90
    """Days after which a dependable contact without an interval of its own wants a sign of life; 0: never."""
    defer: str = "1w"
    """How long a request is deferred unless a day is typed, in words."""
    unproven_per_day: int = 3
    """Unproven contacts that come up for a check in a day; 0: none."""
    calls_per_day: int = 3
    """Contacts proposed for a call in a day; 0: none."""
    asks_per_day: int = 5
    """Introducers proposed to be asked in a day; 0: none."""
    columns: str = "org city tags last"
    """The columns of the contacts beside the name, in their order; those for which there is room are shown."""
    reliability: Mapping[str, float] = MappingProxyType({})
    """What the estimates of ties rest on, as far as it differs from netz's own; names as in `template`."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Keys of actions, by the action's id; checked by the screen, which knows both."""
    paths: Mapping[str, str] = MappingProxyType({})
    """Places other than the usual, by name: book, backups, exports."""
    mail: tuple[Mapping[str, str], ...] = ()
    """More kinds of request mails: platform, means, and expressions for sender, subject, body, template."""


class Problem(NamedTuple):
    """A mistake in the settings: an English sentence with its fields."""

    template: str
    params: Mapping[str, object]

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence, put into the user's language by `i18n._`."""
        wanted = translate(str(self.params.get("wanted", "")))
        return translate(self.template).format(**{**self.params, "wanted": wanted})

    def __str__(self) -> str:
        return self.text()


def load(path: Path) -> tuple[Settings, list[Problem]]:
    """Return the settings of a file and what is wrong with it; a missing file means the defaults.

    Nothing that the file may hold or be makes it raise.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        return Settings(), []
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        said = N_("{path}, line {line}: this is not UTF-8 text. Save the file as UTF-8; it was not read.")
        return Settings(), [Problem(said, {"path": path, "line": line})]
    except OSError as error:
        said = N_("{path} can't be read: {reason}. The defaults are used.")
        return Settings(), [Problem(said, {"path": path, "reason": error.strerror or error})]
    from netz_tui.settings.parsing import parse

    return parse(text, str(path))


def read_text(path: Path) -> str:
    """Return the text of a regular file of sensible size; raise OSError for anything else."""
    if path.exists() and not path.is_file():
        raise OSError(0, "it is not a file")
    with path.open("rb") as file:
        content = file.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise OSError(0, "it is too large")
    return content.decode("utf-8-sig").replace("\r\n", "\n")
