"""Umlauts and other marked letters in ASCII, in words of ours and of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netz_tui import i18n
from netz_tui.spelling import spelled


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jürgen Weiß", "Juergen Weiss"),
        ("Über Ämter, Öl", "Ueber Aemter, Oel"),
        ("MÜLLER ÄRZTE ÜBER", "MUELLER AERZTE UEBER"),
        ("STRAẞE", "STRASSE"),
        ("Møller Łódź Đorđe Yıldız Çelik", "Moller Lodz Dorde Yildiz Celik"),
        ("Nguyễn Quang Huy", "Nguyen Quang Huy"),
        ("Mu\u0308ller", "Mueller"),
        ("Ægir Œuvre ÆGIR", "Aegir Oeuvre AEGIR"),
        ("ﬁnden", "finden"),
        ("plain, as it was", "plain, as it was"),
        ("李伟 – „Zöllner“ ✓ ½", "李伟 – „Zoellner“ ✓ ½"),
    ],
)
def test_letters_are_written_as_german_does_without_umlauts(text, plain):
    assert spelled(text) == plain


@given(st.text())
def test_spelling_twice_changes_nothing_more(text):
    assert spelled(spelled(text)) == spelled(text)


def test_sentences_and_dates_pass_the_spelling_until_the_language_is_chosen_anew():
    i18n.setup("de", {})
    try:
        i18n.spell_by(spelled)
        assert i18n.say("“{key}” undoes", key="ü") == "„ü“ nimmt zurueck"
        assert i18n.format_partial("2026-03") == "Maerz 2026"
        assert "zurueck" in i18n.say_n("{n} deferred", "{n} deferred", 2)
        i18n.setup("de", {})
        assert i18n.format_partial("2026-03") == "März 2026"
    finally:
        i18n.setup("en", {})
