"""Are two records one person? Normalise, block, score, explain; pure."""

from .csvfile import Unreadable
from .finding import Cancelled, Result, find_pairs, match_new
from .keys import blocking_keys
from .kinds import KINDS, guess_kinds
from .model import Model
from .records import MAYBE, NAME_ALONE, REASONS, SURE, Pair, Reason, Record
from .similar import similar
from .tables import TableMatch, match_csv

__all__ = [
    "KINDS",
    "MAYBE",
    "NAME_ALONE",
    "REASONS",
    "SURE",
    "Cancelled",
    "Model",
    "Pair",
    "Reason",
    "Record",
    "Result",
    "TableMatch",
    "Unreadable",
    "blocking_keys",
    "find_pairs",
    "guess_kinds",
    "match_csv",
    "match_new",
    "similar",
]
