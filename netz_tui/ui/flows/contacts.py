"""Add, change, tag, call, hand out and erase people: the questions of the contacts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui import phones
from netz_tui.desk import edit, export_person, tags
from netz_tui.desk.contacts import NO_REQUEST
from netz_tui.desk.search import SORTS
from netz_tui.i18n import N_, _, say, say_n
from netz_tui.paths import safe_name
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.flows import talk
from netz_tui.ui.panes.call import qr_code
from netz_tui.ui.panes.contacts_list import SORT_WORDS
from netz_tui.ui.widgets.safe import content, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netz_tui.desk.history import Change
    from netz_tui.desk.page import Page, PersonRow
    from netz_tui.ui.flows.base import Host

LABELS = {
    "name": N_("Name"),
    "org": N_("Company"),
    "title": N_("Position"),
    "phones": N_("Phone numbers, parted by commas"),
    "emails": N_("E-mail addresses"),
    "urls": N_("Pages"),
    "city": N_("City"),
    "country": N_("Country"),
    "birthday": N_("Birthday"),
    "contact_since": N_("Contact since"),
    "rhythm_days": N_("A sign of life every … days"),
    "note": N_("Note"),
}
_HINTS = {
    "phones": "+49 731 …",
    "urls": "https://…",
    "birthday": N_("14.3.1978 · 1978 · --03-14"),
    "contact_since": N_("2019 · March 2019 · 14.3.2019"),
    "rhythm_days": N_("90 · 6 weeks · 3 months"),
}
_NOTE_LINES = 4
_LISTED = 6
_WIDTH = 58


def _form(host: Host, title: str, values: Mapping[str, str], intro: Content | None = None) -> Form:
    today = host.now().astimezone().date()

    def check(typed: Mapping[str, str]) -> str:
        wrong = edit.check(typed, host.desk.settings.region, today)
        return say(wrong[0], **wrong[1]) if wrong else ""

    fields = [
        Field(
            name,
            _(LABELS[name]),
            values.get(name, ""),
            placeholder=_(_HINTS[name]) if name in _HINTS else "",
            lines=_NOTE_LINES if name == "note" else 1,
        )
        for name in edit.FIELDS
    ]
    return Form(title, fields, intro=intro, check=check)


async def add(host: Host) -> Change | None:
    """Ask for a new contact."""
    values = await host.ask(_form(host, _("A contact"), {}))
    return None if values is None else host.act(lambda: edit.add(host.desk, values))


async def change(host: Host, person: PersonRow) -> None:
    """Change what is known about a person."""
    before = edit.values_of(host.desk, person.id)
    values = await host.ask(_form(host, _("Change"), before, content(person.name, "bold")))
    if values is not None:
        new = {name: value for name, value in values.items() if value != before[name]}
        if new:
            host.act(lambda: edit.edit(host.desk, person.id, new))


async def tag(host: Host, ids: Sequence[int], name: str) -> None:
    """Ask for tags, parted by commas; several people keep what they have besides."""
    single = len(ids) == 1
    held = ", ".join(tags.tags_of(host.desk, ids[0])) if single else ""
    field = Field("tags", _("Tags, parted by commas"), value=held)
    values = await host.ask(Form(_("Tags"), [field], intro=_whom(ids, name)))
    if values is not None:
        host.act(lambda: tags.set_tags(host.desk, ids, tags.split(values["tags"]), keep_others=not single))


async def rhythm(host: Host, ids: Sequence[int], name: str) -> None:
    """Ask how often people want a sign of life."""

    def check(values: Mapping[str, str]) -> str:
        wrong = edit.check({"name": "-", **values}, "", host.now().date())
        return say(wrong[0], **wrong[1]) if wrong else ""

    hint = Content(_("Left empty, that of a tag or of the standing counts; “never” leaves in peace."))
    name_ = "rhythm_days"
    field = Field(name_, _(LABELS[name_]), placeholder=_("90 · 6 weeks · 3 months · never"))
    values = await host.ask(
        Form(_("Contact rhythm"), [field], intro=Content("\n").join([_whom(ids, name), hint]), check=check)
    )
    if values is not None:
        host.act(lambda: edit.set_rhythm(host.desk, ids, values["rhythm_days"]))


def _whom(ids: Sequence[int], name: str) -> Content:
    return content(name, "bold") if len(ids) == 1 else Content(say_n("{n} person", "{n} people", len(ids)))


async def sort(host: Host, chosen: str) -> str | None:
    """Ask for the order."""
    options = [Option(str(place), Content(_(SORT_WORDS[name])), name) for place, name in enumerate(SORTS, 1)]
    answer: str | None = await host.ask(Choose(_("Sort"), options, chosen=chosen))
    return answer


async def call(host: Host, page: Page) -> None:
    """Call: at the desk if a request waits; else show the number here, and log the call when it is over."""
    if page.request.id != NO_REQUEST:
        await host.call_at_desk(page.request.id)
        return
    region = host.desk.settings.region
    lines = [content(page.person.name, "bold")]
    lines += [
        Content.assemble(content(phones.shown(handle.raw, region), "bold $primary"), "  ", content(handle.label))
        for handle in page.phones
    ]
    uri = phones.tel_uri(page.phones[0].raw, region) if page.phones else None
    if uri is not None:
        lines += [Content.styled(uri, "$foreground 60%"), Content(""), *qr_code(uri)]
    if not page.phones:
        lines.append(Content.styled(_("No phone number is known. Note here how you reached each other."), "$warning"))
    started = host.now()
    over = Option("c", Content(_("the call is over: note what came of it")), "over")
    if await host.ask(Choose(_("Call"), [over], intro=Content("\n").join(lines))) is None:
        return
    seconds = int((host.now() - started).total_seconds())
    note = await host.ask(Form(_("Call"), [Field("note", _("Note"), lines=_NOTE_LINES)], intro=lines[0]))
    if note is not None:
        await talk.end(host, page, talk.Ended("call", started, seconds, note["note"]))


async def hand_out(host: Host, person: PersonRow) -> None:
    """Write everything known about a person into a file, which is never one that is there already."""
    folder = host.desk.settings.paths.get("exports", "~")
    proposed = f"{folder}/{safe_name(person.name)}.md"
    hint = Content(_("The ending says what it becomes: .md to read, .vcf for address books, .json with everything."))
    intro = Content("\n").join([content(person.name, "bold"), hint])
    values = await host.ask(Form(_("Hand out"), [Field("path", _("File"), proposed)], intro=intro))
    if values is None or not values["path"]:
        return
    path = Path(os.path.expanduser(values["path"]))  # noqa: PTH111, ASYNC240 - "~x" never raises; no disk is touched
    try:
        export_person.export(host.desk, person.id, path)
    except export_person.FileProblem as problem:
        host.say_problem(say(problem.message, **problem.params))
    else:
        host.flash(content(say("written: {file}", file=path), "$success"))


async def erase(host: Host, person: PersonRow) -> bool:
    """Ask whether to erase a person for good, after telling what stays; return whether it was done."""
    from netz_tui.desk import erase as desk_erase

    lines = [
        content(person.name, "bold"),
        Content(_("Notes, conversations, requests, history, search and draft go for good. This can't be undone.")),
    ]
    named = desk_erase.mentions(host.desk, person.id)
    if named:
        stays = say_n(
            "In {n} text about others the name stays:", "In {n} texts about others the name stays:", len(named)
        )
        lines += [Content(""), Content.styled(stays, "$warning")]
        for mention in named[:_LISTED]:
            line = Content.assemble(content(mention.about, "bold"), "  ", content(mention.text, "$foreground 60%"))
            lines.append(shorten(line, _WIDTH))
    options = [
        Option("n", Content(_("no, keep everything")), "keep"),
        Option("X", Content.styled(_("yes, erase for good"), "$error"), "erase"),
        Option("k", Content.styled(_("yes, and let no import bring them back"), "$error"), "keep out"),
    ]
    answer = await host.ask(Choose(_("Erase for good?"), options, intro=Content("\n").join(lines), chosen="keep"))
    if answer not in {"erase", "keep out"}:
        return False
    erased: list[desk_erase.Erased] = []

    def verb() -> Change:
        kept_out = answer == "keep out"
        erased.append(desk_erase.erase(host.desk, person.id, kept_out=kept_out, traces=host.traces))
        return erased[0].change

    if not host.act_quietly(verb):
        return False
    text = _("Erased for good.")
    if erased[0].cut:
        text += " " + _("What was done before can't be undone any more.")
    host.flash(Content.styled(text, "$success"))
    return True
