"""What the study answers: figures with interval and cases, what biases them, who stands behind them, and pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.i18n import N_, _, format_date, format_number, format_percent, say
from netz_tui.study.findings import NOT_ENOUGH, SENTENCES, Bias

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import date

    from netz_tui.study.findings import Finding, Interval
    from netz_tui.study.survival import Curve

MANY = 1000.0
"""A ratio beyond this says no more than that it is very large."""
HIDDEN = N_("hidden")
"""In place of a figure that a pseudonymous report may not show."""


Cases = frozenset["Hashable"]
"""Cases by kind and id; those of one kind are compared when small counts are hidden."""


def cases_of(kind: str, ids: Iterable[Hashable]) -> Cases:
    """Return cases of a kind."""
    return frozenset((kind, one) for one in ids)


class Behind(NamedTuple):
    """Somebody behind a figure, and in words why."""

    person: int
    words: str


class Figure(NamedTuple):
    """One line of an answer, in the user's language; a line without `value` is a heading.

    `cells` are the sets of cases whose numbers are told by it, `counts` what else it tells that is counted.
    `picture` is the place of the picture that shows it; `person` is who it is about, where that is one; `raw` has
    value, lower and upper end and cases as numbers; `meaning` says in one plain sentence what the number tells.
    """

    id: int
    label: str
    value: str = ""
    interval: str = ""
    cases: str = ""
    bias: str = ""
    behind: tuple[Behind, ...] = ()
    enough: bool = True
    cells: tuple[Cases, ...] = ()
    counts: tuple[int, ...] = ()
    picture: int = 0
    person: int | None = None
    raw: tuple[float | None, float | None, float | None, int | None] = (None, None, None, None)
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Curves:
    """Survival curves, each with its name."""

    title: str
    curves: tuple[tuple[str, Curve], ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Values over time in one or several lines, with events (day, words, platform).

    `best_first` puts small values on top; `people` are counts of people, `counts` counts of anything, else ranks.
    """

    title: str
    up: str
    lines: tuple[tuple[str, tuple[tuple[date, float | None], ...]], ...]
    events: tuple[tuple[date, str, str], ...] = ()
    best_first: bool = False
    counts: bool = True
    people: bool = False


@dataclass(frozen=True, slots=True)
class Stages:
    """Which cases came how far."""

    title: str
    bars: tuple[tuple[str, Cases], ...]


class Strip(NamedTuple):
    """One line of intervals: the name, the person it is about if any, the result, its value and interval."""

    name: str
    person: int | None
    finding: Finding
    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Strips:
    """Shares with their intervals, one below the other; `mark` is the share of all to compare with, told by `cells`."""

    title: str
    rows: tuple[Strip, ...]
    mark: float | None = None
    cells: tuple[Cases, ...] = ()


Picture = Curves | Times | Stages | Strips


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question is answered with.

    `notes` hold always, `told` are sentences with counts in them; `filters` names the parts of a lens that it knows.
    """

    id: str
    name: str
    question: str
    figures: tuple[Figure, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[str, ...]
    told: tuple[str, ...]
    filters: tuple[str, ...]


class Figures:
    """Collects figures and numbers them."""

    def __init__(self) -> None:
        self.all: list[Figure] = []
        self._picture = 0
        self._meaning = ""

    def done(self) -> tuple[Figure, ...]:
        """Return the figures, without headings that nothing stands under."""
        kept = [
            one
            for one, following in zip(self.all, [*self.all[1:], None], strict=True)
            if one.value or (following is not None and following.value)
        ]
        return tuple(one._replace(id=number) for number, one in enumerate(kept))

    def head(self, label: str, meaning: str, picture: int = 0) -> None:
        """Begin a group; its lines mean the same and are shown by a picture."""
        self.all.append(Figure(len(self.all), label, picture=picture, meaning=meaning))
        self._picture, self._meaning = picture, meaning

    def add(
        self,
        label: str,
        finding: Finding,
        value: str | None,
        interval: str = "",
        *,
        cases: str = "",
        behind: Sequence[Behind] = (),
        cells: Sequence[Cases] = (),
        counts: Sequence[int] = (),
        person: int | None = None,
        raw: tuple[float, float, float] | None = None,
        meaning: str = "",
    ) -> None:
        """Add a result; where data are short it says so in place of a number."""
        lack = finding.missing
        known = lack is None and value is not None
        if lack is not None or value is None:
            have, need = lack or (finding.n, finding.need)
            value, interval = (
                (say(NOT_ENOUGH, have=have, need=need), "") if lack is not None else (_("nothing can be said yet"), "")
            )
        self.all.append(
            Figure(
                len(self.all),
                label,
                value,
                interval,
                cases or said_cases(finding.n),
                sentence(finding.bias),
                tuple(behind),
                known,
                tuple(cells),
                tuple(counts),
                self._picture,
                person,
                (*(_raw(finding) if raw is None else raw), finding.n) if known else (None, None, None, None),
                meaning or self._meaning,
            )
        )

    def say(
        self,
        label: str,
        value: str,
        bias: Bias,
        *,
        cases: str = "",
        behind: Sequence[Behind] = (),
        cells: Sequence[Cases] = (),
    ) -> None:
        """Add a plain count or state, which needs no interval."""
        raw = float(len(cells[0])) if len(cells) == 1 else None
        self.all.append(
            Figure(
                len(self.all), label, value, "", cases, sentence(bias), tuple(behind), True, tuple(cells), (),
                self._picture, None, (raw, None, None, None), self._meaning,
            )
        )  # fmt: skip


def _raw(finding: Finding) -> tuple[float | None, float | None, float | None]:
    """Return the number of a result and the ends of its interval."""
    names = ("rate", "survival", "time", "p", "ratio", "people", "constraint")
    value = next((found for name in names if (found := getattr(finding, name, None)) is not None), None)
    interval = getattr(finding, "interval", None)
    ends = (value, getattr(interval, "low", None), getattr(interval, "high", None))
    value, low, high = (None if end is None or not math.isfinite(end) else end for end in ends)
    return value, low, high


def sentence(bias: Bias) -> str:
    """Return in one plain sentence what biases a figure."""
    return _(SENTENCES[bias])


def said_cases(n: int) -> str:
    """Return the number of cases."""
    return f"n = {format_number(n)}"


def said_share(share: float | None) -> str | None:
    """Return a share in percent."""
    return None if share is None else format_percent(share)


def said_shares(interval: Interval | None) -> str:
    """Return an interval of shares in percent."""
    return "" if interval is None else f"{format_percent(interval.low)} – {format_percent(interval.high)}"


def said_number(value: float, decimals: int | None = None) -> str:
    """Return a number with as many decimals as it bears, or as given."""
    if value > MANY and decimals is None:
        return "> " + format_number(MANY)
    fine = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0  # noqa: PLR2004 - three figures that count
    places = 0 if float(value).is_integer() and decimals is None else fine
    return format_number(value, places if decimals is None else decimals)


def said_numbers(interval: Interval | None, decimals: int | None = None) -> str:
    """Return an interval of numbers."""
    if interval is None:
        return ""
    return f"{said_number(interval.low, decimals)} – {said_number(interval.high, decimals)}"


def said_days(days: float | None) -> str | None:
    """Return a length of time in the unit that suits it."""
    if days is None:
        return None
    if days < 100:  # noqa: PLR2004 - days are felt up to three months
        return say("{n} days", n=format_number(round(days)))
    if days < 2 * 365.25:
        return say("{n} months", n=format_number(days / 30.44, 0))
    return say("{n} years", n=format_number(days / 365.25, 1))


def said_day(day: date) -> str:
    """Return a day."""
    return format_date(day, "short")
