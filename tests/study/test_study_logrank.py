import random

import pytest
from study_peers import lifelines_logrank, random_spells, statsmodels_logrank

from netz_tui.study.logrank import log_rank
from netz_tui.study.risk import Spell

CLOSE = 1e-9


def own(groups):
    return {
        name: [Spell(end, event=event, entry=entry) for end, event, entry in spells]
        for name, spells in enumerate(groups)
    }


def check(groups, statistic, p):
    test = log_rank(own(groups), need=1)
    assert test.statistic == pytest.approx(statistic, rel=CLOSE, abs=CLOSE)
    assert test.p == pytest.approx(p, rel=CLOSE, abs=CLOSE)
    assert test.freedom == len(groups) - 1


def test_agrees_with_statsmodels():
    for seed in range(20):
        rng = random.Random(seed)
        groups = [random_spells(rng, rng.randrange(10, 40), late=rng.choice([0, 0.5])) for _ in range(seed % 3 + 2)]
        check(groups, *statsmodels_logrank(groups))


def test_agrees_with_lifelines():
    for seed in range(10):
        rng = random.Random(seed)
        groups = [random_spells(rng, rng.randrange(10, 40), late=0) for _ in range(seed % 3 + 2)]
        check(groups, *lifelines_logrank(groups))


def test_expected_and_observed_have_one_sum():
    rng = random.Random(7)
    test = log_rank(own([random_spells(rng, n, late=0.5) for n in (30, 20, 25, 15)]))
    assert sum(g.expected for g in test.groups.values()) == pytest.approx(sum(g.observed for g in test.groups.values()))


def test_equal_groups_do_not_differ():
    spells = [Spell(t, event=t % 3 > 0) for t in range(1, 25)]
    test = log_rank({"a": spells, "b": spells})
    assert test.statistic == pytest.approx(0, abs=1e-20)
    assert test.p == pytest.approx(1)


def test_a_group_never_seen_at_an_end_takes_no_degree_of_freedom():
    groups = {
        "a": [Spell(t, event=True) for t in range(1, 11)],
        "b": [Spell(2 * t, event=True) for t in range(1, 11)],
        "young": [Spell(0.5, event=False) for _ in range(8)],
    }
    test = log_rank(groups)
    assert test.freedom == 1
    assert test.statistic == pytest.approx(log_rank({k: groups[k] for k in "ab"}).statistic)


def test_too_little_is_no_test():
    few_ends = log_rank({name: [Spell(9, event=False)] * 20 + [Spell(3, event=True)] for name in "ab"})
    assert few_ends.missing == (2, 5)
    assert few_ends.p is few_ends.statistic is few_ends.freedom is None
    small = log_rank({"a": [Spell(t, event=True) for t in range(9)], "b": [Spell(t, event=True) for t in range(3)]})
    assert small.missing == (3, 5)
    with pytest.raises(ValueError, match="two groups"):
        log_rank({"a": []})
