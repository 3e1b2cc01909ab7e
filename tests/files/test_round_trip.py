import pytest
from file_cards import FUZZ, all_cards, cards_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netz_tui.files import Card, Related
from netz_tui.files.writing import WRITERS

EXAMPLES = FUZZ or 60


def back(cards, kind):
    return [card._replace(line=0) for card in cards_of("".join(WRITERS[kind](cards)))]


@settings(max_examples=EXAMPLES)
@given(cards=st.lists(all_cards(), min_size=1, max_size=3))
def test_what_is_written_is_read_again_equal(cards):
    for kind in ("vcard3", "vcard4", "csv", "json"):
        assert back(cards, kind) == cards, kind


FULL = Card(
    name="Dr. Jörg von der Mühle",
    given="Jörg",
    middle="Maria",
    family="von der Mühle",
    prefix="Dr.",
    suffix="M.A., MBA",
    nickname="Jörgi",
    org="Mühle & Söhne; Nachf.",
    title="Leiter, Einkauf",
    emails=("joerg@muehle.example", "=cmd|x@muehle.example"),
    email_labels=("work,pref", ""),
    phones=("+49 221 1234", "'0170 5"),
    phone_labels=("work", "cell"),
    urls=("https://www.xing.com/profile/Joerg_Muehle",),
    url_labels=("xing",),
    city="Köln",
    country="Germany",
    birthday="--02-29",
    note='Zeile 1\n\nZeile 3, mit; Zeichen \\n und "Quotes"',
    tags=("Einkauf", "a, b"),
    uid="urn:uuid:1",
    related=(Related("spouse", "Ute"), Related("", "Max")),
    introduced_by="Frau Kühn",
    extra=("ORG:Mühle & Söhne\\; Nachf.;Einkauf", "ADR;TYPE=work:;;Weg 1;Köln;NRW;50667;Germany", "item1.X-ABADR:de"),
)


@pytest.mark.parametrize("kind", ["vcard3", "vcard4", "csv", "json"])
def test_a_full_card_comes_back(kind):
    assert back([FULL], kind) == [FULL]


def test_a_picture_becomes_a_data_uri_in_4_and_comes_back():
    card = Card(name="Ann", extra=("PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * 100,))
    text = "".join(WRITERS["vcard4"]([card]))
    assert "data:image/jpeg;base64,QUJD" in text.replace("\r\n ", "")
    assert "ENCODING" not in text
    assert back([card], "vcard4") == [card]
    assert back([card], "vcard3") == [card]


@pytest.mark.parametrize("kind", ["google", "outlook"])
def test_other_programs_tables_keep_what_they_have_columns_for(kind):
    (card,) = back([FULL._replace(name="Jörg Maria von der Mühle")], kind)
    for field in ("given", "middle", "family", "prefix", "suffix", "nickname", "org", "title", "emails", "phones",
                  "urls", "city", "country", "birthday", "introduced_by"):  # fmt: skip
        assert getattr(card, field) == getattr(FULL, field), field
    assert card.note.startswith(FULL.note)
    assert card.related[0] == FULL.related[0]
    assert FULL.extra[0] in card.extra
    assert FULL.extra[1] in card.extra or any("Weg 1" in line for line in card.extra)


@pytest.mark.parametrize("kind", ["google", "outlook"])
@settings(max_examples=EXAMPLES)
@given(cards=st.lists(all_cards(), min_size=1, max_size=3))
@example(cards=[Card(name="0", middle="00", org="0")])
def test_what_other_programs_tables_hold_comes_back_equal_ever_after(kind, cards):
    once = back(cards, kind)
    assert back(once, kind) == once
    for card, read in zip(cards, once, strict=True):
        for field in ("given", "middle", "family", "prefix", "suffix", "nickname", "org", "title", "birthday"):
            if getattr(card, field):
                assert getattr(read, field) == getattr(card, field), field
        for values in (card.emails, card.phones, card.urls, card.note.split("\n"), [card.introduced_by]):
            held = {*read.emails, *read.phones, *read.urls, read.introduced_by}
            assert all(value in held or value in read.note for value in values)


def test_an_edited_city_and_organisation_win_over_the_kept_ones():
    moved = FULL._replace(city="Bonn", org="Neu GmbH")
    (card,) = back([moved], "vcard4")
    assert (card.city, card.org) == ("Bonn", "Neu GmbH")
    assert set(FULL.extra) <= set(card.extra)


@settings(max_examples=EXAMPLES)
@given(card=all_cards())
def test_no_cell_is_a_formula(card):
    for kind in ("csv", "google", "outlook"):
        text = "".join(WRITERS[kind]([card]))
        import csv
        import io

        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                start = cell.lstrip(" \t\r\n\u200b\ufeff")[:1]
                harmless = kind != "csv" and not set(cell) - set("+-0123456789 ()/.\t")
                assert start not in set("=+-@＝＋－＠") or harmless, cell


@settings(max_examples=EXAMPLES)
@given(card=all_cards())
def test_lines_are_at_most_75_bytes_and_end_in_crlf(card):
    for kind in ("vcard3", "vcard4"):
        text = "".join(WRITERS[kind]([card]))
        assert text.endswith("END:VCARD\r\n")
        assert "\n" not in text.replace("\r\n", "")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
