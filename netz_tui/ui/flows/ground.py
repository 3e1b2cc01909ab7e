"""Give a ground with its evidence, name an introducer, ask one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content

from netz_tui.dates import parse_past
from netz_tui.desk import decide, grounds
from netz_tui.desk.search import find_people
from netz_tui.i18n import N_, _, say
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.dialogs.pick_person import PickPerson
from netz_tui.ui.flows.cross_check import take_answer
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import ground, partial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netz_tui.desk.page import Page, PersonRow
    from netz_tui.ui.flows.base import Host


async def give(host: Host, page: Page) -> None:
    """Ask which ground and its evidence, then give it; a ground that stands can be let fall here."""
    options = [
        Option("a", Content(_("known personally – since when, from where")), "a"),
        Option("b", Content(_("met in person – when, where")), "b"),
        Option("c", Content(_("second-degree, through somebody on ground a or b")), "c"),
    ]
    for place, row in enumerate(page.grounds, 1):
        before = _("falls: ") if row.fallen_at is None else _("stands again: ")
        options.append(Option(str(place), Content.assemble((before, "$warning"), ground(row)), row))
    chosen = await host.ask(
        Choose(_("On which ground?"), options, intro=content(page.request.name, "bold"), chosen=_likely(page))
    )
    if chosen is None:
        return
    if chosen == "c":
        await _second_degree(host, page)
    elif chosen in {"a", "b"}:
        await _first_degree(host, page, chosen)
    elif chosen.fallen_at is None:
        answer = await host.ask(Form(_("Why does it fall?"), [Field("why", _("Reason"))], intro=ground(chosen)))
        if answer is not None:
            host.act(lambda: grounds.fall(host.desk, chosen.id, answer["why"]))
    else:
        host.act(lambda: grounds.stand_again(host.desk, chosen.id))


def _likely(page: Page) -> str:
    return "c" if page.request.introducer_id is not None else "a"


async def _first_degree(host: Host, page: Page, kind: str) -> None:
    today = host.now().astimezone().date()

    def preview(values: Mapping[str, str]) -> str:
        day = parse_past(values["since"], today)
        return say("= {day}", day=partial(str(day))) if day is not None else ""

    def check(values: Mapping[str, str]) -> str:
        if not values["since"] or not values["place"]:
            return _("A ground needs its evidence: since when, and from where.")
        if parse_past(values["since"], today) is None:
            return _("Give a day, a month or a year that has been: 2019, March 2019, 14.3.2019.")
        return ""

    since = _("Known since") if kind == "a" else _("Met on")
    where = _("From where") if kind == "a" else _("Where")
    fields = [
        Field("since", since, placeholder=_("2019 · March 2019 · last Friday"), day=True),
        Field("place", where, placeholder=_("Hannover Messe · studied together in Ulm")),
    ]
    values = await host.ask(
        Form(
            say("Ground {kind}", kind=kind),
            fields,
            intro=content(page.request.name, "bold"),
            check=check,
            preview=preview,
        )
    )
    if values is None:
        return
    evidence = grounds.Evidence(kind, since=str(parse_past(values["since"], today)), place=values["place"])
    host.act(lambda: grounds.give(host.desk, page.person.id, evidence))


async def _second_degree(host: Host, page: Page) -> None:
    def find(text: str) -> list[PersonRow]:
        found = find_people(host.desk, text, standing_ab=True)
        return [row for row in found if row.id != page.person.id]

    named = page.request.introducer or ""
    text = named if named and find(named) else ""
    nobody = _("Nobody of that name stands on ground a or b. Fewer letters find more.")
    title = _("Introduced by whom, on ground a or b?")
    introducer_id = await host.ask(PickPerson(title, find, text=text, nobody=nobody))
    if introducer_id is not None:
        evidence = grounds.Evidence("c", introducer_id=introducer_id)
        host.act(lambda: grounds.give(host.desk, page.person.id, evidence))


async def name_introducer(host: Host, page: Page) -> None:
    """Ask who is said to vouch for the sender, and note it."""

    def find(text: str) -> list[PersonRow]:
        return [row for row in find_people(host.desk, text) if row.id != page.person.id]

    chosen = await host.ask(PickPerson(_("Who is named as introducer?"), find, text=page.request.introducer or ""))
    if chosen is not None:
        host.act(lambda: decide.name_introducer(host.desk, page.request.id, chosen))


NO_INTRODUCER = N_("Nobody is named as introducer of {name}. “{key}” names one.")


async def cross_check(host: Host, page: Page, introducer_key: str) -> None:
    """Ask an introducer "do you know …?" and note the answer."""
    introducers: dict[int, str] = {}
    for row in page.grounds:
        if row.introducer_id is not None and row.introducer:
            introducers.setdefault(row.introducer_id, row.introducer)
    if page.request.introducer_id is not None and page.request.introducer:
        introducers.setdefault(page.request.introducer_id, page.request.introducer)
    if not introducers:
        host.say_problem(say(NO_INTRODUCER, name=page.request.name, key=introducer_key))
        return
    introducer_id: Any = next(iter(introducers))
    if len(introducers) > 1:
        options = [Option(str(place), content(name), row) for place, (row, name) in enumerate(introducers.items(), 1)]
        introducer_id = await host.ask(Choose(_("Whom did you ask?"), options))
        if introducer_id is None:
            return
    await take_answer(host, introducer_id, page.person.id)
