import json

import pytest
import samples
from file_cards import cards_of, read_all, source_of, told

from netz_tui.clean import clean
from netz_tui.files import (
    Card,
    FileProblem,
    Group,
    Limits,
    Request,
    Skipped,
    Visit,
    beginnings,
    jcard,
    netz_json,
    xcard,
    xing,
)
from netz_tui.files.options import Options


def test_jcard():
    (card,) = cards_of(samples.JCARD)
    assert (card.name, card.phones, card.phone_labels) == ("Jo Kern", ("+1-2",), ("work",))


def test_jcards_in_a_list_with_structures():
    data = (
        '[["vcard",[["fn",{},"text","Jo, Kern"],["n",{},"text",["Kern","Jo",["A","B"],"",""]],'
        '["adr",{"type":"home"},"text",["","","Weg; 1","Bonn","","","DE"]],["categories",{},"text","x","y,z"]]],\n'
        '7,["vcard",[["fn",{"group":"g"},"text","Two"],["x-new",{},"unknown","v"]]]]'
    )
    one, two, three = read_all(data)
    assert (one.name, one.middle, one.city, one.tags) == ("Jo, Kern", "A B", "Bonn", ("x", "y,z"))
    assert one.extra == ("ADR;TYPE=home:;;Weg\\; 1;Bonn;;;DE",)
    assert isinstance(two, Skipped)
    assert two.line == 2
    assert (three.name, three.extra) == ("Two", ("X-NEW:v",))


def test_json_that_breaks_off_gives_what_came_before():
    card, broken = jcard.read(source_of('[["vcard",[["fn",{},"text","A"]]],\n["vcard",[["f'), None)
    assert isinstance(card, Card)
    assert isinstance(broken, Skipped)
    assert (card.name, broken.kind, broken.line) == ("A", "refused", 2)
    with pytest.raises(FileProblem, match="line 1"):
        list(jcard.read(source_of('[["vcard",[["fn",{},"te'), None))


def test_json_too_deep_is_refused_in_words():
    with pytest.raises(FileProblem, match="too deep"):
        list(xing.read(source_of('{"users":' + "[" * 100_000), None))


def test_xcard():
    (card,) = cards_of(samples.XCARD)
    assert (card.name, card.family, card.given, card.phones, card.phone_labels) == (
        "Mo Lind", "Lind", "Mo", ("+1-2",), ("work",),
    )  # fmt: skip


def test_xcard_with_groups_lists_and_an_address():
    (card,) = cards_of(
        '<v:vcards xmlns:v="urn:ietf:params:xml:ns:vcard-4.0"><v:vcard><v:fn><v:text>A &amp; B</v:text></v:fn>'
        '<v:group name="g"><v:email><v:text>a@example.org</v:text></v:email></v:group>'
        "<v:adr><v:street>Weg, 1</v:street><v:locality>Bonn</v:locality><v:country>DE</v:country></v:adr>"
        "<v:categories><v:text>x</v:text><v:text>y</v:text></v:categories></v:vcard></v:vcards>"
    )
    assert (card.name, card.emails, card.city, card.tags) == ("A & B", ("a@example.org",), "Bonn", ("x", "y"))
    assert card.extra == ("ADR:;;Weg\\, 1;Bonn;;;DE",)


def test_an_entity_bomb_is_refused_in_words():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE v [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        '<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0"><vcard><fn><text>&b;</text></fn></vcard></vcards>'
    )
    source = source_of(bomb)
    assert beginnings.xcard(source) == "xcard"
    with pytest.raises(FileProblem, match="document type"):
        list(xcard.read(source, None))


def test_xml_that_breaks_off_gives_what_came_before():
    records = read_all(samples.XCARD.replace(b"</vcards>", b"<vcard><fn><te"))
    assert isinstance(records[0], Card)
    assert told(records, "refused")[0].startswith("The XML goes wrong here")


def test_xml_in_other_encodings():
    text = samples.XCARD.decode().replace("Mo Lind", "Jörg")
    latin = text.replace('"1.0"', '"1.0" encoding="ISO-8859-1"').encode("latin-1")
    wide = text.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
    assert [cards_of(data)[0].name for data in (latin, wide)] == ["Jörg", "Jörg"]


def test_ldif_with_base64_folds_and_a_list():
    card, group = read_all(samples.LDIF)
    assert (card.name, card.family, card.emails) == ("Ola Nörd", "Nord", ("o@example.org",))
    assert group == Group("Liste", ("o@example.org",), "", 10)
    assert beginnings.ldif(source_of(b"# comment\ndn: x\n")) == "ldif"


def test_xing_contact_requests():
    (request,) = read_all(samples.XING)
    assert isinstance(request, Request)
    assert (request.direction, request.name, request.message, request.member_id) == (
        "incoming",
        "Pia Falk",
        "Hallo",
        "1_a",
    )
    assert request.at.tzinfo
    assert request.platform == "xing"


def test_a_xing_request_of_numbers_only_is_told():
    (record,) = read_all('{"contact_requests":[{"sender_id":"1","recipient_id":"2_b"}]}')
    assert str(record) == "The contact request holds only the number 2_b, no name."


def test_a_xing_profile():
    (card,) = cards_of(
        '{"id":"1_a","academic_title":"Dr.","first_name":"Pia","last_name":"Falk","display_name":"Pia Falk",'
        '"permalink":"https://www.xing.com/profile/Pia_Falk","birth_date":{"day":2,"month":1},'
        '"active_email":"p@example.org","wants":"Ruhe","business_address":{"city":"Köln","country":"DE",'
        '"phone":"49|221|123","fax":"49|221|9","mobile_phone":"49|0170|5","email":"p@example.org"},'
        '"private_address":{"phone":"||"},"web_profiles":{"homepage":["http://pia.example"]},'
        '"professional_experience":{"primary_company":{"name":"KG","title":"Chefin"}}}'
    )
    assert (card.name, card.prefix, card.org, card.title, card.birthday) == (
        "Pia Falk",
        "Dr.",
        "KG",
        "Chefin",
        "--01-02",
    )
    assert card.phones == ("+49 221 123", "+49 (0)170 5")
    assert card.phone_labels == ("work", "work,cell")
    assert card.emails == ("p@example.org",)
    assert card.uid == "xing:1_a"
    assert 'X-NETZ-FIELD;NAME="XING wants":Ruhe' in card.extra


def test_xing_visits():
    (visit,) = read_all(
        '{"visits":[{"display_name":"Pia","visited_at":"2011-01-14",'
        '"reason":{"text":"<b>Google</b> search"},"user_id":"1"}]}'
    )
    assert isinstance(visit, Visit)
    assert (visit.name, visit.reason, visit.on.year) == ("Pia", "Google search", 2011)


def test_the_contacts_of_the_xing_app():
    (card,) = cards_of(
        '{"data":{"viewer":{"contactsNetwork":{"collection":[{"contactCreatedAt":"2014-05-06T00:00:00Z","memo":"Messe",'
        '"tagList":["a"],"xingId":{"displayName":"Pia Falk","firstName":"Pia","lastName":"Falk"}}]}}}}'
    )
    assert (card.name, card.note, card.tags, card.connected.year) == ("Pia Falk", "Messe", ("a",), 2014)


def test_a_card_of_too_many_elements_is_refused_without_its_neighbour():
    text = '<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0">{}<vcard><fn><text>B</text></fn></vcard></vcards>'
    many = f"<vcard><fn><text>A</text></fn>{'<note><text>x</text></note>' * 100}</vcard>"
    assert [card.name for card in cards_of(text.format(many))] == ["A", "B"]
    records = read_all(text.format(many), limits=Limits(record_bytes=20_000))
    assert [card.name for card in records if isinstance(card, Card)] == ["B"]
    assert told(records) == ["The card is too large."]


@pytest.mark.parametrize("end", ["", "\ndn: cn=B\ncn: B\n"])
def test_of_an_entry_that_is_too_large_the_lines_left_out_are_told(end):
    records = read_all("dn: cn=A\ncn: A\n" + "description: xxxxxxxx\n" * 100 + end, limits=Limits(record_bytes=1_000))
    assert [card.name for card in records if isinstance(card, Card)] == ["A", "B"][: 1 + bool(end)]
    assert told(records) == ["98 lines of the entry were left out."]


LONG = ["Ann Übel", 'Bob "B" \\ Bär', "Ida\n\u2028x", "Udo 😀"] * 3_000


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_long_list_is_read_element_by_element(indent, encoding):
    names = [name for name in LONG if encoding != "cp1252" or (name.isprintable() and "😀" not in name)]
    contacts = [{"name": name, "note": "x" * 90} for name in names]
    text = json.dumps({"netz": 1, "contacts": contacts}, indent=indent, ensure_ascii=False)
    source = source_of(text.encode(encoding), limits=Limits(document_bytes=1_000, record_bytes=300_000))
    cards = list(netz_json.read(source, Options()))
    assert [card.name for card in cards if isinstance(card, Card)] == [clean(name) for name in names]
    assert source.encoding.startswith(encoding)
    if indent:
        assert [card.line for card in cards[:2]] == [4, 8]


@pytest.mark.parametrize(
    "end", ['{"name": "C', '{"name": "C"', '{"name": "C\\u00', '{"name": tru', '{"name": "C"},', "x"]
)
def test_those_before_a_break_are_read(end):
    document = '{"netz": 1, "contacts": [\n{"name": "A"},\n{"name": "B"},\n' + end
    *cards, last = netz_json.read(source_of(document), Options())
    assert [card.name for card in cards if isinstance(card, Card)][:2] == ["A", "B"]
    assert isinstance(last, Skipped)
    assert (last.kind, last.line) == ("refused", 4)


def test_one_element_is_no_larger_than_a_record():
    document = '{"netz": 1, "contacts": [{"name": "A"}, {"name": "' + "x" * 2_000_000 + '"}]}'
    for limit in (100_000, 1_990_000):
        card, last = netz_json.read(source_of(document, limits=Limits(record_bytes=limit)), Options())
        assert isinstance(card, Card)
        assert (card.name, str(last)) == ("A", "The record is too large; what follows cannot be read.")
    endless = '{"netz": 1, "contacts": [' + "[" * 900_000
    (last,) = netz_json.read(source_of(endless, limits=Limits(record_bytes=9_000)), Options())
    assert str(last) == "The record is too large; what follows cannot be read."
    with pytest.raises(FileProblem, match="too large"):
        list(netz_json.read(source_of(document[:25] + document[40:], limits=Limits(record_bytes=9_000)), Options()))
