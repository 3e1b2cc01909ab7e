import pytest
from book_samples import DECIDED, THEN, answer, book_on, ground, person, put, request, talk

from netz_tui.book import people
from netz_tui.book.counts import net_counts
from netz_tui.book.rule import Condition, Lack
from netz_tui.fold import fold


@pytest.fixture
def kept(raw):
    return book_on(raw)


def named(raw, *names):
    return [person(raw, name, name_key=fold(name)) for name in names]


def found(kept, text, **options):
    return [row.name for row in people.find_people(kept, text, **options)]


def test_a_person_is_found_by_the_beginnings_of_words_in_any_spelling(raw, kept):
    named(raw, "Jürgen Weiß", "Juergen Müller-Lüdenscheidt", "Anna Kühn", "Hanna_Lena")
    assert found(kept, "jür") == ["Juergen Müller-Lüdenscheidt", "Jürgen Weiß"]
    assert found(kept, "WEISS jurg") == ["Jürgen Weiß"]
    assert found(kept, "ludensch") == ["Juergen Müller-Lüdenscheidt"]
    assert found(kept, "nna") == []
    assert found(kept, "hanna_l") == ["Hanna_Lena"]
    assert found(kept, "anna_") == []
    assert found(kept, "%") == found(kept, "") == found(kept, "", limit=9)
    assert len(found(kept, "", limit=2)) == 2


@pytest.mark.parametrize("text", ["x" * 100_000, "a b " * 5000, "'", '"', "\\", "\x00", "a\ud800b"])
def test_whatever_is_typed_is_no_error(raw, kept, text):
    named(raw, "Anna")
    assert found(kept, text) in ([], ["Anna"])


def test_contacts_come_first_and_of_them_the_dependable(raw, kept):
    a, _, c, d = named(raw, "Kühn A", "Kühn B", "Kühn C", "Kühn D")
    raw.execute("UPDATE people SET contact = 1 WHERE id IN (?, ?)", (c, d))
    ground(raw, d)
    ground(raw, a)
    assert found(kept, "kuhn") == ["Kühn D", "Kühn C", "Kühn A", "Kühn B"]


def test_who_may_introduce_stands_on_a_or_b_himself(raw, kept):
    a, b, c, _, fallen = named(raw, "K a", "K b", "K c", "K nothing", "K fallen")
    ground(raw, a, "a")
    ground(raw, b, "b")
    ground(raw, c, "c", introducer_id=a)
    ground(raw, fallen, "a", fallen_at=THEN)
    assert found(kept, "k", standing_ab=True) == ["K a", "K b"]


def test_people_by_id(raw, kept):
    ids = named(raw, *(f"P{number}" for number in range(1200)))
    assert people.person(kept, ids[3]).name == "P3"
    assert people.person(kept, 5000) is None
    by_id = people.people(kept, [*ids, 5000])
    assert {row_id: row.name for row_id, row in by_id.items()} == {row_id: f"P{row_id - 1}" for row_id in ids}
    assert people.people(kept, []) == {}


def test_handles(raw, kept):
    one, other = named(raw, "Anna", "Berta")
    for owner, kind, normal in ((other, "email", "x@y"), (one, "phone", "x@y"), (one, "email", "x@y")):
        put(raw, "handles", person_id=owner, kind=kind, raw=normal.upper(), normal=normal)
    assert people.by_handle(kept, "email", "x@y") == [other, one]
    assert people.by_handle(kept, "url", "x@y") == []
    assert [(row.kind, row.raw, row.normal) for row in people.handles(kept, one)] == [
        ("phone", "X@Y", "x@y"), ("email", "X@Y", "x@y"),
    ]  # fmt: skip


def test_conversations_answers_and_requests_come_newest_first(raw, kept):
    one, other = named(raw, "Anna", "Berta")
    talks = [talk(raw, one, at=f"2026-11-{day:02}T00:00:00Z") for day in (2, 3, 1, 3)]
    assert [row.id for row in people.conversations(kept, one)] == [talks[index] for index in (3, 1, 0, 2)]
    said = [answer(raw, other, one, "knows", f"2026-11-{day:02}T00:00:00Z") for day in (2, 3)]
    assert [row.id for row in people.cross_checks(kept, one)] == said[::-1]
    assert people.cross_checks(kept, one)[0].introducer == "Berta"
    first, second = (request(raw, one, sent_at=f"2026-11-{day:02}T00:00:00Z", platform="XING") for day in (1, 2))
    assert people.requests_of(kept, one) == [
        (second, "incoming", "XING", "2026-11-02T00:00:00Z", "pending"),
        (first, "incoming", "XING", "2026-11-01T00:00:00Z", "pending"),
    ]


def test_a_request_with_all_it_came_with(raw, kept):
    one, jens = named(raw, "Anna", "Jens")
    ground(raw, jens)
    row_id = request(
        raw, one, introducer_id=jens, message="Hallo", score=70, score_reasons='[{"text":"bulk","points":30}]',
        asleep=1, defer_until=THEN,
    )  # fmt: skip
    row = people.request(kept, row_id)
    assert (row.message, row.introducer, row.introducer_standing, row.state) == (
        "Hallo",
        "Jens",
        "dependable",
        "pending",
    )
    assert (row.asleep, row.defer_until, row.score) == (True, THEN, 70)
    assert row.score_reasons == ({"text": "bulk", "points": 30},)
    assert people.request(kept, 99) is None


def test_open_next_steps_come_soonest_first(raw, kept):
    (one,) = named(raw, "Anna")
    late, soon, _ = (
        put(raw, "follow_ups", person_id=one, due=due, done_at=done)
        for due, done in (("2026-12-02", None), ("2026-12-01", None), ("2026-11-30", THEN))
    )
    assert [row.id for row in people.follow_ups(kept, one)] == [soon, late]


def test_a_ground_tells_whether_it_stands(raw, kept):
    one, jens = named(raw, "Anna", "Jens")
    bearing = ground(raw, jens)
    ground(raw, one, "c", introducer_id=jens)
    ground(raw, one, "b", fallen_at=THEN, fallen_why="no")
    fell, rests = people.grounds(kept, one)
    assert (fell.kind, fell.stands, fell.fallen_why) == ("b", False, "no")
    assert (rests.kind, rests.stands, rests.introducer, rests.introducer_standing) == ("c", True, "Jens", "dependable")
    raw.execute("UPDATE grounds SET fallen_at = ? WHERE id = ?", (THEN, bearing))
    assert [row.stands for row in people.grounds(kept, one)] == [False, False]


def test_the_verdict_follows_from_what_is_stored(raw, kept):
    one, jens = named(raw, "Anna", "Jens")
    assert people.verdict(kept, one).lacks(Condition.GROUND) is Lack.NO_GROUND
    ground(raw, jens)
    resting = ground(raw, one, "c", introducer_id=jens)
    later = talk(raw, one, at="2026-11-25T00:00:00Z")
    verdict = people.verdict(kept, one)
    assert verdict.may
    assert (verdict.conversation.id, verdict.ground.id) == (later, resting)
    assert people.verdict(kept, one, DECIDED).lacks(Condition.CONTACT) is Lack.NEVER_TRIED
    answer(raw, jens, one, "not_at_all")
    assert people.verdict(kept, one).lacks(Condition.GROUND) is Lack.GROUND_FELL


def test_the_net_is_counted_by_contacts(raw, kept):
    assert net_counts(kept) == (0, 0, 0, 0)
    jens, ulla, one, two, three, sender = named(raw, "Jens", "Ulla", "One", "Two", "Three", "Sender")
    raw.execute("UPDATE people SET contact = 1 WHERE id <> ?", (sender,))
    ground(raw, jens)
    ground(raw, ulla)
    for who in (one, two, three, sender):
        ground(raw, who, "c", introducer_id=jens)
    ground(raw, one, "c", introducer_id=ulla)
    assert net_counts(kept) == (5, 5, 3, 0)
    answer(raw, ulla, one, "knows")
    answer(raw, jens, two, "vaguely")
    answer(raw, ulla, two, "knows_well")
    answer(raw, jens, three, "not_at_all")
    answer(raw, jens, sender, "knows")
    assert net_counts(kept) == (5, 4, 3, 1)
