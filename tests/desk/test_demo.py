"""The demonstration net: as large as promised, the same every time, true to the rule, never ahead of its time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from netz_tui import phones
from netz_tui.book.book import open_book
from netz_tui.book.counts import net_counts
from netz_tui.book.journal import history, redo, undo
from netz_tui.book.models import NOUNS
from netz_tui.book.people import verdict
from netz_tui.book.rule import Footing, Spoken, may_confirm
from netz_tui.clean import clean, clean_text
from netz_tui.desk.demo import build_demo
from netz_tui.desk.demo.cast import CAST
from netz_tui.desk.demo.names import _ODD
from netz_tui.desk.demo.showcase import SHOWCASE
from netz_tui.desk.demo.waiting import WAITING
from netz_tui.desk.desk import Desk
from netz_tui.desk.handles import normal_handle
from netz_tui.desk.page import page
from netz_tui.desk.views import Inbox
from netz_tui.fold import fold
from netz_tui.moments import moment_text, read_moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netz_tui.book.book import Book

BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=BERLIN)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _dump(path: Path) -> list[str]:
    with open_book(path, writable=False) as book:
        return list(book.connection.iterdump())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.netz"
    build_demo(path, NOW)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Iterator[Book]:
    with open_book(path, writable=False) as book:
        yield book


def _count(book: Book, sql: str, *parameters: object) -> int:
    return int(book.value(f"SELECT count(*) FROM {sql}", parameters))


def test_is_as_large_as_promised(book):
    assert _count(book, "people") >= 600
    assert _count(book, "ties") >= 2000
    assert _count(book, "requests WHERE state = 'pending' AND direction = 'incoming'") >= 48
    assert 850 <= _count(book, "conversations") <= 1050
    contacts, dependable, second, checked = net_counts(book)
    assert (contacts, dependable) == (612, 238)
    assert round(100 * checked / second) in range(40, 44)
    assert _count(book, "people WHERE contact = 1 AND standing = 'shaky'") == 18
    spread = dict(book.rows("SELECT kind, count(DISTINCT person_id) FROM standing_grounds GROUP BY kind"))
    assert min(spread["a"], spread["b"], spread["c"]) >= 50
    assert {row[0] for row in book.rows("SELECT answer FROM cross_checks")} == {
        "knows_well", "knows", "vaguely", "not_at_all",
    }  # fmt: skip
    stages = {row[0] for row in book.rows("SELECT stage FROM leads")}
    assert stages == {"hint", "application", "interview", "offer", "hired", "lost"}
    for table in ("person_tags", "follow_ups", "import_rows", "observations", "lead_stages"):
        assert _count(book, table) > 10, table
    sources = "people p WHERE p.contact = 1 AND EXISTS (SELECT 1 FROM import_rows i WHERE i.person_id = p.id)"
    assert _count(book, sources) == book.value("SELECT sum(added) FROM imports") >= 300


def test_two_builds_are_equal_whatever_the_hour(path, tmp_path):
    again = tmp_path / "again.netz"
    build_demo(again, NOW.replace(hour=22, minute=5))
    assert _dump(again) == _dump(path)


def test_another_seed_is_another_net(path, tmp_path):
    other = tmp_path / "other.netz"
    build_demo(other, NOW, seed=7)
    assert _dump(other) != _dump(path)
    with open_book(other, writable=False) as book:
        assert net_counts(book)[:2] == (612, 238)


def test_refuses_to_overwrite(path):
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        build_demo(path, NOW)
    assert path.read_bytes() == before


def _columns(book: Book) -> Iterator[tuple[str, str]]:
    for table in NOUNS:
        for row in book.rows(f"PRAGMA table_info({table})"):
            yield table, row[1]


AHEAD = {("requests", "defer_until"), ("follow_ups", "due")}


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 0, 0, tzinfo=BERLIN),
        datetime(2027, 3, 1, 6, 0, tzinfo=UTC),  # a Monday
        datetime(2025, 6, 1, 23, 59, tzinfo=timezone(timedelta(hours=-9))),  # a Sunday
    ],
)
def test_nothing_past_lies_in_the_future(tmp_path, now):
    path = tmp_path / "demo.netz"
    build_demo(path, now)
    latest, today = moment_text(now), now.date().isoformat()
    with open_book(path, writable=False) as book:
        for table, column in _columns(book):
            values = [row[0] for row in book.rows(f"SELECT {column} FROM {table}") if isinstance(row[0], str)]
            moments = [value for value in values if MOMENT.fullmatch(value)]
            if (table, column) not in AHEAD:
                assert max(moments, default="") <= latest, (table, column)
        for sql in (
            "SELECT max(contact_since) FROM people", "SELECT max(since) FROM grounds", "SELECT max(since) FROM ties",
        ):  # fmt: skip
            assert book.value(sql) <= today, sql
        assert book.value("SELECT max(at) FROM journal") <= latest
        asleep = book.rows("SELECT asleep, defer_until FROM requests WHERE defer_until IS NOT NULL")
        assert all(row[0] == 1 and row[1] > moment_text(now.replace(hour=0, minute=0)) for row in asleep)


def test_moments_move_with_now(book, tmp_path):
    week = timedelta(days=7)
    later = tmp_path / "later.netz"
    build_demo(later, NOW + week)
    queries = {
        "requests": "SELECT id, sent_at FROM requests ORDER BY id",
        "conversations": "SELECT id, at FROM conversations ORDER BY id",
        "observations": "SELECT id, at FROM observations ORDER BY id",
    }
    with open_book(later, writable=False) as other:
        for table, sql in queries.items():
            moved = [(row_id, moment_text(read_moment(at) + week)) for row_id, at in book.rows(sql)]
            assert other.rows(sql) == moved, table
        names = "SELECT id, uid, name FROM people ORDER BY id"
        assert other.rows(names) == book.rows(names)


def _fell_by(book: Book, introducer: int, person: int, at: str) -> bool:
    answer = book.value(
        "SELECT answer FROM cross_checks WHERE introducer_id = ? AND person_id = ? AND asked_at <= ? "
        "ORDER BY asked_at DESC, id DESC LIMIT 1",
        (introducer, person, at),
    )
    stood = _count(
        book,
        "grounds WHERE person_id = ? AND kind IN ('a', 'b') AND created_at <= ? "
        "AND (fallen_at IS NULL OR fallen_at > ?)",
        introducer, at, at,
    )  # fmt: skip
    return answer == "not_at_all" or not stood


def test_every_confirmed_request_obeyed_the_rule_when_it_was_decided(book):
    confirmed = book.rows(
        "SELECT person_id, sent_at, decided_at, conversation_id, ground_id FROM requests WHERE state = 'confirmed'"
    )
    assert len(confirmed) >= 100
    for person, sent, decided, conversation, ground in confirmed:
        spoken = [
            Spoken(*row)
            for row in book.rows(
                "SELECT id, kind, outcome, at, trust, chemistry FROM conversations WHERE person_id = ? AND at <= ?",
                (person, decided),
            )
        ]
        footings = [
            Footing(row_id, kind, fallen is None or fallen > decided)
            if kind != "c"
            else Footing(row_id, kind, not _fell_by(book, introducer, person, decided))
            for row_id, kind, introducer, fallen in book.rows(
                "SELECT id, kind, introducer_id, fallen_at FROM grounds WHERE person_id = ? AND created_at <= ?",
                (person, decided),
            )
        ]
        found = may_confirm(spoken, footings)
        assert found.may, person
        assert found.conversation.id == conversation
        assert found.ground.id == ground
        assert sent < found.conversation.at <= decided
        assert all(sent <= row.at for row in spoken)


def test_declined_requests_would_not_have_passed(book):
    declined = book.rows("SELECT person_id FROM requests WHERE state = 'declined' AND direction = 'incoming'")
    assert len(declined) >= 90
    assert not any(verdict(book, row[0]).may for row in declined)
    assert _count(book, "requests WHERE state = 'declined' AND reason <> ''") > 60


def test_the_oldest_requests_show_the_desk(book):
    desk = Desk(book, clock=lambda: NOW)
    rows = Inbox(desk).block(0, 60)
    pages = {row.name: page(desk, row.id) for row in rows}
    shown = {row.name: row for row in rows}
    anna = pages["Anna Berger"]
    assert rows[0].name == "Anna Berger"
    assert anna.verdict.may
    assert (anna.verdict.conversation.trust, anna.verdict.conversation.chemistry) == (4, 5)
    assert anna.unasked.introducer == "Jens Kühn"
    assert anna.unasked.introducer_standing == "dependable"
    assert shown["Dr. Mehmet Yıldız"].due == "2026-11-24T13:30:00Z"
    assert shown["Sabine v. d. Heide"].alike == "Sabine Heide"
    assert (shown["Marc T. Erfolg"].score, shown["Rolf Vertriebs-Maier"].score) == (64, 80)
    assert shown["Dirk Voßkamp"].introducer == "Jens Kühn"
    assert "via Jens" in pages["Katja Nachtigall"].request.message
    assert shown["Katja Nachtigall"].introducer is None
    assert shown["Jürgen Weißflog"].tries == 2
    assert pages["Bernd Käßbohrer"].conversations[0].outcome == "voicemail"
    assert pages["Bernd Käßbohrer"].grounds[0].kind == "a"
    assert pages["Ole Asmussen"].request.message == ""
    assert pages["Prof. Ines Maaß"].phones == ()
    assert shown["Holger Siebenhaar"].introducer_standing == "shaky"
    assert len(pages["Dipl.-Ing. Theodor Grothusen"].request.message) > 1500
    friday = read_moment(shown["Chantal Beauregard"].defer_until).astimezone(BERLIN)
    assert (shown["Chantal Beauregard"].asleep, friday.weekday(), friday.date() > NOW.date()) == (True, 4, True)
    head = [row.name for row in rows[: len(SHOWCASE) - 1]]
    assert set(head) <= {ask.name or f"{ask.prefix} {ask.given} {ask.family}".strip() for ask in SHOWCASE}
    assert {round(row.score / 10) for row in rows} >= {0, 1, 4, 6, 8}


def test_scores_are_the_sum_of_named_reasons(book):
    desk = Desk(book, clock=lambda: NOW)
    named = set()
    for (row_id,) in book.rows("SELECT id FROM requests WHERE direction = 'incoming'"):
        request = page(desk, row_id).request
        assert request.score == min(100, max(0, sum(reason["weight"] for reason in request.score_reasons)))
        codes = {reason["code"] for reason in request.score_reasons}
        assert ("no_message" in codes) == (request.message == "")
        named |= codes
    assert named >= {
        "default_text", "stock_phrase", "no_message", "same_text", "burst", "generic_headline", "many_contacts",
        "no_dependable_path", "only_collectors", "introducer_fails", "sales_words", "grows_list", "unfilled_template",
        "generic_greeting", "no_phone", "vouched",
    }  # fmt: skip


def test_all_text_passes_the_gate_unchanged(book):
    seen = 0
    for table, column in _columns(book):
        gate = clean_text if column in {"note", "message", "value"} else clean
        for (value,) in book.rows(f"SELECT DISTINCT {column} FROM {table}"):
            if isinstance(value, str):
                seen += 1
                assert gate(value) == value, (table, column)
                assert "{" not in value or column in {"reasons", "score_reasons"}, (table, column, value)
    assert seen > 5000


def test_no_two_notes_are_the_same(book):
    notes = [row[0] for row in book.rows("SELECT note FROM conversations WHERE note <> ''")]
    assert len(notes) > 650
    assert len(set(notes)) == len(notes)
    messages = [ask.message for ask in (*SHOWCASE, *WAITING) if ask.message]
    assert len(set(messages)) == len(messages)


def test_numbers_addresses_and_pages_can_belong_to_nobody(book):
    fiction = re.compile(
        r"\+49(30)?23125\d{3}|\+496990009\d{3}|\+494066969\d{3}|\+492214710\d{3}|\+498999998\d{3}|\+4917139200\d\d|"
        r"\+49176040690\d\d|\+49152(28817386|28895456|54599371)|\+4420794600?\d{2,3}|\+331990[\d]{5}"
    )
    for kind, raw, normal in book.rows("SELECT kind, raw, normal FROM handles"):
        assert normal_handle(kind, raw, "DE") == normal
        if kind == "phone":
            assert phones.is_possible(raw)
            assert fiction.fullmatch(normal), normal
        elif kind == "email":
            assert raw.rpartition("@")[2] in {"example.org", "example.com", "example.net"}
        else:
            assert re.fullmatch(r"https://www\.(xing\.com/profile/\w+|linkedin\.com/in/[a-z0-9-]+)", raw)
    shared = book.rows("SELECT normal FROM handles WHERE kind = 'url' GROUP BY normal HAVING count(*) > 1")
    assert shared == []


def test_names_ask_something_of_a_screen(book):
    names = {row[0] for row in book.rows("SELECT name FROM people")}
    assert {name.full for name in _ODD} <= names
    assert max(map(len, names)) >= 60
    for mark in ("ß", "ı", "王", "Nguyễn", "[geb. Schmidt]", "Prof. Dr. Dr. h. c.", " von der "):
        assert any(mark in name for name in names), mark
    assert any(" " not in name for name in names)
    assert any("🚀" in row[0] for row in book.rows("SELECT headline FROM requests"))
    assert all(fold(row[0]) == row[1] for row in book.rows("SELECT name, name_key FROM people"))


def test_the_net_has_brokers_and_people_at_its_edge(book):
    degrees = dict(
        book.rows("SELECT id, count(*) FROM (SELECT a_id AS id FROM ties UNION ALL SELECT b_id FROM ties) GROUP BY id")
    )
    brokers = sorted(degrees.values(), reverse=True)[:10]
    assert min(brokers) >= 35
    hangers = [
        row[0]
        for row in book.rows("SELECT person_id FROM grounds WHERE introducer_id IS NOT NULL")
        if degrees[row[0]] == 1
    ]
    assert len(hangers) >= 10
    assert sorted(degrees.values())[len(degrees) // 2] <= 7
    assert _count(book, "people") - len(degrees) < 120
    assert len({member.key for member in CAST}) == len(CAST)


def test_views_rise_after_the_page_about_me(book):
    about = book.value("SELECT at FROM observations WHERE kind = 'event' AND note LIKE 'Über mich%' ORDER BY at")
    for platform in ("XING", "LinkedIn"):
        before, after = (
            book.value(
                f"SELECT avg(value) FROM observations WHERE kind = 'profile_views' AND platform = ? AND at {sign} ?",
                (platform, about),
            )
            for sign in ("<", ">")
        )
        assert after > before * 1.3


def test_keeping_in_touch_is_overdue_for_some(book):
    overdue = book.rows(
        "SELECT p.id FROM people p WHERE p.rhythm_days IS NOT NULL AND julianday(?) - julianday((SELECT max(c.at) "
        "FROM conversations c WHERE c.person_id = p.id AND c.outcome = 'reached')) > p.rhythm_days",
        (moment_text(NOW),),
    )
    assert 10 <= len(overdue) <= 100
    days = {row[0][:10] for row in book.rows("SELECT due FROM follow_ups WHERE done_at IS NULL")}
    assert {"2026-11-23", "2026-11-24", "2026-11-25"} <= days


def test_history_can_be_undone_down_to_the_empty_book_and_redone(tmp_path):
    path = tmp_path / "demo.netz"
    build_demo(path, NOW)
    with open_book(path) as book:
        entries = history(book)
        assert [entry.verb for entry in entries] == ["defer", "decline", "remind", "cross_check", "log", "demo"]
        before = {table: book.rows(f"SELECT * FROM {table} ORDER BY id") for table in NOUNS}
        for _ in entries:
            assert undo(book)
        assert all(_count(book, table) == 0 for table in NOUNS)
        for _ in entries:
            assert redo(book)
        assert {table: book.rows(f"SELECT * FROM {table} ORDER BY id") for table in NOUNS} == before
