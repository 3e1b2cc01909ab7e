"""Outlook's and Outlook.com's CSV, English and German, and what LinkedIn exported in that style before 2016."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.files.csv_table import TableFormat, by_row, has
from netz_tui.files.fields import bind_fields, key
from netz_tui.files.values import NO_DATES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netz_tui.files.records import Card, Skipped

_PLAIN = {
    "Title": "prefix",
    "Anrede": "prefix",
    "First Name": "given",
    "Vorname": "given",
    "Middle Name": "middle",
    "Weitere Vornamen": "middle",
    "Last Name": "family",
    "Nachname": "family",
    "Suffix": "suffix",
    "Nickname": "nickname",
    "Spitzname": "nickname",
    "Company": "org",
    "Firma": "org",
    "Department": "department",
    "Abteilung": "department",
    "Job Title": "title",
    "Position": "title",
    "Birthday": "birthday",
    "Geburtstag": "birthday",
    "Notes": "note",
    "Notizen": "note",
    "Categories": "tags",
    "Kategorien": "tags",
    "Referred By": "introduced_by",
    "Empfohlen von": "introduced_by",
    "Spouse": "related:spouse",
    "Partner": "related:spouse",
    "Manager's Name": "related:manager",
    "Name des/der Vorgesetzten": "related:manager",
    "Assistant's Name": "related:assistant",
    "Name Assistent": "related:assistant",
    "Web Page": "url",
    "Webseite": "url",
    "Personal Web Page": "url:home",
    "Website Home Page": "url:homepage",
    "Website Work": "url:work",
    "Website Blog": "url:blog",
    "Website Profile": "url:profile",
    "Website Other": "url",
    "E-mail Address": "email",
    "E-mail 2 Address": "email",
    "E-mail 3 Address": "email",
    "E-Mail-Adresse": "email",
    "E-Mail 2: Adresse": "email",
    "E-Mail 3: Adresse": "email",
    "Email Home": "email:home",
    "Email Work": "email:work",
    "Email Other": "email",
    "Display Name": "name",
    "Business Phone": "phone:work",
    "Business Phone 2": "phone:work",
    "Telefon geschäftlich": "phone:work",
    "Telefon geschäftlich 2": "phone:work",
    "Home Phone": "phone:home",
    "Home Phone 2": "phone:home",
    "Telefon privat": "phone:home",
    "Telefon privat 2": "phone:home",
    "Mobile Phone": "phone:cell",
    "Mobile Phone 2": "phone:cell",
    "Mobiltelefon": "phone:cell",
    "Mobiltelefon 2": "phone:cell",
    "Home Mobile": "phone:home,cell",
    "Work Mobile": "phone:work,cell",
    "Phone Video": "phone:video",
    "Business Fax": "phone:work,fax",
    "Fax geschäftlich": "phone:work,fax",
    "Home Fax": "phone:home,fax",
    "Fax privat": "phone:home,fax",
    "Other Fax": "phone:fax",
    "Weiteres Fax": "phone:fax",
    "Other Phone": "phone",
    "Weiteres Telefon": "phone",
    "Primary Phone": "phone:pref",
    "Haupttelefon": "phone:pref",
    "Company Main Phone": "phone:work,main",
    "Telefon Firma": "phone:work,main",
    "Assistant's Phone": "phone:assistant",
    "Telefon Assistent": "phone:assistant",
    "Car Phone": "phone:car",
    "Autotelefon": "phone:car",
    "Callback": "phone:callback",
    "Rückmeldung": "phone:callback",
    "Pager": "phone:pager",
    "ISDN": "phone:isdn",
    "Radio Phone": "phone:radio",
    "TTY/TDD Phone": "phone:textphone",
    "Telefon für Hörbehinderte": "phone:textphone",
}
_PLACES = (
    ("Business {}", "{} geschäftlich", "work"),
    ("Work {}", "{} dienstlich", "work"),
    ("Home {}", "{} privat", "home"),
    ("Other {}", "Weitere {}", ""),
    ("Other {}", "Weiterer {}", ""),
    ("Other {}", "Weiteres {}", ""),
)
_PARTS = (
    ("Street", "Straße", "street"),
    ("Street 2", "Straße 2", "keep"),
    ("Street 3", "Straße 3", "keep"),
    ("City", "Ort", "city"),
    ("State", "Region", "region"),
    ("Postal Code", "Postleitzahl", "zip"),
    ("Zip", "PLZ", "zip"),
    ("Country/Region", "Land/Region", "country"),
    ("Country", "Land", "country"),
    ("Address PO Box", "Postfach", "pobox"),
)
ASSIGNED = {key(column): field for column, field in _PLAIN.items()} | {
    key(pattern.format(part)): f"{field}:{label}".rstrip(":") if field != "keep" else field
    for english, german, label in _PLACES
    for english_part, german_part, field in _PARTS
    for pattern, part in ((english, english_part), (german, german_part))
}
_BLANKS = NO_DATES | {
    "Keine Angabe", "Unspecified", "Normal", "False", "Falsch", "FALSE", "FALSCH", "SMTP", "0",
}  # fmt: skip


def _bind(header: Sequence[str]) -> Callable[[list[str], int], Card | Skipped]:
    """Read Outlook's columns."""
    return bind_fields(header, ASSIGNED, _BLANKS)


TABLES = (
    TableFormat(
        "outlook",
        has(
            ("First Name", "Last Name", "E-mail Address"),
            ("Vorname", "Nachname", "E-Mail-Adresse", "Firma"),
            ("Vorname", "Nachname", "E-Mail-Adresse", "Weitere Vornamen"),
            ("First Name", "Last Name", "Business Phone", "Company"),
        ),
        by_row(_bind),
    ),
)
