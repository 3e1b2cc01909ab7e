"""The report of the study: all answers as one page, Markdown or tables, with names or without, written whole."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from netz_tui import paths
from netz_tui.clean import one_line
from netz_tui.desk import study
from netz_tui.desk.study import veil
from netz_tui.desk.study.answer import sentence
from netz_tui.desk.study.pictures import blocks
from netz_tui.files import FileProblem
from netz_tui.files.writing import write_atomically
from netz_tui.i18n import N_, _, format_date, format_percent, language, say
from netz_tui.study.findings import LEVEL, Bias
from netz_tui.study.report import Document, Note, Section, Table, to_csv, to_html, to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.study.answer import Answer, Figure
    from netz_tui.desk.study.facts import Facts, Lens
    from netz_tui.study.report import Block

__all__ = ["FileProblem", "document", "save", "text"]

_NO_LENS = study.Lens()


def document(
    desk: Desk, *, lens: Lens = _NO_LENS, pseudonymous: bool = False, seed: int | None = None, raw: bool = False
) -> Document:
    """Return the report as of now; with `raw` its tables hold plain numbers, for programs."""
    known = study.read(desk)
    introducers = {introducer for introducer, _person, _day in known.vouched} | {one.introducer for one in known.checks}
    names = veil.names(introducers, seed) if pseudonymous else study.names(desk, introducers)
    if pseudonymous:
        known = veil.facts(known)
    answers = [study.answer_to(known, question.id, lens) for question in study.QUESTIONS]
    if pseudonymous:
        answers = _veiled(answers)
    sections = [_section(answer, names, raw=raw) for answer in answers]
    return Document(
        language(), _("Does such networking last?"), _subtitle(known, lens, names),
        (_preface(known, pseudonymous=pseudonymous), *sections),
    )  # fmt: skip


def _veiled(answers: Sequence[Answer]) -> list[Answer]:
    """Return answers without what would tell a small count; sentences with counts in them go altogether."""
    kept = veil.figures(answers)
    return [
        replace(
            answer,
            figures=tuple(kept[answer.id]),
            pictures=tuple(
                left for drawn in answer.pictures if (left := veil.picture(drawn, kept[answer.id])) is not None
            ),
            told=(),
        )
        for answer in answers
    ]


def _subtitle(known: Facts, lens: Lens, names: Mapping[int, str]) -> str:
    parts = [say("Report of {day}", day=format_date(known.today, "long"))]
    if lens.since is not None:
        parts.append(say("since {day}", day=format_date(lens.since, "long")))
    if lens.ground:
        parts.append(_("no ground") if lens.ground == "none" else _(study.GROUNDS[lens.ground]))
    if lens.platform:
        parts.append(lens.platform)
    if lens.introducer is not None:
        parts.append(names.get(lens.introducer, "?"))
    return " · ".join(parts)


def _preface(known: Facts, *, pseudonymous: bool) -> Section:
    began = say("The log goes back to {day}.", day=format_date(known.log_began, "long"))
    ranges = say("Ranges in the tables are {share} intervals.", share=format_percent(LEVEL))
    notes = [
        Note(f"{began} {ranges}"),
        Note(sentence(Bias.ONE_LOG), caution=True),
    ]
    if pseudonymous:
        notes.append(
            Note(
                _(
                    "Pseudonymous: people are numbered, what was typed freely is left out. Hidden are counts below 5, "
                    "and those from which one could be worked out by adding and subtracting. "
                    "Somebody who knows the people and the dates may still recognise them."
                )
            )
        )
    return Section(_("How to read this"), tuple(notes))


def _section(answer: Answer, names: Mapping[int, str], *, raw: bool) -> Section:
    found: list[Block] = []
    if raw:
        found.append(_raw_table(answer, answer.figures, names))
    else:
        found += blocks(answer.pictures, names)
        found += _tables(answer, names)
        found += [Note(note) for note in (*answer.told, *answer.notes)]
        biases = dict.fromkeys(figure.bias for figure in answer.figures if figure.bias)
        biases.pop(sentence(Bias.ONE_LOG), None)
        found += [Note(bias, caution=True) for bias in biases]
    return Section(answer.question, tuple(found))


def _label(figure: Figure, names: Mapping[int, str]) -> str:
    return names.get(figure.person, "?") if figure.person is not None else figure.label


def _tables(answer: Answer, names: Mapping[int, str]) -> Iterator[Table | Note]:
    """Yield a table for each group of figures that has any, and what its numbers tell, once for groups alike."""
    groups = _groups(answer.figures)
    meanings = [" ".join(dict.fromkeys(figure.meaning for figure in some)) for _heading, some in groups]
    for number, ((heading, some), meaning) in enumerate(zip(groups, meanings, strict=True), 1):
        rows = tuple((_label(figure, names), figure.value, figure.interval, figure.cases) for figure in some)
        head = ("", _("Value"), _("Range"), _("Cases"))
        yield Table(f"{answer.id}-{number}", heading, head, rows)
        if meanings[number : number + 1] != [meaning]:
            yield Note(meaning)


def _groups(figures: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    groups: list[tuple[str, list[Figure]]] = []
    for figure in figures:
        if not figure.value:
            groups.append((figure.label, []))
        elif groups:
            groups[-1][1].append(figure)
    return [(heading, some) for heading, some in groups if some]


def _raw_table(answer: Answer, figures: Sequence[Figure], names: Mapping[int, str]) -> Table:
    head = ("group", "figure", "value", "low", "high", "n", "said", "range", "cases", "bias")
    rows = tuple(
        (heading, _label(figure, names), *figure.raw, figure.value, figure.interval, figure.cases, figure.bias)
        for heading, some in _groups(figures)
        for figure in some
    )
    return Table(answer.id, answer.question, head, rows)


def text(desk: Desk, form: str, *, lens: Lens = _NO_LENS, pseudonymous: bool = False) -> str:
    """Return the report as "html" or "markdown"."""
    found = document(desk, lens=lens, pseudonymous=pseudonymous)
    return to_html(found) if form == "html" else to_markdown(found)


def save(
    desk: Desk, path: Path, form: str, *, lens: Lens = _NO_LENS, pseudonymous: bool = False, overwrite: bool = False
) -> list[Path]:
    """Write the report into a file ("html", "markdown") or its tables into a folder ("csv"); return what was written.

    Files have mode 0600 and are written whole or not at all. Raises `FileProblem` where one is there already and
    `overwrite` is not set, or can't be written.
    """
    if form != "csv":
        write_atomically(path, [text(desk, form, lens=lens, pseudonymous=pseudonymous)], overwrite=overwrite)
        return [path]
    files = to_csv(document(desk, lens=lens, pseudonymous=pseudonymous, raw=True))
    targets = {path / name: content for name, content in files.items()}
    there = [target for target in targets if os.path.lexists(target)]
    if there and not overwrite:
        raise FileProblem(
            N_("{file} exists already. Name another folder, or say that it may be overwritten."),
            file=one_line(str(there[0])),
        )
    try:
        paths.private_folder(path)
    except OSError as error:
        raise FileProblem(
            N_("The folder {file} cannot be made: {reason}."), file=one_line(str(path)), reason=error.strerror or "?"
        ) from error
    for target, content in targets.items():
        write_atomically(target, [content], overwrite=overwrite)
    return list(targets)
