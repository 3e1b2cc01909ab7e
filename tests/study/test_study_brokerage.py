import random
from typing import Any

import pytest
from study_peers import networkx_constraint, random_ties

from netz_tui.study.brokerage import asked_pairs, brokerage, constraint


def weights(ties):
    by_person: dict[Any, Any] = {}
    for one, other, weight in ties:
        by_person.setdefault(one, {})[other] = weight
    return by_person


def test_constraint_agrees_with_networkx():
    for seed in range(30):
        rng = random.Random(seed)
        ties = random_ties(rng, rng.randrange(3, 14), rng.uniform(0.2, 1))
        for person in range(3):
            expected = networkx_constraint(ties, person)
            mine = constraint(weights(ties), person)
            assert mine == (None if expected is None else pytest.approx(expected, rel=1e-9))


def test_constraint_of_plain_shapes():
    star = {"me": dict.fromkeys("abcd", 1.0)}
    assert constraint(star, "me") == pytest.approx(1 / 4)
    assert constraint(star, "a") == 1
    assert constraint(star, "stranger") is None
    assert constraint({"me": {"me": 3.0}}, "me") is None


def test_an_export_shows_a_star_and_so_no_brokerage():
    """Nobody was asked who knows whom. The naive figure praises the perfect broker."""
    own = dict.fromkeys("abcdefghij", 1.0)
    found = brokerage(own, {})
    assert found.constraint is found.star is None
    assert found.missing == (0, 5)
    assert constraint({"me": own}, "me") == pytest.approx(0.1)


def test_known_pairs_make_a_figure_and_strangers_are_left_out():
    own = dict.fromkeys("abcdefghij", 1.0)
    known = dict.fromkeys((("a", "b"), ("b", "c"), ("c", "d"), ("a", "c")), 1.0) | {("b", "d"): 0.0}
    found = brokerage(own, known)
    assert (found.contacts, found.pairs, found.n) == (4, 6, 5)
    assert found.coverage == pytest.approx(5 / 6)
    assert found.star == pytest.approx(1 / 4)
    assert found.constraint > found.star
    net = [("me", name, 1) for name in "abcd"] + [(*pair, 1) for pair, weight in known.items() if weight]
    assert found.constraint == pytest.approx(constraint(weights(net), "me"))


def test_too_few_pairs_asked_about_are_too_few():
    own = dict.fromkeys("abcdefgh", 1.0)
    known = {("a", other): 0.0 for other in "bcdefgh"}
    found = brokerage(own, known)
    assert found.missing == (7, 14)
    assert found.constraint is None


def test_a_tie_one_side_does_not_know_of_is_none():
    answers = [("a", "b", True), ("b", "a", False), ("a", "c", True), ("b", "c", None), ("x", "a", True)]
    known = asked_pairs(answers)
    assert ("b", "c") not in known
    found = brokerage(dict.fromkeys("abc", 1.0), known, need=1)
    assert found.n == 2
    only_ac = brokerage(dict.fromkeys("abc", 1.0), {("a", "b"): 0.0, ("a", "c"): 1.0}, need=1)
    assert found.constraint == only_ac.constraint
