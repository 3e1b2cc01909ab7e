"""Sets one value in the settings file and keeps all the rest: comments, order, what was mistaken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.settings import read_text
from netz_tui.settings.rules import KEY, RULES, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def save_value(path: Path, name: str, value: object, write: Callable[[Path, str], object]) -> None:
    """Set one value in a settings file, by its dotted name ("theme", "keys.call"), and keep all the rest.

    `write` puts the new text in its place (`paths.atomic_write`). A file that does not exist begins as
    `template()`. Raises KeyError for an unknown name, ValueError for a value that `load` would refuse
    or a file that is not TOML, and OSError; the file is then as it was.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        from netz_tui.settings.text import template

        text = template()
    write(path, with_value(text, name, value))


def with_value(text: str, name: str, value: object) -> str:
    """Return the text of a settings file with one value set, comments and order kept; raises as `save_value`."""
    import tomlkit

    table, _, key = name.partition(".") if "." in name else ("", "", name)
    rules = RULES if not table else TABLES.get(table, {})
    rule = KEY if rules is None else rules.get(key)
    if rule is None or not key:
        raise KeyError(name)
    try:
        rule.read(value)
    except ValueError:
        raise ValueError(f"{name} must be {rule.wanted}, not {value!r}") from None
    try:
        document = tomlkit.parse(text)
    except tomlkit.exceptions.ParseError as error:
        raise ValueError(f"the settings file is not TOML: {error}") from error
    written = tomlkit.string(value, multiline=True) if isinstance(value, str) and "\n" in value else value
    section = document.setdefault(table, tomlkit.table()) if table else document
    if not hasattr(section, "append"):
        raise ValueError(f"{table} in the settings file is no section [{table}]")
    if key not in section:  # `list.open = "x"` is a table `list` to TOML
        head, _, rest = key.partition(".")
        while rest and hasattr(section.get(head), "append"):
            section, key = section[head], rest
            head, _, rest = key.partition(".")
    section[key] = written
    return tomlkit.dumps(document)
