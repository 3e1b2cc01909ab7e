"""Who a number stands for: the name, whether anybody has it at all, and where that person is to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

_OPEN_REQUEST = """
    SELECT id FROM requests WHERE person_id = ? AND state = 'pending' AND direction = 'incoming' LIMIT 1
"""


def name_of(desk: Desk, person_id: int) -> str | None:
    """Return what somebody is called, None if the number is nobody's."""
    name = desk.book.value("SELECT name FROM people WHERE id = ?", (person_id,))
    return None if name is None else str(name)


def is_there(desk: Desk, person_id: int) -> bool:
    """Tell whether somebody has this number."""
    return name_of(desk, person_id) is not None


def open_request(desk: Desk, person_id: int) -> int | None:
    """Return the request by which somebody is found in the inbox, if one waits there."""
    request_id = desk.book.value(_OPEN_REQUEST, (person_id,))
    return None if request_id is None else int(request_id)


def is_listed(desk: Desk, person_id: int) -> bool:
    """Tell whether somebody stands in the inbox or among the contacts."""
    if open_request(desk, person_id) is not None:
        return True
    return desk.book.row("SELECT 1 FROM people WHERE id = ? AND contact = 1", (person_id,)) is not None
