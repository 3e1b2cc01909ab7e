"""The report of the study as one document: a page of HTML, Markdown, or tables of CSV.

The page holds all it needs, plots included, asks no network, and prints. Every word in a document is plain
text, foreign or not; it is escaped for each format here.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Cell = str | int | float | None
"""A cell of a table: words, a number, or nothing known."""


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a paragraph; a `caution` says what biases the figures beside it."""

    words: str
    caution: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table: its caption, a short ASCII `name` for a file, the head, and rows as wide as the head."""

    name: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"the rows of {self.name!r} are not as wide as its head")


@dataclass(frozen=True, slots=True)
class Plot:
    """Hold a drawing made by `plots`, and a caption."""

    drawing: str
    caption: str


Block = Note | Table | Plot


@dataclass(frozen=True, slots=True)
class Section:
    """Hold a part of the report under its heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a whole report; `language` is its BCP 47 code, `subtitle` says when and over which time."""

    language: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def tables(self) -> Iterable[Table]:
        """Yield every table in order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield block


def _usual(value: float) -> str:
    return f"{value:g}"


_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem;
  color: CanvasText; background: Canvas; }
h1 { line-height: 1.2; margin-bottom: 0; } h2 { margin-top: 2.5rem; }
.subtitle { margin-top: .25rem; opacity: .75; }
figure { margin: 1.5rem 0; break-inside: avoid; overflow-x: auto; }
figure svg { width: 100%; height: auto; }
figcaption, caption { text-align: left; font-size: .95em; font-weight: 600; margin: .25rem 0; }
figcaption { font-weight: 400; opacity: .85; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 1.25rem 0;
  font-variant-numeric: tabular-nums; break-inside: avoid; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th:first-child { width: 31%; } th:nth-child(2) { width: 20%; } th:nth-child(3) { width: 21%; }
thead th { font-weight: 400; font-size: .9em; opacity: .75; }
th.number, td.number { text-align: right; padding-right: 0; padding-left: .6rem; overflow-wrap: normal; }
.caution { border-left: 4px solid #d55e00; padding-left: .8rem; font-size: .95em; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 9pt; }
  h2 { break-after: avoid; break-inside: avoid; margin-top: 1.5rem; }
  figure { margin: .75rem 0; } figure svg { width: 78%; } figcaption { break-before: avoid; }
  .caution { break-before: avoid; }
  table { margin: .75rem 0; } th, td { padding-top: .15rem; padding-bottom: .15rem; }
}
@page { margin: 18mm; }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(document: Document, number: Callable[[float], str] = _usual) -> str:
    """Return the report as one self-contained page; `number` says a number in the reader's language."""
    body = "\n".join(
        f"<section>\n<h2>{escape(section.heading)}</h2>\n"
        + "\n".join(_html_block(block, number) for block in section.blocks)
        + "\n</section>"
        for section in document.sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<header>\n<h1>{escape(document.title)}</h1>\n<p class="subtitle">{escape(document.subtitle)}</p>\n'
        f"</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html_block(block: Block, number: Callable[[float], str]) -> str:
    if isinstance(block, Note):
        kind = ' class="caution"' if block.caution else ""
        return f"<p{kind}>{escape(block.words)}</p>"
    if isinstance(block, Plot):
        return f"<figure>\n{block.drawing}\n<figcaption>{escape(block.caption)}</figcaption>\n</figure>"
    numeric = [_is_numeric(row[at] for row in block.rows) for at in range(len(block.head))]

    def cells(tag: str, row: Iterable[Cell], scope: str = "") -> str:
        return "".join(
            f"<{tag}{scope}{' class=number' if right else ''}>{escape(_said(cell, number))}</{tag}>"
            for cell, right in zip(row, numeric, strict=True)
        )

    head = cells("th", block.head, " scope=col")
    rows = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in block.rows)
    return (
        f"<table>\n<caption>{escape(block.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _is_numeric(cells: Iterable[Cell]) -> bool:
    """Tell whether a column holds numbers, and nothing but them where it holds anything."""
    known = [cell for cell in cells if cell is not None]
    return bool(known) and not any(isinstance(cell, str) for cell in known)


def _said(cell: Cell, number: Callable[[float], str]) -> str:
    """Return a cell as shown; nothing known is a dash, never a 0."""
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else number(cell)


_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^=-])")


def _markdown_words(words: str) -> str:
    """Return words on one line in which Markdown and HTML find nothing to act on."""
    escaped = _MARKDOWN.sub(r"\\\1", " ".join(words.split()))
    return re.sub(r"^(\d+)([.:])", r"\1\\\2", escaped)


def to_markdown(document: Document, number: Callable[[float], str] = _usual) -> str:
    """Return the report as Markdown with tables; of a plot the caption stays, since Markdown can't hold it."""
    parts = [f"# {_markdown_words(document.title)}", _markdown_words(document.subtitle)]
    for section in document.sections:
        parts.append(f"## {_markdown_words(section.heading)}")
        parts += [_markdown_block(block, number) for block in section.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_block(block: Block, number: Callable[[float], str]) -> str:
    if isinstance(block, Note):
        return ("> " if block.caution else "") + _markdown_words(block.words)
    if isinstance(block, Plot):
        return f"*{_markdown_words(block.caption)}*"
    right = [_is_numeric(row[at] for row in block.rows) for at in range(len(block.head))]
    lines = [
        "| " + " | ".join(_markdown_words(name) for name in block.head) + " |",
        "| " + " | ".join("---:" if numeric else "---" for numeric in right) + " |",
        *("| " + " | ".join(_markdown_words(_said(cell, number)) for cell in row) + " |" for row in block.rows),
    ]
    return f"{_markdown_words(block.caption)}\n\n" + "\n".join(lines)


_FORMULA: Final = "=+-@\t\r\n＝＋－＠'"


def _guarded(cell: Cell) -> str | int | float:
    """Return a cell that no spreadsheet takes for a formula: words that look like one get a leading '."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\u200b\ufeff").startswith(tuple(_FORMULA)):
        return "'" + cell
    return cell


def to_csv(document: Document) -> dict[str, str]:
    """Return each table as CSV by its file name; numbers with a point, an unknown one as an empty cell."""
    files: dict[str, str] = {}
    for table in document.tables():
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([_guarded(name) for name in table.head])
        writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
        stem = re.sub(r"[^a-z0-9]+", "-", table.name.lower()).strip("-") or "table"
        name = f"{stem}.csv"
        count = 2
        while name in files:
            name, count = f"{stem}-{count}.csv", count + 1
        files[name] = out.getvalue()
    return files
