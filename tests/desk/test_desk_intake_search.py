"""What is taken in is found at once, and the index and the numbers are what they would be if made anew."""

import pytest
from desk_world import add_person, content
from intake_files import export, vcard, write

from netz_tui.book.counts import inbox_counts
from netz_tui.desk import edit, history, search
from netz_tui.desk.intake import take_in

FIRST = (
    vcard(
        "Jörg Straßer",
        "UID:j",
        "NICKNAME:Ä",
        "ORG:Œuvre AG",
        "EMAIL:J@x.example",
        "CATEGORIES:Chor,Ulm",
        "NOTE:singt Baß",
    ),
    vcard("Anna Roth", "EMAIL:a@x.example", "TEL:0731 12 34 56", "URL:https://www.linkedin.com/in/anna-roth"),
    vcard("Anna Roth", "EMAIL:a@x.example", "ORG:Zweite GmbH", "CATEGORIES:Chor", "TEL:+49 731 123456"),
    vcard("李 小明", "TEL:ohne Ziffer", "ADR:;;;Köln;;;"),
    vcard("Ohne\u200b Alles"),
)
SECOND = (
    vcard("Jörg Straßer", "UID:j", "ORG:Neues Werk", "EMAIL:j@y.example"),
    vcard("Σίσυφος Bérut", "ORG:a_b"),
)


def index(desk):
    """Return for each person the words of each column, in any order."""
    search.catch_up(desk)
    rows = desk.book.rows("SELECT rowid, name, org, city, tags, handles, texts FROM search ORDER BY rowid")
    return [(row_id, *(sorted(set(text.split())) for text in texts)) for row_id, *texts in rows]


def assert_as_made_anew(desk):
    kept = index(desk)
    tallies = desk.book.rows("SELECT name, n FROM tallies ORDER BY name")
    words = set(desk.book.rows("SELECT word, named FROM search_words"))
    with desk.book.transaction() as connection:
        connection.execute("DELETE FROM search")
        connection.execute("DELETE FROM search_words")
        connection.execute("UPDATE search_state SET indexed = 0")
    assert index(desk) == kept
    assert set(desk.book.rows("SELECT word, named FROM search_words")) <= words
    with desk.book.transaction() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    counted = {
        "contacts": "SELECT count(*) FROM people WHERE contact",
        "dependable": "SELECT count(*) FROM people WHERE contact AND standing = 'dependable'",
        "waiting": "SELECT count(*) FROM requests WHERE state = 'pending' AND direction = 'incoming' AND NOT asleep",
        "deferred": "SELECT count(*) FROM requests WHERE state = 'pending' AND direction = 'incoming' AND asleep",
    }
    assert dict(tallies) == {name: desk.book.value(sql) for name, sql in counted.items()}


def test_who_is_taken_in_is_found_at_once(desk, tmp_path):
    search.catch_up(desk)
    take_in(desk, write(tmp_path / "a.vcf", *FIRST[:2]))
    assert search.waiting(desk) == 0
    assert [row.name for row in search.find_people(desk, "chor")] == ["Jörg Straßer"]
    assert [row.name for row in search.find_people(desk, "linkedin anna")] == ["Anna Roth"]


def test_while_others_wait_for_the_index_the_new_ones_wait_too(desk, tmp_path):
    search.catch_up(desk)
    earlier = add_person(desk, "Wer Früher")
    take_in(desk, write(tmp_path / "a.vcf", *FIRST[:2]))
    assert search.waiting(desk) == 3
    search.catch_up(desk)
    assert {row.id for row in search.find_people(desk, "wer fruher")} == {earlier}
    assert [row.name for row in search.find_people(desk, "chor")] == ["Jörg Straßer"]


@pytest.mark.parametrize("caught_up", [True, False])
def test_index_and_numbers_are_as_if_made_anew(desk, tmp_path, caught_up):
    if caught_up:
        search.catch_up(desk)
    states = [content(desk.book)]
    for path in (
        write(tmp_path / "a.vcf", *FIRST),
        export(tmp_path / "Basic_LinkedInDataExport.zip"),
        write(tmp_path / "b.vcf", *SECOND, *FIRST),
    ):
        take_in(desk, path)
        if caught_up:
            assert_as_made_anew(desk)
        states.append(content(desk.book))
    assert_as_made_anew(desk)
    assert inbox_counts(desk.book)[0] >= 3
    for state in states[-2::-1]:
        history.undo(desk)
        assert content(desk.book) == state
        assert_as_made_anew(desk)
    for state in states[1:]:
        history.redo(desk)
        assert content(desk.book) == state
        assert_as_made_anew(desk)


def test_of_two_imports_the_first_may_be_undone_by_itself(desk, tmp_path):
    take_in(desk, write(tmp_path / "a.vcf", *FIRST))
    first = history.entries(desk)[0].id
    take_in(desk, write(tmp_path / "b.vcf", SECOND[1]))
    (person,) = [row.id for row in search.find_people(desk, "berut")]
    edit.edit(desk, person, {"city": "Ulm"})
    history.undo_entry(desk, first)
    assert_as_made_anew(desk)
    assert [row.id for row in search.find_people(desk, "berut ulm everybody")] == [person]
    assert search.find_people(desk, "strasser") == []
    history.undo(desk)
    assert_as_made_anew(desk)
    assert [row.name for row in search.find_people(desk, "strasser")] == ["Jörg Straßer"]
