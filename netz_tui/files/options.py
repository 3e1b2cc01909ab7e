"""What a reader may be told from outside: a column mapping, more mail patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netz_tui.files.mail_patterns import MailPattern


class Options(NamedTuple):
    """Options of `read_file`.

    `mapping` (column → field) goes before what would be guessed of a table; `patterns` go before the
    built-in ones for mails.
    """

    mapping: Mapping[str, str] | None = None
    patterns: tuple[MailPattern, ...] = ()
