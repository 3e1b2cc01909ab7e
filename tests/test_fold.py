import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netz_tui.fold import FoldAll, fold, fold_all


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "MULLER"),
        ("Mu\u0308ller", "Müller"),
        ("Jürgen Weiß", "Juergen WEISS"),
        ("Weiẞ", "weiss"),
        ("Søren Ærø", "Soren Aro"),
        ("Œuvre", "Oeuvre"),
        ("Łukasz", "Lukasz"),
        ("İnci Işık", "inci isik"),
        ("René", "Rene"),
        ("Nguyễn", "Nguyen"),
        ("O'Brien", "O Brien"),
        ("Anna-Lena", "Anna Lena"),
        ("ﬁnn", "Finn"),
        ("Ａｎｎａ", "Anna"),
        ("𝐀𝐧𝐧𝐚 𝓚ü𝓱𝓷", "Anna Kuehn"),
        ("  Dr.\tAnna\u00a0 Kühn ", "dr anna kuhn"),
    ],
)
def test_spellings_of_one_name_are_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Müller", "Miller"), ("Weiss", "Weise"), ("王小明", "王大明"), ("Ann", "Anna")]
)
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


def test_scripts_without_case_are_kept():
    assert fold("王小明") == "王小明"
    assert fold("Ольга Кюн") == "ольга кюн"


@pytest.mark.parametrize("nothing", ["", " ", "...", "\u0308", "–", "👍"])
def test_what_has_no_letter_folds_to_nothing(nothing):
    assert fold(nothing) == ""


names = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aeouäöüAEOUßẞÆŒİı ẛ̣ﬁ𝐀ᴬ\u0308-'._")), max_size=30)


@given(names)
@example("aee")
@example("ᴬee")
@settings(derandomize=True, max_examples=400, deadline=None)
def test_folding_twice_changes_nothing_more(name):
    once = fold(name)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert not re.search(r"[^\w ]", once)


@given(names)
@settings(derandomize=True, max_examples=200, deadline=None)
def test_upper_and_lower_case_find_each_other_in_german(name):
    german = "".join(char for char in name if char in "aeouäöüAEOUß ")
    assert fold(german.upper()) == fold(german)


@given(st.text(alphabet="aeounrst ", max_size=12))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_what_has_been_typed_so_far_begins_the_whole(word):
    whole = fold(word)
    for end in range(len(word)):
        assert whole.startswith(fold(word[:end]))


def test_every_letter_folds_among_others_as_by_itself():
    """Of those that stand for nothing, which have neither case nor parts, one in a hundred is asked."""
    every = (chr(code) for code in range(1, 0x110000) if not 0xD800 <= code < 0xE000)
    letters = [letter for letter in every if unicodedata.category(letter) not in {"Cn", "Co"} or not ord(letter) % 97]
    for start in range(0, len(letters), 5000):
        texts = [f"é{letter}\u0308E x_{letter} oe" for letter in letters[start : start + 5000]]
        assert fold_all(texts) == [fold(text) for text in texts]


@given(st.lists(st.one_of(names, st.text(alphabet="aeoui_É\0Σσς\U0001d6ba ", max_size=8)), max_size=6))
@settings(derandomize=True, max_examples=400, deadline=None)
def test_many_at_once_fold_as_each_by_itself(texts):
    assert fold_all(texts) == [fold(text) for text in texts]


def test_runs_of_other_letters_may_be_changed_before():
    assert FoldAll(lambda run: run.replace("小", " 小 "))(["王小明 a", "b"]) == ["王 小 明 a", "b"]
