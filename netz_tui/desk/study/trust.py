"""How dependable are second-degree contacts? Cross-checks over all and for each introducer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk.study.answer import (
    Answer,
    Behind,
    Figures,
    Strip,
    Strips,
    cases_of,
    said_day,
    said_share,
    said_shares,
)
from netz_tui.i18n import N_, _, format_number, say, say_n
from netz_tui.study.proportions import clustered_share, share_of, shares_by_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netz_tui.desk.study.answer import Cases
    from netz_tui.desk.study.facts import Check, Facts, Lens
    from netz_tui.study.proportions import Share

    Pair = tuple[int, int, Check | None]

KNOWS = frozenset({"knows_well", "knows"})
ANSWERS = {
    "knows_well": N_("knows well"),
    "knows": N_("knows"),
    "vaguely": N_("vaguely"),
    "not_at_all": N_("not at all"),
}
_HALF = 0.5
_SURE = 0.9


def cases(facts: Facts, lens: Lens) -> list[Pair]:
    """Return (introducer, person, latest answer) for each pair; who was never asked about has None, not "no".

    With a time range, pairs count by the day they were asked about, or vouched for if nobody asked.
    """
    latest = {(check.introducer, check.person): check for check in facts.checks}
    vouched = {(introducer, person): day for introducer, person, day in facts.vouched}
    found: list[Pair] = []
    for introducer, person in sorted({*latest, *vouched}):
        check = latest.get((introducer, person))
        day = check.day if check is not None else vouched[introducer, person]
        tie, own = facts.ties.get(person), facts.ties.get(introducer)
        if lens.since is not None and day < lens.since:
            continue
        if lens.introducer is not None and introducer != lens.introducer:
            continue
        if lens.platform and (tie is None or tie.platform != lens.platform):
            continue
        ground = own.ground_on(day) if own is not None else None
        if lens.ground and ground != (None if lens.ground == "none" else lens.ground):
            continue
        found.append((introducer, person, check))
    return found


def knows(check: Check | None) -> bool | None:
    """Tell whether an answer was "knows"; None if nobody asked."""
    return None if check is None else check.answer in KNOWS


def answer(facts: Facts, lens: Lens) -> Answer:
    """Answer how dependable second-degree contacts are."""
    pairs = cases(facts, lens)
    shares = shares_by_group((introducer, knows(check)) for introducer, _person, check in pairs)
    whole = clustered_share((introducer, knows(check)) for introducer, _person, check in pairs)
    order = sorted(shares, key=lambda who: (-shares[who].n, -shares[who].hits, who))
    asked = [who for who in order if shares[who].n]
    figures = Figures()
    figures.head(
        _("All cross-checks"),
        _("Of the people introducers were asked about, so many they know; the latest answer counts."),
    )
    _whole(figures, whole, pairs)
    figures.head(
        _("For each introducer"),
        _("The same for one; a verdict stands there where the share lies above or below a half with 90 % certainty."),
    )
    for who in asked:
        _introducer(figures, who, shares[who], pairs)
    figures.head(_("For each platform"), _("The same by the platform from which the person asked about came."))
    _platforms(figures, facts, pairs)
    rows = tuple(
        Strip("", who, shares[who], shares[who].rate, shares[who].interval) for who in asked if shares[who].enough
    )
    return Answer(
        "trust",
        _("Second degree"),
        _("How dependable are second-degree contacts?"),
        figures.done(),
        (Strips(_("Share answered “knows”, for each introducer"), rows, whole.rate, _cells(pairs)),),
        (),
        (_told(shares),) if shares else (),
        ("since", "ground", "platform", "introducer"),
    )


def _told(shares: dict[int, Share]) -> str:
    few = sum(0 < share.n < share.need for share in shares.values())
    return say_n(
        "{n} introducer was asked about fewer than 5 people and has no share of their own.",
        "{n} introducers were asked about fewer than 5 people and have no share of their own.",
        few,
    )


def _cells(pairs: Sequence[Pair]) -> tuple[Cases, Cases]:
    """Return the pairs of whom the answer was "knows", and those of whom it was not."""
    asked = [(introducer, person, check) for introducer, person, check in pairs if check is not None]
    return (
        cases_of("pair", ((one, other) for one, other, check in asked if knows(check))),
        cases_of("pair", ((one, other) for one, other, check in asked if not knows(check))),
    )


def _unasked(pairs: Iterable[Pair]) -> Cases:
    return cases_of("pair", ((introducer, person) for introducer, person, check in pairs if check is None))


def _behind(pairs: Iterable[Pair]) -> tuple[Behind, ...]:
    """Return who was asked about: those of whom the answer was not "knows" first, who waits to be asked about last."""
    found = []
    for _introducer, person, check in pairs:
        if check is None:
            found.append((2, Behind(person, _("not asked yet"))))
        else:
            words = f"{said_day(check.day)} {_(ANSWERS[check.answer])}"
            found.append((int(check.answer in KNOWS), Behind(person, words)))
    return tuple(behind for _place, behind in sorted(found, key=lambda one: one[0]))


def _whole(figures: Figures, whole: Share, pairs: Sequence[Pair]) -> None:
    label = _("answered “knows” or “knows well”")
    told = say("{hits} of {n} asked", hits=whole.hits, n=format_number(whole.n))
    figures.add(
        label, whole, said_share(whole.rate), said_shares(whole.interval), cases=told, behind=_behind(pairs),
        cells=_cells(pairs),
    )  # fmt: skip
    for kind, words in ANSWERS.items():
        some = [pair for pair in pairs if pair[2] is not None and pair[2].answer == kind]
        given = share_of(None if check is None else check.answer == kind for _one, _other, check in pairs)
        figures.add(
            say("answered “{answer}”", answer=_(words)), given, said_share(given.rate), said_shares(given.interval),
            cases=say("{hits} of {n} asked", hits=given.hits, n=format_number(given.n)),
            behind=_behind(some), cells=(cases_of("pair", ((one, other) for one, other, _check in some)),),
        )  # fmt: skip
    if whole.unknown and whole.bounds is not None:
        low, high = whole.bounds
        figures.add(
            _("if all who weren't asked said no, or yes"), whole, f"{said_share(low)} … {said_share(high)}",
            cases=say("{n} not asked yet", n=format_number(whole.unknown)),
            behind=_behind(pair for pair in pairs if pair[2] is None), cells=(*_cells(pairs), _unasked(pairs)),
            meaning=_("Between these two lies the share whatever those would say who were never asked."),
        )  # fmt: skip


def _introducer(figures: Figures, who: int, share: Share, pairs: Sequence[Pair]) -> None:
    told = say("{hits} of {n} asked", hits=share.hits, n=format_number(share.n))
    if share.belief is not None:
        chance = share.belief.above(_HALF)
        if chance < 1 - _SURE:
            told += " · " + _("rather a collector")
        elif chance > _SURE:
            told += " · " + _("an introducer")
    own = [pair for pair in pairs if pair[0] == who]
    figures.add(
        "", share, said_share(share.rate), said_shares(share.interval), cases=told,
        behind=_behind(own), cells=_cells(own), person=who,
    )  # fmt: skip


def _platforms(figures: Figures, facts: Facts, pairs: Sequence[Pair]) -> None:
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        tie = facts.ties.get(pair[1])
        groups.setdefault(tie.platform if tie is not None else "", []).append(pair)
    for name in sorted(groups, key=lambda name: (not name, name)):
        share = clustered_share((introducer, knows(check)) for introducer, _person, check in groups[name])
        told = say("{hits} of {n} asked", hits=share.hits, n=format_number(share.n))
        figures.add(
            name or _("no platform"), share, said_share(share.rate), said_shares(share.interval), cases=told,
            behind=_behind(groups[name]), cells=_cells(groups[name]),
        )  # fmt: skip
