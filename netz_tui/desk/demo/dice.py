"""One throw of the dice, named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


def chance(rng: Random, share: float) -> bool:
    """Tell whether something happens that happens in this share of cases."""
    return rng.random() < share
