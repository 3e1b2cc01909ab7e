"""Noting for the study: each one step that can be undone; a file of counts looked at, taken in, and again."""

from datetime import date, timedelta

import pytest
from desk_world import add_person, content, labels, stand

from netz_tui.desk import history
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.study import counts as study_counts
from netz_tui.desk.study import entry, facts

TODAY = date(2026, 11, 24)
DAY = date(2026, 11, 20)


def undone(desk, before):
    """Undo the latest step and tell whether the book is as it was; redo it."""
    history.undo(desk)
    same = content(desk.book) == before
    history.redo(desk)
    return same


def sights(desk):
    return [(one.kind, one.platform, one.day, one.value, one.days, one.note) for one in facts.read(desk).sights]


@pytest.mark.parametrize(
    ("note", "label", "kept"),
    [
        (
            lambda desk: entry.views(desk, "XING", 23, DAY),
            "23 views on XING noted",
            ("profile_views", "XING", DAY, 23, 7, ""),
        ),
        (
            lambda desk: entry.views(desk, "XING", 0, DAY, 30),
            "0 views on XING noted",
            ("profile_views", "XING", DAY, 0, 30, ""),
        ),
        (
            lambda desk: entry.place(desk, "Google", 4, DAY),
            "Place 4 on Google noted",
            ("search_position", "Google", DAY, 4, 7, ""),
        ),
        (
            lambda desk: entry.place(desk, "Google", None, DAY),
            "Noted: Google does not find the name",
            ("search_position", "Google", DAY, None, 7, ""),
        ),
        (
            lambda desk: entry.tick(desk, "XING", "Foto", DAY, done=True),
            "Profile on XING: Foto done",
            ("profile_item", "XING", DAY, 1, 7, "Foto"),
        ),
        (
            lambda desk: entry.event(desk, "", "Vortrag", DAY),
            "Event Vortrag noted",
            ("event", "", DAY, None, 7, "Vortrag"),
        ),
    ],
)
def test_a_note_is_one_step_and_undone_by_one(desk, note, label, kept):
    before, steps = content(desk.book), len(labels(desk))
    note(desk)
    assert labels(desk)[steps:] == [label]
    assert sights(desk) == [kept]
    assert undone(desk, before)


def test_a_figure_of_the_same_day_is_corrected_not_doubled(desk):
    entry.views(desk, "XING", 23, DAY)
    entry.views(desk, "XING", 32, DAY)
    entry.views(desk, "LinkedIn", 5, DAY)
    entry.place(desk, "Google", 9, TODAY)
    entry.place(desk, "Google", None, TODAY)
    entry.event(desk, "XING", "Foto neu", DAY)
    entry.event(desk, "XING", "Vortrag", DAY)
    assert [(one[1], one[3], one[5]) for one in sights(desk)] == [
        ("XING", 32, ""),
        ("LinkedIn", 5, ""),
        ("XING", None, "Foto neu"),
        ("XING", None, "Vortrag"),
        ("Google", None, ""),
    ]


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        (lambda desk: entry.views(desk, "XING", 1, TODAY + timedelta(days=1)), "still to come"),
        (lambda desk: entry.views(desk, "XING", -1, DAY), "0 or more"),
        (lambda desk: entry.views(desk, "XING", 1, DAY, 0), "1 to 400"),
        (lambda desk: entry.views(desk, " \x1b", 1, DAY), "missing"),
        (lambda desk: entry.views(desk, "XING", 10**400, DAY), "up to 10000000"),
        (lambda desk: entry.place(desk, "Google", 0, DAY), "from 1 to"),
        (lambda desk: entry.place(desk, "Google", 10**400, DAY), "from 1 to"),
        (lambda desk: entry.event(desk, "XING", "", DAY), "missing"),
        (lambda desk: entry.reach(desk, 99, "offer", DAY), "not there any more"),
        (lambda desk: entry.add_lead(desk, 9_999, "", DAY), "not there any more"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(desk, note, sentence):
    before = content(desk.book)
    with pytest.raises(BookProblem, match=sentence):
        note(desk)
    assert content(desk.book) == before


def test_a_lead_is_noted_with_who_brought_the_person_in_and_gets_on_step_by_step(desk):
    kuehn = add_person(desk, "Jens K", contact=True)
    stand(desk, kuehn, "a")
    anna = add_person(desk, "Anna B", contact=True)
    stand(desk, anna, "c", kuehn)
    entry.add_lead(desk, anna, "Leitung Einkauf", DAY)
    (lead,) = entry.leads_of(desk, anna)
    assert (lead.day, lead.stage, lead.note) == (DAY, "hint", "Leitung Einkauf")
    with pytest.raises(BookProblem, match="before its hint"):
        entry.reach(desk, lead.id, "interview", DAY - timedelta(days=1))
    before = content(desk.book)
    entry.reach(desk, lead.id, "interview", TODAY)
    assert undone(desk, before)
    with pytest.raises(BookProblem, match="noted already"):
        entry.reach(desk, lead.id, "interview", TODAY)
    entry.reach(desk, lead.id, "application", DAY)
    entry.reach(desk, lead.id, "lost", TODAY)
    (found,) = facts.read(desk).leads
    assert (found.person, found.introducer, found.closed) == (anna, kuehn, TODAY)
    assert found.stages == {"interview": TODAY, "application": DAY}
    assert entry.leads_of(desk, anna)[0].stage == "lost"
    assert labels(desk)[-1] == "Lost lead through Anna B noted"


def test_who_is_known_besides_brought_the_lead_alone(desk):
    kuehn, anna = add_person(desk, "Jens K", contact=True), add_person(desk, "Anna B", contact=True)
    stand(desk, kuehn, "a")
    stand(desk, anna, "c", kuehn)
    stand(desk, anna, "b")
    entry.add_lead(desk, anna, "", DAY)
    assert facts.read(desk).leads[0].introducer is None


def test_items_and_platforms_noted_come_before_those_proposed(desk):
    assert entry.platforms(desk, "profile_views") == ["XING", "LinkedIn"]
    assert entry.items(desk, "XING") == []
    entry.views(desk, "Malt", 3, DAY)
    entry.tick(desk, "XING", "Foto", DAY, done=True)
    entry.tick(desk, "XING", "Foto", TODAY, done=False)
    assert entry.platforms(desk, "profile_views") == ["Malt", "XING", "LinkedIn"]
    assert entry.items(desk, "XING") == [("Foto", False)]


# Counts from a file

GERMAN = "Datum;Aufrufe\n03.11.2026;1.204\n10.11.2026;18\n\n17.11.2026;0\n"
ENGLISH = "week ending,profile views,platform,days\n2026-11-03,12,LinkedIn,7\n17/11/2026,30,XING,14\n"


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "aufrufe.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_whatever_its_encoding(desk, tmp_path, encoding):
    counts = study_counts.look(desk, write(tmp_path, GERMAN + "24.11.2026;7;für mich\n", encoding), "XING")
    assert [(row.platform, row.day.day, row.days, row.views) for row in counts.rows] == [
        ("XING", 3, 7, 1204), ("XING", 10, 7, 18), ("XING", 17, 7, 0), ("XING", 24, 7, 7),
    ]  # fmt: skip
    assert counts.problems == []


def test_columns_are_found_by_their_names_in_any_order(desk, tmp_path):
    counts = study_counts.look(desk, write(tmp_path, ENGLISH))
    assert counts.rows == [
        study_counts.Row("LinkedIn", date(2026, 11, 3), 7, 12),
        study_counts.Row("XING", date(2026, 11, 17), 14, 30),
    ]


def test_each_bad_line_is_told_and_takes_no_other_with_it(desk, tmp_path):
    bad = (
        "31.11.2026;5\n01.11.2026;viele\n01.12.2026;5\n02.11.2026;-3\n03.11.2026;9\n04.11.2026\n05.11.2026;"
        + "9" * 5_000
        + "\n"
    )
    counts = study_counts.look(desk, write(tmp_path, GERMAN + bad), "XING")
    assert len(counts.rows) == 3
    told = {line: template.format(**params) for line, template, params in counts.problems}
    assert set(told) == {6, 7, 8, 9, 10, 11, 12}
    assert "31.11.2026" in told[6]
    assert "viele" in told[7]
    assert "still to come" in told[8]
    assert "twice" in told[10]
    assert study_counts.look(desk, write(tmp_path, GERMAN)).problems[0][1] == study_counts.NO_PLATFORM


@pytest.mark.parametrize("text", ["", "Hallo\n", "a;b\n1;2\n", "Datum;Ort\n03.11.2026;Ulm\n"])
def test_a_file_without_such_columns_is_refused(desk, tmp_path, text):
    with pytest.raises(study_counts.FileProblem, match="column names"):
        study_counts.look(desk, write(tmp_path, text))


def test_taking_in_is_one_step_and_a_second_time_changes_nothing(desk, tmp_path):
    before, steps = content(desk.book), len(labels(desk))
    path = write(tmp_path, GERMAN)
    assert study_counts.take_in(desk, study_counts.look(desk, path, "XING"))
    assert labels(desk)[steps:] == ["3 counts from aufrufe.csv taken in"]
    assert undone(desk, before)
    after = content(desk.book)
    assert not study_counts.take_in(desk, study_counts.look(desk, path, "XING"))
    assert content(desk.book) == after
    write(tmp_path, GERMAN.replace(";18", ";19"))
    assert study_counts.take_in(desk, study_counts.look(desk, path, "XING"))
    assert [one[3] for one in sights(desk)] == [1204, 19, 0]
