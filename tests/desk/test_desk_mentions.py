"""Whom a message names as introducer, and whom it does not."""

import time

import pytest
from desk_world import add_person, stand
from hypothesis import given
from hypothesis import strategies as st
from mention_sentences import NAMED, NOBODY

from netz_tui.desk.mentions import named_introducers, propose_introducer

KUEHN, ADLER, BRANDT, LANG = "Dr. Petra Kühn", "Tom Adler", "Jens Brandt", "Sabine Lang"


@pytest.mark.parametrize(("sentence", "name"), NAMED)
def test_named(sentence, name):
    assert named_introducers(sentence)[:1] == [name]


@pytest.mark.parametrize("sentence", NOBODY)
def test_nobody_named(sentence):
    assert named_introducers(sentence) == []


@pytest.mark.parametrize("around", ["Hallo!\n{}\nViele Grüße\nErika Weiß", "Guten Tag, Frau Roth. {} Danke!", "{}\n"])
@pytest.mark.parametrize(("sentence", "name"), NAMED[::5])
def test_named_in_the_middle_of_a_message(sentence, name, around):
    assert named_introducers(around.format(sentence))[0] == name


def propose(world, message, sender_id=None):
    found = propose_introducer(world.desk, message, sender_id)
    return found.name if found else None


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Wir kennen uns über Herrn Kühn.", KUEHN),
        ("Wir kennen uns über Frau Kuehn.", KUEHN),
        ("via PETRA KÜHN", KUEHN),
        ("via Jens", BRANDT),
        ("via Jens Brandt", BRANDT),
        ("via J. Brandt", BRANDT),
        ("Herr Adler hat mir Ihre Nummer gegeben.", ADLER),
        ("Auf Petra Kühns Empfehlung", KUEHN),
        ("Sabine gave me your number.", LANG),
        ("via Jens Müller", None),
        ("via Petra", KUEHN),
        ("via Pet", None),
        ("über Jensen", None),
        ("Herr Jens hat mir Ihre Nummer gegeben.", None),
        ("via Tom Adler Nord", None),
        ("über die Messe", None),
        ("über Java", None),
        ("durch Google", None),
        ("Hallo Herr Adler", None),
        ("Viele Grüße\nTom Adler", None),
        ("via %", None),
        ("via _ens", None),
        ("", None),
    ],
)
def test_proposed(world, message, name):
    assert propose(world, message) == name


def test_a_titled_name_means_the_family(world):
    add_person(world.desk, "Adler Jansen", contact=True)
    assert propose(world, "Herr Adler hat Sie mir empfohlen.") == ADLER
    assert propose(world, "via Adler") == ADLER, "dependable before unproven"


def test_namesakes_are_nobody_unless_one_is_dependable(world):
    add_person(world.desk, "Jens Roth", contact=True)
    assert propose(world, "via Jens") == BRANDT
    other = add_person(world.desk, "Jens Vogel", contact=True)
    stand(world.desk, other)
    assert propose(world, "via Jens") is None
    assert propose(world, "via Jens Vogel") == "Jens Vogel"
    assert propose(world, "via Jens Roth") == "Jens Roth"


def test_two_unproven_namesakes_are_nobody(world):
    for _ in range(2):
        add_person(world.desk, "Hans Roth", contact=True)
    assert propose(world, "via Hans Roth") is None


def test_many_of_one_name_hide_nobody(world):
    for number in range(60):
        add_person(world.desk, f"Sabine{number:03} Langer", contact=True)
    assert propose(world, "via Sabine Lang") == LANG


def test_strangers_are_not_proposed(world):
    stranger = add_person(world.desk, "Udo Roth")
    assert propose(world, "via Udo Roth") is None
    stand(world.desk, stranger)
    assert propose(world, "via Udo Roth") == "Udo Roth"


def test_nobody_introduces_himself(world):
    assert propose(world, "Grüße von Tom Adler", world.people[ADLER]) is None


def test_the_next_name_is_tried(world):
    assert propose(world, "Frau Unbekannt meinte, ich solle Sie anrufen; auch Tom Adler hat mir das geraten.") == ADLER


def test_genitives_are_only_taken_off_where_they_stand(world):
    add_person(world.desk, "Peter Vogel", contact=True)
    assert propose(world, "via Peters") is None
    assert propose(world, "auf Peters Rat") == "Peter Vogel"
    add_person(world.desk, "Jens Peters", contact=True)
    assert propose(world, "via Herrn Peters") == "Jens Peters"


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*"AaÄßé'.,\n ", "von ", "über ", "Herr ", "via ", "hat mir "])).map("".join)
)
def test_no_text_is_too_odd(text):
    for name in named_introducers(text):
        assert name == name.strip()
        assert name[:1] in text
        assert not name[0].islower()


@pytest.mark.parametrize(
    "piece",
    ["Aa ", "von ", "Herr ", "Dr. ", "über Aa von ", "Ihr Kollege ", "hat mir ", "Aa-", "a", "A.", "auf Aas ", "\n"],
)
def test_a_hostile_message_costs_no_time(piece):
    started = time.process_time()
    named_introducers(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 1
