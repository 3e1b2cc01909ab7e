"""Cards become people: known ones are recognised by UID, profile or e-mail and get the news, the rest is new."""

from __future__ import annotations

import json
from datetime import timedelta
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from netz_tui.book.erased import KeptOut
from netz_tui.book.models import FollowUp, Handle, Person, PersonTag, Tag
from netz_tui.book.search import index_new, reach
from netz_tui.clean import clean
from netz_tui.desk.intake_keys import keyed
from netz_tui.desk.kept import kept_lines, known_since
from netz_tui.desk.recognise import Key, choose, is_sure, marks_of, names_agree
from netz_tui.files import Cancelled
from netz_tui.fold import fold, fold_all
from netz_tui.i18n import N_, say
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netz_tui.book.journal import Action
    from netz_tui.book.search import Texts
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.intake_keys import Keyed
    from netz_tui.desk.intake_report import Row
    from netz_tui.desk.intake_ties import TieIntake
    from netz_tui.files import Card

ERASED = N_("erased for good, so not taken in again")
_ASK = 500
_CALLS_A_DAY = 5
"""So many reasons to call are due on one day; more wait for the days after."""
_FILLED = ("given", "middle", "family", "prefix", "suffix", "nickname", "country", "birthday")
"""Fields that are filled where they were empty, but never overwritten."""
_NEWS = ("org", "title", "city")
"""Fields in which a newer export is believed: people change jobs and towns."""
_NAME = ("given", "middle", "family", "prefix", "suffix")
_NAMED_BY_HAND = """
    SELECT 1 FROM journal_changes c JOIN journal j ON j.id = c.entry_id
    WHERE c.noun = 'people' AND c.first_id = ?1 AND c.last_id = ?1 AND j.undone = 0
      AND (j.verb IN ('add_person', 'add_request') AND c.op = 'insert'
           OR j.verb = 'edit' AND c.op = 'update' AND c.image LIKE '%"name":%')
    LIMIT 1
"""
_PERSON_COLUMNS = (
    "uid", "name", "name_key", "given", "middle", "family", "prefix", "suffix", "nickname", "org", "title", "city",
    "country", "birthday", "note", "contact", "contact_since", "extra", "created_at",
)  # fmt: skip
_HANDLE_COLUMNS = ("person_id", "kind", "raw", "normal", "label")
_WHO_BY_UID = """
    SELECT p.uid, p.id, p.name FROM json_each(?1) j CROSS JOIN people p ON p.uid = j.value
    UNION ALL
    SELECT f.uid, p.id, p.name
    FROM json_each(?1) j CROSS JOIN former_uids f ON f.uid = j.value JOIN people p ON p.id = f.person_id
"""
_WHO_BY_HANDLE = """
    SELECT h.normal, p.id, p.name
    FROM json_each(?1) j CROSS JOIN handles h ON h.kind = ?2 AND h.normal = j.value JOIN people p ON p.id = h.person_id
"""
_WHO_BY_CARD = """
    SELECT w.fingerprint, w.person_id FROM json_each(?1) j CROSS JOIN import_rows w ON w.fingerprint = j.value
    ORDER BY w.id
"""


class PeopleIntake:
    """Recognises and writes people inside one action."""

    def __init__(self, action: Action, desk: Desk, ties: TieIntake) -> None:
        self._action = action
        self._desk = desk
        self._ties = ties
        self._region = desk.settings.region
        self._known: dict[Key, list[int]] = {}
        self._names: dict[int, str] = {}
        self._tag_ids: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._erased = KeptOut(desk.book)
        self._first = self._next_id()
        self.new_ids: list[int] = []
        self.calls = 0
        """How many reasons to call were noted."""

    # Recognising

    def look_up(self, keys: Iterable[Key]) -> None:
        """Read who has these UIDs and handles, all at once."""
        wanted: dict[str, list[str]] = {}
        for kind, value in keys:
            wanted.setdefault(kind, []).append(value)
        for kind, values in wanted.items():
            sql, parameters = (_WHO_BY_UID, ()) if kind == "uid" else (_WHO_BY_HANDLE, (kind,))
            for value, person_id, name in self._desk.book.rows(sql, (json.dumps(values), *parameters)):
                self.remember(person_id, name, ((kind, value),))

    def find(self, keys: Sequence[Key], name: str) -> int | None:
        """Return the one known person with one of these keys, None if nobody or several fit.

        UID and profile are believed; an e-mail address, a number or a site may be shared in a family or an
        office, so there the names must agree.
        """
        known = self._known
        if known.keys().isdisjoint(keys):
            return None
        return choose(
            ((key, person_id, self._names[person_id]) for key in keys for person_id in known.get(key, ())), name
        )

    def kept_out(self, keys: Iterable[Key], name: str, print_: str = "") -> bool:
        """Tell whether this is somebody who was erased for good and is not to come back."""
        return bool(self._erased) and self._erased.holds([print_, *marks_of(keys, name)])

    def remember(self, person_id: int, name: str, keys: Iterable[Key]) -> None:
        """Note who was just written."""
        self._names[person_id] = name
        for key in keys:
            ids = self._known.setdefault(key, [])
            if person_id not in ids:
                ids.append(person_id)

    def name_of(self, person_id: int) -> str:
        """Return how somebody recognised or written is called."""
        return self._names[person_id]

    # Cards

    def take(self, cards: Sequence[Card], cancelled: Callable[[], bool]) -> list[Row]:
        """Write a batch of cards and return a row for each, in file order."""
        self._known, self._names = {}, {}
        batch = [keyed(card, self._region) for card in cards]
        self.look_up(key for one in batch for key in one.keys)
        prints = json.dumps([one.fingerprint for one in batch])
        self._seen = dict(self._desk.book.rows(_WHO_BY_CARD, (prints,)))
        seen = self._seen
        rows: list[Row] = []
        new: list[Keyed] = []
        again: list[tuple[int, Keyed]] = []
        first = self._next_id()
        for count, one in enumerate(batch):
            if count % _ASK == 0 and cancelled():
                raise Cancelled
            card, keys, _reaches, _unreached, print_ = one
            name = card.name or card.org or next(iter(card.emails), "")
            if not clean(name):
                rows.append((card.line, "skipped", None, None, N_("no name, no company, no e-mail address"), None))
                continue
            person_id = seen.get(print_) or self.find(keys, name)
            if person_id is None and self.kept_out(keys, name, print_):
                rows.append((card.line, "skipped", None, None, ERASED, None))
                continue
            if person_id is None:
                person_id = first + len(new)
                new.append(one)
                self.remember(person_id, name, keys)
                rows.append((card.line, "added", person_id, None, "", print_))
            elif print_ in seen:
                rows.append((card.line, "known", person_id, None, "", print_))
            elif person_id >= first:
                again.append((person_id, one))
                rows.append((card.line, "known", person_id, None, "", print_))
            else:
                news = self._update(person_id, one)
                told = news and person_id < self._first
                outcome, detail = ("changed", "; ".join(news)) if told else ("known", "")
                rows.append((card.line, outcome, person_id, None, detail, print_))
            if print_ not in seen:
                seen[print_] = person_id
                self._ties.hear(person_id, card)
        self._insert(new, first)
        for person_id, one in again:
            self._update(person_id, one)
        return rows

    def _next_id(self) -> int:
        book = self._desk.book
        used = book.value("SELECT seq FROM sqlite_sequence WHERE name = 'people'") or 0
        return max(int(used), int(book.value("SELECT coalesce(max(id), 0) FROM people"))) + 1

    def _insert(self, new: Sequence[Keyed], first: int) -> None:
        """Write new people, their handles and their tags at once."""
        names = [clean(one.card.name or one.card.org or one.card.emails[0]) for one in new]
        ids = self._action.insert_many(Person, _PERSON_COLUMNS, self._people(new, names))
        assert not new or ids.start == first
        self._action.insert_many(Handle, _HANDLE_COLUMNS, _handles(ids, new))
        tags = [
            (person_id, self._tag_id(tag))
            for person_id, one in zip(ids, new, strict=True)
            if one.card.tags
            for tag in _tags(one.card.tags)
        ]
        self._action.insert_many(PersonTag, ("person_id", "tag_id"), tags)
        index_new(self._desk.book.connection, ids, map(_searched, new, names))
        self.new_ids.extend(ids)

    def _people(self, new: Sequence[Keyed], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield new people as rows."""
        today, now = self._action.now.date().isoformat(), moment_text(self._action.now)
        for (card, _keys, _reaches, unreached, _print), name, name_key in zip(new, names, fold_all(names), strict=True):
            extra = ",".join(map(encode_basestring, kept_lines(card, unreached)))
            yield (
                card.uid or self._desk.uid(), name, name_key, card.given, card.middle, card.family, card.prefix,
                card.suffix, card.nickname, card.org, card.title, card.city, card.country, card.birthday, card.note, 1,
                known_since(card) or today, f"[{extra}]", now,
            )  # fmt: skip

    def _update(self, person_id: int, one: Keyed) -> list[str]:
        """Bring a known person up to date and return what changed, "company: old → new"."""
        card = one.card
        columns = ("name", "note", "extra", "contact", *_FILLED, *_NEWS)
        found = self._desk.book.row(f"SELECT {', '.join(columns)} FROM people WHERE id = ?", (person_id,))  # noqa: S608
        assert found is not None
        old = dict(zip(columns, found, strict=True))
        values = self._new_name(person_id, old["name"], one)
        news = [f"name: {old['name']} → {values['name']}"] if values else []
        for field in (*_FILLED, *_NEWS):
            new = "" if field in values else getattr(card, field)
            if new and new != old[field] and (field in _NEWS or not old[field]):
                values[field] = new
                news.append(f"{field}: {old[field] or '–'} → {new}")
        if card.note and card.note not in old["note"]:
            values["note"] = f"{old['note']}\n{card.note}".strip()
            news.append("note")
        kept = json.loads(old["extra"])
        extra = [line for line in kept_lines(card, one.unreached) if line not in kept]
        if extra:
            values["extra"] = [*kept, *extra]
            news.append("extra")
        if not old["contact"]:
            values |= {"contact": 1, "contact_since": known_since(card) or self._action.now.date().isoformat()}
            news.append("contact")
        if values:
            self._action.update(Person, person_id, **values)
        if old["contact"] and person_id < self._first:
            self._call_for(person_id, old, values)
        for (kind, normal), raw, label in one.reaches:
            if not self._has(person_id, kind, normal):
                self._action.insert(Handle, person=person_id, kind=kind, raw=raw, normal=normal, label=label)
                news.append(f"{kind}: {raw}")
        news += [f"tag: {tag}" for tag in self._tag(person_id, card.tags)]
        return news

    def _new_name(self, person_id: int, old: str, one: Keyed) -> dict[str, Any]:
        """Return the columns of another name under the same profile or UID: after a wedding, say.

        The same name in other words changes nothing, nor does any against a name that was written by hand.
        """
        sure = any(is_sure(key) and person_id in self._known.get(key, ()) for key in one.keys)
        name = clean(one.card.name)
        if not name or not sure or names_agree(name, old) or self._desk.book.row(_NAMED_BY_HAND, (person_id,)):
            return {}
        self._names[person_id] = name
        return {"name": name, "name_key": fold(name)} | {field: getattr(one.card, field) for field in _NAME}

    def _call_for(self, person_id: int, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Note a reason to call somebody whose company or position is another than before, a few for each day."""
        said = [field for field in ("org", "title") if old[field]]
        moved = [field for field in said if fold(new.get(field, old[field])) != fold(old[field])]
        if not moved:
            return
        before, after = (", ".join(filter(None, (of["title"], of["org"]))) for of in (old, {**old, **new}))
        today = self._action.now.astimezone().date()
        due = today + timedelta(days=self.calls // _CALLS_A_DAY)
        what = say("Something new to talk about: {after} (before: {before})", after=after, before=before)
        self._action.insert(FollowUp, person=person_id, due=due.isoformat(), what=what)
        self.calls += 1

    def _has(self, person_id: int, kind: str, normal: str) -> bool:
        sql = "SELECT 1 FROM handles WHERE person_id = ? AND kind = ? AND normal = ?"
        return self._desk.book.row(sql, (person_id, kind, normal)) is not None

    def _tag(self, person_id: int, tags: Sequence[str]) -> list[str]:
        """Give a person tags and return those that are new to her."""
        new = []
        for tag in _tags(tags):
            tag_id = self._tag_id(tag)
            held = "SELECT 1 FROM person_tags WHERE person_id = ? AND tag_id = ?"
            if self._desk.book.row(held, (person_id, tag_id)) is None:
                self._action.insert(PersonTag, person=person_id, tag=tag_id)
                new.append(tag)
        return new

    def _tag_id(self, tag: str) -> int:
        """Return the id of a tag, made where there is none of that name."""
        if tag not in self._tag_ids:
            found = self._desk.book.value("SELECT id FROM tags WHERE name = ?", (tag,))
            self._tag_ids[tag] = self._action.insert(Tag, name=tag) if found is None else int(found)
        return self._tag_ids[tag]

    # What else a file says of somebody

    def add_note(self, person_id: int, text: str) -> bool:
        """Put a text at the end of a person's note unless it stands there; tell whether it was new."""
        old = str(self._desk.book.value("SELECT note FROM people WHERE id = ?", (person_id,)))
        return text not in old and self._action.update(Person, person_id, note=f"{old}\n{text}".strip())

    def add_line(self, person_id: int, line: str) -> bool:
        """Keep a property line with a person unless it is kept already; tell whether it was new."""
        kept = json.loads(self._desk.book.value("SELECT extra FROM people WHERE id = ?", (person_id,)))
        return line not in kept and self._action.update(Person, person_id, extra=[*kept, line])

    def add_tag(self, person_id: int, tag: str) -> bool:
        """Give a person a tag; tell whether it was new."""
        return bool(self._tag(person_id, (tag,)))


def _tags(tags: Sequence[str]) -> list[str]:
    """Return tags as the book keeps them, each once."""
    return [tag for tag in dict.fromkeys(clean(tag).lower() for tag in tags) if tag] if tags else []


def _searched(one: Keyed, name: str) -> Texts:
    """Return what a card says that can be searched."""
    card = one.card
    return (
        f"{name} {card.nickname}",
        card.org,
        f"{card.city} {card.country}",
        " ".join(_tags(card.tags)),
        " ".join([reach(key[0], raw, key[1]) for key, raw, _label in one.reaches]),
        f"{card.title}\n{card.note}",
    )


def _handles(ids: Iterable[int], new: Iterable[Keyed]) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield the ways to reach new people as rows, each that means the same once."""
    for person_id, one in zip(ids, new, strict=True):
        several = len(set(one.keys)) < len(one.keys)
        reaches = {reach[0]: reach for reach in reversed(one.reaches)}.values() if several else one.reaches
        for (kind, normal), raw, label in reaches:
            yield person_id, kind, raw, normal, label
