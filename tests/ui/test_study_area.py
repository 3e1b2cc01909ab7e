"""Area 6: every key of it, noting in seconds, the people behind a figure, and both languages at all sizes."""

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from ui_world import NOW, Builder, play, sit

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.book.models import Conversation, CrossCheck, Observation
from netz_tui.desk import study
from netz_tui.desk.study import entry
from netz_tui.ui.keys import KEYS
from netz_tui.ui.panes.study_lines import Narrowing, Questions
from netz_tui.ui.panes.study_plot import PlotPane
from netz_tui.ui.study_area import StudyArea

HOSTILE = "Zoë [b]Böse[/b] [@click=app.quit]x[/]"
CASES: dict[Any, Any] = {}


@pytest.fixture(scope="session")
def studied(built, tmp_path_factory):
    """The small world with a log of two years: six ties, leads, cross-checks, views, places, items and events."""
    path = shutil.copy(built, tmp_path_factory.mktemp("studied") / "book.sqlite")
    with open_book(path) as book:
        make = Builder(book)
        desk = make.desk
        numbers = iter(range(7_000, 8_000))
        desk.uid = lambda: f"uid-{next(numbers)}"
        today = NOW.date()
        lang = book.value("SELECT id FROM people WHERE name = 'Dr. Petra Lang'")
        ties = [make.know(name, "c", lang) for name in ("Ada A", "Bo B", "Cy C", "Di D", "Ed E")]
        ties.append(make.know(HOSTILE, "b", org="[ACME]"))
        with book.action("log", "Log", desk.now()) as action:
            for place, person in enumerate(ties):
                for month in range(20 - 3 * place):
                    at = NOW - timedelta(days=600 - 30 * month)
                    action.insert(Conversation, person=person, kind="call", at=at, outcome="reached")
                answer = "knows" if place % 2 else "not_at_all"
                action.insert(CrossCheck, introducer=lang, person=person, asked_at=NOW, answer=answer)
            for week in range(30):
                at = NOW - timedelta(days=7 * week)
                action.insert(Observation, kind="profile_views", platform="XING", at=at, value=20.0 - week / 2, days=7)
                action.insert(Observation, kind="search_position", platform="Google", at=at, value=5.0 + week)
        entry.event(desk, "XING", "Über mich [b]", today - timedelta(days=70))
        for person in ties:
            entry.add_lead(desk, person, "Stelle [b]bei[/b] ACME", today - timedelta(days=90))
    return path


@pytest.fixture
def path(studied, tmp_path):
    return shutil.copy(studied, tmp_path / "book.sqlite")


def area(seat):
    return seat.app.main.query_one(StudyArea)


def figures(seat):
    return {figure.label: figure for figure in area(seat).answer.figures}


async def answered(seat):
    number = area(seat)._asked
    await seat.until(lambda: area(seat).answer is not None and area(seat).answer.id == area(seat)._question, "answer")
    await seat.until(lambda: area(seat)._facts is not None and number == area(seat)._asked)
    await seat.app.workers.wait_for_complete([one for one in seat.app.workers if one.group == "study"])
    await seat.still()


async def enter(seat):
    await seat.press("6")
    await seat.until(lambda: seat.app.area == "study")
    await answered(seat)


async def to(seat, question):
    while area(seat)._question != question:
        await seat.press("right")
    await answered(seat)


async def on_figure(seat, label):
    figure = next(one for one in area(seat).answer.figures if area(seat).figures.rows.label(one).startswith(label))
    assert area(seat).figures.rows.move_to_id(figure.id)
    await seat.still()


def case(*key_ids):
    def register(scene):
        for key_id in key_ids:
            assert key_id not in CASES
            CASES[key_id] = scene
        return scene

    return register


@pytest.mark.parametrize("name", ["questions", "narrowing", "people", "report", "panes", "noting"])
def test_keys_do_what_their_labels_say(path, tmp_path, name):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await globals()[name](seat, tmp_path)

    play(scene())


def test_no_key_is_left_out():
    assert set(CASES) == {key.id for key in KEYS if key.place == "study"}


@case("study.previous", "study.following")
async def questions(seat, _folder):
    assert "‹Work›" in seat.screen
    seen = []
    for _question in study.QUESTIONS:
        seen.append(area(seat).answer.id)
        await seat.press("right")
        await answered(seat)
    assert seen == [question.id for question in study.QUESTIONS]
    assert area(seat).answer.id == "leads"
    await seat.press("left")
    await answered(seat)
    assert "‹Goals›" in seat.screen
    assert "How far are your goals?" in seat.screen
    await seat.press("left")
    await answered(seat)
    assert "Dr. Petra Lang" in seat.screen


@case("study.range", "study.ground", "study.platform", "study.introducer", "study.leave")
async def narrowing(seat, _folder):
    assert figures(seat)["leads"].value == "6"
    await seat.press("b", "b")
    await answered(seat)
    assert figures(seat)["leads"].value == "0", "the ground was given after the leads"
    assert "b: met in person" in seat.text_of(area(seat).query_one(Narrowing))
    await seat.press("r", "5")
    await answered(seat)
    assert area(seat).lens.since == NOW.date() - timedelta(days=91)
    assert "the last 3 months" in seat.screen
    await seat.press("escape")
    await answered(seat)
    assert area(seat).lens == study.Lens()
    assert figures(seat)["leads"].value == "6"
    await seat.press("p", "1")
    await answered(seat)
    assert area(seat).lens.platform == "XING"
    await seat.press("escape", "v", "j", "enter")
    await answered(seat)
    assert "Dr. Petra Lang" in seat.text_of(area(seat).query_one(Narrowing))
    assert figures(seat)["leads"].value == "5"
    await seat.press("v", "enter")
    await answered(seat)
    assert area(seat).lens.introducer is None


@case("study.people")
async def people(seat, _folder):
    await on_figure(seat, "leads")
    await seat.press("enter")
    await seat.until(lambda: seat.dialog == "BehindFigure")
    assert "6 people" in seat.screen
    assert HOSTILE in seat.screen
    assert "Stelle [b]bei[/b] ACME" in seat.screen
    await seat.press("enter")
    await seat.until(lambda: seat.app.area == "contacts")
    await seat.still()
    assert HOSTILE in seat.screen
    await seat.press("6")
    await answered(seat)
    await on_figure(seat, "All leads")
    await seat.press("enter")
    assert "This is a heading." in seat.flash


@case("study.write")
async def report(seat, folder):
    seat.desk.settings = seat.desk.settings._replace(paths={"exports": str(folder)})
    await seat.press("e", "h", "n", "enter")
    page = folder / "netz-report-2026-11-24.html"
    await seat.until(page.exists)
    await seat.until(lambda: "written" in seat.flash)
    assert "Dr. Petra Lang" in page.read_text(encoding="utf-8")
    await seat.press("e", "h", "p", "enter")
    await seat.until(lambda: seat.told)
    assert "exists already" in seat.told[0]
    await seat.press("e", "c", "p", "enter")
    table = folder / "netz-report-2026-11-24" / "trust.csv"
    await seat.until(table.exists)
    await seat.app.workers.wait_for_complete([one for one in seat.app.workers if one.group == "flow"])
    assert "Lang" not in table.read_text(encoding="utf-8")


@case("study.next", "study.back")
async def panes(seat, _folder):
    await to(seat, "reputation")
    plot = area(seat).query_one(PlotPane)
    assert "Views of the profile per week" in seat.text_of(plot)
    assert "1 15/09/2026 Über mich [b]" in seat.text_of(plot)
    await on_figure(seat, "Google: last half year")
    await seat.until(lambda: "Place of the own name" in seat.text_of(plot))
    await seat.press("tab")
    assert plot.has_focus
    await seat.press("shift+tab")
    assert area(seat).figures.rows.has_focus
    await seat.pilot.resize_terminal(60, 20)
    await seat.still()
    assert not plot.display
    await seat.press("tab")
    assert plot.display
    assert not area(seat).figures.display
    await seat.press("escape")
    assert area(seat).figures.rows.has_focus
    assert "place 17" in seat.screen


@case("study.add")
async def noting(seat, folder):
    steps = len(seat.labels())
    await seat.press("a", "v", "1")
    await seat.type("23")
    await seat.press("f2")
    await seat.press("a", "s", "1", "f2")
    await seat.press("a", "e")
    await seat.type("Vortrag\tXING\tgestern")
    await seat.press("enter")
    await seat.press("a", "c", "1", "1")
    await seat.until(lambda: seat.labels()[-1] == "Profile on XING: photo done")
    assert "✓ photo" in seat.screen
    await seat.press("escape")
    await seat.press("a", "l")
    await seat.type("Ada A")
    await seat.press("enter", "n")
    await seat.type("Projekt")
    await seat.press("f2")
    await seat.press("a", "l")
    await seat.type("Ada A")
    await seat.press("enter", "1", "i", "enter")
    assert seat.labels()[steps:] == [
        "23 views on XING noted",
        "Noted: Google does not find the name",
        "Event Vortrag noted",
        "Profile on XING: photo done",
        "Lead through Ada A noted",
        "Interview through Ada A noted",
    ]
    await answered(seat)
    assert figures(seat)["leads"].value == "7"
    await seat.press("u", "u")
    await answered(seat)
    assert figures(seat)["leads"].value == "6"
    await counts(seat, folder)


async def counts(seat, folder):
    """A file of counts: shown first, with what is wrong in it, then taken in, and again without change."""
    (folder / "views.csv").write_text("Datum;Aufrufe\n01.10.2025;12\n08.10.2025;x\n15.10.2025;9\n", encoding="utf-8")
    before = seat.value("SELECT count(*) FROM observations")
    for taken in (2, 0):
        await seat.press("a", "f", "ctrl+u")
        await seat.paste(str(folder / "views.csv"))
        await seat.press("enter", "1")
        assert seat.dialog == "Choose", (seat.told, seat.dialog)
        assert "2 counts, 01/10/2025 to 15/10/2025" in seat.screen
        assert "line 3: “x” is no count" in seat.screen
        await seat.press("y")
        await seat.until(lambda: seat.dialog == "Main")
        if taken:
            assert seat.labels()[-1] == "2 counts from views.csv taken in"
        else:
            assert "nothing changed" in seat.flash
        assert seat.value("SELECT count(*) FROM observations") == before + 2


def test_a_lead_is_noted_from_a_persons_page(path):
    async def scene():
        async with sit(path, size=(140, 60)) as seat:
            await seat.press("2")
            await seat.until(lambda: seat.app.area == "contacts")
            await seat.press("L", "n")
            await seat.until(lambda: seat.dialog == "Form")
            await seat.type("Stelle")
            await seat.press("tab", "end", *["backspace"] * 10)
            await seat.type("20.11.")
            await seat.press("enter")
            await seat.until(lambda: seat.dialog == "Main")
            assert seat.labels()[-1].startswith("Lead through ")
            assert seat.value("SELECT at FROM leads ORDER BY id DESC LIMIT 1").startswith("2026-11-20")
            await seat.until(lambda: "20/11/2026  hint  Stelle" in seat.screen)

    play(scene())


def test_a_wrong_day_or_number_is_said_in_the_form(path):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await seat.press("a", "v", "1")
            await seat.type("viele")
            await seat.press("f2")
            assert "A whole number" in seat.screen
            await seat.press("ctrl+u")
            await seat.paste("9" * 5_000)
            await seat.press("f2")
            assert "from 0 to 10,000,000" in seat.screen
            await seat.press("ctrl+u")
            await seat.type("5")
            await seat.press("tab", "end", *["backspace"] * 10)
            await seat.type("1.1.2030")
            await seat.press("f2")
            assert "still to come" in seat.screen

    play(scene())


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_question_is_whole_at_every_size_and_without_signs(path, language):
    """No figure is cut, in any of the languages, at the smallest size as at the largest, in ASCII too."""
    i18n.setup(language)

    async def scene():
        async with sit(path, ascii_only=True) as seat:
            await enter(seat)
            for size in ((60, 20), (80, 24), (120, 40)):
                await seat.pilot.resize_terminal(*size)
                await seat.still()
                for _question in study.QUESTIONS:
                    await seat.press("right")
                    await answered(seat)
                    assert all(line.isascii() for line in seat.lines), seat.screen
                    listed = area(seat).figures.rows
                    for figure in area(seat).answer.figures:
                        if not figure.value:
                            continue
                        painted = " ".join(
                            line.plain for line in listed.paint(figure, listed.size.width - 2, False, False)
                        )
                        for text in (figure.value, figure.interval):
                            assert text.replace("\N{NO-BREAK SPACE}", " ") in painted, (size, text, painted)
                    assert area(seat).query_one(Questions).display

    play(scene())


def test_it_does_without_colours(path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            for _question in study.QUESTIONS:
                await seat.press("right")
                await answered(seat)
            assert "‹Work›" in seat.screen
            assert "hint 6" in seat.text_of(area(seat).query_one(PlotPane))

    play(scene())


def test_an_empty_book_says_what_to_do_next(tmp_path):
    open_book(tmp_path / "new.sqlite").close()

    async def scene():
        async with sit(tmp_path / "new.sqlite") as seat:
            await seat.press("escape")
            await enter(seat)
            for _question in study.QUESTIONS:
                await seat.press("right")
                await answered(seat)
                assert "not enough data yet: 0 of" in seat.screen

    play(scene())


def test_the_plotting_widget_is_loaded_only_in_the_area():
    import subprocess
    import sys

    code = "import sys, netz_tui.ui.app; sys.exit('textual_plot' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_clock_is_the_desks(path):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            assert area(seat)._facts.today == date(2026, 11, 24)
            seat.clock.moment = datetime(2026, 12, 24, 12, tzinfo=UTC)
            area(seat)._facts = None
            await seat.press("right")
            await answered(seat)
            assert area(seat)._facts.today == date(2026, 12, 24)

    play(scene())
