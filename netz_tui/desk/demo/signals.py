"""Scores the demonstration's requests for signals of a contact collector, each with its named reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netz_tui.desk.demo.plan import Asked, Plan

STOCK = (
    "vielen dank für ihren besuch meines profils", "gleichen gruppe", "kennen könnten", "synergien", "win-win",
    "freue mich über jede", "zweites standbein",
)  # fmt: skip
DEFAULTS = (
    "I'd like to add you to my professional network on LinkedIn.",
    "Ich würde Sie gerne zu meinem Netzwerk hinzufügen.",
)
GENERIC = (
    "coach", "speaker", "recruiter", "networking", "netzwerk", "passives einkommen", "krypto", "mindset", "growth",
    "talent acquisition", "7 figures",
)  # fmt: skip
WEIGHTS = {
    "default_text": 18,
    "stock_phrase": 16,
    "no_message": 8,
    "generic_headline": 14,
    "no_dependable_path": 12,
    "no_phone": 6,
}
"""Points of the signals that follow from a request itself; 100 is the most that is given."""


def reasons(plan: Plan, asked: Asked, dependable: set[int]) -> tuple[tuple[str, int], ...]:
    """Return the codes and points of all signals of a request, the heaviest first.

    `dependable` are the ids of people with a standing ground; a tie to one of them is a dependable path.
    """
    message, headline = asked.message.lower(), asked.headline.lower()
    found = {
        "default_text": asked.message in DEFAULTS,
        "stock_phrase": any(phrase in message for phrase in STOCK),
        "no_message": not asked.message,
        "generic_headline": any(word in headline for word in GENERIC),
        "no_dependable_path": not plan.near[asked.person.id] & dependable,
        "no_phone": all(handle[0] != "phone" for handle in asked.person.handles),
    }
    codes = [(code, WEIGHTS[code]) for code, there in found.items() if there]
    codes += asked.ask.score if asked.ask else ()
    return tuple(sorted(codes, key=lambda entry: (-entry[1], entry[0])))
