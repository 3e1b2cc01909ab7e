import sqlite3

import pytest
from book_samples import DECIDED, answer, book_on, confirm, ground, person, request, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.book import people as book_people
from netz_tui.book.rule import Condition, Footing, Lack, Spoken, deciding, may_confirm

CALL = ("call", "reached", 4, 4)
GOOD = [CALL]
STANDS = [("a", True)]


def judged(conversations, grounds):
    spoken = [
        Spoken(number, kind, outcome, f"2026-11-{number:02}", trust, chemistry)
        for number, (kind, outcome, trust, chemistry) in enumerate(conversations, 1)
    ]
    return may_confirm(spoken, [Footing(number, kind, stands) for number, (kind, stands) in enumerate(grounds, 1)])


@pytest.mark.parametrize("kind", ["call", "video", "meeting"])
@pytest.mark.parametrize("trust", [3, 5])
@pytest.mark.parametrize("chemistry", [3, 5])
@pytest.mark.parametrize("on", ["a", "b", "c"])
def test_a_personal_contact_found_right_and_a_ground_that_stands_suffice(kind, trust, chemistry, on):
    verdict = judged([(kind, "reached", trust, chemistry)], [(on, True)])
    assert verdict.may
    assert verdict.missing == ()
    assert verdict.conversation.id == 1
    assert verdict.ground.id == 1


@pytest.mark.parametrize(
    ("conversations", "grounds", "missing"),
    [
        ([], [], {"contact": "never_tried", "trust": "not_judged", "chemistry": "not_judged", "ground": "no_ground"}),
        ([], STANDS, {"contact": "never_tried", "trust": "not_judged", "chemistry": "not_judged"}),
        (
            [("message", "reached", 5, 5)],
            STANDS,
            {"contact": "never_tried", "trust": "not_judged", "chemistry": "not_judged"},
        ),
        (
            [("event", "reached", 5, 5)],
            STANDS,
            {"contact": "never_tried", "trust": "not_judged", "chemistry": "not_judged"},
        ),
        *(
            (
                [(kind, outcome, None, None)],
                STANDS,
                {"contact": "not_reached", "trust": "not_judged", "chemistry": "not_judged"},
            )
            for kind in ("call", "video", "meeting")
            for outcome in ("no_answer", "voicemail", "wrong_number")
        ),
        ([("call", "reached", None, None)], STANDS, {"trust": "not_judged", "chemistry": "not_judged"}),
        ([("call", "reached", 4, None)], STANDS, {"chemistry": "not_judged"}),
        ([("call", "reached", None, 4)], STANDS, {"trust": "not_judged"}),
        ([("call", "reached", 2, 4)], STANDS, {"trust": "found_wrong"}),
        ([("call", "reached", 4, 2)], STANDS, {"chemistry": "found_wrong"}),
        ([("call", "reached", 1, 1)], STANDS, {"trust": "found_wrong", "chemistry": "found_wrong"}),
        (GOOD, [], {"ground": "no_ground"}),
        (GOOD, [("a", False)], {"ground": "ground_fell"}),
        (GOOD, [("a", False), ("c", False)], {"ground": "ground_fell"}),
        ([CALL, ("meeting", "reached", 2, 4)], STANDS, {"trust": "found_wrong"}),
        ([CALL, ("meeting", "reached", 5, None)], STANDS, {"chemistry": "not_judged"}),
        ([("call", "no_answer", None, None), ("call", "reached", 2, 2)], [], {"ground": "no_ground"}
         | {"trust": "found_wrong", "chemistry": "found_wrong"}),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_piece_by_piece(conversations, grounds, missing):
    verdict = judged(conversations, grounds)
    assert not verdict.may
    assert {piece.condition.value: piece.lack.value for piece in verdict.missing} == missing
    for condition in Condition:
        assert verdict.lacks(condition) == missing.get(condition.value)


@pytest.mark.parametrize(
    ("conversations", "decides"),
    [
        ([CALL, ("call", "no_answer", None, None)], 1),
        ([CALL, ("message", "reached", 1, 1)], 1),
        ([CALL, ("call", "reached", None, None)], 1),
        ([("call", "reached", 1, 1), CALL], 2),
        ([("call", "reached", None, None), ("video", "reached", None, None)], 2),
        ([("call", "no_answer", None, None)], None),
        ([], None),
    ],
)
def test_the_latest_personal_contact_that_was_judged_decides(conversations, decides):
    verdict = judged(conversations, STANDS)
    assert (None if verdict.conversation is None else verdict.conversation.id) == decides


def test_of_two_at_the_same_moment_the_one_logged_later_decides():
    same = [Spoken(7, "call", "reached", DECIDED, 4, 4), Spoken(9, "call", "reached", DECIDED, 1, 4)]
    assert deciding(same).id == 9
    assert deciding(same[::-1]).id == 9


def test_the_better_ground_bears():
    verdict = judged(GOOD, [("c", True), ("b", True), ("a", False)])
    assert verdict.ground.kind == "b"


def test_what_lies_ahead_of_now_has_not_happened():
    ahead = [Spoken(1, "call", "reached", "2026-12-01T00:00:00Z", 4, 4)]
    stands = [Footing(1, "a", stands=True)]
    assert may_confirm(ahead, stands, now=DECIDED).lacks(Condition.CONTACT) is Lack.NEVER_TRIED
    assert may_confirm(ahead, stands, now="2026-12-01T00:00:00Z").may
    assert may_confirm(ahead, stands).may


@pytest.fixture(scope="module")
def shared(tmp_path_factory, empty_book):
    """One writing connection for many books' worth of rows, each rolled back."""
    copy = tmp_path_factory.mktemp("rule") / "book.sqlite"
    copy.write_bytes(empty_book.read_bytes())
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


moments = st.sampled_from(["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", DECIDED, "2026-11-24T09:30:01Z"])
marks = st.sampled_from([None, 2, 3, 4])
conversations = st.tuples(
    st.sampled_from(["call", "video", "meeting", "message", "event"]),
    st.sampled_from(["reached", "reached", "reached", "no_answer", "voicemail"]),
    moments,
    marks,
    marks,
)
grounds = st.tuples(st.sampled_from("abc"), st.booleans())
answers = st.tuples(st.sampled_from(["knows_well", "knows", "vaguely", "not_at_all"]), moments)


def confirmable(connection, request_id, talk_id, ground_id):
    connection.execute("SAVEPOINT attempt")
    try:
        confirm(connection, request_id, talk_id, ground_id)
    except sqlite3.IntegrityError:
        return False
    finally:
        connection.execute("ROLLBACK TO attempt")
        connection.execute("RELEASE attempt")
    return True


@given(st.lists(conversations, max_size=4), st.lists(grounds, max_size=3), st.booleans(), st.lists(answers, max_size=2))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_the_schema_lets_through_exactly_what_the_function_does(shared, spoken, stood, introducer_falls, answered):
    shared.execute("BEGIN")
    try:
        me, introducer = person(shared), person(shared, "Jens Kühn")
        bearing = ground(shared, introducer)
        asked = request(shared, me)
        talks = []
        for kind, outcome, at, trust, chemistry in spoken:
            said = (
                {"trust": trust, "chemistry": chemistry} if outcome == "reached" else {"trust": None, "chemistry": None}
            )
            talks.append(talk(shared, me, kind=kind, outcome=outcome, at=at, **said))
        on = [
            ground(
                shared, me, kind, introducer_id=introducer if kind == "c" else None, fallen_at=DECIDED if fell else None
            )
            for kind, fell in stood
        ]
        if introducer_falls:
            shared.execute("UPDATE grounds SET fallen_at = ? WHERE id = ?", (DECIDED, bearing))
        for said, at in answered:
            answer(shared, introducer, me, said, at)

        verdict = book_people.verdict(book_on(shared), me, now=DECIDED)
        let_through = {
            (talk_id, ground_id)
            for talk_id in [*talks, None, 999]
            for ground_id in [*on, bearing, None, 999]
            if confirmable(shared, asked, talk_id, ground_id)
        }
        assert bool(let_through) is verdict.may
        if verdict.may:
            assert (verdict.conversation.id, verdict.ground.id) in let_through
            standing = {row.id for row in book_people.grounds(book_on(shared), me) if row.stands}
            assert {ground_id for _, ground_id in let_through} == standing
    finally:
        shared.execute("ROLLBACK")
