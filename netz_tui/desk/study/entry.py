"""Note what the study works on: leads and their stages, views, places, profile items, events. One action, one step."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book.models import Lead, LeadStage, Observation
from netz_tui.book.people import person as person_row
from netz_tui.book.problems import BookProblem
from netz_tui.clean import clean
from netz_tui.desk.study.facts import day_of
from netz_tui.i18n import N_
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from netz_tui.book.journal import Action, Change
    from netz_tui.desk.desk import Desk

STAGES = ("application", "interview", "offer", "hired", "lost")
"""What can become of a hint, in order."""
ITEMS = (
    N_("photo"),
    N_("headline"),
    N_("“About me” written"),
    N_("career complete"),
    N_("“I look for / I offer”"),
    N_("portfolio"),
    N_("recommendations"),
    N_("profile in English"),
)
"""What a profile wants, proposed where nothing else is noted."""
PLATFORMS = ("XING", "LinkedIn")
ENGINES = ("Google", "Bing", "DuckDuckGo")
_NOON = time(12)
MOST_DAYS = 400
"""The longest time a count can be for."""
MOST = 10_000_000
"""The highest count or place that can be meant."""


class LeadRow(NamedTuple):
    """A lead as a list shows it: its day, how far it came, what it is about."""

    id: int
    day: date
    stage: str
    note: str


def leads_of(desk: Desk, person_id: int) -> list[LeadRow]:
    """Return the leads that came through somebody, the latest first."""
    rows = desk.book.rows(
        "SELECT id, at, stage, note FROM leads WHERE person_id = ? ORDER BY at DESC, id DESC", (person_id,)
    )
    return [LeadRow(row[0], day_of(row[1]), row[2], row[3]) for row in rows]


def add_lead(desk: Desk, person_id: int, note: str, day: date) -> Change:
    """Note a lead that came through somebody; who brought that person along is taken from the ground."""
    person = person_row(desk.book, person_id)
    if person is None:
        raise BookProblem(N_("This person is not there any more."))
    at = moment(desk, day)
    introducer = desk.book.value(
        "SELECT introducer_id FROM grounds WHERE person_id = ? AND kind = 'c' AND fallen_at IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM grounds o WHERE o.person_id = grounds.person_id AND o.kind <> 'c' AND o.fallen_at IS NULL) "
        "ORDER BY id DESC LIMIT 1",
        (person_id,),
    )
    with desk.book.action("lead", N_("Lead through {name} noted"), desk.now(), name=person.name) as action:
        lead = action.insert(Lead, person=person_id, introducer=introducer, at=at, stage="hint", note=note.strip())
        action.insert(LeadStage, lead=lead, stage="hint", at=at)
    return action.change


def reach(desk: Desk, lead_id: int, stage: str, day: date) -> Change:
    """Note that a lead reached a stage, or came to nothing ("lost"), on a day.

    Raises `BookProblem` for a day before the hint or to come, and for a stage noted already.
    """
    found = desk.book.row(
        "SELECT l.at, l.stage, p.name FROM leads l JOIN people p ON p.id = l.person_id WHERE l.id = ?", (lead_id,)
    )
    if found is None:
        raise BookProblem(N_("This lead is not there any more."))
    hint, now_at, name = found
    if day < day_of(hint):
        raise BookProblem(N_("A lead can't get on before its hint came. Give a later day."))
    noted = [row[0] for row in desk.book.rows("SELECT stage FROM lead_stages WHERE lead_id = ?", (lead_id,))]
    if stage in noted:
        raise BookProblem(N_("That is noted already. Undo takes it back."))
    at = max(moment(desk, day), datetime.fromisoformat(hint))
    order = ("hint", *STAGES)
    with desk.book.action("lead_stage", _STAGE_LABELS[stage], desk.now(), name=name) as action:
        action.insert(LeadStage, lead=lead_id, stage=stage, at=at)
        if order.index(stage) > order.index(now_at):
            action.update(Lead, lead_id, stage=stage)
    return action.change


_STAGE_LABELS = {
    "application": N_("Application through {name} noted"),
    "interview": N_("Interview through {name} noted"),
    "offer": N_("Offer through {name} noted"),
    "hired": N_("Hiring through {name} noted"),
    "lost": N_("Lost lead through {name} noted"),
}


def views(desk: Desk, platform: str, count: int, day: date, days: int = 7) -> Change:
    """Note how often a profile was viewed in the `days` days up to `day`; a count of that day is replaced."""
    if not 0 <= count <= MOST or not 1 <= days <= MOST_DAYS:
        raise BookProblem(N_("A count is 0 or more, up to {most}, for 1 to {days} days."), most=MOST, days=MOST_DAYS)
    label = N_("{count} views on {platform} noted")
    platform = _named(platform)
    with desk.book.action("views", label, desk.now(), count=count, platform=platform) as action:
        put(action, "profile_views", platform, moment(desk, day), value=float(count), days=days)
    return action.change


def place(desk: Desk, engine: str, rank: int | None, day: date) -> Change:
    """Note at which place a search engine shows one's own name; None if it was not found."""
    if rank is not None and not 1 <= rank <= MOST:
        raise BookProblem(
            N_("A place is a number from 1 to {most}. Leave the line empty if the name was not found."), most=MOST
        )
    engine = _named(engine)
    if rank is None:
        opened = desk.book.action("place", N_("Noted: {engine} does not find the name"), desk.now(), engine=engine)
    else:
        opened = desk.book.action("place", N_("Place {rank} on {engine} noted"), desk.now(), rank=rank, engine=engine)
    with opened as action:
        put(action, "search_position", engine, moment(desk, day), value=None if rank is None else float(rank))
    return action.change


def tick(desk: Desk, platform: str, item: str, day: date, *, done: bool) -> Change:
    """Note that an item of a profile is done, or not any more."""
    label = N_("Profile on {platform}: {item} done") if done else N_("Profile on {platform}: {item} open")
    platform, item = _named(platform), _named(item)
    with desk.book.action("profile_item", label, desk.now(), platform=platform, item=item) as action:
        put(action, "profile_item", platform, moment(desk, day), value=float(done), note=item)
    return action.change


def event(desk: Desk, platform: str, what: str, day: date) -> Change:
    """Note what may move views and places."""
    what = _named(what)
    with desk.book.action("event", N_("Event {what} noted"), desk.now(), what=what) as action:
        put(action, "event", clean(platform), moment(desk, day), value=None, note=what)
    return action.change


def items(desk: Desk, platform: str) -> list[tuple[str, bool]]:
    """Return the items of a profile with whether each is done: those noted, else those proposed."""
    rows = desk.book.rows(
        "SELECT note, value FROM observations WHERE kind = 'profile_item' AND platform = ? ORDER BY at, id", (platform,)
    )
    return [(name, bool(value)) for name, value in dict(rows).items()]


def platforms(desk: Desk, kind: str) -> list[str]:
    """Return the platforms or engines to choose from: those noted, then the usual ones."""
    rows = desk.book.rows(
        "SELECT platform, count(*) FROM observations WHERE kind = ? AND platform <> '' "
        "GROUP BY platform ORDER BY 2 DESC, 1",
        (kind,),
    )
    usual = ENGINES if kind == "search_position" else PLATFORMS
    return list(dict.fromkeys([*(row[0] for row in rows), *usual]))


def put(
    action: Action,
    kind: str,
    platform: str,
    at: datetime,
    *,
    value: float | None,
    days: int | None = None,
    note: str = "",
) -> bool:
    """Write one observation, in place of one of the same day if there is one; tell whether anything is new."""
    since, until = _bounds(at)
    found = action.book.value(
        "SELECT id FROM observations WHERE kind = ? AND platform = ? AND at >= ? AND at < ? AND (note = ? OR ?)",
        (kind, platform, since, until, note, int(kind in {"profile_views", "search_position"})),
    )
    values: dict[str, Any] = {"value": value, "days": days}
    if found is not None:
        return action.update(Observation, int(found), **values)
    action.insert(Observation, kind=kind, platform=platform, at=at, note=note, **values)
    return True


def _bounds(at: datetime) -> tuple[str, str]:
    """Return the first and last moment of a local day as the book keeps them."""
    day = at.astimezone().date()
    start = datetime.combine(day, time()).astimezone()
    end = datetime.combine(date.fromordinal(day.toordinal() + 1), time()).astimezone()
    return moment_text(start), moment_text(end)


def moment(desk: Desk, day: date) -> datetime:
    """Return the noon of a day, now if it is today and not noon yet; raise `BookProblem` for a day to come."""
    now = desk.now()
    if day > now.astimezone().date():
        raise BookProblem(N_("This day is still to come. Give a day up to today."))
    return min(datetime.combine(day, _NOON).astimezone(UTC), now)


def _named(text: str) -> str:
    """Return a name or sentence as one clean line; raise `BookProblem` for an empty one."""
    line = clean(text)
    if not line:
        raise BookProblem(N_("Something is missing. Fill in every line."))
    return line
