"""What the drawn net is made of, handed on to the screens, and how a picture is drawn and walked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.network.ego import ME, Ego

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.network.picture import Direction as Direction
    from netz_tui.network.picture import Picture as Picture

__all__ = ["ME", "Ego", "next_in", "picture", "shorter"]

COLLECTOR = 70
"""From this collector score of a request on its sender is drawn as a collector."""


def picture(ego: Ego, width: int, height: int, *, focus: int | None = None, ascii_only: bool = False) -> Picture:
    """Draw a net into `width` × `height` terminal cells."""
    from netz_tui.network.picture import draw

    return draw(ego, width, height, focus=focus, ascii_only=ascii_only)


def shorter(name: str) -> Iterator[str]:
    """Yield a name and its shorter forms, for where there is no room for all of it."""
    from netz_tui.network import celltext

    yield name
    yield celltext.initials(name)
    yield celltext.family(name)


def next_in(drawn: Picture, person_id: int, direction: Direction) -> int:
    """Return who comes next to a person of a picture in a direction, the same person if nobody does."""
    from netz_tui.network.picture import neighbour_in_direction

    return neighbour_in_direction(drawn, person_id, direction)
