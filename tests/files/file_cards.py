"""What the tests of address files share: reading from a string, and cards of all shapes."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from netz_tui.clean import clean, clean_text
from netz_tui.files import Card, Related, Skipped
from netz_tui.files.options import Options
from netz_tui.files.reading import formats
from netz_tui.files.report_json import document_parts
from netz_tui.files.source import Limits, Source, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from netz_tui.files import Reading

FUZZ = int(os.environ.get("NETZ_FUZZ", "0"))
"""Inputs for each fuzzing test; 0 for the few that the suite has time for."""


def source_of(data: bytes | str, *, encoding: str = "", limits: Limits | None = None) -> Source:
    raw = data.encode() if isinstance(data, str) else data
    return Source(io.BytesIO(raw), "file", len(raw), Terms(limits or Limits(), encoding=encoding))


def read_all(data: bytes | str, options: Options | None = None, *, limits: Limits | None = None) -> list[Any]:
    """Read what any reader recognises, without a file on disk."""
    source = source_of(data, limits=limits)
    for sniff, read in formats():
        if sniff(source):
            return list(read(source, options or Options()))
    raise AssertionError("no reader recognises this")


def cards_of(data: bytes | str, **more: Any) -> list[Card]:
    return [record for record in read_all(data, **more) if isinstance(record, Card)]


def told(records: Sequence[object], kind: str = "") -> list[str]:
    return [str(one) for one in records if isinstance(one, Skipped) and kind in {"", one.kind}]


_line = st.text(max_size=30).map(clean)
_filled = _line.filter(bool)
_label = st.sampled_from(
    ["", "work", "home", "cell", "work,fax", "home,pref", "Ferienhaus", "work,Büro 2,pref", "pref"]
)
_day = st.one_of(st.dates().map(lambda day: day.isoformat()), st.dates().map(lambda day: f"--{day:%m-%d}"), st.just(""))
_extra = st.builds(
    lambda name, value: f"X-{name}:{value}",
    st.sampled_from(["SKYPE", "NICE-THING", "ABADR", "PHONETIC-FIRST-NAME"]),
    st.text(min_size=1, max_size=120)
    .map(lambda text: clean_text(text).replace("\n", "").replace("\t", ""))
    .filter(bool),
)


def _handles(values: SearchStrategy[str]) -> SearchStrategy[dict[str, str]]:
    return st.dictionaries(values, _label, max_size=3)


@st.composite
def all_cards(draw: DrawFn) -> Card:
    """A card of any shape that a reader could have made."""
    given, middle, family, org = draw(_line), draw(_line), draw(_line), draw(_line)
    emails = draw(_handles(_filled.filter(lambda text: not text.lower().startswith(("mailto:", "tel:", "/o=")))))
    phones = draw(_handles(_filled.filter(lambda text: not text.lower().startswith(("mailto:", "tel:")))))
    urls = draw(_handles(_filled))
    parts = " ".join(part for part in (given, middle, family) if part)
    name = draw(_line) or parts or org or next(iter(emails), "") or draw(_filled)
    return Card(
        name=name,
        given=given,
        middle=middle,
        family=family,
        prefix=draw(_line),
        suffix=draw(_line),
        nickname=draw(_line.filter(lambda text: text.strip(" ,") == text and ", " not in text)),
        org=org,
        title=draw(_line),
        emails=tuple(emails),
        phones=tuple(phones),
        urls=tuple(urls),
        email_labels=tuple(emails.values()),
        phone_labels=tuple(phones.values()),
        url_labels=tuple(urls.values()),
        city=draw(_line),
        country=draw(_line),
        birthday=draw(_day),
        note=draw(st.text(max_size=200).map(clean_text).map(str.strip)),
        tags=tuple(draw(st.lists(_filled, max_size=3, unique=True))),
        uid=draw(_line),
        related=tuple(
            draw(
                st.lists(
                    st.builds(Related, st.sampled_from(["", "spouse", "manager", "dear friend"]), _filled), max_size=2
                )
            )
        ),
        introduced_by=draw(_line),
        kind=draw(st.sampled_from(["", "org"])),
        extra=tuple(draw(st.lists(_extra, max_size=2))),
    )


def document_of(readings: Iterable[Reading], file: str = "") -> dict[str, Any]:
    document: dict[str, Any] = json.loads("".join(document_parts(readings, file)))
    return document
