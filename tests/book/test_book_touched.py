"""Row ids kept as ranges."""

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.book.touched import Ids, Touched

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

spans = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 6)), max_size=12)


@given(spans, spans)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_ids_are_a_set_like_any_other(some, others):
    touched, more = Touched(), Touched()
    plain: set[int] = set()
    for gathered, parts in ((touched, some), (more, others)):
        for first, length in parts:
            gathered.add("people", first, first + length)
            plain.update(range(first, first + length + 1))
    touched.gather(more.ids())
    ids: AbstractSet[object] = touched.ids().get("people", Ids())
    assert ids == plain
    assert list(ids) == sorted(plain)
    assert (len(ids), bool(ids)) == (len(plain), bool(plain))
    assert [row in ids for row in range(60)] == [row in plain for row in range(60)]
    assert ids & {3, 4, 50} == plain & {3, 4, 50}
    assert (hash(ids), "x" in ids) == (hash(frozenset(plain)), False)
    assert isinstance(ids, Ids)
    assert all(one.stop < two.start for one, two in pairwise(ids.ranges))


def test_plain_sets_are_gathered_too():
    touched = Touched()
    touched.gather({"tags": {4, 2, 3}})
    assert repr(touched.ids()["tags"]) == "Ids([range(2, 5)])"
