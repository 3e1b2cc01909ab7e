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


def is_archive(head: bytes) -> bool:
    """Tell whether the beginning of a file is that of a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(outer: Source, told: list[Skipped]) -> Iterator[Source]:
    """Give out the members of an archive as sources; say in `told` which were left, and why.

    Raises FileProblem when the archive is damaged, encrypted or too large.
    """
    try:
        archive = zipfile.ZipFile(outer.stream)
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as problem:
        raise FileProblem(
            "{file} is a damaged ZIP archive: {reason}. Download it again.", file=outer.name, reason=str(problem)
        ) from problem
    if len(infos) > outer.limits.members:
        raise FileProblem(
            "{file} holds {count} files, more than the {limit} netz looks at. Unpack it and read what you need.",
            file=outer.name,
            count=len(infos),
            limit=outer.limits.members,
        )
    for info in infos:
        name = info.filename
        if info.is_dir() or info.file_size == 0 or name.startswith("__MACOSX/"):
            continue
        if info.flag_bits & _ENCRYPTED:
            told.append(remark(0, "{member} is encrypted. Unpack the archive and read the file.", member=name))
            continue
        if info.file_size > outer.limits.member_bytes:
            told.append(remark(0, "{member} is too large.", member=name))
            continue
        try:
            stream = cast("BinaryIO", archive.open(info))
            yield Source(stream, name, info.file_size, outer.terms, keep=outer.stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, FileProblem) as problem:
            told.append(remark(0, "{member} cannot be unpacked: {reason}", member=name, reason=str(problem)))
