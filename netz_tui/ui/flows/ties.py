"""Questions about two people: whether they know each other, since when, from where, who says so or introduced them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.dates import parse_past
from netz_tui.desk.net import tie_evidence, ties, words
from netz_tui.desk.net.ties import TieFacts
from netz_tui.desk.search import find_people
from netz_tui.i18n import _, say
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.dialogs.pick_person import PickPerson
from netz_tui.ui.flows.cross_check import take_answer
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import partial

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net.tie_evidence import Bond
    from netz_tui.desk.page import PersonRow
    from netz_tui.ui.flows.base import Host

_ELSE = -1
"""Somebody who is to be found by name."""


async def pick(host: Host, title: str, *, near: int | None = None, but: Collection[int] = ()) -> int | None:
    """Ask for a person but these; those tied to `near` come first while nothing is typed."""

    def find(text: str) -> Sequence[PersonRow]:
        if near is not None and not text:
            tied = [row.person for row in ties.ties_of(host.desk, near) if row.person is not None]
            if tied:
                return tied
        return [row for row in find_people(host.desk, text) if row.id != near and row.id not in but]

    answer: int | None = await host.ask(PickPerson(title, find))
    return answer


async def cross_check(host: Host, one: int, other: int) -> None:
    """Ask which of two people was asked about the other, and note the answer."""
    names = _names(host.desk, one, other)
    intro = content(f"{names[one]} – {names[other]}", "bold")
    asked = await host.ask(
        Choose(
            _("Whom did you ask?"),
            [Option("1", content(names[one]), one), Option("2", content(names[other]), other)],
            intro=intro,
        )
    )
    if asked is None:
        return
    await take_answer(host, asked, other if asked == one else one)


async def edit_tie(host: Host, one: int, other: int) -> None:
    """Note that two people know each other, change what is known of it, or take it away."""
    names = _names(host.desk, one, other)
    title = content(f"{names[one]} – {names[other]}", "bold")
    bond = tie_evidence.between(tie_evidence.Ties(host.desk).of([one])[one], other)
    if bond is not None and bond.tie is not None:
        options = [
            Option("1", Content(_("change: since when, from where, who says so")), "change"),
            Option("2", Content(_("take the tie away")), "remove"),
        ]
        chosen = await host.ask(Choose(_("Tie"), options, intro=Content("\n").join([title, *_why(host, bond)])))
        if chosen is None:
            return
        if chosen == "remove":
            host.act(lambda: ties.remove(host.desk, one, other))
            return
    facts = await _facts(host, title, bond)
    if facts is None:
        return
    claimed_by = await _claimant(host, names, bond)
    if claimed_by is None:
        return
    introduced_by = await _introducer(host, names, bond)
    if introduced_by is not None:
        facts = facts._replace(claimed_by=claimed_by or None, introduced_by=introduced_by or None)
        host.act(lambda: ties.note(host.desk, one, other, facts))


async def explain_mine(host: Host, person: int) -> None:
    """Tell what my own tie to somebody rests on; it is changed by grounds and conversations."""
    bond = tie_evidence.Ties(host.desk).with_me([person]).get(person)
    if bond is not None:
        lines = [content(_names(host.desk, person)[person], "bold"), *_why(host, bond)]
        await host.ask(Choose(_("Tie"), [Option("1", Content(_("Back")), None)], intro=Content("\n").join(lines)))


def _why(host: Host, bond: Bond) -> list[Content]:
    """Return the sentences that explain how far a tie bears."""
    reasons = tie_evidence.Ties(host.desk).belief(bond).explain()
    return [Content.styled(line, "$foreground 60%") for line in words.explained(reasons)]


async def _facts(host: Host, title: Content, bond: Bond | None) -> TieFacts | None:
    today = host.now().astimezone().date()

    def check(values: Mapping[str, str]) -> str:
        if values["since"] and parse_past(values["since"], today) is None:
            return _("Give a day, a month or a year that has been: 2019, March 2019, 14.3.2019.")
        return ""

    def preview(values: Mapping[str, str]) -> str:
        day = parse_past(values["since"], today) if values["since"] else None
        return say("= {day}", day=partial(str(day))) if day is not None else ""

    fields = [
        Field(
            "since",
            _("Known since"),
            partial(bond.since) if bond else "",
            _("2019 · March 2019 · last Friday"),
            day=True,
        ),
        Field("place", _("From where"), bond.place if bond else "", _("Hannover Messe · studied together in Ulm")),
        Field("note", _("Note"), bond.note if bond else ""),
    ]
    values = await host.ask(Form(_("They know each other"), fields, intro=title, check=check, preview=preview))
    if values is None:
        return None
    since = _kept_since(values["since"], bond, today)
    return TieFacts(since, values["place"], bond.claimed_by if bond else None, values["note"])


def _kept_since(text: str, bond: Bond | None, today: date) -> str:
    """Return the day as the book keeps it; what was not touched stays as it was."""
    if bond is not None and text == partial(bond.since):
        return bond.since
    return str(parse_past(text, today)) if text else ""


async def _claimant(host: Host, names: Mapping[int, str], bond: Bond | None) -> int | None:
    """Ask who says so; 0 for nobody, None if the question was left."""
    options = [Option(str(place), content(name), person) for place, (person, name) in enumerate(names.items(), 1)]
    now = bond.claimed_by if bond else None
    if now is not None and now not in names:
        options.append(Option("3", content(_names(host.desk, now)[now]), now))
    options.append(Option(str(len(options) + 1), Content(_("somebody else …")), _ELSE))
    options.append(Option("0", Content(_("nobody in particular")), 0))
    answer: int | None = await host.ask(Choose(_("Who says so?"), options, chosen=now or 0))
    return await pick(host, _("Who says so?")) if answer == _ELSE else answer


async def _introducer(host: Host, names: Mapping[int, str], bond: Bond | None) -> int | None:
    """Ask who brought both together; 0 for nobody, None if the question was left."""
    now = bond.introduced_by if bond else None
    options = [] if now is None else [Option("1", content(_names(host.desk, now)[now]), now)]
    options.append(Option(str(len(options) + 1), Content(_("somebody introduced them …")), _ELSE))
    options.append(Option("0", Content(_("nobody, or that is not known")), 0))
    answer: int | None = await host.ask(Choose(_("Who introduced them?"), options, chosen=now or 0))
    return await pick(host, _("Who introduced them?"), but=names) if answer == _ELSE else answer


def _names(desk: Desk, *ids: int) -> dict[int, str]:
    known = ties.people_names(desk, ids)
    return {person: known.get(person, "?") for person in ids}
