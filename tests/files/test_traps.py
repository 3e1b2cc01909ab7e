"""What real exports get wrong: each test is one such file, with invented people."""

from __future__ import annotations

import base64
import zipfile

import pytest
from file_cards import cards_of, read_all, source_of, told

from netz_tui.files import Card, FileProblem, read_file, tables, xcard
from netz_tui.files.options import Options
from netz_tui.files.records import Request, Skipped


def vcard(*lines: str, end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


# vCard


def test_quoted_printable_that_nobody_declared():
    (card,) = cards_of(
        vcard("VERSION:2.1", "N;CHARSET=UTF-8:M=C3=BCller;Ute", "URL;CHARSET=UTF-8:http://a.example/?x=C3")
    )
    assert (card.name, card.urls) == ("Ute Müller", ("http://a.example/?x=C3",))


def test_quoted_printable_without_any_word_of_it_in_an_old_card():
    (card,) = cards_of(
        vcard("VERSION:2.1", "N:M=C3=BCller;J=C3=B6rg", "TEL;CELL:0171", "URL:http://a.example/?x=C3=BC")
    )
    assert (card.name, card.urls) == ("Jörg Müller", ("http://a.example/?x=C3=BC",))
    (newer,) = cards_of(vcard("VERSION:3.0", "FN:M=C3=BCller"))
    assert newer.name == "M=C3=BCller"


def test_apples_word_for_a_mobile_phone():
    (card,) = cards_of(vcard("VERSION:3.0", "FN:A", "item1.TEL:0171", "item1.X-ABLabel:_$!<Mobile>!$_"))
    assert card.phone_labels == ("cell",)


def test_a_folded_comment_between_entries_of_ldif():
    records = read_all("dn: cn=A\ncn: A\n\n# a comment\n folded: twice\n  over\ndn: cn=B\ncn: B\n")
    assert [one.name for one in records] == ["A", "B"]


def test_the_encoding_that_xml_declares_is_said():
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0">'
    source = source_of((text + "<vcard><fn><text>Jürgen</text></fn></vcard></vcards>").encode("latin-1"))
    (card,) = xcard.read(source, Options())
    assert isinstance(card, Card)
    assert (card.name, source.encoding) == ("Jürgen", "cp1252")


def test_quoted_printable_over_soft_breaks_before_each_component():
    text = vcard(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=",
        "Br=C3=BCn;=",
        "Mia",
        "ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=",
        ";=",
        ";=",
        "M=C3=BCnsterplatz 2;=",
        "Ulm;=",
        "BW;=",
        "89073;=",
        "",
        "BDAY:19781229",
    )
    (card,) = cards_of(text)
    assert (card.name, card.city, card.birthday) == ("Mia Brün", "Ulm", "1978-12-29")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Anbei der Export:\n\n" + vcard("VERSION:3.0", "FN:Eva Nord", "TEL:1"), "outside of a card"),
        ("VERSION:3.0\nFN:Eva Nord\nTEL:1\nEND:VCARD\n", "no BEGIN"),
        ("FN:Eva Nord\nTEL:1\nEND:VCARD\n", "no BEGIN"),
        ("VERSION:4.0\nFN:Eva Nord\nTEL:1\n", "neither BEGIN"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Eva Nord\nTEL:1", "no END"),
    ],
)
def test_cards_without_their_borders(text, remark):
    records = read_all(text)
    assert [(one.name, one.phones) for one in records if isinstance(one, Card)] == [("Eva Nord", ("1",))]
    assert any(remark in sentence for sentence in told(records, "remark"))


def test_a_relation_is_called_what_its_label_says():
    (card,) = cards_of(
        vcard("VERSION:3.0", "FN:A", "item5.X-ABRELATEDNAMES;type=pref:Otto", "item5.X-ABLabel:_$!<Spouse>!$_")
    )
    assert [(who.kind, who.name) for who in card.related] == [("spouse", "Otto")]


def test_the_card_of_an_agent_is_escaped_once():
    (card,) = cards_of(vcard("VERSION:2.1", "N:Boss;Bea", "AGENT:", "BEGIN:VCARD", "N:Agent;Ann", "END:VCARD", "TEL:1"))
    assert card.extra == ("AGENT:BEGIN:VCARD\\nN:Agent\\;Ann\\nEND:VCARD",)
    assert (card.name, card.phones) == ("Bea Boss", ("1",))


@pytest.mark.parametrize("encoding", ["gb2312", "shift_jis", "iso-8859-1", "windows-1252", "koi8-r"])
def test_a_charset_for_one_line(encoding):
    names = {"gb2312": "王", "shift_jis": "表", "koi8-r": "Лев"}
    name = names.get(encoding, "Groß")
    raw = f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET={encoding}:{name};X\r\nEND:VCARD\r\n".encode(encoding)
    assert cards_of(raw)[0].family == name


# Tables


def test_other_files_of_a_linkedin_archive_make_no_contacts(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", "First Name,Last Name,Company,Position,Connected On\nA,B,,,\n")
        archive.writestr("Positions.csv", "Company Name,Title,Location\nEigene Firma,Chef,Ulm\n")
        archive.writestr("Company Follows.csv", "Organization,Followed On\nFremde AG,2020\n")
    records = [record for reading in read_file(path) for record in reading]
    assert [one.name for one in records if isinstance(one, Card)] == ["A B"]
    assert sum("can only be guessed" in sentence for sentence in told(records)) == 2


def test_what_stands_beside_a_value_of_google_is_kept():
    (card,) = cards_of(
        "Name,Given Name,Family Name,IM 1 - Type,IM 1 - Service,IM 1 - Value\nA B,A,B,Work,SKYPE,ab.example\n"
    )
    assert any("SKYPE" in line for line in card.extra)
    assert any("ab.example" in line for line in card.extra)


def test_display_names_of_addresses_are_kept():
    (card,) = cards_of("First Name,Last Name,E-mail Address,E-mail Display Name,Company\nA,B,a@b.example,Ab (Büro),C\n")
    assert any("Ab (Büro)" in line for line in card.extra)


def test_columns_of_other_address_books():
    (card,) = cards_of(
        "First Name,Last Name,Email Home,Email Work,Home Mobile,Business Phone,Company,Website Work,Work City\n"
        "A,B,h@b.example,w@b.example,1,2,C,https://b.example,Ulm\n"
    )
    assert (card.emails, card.email_labels) == (("h@b.example", "w@b.example"), ("home", "work"))
    assert (card.phones, card.urls, card.city) == (("1", "2"), ("https://b.example",), "Ulm")


def test_quotes_that_nobody_doubled_are_read_and_told():
    records = read_all(
        'First Name,Last Name,E-mail Address,Company\n"Ann "Annie" X","N, N",a@b.example,"Fa "Gut""\nBob,Bau,,C\n'
    )
    ann, bob = (one for one in records if isinstance(one, Card))
    assert (ann.given, ann.family, ann.org, bob.name) == ('Ann "Annie" X', "N, N", 'Fa "Gut"', "Bob Bau")
    assert told(records) == ["The quotes inside a cell are not doubled; the cell was read up to the next delimiter."]


def test_a_list_of_addresses_is_a_table_of_one_column():
    records = read_all("Primary Email\na@b.example\nc@d.example\n")
    assert [one.emails for one in records if isinstance(one, Card)] == [("a@b.example",), ("c@d.example",)]


def test_names_are_guessed_where_no_column_is_called_so():
    card, _ = cards_of("Anne Krug,a@k.example,+49 171 123456\nBob Bau,b@k.example,+49 171 222222\n")
    assert (card.name, card.emails, card.phones) == ("Anne Krug", ("a@k.example",), ("+49 171 123456",))


@pytest.mark.parametrize(("cell", "field"), [("Leiterin", "title"), ("Dr.", "prefix")])
def test_a_title_is_a_position_or_a_form_of_address(cell, field):
    (card,) = cards_of(f"Vorname;Nachname;Titel;Mail\nA;B;{cell};a@b.example\n")
    assert getattr(card, field) == cell


def test_json_of_others_is_no_table(tmp_path):
    path = tmp_path / "file"
    path.write_text('[{"name":"A","email":"a@b.example"}]')
    with pytest.raises(FileProblem, match="no address file"):
        list(read_file(path))


def test_a_mapping_reads_a_table_that_says_nothing():
    options = Options({"a": "name", "b": "keep"})
    cards = tables.read(source_of("a,b\nAnne,1\nBob,2\n"), options)
    assert [card.name for card in cards if isinstance(card, Card)] == ["Anne", "Bob"]


# LDIF


def test_changes_of_a_directory_are_told_and_pictures_kept():
    picture = base64.b64encode(b"\xff\xd8\xff\xe0").decode()
    records = read_all(
        "version: 1\n\ndn: cn=A\nchangetype: add\ncn: Ada\nuid: ada\nlabeledURI: http://a.example Seite\n"
        f"jpegPhoto:: {picture}\nuserCertificate;binary:: {picture}\n\n"
        "dn: cn=B\nchangetype: delete\n\ndn: cn=C\nchangetype: modify\nreplace: mail\nmail: c@d.example\n-\n"
    )
    (card,) = (one for one in records if isinstance(one, Card))
    assert (card.name, card.urls, card.uid) == ("Ada", ("http://a.example",), "")
    assert f"PHOTO;ENCODING=b;TYPE=JPEG:{picture}" in card.extra
    assert any(line.startswith("X-NETZ-FIELD") and line.endswith(picture) for line in card.extra)
    assert told(records, "skipped") == [
        "A change of an entry (delete) is no contact.",
        "A change of an entry (modify) is no contact.",
    ]


# Mails


def mail(sender: str, subject: str, body: str = "Hallo") -> str:
    return f"From: {sender}\nTo: ich@x.example\nSubject: {subject}\nDate: Tue, 24 Nov 2026 09:15:00 +0100\n\n{body}\n"


@pytest.mark.parametrize(
    "subject",
    [
        "Hi Ich, I'd like to join your LinkedIn network",
        "Ich, I’d like to connect",
        "Bitte fügen Sie mich Ihrem LinkedIn Netzwerk hinzu",
        "Ich möchte Sie gern in mein Netzwerk aufnehmen",
        "Eva Nord wants to connect",
    ],
)
def test_subjects_of_requests(subject):
    (request,) = read_all(mail("Eva Nord <invitations@linkedin.com>", subject))
    assert isinstance(request, Request)
    assert request.name == "Eva Nord"


def test_an_mbox_guards_lines_with_one_more_sign():
    text = mail("Eva Nord <invitations@linkedin.com>", "Eva Nord wants to connect", ">From Ulm\n>>From Bonn\n\nSchluss")
    (request,) = read_all(f"From a@b Tue Nov 24 09:15:00 2026\n{text}\n")
    assert request.message == "From Ulm\n>From Bonn\n\nSchluss"


def test_folders_inside_a_maildir_are_read(tmp_path):
    for place in ("cur", "new", "tmp", ".Netz/cur", ".Netz/new"):
        (tmp_path / place).mkdir(parents=True)
    for place, name in (("new/1", "Eva"), (".Netz/cur/2:2,S", "Ida"), ("tmp/3", "Udo")):
        (tmp_path / place).write_text(mail(f"{name} <invitations@linkedin.com>", f"{name} wants to connect"))
    (reading,) = read_file(tmp_path)
    assert sorted(request.name for request in reading if isinstance(request, Request)) == ["Eva", "Ida"]


# Accounts


def counted(data: bytes, tmp_path) -> tuple[int, int]:
    path = tmp_path / "file"
    path.write_bytes(data)
    (reading,) = read_file(path)
    records = list(reading)
    assert reading.read + reading.skipped + reading.refused == reading.total
    assert reading.total == sum(not (isinstance(one, Skipped) and one.kind == "remark") for one in records)
    return reading.read, reading.total


@pytest.mark.parametrize(
    ("data", "records"),
    [
        (vcard("VERSION:3.0", "FN:A") + vcard("VERSION:3.0") + vcard("VERSION:4.0", "KIND:group", "FN:G"), 3),
        ('First Name,Last Name,Connected On\nA,B,c\n,,d\nx,y,z,zu,viele\nC,"offen,d\nE,F,g\n', 5),
        ("dn: cn=A\ncn: A\n\ndn: cn=B\nchangetype: delete\n\n:::\n\ndn: cn=C\ncn: C\n", 4),
        ('[["vcard",[["fn",{},"text","A"]]],["x",[]],["vcard",[["fn",{},"text","B"]]]]', 3),
        (
            "From a\n"
            + mail("a@linkedin.com", "x")
            + "\nFrom b\n"
            + mail("b@xing.com", "y")
            + "\nFrom c@d Tue Nov 24 09:15:00 2026\n\nnichts\n",
            3,
        ),
    ],
)
def test_every_record_of_a_file_is_accounted_for(data, records, tmp_path):
    assert counted(data.encode(), tmp_path)[1] == records


def test_a_quote_that_was_never_closed_takes_no_quoted_row_below():
    text = (
        "From,To,Sent At,Message,Direction\n"
        'Anna,Ich,1/1/26,"nie zu,INCOMING\n'
        'Bert,Ich,1/2/26,"zwei\nZeilen",INCOMING\n'
        'Cora,Ich,1/3/26,"er sagte ""so""\n""und so""",INCOMING\n'
    )
    records = read_all(text)
    assert [one.name for one in records if isinstance(one, Request)] == ["Bert", "Cora"]
    assert [(one.line, one.kind) for one in records if isinstance(one, Skipped)] == [(2, "refused")]
