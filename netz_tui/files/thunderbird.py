"""Thunderbird's address book as CSV or tab-separated text, English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.files.csv_table import TableFormat, by_row, has
from netz_tui.files.fields import bind_fields, key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netz_tui.files.records import Card, Skipped

ASSIGNED = {
    key(column): field
    for columns, field in (
        (("First Name", "Vorname"), "given"),
        (("Last Name", "Nachname"), "family"),
        (("Display Name", "Anzeigename"), "name"),
        (("Nickname", "Spitzname"), "nickname"),
        (("Primary Email", "Primäre E-Mail-Adresse"), "email"),
        (("Secondary Email", "Sekundäre E-Mail-Adresse"), "email"),
        (("Work Phone", "Tel. dienstlich"), "phone:work"),
        (("Home Phone", "Tel. privat"), "phone:home"),
        (("Fax Number", "Fax-Nummer"), "phone:fax"),
        (("Pager Number", "Pager-Nummer"), "phone:pager"),
        (("Mobile Number", "Mobil-Tel.-Nr."), "phone:cell"),
        (("Home Address", "Privat: Adresse"), "street:home"),
        (("Home City", "Privat: Ort"), "city:home"),
        (("Home State", "Privat: Bundesland"), "region:home"),
        (("Home ZipCode", "Privat: PLZ"), "zip:home"),
        (("Home Country", "Privat: Land"), "country:home"),
        (("Work Address", "Dienstlich: Adresse"), "street:work"),
        (("Work City", "Dienstlich: Ort"), "city:work"),
        (("Work State", "Dienstlich: Bundesland"), "region:work"),
        (("Work ZipCode", "Dienstlich: PLZ"), "zip:work"),
        (("Work Country", "Dienstlich: Land"), "country:work"),
        (("Job Title", "Arbeitstitel", "Titel"), "title"),
        (("Department", "Abteilung"), "department"),
        (("Organization", "Organisation"), "org"),
        (("Web Page 1", "Webseite 1"), "url:work"),
        (("Web Page 2", "Webseite 2"), "url:home"),
        (("Birth Year", "Geburtsjahr"), "birth_year"),
        (("Birth Month", "Geburtsmonat"), "birth_month"),
        (("Birth Day", "Geburtstag"), "birth_day"),
        (("Notes", "Notizen"), "note"),
    )
    for column in columns
}


def _bind(header: Sequence[str]) -> Callable[[list[str], int], Card | Skipped]:
    """Read Thunderbird's columns."""
    return bind_fields(header, ASSIGNED)


TABLES = (
    TableFormat(
        "thunderbird",
        has(
            ("First Name", "Last Name", "Display Name", "Primary Email"),
            ("Vorname", "Nachname", "Anzeigename", "Primäre E-Mail-Adresse"),
        ),
        by_row(_bind),
    ),
)
