import random
import sqlite3

import pytest
from book_samples import THEN, book_on, ground, person, put, request, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.book.counts import inbox_counts
from netz_tui.book.inbox import SORTS, FilteredInbox, InboxSource, inbox_row
from netz_tui.book.query import parse
from netz_tui.fold import fold

KEYS = {
    "age": lambda row: (row["sent_at"], row["id"]),
    "newest": lambda row: (row["sent_at"], row["id"]),
    "name": lambda row: (row["name_key"], row["id"]),
    "platform": lambda row: (row["platform"], row["id"]),
    "score": lambda row: (row["score"], row["id"]),
}


def fill(connection, senders):
    """Put in one request for each; return as mappings those that the inbox should show."""
    shown = []
    for name, platform, score, day, state, direction, asleep in senders:
        values = {
            "platform": platform, "score": score, "sent_at": f"2026-11-{day:02}T00:00:00Z", "direction": direction,
            "asleep": asleep, "defer_until": THEN if asleep else None, "haystack": fold(f"{name} {platform}"),
            "name_key": fold(name), "state": state, "decided_at": None if state == "pending" else THEN,
        }  # fmt: skip
        row_id = request(connection, person(connection, name), name, **values)
        if state == "pending" and direction == "incoming":
            shown.append({"id": row_id, "name": name} | values)
    return shown


def expected(rows, sort):
    down = SORTS[sort][1] == "DESC"
    return [
        row["id"]
        for half in (0, 1)
        for row in sorted((row for row in rows if row["asleep"] == half), key=KEYS[sort], reverse=down)
    ]


def check(source, ids, asks):
    assert len(source) == len(ids)
    for start, size in asks:
        assert [row.id for row in source.block(start, size)] == ids[start : start + size]


sender = st.tuples(
    st.sampled_from(["Anna", "Ännä", "Müller", "Mueller", "50_50 %", "王"]),
    st.sampled_from(["", "XING", "LinkedIn"]),
    st.sampled_from([0, 7, 100]),
    st.integers(1, 3),
    st.sampled_from(["pending"] * 5 + ["declined"]),
    st.sampled_from(["incoming"] * 5 + ["outgoing"]),
    st.sampled_from([0, 0, 0, 1]),
)
asked = st.lists(st.tuples(st.integers(0, 45), st.integers(0, 12)), max_size=12)


@pytest.mark.parametrize("sort", SORTS)
@given(
    senders=st.lists(sender, max_size=40),
    asks=asked,
    word=st.sampled_from(["", "an", "MÜLL", "xing ann", "50_5", "%", "_", "王", "zz"]),
)
@settings(derandomize=True, max_examples=40, deadline=None)
def test_every_access_finds_what_sorting_everything_would(master_copy, sort, senders, asks, word):
    connection = master_copy
    connection.execute("BEGIN")
    try:
        rows = fill(connection, senders)
        book = book_on(connection)
        ids = expected(rows, sort)
        source = InboxSource(book, sort)
        assert source.waiting == sum(1 for row in rows if not row["asleep"])
        assert inbox_counts(book) == (source.waiting, len(ids) - source.waiting)
        check(source, ids, [*asks, *asks[::-1]])
        assert [source.index_of(row_id) for row_id in ids] == list(range(len(ids)))
        assert source.index_of(10**6) is None

        words = parse(word).words
        kept = [row for row in rows if all(part in row["haystack"] for part in words)]
        found = FilteredInbox(book, word, sort)
        ids = expected(kept, sort)
        assert found.waiting == sum(1 for row in kept if not row["asleep"])
        check(found, ids, asks)
        assert [found.index_of(row_id) for row_id in ids] == list(range(len(ids)))
        assert found.index_of(10**6) is None
    finally:
        connection.execute("ROLLBACK")


@pytest.fixture(scope="module")
def many(master):
    """Fifty thousand requests, with few different values to sort by."""
    connection = copied(master)
    dice = random.Random(5)
    count = range(1, 50_001)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO people (id, uid, name, name_key, created_at) VALUES (?, ?, 'x', 'x', '')",
        ((number, str(number)) for number in count),
    )
    connection.executemany(
        "INSERT INTO requests (id, person_id, name, name_key, haystack, platform, score, sent_at, asleep, defer_until, "
        "introducer_id, created_at) VALUES (?, ?, 'x', ?, ?, ?, ?, ?, ?, 'x', ?, '')",
        (
            (
                number, number, f"n{number % 500}", f"n{number % 500} acme", dice.choice("abc"), dice.randrange(101),
                f"2026-{number % 12 + 1:02}", int(number % 7 == 0), dice.choice([None, 1, 2]),
            )
            for number in count
        ),
    )  # fmt: skip
    connection.execute("COMMIT")
    yield connection
    connection.close()


def copied(master):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(master)
    return connection


@pytest.fixture(scope="module")
def master_copy(master):
    connection = copied(master)
    yield connection
    connection.close()


@pytest.mark.parametrize("sort", SORTS)
def test_a_page_anywhere_walks_its_index_and_sorts_nothing(many, sort):
    column, direction = SORTS[sort]
    rows = many.execute(f"SELECT asleep, {column}, id FROM requests").fetchall()
    waiting, deferred = (
        [row[2] for row in sorted((row for row in rows if row[0] == half), reverse=direction == "DESC")]
        for half in (0, 1)
    )
    ids = waiting + deferred
    book = book_on(many)
    for statistics in ("DROP TABLE IF EXISTS sqlite_stat1", "ANALYZE"):
        many.execute(statistics)
        many.execute("ANALYZE sqlite_schema")
        source = InboxSource(book, sort)
        book.plans.clear()
        check(
            source, ids, [(start, 40) for start in (0, 40, 25_000, 24_960, 42_840, len(waiting) - 20, 49_960, 12_345)]
        )
        for position in (0, 12_345, len(waiting), 49_999):
            assert source.index_of(ids[position]) == position
        walks = [steps for sql, steps in book.plans if "OFFSET" in sql or "count(*) FROM requests" in sql]
        assert len(walks) >= 12
        for steps in walks:
            assert len(steps) == 1, steps
            assert steps[0].startswith(f"SEARCH r USING INDEX inbox_by_{ {'newest': 'age'}.get(sort, sort) } (asleep=?")
        assert not [steps for _, steps in book.plans if any(step.startswith(("SCAN r", "SCAN p")) for step in steps)]


def test_walking_goes_on_from_the_nearest_known_row(many):
    book = book_on(many)
    skipped = []
    plain = book.rows

    def watched(sql, parameters=()):
        if "OFFSET" in sql:
            skipped.append(parameters[-1])
        return plain(sql, parameters)

    book.rows = watched
    source = InboxSource(book, "age")
    for start in (0, 40, 20_000, 20_040, 19_960, 20_100, 19_000, source.waiting - 40):
        source.block(start, 40)
    assert skipped == [0, 0, 19_920, 0, 0, 20, 920, 0]


def test_what_is_known_stays_little(many):
    source = InboxSource(book_on(many), "age")
    for start in range(0, 40_000, 40):
        source.block(start, 10)
    assert len(source._awake._edges) < 600


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "a b " * 5000, "ä" * 60_000, "%" * 500, "\\", "'\"", "\x00", "a\ud800b"]
)
def test_whatever_is_typed_into_the_filter_finds_something_or_nothing(raw, text):
    fill(raw, [("Anna", "XING", 0, 1, "pending", "incoming", 0)])
    found = FilteredInbox(book_on(raw), text)
    assert len(found.block(0, 10)) == len(found) <= 1


def test_a_row_tells_all_that_the_list_shows(raw):
    jens, erika, alike, ahead = (person(raw, name) for name in ("Jens", "Erika", "Erica", "Ulla"))
    raw.execute("UPDATE people SET title = 'Chefin', org = 'ACME' WHERE id = ?", (erika,))
    raw.execute("UPDATE people SET contact = 1 WHERE id IN (?, ?)", (jens, ahead))
    ground(raw, jens)
    for a, b in ((jens, erika), (erika, alike), (erika, ahead)):
        put(raw, "ties", a_id=a, b_id=b, created_at=THEN)
    request_id = request(
        raw, erika, "Erika", introducer_id=jens, platform="XING", score=60, asleep=1, defer_until="2026-12-01T00:00:00Z"
    )
    put(raw, "follow_ups", person_id=erika, request_id=request_id, due="2026-12-03")
    put(raw, "follow_ups", person_id=erika, request_id=request_id, due="2026-12-02")
    put(raw, "follow_ups", person_id=erika, request_id=request_id, due="2026-12-01", done_at=THEN)
    put(raw, "duplicate_pairs", a_id=erika, b_id=alike, probability=0.7)
    put(raw, "duplicate_pairs", a_id=jens, b_id=erika, probability=0.9, state="different")
    talk(raw, erika, outcome="voicemail", trust=None, chemistry=None)
    row = inbox_row(book_on(raw), request_id)
    shown = (row.id, row.person_id, row.name, row.platform, row.headline, row.asleep, row.defer_until, row.score)
    assert shown == (request_id, erika, "Erika", "XING", "Chefin · ACME", True, "2026-12-01T00:00:00Z", 60)
    assert (row.tries, row.spoken, row.due) == (1, False, "2026-12-02")
    assert (row.introducer, row.introducer_standing, row.alike) == ("Jens", "dependable", "Erica")
    assert (row.standing, row.contact, row.mutual) == ("unproven", False, 2)

    talk(raw, erika, trust=4, chemistry=2)
    assert not inbox_row(book_on(raw), request_id).spoken
    talk(raw, erika)
    assert inbox_row(book_on(raw), request_id).spoken
    raw.execute("UPDATE requests SET headline = 'Own words'")
    raw.execute("UPDATE people SET title = ''")
    assert inbox_row(book_on(raw), request_id).headline == "Own words"
    raw.execute("UPDATE requests SET headline = ''")
    assert inbox_row(book_on(raw), request_id).headline == "ACME"
    raw.execute("UPDATE requests SET state = 'declined', decided_at = ?", (THEN,))
    assert inbox_row(book_on(raw), request_id).name == "Erika"
    assert inbox_row(book_on(raw), 99) is None
    assert InboxSource(book_on(raw)).block(0, 10) == []


def test_a_row_that_went_meanwhile_is_left_out(raw):
    fill(raw, [(name, "", 0, 1, "pending", "incoming", 0) for name in ("Anna", "Berta", "Carla")])
    found = FilteredInbox(book_on(raw), "")
    raw.execute("DELETE FROM requests WHERE id = 2")
    assert [row.name for row in found.block(0, 3)] == ["Anna", "Carla"]


def test_filters_ask_for_points_platform_day_and_sender(raw):
    anna, bert = person(raw, "Anna", city="Ulm"), person(raw, "Bert")
    tag = put(raw, "tags", name="messe")
    put(raw, "person_tags", person_id=bert, tag_id=tag)
    day = "2026-11-{:02}T08:00:00Z"
    first = request(raw, anna, "Anna", platform="XING", score=70, sent_at=day.format(3), haystack="anna")
    second = request(raw, bert, "Bert", platform="LinkedIn", score=30, sent_at=day.format(9), haystack="bert")
    put(raw, "search", rowid=bert, tags="messe")
    put(raw, "search", rowid=anna, city="ulm")
    book = book_on(raw)
    for text, wanted in {
        "score:60": [first],
        "-score:60": [second],
        "score:0": [first, second],
        "score:viel": [],
        "platform:xi": [first],
        "since:2026-11-05": [second],
        "tag:messe": [second],
        "city:ulm score:10 ann": [first],
        "city:ulm score:80": [],
        "overdue": [first, second],
    }.items():
        assert [row.id for row in FilteredInbox(book, text).block(0, 9)] == wanted, text
