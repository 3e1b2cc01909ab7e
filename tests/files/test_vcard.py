from unittest import mock

import pytest
import samples
from file_cards import FUZZ, cards_of, read_all, source_of, told
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netz_tui.files import Card, Group, Limits, Related, beginnings, vcard, vcard_shapes
from netz_tui.files.options import Options
from netz_tui.files.vcard_cutting import RawCard
from netz_tui.files.vcard_draft import drafted, finished
from netz_tui.files.vcard_lines import Heads, properties
from netz_tui.files.vcard_shapes import Shapes
from netz_tui.files.writing import WRITERS


def card(*lines, version="3.0", end="\r\n") -> Card:
    (only,) = cards_of(end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]))
    return only


def test_version_2_1_with_soft_breaks_bare_parameters_and_a_picture():
    (found,) = cards_of(samples.VCARD_21)
    assert found.name == "Dr. René Müller"
    assert (found.given, found.family, found.prefix) == ("René", "Müller", "Dr.")
    assert found.phones == ("+49 170 1",)
    assert found.phone_labels == ("cell,pref",)
    assert found.note == "Zeile 1\nZeile 2"
    assert found.emails == ("rene@example.org",)
    assert found.extra == ("PHOTO;ENCODING=b;TYPE=JPEG:QUJDRUZH",)


def test_version_3_0_as_apple_writes_it():
    (found,) = cards_of(samples.VCARD_30)
    assert found.name == "Ayşe Öztürk"
    assert found.emails == ("ayse@example.org",)
    assert found.email_labels == ("homepage",)
    assert found.phones == ("+49 30 1",)
    assert found.note == "Lang gefaltet\nzweite"
    assert found.birthday == "--01-22"
    assert (found.city, found.country) == ("Köln", "DE")
    assert "ADR;TYPE=WORK:;;Weg 1\\, Hof;Köln;;5;DE" in found.extra


def test_version_4_0():
    (found,) = cards_of(samples.VCARD_40)
    assert found.phones == ("+46-8-1;ext=2",)
    assert found.phone_labels == ("work,pref",)
    assert found.kind == "org"
    assert found.related == (Related("spouse", "Olaf"),)
    assert found.tags == ("a", "b,c")
    assert found.city == "Lund"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:  Ann   Lee "], "Ann Lee"),
        (["FN:", "N:Lee;Ann;Mae;;"], "Ann Mae Lee"),
        (["ORG:Lee Ltd;Sales"], "Lee Ltd"),
        (["EMAIL:a@example.org"], "a@example.org"),
        (["N:Lee"], "Lee"),
        (["N:Lee;Ann;Philip,Paul;Dr.;Jr.,M.D."], "Ann Philip Paul Lee"),
        (["FN:Lee\\, Ann"], "Lee, Ann"),
    ],
)
def test_the_name(lines, name):
    assert card(*lines).name == name


def test_a_phone_alone_is_a_card_without_a_name():
    assert card("TEL:1").name == ""


def test_a_fold_inside_a_character_is_undone_before_decoding():
    line = "NOTE:Grüße".encode()
    place = line.index(b"\xc3") + 1
    data = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n" + line[:place] + b"\r\n " + line[place:] + b"\r\nEND:VCARD\r\n"
    (found,) = cards_of(data)
    assert found.note == "Grüße"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
def test_all_line_ends(end):
    found = card("FN:Ann", "NOTE:a", " b", "EMAIL:a@example.org", end=end)
    assert (found.note, found.emails) == ("ab", ("a@example.org",))


def test_charsets_mixed_in_one_card():
    data = (
        b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1:K\xfchn;J\xf6rg\nFN;CHARSET=UTF-8:"
        + "Jörg Kühn".encode()
        + b"\nORG:M\xfcller\nTITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gesch=E4ft\nEND:VCARD\n"
    )
    (found,) = cards_of(data)
    assert (found.family, found.given, found.name) == ("Kühn", "Jörg", "Jörg Kühn")
    assert (found.org, found.title) == ("Müller", "Geschäft")


def test_utf_16_without_mark_and_with_carriage_returns():
    text = "BEGIN:VCARD\rVERSION:3.0\rFN:Jörg Ölmann\rEND:VCARD\r"
    source = source_of(text.encode("utf-16-be"))
    assert beginnings.vcard(source) == "vcard"
    (one,) = vcard.read(source, Options())
    assert isinstance(one, Card)
    assert one.name == "Jörg Ölmann"
    assert source.encoding == "utf-16-be"


def test_one_bad_card_takes_no_neighbour():
    records = read_all(
        "BEGIN:VCARD\nVERSION:3.0\nFN:One\nBEGIN:VCARD\nVERSION:3.0\nFN:Two\nrubbish\nEND:VCARD\n"
        "junk\nFN:Three\nEND:VCARD\nBEGIN:VCARD\nPHOTO:x\nEND:VCARD\nBEGIN:VCARD\nFN:Four\n"
    )
    assert [one.name for one in records if isinstance(one, Card)] == ["One", "Two", "Three", "Four"]
    words = " ".join(told(records))
    assert "no END:VCARD before" in words
    assert "“rubbish” has no colon" in words
    assert "no BEGIN:VCARD" in words
    assert "no name" in words
    assert "cut off" in words


def test_lines_outside_of_cards_are_told_with_their_number():
    records = read_all("BEGIN:VCARD\nFN:A\nEND:VCARD\nhello\nthere\nBEGIN:VCARD\nFN:B\nEND:VCARD\n")
    assert told(records, "remark") == ["2 lines outside of a card were ignored, from line 4 on."]
    assert [one.line for one in records if isinstance(one, Card)] == [1, 6]


def test_a_card_inside_a_card_is_kept_as_its_agent():
    data = "BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Help\nEND:VCARD\nTEL:1\nEND:VCARD\n"
    (found,) = cards_of(data)
    assert (found.name, found.phones) == ("Boss", ("1",))
    assert found.extra[0].startswith("AGENT:BEGIN:VCARD")
    assert "FN:Help" in found.extra[0]


@pytest.mark.parametrize("closed", [9, 5])
def test_cards_nested_too_deep_are_left_out_and_take_no_neighbour(closed):
    data = "BEGIN:VCARD\nFN:Boss\nAGENT:\n" * 9 + "END:VCARD\n" * closed + "BEGIN:VCARD\nFN:Next\nEND:VCARD\n"
    records = read_all(data)
    first, last = (record for record in records if isinstance(record, Card))
    assert (first.name, last.name) == ("Boss", "Next")
    assert "Cards are nested too deep; 8 lines were left out." in told(records, "remark")
    if closed == 9:
        assert first.extra[0].count("AGENT:") == 5


def test_an_agent_that_grew_too_long_is_left_out_whole():
    inner = "NOTE:" + "\\" * 900
    data = "BEGIN:VCARD\nFN:Boss\nAGENT:\n" * 3 + inner + "\n" + "END:VCARD\n" * 3
    records = read_all(data, limits=Limits(line_bytes=3_000))
    assert [record.name for record in records if isinstance(record, Card)] == ["Boss"]
    assert told(records, "remark") == ["AGENT is longer than 2 kB and was left out."]


def test_base64_that_nobody_indented():
    (found,) = cards_of("BEGIN:VCARD\nVERSION:2.1\nFN:A\nPHOTO;BASE64:\nQUJD\nRUZH\n\nTEL:1\nEND:VCARD\n")
    assert found.extra == ("PHOTO;ENCODING=b:QUJDRUZH",)
    assert found.phones == ("1",)


def test_labels_repeats_and_schemes():
    found = card(
        "TEL;TYPE=WORK:123", "TEL;TYPE=FAX;TYPE=pref:123", "TEL:tel:+1", "EMAIL:mailto:a@example.org",
        "item2.URL:http\\://a.example", "item2.X-ABLabel:Ferien, haus", "X-SOCIALPROFILE;"
        "type=linkedin:https://l.example",
    )  # fmt: skip
    assert found.phones == ("123", "+1")
    assert found.phone_labels == ("work,fax,pref", "")
    assert found.emails == ("a@example.org",)
    assert found.urls == ("http://a.example", "https://l.example")
    assert found.url_labels == ("Ferien haus", "linkedin")


def test_what_has_no_place_is_kept_with_its_group():
    found = card("item3.X-ABDATE:2001-02-03", "item3.X-ABLabel:Jubiläum", "ORG:A", "ORG:B;C", "TITLE:x", "TITLE:y")
    assert found.extra == ("item3.X-ABDATE:2001-02-03", "item3.X-ABLabel:Jubiläum", "ORG:B;C", "TITLE:y")


def test_related_people_by_all_their_names():
    found = card(
        "FN:A", "X-SPOUSE:Ute", "item1.X-ABRELATEDNAMES:Max", "item1.X-ABLabel:_$!<Child>!$_", "X-MS-MANAGER:Eva"
    )
    assert found.related == (Related("spouse", "Ute"), Related("child", "Max"), Related("manager", "Eva"))


def test_a_group_is_no_person():
    records = read_all(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Chor\nX-ADDRESSBOOKSERVER-KIND:group\n"
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:2\nEND:VCARD\n"
    )
    assert records == [Group("Chor", ("urn:uuid:1", "urn:uuid:2"), "", 1)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("BDAY:1985-04-12", "1985-04-12"),
        ("BDAY:19850412", "1985-04-12"),
        ("BDAY:--0203", "--02-03"),
        ("BDAY:1953-10-15T23:10:00Z", "1953-10-15"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
    ],
)
def test_birthdays(written, read):
    assert card("FN:A", written).birthday == read


def test_backslashes_of_2_1_stand_for_themselves():
    found = card("FN:A", "NOTE:C:\\new\\temp", "N:Lee\\; Jr;Ann", version="2.1")
    assert found.note == "C:\\new\\temp"
    assert found.family == "Lee; Jr"


def test_controls_and_directions_are_cleaned():
    found = card("FN:A\x1b]0;evil\x07nn\u202e", "TEL:\u202d+1\u202c")
    assert found.name == "A]0;evilnn"
    assert found.phones == ("+1",)


def test_a_huge_picture_is_left_out_and_told():
    limits = Limits(line_bytes=1000, record_bytes=3000)
    picture = "PHOTO;ENCODING=b:\n" + " QUJDQUJDQUJDQUJDQUJD\n" * 100
    data = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n{picture}TEL:1\nEND:VCARD\n" * 2
    records = read_all(data, limits=limits)
    found = [one for one in records if isinstance(one, Card)]
    assert [(one.name, one.phones, one.extra) for one in found] == [("Ann", ("1",), ())] * 2
    assert told(records, "remark")[0].startswith("PHOTO is longer than 1 kB")


@given(
    st.lists(
        st.tuples(st.sampled_from(["FN", "N", "ORG", "NOTE", "TEL", "ADR", "X-A"]), st.text(max_size=20)), max_size=6
    )
)
def test_plain_and_careful_values_agree(pairs):
    lines = [f"{name}:{value}".replace("\n", "").replace("\r", "") for name, value in pairs]
    data = "\n".join(["VERSION:3.0", *lines]).encode("utf-8", "replace")
    raw = RawCard(1, data)
    found = properties(raw, Heads(), source_of(b""))
    assert finished(drafted(1, found, plain=raw.plain)) == finished(drafted(1, found))


def quick(data: bytes) -> list[Card]:
    """What is read of a card by its shape, nothing where it is left to the general reader."""
    found = Shapes(source_of(b""), Heads()).card(data, 1)
    return [found] if found else []


def general(data: bytes) -> list[object]:
    """What the general reader makes of a card, and says about it."""
    raw = RawCard(1, data)
    found = properties(raw, Heads(), source_of(b""))
    return [finished(drafted(1, found, plain=raw.plain)), *raw.remarks]


QUICK = """VERSION:3.0
PRODID:-//A//B
FN:Dr. Ayşe Öztürk
N:Öztürk ;Ayşe;;Dr.;
ORG:Muster & Söhne
TITLE:Chefin\\, Einkauf
EMAIL;TYPE=INTERNET,pref,WORK:a@b.example
EMAIL:b@b.example
TEL;TYPE=CELL;PREF=1:+49 171 1
ADR;TYPE=WORK:;;Weg 1\\, Hof;Köln;;5;DE
URL: https://a.example
BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22
CATEGORIES:a,b\\,c,a
NOTE:eins\\nzwei
UID:7
X-NETZ-CONNECTED-ON:8 Feb 2023
X-FOO;A=b:c
REV:"""


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_as_programs_write_it_is_read_by_its_shape(version):
    data = QUICK.replace("3.0", version).encode()
    (found,) = quick(data)
    assert [found] == general(data)
    assert (found.email_labels, found.birthday, found.city, found.note) == (
        ("work,pref", ""), "--01-22", "Köln", "eins\nzwei",
    )  # fmt: skip


_HEADS = st.sampled_from([
    *(line.partition(":")[0] for line in QUICK.split("\n")),
    "FN", "ADR", "ORG", "TEL;CELL", "item1.TEL", "item1.X-ABLabel", "EMAIL;ALTID=1", "URL", "KIND", "NICKNAME", "AGENT",
    "PHOTO", "NOTE;ENCODING=QUOTED-PRINTABLE", "NOTE;CHARSET=utf-8", "X-FOO;b", 'TEL;TYPE="a:b"', " FN", "END", "",
])  # fmt: skip
_VALUES = st.one_of(
    st.sampled_from([
        *(line.partition(":")[2] for line in QUICK.split("\n")),
        "", " ", "a;b", "a,b", "\\;", "\\", "a\\\\n", ";;;Ulm;;;", ";;;Ulm;;;;", ";;", "mailto:a@b.example", "tel:+1",
        "a  b", "2.1", "group",
        "e\u0301", "\u200b", "\u0915\u093f", "x" * 2001,
    ]),
    st.text(st.characters(exclude_characters="\r\n"), max_size=12),
)  # fmt: skip


@settings(max_examples=FUZZ or 300)
@given(st.lists(st.tuples(_HEADS, _VALUES, st.sampled_from([":", ":", ":", ""])), max_size=8), st.booleans())
def test_what_is_read_by_its_shape_is_what_the_general_reader_makes_of_it(added, short):
    lines = [
        "VERSION:3.0",
        *([] if short else QUICK.split("\n")[1:]),
        *(head + colon + value for head, value, colon in added),
    ]
    data = "\n".join(lines).encode("utf-8", "replace")
    assert quick(data) in ([], general(data))


@settings(max_examples=FUZZ or 300)
@given(st.lists(st.tuples(st.sampled_from(QUICK.split("\n")[1:]), st.sampled_from([":", ""]), _VALUES), max_size=3))
@example([("TITLE:Chefin\\, Einkauf", "", "")])
@example([("REV:", ":", "a\nX-B:c")])
def test_a_shape_met_often_is_matched_at_once_with_the_same_result(changed):
    data = QUICK
    for line, colon, value in changed:
        data = data.replace(line, line.partition(":")[0] + colon + value)
    raw = data.encode("utf-8", "replace")
    shapes = Shapes(source_of(b""), Heads())
    with mock.patch.object(vcard_shapes, "_OFTEN", 1):
        cards = [shapes.card(each, 1) for each in [QUICK.encode()] * 3 + [raw]]
    assert cards[0] == cards[1] == cards[2] is not None
    assert [cards[3]] == (quick(raw) or [None])


@pytest.mark.parametrize(
    "line", ["no colon", "FN:Another", "item1.TEL:1", 'X-A;B="c:d":e', " folded", "TEL:tel:+1", "TEL:", "TITLE:a  b"]
)
def test_a_card_that_says_more_than_its_shape_is_left_to_the_general_reader(line):
    assert quick(f"{QUICK}\n{line}".encode()) == []


@settings(max_examples=FUZZ or 300)
@given(st.sampled_from(QUICK.split("\n")[1:]), _VALUES)
def test_any_value_of_a_shape_is_understood_as_the_general_reader_does(line, value):
    data = QUICK.replace(line, f"{line.partition(':')[0]}:{value}").encode("utf-8", "replace")
    assert quick(data) in ([], general(data))


def test_quick_and_careful_cutting_agree():
    careful = "\n".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:P {number}\nNOTE:a\n b\nEND:VCARD" for number in range(50))
    read = cards_of(careful)
    slow = cards_of(careful.replace("BEGIN:VCARD", "BEGIN:VCARD ").replace("END:", "end:"))
    assert read == slow
    assert [one.line for one in read][:3] == [1, 7, 13]


def test_what_parameters_say_of_a_handle_is_kept_and_comes_out_again():
    one = card(
        'EMAIL;TYPE=work;PREF=2;X-FOO="a;b":ann@x.example',
        "TEL;VALUE=uri;TYPE=cell;PREF=1;LANGUAGE=de:tel:+49-171-1;ext=3",
        "URL;MEDIATYPE=text/html:https://a.example",
        version="4.0",
    )
    assert (one.email_labels, one.phone_labels) == (("work",), ("cell,pref",))
    for kind in ("vcard3", "vcard4", "csv", "json"):
        written = "".join(WRITERS[kind]([one]))
        (again,) = cards_of(written)
        assert again._replace(line=0) == one._replace(line=0), kind
    lines = "".join(WRITERS["vcard4"]([one])).split("\r\n")
    assert 'EMAIL;TYPE=work;PREF=2;X-FOO="a;b":ann@x.example' in lines
    assert "TEL;TYPE=cell;PREF=1;LANGUAGE=de:+49-171-1\\;ext=3" in lines
    assert not any(line.startswith("X-NETZ") for line in lines)
