"""Taking in files: who is recognised, all or nothing, the same file again, undo and redo."""

import contextlib
import threading

import pytest
from desk_world import add_person, ask, assert_sound, content, desk_on, everything, labels, sender
from intake_files import archive, connections, export, invitations, messages, profile, vcard, write

from netz_tui.book import people as book_people
from netz_tui.book.problems import BookProblem
from netz_tui.desk import columns, decide, edit, history
from netz_tui.desk.intake import Cancelled, FileProblem, news, take_in
from netz_tui.desk.intake_people import PeopleIntake
from netz_tui.desk.intake_words import form
from netz_tui.desk.net import ties
from netz_tui.desk.views import Inbox, summary
from netz_tui.files import tables
from netz_tui.network.ego import ME

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""The reader of archives leaves the outer file to the garbage collector."""


@pytest.fixture
def few_compared(monkeypatch):
    """Large lists are not compared, which is another test's matter and takes its time."""
    monkeypatch.setattr("netz_tui.desk.intake._COMPARED", 50)


@pytest.fixture
def zipped(tmp_path):
    return export(tmp_path / "Basic_LinkedInDataExport.zip")


def named(desk, name):
    return [row[0] for row in desk.book.rows("SELECT id FROM people WHERE name = ? ORDER BY id", (name,))]


def handles_of(desk, person_id):
    return {(row.kind, row.normal) for row in book_people.handles(desk.book, person_id)}


def test_every_kind_of_file_has_a_name_of_its_own():
    kinds = {*tables.NAMES, tables.GUESSED, "vcard", "jcard", "xcard", "ldif", "mail", "mbox", "maildir", "xing"}
    assert len({form(kind) for kind in kinds}) == len(kinds)
    assert {kind for kind in kinds if form(kind) == kind} == {"mail", "mbox"}


# What comes of an export


def test_a_whole_export(desk, zipped):
    report = take_in(desk, zipped)
    assert (report.added, report.requests, report.outgoing, report.conversations) == (3, 3, 1, 2)
    assert (report.changed, report.known, report.requests_known, report.hidden) == (0, 0, 0, 0)
    assert [template for _line, template, _params in report.skipped] == ["a message of nobody in the book"]
    assert set(report.formats) == {"linkedin-connections", "linkedin-invitations", "linkedin-messages"}
    assert labels(desk)[-1] == "Basic_LinkedInDataExport.zip imported"
    assert report.change.kinds >= {"people", "requests", "conversations", "imports", "import_rows"}
    assert [row.name for row in Inbox(desk).block(0, 9)] == ["Sabine Lang", "U. Roth", "Erika Weiß"]
    assert_sound(desk.book)


def test_imported_contacts_are_unproven_and_senders_are_no_contacts(desk, zipped):
    before = summary(desk).contacts
    take_in(desk, zipped)
    assert summary(desk).contacts == before + 3
    for name, contact in (("José García", True), ("Erika Weiß", False), ("Paul Stein", False)):
        (person_id,) = named(desk, name)
        row = book_people.person(desk.book, person_id)
        assert (row.contact, row.standing) == (contact, "unproven")
    (garcia,) = named(desk, "José García")
    since = desk.book.row("SELECT contact_since, org, title, given, family FROM people WHERE id = ?", (garcia,))
    assert since == ("2024-01-15", "Acme, Inc.", "Engineer", "José", "García")


def test_senders_are_recognised_by_profile_not_by_name(desk, zipped):
    take_in(desk, zipped)
    by_request = dict(desk.book.rows("SELECT r.name, p.name FROM requests r JOIN people p ON p.id = r.person_id"))
    assert by_request["U. Roth"] == "Udo Roth", "same profile, other name"
    assert len(named(desk, "Sabine Lang")) == 3, "the world's, the connection, and a namesake who asks"


def test_who_looks_the_same_is_noted(world, zipped):
    report = take_in(world.desk, zipped)
    assert report.alike == world.book.value("SELECT count(*) FROM duplicate_pairs") > 0
    row = next(row for row in Inbox(world.desk).block(0, 9) if row.name == "Sabine Lang")
    assert row.alike == "Sabine Lang"


def test_the_named_introducer_is_proposed(world, zipped):
    take_in(world.desk, zipped)
    row = next(row for row in Inbox(world.desk).block(0, 9) if row.name == "Erika Weiß")
    assert (row.introducer, row.introducer_standing) == ("Tom Adler", "dependable")


def test_outgoing_requests_are_kept_apart(desk, zipped):
    take_in(desk, zipped)
    (request_id,) = (row[0] for row in desk.book.rows("SELECT id FROM requests WHERE direction = 'outgoing'"))
    assert request_id not in [row.id for row in Inbox(desk).block(0, 9)]
    assert not decide.decline(desk, [request_id])


def test_messages_become_conversations_of_their_other_side(desk, zipped):
    take_in(desk, zipped)
    (garcia,) = named(desk, "José García")
    rows = book_people.conversations(desk.book, garcia)
    assert [(row.kind, row.at, row.note) for row in rows] == [
        ("message", "2026-11-01T10:05:00Z", "Ich: Hallo José"),
        ("message", "2026-11-01T10:00:00Z", "José García: Hola"),
    ]
    assert not book_people.verdict(desk.book, garcia).conversation, "writing is not speaking"


def test_whom_a_message_names_arrives_as_a_claim_of_its_sender(world, tmp_path):
    garcia = add_person(world.desk, "José García", ("url", profile("josegarcia")))
    adler = world.people["Tom Adler"]
    heard, said = ("c1", "José García", "josegarcia", "Ich", "ich"), ("c1", "Ich", "ich", "José García", "josegarcia")
    text = messages(
        (*said, "2026-10-31 10:00:00 UTC", "Wir kennen uns über Petra Kühn."),
        (*heard, "2026-11-02 10:00:00 UTC", "Wir kennen uns über Tom Adler."),
        (*heard, "2026-11-01 10:00:00 UTC", "Wir kennen uns über Tom Adler!"),
    )
    file = write(tmp_path / "messages.csv", text)
    assert take_in(world.desk, file).ties == 1
    (row,) = [row for row in ties.ties_of(world.desk, garcia) if row.id != ME]
    assert (row.id, row.bond.kind, row.bond.claimed_by) == (adler, "claimed", garcia)
    created = world.book.value("SELECT created_at FROM ties WHERE claimed_by = ?", (garcia,))
    assert created == "2026-11-01T10:00:00Z"
    assert take_in(world.desk, file).ties == 0


def test_it_does_not_matter_in_which_order_an_archive_holds_its_files(desk, tmp_path):
    members = {
        "messages": messages(("c1", "Erika Weiß", "erika", "Ich", "ich", "2026-11-01 10:00:00 UTC", "Hallo")),
        "Invitations": invitations(("Erika Weiß", "erika", "INCOMING", "Guten Tag!", "11/20/26, 9:15 AM")),
    }
    report = take_in(desk, archive(tmp_path / "export.zip", **members))
    assert (report.requests, report.conversations, report.skipped) == (1, 1, [])


def test_a_few_who_moved_are_to_be_called_each_day(desk, tmp_path):
    people = [(f"P{n}", "Lang", f"lang-{n}", f"p{n}@lang.example") for n in range(7)]
    take_in(desk, archive(tmp_path / "a.zip", Connections=connections(*((*one, "Alt AG", "CTO") for one in people))))
    report = take_in(
        desk, archive(tmp_path / "b.zip", Connections=connections(*((*one, "Neu AG", "CTO") for one in people)))
    )
    assert report.calls == 7
    due = desk.book.rows("SELECT due, count(*) FROM follow_ups GROUP BY due ORDER BY due")
    assert due == [("2026-11-24", 5), ("2026-11-25", 2)]


def test_where_everything_came_from(desk, zipped):
    take_in(desk, zipped)
    rows = desk.book.rows(
        "SELECT i.format, r.line, r.outcome, p.name, r.request_id IS NOT NULL FROM import_rows r "
        "JOIN imports i ON i.id = r.import_id JOIN people p ON p.id = r.person_id ORDER BY r.id"
    )
    assert rows == [
        ("linkedin-connections", 5, "added", "José García", 0),
        ("linkedin-connections", 6, "added", "Sabine Lang", 0),
        ("linkedin-connections", 7, "added", "Udo Roth", 0),
        ("linkedin-invitations", 2, "added", "Erika Weiß", 1),
        ("linkedin-invitations", 3, "added", "Udo Roth", 1),
        ("linkedin-invitations", 4, "added", "Sabine Lang", 1),
        ("linkedin-invitations", 5, "added", "Paul Stein", 1),
        ("linkedin-messages", 2, "added", "José García", 0),
        ("linkedin-messages", 3, "added", "José García", 0),
    ]
    files = desk.book.rows("SELECT file, added, known, skipped FROM imports ORDER BY id")
    assert files == [("Basic_LinkedInDataExport.zip", *counts) for counts in ((3, 0, 0), (4, 0, 0), (2, 0, 1))]


def test_the_report_as_data(desk, zipped):
    data = take_in(desk, zipped).as_data()
    assert (data["file"], data["added"], data["requests"]) == ("Basic_LinkedInDataExport.zip", 3, 3)
    assert data["skipped"] == [{"line": 4, "message": "a message of nobody in the book"}]


# The same again


def test_the_same_file_again_changes_nothing(desk, zipped):
    take_in(desk, zipped)
    before = everything(desk.book)
    report = take_in(desk, zipped)
    assert not report.change
    assert (report.added, report.changed, report.requests, report.outgoing, report.conversations) == (0, 0, 0, 0, 0)
    assert (report.known, report.requests_known) == (3, 4)
    assert everything(desk.book) == before


def test_the_same_content_under_another_name_and_order(desk, tmp_path):
    cards = [vcard(f"Person {number}", f"EMAIL:p{number}@x.example") for number in range(5)] + [vcard("Ohne Alles")]
    take_in(desk, write(tmp_path / "a.vcf", *cards))
    before = content(desk.book)
    take_in(desk, write(tmp_path / "b.vcf", *reversed(cards)))
    assert content(desk.book) == before


def test_a_decided_request_does_not_come_again(desk, zipped):
    take_in(desk, zipped)
    ids = [row.id for row in Inbox(desk).block(0, 9)]
    decide.decline(desk, ids)
    take_in(desk, zipped)
    assert len(Inbox(desk)) == 0


@pytest.mark.parametrize(
    "sent", [("11/20/26, 9:15 AM", "20.11.2026, 09:15"), ("11/20/26, 9:15 AM", "2026-11-20 09:15")]
)
def test_the_same_request_in_another_language_is_the_same(desk, tmp_path, sent):
    for number, sent_at in enumerate(sent):
        text = invitations(("Erika Weiß", "erika-weiss", "INCOMING", "", sent_at))
        take_in(desk, write(tmp_path / f"{number}.csv", text))
    assert len(Inbox(desk)) == 1


def test_messages_without_a_readable_date_are_taken_once(world, tmp_path):
    add_person(world.desk, "José García", ("url", profile("josegarcia")))
    text = messages(("c1", "José García", "josegarcia", "Ich", "ich", "gestern", "Hola"))
    file = write(tmp_path / "messages.csv", text)
    assert take_in(world.desk, file).conversations == 1
    world.clock.forward(days=1)
    assert take_in(world.desk, file).conversations == 0


def test_two_messages_of_one_second_are_two(desk, tmp_path):
    add_person(desk, "José García", ("url", profile("josegarcia")))
    row = ("c1", "José García", "josegarcia", "Ich", "ich", "2026-11-01 10:00:00 UTC")
    assert take_in(desk, write(tmp_path / "messages.csv", messages((*row, "eins"), (*row, "zwei")))).conversations == 2


def test_a_newer_export_brings_the_news(world, tmp_path):
    first = connections(("Udo", "Roth", "udo-roth", "", "Roth GmbH", "Inhaber"))
    second = connections(("Udo", "Roth", "udo-roth", "udo@roth.example", "Nord AG", "Inhaber"))
    take_in(world.desk, write(tmp_path / "Connections.csv", first))
    (udo,) = named(world.desk, "Udo Roth")
    report = take_in(world.desk, write(tmp_path / "Connections.csv", second))
    assert (report.added, report.changed, report.known) == (0, 1, 0)
    assert book_people.person(world.book, udo).org == "Nord AG"
    assert ("email", "udo@roth.example") in handles_of(world.desk, udo)
    detail = world.book.value("SELECT detail FROM import_rows WHERE outcome = 'changed'")
    assert detail == "org: Roth GmbH → Nord AG; email: udo@roth.example"
    history.undo(world.desk)
    assert book_people.person(world.book, udo).org == "Roth GmbH"


def test_another_name_under_the_same_profile_is_taken_over_and_told(world, tmp_path):
    take_in(world.desk, write(tmp_path / "1.csv", connections(("Udo", "Roth", "udo-roth", "", "Roth GmbH", ""))))
    (udo,) = named(world.desk, "Udo Roth")
    file = write(tmp_path / "2.csv", connections(("Udo", "Nordmann", "udo-roth", "", "Roth GmbH", "")))
    assert take_in(world.desk, file).changed == 1
    assert (
        world.book.value("SELECT detail FROM import_rows WHERE outcome = 'changed'") == "name: Udo Roth → Udo Nordmann"
    )
    assert named(world.desk, "Udo Nordmann") == [udo]
    assert take_in(world.desk, file).changed == 0
    history.undo(world.desk)
    assert named(world.desk, "Udo Roth") == [udo]


def test_a_name_written_by_hand_outlasts_a_newer_export(world, tmp_path):
    take_in(world.desk, write(tmp_path / "1.csv", connections(("udo", "r", "udo-roth", "", "Roth GmbH", ""))))
    (udo,) = named(world.desk, "udo r")
    edit.edit(world.desk, udo, {"name": "Udo Roth"})
    for number, family in enumerate(("Nordmann", "R.", "Roth")):
        take_in(world.desk, write(tmp_path / f"{number}.csv", connections(("Udo", family, "udo-roth", "", "X AG", ""))))
        assert named(world.desk, "Udo Roth") == [udo]


def test_the_same_name_in_other_words_is_no_news(world, tmp_path):
    take_in(world.desk, write(tmp_path / "1.csv", connections(("Udo", "Roth", "udo-roth", "", "Roth GmbH", ""))))
    take_in(world.desk, write(tmp_path / "2.csv", connections(("Dr. Udo", "Roth", "udo-roth", "", "Nord AG", ""))))
    assert named(world.desk, "Udo Roth") != []


def test_a_sender_who_became_a_connection(desk, tmp_path):
    take_in(
        desk, write(tmp_path / "i.csv", invitations(("Erika Weiß", "erika-weiss", "OUTGOING", "", "11/20/26, 9:15 AM")))
    )
    report = take_in(desk, write(tmp_path / "c.csv", connections(("Erika", "Weiß", "erika-weiss", "", "Nord AG", ""))))
    assert (report.added, report.changed) == (0, 1)
    (erika,) = named(desk, "Erika Weiß")
    assert book_people.person(desk.book, erika).contact


# Who is who


def test_what_the_user_wrote_is_not_overwritten_by_a_card(desk, tmp_path):
    person_id = add_person(desk, "Tom Adler jr.", ("email", "tom@adler.example"), note="kennt Jens", contact=True)
    take_in(desk, write(tmp_path / "a.vcf", vcard("Tom Adler", "EMAIL:tom@adler.example", "NOTE:aus dem Telefon")))
    row = desk.book.row("SELECT name, note, given FROM people WHERE id = ?", (person_id,))
    assert row == ("Tom Adler jr.", "kennt Jens\naus dem Telefon", "Tom")


def test_a_card_fills_what_is_empty_and_renews_only_job_and_town(desk, tmp_path):
    person = add_person(desk, "Erika Weiß", ("email", "e@weiss.de"), nickname="Rike", org="Mühle", city="Ulm")
    lines = ["EMAIL:e@weiss.de", "NICKNAME:Erna", "BDAY:1980-04-01", "ORG:Wehrbau", "ADR:;;;Kiel;;;"]
    take_in(desk, write(tmp_path / "a.vcf", vcard("Erika Weiß", *lines)))
    columns = "nickname, birthday, org, city"
    assert desk.book.row(f"SELECT {columns} FROM people WHERE id = ?", (person,)) == (
        "Rike", "1980-04-01", "Wehrbau", "Kiel",
    )  # fmt: skip


@pytest.mark.parametrize(
    "shared",
    ["EMAIL:familie@maier.example", "TEL:+49 731 123456", "URL:https://www.maier.example/", "EMAIL:info@maier.example"],
)
@pytest.mark.parametrize(
    "names", [("Anna Maier", "Otto Maier"), ("Petra Lang", "Udo Roth"), ("Anna Maier", "Anna Roth")]
)
def test_two_people_who_share_an_address_stay_two(desk, tmp_path, shared, names):
    report = take_in(desk, write(tmp_path / "one.vcf", *(vcard(name, shared) for name in names)))
    assert report.added == 2
    report = take_in(desk, write(tmp_path / "two.vcf", *(vcard(name, shared, "NOTE:neu") for name in names)))
    assert (report.added, report.changed) == (0, 2)
    for name in names:
        (person_id,) = named(desk, name)
        assert len(handles_of(desk, person_id)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (vcard("Anna Maier", "UID:x-1"), vcard("Anna Roth", "UID:x-1")),
        (vcard("Anna Maier", f"URL:{profile('anna')}"), vcard("Anna Roth-Maier", f"URL:{profile('ANNA')}/?trk=1")),
        (vcard("Dr. Anna Maier", "EMAIL:a@x.example"), vcard("Maier, Anna", "EMAIL:A@x.example")),
        (vcard("Anna Maier", "EMAIL:a@x.example"), vcard("A. Maier", "EMAIL:a@x.example")),
        (vcard("Jürgen Weiß", "TEL:0731 123456"), vcard("Juergen Weiss", "TEL:+49731123456")),
    ],
)
def test_one_person_stays_one(desk, tmp_path, first, second):
    people = desk.book.value("SELECT count(*) FROM people")
    take_in(desk, write(tmp_path / "one.vcf", first))
    take_in(desk, write(tmp_path / "two.vcf", second))
    assert desk.book.value("SELECT count(*) FROM people") == people + 1


def test_one_person_twice_in_one_file(desk, tmp_path):
    cards = (vcard("Anna Maier", "EMAIL:a@x.example"), vcard("Anna Maier", "EMAIL:a@x.example", "TEL:0731 123456"))
    report = take_in(desk, write(tmp_path / "one.vcf", *cards))
    assert (report.added, report.known) == (1, 1)
    (anna,) = named(desk, "Anna Maier")
    assert {kind for kind, _normal in handles_of(desk, anna)} == {"email", "phone"}


def test_what_came_in_two_cards_is_undone_and_redone_whole(desk, tmp_path):
    before = content(desk.book)
    cards = (
        vcard("Anna Maier", "EMAIL:a@x.example"),
        vcard("Anna Maier", "EMAIL:a@x.example", "ORG:Nord AG", "TITLE:CTO"),
    )
    take_in(desk, write(tmp_path / "one.vcf", *cards))
    after = content(desk.book)
    assert desk.book.value("SELECT org FROM people WHERE name = 'Anna Maier'") == "Nord AG"
    history.undo(desk)
    assert content(desk.book) == before
    history.redo(desk)
    assert content(desk.book) == after


def test_an_ambiguous_card_is_a_new_person(desk, tmp_path):
    for name in ("Anna Maier", "Otto Maier"):
        add_person(desk, name, ("email", "familie@maier.example"))
    assert take_in(desk, write(tmp_path / "a.vcf", vcard("Maier", "EMAIL:familie@maier.example"))).added == 1


def test_cards_without_anything_to_call_them_are_skipped_with_line_and_reason(desk, tmp_path):
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nNOTE:nur eine Notiz\r\nEND:VCARD\r\n"
    report = take_in(desk, write(tmp_path / "a.vcf", vcard("Anna Maier"), card))
    assert report.added == 1
    assert [line for line, _template, _params in report.skipped] == [6]


def test_an_old_list_without_keys_is_compared_too(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("netz_tui.desk.intake._COMPARED", 3)
    many = [(f"Vor{number}", "Name", f"p{number}", "", f"Firma {number}", "") for number in range(10)]
    rows = [*many, ("Jürgen", "Weiß", "jw", "", "Nord AG", "")]
    assert take_in(desk, write(tmp_path / "a.csv", connections(*rows))).alike == 0, "too many at once"
    rows.append(("Juergen", "Weiss", "j-weiss", "", "Nord AG", ""))
    report = take_in(desk, write(tmp_path / "b.csv", connections(*rows)))
    assert (report.added, report.alike) == (1, 1)


def test_tags_and_hostile_text(desk, tmp_path):
    hostile = "Anna\x1b[31m [b]Maier[/]\u202e"
    take_in(desk, write(tmp_path / "a.vcf", vcard(hostile, "CATEGORIES:Jazz,Messe,jazz", "NOTE:a\\nb\x07")))
    (person_id,) = named(desk, "Anna[31m [b]Maier[/]")
    assert desk.book.value("SELECT note FROM people WHERE id = ?", (person_id,)) == "a\nb"
    tags = "SELECT t.name FROM person_tags p JOIN tags t ON t.id = p.tag_id WHERE p.person_id = ? ORDER BY 1"
    assert desk.book.rows(tags, (person_id,)) == [("jazz",), ("messe",)]


@pytest.mark.parametrize("sent_at", ["01/01/0001, 9:00 AM", "12/31/9999, 11:59 PM", "11/20/99, 9:15 AM", "?", ""])
def test_odd_moments(desk, tmp_path, sent_at):
    text = invitations(("Erika Weiß", "erika-weiss", "INCOMING", "", sent_at))
    assert take_in(desk, write(tmp_path / "i.csv", text)).requests == 1
    (row,) = Inbox(desk).block(0, 9)
    assert row.sent_at <= "2026-11-24T09:30:00Z"


# All or nothing


def test_a_dry_run_leaves_no_trace(desk, zipped):
    before = everything(desk.book)
    report = take_in(desk, zipped, dry_run=True)
    assert (report.added, report.requests, report.conversations) == (3, 3, 2)
    assert not report.change
    assert everything(desk.book) == before
    assert take_in(desk, zipped).added == 3


def test_undo_takes_everything_away_and_redo_brings_it_back(desk, zipped):
    before = content(desk.book)
    take_in(desk, zipped)
    after = content(desk.book)
    history.undo(desk)
    assert content(desk.book) == before
    assert_sound(desk.book)
    history.redo(desk)
    assert content(desk.book) == after
    assert_sound(desk.book)
    assert not take_in(desk, zipped).change
    history.undo(desk)
    assert take_in(desk, zipped).added == 3


@pytest.mark.usefixtures("few_compared")
def test_a_full_disk_leaves_nothing(desk, tmp_path):
    rows = [(f"Vor{number}", f"Name{number}", f"p{number}", "", "Firma " * 20, "") for number in range(400)]
    file = archive(
        tmp_path / "a.zip",
        Connections=connections(*rows),
        Invitations=invitations(
            *((f"Person {n}", f"q{n}", "INCOMING", "Hallo " * 50, "11/20/26, 9:15 AM") for n in range(100))
        ),
    )
    before = everything(desk.book)
    pages = desk.book.value("PRAGMA page_count")
    for room in (0, 2, 10, 40):
        desk.book.connection.execute(f"PRAGMA max_page_count = {pages + room}")
        with pytest.raises(BookProblem, match="full"):
            take_in(desk, file)
        assert everything(desk.book) == before
        assert not desk.book.connection.in_transaction
    desk.book.connection.execute("PRAGMA max_page_count = 1000000")
    assert take_in(desk, file).added == 400
    assert_sound(desk.book)


@pytest.mark.usefixtures("few_compared")
@pytest.mark.parametrize("big", [False, True])
def test_cancelled_at_any_point(desk, zipped, tmp_path, big):
    if big:
        zipped = archive(
            tmp_path / "big.zip",
            Connections=connections(*((f"V{n}", f"N{n}", f"p{n}", "", "", "") for n in range(550))),
            Invitations=invitations(*((f"P {n}", f"q{n}", "INCOMING", "", "11/20/26, 9:15 AM") for n in range(550))),
        )
    asked = 0

    def count():
        nonlocal asked
        asked += 1
        return asked > stop

    before = everything(desk.book)
    stop = 10**9
    take_in(desk, zipped, cancelled=count, dry_run=True)
    points = asked
    assert points >= 3 if not big else points >= 6
    for stop in range(0, points, max(1, points // 5)):
        asked = 0
        with pytest.raises(Cancelled):
            take_in(desk, zipped, cancelled=count)
        assert asked == stop + 1, "asked once more after the answer"
        assert everything(desk.book) == before
    assert take_in(desk, zipped).added >= 3


@pytest.mark.usefixtures("few_compared")
@pytest.mark.parametrize("what", ["cards", "requests", "messages"])
def test_cancelled_while_writing(desk, tmp_path, what, monkeypatch):
    monkeypatch.setattr("netz_tui.desk.intake._BATCH", 500)
    add_person(desk, "José García", ("url", profile("josegarcia")))
    numbers = range(1_100)
    text = {
        "cards": lambda: connections(*((f"V{n}", f"N{n}", f"p{n}", "", "", "") for n in numbers)),
        "requests": lambda: invitations(*((f"P {n}", f"q{n}", "INCOMING", "", "11/20/26, 9:15 AM") for n in numbers)),
        "messages": lambda: messages(
            *(("c", "José", "josegarcia", "Ich", "ich", "2026-11-01 10:00:00 UTC", f"{n}") for n in numbers)
        ),
    }[what]()
    written = [0]
    before = everything(desk.book)

    def tell(step, done, _total):
        if step == "write":
            written.append(done)

    people = desk.book.value("SELECT count(*) FROM people")

    def stop():
        new = desk.book.value("SELECT count(*) FROM people") - people
        return new >= 500 if what == "cards" else written[-1] >= 500

    with pytest.raises(Cancelled):
        take_in(desk, write(tmp_path / "a.csv", text), progress=tell, cancelled=stop)
    assert written[-1] == (0 if what == "cards" else 500)
    assert everything(desk.book) == before


@pytest.mark.usefixtures("few_compared")
def test_progress_only_goes_forward(desk, tmp_path):
    file = archive(
        tmp_path / "big.zip",
        Connections=connections(*((f"V{n}", f"N{n}", f"p{n}", "", "", "") for n in range(600))),
        Invitations=invitations(*((f"P {n}", f"q{n}", "INCOMING", "", "11/20/26, 9:15 AM") for n in range(600))),
    )
    told = []
    take_in(desk, file, progress=lambda *step: told.append(step))
    for step in ("read", "write"):
        done = [count for name, count, _total in told if name == step]
        assert done == sorted(done)
        assert all(count <= total for name, count, total in told if name == step)
    writing = [step for step in told if step[0] == "write"]
    assert told[-len(writing) :] == writing, "reading comes first"
    assert writing == [("write", 500, 600), ("write", 600, 600)]


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"just some words", b"PK\x03\x04broken", b"BEGIN:VCARD\r\n"])
def test_what_cannot_be_read_changes_nothing(desk, tmp_path, data):
    file = tmp_path / "odd"
    file.write_bytes(data)
    before = everything(desk.book)
    with contextlib.suppress(FileProblem):
        assert not take_in(desk, file).change
    assert everything(desk.book) == before


def test_a_missing_file(desk, tmp_path):
    with pytest.raises(FileProblem):
        take_in(desk, tmp_path / "nothing.csv")


def test_one_broken_member_does_not_half_fill_the_book(desk, tmp_path):
    broken = 'From,To,Sent At,Message,Direction\n"never closed,Ich,x,y,INCOMING\n' + "a,b,c,d,e\n" * 5
    file = archive(tmp_path / "a.zip", Connections=connections(("A", "B", "ab", "", "", "")), Invitations=broken)
    before = everything(desk.book)
    try:
        report = take_in(desk, file)
    except FileProblem:
        assert everything(desk.book) == before
    else:
        assert report.added == 1
        assert report.skipped
    assert_sound(desk.book)


# While others work


@pytest.mark.usefixtures("few_compared")
def test_others_read_and_write_meanwhile(world, tmp_path):
    rows = [(f"Vor{number}", f"Name{number}", f"p{number}", "", f"Firma {number}", "") for number in range(1_500)]
    file = write(tmp_path / "Connections.csv", connections(*rows))
    people = world.book.value("SELECT count(*) FROM people")
    halfway, seen = threading.Event(), threading.Event()
    reports, problems = [], []

    def tell(step, _done, _total):
        if step == "write" and not halfway.is_set():
            halfway.set()
            seen.wait(10)

    def work():
        try:
            reports.append(take_in(desk_on(world.book, world.clock, first=50_000), file, progress=tell))
        except BaseException as problem:  # noqa: BLE001 - the test tells it
            problems.append(problem)
            halfway.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert halfway.wait(20)
    assert world.book.writing.locked()
    assert world.book.value("SELECT count(*) FROM people") == people, "nothing half-done is seen"
    assert len(Inbox(world.desk)) == 0
    seen.set()
    request_id = ask(world.desk, "Erika Weiß")
    thread.join(30)
    assert problems == []
    assert reports[0].added == 1_500
    assert sender(world.desk, request_id) > people
    assert world.book.value("SELECT count(*) FROM people") == people + 1_501
    assert labels(world.desk)[-2:] == ["Connections.csv imported", "Request of Erika Weiß added"]
    history.undo(world.desk)
    history.undo(world.desk)
    assert world.book.value("SELECT count(*) FROM people") == people
    assert_sound(world.book)


def test_what_is_said_about_those_who_ask_is_kept_at_once_and_the_same_archive_again_changes_nothing(desk, tmp_path):
    header = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
    path = archive(
        tmp_path / "export.zip",
        Notes=f"{header}Eva,Fremd,{profile('eva')},Traf sie in Ulm,2026-01-02,\n",
        Invitations=invitations(("Eva Fremd", "eva", "INCOMING", "Hallo", "1/14/26, 7:02 AM")),
    )
    first = take_in(desk, path)
    assert (first.requests, first.kept["note"]) == (1, 1)
    again = take_in(desk, path)
    assert not again.change
    assert (again.requests, again.kept["note"], again.changed) == (0, 0, 0)


def test_the_columns_of_a_header_are_remembered(desk, tmp_path):
    path = tmp_path / "tabelle.csv"
    path.write_text("Wer;Erreichbar\nAnna Krug;0731 111111\n")
    mapping = {"Wer": "name", "Erreichbar": "phone:work"}
    columns.remember(desk, mapping)
    assert columns.recall(desk, ["Wer", "Erreichbar"]) == mapping
    assert columns.recall(desk, ["Wer"]) is None
    assert take_in(desk, path).added == 1
    assert desk.book.rows("SELECT kind, label FROM handles WHERE raw = '0731 111111'") == [("phone", "work")]
    entries = len(labels(desk))
    columns.remember(desk, mapping)
    assert len(labels(desk)) == entries


@pytest.mark.parametrize("what", ["PHOTO;ENCODING=b:", "NOTE:"])
def test_what_is_large_is_written_before_it_is_much(desk, tmp_path, monkeypatch, what):
    monkeypatch.setattr("netz_tui.desk.intake._HEAVY", 600_000)
    batches, take = [], PeopleIntake.take

    def watched(self, cards, cancelled):
        batches.append(len(cards))
        return take(self, cards, cancelled)

    monkeypatch.setattr(PeopleIntake, "take", watched)
    path = tmp_path / "viel.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Wer {0}\n{1}{2}\nEND:VCARD\n"
    path.write_text("".join(card.format(number, what, "A" * 100_000) for number in range(40)))
    assert take_in(desk, path).added == 40
    assert sum(batches) == 40
    assert max(batches) < 12


def test_of_a_file_full_of_broken_rows_some_are_told_and_the_rest_is_counted(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("netz_tui.desk.intake_report._TOLD", 5)
    path = tmp_path / "kaputt.csv"
    path.write_text("First Name,Last Name,Connected On\n" + "a,b,c,d\n" * 20 + "Ann,Alt\n")
    report = take_in(desk, path)
    assert (report.added, report.left_out, report.remarks, len(report.skipped)) == (1, 20, 1, 5)
    assert [line for line in news(report) if "left" in line or "remark" in line] == ["20 rows left out", "1 remark"]
    assert report.untold(3) == "… and 18 more"
    assert report.untold(5) == "… and 16 more"
    report.left_out, report.remarks = 4, 1
    assert report.untold(9) == ""
