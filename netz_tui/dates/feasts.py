"""Days that are named after feasts, and working days: "nach Ostern", "new year's eve", "in 10 Werktagen"."""

from __future__ import annotations

from datetime import date, timedelta

FEASTS = (
    r"christmas eve|heiligabend|christmas|xmas|weihnacht(?:en|stag)|new year'?s? eve|silvester"
    r"|new year(?:'?s day)?|neujahr|easter|ostern|whitsun|pentecost|pfingsten"
)
"""The names as a plain phrase has them."""
_FIRST_AND_LAST = {
    "christmas eve": ((12, 24), (12, 24)),
    "christmas": ((12, 25), (12, 26)),
    "new year eve": ((12, 31), (12, 31)),
    "new year": ((1, 1), (1, 1)),
}
_MOVING = {"easter": (0, 1), "whitsun": (49, 50)}
"""Days after Easter Sunday on which a feast begins and ends."""
_SAME = {
    "heiligabend": "christmas eve",
    "xmas": "christmas",
    "weihnachten": "christmas",
    "weihnachtstag": "christmas",
    "silvester": "new year eve",
    "neujahr": "new year",
    "new year day": "new year",
    "ostern": "easter",
    "pentecost": "whitsun",
    "pfingsten": "whitsun",
}
_SUNDAY, _WEEKEND = 6, 5


def feasts(name: str, years: range, *, after: bool) -> list[date]:
    """Return the first day of a feast in each year, or with `after` the next day that nobody is off for it."""
    name = name.replace("'s", "").replace("years", "year")
    name = _SAME.get(name, name)
    return [_after(last) if after else first for first, last in (_span(name, year) for year in years)]


def _span(name: str, year: int) -> tuple[date, date]:
    if name in _FIRST_AND_LAST:
        first, last = _FIRST_AND_LAST[name]
        return date(year, *first), date(year, *last)
    first_day, last_day = _MOVING[name]
    return _easter(year) + timedelta(first_day), _easter(year) + timedelta(last_day)


def _easter(year: int) -> date:
    """Return Easter Sunday (Meeus, Jones & Butcher)."""
    golden, (century, short) = year % 19, divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    week = (32 + 2 * rest + 2 * (short // 4) - epact - short % 4) % 7
    shift = (golden + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _after(day: date) -> date:
    """Return the next day that is no Sunday."""
    following = day + timedelta(1)
    return following + timedelta(1) if following.weekday() == _SUNDAY else following


def workdays_on(day: date, count: int) -> date:
    """Return the day so many working days on, Monday to Friday."""
    while count > 0:
        day += timedelta(1)
        count -= day.weekday() < _WEEKEND
    return day
