"""Whatever is done in whatever order, undone, redone and reopened: the book is what a simple model says."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from desk_model import Asked, Model, Said, Stood
from desk_world import Clock, assert_sound, desk_on
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from intake_files import archive, connections, invitations, vcard, write

from netz_tui.book import people as book_people
from netz_tui.book.book import open_book
from netz_tui.book.problems import BookProblem, RuleBroken
from netz_tui.desk import decide, grounds, history, tags, talk, waking
from netz_tui.desk.decide import NotYet
from netz_tui.desk.grounds import Evidence
from netz_tui.desk.intake import take_in
from netz_tui.desk.people import NewRequest, add_request
from netz_tui.desk.talk import Talk
from netz_tui.desk.views import Inbox, summary
from netz_tui.moments import moment_text

pick = st.integers(0, 1_000)
mark = st.sampled_from([None, 1, 2, 3, 4, 5])
slugs = st.sets(st.sampled_from("abcdef"), max_size=3)


def some(rows, number):
    return rows[number % len(rows)]


class Desk(RuleBasedStateMachine):
    template: Path

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy(self.template, self.folder / "book.sqlite"))
        self.clock = Clock()
        self.uids = 0
        self._open()
        model = Model()
        names = dict(self.book.rows("SELECT name, id FROM people"))
        kuehn, adler, brandt = (names[name] for name in ("Dr. Petra Kühn", "Tom Adler", "Jens Brandt"))
        model.contacts = dict.fromkeys(names.values(), True)
        evidence = {kuehn: ("a", None), adler: ("b", None), brandt: ("c", kuehn)}
        for row, person in self.book.rows("SELECT id, person_id FROM grounds"):
            model.grounds[row] = Stood(person, *evidence[person])
        self.entries = list(history.ids(self.desk))[::-1]
        self.before = len(self.entries)
        self.states = [model]
        self.place = 0

    def _open(self):
        self.book = open_book(self.path)
        self.book.connection.execute("PRAGMA synchronous = OFF")
        self.desk = desk_on(self.book, self.clock, first=10_000 * (self.uids + 1))
        self.uids += 1

    def teardown(self):
        if hasattr(self, "book"):
            self.book.close()
            shutil.rmtree(self.folder)

    @property
    def now(self):
        return self.states[self.place]

    def step(self, change, after):
        """Note that an action led to another state."""
        assert change.entry is not None
        del self.states[self.place + 1 :]
        del self.entries[self.before + self.place :]
        self.states.append(after)
        self.entries.append(change.entry)
        self.place += 1

    def nothing(self, change):
        assert not change

    # What comes in

    @rule(number=st.integers(1, 6))
    def add(self, number):
        after = self.now.copy()
        handle = ("phone", f"0731 55500{number}")
        change = add_request(self.desk, NewRequest(f"Vor{number} Name{number}", handles=(handle,)))
        (row,) = change.touched("requests")
        person = book_people.request(self.book, row).person_id
        assert self.now.phones.get(number, person) == person
        assert (number in self.now.phones) == (person in self.now.contacts)
        after.phones[number] = person
        after.contacts.setdefault(person, False)
        after.requests[row] = Asked(person)
        self.step(change, after)

    @rule(known=slugs, asking=slugs, kind=st.sampled_from(["zip", "vcard"]))
    def import_file(self, known, asking, kind):
        if kind == "vcard":
            asking = set()
            file = write(self.folder / "a.vcf", *(vcard(f"Karte {one}", f"UID:card-{one}") for one in sorted(known)))
            keys = {one: f"uid:{one}" for one in known}
        else:
            file = archive(
                self.folder / "a.zip",
                Connections=connections(*((f"Vor{one}", f"Link{one}", one, "", "", "") for one in sorted(known))),
                Invitations=invitations(
                    *((f"Vor{one} Link{one}", one, "INCOMING", "", "11/20/26, 9:15 AM") for one in sorted(asking))
                ),
            )
            keys = {one: one for one in known | asking}
        if not known | asking:
            return
        after = self.now.copy()
        report = take_in(self.desk, file)
        cards = {keys[one] for one in known}
        asks = {keys[one] for one in asking}
        for key in {*cards, *asks}:
            after.slugs[key] = self._person_of(key)
            after.contacts.setdefault(after.slugs[key], False)
        for key in cards:
            after.contacts[after.slugs[key]] = True
        for key in asks - self.now.invited:
            (row,) = (
                row
                for row, *_rest in book_people.requests_of(self.book, after.slugs[key])
                if row not in self.now.requests
            )
            after.requests[row] = Asked(after.slugs[key])
        assert report.requests == len(asks - self.now.invited)
        assert report.added == len(cards - set(self.now.slugs))
        new = (cards - self.now.cards) | (asks - self.now.invited)
        after.cards |= cards
        after.invited |= asks
        if report.change:  # also where only the list is another: somebody left it, or is in it since
            self.step(report.change, after)
        else:
            assert not new
        self.nothing(take_in(self.desk, file).change)

    def _person_of(self, key):
        if key.startswith("uid:"):
            return self.book.value("SELECT id FROM people WHERE uid = ?", (f"card-{key[4:]}",))
        (person,) = book_people.by_handle(self.book, "url", f"linkedin:{key}")
        return person

    # The three ways out

    @precondition(lambda self: self.now.requests)
    @rule(number=pick, ready=st.booleans())
    def confirm(self, number, ready):
        row = some(list(self.now.requests), number)
        asked = self.now.requests[row]
        if asked.state != "pending":
            with pytest.raises(BookProblem):
                decide.confirm(self.desk, row)
            return
        if ready:
            self._log(asked.person, "call", "reached", 4, 3)
            self._ground(asked.person, "a", None)
        if not self.now.may(asked.person):
            with pytest.raises(NotYet):
                decide.confirm(self.desk, row)
            return
        after = self.now.copy()
        change = decide.confirm(self.desk, row)
        talk_id, ground_id = self.book.row("SELECT conversation_id, ground_id FROM requests WHERE id = ?", (row,))
        assert talk_id == self.now.deciding(asked.person)
        assert self.now.stands(self.now.grounds[ground_id])
        after.requests[row] = Asked(asked.person, "confirmed", None, talk_id, ground_id)
        after.contacts[asked.person] = True
        self.step(change, after)

    @precondition(lambda self: self.now.requests)
    @rule(numbers=st.lists(pick, min_size=1, max_size=3))
    def decline(self, numbers):
        rows = [some(list(self.now.requests), number) for number in numbers]
        after = self.now.copy()
        pending = [row for row in rows if self.now.requests[row].state == "pending"]
        for row in pending:
            after.requests[row] = Asked(self.now.requests[row].person, "declined")
        change = decide.decline(self.desk, rows, "collector")
        if pending:
            self.step(change, after)
        else:
            self.nothing(change)

    @precondition(lambda self: self.now.requests)
    @rule(numbers=st.lists(pick, min_size=1, max_size=3), days=st.integers(0, 9))
    def defer(self, numbers, days):
        rows = [some(list(self.now.requests), number) for number in numbers]
        pending = [row for row in rows if self.now.requests[row].state == "pending"]
        until = self.clock() + timedelta(days=days)
        if pending and not days:
            with pytest.raises(BookProblem):
                decide.defer(self.desk, rows, until)
            return
        after = self.now.copy()
        for row in pending:
            after.requests[row].until = moment_text(until)
        change = decide.defer(self.desk, rows, until)
        if after.requests != self.now.requests:
            self.step(change, after)
        else:
            self.nothing(change)

    @precondition(lambda self: self.now.requests)
    @rule(number=pick)
    def take_back(self, number):
        row = some(list(self.now.requests), number)
        after = self.now.copy()
        change = decide.take_back(self.desk, [row])
        if self.sleeps(self.now.requests[row]):
            after.requests[row].until = None
            self.step(change, after)
        else:
            self.nothing(change)

    # What is said

    def _log(self, person, kind, outcome, trust, chemistry):
        after = self.now.copy()
        change = talk.log(self.desk, Talk(person, kind, outcome, self.clock(), trust=trust, chemistry=chemistry))
        (row,) = change.touched("conversations")
        judged = (trust, chemistry) if outcome == "reached" else (None, None)
        after.talks[row] = Said(person, kind, outcome, moment_text(self.clock()), *judged)
        self.step(change, after)

    @rule(
        number=pick,
        kind=st.sampled_from(["call", "call", "video", "meeting", "message", "event"]),
        outcome=st.sampled_from(["reached", "reached", "no_answer", "voicemail"]),
        trust=mark,
        chemistry=mark,
    )
    def log(self, number, kind, outcome, trust, chemistry):
        self._log(some(list(self.now.contacts), number), kind, outcome, trust, chemistry)

    @precondition(lambda self: self.now.talks)
    @rule(number=pick, trust=mark, chemistry=mark)
    def judge(self, number, trust, chemistry):
        row = some(list(self.now.talks), number)
        said = self.now.talks[row]
        after = self.now.copy()
        after.talks[row].trust = said.trust if trust is None else trust
        after.talks[row].chemistry = said.chemistry if chemistry is None else chemistry
        if said.kind in {"message", "event"} or said.outcome != "reached":
            with pytest.raises(BookProblem):
                talk.judge(self.desk, row, trust=trust, chemistry=chemistry)
            return
        wrong = min(after.talks[row].trust or 0, after.talks[row].chemistry or 0) < 3
        if wrong and any(asked.talk == row and asked.state == "confirmed" for asked in self.now.requests.values()):
            with pytest.raises(RuleBroken):
                talk.judge(self.desk, row, trust=trust, chemistry=chemistry)
            return
        change = talk.judge(self.desk, row, trust=trust, chemistry=chemistry)
        if after.talks != self.now.talks:
            self.step(change, after)
        else:
            self.nothing(change)

    # What it rests on

    def _ground(self, person, kind, introducer):
        after = self.now.copy()
        change = grounds.give(self.desk, person, Evidence(kind, "2019", "Ulm", introducer))
        (row,) = change.touched("grounds")
        after.grounds[row] = Stood(person, kind, introducer)
        self.step(change, after)

    @rule(number=pick, other=pick, kind=st.sampled_from("abccc"))
    def ground(self, number, other, kind):
        person = some(list(self.now.contacts), number)
        introducer = some(list(self.now.contacts), other) if kind == "c" else None
        if kind == "c" and (introducer == person or not self.now.bears(introducer)):
            with pytest.raises(BookProblem):
                grounds.give(self.desk, person, Evidence(kind, introducer_id=introducer))
            return
        self._ground(person, kind, introducer)

    @precondition(lambda self: self.now.grounds)
    @rule(number=pick, falls=st.booleans())
    def fall_or_stand(self, number, falls):
        row = some(list(self.now.grounds), number)
        after = self.now.copy()
        after.grounds[row].fallen = falls
        change = (grounds.fall if falls else grounds.stand_again)(self.desk, row)
        if self.now.grounds[row].fallen != falls:
            self.step(change, after)
        else:
            self.nothing(change)

    @rule(number=pick, other=pick, answer=st.sampled_from(["knows_well", "knows", "vaguely", "not_at_all"]))
    def cross_check(self, number, other, answer):
        rests = [(one.introducer, one.person) for one in self.now.grounds.values() if one.kind == "c"]
        people = list(self.now.contacts)
        pair = some(rests, number) if rests and number % 3 else (some(people, number), some(people, other))
        if pair[0] == pair[1]:
            with pytest.raises(BookProblem):
                grounds.cross_check(self.desk, pair[0], pair[1], answer)
            return
        after = self.now.copy()
        after.answers[pair] = answer
        self.step(grounds.cross_check(self.desk, pair[0], pair[1], answer), after)

    @rule(number=pick, words=st.sets(st.sampled_from(["jazz", "ulm", "messe"])), keep=st.booleans())
    def tag(self, number, words, keep):
        person = some(list(self.now.contacts), number)
        after = self.now.copy()
        held = self.now.tags.get(person, frozenset())
        after.tags[person] = held | words if keep else frozenset(words)
        change = tags.set_tags(self.desk, [person], sorted(words), keep_others=keep)
        if after.tags[person] != held:
            self.step(change, after)
        else:
            self.nothing(change)

    # Time and history

    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours):
        asleep = sum(self.sleeps(asked) for asked in self.now.requests.values())
        self.clock.forward(hours=hours)
        still = sum(self.sleeps(asked) for asked in self.now.requests.values())
        assert waking.wake(self.desk) == asleep - still

    @rule(times=st.integers(1, 4))
    def undo(self, times):
        for _ in range(min(times, self.place)):
            assert history.undo(self.desk).entry == self.entries[self.before + self.place - 1]
            self.place -= 1

    @rule(times=st.integers(1, 4))
    def redo(self, times):
        for _ in range(times):
            change = history.redo(self.desk)
            if self.place == len(self.states) - 1:
                assert change is None
            else:
                self.place += 1

    @rule(number=pick)
    def back_to(self, number):
        place = number % len(self.states)
        change = history.back_to(self.desk, self.entries[self.before + place - 1])
        assert bool(change) == (place != self.place)
        self.place = place

    @rule()
    def reopen(self):
        self.book.close()
        self._open()
        waking.wake(self.desk)

    # What must hold

    def sleeps(self, asked):
        return asked.state == "pending" and asked.until is not None and asked.until > moment_text(self.clock())

    @invariant()
    def every_request_is_as_the_model_says(self):
        rows = self.book.rows("SELECT id, person_id, state, asleep, conversation_id, ground_id FROM requests")
        assert {row: tuple(rest) for row, *rest in rows} == {
            row: (asked.person, asked.state, self.sleeps(asked), asked.talk, asked.ground)
            for row, asked in self.now.requests.items()
        }

    @invariant()
    def everybody_stands_as_the_model_says(self):
        rows = self.book.rows("SELECT id, standing, contact FROM people")
        assert rows == sorted(
            (person, self.now.standing(person), int(contact)) for person, contact in self.now.contacts.items()
        )

    @invariant()
    def what_may_be_confirmed_is_what_the_model_says(self):
        for row in self.now.pending():
            person = self.now.requests[row].person
            assert book_people.verdict(self.book, person, moment_text(self.clock())).may == self.now.may(person)

    @invariant()
    def the_inbox_shows_the_pending_ones(self):
        pending = self.now.pending()
        awake = [row for row in pending if not self.sleeps(self.now.requests[row])]
        assert sorted(row.id for row in Inbox(self.desk).block(0, 100)) == sorted(pending)
        counts = summary(self.desk)
        assert (counts.waiting, counts.deferred) == (len(awake), len(pending) - len(awake))

    @invariant()
    def tags_are_as_the_model_says(self):
        for person, words in self.now.tags.items():
            assert tags.tags_of(self.desk, person) == sorted(words)

    @invariant()
    def the_history_has_every_step(self):
        rows = self.book.rows("SELECT id, undone FROM journal ORDER BY id")
        done = self.before + self.place
        assert rows == [(entry, int(place >= done)) for place, entry in enumerate(self.entries)]

    @invariant()
    def the_book_is_sound(self):
        assert_sound(self.book)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_book_is_what_the_model_says(peopled_book):
    path, _people = peopled_book
    machine: Any = type("Desk", (Desk,), {"template": path})
    run = machine.TestCase
    run.settings = settings(max_examples=30, stateful_step_count=25, derandomize=True, deadline=None, database=None)
    run("runTest").runTest()
