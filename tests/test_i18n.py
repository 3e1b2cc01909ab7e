import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest

from netz_tui import i18n


@pytest.fixture(autouse=True)
def _english_again():
    yield
    i18n.setup("en", {})


@pytest.mark.parametrize(
    ("asked", "environ", "spoken"),
    [
        (None, {"LANG": "de_DE.UTF-8"}, "de"),
        (None, {"LANG": "de"}, "de"),
        (None, {"LANG": "de_CH@euro"}, "de"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "fr_FR.UTF-8"}, "en"),
        (None, {"LANG": "C"}, "en"),
        (None, {}, "en"),
        (None, {"LC_ALL": "de_DE", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, "de"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "en_GB"}, "de"),
        ("auto", {"LANG": "de_DE"}, "de"),
        ("en", {"LANG": "de_DE"}, "en"),
        ("de", {"LANG": "en_GB"}, "de"),
        ("de-AT", {}, "de"),
    ],
)
def test_language_is_the_one_asked_for_else_the_locale_s(asked, environ, spoken):
    assert i18n.setup(asked, environ) == spoken
    assert i18n.language() == spoken


def test_sentences_are_english_until_translated():
    assert i18n._("now") == "now"
    i18n.setup("de", {})
    assert i18n._("now") == "jetzt"
    assert i18n._("a sentence nobody wrote") == "a sentence nobody wrote"


def test_empty_text_is_not_the_catalogue_s_header():
    i18n.setup("de", {})
    assert i18n._("") == ""


def test_marker_changes_nothing():
    i18n.setup("de", {})
    assert i18n.N_("now") == "now"


def test_number_chooses_the_sentence():
    assert i18n.ngettext("{n} call", "{n} calls", 1) == "{n} call"
    assert i18n.say_n("{n} call to {who}", "{n} calls to {who}", 0, who="Anna") == "0 calls to Anna"


def test_fields_are_filled_after_translation():
    i18n.setup("de", {})
    assert i18n.say("{n} d", n=3) == "3 T"


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{who} waits {n:,} days", "{who} waits {n} days"),
        ("{a.b[c]!r}", "{a.b[c]}"),
        ("{{n}}", "{n}"),
    ],
)
def test_missing_field_stays_visible(template, shown):
    assert i18n.say(template) == shown


def test_foreign_text_in_a_field_is_not_a_template():
    assert i18n.say("{who} waits", who="{n.__class__} %s") == "{n.__class__} %s waits"


def test_field_may_be_called_template_or_singular():
    assert i18n.say("{template}", template="x") == "x"
    assert i18n.say_n("{singular}", "{plural}", 1, singular="x") == "x"


AGES = [
    (-5, "now", "jetzt"),
    (59, "now", "jetzt"),
    (60, "1 min", "1 min"),
    (3_599, "59 min", "59 min"),
    (3_600, "1 h", "1 h"),
    (86_399, "23 h", "23 h"),
    (86_400, "1 d", "1 T"),
    (99.9 * 86_400, "99 d", "99 T"),
    (100 * 86_400, "3 mo", "3 Mon"),
    (366 * 86_400, "12 mo", "12 Mon"),
    (731 * 86_400, "2 y", "2 J"),
    (40 * 365.25 * 86_400, "40 y", "40 J"),
]


@pytest.mark.parametrize(("seconds", "english", "german"), AGES)
def test_age(seconds, english, german):
    assert i18n.age(seconds) == english
    i18n.setup("de", {})
    assert i18n.age(seconds) == german


@pytest.mark.parametrize(
    ("seconds", "shown"), [(-1, "0 s"), (45.9, "45 s"), (60, "1 min"), (840, "14 min"), (3_900, "1 h 05 min")]
)
def test_duration(seconds, shown):
    assert i18n.duration(seconds) == shown


class TestFormats:
    DAY: ClassVar = date(2026, 11, 4)
    SHOWN: ClassVar[dict[str, dict[Any, str]]] = {
        "de": {
            "day": "Mi., 4.11.",
            "short": "04.11.2026",
            "medium": "04.11.2026",
            "long": "4. November 2026",
            "full": "Mittwoch, 4. November 2026",
        },
        "en": {
            "day": "Wed 04/11",
            "short": "04/11/2026",
            "medium": "4 Nov 2026",
            "long": "4 November 2026",
            "full": "Wednesday, 4 November 2026",
        },
    }

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_days(self, language):
        i18n.setup(language, {})
        assert {style: i18n.format_date(self.DAY, style) for style in self.SHOWN[language]} == self.SHOWN[language]

    @pytest.mark.parametrize(
        ("iso", "english", "german"),
        [
            ("2019", "2019", "2019"),
            ("2019-03", "March 2019", "März 2019"),
            ("2019-03-14", "14 Mar 2019", "14.03.2019"),
        ],
    )
    def test_dates_of_which_only_a_part_is_known(self, iso, english, german):
        assert i18n.format_partial(iso) == english
        i18n.setup("de", {})
        assert i18n.format_partial(iso) == german

    def test_moments_are_shown_in_the_computer_s_zone(self, monkeypatch):
        monkeypatch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        try:
            i18n.setup("de", {})
            assert i18n.format_moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "02.07.2026, 00:30"
            assert i18n.format_moment(datetime(2026, 1, 1, 8, 5, tzinfo=UTC), "day") == "Do., 1.1., 09:05"
        finally:
            monkeypatch.undo()
            time.tzset()

    def test_moment_without_a_zone_is_refused(self):
        with pytest.raises(ValueError, match="time zone"):
            i18n.format_moment(datetime(2026, 1, 1))  # noqa: DTZ001 - the point

    @pytest.mark.parametrize(
        ("language", "whole", "one", "percent", "percent_one"),
        [
            ("de", "30.000", "1.234,5", "12\xa0%", "12,3\xa0%"),
            ("en", "30,000", "1,234.5", "12%", "12.3%"),
            ("de_CH", "30’000", "1’234.5", "12%", "12.3%"),
        ],
    )
    def test_numbers(self, language, whole, one, percent, percent_one):
        i18n.setup(language, {})
        assert i18n.format_number(30_000).replace("'", "’") == whole, "CLDR writes either apostrophe"
        assert i18n.format_number(1234.54, 1).replace("'", "’") == one
        assert i18n.format_percent(0.1234) == percent
        assert i18n.format_percent(0.1234, 1) == percent_one

    def test_country_of_the_locale_is_kept_when_only_the_language_is_set(self):
        i18n.setup("de", {"LANG": "de_AT.UTF-8"})
        assert i18n.format_partial("2019-01") == "Jänner 2019"
        i18n.setup("de", {"LANG": "en_US.UTF-8"})
        assert i18n.format_partial("2019-01") == "Januar 2019"


def test_ages_and_sentences_load_nothing_slow():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from netz_tui import i18n; i18n.setup('de', {});"
        "i18n.age(99999); i18n.say_n('{n} d', '{n} d', 1);"
        "print(*{'babel', 'pathlib', 'dataclasses', 'datetime'} & {name.partition('.')[0] for name in sys.modules})"
    )
    root = str(Path(__file__).parents[1])
    shown = subprocess.run([sys.executable, "-IS", "-c", code, root], capture_output=True, text=True, check=True)
    assert shown.stdout == "\n"
