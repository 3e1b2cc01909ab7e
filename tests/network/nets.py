"""Nets of invented people for the tests of this room."""

from __future__ import annotations

import random

from netz_tui.network.ego import Ego, Link, Node, Standing

STANDINGS: tuple[Standing, ...] = ("dependable", "unproven", "shaky", "stranger", "collector")
FIRST = ("Anna", "Jens", "Petra", "Tom", "Ute", "Karl", "Lea", "Ole", "Ines", "Vera")
LAST = ("Kühn", "Lang", "Adler", "Roth", "Sommer", "Vogt", "Petersen", "Blum", "Weiß", "Zöllner")


def random_ego(count: int, ties: int, seed: int) -> Ego:
    """Return me and `count - 1` connected others with `ties` links in all, or as many as there can be."""
    chance = random.Random(seed)
    nodes = [Node(0, "Ich", "me", count)]
    for person in range(1, count):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        nodes.append(Node(person, name, chance.choice(STANDINGS), chance.randrange(1, 30)))
    pairs = {(min(int(i * chance.random() ** 2), i - 1), i) for i in range(1, count)}
    while len(pairs) < min(ties, count * (count - 1) // 2):
        one, other = sorted(chance.sample(range(count), 2))
        pairs.add((one, other))
    links = (Link(a, b, chance.choice(("checked", "claimed"))) for a, b in sorted(pairs))
    return Ego(0, tuple(nodes), tuple(links))


def request_ego() -> Ego:
    """The net around a request: Anna asks, Jens could vouch, a collector sits between her and me as well."""
    people = [
        Node(0, "Ich", "me", 6),
        Node(1, "Jens Kühn", "dependable", 3),
        Node(2, "Petra Lang", "dependable", 3),
        Node(3, "Tom Adler", "dependable", 4, hidden=2),
        Node(4, "K. Franz", "shaky", 3),
        Node(5, "Ute Roth", "dependable", 2),
        Node(6, "M. Sommer", "collector", 346, hidden=340),
        Node(7, "Anna Berger", "stranger", 2),
        Node(20, "Lea Vogt", "unproven", 1),
        Node(21, "李伟", "unproven", 1),
        Node(22, "Dr. Mehmet Yıldız", "unproven", 1),
        Node(23, "Sabine v. d. Heide", "unproven", 1),
    ]
    links = [
        Link(0, 1, "checked", on_way=True),
        Link(1, 7, "claimed", on_way=True),
        Link(0, 7, "wish"),
        *(Link(0, person, "checked") for person in (2, 3, 5)),
        Link(0, 4, "claimed"),
        Link(0, 6, "claimed"),
        Link(6, 7, "claimed"),
        Link(6, 20, "claimed"),
        Link(6, 21, "claimed"),
        Link(4, 22, "claimed"),
        Link(3, 23, "checked"),
    ]
    return Ego(0, tuple(people), tuple(links))
