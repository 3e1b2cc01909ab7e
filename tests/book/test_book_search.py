"""Finding people as one types."""

import pytest
from book_samples import NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netz_tui.book import contacts, search
from netz_tui.book.models import Conversation, Handle, Person, PersonTag, Setting, Tag
from netz_tui.book.query import parse
from netz_tui.fold import fold

PEOPLE = (
    {"name": "Jürgen Weiß", "org": "Donauwerk GmbH", "city": "Ulm", "contact": 1, "contact_since": "2024-05"},
    {"name": "Petra Müller", "org": "Ärztehaus", "city": "Köln", "contact": 1, "contact_since": "2025-02-03"},
    {"name": "Philipp Kühn", "org": "Müller & Söhne", "city": "Bad Urach", "contact": 1},
    {"name": "李伟", "note": "trifft man auf der Hannover Messe", "contact": 1},
    {"name": "Anna Stranger"},
)


def add(book, **values):
    with book.action("add", "{name} added", NOW, name=values["name"]) as action:
        return action.insert(Person, uid=fold(values["name"]), name_key=fold(values["name"]), created_at=NOW, **values)


@pytest.fixture
def peopled(book):
    for values in PEOPLE:
        add(book, **values)
    with book.action("reach", "x", NOW) as action:
        action.insert(Handle, person=1, kind="phone", raw="0731 / 12 34 56", normal="+49731123456")
        action.insert(Handle, person=2, kind="email", raw="Petra.M@example.org", normal="petra.m@example.org")
        action.insert(PersonTag, person=3, tag=action.insert(Tag, name="jazz"))
        action.insert(Conversation, person=2, kind="call", at=NOW, outcome="reached", note="Kennt Jens seit der Messe.")
    keep_up(book)
    return book


def keep_up(book):
    while search.refresh(book):
        pass
    assert search.waiting(book) == 0


def names(book, text, sort="name"):
    found = contacts.contacts(book, parse(text), sort, today="2026-11-24", rhythm=90)
    return [row.name for row in found.block(0, 100)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("jur", ["Jürgen Weiß"]),
        ("juergen weiss", ["Jürgen Weiß"]),
        ("WEISS J", ["Jürgen Weiß"]),
        ("Jürgn Weis", ["Jürgen Weiß"]),
        ("mueller", ["Petra Müller", "Philipp Kühn"]),
        ("4973", ["Jürgen Weiß"]),
        ("0731 12", ["Jürgen Weiß"]),
        ("+49 (731) 123", ["Jürgen Weiß"]),
        ("0049731", ["Jürgen Weiß"]),
        ("731123456", ["Jürgen Weiß"]),
        ("petra.m@ex", ["Petra Müller"]),
        ("伟", ["李伟"]),
        ("messe", ["Petra Müller", "李伟"]),
        ("stranger", ["Anna Stranger"]),
        ("Filip", ["Philipp Kühn"]),
        ("khün", ["Philipp Kühn"]),
        ("jazz", ["Philipp Kühn"]),
        ("city:ulm", ["Jürgen Weiß"]),
        ('city:"bad u"', ["Philipp Kühn"]),
        ("tag:jazz", ["Philipp Kühn"]),
        ("-tag:jazz müller", ["Petra Müller"]),
        ("since:2025", ["Petra Müller"]),
        ("standing:unproven kühn", ["Philipp Kühn"]),
        ("standing:shaky", []),
        ("ground:a", []),
        ("everybody stranger", ["Anna Stranger"]),
        ("", ["Jürgen Weiß", "Petra Müller", "Philipp Kühn", "李伟"]),
        ("everybody", ["Anna Stranger", "Jürgen Weiß", "Petra Müller", "Philipp Kühn", "李伟"]),
        ("qqqqqq", []),
    ],
)
def test_who_is_found(peopled, text, wanted):
    assert names(peopled, text) == wanted


def test_who_has_not_been_spoken_to_for_long_is_overdue(peopled):
    assert names(peopled, "overdue") == []
    late = contacts.contacts(peopled, parse("overdue"), today="2027-02-25", rhythm=90)
    assert [row.name for row in late.block(0, 9)] == []  # nobody unproven is written to unless that is wished for
    with peopled.action("rhythm", "Rhythm", NOW) as action:
        action.insert(Setting, name="rhythm.unproven", value="90")
    late = contacts.contacts(peopled, parse("overdue"), today="2027-02-25", rhythm=0)
    assert [row.name for row in late.block(0, 9)] == ["Jürgen Weiß", "Petra Müller", "Philipp Kühn", "李伟"]


@pytest.mark.parametrize("sort", contacts.SORTS)
def test_orders_hold_everybody_once_and_know_their_places(peopled, sort):
    found = contacts.contacts(peopled, parse(""), sort, today="2026-11-24")
    ids = [row.id for row in found.block(0, 100)]
    assert sorted(ids) == [1, 2, 3, 4]
    assert [found.index_of(row_id) for row_id in ids] == [0, 1, 2, 3]
    assert found.index_of(5) is None
    assert [row.id for start in range(4) for row in found.block(start, 1)] == ids


def test_what_changes_is_found_anew_and_what_was_is_not(peopled):
    with peopled.action("edit", "x", NOW) as action:
        action.update(Person, 1, name="Gregor Weiß", org="Kiebitz")
    assert search.waiting(peopled) == 1
    keep_up(peopled)
    assert names(peopled, "kiebitz") == ["Gregor Weiß"]
    assert names(peopled, "donauwerk") == []
    from netz_tui.book import journal

    journal.undo(peopled)
    keep_up(peopled)
    assert names(peopled, "donauwerk") == ["Jürgen Weiß"]
    assert names(peopled, "kiebitz") == []


def test_who_is_taken_back_and_brought_again(peopled):
    from netz_tui.book import journal

    add(peopled, name="Zacharias Zoll", contact=1)
    keep_up(peopled)
    assert names(peopled, "zoll") == ["Zacharias Zoll"]
    journal.undo(peopled)
    keep_up(peopled)
    assert names(peopled, "zoll") == []
    journal.redo(peopled)
    keep_up(peopled)
    assert names(peopled, "zoll") == ["Zacharias Zoll"]


@pytest.mark.parametrize(
    ("kind", "raw", "normal", "typed"),
    [
        ("email", "Jo.Weiss@Firma.example", "jo.weiss@firma.example", ("jo weiss", "firma.example")),
        ("phone", "0821 / 12-34", "+498211234", ("8211234", "+49 821 1234", "0821 1234", "498211")),
        ("phone", "+7 900 1", "+79001", ("79001", "9001")),
        ("phone", "Apparat 12", "12", ("12",)),
        (
            "url",
            "https://www.linkedin.com/in/jo-weiss/",
            "linkedin:jo-weiss",
            ("linkedin jo weiss", "www linkedin com"),
        ),
        ("url", "xing.com/profile/Jo_Weiss?x=1", "xing:jo_weiss", ("xing jo weiss", "profile")),
        ("url", "https://lnkd.example/in/j%C3%B6", "linkedin:jö", ("linkedin jö", "lnkd", "jo")),
        ("url", "https://lnkd.example/in/jo", "linkedin:jo", ("linkedin jo", "lnkd")),
        ("url", "firma.example/", "firma.example", ("firma example",)),
    ],
)
def test_a_handle_is_found_as_it_is_written_and_in_its_normal_form(peopled, kind, raw, normal, typed):
    with peopled.action("handle", "x", NOW) as action:
        action.insert(Handle, person=2, kind=kind, raw=raw, normal=normal)
    keep_up(peopled)
    for line in typed:
        assert names(peopled, line) == ["Petra Müller"], line


def test_a_renamed_tag_is_found(peopled):
    with peopled.action("edit", "x", NOW) as action:
        action.update(Tag, 1, name="blues")
    keep_up(peopled)
    assert names(peopled, "blues") == ["Philipp Kühn"]
    assert names(peopled, "tag:jazz") == []


def test_forgetting_leaves_no_word(peopled):
    with peopled.transaction() as connection:
        search.forget(connection, 1)
    left = {row[0] for row in peopled.rows("SELECT word FROM search_words")}
    assert not left & {"jurgen", "weiss", "donauwerk", "ulm"}
    assert {"muller", "gmbh"} & left == {"muller"}
    blocks = b"".join(row[0] for row in peopled.rows("SELECT block FROM search_data"))
    assert b"jurgen" not in blocks
    assert b"donauwerk" not in blocks


def test_pages_anywhere_are_the_same_as_the_whole(book):
    with book.action("import", "x", NOW) as action:
        action.insert_many(
            Person,
            ("uid", "name", "name_key", "contact", "created_at"),
            [
                (f"u{n}", f"P {n * 37 % 500:03}", f"p {n * 37 % 500:03}", n % 3 != 0, "2026-01-01T00:00:00Z")
                for n in range(900)
            ],
        )
    whole = [row.id for row in contacts.AllContacts(book).block(0, 1000)]
    assert len(whole) == 600
    found = contacts.AllContacts(book)
    for start in (590, 0, 300, 310, 128, 599, 256, 450, 1):
        assert [row.id for row in found.block(start, 40)] == whole[start : start + 40]
        assert found.index_of(whole[start]) == start
    assert found.block(600, 10) == []


@settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(
                ['"', "'", "C++", "+41", "name:", "AND", "NEAR(", "*", "city:*", "tag:%", "\x00", "\ud800", "a OR b",
                 "platform:_", "-", "ground:", "jur", "07", "weiss", "{name}:x", "^", "-note:m", 'org:"']
            ),
            max_size=6,
        ).map(" ".join),
    )
)  # fmt: skip
def test_any_text_typed_is_safe(peopled, text):
    for row in contacts.contacts(peopled, parse(text), today="2026-11-24", rhythm=90).block(0, 9):
        assert row.name
