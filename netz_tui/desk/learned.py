"""What the last comparison of everybody learned, kept in the book to weigh those who come later by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netz_tui.matching import Model

if TYPE_CHECKING:
    from netz_tui.book.book import Book
    from netz_tui.book.journal import Action


def keep(action: Action, model: Model) -> None:
    """Keep inside an action what was learned, in place of what was before."""
    text = json.dumps(model.to_dict(), ensure_ascii=False, separators=(",", ":"))
    action.book.connection.execute("INSERT OR REPLACE INTO match_model (id, learned) VALUES (1, ?)", (text,))


def recall(book: Book) -> Model | None:
    """Return what was learned; None if that is nothing, or was when people were compared in other ways."""
    text = book.value("SELECT learned FROM match_model")
    try:
        return Model.from_dict(json.loads(text)) if text else None
    except ValueError:
        return None
