"""Beside the list of what is due: why this one, who it is, how to reach them, what was said, and the keys for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui import phones
from netz_tui.i18n import N_, _, say_n
from netz_tui.ui.hints import due_text
from netz_tui.ui.panes.today import bar, progress
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, paragraphs
from netz_tui.ui.widgets.text_panel import TextPanel
from netz_tui.ui.words import STANDING_STYLE, STANDINGS, ground, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from netz_tui.desk.page import Page
    from netz_tui.desk.today import Agenda, Due, Next

_QUIET = "$foreground 60%"
_HEAD = "bold $primary"
_TALKS = 3
_KEY = 6
_LISTED = 12
WHY = {
    "steps": N_("A next step is due."),
    "back": N_("This request was put off until now."),
    "calls": N_("A sign of life is due, and a call is worth most with this contact now."),
    "ask": N_("These answers would tell most about who can be relied on."),
    "shaky": N_("The ground does not stand any more. Is there another?"),
    "unproven": N_("On the list, but nobody knows on what ground. What do you know?"),
    "touch": N_("A sign of life is due."),
}
_LATER = ("later", N_("put off"))
_CALL = ("call", N_("call"))
_TALK = (_CALL, ("log", N_("log a conversation")))
_LOOK = (
    ("ask_first", N_("ask first: a call")),
    ("not_dependable", N_("not dependable")),
    _LATER,
    _CALL,
    ("log", N_("log a conversation")),
)
_TOUCH = (*_TALK, _LATER, ("next_step", N_("agree a next step")), ("rhythm", N_("contact rhythm")))
KEYS = {
    "steps": (*_TALK, ("done", N_("done")), _LATER),
    "back": (_CALL, ("confirm", N_("confirm")), ("decline", N_("decline")), _LATER),
    "calls": _TOUCH,
    "ask": (_CALL, ("cross_check", N_("note the answer")), _LATER, ("next_step", N_("agree a next step"))),
    "shaky": (("ground", N_("give a ground")), *_LOOK),
    "unproven": (("ground", N_("ground known")), *_LOOK),
    "touch": _TOUCH,
}
"""What is done with each group, the most likely first."""


class WhyPane(TextPanel):
    """Explains what is under the cursor."""

    def __init__(self, key_name: Callable[[str], str]) -> None:
        super().__init__(id="today-why")
        self._key_name = key_name
        self.border_title = _("Why")

    def show(self, due: Due, page: Page | None, agenda: Agenda, now: datetime, region: str) -> None:
        """Explain something that is due; `page` is what is known about the person."""
        self.border_title = content(due.name)
        lines = [*_why(due, agenda), *self._keys(due)]
        if page is not None:
            lines += _known(due, page, now, region)
        self.say(Content("\n").join(lines))

    def show_nothing(self, agenda: Agenda, following: Next | None) -> None:
        """Say that nothing is due, and what comes next."""
        self.border_title = _("Why")
        lines = [Content.styled(_("Nothing is due today."), "bold $success"), Content("")]
        if following is not None:
            lines += [content(following.text(agenda.day)), Content("")]
        lines += _progress(agenda)
        self.say(Content("\n").join(lines))

    def _keys(self, due: Due) -> Iterator[Content]:
        yield Content("")
        opens = N_("open the request") if due.request_id is not None else N_("open the person")
        for key_id, label in (*((f"today.{name}", label) for name, label in KEYS[due.group]), ("list.open", opens)):
            yield Content.assemble((self._key_name(key_id).rjust(_KEY), "bold $accent"), "  ", _(label))


def _why(due: Due, agenda: Agenda) -> Iterator[Content]:
    yield Content(_(WHY[due.group]))
    yield Content("")
    mark = f"{glyphs().separator} "
    for reason in due.why if due.group != "ask" else ():
        yield Content.assemble((mark, _QUIET), content(reason))
    for reason in due.more:
        yield Content.assemble((mark, _QUIET), content(reason, _QUIET))
    if due.about:
        yield from _head(_("Ask about"))
        for _id, name in due.about[:_LISTED]:
            yield Content.assemble((mark, _QUIET), content(name))
        rest = len(due.about) - _LISTED
        if rest > 0:
            yield Content.styled(say_n("and {n} more", "and {n} more", rest), _QUIET)
    if due.group == "unproven":
        yield Content("")
        yield from _progress(agenda)


def _progress(agenda: Agenda) -> Iterator[Content]:
    yield Content.assemble(bar(agenda.proven, agenda.contacts, 20), "  ", progress(agenda))
    if agenda.looks:
        yield Content.styled(
            say_n("{done} of {n} look made today", "{done} of {n} looks made today", agenda.looks, done=agenda.looked),
            _QUIET,
        )


def _head(title: str) -> Iterator[Content]:
    yield Content("")
    yield Content.styled(title, _HEAD)


def _known(due: Due, page: Page, now: datetime, region: str) -> Iterator[Content]:
    person = page.person
    yield from _head(_("Who"))
    standing = _(STANDINGS[person.standing])
    about = f" {glyphs().separator} ".join(text for text in (person.title, person.org, person.city) if text)
    yield Content.assemble(
        content(person.name, "bold"), "  ", (standing, STANDING_STYLE[person.standing]), "\n" if about else "",
        content(about, _QUIET),
    )  # fmt: skip
    for handle in page.phones:
        yield Content.assemble(
            content(phones.shown(handle.raw, region), "$primary"), "  ", content(handle.label, _QUIET)
        )
    if not page.phones:
        yield Content.styled(_("no phone number"), _QUIET)
    for ground_ in page.grounds:
        mark = (f"{glyphs().yes} ", "$success") if ground_.stands else (f"{glyphs().no} ", "$warning")
        yield Content.assemble(mark, ground(ground_))
    steps = [step for step in page.follow_ups if step.id != due.step_id]
    if steps:
        yield from _head(_("Next steps"))
        for step in steps:
            yield Content.assemble((due_text(step.due, now), "$secondary"), "  ", content(step.what))
    if page.conversations:
        yield from _head(_("Last conversations"))
        for talk in page.conversations[:_TALKS]:
            yield Content.styled(spoken(talk, now.astimezone().date()), "bold")
            if talk.note:
                yield paragraphs(talk.note, _QUIET)
