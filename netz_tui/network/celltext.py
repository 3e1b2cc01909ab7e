"""Text measured in terminal cells: clusters, width, shortening and a plain-letter form."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import dropwhile

from netz_tui.clean import one_line
from netz_tui.spelling import spelled

_JOINERS = str.maketrans("", "", "\u200c\u200d\ufe0e\ufe0f")
_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "…": ".."},
)


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[tuple[str, int], ...]:
    """Return the text's user-perceived characters, each with its width in cells (1 or 2).

    Widths are those of the screen library's own table (`rich.cells`, imported when the first non-ASCII
    text comes), so that a row measured here is a row measured there. Joiners and variation selectors are
    dropped first: terminals disagree about the width of what they build.
    """
    if text.isascii():
        return tuple((char, 1) for char in text)
    from rich.cells import split_graphemes

    text = text.translate(_JOINERS)
    return tuple((text[start:end], cells) for start, end, cells in split_graphemes(text)[0] if cells)


def width(text: str) -> int:
    """Return how many cells the text takes."""
    return len(text) if text.isascii() else sum(cells for _, cells in clusters(text))


def tidy(text: str, *, ascii_only: bool) -> str:
    """Return foreign text fit for a row of cells; with `ascii_only` in plain letters, `?` where there is none."""
    line = one_line(text)
    if ascii_only and not line.isascii():
        bare = unicodedata.normalize("NFKD", spelled(line).translate(_SIGNS))
        line = "".join(char if char.isascii() else "?" for char in bare if not unicodedata.combining(char))
        line = " ".join(line.split())
    return "".join(cluster for cluster, _ in clusters(line))


def untitled(name: str) -> str:
    """Return a name without the titles before it: "Prof. Dr. Ute Roth" is "Ute Roth".

    A name of which less than two words would be left comes back as it is.
    """
    words = list(dropwhile(_is_short, name.split()))
    return " ".join(words) if len(words) > 1 else name


def initials(name: str) -> str:
    """Return the short form of a name of several words: "Anna Berger" is "A. Berger", titles fall away.

    What follows a comma as well. A name of one word comes back as it is.
    """
    words = [word for word in name.split(",", maxsplit=1)[0].split() if not _is_short(word)]
    if len(words) < 2:  # noqa: PLR2004 - a first and a last name
        return name
    return f"{clusters(words[0])[0][0]}. {words[-1]}"


def family(name: str) -> str:
    """Return the last word of a name without titles and what follows a comma: "Dr. Anna Berger" is "Berger"."""
    return initials(name).split(" ")[-1]


def _is_short(word: str) -> bool:
    """Tell whether a word of a name is a title or another short form."""
    return word.endswith(".")


def shorten(text: str, cells: int, *, mark: str = "…") -> str:
    """Return the text if it fits into so many cells, else its beginning with a mark; "" if not even that fits."""
    if width(text) <= cells:
        return text
    room = cells - width(mark)
    if room < 1:
        return ""
    kept = []
    for cluster, size in clusters(text):
        room -= size
        if room < 0:
            break
        kept.append(cluster)
    return ("".join(kept).rstrip() + mark) if kept else ""
