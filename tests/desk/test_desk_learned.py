"""What a comparison of everybody learned weighs those who come later."""

import random

import pytest

from netz_tui.desk import alike, erase, history, learned
from netz_tui.desk.intake import take_in
from netz_tui.matching import find_pairs

SYLLABLES = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za"]


def card(number, given, family, mail, company):
    return (
        f"BEGIN:VCARD\nVERSION:3.0\nUID:u{number}\nN:{family};{given}\nFN:{given} {family}\n"
        f"EMAIL:{mail}\nORG:{company}\nEND:VCARD\n"
    )


@pytest.fixture(scope="module")
def cards():
    dice = random.Random(4)
    people = []
    for number in range(1100):
        given = (dice.choice(SYLLABLES) + dice.choice(SYLLABLES) + dice.choice("aeio")).title()
        family = "".join(dice.choice(SYLLABLES) for _ in range(3)).title()
        people.append((number, given, family, f"{given}.{family}@firma{number % 50}.example", f"Firma {number % 50}"))
    again = [
        (2000 + number, given, family + dice.choice("nrs"), mail, company)
        for number, given, family, mail, company in people[:60]
    ]
    return people, again


def write(path, people):
    path.write_text("".join(card(*person) for person in people), encoding="utf-8")
    return path


@pytest.fixture
def known(desk, cards, tmp_path):
    """A book of many people, some of them there twice, that was searched."""
    people, again = cards
    take_in(desk, write(tmp_path / "old.vcf", [*people, *again[:30]]))
    alike.search(desk)
    return desk


def test_what_was_learned_is_kept_and_weighs_who_is_taken_in_later(known, cards, tmp_path, monkeypatch):
    assert learned.recall(known.book).duplicates == pytest.approx(30, abs=8)
    monkeypatch.setattr(alike, "similar", None)  # what is sound by default is not needed
    last = known.book.value("SELECT max(id) FROM people")
    spelt = [
        (number + 500, given, family + "s", f"x.{mail}", org) for number, given, family, mail, org in cards[1][30:40]
    ]
    report = take_in(known, write(tmp_path / "new.vcf", [*cards[1][30:], *spelt]))
    pairs = known.book.rows("SELECT a_id, b_id FROM duplicate_pairs WHERE b_id > ?", (last,))
    assert report.alike == len(pairs) >= 30 + 10
    assert sum(a > last for a, _b in pairs) >= 10, "new people are compared with new ones too"
    assert report.change.touched("duplicate_pairs")
    history.undo(known)
    assert known.book.rows("SELECT 1 FROM duplicate_pairs WHERE b_id > ?", (last,)) == []


def test_a_few_need_nothing_learned(known, cards, tmp_path, monkeypatch):
    monkeypatch.setattr(learned, "recall", None)
    assert take_in(known, write(tmp_path / "new.vcf", cards[1][30:35])).alike >= 5


def test_everybody_has_keys_after_a_search(known):
    keyless = "SELECT count(*) FROM people WHERE id NOT IN (SELECT person_id FROM match_keys)"
    assert known.book.value(keyless) == 0


def test_what_was_learned_otherwise_is_not_used(known, cards, tmp_path):
    connection = known.book.connection
    with known.book.action("old", "Old", known.now()):
        connection.execute("UPDATE match_model SET learned = json_set(learned, '$.form', 1)")
    assert learned.recall(known.book) is None
    assert take_in(known, write(tmp_path / "new.vcf", cards[1][30:])).alike >= 30


def test_a_small_book_learns_nothing(desk, cards, tmp_path):
    take_in(desk, write(tmp_path / "few.vcf", cards[0][:40]))
    alike.search(desk)
    assert learned.recall(desk.book) is None


def test_a_model_comes_back_as_it_was(desk):
    model = find_pairs(alike.records(desk, [])).model
    with desk.book.action("keep", "Keep", desk.now()) as action:
        learned.keep(action, model)
    assert learned.recall(desk.book) == model


def test_who_is_erased_is_not_known_by_what_was_learned(known):
    assert learned.recall(known.book) is not None
    erase.erase(known, known.book.value("SELECT min(id) FROM people"))
    assert learned.recall(known.book) is None
