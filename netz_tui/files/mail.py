"""Mails: one message or an mbox, recognised and cut into messages; contact requests are looked for in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netz_tui.files import beginnings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.records import Request, Skipped
    from netz_tui.files.source import Source

KEPT = 2 * 1024 * 1024
"""Bytes of a message that are looked at; a request is short, what follows are attachments."""
_QUOTED = re.compile(rb">+From ")
"""A line of a message that an mbox guards, so that it does not begin the next one."""


def _messages(source: Source, *, mbox: bool) -> Iterator[tuple[int, bytes]]:
    """Give out (line, bytes) of each message, the beginning of the very long ones."""
    kept: list[bytes] = []
    begin, size, blank = 1, 0, True
    for block in source.blocks():
        for number, line in enumerate(block.lines, block.first):
            if mbox and blank and line.startswith(b"From "):
                if kept:
                    yield begin, b"\n".join(kept)
                kept, begin, size = [], number, 0
            elif size < KEPT:
                kept.append(line[1:] if mbox and _QUOTED.match(line) else line)
                size += len(line) + 1
            blank = not line
    if any(kept):
        yield begin, b"\n".join(kept)


def read(source: Source, options: Options) -> Iterator[Request | Skipped]:
    """Give out the contact requests of one message or an mbox."""
    from netz_tui.files.mail_request import understood

    for line, data in _messages(source, mbox=beginnings.mail(source) == "mbox"):
        yield understood(data, line, options.patterns)
    if source.encoding == "ascii":
        source.encoding = "utf-8"
