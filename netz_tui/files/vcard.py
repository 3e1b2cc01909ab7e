"""vCard 2.1, 3.0 and 4.0, also mixed and broken: recognised, cut into cards and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.files.vcard_cutting import RawCard, cut
from netz_tui.files.vcard_draft import drafted, finished
from netz_tui.files.vcard_lines import Heads, properties
from netz_tui.files.vcard_shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.records import Record, Skipped
    from netz_tui.files.source import Source


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out the cards of a file, each followed by what there is to say about it."""
    heads = Heads()
    for found in cut(source, Shapes(source, heads).card):
        if isinstance(found, RawCard):
            yield finished(drafted(found.line, properties(found, heads, source), plain=found.plain))
            yield from found.remarks
        else:
            yield found
