"""How the desk says things: hints, conditions, kinds and answers, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content

from netz_tui.desk.page import Condition, ConversationRow, CrossCheckRow, GroundRow, Lack, Page
from netz_tui.i18n import N_, _, digits_moment, digits_short, duration, format_partial, say
from netz_tui.moments import read_moment
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, cut, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

KINDS = {
    "call": N_("Call"),
    "video": N_("Video call"),
    "meeting": N_("Meeting"),
    "message": N_("Message"),
    "event": N_("Event"),
}
OUTCOMES = {
    "reached": N_("reached"),
    "no_answer": N_("no answer"),
    "voicemail": N_("voicemail"),
    "wrong_number": N_("wrong number"),
}
ANSWERS = {
    "knows_well": N_("knows well"),
    "knows": N_("knows"),
    "vaguely": N_("vaguely"),
    "not_at_all": N_("not at all"),
}
ANSWER_STYLE = {"knows_well": "$success", "knows": "$success", "vaguely": "$warning", "not_at_all": "$error"}
STANDINGS = {"dependable": N_("dependable"), "unproven": N_("unproven"), "shaky": N_("shaky")}
STANDING_STYLE = {"dependable": "$success", "unproven": "$foreground 60%", "shaky": "$warning"}
CONDITIONS = {
    Condition.CONTACT: N_("Personal contact"),
    Condition.TRUST: N_("Trust"),
    Condition.CHEMISTRY: N_("Chemistry"),
    Condition.GROUND: N_("Ground"),
}
KEY_FOR = {
    Condition.CONTACT: "desk.call",
    Condition.TRUST: "desk.judge",
    Condition.CHEMISTRY: "desk.judge",
    Condition.GROUND: "desk.ground",
}
LACKS = {
    Lack.NEVER_TRIED: N_("not called yet"),
    Lack.NOT_REACHED: N_("not reached yet"),
    Lack.NOT_JUDGED: N_("not judged yet"),
    Lack.FOUND_WRONG: N_("{value}/5 is not enough"),
    Lack.NO_GROUND: N_("none given yet"),
    Lack.GROUND_FELL: N_("fell: {why}"),
}

HOW_TO_BEGIN = N_("“enter” writes a note, “c” calls.")


def spoken(row: ConversationRow, today: date) -> str:
    """Return a conversation in a few words: "Call 23/11, 14 min", "Call 23/11/25, 14 min" if it was not this year."""
    parts = [f"{_(KINDS[row.kind])} {digits_short(read_moment(row.at).astimezone().date(), today)}"]
    if row.duration_s:
        parts.append(duration(row.duration_s))
    if row.outcome != "reached":
        parts.append(_(OUTCOMES[row.outcome]))
    return ", ".join(parts)


def ground(row: GroundRow) -> Content:
    """Return a ground with its evidence; names are foreign text and stay so."""
    if row.kind == "c":
        before, _mark, after = _("{kind} – through {name}").partition("{name}")
        style = STANDING_STYLE[row.introducer_standing or "unproven"]
        return Content.assemble(before.replace("{kind}", "c"), content(row.introducer or "?", style), after)
    word = _("a – known since {since}, {place}") if row.kind == "a" else _("b – met {since}, {place}")
    since, place = partial(row.since), row.place
    return content(word.replace("{since}", since).replace("{place}", place))


def answered(check: CrossCheckRow) -> Content:
    """Return who was asked and what the answer was, in its colour."""
    style = ANSWER_STYLE[check.answer]
    before, _mark, after = _("{name}, asked: {answer}").partition("{name}")
    return Content.assemble(
        (before, style), content(check.introducer, style), (after.replace("{answer}", _(ANSWERS[check.answer])), style)
    )


def partial(text: str) -> str:
    """Return a day that may be partial as the user writes it; free text stays as it is."""
    try:
        return format_partial(text)
    except ValueError:
        return text


def condition_detail(page: Page, condition: Condition, today: date) -> Content:
    """Return what stands behind a condition, met or not."""
    lack = page.verdict.lacks(condition)
    decisive = page.verdict.conversation
    value = None
    if decisive is not None:
        value = decisive.trust if condition is Condition.TRUST else decisive.chemistry
    if lack is Lack.FOUND_WRONG:
        return Content.styled(say(LACKS[lack], value=value), "$error")
    if lack is Lack.GROUND_FELL:
        fallen = next(iter(page.grounds))
        why = fallen.fallen_why or _("with the introducer")
        return content(say(LACKS[lack], why=why), "$warning")
    if lack is not None:
        return Content.styled(_(LACKS[lack]), "$foreground 60%")
    if condition is Condition.CONTACT:
        row = next(row for row in page.conversations if decisive is not None and row.id == decisive.id)
        return Content.styled(spoken(row, today), "$foreground 60%")
    if condition is Condition.GROUND:
        standing = page.verdict.ground
        return ground(next(row for row in page.grounds if standing is not None and row.id == standing.id))
    return Content(f"{value}/5")


def moment_shown(text: str) -> str:
    """Return a moment as the user writes it."""
    return digits_moment(read_moment(text))


SHORTEST_NAME = 5
"""Cells that are left of a name before the sentence around it is cut."""


def done(label: str, params: Mapping[str, Any], undo_key: str) -> Callable[[int], Content]:
    """Return what was done and the key that undoes it, for as many cells as there are: the names give way first."""
    hint = f" {glyphs().separator} {say('“{key}” undoes', key=undo_key)}"

    def fitted(width: int) -> Content:
        room = width - cell_len(hint)
        return Content.assemble(shorten(content(told(label, params, room), "$success"), room), hint)

    return fitted


def told(label: str, params: Mapping[str, Any], width: int) -> str:
    """Return a label with its values, the longest of them cut as far as it takes to fit `width` cells."""
    names = [cell_len(value) for value in params.values() if isinstance(value, str)]
    text = say(label, **params)
    for most in range(max(names, default=0) - 1, SHORTEST_NAME - 1, -1):
        if cell_len(text) <= width:
            break
        text = say(label, **{key: cut(val, most) if isinstance(val, str) else val for key, val in params.items()})
    return text
