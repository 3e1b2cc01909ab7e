"""The request under the cursor: who, message, links, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import records
from netz_tui.i18n import _, say
from netz_tui.ui.collectors import named
from netz_tui.ui.hints import due_text
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, paragraphs
from netz_tui.ui.widgets.text_panel import TextPanel
from netz_tui.ui.words import (
    STANDING_STYLE,
    STANDINGS,
    answered,
    moment_shown,
    spoken,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from netz_tui.desk.page import ConversationRow, Page


class RequestPane(TextPanel):
    """Shows one request with all that is known about its sender."""

    def __init__(self) -> None:
        super().__init__(id="request")
        self.border_title = _("Request")

    def show(self, page: Page | None, now: datetime, region: str) -> None:
        """Show a request, or that there is none."""
        if page is None:
            self.say(Content.styled(_("Here you see who asks. What else is due today, “5” tells."), "$foreground 60%"))
            return
        self.say(Content("\n").join(_lines(page, now, region)))


def _lines(page: Page, now: datetime, region: str) -> Iterator[Content]:
    yield _who(page)
    if page.request.message:
        yield Content.assemble("„", paragraphs(page.request.message, "italic"), "“")
    else:
        yield Content.styled(_("No message."), "italic $foreground 60%")
    yield _arrived(page)
    yield from _checks(page)
    yield from _reach(page, region)
    if page.request.score and page.person.standing != "dependable":
        yield _signals(page)  # it was counted when the request came; a ground outweighs it
    for step in page.follow_ups:
        text = say("next step: {when}", when=due_text(step.due, now))
        yield Content.assemble((text, "$secondary"), "  ", content(step.what, "$foreground 60%"))
    if page.conversations:
        yield Content("")
        for talk in page.conversations:
            yield from _talk(talk, now.astimezone().date())


def _who(page: Page) -> Content:
    person = page.person
    headline = page.request.headline or person.title
    about = [headline, *(text for text in (person.org, person.city) if text and text not in headline)]
    parts = [content(page.request.name, "bold")]
    if person.contact or person.standing != "unproven":
        parts.append(Content.styled(_(STANDINGS[person.standing]), STANDING_STYLE[person.standing]))
    if any(about):
        parts.append(content(f" {glyphs().separator} ".join(filter(None, about)), "$foreground 60%"))
    return Content(f" {glyphs().separator} ").join(parts)


def _reach(page: Page, region: str) -> Iterator[Content]:
    from netz_tui import phones

    reach = []
    for handle in page.handles:
        if handle.kind == "phone":
            reach.append(content(phones.shown(handle.raw, region), "$primary"))
        elif handle.kind == "email":
            reach.append(content(handle.raw, "$primary"))
    if not reach:
        reach.append(Content.styled(_("no phone number, no e-mail"), "$foreground 60%"))
    links = [handle.raw for handle in page.handles if handle.kind == "url"]
    if page.request.url and page.request.url not in links:
        links.append(page.request.url)
    reach.extend(content(link.removeprefix("https://").removeprefix("www."), "$primary") for link in links)
    yield Content(f" {glyphs().separator} ").join(reach)


def _arrived(page: Page) -> Content:
    text = say("Request of {moment}", moment=moment_shown(page.request.sent_at))
    parts = [Content.styled(text, "$foreground 60%"), content(page.request.platform, "$foreground 60%")]
    if page.request.introducer:
        before, _mark, after = _("named as introducer: {name}").partition("{name}")
        record = f" ({records.record_line(page.record)})" if page.record is not None and page.record.asked else ""
        parts.append(
            Content.assemble(
                (before, "$foreground 60%"), content(page.request.introducer), (after + record, "$foreground 60%")
            )
        )
    return Content(f" {glyphs().separator} ").join(part for part in parts if part)


def _checks(page: Page) -> Iterator[Content]:
    for check in page.checks:
        yield Content.assemble(answered(check), "  ", content(check.note))


def _signals(page: Page) -> Content:
    reasons = named(page.request.score_reasons)
    text = say("collector {score} %", score=page.request.score)
    return Content.assemble((f"{text}: " if reasons else text, "$warning"), reasons)


def _talk(talk: ConversationRow, today: date) -> Iterator[Content]:
    judged = [
        f"{_(word)} {value}/5"
        for word, value in (("trust", talk.trust), ("chemistry", talk.chemistry))
        if value is not None
    ]
    head = f" {glyphs().separator} ".join([spoken(talk, today), *judged])
    yield Content.styled(head, "$secondary" if talk.outcome == "reached" else "$foreground 60%")
    if talk.note:
        yield paragraphs(talk.note)
