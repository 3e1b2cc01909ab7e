"""A file that no longer names many of its source's contacts is asked about; single cards never are."""

import pytest
from desk_world import content
from intake_files import archive, connections, profile, vcard, write

from netz_tui.desk import edit, erase, history
from netz_tui.desk.intake import Vanished, take_in
from netz_tui.desk.intake_words import changes
from netz_tui.desk.vanished import Loss, states, step

LINKEDIN = "linkedin-connections"


def linkedin(path, *slugs):
    return write(path, connections(*((one, "Roth", one, "", "", "") for one in slugs)))


def known_from(desk, form):
    return set().union(*states(desk, form).values())


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
    found = step(form, {1: set(range(known))} if known else {}, set(named))
    assert (found.loss is not None) is asks
    if found.loss:
        assert found.loss == Loss(form, known - len(set(named) & set(range(known))), known)


@pytest.mark.parametrize(
    ("named", "base"),
    [
        (range(9), 1),
        (range(5, 30), 1),
        (range(6, 30), 0),
        (range(100, 130), 2),
        (range(500, 505), 4),
        (range(900, 905), 0),
    ],
    ids=["shrunk", "half", "less than half", "other account", "latest of equals", "strangers"],
)
def test_a_file_goes_on_from_the_list_it_is_most_like(named, base):
    lists = {1: set(range(10)), 2: set(range(100, 130)), 3: set(range(500, 506)), 4: set(range(499, 505))}
    assert step(LINKEDIN, lists, set(named)).base == base


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
    assert len(known_from(desk, LINKEDIN)) == 8


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


def test_what_was_accepted_is_what_the_next_file_is_compared_with(desk, tmp_path):
    take_in(desk, linkedin(tmp_path / "a.csv", *"abcdefghij"))
    fewer = linkedin(tmp_path / "b.csv", *"abcde")
    with pytest.raises(Vanished, match=r"5 of the 10"):
        take_in(desk, fewer, wary=True)
    assert take_in(desk, fewer).change
    before = content(desk.book)
    for _ in range(2):
        report = take_in(desk, fewer, wary=True)
        assert not report.change
        assert not report.vanished
        assert content(desk.book) == before
    with pytest.raises(Vanished, match=r"2 of the 5"):
        take_in(desk, linkedin(tmp_path / "c.csv", *"abc"), wary=True)
    assert take_in(desk, linkedin(tmp_path / "d.csv", *"abcdefgh"), wary=True).known == 8
    with pytest.raises(Vanished, match=r"3 of the 8"):
        take_in(desk, fewer, wary=True)


def test_a_few_who_leave_each_time_are_not_added_up(desk, tmp_path):
    take_in(desk, linkedin(tmp_path / "0.csv", *"abcdefghij"))
    for number in range(9, 4, -1):
        report = take_in(desk, linkedin(tmp_path / f"{number}.csv", *"abcdefghij"[:number]), wary=True)
        assert not report.vanished
        assert len(known_from(desk, LINKEDIN)) == number


def test_undo_takes_the_acceptance_back_too(desk, tmp_path):
    take_in(desk, linkedin(tmp_path / "a.csv", *"abcdefghij"))
    fewer = linkedin(tmp_path / "b.csv", *"abcde", "neu")
    take_in(desk, fewer)
    history.undo(desk)
    with pytest.raises(Vanished, match=r"5 of the 10"):
        take_in(desk, fewer, wary=True)
    history.redo(desk)
    assert not take_in(desk, fewer, wary=True).change
    assert len(known_from(desk, LINKEDIN)) == 6


def test_two_accounts_take_turns(desk, tmp_path):
    mine, hers = linkedin(tmp_path / "a.csv", *"abcdefghij"), linkedin(tmp_path / "b.csv", *"jklmnopqrst")
    take_in(desk, mine)
    with pytest.raises(Vanished, match=r"9 of the 10"):
        take_in(desk, hers, wary=True)
    take_in(desk, hers)
    for file in (mine, hers, mine, hers):
        assert not take_in(desk, file, wary=True).change
    with pytest.raises(Vanished, match=r"4 of the 11"):
        take_in(desk, linkedin(tmp_path / "c.csv", *"jklmnop"), wary=True)
    with pytest.raises(Vanished, match=r"3 of the 10"):
        take_in(desk, linkedin(tmp_path / "d.csv", *"abcdefg"), wary=True)


def test_some_people_passed_on_are_no_state_of_the_address_book(desk, tmp_path):
    take_in(desk, cards(tmp_path / "a.vcf", *"abcdefghij"))
    for name in "bcx":
        take_in(desk, write(tmp_path / "b.vcf", vcard(f"Karte {name}", f"UID:{name}", "TEL:0731 1")), wary=True)
    some = cards(tmp_path / "c.vcf", "a", "b", "x")
    with pytest.raises(Vanished, match=r"8 of the 10"):
        take_in(desk, some, wary=True)
    take_in(desk, some)
    assert not take_in(desk, some, wary=True).change
    assert take_in(desk, cards(tmp_path / "d.vcf", *"abcdefghi"), wary=True).known == 9
    with pytest.raises(Vanished, match=r"4 of the 9"):
        take_in(desk, cards(tmp_path / "e.vcf", *"abcde"), wary=True)


def test_who_is_known_from_elsewhere_belongs_to_the_list_all_the_same(desk, tmp_path):
    take_in(desk, write(tmp_path / "a.vcf", *(vcard(f"{one} Roth", f"URL:{profile(one)}") for one in "abcde")))
    take_in(desk, linkedin(tmp_path / "a.csv", *"abcdefghij"))
    with pytest.raises(Vanished, match=r"5 of the 10"):
        take_in(desk, linkedin(tmp_path / "b.csv", *"fghij"), wary=True)
    assert not take_in(desk, linkedin(tmp_path / "a.csv", *"abcdefghij"), wary=True).change


def test_the_members_of_an_archive_are_one_list(desk, tmp_path):
    def zipped(name, *names):
        return archive(tmp_path / name, **{f"{one}.vcf": vcard(f"Karte {one}", f"UID:{one}") for one in names})

    take_in(desk, zipped("a.zip", *"abcdefghij"))
    with pytest.raises(Vanished, match=r"5 of the 10"):
        take_in(desk, zipped("b.zip", *"abcde"), wary=True)
    take_in(desk, zipped("b.zip", *"abcde", "x"))
    assert not take_in(desk, zipped("b.zip", *"abcde", "x"), wary=True).change
    assert max(map(len, states(desk, "vcard").values())) == 6


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
