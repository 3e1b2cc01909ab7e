"""What a newer file changed, in words: each person with the fields that are no longer what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.clean import one_line
from netz_tui.i18n import N_, _, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.desk.intake import Report

_FIELDS = {
    "name": N_("name"),
    "given": N_("given name"),
    "middle": N_("middle name"),
    "family": N_("family name"),
    "prefix": N_("title before the name"),
    "suffix": N_("title after the name"),
    "nickname": N_("nickname"),
    "country": N_("country"),
    "birthday": N_("birthday"),
    "org": N_("company"),
    "title": N_("position"),
    "city": N_("city"),
    "note": N_("note"),
    "extra": N_("further properties"),
    "contact": N_("now a contact"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "url": N_("page"),
    "tag": N_("tag"),
}


def place(line: int) -> str:
    """Return where in a file something stood, nothing for what is about the whole of it."""
    return say("line {line}: ", line=line) if line else ""


def changes(report: Report) -> Iterator[tuple[str, str]]:
    """Return for each person with news where it stood and what it is: ("line 3: ", "Udo Roth, company: A → B")."""
    for line, name, detail in report.details:
        parts = "; ".join(_in_words(part) for part in detail.split("; "))
        yield place(line), one_line(f"{name}, {parts}")


def _in_words(part: str) -> str:
    field, mark, value = part.partition(": ")
    return _(_FIELDS[field]) + mark + value if field in _FIELDS else part
