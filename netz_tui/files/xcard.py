"""xCard (RFC 6351): vCards as XML, streamed; a document type, and with it every entity bomb, is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from netz_tui.files.escapes import escape
from netz_tui.files.records import Record, Skipped, refused
from netz_tui.files.source import FileProblem, known_charset
from netz_tui.files.vcard_draft import drafted, finished
from netz_tui.files.vcard_keeping import head_text
from netz_tui.files.vcard_lines import Property, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

_ORDER = {
    "n": ("surname", "given", "additional", "prefix", "suffix"),
    "adr": ("pobox", "ext", "street", "locality", "region", "code", "country"),
    "gender": ("sex", "identity"),
}
_LISTS = frozenset({"categories", "nickname"})
_ELEMENT_COST = 300
"""What an element weighs in memory besides its text."""


class _Element:
    """An element with its text and what it holds."""

    __slots__ = ("children", "name", "text")

    def __init__(self, name: str) -> None:
        self.name = name
        self.text: list[str] = []
        self.children: list[_Element] = []

    def value(self) -> str:
        """Return the text, escaped."""
        text = "".join(self.text)
        return text.strip() if self.name == "uri" else escape(text.strip())


def _property(element: _Element, group: str) -> Property:
    """Return an element as a property, as if read from a line."""
    params: list[tuple[str, str]] = []
    values: list[_Element] = []
    for child in element.children:
        if child.name == "parameters":
            params += [(kind.name.upper(), "".join(v.text).strip()) for kind in child.children for v in kind.children]
        else:
            values.append(child)
    if order := _ORDER.get(element.name):
        text = ";".join(",".join(v.value() for v in values if v.name == part) for part in order)
    else:
        text = ("," if element.name in _LISTS else ";").join(value.value() for value in values)
    head = head_of(group, element.name.upper(), tuple(params))
    return head, text, f"{head_text(head)}:{text}"


class _Builder:
    """Builds one card at a time out of the parser's events."""

    def __init__(self, source: Source) -> None:
        forced = "utf-8" if source.encoding.startswith(("utf-16", "utf-32")) else source.forced or None
        self.source = source
        self.parser = expat.ParserCreate(forced)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        if not forced:
            self.parser.XmlDeclHandler = self._declared
        self.done: list[Record | Skipped] = []
        self._path: list[_Element] = []
        self._line = 0
        self._size = 0

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.source.encoding = known_charset(encoding or "") or self.source.encoding

    def _doctype(self, *_declared: object) -> None:
        raise FileProblem(
            "{file} declares a document type; netz reads no such XML, for it can hide a bomb.", file=self.source.name
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        if len(self._path) >= self.source.limits.depth:
            raise FileProblem("{file} is nested too deep to be an address file.", file=self.source.name)
        element = _Element(name)
        if name == "vcard":
            self._path = [element]
            self._line, self._size = self.parser.CurrentLineNumber, 0
        elif self._path:
            if name == "group":
                element.text.append(attributes.get("name", ""))
            self._size += _ELEMENT_COST
            if self._size < self.source.limits.record_bytes:
                self._path[-1].children.append(element)
            self._path.append(element)

    def _text(self, text: str) -> None:
        if self._path:
            self._size += len(text)
            if self._size < self.source.limits.record_bytes:
                self._path[-1].text.append(text)

    def _end(self, _tag: str) -> None:
        if not self._path:
            return
        element = self._path.pop()
        if element.name != "vcard":
            return
        if self._size >= self.source.limits.record_bytes:
            self.done.append(refused(self._line, "The card is too large."))
            return
        found: list[Property] = []
        for child in element.children:
            if child.name == "group":
                found += [_property(inner, child.text[0]) for inner in child.children]
            else:
                found.append(_property(child, ""))
        self.done.append(finished(drafted(self._line, found)))


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out the cards of a file; where the XML breaks off, those before it."""
    builder = _Builder(source)
    try:
        for chunk in source.chunks():
            builder.parser.Parse(chunk, False)
            yield from builder.done
            builder.done.clear()
        builder.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        yield from builder.done
        yield refused(builder.parser.CurrentLineNumber, "The XML goes wrong here: {reason}.", reason=str(problem))
    if source.encoding == "ascii":
        source.encoding = "utf-8"
