"""JSON documents under limits; a list is read element by element, however long it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netz_tui.files.records import refused
from netz_tui.files.source import CHUNK, FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.source import Source

_SPACE = " \t\r\n"
_TOKEN = 12
"""Characters of the longest word or escape that may be cut in two where a text breaks off."""


class _Reader:
    """Reads on in a text while values are taken from it."""

    def __init__(self, source: Source) -> None:
        self.line = 1
        self.too_large = False
        """Whether it went no further because a value did not come to an end."""
        self._source = source
        self._limit = source.limits.record_bytes
        self._parts = self._decoded()
        self._text = ""
        self._place = 0

    def _decoded(self) -> Iterator[str]:
        """Give out the text, cut behind quotes: no character of any encoding has a byte like that."""
        rest = b""
        for chunk in self._source.chunks():
            whole, quote, rest = (rest + chunk).rpartition(b'"')
            if quote:
                yield self._source.decode(whole + quote)
            if len(rest) > self._limit:
                self.too_large = True
                return
        if rest:
            yield self._source.decode(rest)

    def _read_on(self) -> bool:
        """Read as much again as is held, and forget what is done with; False at the end."""
        held = self._text[self._place :]
        parts, size = [held], 0
        for part in self._parts:
            parts.append(part)
            size += len(part)
            if size >= max(len(held), CHUNK):
                break
        self._text, self._place = "".join(parts), 0
        return size > 0

    def _go(self, place: int) -> None:
        """Be done with everything before a place."""
        self.line += self._text.count("\n", self._place, place)
        self._place = place

    def pass_over(self, char: str) -> None:
        """Go behind the next such character, if there is one within the first part."""
        if not self._text:
            self._read_on()
        self._go(self._text.find(char, self._place) + 1 or len(self._text))

    def next(self, *, over: str = "") -> str:
        """Return the next character that is no white space, "" at the end; go on behind it if it is `over`."""
        while True:
            place, end = self._place, len(self._text)
            while place < end and self._text[place] in _SPACE:
                place += 1
            self._go(place)
            if place < end:
                char = self._text[place]
                self._go(place + (char == over))
                return char
            if not self._read_on():
                return ""

    def value(self) -> Any:
        """Return the value that begins here; FileProblem where it isn't JSON, or too large or deep."""
        while True:
            text = self._text
            try:
                value, end = _DECODER.raw_decode(text, self._place)
            except ValueError as problem:
                place = getattr(problem, "pos", -1)
                cut = place >= len(text) - _TOKEN or str(problem).startswith("Unterminated")
                self.too_large |= cut and len(text) - self._place > self._limit
                if cut and not self.too_large and self._read_on():
                    continue
                raise _broken(self._source, self.line + text.count("\n", self._place, place)) from problem
            except RecursionError as problem:
                raise _too_deep(self._source) from problem
            if end < len(text) or not self._read_on():  # a number may go on behind the part
                self._go(end)
                return value


_DECODER = json.JSONDecoder(strict=False)


def _too_large(source: Source) -> FileProblem:
    return FileProblem("{file} begins with a record that is too large for netz.", file=source.name)


def _broken(source: Source, line: int) -> FileProblem:
    return FileProblem(
        "{file} is no complete JSON: it breaks off or goes wrong in line {line}.", file=source.name, line=line
    )


def _too_deep(source: Source) -> FileProblem:
    return FileProblem("{file} is nested too deep to be an address file.", file=source.name)


def listed(source: Source) -> Iterator[tuple[int, Any]]:
    """Give out (line, value): the elements of the first list of a document, one at a time in memory.

    Where the JSON breaks off or goes wrong, the last value is a Skipped that says so, after the elements before the
    break; without any of those FileProblem is raised.
    """
    reader = _Reader(source)
    reader.pass_over("[")
    first = True
    while (char := reader.next()) not in {"]", ""}:
        line = reader.line
        try:
            value = reader.value()
        except FileProblem as problem:
            if first:
                raise _too_large(source) if reader.too_large else problem from problem
            break
        first = False
        yield line, value
        reader.next(over=",")
    if reader.too_large:
        yield reader.line, refused(reader.line, "The record is too large; what follows cannot be read.")
    elif char != "]":
        yield reader.line, refused(reader.line, "The JSON breaks off or goes wrong here; what follows cannot be read.")


def elements(source: Source) -> Iterator[tuple[int, Any]]:
    """Give out (line, value): the elements of a list of lists or objects, else the whole document."""
    start = "".join(source.peek().split(maxsplit=2))[:2]
    if start in {"[[", "[{"}:
        yield from listed(source)
        return
    text = source.decode(source.whole())
    try:
        value, _ = _DECODER.raw_decode(text, len(text) - len(text.lstrip(_SPACE)))
    except ValueError as problem:
        raise _broken(source, text.count("\n", 0, getattr(problem, "pos", 0)) + 1) from problem
    except RecursionError as problem:
        raise _too_deep(source) from problem
    yield 1, value
