"""Merging loses nothing and is undone to the last byte, whoever the two are and whatever came after."""

import json
from collections import Counter
from typing import Any

import pytest
from desk_world import add_person, ask, assert_sound, content, desk_on, everything, reached, sender, stand, standing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netz_tui.book import people as book_people
from netz_tui.book.book import open_book
from netz_tui.book.models import CrossCheck, DuplicatePair, FollowUp, Lead, Request, Tie
from netz_tui.book.problems import BookProblem
from netz_tui.desk import decide, grounds, history, merge, tags
from netz_tui.desk.drafts import Draft, Drafts
from netz_tui.desk.hand_over import turn


def facts(book):
    return dict(content(book))


def pair(desk, one, other, probability=0.995, state="open", reasons=()):
    a, b = sorted((one, other))
    with desk.book.action("pair", "Pair", desk.now()) as action:
        return action.insert(DuplicatePair, a=a, b=b, probability=probability, state=state, reasons=list(reasons))


def tie(desk, one, other, **values):
    a, b = sorted((one, other))
    with desk.book.action("tie", "Tie", desk.now()) as action:
        return action.insert(Tie, a=a, b=b, created_at=desk.now(), **values)


def row(desk, person_id, columns):
    return desk.book.row(f"SELECT {columns} FROM people WHERE id = ?", (person_id,))


@pytest.fixture
def two(desk):
    """The same man twice."""
    return (
        add_person(desk, "Jürgen Weiß", ("email", "j.weiss@adler.example"), ("phone", "0151 2345678"), contact=True,
                   given="Jürgen", family="Weiß", org="Adler GmbH", city="Köln", note="Kennt alle."),
        add_person(desk, "Juergen Weiss", ("email", "J.Weiss@adler.example"), ("phone", "0221 998877"),
                   given="Juergen", family="Weiss", org="Bussard AG", birthday="1980-12-24", note="Ruft gern an."),
    )  # fmt: skip


def test_who_is_left_has_everything(desk, two):
    keep, gone = two
    merge.merge(desk, keep, gone)
    assert row(desk, gone, "1") is None
    assert row(desk, keep, "name, org, city, birthday, contact") == (
        "Jürgen Weiß", "Adler GmbH", "Köln", "1980-12-24", 1
    )  # fmt: skip
    assert sorted(handle.normal for handle in book_people.handles(desk.book, keep)) == [
        "+491512345678", "+49221998877", "j.weiss@adler.example"
    ]  # fmt: skip
    note = row(desk, keep, "note")[0]
    assert "Kennt alle." in note
    assert "Ruft gern an." in note
    assert "Bussard AG" in note, "a company that was not chosen is not forgotten"
    assert_sound(desk.book)


@pytest.mark.parametrize(
    ("side", "org", "noted"),
    [
        ("left", "Adler GmbH", "Bussard AG"),
        ("right", "Bussard AG", "Adler GmbH"),
        ("both", "Adler GmbH / Bussard AG", ""),
    ],
)
def test_a_field_is_taken_from_where_one_says(desk, two, side, org, noted):
    keep, gone = two
    merge.merge(desk, keep, gone, {"org": side})
    found, note = row(desk, keep, "org, note")
    assert found == org
    assert noted in note
    assert not noted or noted not in found


def test_a_name_is_taken_whole_and_the_other_becomes_the_nickname(desk, two):
    keep, gone = two
    merge.merge(desk, keep, gone, {"name": "right"})
    assert row(desk, keep, "name, given, family, name_key") == ("Juergen Weiss", "Juergen", "Weiss", "jurgen weiss")
    history.undo(desk)
    other = add_person(desk, "Jürgen Weiß-Krahl", given="Jürgen", family="Weiß-Krahl")
    merge.merge(desk, keep, other, {"name": "both"})
    assert row(desk, keep, "name, nickname") == ("Jürgen Weiß", "Jürgen Weiß-Krahl")
    assert "Krahl" not in row(desk, keep, "note")[0]


def test_undo_restores_every_byte(desk, two):
    before = facts(desk.book)
    merge.merge(desk, *two)
    merged = facts(desk.book)
    assert merged != before
    history.undo(desk)
    assert facts(desk.book) == before
    history.redo(desk)
    assert facts(desk.book) == merged


def test_a_confirmed_request_goes_along_with_what_it_rests_on(world, desk, two):
    request = world.ready("Juergen Weiss", handles=(("phone", "0221 998877"),))
    decide.confirm(desk, request)
    gone = sender(desk, request)
    merge.merge(desk, two[0], gone)
    assert sender(desk, request) == two[0]
    assert standing(desk, two[0]) == "dependable"
    assert_sound(desk.book)
    before = facts(desk.book)
    history.undo(desk)
    history.redo(desk)
    assert facts(desk.book) == before


def test_who_was_introduced_by_the_merged_one_keeps_standing(world, desk):
    again = add_person(desk, "Petra Kuehn")
    merge.merge(desk, again, world.people["Dr. Petra Kühn"])
    brandt = world.people["Jens Brandt"]
    assert standing(desk, brandt) == "dependable"
    (ground,) = book_people.grounds(desk.book, brandt)
    assert (ground.introducer_id, ground.stands) == (again, True)
    assert_sound(desk.book)


@pytest.mark.parametrize("kept", ["Dr. Petra Kühn", "Jens Brandt"])
def test_one_who_introduced_himself_stands_on_what_the_introducer_stood_on(world, desk, kept):
    names = ["Dr. Petra Kühn", "Jens Brandt"]
    keep, gone = (world.people[name] for name in ([kept, *[name for name in names if name != kept]]))
    before = facts(desk.book)
    merge.merge(desk, keep, gone)
    found = book_people.grounds(desk.book, keep)
    assert [(ground.kind, ground.since, ground.place, ground.stands) for ground in found] == [
        ("a", "2019", "Ulm", True)
    ] * 2
    assert_sound(desk.book)
    history.undo(desk)
    assert facts(desk.book) == before


def test_a_request_confirmed_on_ones_own_introduction_stays_confirmed(world, desk):
    request = ask(desk, "Erika Weiß")
    reached(desk, sender(desk, request))
    stand(desk, sender(desk, request), "c", world.people["Tom Adler"])
    decide.confirm(desk, request)
    merge.merge(desk, world.people["Tom Adler"], sender(desk, request))
    assert book_people.request(desk.book, request).state == "confirmed"
    assert_sound(desk.book)


def test_an_introduction_that_had_fallen_does_not_stand_up_by_merging(world, desk):
    brandt, kuehn = world.people["Jens Brandt"], world.people["Dr. Petra Kühn"]
    grounds.cross_check(desk, kuehn, brandt, "not_at_all")
    merge.merge(desk, kuehn, brandt)
    stood = sorted(ground.stands for ground in book_people.grounds(desk.book, kuehn))
    assert stood == [False, True]


def test_ties_join_and_one_to_oneself_vanishes(world, desk, two):
    keep, gone = two
    adler, lang = world.people["Tom Adler"], world.people["Sabine Lang"]
    tie(desk, keep, gone, note="Sind verwandt?")
    tie(desk, keep, adler, since="2020", place="Ulm", note="Messe")
    tie(desk, gone, adler, since="2018", place="Bonn", note="Verein", claimed_by=gone)
    tie(desk, gone, lang, claimed_by=lang)
    merge.merge(desk, keep, gone)
    found = desk.book.rows(
        "SELECT a_id, b_id, since, place, note, claimed_by FROM ties WHERE ? IN (a_id, b_id) ORDER BY a_id", (keep,)
    )
    assert found == [
        (*sorted((keep, adler)), "2018", "Ulm / Bonn", "Messe\nVerein", keep),
        (*sorted((keep, lang)), "", "", "", lang),
    ]
    assert "Sind verwandt?" in row(desk, keep, "note")[0]
    assert_sound(desk.book)


def test_who_introduced_others_stays_named_but_nobody_introduces_himself(world, desk, two):
    keep, gone = two
    adler, lang = world.people["Tom Adler"], world.people["Sabine Lang"]
    others, own = tie(desk, adler, lang, introduced_by=gone), tie(desk, adler, keep, introduced_by=gone)
    merge.merge(desk, keep, gone)
    assert dict(desk.book.rows("SELECT id, introduced_by FROM ties WHERE id IN (?, ?)", (others, own))) == {
        others: keep,
        own: None,
    }
    assert_sound(desk.book)


def test_tags_follow_ups_leads_imports_and_answers_go_along(world, desk, two):
    keep, gone = two
    adler = world.people["Tom Adler"]
    tags.set_tags(desk, [keep, gone], ["ulm"], keep_others=True)
    tags.set_tags(desk, [gone], ["chor"], keep_others=True)
    with desk.book.action("more", "More", desk.now()) as action:
        action.insert(FollowUp, person=gone, due="2026-12-01")
        action.insert(Lead, person=gone, at=desk.now(), stage="hint")
        action.insert(Lead, person=adler, introducer=gone, at=desk.now(), stage="hint")
        action.insert(CrossCheck, introducer=adler, person=gone, asked_at=desk.now(), answer="knows")
        action.insert(CrossCheck, introducer=keep, person=gone, asked_at=desk.now(), answer="knows", note="seltsam")
    merge.merge(desk, keep, gone)
    assert tags.tags_of(desk, keep) == ["chor", "ulm"]
    assert len(book_people.follow_ups(desk.book, keep)) == 1
    assert desk.book.rows("SELECT person_id, introducer_id FROM leads") == [(keep, None), (adler, keep)]
    assert [check.introducer_id for check in book_people.cross_checks(desk.book, keep)] == [adler]
    assert "seltsam" in row(desk, keep, "note")[0]
    assert desk.book.rows("SELECT uid FROM former_uids WHERE person_id = ?", (keep,)) != []


def test_a_draft_that_both_have_is_not_doubled(desk, two):
    keep, gone = two
    drafts = Drafts(desk.book.path)
    for person in two:
        drafts.save(Draft(person, None, "Nummer falsch?"))
    merge.merge(desk, keep, gone)
    assert drafts.load(keep).text == "Nummer falsch?"


def test_a_draft_goes_along_and_stays_for_undo(desk, two):
    keep, gone = two
    drafts = Drafts(desk.book.path)
    drafts.save(Draft(gone, None, "Nummer falsch?"))
    drafts.save(Draft(keep, None, "Rückruf"))
    merge.merge(desk, keep, gone)
    assert drafts.load(keep).text == "Rückruf\n\nNummer falsch?"
    history.undo(desk)
    assert drafts.load(gone).text == "Nummer falsch?"


def test_what_was_found_about_the_one_holds_for_the_other(world, desk, two):
    keep, gone = two
    adler, lang = world.people["Tom Adler"], world.people["Sabine Lang"]
    pair(desk, keep, gone)
    pair(desk, keep, adler, 0.5, state="different")
    pair(desk, gone, adler, 0.8)
    pair(desk, gone, lang, 0.7, reasons=[{"code": "same_org", "weight": 4, "a": "Lang AG", "b": "Weiß AG"}])
    merge.merge(desk, keep, gone)
    found = desk.book.rows("SELECT a_id, b_id, probability, state FROM duplicate_pairs ORDER BY probability")
    assert found == [(*sorted((keep, lang)), 0.7, "open"), (*sorted((keep, adler)), 0.8, "different")]
    assert turn(json.dumps([{"code": "x", "a": "l", "b": "r"}]), turned=True) == [{"code": "x", "a": "r", "b": "l"}]


def test_two_are_needed(desk, two):
    with pytest.raises(BookProblem, match="It takes two"):
        merge.merge(desk, two[0], two[0])
    with pytest.raises(BookProblem, match="not there"):
        merge.merge(desk, two[0], 99_999)


def test_not_the_same_is_for_good_until_it_is_taken_back(desk, two):
    found = pair(desk, *two)
    entry = merge.keep_apart(desk, [found]).entry
    assert desk.book.value("SELECT state FROM duplicate_pairs") == "different"
    assert not merge.keep_apart(desk, [found])
    tags.set_tags(desk, [two[0]], ["später"], keep_others=True)
    history.undo_entry(desk, entry)
    assert desk.book.value("SELECT state FROM duplicate_pairs") == "open"


def test_only_what_is_sure_is_merged_at_once_and_nobody_kept_apart(desk, two):
    three = add_person(desk, "J. Weiß")
    four = add_person(desk, "Jürgen Weis")
    wanted = [
        pair(desk, two[0], two[1], 0.999),
        pair(desk, two[1], three, 0.995),
        pair(desk, two[0], three, 0.3, state="different"),
        pair(desk, two[0], four, 0.98),
    ]
    before = facts(desk.book)
    merge.merge_sure(desk, wanted)
    assert row(desk, two[1], "1") is None
    assert row(desk, three, "1") == (1,), "one of two who are kept apart"
    assert row(desk, four, "1") == (1,), "not sure"
    history.undo(desk)
    assert facts(desk.book) == before


def test_merging_at_once_is_stopped_with_nothing_changed(desk, two):
    before = everything(desk.book)
    assert not merge.merge_sure(desk, [pair(desk, *two)], cancelled=lambda: True)
    assert everything(desk.book)["people"] == before["people"]


def test_a_group_is_merged_but_for_who_is_dropped(desk, two):
    three, four = add_person(desk, "J. Weiß"), add_person(desk, "Jörg Weiß")
    pair(desk, two[0], four, 0.6)
    merge.merge_group(desk, two[0], [two[1], three], [four])
    left = [person_id for person_id in (*two, three, four) if row(desk, person_id, "1")]
    assert left == [two[0], four]
    assert desk.book.rows("SELECT state FROM duplicate_pairs") == [("different",)]


def test_in_a_group_too_values_are_taken_as_chosen(desk, two):
    three = add_person(desk, "J. Weiß", org="Falke KG")
    merge.merge_group(desk, two[0], [two[1], three], choices={two[1]: {"org": "right"}})
    assert row(desk, two[0], "org") == ("Bussard AG",)


def test_the_better_known_is_kept(world, desk, two):
    assert merge.survivor(desk, two[1], two[0]) == two
    assert merge.survivor(desk, world.people["Tom Adler"], two[0]) == (world.people["Tom Adler"], two[0])


# Weeks later


def test_a_merge_is_undone_by_itself_after_other_actions(world, desk, two):
    before = facts(desk.book)
    entry = merge.merge(desk, *two).entry
    world.clock.forward(days=30)
    other = add_person(desk, "Später Gast", ("email", "gast@example.org"))
    tags.set_tags(desk, [other], ["neu"], keep_others=True)
    call = reached(desk, two[0])
    history.undo_entry(desk, entry)
    now = facts(desk.book)
    for noun, rows in before.items():
        assert set(rows) <= set(now[noun]), noun
    extra = {noun: len(now[noun]) - len(rows) for noun, rows in before.items() if len(now[noun]) != len(rows)}
    assert extra == {"people": 1, "handles": 1, "tags": 1, "person_tags": 1, "conversations": 1}
    assert call in [talk.id for talk in book_people.conversations(desk.book, two[0])]
    assert_sound(desk.book)
    history.undo(desk)
    assert row(desk, two[1], "1") is None, "undoing is undone like anything else"


def test_it_is_named_what_stands_in_the_way(desk, two):
    entry = merge.merge(desk, *two).entry
    three = add_person(desk, "J. Weiß", contact=True)
    merge.merge(desk, three, two[0])
    before = everything(desk.book)
    with pytest.raises(BookProblem, match=r"J\. Weiß and Jürgen Weiß merged.* came after it"):
        history.undo_entry(desk, entry)
    assert everything(desk.book) == before
    history.undo(desk)
    history.undo_entry(desk, entry)
    assert row(desk, two[1], "name") == ("Juergen Weiss",)


def test_a_confirmation_that_rests_on_both_stands_in_the_way(desk, two):
    keep, gone = two
    call = reached(desk, gone)
    entry = merge.merge(desk, keep, gone).entry
    stand(desk, keep)
    request = ask(desk, "Jürgen Weiß", handles=(("email", "j.weiss@adler.example"),))
    assert sender(desk, request) == keep
    decide.confirm(desk, request)
    assert desk.book.value("SELECT conversation_id FROM requests WHERE id = ?", (request,)) == call
    with pytest.raises(BookProblem, match="“Jürgen Weiß confirmed” came after it"):
        history.undo_entry(desk, entry)
    assert_sound(desk.book)


def test_an_entry_undone_already_is_said_to_be(desk, two):
    entry = merge.merge(desk, *two).entry
    history.undo_entry(desk, entry)
    with pytest.raises(BookProblem, match="undone already"):
        history.undo_entry(desk, entry)


def test_an_address_book_taken_in_again_knows_who_was_merged(desk, two, tmp_path):
    from netz_tui.desk.intake import take_in

    merge.merge(desk, *two)
    uid = desk.book.value("SELECT uid FROM former_uids")
    card = tmp_path / "again.vcf"
    card.write_text(f"BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:Ganz Anders\nTITLE:Leiter\nEND:VCARD\n", encoding="utf-8")
    report = take_in(desk, card)
    assert (report.added, report.changed) == (0, 1)
    assert row(desk, two[0], "title") == ("Leiter",)


# Whatever the book

KINDS = st.sampled_from(["a", "b", "c"])


@st.composite
def plans(draw):
    """Steps to fill a book with six people, the last two of whom are merged."""
    who = st.integers(0, 5)
    step = st.one_of(
        st.tuples(st.just("handle"), who, st.sampled_from(["x@e.org", "y@e.org", "z@e.org"])),
        st.tuples(st.just("tie"), who, who),
        st.tuples(st.just("ground"), who, KINDS, who),
        st.tuples(st.just("call"), who),
        st.tuples(st.just("request"), who, who),
        st.tuples(st.just("confirm"), st.integers(0, 3)),
        st.tuples(st.just("check"), who, who, st.sampled_from(["knows", "not_at_all"])),
        st.tuples(st.just("tag"), who, st.sampled_from(["eins", "zwei"])),
        st.tuples(st.just("pair"), who, who, st.sampled_from(["open", "different"])),
        st.tuples(st.just("lead"), who, who),
        st.tuples(st.just("merge"), who, who),
    )
    return draw(st.lists(step, max_size=25)), draw(st.lists(step, max_size=6))


def play(desk, ids, steps):
    """Do what can be done; what the rules refuse is left out."""
    for step in steps:
        try:
            _play(desk, ids, step)
        except BookProblem:
            continue


def _play(desk, ids, step):  # noqa: C901, PLR0912 - a case for each verb
    verb, *args = step
    if verb != "confirm":
        args = [ids[arg] if isinstance(arg, int) else arg for arg in args]
    match verb:
        case "handle":
            from netz_tui.desk.people import add_handle

            add_handle(desk, args[0], "email", args[1])
        case "tie" if args[0] != args[1]:
            tie(desk, *args, note="so")
        case "ground":
            stand(desk, args[0], args[1], args[2])
        case "call":
            reached(desk, args[0])
        case "request":
            with desk.book.action("request", "Request", desk.now()) as action:
                action.insert(
                    Request, person=args[0], name="N", name_key="n", sent_at=desk.now(), created_at=desk.now(),
                    introducer=None if args[0] == args[1] else args[1],
                )  # fmt: skip
        case "confirm":
            waiting = desk.book.rows("SELECT id FROM requests WHERE state = 'pending' ORDER BY id")
            if args[0] < len(waiting):
                decide.confirm(desk, waiting[args[0]][0])
        case "check":
            grounds.cross_check(desk, *args)
        case "tag":
            tags.set_tags(desk, [args[0]], [args[1]], keep_others=True)
        case "pair" if args[0] != args[1]:
            pair(desk, args[0], args[1], 0.5, args[2])
        case "lead":
            with desk.book.action("lead", "Lead", desk.now()) as action:
                action.insert(Lead, person=args[0], introducer=args[1], at=desk.now(), stage="hint")
        case "merge":
            merge.merge(desk, args[0], args[1])


def kept(book, *people):
    """What must survive a merge, counted; people told apart no more."""
    ids = ",".join(str(person_id) for person_id in people)
    counted: dict[str, Any] = {
        noun: Counter(row[1:] for row in book.rows(f"SELECT id, {columns} FROM {noun} WHERE {column} IN ({ids})"))
        for noun, columns, column in (
            ("conversations", "kind, at, note", "person_id"),
            ("requests", "name, state, sent_at, conversation_id, ground_id", "person_id"),
            ("leads", "at, stage", "person_id"),
            ("grounds", "created_at", "person_id"),
        )
    }
    counted["handles"] = set(book.rows(f"SELECT kind, normal FROM handles WHERE person_id IN ({ids})"))
    counted["tags"] = set(book.rows(f"SELECT tag_id FROM person_tags WHERE person_id IN ({ids})"))
    others = set()
    for a, b in book.rows("SELECT a_id, b_id FROM ties"):
        if (a in people) is not (b in people):
            others.add(b if a in people else a)
    counted["ties"] = others
    return counted


@pytest.fixture(scope="module")
def shelf(tmp_path_factory, fresh_book):
    return tmp_path_factory.mktemp("shelf"), fresh_book


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans())
def test_a_merge_loses_nothing_and_is_undone_to_the_byte(shelf, plan):
    import shutil

    folder, template = shelf
    before_steps, after_steps = plan
    for old in folder.iterdir():
        old.unlink()
    with open_book(shutil.copy(template, folder / "book.sqlite")) as book:
        desk = desk_on(book)
        ids = [add_person(desk, f"Person {number}", org=f"Firma {number}") for number in range(6)]
        play(desk, ids, before_steps)
        alive = [person_id for person_id in ids if row(desk, person_id, "1")]
        if len(alive) < 2:
            return
        keep, gone = alive[-2:]
        before, owned = facts(book), kept(book, keep, gone)
        entry = merge.merge(desk, keep, gone).entry
        assert_sound(book)
        assert kept(book, keep) == owned
        merged = facts(book)
        history.undo(desk)
        assert facts(book) == before
        history.redo(desk)
        assert facts(book) == merged
        play(desk, ids, after_steps)
        latest = facts(book)
        newest = history.latest(desk)
        try:
            history.undo_entry(desk, entry)
        except BookProblem as problem:
            assert "came after it" in str(problem)  # noqa: PT017 - both ends are right, each has its own proof
            assert facts(book) == latest
        else:
            assert row(desk, gone, "name")
            assert_sound(book)
            (history.redo if newest == entry else history.undo)(desk)
            assert facts(book) == latest
