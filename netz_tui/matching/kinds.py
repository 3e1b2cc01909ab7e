"""Guess what the columns of a table hold, from their headers and their content, German and English."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from .birthdays import birthday
from .normalise import fold
from .words import LEGAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KINDS: Final = """
given_name family_name full_name title org position email phone url street house_number postcode city region country
date_of_birth birth_year birth_month birth_day gender identifier text row ignore
"""
KINDS: Final = tuple(_KINDS.split())
"""What a column may hold. `identifier` is a number of the person (insurance, customer), `row` names the record,
`text` is anything else worth comparing, `ignore` is not compared."""
_HEADERS: Final = """
given_name: given, given name, first, first name, firstname, fname, forename, vorname, vornamen, rufname, givenname,
    christian name, fname c 1, fname c 2, middle name, middle, middlename, additional name, zweiter vorname, name
    first, first nm, vname, midl name, mname, mi, middle initial
family_name: family, family name, last, last name, lastname, lname, surname, sur name, nachname, familienname, zuname,
    familyname, lname c 1, lname c 2, ln, maiden, maiden name, birth name, geburtsname, name last, second name, last
    nm, nname
full_name: name, full name, fullname, display name, displayname, formatted name, fn, person, kontakt, contact, contact
    name, ansprechpartner, vollstandiger name, vor und nachname, first and surname, author, kunde, mitglied
title: title, titel, prefix, name prefix, suffix, name suffix, name sufx cd, anrede, salutation, akademischer titel,
    honorific
org: org, organisation, organization, organization name, organisation name, company, company name, firma, unternehmen,
    arbeitgeber, employer, institution, firmenname, affiliation, betrieb
position: position, job title, jobtitle, beruf, funktion, role, rolle, occupation, profession, job, stelle,
    organization title, department, abteilung, tatigkeit
email: email, e mail, mail, e mail address, email address, mailadresse, e mail adresse, emailadresse, mailaddress
phone: phone, telephone, telefon, tel, mobile, mobil, handy, cell, fon, phone number, telefonnummer, mobile phone,
    rufnummer, phone no, telephone number, mobiltelefon, handynummer, cellphone, festnetz, telnr
url: url, website, web, homepage, link, profile, profil, profile url, linkedin, xing, webseite, web page, www
street: street, strasse, str, address, adresse, anschrift, street address, street name, address line, addr, postal
    address, house name, strasse hausnummer, strasse und hausnummer, add, thoroughfare, streetname
house_number: house number, street number, hausnummer, hausnr, house no, street no, number, flat, unit, apartment,
    wayfare number, hnr, housenum, st no
postcode: postcode, post code, postal code, postalcode, zip, zip code, zipcode, plz, postleitzahl, postcode fake
city: city, town, ort, stadt, wohnort, suburb, locality, place, municipality, gemeinde, city name, location, standort,
    birth place, birthplace, place of birth, geburtsort, county, kreis, district, village
region: region, state, bundesland, province, provinz, kanton, canton, state province
country: country, land, country code, nationality, staat, nation
date_of_birth: dob, date of birth, birth date, birthdate, birthday, geburtsdatum, geburtstag, geb, geb datum, born,
    birth dt, date birth, gebdat, bday, birth, dateofbirth
birth_year: by, birth year, year of birth, yob, geburtsjahr, year, jahrgang, birthyear
birth_month: bm, birth month, month of birth, mob, geburtsmonat, month, birthmonth
birth_day: bd, birth day, day of birth, geburtstag tag, day, birth day of month
gender: gender, sex, geschlecht, gender code, sex code
identifier: ssn, soc sec id, social security number, social security, personal id, national id, nhs number, tax id,
    steuernummer, sozialversicherungsnummer, customer id, customer number, kundennummer, mitgliedsnummer, member id,
    passport, passport number, insurance number, employee id, personalnummer, medicare, medicare number, nino, patient
    id, license number, account number, kundennr, voter reg num, ncid
row: id, rec id, record id, row id, row, unique id, uid, uuid, guid, index, nr, lfd nr, key, pk, rid, recid, idx
ignore: cluster, cluster id, entity, entity id, ent id, ent, true id, truth, ground truth, label, group, group id,
    gruppe, person cluster, match id, gold, source, dataset, source dataset, file, created, updated, modified, created
    at, updated at, last modified, photo, note, notes, notiz, notizen, bemerkung, comment, comments, version, rev,
    etag, age, alter, latitude, longitude, lat, lon, lng
"""
_EXACT: Final[dict[str, str]] = {
    name.strip(): kind
    for kind, names in re.findall(r"^(\w+): (.+(?:\n {4}.+)*)", _HEADERS, re.MULTILINE)
    for name in names.replace("\n", " ").split(",")
}
"""Header, folded -> kind."""
_TOKENS: Final = (
    ("email", {"email", "mail", "emailadresse"}),
    ("phone", {"phone", "telefon", "tel", "telephone", "mobile", "mobil", "handy", "fax", "cell", "telefonnummer"}),
    ("url", {"url", "website", "homepage", "linkedin", "xing", "profile", "web"}),
    ("postcode", {"postcode", "zip", "plz", "zipcode", "postleitzahl", "postal"}),
    ("date_of_birth", {"dob", "birthdate", "birthday", "geburtsdatum", "geburtstag"}),
    ("given_name", {"vorname", "givenname", "firstname", "forename", "middle", "middlename"}),
    ("family_name", {"nachname", "surname", "familienname", "lastname"}),
    ("house_number", {"unit", "apartment", "apt", "suite", "hausnummer", "hausnr"}),
    ("city", {"city", "ort", "stadt", "town", "suburb", "wohnort", "locality"}),
    ("region", {"state", "region", "bundesland", "province"}),
    ("country", {"country", "land"}),
    ("street", {"street", "strasse", "address", "adresse", "addr"}),
    ("gender", {"gender", "sex", "geschlecht"}),
    ("position", {"position", "beruf", "occupation", "job", "funktion"}),
    ("org", {"company", "firma", "organization", "organisation", "employer", "unternehmen", "arbeitgeber", "org"}),
    ("identifier", {"ssn", "nummer", "number", "nr", "no"}),
    ("title", {"title", "titel", "anrede"}),
    ("full_name", {"name"}),
)
"""Words in a header that tell what a column holds, the more telling first: the city of an employer is a city."""
_DATED: Final = frozenset(
    ("date", "datum", "time", "zeit", "year", "jahr", "month", "monat", "day", "tag", "timestamp")
)
_BORN: Final = frozenset(("birth", "born", "geb", "geburt", "geboren", "dob"))
_NUMBERS: Final = frozenset(("number", "nummer", "nr", "no", "num"))
_FIRMS: Final = LEGAL | {"of", "for", "fur", "de", "at", "on", "in"}
_FORMS: Final = LEGAL - {"und", "and", "the", "mit", "co"}
_FORMED: Final = 1 / 3
_FIRM_SHARE, _FIRM_WORDS = 0.15, 3.2
_FEW, _SHORT = 20, 3
_MAIL: Final = re.compile(r"^[^@\s]+@[^@\s]+\.\w{2,}$")
_URL: Final = re.compile(r"^(https?://|www\.)\S+$|^\S+\.(com|de|org|net)/\S+$", re.IGNORECASE)
_PHONE: Final = re.compile(r"^\+?[\d\s()/.-]{7,22}$")
_YEAR: Final = re.compile(r"^(1[89]\d\d|20[0-3]\d)$")
_SIGN: Final = re.compile(r"^(?=.*\d)\S+$")
_DATE: Final = re.compile(r"\D|^(19|20)\d{6}$")
_NUMERIC_DATE: Final = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}$")
_LAST_NUMBER: Final = re.compile(r"[0-9]+")
_MONTHS: Final = 12
_PHONE_MIN: Final = 7
_SHARE: Final = 0.8
_SAMPLE: Final = 1_000


def _words(header: str) -> str:
    """Return the words of a header: "GivenName", "given_name" and "E-Mail 1 - Value" fall apart at the joints."""
    apart = re.sub(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])", " ", header)
    apart = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", apart)
    return fold(apart)


def _by_header(header: str) -> str:
    """Return the kind a header names; empty if it names none."""
    words = _words(header)
    if words in _EXACT:
        return _EXACT[words]
    bare = " ".join(
        word for word in words.split() if not word.isdigit() and word not in {"value", "wert", "home", "work"}
    )
    if _EXACT.get(bare, "row") != "row":
        return _EXACT[bare]
    return _by_tokens(set(words.split()))


def _by_tokens(tokens: set[str]) -> str:
    """Return the kind that one telling word in a header names; empty if there is none."""
    if tokens & {"type", "typ", "label", "age", "alter"}:
        return "ignore"
    if tokens & _DATED:
        return _dated(tokens)
    if tokens & _NUMBERS and tokens & {"street", "house", "unit", "flat", "building", "strasse"}:
        return "house_number"
    if "id" in tokens:
        return "identifier"
    if "name" in tokens and tokens & {"first", "given", "last", "family"}:
        return "given_name" if tokens & {"first", "given"} else "family_name"
    return next((kind for kind, hints in _TOKENS if tokens & hints), "")


def _dated(tokens: set[str]) -> str:
    """Return the kind of a column whose header tells of a date or a part of one."""
    if not tokens & _BORN:
        return "text"
    parts = (("birth_year", {"year", "jahr"}), ("birth_month", {"month", "monat"}), ("birth_day", {"day", "tag"}))
    return next((kind for kind, hints in parts if tokens & hints), "date_of_birth")


def _share(values: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(pattern.match(value) is not None for value in values) / len(values)


def _by_content(values: Sequence[str]) -> str:
    """Return the kind that most of the values look like; empty if none."""
    for kind, pattern in (("email", _MAIL), ("url", _URL)):
        if _share(values, pattern) >= _SHARE:
            return kind
    if _share(values, _YEAR) >= _SHARE:
        return "birth_year" if len(set(values)) > min(_FEW, len(values) / 2) else ""
    dates = sum(bool(birthday(value)) and bool(_DATE.search(value)) for value in values)
    if dates >= _SHARE * len(values):
        return "date_of_birth"
    long = sum(len(re.sub(r"\D", "", value)) >= _PHONE_MIN for value in values)
    if min(_share(values, _PHONE), long / len(values)) >= _SHARE:
        formed = sum(not value.isdigit() or value.startswith("0") for value in values)
        return "phone" if formed >= len(values) / 2 else "identifier"
    return ""


def _checked(kind: str, values: Sequence[str], *, unique: bool) -> str:
    """Return the kind a header promises unless the content contradicts it."""
    content = _by_content(values)
    different = len(set(values))
    undated = kind == "date_of_birth" and sum(map(bool, map(birthday, values))) < len(values) / 2
    if undated or (kind == "email" and not any("@" in value for value in values)):
        return content or "text"
    if kind in {"full_name", "org"} and content:
        return content
    if kind == "full_name" and _firms(values):
        return "org"
    if kind == "title" and different > _FEW and (different > len(values) / 3 or _wordy(values)):
        return "text"
    if kind == "row" and not unique:
        kind = "identifier"
    if kind == "identifier" and not _identifies(values, different):
        return "text"
    return kind


def _firms(values: Sequence[str]) -> bool:
    """Tell whether full names are those of organisations: with digits, legal forms, many words."""
    words = [fold(value).split() for value in values]
    firms = sum(bool(_FIRMS & set(each)) or any(char.isdigit() for char in "".join(each)) for each in words)
    return firms >= _FIRM_SHARE * len(values) or _wordy(values)


def _wordy(values: Sequence[str]) -> bool:
    """Tell whether values have more words than names and titles of persons have."""
    return sum(len(value.split()) for value in values) > _FIRM_WORDS * len(values)


def _identifies(values: Sequence[str], different: int) -> bool:
    """Tell whether values are many enough, and long enough, to be numbers of persons."""
    long = sum(len(value) > _SHORT for value in values) >= len(values) / 2
    return different >= len(values) / 20 and (long or different > len(values) / 2)


def guess_kind(header: str, values: Sequence[str], *, unique: bool = False) -> str:
    """Return the kind (one of `KINDS`) of a column with this header and these values (a sample, some may be empty).

    `unique` tells that every value of the whole column is there once.
    """
    filled = list(islice((value.strip() for value in values if value and not value.isspace()), _SAMPLE))
    if not filled:
        return "ignore"
    named = _by_header(header)
    if named:
        return _checked(named, filled, unique=unique)
    if content := _by_content(filled):
        return content
    if unique and len(filled) > 1 and _share(filled, _SIGN) >= _SHARE:
        return "row"
    if sum(fold(value).rpartition(" ")[2] in _FORMS for value in filled) > _FORMED * len(filled):
        return "org"
    return "ignore" if len(set(filled)) == 1 else "text"


def guess_kinds(header: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the kind of every column: header -> one of `KINDS`; `columns` are their values, the first or all.

    At most one column is the `row`; a full name that other columns spell out in parts is ignored, and so is a column
    that mostly says the same as one before it.
    """
    kinds: dict[str, str] = {}
    for name, values in zip(header, columns, strict=True):
        unique = len(set(values)) == len(values) and "" not in values
        kinds[name] = guess_kind(name, values, unique=unique)
    kinds |= dict.fromkeys(_repeating(header, columns, kinds), "ignore")
    kinds |= dict.fromkeys(_spelling_out(header, columns, kinds), "full_name")
    found = set(kinds.values())
    rows = sorted((name for name, kind in kinds.items() if kind == "row"), key=lambda name: not _by_header(name))
    kinds |= dict.fromkeys(rows[1:], "ignore")
    if {"given_name", "family_name"} <= found:
        kinds |= {name: "ignore" for name, kind in kinds.items() if kind == "full_name"}
    if "date_of_birth" in found:
        kinds |= {name: "ignore" for name, kind in kinds.items() if kind in {"birth_year", "birth_month", "birth_day"}}
    return kinds


def counting(columns: Mapping[str, Sequence[str]]) -> str | None:
    """Return the first column whose numbers only count up from row to row: it names the records."""
    for name, values in columns.items():
        numbers = [_LAST_NUMBER.findall(value)[-1:] for value in values]
        if len(values) >= _FEW and all(numbers):
            counted = [int(number) for (number,) in numbers]
            if all(before < after for before, after in pairwise(counted)):
                return name
    return None


def _spelling_out(header: Sequence[str], columns: Sequence[Sequence[str]], kinds: Mapping[str, str]) -> list[str]:
    """Return the columns taken for organisations that mostly tell the name of their row: "Ada King, 1st Baroness"."""
    sample = {name: [fold(value) for value in column[:_SAMPLE]] for name, column in zip(header, columns, strict=True)}
    names = [sample[name] for name, kind in kinds.items() if kind in {"given_name", "family_name"}]
    spelling: list[str] = []
    for name in kinds:
        if names and kinds[name] == "org" and _by_header(name) == "full_name":
            filled = [parts for parts in zip(sample[name], *names, strict=True) if all(parts)]
            spelt = sum(set(whole.split()).issuperset(" ".join(parts).split()) for whole, *parts in filled)
            if 2 * spelt > max(len(filled), _FEW):
                spelling.append(name)
    return spelling


def _repeating(header: Sequence[str], columns: Sequence[Sequence[str]], kinds: Mapping[str, str]) -> list[str]:
    """Return the columns whose values are mostly those of an earlier column in the same row."""
    told: list[list[str]] = []
    repeating: list[str] = []
    for name, column in zip(header, columns, strict=True):
        values = [value.strip().lower() for value in column[:_SAMPLE]]
        if kinds[name] in {"row", "ignore"} or len(set(values)) <= _FEW:
            continue
        both = ([(x, y) for x, y in zip(values, before, strict=True) if x and y] for before in told)
        if any(2 * sum(x == y for x, y in pairs) > max(len(pairs), _FEW) for pairs in both):
            repeating.append(name)
        told.append(values)
    return repeating


def is_month_first(values: Sequence[str]) -> bool:
    """Tell whether dates like 3/25/1990 in a column put the month first."""
    parts = [found for value in values if (found := _NUMERIC_DATE.match(value.strip()))]
    return any(int(found[2]) > _MONTHS for found in parts) and all(int(found[1]) <= _MONTHS for found in parts)
