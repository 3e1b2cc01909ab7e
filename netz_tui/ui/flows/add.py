"""Add a request by hand or out of pasted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.dates import parse_day
from netz_tui.desk import alike, people
from netz_tui.desk.mentions import propose_introducer
from netz_tui.desk.paste import read_paste
from netz_tui.i18n import _, say
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from netz_tui.desk.history import Change
    from netz_tui.desk.people import NewRequest
    from netz_tui.ui.flows.base import Host


async def add(host: Host) -> None:
    """Ask how, then for the request."""
    options = [
        Option("r", Content(_("a request, typed in")), "typed"),
        Option("p", Content(_("a request, from pasted text")), "pasted"),
    ]
    chosen = await host.ask(Choose(_("Add"), options))
    if chosen == "typed":
        await typed(host, people.NewRequest(""))
    elif chosen == "pasted":
        await pasted(host)


async def pasted(host: Host) -> None:
    """Ask for a text, read the request out of it, and let it be corrected."""
    hint = Content(_("Paste a notification, a mail, a signature; f2 goes on. What is found can be corrected."))
    values = await host.ask(Form(_("From pasted text"), [Field("text", _("Text"), lines=10)], intro=hint))
    if values is not None and values["text"]:
        await typed(host, read_paste(values["text"], host.desk.settings.region))


async def typed(host: Host, found: NewRequest) -> None:
    """Ask for the request, filled in as far as it is known."""
    alike.prepare(host.desk)
    now = host.now().astimezone()
    emails = ", ".join(value for kind, value in found.handles if kind == "email")
    phones = ", ".join(value for kind, value in found.handles if kind == "phone")
    fields = [
        Field("name", _("Name"), found.name),
        Field("platform", _("Platform"), found.platform, placeholder="XING · LinkedIn · …"),
        Field("headline", _("Position"), found.headline),
        Field("org", _("Company"), found.org),
        Field("phone", _("Phone number"), phones, placeholder="+49 …"),
        Field("email", _("E-mail"), emails),
        Field("url", _("Profile page"), found.url, placeholder="https://…"),
        Field("when", _("Asked when"), placeholder=_("today · yesterday · 14.3."), day=True),
        Field("message", _("Message"), found.message, lines=4),
    ]

    def when(text: str) -> datetime | None:
        day = parse_day(text, now.date(), prefer="past") if text else now.date()
        if day is None or day > now.date():
            return None
        return now if day == now.date() else now.replace(year=day.year, month=day.month, day=day.day, hour=12)

    def check(values: Mapping[str, str]) -> str:
        if not values["name"]:
            return _("A request needs the name of its sender.")
        if values["email"] and "@" not in values["email"]:
            return say("“{text}” is no e-mail address.", text=values["email"])
        return "" if when(values["when"]) else _("Give a day that has been: today, yesterday, 14.3.")

    def preview(values: Mapping[str, str]) -> str:
        introducer = propose_introducer(host.desk, values["message"], None)
        told = say("named as introducer: {name}", name=introducer.name) if introducer else ""
        return " · ".join(filter(None, (_looks_like(host, values), told)))

    values = await host.ask(Form(_("A request"), fields, check=check, preview=preview))
    if values is None:
        return

    def verb() -> Change:
        introducer = propose_introducer(host.desk, values["message"], None)
        return people.add_request(
            host.desk,
            people.NewRequest(
                name=values["name"],
                platform=values["platform"],
                headline=values["headline"],
                message=values["message"],
                url=values["url"],
                org=values["org"],
                handles=tuple(handle for handle in _handles(values) if handle[0] != "url"),
                sent_at=when(values["when"]),
                introducer_id=introducer.id if introducer else None,
            ),
        )

    change = host.act(verb)
    if change:
        host.go_to(next(iter(change.touched("requests"))))


def _handles(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return kind and value of everything typed by which somebody can be reached."""
    parts = ((kind, part.strip()) for kind in ("phone", "email", "url") for part in values[kind].split(","))
    return [(kind, part) for kind, part in parts if part]


def _looks_like(host: Host, values: Mapping[str, str]) -> str:
    """Say who in the book looks most like the one who is typed, "" if nobody does."""
    if " " not in values["name"]:
        return ""
    known = alike.who_looks_like(host.desk, values["name"], values["org"], _handles(values))
    return say("looks like {name}, {share} %", name=known[0], share=int(100 * known[1])) if known else ""
