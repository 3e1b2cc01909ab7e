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


class _Kept(dict[int, int | None]):
    """For `str.translate`: each character asked about once, unwanted ones to be dropped."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if _unwanted(chr(code)) else code
        return kept


class _Shown(dict[int, int | None]):
    """For `str.translate`: controls as visible marks, other unwanted characters to be dropped."""

    def __missing__(self, code: int) -> int | None:
        self[code] = shown = self._shown(code)
        return shown

    @staticmethod
    def _shown(code: int) -> int | None:
        if code < 0x20:  # noqa: PLR2004 - the C0 controls have pictures of their own
            return 0x2400 + code
        if code == 0x7F:  # noqa: PLR2004 - DEL
            return 0x2421
        if 0x80 <= code <= 0x9F:  # noqa: PLR2004 - the C1 controls have none
            return 0xFFFD
        return None if _unwanted(chr(code)) else code


class _Marks(dict[str, bool]):
    """Whether a character is a combining mark that takes no room of its own; each asked about once."""

    def __missing__(self, char: str) -> bool:
        self[char] = mark = unicodedata.category(char) in {"Mn", "Me"}
        return mark


_SIMPLE_RANGES = (
    ("\x00", "\u02ff"), ("\u0388", "\u03ff"), ("\u0400", "\u0482"), ("\u048a", "\u052f"), ("\u2010", "\u2027"),
    ("\u2030", "\u205e"), ("\u20a0", "\u20c0"), ("\u3041", "\u3096"), ("\u30a1", "\u30fa"), ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7a3"),
)  # fmt: skip
"""Letters, signs and punctuation of which no sequence is other than in NFC."""


class _Simple(dict[str, bool]):
    """Whether a character is in one of these ranges; each asked about once."""

    def __missing__(self, char: str) -> bool:
        self[char] = simple = any(first <= char <= last for first, last in _SIMPLE_RANGES)
        return simple


_SIMPLE = _Simple()
_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))
_KEPT_ON_LINES = _Kept()
_KEPT_IN_TEXTS = _Kept({9: 9, 10: 10})
_SHOWN = _Shown({9: 9, 10: 10})
_MARKS = _Marks()


def _few_marks(text: str) -> str:
    """Cut runs of combining marks to `MARKS_LIMIT`."""
    if is_simple(text) or not any(map(_MARKS.__getitem__, text)):
        return text
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if _MARKS[char] else 0
        if run <= MARKS_LIMIT:
            kept.append(char)
    return "".join(kept)


def is_simple(text: str) -> bool:
    """Tell whether a text has no combining mark and is in NFC at a glance; False where it takes a closer look."""
    return text.isascii() or all(map(_SIMPLE.__getitem__, set(text)))


def is_plain(text: str) -> bool:
    """Tell whether `clean` would leave a text of bearable length alone but for blanks; quick for a long one too."""
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII).decode("utf-8", "surrogatepass")
    return odd.isprintable() and is_simple(odd)


def clean(text: str, limit: int = LINE_LIMIT) -> str:
    """Return a single-line value fit to be stored: NFC, no controls, white space folded, at most `limit` long."""
    if text.isprintable() and len(text) <= limit and is_simple(text):
        return " ".join(text.split()) if "  " in text or text.strip() != text else text
    folded = " ".join(text.translate(_NEWLINES).split())
    visible = unicodedata.normalize("NFC", folded.translate(_KEPT_ON_LINES))
    return " ".join(_few_marks(visible).split())[:limit].rstrip()


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    r"""Return a multi-line value fit to be stored: as `clean`, but `\n` and `\t` stay and blanks are not folded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NEWLINES)
    visible = unicodedata.normalize("NFC", lines.translate(_KEPT_IN_TEXTS))
    return _few_marks(visible)[:limit]


def plain(text: str) -> str:
    """Return text as it may be shown: what `clean` would drop becomes nothing, controls become visible marks.

    Old data and pasted text pass here too, so this does not rely on `clean` having run.
    """
    if text.isprintable() and is_simple(text):
        return text
    return _few_marks(text.translate(_SHOWN))


def one_line(text: str) -> str:
    """Return text as `plain` shows it, on one line."""
    return " ".join(plain(text).split())
