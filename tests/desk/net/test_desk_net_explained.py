"""How the numbers of the net are explained: the inputs told give the number told."""

import re

import pytest
from desk_world import add_person

from netz_tui.desk import grounds, records
from netz_tui.desk.net import explained, ties, ways, words
from netz_tui.desk.net.ties import TieFacts
from netz_tui.settings import Settings


def asked_often(world, who, answers):
    for number, answer in enumerate(answers):
        grounds.cross_check(world.desk, who, add_person(world.desk, f"P{number}"), answer)


def test_a_tie_tells_its_pieces_its_formula_and_its_source(world):
    adler, lang = world.people["Tom Adler"], world.people["Sabine Lang"]
    ties.note(world.desk, adler, lang, TieFacts(claimed_by=adler))
    grounds.cross_check(world.desk, adler, lang, "knows")
    row = next(row for row in ties.ties_of(world.desk, adler) if row.id == lang)
    heading, said = explained.tie(world.desk, row.bond, words.names_of({adler: "Tom", lang: "Sabine"}, "Me"))
    assert heading == f"Tom – Sabine: {row.probability:.0%}"
    assert said[0].startswith("claimed, 0 days ago: starts at 40%")
    assert said[1].startswith("knows, 0 days ago: counts 1 for")
    alpha, total = map(float, re.search(r"= ([\d.]+) / ([\d.]+)", said[3]).groups())
    assert alpha / total == pytest.approx(row.probability, abs=0.005)
    assert (alpha, total) == (2.6, 5)
    assert "Gelman" in said[-1]


def test_the_settings_move_the_number_and_are_told(world):
    adler, lang = world.people["Tom Adler"], world.people["Sabine Lang"]
    ties.note(world.desk, adler, lang, TieFacts(claimed_by=adler))
    world.desk.settings = Settings(reliability={"claimed": 0.9, "half_life_days": 30.0, "prior_weight": 10.0})
    row = next(row for row in ties.ties_of(world.desk, adler) if row.id == lang)
    assert row.probability == pytest.approx(0.9)
    _heading, said = explained.tie(world.desk, row.bond, str)
    assert "= 9 / 10." in said[-3]
    assert "every 30 days" in said[-3]
    assert ways.ways(world.desk, lang).shown[0].hops[-1].probability > 0


def test_a_way_is_the_product_of_its_steps(world):
    adler = world.people["Tom Adler"]
    stranger = add_person(world.desk, "Ute Roth")
    ties.note(world.desk, adler, stranger, TieFacts(claimed_by=adler))
    route = ways.ways(world.desk, stranger).routes[0]
    _heading, said = explained.way(route)
    one, two, product = (int(number) for number in re.findall(r"(\d+)%", said[0]))
    assert one * two / 100 == pytest.approx(product, abs=1)


def test_a_record_is_hidden_below_five_answers(world):
    adler = world.people["Tom Adler"]
    asked_often(world, adler, ["knows"] * 4)
    assert records.record_line(records.record_of(world.desk, adler)) == "asked 4, knew 4"
    asked_often(world, adler, ["knows_well", "vaguely", "not_at_all"])
    found = records.record_of(world.desk, adler)
    assert records.record_line(found) == "asked 7, knew 5: 71% (36–92)"
    heading, said = explained.record(found, "Tom")
    assert heading == "Tom: asked 7, knew 5: 71% (36–92)"
    assert "5 / 7 = 71%" in said[0]
    shown = explained.Shown(adler, None, None, shape=True)
    assert [head for head, _said in explained.on_screen(world.desk, "Me", shown)] == [
        "The shape of your net", "Tom Adler: asked 7, knew 5: 71% (36–92)", "The picture",
    ]  # fmt: skip


@pytest.mark.parametrize(("ascii_only", "signs"), [(False, "◉●○◐◇◆✗"), (True, "@DusoRx")])
def test_every_sign_of_the_picture_is_explained(ascii_only, signs):
    _heading, said = explained.picture(ascii_only=ascii_only)
    assert [part.split()[0] for part in said[0].split(", ")] == list(signs)
