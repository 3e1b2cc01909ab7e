"""Find who is the same person in a whole table: candidates, comparison, learning, scores, groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .candidates import candidates
from .clusters import clusters
from .compare import Comparer
from .model import Learner, Model
from .scoring import Scorer
from .strata import strata

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from .table import Table

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]
    Levels = NDArray[np.uint8]


@dataclass(slots=True)
class Found:
    """What the engine found: candidate pairs of rows with their log2 odds, and for each row its group."""

    a: Ints
    b: Ints
    odds: Floats
    group: Ints
    model: Model
    comparer: Comparer


def run(table: Table, tick: Callable[[str, float], None], model: Model | None = None) -> Found:
    """Return the pairs and groups of a table; a model given is used as it is, else one is learned.

    `tick` is told the step and the share of it that is done, and may raise to cancel.
    """
    a, b = candidates(table, lambda share: tick("candidates", share))
    comparer = Comparer(table)
    tick("compare", 0.0)
    levels = comparer.levels(a, b)
    tick("learn", 0.0)
    learned = model or _learn(comparer, levels, a, b)
    scorer = Scorer(comparer, learned)
    odds = scorer.odds(levels, a, b)
    tick("group", 0.0)
    group = clusters(len(table), a, b, odds, lambda x, y: scorer.odds(comparer.levels(x, y), x, y), table.split)
    return Found(a, b, odds, group, learned, comparer)


def _learn(comparer: Comparer, levels: Levels, a: Ints, b: Ints) -> Model:
    """Return a model learned from the candidate pairs and a sample of the others."""
    import numpy as np

    more_a, more_b, weight = strata(comparer, a.astype(np.int64) * len(comparer.table) + b)
    both = np.concatenate([levels, comparer.levels(more_a, more_b)])
    return Learner(comparer, both, np.concatenate([np.ones(len(a)), weight])).learn()
