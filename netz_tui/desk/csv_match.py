"""Duplicates in CSV files, without a book: the matching room as the command line wants it."""

from netz_tui.matching import MAYBE, TableMatch, Unreadable, match_csv

__all__ = ["MAYBE", "TableMatch", "Unreadable", "match_csv"]
