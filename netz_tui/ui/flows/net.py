"""Questions of the net: whom to find a way to, whom to show, what is known of a tie, what to write where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content

from netz_tui.dates import parse_past
from netz_tui.desk import net_ego, net_export, net_words, tie_evidence, ties
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.ties import TieFacts
from netz_tui.desk.views import find_people
from netz_tui.i18n import _, say
from netz_tui.paths import safe_name
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.dialogs.pick_person import PickPerson
from netz_tui.ui.flows.cross_check import take_answer
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import partial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net import Ego
    from netz_tui.desk.net_ego import Filter
    from netz_tui.desk.tie_evidence import Bond
    from netz_tui.desk.views import PersonRow
    from netz_tui.ui.flows.base import Host

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


async def pick(host: Host, title: str, *, near: int | None = None) -> int | None:
    """Ask for a person; those tied to `near` come first while nothing is typed."""

    def find(text: str) -> Sequence[PersonRow]:
        if near is not None and not text:
            tied = [row.person for row in ties.ties_of(host.desk, near) if row.person is not None]
            if tied:
                return tied
        return [row for row in find_people(host.desk.book, text) if row.id != near]

    answer: int | None = await host.ask(PickPerson(title, find))
    return answer


async def choose_filter(host: Host, now: Filter) -> Filter | None:
    """Ask who is to be shown."""
    dependable = _("everybody, not only dependable people") if now.dependable else _("dependable people only")
    options = [Option("1", Content(dependable), "dependable")]
    if found := net_ego.tags(host.desk):
        options.append(Option("2", Content(_("with a tag …")), ("tag", found)))
    if found := net_ego.platforms(host.desk):
        options.append(Option("3", Content(_("from a platform …")), ("platform", found)))
    if now:
        options.append(Option("0", Content(_("everybody")), "all"))
    chosen = await host.ask(Choose(_("Who is shown?"), options))
    if chosen is None:
        return None
    if chosen == "all":
        return net_ego.EVERYBODY
    if chosen == "dependable":
        return now._replace(dependable=not now.dependable)
    field, names = chosen
    choices = [
        Option(key, Content.assemble(content(name), (f"  {count}", "$foreground 60%")), name)
        for key, (name, count) in zip(_KEYS, names, strict=False)
    ]
    name = await host.ask(Choose(_("Which tag?") if field == "tag" else _("Which platform?"), choices))
    return None if name is None else now._replace(**{field: name})


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
    if claimed_by is not None:
        facts = facts._replace(claimed_by=claimed_by or None)
        host.act(lambda: ties.note(host.desk, one, other, facts))


async def explain_mine(host: Host, person: int) -> None:
    """Tell what my own tie to somebody rests on; it is changed by grounds and conversations."""
    bond = tie_evidence.Ties(host.desk).mine().get(person)
    if bond is not None:
        lines = [content(_names(host.desk, person)[person], "bold"), *_why(host, bond)]
        await host.ask(Choose(_("Tie"), [Option("1", Content(_("Back")), None)], intro=Content("\n").join(lines)))


def _why(host: Host, bond: Bond) -> list[Content]:
    """Return the sentences that explain how far a tie bears."""
    reasons = tie_evidence.Ties(host.desk).belief(bond).explain()
    return [Content.styled(line, "$foreground 60%") for line in net_words.explained(reasons)]


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
        Field("since", _("Known since"), partial(bond.since) if bond else "", _("2019 · March 2019 · last Friday")),
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
    options.append(Option("3", Content(_("somebody else, who introduced them …")), -1))
    options.append(Option("4", Content(_("nobody in particular")), 0))
    now = (bond.claimed_by or 0) if bond else None
    answer: Any = await host.ask(Choose(_("Who says so?"), options, chosen=now))
    return await pick(host, _("Who introduced them?")) if answer == -1 else answer


async def write(host: Host, ego: Ego, focus: int, name: str, me: str) -> Path | None:
    """Ask what to write and where, write it, and return the file."""
    options = [
        Option("1", Content(_("the picture, as SVG")), "svg"),
        Option("2", Content(_("what the picture shows, as GraphML")), "graphml"),
        Option("3", Content(_("the whole net, as GraphML")), "whole"),
    ]
    what = await host.ask(Choose(_("Write"), options))
    if what is None:
        return None
    form = "svg" if what == "svg" else "graphml"
    stem = safe_name(f"netz {'' if what == 'whole' else name} {host.now().astimezone().date()}").replace(" ", "-")
    field = Field("path", _("File"), str(_folder(host.desk) / f"{stem}.{form}"))
    values = await host.ask(Form(_("Write to which file?"), [field]))
    if values is None or not values["path"]:
        return None
    texts: dict[str, Callable[[], Iterable[str]]] = {
        "svg": lambda: [net_export.drawing(ego, name, focus=focus)],
        "graphml": lambda: net_export.part(host.desk, ego),
        "whole": lambda: net_export.whole(host.desk, me, form),
    }
    try:
        return net_export.write(values["path"], "".join(texts[what]()))
    except BookProblem as problem:
        host.say_problem(say(problem.template, **problem.params))
        return None


def _folder(desk: Desk) -> Path:
    return Path(desk.settings.paths.get("exports", "") or Path.cwd()).expanduser()


def _names(desk: Desk, *ids: int) -> dict[int, str]:
    known = ties.people_names(desk, ids)
    return {person: known.get(person, "?") for person in ids}
