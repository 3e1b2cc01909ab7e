"""How many people one keeps up with, against the layers of Dunbar: 5, 15, 50 and 150."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from netz_tui.study.findings import Bias, Finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import date


class Layer(NamedTuple):
    """Hold a layer: `people` are about as many as one keeps up with by a contact every `days` days."""

    days: int
    people: int


LAYERS: Final = (Layer(7, 5), Layer(30, 15), Layer(180, 50), Layer(365, 150))
"""Layers by time since the last contact (Dunbar 1998; Roberts & Dunbar 2015)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load(Finding):
    """Hold how many `people` were contacted in the last `layer.days` days, `None` where the log is younger.

    `n` and `need` are days: how long the log goes back within the layer, and how long it must. `logged` is
    the number of different people in those days even so. A count needs no interval.
    """

    layer: Layer
    logged: int
    people: int | None

    @property
    def share(self) -> float | None:
        """Return the people as a share of the layer; above 1 is more than most can keep up with."""
        return None if self.people is None else self.people / self.layer.people


def loads(
    contacts: Iterable[tuple[Hashable, date]],
    today: date,
    log_began: date,
    layers: Sequence[Layer] = LAYERS,
) -> list[Load]:
    """Return the load of each layer from (who, day) of all contacts, `today` included.

    A log shorter than a layer can't fill it: few people would be a sign of a young log, not of few contacts.
    """
    last: dict[Hashable, date] = {}
    for who, day in contacts:
        if day <= today:
            last[who] = max(day, last.get(who, day))
    age = max(0, (today - log_began).days + 1)
    found: list[Load] = []
    for layer in layers:
        since = today - timedelta(days=layer.days - 1)
        people = sum(day >= since for day in last.values())
        found.append(
            Load(
                n=min(age, layer.days),
                need=layer.days,
                bias=Bias.UNLOGGED,
                layer=layer,
                logged=people,
                people=people if age >= layer.days else None,
            )
        )
    return found
