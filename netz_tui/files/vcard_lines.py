"""vCards as lines: bytes are unfolded, cut into cards and properties; nothing is understood yet."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netz_tui.clean import LINE_LIMIT
from netz_tui.files.records import Skipped, remark
from netz_tui.files.source import known_charset, western

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from netz_tui.files.source import Block, Source

_STRAY_LIMIT = 500
"""Lines outside of a card that are kept in case they turn out to be a card without BEGIN."""
_LINE_COST = 200
"""What a line weighs in memory besides its characters."""
_AGENT = re.compile(rb"(?i)(?:[\w-]+\.)?AGENT\b[^:]*:\s*")
_QP = re.compile(rb"(?i)[^:]*[;=]\s*QUOTED-PRINTABLE\s*[;:]")
_PROPERTY = re.compile(rb"[\w.-]+\s*[;:]")
_PLAIN = re.compile(rb"VERSION:[234]\.[01]\n")
_LOOKS_LIKE_CARD = re.compile(rb"(?i)(?:[\w-]+\.)?(?:FN|N|EMAIL|TEL)\s*[;:]")


@dataclass(slots=True)
class RawCard:
    """What stands between BEGIN and END, unfolded, a property a line, still bytes; `line` is where it begins."""

    line: int
    data: bytes
    remarks: list[Skipped] = field(default_factory=list)
    plain: bool = False
    """Whether a value without backslash is its own text: nothing is encoded or to be cleaned but blanks around it."""


def border(line: bytes) -> str:
    """Return "begin" or "end" for the lines around a card, "" for any other."""
    word, _, kind = line.upper().partition(b":")
    if kind.strip() != b"VCARD":
        return ""
    return {b"BEGIN": "begin", b"END": "end"}.get(word.strip(), "")


class _Cutter:
    """Collects physical lines into cards, one card in memory at a time."""

    def __init__(self, source: Source) -> None:
        self.limits = source.limits
        self.lines: list[bytes] = []
        self.line = 0
        self.inside = False
        self.size = 0
        self.stray = 0
        self.parts: list[bytes] = []  # continuations of the last of `lines`
        self.parts_size = 0
        self.skipping = False  # the last line was too long: its continuations are left out too
        self.left_out = 0  # lines of a card that is full
        self.soft = False  # the last line ends in a soft break of quoted-printable
        self.gap = False  # and an empty line came since
        self.agents: list[int] = []  # where the cards inside this card begin
        self.remarks: list[Skipped] = []
        self.done: list[RawCard] = []

    def feed(self, block: Block) -> Iterator[RawCard]:
        """Take whole lines, give out the cards completed by them."""
        if block.cut:
            self._take_cut(block.first, block.lines[0])
            return
        lines, place = block.lines, 0
        last_end = len(lines) - lines[::-1].index(b"END:VCARD") if b"END:VCARD" in lines else 0
        while place < len(lines):
            if place < last_end and not (self.inside or self.stray or self.soft or self.parts or self.skipping):
                place = yield from self._plain_cards(block, place)
            while place < len(lines) and not self.done:
                self._take(lines[place], block.first + place)
                place += 1
            yield from self.done
            self.done.clear()

    def _take(self, line: bytes, number: int) -> None:
        """Take one line."""
        start = line[:1]
        if start in b" \t" or self.soft:  # an empty line too
            if self._continue(line):
                return
            line = line.strip()  # an indented line that continues nothing
            start = line[:1]
        if self.parts or self.skipping:
            self._close_line()
        if start in b"BbEe" and (kind := border(line)):
            self._border(kind, number)
            return
        if not self.inside and not self._keep_stray(number):
            return
        if self.size > self.limits.record_bytes:
            self.left_out += 1
            self.skipping = True
            return
        if line[-1:] == b"=" and _QP.match(line):
            self.soft = True
            line = line[:-1]  # the soft break is no content
        self.lines.append(line)
        self.size += len(line) + _LINE_COST

    def _plain_cards(self, block: Block, place: int) -> Generator[RawCard, None, int]:
        """Give out the next cards of a block as long as nobody needs to look at their lines; return where to go on.

        Such a card stands between well-written borders, holds no other and breaks no line softly.
        """
        lines, limit = block.lines, self.limits.line_bytes
        while place < len(lines):
            if not lines[place]:
                place += 1
                continue
            if lines[place] != b"BEGIN:VCARD":
                break
            try:
                end = lines.index(b"END:VCARD", place)
            except ValueError:
                break
            data = b"\n".join(lines[place + 1 : end])
            if len(data) > limit or not _PLAIN.match(data) or b"=\n" in data or b"\nBEGIN:" in data:
                break
            if b"\n " in data or b"\n\t" in data:
                if b"\n\n" in data or b"2.1" in data[:80]:
                    break
                data = data.replace(b"\n ", b"").replace(b"\n\t", b"")
            yield RawCard(block.first + place, data)
            place = end + 1
        return place

    def finish(self) -> Iterator[RawCard]:
        """Give out what the end of the file leaves open."""
        self._close_line()
        if self.inside:
            self.remarks.append(remark(self.line, "The card has no END:VCARD; the file may be cut off."))
            yield self._card()
        elif self.stray:
            self._tell_stray()

    def _take_cut(self, number: int, begin: bytes) -> None:
        """Take the beginning of a line that is too long; the property it belongs to is left out."""
        if (self.soft or begin[:1] in b" \t") and self.lines:
            if not self.skipping:
                self._drop_line(number)
            return
        self._close_line()
        self._tell_too_long(number, begin)
        self.skipping = True

    def _continue(self, line: bytes) -> bool:
        """Append a folded or soft-broken line to the one before; False when it begins a new one."""
        if not line:
            self.gap = self.soft
            return True
        if self.soft:
            if border(line) or (self.gap and _PROPERTY.match(line)):
                self.soft = self.gap = False
                return False
            self.soft = line.endswith(b"=")
            self.gap = False
            part = line[:-1] if self.soft else line
        elif self.skipping:
            return True
        elif not self.lines or not (self.inside or self.stray):
            return not line.strip()
        else:
            part = line if self._old_fold() else line[1:]
        if not self.skipping:
            self.parts.append(part)
            self.parts_size += len(part) + _LINE_COST
            if self.parts_size > 2 * self.limits.line_bytes:  # with what the pieces cost; the exact size comes later
                self._drop_line(self.line)
        return True

    def _old_fold(self) -> bool:
        """Tell whether the white space of a fold belongs to the value, as in vCard 2.1."""
        return self.lines[0][:11].replace(b" ", b"").upper() == b"VERSION:2.1"

    def _close_line(self) -> None:
        """Join the continuations to their line."""
        if self.parts and self.lines:
            whole = b"".join([self.lines[-1], *self.parts])
            if len(whole) > self.limits.line_bytes:
                self._drop_line(self.line)
            else:
                self.size += len(whole) - len(self.lines[-1])
                self.lines[-1] = whole
        self.parts.clear()
        self.parts_size = 0
        self.soft = self.gap = self.skipping = False

    def _drop_line(self, number: int) -> None:
        """Leave out the last line, which is too long, and what continues it."""
        line = self.lines.pop()
        self.size -= len(line) + _LINE_COST
        self._tell_too_long(number, line)
        self.parts.clear()
        self.parts_size = 0
        self.skipping = True

    def _border(self, kind: str, number: int) -> None:
        """Begin or end a card, or a card inside the AGENT of a card."""
        if kind == "begin":
            if self.inside and self.lines and _AGENT.fullmatch(self.lines[-1]):
                self.agents.append(len(self.lines))
                return
            if self.inside:
                self.remarks.append(remark(self.line, "The card has no END:VCARD before the next one begins."))
                self.done.append(self._card())
            elif self.stray:
                self._tell_stray()
            self.inside, self.line = True, number
        elif self.agents:
            self._fold_agent(self.agents.pop())
        elif self.inside:
            self.done.append(self._card())
        elif any(_LOOKS_LIKE_CARD.match(line) for line in self.lines):
            self.remarks.append(remark(self.line, "The card has no BEGIN:VCARD."))
            self.done.append(self._card())
        else:
            self.remarks.append(remark(number, "An END:VCARD without a card was ignored."))
            self._reset()

    def _fold_agent(self, start: int) -> None:
        """Make the card inside a card the value of its AGENT property, as vCard 3.0 writes it."""
        inner = [b"BEGIN:VCARD", *self.lines[start:], b"END:VCARD"]
        value = b"\\n".join(line.replace(b"\\", b"\\\\").replace(b",", b"\\,").replace(b";", b"\\;") for line in inner)
        self.lines[start - 1 :] = [self.lines[start - 1].rstrip() + value[: self.limits.line_bytes]]

    def _card(self) -> RawCard:
        """Return the card collected so far and start afresh."""
        if self.left_out:
            self.remarks.append(
                remark(self.line, "The card is too large; {count} of its lines were left out.", count=self.left_out)
            )
        card = RawCard(self.line, b"\n".join(self.lines), self.remarks)
        self.remarks = []
        self._reset()
        return card

    def _reset(self) -> None:
        """Forget the lines of the card."""
        self.lines, self.agents = [], []
        self.inside, self.stray, self.size, self.left_out = False, 0, 0, 0

    def _keep_stray(self, number: int) -> bool:
        """Count a line outside of any card; False when there are too many to keep."""
        if not self.stray:
            self.line = number
        self.stray += 1
        if self.stray == _STRAY_LIMIT:
            self.lines.clear()
        return self.stray < _STRAY_LIMIT

    def _tell_stray(self) -> None:
        """Say that lines outside of any card were left."""
        self.remarks.append(
            remark(
                self.line,
                "{count} lines outside of a card were ignored, from line {line} on.",
                count=self.stray,
                line=self.line,
            )
        )
        self._reset()

    def _tell_too_long(self, number: int, line: bytes) -> None:
        """Say that an over-long property was left out."""
        name = western(line[:60]).partition(":")[0].partition(";")[0]
        limit = max(1, self.limits.line_bytes >> 10)
        self.remarks.append(
            remark(number, "{name} is longer than {limit} kB and was left out.", name=name, limit=limit)
        )


def raw_cards(source: Source) -> Iterator[RawCard | Skipped]:
    """Give out the cards of a file as unfolded lines, and remarks about what lies between them."""
    cutter = _Cutter(source)
    for block in source.blocks():
        yield from cutter.feed(block)
    yield from cutter.finish()
    yield from cutter.remarks


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon: names upper case, TYPE values lower case."""

    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    labels: tuple[str, ...]
    """What TYPE and PREF say about a handle, worth reading by a person."""
    charset: str
    encoding: str
    tidy: bool
    """Whether the head is already written the way 3.0 and 4.0 write it."""

    def get(self, key: str) -> str:
        """Return the first value of a parameter, "" for none."""
        return next((value for name, value in self.params if name == key), "")


def split_outside(text: str, sep: str) -> list[str]:
    """Split at `sep` outside of double quotes; an unclosed quote counts as a character."""
    if '"' not in text:
        return text.split(sep)
    parts: list[str] = []
    pending: list[str] = []
    odd = False
    for piece in text.split(sep):
        pending.append(piece)
        odd ^= piece.count('"') % 2 == 1
        if not odd:
            parts.append(sep.join(pending))
            pending = []
    return parts + pending


_SILENT_TYPES = frozenset({"voice", "internet", "x400"})
"""TYPE values that say nothing a person would want to read."""
_MARKED = re.compile("[\u0300-\U0010ffff]")
"""Characters from the first combining mark on: some of them make a text that isn't in NFC."""
_CARET = re.compile(r"\^[n'^]")
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_ENCODINGS = {"QUOTED-PRINTABLE": "qp", "BASE64": "b64", "B": "b64", "8BIT": "", "7BIT": ""}


def parse_head(text: str) -> Head:
    """Understand what stands before the colon, in the style of any version, also of broken writers."""
    first, *rest = split_outside(text.strip(), ";")
    name, *more = first.split(",")  # LABEL,TYPE=HOME
    group, _, name = name.strip().rpartition(".")
    params: list[tuple[str, str]] = []
    charset = encoding = ""
    tidy = not more
    for param in more + rest:
        key, equals, value = param.partition("=")
        key = key.strip().upper()
        if not equals:
            key, value, tidy = "TYPE", param, False
        values = [_CARET.sub(lambda m: _CARETS[m[0]], v.strip().strip('"')) for v in split_outside(value, ",")]
        if not equals and values[0].upper() in _ENCODINGS:
            key = "ENCODING"
        if key == "ENCODING":
            encoding = _ENCODINGS.get(values[0].upper(), "")
        elif key == "CHARSET":
            charset = values[0]
        if key in {"CHARSET", "ENCODING"}:
            tidy = tidy and encoding == "b64"
        else:
            params += [(key, value) for value in values if value]
    return head_of(group, name.upper(), tuple(params), charset=charset, encoding=encoding, tidy=tidy)


def head_of(
    group: str,
    name: str,
    params: tuple[tuple[str, str], ...],
    *,
    charset: str = "",
    encoding: str = "",
    tidy: bool = False,
) -> Head:
    """Return a head with what follows from its parameters."""
    types = tuple(dict.fromkeys(part for key, value in params if key == "TYPE" for part in _type_words(value)))
    labels = [kind for kind in types if kind not in _SILENT_TYPES]
    if ("PREF", "1") in params and "pref" not in labels:
        labels.append("pref")
    return Head(group, name, params, types, tuple(labels), charset, encoding, tidy)


def _type_words(value: str) -> list[str]:
    """Return the words of a TYPE, which 4.0 may quote together."""
    return [word.strip().lower() for word in value.split(",") if word.strip()]


Property = tuple[Head, str, str]
"""Head, value with the encoding (not the escapes) undone, and the whole line as it was decoded."""


class Heads(dict[str, Head]):
    """A memory of parsed heads: a hundred thousand cards have a few dozen."""

    def __missing__(self, text: str) -> Head:
        if len(self) > 2000:  # noqa: PLR2004 - a hostile file has no common heads
            self.clear()
        head = self[text] = parse_head(text)
        return head


def split_line(line: str) -> tuple[str, str] | None:
    """Return (head, value), or None without a colon; a colon inside a quoted parameter is none."""
    head, colon, value = line.partition(":")
    if '"' in head:
        first, *rest = split_outside(line, ":")
        if rest:
            return first, line[len(first) + 1 :]
    return (head, value) if colon else None


def _declared(line: bytes, heads: Heads, source: Source) -> str:
    """Decode one line of a card that isn't UTF-8 throughout, by its CHARSET where that fits."""
    text = source.decode(line)
    parts = split_line(text)
    charset = known_charset(heads[parts[0]].charset) if parts else ""
    if charset and not _utf8(line):
        try:
            return line.decode(charset)
        except UnicodeError:
            return text
    return text


def _utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_ENCODED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")


def unquote_printable(value: str, charset: str) -> str:
    """Undo quoted-printable; a charset that doesn't fit gives way to UTF-8, then cp1252."""

    def text_of(data: bytes) -> str:
        for name in (known_charset(charset), "utf-8"):
            try:
                if name:
                    return data.decode(name)
            except UnicodeError:
                continue
        return western(data)

    if value.isascii():
        return text_of(binascii.a2b_qp(value.encode("ascii")))
    return _ENCODED.sub(lambda m: text_of(bytes.fromhex(m[0].replace("=", ""))), value)


def _value(head: Head, value: str) -> str:
    """Undo the encoding of a value."""
    if head.encoding == "qp":
        return unquote_printable(value, head.charset)
    if head.encoding == "b64":
        return "".join(value.split())
    if value.isascii() and head.charset.lower().startswith("iso-2022"):
        return value.encode("ascii").decode(known_charset(head.charset) or "ascii", "replace")
    return value


def _is_plain(text: str) -> bool:
    """Tell whether `clean` would leave any part of a text alone but for blanks around it; quicker than asking it."""
    return text.isprintable() and "  " not in text and len(text) <= LINE_LIMIT and not _MARKED.search(text)


def _lines(card: RawCard, heads: Heads, source: Source) -> list[str]:
    """Decode the lines of a card, together if they are UTF-8, else each as it declares."""
    if card.data.isascii() or _utf8(card.data):
        text = source.decode(card.data)
        flat = text.replace("\n", "|")
        card.plain = _is_plain(flat)
        return text.split("\n")
    return [_declared(line, heads, source) for line in card.data.split(b"\n")]


def properties(card: RawCard, heads: Heads, source: Source) -> list[Property]:
    """Return the properties of a card in order; lines without a colon are told in its remarks."""
    found: list[Property] = []
    tail: list[str] = []  # base64 lines that somebody forgot to indent
    for line in _lines(card, heads, source):
        head_text, colon, value = line.partition(":")
        if '"' in head_text or not colon:
            parts = split_line(line)
            if parts is None:
                if found and found[-1][0].encoding == "b64":
                    tail.append(line.strip())
                elif line.strip():
                    card.remarks.append(
                        remark(card.line, "“{text}” has no colon and was left out.", text=line[:40].strip())
                    )
                continue
            head_text, value = parts
        if tail:
            found[-1] = _with_tail(found[-1], tail)
            tail = []
        head = heads[head_text]
        if head.encoding or head.charset:
            value = _value(head, value)
            card.plain = False
        found.append((head, value, line))
    if tail:
        found[-1] = _with_tail(found[-1], tail)
    return found


def _with_tail(last: Property, tail: list[str]) -> Property:
    """Return a base64 property with its unindented lines."""
    head, value, line = last
    more = "".join(tail)
    return head, value + more, line + more
