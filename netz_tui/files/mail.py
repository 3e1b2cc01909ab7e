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

_DATED = re.compile(rb"From \S+\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d:\d\d.*\b\d{4}\b")
"""A line before a message with all it should have; any other one may also be a sentence."""


def _whole(source: Source) -> Iterator[tuple[int, bytes]]:
    """Give out the one message of a file, the beginning of a very long one."""
    kept: list[bytes] = []
    size = 0
    for block in source.blocks():
        if size < KEPT:
            kept.append(block.data)
            size += len(block.data)
    if kept:
        yield 1, b"\n".join(kept)


def _messages(source: Source) -> Iterator[tuple[int, bytes]]:
    """Give out (line, bytes) of each message of an mbox, the beginning of the very long ones.

    A message begins below a line "From …" that is dated, or stands below an empty line and above a header.
    """
    kept: list[bytes] = []
    begin, size, blank, doubtful = 1, 0, True, b""
    for block in source.blocks():
        for number, line in enumerate(block.lines, block.first):
            begins = line.startswith(b"From ") and bool(_DATED.match(line))
            if doubtful and beginnings.MAIL_HEADER.match(line):
                if kept:
                    yield begin, b"\n".join(kept)
                kept, begin, size = [], number - 1, 0
            elif doubtful and size < KEPT:
                kept.append(doubtful)
                size += len(doubtful) + 1
            doubtful = line if blank and not begins and line.startswith(b"From ") else b""
            if begins:
                if kept:
                    yield begin, b"\n".join(kept)
                kept, begin, size = [], number, 0
            elif size < KEPT and not doubtful:
                kept.append(line[1:] if _QUOTED.match(line) else line)
                size += len(line) + 1
            blank = not line
    if any(kept):
        yield begin, b"\n".join(kept)


def read(source: Source, options: Options) -> Iterator[Request | Skipped]:
    """Give out the contact requests of one message or an mbox."""
    from netz_tui.files.mail_request import understood

    for line, data in _messages(source) if beginnings.mail(source) == "mbox" else _whole(source):
        yield understood(data, line, options.patterns)
    if source.encoding == "ascii":
        source.encoding = "utf-8"
