"""Does a request look like one of a contact collector's? Named reasons with their points, from what its arrival tells.

Nothing here decides: the points are a proposal, and how often it was right is told by `record`. Pure; the
signals and their relative weights are those that practitioners name, none is fitted to data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WEIGHTS = {
    "introducer_unknown": 34,
    "same_text": 24,
    "introducer_fails": 20,
    "only_collectors": 20,
    "asked_before": 20,
    "bad_call": 20,
    "sold": 20,
    "default_text": 18,
    "stock_phrase": 16,
    "sales_words": 16,
    "grows_list": 14,
    "generic_headline": 14,
    "unfilled_template": 14,
    "unanswered": 12,
    "no_dependable_path": 12,
    "burst": 10,
    "no_message": 8,
    "many_contacts": 8,
    "few_contacts": 6,
    "generic_greeting": 6,
    "no_phone": 6,
    "same_day": 4,
    "vouched": -24,
    "known": -40,
}
"""Points of each signal, by its code; what speaks for the sender has fewer than none."""
_MOST = 100
_AGAIN = 4
"""Points for each further sender of the same text, up to `_AGAIN_MOST` of them."""
_AGAIN_MOST = 2
_BURST = 3
_DAY = 5
_UNANSWERED = 3
_ASKED = 3
_MANY, _FEW = 500, 50


class Facts(NamedTuple):
    """What is known of a request when it arrives."""

    message: str = ""
    headline: str = ""
    phone: bool = False
    """A telephone number of the sender is known."""
    known: bool = False
    """The sender stands on a ground, or was spoken to and found right."""
    vouched: bool = False
    """Whoever is named as introducer is dependable."""
    introducer_unknown: bool = False
    """Whoever is named as introducer said that he does not know the sender."""
    introducer_asked: int = 0
    """Cross-checks of the introducer so far, and in how many of them he knew whom he was asked about."""
    introducer_knew: int = 0
    mutual: int = 0
    """Contacts in common; how many of them are dependable, and how many look like collectors themselves."""
    dependable: int = 0
    collectors: int = 0
    same_text: int = 0
    """Other senders of nearly the same text."""
    burst: int = 0
    """Other requests within two days by people of the same company, headline or text."""
    same_day: int = 0
    """Other requests of the same day and platform that name no introducer."""
    unanswered: int = 0
    """Calls that reached nobody, if none did."""
    bad_call: bool = False
    """An earlier conversation was found wrong."""
    declined: int = 0
    """Earlier requests that were declined."""
    sold: bool = False
    """A sales message soon after an earlier request was confirmed."""


class Reason(NamedTuple):
    """A signal by its code, its points, and how many cases it rests on (0: it is no count)."""

    code: str
    weight: int
    n: int = 0


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Return every signal of a request, the weightiest first; what speaks for the sender stands last."""
    found = [*_by_text(facts), *_by_others(facts), *_by_net(facts), *_by_past(facts)]
    return tuple(sorted(found, key=lambda reason: (-reason.weight, reason.code)))


def score(found: Sequence[Reason]) -> int:
    """Return the sum of all points, kept within 0 and 100."""
    return min(_MOST, max(0, sum(reason.weight for reason in found)))


def _reason(code: str, n: int = 0, more: int = 0) -> Reason:
    return Reason(code, WEIGHTS[code] + more, n)


def _by_text(facts: Facts) -> Iterator[Reason]:
    from netz_tui.desk.signals import text

    for code in text.of_message(facts.message):
        yield _reason(code)
    if text.is_generic(facts.headline):
        yield _reason("generic_headline")
    contacts = text.contacts_told(f"{facts.headline}\n{facts.message}")
    if contacts is not None and contacts >= _MANY:
        yield _reason("many_contacts", contacts)
    elif contacts is not None and contacts < _FEW:
        yield _reason("few_contacts", contacts)


def _by_others(facts: Facts) -> Iterator[Reason]:
    from netz_tui.desk.signals.text import is_default

    if facts.same_text and not is_default(facts.message):
        yield _reason("same_text", facts.same_text, _AGAIN * min(facts.same_text - 1, _AGAIN_MOST))
    if facts.burst + 1 >= _BURST:
        yield _reason("burst", facts.burst)
    elif facts.same_day + 1 >= _DAY:
        yield _reason("same_day", facts.same_day)


def _by_net(facts: Facts) -> Iterator[Reason]:
    if facts.introducer_unknown:
        yield _reason("introducer_unknown")
    elif facts.introducer_asked >= _ASKED and (1 + facts.introducer_knew) / (2 + facts.introducer_asked) < 0.5:  # noqa: PLR2004 - more often not than yes
        yield _reason("introducer_fails", facts.introducer_asked)
    elif facts.vouched:
        yield _reason("vouched")
    if facts.mutual and facts.mutual == facts.collectors:
        yield _reason("only_collectors", facts.mutual)
    elif not facts.dependable and not facts.vouched and not facts.known:
        yield _reason("no_dependable_path")


def _by_past(facts: Facts) -> Iterator[Reason]:
    if facts.known:
        yield _reason("known")
    if facts.bad_call:
        yield _reason("bad_call")
    if facts.sold:
        yield _reason("sold")
    if facts.declined:
        yield _reason("asked_before", facts.declined)
    if facts.unanswered >= _UNANSWERED:
        yield _reason("unanswered", facts.unanswered)
    if not facts.phone:
        yield _reason("no_phone")
