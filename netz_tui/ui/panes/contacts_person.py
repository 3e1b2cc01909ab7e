"""A person's page: everything known, each field with where it came from and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk import records
from netz_tui.desk.today.words import every
from netz_tui.i18n import N_, _, digits, duration, say, say_n
from netz_tui.moments import moment_text, read_moment
from netz_tui.ui.hints import due_text, is_due
from netz_tui.ui.panes.contacts_list import sign
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, paragraphs
from netz_tui.ui.widgets.text_panel import TextPanel
from netz_tui.ui.words import ANSWERS, KINDS, OUTCOMES, STANDING_STYLE, STANDINGS, ground, partial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from netz_tui.desk.contacts import Fact, PersonPage
    from netz_tui.desk.page import ConversationRow

_QUIET = "$foreground 60%"
_HEAD = "bold $primary"
_LABEL, _DAY = 13, 10
_TIES = 12
_DONE = 12
NAMES = {
    "org": N_("Company"),
    "title": N_("Position"),
    "city": N_("City"),
    "country": N_("Country"),
    "birthday": N_("Birthday"),
    "nickname": N_("Nickname"),
    "note": N_("Note"),
}
REACH = {"phone": N_("Phone"), "email": N_("E-mail"), "url": N_("Page")}
STATES = {
    "pending": N_("waits"),
    "confirmed": N_("confirmed"),
    "declined": N_("declined"),
    "accepted": N_("accepted"),
}
STAGES = {
    "hint": N_("hint"),
    "application": N_("application"),
    "interview": N_("interview"),
    "offer": N_("offer"),
    "hired": N_("hired"),
    "lost": N_("lost"),
}


class PersonPane(TextPanel):
    """Shows one person with all that is known."""

    def __init__(self) -> None:
        super().__init__(id="person")
        self.border_title = _("Person")

    def show(self, page: PersonPage | None, now: datetime, region: str) -> None:
        """Show somebody, or that there is nobody."""
        if page is None:
            self.border_title = _("Person")
            self.say(Content.styled(_("Nobody here. “a” adds a contact, “i” imports a file."), _QUIET))
            return
        self.border_title = content(page.person.name)
        self.say(Content("\n").join(_lines(page, now, region)))


def _lines(page: PersonPage, now: datetime, region: str) -> Iterator[Content]:
    yield from _who(page)
    yield from _steps(page, now)
    yield Content("")
    usual = _usual_origin(page)
    yield from _reach(page, region, usual)
    for fact in page.facts:
        if fact.name != "note":
            origin = _origin(fact)
            yield _fact(_(NAMES[fact.name]), content(_shown(fact)), "" if origin == usual else origin)
    if page.tags:
        yield _fact(_("Tags"), content(" ".join(f"#{tag}" for tag in page.tags), "$secondary"))
    if page.contact_since:
        yield _fact(_("Contact since"), content(partial(page.contact_since)))
    yield from _in_touch(page)
    yield _fact(_("Known from"), content(usual))
    for fact in page.facts:
        if fact.name == "note":
            origin = _origin(fact)
            yield from _head(_("Note"), "" if origin == usual else origin)
            yield paragraphs(fact.value)
    yield from _grounds(page)
    if page.conversations:
        yield from _head(_("Conversations"), str(len(page.conversations)))
        for talk in page.conversations:
            yield from _talk(talk)
    yield from _others(page)
    yield from _leads(page)
    yield from _past(page)


def _in_touch(page: PersonPage) -> Iterator[Content]:
    """Yield how often a sign of life is wished for, and what a look found."""
    if page.touch is not None:
        day = digits(date.fromisoformat(page.touch.due))
        yield _fact(_("Rhythm"), Content(say("{every}, next {day}", every=every(page.touch.days), day=day)))
    elif page.rhythm_days == 0:
        yield _fact(_("Rhythm"), Content(every(0)))
    if page.reviewed_at and page.person.standing != "dependable":
        yield _fact(_("Looked at"), Content(say("not dependable, {day}", day=_day(page.reviewed_at))))


def _who(page: PersonPage) -> Iterator[Content]:
    """Yield who it is and how one stands with them, at a glance."""
    person = page.person
    asks = any(state == "pending" and direction == "incoming" for _id, direction, _p, _at, state in page.requests)
    standing = _(STANDINGS[person.standing])
    if not person.contact:
        standing += ", " + (_("asks to be confirmed") if asks else _("no contact"))
    mark = sign(person.standing, contact=person.contact, asks=asks)
    yield Content.assemble(mark, " ", content(person.name, "bold"), "   ", (standing, STANDING_STYLE[person.standing]))
    if person.title:
        yield Content.assemble("  ", content(person.title))
    where = ", ".join(text for text in (person.org, person.city) if text)
    if where:
        yield Content.assemble("  ", content(where))
    reached = next((talk for talk in page.conversations if talk.outcome == "reached"), None)
    spoken = _("no conversation logged yet") if reached is None else say("last spoken {day}", day=_day(reached.at))
    yield Content.assemble("  ", (spoken, _QUIET))


def _steps(page: PersonPage, now: datetime) -> Iterator[Content]:
    for step in page.follow_ups:
        text = say("next step: {when}", when=due_text(step.due, now))
        style = "bold $secondary" if is_due(step.due, now) else "$secondary"
        yield Content.assemble("  ", (text, style), "  ", content(step.what, _QUIET))


def _reach(page: PersonPage, region: str, usual: str) -> Iterator[Content]:
    from netz_tui import phones

    for handle in page.handles:
        shown = phones.shown(handle.raw, region) if handle.kind == "phone" else _short(handle.raw)
        origin = _from(*page.reached_from[handle.id]) if handle.id in page.reached_from else usual
        label = "" if handle.label.casefold() in shown.casefold() else handle.label
        beside = [text for text in (label, "" if origin == usual else origin) if text]
        yield _fact(_(REACH[handle.kind]), content(shown, "$primary"), f" {glyphs().separator} ".join(beside))
    if not page.handles:
        yield Content.styled(_("no phone number, no e-mail"), _QUIET)


def _short(address: str) -> str:
    return address.removeprefix("https://").removeprefix("www.")


def _fact(label: str, value: Content, origin: str = "") -> Content:
    name = Content.styled(label.ljust(_LABEL), _QUIET)
    return Content.assemble(name, " ", value, "   " if origin else "", content(origin, "$foreground 45%"))


def _shown(fact: Fact) -> str:
    return partial(fact.value) if fact.name == "birthday" and fact.value[:1] != "-" else fact.value


def _origin(fact: Fact) -> str:
    """Return where a value came from and when."""
    return _from(fact.source, fact.at)


def _from(file: str, at: str) -> str:
    return f"{file}, {_day(at)}" if file else say("by hand, {day}", day=_day(at))


def _day(at: str) -> str:
    """Return the day of a moment as the user writes it."""
    return digits(read_moment(at).astimezone().date())


def _usual_origin(page: PersonPage) -> str:
    """Return where the person came from first; only fields that came from elsewhere say so themselves."""
    first = next((source for source in page.sources if source.outcome == "added"), None)
    return _from(first.file, first.at) if first else _from("", page.created_at)


def _head(title: str, beside: str = "") -> Iterator[Content]:
    yield Content("")
    yield Content.assemble((title, _HEAD), "  " if beside else "", content(beside, _QUIET))


def _grounds(page: PersonPage) -> Iterator[Content]:
    if not page.grounds and not page.checks and not page.record.asked:
        return
    yield from _head(_("Ground"))
    for row in page.grounds:
        mark = (f"{glyphs().yes} ", "$success") if row.stands else (f"{glyphs().no} ", "$warning")
        fallen = ""
        if row.fallen_at:
            fallen = (
                "  " + say("fell on {day}", day=_day(row.fallen_at)) + (f": {row.fallen_why}" if row.fallen_why else "")
            )
        yield Content.assemble(mark, ground(row), content(fallen, "$warning") if fallen else "")
    for check in page.checks:
        before, _mark, after = _("{name}, asked: {answer}").partition("{name}")
        style = "$error" if check.answer == "not_at_all" else "$success" if check.answer != "vaguely" else "$warning"
        answer = after.replace("{answer}", _(ANSWERS[check.answer]))
        yield Content.assemble(
            (f"{_answered(check.answer)} ", style),
            (before, style), content(check.introducer, style), (answer, style), "  ", content(check.note, _QUIET),
        )  # fmt: skip
    if page.record.asked:
        yield Content.assemble((_("As introducer: "), _QUIET), Content(records.record_line(page.record)))


def _answered(answer: str) -> str:
    """Return the sign of an answer to a cross-check."""
    signs = glyphs()
    return {"not_at_all": signs.no, "vaguely": signs.similar}.get(answer, signs.yes)


def _talk(talk: ConversationRow) -> Iterator[Content]:
    parts = [_(KINDS[talk.kind])]
    parts += [duration(talk.duration_s)] if talk.duration_s else []
    parts += [_(OUTCOMES[talk.outcome])] if talk.outcome != "reached" else []
    parts += [
        f"{_(word)} {value}/5"
        for word, value in ((N_("trust"), talk.trust), (N_("chemistry"), talk.chemistry))
        if value is not None
    ]
    style = "$secondary" if talk.outcome == "reached" else _QUIET
    yield _dated(talk.at, Content.styled(f" {glyphs().separator} ".join(parts), style))
    if talk.note:
        for line in paragraphs(talk.note.strip()).split("\n", allow_blank=True):
            yield Content.assemble("  ", line)


def _dated(at: str, what: Content) -> Content:
    """Return what was on a day, the days of all below each other."""
    return Content.assemble((_day(at).ljust(_DAY), _QUIET), "  ", what)


def _others(page: PersonPage) -> Iterator[Content]:
    """Whom the person knows, who rests on her, who looks like her."""
    if page.ties:
        yield from _head(_("Knows"), str(len(page.ties)))
        for tie in page.ties[:_TIES]:
            how = " ".join(text for text in (partial(tie.since) if tie.since else "", tie.place, tie.note) if text)
            letter = sign(tie.standing, contact=True, asks=False)
            yield Content.assemble(letter, " ", content(tie.other), "  ", content(how, _QUIET))
        if len(page.ties) > _TIES:
            yield Content.styled(say_n("and {n} more", "and {n} more", len(page.ties) - _TIES), _QUIET)
    if page.rests:
        yield from _head(_("Brought along"), str(len(page.rests)))
        for person in page.rests[:_TIES]:
            yield Content.assemble(sign(person.standing, contact=True, asks=False), " ", content(person.name))
    if page.alike:
        yield from _head(_("Perhaps the same"))
        for person in page.alike:
            yield Content.assemble(
                (f"{glyphs().similar} ", "$warning"), content(person.name), "  ", content(person.org, _QUIET)
            )


def _leads(page: PersonPage) -> Iterator[Content]:
    if page.leads:
        yield from _head(_("Leads"))
        for at, stage, note in page.leads:
            yield _dated(at, Content.assemble((f"{_(STAGES[stage])}  ", "$secondary"), content(note)))


def _past(page: PersonPage) -> Iterator[Content]:
    if page.requests:
        yield from _head(_("Requests"))
        for _id, direction, platform, at, state in page.requests:
            word = _("asked me") if direction == "incoming" else _("asked by me")
            separator = f" {glyphs().separator} "
            text = separator.join(part for part in (word, _(STATES[state]), platform) if part)
            yield _dated(at, content(text, _QUIET))
        if page.sold is not None:
            told = say_n(
                "sales message {n} day after you confirmed", "sales message {n} days after you confirmed", page.sold
            )
            yield Content.styled(f"! {told}", "$warning")
    if page.history:
        yield from _head(_("History"))
        for entry in page.history[:_DONE]:
            style = "strike $foreground 45%" if entry.undone else _QUIET
            yield _dated(moment_text(entry.at), content(say(entry.label, **entry.params), style))
        if len(page.history) > _DONE:
            more = len(page.history) - _DONE
            yield Content.styled(say_n("and {n} more", "and {n} more", more), _QUIET)
