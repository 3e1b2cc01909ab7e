"""Tables no reader knows: guess what each column holds, by its name and by its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.clean import clean
from netz_tui.files import outlook, thunderbird
from netz_tui.files.csv_table import COLUMNS, DELIMITERS, Table, cells, guess_delimiter
from netz_tui.files.fields import ZIP_CITY, addresses_in, key, numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SAMPLE = 40
_FUZZY = 82.0
"""Least likeness of a header to a known one, of 100."""
_REGULAR = 0.8
_MOST = 0.6
"""Share of filled cells that must look alike to tell a column's kind."""

_MORE = {
    "name": ("name", "full name", "vollständiger name", "vor- und nachname", "kontakt", "contact", "kontaktname",
             "ansprechpartner", "ansprechpartnerin", "contact person", "contact name", "vor- und zuname",
             "vorname nachname", "vorname name", "fullname", "display name", "person", "kunde", "teilnehmer"),
    "listed_name": ("nachname, vorname", "name, vorname", "last name, first name", "last, first", "name vorname",
                    "nachname vorname", "file as", "sortiername", "speichern unter"),
    "given": ("firstname", "given name", "forename", "rufname", "prénom", "first", "given"),
    "middle": ("additional name", "zweiter vorname"),
    "family": ("lastname", "surname", "family name", "familienname", "zuname", "last", "family"),
    "prefix": ("anrede", "titel", "salutation", "akad. titel", "akademischer titel", "name prefix"),
    "suffix": ("name suffix", "namenszusatz"),
    "org": ("company name", "unternehmen", "organisation", "organization", "arbeitgeber", "employer", "firmenname",
            "unternehmensname", "firma/organisation", "institution", "account", "account name", "kundenname"),
    "title": ("job", "jobtitel", "berufsbezeichnung", "funktion", "rolle", "role", "stellung", "tätigkeit"),
    "email": ("email", "e-mail", "mail", "email address", "mailadresse", "e mail", "email 1", "e-mail geschäftlich",
              "email-adresse", "emailadresse", "e-mailadresse", "mail-adresse"),
    "phone": ("phone", "telefon", "telephone", "tel", "tel.", "telefonnummer", "phone number", "rufnummer", "fon",
              "telefonnr.", "telefon nr.", "tel.-nr.", "festnetz", "landline"),
    "phone:cell": ("mobile", "mobil", "handy", "cell", "cell phone", "mobilnummer", "handynummer", "mobilfunk",
                   "mobilnr.", "handynr.", "mobile number", "mobile no.", "mobil-nr.", "cellphone"),
    "phone:fax": ("fax", "telefax", "faxnummer"),
    "url": ("url", "website", "web", "homepage", "internet", "profil", "profile", "profile url", "linkedin", "xing"),
    "street": ("street", "straße", "strasse", "address", "adresse", "anschrift", "str."),
    "zip": ("zip", "zip code", "plz", "postal code", "postleitzahl"),
    "zip_city": ("plz/ort", "plz / ort", "plz ort", "plz, ort", "plz und ort", "zip/city", "zip city"),
    "city": ("city", "ort", "stadt", "town", "wohnort", "location", "standort"),
    "region": ("state", "region", "bundesland", "province", "kanton"),
    "country": ("country", "land", "staat"),
    "birthday": ("birthday", "geburtstag", "geburtsdatum", "date of birth", "birth date", "geb.", "geboren",
                 "geb.-datum", "geb. datum", "geburtsdat.", "geboren am", "birthdate", "dob"),
    "note": ("note", "notes", "notiz", "notizen", "bemerkung", "bemerkungen", "kommentar", "comment", "anmerkung"),
    "tags": ("tags", "labels", "groups", "gruppe", "gruppen", "kategorie", "category", "schlagwörter", "stichworte"),
    "connected_on": ("connected on", "verbunden am", "vernetzt am", "kontakt seit", "connected since"),
    "introduced_by": ("introduced by", "vermittelt durch", "vermittler", "referred by", "empfehlung von", "introducer"),
    "uid": ("uid", "uuid", "guid"),
}  # fmt: skip
ALIASES: dict[str, str] = {
    **{name: field for name, field in (outlook.ASSIGNED | thunderbird.ASSIGNED).items() if field != "skip"},
    **{key(name): field for field, names in _MORE.items() for name in names},
}
"""Known column names, English and German, by `key`."""

_DIGITS = re.compile(r"\d")
_PHONE = re.compile(r"\+?[\d\s()/.\-|]{6,}(?:(?:ext|x|durchwahl)\.?\s*\d+)?", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}\.? [A-Za-zä]{3,9}\.? \d{4}")


def _is_email(cell: str) -> bool:
    name, at, domain = cell.rpartition("@")
    return bool(at and name and "." in domain and " " not in cell)


def _is_url(cell: str) -> bool:
    return cell.lower().startswith(("http://", "https://", "www."))


def _is_date(cell: str) -> bool:
    return bool(_DATE.fullmatch(cell))


def _is_phone(cell: str) -> bool:
    return bool(_PHONE.fullmatch(cell)) and len(_DIGITS.findall(cell)) >= 6 and not _is_date(cell)  # noqa: PLR2004 - a phone number


_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", _is_email),
    ("url", _is_url),
    ("date", _is_date),
    ("phone", _is_phone),
)
_DATES = frozenset({"birthday", "connected_on"})


class Guess(NamedTuple):
    """The field a column is taken for, and how sure that is, from 0 to 1."""

    field: str
    confidence: float


def _look(column: Sequence[str]) -> str:
    """Return what most filled cells of a column look like, "" for nothing special."""
    if not any(map(clean, column)):
        return ""
    return next((kind for kind, test in _LOOKS if _most(column, test)), "")


def _most(column: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Tell whether most of the filled cells, or all of none, pass a test."""
    filled = [cell for cell in map(clean, column) if cell]
    return sum(map(test, filled)) >= _MOST * len(filled)


def _is_words(cell: str) -> bool:
    words = cell.replace(",", " ").replace(".", " ").replace("-", " ").split()
    return 1 < len(words) < 7 and all(word.isalpha() for word in words)  # noqa: PLR2004 - a name has few words


_LEGAL = re.compile(
    r".*\b(?:gmbh|ag|kg|kgaa|ohg|gbr|ug|se|mbh|ltd|limited|inc|llc|llp|corp|co|plc|s\.?a|s\.?r\.?l|b\.?v|e\.\s?[vgk])\b\.?",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[^\W\d_][^,\d@]{0,60}, ?[^\W\d_][^,\d@]{0,60}")
_WORD = re.compile(r"[^\W\d_]+(?:[-' ][^\W\d_]+)*\.?")


def _is_firm(cell: str) -> bool:
    return bool(_LEGAL.fullmatch(cell))


def _is_listed(cell: str) -> bool:
    return bool(_LISTED.fullmatch(cell)) and not _is_firm(cell)


def _is_word(cell: str) -> bool:
    return bool(_WORD.fullmatch(cell)) and len(cell.split()) < 4 and not _is_firm(cell)  # noqa: PLR2004 - "von der Heide"


_FORMS = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "hr", "fr", "mag", "ing", "dipl", "sir", "mme",
})  # fmt: skip
"""How people are addressed: what tells a column of titles from one of positions."""


def _is_form(cell: str) -> bool:
    return all(word.strip(".").casefold() in _FORMS for word in cell.replace("-", " ").split())


def _by_name(column: str) -> Guess:
    """Guess by the column's name."""
    from rapidfuzz import fuzz, process

    name = key(column)
    if field := ALIASES.get(name):
        return Guess(field, 1.0)
    found = process.extractOne(name, ALIASES.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY) if name else None
    return Guess(ALIASES[found[0]], round(found[1] / 100, 2)) if found else Guess("keep", 0.0)


def _agreed(named: Guess, look: str) -> Guess:
    """Weigh name and content against each other."""
    kind = named.field.partition(":")[0]
    fits = kind == look or (look == "date" and kind in _DATES)
    if look in {"email", "url", "phone"} and not fits:
        return Guess(look, 0.7 if named.field == "keep" else 0.6)
    if kind in {"email", "url"} and not look:
        return Guess(named.field, named.confidence * 0.5)
    return Guess(named.field, min(1.0, named.confidence + 0.1)) if fits else named


def guess_columns(header: Sequence[str], sample: Sequence[Sequence[str]]) -> dict[str, Guess]:
    """Return a guess for each column, by its name and the cells of some rows.

    A column that can't be told is kept ("keep", confidence 0).
    """
    guesses: dict[str, Guess] = {}
    for place, column in enumerate(header):
        below = [row[place] for row in sample if place < len(row)]
        guesses[column] = _agreed(_by_name(column), _look(below))
        if guesses[column].field == "prefix" and key(column) in {"title", "titel"} and not _most(below, _is_form):
            guesses[column] = Guess("title", 0.8)
    _guess_names(guesses, header, sample)
    fields = [guess.field for guess in guesses.values()]
    if "given" in fields and "family" not in fields and fields.count("name") == 1:  # "Name" beside "Vorname"
        guesses[next(column for column in header if guesses[column].field == "name")] = Guess("family", 0.9)
    for place, column in enumerate(header):
        guesses[column] = _as_filled(guesses[column], [row[place] for row in sample if place < len(row)])
    return guesses


def _as_filled(guess: Guess, column: Sequence[str]) -> Guess:
    """Return a guess that does justice to cells which hold more than their column says."""
    filled = [cell for cell in map(clean, column) if cell]
    field, colon, label = guess.field.partition(":")
    if not filled:
        return guess
    if field == "name" and _most(filled, _is_listed):
        return guess._replace(field="listed_name")
    if field == "uid" and not _most(filled, _is_unique):
        return Guess("keep", 0.0)
    if (field == "phone" and any(len(numbers_in(cell)) > 1 for cell in filled)) or (
        field == "email" and any(len(addresses_in(cell)) > 1 for cell in filled)
    ):
        return guess._replace(field=f"{field}s{colon}{label}")
    if field in {"zip", "city"} and _most(filled, lambda cell: bool(ZIP_CITY.fullmatch(cell))):
        return guess._replace(field="zip_city")
    return guess


def _is_unique(cell: str) -> bool:
    """Tell whether a cell can be the identity of somebody in any file, as a number of a row cannot."""
    return len(cell) >= 16 and len(set(cell)) > 4  # noqa: PLR2004 - half the length of a UUID


def _guess_names(guesses: dict[str, Guess], header: Sequence[str], sample: Sequence[Sequence[str]]) -> None:
    """Take columns nobody knows for companies and names by what they hold, where none is called so.

    A column of legal forms holds companies; one of a few words each whole names; two of single words beside each other
    given and family names, in this order.
    """
    below = [[row[place] for row in sample if place < len(row)] for place in range(len(header))]
    free = [
        place
        for place, column in enumerate(header)
        if guesses[column].field == "keep" and any(map(clean, below[place]))
    ]
    named = {guess.field for guess in guesses.values()}
    if "org" not in named:
        for place in [place for place in free if _most(below[place], _is_firm)][:1]:
            guesses[header[place]] = Guess("org", 0.6)
            free.remove(place)
    if named & {"name", "listed_name", "given", "family"} or (named & {"org"}):
        return
    for place in free:
        if _most(below[place], _is_listed):
            guesses[header[place]] = Guess("listed_name", 0.6)
            return
        if _most(below[place], _is_words):
            guesses[header[place]] = Guess("name", 0.5)
            return
        if place + 1 in free and _most(below[place], _is_word) and _most(below[place + 1], _is_word):
            guesses[header[place]], guesses[header[place + 1]] = Guess("given", 0.5), Guess("family", 0.5)
            return


def assigned(guesses: Mapping[str, Guess]) -> dict[str, str]:
    """Return guesses as a mapping that `read_file` takes."""
    return {column: guess.field for column, guess in guesses.items()}


class TableGuess(NamedTuple):
    """A table no reader knows: where it begins, some of its rows, and what its columns seem to hold."""

    table: Table
    sample: tuple[tuple[str, ...], ...]
    guesses: dict[str, Guess]
    regular: bool = True
    """Whether nearly all lines have as many cells as the header."""
    encoding: str = ""

    @property
    def plausible(self) -> bool:
        """Tell whether this looks like addresses: a name or a handle was recognised."""
        fields = {guess.field.partition(":")[0] for guess in self.guesses.values() if guess.confidence >= _MOST}
        return bool(
            fields & {"name", "listed_name", "given", "family", "email", "emails", "phone", "phones", "org"}
        ) and bool(self.sample)


_OTHER_FORMATS = ("{", "[{", '["', "[[", "<?xml", "<!", "<html", "%PDF", "BEGIN:")
"""Beginnings of files that hold delimiters, but are no tables."""


def guess_table(text: str) -> TableGuess | None:
    """Return what the beginning of a file seems to be as a table, None when nothing separates columns."""
    lines = text.split("\n", _SAMPLE)[:_SAMPLE]
    if len(text.split("\n", _SAMPLE)) > _SAMPLE or not lines[-1]:
        lines = lines[: _SAMPLE if lines[-1] else -1]
    delimiter = guess_delimiter(lines) or (DELIMITERS[0] if any(lines) and _most(lines, _is_email) else "")
    if not delimiter or text.lstrip().startswith(_OTHER_FORMATS):
        return None
    rows = [(number, cells(line, delimiter)) for number, line in enumerate(lines, 1)]
    width = max((len(row) for _, row in rows), key=[len(row) for _, row in rows].count)
    if width > COLUMNS:
        return None
    wide = [(number, row) for number, row in rows if len(row) == width]
    number, first = next((row for row in wide if len(list(filter(None, map(str.strip, row[1])))) > 1), wide[0])
    if sum(key(clean(cell)) in ALIASES for cell in first) < 2:  # noqa: PLR2004 - else what stands above is a title
        number, first = wide[0]
    headed = not any(test(clean(cell)) for cell in first for _, test in _LOOKS)
    names = [clean(cell) or f"Column {place}" for place, cell in enumerate(first, 1)]
    header = tuple(names) if headed else tuple(f"Column {place}" for place in range(1, width + 1))
    line = number if headed else number - 1
    sample = tuple(tuple(map(clean, row)) for number, row in rows if number > line and len(row) == width)
    regular = len(sample) + 1 >= _REGULAR * sum(bool(line.strip()) for line in lines)
    return TableGuess(Table(line, header, delimiter), sample, guess_columns(header, sample), regular)
