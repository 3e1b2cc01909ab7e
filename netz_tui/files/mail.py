"""Mails: one message or an mbox, recognised and cut into messages; contact requests are looked for in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.records import Request, Skipped
    from netz_tui.files.source import Source

KEPT = 2 * 1024 * 1024
"""Bytes of a message that are looked at; a request is short, what follows are attachments."""
_HEADER = re.compile(rb"[A-Za-z][\w-]{1,60}:[ \t]?")
COUNT = re.compile(rb"\A\d{1,12}\s*\n")
"""The first line of Apple's .emlx: the size of the message."""
_QUOTED = re.compile(rb">+From ")
"""A line of a message that an mbox guards, so that it does not begin the next one."""
_TELLING = re.compile(rb"(?im)^(?:From|To|Subject|Date|Received|Message-ID|Return-Path|Delivered-To|MIME-Version):")


def sniff(source: Source) -> str:
    """Return "mbox" or "mail" when a file begins like one, else ""."""
    head = COUNT.sub(b"", source.head.lstrip(), count=1)
    first = head.split(b"\n", 1)[0]
    if first.startswith(b"From ") and _TELLING.search(head[:8000]):
        return "mbox"
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return "mail" if _HEADER.match(first) and len(_TELLING.findall(top)) > 1 else ""


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

    for line, data in _messages(source, mbox=sniff(source) == "mbox"):
        yield understood(data, line, options.patterns)
    if source.encoding == "ascii":
        source.encoding = "utf-8"
