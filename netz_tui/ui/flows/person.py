"""Number, tags, profile page and order: small questions about people and the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import people, tags
from netz_tui.desk.page import page
from netz_tui.desk.views import SORTS
from netz_tui.i18n import _, say_n
from netz_tui.phones import is_possible
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.hints import SORTS as SORT_WORDS
from netz_tui.ui.panes.call import qr_code
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netz_tui.desk.page import Page
    from netz_tui.ui.flows.base import Host

_OPENABLE = re.compile(r"https://[a-z0-9.-]+(?:/[\x21-\x7e]*)?", re.IGNORECASE)
"""Only plain https addresses are handed to a browser, and only when asked to."""


_AROUND_CODE = 9
"""Rows of the question beside the code: its frame, the address, what can be chosen."""


async def add_number(host: Host, shown: Page) -> bool:
    """Ask for the number to call, since none is known; an empty answer calls without one."""
    region = host.desk.settings.region

    def check(values: Mapping[str, str]) -> str:
        number = values["phone"]
        return (
            ""
            if not number or is_possible(number, region)
            else _("That is no telephone number. Leave it empty to call without.")
        )

    fields = [Field("phone", _("Phone number"), placeholder="+49 …")]
    values = await host.ask(
        Form(_("No number is known"), fields, intro=content(shown.request.name, "bold"), check=check)
    )
    if values is None:
        return False
    if values["phone"]:
        host.act(lambda: people.add_handle(host.desk, shown.person.id, "phone", values["phone"]))
    return True


async def tag(host: Host, request_ids: Sequence[int], names: Sequence[str]) -> None:
    """Ask for tags, parted by commas; several people keep what they have besides."""
    pages = [page(host.desk, request_id) for request_id in request_ids]
    person_ids = list(dict.fromkeys(found.person.id for found in pages if found is not None))
    single = len(person_ids) == 1
    held = ", ".join(tags.tags_of(host.desk, person_ids[0])) if single else ""
    intro = content(names[0], "bold") if single else Content(say_n("{n} person", "{n} people", len(person_ids)))
    field = Field("tags", _("Tags, parted by commas"), value=held)
    values = await host.ask(Form(_("Tags"), [field], intro=intro))
    if values is not None:
        host.act(lambda: tags.set_tags(host.desk, person_ids, tags.split(values["tags"]), keep_others=not single))


async def profile(host: Host, shown: Page) -> None:
    """Show the profile's address as text and code, and open it only if asked to."""
    url = shown.request.url or next((handle.raw for handle in shown.handles if handle.kind == "url"), "")
    if not url:
        host.say_problem(_("No profile page is known for this person."))
        return
    code = list(qr_code(url)) if len(url) < 300 else []  # noqa: PLR2004 - larger codes fit in no window
    if len(code) + _AROUND_CODE > host.size.height:
        code = []  # half of it would be of no use
    lines = [content(url, "bold $primary"), *code]
    options = []
    if _OPENABLE.fullmatch(url):
        options.append(Option("o", Content(_("open in the browser")), "open"))
    options.append(Option("c", Content(_("copy the address")), "copy"))
    answer = await host.ask(Choose(_("Profile page"), options, intro=Content("\n").join(lines)))
    if answer is not None:
        host.hand_over(url, browser=answer == "open")


async def choose_sort(host: Host, sort: str) -> str | None:
    """Ask for the order of the inbox."""
    options = [Option(str(place), Content(_(SORT_WORDS[name])), name) for place, name in enumerate(SORTS, 1)]
    answer: str | None = await host.ask(Choose(_("Sort"), options, chosen=sort))
    return answer
