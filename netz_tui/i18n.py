"""The user's language: translated sentences, and dates, numbers and ages as that language writes them.

Sentences are written in English in the code, as templates with named fields, `"{n} of {total}"`.
`setup` is called once at the start; until then everything is English. Babel is imported only by
the `format_…` functions; ages, durations and sentences do without it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from gettext import NullTranslations

DateStyle = Literal["short", "medium", "long", "full", "day"]
"""24/11/2026, 24 Nov 2026, 24 November 2026, Tuesday 24 November 2026, and Tue 24/11 for narrow columns."""

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_DAYS_COUNTED = 100
"""Ages are told in days up to here: three months of waiting are felt as days."""
_MONTHS_COUNTED = 24
_DAYS_PER_YEAR = 365.25


class _AsWritten:
    """The sentences as they stand in the code; to load gettext for English takes longer than the settings."""

    def gettext(self, text: str) -> str:
        return text

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return singular if n == 1 else plural


class _Spoken:
    """What `setup` chose."""

    language = "en"
    locale = "en_GB"
    catalogue: _AsWritten | NullTranslations = _AsWritten()
    spell: Callable[[str], str] | None = None


def setup(language: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """Choose the language ("de", "en", "de_CH"; None or "auto": the locale's) and return it, "de" or "en".

    The country for dates and numbers is the locale's where it speaks that language, else Germany or
    Great Britain: day before month, as dates are read when typed. Anything not German is English.
    """
    system = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    asked = system if language in {None, "", "auto"} else str(language)
    _Spoken.language = "de" if _code(asked).startswith("de") else "en"
    _Spoken.locale = "en_GB"
    if _Spoken.language == "de":
        countries = (_code(name)[3:].upper() for name in (asked, system) if _code(name).startswith("de_"))
        country = next(countries, "")
        _Spoken.locale = f"de_{country}" if country in {"AT", "BE", "CH", "LI", "LU"} else "de_DE"
    _Spoken.catalogue = _catalogue(_Spoken.language)
    _Spoken.spell = None
    return _Spoken.language


def spell_by(spell: Callable[[str], str] | None) -> None:
    """Let every sentence, date and number pass a spelling, for a terminal without umlauts; None for none."""
    _Spoken.spell = spell


def _spelt(text: str) -> str:
    return text if _Spoken.spell is None else _Spoken.spell(text)


def _code(name: str) -> str:
    """Return the language and country of a locale's name, "de_CH.UTF-8@euro" -> "de_ch"."""
    return name.partition(".")[0].partition("@")[0].replace("-", "_").lower()


def _catalogue(language: str) -> _AsWritten | NullTranslations:
    """Load the translations of a language; raise FileNotFoundError if the installation lacks them."""
    if language == "en":
        return _AsWritten()
    from gettext import GNUTranslations

    folder = os.path.dirname(__file__)  # noqa: PTH120 - the first frame is painted before pathlib is loaded
    with open(f"{folder}/locale/{language}/LC_MESSAGES/netz.mo", "rb") as file:  # noqa: PTH123 - the same
        return GNUTranslations(file)


def language() -> str:
    """Return the language in use, "de" or "en"."""
    return _Spoken.language


def _(text: str) -> str:
    """Return a sentence in the user's language."""
    return _spelt(_Spoken.catalogue.gettext(text)) if text else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the sentence for `n` things in the user's language, its fields still open."""
    return _spelt(_Spoken.catalogue.ngettext(singular, plural, n))


def N_(text: str) -> str:  # noqa: N802 - the name that extractors of translations know
    """Mark a sentence for translation that is translated later, when it is shown; return it unchanged."""
    return text


def N_n(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Mark a sentence in both numbers for translation when it is shown; return both unchanged, for `say_n`."""
    return singular, plural


class _Open:
    """A field nobody filled: shown as it stands in the template."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __format__(self, spec: str) -> str:
        return "{" + self.name + "}"

    def __str__(self) -> str:
        return f"{self}"

    __repr__ = __str__

    def __getattr__(self, name: str) -> _Open:
        return _Open(f"{self.name}.{name}")

    def __getitem__(self, key: object) -> _Open:
        return _Open(f"{self.name}[{key}]")


class _Params(dict[str, object]):
    def __missing__(self, name: str) -> _Open:
        return _Open(name)


def say(template: str, /, **params: object) -> str:
    """Return a sentence in the user's language with its fields filled; a missing field stays visible."""
    return _(template).format_map(_Params(params))


def say_n(singular: str, plural: str, /, n: int, **params: object) -> str:
    """Return the sentence for `n` things with its fields filled, `{n}` among them."""
    return ngettext(singular, plural, n).format_map(_Params(params, n=n))


def age(seconds: float) -> str:
    """Return how long ago something was, for a narrow column: "now", "14 min", "5 h", "2 d", "5 mo", "3 y"."""
    days = seconds / _DAY
    if seconds < _MINUTE:
        return _("now")
    if seconds < _HOUR:
        return say("{n} min", n=int(seconds // _MINUTE))
    if days < 1:
        return say("{n} h", n=int(seconds // _HOUR))
    if days < _DAYS_COUNTED:
        return say("{n} d", n=int(days))
    months = int(days * 12 / _DAYS_PER_YEAR)
    if months < _MONTHS_COUNTED:
        return say("{n} mo", n=months)
    return say("{n} y", n=int(days / _DAYS_PER_YEAR))


def duration(seconds: float) -> str:
    """Return how long something took: "45 s", "14 min", "1 h 05 min"."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return say("{n} s", n=whole)
    if whole < _HOUR:
        return say("{n} min", n=whole // _MINUTE)
    return say("{h} h {m:02d} min", h=whole // _HOUR, m=whole % _HOUR // _MINUTE)


_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def digits(day: date) -> str:
    """Return a day in digits, "24/11/2026" or "24.11.2026"; as `age`, without Babel, which costs 5 MB and 40 ms."""
    return say("{day:02}/{month:02}/{year}", day=day.day, month=day.month, year=day.year)


def digits_short(day: date, today: date) -> str:
    """Return a day in as few digits as tell it: "24/11" within the year of `today`, "24/11/25" in another."""
    if day.year == today.year:
        return say("{day:02}/{month:02}", day=day.day, month=day.month)
    return say("{day:02}/{month:02}/{year:02}", day=day.day, month=day.month, year=day.year % 100)


def digits_moment(moment: datetime) -> str:
    """Return an aware moment in digits, in the computer's time zone; without Babel."""
    local = moment.astimezone()
    return f"{digits(local.date())}, {local:%H:%M}"


def weekday_digits(day: date) -> str:
    """Return a day near today, "Fri 27/11" or "Fr 27.11."; without Babel."""
    return say("{weekday} {day:02}/{month:02}", weekday=_(_WEEKDAYS[day.weekday()]), day=day.day, month=day.month)


def format_date(day: date, style: DateStyle = "medium") -> str:
    """Return a day as the user's country writes it."""
    from babel import dates

    if style == "day":
        return _spelt(dates.format_skeleton("MEd", day, locale=_Spoken.locale))
    if style == "short":  # the year in full: 01/02/03 is no date one can be sure of
        return dates.format_skeleton("yMMdd", day, locale=_Spoken.locale)
    return _spelt(dates.format_date(day, style, locale=_Spoken.locale))


def format_partial(iso: str) -> str:
    """Return a date of which perhaps only the year or month is known: "2019", "2019-03" or "2019-03-14"."""
    from datetime import date

    from babel import dates

    year, month, day = [*map(int, iso.split("-")), 0, 0][:3]
    if not month:
        return f"{year}"
    if not day:
        return _spelt(dates.format_skeleton("yMMMM", date(year, month, 1), locale=_Spoken.locale))
    return format_date(date(year, month, day))


def format_moment(moment: datetime, style: DateStyle = "medium") -> str:
    """Return a moment in the computer's time zone, to the minute; raise ValueError if it has no zone of its own."""
    from babel import dates

    if moment.tzinfo is None:
        raise ValueError("a moment to show needs its time zone")
    local = moment.astimezone()
    return f"{format_date(local.date(), style)}, {dates.format_skeleton('Hm', local, locale=_Spoken.locale)}"


def format_number(number: float, decimals: int = 0) -> str:
    """Return a number with the user's separators, rounded to `decimals` places: "30.000" or "30,000"."""
    from babel import numbers

    return numbers.format_decimal(number, _pattern(decimals), locale=_Spoken.locale)


def format_percent(share: float, decimals: int = 0) -> str:
    """Return a share of 1 in percent: 0.5 -> "50\u00a0%" or "50%"."""
    from babel import Locale, numbers

    usual: str = Locale.parse(_Spoken.locale).percent_formats[None].pattern
    return numbers.format_percent(share, usual.replace("#,##0", _pattern(decimals)), locale=_Spoken.locale)


def _pattern(decimals: int) -> str:
    """Return the CLDR pattern of a grouped number with that many decimal places."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")
