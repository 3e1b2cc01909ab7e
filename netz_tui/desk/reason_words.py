"""Why two people may be the same, or not, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netz_tui.i18n import N_, say

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS = {
    "same_name": N_("same name {a}"),
    "swapped_name": N_("given and family name swapped: {a} ≈ {b}"),
    "same_given": N_("same given name {a}"),
    "nickname": N_("two forms of one given name: {a} ≈ {b}"),
    "part_given": N_("one of several given names: {a} ≈ {b}"),
    "initial": N_("the initial fits: {a} ≈ {b}"),
    "similar_given": N_("similar given name: {a} ≈ {b}"),
    "different_given": N_("other given name: {a} / {b}"),
    "same_family": N_("same family name {a}"),
    "part_family": N_("part of a double name: {a} ≈ {b}"),
    "similar_family": N_("similar family name: {a} ≈ {b}"),
    "different_family": N_("other family name: {a} / {b}"),
    "same_email": N_("same e-mail {a}"),
    "similar_email": N_("similar e-mail: {a} ≈ {b}"),
    "same_domain": N_("same mail domain {a}"),
    "different_email": N_("other e-mail: {a} / {b}"),
    "same_phone": N_("same phone {a}"),
    "similar_phone": N_("similar phone: {a} ≈ {b}"),
    "different_phone": N_("other phone: {a} / {b}"),
    "same_url": N_("same profile {a}"),
    "similar_url": N_("similar profile: {a} ≈ {b}"),
    "different_url": N_("other profile: {a} / {b}"),
    "same_org": N_("same company {a}"),
    "similar_org": N_("similar company: {a} ≈ {b}"),
    "different_org": N_("other company: {a} / {b}"),
    "same_city": N_("same city {a}"),
    "similar_city": N_("similar city: {a} ≈ {b}"),
    "different_city": N_("other city: {a} / {b}"),
    "same_birthday": N_("same birthday {a}"),
    "similar_birthday": N_("similar birthday: {a} ≈ {b}"),
    "different_birthday": N_("other birthday: {a} / {b}"),
    "same_value": N_("the same: {a}"),
    "similar_value": N_("similar: {a} ≈ {b}"),
    "different_value": N_("not the same: {a} / {b}"),
    "relatives": N_("could be relatives: same family name or home, another given name"),
    "colleagues": N_("could be colleagues: same company, another name"),
}
"""A template for every reason of the matching room."""
_SHORT = 3

FIELD_OF = {
    "given": "name",
    "family": "name",
    "name": "name",
    "nickname": "name",
    "initial": "name",
    "email": "email",
    "domain": "email",
    "phone": "phone",
    "url": "url",
    "org": "org",
    "city": "city",
    "birthday": "birthday",
}
"""The field that a reason speaks of, by the last word of its code."""


def field_of(code: str) -> str:
    """Return the field that a reason speaks of, "" for one that speaks of the whole."""
    return FIELD_OF.get(code.rpartition("_")[2], "")


def in_words(reason: Mapping[str, Any]) -> str:
    """Return a reason as a sentence fragment; the values in it are foreign text."""
    template = REASONS[reason["code"]]
    return say(template, a=reason.get("a", ""), b=reason.get("b", ""))


def in_short(reasons: tuple[Mapping[str, Any], ...]) -> str:
    """Return the weightiest reasons on one line."""
    return "; ".join(in_words(reason) for reason in reasons[:_SHORT])
