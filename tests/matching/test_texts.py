import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.matching.numbering import Numbering, numbered
from netz_tui.matching.texts import BLANK, Texts

strings = st.lists(st.text(st.sampled_from("abcäß€𝄞@. x"), max_size=20), max_size=12)
alike = settings(derandomize=True, max_examples=200, deadline=None)


@alike
@given(strings)
def test_texts_are_what_they_were_made_of(every):
    texts = Texts.of(every)
    assert (list(texts), len(texts)) == (every, len(every))
    assert [texts[place] for place in range(len(every))] == every
    assert texts.lengths().tolist() == list(map(len, every))
    backwards = np.arange(len(every))[::-1]
    assert list(texts.take(backwards)) == texts.strings(backwards) == every[::-1]
    assert texts.take(backwards).joined().decode() == "\n".join(every[::-1])
    assert list(Texts.together([texts, Texts.of([]), texts.take(backwards)])) == every + every[::-1]


def test_a_break_becomes_a_blank():
    assert list(Texts.of(["a\nb", "", "\n"])) == ["a b", "", " "]


@alike
@given(strings)
def test_texts_are_cut_at_a_byte(every):
    texts = Texts.of(every)
    assert list(texts.cut(texts.start, texts.first(BLANK))) == [text.partition(" ")[0] for text in every]
    assert list(texts.cut(texts.last(BLANK) + 1, texts.stop)) == [text.rpartition(" ")[2] for text in every]


@alike
@given(strings, strings)
def test_some_texts_are_changed(every, others):
    places = np.arange(min(len(every), len(others)))[::-1]
    wanted = list(every)
    for place, other in zip(places.tolist(), others, strict=False):
        wanted[place] = other
    assert list(Texts.of(every).patched(places, Texts.of(others[: len(places)]))) == wanted
    assert list(Texts.of(every).through(str.upper)) == [text.upper() for text in every]


@alike
@given(strings)
def test_equal_texts_have_equal_hashes(every):
    hashes = Texts.of(every).hashes().tolist()
    of = dict(zip(every, hashes, strict=True))
    assert [of[text] for text in every] == hashes
    assert len(set(hashes)) == len(set(every))


@alike
@given(st.lists(strings, max_size=6), strings)
def test_numbers_come_in_the_order_of_the_texts(batches, others):
    numbering = Numbering()
    known: dict[str, int] = {}
    for batch in batches:
        new = [place for place, text in enumerate(batch) if text not in known and text not in batch[:place]]
        numbers, fresh = numbering.add(Texts.of(batch).hashes())
        assert numbers.tolist() == [known.setdefault(text, len(known)) for text in batch]
        assert fresh.tolist() == new
    assert numbering.size == len(known)
    assert numbering.find(Texts.of(others).hashes()).tolist() == [known.get(text, -1) for text in others]


def test_a_numbering_grows():
    random = np.random.default_rng(1)
    hashes = random.integers(0, 1 << 63, 5_000).astype(np.uint64)
    hashes[::7] = hashes[3]
    hashes[5:4000:11] = np.arange(len(hashes[5:4000:11]), dtype=np.uint64)  # all want one slot
    numbering = Numbering()
    known: dict[int, int] = {}
    for start in range(0, len(hashes), 700):
        part = hashes[start : start + 700]
        wanted = [known.setdefault(value, len(known)) for value in part.tolist()]
        assert numbering.add(part)[0].tolist() == wanted
    assert numbering.find(hashes).tolist() == [known[value] for value in hashes.tolist()]


def test_an_empty_text_has_no_number():
    codes, first = numbered(Texts.of(["", "b", "a", "", "b"]), -1)
    assert (codes.tolist(), first.tolist()) == ([-1, 0, 1, -1, 0], [1, 2])
