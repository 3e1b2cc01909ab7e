"""The collector score: what speaks for one, what against, and that it is frozen when a request arrives."""

import json
from datetime import timedelta
from typing import Any

import pytest
from desk_world import NOW, add_person, ask, reached, sender, stand
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.book.models import Conversation
from netz_tui.desk import decide, history, intake
from netz_tui.desk.contacts import person_page
from netz_tui.desk.grounds import cross_check
from netz_tui.desk.signals.alike import ALIKE, keys, shingles, similarity
from netz_tui.desk.signals.late import sellers, sold
from netz_tui.desk.signals.record import pending_from, record
from netz_tui.desk.signals.scoring import WEIGHTS, Facts, reasons, score
from netz_tui.desk.signals.text import contacts_told, is_generic, of_message
from netz_tui.moments import moment_text

PITCH = (
    "Hallo {name}, ich bin beim Stöbern auf Ihr {word} Profil gestoßen und sehe großes Potenzial für gemeinsame "
    "Vorhaben in Ihrer Branche. Wann passt es Ihnen in der nächsten Woche für ein Gespräch?"
)

LONG = (
    "Ich würde Sie gerne zu meinem Netzwerk hinzufügen, denn seit der Messe in Hannover denke ich über Ihren "
    "Vorschlag nach, das Wehr mit einer zweiten Turbine auszustatten und die Fische zu zählen."
)


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        ("", ["no_message"]),
        ("   \n", ["no_message"]),
        ("I'd like to add you to my professional network on LinkedIn.", ["default_text"]),
        ("Ich würde Sie gerne zu meinem Netzwerk hinzufügen.", ["default_text"]),
        ("ICH WUERDE SIE GERNE ZU MEINEM NETZWERK HINZUFUEGEN!", ["default_text"]),
        ("Vielen Dank für Ihren Besuch meines Profils!", ["stock_phrase"]),
        ("We have mutual connections – let me explain.", ["stock_phrase"]),
        ("Ich freue mich über jeden Kontakt aus Ulm.", ["grows_list"]),
        ("Lust auf ein zweites Standbein? Nur 15 Minuten!", ["sales_words"]),
        ("We help companies scale to 7 figures.", ["sales_words"]),
        ("Guten Tag [Vorname] [Nachname], wie geht es?", ["unfilled_template"]),
        ("Hi {{first_name}}, quick question", ["unfilled_template"]),
        ("Dear Mr./Mrs., kindly look.", ["unfilled_template", "generic_greeting"]),
        ("Sehr geehrte Damen und Herren, ich komme aus Ulm.", ["generic_greeting"]),
        ("Wir kennen uns über Jens Kühn, von der Messe in Hannover. Darf ich anrufen?", []),
        ("Thank you for the talk in Innsbruck, I still think about the weir.", []),
        ("Die Synergie der Turbinen war Ihr Thema, ich war die mit dem Schal.", []),
        (LONG, []),
    ],
)
def test_what_a_message_tells(message, codes):
    assert list(of_message(message)) == codes


@pytest.mark.parametrize(
    ("headline", "generic"),
    [
        ("Speaker | Coach | Recruiter", True),
        ("Karriere-Architekt & Mindset-Coach", True),
        ("Business-Coaching", True),
        ("Networking ist mein Sport", True),
        ("Leiterin Einkauf · Papier AG", False),
        ("Lautsprecher-Entwickler", False),
        ("", False),
    ],
)
def test_headlines(headline, generic):
    assert is_generic(headline) is generic


@pytest.mark.parametrize(
    ("text", "contacts"),
    [
        ("Coach | 12.000 Kontakte", 12_000),
        ("30k+ connections", 30_000),
        ("500+", 500),
        ("30K LION", 30_000),
        ("ich habe 7 Kontakte", 7),
        ("mein Ziel sind 10 000 Kontakte", 10_000),
        ("seit 2019 in Ulm, Tel. 0731 123456", None),
    ],
)
def test_how_many_contacts_a_text_names(text, contacts):
    assert contacts_told(text) == contacts


def codes(facts):
    return {reason.code: reason for reason in reasons(facts)}


def test_every_signal_has_its_points_and_stands_alone():
    calm: dict[str, Any] = {"message": "Wir sprachen am Wehr.", "phone": True, "dependable": 1, "mutual": 1}
    assert reasons(Facts(**calm)) == ()
    cases: dict[str, dict[str, Any]] = {
        "introducer_unknown": {"introducer_unknown": True},
        "same_text": {"same_text": 1},
        "introducer_fails": {"introducer_asked": 3, "introducer_knew": 0},
        "only_collectors": {"collectors": 1},
        "asked_before": {"declined": 1},
        "bad_call": {"bad_call": True},
        "sold": {"sold": True},
        "default_text": {"message": "Please accept my invitation"},
        "stock_phrase": {"message": "Win-Win am Wehr"},
        "sales_words": {"message": "Ihr Umsatz am Wehr: Umsatz verdoppeln"},
        "grows_list": {"message": "freue mich über jede Anfrage"},
        "generic_headline": {"headline": "Speaker"},
        "unfilled_template": {"message": "Hallo [Name]"},
        "unanswered": {"unanswered": 3},
        "no_dependable_path": {"dependable": 0},
        "burst": {"burst": 2},
        "no_message": {"message": ""},
        "many_contacts": {"headline": "500+"},
        "few_contacts": {"headline": "9 Kontakte"},
        "generic_greeting": {"message": "hallo zusammen am Wehr"},
        "no_phone": {"phone": False},
        "same_day": {"same_day": 4},
        "vouched": {"vouched": True},
        "known": {"known": True},
    }
    assert set(cases) == set(WEIGHTS)
    for code, changed in cases.items():
        found = codes(Facts(**calm | changed))
        assert set(found) == {code}
        assert found[code].weight == WEIGHTS[code]


def test_more_senders_of_one_text_weigh_more_but_the_platforms_own_does_not_count():
    weights = [codes(Facts(message="Guten Tag am Wehr", same_text=n))["same_text"].weight for n in (1, 2, 3, 9)]
    assert weights == [24, 28, 32, 32]
    assert "same_text" not in codes(Facts(message="Please accept my invitation", same_text=9))


def test_an_introducer_who_fails_does_not_vouch_and_few_answers_prove_nothing():
    assert "vouched" in codes(Facts(vouched=True, introducer_asked=2, introducer_knew=0))
    assert "vouched" in codes(Facts(vouched=True, introducer_asked=5, introducer_knew=3))
    assert "vouched" not in codes(Facts(vouched=True, introducer_asked=5, introducer_knew=1))


@given(
    st.builds(
        Facts,
        message=st.sampled_from(["", "Win-Win", "Hallo [Name]", "Wehr"]),
        headline=st.sampled_from(["", "Coach 500+", "Einkauf"]),
        phone=st.booleans(),
        known=st.booleans(),
        vouched=st.booleans(),
        introducer_unknown=st.booleans(),
        introducer_asked=st.integers(0, 9),
        mutual=st.integers(0, 4),
        collectors=st.integers(0, 4),
        same_text=st.integers(0, 50),
        burst=st.integers(0, 50),
        same_day=st.integers(0, 50),
        unanswered=st.integers(0, 9),
        bad_call=st.booleans(),
        declined=st.integers(0, 5),
    )
)
@settings(max_examples=100)
def test_the_score_stays_within_bounds_and_follows_from_its_reasons(facts):
    found = reasons(facts)
    assert 0 <= score(found) <= 100
    assert score(found) == min(100, max(0, sum(reason.weight for reason in found)))
    assert len({reason.code for reason in found}) == len(found)
    assert list(found) == sorted(found, key=lambda reason: (-reason.weight, reason.code))


def test_a_text_changed_a_little_is_found_by_its_keys_and_another_is_not():
    one = shingles(PITCH.format(name="Herr Kühn", word="spannendes"))
    other = shingles(PITCH.format(name="Frau Lang", word="interessantes"))
    far = shingles("Wir haben auf der Fähre über Schaufelräder gestritten, ich hatte recht und Sie den Kaffee.")
    assert similarity(one, other) >= ALIKE
    assert set(keys(one)) & set(keys(other))
    assert similarity(one, far) == 0
    assert not set(keys(one)) & set(keys(far))
    assert shingles("viel zu kurz") == frozenset()
    assert keys(frozenset()) == ()


@given(st.lists(st.sampled_from("abcdefghijklmnop"), min_size=30, max_size=60), st.integers(0, 29))
@settings(max_examples=60)
def test_one_word_changed_leaves_a_key_in_common(letters, place):
    words = [f"{letter}{number}" for number, letter in enumerate(letters)]
    changed = [*words[:place], "anders", *words[place + 1 :]]
    one, other = shingles(" ".join(words)), shingles(" ".join(changed))
    assert similarity(one, other) >= ALIKE
    assert set(keys(one)) & set(keys(other))


# In the book


def frozen(desk, request_id):
    points, found = desk.book.row("SELECT score, score_reasons FROM requests WHERE id = ?", (request_id,))
    return points, {reason["code"]: reason for reason in json.loads(found)}


def test_a_request_is_scored_when_it_is_added_and_never_again(world):
    desk = world.desk
    first = ask(desk, "Rolf Ramsch", message=PITCH.format(name="Herr Kühn", word="spannendes"), headline="Speaker")
    before = frozen(desk, first)
    assert set(before[1]) == {"stock_phrase", "generic_headline", "no_dependable_path", "no_phone"}
    second = ask(desk, "Kevin Kram", message=PITCH.format(name="Frau Lang", word="interessantes"), headline="Speaker")
    assert frozen(desk, second)[1]["same_text"] == {"code": "same_text", "weight": 24, "n": 1}
    assert frozen(desk, first) == before
    third = ask(desk, "Vera Viel", message=PITCH.format(name="Herr Wu", word="spannendes"), org="Ramsch AG")
    assert {"same_text", "burst"} <= set(frozen(desk, third)[1])
    history.undo(desk)
    history.redo(desk)
    assert frozen(desk, third)[1]["burst"]["n"] == 2


def test_who_is_vouched_for_or_known_looks_less_like_one(world):
    desk = world.desk
    plain = frozen(desk, ask(desk, "Ina Irgend", message="Guten Tag"))[0]
    vouched = ask(desk, "Olga Frage", message="Guten Tag", introducer_id=world.people["Tom Adler"])
    assert frozen(desk, vouched)[0] < plain
    assert "vouched" in frozen(desk, vouched)[1]
    number = (("phone", "0731 998877"),)
    person = add_person(desk, "Bert Bekannt", number[0])
    reached(desk, person)
    world.clock.forward(hours=1)
    assert "known" in frozen(desk, ask(desk, "Bert Bekannt", handles=number))[1]


def test_what_was_found_out_before_counts(world):
    desk = world.desk
    number = (("phone", "0731 112233"),)
    person = add_person(desk, "Franz Fremd", number[0])
    tom = world.people["Tom Adler"]
    cross_check(desk, tom, person, "not_at_all")
    reached(desk, person, trust=1, chemistry=2)
    decide.decline(desk, [ask(desk, "Franz Fremd", handles=number)])
    world.clock.forward(days=1)
    again = frozen(desk, ask(desk, "Franz Fremd", handles=number, introducer_id=tom))[1]
    assert {"introducer_unknown", "bad_call", "asked_before"} <= set(again)
    assert "vouched" not in again


def test_requests_of_a_file_are_scored_in_the_step_that_brings_them(world, tmp_path):
    rows = [
        f'{name},Ich,"11/{day}/26, 3:1{day % 10} AM","{PITCH.format(name=name, word="tolles")}",INCOMING,'
        f"https://www.linkedin.com/in/{name.lower()},https://www.linkedin.com/in/ich"
        for day, name in enumerate(("Arno", "Berta", "Cäsar"), 20)
    ]
    file = tmp_path / "Invitations.csv"
    file.write_text("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n" + "\n".join(rows))
    report = intake.take_in(world.desk, file)
    assert report.requests == 3
    found = world.desk.book.rows("SELECT score_reasons FROM requests")
    assert all({"same_text", "stock_phrase"} <= {reason["code"] for reason in json.loads(row[0])} for row in found)
    history.undo(world.desk)
    assert world.desk.book.value("SELECT count(*) FROM requests") == 0
    assert world.desk.book.value("SELECT count(*) FROM search_messages") == 0


def test_keys_of_a_message_that_changes_or_goes_do_not_stay(world):
    desk = world.desk
    request = ask(desk, "Rolf Ramsch", message=PITCH.format(name="Herr Kühn", word="spannendes"))
    assert desk.book.value("SELECT count(*) FROM search_messages WHERE request_id = ?", (request,)) == 10
    history.undo(desk)
    assert desk.book.value("SELECT count(*) FROM search_messages") == 0
    history.redo(desk)
    again = ask(desk, "Kevin Kram", message=PITCH.format(name="Frau Lang", word="spannendes"))
    assert "same_text" in frozen(desk, again)[1]


def test_an_old_request_is_no_burst(world):
    desk = world.desk
    for days in (9, 6, 3):
        request = ask(
            desk, f"Nr {days}", message="Guten Tag am Wehr", org="Ramsch AG", sent_at=NOW - timedelta(days=days)
        )
    assert "burst" not in frozen(desk, request)[1]
    assert sender(desk, request)


def test_the_record_counts_what_was_decided_and_hides_too_few(world):
    desk = world.desk
    for number in range(6):
        request = ask(desk, f"Ramsch {number}", message="Win-Win! Passives Einkommen! Freue mich über jeden Kontakt.")
        assert frozen(desk, request)[0] >= 60
        if number < 4:
            decide.decline(desk, [request])
    assert pending_from(desk, 60) == 2
    found = record(desk)
    assert (found.right.n, found.right.rate, found.caught.interval) == (4, None, None)
    decide.decline(desk, [request])
    kind = world.ready("Erika Weiß", message="Wir kennen uns von der Messe in Hannover.")
    decide.confirm(desk, kind)
    found = record(desk)
    assert (found.right.hits, found.right.n, found.right.rate) == (5, 5, 1.0)
    assert 0.5 < found.right.interval.low < found.right.interval.high == 1.0
    assert (found.caught.hits, found.caught.n) == (5, 5)
    assert record(desk, 101).right.n == 0


def wrote(desk, person, text, days):
    """A message as it comes out of a platform's archive."""
    with desk.book.action("import", "Import", desk.now()) as action:
        at = desk.now() + timedelta(days=days)
        action.insert(Conversation, person=person, kind="message", at=at, outcome="reached", note=text)


@pytest.mark.parametrize(
    ("sender_", "text", "days", "told"),
    [
        ("Ron Klinker", "Nur 15 Minuten für Ihr passives Einkommen?", 5, 5),
        ("Ron Klinker", "Nur 15 Minuten für Ihr passives Einkommen?", 20, None),
        ("Ron Klinker", "Danke für das Gespräch.", 5, None),
        ("Ich", "Nur 15 Minuten für Ihr passives Einkommen?", 5, None),
    ],
)
def test_a_sales_message_soon_after_the_confirmation_is_a_signal_that_comes_late(world, sender_, text, days, told):
    desk = world.desk
    request = ask(desk, "Ron Klinker", url="https://www.xing.com/profile/Ron_Klinker")
    person = sender(desk, request)
    reached(desk, person, request_id=request)
    stand(desk, person)
    decide.confirm(desk, request)
    first = score_of(desk, request)
    wrote(desk, person, f"{sender_}: {text}", days)
    world.clock.forward(days=30)
    assert sold(desk.book, person, moment_text(desk.now())) == told
    assert person_page(desk, person).sold == told
    assert sellers(desk, desk.now()).hits == (told is not None)
    assert sellers(desk, desk.now() - timedelta(days=29)).n == 0  # too soon to be told
    again = ask(desk, "Ron Klinker", url="https://www.xing.com/profile/Ron_Klinker", platform="LinkedIn")
    assert ("sold" in score_of(desk, again)) is (told is not None)
    assert score_of(desk, request) == first  # frozen


def score_of(desk, request):
    """The codes of what is frozen on a request."""
    return [
        reason["code"]
        for reason in json.loads(desk.book.value(f"SELECT score_reasons FROM requests WHERE id = {request}"))
    ]
