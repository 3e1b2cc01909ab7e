import re
import sqlite3

import pytest
from book_samples import DECIDED, THEN, answer, confirm, ground, person, put, request, standing, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.book.book import open_book
from netz_tui.book.models import NOUNS
from netz_tui.book.opening import migrations
from netz_tui.book.problems import RULES

RULE = "rule: no request is confirmed without a personal contact before it"
RESTS = "rule: a confirmed request rests on this conversation"
DERIVED = "rule: the standing follows from the grounds"
INTRODUCER = "rule: ground c needs an introducer who stands on ground a or b"
FALLS = "rule: a ground falls, it is never replaced"
FOREIGN = "FOREIGN KEY constraint failed"
LATER = "2026-11-25T00:00:00Z"


def refused(sentence):
    return pytest.raises(sqlite3.IntegrityError, match=f"^{sentence}")


@pytest.fixture
def case(raw):
    """A request with all that is needed to confirm it, not confirmed yet."""
    me = person(raw)
    return {"person": me, "request": request(raw, me), "talk": talk(raw, me), "ground": ground(raw, me)}


@pytest.fixture
def confirmed(raw, case):
    confirm(raw, case["request"], case["talk"], case["ground"])
    return case


@pytest.fixture
def chain(raw):
    """Jens stands on ground a, Erika on c through him."""
    jens, erika = person(raw, "Jens"), person(raw, "Erika")
    return {
        "jens": jens,
        "erika": erika,
        "bearing": ground(raw, jens),
        "resting": ground(raw, erika, "c", introducer_id=jens),
    }


def state(raw, request_id):
    return raw.execute("SELECT state FROM requests WHERE id = ?", (request_id,)).fetchone()[0]


# Confirming


def test_with_every_piece_a_request_is_confirmed(raw, case):
    confirm(raw, case["request"], case["talk"], case["ground"])
    assert state(raw, case["request"]) == "confirmed"


@pytest.mark.parametrize(
    "spoil",
    [
        {"kind": "message"},
        {"kind": "event"},
        {"outcome": "voicemail", "trust": None, "chemistry": None},
        {"outcome": "no_answer", "trust": None, "chemistry": None},
        {"trust": None},
        {"chemistry": None},
        {"trust": 2},
        {"chemistry": 1},
        {"at": "2026-11-24T09:30:01Z"},
    ],
    ids=str,
)
def test_a_conversation_that_lacks_anything_does_not_do(raw, case, spoil):
    raw.execute("DELETE FROM conversations")
    lacking = talk(raw, case["person"], **spoil)
    with refused(RULE):
        confirm(raw, case["request"], lacking, case["ground"])


def test_no_conversation_no_ground_or_one_that_is_not_there_does_not_do(raw, case):
    for talk_id, ground_id in [(None, None), (case["talk"], None), (None, case["ground"]), (99, 99)]:
        with refused(RULE):
            confirm(raw, case["request"], talk_id, ground_id)


def test_a_later_conversation_that_went_wrong_counts_more(raw, case):
    talk(raw, case["person"], at="2026-11-21T00:00:00Z", trust=1)
    with refused(RULE):
        confirm(raw, case["request"], case["talk"], case["ground"])


def test_what_belongs_to_somebody_else_does_not_do(raw, case):
    other = person(raw, "Jens")
    with refused(RULE):
        confirm(raw, case["request"], talk(raw, other), case["ground"])
    with refused(RULE):
        confirm(raw, case["request"], case["talk"], ground(raw, other))


def test_a_fallen_ground_does_not_do(raw, case):
    raw.execute("UPDATE grounds SET fallen_at = ?", (THEN,))
    with refused(RULE):
        confirm(raw, case["request"], case["talk"], case["ground"])


def test_a_ground_whose_introducer_fell_does_not_do(raw, chain):
    asked = request(raw, chain["erika"])
    spoken = talk(raw, chain["erika"])
    raw.execute("UPDATE grounds SET fallen_at = ? WHERE id = ?", (THEN, chain["bearing"]))
    with refused(RULE):
        confirm(raw, asked, spoken, chain["resting"])
    raw.execute("UPDATE grounds SET fallen_at = NULL")
    confirm(raw, asked, spoken, chain["resting"])


def test_a_confirmation_has_a_date_and_is_of_an_incoming_request(raw, case):
    with refused("rule|CHECK"):
        confirm(raw, case["request"], case["talk"], case["ground"], at=None)
    raw.execute("UPDATE requests SET direction = 'outgoing'")
    with refused("CHECK"):
        confirm(raw, case["request"], case["talk"], case["ground"])


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE"])
def test_no_request_arrives_confirmed(raw, case, verb):
    with refused("rule: a request arrives unconfirmed"):
        raw.execute(
            f"{verb} INTO requests (id, person_id, name, name_key, sent_at, state, decided_at, conversation_id, "
            "ground_id, created_at) VALUES (?, ?, 'E', 'e', ?, 'confirmed', ?, ?, ?, ?)",
            (case["request"], case["person"], THEN, DECIDED, case["talk"], case["ground"], THEN),
        )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE requests SET state = 'confirmed', decided_at = '2026-11-24T09:30:00Z'",
        "UPDATE OR IGNORE requests SET state = 'confirmed', decided_at = '2026-11-24T09:30:00Z'",
        "UPDATE OR REPLACE requests SET state = 'confirmed', decided_at = '2026-11-24T09:30:00Z'",
        "UPDATE requests SET state = c.kind, decided_at = '2999' FROM (SELECT 'confirmed' AS kind) c",
        "UPDATE requests SET (state, decided_at) = (SELECT 'confirmed', '2999')",
        (
            "INSERT INTO requests (id, person_id, name, name_key, sent_at, created_at) VALUES (1, 1, 'E', 'e', '', '') "
            "ON CONFLICT (id) DO UPDATE SET state = 'confirmed', decided_at = '2999'"
        ),
        (
            "WITH c AS (SELECT 'confirmed' AS kind) UPDATE requests SET state = (SELECT kind FROM c), "
            "decided_at = '2999' RETURNING id"
        ),
    ],
)
def test_no_turn_of_phrase_confirms_without_evidence(raw, case, sql):
    with refused(RULE):
        raw.execute(sql).fetchall()
    assert state(raw, case["request"]) == "pending"


def test_a_confirmation_can_not_be_hung_on_worse_evidence(raw, confirmed):
    poor = talk(raw, confirmed["person"], kind="message")
    for column, value in [("conversation_id", poor), ("conversation_id", None), ("ground_id", None)]:
        with refused(RULE):
            raw.execute(f"UPDATE requests SET {column} = ?", (value,))
    with refused(RULE):
        raw.execute("UPDATE requests SET decided_at = '2026-11-01T00:00:00Z'")
    with refused("CHECK"):
        raw.execute("UPDATE requests SET direction = 'outgoing'")


# Afterwards


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'message'",
        "outcome = 'voicemail', trust = NULL, chemistry = NULL",
        "trust = 1",
        "trust = NULL",
        "chemistry = 2",
        "chemistry = NULL",
        "trust = NULL, chemistry = NULL",
        "at = '2026-11-25T00:00:00Z'",
    ],
)
@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
def test_the_conversation_of_a_confirmed_request_stays_what_it_was(raw, confirmed, verb, change):
    with refused(RESTS):
        raw.execute(f"{verb} conversations SET {change} WHERE id = ?", (confirmed["talk"],))


def test_a_note_or_a_better_judgement_may_be_added_afterwards(raw, confirmed):
    raw.execute("UPDATE conversations SET note = 'gut', trust = 5, duration_s = 60 WHERE id = ?", (confirmed["talk"],))


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_the_conversation_can_not_be_replaced_by_a_worse_one(raw, confirmed, verb):
    with refused(RESTS):
        raw.execute(
            f"{verb} INTO conversations (id, person_id, kind, at, outcome) VALUES (?, ?, 'message', ?, 'reached')",
            (confirmed["talk"], confirmed["person"], THEN),
        )


def test_another_conversation_can_not_take_its_place(raw, confirmed):
    worse = talk(raw, confirmed["person"], kind="event")
    with refused(RESTS):
        raw.execute("UPDATE OR REPLACE conversations SET id = ? WHERE id = ?", (confirmed["talk"], worse))


TAKEN_AWAY = [
    ("DELETE FROM conversations", RESTS),
    ("DELETE FROM grounds", FALLS),
    ("UPDATE conversations SET id = 77", RESTS),
    ("UPDATE requests SET person_id = (SELECT max(id) FROM people)", RULE),
    (
        (
            "INSERT OR REPLACE INTO conversations (id, person_id, kind, at, outcome, trust, chemistry) SELECT "
            "id, (SELECT max(id) FROM people), kind, at, outcome, trust, chemistry FROM conversations"
        ),
        RESTS,
    ),
    (
        (
            "INSERT OR REPLACE INTO conversations (person_id, kind, at, outcome, source_key) SELECT "
            "person_id, 'message', at, 'reached', source_key FROM conversations"
        ),
        RESTS,
    ),
]


@pytest.mark.parametrize(("sql", "sentence"), TAKEN_AWAY)
@pytest.mark.parametrize("watched", ["ON", "OFF"])
@pytest.mark.usefixtures("confirmed")
def test_what_a_confirmation_rests_on_can_not_be_taken_away(raw, sql, sentence, watched):
    raw.execute("UPDATE conversations SET source_key = 'k'")
    person(raw, "Somebody else")
    before = list(raw.iterdump())
    raw.execute(f"PRAGMA foreign_keys = {watched}")
    with refused(sentence):
        raw.execute(sql)
    assert list(raw.iterdump()) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE conversations SET person_id = (SELECT max(id) FROM people)",
        "UPDATE grounds SET person_id = (SELECT max(id) FROM people)",
        "DELETE FROM people WHERE id = (SELECT min(id) FROM people)",
    ],
)
@pytest.mark.usefixtures("confirmed")
def test_what_a_confirmation_rests_on_can_not_go_even_at_the_end_of_a_transaction(raw, sql):
    person(raw, "Somebody else")
    before = list(raw.iterdump())
    raw.execute("BEGIN")
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute(sql)
    with refused(FOREIGN):
        raw.execute("COMMIT")
    raw.execute("ROLLBACK")
    assert list(raw.iterdump()) == before


def test_people_can_be_merged_with_all_that_a_confirmation_rests_on(raw, confirmed):
    kept = person(raw, "The same")
    raw.execute("BEGIN")
    raw.execute("PRAGMA defer_foreign_keys = ON")
    for table in ("grounds", "conversations", "requests"):
        raw.execute(f"UPDATE {table} SET person_id = ?", (kept,))
    raw.execute("DELETE FROM people WHERE id = ?", (confirmed["person"],))
    raw.execute("COMMIT")
    assert standing(raw, kept) == "dependable"


# Grounds


@pytest.mark.parametrize("kind", ["a", "b"])
@pytest.mark.parametrize("lacking", [{"since": ""}, {"place": ""}, {"since": "  "}, {"place": " "}], ids=str)
def test_grounds_a_and_b_need_their_evidence(raw, kind, lacking):
    with refused("CHECK"):
        ground(raw, person(raw), kind, **lacking)


def test_ground_c_rests_on_somebody_else_who_stands_on_a_or_b(raw, chain):
    third = person(raw, "Third")
    for nobody in (third, chain["erika"], 999):
        with refused(f"{INTRODUCER}|CHECK"):
            ground(raw, third, "c", introducer_id=nobody)
    with refused(f"{INTRODUCER}|CHECK"):
        ground(raw, third, "c", introducer_id=None)
    with refused("CHECK"):
        ground(raw, chain["jens"], "c", introducer_id=chain["jens"])
    with refused("CHECK"):
        ground(raw, third, "a", introducer_id=chain["jens"])
    raw.execute("UPDATE grounds SET fallen_at = ? WHERE id = ?", (THEN, chain["bearing"]))
    with refused(INTRODUCER):
        ground(raw, third, "c", introducer_id=chain["jens"])
    assert standing(raw, third) == "unproven"


def test_a_ground_is_not_turned_into_c_through_somebody_on_c(raw, chain):
    third = person(raw, "Third")
    mine = ground(raw, third)
    with refused(INTRODUCER):
        raw.execute("UPDATE grounds SET kind = 'c', introducer_id = ? WHERE id = ?", (chain["erika"], mine))
    resting = ground(raw, third, "c", introducer_id=chain["jens"])
    with refused(INTRODUCER):
        raw.execute("UPDATE grounds SET introducer_id = ? WHERE id = ?", (chain["erika"], resting))
    with refused(INTRODUCER):
        raw.execute(
            "UPDATE grounds SET kind = 'c', person_id = ?, introducer_id = ? WHERE id = ?",
            (chain["erika"], third, mine),
        )


def test_whatever_the_journal_says_nobody_stands_on_c_through_c(raw, chain):
    raw.execute("INSERT INTO journal (at, verb, label, undone) VALUES ('', '', '', 2)")
    third = person(raw, "Third")
    ground(raw, third, "c", introducer_id=chain["erika"])
    assert standing(raw, third) == "shaky"


def test_when_the_introducer_falls_all_that_rests_on_him_is_shaky_until_he_stands_again(raw, chain):
    other = person(raw, "Also through Jens")
    ground(raw, other, "c", introducer_id=chain["jens"])
    own = person(raw, "Has a ground of his own besides")
    ground(raw, own, "c", introducer_id=chain["jens"])
    ground(raw, own, "b")
    everybody = [chain["jens"], chain["erika"], other, own]

    raw.execute("UPDATE grounds SET fallen_at = ? WHERE id = ?", (THEN, chain["bearing"]))
    assert [standing(raw, who) for who in everybody] == ["shaky", "shaky", "shaky", "dependable"]
    raw.execute("UPDATE grounds SET fallen_at = NULL WHERE id = ?", (chain["bearing"],))
    assert [standing(raw, who) for who in everybody] == ["dependable"] * 4
    raw.execute("DELETE FROM grounds WHERE id = ?", (chain["bearing"],))
    assert [standing(raw, who) for who in everybody] == ["unproven", "shaky", "shaky", "dependable"]
    ground(raw, chain["jens"], "b")
    assert [standing(raw, who) for who in everybody] == ["dependable"] * 4


def test_a_second_ground_of_the_introducer_bears_on(raw, chain):
    ground(raw, chain["jens"], "b")
    raw.execute("UPDATE grounds SET fallen_at = ? WHERE id = ?", (THEN, chain["bearing"]))
    assert standing(raw, chain["erika"]) == "dependable"


def test_an_introducer_who_comes_down_to_c_bears_nobody_any_more(raw, chain):
    top = person(raw, "Top")
    ground(raw, top)
    raw.execute("UPDATE grounds SET kind = 'c', introducer_id = ? WHERE id = ?", (top, chain["bearing"]))
    assert standing(raw, chain["jens"]) == "dependable"
    assert standing(raw, chain["erika"]) == "shaky"


def test_a_ground_that_moves_takes_the_standing_along(raw, chain):
    other = person(raw, "Other")
    raw.execute("UPDATE grounds SET person_id = ? WHERE id = ?", (other, chain["bearing"]))
    assert [standing(raw, chain[who]) for who in ("jens", "erika")] == ["unproven", "shaky"]
    raw.execute("UPDATE grounds SET introducer_id = ? WHERE id = ?", (other, chain["resting"]))
    assert standing(raw, chain["erika"]) == "dependable"


def test_a_shaky_contact_can_be_merged(raw, chain):
    raw.execute("UPDATE grounds SET fallen_at = ? WHERE id = ?", (THEN, chain["bearing"]))
    kept, other_jens = person(raw, "Erika again"), person(raw, "Jens again")
    raw.execute("UPDATE grounds SET person_id = ? WHERE id = ?", (kept, chain["resting"]))
    raw.execute("UPDATE grounds SET person_id = ? WHERE id = ?", (other_jens, chain["bearing"]))
    raw.execute("UPDATE grounds SET introducer_id = ? WHERE id = ?", (other_jens, chain["resting"]))
    assert [standing(raw, who) for who in (kept, chain["erika"])] == ["shaky", "unproven"]


# Cross-checks


def test_the_latest_answer_decides(raw, chain):
    erika, jens = chain["erika"], chain["jens"]
    seen = []
    for said, at in [
        ("knows", "2026-01-01T00:00:00Z"),
        ("not_at_all", "2026-03-01T00:00:00Z"),
        ("knows", "2026-02-01T00:00:00Z"),
        ("vaguely", "2026-03-01T00:00:00Z"),
        ("not_at_all", "2026-03-02T00:00:00Z"),
    ]:
        last = answer(raw, jens, erika, said, at)
        seen.append(standing(raw, erika))
    assert seen == ["dependable", "shaky", "shaky", "dependable", "shaky"]
    raw.execute("UPDATE cross_checks SET answer = 'knows_well' WHERE id = ?", (last,))
    assert standing(raw, erika) == "dependable"
    raw.execute("UPDATE cross_checks SET answer = 'not_at_all' WHERE id = ?", (last,))
    raw.execute("DELETE FROM cross_checks WHERE id = ?", (last,))
    assert standing(raw, erika) == "dependable"


def test_an_answer_touches_only_what_rests_on_that_introducer(raw, chain):
    other = person(raw, "Other")
    ground(raw, other)
    answer(raw, other, chain["erika"], "not_at_all")
    answer(raw, chain["erika"], chain["jens"], "not_at_all")
    assert [standing(raw, chain[who]) for who in ("jens", "erika")] == ["dependable", "dependable"]
    said = answer(raw, chain["jens"], chain["erika"], "not_at_all")
    assert standing(raw, chain["erika"]) == "shaky"
    raw.execute("UPDATE cross_checks SET introducer_id = ? WHERE id = ?", (other, said))
    assert standing(raw, chain["erika"]) == "dependable"
    raw.execute("UPDATE cross_checks SET introducer_id = ?, person_id = ? WHERE id = ?", (chain["erika"], other, said))
    assert standing(raw, chain["erika"]) == "dependable"


# The standing


@pytest.mark.parametrize("written", ["dependable", "shaky"])
def test_the_standing_is_not_written_by_hand(raw, written):
    me = person(raw)
    for sql in [
        "UPDATE people SET standing = ?",
        "UPDATE OR REPLACE people SET standing = ?",
        "UPDATE OR IGNORE people SET standing = ?",
    ]:
        with refused(DERIVED):
            raw.execute(sql, (written,))
    with refused(DERIVED):
        person(raw, standing=written)
    assert standing(raw, me) == "unproven"


def test_a_standing_does_not_survive_the_ground_it_followed_from(raw, chain):
    replaced = "rule: a ground falls, it is never replaced"
    third = person(raw, "Third")
    mine = ground(raw, third)
    for verb in ("INSERT OR REPLACE", "REPLACE", "INSERT"):
        with refused(replaced):
            raw.execute(
                f"{verb} INTO grounds (id, person_id, kind, since, place, created_at) VALUES (?, ?, 'a', '1', 'x', '')",
                (chain["bearing"], third),
            )
    with refused(replaced):
        raw.execute("UPDATE OR REPLACE grounds SET id = ? WHERE id = ?", (chain["bearing"], mine))


def test_an_answer_is_not_replaced(raw, chain):
    said = answer(raw, chain["jens"], chain["erika"], "not_at_all")
    other = answer(raw, chain["erika"], chain["jens"], "knows")
    with refused("rule: an answer is never replaced"):
        raw.execute(
            "REPLACE INTO cross_checks (id, introducer_id, person_id, asked_at, answer) VALUES (?, ?, ?, '', 'knows')",
            (said, chain["erika"], chain["jens"]),
        )
    with refused("rule: an answer is never replaced"):
        raw.execute("UPDATE OR REPLACE cross_checks SET id = ? WHERE id = ?", (said, other))


def test_a_person_is_not_replaced_by_one_with_another_standing(raw, chain):
    for verb in ("INSERT OR REPLACE", "REPLACE"):
        with refused(DERIVED):
            raw.execute(
                f"{verb} INTO people (id, uid, name, name_key, created_at) VALUES (?, 'x', 'X', 'x', '')",
                (chain["jens"],),
            )
    other = person(raw, "Other")
    with refused(DERIVED):
        raw.execute("UPDATE OR REPLACE people SET id = ? WHERE id = ?", (chain["jens"], other))


steps = st.lists(
    st.one_of(
        st.tuples(st.just("ground"), st.integers(1, 5), st.sampled_from("abc"), st.integers(1, 5)),
        st.tuples(st.just("toggle"), st.integers(1, 12)),
        st.tuples(st.just("delete"), st.integers(1, 12)),
        st.tuples(st.just("move"), st.integers(1, 12), st.integers(1, 5)),
        st.tuples(st.just("answer"), st.integers(1, 5), st.integers(1, 5), st.sampled_from(["knows", "not_at_all"])),
        st.tuples(st.just("unanswer"), st.integers(1, 6)),
    ),
    max_size=14,
)


def take(connection, step):
    match step:
        case ("ground", who, kind, by):
            ground(connection, who, kind, introducer_id=by if kind == "c" else None)
        case ("toggle", which):
            connection.execute(
                "UPDATE grounds SET fallen_at = CASE WHEN fallen_at IS NULL THEN 'x' END WHERE id = ?", (which,)
            )
        case ("delete", which):
            connection.execute("DELETE FROM grounds WHERE id = ?", (which,))
        case ("move", which, who):
            connection.execute("UPDATE grounds SET person_id = ? WHERE id = ?", (who, which))
        case ("answer", by, who, said):
            answer(connection, by, who, said)
        case ("unanswer", which):
            connection.execute("DELETE FROM cross_checks WHERE id = ?", (which,))


def expected_standing(connection, who):
    grounds = connection.execute("SELECT person_id, kind, introducer_id, fallen_at FROM grounds").fetchall()
    answers = connection.execute("SELECT introducer_id, person_id, answer FROM cross_checks ORDER BY asked_at, id")
    latest = {(by, about): said for by, about, said in answers}
    firm = {owner for owner, kind, _, fallen in grounds if kind in "ab" and fallen is None}
    mine = [row for row in grounds if row[0] == who]
    stands = any(
        fallen is None and (kind in "ab" or (by in firm and latest.get((by, who)) != "not_at_all"))
        for _, kind, by, fallen in mine
    )
    return "dependable" if stands else "shaky" if mine else "unproven"


@pytest.fixture(scope="module")
def scratch():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript("\n".join(step.sql for step in migrations()))
    for number in range(1, 6):
        person(connection, f"P{number}")
    return connection


@given(steps)
@settings(derandomize=True, max_examples=200, deadline=None)
def test_after_any_sequence_the_standing_is_what_the_grounds_say(scratch, taken):
    scratch.execute("BEGIN")
    try:
        for step in taken:
            try:
                take(scratch, step)
            except sqlite3.IntegrityError:
                continue
            for who in range(1, 6):
                assert standing(scratch, who) == expected_standing(scratch, who)
    finally:
        scratch.execute("ROLLBACK")


# The tables


@pytest.mark.parametrize("table", NOUNS)
def test_a_model_is_its_table_column_by_column(book, table):
    model = NOUNS[table]
    columns = {row[1]: row for row in book.rows(f"PRAGMA table_info({table})")}
    assert list(model._meta.columns) == list(columns)
    references = {row[3]: row[2] for row in book.rows(f"PRAGMA foreign_key_list({table})")}
    for name, field in model._meta.columns.items():
        _, _, kind, required, default, primary = columns[name]
        affinity = {"AUTO": "INTEGER", "INT": "INTEGER", "FLOAT": "REAL"}.get(field.field_type, field.field_type)
        assert kind == affinity, name
        assert field.primary_key == bool(primary)
        if primary:
            continue
        assert field.null == (not required), name
        stored = field.db_value(field.default() if callable(field.default) else field.default)
        assert (f"'{stored}'" if isinstance(stored, str) else None if stored is None else str(stored)) == default, name
        if hasattr(field, "rel_model"):
            assert references[name] == field.rel_model._meta.table_name


def test_every_table_of_facts_has_a_model(book):
    tables = {row[0] for row in book.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    tables = {name for name in tables if name.partition("_")[0] != "search"}
    assert tables - {
        "sqlite_sequence",
        "journal",
        "journal_changes",
        "match_keys",
        "match_model",
        "tallies",
        "erased",
    } == set(NOUNS)


def test_what_refers_to_something_is_found_by_an_index(book):
    for table, *_ in book.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for reference in book.rows(f"PRAGMA foreign_key_list({table})"):
            column = reference[3]
            plan = [row[3] for row in book.rows(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1")]
            assert all("SEARCH" in line for line in plan), (table, column, plan)


TALLIED = {
    "waiting": "SELECT count(*) FROM requests WHERE state = 'pending' AND direction = 'incoming' AND asleep = 0",
    "deferred": "SELECT count(*) FROM requests WHERE state = 'pending' AND direction = 'incoming' AND asleep = 1",
    "contacts": "SELECT count(*) FROM people WHERE contact = 1",
    "dependable": "SELECT count(*) FROM people WHERE contact = 1 AND standing = 'dependable'",
}


def test_the_tallies_follow_whatever_is_written(tmp_path):
    moments = "'2026-01-01T00:00:00Z'"
    with open_book(tmp_path / "book.sqlite") as book, book.transaction() as raw:
        for number in range(1, 9):
            raw.execute(
                "INSERT INTO people (id, uid, name, name_key, contact, created_at) "
                f"VALUES ({number}, 'u{number}', 'N', 'n', {number % 2}, {moments})"
            )
            direction = "outgoing" if number == 8 else "incoming"
            raw.execute(
                "INSERT INTO requests (id, person_id, direction, name, name_key, sent_at, created_at) "
                f"VALUES ({number}, {number}, '{direction}', 'N', 'n', {moments}, {moments})"
            )
        steps = (
            "INSERT INTO grounds (person_id, kind, since, place, created_at) VALUES (1, 'a', '2019', 'Ulm', 'x')",
            "INSERT INTO grounds (person_id, kind, since, place, created_at) VALUES (2, 'b', '2019', 'Ulm', 'x')",
            "UPDATE people SET contact = 1 WHERE id = 2",
            f"UPDATE requests SET defer_until = {moments}, asleep = 1 WHERE id IN (2, 3)",
            f"UPDATE requests SET state = 'declined', decided_at = {moments} WHERE id IN (3, 4)",
            "UPDATE requests SET asleep = 0 WHERE id = 2",
            "UPDATE grounds SET fallen_at = 'x' WHERE person_id = 1",
            "UPDATE people SET contact = 0 WHERE id = 2",
            "DELETE FROM requests WHERE id IN (5, 6)",
            "DELETE FROM people WHERE id IN (5, 6)",
        )
        seen = set()
        for step in steps:
            raw.execute(step)
            tallies = dict(raw.execute("SELECT name, n FROM tallies"))
            assert tallies == {name: raw.execute(sql).fetchone()[0] for name, sql in TALLIED.items()}, step
            seen.add(tuple(tallies.values()))
        assert len(seen) > 6  # the steps did move the numbers


def test_every_noun_is_complete_for_undo(book):
    for table in NOUNS:
        (primary,) = [row for row in book.rows(f"PRAGMA table_info({table})") if row[5]]
        assert (primary[1], primary[2]) == ("id", "INTEGER")
        assert {row[6] for row in book.rows(f"PRAGMA foreign_key_list({table})")} <= {"NO ACTION"}


@pytest.mark.parametrize(
    ("index", "sql"),
    [
        ("people_by_name", "SELECT id FROM people ORDER BY name_key, id LIMIT 10"),
        ("contacts_by_standing", "SELECT standing, count(*) FROM people WHERE contact = 1 GROUP BY standing"),
        ("handles_by_value", "SELECT person_id FROM handles WHERE kind = 'email' AND normal = 'x' ORDER BY id"),
        ("conversations_by_person", "SELECT id FROM conversations WHERE person_id = 1 ORDER BY at DESC, id DESC"),
        (
            "cross_checks_by_person",
            "SELECT answer FROM cross_checks WHERE introducer_id = 1 AND person_id = 2 ORDER BY asked_at DESC, id DESC",
        ),
        (
            "requests_deferred",
            "SELECT 1 FROM requests WHERE state = 'pending' AND defer_until IS NOT NULL AND defer_until <= 'x' LIMIT 1",
        ),
        ("follow_ups_open", "SELECT id FROM follow_ups WHERE done_at IS NULL AND due <= 'x' ORDER BY due"),
        (
            "duplicate_pairs_open",
            "SELECT id FROM duplicate_pairs WHERE state = 'open' ORDER BY probability DESC LIMIT 10",
        ),
        ("observations_by_kind", "SELECT value FROM observations WHERE kind = 'event' ORDER BY at"),
        ("journal_undone", "SELECT id FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1"),
        ("journal_changes_by_entry", "SELECT id FROM journal_changes WHERE entry_id = 1 ORDER BY id DESC"),
    ],
)
def test_an_index_serves_what_it_is_for_without_sorting(book, index, sql):
    plan = " | ".join(row[3] for row in book.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_a_merged_pair_and_a_tie_are_written_one_way_round(raw):
    one, other = person(raw), person(raw, "Jens")
    with refused("CHECK"):
        put(raw, "ties", a_id=other, b_id=one, created_at=THEN)
    with refused("CHECK"):
        put(raw, "duplicate_pairs", a_id=one, b_id=one, probability=0.5)
    with refused("CHECK"):
        put(raw, "duplicate_pairs", a_id=one, b_id=other, probability=1.5)


def test_every_refusal_of_the_schema_has_a_sentence():
    sql = "\n".join(step.sql for step in migrations())
    assert set(re.findall(r"'rule: ([^']+)'", sql)) == set(RULES)
