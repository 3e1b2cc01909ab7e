"""What a platform keeps besides people, requests and messages, put where it belongs.

A note goes to the note of its person, a recommendation among the conversations, an endorsement and a group to what
is kept of people, the user's own profile and visits of it to the observations of the study.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime, time
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from netz_tui.book.models import Observation, Setting
from netz_tui.desk.handles import normal_handle
from netz_tui.desk.intake_me import Me
from netz_tui.files import Endorsement, Group, Note, Profile, Recommendation, Visit
from netz_tui.files.columns import kept_field
from netz_tui.fold import fold
from netz_tui.i18n import N_, _, format_date, say
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.intake_people import PeopleIntake
    from netz_tui.desk.intake_report import Row
    from netz_tui.desk.intake_requests import RequestIntake
    from netz_tui.files import Reading

_PLATFORMS = {"linkedin": "LinkedIn", "xing": "XING"}
_NOBODY = N_("it names nobody of whom the book knows surely who is meant")
_ITEMS = {
    "headline": N_("Headline"),
    "summary": N_("About me"),
    "industry": N_("Industry"),
    "location": N_("Location"),
    "birthday": N_("Birthday"),
    "urls": N_("Websites"),
}
"""Items of a profile whose being filled the study watches."""


class MoreIntake:
    """Writes what is left inside one action, when all people of the file are written."""

    def __init__(self, action: Action, desk: Desk, people: PeopleIntake, requests: RequestIntake) -> None:
        self.me = Me(desk.settings.me)
        self._action = action
        self._desk = desk
        self._people = people
        self._requests = requests

    def take(self, records: list[Any], reading: Reading, tick: Callable[[], None]) -> list[Row]:
        """Write records and return a row for each; `tick` is called before each and may raise to stop."""
        self._people.look_up(
            ("url", normal_handle("url", record.url, ""))
            for record in records
            if isinstance(record, Note | Endorsement) and record.url
        )
        rows: list[Row] = []
        visits: list[Visit] = []
        given = "given" in PurePath(reading.file).stem.lower()
        for record in records:
            tick()
            if isinstance(record, Group):
                rows.append(self._group(record))
            elif isinstance(record, Profile):
                rows.append(self._profile(record))
            elif isinstance(record, Visit):
                visits.append(record)
            elif isinstance(record, Note):
                rows.append(self._note(record))
            elif isinstance(record, Endorsement):
                rows.append(self._endorsement(record))
            elif isinstance(record, Recommendation):
                rows.append(self._recommendation(record, given=given or record.given))
        return rows + self._visits(visits)

    def _who(self, name: str, url: str = "", org: str = "") -> int | None:
        """Return who is meant: by profile, else by name and company together if they fit one person only."""
        if url and (found := self._people.find([("url", normal_handle("url", url, ""))], "")) is not None:
            return found
        if not (name and org):
            return None
        rows = self._desk.book.rows("SELECT id, org FROM people WHERE name_key = ?", (fold(name),))
        fitting = [int(person_id) for person_id, their in rows if fold(their) == fold(org)]
        return fitting[0] if len(fitting) == 1 else None

    def _row(self, line: int, kind: str, person_id: int | None, *, new: bool) -> Row:
        if person_id is None:
            return line, "skipped", None, None, _NOBODY, None
        return line, "added" if new else "known", person_id, None, kind, None

    def _note(self, note: Note) -> Row:
        person_id = self._who(note.name, note.url)
        new = person_id is not None and bool(note.text) and self._people.add_note(person_id, note.text)
        return self._row(note.line, "note", person_id, new=new)

    def _endorsement(self, one: Endorsement) -> Row:
        person_id = self._who(one.name, one.url)
        what = _("Endorsed by me for") if one.given else _("Endorsed me for")
        day = f" ({one.at.date().isoformat()})" if one.at else ""
        line = kept_field(what, f"{one.skill}{day}")
        return self._row(
            one.line, "endorsement", person_id, new=person_id is not None and self._people.add_line(person_id, line)
        )

    def _recommendation(self, one: Recommendation, *, given: bool) -> Row:
        person_id = self._who(one.name, org=one.org)
        if person_id is None:
            return self._row(one.line, "recommendation", None, new=False)
        template = N_("Recommendation by me: {text}") if given else N_("Recommends me: {text}")
        told = say(template, text=one.text)
        key = f"recommendation:{'by' if given else 'of'} me:{person_id}:{one.at and one.at.isoformat()}"
        return self._row(
            one.line, "recommendation", person_id, new=self._requests.converse(person_id, one.at, told, key)
        )

    def _group(self, group: Group) -> Row:
        keys = {
            member: [("uid", member)] + ([("email", normal_handle("email", member, ""))] if "@" in member else [])
            for member in group.members
        }
        self._people.look_up(key for pairs in keys.values() for key in pairs)
        found = {person for pairs in keys.values() if (person := self._people.find(pairs, "")) is not None}
        if not (group.name and found):
            return group.line, "skipped", None, None, N_("a group without a name, or of nobody in the book"), None
        new = [person for person in sorted(found) if self._people.add_tag(person, group.name)]
        return group.line, "added" if new else "known", None, None, "group", None

    def _profile(self, profile: Profile) -> Row:
        """Keep the user's own profile in the book, and note for the study which of its items are filled."""
        self.me.call(profile.name)
        content = {name: value for name, value in profile._asdict().items() if name != "line"}
        text = json.dumps(content, ensure_ascii=False)
        old = self._desk.book.row("SELECT id, value FROM settings WHERE name = 'profile.linkedin'")
        if old is None:
            self._action.insert(Setting, name="profile.linkedin", value=text)
        elif not self._action.update(Setting, int(old[0]), value=text):
            return profile.line, "known", None, None, "profile", None
        for field, item in _ITEMS.items():
            self._observe("profile_item", "LinkedIn", self._action.now, float(bool(content[field])), _(item))
        return profile.line, "added", None, None, "profile", None

    def _observe(self, kind: str, platform: str, at: datetime, value: float, note: str) -> bool:
        """Note a figure unless the latest of its kind says the same; tell whether it was new."""
        latest = self._desk.book.value(
            "SELECT value FROM observations WHERE kind = ? AND platform = ? AND note = ? ORDER BY at DESC LIMIT 1",
            (kind, platform, note),
        )
        if latest == value:
            return False
        self._action.insert(Observation, kind=kind, platform=platform, at=at, value=value, note=note)
        return True

    def _visits(self, visits: Iterable[Visit]) -> list[Row]:
        """Note how many came on each day, and who, as far as the platform says."""
        days: dict[tuple[str, date], list[Visit]] = defaultdict(list)
        rows: list[Row] = []
        for visit in visits:
            if visit.on is None:
                rows.append((visit.line, "skipped", None, None, N_("a visit without a day"), None))
            else:
                days[_PLATFORMS.get(visit.platform, visit.platform), visit.on].append(visit)
        for (platform, day), together in sorted(days.items()):
            names = ", ".join(dict.fromkeys(visit.name for visit in together if visit.name))
            note = say("Visitors of {day}: {names}", day=format_date(day), names=names or "?")
            outcome = "added" if self._day(platform, day, float(len(together)), note) else "known"
            first, *others = together
            rows.append((first.line, outcome, None, None, "visit", None))
            rows += [(visit.line, "known", None, None, "visit", None) for visit in others]
        return rows

    def _day(self, platform: str, day: date, count: float, note: str) -> bool:
        at = min(datetime.combine(day, time(12), UTC), self._action.now)
        known = self._desk.book.row(
            "SELECT id, value FROM observations WHERE kind = 'profile_views' AND platform = ? AND at = ?",
            (platform, moment_text(at)),
        )
        if known is None:
            self._action.insert(Observation, kind="profile_views", platform=platform, at=at, value=count, note=note)
            return True
        return count > known[1] and self._action.update(Observation, int(known[0]), value=count, note=note)
