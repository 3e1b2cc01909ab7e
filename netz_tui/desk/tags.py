"""Words of the user's own for grouping people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.book.models import PersonTag, Tag
from netz_tui.clean import clean
from netz_tui.desk.who import name_of
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netz_tui.book.journal import Change
    from netz_tui.desk.desk import Desk


def tags_of(desk: Desk, person_id: int) -> list[str]:
    """Return a person's tags in alphabetical order."""
    rows = desk.book.rows(
        "SELECT t.name FROM person_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.person_id = ? ORDER BY t.name",
        (person_id,),
    )
    return [row[0] for row in rows]


def split(text: str) -> list[str]:
    """Return the tags in a line typed by the user: words parted by commas, without # and repeats."""
    return _words(text.split(","))


def _words(tags: Iterable[str]) -> list[str]:
    words = (clean(clean(tag).lstrip("# ").lower()) for tag in tags)
    return list(dict.fromkeys(word for word in words if word))


def set_tags(desk: Desk, person_ids: Sequence[int], tags: Sequence[str], *, keep_others: bool) -> Change:
    """Give people these tags, all in one step; without `keep_others` these and no others."""
    people = list(dict.fromkeys(person_ids))
    params: dict[str, object] = {"count": len(people)}
    label = N_("{count} people tagged")
    if len(people) == 1:
        label, params = N_("{name} tagged"), {"name": name_of(desk, people[0]) or ""}
    with desk.book.action("tags", label, desk.now(), **params) as action:
        wanted = {}
        for tag in _words(tags):
            found = desk.book.value("SELECT id FROM tags WHERE name = ?", (tag,))
            wanted[tag] = action.insert(Tag, name=tag) if found is None else int(found)
        for person_id in people:
            held = dict(desk.book.rows("SELECT tag_id, id FROM person_tags WHERE person_id = ?", (person_id,)))
            for tag_id in wanted.values():
                if tag_id not in held:
                    action.insert(PersonTag, person=person_id, tag=tag_id)
            if not keep_others:
                for tag_id, row_id in held.items():
                    if tag_id not in wanted.values():
                        action.delete(PersonTag, row_id)
    return action.change
