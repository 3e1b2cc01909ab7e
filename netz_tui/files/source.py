"""One stream of bytes under limits: opened safely, brought to UTF-8 where it can be, cut into lines."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple
from zlib import error as ZlibError  # noqa: N812 - it is a class

from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MIB = 1024 * 1024
CHUNK = 256 * 1024
HEAD = 64 * 1024
"""Bytes of the beginning that detection may look at."""
SMALL = 1000
"""Bytes of an over-long line kept, so that it can be told which one it is."""


class Limits(NamedTuple):
    """What a file may be; sizes in bytes."""

    file_bytes: int = 8 * 1024 * MIB
    member_bytes: int = 2 * 1024 * MIB
    """Unpacked size of one member of an archive."""
    members: int = 10_000
    line_bytes: int = 8 * MIB
    """One line of the file, and one unfolded property of a card."""
    record_bytes: int = 32 * MIB
    """One card, one row, one mail."""
    document_bytes: int = 64 * MIB
    """A format that must be parsed as a whole (JSON, XML)."""
    depth: int = 50
    """Nesting of JSON, XML, mail parts, cards in cards."""


class FileProblem(Exception):
    """A file that cannot be read or written; `str()` says what, where and what to do."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message.format(**self.params)


class Cancelled(Exception):
    """The reading was stopped on request."""


class Terms(NamedTuple):
    """How a file is read: within which limits, who looks on, in which encoding if that is not to be found out.

    `progress(done, total)` is told bytes; `cancelled()` says whether to stop.
    """

    limits: Limits = Limits()
    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], bool] | None = None
    encoding: str = ""


class Block(NamedTuple):
    """Some whole lines, parted by LF; `first` is the number of the first one, from 1.

    `cut` is the full length of an over-long line, of which `data` holds the beginning; else 0.
    """

    first: int
    data: bytes
    cut: int = 0

    @property
    def lines(self) -> list[bytes]:
        """Return the lines one by one."""
        return self.data.split(b"\n")


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def wide_encoding(head: bytes) -> tuple[str, int]:
    """Return (encoding, length of its mark) by byte order mark or NUL pattern; ("", 0) for neither."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    sample = head[: len(head) & ~1][:4096]
    half = len(sample) // 2
    if half < 2:  # noqa: PLR2004 - two characters make no pattern
        return "", 0
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be", 0
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le", 0
    return "", 0


_BREAKS: tuple[type[Exception], ...] = (
    OSError, EOFError, ValueError, RuntimeError, NotImplementedError, ZlibError,
)  # fmt: skip
"""What a stream raises where it cannot be read."""


class Source:
    """The bytes of one file or archive member, given out once as `blocks()` or `chunks()`.

    UTF-16 and UTF-32 are brought to UTF-8 on the way and byte order marks removed, so that readers see
    UTF-8 or an 8-bit encoding only. `encoding` says what was found so far; `decode` refines it.
    """

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        size: int,
        terms: Terms,
        *,
        closed: Callable[[], None] | None = None,
        breaks: tuple[type[Exception], ...] = (),
    ) -> None:
        self.name = name
        self.size = size
        self.terms = terms
        self.limits = terms.limits
        encoding = self.forced = known_charset(terms.encoding) if terms.encoding else ""
        self.stream = stream
        self._closed = closed  # whom to tell when the stream is let go
        self._breaks = breaks  # what else the stream raises where it is damaged
        self.done = 0
        first = self._read(HEAD)
        found, skip = wide_encoding(first)
        wide = _with_order(encoding, found) if encoding.startswith(("utf-16", "utf-32")) else found
        self._decoder = None
        if wide.startswith(("utf-16", "utf-32")):
            self._decoder = codecs.getincrementaldecoder(wide)("replace")
        self.encoding = wide or encoding or "ascii"
        self.head = self._narrow(first[skip:])
        self._given = False

    def _read(self, size: int) -> bytes:
        """Read once, watch, and hold the limit on what was read in all."""
        if self.terms.cancelled and self.terms.cancelled():
            raise Cancelled
        try:
            data = self.stream.read(size)
        except (*_BREAKS, *self._breaks) as problem:
            raise FileProblem("{file} cannot be read: {reason}.", file=self.name, reason=_reason(problem)) from problem
        self.done += len(data)
        if self.done > self.limits.file_bytes:
            raise FileProblem(
                "{file} is more than the {limit} MB netz reads. Split it and try again.",
                file=self.name,
                limit=self.limits.file_bytes // MIB,
            )
        if self.terms.progress:
            self.terms.progress(self.done, max(self.size, self.done))
        return data

    def peek(self) -> str:
        """Return the beginning as text with plain line ends, to recognise formats by."""
        try:
            text = codecs.getincrementaldecoder(self.forced if self._decoder is None and self.forced else "utf-8")(
                "strict"
            ).decode(self.head)
        except UnicodeDecodeError:
            text = western(self.head)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def close(self) -> None:
        """Let go of the file."""
        self.stream.close()
        if self._closed:
            self._closed()
            self._closed = None

    def _narrow(self, data: bytes, *, final: bool = False) -> bytes:
        """Bring wide characters to UTF-8; leave the rest alone."""
        if self._decoder is None:
            return data
        return self._decoder.decode(data, final).encode("utf-8", "replace")

    def chunks(self) -> Iterator[bytes]:
        """Give out the bytes, once."""
        if self._given:
            raise ValueError("a source is read once")
        self._given = True
        yield self.head
        while data := self._read(CHUNK):
            yield self._narrow(data)
        if rest := self._narrow(b"", final=True):
            yield rest

    def whole(self) -> bytes:
        """Return everything, for formats that cannot be streamed.

        Raises FileProblem when that is more than `limits.document_bytes`.
        """
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            size += len(chunk)
            if size > self.limits.document_bytes:
                raise FileProblem(
                    "{file} is larger than {limit} MB, too large for a file of its kind. Split it and try again.",
                    file=self.name,
                    limit=self.limits.document_bytes // MIB,
                )
            parts.append(chunk)
        return b"".join(parts)

    def blocks(self) -> Iterator[Block]:
        """Give out whole lines in blocks; CR, LF and CRLF end a line. Over-long lines come cut, alone in a block."""
        limit = self.limits.line_bytes
        number, rest, lost = 1, b"", 0
        for chunk in self.chunks():
            data = rest + chunk if rest else chunk
            if lost:  # inside an over-long line: wait for its end
                end = _line_end(chunk)
                if end < 0:
                    lost += len(chunk)
                    continue
                yield Block(number, rest, cut=lost + end)
                number, rest, lost, data = number + 1, b"", 0, chunk[end:].removeprefix(b"\r").removeprefix(b"\n")
            held = data.endswith(b"\r")  # its LF may come with the next chunk
            if b"\r" in data:
                data = (data[:-1] if held else data).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            whole, end_of_line, rest = data.rpartition(b"\n")
            if end_of_line:
                yield from _within(number, whole, limit)
                number += whole.count(b"\n") + 1
            if held:
                rest += b"\r"
            if len(rest) > limit:
                rest, lost = rest[:SMALL], len(rest)
        if lost:
            yield Block(number, rest, cut=lost)
        elif rest:
            yield from _within(number, rest.removesuffix(b"\r"), limit)

    def strict(self, data: bytes) -> str | None:
        """Return text of bytes that are UTF-8, None for others."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        if text.isascii():
            return text
        if self.forced and self._decoder is None:
            return self.decode(data)
        self._note("utf-8")
        return text

    def decode(self, data: bytes) -> str:
        """Return text: the forced encoding, else strict UTF-8, else cp1252, and remember which it took."""
        if data.isascii():
            return data.decode("ascii")
        if self.forced and self._decoder is None:
            return data.decode(self.forced, "replace")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            self._note("cp1252")
            return western(data)
        self._note("utf-8")
        return text

    def _note(self, encoding: str) -> None:
        """Remember an encoding that was met; wide files have said theirs already."""
        if self.encoding == "ascii":
            self.encoding = encoding
        elif self._decoder is None and encoding not in self.encoding:
            self.encoding = f"{self.encoding} + {encoding}"

    def text_blocks(self) -> Iterator[tuple[int, str, int]]:
        """Give out `blocks()` decoded: (number of the first line, lines, cut)."""
        for block in self.blocks():
            text = self.decode(block.data) if self.forced else self.strict(block.data)
            if text is None:
                text = "\n".join(map(self.decode, block.lines))
            yield block.first, text, block.cut


def _with_order(encoding: str, found: str) -> str:
    """Return a wide encoding that says its byte order: as found, else that of Windows."""
    if encoding.endswith(("le", "be")):
        return encoding
    return found if found.startswith(encoding) else f"{encoding}-le"


_NOT_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"})


@lru_cache(maxsize=256)
def known_charset(name: str) -> str:
    """Return the codec for a declared charset, "" for an unknown one or one that isn't a charset of text."""
    try:
        codec = codecs.lookup(name).name
        b"a".decode(codec)
    except UnicodeError:  # a charset all the same, one of wide characters
        return codec
    except (LookupError, ValueError):
        return ""
    # what calls itself Latin-1 is cp1252 in practice
    return "" if codec.replace("_", "-") in _NOT_TEXT else {"iso8859-1": "cp1252"}.get(codec, codec)


def is_encoding(name: str) -> bool:
    """Tell whether a file may be said to be in this encoding."""
    return bool(known_charset(name))


def western(data: bytes) -> str:
    """Decode what isn't strict UTF-8: damaged UTF-8 if most of it fits, else cp1252.

    The five holes of cp1252 are taken from Latin-1, so that every byte has a character.
    """
    damaged = data.decode("utf-8", "replace")
    bad = damaged.count("\ufffd")
    if sum(char > "\x7f" for char in damaged) > 2 * bad:
        return damaged
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def _line_end(data: bytes) -> int:
    """Return where the first line ends, -1 for nowhere."""
    ends = [place for place in (data.find(b"\n"), data.find(b"\r")) if place >= 0]
    return min(ends, default=-1)


def _within(number: int, data: bytes, limit: int) -> Iterator[Block]:
    """Give out lines, the over-long ones cut and apart."""
    if len(data) <= limit:
        yield Block(number, data)
        return
    lines = data.split(b"\n")
    start = 0
    for place, line in enumerate(lines):
        if len(line) > limit:
            if place > start:
                yield Block(number + start, b"\n".join(lines[start:place]))
            yield Block(number + place, line[:SMALL], cut=len(line))
            start = place + 1
    if start < len(lines):
        yield Block(number + start, b"\n".join(lines[start:]))


def _reason(problem: BaseException) -> str:
    """Return the system's own words, without a path."""
    return getattr(problem, "strerror", None) or str(problem) or type(problem).__name__


_OPEN_PROBLEMS = {
    errno.ENOENT: N_("{file} does not exist. Check the name."),
    errno.EACCES: N_("{file} may not be read by you. Change its permissions, or copy it."),
    errno.EPERM: N_("{file} may not be read by you. Change its permissions, or copy it."),
    errno.ELOOP: N_("{file} is a link that leads in a circle."),
    errno.ENXIO: N_("{file} is not a regular file. Name a file with addresses."),
}


def open_regular(path: str | os.PathLike[str], limits: Limits) -> tuple[BinaryIO, int]:
    """Open a regular file without waiting for a pipe or seizing a terminal; return the stream and its size.

    Raises FileProblem for anything else, and for more than `limits.file_bytes`.
    """
    name = os.fsdecode(path)
    shown = name.encode("utf-8", "replace").decode()
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as problem:
        number = getattr(problem, "errno", None)
        words = _OPEN_PROBLEMS.get(number or 0, N_("{file} cannot be opened: {reason}."))
        raise FileProblem(words, file=shown, reason=_reason(problem)) from problem
    try:
        state = os.fstat(handle)
        _check(state, shown, limits)
        return os.fdopen(handle, "rb"), state.st_size
    except FileProblem:
        os.close(handle)
        raise


def _check(state: os.stat_result, shown: str, limits: Limits) -> None:
    """Raise FileProblem for what isn't a regular file of a bearable size."""
    if stat.S_ISDIR(state.st_mode):
        raise FileProblem("{file} is a folder. Name a file in it.", file=shown)
    if not stat.S_ISREG(state.st_mode):
        raise FileProblem("{file} is not a regular file. Name a file with addresses.", file=shown)
    if state.st_size > limits.file_bytes:
        raise FileProblem(
            "{file} is {size} MB, more than the {limit} MB netz reads. Split it and try again.",
            file=shown,
            size=state.st_size // MIB,
            limit=limits.file_bytes // MIB,
        )
