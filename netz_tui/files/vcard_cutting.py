"""vCards as raw cards: bytes are unfolded and cut at BEGIN and END; no line is understood yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netz_tui.files.beginnings import border
from netz_tui.files.records import Skipped, remark
from netz_tui.files.source import western

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netz_tui.files.records import Card
    from netz_tui.files.source import Block, Source

_STRAY_LIMIT = 500
"""Lines outside of a card that are kept in case they turn out to be a card without BEGIN."""
_LINE_COST = 200
"""What a line weighs in memory besides its characters."""
_AGENTS = 4
"""Cards inside cards that are kept: each doubles the escapes of those in it."""
_AGENT = re.compile(rb"(?i)(?:[\w-]+\.)?AGENT\b[^:]*:\s*")
_QP = re.compile(rb"(?i)[^:]*[;=]\s*QUOTED-PRINTABLE\s*[;:]")
_PROPERTY = re.compile(rb"[\w.-]+\s*[;:]")
_BEGIN = b"BEGIN:VCARD\n"
_BEGINNING = _BEGIN + b"VERSION:"
_PLAIN = re.compile(rb"VERSION:[234]\.[01]\n")
_LOOKS_LIKE_CARD = re.compile(rb"(?i)(?:[\w-]+\.)?(?:FN|N|EMAIL|TEL)\s*[;:]")


class RawCard:
    """What stands between BEGIN and END, unfolded, a property a line, still bytes; `line` is where it begins.

    `plain` tells whether a value without backslash is its own text: nothing is encoded or to be cleaned but blanks
    around it.
    """

    __slots__ = ("data", "line", "plain", "remarks")

    def __init__(self, line: int, data: bytes, remarks: list[Skipped] | None = None) -> None:
        self.line = line
        self.data = data
        self.remarks = remarks or []
        self.plain = False


class _Cutter:
    """Collects physical lines into cards, one card in memory at a time."""

    def __init__(self, source: Source, read: Callable[[bytes, int], Card | None]) -> None:
        self.limits = source.limits
        self.read = read
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
        self.deep = 0  # cards begun inside these that are left out
        self.deep_lines = 0
        self.opens = False  # the last line of those is an AGENT
        self.remarks: list[Skipped] = []
        self.done: list[RawCard] = []

    def feed(self, block: Block) -> Iterator[Card | RawCard | Skipped]:
        """Take whole lines, give out the cards completed by them."""
        if block.cut:
            self._take_cut(block.first, block.data)
            return
        number = block.first
        *closed, rest = (block.data + b"\n").split(b"\nEND:VCARD\n")
        fresh = self._is_fresh()
        for lines in closed:
            count = lines.count(b"\n") + 2
            card = self._whole(lines, number) if fresh else None
            if card:
                if self.remarks:
                    yield from self._told()
                yield card
            else:
                self._take_all([*lines.split(b"\n"), b"END:VCARD"], number)
                yield from self._done()
                fresh = self._is_fresh()
            number += count
        self._take_all(rest.split(b"\n")[:-1], number)
        yield from self._done()

    def _is_fresh(self) -> bool:
        """Tell whether nothing was begun that the next line may belong to."""
        return not (self.inside or self.stray or self.soft or self.parts or self.skipping)

    def _take_all(self, lines: list[bytes], first: int) -> None:
        """Take some lines."""
        for number, line in enumerate(lines, first):
            self._take(line, number)

    def _done(self) -> list[RawCard]:
        """Return the cards completed since."""
        done, self.done = self.done, []
        return done

    def _told(self) -> list[Skipped]:
        """Return what there is to say of lines before the next card."""
        told, self.remarks = self.remarks, []
        return told

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
        if self.deep:
            self.deep_lines += 1
            self.opens = _AGENT.fullmatch(line) is not None
            self.skipping = True
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

    def _whole(self, lines: bytes, number: int) -> Card | RawCard | None:
        """Return the card that ends with these lines if nobody needs to look at each of them.

        Such a card stands between well-written borders, holds no other and breaks no line softly.
        """
        if lines.startswith(b"\n"):
            number += len(lines) - len(lines.lstrip(b"\n"))
            lines = lines.lstrip(b"\n")
        data = lines[len(_BEGIN) :]
        if not lines.startswith(_BEGINNING) or len(data) > self.limits.line_bytes:
            return None
        if card := self.read(data, number):
            return card
        if not _PLAIN.match(data) or b"=\n" in data or b"\nBEGIN:" in data:
            return None
        if b"\n " in data or b"\n\t" in data:
            if b"\n\n" in data or b"2.1" in data[:80]:
                return None
            data = data.replace(b"\n ", b"").replace(b"\n\t", b"")
            return self.read(data, number) or RawCard(number, data)
        return RawCard(number, data)

    def finish(self) -> Iterator[RawCard]:
        """Give out what the end of the file leaves open."""
        self._close_line()
        if self.inside:
            self.remarks.append(remark(self.line, "The card has no END:VCARD; the file may be cut off."))
            yield self._card()
        elif self.stray and self._looks_like_card():
            self.remarks.append(remark(self.line, "The card has neither BEGIN:VCARD nor END:VCARD."))
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
            if self.opens if self.deep else self.inside and self.lines and _AGENT.fullmatch(self.lines[-1]):
                self._begin_agent()
                return
            if self.inside:
                self.remarks.append(remark(self.line, "The card has no END:VCARD before the next one begins."))
                self.done.append(self._card())
            elif self.stray:
                self._tell_stray()
            self.inside, self.line = True, number
        elif self.deep:
            self.deep, self.opens = self.deep - 1, False
        elif self.agents:
            self._fold_agent(self.agents.pop())
        elif self.inside:
            self.done.append(self._card())
        elif self._looks_like_card():
            self.remarks.append(remark(self.line, "The card has no BEGIN:VCARD."))
            self.done.append(self._card())
        else:
            self.remarks.append(remark(number, "An END:VCARD without a card was ignored."))
            self._reset()

    def _looks_like_card(self) -> bool:
        """Tell whether lines outside of any card are one."""
        return any(_LOOKS_LIKE_CARD.match(line) for line in self.lines)

    def _begin_agent(self) -> None:
        """Begin a card inside a card, one to be left out if too many are open."""
        if self.deep or len(self.agents) == _AGENTS:
            self.deep, self.opens = self.deep + 1, False
        else:
            self.agents.append(len(self.lines))

    def _fold_agent(self, start: int) -> None:
        """Make the card inside a card the value of its AGENT property, as vCard 3.0 writes it."""
        inner = [b"BEGIN:VCARD", *self.lines[start:], b"END:VCARD"]
        value = b"\\n".join(line.replace(b"\\", b"\\\\").replace(b",", b"\\,").replace(b";", b"\\;") for line in inner)
        self.lines[start - 1 :] = [self.lines[start - 1].rstrip() + value]
        if len(value) > self.limits.line_bytes:
            self._drop_line(self.line)
            self.skipping = False

    def _card(self) -> RawCard:
        """Return the card collected so far and start afresh."""
        if self.left_out:
            self.remarks.append(
                remark(self.line, "The card is too large; {count} of its lines were left out.", count=self.left_out)
            )
        if self.deep_lines:
            self.remarks.append(
                remark(self.line, "Cards are nested too deep; {count} lines were left out.", count=self.deep_lines)
            )
        card = RawCard(self.line, b"\n".join(self.lines), self.remarks)
        self.remarks = []
        self._reset()
        return card

    def _reset(self) -> None:
        """Forget the lines of the card."""
        self.lines, self.agents = [], []
        self.inside, self.stray, self.size, self.left_out = False, 0, 0, 0
        self.deep, self.deep_lines, self.opens = 0, 0, False

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


def cut(source: Source, read: Callable[[bytes, int], Card | None]) -> Iterator[Card | RawCard | Skipped]:
    """Give out the cards of a file, and remarks about what lies between them.

    A card is given out as its unfolded lines, unless `read`, told the lines and where they begin, makes a card of them.
    """
    cutter = _Cutter(source, read)
    for block in source.blocks():
        yield from cutter.feed(block)
    yield from cutter.finish()
    yield from cutter.remarks
