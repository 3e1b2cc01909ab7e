import subprocess
import sys
import time as clock
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.dates import PartialDate, parse_day, parse_moment, parse_past, warm

TODAY = date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - the user's wall clock

PLANS = {
    "heute": "2026-11-24",
    "today": "2026-11-24",
    "jetzt": "2026-11-24",
    "morgen": "2026-11-25",
    "tomorrow": "2026-11-25",
    "morgen früh": "2026-11-25",
    "übermorgen": "2026-11-26",
    "uebermorgen": "2026-11-26",
    "ÜBERMORGEN!": "2026-11-26",
    "the day after tomorrow": "2026-11-26",
    "gestern": "2026-11-23",
    "the day before yesterday": "2026-11-22",
    # weekdays: the nearest one after today
    "fr": "2026-11-27",
    "Fr.": "2026-11-27",
    "do": "2026-11-26",
    "di": "2026-12-01",
    "thu": "2026-11-26",
    "am Sonnabend": "2026-11-28",
    "nächsten montag": "2026-11-30",
    "naechsten montag": "2026-11-30",
    "kommenden fr": "2026-11-27",
    "next friday": "2026-11-27",
    "diesen freitag": "2026-11-27",
    "diesen dienstag": "2026-11-24",
    "übernächsten montag": "2026-12-07",
    "bis freitag": "2026-11-27",
    "freitag nächster woche": "2026-12-04",
    "nächste woche mittwoch": "2026-12-02",
    "friday in two weeks": "2026-12-11",
    "morgen in einer woche": "2026-12-02",
    "fr 14:30": "2026-11-27",
    "Fr, 27.11., 9 Uhr": "2026-11-27",
    # feasts, and days that one works
    "Weihnachten": "2026-12-25",
    "nach Weihnachten": "2026-12-28",
    "after Christmas": "2026-12-28",
    "Heiligabend": "2026-12-24",
    "zu Silvester": "2026-12-31",
    "new year's eve": "2026-12-31",
    "Neujahr": "2027-01-01",
    "nach Neujahr": "2027-01-02",
    "Ostern": "2027-03-28",
    "after Easter": "2027-03-30",
    "nach Ostern 2028": "2028-04-18",
    "Pfingsten": "2027-05-16",
    "in 10 Werktagen": "2026-12-08",
    "in 3 working days": "2026-11-27",
    "in ein paar Tagen": "2026-11-27",
    "in a few days": "2026-11-27",
    "in einigen Wochen": "2026-12-15",
    "in a fortnight": "2026-12-08",
    "Quartalsende": "2026-12-31",
    # so far from today
    "+3": "2026-11-27",
    "+ 3 tage": "2026-11-27",
    "-3": "2026-11-21",
    "3d": "2026-11-27",
    "3 t": "2026-11-27",
    "2w": "2026-12-08",
    "1m": "2026-12-24",
    "1y": "2027-11-24",
    "in 3 tagen": "2026-11-27",
    "in vierzehn Tagen": "2026-12-08",
    "in 1000 tagen": "2029-08-20",
    "in einem monat": "2026-12-24",
    "in a week": "2026-12-01",
    "in 2 weeks": "2026-12-08",
    "3 weeks from now": "2026-12-15",
    "zwei wochen später": "2026-12-08",
    "in einem halben jahr": "2027-05-24",
    "half a year": "2027-05-24",
    "in einem Vierteljahr": "2027-02-24",
    # periods begin on their first day
    "nächste woche": "2026-11-30",
    "next week": "2026-11-30",
    "übernächste Woche": "2026-12-07",
    "next month": "2026-12-01",
    "nächstes Jahr": "2027-01-01",
    "nächstes Quartal": "2027-01-01",
    "wochenende": "2026-11-28",
    "next weekend": "2026-12-05",
    "märz": "2027-03-01",
    "maerz": "2027-03-01",
    "im März 2028": "2028-03-01",
    "nächsten märz": "2027-03-01",
    "Jänner": "2027-01-01",
    "2027": "2027-01-01",
    "q1": "2027-01-01",
    "2. Quartal 2027": "2027-04-01",
    "im Frühjahr": "2027-03-01",
    "kw 50": "2026-12-07",
    "KW50/2027": "2027-12-13",
    "2026-W50": "2026-12-07",
    "week 53": "2026-12-28",
    "kw 10": "2027-03-08",
    "12/2026": "2026-12-01",
    # edges
    "ende januar": "2027-01-31",
    "Ende November": "2026-11-30",
    "anfang märz": "2027-03-01",
    "mitte mai": "2027-05-15",
    "mid-march": "2027-03-15",
    "monatsende": "2026-11-30",
    "ende des monats": "2026-11-30",
    "gegen Ende nächsten Monats": "2026-12-31",
    "end of next month": "2026-12-31",
    "ende der woche": "2026-11-27",
    "mitte nächster woche": "2026-12-02",
    "jahresende": "2026-12-31",
    "mitte 2027": "2027-07-01",
    "ende q1 2027": "2027-03-31",
    "eom": "2026-11-30",
    # figures
    "14.12.": "2026-12-14",
    "14.12": "2026-12-14",
    "14.1.": "2027-01-14",
    "24.11.": "2026-11-24",
    "14.12.2027": "2027-12-14",
    "14. 12. 2027": "2027-12-14",
    "14.12.27": "2027-12-14",
    "29.2.": "2028-02-29",
    "12/14": "2026-12-14",
    "14/12": "2026-12-14",
    "3/4": "2027-04-03",
    "12/14/2026": "2026-12-14",
    "3/4/2027": "2027-04-03",
    "14-12-2027": "2027-12-14",
    "2026-12-14": "2026-12-14",
    "2026-12-14T14:30": "2026-12-14",
    "20261214": "2026-12-14",
    "14. dez": "2026-12-14",
    "14.Dez.2027": "2027-12-14",
    "14. Dezember '27": "2027-12-14",
    "December 14": "2026-12-14",
    "dec 14th, 2027": "2027-12-14",
    "the 14th of December": "2026-12-14",
    "erster märz": "2027-03-01",
    "am 14.": "2026-12-14",
    "the 24th": "2026-11-24",
    "31.": "2026-12-31",
    "am 3. nächsten monats": "2026-12-03",
}


@pytest.mark.parametrize(("phrase", "day"), PLANS.items())
def test_plans(phrase, day):
    assert str(parse_day(phrase, TODAY)) == day


MEMORIES = {
    "gestern": "2026-11-23",
    "heute um 9": "2026-11-24",
    "fr": "2026-11-20",
    "letzten freitag": "2026-11-20",
    "last tuesday": "2026-11-17",
    "vorletzten Montag": "2026-11-16",
    "montag letzter woche": "2026-11-16",
    "vor 3 tagen": "2026-11-21",
    "two weeks ago": "2026-11-10",
    "14.12.": "2025-12-14",
    "24.11.": "2026-11-24",
    "14.12.98": "1998-12-14",
    "14.12.25": "2025-12-14",
    "3 march 2019": "2019-03-03",
    "29.2.": "2024-02-29",
    "märz 2019": "2019-03",
    "seit März 2019": "2019-03",
    "march '19": "2019-03",
    "03/2019": "2019-03",
    "2019-03": "2019-03",
    "Anfang März 2019": "2019-03",
    "november": "2026-11",
    "dezember": "2025-12",
    "last month": "2026-10",
    "letzten Dezember": "2025-12",
    "vor 2 monaten": "2026-09",
    "im märz letzten jahres": "2025-03",
    "letzte woche": "2026-11",
    "2019": "2019",
    "ca. 2019": "2019",
    "sometime in 2019": "2019",
    "ende 2018": "2018",
    "sommer 2019": "2019",
    "letzten Sommer": "2025",
    "Ende November": "2025-11",
    "letztes jahr": "2025",
    "vor 3 jahren": "2023",
    "3 jahre her": "2023",
    "3 years ago": "2023",
}


@pytest.mark.parametrize(("phrase", "known"), MEMORIES.items())
def test_memories(phrase, known):
    assert str(parse_past(phrase, TODAY)) == known


@pytest.mark.parametrize("phrase", ["morgen", "3.3.2030", "in 2 wochen", "2027", "nächsten montag"])
def test_what_is_to_come_is_no_memory(phrase):
    assert parse_past(phrase, TODAY) is None
    assert parse_day(phrase, TODAY) > TODAY


MOMENTS = {
    "jetzt": "2026-11-24 10:00",
    "morgen": "2026-11-25 09:00",
    "14:30": "2026-11-24 14:30",
    "14.30": "2026-11-24 14:30",
    "14.30 Uhr": "2026-11-24 14:30",
    "9:30": "2026-11-25 09:30",
    "9 uhr": "2026-11-25 09:00",
    "um 9": "2026-11-25 09:00",
    "um 3": "2026-11-24 15:00",
    "halb drei": "2026-11-24 14:30",
    "um halb zehn": "2026-11-25 09:30",
    "3 pm": "2026-11-24 15:00",
    "12 am": "2026-11-25 00:00",
    "12 pm": "2026-11-24 12:00",
    "2 o'clock": "2026-11-25 02:00",
    "nachmittags": "2026-11-24 15:00",
    "fr 14:30": "2026-11-27 14:30",
    "14:30 fr": "2026-11-27 14:30",
    "9 am friday": "2026-11-27 09:00",
    "um 9 am freitag": "2026-11-27 09:00",
    "morgen früh": "2026-11-25 08:00",
    "morgen früh um 7": "2026-11-25 07:00",
    "heute morgen": "2026-11-24 08:00",
    "freitag am morgen": "2026-11-27 08:00",
    "heute abend um 8": "2026-11-24 20:00",
    "9 uhr abends": "2026-11-24 21:00",
    "tonight": "2026-11-24 18:00",
    "this afternoon": "2026-11-24 15:00",
    "morgen um 14 uhr": "2026-11-25 14:00",
    "morgen um 14 uhr 15": "2026-11-25 14:15",
    "tomorrow at 3pm": "2026-11-25 15:00",
    "27.11. 14:30": "2026-11-27 14:30",
    "27.11. 14.30 Uhr": "2026-11-27 14:30",
    "14.12.": "2026-12-14 09:00",
    "am 14. um 9": "2026-12-14 09:00",
    "2026-12-14T14:30:59": "2026-12-14 14:30",
    "in 2 stunden": "2026-11-24 12:00",
    "+2h": "2026-11-24 12:00",
    "2h": "2026-11-24 12:00",
    "in 30 min": "2026-11-24 10:30",
    "in einer halben stunde": "2026-11-24 10:30",
    "in an hour": "2026-11-24 11:00",
    "vor 5 minuten": "2026-11-24 09:55",
    "2 hours ago": "2026-11-24 08:00",
}


@pytest.mark.parametrize(("phrase", "moment"), MOMENTS.items())
def test_moments(phrase, moment):
    assert str(parse_moment(phrase, NOW))[:16] == moment


@pytest.mark.parametrize(
    ("phrase", "moment"),
    [
        ("14:30", "2026-11-23 14:30"),
        ("9:30", "2026-11-24 09:30"),
        ("yesterday at 5pm", "2026-11-23 17:00"),
        ("fr 14:30", "2026-11-20 14:30"),
        ("2h", "2026-11-24 08:00"),
    ],
)
def test_moments_remembered(phrase, moment):
    assert str(parse_moment(phrase, NOW, "past"))[:16] == moment


def test_moment_keeps_the_zone_of_now_and_takes_the_usual_time():
    now = NOW.replace(tzinfo=UTC)
    assert parse_moment("morgen", now, usual=time(7, 15)) == datetime(2026, 11, 25, 7, 15, tzinfo=UTC)
    assert parse_moment("14:30", now) == datetime(2026, 11, 24, 14, 30, tzinfo=UTC)


@pytest.fixture
def in_zurich(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Zurich")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.usefixtures("in_zurich")
@pytest.mark.parametrize("zone", [None, ZoneInfo("Europe/Zurich")], ids=["fixed offset of the computer", "named"])
@pytest.mark.parametrize(
    ("phrase", "moment"),
    [
        ("morgen", "2027-03-28T09:00:00+02:00"),  # clocks are put forward in the night between
        ("heute 23:30", "2027-03-27T23:30:00+01:00"),
        ("14:30", "2027-03-28T14:30:00+02:00"),
        ("1. dezember", "2027-12-01T09:00:00+01:00"),
        ("in 12 stunden", "2027-03-28T09:00:00+02:00"),
        ("+2h", "2027-03-27T22:00:00+01:00"),
    ],
)
def test_summer_time_is_kept_to(zone, phrase, moment):
    now = datetime(2027, 3, 27, 20, 0, tzinfo=zone) if zone else datetime(2027, 3, 27, 20, 0).astimezone()
    assert parse_moment(phrase, now).isoformat() == moment


@pytest.mark.usefixtures("in_zurich")
def test_a_zone_that_is_not_the_computers_is_kept():
    for zone in (UTC, timezone(timedelta(hours=-5))):
        found = parse_moment("1. juli", NOW.replace(tzinfo=zone))
        assert found.tzinfo is zone
        assert found.replace(tzinfo=None) == datetime(2027, 7, 1, 9)  # noqa: DTZ001


NO_DATES = [
    *("", "   ", "?", ".", "+", "-", "xyz", "31.2.", "0.1.", "14.13.", "13/13", "2026-13-01", "30. februar"),
    *("kw 54", "kw 0", "q5", "1", "1850", "in 9999 jahren", "+99999999999", "vor 9999 jahren", "ende", "nächsten"),
    *("m", "y", "J", "w", "in", "montag dienstag", "14.12.2026.2027", "Meeting mit Anna", "25:00 fr", "\0", "²"),
    *("morgen 50", "14. heute", "di 2019", "kw 2019", "fr est", "fr mo", "ein fr", "letzte heute", "heute halb 14:30"),
    *("٣.٣.2027", "utc", "t", "1.2.3.4", "2019-00", "1700000000", "xii", "MMXIX", "明日"),
]


@pytest.mark.parametrize("phrase", NO_DATES)
def test_no_dates(phrase):
    assert parse_day(phrase, TODAY) is None
    assert parse_past(phrase, TODAY) is None


@pytest.mark.parametrize("phrase", ["25:00", "14:60", "13 pm", "0 am", "halb 26", "fr 25:00", "24 uhr"])
def test_no_times(phrase):
    assert parse_moment(phrase, NOW) is None


@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29), date(2026, 12, 31)])
def test_any_today_will_do(today):
    for phrase in [*PLANS, *MEMORIES]:
        parse_day(phrase, today)
        parse_past(phrase, today)
        parse_moment(phrase, datetime.combine(today, time(23, 59)))


def test_ends_of_the_month_are_kept_to():
    assert parse_day("1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_day("in 4 jahren", date(2024, 2, 29)) == date(2028, 2, 29)


WORDS = st.sampled_from(
    [
        *("fr", "nächsten", "letzte", "in", "vor", "ende", "14.", "14.12.", "14.12.2026", "2026-12-14", "morgen"),
        *("um", "9", "uhr", "14:30", "halb", "kw", "50", "märz", "+", "-", "3", "d", "w", "m", "jahr", "woche"),
        *("ago", "next", "am", "'", "/", "29.2.", "q1", "sommer", "wochenende", "99999", "früh", "pm"),
    ]
)


@settings(max_examples=500, derandomize=True, deadline=None)
@given(
    st.lists(WORDS, max_size=8).map(" ".join)
    | st.text(max_size=90)
    | st.text("0123456789.:/-+ '\nwdTfr٣３", max_size=40),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
)
def test_any_text_gives_a_date_or_none_and_all_readers_agree(text, today):
    day, past = parse_day(text, today, "past"), parse_past(text, today)
    assert (past is None) == (day is None or day > today)
    if past is not None:
        assert past.first <= day <= past.last
        assert PartialDate.parse(str(past)) == past
    parse_moment(text, datetime.combine(today, time(12)))


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_written_dates_are_read_back_whatever_the_day(day, today):
    for written in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}. {day.month}. {day.year}", f"{day:%d %B %Y}"):
        assert parse_day(written, today) == day
    year, week, weekday = day.isocalendar()
    if 1900 < year < 2199:
        assert parse_day(f"{year}-W{week:02d}", today) == day - timedelta(weekday - 1)


NONSENSE = [
    *("x" * 200, "mo " * 26, "1 2 3 4 5 " * 8, "14.12." * 13, "end " * 20, "1." * 100, "half 1 " * 11, "\u0301" * 80),
    *(
        "next " * 15 + "mo",
        "last last " * 7 + "mo",
        "a" * 80,
        "9" * 80,
        "in " * 26,
        "mo in 1 day " * 6,
        "mo " * 25 + "1.1.",
    ),
    *("ende nächsten " * 14, "vor " * 50, "\ufdfa" * 80, " " * 80 + "x"),
]


@pytest.mark.parametrize("text", NONSENSE)
def test_long_nonsense_is_refused_at_once(text):
    warm()
    start = clock.process_time()
    assert parse_moment(text, NOW) is None
    assert clock.process_time() - start < 0.1


def test_the_library_is_loaded_by_the_first_phrase_and_not_before():
    script = (
        "import sys, warnings; warnings.simplefilter('error')\n"
        "import netz_tui.dates as dates; assert 'dateparser' not in sys.modules\n"
        "dates.warm(); assert 'dateparser' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


class TestPartialDate:
    def test_span(self):
        assert (PartialDate(2019).first, PartialDate(2019).last) == (date(2019, 1, 1), date(2019, 12, 31))
        assert PartialDate(2024, 2).last == date(2024, 2, 29)
        assert PartialDate(2024, 2, 3).last == date(2024, 2, 3)

    @pytest.mark.parametrize("iso", ["", "19", "2019-13", "2019-02-30", "2019-3", "2019-03-14T00", "2019-03\n", "0000"])
    def test_what_is_no_date_is_refused(self, iso):
        with pytest.raises(ValueError, match=r"."):
            PartialDate.parse(iso)
