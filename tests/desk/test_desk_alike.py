"""Pairs that may be one person: noted once, explained, never for the user to see twice."""

import json

import pytest
from desk_world import add_person, ask, content

from netz_tui.desk import history
from netz_tui.desk.alike import ensure_keys, note_alike, records


def note(desk, *ids):
    with desk.book.action("alike", "Compare", desk.now()) as action:
        return note_alike(action, desk, list(ids))


def pairs(desk):
    return desk.book.rows("SELECT a_id, b_id, state FROM duplicate_pairs ORDER BY id")


def test_a_record_holds_everything(desk):
    person_id = add_person(
        desk, "Dr. Jürgen Weiß", ("email", "j@x.example"), ("phone", "0731 1"), ("phone", "0731 2"),
        ("url", "https://x.example"), given="Jürgen", family="Weiß", org="Nord AG", city="Ulm", birthday="1980-12-24",
    )  # fmt: skip
    (record,) = records(desk, [person_id])
    assert (record.given, record.family, record.org, record.city) == ("Jürgen", "Weiß", "Nord AG", "Ulm")
    assert (record.emails, record.phones, record.urls) == (
        ("j@x.example",), ("0731 1", "0731 2"), ("https://x.example",),
    )  # fmt: skip


def test_a_name_that_is_not_split_is_used_whole(desk):
    (record,) = records(desk, [add_person(desk, "Jürgen Weiß")])
    assert (record.name, record.given, record.family) == ("Jürgen Weiß", "", "")


def test_records_of_many_and_of_nobody(desk):
    ids = [add_person(desk, f"Person {number}") for number in range(12)]
    assert [record.id for record in records(desk, [*ids, 4711])] == ids
    assert records(desk, []) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jürgen Weiß", "Juergen Weiss"), ("Sabine Müller", "MULLER, Sabine"), ("René Dupont", "Rene Dupont")],
)
def test_the_same_name_in_another_spelling(desk, one, other):
    a, b = add_person(desk, one, org="Nord AG"), add_person(desk, other, org="Nord AG")
    assert note(desk, b) == 1
    assert pairs(desk) == [(a, b, "open")]
    probability, reasons = desk.book.row("SELECT probability, reasons FROM duplicate_pairs")
    assert 0 < probability <= 1
    assert all({"code", "weight"} <= reason.keys() for reason in json.loads(reasons))


def test_the_same_address_under_another_name(desk):
    a = add_person(desk, "Anna Maier", ("email", "anna@x.example"))
    b = add_person(desk, "Anna Roth", ("email", "anna@x.example"))
    note(desk, b)
    assert pairs(desk) == [(a, b, "open")]


def test_people_who_have_nothing_in_common(desk):
    add_person(desk, "Anna Maier", org="Nord AG")
    assert note(desk, add_person(desk, "Udo Roth", org="Süd GmbH")) == 0
    assert note(desk) == 0


def test_a_pair_is_noted_once_and_a_judged_one_stays_judged(desk):
    a, b = add_person(desk, "Jürgen Weiß", org="Nord AG"), add_person(desk, "Juergen Weiss", org="Nord AG")
    assert note(desk, b) == 1
    assert note(desk, b) == note(desk, a) == note(desk, a, b) == 0
    with desk.book.transaction() as connection:
        connection.execute("UPDATE duplicate_pairs SET state = 'different'")
    assert note(desk, b) == 0
    assert pairs(desk) == [(a, b, "different")]


def test_two_new_ones_are_compared_with_each_other(desk):
    a, b = add_person(desk, "Jürgen Weiß", org="Nord AG"), add_person(desk, "Juergen Weiss", org="Nord AG")
    assert note(desk, a, b) == 1
    assert pairs(desk) == [(a, b, "open")]


def test_keys_are_made_once_and_in_steps(desk):
    ids = [add_person(desk, f"Vor{number} Nach{number}") for number in range(7)]
    older = desk.book.value("SELECT count(*) FROM people WHERE id < ?", (ids[0],))
    with desk.book.transaction():
        pass
    with desk.book.action("keys", "Keys", desk.now()) as action:
        assert ensure_keys(action, desk, before=ids[-1], limit=5) == 5
        assert ensure_keys(action, desk, before=ids[-1], limit=500) == older + 6 - 5
        assert ensure_keys(action, desk, before=ids[-1], limit=500) == 0
    keyed = {row[0] for row in desk.book.rows("SELECT DISTINCT person_id FROM match_keys")}
    assert set(ids[:-1]) <= keyed
    assert ids[-1] not in keyed
    assert desk.book.value("SELECT label FROM journal ORDER BY id DESC LIMIT 1") != "Keys", "keys are nobody's step"


def test_a_very_frequent_name_says_nothing_but_hides_nothing_else(desk, monkeypatch):
    monkeypatch.setattr("netz_tui.desk.alike._CANDIDATES", 3)
    for number in range(6):
        add_person(desk, f"Vor{number} Müller")
    twin = add_person(desk, "Udo Müller", ("email", "udo@x.example"))
    new = add_person(desk, "Udo Mueller", ("email", "UDO@x.example"))
    note(desk, new)
    assert (twin, new, "open") in pairs(desk)


def test_undo_takes_pairs_and_keys_along_and_redo_brings_the_pairs_back(desk):
    add_person(desk, "Jürgen Weiß", org="Nord AG")
    before = content(desk.book)
    ask(desk, "Juergen Weiss", org="Nord AG")
    after = content(desk.book)
    assert len(pairs(desk)) == 1
    history.undo(desk)
    assert content(desk.book) == before
    assert (
        desk.book.rows("SELECT 1 FROM match_keys k LEFT JOIN people p ON p.id = k.person_id WHERE p.id IS NULL") == []
    )
    history.redo(desk)
    assert content(desk.book) == after
    assert note(desk, desk.book.value("SELECT max(id) FROM people")) == 0


def test_odd_people_can_be_compared(desk):
    ids = [add_person(desk, name) for name in ("🙂", "李小龍", "X", "A" * 2_000, "-", "Dr.", "o'Neill–Šťastný")]
    note(desk, *ids)
