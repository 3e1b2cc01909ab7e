"""ZIP archives, as LinkedIn sends them: their members as sources, none trusted in name or size."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, cast

from netz_tui.files.records import Skipped, remark
from netz_tui.files.source import FileProblem, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_ENCRYPTED = 0x1


class _Uses:
    """Closes the archive's file when the last member that reads from it is closed."""

    def __init__(self, outer: Source) -> None:
        self._outer = outer
        self._count = 1

    def more(self) -> None:
        self._count += 1

    def less(self) -> None:
        self._count -= 1
        if not self._count:
            self._outer.close()


def _open(outer: Source) -> zipfile.ZipFile:
    """Open the archive. Raises FileProblem when it is damaged or holds too many files."""
    try:
        archive = zipfile.ZipFile(outer.stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as problem:
        raise FileProblem(
            "{file} is a damaged ZIP archive: {reason}. Download it again.", file=outer.name, reason=str(problem)
        ) from problem
    if len(archive.infolist()) > outer.limits.members:
        raise FileProblem(
            "{file} holds {count} files, more than the {limit} netz looks at. Unpack it and read what you need.",
            file=outer.name,
            count=len(archive.infolist()),
            limit=outer.limits.members,
        )
    return archive


def members(outer: Source, told: list[Skipped]) -> Iterator[Source]:
    """Give out the members of an archive as sources; say in `told` which were left, and why.

    The archive stays open until the last of them is closed. Raises FileProblem when it is damaged or
    holds too many files.
    """
    uses = _Uses(outer)
    try:
        archive = _open(outer)
        for info in archive.infolist():
            if not (info.is_dir() or info.file_size == 0 or info.filename.startswith("__MACOSX/")):
                source = _member(archive, info, outer, uses, told)
                if source:
                    yield source
    finally:
        uses.less()


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, outer: Source, uses: _Uses, told: list[Skipped]
) -> Source | None:
    """Return one member as a source, or say why not."""
    name = info.filename
    if info.flag_bits & _ENCRYPTED:
        told.append(remark(0, "{member} is encrypted. Unpack the archive and read the file.", member=name))
        return None
    if info.file_size > outer.limits.member_bytes:
        told.append(remark(0, "{member} is too large.", member=name))
        return None
    uses.more()
    try:
        stream = cast("BinaryIO", archive.open(info))
        return Source(stream, name, info.file_size, outer.terms, closed=uses.less, breaks=(zipfile.BadZipFile,))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, FileProblem) as problem:
        uses.less()
        told.append(remark(0, "{member} cannot be unpacked: {reason}", member=name, reason=str(problem)))
        return None
