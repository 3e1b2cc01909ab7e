"""vCard 2.1, 3.0 and 4.0, also mixed and broken: recognised, cut into cards and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.files.vcard_cutting import RawCard, border, cut
from netz_tui.files.vcard_draft import drafted, finished
from netz_tui.files.vcard_lines import Heads, properties
from netz_tui.files.vcard_shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.records import Record, Skipped
    from netz_tui.files.source import Source

_OPENINGS = (b"BEGIN:VCARD", b"VERSION:2.1", b"VERSION:3", b"VERSION:4")


def sniff(source: Source) -> str:
    """Return the format's name when the beginning of a file is a vCard's, else ""."""
    for line in source.head[:4096].splitlines():
        word = line.strip().upper()
        if word:
            return "vcard" if word.replace(b" ", b"").startswith(_OPENINGS) else ""
    return ""


def sniff_within(source: Source) -> str:
    """Return the format's name when a card begins or ends further below, after other text or without its first line."""
    return "vcard" if any(border(line) for line in source.head.splitlines()) else ""


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out the cards of a file, each followed by what there is to say about it."""
    heads = Heads()
    for found in cut(source, Shapes(source, heads).card):
        if isinstance(found, RawCard):
            yield finished(drafted(found.line, properties(found, heads, source), plain=found.plain))
            yield from found.remarks
        else:
            yield found
