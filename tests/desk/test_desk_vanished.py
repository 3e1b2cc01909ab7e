"""A file that no longer names many of its source's contacts is asked about; single cards never are."""

import pytest
from desk_world import content
from intake_files import connections, vcard, write

from netz_tui.desk import edit, erase, history
from netz_tui.desk.intake import Vanished, take_in
from netz_tui.desk.intake_words import changes
from netz_tui.desk.vanished import Loss, known_from, loss

LINKEDIN = "linkedin-connections"


def linkedin(path, *slugs):
    return write(path, connections(*((one, "Roth", one, "", "", "") for one in slugs)))


def cards(path, *names):
    return write(path, *(vcard(f"Karte {name}", f"UID:{name}") for name in names))


@pytest.mark.parametrize(
    ("form", "known", "named", "asks"),
    [
        (LINKEDIN, 10, range(8), False),
        (LINKEDIN, 10, range(7), True),
        (LINKEDIN, 0, range(3), False),
        (LINKEDIN, 10, (), True),
        ("xing-contacts", 10, range(50, 60), True),
        ("vcard", 10, range(7), True),
        ("vcard", 10, range(8), False),
        ("vcard", 10, range(1), False),
        ("vcard", 10, range(50, 60), False),
        ("csv", 10, (), False),
    ],
)
def test_more_than_a_fifth(form, known, named, asks):
    found = loss(form, set(range(known)), set(named))
    assert (found is not None) is asks
    if found:
        assert found == Loss(form, known - len(set(named) & set(range(known))), known)


def test_nothing_is_changed_until_it_is_wanted(desk, tmp_path):
    take_in(desk, linkedin(tmp_path / "a.csv", *"abcdefghij"))
    before = content(desk.book)
    file = linkedin(tmp_path / "b.csv", *"abcdefg", "neu")
    with pytest.raises(Vanished, match=r"b\.csv lacks 3 of the 10 contacts") as raised:
        take_in(desk, file, wary=True)
    assert raised.value.template.format(**raised.value.params) == str(raised.value)
    assert content(desk.book) == before
    report = take_in(desk, file, wary=True, dry_run=True)
    assert report.vanished == [Loss(LINKEDIN, 3, 10)]
    assert content(desk.book) == before
    assert take_in(desk, file).added == 1
    assert len(known_from(desk, LINKEDIN)) == 11


def test_sources_do_not_mix_and_undo_forgets_them(desk, tmp_path):
    take_in(desk, linkedin(tmp_path / "a.csv", *"abcdefghij"))
    assert take_in(desk, cards(tmp_path / "a.vcf", "a", "b"), wary=True).added == 2
    history.undo(desk)
    history.undo(desk)
    assert known_from(desk, LINKEDIN) == set()
    assert take_in(desk, linkedin(tmp_path / "b.csv", "a"), wary=True).added == 1


def test_a_visiting_card_of_somebody_known_is_no_newer_address_book(desk, tmp_path):
    take_in(desk, cards(tmp_path / "a.vcf", *"abcde"))
    assert take_in(desk, cards(tmp_path / "b.vcf", "b"), wary=True).known == 1
    assert take_in(desk, cards(tmp_path / "c.vcf", "x", "y"), wary=True).added == 2
    with pytest.raises(Vanished):
        take_in(desk, cards(tmp_path / "d.vcf", "a", "b"), wary=True)


def test_who_was_erased_is_not_missed(desk, tmp_path):
    take_in(desk, linkedin(tmp_path / "a.csv", *"abcd"))
    known = known_from(desk, LINKEDIN)
    erase.erase(desk, max(known))
    assert known_from(desk, LINKEDIN) == known - {max(known)}
    assert take_in(desk, linkedin(tmp_path / "b.csv", *"abc"), wary=True).known == 3


def test_what_changed_is_told_in_words(world, tmp_path):
    desk = world.desk
    take_in(desk, write(tmp_path / "a.vcf", vcard("Udo Roth", "UID:udo", "ORG:Alt\\; AG", "ADR:;;;Ulm;;;")))
    udo = desk.book.value("SELECT id FROM people WHERE uid = 'udo'")
    edit.edit(desk, udo, {"city": "Bonn"})
    lines = ("UID:udo", "ORG:Neu\\; AG", "ADR:;;;Köln;;;", "TEL:0731 1", "CATEGORIES:messe", "X-A:1")
    report = take_in(desk, write(tmp_path / "b.vcf", vcard("Udo Roth", *lines)))
    (line, name, detail) = report.details[0]
    assert (line, name) == (1, "Udo Roth")
    assert detail == "org: Alt; AG → Neu; AG; city: Bonn → Köln; extra; phone: 0731 1; tag: messe"
    assert list(changes(report)) == [
        (
            "line 1: ",
            "Udo Roth, company: Alt; AG → Neu; AG; city: Bonn → Köln; further properties; phone: 0731 1; tag: messe",
        )
    ]
    assert report.as_data()["changes"] == [{"line": 1, "name": "Udo Roth", "detail": detail}]
