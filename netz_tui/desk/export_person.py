"""Hand out all that is known about one person: to read, for an address book, or as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netz_tui.desk import records
from netz_tui.desk.contacts import PersonPage, as_data, person_page
from netz_tui.desk.export import FORMATS, cards, format_of
from netz_tui.files import FileProblem
from netz_tui.files.write_person import write_markdown
from netz_tui.files.writing import write_atomically
from netz_tui.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netz_tui.desk.desk import Desk

__all__ = ["FileProblem", "export", "pieces", "text_of"]


def export(desk: Desk, person_id: int, path: Path, form: str = "", *, overwrite: bool = False) -> None:
    """Write a person into a file, in a format of `desk.export` or in the one that its ending says.

    Without either it becomes Markdown. Raises `FileProblem` if it can't be written or is there already.
    """
    form = form or format_of(path) or "markdown"
    write_atomically(path, pieces(desk, person_id, form), overwrite=overwrite)


def pieces(desk: Desk, person_id: int, form: str) -> Iterator[str]:
    """Give out a person as text: all that is known in "json" and "markdown", a card otherwise.

    Raises `FileProblem` if nobody has this id.
    """
    page = person_page(desk, person_id)
    if page is None:
        raise FileProblem("This person is not there any more.")
    if form == "markdown":
        return iter([text_of(desk, page)])
    found = FORMATS[form](cards(desk, [person_id]))
    return _with_page(found, page) if form == "json" else found


def _with_page(document: Iterator[str], page: PersonPage) -> Iterator[str]:
    """Add to a JSON document of one card, which can be imported, all else that is known."""
    yield "".join(document).rstrip().removesuffix("}") + ","
    yield json.dumps(as_data(page), ensure_ascii=False, indent=1)[1:] + "\n"


def text_of(desk: Desk, page: PersonPage) -> str:
    """Return all that is known about a person as Markdown."""
    (card,) = cards(desk, [page.person.id])
    return write_markdown(card, [chapter for chapter in _chapters(page) if chapter[1]])


def _chapters(page: PersonPage) -> Iterator[tuple[str, list[str]]]:
    yield (
        _("Ground"),
        [
            " ".join(filter(None, [row.kind, row.since, row.place, row.introducer or "", row.fallen_at or ""]))
            for row in page.grounds
        ],
    )
    yield (
        _("Conversations"),
        [
            "\n".join(filter(None, [f"{row.at[:16].replace('T', ' ')} {row.kind}, {row.outcome}", row.note]))
            for row in page.conversations
        ],
    )
    yield (
        _("Requests"),
        [" ".join([at[:10], direction, platform, state]) for _id, direction, platform, at, state in page.requests],
    )
    yield _("Knows"), [" ".join(filter(None, [tie.other, tie.since, tie.place, tie.note])) for tie in page.ties]
    yield _("As introducer"), [records.record_line(page.record)] if page.record.asked else []
    yield _("Leads"), [" ".join([at[:10], stage, note]) for at, stage, note in page.leads]
    yield _("Where it comes from"), list(_origins(page))
    yield _("History"), [f"{entry.at:%Y-%m-%d} {say(entry.label, **entry.params)}" for entry in page.history]


def _origins(page: PersonPage) -> Iterator[str]:
    """Yield each value with the file it stood in and the day it came."""
    values = [(fact.value, fact.source, fact.at) for fact in page.facts]
    values += [(row.raw, *page.reached_from[row.id]) for row in page.handles if row.id in page.reached_from]
    for value, file, at in values:
        first, *rest = value.splitlines()
        yield f"{first}{' …' if rest else ''}: {file or _('by hand')}, {at[:10]}"
