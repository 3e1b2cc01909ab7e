"""What the study reads from the book: each of these is a case that a plain count gets wrong."""

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from desk_world import Clock, desk_on, reached, stand
from intake_files import connections, profile, vcard, write

from netz_tui.book.book import open_book
from netz_tui.book.models import Conversation, CrossCheck, Import, ImportRow, Lead, LeadStage
from netz_tui.desk import edit, grounds, intake, study
from netz_tui.desk.people import insert_person
from netz_tui.desk.study import Lens, leads, ties, trust
from netz_tui.desk.study import facts as study_facts
from netz_tui.desk.study.states import Held, states
from netz_tui.study.episodes import spells_by_state

TODAY = date(2026, 11, 24)


def at(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    return Clock(at(date(2023, 1, 2)))


@pytest.fixture
def desk(fresh_book, tmp_path, clock):
    with open_book(shutil.copy(fresh_book, tmp_path / "book.sqlite")) as book:
        yield desk_on(book, clock)


def on(clock, year, month, day):
    clock.moment = at(date(year, month, day))


def read(desk, clock):
    clock.moment = at(TODAY)
    return study_facts.read(desk)


def contact(desk, name, since=None):
    """Somebody who became a contact on the day of the clock, or was one before."""
    with desk.book.action("add_person", "{name} added", desk.now(), name=name) as action:
        return insert_person(action, desk, name, contact=1, contact_since=since or desk.now().date().isoformat())


def talked(desk, person, *days):
    with desk.book.action("log", "Log", desk.now()) as action:
        for day in days:
            action.insert(Conversation, person=person, kind="call", at=at(day), outcome="reached")


def lead(desk, person, day, **stages):
    with desk.book.action("lead", "Lead", desk.now()) as action:
        row = action.insert(Lead, person=person, at=at(day), stage="hint")
        for stage, reached_on in stages.items():
            action.insert(LeadStage, lead=row, stage=stage, at=at(reached_on))


def monthly(first, months):
    return [first + timedelta(days=30 * number) for number in range(months)]


def test_who_was_met_later_counts_as_met_only_from_then(desk, clock):
    kuehn = contact(desk, "Jens Kühn")
    stand(desk, kuehn, "a")
    anna = contact(desk, "Anna Berger")
    stand(desk, anna, "c", kuehn)
    talked(desk, anna, *monthly(date(2023, 1, 2), 47))
    lead(desk, anna, date(2023, 6, 1))
    on(clock, 2025, 6, 2)
    stand(desk, anna, "b")
    facts = read(desk, clock)
    tie = facts.ties[anna]
    assert tie.ground_on(date(2024, 1, 1)) == "c"
    assert tie.ground_on(TODAY) == "b"
    spells = spells_by_state([ties.history(tie, facts)], TODAY)
    gained = (date(2025, 6, 2) - tie.began).days
    assert [(one.entry, one.exit) for one in spells["c"]] == [(0, gained)]
    assert [(one.entry, one.event) for one in spells["b"]] == [(gained, False)]
    (pair,) = leads.chosen(facts, Lens())
    assert pair[1].ground == "c", "by the ground of today this lead would be one of ground b"
    assert leads.chosen(facts, Lens(ground="b")) == []
    rates = {figure.label: figure.cases for figure in leads.answer(facts, Lens()).figures if "-y" in figure.cases}
    assert rates["b: met in person"] == "0 in 1 contact-years"
    assert rates["c: through an introducer"] == "1 in 2 contact-years"


def test_a_lead_belongs_to_the_strength_of_its_day(desk, clock):
    """One call before the lead, a dozen because of it: by the strength of today it came through a strong tie."""
    anna = contact(desk, "Anna Berger")
    talked(desk, anna, date(2025, 11, 1), date(2026, 9, 1), *monthly(date(2026, 9, 2), 3))
    lead(desk, anna, date(2026, 9, 1))
    lead(desk, anna, TODAY)
    facts = read(desk, clock)
    assert [pair[1].band for pair in leads.chosen(facts, Lens())] == ["weak", "strong"]


def test_what_was_never_logged_is_neither_alive_nor_dead(desk, clock):
    for number in range(6):
        stand(desk, contact(desk, f"Still {number}"), "a")
    talked(desk, contact(desk, "Laut"), *monthly(date(2023, 1, 10), 47))
    facts = read(desk, clock)
    assert facts.unlogged == 6
    assert [one.who for one in ties.histories(facts, Lens())] == [7], "six zeros would be six dead or six alive"


def test_an_old_tie_is_watched_from_its_first_logged_conversation(desk, clock):
    """Before it, silence could not have been noticed: that time was survived by definition."""
    old = contact(desk, "Alt", "2010-05-01")
    talked(desk, old, date(2025, 3, 1), date(2025, 5, 1))
    facts = read(desk, clock)
    history = ties.history(facts.ties[old], facts)
    ((_ground, spell),) = history.spells(TODAY)
    assert spell.entry == (date(2025, 3, 1) - date(2010, 5, 1)).days
    later = ties.history(facts.ties[old], facts, since=date(2026, 1, 1))
    assert later.spells(TODAY)[0][1].entry == (date(2026, 1, 1) - date(2010, 5, 1)).days


def test_a_date_known_to_the_year_does_not_make_a_tie_older_than_it_may_be(desk, clock):
    old = contact(desk, "Alt", "2010")
    month = contact(desk, "Monat", "2012-02")
    for person in (old, month):
        talked(desk, person, date(2025, 3, 1))
    facts = read(desk, clock)
    assert facts.ties[old].began == date(2010, 12, 31)
    assert facts.ties[month].began == date(2012, 2, 29)


def test_who_is_still_alive_is_censored_and_no_survivor_of_a_longer_time(desk, clock):
    """Five ties of a hundred days are alive: that says nothing of a year; alive / all would say 100 %."""
    on(clock, 2026, 8, 16)
    for number in range(5):
        person = contact(desk, f"Neu {number}")
        talked(desk, person, date(2026, 8, 16), date(2026, 10, 1), date(2026, 11, 20))
    facts = read(desk, clock)
    curve = ties.curve([spell for one in ties.histories(facts, Lens()) for _s, spell in one.spells(TODAY)])
    assert curve.enough
    assert curve.events == 0
    assert curve.at(365).survival is None
    figures = {figure.label: figure for figure in ties.answer(facts, Lens()).figures}
    assert figures["still alive after 1 year"].value == "nothing can be said yet"
    assert figures["half of them last"].value.startswith("more than 3 months")


def test_weeks_without_any_log_are_no_silence(desk, clock):
    person = contact(desk, "Pause")
    days = monthly(date(2023, 1, 10), 12)
    talked(desk, person, *days, date(2026, 11, 20))
    facts = read(desk, clock)
    assert facts.blind
    assert ties.history(facts.ties[person], facts).ended is None
    talked(desk, contact(desk, "Andere"), *monthly(date(2023, 1, 10), 47))
    facts = read(desk, clock)
    assert ties.history(facts.ties[person], facts).ended == date(2023, 12, 6) + timedelta(days=241)


def listed(desk, path, form, *people):
    """Take in a file that names these people as such a list does."""
    urls = [desk.book.value("SELECT raw FROM handles WHERE person_id = ?", (person,)) for person in people]
    if form == "vcard":
        lines = [vcard("Egal", f"URL:{url}") for url in urls]
    else:
        lines = [connections(*(("Egal", "Roth", url.rpartition("/")[2], "", "", "") for url in urls))]
    intake.take_in(desk, write(path, *lines))


def test_who_is_missing_in_a_newer_list_was_removed_unless_it_is_no_newer_list(desk, clock, tmp_path):
    people = [contact(desk, f"Liste {number}") for number in range(4)]
    for number, person in enumerate(people):
        talked(desk, person, *monthly(date(2023, 1, 3), 47))
        edit.edit(desk, person, {"urls": profile(f"liste{number}")})
    file = tmp_path / "x"
    listed(desk, file, "linkedin", *people)
    on(clock, 2024, 5, 1)
    listed(desk, file, "linkedin", people[0])
    on(clock, 2024, 6, 1)
    listed(desk, file, "vcard", people[0])
    assert not any(tie.removed for tie in read(desk, clock).ties.values())
    on(clock, 2025, 2, 3)
    listed(desk, file, "linkedin", *people[:3])
    facts = read(desk, clock)
    assert facts.ties[people[3]].removed == date(2025, 2, 3)
    assert ties.history(facts.ties[people[3]], facts).ended == date(2025, 2, 3)
    on(clock, 2025, 9, 1)
    listed(desk, file, "linkedin", *people)
    assert not any(tie.removed for tie in read(desk, clock).ties.values())


def test_ground_c_is_held_while_the_introducer_stands_and_knows_of_it(desk, clock):
    kuehn = contact(desk, "Jens Kühn")
    stand(desk, kuehn, "a")
    anna = contact(desk, "Anna Berger")
    stand(desk, anna, "c", kuehn)
    reached(desk, anna)
    for answer, day in (("not_at_all", date(2023, 5, 1)), ("knows", date(2023, 9, 1))):
        with desk.book.action("check", "Check", desk.now()) as action:
            action.insert(CrossCheck, introducer=kuehn, person=anna, asked_at=at(day), answer=answer)
    on(clock, 2024, 3, 1)
    ground = desk.book.value("SELECT id FROM grounds WHERE person_id = ?", (kuehn,))
    grounds.fall(desk, ground, "weggezogen")
    facts = read(desk, clock)
    assert facts.ties[anna].states == (
        (date(2023, 1, 2), "c"),
        (date(2023, 5, 1), None),
        (date(2023, 9, 1), "c"),
        (date(2024, 3, 1), None),
    )


def test_the_best_ground_counts_and_one_that_stays_covers_one_that_falls():
    day = date(2024, 1, 1)
    later, end = day + timedelta(days=50), day + timedelta(days=90)
    assert states([Held("c", day, None), Held("a", later, end)]) == ((day, "c"), (later, "a"), (end, "c"))
    assert states([Held("b", day, later), Held("b", later, None)]) == ((day, "b"),)
    assert states([Held("b", day, later)]) == ((day, "b"), (later, None))
    assert states([]) == ()


def test_who_was_not_asked_about_is_unknown_and_a_pair_counts_once(desk, clock):
    kuehn = contact(desk, "Jens Kühn")
    stand(desk, kuehn, "a")
    people = [contact(desk, f"Zweit {number}") for number in range(8)]
    for person in people:
        stand(desk, person, "c", kuehn)
    with desk.book.action("check", "Check", desk.now()) as action:
        for person in people[:5]:
            action.insert(CrossCheck, introducer=kuehn, person=person, asked_at=at(date(2024, 1, 1)), answer="vaguely")
        action.insert(CrossCheck, introducer=kuehn, person=people[0], asked_at=at(date(2024, 2, 1)), answer="knows")
    facts = read(desk, clock)
    found = [trust.knows(check) for _who, _person, check in trust.cases(facts, Lens())]
    assert sorted(found, key=str) == [False, False, False, False, None, None, None, True]
    figures = [figure for figure in trust.answer(facts, Lens()).figures if figure.person == kuehn]
    assert figures[0].value == "20%", "1 of 8 or 1 of 6 would count who was never asked, or one pair twice"
    assert trust.cases(facts, Lens(since=date(2024, 1, 15)))[0][1] == people[0]


def test_a_lens_narrows_and_names_what_it_can_be_set_to(desk, clock):
    kuehn = contact(desk, "Jens Kühn")
    stand(desk, kuehn, "a")
    anna, bert = contact(desk, "Anna Berger"), contact(desk, "Bert Öl")
    stand(desk, anna, "c", kuehn)
    with desk.book.action("import", "Import", desk.now()) as action:
        taken = action.insert(Import, file="x.json", format="xing", encoding="utf-8", at=desk.now())
        action.insert(ImportRow, import_=taken, line=1, outcome="added", person=bert)
    talked(desk, anna, date(2024, 1, 1))
    talked(desk, bert, date(2024, 1, 1))
    facts = read(desk, clock)
    assert study.choices(facts) == (("XING",), ((kuehn, 1),))
    assert [tie.person for tie in ties.seen(facts, Lens(platform="XING"))] == [bert]
    assert [tie.person for tie in ties.seen(facts, Lens(introducer=kuehn))] == [anna]
    assert study.since(TODAY, 365) == date(2025, 11, 24)
    assert study.since(TODAY, 0) is None


@pytest.mark.parametrize("question", [question.id for question in study.QUESTIONS])
def test_an_empty_book_is_answered_without_a_number(desk, clock, question):
    answer = study.answer_to(read(desk, clock), question, Lens())
    said = [figure.value for figure in answer.figures if figure.value and figure.interval]
    assert said == []
    assert any("not enough data yet: 0 of" in figure.value for figure in answer.figures)
    assert all(figure.bias for figure in answer.figures if figure.value)
