"""Search a million people as one types: `python tests/bench/search.py [--people 1000000] [--rounds 5] [--folder DIR]`.

Goal G8. In a pseudo-terminal a key that finds others is timed until its result is painted, beside the key that moves
the list of the same run. In one process, what is found in spite of a slip is timed beside rapidfuzz over all names.
Rounds take turns; only ratios of one run count.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import NamedTuple

from ptyrun import REPEAT, Terminal

from netz_tui.book.book import open_book
from netz_tui.desk.desk import Desk
from netz_tui.desk.search import Contacts, catch_up
from netz_tui.fold import fold
from netz_tui.settings import Settings

KEYS_GOAL, SLIPS_GOAL = 2.0, 0.01
STARTS = ("ar", "be", "co", "da", "el", "fri", "gu", "han", "i", "jo", "ka", "le", "mar", "ni", "os", "pe", "ro", "til")
MIDDLES = ("", "bel", "da", "ke", "lin", "mo", "ri", "ster", "to", "wa")
ENDS = ("a", "berg", "ert", "hold", "ie", "ke", "mann", "ner", "sen", "us")
KINDS = ("AG", "GmbH", "KG", "Werke", "Verlag", "Bau")
CITIES = ("Ulm", "Kassel", "Bern", "Graz", "Aarau", "Lindau", "Gera", "Bonn", "Jena", "Linz")
WORDS = ("gelik", "Arda Kebelberg", "marlin", "osmosen jo", "bonn", "perike", "49731", "hanriner ulm")
SLIPS = ("Fridamnan", "Jostrebrg", "Elmohlod Gudake", "Karlinnsen", "Nimomannn Belie", "Tilwatr")
LIST_KEYS, SCROLLED = 40, 45
"""Keys that move the list, after so many that bring it to where each scrolls."""
NOW = "2026-11-24T09:30:00Z"


def fill(path: Path, count: int) -> None:
    """Write a book of contacts, each with company, city, number and address, and take all into the search."""
    chance = random.Random(8)
    parts = ["".join(part).capitalize() for part in product(STARTS, MIDDLES, ENDS)]
    open_book(path).close()
    with closing(sqlite3.connect(path)) as book, book:
        book.execute("PRAGMA synchronous = OFF")
        names = [f"{chance.choice(parts)} {chance.choice(parts)}" for _ in range(count)]
        orgs = [f"{chance.choice(parts)} {chance.choice(KINDS)}" for _ in range(count)]
        book.executemany(
            "INSERT INTO people (id, uid, name, name_key, org, city, contact, created_at) VALUES (?,?,?,?,?,?,1,?)",
            (
                (n, f"u{n}", name, fold(name), org, CITIES[n % len(CITIES)], NOW)
                for n, (name, org) in enumerate(zip(names, orgs, strict=True), 1)
            ),
        )
        book.executemany(
            "INSERT INTO handles (person_id, kind, raw, normal) VALUES (?, ?, ?, ?)",
            (row for n, name in enumerate(names, 1) for row in handles(n, name, chance.randrange(20, 1000))),
        )
    with open_book(path) as filled:
        catch_up(Desk(filled, Settings()))
        filled.check()  # as netz leaves it when it ends


def handles(n: int, name: str, area: int):
    """Return the ways to reach one of the people."""
    number, address = f"+49{area}{n * 7919 % 10_000_019:07}", f"{fold(name).replace(' ', '.')}{n}@example.org"
    return (n, "phone", number, number), (n, "email", address, address)


class Asked(NamedTuple):
    """What the search answers when it is asked in this process."""

    first: dict[str, str]
    """The name of the first person found, by what is typed so far."""
    seconds: list[float]
    """How long it takes to find people in spite of each slip, and to read the rows of a screen."""
    names: list[str]
    """All names, folded."""
    listed: list[str]
    """The names that stand first in the list of all."""


def ask(path: Path) -> Asked:
    """Ask the search; the book is closed again, for a book is open in one program only."""
    with open_book(path) as book:
        desk = Desk(book, Settings())
        typed = [text[:place] for text in (*WORDS, *SLIPS) for place in range(1, len(text) + 1)]
        rows = {text: Contacts(desk, text).block(0, 1) for text in typed}
        seconds = []
        for slip in SLIPS:
            started = time.perf_counter()
            Contacts(desk, slip).block(0, 40)
            seconds.append(time.perf_counter() - started)
        first = {text: found[0].name if found else "" for text, found in rows.items()}
        names = [row[0] for row in book.rows("SELECT name_key FROM people")]
        return Asked(first, seconds, names, [row.name for row in Contacts(desk).block(0, LIST_KEYS + SCROLLED + 2)])


def under_cursor(name: str) -> str:
    """Return what shows that the cursor is on somebody."""
    return rf"[▌▏] ?. {re.escape(name)}"


def painted(text: str, name: str) -> str:
    """Return what shows that a line was typed and the first of its people stands below, under the cursor."""
    return rf"│ {re.escape(text)} *│.*(?:\n.*){{1,3}}{under_cursor(name)}"


def session(path: Path, home: Path, asked: Asked) -> tuple[list[float], list[float], list[float]]:
    """Return milliseconds of keys that move the list, that find others, and that find others in spite of a slip."""
    program = [sys.executable, "-m", "netz_tui", "--lang", "en", "--book", str(path)]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "NETZ_HOME": str(home)}
    with Terminal(program, env=environment) as terminal:
        terminal.wait("Inbox")
        terminal.settle()
        terminal.send("2")
        terminal.wait("Ar")
        terminal.settle()
        terminal.send("j" * SCROLLED)
        terminal.settle()
        moves = []
        for name, before in zip(asked.listed[SCROLLED + 1 :], asked.listed[SCROLLED:], strict=False):
            taken = _timed(terminal, "j", under_cursor(name))
            moves += [taken] if name != before else []
        hits = [taken for text in WORDS for taken in _typed(terminal, asked.first, text)]
        slips = [taken for text in SLIPS for taken in _typed(terminal, asked.first, text, slips=True)]
    return moves, hits, slips


def _typed(terminal: Terminal, first: dict[str, str], text: str, *, slips: bool = False) -> list[float]:
    """Type a line; return the times of the keys after which somebody else stands first, of a slip the last only."""
    terminal.send("\x1b")
    terminal.settle()
    terminal.send("/")
    terminal.settle()
    samples, before = [], ""
    for place, key in enumerate(text, 1):
        typed = text[:place]
        name = first[typed]
        if name == before or typed.endswith(" ") or not name or (slips and place < len(text)):
            terminal.send(key)
            terminal.settle(0.05)
        else:
            samples.append(_timed(terminal, key, painted(typed, name)))
        before = name
    terminal.send("\x1b")
    terminal.settle()
    return samples


def _timed(terminal: Terminal, key: str, shows: str) -> float:
    sent = terminal.send(key)
    taken = (terminal.wait(shows) - sent) * 1000
    time.sleep(REPEAT)
    return taken


def over_all(names: list[str], text: str) -> float:
    """Return the seconds rapidfuzz takes to compare a text with all names."""
    from rapidfuzz import fuzz, process

    started = time.perf_counter()
    process.extract(fold(text), names, scorer=fuzz.WRatio, limit=50)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--folder", type=Path, help="keep the book here, and use it if it is there")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = (asked.folder or Path(scratch)) / f"search-{asked.people}.netz"
        if not path.exists():
            fill(path, asked.people)
        keys, slip_keys, shares = [], [], []
        for number in range(asked.rounds):
            found = ask(path)
            moves, hits, slips = session(path, Path(scratch) / "home", found)
            text = SLIPS[number % len(SLIPS)]
            ours = statistics.median(found.seconds)
            keys.append(statistics.median(hits) / statistics.median(moves))
            slip_keys.append(statistics.median(slips) / statistics.median(moves))
            shares.append(ours / over_all(found.names, text))
            print(
                f"list key {statistics.median(moves):.1f} ms, search key {statistics.median(hits):.1f} "
                f"(worst {max(hits):.0f}, {len(hits)} keys), after a slip {statistics.median(slips):.1f} "
                f"(worst {max(slips):.0f}); found after a slip in {1000 * ours:.1f} ms"
            )
    _tell("G8 search key / list key", keys, KEYS_GOAL)
    _tell("G8 key of a slip / list key", slip_keys, None)
    _tell("G8 slip / rapidfuzz over all", shares, SLIPS_GOAL)
    print(datetime.now(UTC).date(), f"{asked.people} people, {asked.rounds} rounds")


def _tell(what: str, ratios: list[float], goal: float | None) -> None:
    middle = statistics.median(ratios)
    verdict = "" if goal is None else f"  goal {goal:<5} {'met' if middle <= goal else 'MISSED'}"
    print(f"{what:30} {middle:7.4f}{verdict}  ({min(ratios):.4f} to {max(ratios):.4f})")


if __name__ == "__main__":
    main()
