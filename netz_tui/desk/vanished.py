"""Contacts that an address list named before and a newer file of it does not: told, kept, and asked about if many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.intake_report import Row

_SHARE = 5
"""More than one in so many is asked about."""
_WHOLE = ("linkedin", "xing")
"""Formats begun so are always a whole address list. In any other people are also passed on one by one."""
GONE = "skipped"
"""The outcome of a line of an import that says who was in the list and no longer is."""


class Loss(NamedTuple):
    """How many of the contacts that the last file of a list named are missing in a newer one."""

    format: str
    missing: int
    known: int


class Vanished(Exception):
    """A file lacks more than a fifth of a list's known contacts; `template` and `params` say so in a sentence."""

    def __init__(self, file: str, loss: Loss) -> None:
        self.template = N_(
            "{file} lacks {missing} of the {known} contacts that came from such a file ({format}) before. "
            "Nothing was changed. If it is the right file, take it in all the same: nobody is removed."
        )
        self.params: dict[str, Any] = {"file": file, **loss._asdict()}
        super().__init__(self.template.format(**self.params))


def states(desk: Desk, form: str) -> dict[int, set[int]]:
    """Return which contacts the last file of each list of a format named, by the id of its import.

    An import holds what differs from the state it follows, which its line without a person names: who came or had
    news, who is in the list since, who no longer is. One that follows none begins a list of its own.
    """
    found: dict[int, set[int]] = {}
    rows = desk.book.rows(
        "SELECT w.import_id, w.outcome, w.person_id, w.detail FROM imports i JOIN import_rows w ON w.import_id = i.id "
        "LEFT JOIN people p ON p.id = w.person_id "
        "WHERE i.format = ? AND w.request_id IS NULL AND (p.contact = 1 OR w.person_id IS NULL) ORDER BY i.id, w.id",
        (form,),
    )
    for import_id, outcome, person, detail in rows:
        state = found.setdefault(import_id, set())
        if person is None and outcome == GONE:
            state |= found.pop(int(detail), set())
        elif outcome == GONE:
            state.discard(person)
        elif person is not None:
            state.add(person)
    return {import_id: state for import_id, state in found.items() if state}


class Step(NamedTuple):
    """From which state of a list a file goes on (0: from none), whom that named, and what was lost on the way."""

    base: int
    known: AbstractSet[int]
    loss: Loss | None


_FIRST = Step(0, frozenset(), None)


def step(form: str, before: Mapping[int, AbstractSet[int]], named: AbstractSet[int]) -> Step:
    """Return to which state of which list a file is the next: the one that it is most like, the latest of several.

    One that shares less than half with it begins a list of its own, as a second account does, or some people passed
    on. Where people are also passed on one by one, a single card or a file of strangers is no newer state of anything.
    """
    whole = form.startswith(_WHOLE)
    lists = {import_id: state for import_id, state in before.items() if whole or len(state) > 1}
    if not lists or not (whole or len(named) > 1):
        return _FIRST
    base = max(lists, key=lambda import_id: (_likeness(lists[import_id], named), import_id))
    known = lists[base]
    shared = len(known & named)
    missing = len(known) - shared
    asks = (whole or shared > 0) and missing * _SHARE > len(known)
    loss = Loss(form, missing, len(known)) if asks else None
    return Step(base, known, loss) if shared * 2 >= len(known) else _FIRST._replace(loss=loss)


def _likeness(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """Return the share of those in either who are in both."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


class Lists:
    """Whom the files of one import name, format by format, and what is to be kept of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._named: dict[str, dict[int, int]] = {}
        self._brought: dict[str, set[int]] = {}
        self._files: Counter[str] = Counter()
        self._steps: dict[str, Step] = {}

    def begin(self, form: str) -> None:
        """Note that a file of a format is read."""
        self._files[form] += 1

    def saw(self, form: str, rows: Iterable[Row]) -> None:
        """Note whom rows about people name, and who of them is new or has news."""
        named, brought = self._named.setdefault(form, {}), self._brought.setdefault(form, set())
        for line, outcome, person, _request, _detail, print_ in rows:
            if person is not None and print_ is not None:
                named.setdefault(person, line)
                if outcome != "known":
                    brought.add(person)

    def losses(self) -> list[Loss]:
        """Return for which formats too many are missing."""
        for form, named in self._named.items():
            if named:
                self._steps[form] = step(form, states(self._desk, form), named.keys())
        return [lost for _base, _known, lost in self._steps.values() if lost is not None]

    def rows(self, form: str, import_id: int, *, news: bool) -> list[Row]:
        """Return what the import of a file is to keep beside its `news`; files of one format go on from each other.

        Nothing for a file that only names those who were known from its list.
        """
        self._files[form] -= 1
        now = self._steps.get(form)
        if now is None:
            return []
        rows = [] if self._files[form] else self._changes(form, now)
        if not (rows or news):
            return []
        self._steps[form] = now._replace(base=import_id)
        return [(0, GONE, None, None, str(now.base), None), *rows] if now.base else rows

    def _changes(self, form: str, now: Step) -> list[Row]:
        """Return who is in the list now and was not, and who was and is not, as far as no row says so already."""
        named, brought = self._named[form], self._brought[form]
        if not (now.base or now.loss or brought or form.startswith(_WHOLE)):
            return []
        said = now.known | brought
        came = [(line, "known", person) for person, line in named.items() if person not in said]
        gone = [(0, GONE, person) for person in sorted(now.known - named.keys())]
        return [(line, outcome, person, None, "", None) for line, outcome, person in (*came, *gone)]
