"""Requests by hand, handles, and who is taken for whom."""

from datetime import timedelta

import pytest
from desk_world import NOW, add_person, ask, content, labels, sender

from netz_tui.book import people as book_people
from netz_tui.desk import history
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.handles import normal_handle
from netz_tui.desk.people import NewRequest, add_handle, add_request, insert_person, known_by_handle
from netz_tui.desk.views import Inbox


def test_a_request_by_hand(desk):
    request_id = ask(
        desk, "  Erika\x1b Weiß ", platform="XING", headline="CTO", message="Hallo!\n\nGruß", org="Nord AG",
        url="https://www.xing.com/profile/Erika_Weiss", handles=(("phone", "0731 123456"), ("email", "E@Nord.example")),
    )  # fmt: skip
    request = book_people.request(desk.book, request_id)
    assert (request.name, request.platform, request.headline) == ("Erika Weiß", "XING", "CTO")
    assert (request.message, request.state, request.direction) == ("Hallo!\n\nGruß", "pending", "incoming")
    person = book_people.person(desk.book, request.person_id)
    assert (person.org, person.contact, person.standing) == ("Nord AG", False, "unproven")
    assert {(row.kind, row.normal) for row in book_people.handles(desk.book, person.id)} == {
        ("phone", "+49731123456"), ("email", "e@nord.example"), ("url", "xing:erika_weiss"),
    }  # fmt: skip
    assert labels(desk)[-1] == "Request of Erika Weiß added"


@pytest.mark.parametrize("text", ["weiss", "nord cto", "xing gruss", "Weiß"])
def test_it_is_found_by_any_of_its_words(desk, text):
    request_id = ask(desk, "Erika Weiß", platform="XING", headline="CTO", message="Hallo! Gruß", org="Nord AG")
    ask(desk, "Udo Roth", org="Nord AG")
    (row,) = Inbox(desk, text=text).block(0, 10)
    assert row.id == request_id


@pytest.mark.parametrize("name", ["", "   ", "\x1b\x07", "\u202e\u200b"])
def test_a_request_without_a_name(desk, name):
    before = content(desk.book)
    with pytest.raises(BookProblem):
        add_request(desk, NewRequest(name))
    assert content(desk.book) == before


def test_the_name_alone_is_nobody(world):
    assert sender(world.desk, ask(world.desk, "Tom Adler")) != world.people["Tom Adler"]
    assert sender(world.desk, ask(world.desk, "Tom Adler", org="Adler AG")) != world.people["Tom Adler"]


@pytest.mark.parametrize(
    ("held", "given"),
    [
        (("email", "tom@adler.example"), ("email", "mailto:Tom@Adler.example")),
        (("phone", "0731 1234567"), ("phone", "+49 (0)731 / 123 45 67")),
        (("url", "https://www.linkedin.com/in/tom-adler/"), ("url", "http://de.linkedin.com/in/Tom-Adler?trk=x")),
    ],
)
def test_a_handle_is_somebody(desk, held, given):
    tom = add_person(desk, "Thomas Adler", held)
    assert sender(desk, ask(desk, "Adler, Thomas", handles=(given,))) == tom
    assert len(book_people.handles(desk.book, tom)) == 1


@pytest.mark.parametrize("given", [("email", "buero@adler.example"), ("phone", "0731 1234567")])
@pytest.mark.parametrize("name", ["Petra Lang", "Anna Adler"])
def test_a_shared_address_or_number_is_not_enough(desk, given, name):
    tom = add_person(desk, "Tom Adler", given)
    assert sender(desk, ask(desk, name, handles=(given,))) != tom


def test_two_people_with_the_same_address(desk):
    same = ("email", "familie@adler.example")
    tom, anna = add_person(desk, "Tom Adler", same), add_person(desk, "Anna Adler", same)
    assert sender(desk, ask(desk, "Tom Adler", handles=(same,))) == tom
    assert sender(desk, ask(desk, "Anna Adler", handles=(same,))) == anna
    assert sender(desk, ask(desk, "Adler", handles=(same,))) not in {tom, anna}
    assert known_by_handle(desk, [same]) is None


def test_a_profile_is_believed_before_a_shared_address(desk):
    url, mail = ("url", "https://www.xing.com/profile/Tom_Adler"), ("email", "familie@adler.example")
    tom = add_person(desk, "Tom Adler", url)
    add_person(desk, "Anna Adler", mail)
    assert sender(desk, ask(desk, "Thomas Adler-Roth", handles=(url, mail))) == tom


def test_the_company_s_site_is_no_profile(desk):
    site = ("url", "https://www.adler.example/")
    tom = add_person(desk, "Tom Adler", site)
    assert sender(desk, ask(desk, "Petra Lang", handles=(site,))) != tom


def test_a_request_is_never_sent_tomorrow(desk):
    request_id = ask(desk, "Erika Weiß", sent_at=NOW + timedelta(days=1))
    assert book_people.request(desk.book, request_id).sent_at == "2026-11-24T09:30:00Z"
    request_id = ask(desk, "Erika Weiß", sent_at=NOW - timedelta(days=9))
    assert book_people.request(desk.book, request_id).sent_at == "2026-11-15T09:30:00Z"


def test_undo_takes_person_handles_and_request(desk):
    before = content(desk.book)
    ask(desk, "Erika Weiß", handles=(("phone", "0731 1"),))
    after = content(desk.book)
    history.undo(desk)
    assert content(desk.book) == before
    history.redo(desk)
    assert content(desk.book) == after


def test_somebody_who_looks_like_a_known_one_is_pointed_out(desk):
    add_person(desk, "Jürgen Weiß", ("email", "j.weiss@nord.example"), contact=True, org="Nord AG")
    request_id = ask(desk, "Juergen Weiss", org="Nord AG")
    (row,) = Inbox(desk).block(0, 1)
    assert (row.id, row.alike) == (request_id, "Jürgen Weiß")


def test_add_handle(world):
    lang = world.people["Sabine Lang"]
    assert add_handle(world.desk, lang, "phone", "0731/55 66 77")
    assert not add_handle(world.desk, lang, "phone", "+49 731 556677"), "the same number, written otherwise"
    assert not add_handle(world.desk, lang, "phone", "keine"), "nothing to call by"
    assert [row.raw for row in book_people.handles(world.book, lang)] == ["0731/55 66 77"]
    with pytest.raises(BookProblem):
        add_handle(world.desk, 4711, "phone", "0731 1")
    with pytest.raises(BookProblem):
        add_handle(world.desk, lang, "pigeon", "grey")


@pytest.mark.parametrize(
    ("kind", "raw", "normal"),
    [
        ("phone", "0731 123456", "+49731123456"),
        ("phone", "0043 1 5123456", "+4315123456"),
        ("phone", "–", ""),
        ("email", " MAILTO:A@B.example ", "a@b.example"),
        ("email", "mailto:a@b.example", "a@b.example"),
        ("url", "https://www.linkedin.com/in/J%C3%BCrgen", "linkedin:jürgen"),
        ("url", "https://www.xing.com/profile/Juergen_Weiss/cv", "xing:juergen_weiss"),
        ("url", "https://www.linkedin.com/in/xing.com-fan", "linkedin:xing.com-fan"),
        ("url", "https://Adler.example/", "https://adler.example"),
        ("url", "", ""),
        ("email", "\x1b\x07", ""),
    ],
)
def test_normal_form(kind, raw, normal):
    assert normal_handle(kind, raw, "DE") == normal


def test_two_people_may_bear_one_name_but_not_one_id(desk):
    with desk.book.action("x", "x", desk.now()) as action:
        insert_person(action, desk, "Tom Adler")
        insert_person(action, desk, "Tom Adler")
    assert desk.book.value("SELECT count(DISTINCT uid) FROM people WHERE name = 'Tom Adler'") == 3
