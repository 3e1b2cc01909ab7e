"""The one rule: no request is confirmed without a personal contact before it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

RIGHT = 3
"""The least trust and chemistry, of 5, that count as found right; the schema holds the same number."""

PERSONAL = frozenset({"call", "video", "meeting"})
"""Kinds of conversation in which one speaks with the person; a message or an event is not enough."""


class Condition(StrEnum):
    """What has to be true before a request may be confirmed."""

    CONTACT = "contact"
    TRUST = "trust"
    CHEMISTRY = "chemistry"
    GROUND = "ground"


class Lack(StrEnum):
    """Why a condition is not met."""

    NEVER_TRIED = "never_tried"
    NOT_REACHED = "not_reached"
    NOT_JUDGED = "not_judged"
    FOUND_WRONG = "found_wrong"
    NO_GROUND = "no_ground"
    GROUND_FELL = "ground_fell"


class Spoken(NamedTuple):
    """A conversation as the rule sees it; `at` is comparable text or a datetime."""

    id: int
    kind: str
    outcome: str
    at: str
    trust: int | None
    chemistry: int | None

    @property
    def personal(self) -> bool:
        """Tell whether the person was really reached."""
        return self.kind in PERSONAL and self.outcome == "reached"


class Footing(NamedTuple):
    """A ground as the rule sees it; `stands` is false once it fell or its introducer did."""

    id: int
    kind: str
    stands: bool


class Missing(NamedTuple):
    """A condition that is not met, and why."""

    condition: Condition
    lack: Lack


class Verdict(NamedTuple):
    """May the request be confirmed, on which conversation and ground, and what is missing."""

    missing: tuple[Missing, ...]
    conversation: Spoken | None
    ground: Footing | None

    @property
    def may(self) -> bool:
        """Tell whether every condition is met."""
        return not self.missing

    def lacks(self, condition: Condition) -> Lack | None:
        """Return why a condition is not met, or None if it is."""
        return next((missing.lack for missing in self.missing if missing.condition is condition), None)


def deciding(conversations: Sequence[Spoken]) -> Spoken | None:
    """Return the conversation that decides: the latest personal one with a judgement, else the latest personal one."""
    personal = sorted(
        (spoken for spoken in conversations if spoken.personal), key=lambda spoken: (spoken.at, spoken.id)
    )
    judged = [spoken for spoken in personal if spoken.trust is not None or spoken.chemistry is not None]
    candidates = judged or personal
    return candidates[-1] if candidates else None


def may_confirm(conversations: Sequence[Spoken], grounds: Sequence[Footing], now: str | None = None) -> Verdict:
    """Judge a pending request by what was spoken with its sender and the grounds the sender stands on.

    The person must have been reached in a call, video call or meeting; in the deciding conversation both
    trust and chemistry must be at least `RIGHT`; and one ground must stand (a and b before c). With `now`,
    comparable with `Spoken.at`, conversations dated later do not count, as they don't in the schema.
    """
    if now is not None:
        conversations = [spoken for spoken in conversations if spoken.at <= now]
    missing: list[Missing] = []
    spoken = deciding(conversations)
    if spoken is None:
        tried = any(other.kind in PERSONAL for other in conversations)
        missing.append(Missing(Condition.CONTACT, Lack.NOT_REACHED if tried else Lack.NEVER_TRIED))
    for condition in (Condition.TRUST, Condition.CHEMISTRY):
        value = None if spoken is None else spoken.trust if condition is Condition.TRUST else spoken.chemistry
        if value is None:
            missing.append(Missing(condition, Lack.NOT_JUDGED))
        elif value < RIGHT:
            missing.append(Missing(condition, Lack.FOUND_WRONG))
    standing = sorted((ground for ground in grounds if ground.stands), key=lambda ground: (ground.kind, ground.id))
    if not standing:
        missing.append(Missing(Condition.GROUND, Lack.GROUND_FELL if grounds else Lack.NO_GROUND))
    return Verdict(tuple(missing), spoken, standing[0] if standing else None)
