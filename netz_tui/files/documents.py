"""JSON documents under limits, one element at a time where the document is a list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netz_tui.files.records import refused
from netz_tui.files.source import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.source import Source

_SPACE = " \t\r\n"


def _skip(text: str, place: int) -> int:
    """Return the place of the next character that isn't white space."""
    while place < len(text) and text[place] in _SPACE:
        place += 1
    return place


def _decode(text: str, place: int, source: Source) -> tuple[Any, int]:
    """Decode one value; FileProblem where it isn't JSON or is nested too deep."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, place)
    except ValueError as problem:
        line = text.count("\n", 0, getattr(problem, "pos", place)) + 1
        raise FileProblem(
            "{file} is no complete JSON: it breaks off or goes wrong in line {line}.", file=source.name, line=line
        ) from problem
    except RecursionError as problem:
        raise FileProblem("{file} is nested too deep to be an address file.", file=source.name) from problem


def elements(source: Source) -> Iterator[tuple[int, Any]]:
    """Give out (line, value): the elements of a list of lists or objects, else the whole document.

    Where the JSON breaks off or goes wrong, the last value is a Skipped that says so, after the elements before the
    break; without any of those FileProblem is raised.
    """
    text = source.decode(source.whole())
    place = _skip(text, 0)
    inner = _skip(text, place + 1)
    if text[place : place + 1] != "[" or text[inner : inner + 1] not in {"[", "{"}:
        value, _ = _decode(text, place, source)
        yield 1, value
        return
    line, counted = 1, 0
    place = inner
    while text[place : place + 1] not in {"]", ""}:
        line += text.count("\n", counted, place)
        counted = place
        try:
            value, place = _decode(text, place, source)
        except FileProblem:
            if place == inner:
                raise
            break
        yield line, value
        place = _skip(text, place)
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)
    if text[place : place + 1] != "]":
        yield line, refused(line, "The JSON breaks off or goes wrong here; what follows cannot be read.")
