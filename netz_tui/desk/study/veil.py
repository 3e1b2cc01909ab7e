"""A study without names and free text: facts with codes in place of words, figures without counts below five."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from netz_tui.desk.study.answer import HIDDEN, Curves, Stages, Strips
from netz_tui.i18n import N_, _, say
from netz_tui.study.privacy import LEAST, pseudonyms, tellable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from netz_tui.desk.study.answer import Answer, Figure, Picture
    from netz_tui.desk.study.facts import Facts, Sight

    Point = tuple[date, float | None]

PUBLIC = frozenset({"", "XING", "LinkedIn", "E-Mail", "Web", "Google", "Bing", "DuckDuckGo", "Ecosia", "Startpage"})
"""Platforms and engines whose names say nothing of a person."""
PERSON = N_("Person {n}")
_MONTH = timedelta(days=28)


def facts(known: Facts) -> Facts:
    """Return facts in which platforms, events and items that were typed freely are numbered, and notes are gone."""
    platforms = _numbered(
        [*(tie.platform for tie in known.ties.values()), *(sight.platform for sight in known.sights)],
        N_("Platform {n}"),
    ) | {name: name for name in PUBLIC}
    events = _numbered((sight.note for sight in known.sights if sight.kind == "event"), N_("Event {n}"))
    items = _numbered((sight.note for sight in known.sights if sight.kind == "profile_item"), N_("Item {n}"))

    def veiled(sight: Sight) -> Sight:
        note = {"event": events, "profile_item": items}.get(sight.kind, {}).get(sight.note, "")
        return sight._replace(note=note, platform=platforms[sight.platform])

    return replace(
        known,
        ties={person: replace(tie, platform=platforms[tie.platform]) for person, tie in known.ties.items()},
        leads=tuple(lead._replace(note="") for lead in known.leads),
        sights=tuple(veiled(sight) for sight in known.sights),
    )


def _numbered(words: Iterable[str], template: str) -> dict[str, str]:
    """Return a number for each word, in the order in which they come."""
    private = [word for word in dict.fromkeys(words) if word not in PUBLIC]
    return {word: say(template, n=number) for number, word in enumerate(private, 1)} | {"": ""}


def names(people: Iterable[int], seed: int | None = None) -> dict[int, str]:
    """Return a number for each person in an order that says nothing; another one each time without a `seed`."""
    drawn = int.from_bytes(os.urandom(8)) if seed is None else seed
    return pseudonyms(people, drawn, _(PERSON))


def figures(answers: Iterable[Answer]) -> dict[str, list[Figure]]:
    """Return the figures of each answer without those that would tell a count below five, alone or with others.

    Figures of different answers count the same ties, so all of them are looked at together.
    """
    all_ = {(answer.id, figure.id): figure for answer in answers for figure in answer.figures}
    cells = {
        key: figure.cells
        for key, figure in all_.items()
        if figure.value and figure.enough and min(figure.counts, default=LEAST) >= LEAST
    }
    shown = tellable(cells)
    kept: dict[str, list[Figure]] = {question: [] for question, _id in all_}
    for (question, id_), figure in all_.items():
        if (question, id_) in shown or not figure.value:
            kept[question].append(figure)
        elif figure.person is None:  # of people who are hidden not even their number is told
            hidden = figure._replace(value=_(HIDDEN), interval="", cases="", cells=(), raw=(None, None, None, None))
            kept[question].append(hidden)
    return kept


def picture(drawn: Picture, figures: Iterable[Figure]) -> Picture | None:
    """Return of a picture what the figures shown tell anyway; None where nothing is left of it."""
    told = {cases for figure in figures for cases in figure.cells}
    people = {figure.person for figure in figures if figure.person is not None}
    if isinstance(drawn, Curves):
        return None
    if isinstance(drawn, Stages):
        bars = tuple((name, cases) for name, cases in drawn.bars if cases in told)
        return replace(drawn, bars=bars) if bars else None
    if isinstance(drawn, Strips):
        rows = tuple(row for row in drawn.rows if row.person in people)
        mark = drawn.mark if set(drawn.cells) <= told else None
        return replace(drawn, rows=rows, mark=mark) if rows else None
    coarse = _in_fives if drawn.people else _months if drawn.counts else list
    return replace(drawn, lines=tuple((name, tuple(coarse(values))) for name, values in drawn.lines))


def _in_fives(values: Iterable[Point]) -> list[Point]:
    """Return counts to the nearest multiple of five, None below it: neither they nor their steps tell a small one."""
    rounded = ((day, value and LEAST * round(value / LEAST)) for day, value in values)
    return [(day, None if not value else float(value)) for day, value in rounded]


def _months(given: Iterable[Point]) -> list[Point]:
    """Return the mean of four weeks each, None where one of the counts in it is unknown or their sum is below five."""
    values = list(given)
    found: list[Point] = []
    place = 0
    while place < len(values):
        start = values[place][0]
        some = [value for day, value in values[place:] if day < start + _MONTH]
        known = [value for value in some if value is not None]
        small = len(known) < len(some) or sum(known) < LEAST
        found.append((start, None if small else sum(known) / len(known)))
        place += max(1, len(some))
    return found
