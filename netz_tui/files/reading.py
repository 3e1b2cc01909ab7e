"""Reading any address file: opened under limits, recognised by content, given out record by record."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

from netz_tui.files import beginnings
from netz_tui.files.options import Options
from netz_tui.files.records import (
    Record,
    Skipped,
    remark,
)
from netz_tui.files.source import FileProblem, Limits, Source, Terms, open_regular
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netz_tui.files.mail_patterns import MailPattern
    from netz_tui.files.mapping import TableGuess

Sniff = Callable[[Source], str]
Read = Callable[[Source, Options], Iterator[Record | Skipped]]


_READERS: tuple[tuple[Sniff, str], ...] = (
    (beginnings.vcard, "vcard"),
    (beginnings.jcard, "jcard"),
    (beginnings.xcard, "xcard"),
    (beginnings.netz_json, "netz_json"),
    (beginnings.xing, "xing"),
    (beginnings.ldif, "ldif"),
    (beginnings.mail, "mail"),
    (beginnings.vcard_within, "vcard"),
)
"""What recognises a format by the beginning of a file, and the module that reads it."""


def formats() -> Iterator[tuple[Sniff, Read]]:
    """Give out what recognises a format and what reads it; the first to recognise a file reads it.

    A reader is loaded when it is to read, that of tables when no other format was recognised.
    """
    for sniff, module in _READERS:
        yield sniff, partial(_read, module)
    from netz_tui.files import tables

    yield tables.sniff, tables.read


def _read(module: str, source: Source, options: Options) -> Iterator[Record | Skipped]:
    """Let a module read a source."""
    found: Iterator[Record | Skipped] = import_module(f"netz_tui.files.{module}").read(source, options)
    return found


def _is_archive(source: Source) -> bool:
    """Tell whether a file begins like a ZIP archive."""
    return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Reading:
    """One file, or one member of an archive. Iterating streams its records and what could not be taken, once.

    `file`, `format` and `encoding` say what it is; the encoding is certain only after iterating. The
    counts grow while iterating: `read` + `skipped` + `refused` is always `total`, the number of records
    met in the file; `hidden_rows` are among the skipped.
    """

    def __init__(
        self, file: str, kind: str, source: Source | None, records: Iterable[Record | Skipped], size: int = 0
    ) -> None:
        self.file = file
        self.format = kind
        self.size = size
        self.read = self.skipped = self.refused = self.hidden_rows = 0
        self._source = source
        self._records = iter(records)

    @property
    def encoding(self) -> str:
        """Return the encoding as found so far."""
        return self._source.encoding if self._source else ""

    @property
    def done(self) -> int:
        """Return how many bytes were read so far."""
        return self._source.done if self._source else 0

    @property
    def total(self) -> int:
        """Return how many records were met."""
        return self.read + self.skipped + self.refused

    def __iter__(self) -> Iterator[Record | Skipped]:
        try:
            for record in self._records:
                if not isinstance(record, Skipped):
                    self.read += 1
                elif record.kind == "refused":
                    self.refused += 1
                elif record.kind != "remark":
                    self.skipped += 1
                    self.hidden_rows += record.kind == "hidden"
                yield record
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._source:
            self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()


def _reading(source: Source, options: Options) -> Reading | None:
    """Return the reading of a recognised source."""
    for sniff, read in formats():
        if kind := sniff(source):
            return Reading(source.name, kind, source, read(source, options), source.size)
    from netz_tui.files import mapping, tables

    if options.mapping and mapping.guess_table(source.peek()):  # whatever its columns are called: somebody said it
        return Reading(source.name, tables.GUESSED, source, tables.read(source, options), source.size)
    return None


def read_file(
    path: str | os.PathLike[str],
    *,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    encoding: str = "",
    mapping: Mapping[str, str] | None = None,
    patterns: tuple[MailPattern, ...] = (),
) -> Iterator[Reading]:
    """Give out a Reading for a file, or one for each known member of an archive.

    `progress(done, total)` is called in bytes, `cancelled()` is asked often; `encoding` overrules what
    would be found, `mapping` (column → field) what would be guessed of a table, `patterns` come before
    the built-in ones for mails. Raises FileProblem when nothing can be read, Cancelled when asked to stop; both can
    also come while a Reading is iterated.
    """
    terms = Terms(limits or Limits(), progress, cancelled, encoding)
    options = Options(mapping, patterns)
    name = os.fsdecode(path).encode("utf-8", "replace").decode()
    if Path(path).is_dir():
        from netz_tui.files import maildir

        if mails := maildir.mails_in(Path(path)):
            yield Reading(name, "maildir", None, maildir.read(mails, options, terms))
            return
    stream, size = open_regular(path, terms.limits)
    source = Source(stream, name, size, terms)
    if _is_archive(source):
        try:
            yield from _archive(source, options)
        finally:
            source.close()
        return
    reading = _reading(source, options)
    if reading is None:
        source.close()
        words = N_("{file} is no address file that netz knows.") if size else N_("{file} is empty.")
        raise FileProblem(words, file=name)
    yield reading


def look_at_table(
    path: str | os.PathLike[str], *, limits: Limits | None = None, encoding: str = "", known: bool = False
) -> TableGuess | None:
    """Return what the columns of a table seem to hold and some of its rows.

    None for a file that is no table or, unless `known`, one whose columns a reader knows. For a screen where the user
    corrects the guess; `read_file(path, mapping=…)` then takes it. Raises FileProblem when the file cannot be opened.
    """
    from netz_tui.files import tables

    if Path(path).is_dir():
        return None
    terms = Terms(limits or Limits(), encoding=encoding)
    stream, size = open_regular(path, terms.limits)
    with stream:
        source = Source(stream, os.fsdecode(path), size, terms)
        kind = "zip" if _is_archive(source) else next(filter(None, (sniff(source) for sniff, _ in formats())), "")
        if kind not in {"", tables.GUESSED} and not (known and kind in tables.NAMES):
            return None
        guess = tables.look(source)
        return guess if guess and (kind or guess.regular) else None


_STRANGE = N_("{member} was left: no address file that netz knows.")


def _archive(outer: Source, options: Options) -> Iterator[Reading]:
    """Give out a Reading for each known member, and one that tells of the others."""
    from netz_tui.files import archive, tables

    told: list[Skipped] = []
    known = 0
    for source in archive.members(outer, told):
        reading = _reading(source, options)
        if reading is None:
            source.close()
            told.append(remark(0, _STRANGE, member=source.name))
        elif reading.format == tables.GUESSED and not options.mapping:
            reading.close()
            told.append(
                remark(0, "{member} was left: its columns can only be guessed. Read it alone.", member=source.name)
            )
        else:
            known += 1
            yield reading
    if not known:
        why = next((one for one in told if one.message != _STRANGE), None)
        if why:
            raise FileProblem(why.message, **why.params)
        raise FileProblem("{file} holds no address file that netz knows.", file=outer.name)
    yield Reading(outer.name, "zip", None, told)
