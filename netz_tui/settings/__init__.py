"""The user's settings: a TOML file read with patience, every mistake told, every sound line counted."""

from __future__ import annotations

import difflib
import re
import reprlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.settings.rules import KEY, MAIL, RULES, TABLES, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

N_ = str
"""Marks a sentence that is translated where it is shown."""

SIZE_LIMIT = 200_000
"""Largest settings file read, in bytes."""
_MISTAKES_LIMIT = 20
"""Most mistakes of form that are stepped over; a file with more is no settings file."""
_DOTS_LIMIT = 4
"""Most dots followed in the name of an action."""


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


def parse(text: str, path: str = "settings.toml") -> tuple[Settings, list[Problem]]:
    """Return the settings that a text holds and what is wrong with it; `path` is for the sentences."""
    values, problems = _well_formed(text, path)
    found: dict[str, Any] = {}
    lines = _lines(text)

    def wrong(name: str, template: str, **params: object) -> None:
        problems.append(Problem(template, {"path": path, "line": lines.get(name, 1), "name": name, **params}))

    for name, value in values.items():
        if name in TABLES:
            found[name] = _table(name, value, wrong)
        elif name == "mail":
            found[name] = tuple(_mail(value, wrong))
        elif rule := RULES.get(name):
            _take(found, name, name, value, rule, wrong)
        else:
            _unknown(name, name, [*RULES, *TABLES, "mail"], wrong)
    return Settings(**found), sorted(problems, key=lambda problem: int(str(problem.params["line"])))


def _table(table: str, value: Any, wrong: Callable[..., None]) -> Mapping[str, Any]:
    """Return the sound entries of a section."""
    found: dict[str, Any] = {}
    if not isinstance(value, dict):
        wrong(table, N_("{path}, line {line}: {name} must be a section, [{name}]. It was passed over."))
        return MappingProxyType(found)
    rules = TABLES[table]
    for name, entry in _flat(value) if rules is None else value.items():
        rule = KEY if rules is None else rules.get(name)
        if rule is None:
            _unknown(f"{table}.{name}", name, rules, wrong)
        else:
            _take(found, name, f"{table}.{name}", entry, rule, wrong)
    return MappingProxyType(found)


def _mail(value: Any, wrong: Callable[..., None]) -> Iterator[Mapping[str, str]]:
    """Yield the sound patterns of mails; one with a mistake is passed over whole, for it would find other mails."""
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        found: dict[str, str] = {}
        if not isinstance(entry, dict):
            wrong("mail", N_("{path}, line {line}: {name} must be sections, [[{name}]]. It was passed over."))
            continue
        for name, part in entry.items():
            if (rule := MAIL.get(name)) is None:
                _unknown(f"mail.{name}", name, MAIL, wrong)
            else:
                _take(found, name, f"mail.{name}", part, rule, wrong)
        if found.keys() != entry.keys():
            continue
        if "platform" in found and found.keys() & {"sender", "subject", "body", "template"}:
            yield MappingProxyType(found)
        else:
            wrong("mail", N_("{path}, line {line}: {name} needs a platform and an expression. It was passed over."))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the entries of a table by their dotted names: an action `list.open` needs no quotes in TOML."""
    for name, value in table.items():
        if isinstance(value, dict) and value and above.count(".") < _DOTS_LIMIT:
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _take(found: dict[str, Any], key: str, name: str, value: Any, rule: Rule, wrong: Callable[..., None]) -> None:
    """Keep a value if its rule accepts it, else say what it must be."""
    try:
        found[key] = rule.read(value)
    except ValueError:
        shown = reprlib.repr(value) if not isinstance(value, bool) else str(value).lower()
        said = N_("{path}, line {line}: {name} must be {wanted}, not {value}. The default is used.")
        wrong(name, said, wanted=rule.wanted, value=shown)


def _unknown(name: str, last: str, known: Any, wrong: Callable[..., None]) -> None:
    """Say that there is no such setting, and which one may be meant."""
    if near := difflib.get_close_matches(last, list(known), 1):
        said = N_('{path}, line {line}: there is no setting "{name}". Did you mean "{near}"?')
        wrong(name, said, near=near[0])
    else:
        said = N_('{path}, line {line}: there is no setting "{name}". It was passed over; known are {known}.')
        wrong(name, said, known=", ".join(known))


def _well_formed(text: str, path: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return what TOML reads, lines that are no TOML blanked one after the other, and a problem for each."""
    import tomllib

    problems: list[Problem] = []
    rows = text.split("\n")
    while len(problems) < _MISTAKES_LIMIT:
        try:
            return tomllib.loads("\n".join(rows)), problems
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "too deep or too long"
            place = re.search(r"\(at line (\d+)", reason)
            first, last = (int(place[1]), int(place[1])) if place else _open_end(rows)
            said = N_("{path}, line {line}: this is not TOML ({reason}). It was passed over.")
            reason = re.sub(r" \(at .*\)$", "", reason)
            problems.append(Problem(said, {"path": path, "line": first, "reason": reason}))
            if not any(row.strip() for row in rows[first - 1 : last]):
                break  # blanking it again would not help
            rows[first - 1 : last] = [""] * (last - first + 1)
    said = N_("{path}, line {line}: the rest can't be understood. The defaults are used.")
    problems.append(Problem(said, {"path": path, "line": problems[-1].params["line"]}))
    return {}, problems


def _open_end(rows: list[str]) -> tuple[int, int]:
    """Return the first and last line of what is still open at the end of the file."""
    opening = re.compile(r"=\s*(?:\"\"\"|'''|\[|\{)|^\s*\S")
    marked = [number for number, row in enumerate(rows, 1) if re.search(r"\"\"\"|'''|=\s*[\[{]", row)]
    written = [number for number, row in enumerate(rows, 1) if opening.search(row)]
    return (marked or written or [1])[-1], len(rows)


def _lines(text: str) -> dict[str, int]:
    """Return the line that each setting stands on, by its dotted name."""
    found: dict[str, int] = {}
    section = ""
    for number, row in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[\[?([^\[\]]+)\]", row):
            section = f"{_bare(header[1])}."
            found.setdefault(section[:-1], number)
        elif entry := re.match(r"\s*([\w.\"'-]+)\s*=", row):
            found.setdefault(section + _bare(entry[1]), number)
            found.setdefault((section + _bare(entry[1])).partition(".")[0], number)
    return found


def _bare(key: str) -> str:
    return key.replace('"', "").replace("'", "").replace(" ", "")
