"""Which side of a message is the user: by name, or as the one who takes part in every conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk.handles import normal_handle
from netz_tui.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netz_tui.files import Message


class Me:
    """The user on a platform: names from the settings or an exported profile, and the profile's address."""

    def __init__(self, *names: str) -> None:
        self._names = {folded for name in names if (folded := fold(name))}
        self._urls: set[str] = set()

    def call(self, name: str) -> None:
        """Learn another name."""
        self._names |= {folded for folded in (fold(name),) if folded}

    def look_at(self, messages: Sequence[Message]) -> None:
        """Find the profile that takes part in every conversation; of a single one nobody can tell."""
        talks: dict[str, set[str]] = {}
        for message in messages:
            if message.sponsored or message.draft:
                continue
            sides = {normal_handle("url", url, "") for url in (message.sender_url, *message.recipient_urls) if url}
            talks.setdefault(message.conversation, set()).update(sides)
            if fold(message.sender) in self._names:
                self._urls.add(normal_handle("url", message.sender_url, ""))
        if len(talks) > 1:
            self._urls |= _in_all(talks.values())
        self._urls.discard("")

    def at(self, url: str) -> bool:
        """Tell whether an address is the user's profile."""
        return normal_handle("url", url, "") in self._urls

    def wrote(self, message: Message) -> bool:
        """Tell whether the user wrote a message."""
        return fold(message.sender) in self._names or self.at(message.sender_url)


def _in_all(talks: Iterable[set[str]]) -> set[str]:
    """Return the one profile that is in all conversations, nothing if there are several or none."""
    common = set.intersection(*talks)
    return common if len(common) == 1 else set()
