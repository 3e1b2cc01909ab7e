"""A TOML file of settings read with patience: every mistake told, every sound line counted."""

from __future__ import annotations

import difflib
import re
import reprlib
import tomllib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from netz_tui.settings import N_, Problem, Settings
from netz_tui.settings.rules import KEY, MAIL, RULES, TABLES, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MISTAKES_LIMIT = 20
"""Most mistakes of form that are stepped over; a file with more is no settings file."""
_DOTS_LIMIT = 4
"""Most dots followed in the name of an action."""


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
