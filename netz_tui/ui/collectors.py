"""The collector score in words: its reasons with their points, and how often it was right so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk.signals.late import SOON
from netz_tui.i18n import N_, N_n, _, say, say_n
from netz_tui.ui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from netz_tui.desk.signals.record import Record, Share

SIGNALS = {
    "default_text": N_("the platform's default text"),
    "stock_phrase": N_("stock phrases"),
    "sales_words": N_("sales talk"),
    "grows_list": N_("wants contacts for their number"),
    "unfilled_template": N_("gaps of a template"),
    "generic_greeting": N_("a greeting to nobody"),
    "no_message": N_("no message"),
    "same_text": N_("same text as another request"),
    "burst": N_("one of several within two days"),
    "same_day": N_("one of many on the same day"),
    "generic_headline": N_("generic headline"),
    "many_contacts": N_("unusual number of contacts"),
    "few_contacts": N_("hardly any contacts"),
    "no_dependable_path": N_("no way over a dependable contact"),
    "only_collectors": N_("only collectors in common"),
    "introducer_unknown": N_("somebody asked does not know the sender"),
    "introducer_fails": N_("the introducer's earlier introductions failed"),
    "no_phone": N_("no phone number"),
    "unanswered": N_("never answers, never calls back"),
    "bad_call": N_("an earlier conversation was found wrong"),
    "asked_before": N_("was declined before"),
    "sold": N_("a sales message soon after being confirmed"),
    "vouched": N_("a dependable contact is named as introducer"),
    "known": N_("known already"),
}
"""What each signal is called, by its code."""
COUNTED = {
    "same_text": N_n("same text as {n} other", "same text as {n} others"),
    "burst": N_n("with {n} other within two days", "with {n} others within two days"),
    "same_day": N_n("with {n} other on the same day", "with {n} others on the same day"),
}
"""The same for those that rest on a number worth telling."""


def named(reasons: Sequence[Mapping[str, Any]]) -> Content:
    """Return the reasons of a score with their points; what speaks for the sender stands last."""
    parts = []
    for reason in reasons:
        code, weight = str(reason.get("code")), int(reason.get("weight", 0))
        if code not in SIGNALS:
            continue
        text = say_n(*COUNTED[code], int(reason["n"])) if code in COUNTED and reason.get("n") else _(SIGNALS[code])
        points = f" +{weight}" if weight > 0 else f" −{-weight}" if weight else ""
        style = "$success" if weight < 0 else "$warning"
        parts.append(Content.assemble((text, "$foreground 60%"), (points, style)))
    return Content(f" {glyphs().separator} ").join(parts)


def hit_rate(record: Record) -> Iterator[str]:
    """Return how often the score was right, in two sentences; what rests on too few cases says so."""
    yield _told(
        record.right,
        N_("Of {n} decided requests from {from} % on you declined {hits}: {share} % ({low} to {high} %)."),
        N_("From {from} % on too few are decided yet to say how often that was right ({n} of {need})."),
        record.threshold,
    )
    yield _told(
        record.caught,
        N_("Of {n} that you declined {hits} had reached {from} %: {share} % ({low} to {high} %)."),
        N_("Too few are declined yet to say how many of them the score finds ({n} of {need})."),
        record.threshold,
    )


def late_rate(sellers: Share) -> str:
    """Return how many of those confirmed turned out to be sellers, in a sentence."""
    values: dict[str, object] = {"days": SOON, "n": sellers.n, "hits": sellers.hits, "need": sellers.need}
    if sellers.rate is None:
        return say(
            N_("Too few are confirmed yet to say how many write a sales message within {days} days ({n} of {need})."),
            **values,
        )
    template = N_("Of {n} that you confirmed {hits} wrote a sales message within {days} days: {share} %.")
    return say(template, share=round(100 * sellers.rate), **values)


def _told(share: Share, enough: str, few: str, threshold: int) -> str:
    values: dict[str, object] = {"n": share.n, "hits": share.hits, "from": threshold, "need": share.need}
    if share.rate is None or share.interval is None:
        return say(few, **values)
    ends = {"share": share.rate, "low": share.interval.low, "high": share.interval.high}
    return say(enough, **values, **{name: round(100 * end) for name, end in ends.items()})
