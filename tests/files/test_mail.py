from datetime import UTC, datetime

import pytest
import samples
from file_cards import document_of, read_all, told

from netz_tui.files import FileProblem, Request, read_file
from netz_tui.files.mail_patterns import MailPattern
from netz_tui.files.mime import address_of, parse, plain_of, words
from netz_tui.files.options import Options


def mail(sender: str, subject: str, body: str = "Hello\n\nHi!\n", *headers: str) -> bytes:
    lines = [
        f"From: {sender}",
        "To: me@example.org",
        f"Subject: {subject}",
        "Date: Mon, 2 May 2016 15:38:50 +0000",
        *headers,
    ]
    return ("\n".join(lines) + "\n\n" + body).encode()


def test_an_invitation_in_german():
    (request,) = read_all(samples.MAIL)
    assert request == Request(
        "incoming", "Jürgen Kühn", "Mon, 2 May 2016 15:38:50 +0200", datetime(2016, 5, 2, 13, 38, 50, tzinfo=UTC),
        "wir kennen uns von der Messe in Köln.", "Leiter bei Muster AG", "Muster AG", "",
        "https://www.linkedin.com/in/juergen-kuehn", "linkedin", "4711", "", stock=False, line=1,
    )  # fmt: skip


LINKEDIN = "Ida Voss via LinkedIn <invitations@linkedin.com>"


@pytest.mark.parametrize(
    ("sender", "subject", "name", "platform"),
    [
        (LINKEDIN, "Bo, please add me to your LinkedIn network", "Ida Voss", "linkedin"),
        (LINKEDIN, "I'd like to add you to my professional network on LinkedIn", "Ida Voss", "linkedin"),
        ("LinkedIn <invitations@linkedin.com>", "Ida Voss wants to connect", "Ida Voss", "linkedin"),
        (
            "LinkedIn <invitations@linkedin.com>",
            "Ida Voss hat Ihnen eine Einladung auf LinkedIn gesendet",
            "Ida Voss",
            "linkedin",
        ),
        ('"Voss, Ida" <member@linkedin.com>', "Invitation to connect on LinkedIn", "Voss, Ida", "linkedin"),
        ("XING <mailrobot@mail.xing.com>", "Ida Voss möchte Sie als Kontakt hinzufügen", "Ida Voss", "xing"),
        ("XING <notifications@xing.com>", "Kontaktanfrage von Ida Voss", "Ida Voss", "xing"),
        ("Ida Voss <mailrobot@xing.com>", "Sie haben zu bestätigende Kontakte", "Ida Voss", "xing"),
        ("XING <info@bot.xing.com>", "Ida Voss would like to add you as a contact", "Ida Voss", "xing"),
    ],
)
def test_requests_by_their_subject(sender, subject, name, platform):
    (request,) = read_all(mail(sender, subject))
    assert (request.name, request.platform, request.direction) == (name, platform, "incoming")


@pytest.mark.parametrize(
    ("words", "stock"),
    [
        ("Ida Voss möchte Sie als Kontakt hinzufügen.", True),
        ("Ida Voss would like to add you as a contact.", True),
        ("Ida Voss hat Ihnen eine Kontaktanfrage gesendet.", True),
        ("Ida Voss hier, wir kennen uns aus Ulm und sollten in Kontakt bleiben.", False),
        ("Ich möchte mit Ihnen über die Messe reden.", False),
        ("Ida Voss möchte Sie als Kontakt hinzufügen.\nWir sprachen in Ulm.", False),
    ],
)
def test_the_platforms_own_sentence_is_no_message_of_the_sender(words, stock):
    (request,) = read_all(mail("XING <notifications@xing.com>", "Kontaktanfrage von Ida Voss", body=words))
    assert request.stock is stock


@pytest.mark.parametrize(
    ("sender", "subject", "header", "why"),
    [
        (LINKEDIN, "Ida Voss accepted your invitation", "X: y", "No contact request"),
        (LINKEDIN, "Ida Voss ist jetzt mit dir verbunden", "X: y", "No contact request"),
        (LINKEDIN, "Ida hat dir eine Nachricht gesendet", "X: y", "No contact request"),
        (LINKEDIN, "Ida Voss wants to connect", "X-LinkedIn-Template: email_m2m_invite_reminder_02", "A reminder"),
        (LINKEDIN, "Ida Voss's invitation is waiting for your response", "X: y", "A reminder"),
        ("Ida <ida@evil-linkedin.com>", "Ida Voss wants to connect", "X: y", "No contact request"),
        ("XING <jobs@mail.xing.com>", "Kontaktanfrage von Job", "X: y", "No contact request"),
        ("Mum <mum@example.org>", "Dinner", "X: y", "No contact request"),
        (
            "LinkedIn <invitations@linkedin.com>",
            "Invitation to connect on LinkedIn",
            "X: y",
            "A contact request that names nobody",
        ),
    ],
)
def test_what_is_no_new_request(sender, subject, header, why):
    (record,) = read_all(mail(sender, subject, "Hi", header))
    assert record.kind == "skipped"
    assert str(record).startswith(why)


def test_the_template_decides_before_the_subject():
    (request,) = read_all(mail(LINKEDIN, "Hm", "Hi", "X-LinkedIn-Template: email_m2m_invite_single_01"))
    assert request.name == "Ida Voss"


def test_the_stock_text_is_told_from_a_message():
    (stock,) = read_all(
        mail(
            LINKEDIN,
            "add me to your LinkedIn network",
            "Hi Bo,\n\nI'd like to join your LinkedIn network.\n\nIDA VOSS\n",
        )
    )
    assert stock.stock
    (own,) = read_all(mail(LINKEDIN, "add me to your LinkedIn network", "Hi Bo,\n\nwe met in Bonn.\n\nIDA VOSS\n"))
    assert (own.stock, own.message) == (False, "we met in Bonn.")


def test_patterns_of_the_user_come_first():
    pattern = MailPattern("club", "request", r"@club\.example$", r"^(?P<name>.+) klopft an", r"Grund: (?P<message>.+)")
    (request,) = read_all(
        mail("Club <bot@club.example>", "Ida Voss klopft an", "Grund: Chor\n"), Options(None, (pattern,))
    )
    assert (request.name, request.message, request.platform) == ("Ida Voss", "Chor", "club")


def test_a_pattern_that_is_no_expression_is_told():
    with pytest.raises(FileProblem, match="no valid expression"):
        read_all(mail("a@b.example", "x"), Options(None, (MailPattern("x", subject="("),)))


def test_an_mbox(read):
    data = samples.MBOX + b"\nFrom z Mon\nSubject: Other\nTo: x\nFrom: y\n\n>From the start\n"
    reading, records = read(data)
    assert reading.format == "mbox"
    starts = [number for number, line in enumerate(data.split(b"\n"), 1) if line.startswith(b"From ")]
    assert [one.line for one in records] == starts
    assert (reading.read, reading.skipped, reading.total) == (2, 1, 3)


def test_in_an_mbox_a_sentence_begins_no_mail_and_a_dated_line_does_without_an_empty_one(read):
    first = "From a@b Mon Jan  1 00:00:00 2024\nFrom: a\nTo: x\nSubject: One\n\nHallo\n\nFrom my heart\nAnn\n"
    second = "From - Tue Jan 02 10:00:00 2024\nFrom: b\nTo: x\nSubject: Two\n\nFrom 10:30 on\n"
    _, records = read((first + second + "\nFrom c\nFrom: c\nSubject: Three\n\n\nFrom here").encode())
    assert [(one.line, str(one)) for one in records] == [
        (1, "No contact request: One"), (10, "No contact request: Two"), (17, "No contact request: Three"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Hallo, wir haben uns auf der Messe getroffen.", "Hallo, wir haben uns auf der Messe getroffen."),
        ("Hi Paul, it was good to meet you", "Hi Paul, it was good to meet you"),
        ("Hallo wie geht es dir?", "Hallo wie geht es dir?"),
        ("Hallo Paul,", ""),
        ("hi paul", ""),
        ("Guten Tag, Herr Prof. Dr. von der Mühle-Weiß!", ""),
        ("Sehr geehrte Frau Kühn und Herr Weiß,", ""),
        ("Moin", ""),
    ],
)
def test_a_greeting_alone_is_no_message(line, message):
    (request,) = read_all(mail("Eva Nord <invitations@linkedin.com>", "Eva Nord wants to connect", f"{line}\n"))
    assert (request.message, request.stock) == (message, not message)


def test_a_maildir_and_a_folder_of_mails(tmp_path):
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cur" / "1:2,S").write_bytes(samples.MAIL)
    (tmp_path / "new" / "2").write_bytes(b"")
    document = document_of(read_file(tmp_path))
    assert (document["format"], document["read"], document["refused"]) == ("maildir", 1, 1)
    folder = tmp_path / "eml"
    folder.mkdir()
    (folder / "a.eml").write_bytes(samples.MAIL)
    (folder / "b.emlx").write_bytes(b"1234\n" + samples.MAIL + b'<?xml version="1.0"?>')
    assert document_of(read_file(folder))["read"] == 2


def test_headers_however_broken():
    assert words("=?utf-8?Q?J=C3=B6rg?= =?iso-8859-1?B?S/xobg==?=") == "JörgKühn"
    assert words("=?x-nope?Q?J=C3=B6rg?= =?utf-8?B?%%%?=").startswith("Jörg")
    assert address_of('"Voss, \\"Ida\\"" <i@x.example>') == ('Voss, "Ida"', "i@x.example")
    assert address_of("=?utf-8?Q?I=1B]0;x=07da?= <i@x.example>")[0] == "I]0;xda"
    assert address_of("i@x.example") == ("", "i@x.example")


def test_html_as_text():
    assert plain_of("<head><title>x</title></head><p>A&amp;B<br>c</p><script>no</script><b>d") == "A&B\nc\nd"
    assert parse(b"Subject: x\nContent-Type: text/html; charset=iso-8859-1\n\n<p>K\xf6ln</p>", 5).body == "Köln"


def test_nothing_but_mails_that_are_no_requests_is_told(read):
    reading, records = read(mail("Mum <m@example.org>", "Dinner"))
    assert (reading.read, reading.skipped) == (0, 1)
    assert told(records) == ["No contact request: Dinner"]
