"""Read a CSV file of persons, whatever its encoding and separator."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections import deque
from contextlib import closing, contextmanager
from io import StringIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from .texts import LINE, PAD, Texts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

_PROBE: Final = 1 << 16
_FIELD_LIMIT: Final = 1 << 24
_BLOCK: Final = 1 << 21
_ROWS: Final = 8_192
_LINES: Final = 500
"""Most lines below its first one that a cell may span."""
_UTF_8: Final = "utf-8-sig"


class Unreadable(ValueError):
    """A table cannot be read as it was wished: `code` says why, `params` what about."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


def _encoding(head: bytes) -> str:
    """Return UTF-8, UTF-16 or the Western Windows code page, whichever reads the first bytes."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return "cp1252"
    return _UTF_8


def _separator(head: str) -> str:
    """Return the separator that stands most often outside of quotes."""
    bare = "".join(head.split('"')[::2])
    return max(",;\t|", key=bare.count)


@contextmanager
def open_csv(path: Path) -> Iterator[tuple[list[str], Iterator[list[Texts]]]]:
    """Open a CSV file and hand over its header and its rows, some thousands at a time, by column.

    Rows are as long as the header, empty lines are skipped. Raises `Unreadable` when the file is no text or has no
    header, `OSError` when it cannot be read.
    """
    with path.open("rb") as raw:
        head = raw.read(_PROBE)
    encoding = _encoding(head)
    if b"\0" in head and encoding != "utf-16":
        raise Unreadable("no_text", file=str(path))
    separator = _separator(head.decode(encoding, "replace"))
    with closing(_blocks(path, encoding)) as blocks:
        before = csv.field_size_limit(_FIELD_LIMIT)
        try:
            lines = StringIO(next(blocks, b"").decode(), newline="")
            header = next(csv.reader(lines, delimiter=separator), [])
            if not any(header):
                raise Unreadable("no_header", file=str(path))
            yield header, _columns(chain([lines.read().encode()], blocks), separator, len(header))
        finally:
            csv.field_size_limit(before)


def _blocks(path: Path, encoding: str) -> Generator[bytes]:
    """Yield a file in UTF-8, many whole lines after many; what cannot be read is replaced."""
    if encoding != _UTF_8:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            while text := file.read(_BLOCK) + file.readline():
                yield text.encode()
        return
    with path.open("rb") as raw:
        if raw.read(len(BOM_UTF8)) != BOM_UTF8:
            raw.seek(0)
        while block := raw.read(_BLOCK) + raw.readline():
            try:
                block.decode()
            except UnicodeDecodeError:
                block = block.decode(errors="replace").encode()
            yield block


def _columns(blocks: Iterator[bytes], separator: str, width: int) -> Iterator[list[Texts]]:
    """Yield the columns of block after block; from the first quotation mark on, `csv` reads the rest."""
    for block in blocks:
        if b'"' in block:
            lines = (StringIO(each.decode(), newline="") for each in chain([block], blocks))
            yield from _by_rows(chain.from_iterable(lines), separator, width)
        elif (columns := _plain(block, separator, width)) is not None:
            yield columns
        else:
            yield from _by_rows(StringIO(block.decode(), newline=""), separator, width)


def _plain(block: bytes, separator: str, width: int) -> list[Texts] | None:
    """Cut whole lines without quotation marks into columns in one go; None unless each has `width` cells."""
    import numpy as np

    if not block or width == 1:
        return None
    raw = b"".join((block, PAD if block.endswith(b"\n") else b"\n" + PAD))
    data = np.frombuffer(raw, np.uint8)
    breaks = data == LINE
    ends = np.flatnonzero(breaks | (data == ord(separator)))
    if len(ends) != width * np.count_nonzero(breaks) or not breaks[ends[width - 1 :: width]].all():
        return None
    stops = ends.reshape(-1, width).T
    starts = [np.append(0, stops[-1][:-1] + 1), *(stop + 1 for stop in stops[:-1])]
    returns = data[stops[-1] - 1] == ord("\r")
    if np.count_nonzero(returns) != block.count(b"\r"):
        return None
    stops[-1] -= returns
    return [Texts(raw, start, stop) for start, stop in zip(starts, stops, strict=True)]


def _by_rows(lines: Iterable[str], separator: str, width: int) -> Iterator[list[Texts]]:
    """Yield the columns of many rows after many rows."""
    rows = csv.reader(_closed(lines, separator), delimiter=separator)
    while many := list(islice(rows, _ROWS)):
        if set(map(len, many)) != {width}:
            many = [(row + [""] * width)[:width] for row in many if row]
        if many:
            yield [Texts.of(column) for column in zip(*many, strict=True)]


def _closed(lines: Iterable[str], separator: str) -> Iterator[str]:
    """Yield the lines, without the quotation marks of one where a cell is opened that no line soon below closes.

    The next line with an odd number of them closes it, unless a cell begins there too.
    """
    opening = re.compile(rf'(?:^|{re.escape(separator)})"(?=[\w+(])')
    source, below = iter(lines), deque[str]()
    while line := below.popleft() if below else next(source, ""):
        if not line.count('"') & 1 or not opening.search(line):
            yield line
            continue
        below.extend(islice(source, _LINES - len(below)))
        last = next((place for place, each in enumerate(below) if each.count('"') & 1), -1)
        is_open = last < 0 or opening.search(below[last])
        yield line.replace('"', "") if is_open else line
        for _ in range(0 if is_open else last + 1):
            yield below.popleft()
