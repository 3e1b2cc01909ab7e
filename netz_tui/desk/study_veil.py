"""A study without names and free text: facts with codes in place of words, figures without counts below five."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from netz_tui.desk.study_answer import HIDDEN
from netz_tui.i18n import N_, _, say
from netz_tui.study.privacy import LEAST, hide_small, pseudonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netz_tui.desk.study_answer import Answer, Figure
    from netz_tui.desk.study_facts import Facts, Sight

PUBLIC = frozenset({"", "XING", "LinkedIn", "E-Mail", "Web", "Google", "Bing", "DuckDuckGo", "Ecosia", "Startpage"})
"""Platforms and engines whose names say nothing of a person."""
PERSON = N_("Person {n}")


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


def figures(answer: Answer) -> list[Figure]:
    """Return the figures without those that would tell a count below five, alone or as a difference."""
    hidden = {figure.id for figure in answer.figures if figure.value and not figure.enough}
    families: dict[tuple[str, int], list[Figure]] = {}
    for figure in answer.figures:
        if figure.cells:
            families.setdefault((figure.family, len(figure.cells)), []).append(figure)
    for (family, _width), some in families.items():
        hidden |= _nested(some) if family == "nested" else _small(some)
    kept: list[Figure] = []
    for figure in answer.figures:
        if figure.id not in hidden:
            kept.append(figure)
        elif figure.person is None:  # of people who are hidden not even their number is told
            kept.append(figure._replace(value=_(HIDDEN), interval="", cases="", raw=(None, None, None, None)))
    return kept


def _small(some: Sequence[Figure]) -> set[int]:
    """Return which figures of a family must be hidden: those with a small cell, and those that would give it away."""
    rows = hide_small([figure.cells for figure in some])
    return {figure.id for figure, row in zip(some, rows, strict=True) if None in row}


def _nested(some: Sequence[Figure]) -> set[int]:
    """Return which counts, each of which holds the ones before it, must be hidden."""
    shown = 0
    hidden: set[int] = set()
    for figure in some:
        if figure.cells[0] - shown < LEAST:
            hidden.add(figure.id)
        else:
            shown = figure.cells[0]
    return hidden


def stages(bars: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return the stages whose count, and the difference to the one shown before, is five or more."""
    shown: list[tuple[str, int]] = []
    for name, count in bars:
        if count >= LEAST and (not shown or shown[-1][1] - count >= LEAST):
            shown.append((name, count))
    return tuple(shown)
