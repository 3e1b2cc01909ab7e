from datetime import UTC, date, datetime

import pytest
import samples
from file_cards import cards_of, read_all, told

from netz_tui.files import Endorsement, Message, Note, Profile, Recommendation, Request, Skipped, profile_slug

OLD = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
NEW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
EVA = "Eva,Ohm,https://www.linkedin.com/in/eva-ohm,e@example.org,A,B,08 Jan 2018\n"
ERAS = {
    "2018": OLD + 'Eva,Ohm,e@example.org,A,B,"1/8/18, 6:14 PM"\n',
    "2020": OLD + "Eva,Ohm,e@example.org,A,B,08 Jan 2018\n",
    "2021": 'Notes:\n"When exporting, …"\n\n' + OLD + "Eva,Ohm,e@example.org,A,B,08 Jan 2018\n",
    "2023": "Notes:\nWhen exporting your data\n\n\n" + NEW + EVA,
    "url last, bom": "\ufeff" + OLD.strip() + ",URL\n"
    "Eva,Ohm,e@example.org,A,B,8-Jan-18,https://www.linkedin.com/in/eva-ohm",
    "german": "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n" + EVA,
    "semicolons": "Vorname;Nachname;URL;E-Mail-Adresse;Unternehmen;Position;Vernetzt am\n"
    "Eva;Ohm;;e@example.org;A;B;8. Jän 2018\n",
}


@pytest.mark.parametrize("era", ERAS)
def test_connections_of_all_eras(era):
    (card,) = cards_of(ERAS[era])
    assert (card.name, card.given, card.family, card.org, card.title) == ("Eva Ohm", "Eva", "Ohm", "A", "B")
    assert card.emails == ("e@example.org",)
    assert card.connected == date(2018, 1, 8)
    assert card.urls in ((), ("https://www.linkedin.com/in/eva-ohm",))


def test_hidden_members_are_counted_and_others_kept(read):
    reading, records = read(samples.CONNECTIONS)
    assert (reading.format, reading.read, reading.skipped, reading.hidden_rows, reading.total) == (
        "linkedin-connections", 1, 1, 1, 2,
    )  # fmt: skip
    assert records[0].org == "Acme, Inc."
    assert str(records[1]).endswith("only the date 16 Jan 2024 is there.")
    assert records[1].line == 6


def test_a_hidden_address_is_no_address():
    (card,) = cards_of(
        "First Name,Last Name,Email Address,Company,Position,Connected On\nA,B,urn:li:member:123,,,08 Jan 2018\n"
    )
    assert card.emails == ()
    assert card.extra == ('X-NETZ-FIELD;NAME="LinkedIn member":123',)


def test_invitations():
    data = (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        'Ida,Me,"1/14/26, 7:02 AM","Hi, ""you""\nthere",INCOMING,https://i,https://m\n'
        "Me,Udo,1/15/26,,OUTGOING,https://m,https://u\nMe,Udo,,,SIDEWAYS,,\n"
    )
    first, second, third = read_all(data)
    assert first == Request(
        "incoming", "Ida", "1/14/26, 7:02 AM", datetime(2026, 1, 14, 7, 2), 'Hi, "you"\nthere',  # noqa: DTZ001
        url="https://i", platform="linkedin", line=2,
    )  # fmt: skip
    assert (second.direction, second.name, second.url) == ("outgoing", "Udo", "https://u")
    assert str(third) == "“SIDEWAYS” is neither INCOMING nor OUTGOING."


def test_messages_with_columns_that_come_and_go():
    header = (
        '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE",'
        '"SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS CONVERSATION DRAFT"\n'
    )
    rows = (
        '"c","t","Ida","https://i","Bo, Me","https://b,https://m","2024-03-15 09:30:00 UTC","s",'
        '"x\n\ny","INBOX","","No","No"\n'
        '"c","t","Ad","","Me","https://m","2024-03-15 09:30:00 UTC","s","<p '
        'class=""spinmail-quill-editor"">","SPAM","","Yes","No"\n'
        "BADROW\n"
    )
    first, second, third = read_all(header + rows)
    assert isinstance(first, Message)
    assert (first.recipients, first.recipient_urls) == (("Bo", "Me"), ("https://b", "https://m"))
    assert first.at == datetime(2024, 3, 15, 9, 30, tzinfo=UTC)
    assert first.text == "x\n\ny"
    assert not first.draft
    assert second.sponsored
    assert second.draft
    assert isinstance(third, Skipped)
    assert (third.kind, third.line) == ("refused", 6)


def test_the_other_files_of_the_export():
    (endorsement,) = read_all(
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
        "2024/01/02 03:04:05 UTC,Python,Ida,Voss,https://i,ACCEPTED\n"
    )
    assert endorsement == Endorsement(
        "Ida Voss", "https://i", "Python", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), "accepted", line=2
    )
    (recommendation,) = read_all(
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nIda,Voss,A,B,Good,"
        '"01/02/24, 03:04 AM",VISIBLE\n'
    )
    assert isinstance(recommendation, Recommendation)
    assert (recommendation.name, recommendation.text, recommendation.at.day) == ("Ida Voss", "Good", 2)
    (note,) = read_all(
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
        "Ida,Voss,https://i,Messe,2026-01-02 00:00:00 UTC,\n"
    )
    assert isinstance(note, Note)
    assert (note.name, note.text, note.at.year) == ("Ida Voss", "Messe", 2026)
    (profile,) = read_all(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\nMe,Self,,,,Netzwerker,,IT,,Köln,,"
        "[PERSONAL:https://me.example],\n"
    )
    assert isinstance(profile, Profile)
    assert (profile.headline, profile.urls) == ("Netzwerker", ("https://me.example",))


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/in/J%C3%B6rg-K%C3%BChn/", "jörg-kühn"),
        ("https://de.linkedin.com/in/Nele?trk=x", "nele"),
        ("http://www.xing.com/profile/Max_Mustermann/cv", "max_mustermann"),
        ("https://example.org/in/x", ""),
        ("not an address", ""),
        ("http://[", ""),
    ],
)
def test_the_key_of_a_profile(url, slug):
    assert profile_slug(url) == slug


def test_unclosed_quotes_and_ragged_rows_take_no_neighbour():
    records = read_all(
        'First Name,Last Name,Connected On\nA,"B,08 Jan 2018\nC,D,08 Jan 2018\nE,F,G,H\nI\n'
        'J,"K\nL",08 Jan 2018\nM,5" N,08 Jan 2018\nO,"P,08 Jan 2018\n'
    )
    assert [one.name for one in records if not isinstance(one, Skipped)] == ["C D", "J K L", 'M 5" N']
    assert [(one.line, one.kind) for one in records if isinstance(one, Skipped)] == [
        (2, "refused"), (4, "refused"), (5, "refused"), (9, "refused"),
    ]  # fmt: skip


def test_columns_with_the_same_name_are_told():
    records = read_all("First Name,Last Name,Connected On,Connected On\nA,B,,\n")
    assert told(records, "remark") == ["The column “connected on” occurs 2 times."]


def test_short_rows_are_filled_and_told():
    records = read_all("First Name,Last Name,Company,Position,Connected On\nA,B\nC,D,E\n")
    assert [one.name for one in records[:2]] == ["A B", "C D"]
    assert told(records) == ["Rows with fewer columns than the header: 2. The first is in line 2."]
