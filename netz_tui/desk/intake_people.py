"""Cards become people: known ones are recognised by UID, profile or e-mail and get the news, the rest is new."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import timedelta
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from netz_tui.book.erased import KeptOut
from netz_tui.book.models import FollowUp, Handle, Person, PersonTag, Tag
from netz_tui.clean import clean
from netz_tui.desk.handles import normal_handle
from netz_tui.desk.kept import kept_lines, known_since
from netz_tui.desk.recognise import Key, choose, is_sure, marks_of, names_agree
from netz_tui.files import Cancelled, Card
from netz_tui.fold import fold
from netz_tui.i18n import N_, say
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.intake_report import Row
    from netz_tui.desk.intake_ties import TieIntake

ERASED = N_("erased for good, so not taken in again")
_BATCH = 500
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
_CONTENT = attrgetter(*(part.name for part in fields(Card) if part.name != "line"))
Keyed = list[tuple[Key, str, str]]
"""By what a card is recognised: key, value as written, label."""


class PeopleIntake:
    """Recognises and writes people inside one action."""

    def __init__(self, action: Action, desk: Desk, ties: TieIntake) -> None:
        self._action = action
        self._desk = desk
        self._ties = ties
        self._region = desk.settings.region
        self._known: dict[Key, list[int]] = {}
        self._names: dict[int, str] = {}
        self._tags: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._erased = KeptOut(desk.book)
        self._first = self._next_id()
        self.new_ids: list[int] = []
        self.calls = 0
        """How many reasons to call were noted."""

    # Recognising

    def look_up(self, keys: Iterable[Key]) -> None:
        """Read who has these UIDs and handles, many at a time."""
        wanted: dict[str, list[str]] = {}
        for kind, value in keys:
            if (kind, value) not in self._known:
                self._known[kind, value] = []
                wanted.setdefault(kind, []).append(value)
        for kind, values in wanted.items():
            for start in range(0, len(values), _BATCH):
                part = values[start : start + _BATCH]
                marks = ",".join("?" * len(part))
                if kind == "uid":
                    sql = (
                        f"SELECT uid, id, name FROM people WHERE uid IN ({marks}) "  # noqa: S608 - marks
                        "UNION ALL SELECT f.uid, p.id, p.name FROM former_uids f JOIN people p ON p.id = f.person_id "
                        f"WHERE f.uid IN ({marks})"
                    )
                    parameters = [*part, *part]
                else:
                    sql = (
                        "SELECT h.normal, p.id, p.name FROM handles h JOIN people p ON p.id = h.person_id "  # noqa: S608
                        f"WHERE h.kind = ? AND h.normal IN ({marks}) ORDER BY p.id"
                    )
                    parameters = [kind, *part]
                for value, person_id, name in self._desk.book.rows(sql, parameters):
                    self._known[kind, value].append(person_id)
                    self._names[person_id] = name

    def _look_up_cards(self, prints: Sequence[str]) -> None:
        """Read who came from exactly these cards before, so that a card without any key is known again."""
        self._seen = {}
        for start in range(0, len(prints), _BATCH):
            part = prints[start : start + _BATCH]
            marks = ",".join("?" * len(part))
            self._seen |= dict(
                self._desk.book.rows(
                    f"SELECT fingerprint, person_id FROM import_rows WHERE fingerprint IN ({marks}) ORDER BY id",  # noqa: S608
                    part,
                )
            )

    def find(self, keys: Sequence[Key], name: str) -> int | None:
        """Return the one known person with one of these keys, None if nobody or several fit.

        UID and profile are believed; an e-mail address, a number or a site may be shared in a family or an
        office, so there the names must agree.
        """
        return choose(
            ((key, person_id, self._names[person_id]) for key in keys for person_id in self._known.get(key, ())), name
        )

    def kept_out(self, keys: Iterable[Key], name: str, print_: str = "") -> bool:
        """Tell whether this is somebody who was erased for good and is not to come back."""
        return self._erased.holds([print_, *marks_of(keys, name)])

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
        keyed = [(card, _keys(card, self._region), fingerprint(card)) for card in cards]
        self.look_up(key for _card, keys, _print in keyed for key, _raw, _label in keys)
        self._look_up_cards([print_ for _card, _keys, print_ in keyed])
        rows: list[Row] = []
        waiting: list[tuple[Card, Keyed, int]] = []
        first = following = self._next_id()
        for count, (card, keys, print_) in enumerate(keyed):
            if count % _ASK == 0 and cancelled():
                raise Cancelled
            name = card.name or card.org or next(iter(card.emails), "")
            if not clean(name):
                rows.append((card.line, "skipped", None, None, N_("no name, no company, no e-mail address"), None))
                continue
            person_id = self._seen.get(print_) or self.find([key for key, _raw, _label in keys], name)
            if person_id is None and self.kept_out([key for key, _raw, _label in keys], name, print_):
                rows.append((card.line, "skipped", None, None, ERASED, None))
                continue
            if person_id is None:
                person_id, following = following, following + 1
                waiting.append((card, keys, person_id))
                self.remember(person_id, name, (key for key, _raw, _label in keys))
                rows.append((card.line, "added", person_id, None, "", print_))
            elif print_ in self._seen:
                rows.append((card.line, "known", person_id, None, "", print_))
            elif person_id >= first:
                waiting.append((card, keys, person_id))
                rows.append((card.line, "known", person_id, None, "", print_))
            else:
                news = self._update(person_id, card, keys)
                told = news and person_id < self._first
                outcome, detail = ("changed", "; ".join(news)) if told else ("known", "")
                rows.append((card.line, outcome, person_id, None, detail, print_))
            if print_ not in self._seen:
                self._seen[print_] = person_id
                self._ties.hear(person_id, card)
        self._insert(waiting, first)
        return rows

    def _next_id(self) -> int:
        book = self._desk.book
        used = book.value("SELECT seq FROM sqlite_sequence WHERE name = 'people'") or 0
        return max(int(used), int(book.value("SELECT coalesce(max(id), 0) FROM people"))) + 1

    def _insert(self, waiting: list[tuple[Card, Keyed, int]], first: int) -> None:
        """Write new people and their handles at once; further cards of the same new person bring their news."""
        firsts: dict[int, tuple[Card, Keyed]] = {}
        again = []
        for card, keys, person_id in waiting:
            if person_id in firsts:
                again.append((card, keys, person_id))
            else:
                firsts[person_id] = (card, keys)
        ids = self._action.insert_many(
            Person, _PERSON_COLUMNS, (self._person(card, keys) for card, keys in firsts.values())
        )
        assert not firsts or ids.start == first
        handles = {
            (person_id, kind, normal): (person_id, kind, raw, normal, label)
            for person_id, (_card, keys) in zip(ids, firsts.values(), strict=True)
            for (kind, normal), raw, label in reversed(keys)
            if kind != "uid"
        }
        self._action.insert_many(Handle, _HANDLE_COLUMNS, list(handles.values())[::-1])
        for person_id, first_card in zip(ids, firsts.values(), strict=True):
            self._tag(person_id, first_card[0].tags)
        self.new_ids.extend(ids)
        for card, keys, person_id in again:
            self._update(person_id, card, keys)

    def _person(self, card: Card, keys: Keyed) -> tuple[Any, ...]:
        name = clean(card.name or card.org or card.emails[0])
        uid = next((value for (kind, value), _raw, _label in keys if kind == "uid"), "") or self._desk.uid()
        since = known_since(card) or self._action.now.date().isoformat()
        extra = json.dumps(kept_lines(card, _reached(keys)), ensure_ascii=False, separators=(",", ":"))
        return (
            uid, name, fold(name), card.given, card.middle, card.family, card.prefix, card.suffix, card.nickname,
            card.org, card.title, card.city, card.country, card.birthday, card.note, 1, since, extra,
            moment_text(self._action.now),
        )  # fmt: skip

    def _update(self, person_id: int, card: Card, keys: Keyed) -> list[str]:
        """Bring a known person up to date and return what changed, "company: old → new"."""
        columns = ("name", "note", "extra", "contact", *_FILLED, *_NEWS)
        found = self._desk.book.row(f"SELECT {', '.join(columns)} FROM people WHERE id = ?", (person_id,))  # noqa: S608
        assert found is not None
        old = dict(zip(columns, found, strict=True))
        values = self._new_name(person_id, old["name"], card, keys)
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
        extra = [line for line in kept_lines(card, _reached(keys)) if line not in kept]
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
        for (kind, normal), raw, label in keys:
            if kind != "uid" and not self._has(person_id, kind, normal):
                self._action.insert(Handle, person=person_id, kind=kind, raw=raw, normal=normal, label=label)
                news.append(f"{kind}: {raw}")
        news += [f"tag: {tag}" for tag in self._tag(person_id, card.tags)]
        return news

    def _new_name(self, person_id: int, old: str, card: Card, keys: Keyed) -> dict[str, Any]:
        """Return the columns of another name under the same profile or UID: after a wedding, say.

        The same name in other words changes nothing, nor does any against a name that was written by hand.
        """
        sure = any(is_sure(key) and person_id in self._known.get(key, ()) for key, _raw, _label in keys)
        name = clean(card.name)
        if not name or not sure or names_agree(name, old) or self._desk.book.row(_NAMED_BY_HAND, (person_id,)):
            return {}
        self._names[person_id] = name
        return {"name": name, "name_key": fold(name)} | {field: getattr(card, field) for field in _NAME}

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

    def _tag(self, person_id: int, tags: Iterable[str]) -> list[str]:
        """Give a person tags and return those that are new to her."""
        new = []
        for tag in dict.fromkeys(clean(tag).lower() for tag in tags):
            if not tag:
                continue
            if tag not in self._tags:
                found = self._desk.book.value("SELECT id FROM tags WHERE name = ?", (tag,))
                self._tags[tag] = self._action.insert(Tag, name=tag) if found is None else int(found)
            held = "SELECT 1 FROM person_tags WHERE person_id = ? AND tag_id = ?"
            if self._desk.book.row(held, (person_id, self._tags[tag])) is None:
                self._action.insert(PersonTag, person=person_id, tag=self._tags[tag])
                new.append(tag)
        return new

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


def fingerprint(card: Card) -> str:
    """Return what tells a card from every other one: equal for the same content, wherever it stands."""
    return blake2b(repr(_CONTENT(card)).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _reached(keys: Keyed) -> set[tuple[str, str]]:
    return {(kind, raw) for (kind, _normal), raw, _label in keys}


def _keys(card: Card, region: str) -> Keyed:
    """Return by what a card is recognised: key, value as written, label."""
    keys: Keyed = []
    if card.uid:
        keys.append((("uid", card.uid), card.uid, ""))
    for kind, values, labels in (
        ("url", card.urls, card.url_labels),
        ("email", card.emails, card.email_labels),
        ("phone", card.phones, card.phone_labels),
    ):
        for place, raw in enumerate(values):
            normal = normal_handle(kind, raw, region)
            if normal:
                keys.append(((kind, normal), raw, labels[place] if place < len(labels) else ""))
    return keys
