"""What a file holds as one JSON document, written while it is read: people are not held, so that any number fits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netz_tui.files.netz_json import plain
from netz_tui.files.records import (
    Card,
    Endorsement,
    Group,
    Message,
    Note,
    Profile,
    Recommendation,
    Request,
    Skipped,
    Visit,
    refused,
)
from netz_tui.files.source import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netz_tui.files.reading import Reading

LISTS: dict[type, str] = {
    Card: "contacts",
    Group: "groups",
    Request: "requests",
    Message: "messages",
    Note: "notes",
    Endorsement: "endorsements",
    Recommendation: "recommendations",
    Profile: "profiles",
    Visit: "visits",
}
"""Where the records of each kind stand in a document."""
_COUNTS = ("hidden_rows", "read", "skipped", "refused", "total")
_LONGEST = 4_000
"""Characters of a kept property that are shown; a picture has millions, and nobody reads them."""


def document_parts(readings: Iterable[Reading], file: str, tell: Callable[[Skipped], str] = str) -> Iterator[str]:
    """Give out one document for one file, piece by piece; what archive members hold is joined.

    Lists that stay empty are left out, but for contacts, requests and problems. Properties without a place are shown
    by their beginning where they are very long. `tell` words a problem. Nothing comes before the first record.
    """
    lists: dict[str, list[Any]] = {"requests": []}
    problems: list[dict[str, Any]] = []
    done: list[Reading] = []
    mark = f'{{\n "file": {_text(file)},\n "contacts": [\n  '
    try:
        for reading in readings:
            done.append(reading)
            for record in reading:
                if isinstance(record, Card):
                    yield f"{mark}{_text(_shown(record))}"
                    mark = ",\n  "
                elif isinstance(record, Skipped):
                    if record.kind != "hidden":
                        problems.append(_problem(record, reading, file, tell))
                else:
                    lists.setdefault(LISTS[type(record)], []).append(plain(record))
    except FileProblem as problem:  # what was read before it counts
        if not any(reading.read for reading in done):
            raise
        problems.append(_problem(refused(0, problem.message, **problem.params), done[-1], file, tell))
    counts = {name: sum(getattr(reading, name) for reading in done) for name in _COUNTS}
    formats = list(dict.fromkeys(reading.format for reading in done))
    rest = {
        "format": "zip" if "zip" in formats else ", ".join(formats),
        "encoding": ", ".join(dict.fromkeys(reading.encoding for reading in done if reading.encoding)),
        **lists,
        **counts,
        "problems": problems,
    }
    if mark != ",\n  ":
        yield mark.rstrip()
    yield f"],\n {_text(rest, indent=1)[1:].strip()}\n"


def _text(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _problem(record: Skipped, reading: Reading, file: str, tell: Callable[[Skipped], str]) -> dict[str, Any]:
    """Return a problem, with the member of an archive it stands in."""
    problem = {"line": record.line, "message": tell(record), "kind": record.kind}
    return problem if reading.file == file else {**problem, "file": reading.file}


def _shown(card: Card) -> dict[str, Any]:
    """Return a card with the beginnings of what is very long."""
    shown: dict[str, Any] = plain(card)
    if any(len(line) > _LONGEST for line in card.extra):
        shown["extra"] = [line if len(line) <= _LONGEST else f"{line[:100]}… ({len(line)})" for line in card.extra]
    return shown
