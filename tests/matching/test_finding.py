import json
import random
import subprocess
import sys
import time
from collections import Counter
from typing import Any

import pytest
from people import f1, people

from netz_tui.matching import (
    MAYBE,
    NAME_ALONE,
    REASONS,
    SURE,
    Cancelled,
    Model,
    Record,
    blocking_keys,
    find_pairs,
    match_new,
)


@pytest.fixture(scope="module")
def world():
    return people(1500)


@pytest.fixture(scope="module")
def result(world):
    return find_pairs(world[0])


def test_finds_who_is_the_same(world, result):
    assert f1(result.clusters, world[1]) >= 0.97


def test_the_number_of_pairs_is_estimated(world, result):
    same: dict[Any, Any] = {}
    for person in world[1].values():
        same[person] = same.get(person, 0) + 1
    truth = sum(count * (count - 1) // 2 for count in same.values())
    assert result.model.duplicates == pytest.approx(truth, rel=0.1)


def test_probabilities_mean_what_they_say(world, result):
    truth = [world[1][pair.a] == world[1][pair.b] for pair in result.pairs]
    said = sum(pair.probability for pair in result.pairs)
    assert said == pytest.approx(sum(truth), rel=0.05)
    sure = [right for pair, right in zip(result.pairs, truth, strict=True) if pair.probability >= SURE]
    assert sum(sure) >= 0.97 * len(sure) > 100


def test_pairs_are_sorted_explained_and_from_the_threshold_on(result):
    chances = [pair.probability for pair in result.pairs]
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] >= MAYBE
    for pair in result.pairs:
        assert pair.reasons
        assert all(reason.code in REASONS and reason.text() for reason in pair.reasons)
        weights = [abs(reason.weight) for reason in pair.reasons]
        assert weights == sorted(weights, reverse=True)


def test_order_of_records_does_not_matter(world, result):
    records = list(world[0])
    random.Random(7).shuffle(records)
    again = find_pairs(records)
    assert f1(again.clusters, world[1]) == pytest.approx(f1(result.clusters, world[1]), abs=0.01)


def test_the_same_input_gives_the_same_answer(world, result):
    again = find_pairs(world[0])
    assert again.clusters == result.clusters
    assert again.pairs == result.pairs


def test_nothing_but_the_name_is_never_sure():
    records = [Record(number, *name) for number, name in enumerate([("Anna", "Kühn"), ("Xenia", "Quast")] * 2)]
    records += [Record(int(record.id) + 10, record.given, record.family) for record in people(300, share=0)[0]]
    pairs = find_pairs(records, threshold=0.0).pairs
    assert {(pair.a, pair.b) for pair in pairs} >= {(0, 2), (1, 3)}
    assert max(pair.probability for pair in pairs) <= NAME_ALONE < SURE


def test_an_address_made_of_the_name_says_no_more_than_the_name():
    records = list(people(300, share=0.5)[0])
    mails = ("xaverine.quastenflosser@post.example", "xaverine.quastenfloser@post.example")
    records += [Record(f"q{n}", "Xaverine", "Quastenflosser", emails=(mail,)) for n, mail in enumerate(mails)]
    (pair,) = [pair for pair in find_pairs(records).pairs if pair.a == "q0" or pair.b == "q0"]
    assert "similar_email" in {reason.code for reason in pair.reasons}
    assert pair.probability == pytest.approx(NAME_ALONE)


def test_colleagues_and_relatives_are_told_apart():
    records, _ = people(400, share=0.5)
    records += [
        Record(9000 + n, given, family, org="Wackerstein Energie AG", city="Trier")
        for n, (given, family) in enumerate(
            zip(
                ["Anna", "Bernd", "Clara", "Dirk", "Elke", "Anna"],
                ["Roth", "Stein", "Kamp", "Beck", "Thal", "Auer"],
                strict=True,
            )
        )
    ]
    records += [
        Record(9100 + n, given, "Wackerstein", city="Mainz", phones=("06131 998877",))
        for n, given in enumerate(["Anna", "Bernd", "Clara"])
    ]
    groups = [group for group in find_pairs(records).clusters if any(int(each) >= 9000 for each in group)]
    assert groups == []


def test_swapped_names_are_said_so():
    records, _ = people(800, share=0.3)
    records += [Record(9000, "Katharina", "Mühlhofer", city="Ulm"), Record(9001, "Mühlhofer", "Katharina", city="Ulm")]
    pairs = {(pair.a, pair.b): pair for pair in find_pairs(records, threshold=0.0).pairs}
    reasons = {reason.code: reason for reason in pairs[9000, 9001].reasons}
    assert reasons["swapped_name"].params == {"a": "Katharina", "b": "Katharina"}
    assert reasons["same_family"].params["b"] == "Mühlhofer"


def test_a_name_in_the_place_of_the_other_is_said_so():
    records, _ = people(800, share=0.3)
    mail = ("rosenrot@adler.example",)
    records += [Record(9000, "Katharina", "Mühlhofer", emails=mail), Record(9001, "", "Katharina", emails=mail)]
    pairs = {(pair.a, pair.b): pair for pair in find_pairs(records, threshold=0.0).pairs}
    reasons = {reason.code: reason for reason in pairs[9000, 9001].reasons}
    assert reasons["swapped_name"].params == {"a": "Katharina", "b": "Katharina"}
    assert "different_family" not in reasons


def test_a_slip_in_a_rare_name_says_more_than_one_in_a_common_name():
    records, _ = people(800, share=0.3)
    common = Counter(record.family for record in records).most_common(1)[0][0]
    for first, family in ((9000, common), (9100, "Quastenbrink")):
        records += [Record(first, "Xaver", family, city="Ulm"), Record(first + 1, "Xaver", f"{family}s", city="Ulm")]
    pairs = {(pair.a, pair.b): pair for pair in find_pairs(records, threshold=0.0).pairs}
    weights = [
        next(reason.weight for reason in pairs[first, first + 1].reasons if reason.code == "similar_family")
        for first in (9000, 9100)
    ]
    assert weights[0] + 1 < weights[1]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_records(count):
    records = [Record(number, "Anna", "Kühn", emails=("anna@x.example",)) for number in range(count)]
    result = find_pairs(records)
    assert len(result.pairs) == count * (count - 1) // 2
    assert all(len(group) == count for group in result.clusters)


def test_empty_records_are_no_pairs():
    assert find_pairs([Record(number) for number in range(5)]).pairs == []


def test_many_equal_records_are_one_group_and_quick():
    records = [Record(n, "Anna", "Kühn", emails=("anna@x.example",), city="Ulm") for n in range(60)]
    records += [Record(int(record.id) + 10_000, record.given, record.family) for record in people(900, share=0)[0]]
    started = time.process_time()
    groups = find_pairs(records).clusters
    assert time.process_time() - started < 20
    assert max(map(len, groups)) == 60


def test_progress_is_told(world):
    told = []
    find_pairs(world[0][:300], progress=lambda step, share: told.append((step, share)))
    assert [step for step, _ in dict.fromkeys((step, 0) for step, _ in told)] == [
        "read",
        "candidates",
        "compare",
        "learn",
        "group",
    ]
    assert all(0 <= share <= 1 for _, share in told)


def test_cancel(world):
    calls = []

    def cancelled():
        calls.append(1)
        return len(calls) > 3

    with pytest.raises(Cancelled):
        find_pairs(world[0], cancelled=cancelled)


class Store:
    """Stored records behind the two questions of `match_new`."""

    def __init__(self, records):
        self.records = {record.id: record for record in records}
        self.keys: dict[Any, Any] = {}
        for record in records:
            for key in blocking_keys(record):
                self.keys.setdefault(key, []).append(record.id)

    def find(self, keys):
        return ((key, each) for key in keys for each in self.keys.get(key, ()))

    def load(self, ids):
        return [self.records[each] for each in ids]


@pytest.mark.parametrize("learned", [True, False])
def test_new_records_against_the_store(world, result, learned):
    records, person_of = world
    new, stored = records[:200], records[200:]
    store = Store(stored)
    model = Model.from_dict(json.loads(json.dumps(result.model.to_dict()))) if learned else None
    pairs = match_new(new, store.find, store.load, model, size=len(stored))
    assert {pair.a for pair in pairs} <= {record.id for record in new}
    assert {pair.b for pair in pairs} <= set(store.records)
    likely = [(pair.a, pair.b) for pair in pairs if pair.probability >= 0.5]
    truth = {(a.id, b.id) for a in new for b in stored if person_of[a.id] == person_of[b.id]}
    hits = len(truth & set(likely))
    assert hits / len(truth) >= 0.9
    assert hits / len(likely) >= (0.92 if learned else 0.75)
    assert pairs[0].reasons


def test_no_new_record_known():
    assert match_new([Record(1, "Anna", "Kühn")], lambda _: [], lambda _: [], None) == []


def test_numpy_is_not_loaded_by_importing():
    code = "import sys, netz_tui.matching; assert not {'numpy', 'rapidfuzz'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
