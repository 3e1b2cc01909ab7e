"""Hand out all that is known about one person: to read, for an address book, or as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netz_tui.desk.contacts import PersonPage, as_data, person_page
from netz_tui.files import Card, FileProblem, write_atomically, write_markdown
from netz_tui.files.write_vcard import write_vcards
from netz_tui.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netz_tui.desk.desk import Desk

__all__ = ["FileProblem", "export", "text_of"]


def export(desk: Desk, person_id: int, path: Path) -> None:
    """Write a person into a new file: vCard for .vcf, data for .json, Markdown otherwise. Raises `FileProblem`."""
    page = person_page(desk, person_id)
    if page is None:
        raise FileProblem("This person is not there any more.")
    if path.suffix.lower() == ".json":
        write_atomically(path, [json.dumps(as_data(page), ensure_ascii=False, indent=1), "\n"])
    elif path.suffix.lower() == ".vcf":
        write_atomically(path, write_vcards([_card(desk, page)], "4.0"))
    else:
        write_atomically(path, [text_of(desk, page)])


def text_of(desk: Desk, page: PersonPage) -> str:
    """Return all that is known about a person as Markdown."""
    return write_markdown(_card(desk, page), [chapter for chapter in _chapters(page) if chapter[1]])


def _card(desk: Desk, page: PersonPage) -> Card:
    values: dict[str, Any] = {fact.name: fact.value for fact in page.facts}
    reach = {
        kind: (
            [row.raw for row in page.handles if row.kind == kind],
            [row.label for row in page.handles if row.kind == kind],
        )
        for kind in ("email", "phone", "url")
    }
    given, family, uid = (
        desk.book.row("SELECT given, family, uid FROM people WHERE id = ?", (page.person.id,)) or ("",) * 3
    )
    return Card(
        name=page.person.name,
        given=given,
        family=family,
        uid=uid,
        tags=page.tags,
        connected_on=page.contact_since or "",
        emails=tuple(reach["email"][0]),
        email_labels=tuple(reach["email"][1]),
        phones=tuple(reach["phone"][0]),
        phone_labels=tuple(reach["phone"][1]),
        urls=tuple(reach["url"][0]),
        url_labels=tuple(reach["url"][1]),
        **values,
    )


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
    yield _("Leads"), [" ".join([at[:10], stage, note]) for at, stage, note in page.leads]
    yield _("History"), [f"{entry.at:%Y-%m-%d} {say(entry.label, **entry.params)}" for entry in page.history]
