"""What is typed into the search line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.book.query import Filter, Query, all_words, parse, words


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("   ", Query()),
        ("Jürgen Weiß", Query(("jurgen", "weiss"))),
        ("Mueller", Query(("muller",))),
        ("anna.berger@example.org", Query(("anna", "berger", "example", "org"))),
        ("李伟", Query(("李", "伟"))),
        ("weiß weiss", Query(("weiss",))),
        ("ground:b", Query((), (Filter("ground", "b"),))),
        ("Grundlage:B standing:sha", Query((), (Filter("ground", "b"), Filter("standing", "shaky")))),
        ("stand:wack", Query((), (Filter("standing", "shaky"),))),
        ("stadt:Köln", Query((), (Filter("city", "koln"),))),
        ('city:"Bad Urach" kühn', Query(("kuhn",), (Filter("city", "bad urach"),))),
        ('city:"Bad Ur', Query((), (Filter("city", "bad ur"),))),
        ("-tag:Messe overdue", Query((), (Filter("tag", "messe", negated=True), Filter("overdue", "")))),
        ("überfällig -alle", Query((), (Filter("overdue", ""), Filter("everybody", "", negated=True)))),
        ("since:2025-03", Query((), (Filter("since", "2025-03"),))),
        ("seit:2025-3", Query((), (Filter("since", "2025"),))),
        ("city: ground: standing: since:20 score:", Query()),
        ("https://xing.com/x", Query(("https", "xing", "com", "x"))),
        ('"jens kühn"', Query(("jens", "kuhn"))),
        ("C++ AND OR NOT ( ) * ^ name", Query(("c", "and", "or", "not", "name"))),
    ],
)
def test_what_a_line_means(text, query):
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ground:x", "“ground:” takes a, b or c, not “x”."),
        ("Anna stand:super", "“stand:” takes dependable, unproven or shaky, not “super”."),
        ("-since:gestern", "“since:” takes a year, month or day such as 2025, 2025-03 or 2025-03-14, not “gestern”."),
        ("punkte:viel", "“punkte:” takes a number from 0 to 100, not “viel”."),
        ("citty:ulm", "There is no filter “citty:”. Did you mean “city:”?"),
        ("zzz:ulm", "There is no filter “zzz:”. There are ground:, standing:"),
        ('colour:"dark blue"', "There is no filter “colour:”."),
    ],
)
def test_what_can_not_be_meant_is_said(text, said):
    wrong = parse(text).wrong
    assert wrong is not None
    assert wrong[0].format(**wrong[1]).startswith(said)


@pytest.mark.parametrize("text", ['"zzz:ulm"', "https://xing.com", "12:30", "Re:", "C++:", "foo: bar", "tag:"])
def test_what_only_looks_like_a_filter_is_words(text):
    assert parse(text).wrong is None


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text())
def test_any_line_has_a_meaning_of_plain_words(text):
    query = parse(text)
    assert all(word == words(word)[0] and words(word) == [word] for word in query.words)
    assert not any(set('"*():^{}+- ') & set(word) for word in query.words)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{3,8}", fullmatch=True), max_size=6))
def test_the_words_are_found_again_whatever_stands_between(typed):
    plain = " , ".join(typed)
    assert parse(plain).words == parse(" ".join(parse(plain).words)).words


@given(st.lists(st.one_of(st.text(max_size=20), st.text(alphabet="李伟가カaÉ_ -\0Σ", max_size=8)), max_size=5))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_words_of_many_texts_are_those_of_each(texts):
    assert all_words(texts) == [" ".join(words(text)) for text in texts]
