"""Telephone numbers that nobody can have: the ranges that regulators keep free for fiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_LANDLINES = {
    "Berlin": ("30", "23125"),
    "Frankfurt am Main": ("69", "90009"),
    "Hamburg": ("40", "66969"),
    "Köln": ("221", "4710"),
    "München": ("89", "99998"),
}
"""Area code and first digits of a thousand numbers each (Bundesnetzagentur, notice 148/2021)."""

_NEAREST = {"Dresden": "Berlin", "Stuttgart": "Frankfurt am Main", "Ulm": "München", "Augsburg": "München"}
_MOBILES = (("171", "39200"), ("176", "040690"))
_SINGLE_MOBILES = ("152 28817386", "152 28895456", "152 54599371")
_WAYS = ("+49 {area} {head}{tail}", "0{area} {head}-{tail}", "0{area}/{head}{tail}", "+49 ({area}) {head} {tail}")


class Numbers:
    """Gives out each number once, as `(written, normal)`: written in one of several ways, and E.164."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._lands = {city: self._shuffled(1000, 3) for city in _LANDLINES}
        self._mobiles = [(area, head, tail) for area, head in _MOBILES for tail in self._shuffled(100, 2)]
        self._mobiles += [(number[:3], number[4:9], number[9:]) for number in _SINGLE_MOBILES]
        rng.shuffle(self._mobiles)

    def _shuffled(self, count: int, digits: int) -> list[str]:
        tails = [f"{number:0{digits}}" for number in range(count)]
        self._rng.shuffle(tails)
        return tails

    def mobile(self) -> tuple[str, str]:
        """Return a mobile number; when these run out, one from Berlin."""
        if not self._mobiles:
            return self.landline("Berlin")
        return self._write(*self._mobiles.pop())

    def landline(self, city: str) -> tuple[str, str]:
        """Return a number of a city, or of the city with free numbers that stands for it."""
        place = city if city in _LANDLINES else _NEAREST.get(city, "Berlin")
        area, head = _LANDLINES[place]
        return self._write(area, head, self._lands[place].pop())

    def _write(self, area: str, head: str, tail: str) -> tuple[str, str]:
        return self._rng.choice(_WAYS).format(area=area, head=head, tail=tail), f"+49{area}{head}{tail}"

    def abroad(self, country: str) -> tuple[str, str]:
        """Return a British, French or American number kept free for fiction, a German one for other countries."""
        tail = self._lands["Köln"].pop()
        if country == "Großbritannien":
            return f"+44 20 7946 0{tail}", f"+442079460{tail}"
        if country == "Frankreich":
            return f"+33 1 99 00 {tail[0]}{tail[1]} {tail[2]}0", f"+3319900{tail}0"
        return self.mobile()
