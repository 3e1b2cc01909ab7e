"""What a reader may be told from outside: a column mapping, more mail patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Options:
    """Options of `read_file`: `mapping` (column → field) is used for tables no reader knows."""

    mapping: Mapping[str, str] | None = None
