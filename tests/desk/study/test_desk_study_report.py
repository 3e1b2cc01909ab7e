"""The report: whole, private, in both languages; and without any name, free text or small count if that is asked."""

import csv
import io
import re
import shutil
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from desk_world import Clock, desk_on

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.desk import study
from netz_tui.desk.study import Lens, report, veil
from netz_tui.desk.study import facts as study_facts
from netz_tui.study import privacy

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def demo(demo_book, tmp_path):
    with open_book(shutil.copy(demo_book, tmp_path / "demo.sqlite")) as book:
        yield desk_on(book, Clock(NOW))
    i18n.setup("en")


def free_text(desk):
    """Every name and every text that somebody typed or that came from outside."""
    rows = desk.book.rows(
        "SELECT name FROM people UNION SELECT note FROM leads UNION SELECT note FROM observations "
        "UNION SELECT family FROM people WHERE length(family) > 4 UNION SELECT org FROM people"
    )
    return {text for (text,) in rows if len(text) > 4}


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_holds_all_it_needs_and_asks_no_network(demo, language):
    i18n.setup(language)
    page = report.text(demo, "html")
    assert f'<html lang="{language}">' in page
    assert page.count("<svg") >= 8
    assert not re.search(r"<script|<link|<img|url\(|@import", page)
    assert set(re.findall(r"https?://[^\"'\s<]+", page)) == {"http://www.w3.org/2000/svg"}
    for question in study.QUESTIONS:
        assert study.answer_to(study.read(demo), question.id, Lens()).question in unescape(page)
    assert ("not enough data yet: 4 of 5" if language == "en" else "noch nicht genug Daten: 4 von 5") in page
    assert "Jens Kühn" in page


def test_pseudonymous_leaves_no_name_and_no_free_text(demo):
    known = free_text(demo)
    assert len(known) > 800
    for form in ("html", "markdown"):
        page = unescape(report.text(demo, form, pseudonymous=True)).replace("\\", "")
        assert [text for text in known if text in page and re.search(rf"\b{re.escape(text)}\b", page)] == []
        assert "Event 1" in page


def veiled(facts):
    """Return all figures that a pseudonymous report shows, with numbers or hidden, and the answers they came from."""
    answers = [study.answer_to(facts, question.id, Lens()) for question in study.QUESTIONS]
    kept = veil.figures(answers)
    return [figure for some in kept.values() for figure in some], answers


def test_pseudonymous_leaves_no_count_below_five(demo):
    figures, answers = veiled(veil.facts(study.read(demo)))
    numbers = [figure for figure in figures if figure.value and figure.value != "hidden"]
    assert len(numbers) > 40
    for figure in numbers:
        assert figure.enough
        assert min((len(cases) for cases in figure.cells), default=5) >= 5
    naive = [figure for answer in answers for figure in answer.figures if any(len(one) < 5 for one in figure.cells)]
    assert len(naive) > 20, "there is something to hide"
    page = report.text(demo, "html", pseudonymous=True)
    assert not re.search(r"\b[0-4] of \d+", page)
    assert not re.search(r"n = [0-4]\b", page)
    assert not re.search(r"[, ][0-4] (ended|watched|times?|not asked|in \d)", page)
    assert ">hidden<" in page


def test_no_small_count_follows_from_those_shown_by_subtracting_or_adding(demo):
    """21 came to an application and 13 to an interview, of 30 and 28 settled: two are open between the stages."""
    figures, answers = veiled(study.read(demo))
    shown = [cases for figure in figures for cases in figure.cells]
    assert not privacy._told([shown], 5)
    all_ = [cases for answer in answers for figure in answer.figures for cases in figure.cells if len(cases) >= 5]
    told = [(one, other) for one in all_ for other in all_ if other < one and len(one - other) < 5]
    assert told, "hiding only what is small itself would tell small counts as differences"
    assert not [pair for pair in told if pair[0] in shown and pair[1] in shown]
    sums = [cases for figure in answers[0].figures for cases in figure.cells if len(cases) < 5]
    assert sums


def test_pictures_show_no_more_than_the_figures(demo):
    _figures, answers = veiled(study.read(demo))
    kept = veil.figures(answers)
    stages, curves, trust, goals = (answers[place].pictures[0] for place in (0, 1, 3, 4))
    bars = veil.picture(stages, kept["leads"])
    assert isinstance(bars, study.Stages)
    assert [(name, len(cases)) for name, cases in bars.bars] == [
        ("hint", 38), ("interview", 13),
    ]  # fmt: skip
    assert veil.picture(stages, []) is None
    assert veil.picture(curves, kept["lasting"]) is None
    assert veil.picture(trust, kept["trust"]) is None
    line = veil.picture(goals, kept["goals"])
    assert isinstance(line, study.Times)
    ((_name, values),) = line.lines
    assert len({value for _day, value in values}) > 20
    assert all(value is None or value % 5 == 0 for _day, value in values)


def test_numbers_of_people_do_not_follow_their_ids():
    many = veil.names(range(50), seed=1)
    assert sorted(many.values()) == sorted(f"Person {number}" for number in range(1, 51))
    assert [many[person] for person in range(50)] != [f"Person {number}" for number in range(1, 51)]


def test_introducers_are_shown_under_numbers_where_both_answers_are_many(demo):
    """Of three introducers two have five answers of each kind; the third stays out, and one of the others with it."""
    people = iter(range(10_000, 10_100))
    checks = [
        study_facts.Check(who, next(people), NOW.date(), answer)
        for who, yes, no in ((1, 6, 6), (2, 9, 5), (3, 5, 1))
        for answer in ["knows"] * yes + ["not_at_all"] * no
    ]
    facts = replace(study.read(demo), checks=tuple(checks), vouched=())
    assert [figure.person for figure in veiled(facts)[0] if figure.person] == [1], "the third is not left as the rest"
    facts = replace(facts, checks=tuple(check for check in checks if check.introducer != 3))
    assert [figure.person for figure in veiled(facts)[0] if figure.person] == [2, 1]


def test_files_are_private_whole_and_never_written_over(desk, tmp_path):
    page = tmp_path / "bericht.html"
    assert report.save(desk, page, "html") == [page]
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    kept = page.read_bytes()
    with pytest.raises(report.FileProblem, match="exists already"):
        report.save(desk, page, "html")
    assert page.read_bytes() == kept
    report.save(desk, page, "markdown", overwrite=True)
    assert page.read_text(encoding="utf-8").startswith("# ")
    folder = tmp_path / "tabellen"
    files = report.save(desk, folder, "csv")
    assert sorted(file.name for file in files) == sorted(f"{question.id}.csv" for question in study.QUESTIONS)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with pytest.raises(report.FileProblem, match="exists already"):
        report.save(desk, folder, "csv")
    report.save(desk, folder, "csv", overwrite=True)
    with pytest.raises(report.FileProblem):
        report.save(desk, page / "unter", "csv")
    assert list(tmp_path.glob("**/*.part")) == []


def test_tables_hold_plain_numbers(demo, tmp_path):
    (file,) = (file for file in report.save(demo, tmp_path / "t", "csv") if file.name == "trust.csv")
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    whole = rows[0]
    low, value, high = float(whole["low"]), float(whole["value"]), float(whole["high"])
    assert 0 < low < value < high < 1
    assert int(whole["n"]) == 76
    assert all(row["value"] == "" for row in rows if row["said"].startswith("not enough"))


def test_the_report_names_what_it_is_narrowed_to(demo):
    document = report.document(demo, lens=Lens(since=date(2026, 1, 1), ground="b", platform="XING"))
    assert document.subtitle == "Report of 24 November 2026 · since 1 January 2026 · b: met in person · XING"


def test_the_demonstration_shows_all_of_it(demo):
    facts = study.read(demo)
    for question in study.QUESTIONS:
        answer = study.answer_to(facts, question.id, Lens())
        assert sum(figure.enough and bool(figure.value) for figure in answer.figures) >= 7
        assert any(figure.interval for figure in answer.figures)
        assert answer.pictures
    assert any(figure.value.startswith("not enough") for figure in study.answer_to(facts, "trust", Lens()).figures)
    collectors = [one for one in study.answer_to(facts, "trust", Lens()).figures if "collector" in one.cases]
    assert collectors
