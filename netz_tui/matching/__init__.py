"""Are two records one person? Normalise, block, score, explain; pure."""

from .keys import blocking_keys
from .records import MAYBE, NAME_ALONE, REASONS, SURE, Pair, Reason, Record
from .similar import similar

__all__ = ["MAYBE", "NAME_ALONE", "REASONS", "SURE", "Pair", "Reason", "Record", "blocking_keys", "similar"]
