"""Who may be the same: searched in the whole book, for one person, while typing; what was decided stays decided."""

import pytest
from desk_world import add_person, ask, content

from netz_tui.book.duplicates import PairSource, group, pairs_of
from netz_tui.book.models import DuplicatePair
from netz_tui.desk import alike, comparing, history, merge
from netz_tui.desk.hand_over import turn
from netz_tui.desk.people import add_handle
from netz_tui.matching import NAME_ALONE, SURE, Pair, Reason


@pytest.fixture
def two(desk):
    return (
        add_person(desk, "Jürgen Weiß", ("email", "j.weiss@adler.example"), org="Adler GmbH", city="Köln"),
        add_person(desk, "Juergen Weiss", ("email", "j.weiss@adler.example"), city="Köln"),
    )


def note(desk, one, other, probability=0.5, state="open"):
    with desk.book.action("pair", "Pair", desk.now()) as action:
        return action.insert(
            DuplicatePair, a=min(one, other), b=max(one, other), probability=probability, state=state, reasons=[]
        )


def test_a_search_finds_who_is_there_twice_in_one_step(desk, two):
    steps = []
    new, change = alike.search(desk, progress=lambda step, share: steps.append((step, share)))
    (pair,) = pairs_of(desk.book, two[0])
    assert (new, pair.a_id, pair.b_id) == (1, *two)
    assert pair.probability >= SURE
    assert {"same_email", "same_city"} <= {reason["code"] for reason in pair.reasons}
    assert steps
    assert all(0 <= share <= 1 for _step, share in steps)
    before = content(desk.book)
    assert alike.search(desk)[0] == 0
    assert content(desk.book) == before, "what is known already is left alone"
    assert change.touched("duplicate_pairs") == {pair.id}
    history.undo(desk)
    assert pairs_of(desk.book, two[0]) == []


def test_kept_apart_is_kept_apart_by_every_search_and_import(desk, two, tmp_path):
    from netz_tui.desk.intake import take_in

    add_handle(desk, two[0], "email", "weiss@privat.example")
    alike.search(desk)
    (pair,) = pairs_of(desk.book, two[0])
    merge.keep_apart(desk, [pair.id])
    assert alike.search(desk)[0] == 0
    assert not alike.look_at(desk, two[0])
    card = tmp_path / "again.vcf"
    card.write_text(
        "BEGIN:VCARD\nFN:Jürgen Weiß\nEMAIL:weiss@privat.example\nTITLE:Chef\nEND:VCARD\n", encoding="utf-8"
    )
    take_in(desk, card)
    assert desk.book.rows("SELECT state FROM duplicate_pairs") == [("different",)]


def test_a_name_alone_is_never_sure(desk):
    mails = ("xaverine.quastenflosser@web.de", "xaverine.quastenfloser@web.de")
    for mail in mails:
        add_person(desk, "Xaverine Quastenflosser", ("email", mail))
    alike.search(desk)
    assert desk.book.rows("SELECT probability FROM duplicate_pairs") == [(NAME_ALONE,)]
    assert not merge.merge_sure(desk, [desk.book.value("SELECT id FROM duplicate_pairs")])


def test_reasons_say_whose_value_is_whose(desk, two):
    reason = Reason("different_org", -1.0, {"a": "of the second", "b": "of the first"})
    with desk.book.action("note", "Note", desk.now()) as action:
        alike._note(action, [alike._kept(Pair(two[1], two[0], 0.5, (reason,)))])
    (pair,) = pairs_of(desk.book, two[0])
    assert (pair.reasons[0]["a"], pair.reasons[0]["b"]) == ("of the first", "of the second")
    assert turn("[]", turned=True) == []


def test_a_search_is_stopped_with_nothing_noted(desk, two):
    with pytest.raises(alike.Cancelled):
        alike.search(desk, cancelled=lambda: True)
    assert pairs_of(desk.book, two[0]) == []


def test_a_large_book_is_searched_by_what_is_learned_from_it(desk, two, monkeypatch):
    monkeypatch.setattr(alike, "_FEW", 0)
    for number in range(40):
        add_person(desk, f"Vorname{number} Nachname{number * 7}", org=f"Firma {number}", city="Ulm")
    alike.search(desk)
    assert two[1] in {pair.b_id for pair in pairs_of(desk.book, two[0])}


def test_one_person_is_compared_when_asked_about(desk, two):
    assert alike.look_at(desk, two[1]).touched("duplicate_pairs")
    assert comparing.pair_with(desk, two[0]) == comparing.pair_with(desk, two[1])


def test_whoever_is_typed_is_compared(desk, two):
    alike.look_at(desk, two[0])
    name, probability = alike.who_looks_like(desk, "J. Weiss", "", [("email", "j.weiss@adler.example")])
    assert name in {"Jürgen Weiß", "Juergen Weiss"}
    assert probability > 0.5
    assert alike.who_looks_like(desk, "Ganz Anders", "", []) is None
    request = ask(desk, "Jürgen Weis", org="Adler GmbH")
    assert comparing.pair_with(desk, desk.book.value("SELECT person_id FROM requests WHERE id = ?", (request,)))


def test_pairs_come_in_pages_likeliest_first(desk):
    ids = [add_person(desk, f"Person {number}") for number in range(12)]
    for place, one in enumerate(ids):
        for other in ids[place + 1 :]:
            note(desk, one, other, ((one * 7 + other * 3) % 10) / 10)
    source = PairSource(desk.book)
    assert len(source) == 66
    every = source.block(0, 100)
    assert [(row.probability, row.id) for row in every] == sorted(
        ((row.probability, row.id) for row in every), reverse=True
    )
    scattered = [source.block(start, 5) for start in (60, 5, 30, 0, 65, 31)]
    assert scattered == [every[start : start + 5] for start in (60, 5, 30, 0, 65, 31)]
    assert [source.index_of(row.id) for row in every] == list(range(66))
    assert source.block(66, 5) == []
    high = PairSource(desk.book, 0.7)
    assert [row.id for row in high.block(0, 99)] == [row.id for row in every if row.probability >= 0.7]
    assert high.index_of(every[-1].id) is None


def test_a_group_hangs_together_by_open_pairs(desk):
    one, two, three, four, five = (add_person(desk, f"Person {number}") for number in range(5))
    note(desk, one, two, 0.9)
    note(desk, two, three, 0.5)
    note(desk, three, four, 0.1)
    note(desk, one, five, 0.9, state="different")
    assert group(desk.book, [one, two], 0.3, 12) == [one, two, three]
    assert group(desk.book, [one, two], 0.0, 3) == [one, two, three]


def test_two_stand_side_by_side(desk, two):
    alike.search(desk)
    page = comparing.side_by_side(desk, comparing.pair_with(desk, two[0]))
    lines = {line.field: line for line in page.lines}
    assert (page.left.id, page.right.id) == two
    assert (lines["email"].sign, lines["email"].choice) == ("same", False)
    assert lines["email"].weight > 10
    assert (lines["org"].left, lines["org"].right, lines["org"].sign) == ("Adler GmbH", "", "")
    assert lines["name"].sign == "same", "one spelling of the umlaut is as good as the other"
    assert comparing.side_by_side(desk, 999_999) is None


def test_the_handles_that_were_compared_stand_beside_each_other(desk):
    add_person(desk, "Jürgen Weiß", ("phone", "0151 1111111"), ("phone", "0221 9876543"), ("email", "jw@adler.example"))
    other = add_person(
        desk, "Juergen Weiss", ("phone", "+49 221 9876544"), ("phone", "030 5555555"), ("email", "post@adler.example")
    )
    alike.look_at(desk, other)
    page = comparing.side_by_side(desk, comparing.pair_with(desk, other))
    turned = page.left.id == other
    phones = [
        (line.right, line.left) if turned else (line.left, line.right) for line in page.lines if line.field == "phone"
    ]
    assert phones == [("0221 9876543", "+49 221 9876544"), ("0151 1111111", "030 5555555")]
    assert [bool(line.weight) for line in page.lines if line.field == "phone"] == [True, False]
    mail = next(line for line in page.lines if line.field == "email")
    assert mail.weight > 0, "the domain they share"


def test_keys_follow_what_they_are_made_of(desk, two):
    alike.look_at(desk, two[0])
    keys = "SELECT count(*) FROM match_keys WHERE person_id = ?"
    assert desk.book.value(keys, (two[0],)) > 0
    add_handle(desk, two[0], "phone", "0151 2345678")
    assert desk.book.value(keys, (two[0],)) == 0, "made anew when next needed"
    other = add_person(desk, "Ganz Anders", ("phone", "+49 151 2345678"))
    alike.look_at(desk, other)
    assert "p" in {key[0] for (key,) in desk.book.rows("SELECT key FROM match_keys WHERE person_id = ?", (two[0],))}
    merge.merge(desk, other, two[0])
    assert desk.book.value(keys, (other,)) == 0
