import pytest
import samples
from file_cards import cards_of, read_all, source_of, told
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.clean import clean
from netz_tui.files import Card, Limits, Related, look_at_table
from netz_tui.files.columns import cleaned
from netz_tui.files.mapping import guess_columns, guess_table
from netz_tui.files.options import Options
from netz_tui.files.tables import sniff


def test_google_until_2023():
    (card,) = cards_of(
        "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Birthday,Notes,Group Membership,"
        "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,"
        "Address 1 - Street,Address 1 - City,Address 1 - Country,Organization 1 - Type,Organization 1 - Name,"
        "Organization 1 - Title,Relation 1 - Type,Relation 1 - Value,Event 1 - Type,Event 1 - Value\n"
        'Dr. Ute Kern,Ute,,Kern,,Dr.,1980-02-03,"a\nb",* myContacts ::: Chor ::: * starred,* Work,'
        "u@example.org ::: v@example.org,Mobile,+49 1,Home,x,Weg 1,Bonn,DE,,Kern KG,Chefin,"
        "Referred by,Max,Jubiläum,2001-01-01\n"
    )
    assert (card.name, card.given, card.family, card.prefix) == ("Dr. Ute Kern", "Ute", "Kern", "Dr.")
    assert card.emails == ("u@example.org", "v@example.org")
    assert card.email_labels == ("work,pref", "work,pref")
    assert card.phone_labels == ("cell",)
    assert card.tags == ("Chor", "starred")
    assert (card.org, card.title, card.city, card.country) == ("Kern KG", "Chefin", "Bonn", "DE")
    assert card.introduced_by == "Max"
    assert card.note == "a\nb"
    assert 'X-NETZ-FIELD;NAME="Event Jubiläum":2001-01-01' in card.extra
    assert "ADR;TYPE=home:;;Weg 1;Bonn;;;DE" in card.extra


def test_google_since_2024():
    (card,) = cards_of(samples.GOOGLE)
    assert (card.name, card.tags) == ("Uwe Kranz", ("Freunde",))
    assert card.emails == ("u@example.org", "v@example.org")
    assert (card.phones, card.phone_labels) == (("+49 1",), ("cell",))


def test_outlook_german_in_cp1252_with_its_signs_for_nothing():
    source = source_of(samples.OUTLOOK)
    assert sniff(source) == "outlook"
    (card,) = cards_of(samples.OUTLOOK)
    assert (card.name, card.prefix, card.org) == ("Jürgen Groß", "Herr", "Bäcker")
    assert (card.phones, card.phone_labels) == (("0221/1",), ("home",))
    assert card.birthday == ""
    assert card.note == "a\nb"


def test_outlook_german_in_full():
    header = (
        '"Anrede","Vorname","Weitere Vornamen","Nachname","Suffix","Firma","Abteilung",'
        '"Position","Straße geschäftlich",'
        '"Ort geschäftlich","Region geschäftlich","Postleitzahl geschäftlich","Land/Region '
        'geschäftlich","Ort privat",'
        '"Telefon geschäftlich","Mobiltelefon","E-Mail-Adresse","E-Mail-Typ","E-Mail: Angezeigter Name",'
        '"E-Mail 2: Adresse","Empfohlen von","Geburtstag","Geschlecht","Kategorien","Notizen","Webseite"\n'
    )
    row = (
        '"Frau","Ute","","Kern","","KG","Einkauf","Leiterin","Weg 1","Köln","NRW","50667","Deutschland","Bonn",'
        '"0221 1","0170 2","u@example.org","SMTP","Ute Kern (u@example.org)",'
        '"/o=ExchangeLabs/ou=x","Max Wolf","03.02.1980",'
        '"Keine Angabe","Kunde;VIP","Hallo","www.kern.example"\n'
    )
    (card,) = cards_of(header + row)
    assert card.introduced_by == "Max Wolf"
    assert card.birthday == "1980-02-03"
    assert card.tags == ("Kunde", "VIP")
    assert (card.city, card.country) == ("Köln", "Deutschland")
    assert card.emails == ("u@example.org",)
    assert card.urls == ("www.kern.example",)
    assert "ORG:KG;Einkauf" in card.extra
    assert "ADR;TYPE=work:;;Weg 1;Köln;NRW;50667;Deutschland" in card.extra
    assert not any("Keine Angabe" in line or "SMTP" in line for line in card.extra)


def test_outlook_english_as_linkedin_wrote_it_before_2016():
    (card,) = cards_of(
        '"Title","First Name","Middle Name","Last Name","Suffix","E-mail Address","Company",'
        '"Job Title","Business Phone",'
        '"Spouse","Birthday"\n"","Ute","","Kern","","u@example.org","KG","Buyer","1","Udo","2/3/1980"\n'
    )
    assert (card.name, card.org, card.title, card.birthday) == ("Ute Kern", "KG", "Buyer", "1980-02-03")
    assert card.related == (Related("spouse", "Udo"),)


@pytest.mark.parametrize("separator", [",", "\t"])
def test_thunderbird_in_both_languages(separator):
    english = [
        "First Name",
        "Last Name",
        "Display Name",
        "Primary Email",
        "Work Phone",
        "Birth Year",
        "Birth Month",
        "Birth Day",
    ]
    german = [
        "Vorname",
        "Nachname",
        "Anzeigename",
        "Primäre E-Mail-Adresse",
        "Tel. dienstlich",
        "Geburtsjahr",
        "Geburtsmonat",
        "Geburtstag",
    ]
    for header in (english, german):
        (card,) = cards_of(
            separator.join([*header, "Notes"])
            + "\n"
            + separator.join(["Ute", "Kern", "Ute K.", "u@example.org", "1", "1980", "2", "3", '"a\nb"'])
            + "\n"
        )
        assert (card.name, card.birthday, card.phone_labels, card.note) == ("Ute K.", "1980-02-03", ("work",), "a\nb")


def test_the_tabs_of_macos():
    (card,) = cards_of(
        "first\tlast\temail (work)\tphone (mobile)\taddress (home) city\nUte\tKern\tu@example.org\t1\tBonn\n"
    )
    assert (card.name, card.email_labels, card.phone_labels, card.city) == ("Ute Kern", ("work",), ("cell",), "Bonn")


def test_an_unknown_table_is_guessed_and_the_guess_told():
    records = read_all(samples.GUESSED)
    assert [(one.family, one.given, one.emails, one.phone_labels) for one in records[1:]] == [
        ("Weiß", "Tim", ("t@example.org",), ("cell",)),
        ("Rot", "Ute", ("u@example.org",), ("cell",)),
    ]
    assert "Nachname → family" in told(records)[0]


def test_a_mapping_goes_before_the_guess():
    mapping = {"Nachname": "org", "Rufname": "name", "Mailadresse": "email:work", "Handy": "skip"}
    card, _ = read_all(samples.GUESSED, Options(mapping))
    assert (card.name, card.org, card.email_labels, card.phones) == ("Tim", "Weiß", ("work",), ())


def test_guesses_by_name_and_by_content():
    header = ["Naname", "Vorname ", "Info 1", "Info 2", "E-Mail", "Kundennummer", "Stadt"]
    sample = [["Kern", "Ute", "u@example.org", "+49 221 123456", "nein", "17", "Köln"]] * 4
    guesses = guess_columns(header, sample)
    assert guesses["Naname"].field == "family"
    assert 0.8 < guesses["Naname"].confidence < 1
    assert (guesses["Vorname "].field, guesses["Vorname "].confidence) == ("given", 1.0)
    assert (guesses["Info 1"].field, guesses["Info 2"].field) == ("email", "phone")
    assert guesses["E-Mail"].confidence <= 0.5
    assert (guesses["Kundennummer"].field, guesses["Kundennummer"].confidence) == ("keep", 0.0)
    assert guesses["Stadt"].field == "city"


def test_a_table_without_header_is_told_by_its_cells(tmp_path):
    path = tmp_path / "x"
    path.write_text("Kern;u@example.org;+49 221 1234\nWolf;w@example.org;+49 221 5678\n")
    guess = look_at_table(path)
    assert guess.table.line == 0
    assert guess.table.header == ("Column 1", "Column 2", "Column 3")
    assert [guess.guesses[name].field for name in guess.table.header] == ["keep", "email", "phone"]
    assert len(guess.sample) == 2


@pytest.mark.parametrize(
    ("text", "fields", "name"),
    [
        (
            "Name;Firma;Telefon;E-Mail\nDr. Müller, Anna;M AG;030 123456 / 0171 1234567;a@m.example, b@m.example\n",
            ["listed_name", "org", "phones", "emails"],
            "Anna Müller",
        ),
        (
            "Ansprechpartner,Firmenname,Mobilnr.,PLZ/Ort,Geb.-Datum\nAnna Müller,M AG,0171 12345,89073 Ulm,1.2.80\n",
            ["name", "org", "phone:cell", "zip_city", "birthday"],
            "Anna Müller",
        ),
        ("Name\tVorname\tMail\nMüller\tAnna\ta@m.example\n", ["family", "given", "email"], "Anna Müller"),
        ("Email,Last,First\na@m.example,Müller,Anna\n", ["email", "family", "given"], "Anna Müller"),
        ("id,full_name,email_address\n1,Anna Müller,a@m.example\n", ["keep", "name", "email"], "Anna Müller"),
        (
            "uid,name,mail\n4fbe8971-0bc3-424c-9c26-36c3e1eff6b1,Anna Müller,a@m.example\n",
            ["uid", "name", "email"],
            "Anna Müller",
        ),
        (
            "Anna,Müller,a@m.example,0171 1234567,M AG\nUdo,Roth,u@r.example,0731 55500,Roth GmbH\n",
            ["given", "family", "email", "phone", "org"],
            "Anna Müller",
        ),
        (
            "a@m.example;Müller, Anna;030 123456\nu@r.example;Roth, Udo;0731 55500\n",
            ["email", "listed_name", "phone"],
            "Anna Müller",
        ),
    ],
    ids=["merged", "german", "name-vorname", "last-first", "row numbers", "uid", "no header", "no header, listed"],
)
def test_what_columns_hold_is_guessed_by_name_and_content(text, fields, name):
    table = guess_table(text)
    assert table is not None
    assert [guess.field for guess in table.guesses.values()] == fields
    assert cards_of(text)[0].name == name


def test_cells_that_hold_more_than_one_are_taken_apart():
    (card,) = cards_of(
        "Name;Telefon;E-Mail;PLZ Ort\n"
        "Prof. Dr. Müller, Anna;030/123456 / 0171/1234567 oder +49 731 55500;a@m.example, b@m.example;D-89073 Ulm\n"
    )
    assert (card.prefix, card.given, card.family) == ("Prof. Dr.", "Anna", "Müller")
    assert card.phones == ("030/123456", "0171/1234567", "+49 731 55500")
    assert card.emails == ("a@m.example", "b@m.example")
    assert (card.city, card.extra) == ("Ulm", ("ADR:;;;Ulm;;D-89073;",))


@pytest.mark.parametrize(
    "cell", ["0731/55500", "+49 (731) 555-00", "0731 55500 / 12", "030 1 oder 2", "+49 30, Zentrale"]
)
def test_one_number_stays_one(cell):
    (card,) = cards_of(
        f'Name;Telefon\nAnna Müller;"{cell}"\nUdo Roth;0731 123456; \nEva;0731 1234567 / 0171 1234567\n'
    )[:1]
    assert card.phones == (cell,)


def test_that_there_is_no_header_is_told():
    records = read_all("Anna,Müller,a@m.example\nUdo,Roth,u@r.example\n")
    assert told(records)[0].startswith("No line names the columns; they were guessed: Column 1 → given")
    assert len(records) == 3


@pytest.mark.parametrize("text", ["", "just a line\n", "one, two\nthree, four\n", "a,b\n1,2\n", "\x00" * 50])
def test_other_texts_are_no_address_tables(text):
    assert sniff(source_of(text)) == ""


def test_a_foreign_apostrophe_stays_and_a_guard_goes():
    one, two = cards_of("Vorname;Nachname;Mail\n't;Hooft;'=x@example.org\nd'Or;'Ann;a@example.org\n")
    assert (one.given, one.emails) == ("'t", ("=x@example.org",))
    assert (two.given, two.family) == ("d'Or", "'Ann")


def test_columns_without_a_place_are_kept():
    (card,) = cards_of('Vorname;Nachname;Mail;"Lieblings; farbe"\nA;B;a@example.org;"rot, blau"\n')
    assert card.extra == ('X-NETZ-FIELD;NAME="Lieblings; farbe":rot\\, blau',)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_cells_cleaned_at_once_are_cleaned_like_each(row):
    assert cleaned(row) == [clean(cell) for cell in row]


@pytest.mark.parametrize("more", ["", '"a\nb",,\n'])
def test_a_header_that_stands_there_again_is_nobody(more):
    header = "First Name,Last Name,Connected On\n"
    records = read_all(f"{header}{more}Ann,Alt,\n{header}Bob,Neu,\n")
    assert [one.given for one in records if isinstance(one, Card)][-2:] == ["Ann", "Bob"]
    assert "Last Name" not in [one.family for one in records if isinstance(one, Card)]
    assert told(records, "remark") == ["The header stands here once more."]


def test_a_cell_that_stays_open_is_given_up_when_it_is_larger_than_a_row():
    lines = "y" * 1_000 + "\n"
    text = 'First Name,Last Name,Connected On\nAnn,Alt,\nBob,"' + lines * 60 + 'x",\nIda,Neu,\n'
    records = read_all(text, limits=Limits(record_bytes=20_000))
    assert [one.given for one in records if isinstance(one, Card)][::2] == ["Ann", "Ida"]
    assert len(told(records, "refused")) == 60
    assert told(records)[0] == "A quote is opened here and never closed."
    (_, bob, _) = cards_of(text)
    assert bob.family == " ".join([*["y" * 1_000] * 60, "x"])[:2_000]


def test_a_title_above_the_header_is_no_header():
    head = "Mitglieder 2024;;;\n;;;\n"
    rows = "Kühn;Anna;a@x.example;0731 1\nLee;Bob;b@x.example;\n"
    cards = cards_of(f"{head}Nachname;Vorname;Mail;Telefon\n{rows}")
    assert [(card.name, card.line) for card in cards] == [("Anna Kühn", 4), ("Bob Lee", 5)]
    alone = cards_of("a@x.example;;;\n;;;\n" + rows.replace("Kühn;Anna", "Weiß;Eva"))
    assert len(alone) == 3
