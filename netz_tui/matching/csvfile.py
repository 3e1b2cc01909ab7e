"""Read a CSV file of persons, whatever its encoding and separator."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PROBE: Final = 1 << 16
_FIELD_LIMIT: Final = 1 << 24


def _encoding(head: bytes) -> str:
    """Return UTF-8, UTF-16 or the Western Windows code page, whichever reads the first bytes."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return "cp1252"
    return "utf-8-sig"


def _separator(head: str) -> str:
    """Return the separator that stands most often outside of quotes."""
    bare = "".join(head.split('"')[::2])
    return max(",;\t|", key=bare.count)


@contextmanager
def open_csv(path: Path) -> Iterator[tuple[list[str], Iterator[list[list[str]]]]]:
    """Open a CSV file and hand over its header and chunks of its rows, each row as long as the header.

    Raises `ValueError` when the file has no header, `OSError` when it cannot be read.
    """
    with path.open("rb") as raw:
        head = raw.read(_PROBE)
    encoding = _encoding(head)
    separator = _separator(head.decode(encoding, "replace"))
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        before = csv.field_size_limit(_FIELD_LIMIT)
        try:
            rows = csv.reader(file, delimiter=separator)
            header = next(rows, [])
            if not any(header):
                raise ValueError(f"{path}: no header line")
            yield header, chunks(rows, len(header))
        finally:
            csv.field_size_limit(before)


def chunks(rows: Iterator[list[str]], width: int, size: int = 8_192) -> Iterator[list[list[str]]]:
    """Yield lists of rows, each row of one width; empty lines are skipped."""
    while chunk := list(islice(rows, size)):
        if set(map(len, chunk)) == {width}:
            yield chunk
        else:
            yield [(row + [""] * width)[:width] for row in chunk if row]
