"""The only gate for foreign text: `clean` on the way in, `plain` on the way to a screen or a pipe."""

from __future__ import annotations

import unicodedata

LINE_LIMIT = 2_000
"""Longest single-line value kept, in characters: names, companies, addresses."""
TEXT_LIMIT = 1_000_000
"""Longest multi-line value kept, in characters: messages and notes."""
MARKS_LIMIT = 8
"""Most combining marks kept on one character; more is a prank, no script needs it."""

_KEEP_FORMAT = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd")
_DROP_ALWAYS = frozenset("\u2028\u2029\ufff9\ufffa\ufffb")
_NEWLINES = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def _unwanted(char: str) -> bool:
    """Tell whether a character is invisible or steers the terminal, and no script needs it."""
    category = unicodedata.category(char)
    if category == "Cn":  # unassigned today may be tomorrow's emoji; noncharacters never are
        return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"  # noqa: PLR2004
    return category in {"Cc", "Cs"} or char in _DROP_ALWAYS or (category == "Cf" and char not in _KEEP_FORMAT)


def _few_marks(text: str) -> str:
    """Cut runs of combining marks to `MARKS_LIMIT`."""
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run <= MARKS_LIMIT:
            kept.append(char)
    return "".join(kept)


def clean(text: str, limit: int = LINE_LIMIT) -> str:
    """Return a single-line value fit to be stored: NFC, no controls, white space folded, at most `limit` long."""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text if "  " not in text and text.strip() == text else " ".join(text.split())
    folded = " ".join(text.translate(_NEWLINES).split())
    visible = "".join(char for char in folded if not _unwanted(char))
    return " ".join(_few_marks(unicodedata.normalize("NFC", visible)).split())[:limit].rstrip()


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    r"""Return a multi-line value fit to be stored: as `clean`, but `\n` and `\t` stay and blanks are not folded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NEWLINES)
    visible = (
        lines
        if lines.isascii() and lines.isprintable()
        else "".join(char for char in lines if char in "\n\t" or not _unwanted(char))
    )
    return _few_marks(unicodedata.normalize("NFC", visible))[:limit]


def plain(text: str) -> str:
    """Return text as it may be shown: what `clean` would drop becomes nothing, controls become visible marks.

    Old data and pasted text pass here too, so this does not rely on `clean` having run.
    """
    if text.isprintable() and text.isascii():
        return text
    shown: list[str] = []
    for char in text:
        code = ord(char)
        if char in "\n\t":
            shown.append(char)
        elif code < 0x20:  # noqa: PLR2004 - the C0 controls have pictures of their own
            shown.append(chr(0x2400 + code))
        elif code == 0x7F:  # noqa: PLR2004 - DEL
            shown.append("\u2421")
        elif not _unwanted(char):
            shown.append(char)
        elif 0x80 <= code <= 0x9F:  # noqa: PLR2004 - the C1 controls have none
            shown.append("\ufffd")
    return _few_marks("".join(shown))


def one_line(text: str) -> str:
    """Return text as `plain` shows it, on one line."""
    return " ".join(plain(text).split())
