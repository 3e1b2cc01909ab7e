"""One person as Markdown, to be read and passed on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netz_tui.files.records import Card

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def literal(text: str) -> str:
    """Return text that Markdown shows as it is; line ends stay line ends."""
    return "  \n".join(_SPECIAL.sub(r"\\\1", line) for line in text.split("\n"))


def _facts(card: Card) -> list[tuple[str, str]]:
    """Return what is known, as (name, value)."""
    facts = [
        ("Organisation", card.org),
        ("Position", card.title),
        ("Nickname", card.nickname),
        ("City", card.city),
        ("Country", card.country),
        ("Birthday", card.birthday),
        ("Connected on", card.connected_on),
        ("Introduced by", card.introduced_by),
        ("Tags", ", ".join(card.tags)),
    ]
    handles = (
        ("E-mail", card.emails, card.email_labels),
        ("Phone", card.phones, card.phone_labels),
        ("Web", card.urls, card.url_labels),
    )
    for kind, values, labels in handles:
        facts += [(f"{kind} ({label})" if label else kind, value) for value, label in zip(values, labels, strict=True)]
    facts += [(person.kind or "Related", person.name) for person in card.related]
    return [(name, value) for name, value in facts if value]


def write_markdown(card: Card, chapters: Iterable[tuple[str, Sequence[str]]] = ()) -> str:
    """Return one person as Markdown: the facts, the note, then chapters of (title, paragraphs)."""
    lines = [f"# {literal(card.name)}", ""]
    lines += [f"- **{literal(name)}:** {literal(value)}" for name, value in _facts(card)]
    for title, paragraphs in (("Note", [card.note] if card.note else []), *chapters):
        if paragraphs:
            lines += ["", f"## {literal(title)}"]
            lines += [part for text in paragraphs for part in ("", literal(text))]
    if card.extra:
        lines += ["", "## More", "", "```", *(line.replace("```", "'''") for line in card.extra), "```"]
    return "\n".join(lines) + "\n"
