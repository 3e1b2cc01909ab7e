"""The picture around a person: the right people, and no net too odd for it."""

import random

import pytest
from desk_world import add_person, ask, desk_on, reached, sender, stand

from netz_tui.book.book import open_book
from netz_tui.book.models import Request
from netz_tui.desk import decide, grounds
from netz_tui.desk.net import ME, picture, ties
from netz_tui.desk.net.ego import around

KUEHN, ADLER, BRANDT, LANG = "Dr. Petra Kühn", "Tom Adler", "Jens Brandt", "Sabine Lang"


def tie(desk, *pairs):
    with desk.book.action("tie", "Tie", desk.now()) as action:
        for one, other in pairs:
            ties.claim(action, one, other)


def labels(ego):
    return {node.label for node in ego.nodes}


def node(ego, person_id):
    return next(node for node in ego.nodes if node.id == person_id)


def links(ego):
    return {(min(link.a, link.b), max(link.a, link.b)): link for link in ego.links}


def way(ego):
    return {key for key, link in links(ego).items() if link.on_way}


@pytest.fixture
def who(world):
    return sender(world.desk, ask(world.desk, "Erika Weiß"))


def test_a_stranger_is_only_a_wish(world, who):
    ego = around(world.desk, who, "Ich")
    assert (ego.center, node(ego, ME).label, node(ego, ME).standing) == (ME, "Ich", "me")
    assert node(ego, who).standing == "stranger"
    assert links(ego)[ME, who].kind == "wish"
    assert ego.asked() == {who}
    assert way(ego) == set()
    assert {KUEHN, ADLER, BRANDT} <= labels(ego), "the dependable ones are always there"


def test_the_introducer_of_a_ground_is_the_way(world, who):
    adler = world.people[ADLER]
    stand(world.desk, who, "c", adler)
    ego = around(world.desk, who, "Ich")
    assert way(ego) == {(ME, adler), (adler, who)}
    assert links(ego)[adler, who].kind == "claimed"
    grounds.cross_check(world.desk, adler, who, "knows")
    assert links(around(world.desk, who, "Ich"))[adler, who].kind == "checked"


def test_who_says_who_is_no_way(world, who):
    adler = world.people[ADLER]
    stand(world.desk, who, "c", adler)
    grounds.cross_check(world.desk, adler, who, "not_at_all")
    assert way(around(world.desk, who, "Ich")) == set()
    grounds.cross_check(world.desk, adler, who, "knows_well")
    assert way(around(world.desk, who, "Ich")) == {(ME, adler), (adler, who)}


def test_a_shaky_introducer_comes_after_a_dependable_tie(world, who):
    kuehn, adler = world.people[KUEHN], world.people[ADLER]
    stand(world.desk, who, "c", adler)
    (ground,) = (row[0] for row in world.book.rows("SELECT id FROM grounds WHERE person_id = ?", (adler,)))
    grounds.fall(world.desk, ground)
    ego = around(world.desk, who, "Ich")
    assert links(ego)[ME, adler].kind == "claimed", "nobody vouches for him any more"
    tie(world.desk, (kuehn, who))
    assert way(around(world.desk, who, "Ich")) == {(ME, kuehn), (kuehn, who)}


def test_the_named_introducer_who_is_a_stranger_is_no_tie_of_mine(world, who):
    stranger = add_person(world.desk, "Udo Fremd")
    (request_id,) = (row[0] for row in world.book.rows("SELECT id FROM requests"))
    decide.name_introducer(world.desk, request_id, stranger)
    ego = around(world.desk, who, "Ich")
    assert "Udo Fremd" in labels(ego)
    assert links(ego).get((ME, stranger)) is None or links(ego)[ME, stranger].kind != "checked"


def test_a_confirmed_contact_is_a_tie(world):
    request_id = world.ready()
    decide.confirm(world.desk, request_id)
    who = sender(world.desk, request_id)
    ego = around(world.desk, who, "Ich")
    assert node(ego, who).standing == "dependable"
    assert links(ego)[ME, who].kind == "checked"
    assert ego.asked() == frozenset()


def test_an_unproven_contact_is_only_claimed(world):
    lang = world.people[LANG]
    ego = around(world.desk, lang, "Ich")
    assert node(ego, lang).standing == "unproven"
    assert links(ego)[ME, lang].kind == "claimed"


def test_a_collector_is_drawn_as_one(world, who):
    (request_id,) = (row[0] for row in world.book.rows("SELECT id FROM requests"))
    with world.book.action("score", "Score", world.desk.now()) as action:
        action.update(Request, request_id, score=90)
    assert node(around(world.desk, who, "Ich"), who).standing == "collector"
    decide.decline(world.desk, [request_id])
    assert node(around(world.desk, who, "Ich"), who).standing == "collector", "declined or not"


def test_what_is_not_drawn_is_counted(world, who):
    others = [add_person(world.desk, f"Person {number}") for number in range(60)]
    tie(world.desk, *((who, other) for other in others))
    ego = around(world.desk, who, "Ich")
    assert len(ego.nodes) < 40
    drawn = sum(1 for key in links(ego) if who in key and ME not in key)
    assert (node(ego, who).degree, node(ego, who).hidden) == (60, 60 - drawn)


def test_somebody_who_is_not_there(world):
    ego = around(world.desk, 4711, "Ich")
    assert 4711 not in {node.id for node in ego.nodes}
    picture(ego, 60, 12)


def test_an_empty_book(fresh_book):
    with open_book(fresh_book, writable=False) as book:
        ego = around(desk_on(book), 1, "Ich")
        assert [node.id for node in ego.nodes] == [ME]
        picture(ego, 40, 10)


@pytest.mark.parametrize("seed", range(6))
def test_no_net_is_too_odd(world, seed):
    dice = random.Random(seed)
    names = ["🙂", "李小龍", "A" * 300, "[b]x[/]", "Ǎ\u0301\u0301", "Ich", "Ich"]
    ids = [
        *world.people.values(),
        *(add_person(world.desk, dice.choice(names), contact=dice.random() < 0.5) for _ in range(25)),
    ]
    for person_id in ids[4:]:
        if dice.random() < 0.3:
            stand(world.desk, person_id, "c", world.people[dice.choice([KUEHN, ADLER])])
        if dice.random() < 0.3:
            reached(world.desk, person_id)
    tie(world.desk, *((one, other) for one, other in (dice.sample(ids, 2) for _ in range(90))))
    for _ in range(20):
        one, other = dice.sample(ids, 2)
        grounds.cross_check(world.desk, one, other, dice.choice(["knows", "not_at_all", "vaguely"]))
    for person_id in dice.sample(ids, 6):
        ego = around(world.desk, person_id, "Ich")
        shown = {node.id for node in ego.nodes}
        assert {ME, person_id} <= shown
        assert all({link.a, link.b} <= shown and link.a != link.b for link in ego.links)
        assert all(node.hidden <= node.degree or node.id == ME for node in ego.nodes)
        for width, height in ((1, 1), (20, 5), (70, 20)):
            picture(ego, width, height, focus=person_id, ascii_only=dice.random() < 0.5)


def test_a_tie_is_noted_once(world, who):
    kuehn = world.people[KUEHN]
    tie(world.desk, (who, kuehn), (kuehn, who))
    assert world.book.rows("SELECT a_id, b_id FROM ties WHERE b_id = ?", (who,)) == [(kuehn, who)]
