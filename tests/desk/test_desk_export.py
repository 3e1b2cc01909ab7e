"""Giving back: everybody as cards, and what is written and taken in again is the same book."""

import json
import os
import shutil
import threading
from datetime import date
from typing import Any

import pytest
from desk_world import Clock, add_person, content, desk_on
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import vcard, write

from netz_tui.book.book import open_book
from netz_tui.book.problems import BookProblem
from netz_tui.desk import edit, export, export_person, tags
from netz_tui.desk.contacts import person_page
from netz_tui.desk.intake import take_in
from netz_tui.desk.search import Contacts, catch_up
from netz_tui.files import Card, FileProblem, Related, read_file
from netz_tui.files.writing import WRITERS

FUZZ = int(os.environ.get("NETZ_FUZZ", "0"))
LOSSLESS = {"vcard4": "vcf", "vcard3": "vcf", "csv": "csv", "json": "json"}

ANNA = Card(
    name="Dr. Anna von Berg",
    given="Anna",
    middle="Maria",
    family="von Berg",
    prefix="Dr.",
    suffix="MBA",
    nickname="Anni",
    org="Papier; Druck, AG",
    title="=Leiterin",
    emails=("anna@papier.example", "anna@privat.example"),
    email_labels=("work,pref", "home"),
    phones=("0731 123456", "Pforte fragen"),
    phone_labels=("work", "work,Büro"),
    urls=("https://www.linkedin.com/in/anna-berg",),
    url_labels=("",),
    city="Ulm",
    country="Germany",
    birthday="--03-14",
    note="kennt Jens\n\n=1+1",
    tags=("messe", "a, b"),
    uid="urn:uuid:anna",
    connected_on="2019-05-06",
    connected=date(2019, 5, 6),
    related=(Related("spouse", "Max, der Große"), Related("", "Ute")),
    introduced_by="Petra Kühn",
    kind="org",
    extra=("X-SKYPE:anna", 'X-NETZ-FIELD;NAME="Shoe, size":39', "ADR;TYPE=work:;;Weg 1;Ulm;;89073;Germany"),
)


def people(book):
    """All that a book knows of people, without what differs from book to book."""
    found = {}
    for row in book.rows(
        "SELECT id, uid, name, given, middle, family, prefix, suffix, nickname, org, title, city, country, birthday, "
        "note, contact, contact_since, extra FROM people"
    ):
        handles = book.rows("SELECT kind, raw, normal, label FROM handles WHERE person_id = ? ORDER BY id", row[:1])
        worn = "SELECT t.name FROM tags t JOIN person_tags g ON g.tag_id = t.id WHERE g.person_id = ? ORDER BY g.id"
        kept = sorted(json.loads(row[-1]))
        reach = {kind: [handle for handle in handles if handle[0] == kind] for kind in ("email", "phone", "url")}
        found[row[1]] = (*row[2:-1], kept, reach, book.rows(worn, row[:1]))
    return found


@pytest.fixture
def few_compared(monkeypatch):
    """Large lists are not compared, which is another test's matter and takes its time."""
    monkeypatch.setattr("netz_tui.desk.intake._COMPARED", 50)


@pytest.fixture
def empty(tmp_path, fresh_book):
    """Makes desks at empty books."""
    books: list[Any] = []

    def make(**later):
        path = tmp_path / f"{len(books)}.sqlite"
        shutil.copy(fresh_book, path)
        books.append(open_book(path))
        clock = Clock()
        clock.forward(**later)
        return desk_on(books[-1], clock, first=1 + 1000 * len(books))

    yield make
    for book in books:
        book.close()


def everybody(desk):
    return export.find(desk, everybody=True).ids


@pytest.mark.parametrize("form", LOSSLESS)
def test_a_full_card_survives_the_book_and_a_second_book(empty, tmp_path, form):
    first, second = empty(), empty(days=3)
    take_in(first, write(tmp_path / "a.vcf", *WRITERS["vcard4"]([ANNA])))
    (card,) = export.cards(first, everybody(first))
    assert card.related == ANNA.related
    assert (card.introduced_by, card.kind, card.connected) == ("Petra Kühn", "org", date(2019, 5, 6))
    assert (card.phones, card.phone_labels) == (("0731 123456",), ("work",))
    assert set(card.extra) == {*ANNA.extra, "TEL;TYPE=work,büro:Pforte fragen"}
    file = tmp_path / f"b.{LOSSLESS[form]}"
    export.save(first, everybody(first), file, form)
    report = take_in(second, file)
    assert (report.added, report.skipped) == (1, [])
    assert people(second.book) == people(first.book)
    before = content(first.book)
    report = take_in(first, file)
    assert (report.added, report.changed, report.known) == (0, 0, 1)
    assert content(first.book) == before, "one's own export holds no news"


_line = st.text(st.sampled_from("aZß ,;:\\'\"=+-@<\n|€😀1"), max_size=12).map(lambda text: " ".join(text.split()))
_word = _line.filter(bool)
_host = st.integers(0, 10**6).map(lambda number: f"p{number}@x.example")


@st.composite
def card(draw, number):
    emails = tuple(draw(st.lists(_host, max_size=2, unique=True)))
    phones = tuple(draw(st.lists(st.sampled_from(["0731 1234567", "+49 221 998877", "=1+2", "Pforte"]), unique=True)))
    labels = st.sampled_from(["", "work", "home", "cell", "work,fax"])
    since = draw(st.sampled_from(["", "2019-05-06", "2020-01-31", "im Mai"]))
    return Card(
        name=draw(_word),
        given=draw(_line),
        family=draw(_line),
        org=draw(_line),
        title=draw(_line),
        emails=emails,
        email_labels=tuple(draw(labels) for _ in emails),
        phones=phones,
        phone_labels=tuple(draw(labels) for _ in phones),
        city=draw(_line),
        birthday=draw(st.sampled_from(["", "1978-03-14", "--02-29"])),
        note=draw(st.text(st.sampled_from("ab=\n,;\\'"), max_size=20)).strip(),
        tags=tuple(draw(st.lists(_word, max_size=2, unique_by=str.lower))),
        uid=f"uid-{number}",
        connected_on=since,
        related=tuple(draw(st.lists(st.builds(Related, st.sampled_from(["", "spouse", "best friend"]), _word)))),
        introduced_by=draw(_line),
        kind=draw(st.sampled_from(["", "org"])),
        extra=tuple(draw(st.lists(st.sampled_from(["X-A:1", "X-B;TYPE=x:a\\,b", "GENDER:F"]), unique=True))),
    )


@st.composite
def cards(draw):
    """Several people who share no number or address: with a name in common too, two cards would be one person."""
    drawn = [draw(card(number)) for number in range(draw(st.integers(1, 4)))]
    return [
        one._replace(
            phones=tuple(f"0731 {1000 + 100 * number + place}" for place in range(len(one.phones))),
            emails=tuple(f"{number}.{email}" for email in one.emails),
        )
        for number, one in enumerate(drawn)
    ]


@settings(max_examples=FUZZ or 12, derandomize=not FUZZ)
@given(drawn=cards())
def test_import_export_import_is_equal(tmp_path_factory, fresh_book, drawn):
    folder = tmp_path_factory.mktemp("round")
    with open_book(shutil.copy(fresh_book, folder / "first.sqlite")) as book:
        first = desk_on(book)
        take_in(first, write(folder / "in.json", *WRITERS["json"](drawn)))
        assert len(everybody(first)) == len(drawn)
        known = people(book)
        for form, ending in LOSSLESS.items():
            file = folder / f"{form}.{ending}"
            export.save(first, everybody(first), file, form)
            with open_book(shutil.copy(fresh_book, folder / f"{form}.sqlite")) as other:
                take_in(desk_on(other), file)
                assert people(other) == known, form


@pytest.mark.usefixtures("few_compared")
def test_many_are_given_out_in_order(empty, tmp_path):
    desk = empty()
    take_in(desk, write(tmp_path / "a.vcf", *(vcard(f"P{number:04}", f"UID:{number}") for number in range(1201))))
    ids = everybody(desk)
    assert [one.name for one in export.cards(desk, ids)] == [f"P{number:04}" for number in range(1201)]
    assert [one.name for one in export.cards(desk, [ids[2], 99_999, ids[1]])] == ["P0002", "P0001"]


def test_the_book_may_be_written_meanwhile(desk):
    ids = everybody(desk)
    with export.at_one_moment(desk):
        writer = threading.Thread(target=edit.edit, args=(desk, ids[-1], {"name": "Ganz Anders"}))
        names = [one.name for one in export.cards(desk, ids[:1])]
        writer.start()
        writer.join()
        names += [one.name for one in export.cards(desk, ids[1:])]
    assert "Ganz Anders" not in names
    assert "Ganz Anders" in [one.name for one in export.cards(desk, ids)]


@pytest.mark.usefixtures("few_compared")
def test_who_is_found(desk, tmp_path):
    take_in(desk, write(tmp_path / "a.vcf", *(vcard(f"Hans Muster{number}", "ADR:;;;Ulm;;;") for number in range(600))))
    add_person(desk, "Erika Ohne", city="Ulm")
    catch_up(desk)
    contacts = len(export.find(desk).ids)
    assert len(everybody(desk)) > contacts >= 600
    assert len(export.find(desk, "city:ulm").ids) == 600
    assert len(export.find(desk, "city:ulm", everybody=True).ids) == 601
    assert export.find(desk, "Ohne").ids == []
    assert len(export.find(desk, "Ohne", everybody=True).ids) == 1
    assert export.find(desk, "Mustre17").corrected
    assert len(export.listed(desk, Contacts(desk, "city:ulm"))) == 600
    assert len(export.listed(desk, Contacts(desk, sort="city"))) == contacts
    with pytest.raises(BookProblem, match="more than 200 people"):
        export.find(desk, "hans")
    with pytest.raises(BookProblem, match="more than 200 people"):
        export.listed(desk, Contacts(desk, "hans"))


def test_one_person_is_all_that_is_known_and_can_be_taken_in(world, empty, tmp_path):
    desk = world.desk
    anna = add_person(desk, "Anna Berg", ("email", "anna@papier.example"), given="Anna", note="*wichtig*", contact=True)
    tags.set_tags(desk, [anna], ["messe"], keep_others=True)
    document = json.loads("".join(export_person.pieces(desk, anna, "json")))
    assert document["contacts"][0]["emails"] == ["anna@papier.example"]
    assert document["person"]["name"] == "Anna Berg"
    assert document["history"]
    other = empty()
    export_person.export(desk, anna, tmp_path / "anna.json")
    assert take_in(other, tmp_path / "anna.json").added == 1
    assert {key: value[0] for key, value in people(other.book).items()} == {
        desk.book.value("SELECT uid FROM people WHERE id = ?", (anna,)): "Anna Berg"
    }
    assert "## " in export_person.text_of(desk, person_page(desk, anna))
    with pytest.raises(FileProblem, match="exists already"):
        export_person.export(desk, anna, tmp_path / "anna.json")
    with pytest.raises(FileProblem, match="not there any more"):
        export_person.pieces(desk, 99_999, "vcard4")


def test_people_to_read_stand_apart(desk):
    ids = [add_person(desk, name) for name in ("Eins", "Zwei")]
    text = "".join(export.pieces(desk, ids, "markdown"))
    assert text.index("# Eins") < text.index("\n---\n") < text.index("# Zwei")


@pytest.mark.parametrize("form", ["csv", "google", "outlook"])
def test_no_cell_runs_in_a_spreadsheet(desk, tmp_path, form):
    person = add_person(desk, "=cmd|' /C calc'!A0", org="@SUM(1)", note="+x")
    export.save(desk, [person], tmp_path / "x.csv", form)
    text = (tmp_path / "x.csv").read_text()
    assert "'=cmd|" in text
    assert "'@SUM" in text
    assert "'+x" in text
    (reading,) = read_file(tmp_path / "x.csv")
    (record,) = reading
    assert isinstance(record, Card)
    assert record.name == "=cmd|' /C calc'!A0"
