"""The ways from me to a person, straight on the book."""

import itertools
import random

import pytest
from desk_world import add_person, ask, sender, stand

from netz_tui import i18n
from netz_tui.book.problems import BookProblem
from netz_tui.desk import grounds
from netz_tui.desk.net import ties, warm, words
from netz_tui.desk.net.tie_evidence import Ties, probability
from netz_tui.desk.net.ties import TieFacts
from netz_tui.desk.net.ways import ways
from netz_tui.network.ego import ME


def names(route):
    return [hop.person.name for hop in route.hops]


@pytest.fixture
def weiss(world):
    """Somebody asks whom Tom Adler says to know."""
    person = sender(world.desk, ask(world.desk, "Erika Weiß"))
    ties.note(world.desk, world.people["Tom Adler"], person, TieFacts(claimed_by=world.people["Tom Adler"]))
    return person


def test_the_way_leads_over_a_dependable_contact(world, weiss):
    found = ways(world.desk, weiss)
    assert found.verdict == "found"
    assert [names(route) for route in found.routes] == [["Tom Adler", "Erika Weiß"]]
    route = found.routes[0]
    assert route.ids == (ME, world.people["Tom Adler"], weiss)
    assert route.probability == pytest.approx(route.hops[0].probability * route.hops[1].probability)


def test_a_ground_given_makes_no_way_to_somebody_who_still_asks(world, weiss):
    stand(world.desk, weiss, "b")
    assert all(len(route.hops) > 1 for route in ways(world.desk, weiss).routes)


def test_no_way_leads_over_who_said_not_at_all(world, weiss):
    grounds.cross_check(world.desk, world.people["Tom Adler"], weiss, "not_at_all")
    assert ways(world.desk, weiss).verdict == "unknown"
    world.clock.forward(days=1)
    grounds.cross_check(world.desk, world.people["Tom Adler"], weiss, "vaguely")
    assert ways(world.desk, weiss).verdict == "found"


def test_a_contact_is_reached_directly(world):
    assert names(ways(world.desk, world.people["Tom Adler"]).routes[0]) == ["Tom Adler"]


def test_no_way_goes_round_somebody_i_reach_better_myself(world, weiss):
    kuehn, adler = world.people["Dr. Petra Kühn"], world.people["Tom Adler"]
    ties.note(world.desk, kuehn, adler, TieFacts())
    assert [names(route) for route in ways(world.desk, weiss).routes] == [["Tom Adler", "Erika Weiß"]]


def test_an_unproven_contact_in_between_blocks_the_way_and_is_named(world):
    lang = world.people["Sabine Lang"]
    person = add_person(world.desk, "Ute Roth")
    ties.note(world.desk, lang, person, TieFacts())
    found = ways(world.desk, person)
    assert (found.verdict, found.routes) == ("blocked", ())
    assert names(found.closest) == ["Sabine Lang", "Ute Roth"]
    assert [row.name for row in found.blocked] == ["Sabine Lang"]
    assert found.shown == (found.closest,)
    assert words.verdict(found).endswith("The closest one needs: Sabine Lang.")


def test_nobody_knows_a_stranger(world):
    found = ways(world.desk, add_person(world.desk, "Ute Roth"))
    assert (found.verdict, found.shown) == ("unknown", ())
    assert words.verdict(found) == "Nobody is known to know Ute Roth. Ask your contacts, and note who does."


def test_people_far_away_are_named_with_who_knows_them(world):
    far = add_person(world.desk, "Ute Roth")
    ties.note(world.desk, far, add_person(world.desk, "Karl Blum"), TieFacts())
    found = ways(world.desk, far)
    assert found.verdict == "too far"
    assert [hop.person.name for hop in found.acquaintances] == ["Karl Blum"]


def test_a_person_who_is_not_there_is_said_so(world):
    with pytest.raises(BookProblem, match="not there"):
        ways(world.desk, 99_999)


def test_each_step_says_what_it_rests_on_and_what_to_ask(world, weiss):
    adler = world.people["Tom Adler"]
    route = ways(world.desk, weiss).routes[0]
    called = words.names_of(ties.names(world.desk, [hop.bond for hop in route.hops]), "Me")
    assert [words.source(hop.bond, called) for hop in route.hops] == [
        "ground b",
        "claimed by Tom Adler, not cross-checked",
    ]
    assert [words.question(route, step) for step in range(2)] == [
        "Call Tom Adler.",
        "Ask Tom Adler: “How well do you know Erika Weiß?”",
    ]
    grounds.cross_check(world.desk, adler, weiss, "knows")
    route = ways(world.desk, weiss).routes[0]
    assert words.source(route.hops[1].bond, called).startswith("Tom Adler says: knows, ")
    assert words.question(route, 1) == "Ask Tom Adler: “Would you introduce me to Erika Weiß?”"
    i18n.setup("en")


def brute_force(desk, target):
    """Every loop-free way over dependable people, the most reliable first."""
    known = [row[0] for row in desk.book.rows("SELECT id FROM people")]
    reader = Ties(desk)
    near = {
        one: {
            bond.other: (probability(bond.evidence, reader.today), bond.dependable)
            for bond in bonds
            if bond.answer != "not_at_all"
        }
        for one, bonds in reader.of([ME, *known]).items()
    }
    found = []
    inner = [p for p in known if p != target and any(p in near[q] and near[q][p][1] for q in near)]
    for count in range(4):
        for inside in itertools.permutations(inner, count):
            path = (ME, *inside, target)
            chance = 1.0
            detour = False
            for place, (one, other) in enumerate(itertools.pairwise(path)):
                chance *= near.get(one, {}).get(other, (0, False))[0]
                detour = detour or (0 < place < count and near[ME].get(other, (0, False))[0] >= chance)
            if chance and not detour:
                found.append((chance, path))
    return sorted(found, key=lambda way: (-way[0], len(way[1]), way[1]))


@pytest.mark.parametrize("seed", range(6))
def test_the_best_way_is_the_best_of_all(world, seed):
    chance = random.Random(seed)
    people = [add_person(world.desk, f"P{number}", contact=number % 2 == 0) for number in range(5)]
    for person in people[:4]:
        stand(world.desk, person, chance.choice("ab"))
    everybody = [*people, *world.people.values()]
    for one, other in itertools.combinations(everybody, 2):
        if chance.random() < 0.4:
            ties.note(world.desk, one, other, TieFacts(claimed_by=chance.choice([None, one])))
            if chance.random() < 0.3:
                ties.note(
                    world.desk, one, other, TieFacts(introduced_by=next(p for p in everybody if p not in {one, other}))
                )
            if chance.random() < 0.5:
                grounds.cross_check(world.desk, one, other, chance.choice(["knows_well", "vaguely", "not_at_all"]))
    for target in (people[4], add_person(world.desk, "Q")):
        ties.note(world.desk, target, people[0], TieFacts())
        ties.note(world.desk, target, people[1], TieFacts())
        expected = brute_force(world.desk, target)
        routes = ways(world.desk, target).routes
        assert [route.ids for route in routes] == [ids for _chance, ids in expected[:3]]
        assert [route.probability for route in routes] == pytest.approx([chance for chance, _ids in expected[:3]])
    cold = {person: ways(world.desk, person) for person in everybody}
    assert warm.keep_warm(world.desk, lambda: False)
    for person, before in cold.items():
        found = ways(world.desk, person)
        assert (found.verdict, found.routes, found.closest) == (before.verdict, before.routes, before.closest)
    world.desk.forget_net(frozenset({"tags"}))
    assert world.desk.warm is not None
    world.desk.forget_net(frozenset({"ties"}))
    assert world.desk.warm is None
