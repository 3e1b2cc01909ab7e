"""Contacts that a source named before and a newer file of it does not: told, and asked about when they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from netz_tui.desk.desk import Desk

_SHARE = 5
"""More than one in so many is asked about."""
_WHOLE = ("linkedin", "xing")
"""Formats begun so are always a whole address list. In any other people are also passed on one by one."""


class Loss(NamedTuple):
    """How many of the contacts that came in a format are missing in a newer file of it."""

    format: str
    missing: int
    known: int


class Vanished(Exception):
    """A file lacks more than a fifth of a source's known contacts; `template` and `params` say so in a sentence."""

    def __init__(self, file: str, loss: Loss) -> None:
        self.template = N_(
            "{file} lacks {missing} of the {known} contacts that came from such a file ({format}) before. "
            "Nothing was changed. If it is the right file, take it in all the same: nobody is removed."
        )
        self.params: dict[str, Any] = {"file": file, **loss._asdict()}
        super().__init__(self.template.format(**self.params))


def known_from(desk: Desk, form: str) -> set[int]:
    """Return the ids of contacts who came, or had news, from a file of this format."""
    found = desk.book.rows(
        "SELECT DISTINCT w.person_id FROM imports i JOIN import_rows w ON w.import_id = i.id "
        "JOIN people p ON p.id = w.person_id AND p.contact = 1 WHERE i.format = ? AND w.request_id IS NULL",
        (form,),
    )
    return {row[0] for row in found}


def loss(form: str, known: AbstractSet[int], named: AbstractSet[int]) -> Loss | None:
    """Return how many known contacts a file does not name if they are more than a fifth, None otherwise.

    Where people are also passed on one by one, a single card or a file of strangers is no newer state of the source.
    """
    missing = len(known - named)
    whole = form.startswith(_WHOLE) or (len(named) > 1 and not known.isdisjoint(named))
    return Loss(form, missing, len(known)) if whole and missing * _SHARE > len(known) else None
