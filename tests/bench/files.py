"""Measure reading and taking in files beside vobject, csv and sqlite3: `python tests/bench/files.py [cards] [rounds]`.

All figures of a round are taken one after the other, in turn, in processes of their own; processor time counts, and
of each ratio the median over the rounds. vobject is left out where it is not installed.

- cards: that many vCards taken into an empty book and searchable there, against vobject only parsing them
- bulk: the book's bulk insert against `sqlite3.executemany` of the same rows into the same tables without triggers
- table: a CSV of as many rows read, against the csv module giving out its rows as dicts
- memory: the largest size of the process that reads the cards, and of one that reads ten times fewer
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
GOALS = (
    ("taken in and searchable / vobject parsing", "take in", "vobject", 1 / 12),
    ("parsed / vobject parsing", "parse", "vobject", 1 / 12),
    ("bulk insert / executemany", "bulk", "executemany", 1.3),
    ("table read / csv.DictReader", "table", "csv", 2.0),
)
GIVEN = ("Anna", "Jörg", "Marie-Luise", "Peter", "Ülkü", "François", "Silke", "Tomáš")
FAMILY = ("Müller", "Weiß", "von der Mühle", "Çelik", "Novák", "Roth", "Straßer", "O’Neill")


class Figure(NamedTuple):
    """What one run took: processor seconds, seconds, largest size in MB."""

    cpu: float
    wall: float
    rss: float


def card(number: int) -> str:
    """Return one card as a telephone writes it."""
    given, family = GIVEN[number % 8], FAMILY[number // 8 % 8]
    return "\r\n".join(
        (
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"UID:urn:uuid:{number:08}-0000-4000-8000-000000000000",
            f"FN:{given} {family} {number}",
            f"N:{family} {number};{given};;;",
            f"ORG:Muster {number % 5000} GmbH",
            "TITLE:Leiterin Einkauf",
            f"EMAIL;TYPE=INTERNET,WORK:p{number}@muster{number % 5000}.example",
            f"TEL;TYPE=CELL:+49 171 {number:08}",
            f"TEL;TYPE=WORK,VOICE:+49 731 {number:07}",
            f"ADR;TYPE=WORK:;;Ulmer Straße {number % 200};Ulm;;89073;Germany",
            f"URL:https://www.linkedin.com/in/p-{number}",
            f"NOTE:Auf der Messe {2000 + number % 25} getroffen\\, will im Frühjahr wieder sprechen.",
            "END:VCARD",
            "",
        )
    )


def make_files(folder: Path, count: int) -> None:
    """Write the cards, a tenth of them, and a table as LinkedIn exports it."""
    for name, most in (("cards.vcf", count), ("few.vcf", count // 10)):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(map(card, range(most)))
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"))
        rows.writerows(
            (GIVEN[n % 8], f"{FAMILY[n // 8 % 8]} {n}", f"https://www.linkedin.com/in/p-{n}", "",
             f"Muster {n % 5000} GmbH", "Leiterin Einkauf", "08 Feb 2023") for n in range(count)
        )  # fmt: skip


# --- what is measured -----------------------------------------------------------------------------


def take_in(folder: Path) -> None:
    """Take all cards into an empty book and make them searchable."""
    from netz_tui.desk import intake, search
    from netz_tui.desk.desk import sit_down

    with tempfile.TemporaryDirectory(dir=folder) as new, sit_down(Path(new) / "book.netz") as desk:
        report = intake.take_in(desk, folder / "cards.vcf")
        search.catch_up(desk)
        found = desk.book.value("SELECT count(*) FROM search WHERE search MATCH 'muster'")
        assert found == report.added > 0, (found, report.added)


def parse(folder: Path, name: str = "cards.vcf") -> None:
    """Read all cards and keep none."""
    from netz_tui.files import read_file

    for reading in read_file(folder / name):
        deque(reading, maxlen=0)
        assert reading.read == reading.total > 0


def few(folder: Path) -> None:
    """Read a tenth of the cards."""
    parse(folder, "few.vcf")


def vobject(folder: Path) -> None:
    """Let vobject parse all cards and keep none."""
    from vobject import readComponents

    with (folder / "cards.vcf").open(encoding="utf-8", newline="") as file:
        deque(readComponents(file), maxlen=0)


def table(folder: Path) -> None:
    """Read the table and keep nothing."""
    parse(folder, "table.csv")


def csv_module(folder: Path) -> None:
    """Let the csv module read the table and keep nothing."""
    with (folder / "table.csv").open(encoding="utf-8", newline="") as file:
        deque(csv.DictReader(file, strict=True), maxlen=0)


PERSON = ("uid", "name", "name_key", "given", "family", "org", "title", "city", "note", "contact", "created_at")
HANDLE = ("person_id", "kind", "raw", "normal", "label")


def people(count: int) -> Iterator[tuple[object, ...]]:
    """Yield rows of people."""
    for n in range(count):
        given, family = GIVEN[n % 8], f"{FAMILY[n // 8 % 8]} {n}"
        yield (
            f"u{n}", f"{given} {family}", f"{family} {given}".lower(), given, family, f"Muster {n % 5000} GmbH",
            "Leiterin Einkauf", "Ulm", "Auf der Messe getroffen", 1, "2026-11-24T09:00:00Z",
        )  # fmt: skip


def handles(count: int) -> Iterator[tuple[object, ...]]:
    """Yield two ways to reach each."""
    for n in range(count):
        mail = f"p{n}@muster{n % 5000}.example"
        yield n + 1, "email", mail, mail, "work"
        yield n + 1, "phone", f"+49 171 {n:08}", f"+49171{n:08}", "cell"


def bulk(folder: Path) -> None:
    """Insert people and handles through an action of a book."""
    from netz_tui.book.book import open_book
    from netz_tui.book.models import Handle, Person

    with tempfile.TemporaryDirectory(dir=folder) as new, open_book(Path(new) / "book.netz") as book:
        _timed = list(people(cards_in(folder))), list(handles(cards_in(folder)))
        with clock(), book.action("fill", "Fill", NOW) as action:
            action.insert_many(Person, PERSON, _timed[0])
            action.insert_many(Handle, HANDLE, _timed[1])


def executemany(folder: Path) -> None:
    """Insert the same rows into the same tables and indexes, without triggers, by sqlite3 alone."""
    import sqlite3

    from netz_tui.book.book import open_book

    with tempfile.TemporaryDirectory(dir=folder) as new:
        path = Path(new) / "book.netz"
        with open_book(path):
            pass
        with sqlite3.connect(path) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.commit()
            connection.execute("PRAGMA foreign_keys = ON")
            rows = list(people(cards_in(folder))), list(handles(cards_in(folder)))
            with clock():
                for name, columns, values in (("people", PERSON, rows[0]), ("handles", HANDLE, rows[1])):
                    marks = ", ".join("?" * len(columns))
                    connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", values)
                connection.commit()
        connection.close()


def cards_in(folder: Path) -> int:
    """Return how many cards were asked for."""
    return int((folder / "count").read_text())


RUNS: dict[str, Callable[[Path], None]] = {
    "take in": take_in, "parse": parse, "vobject": vobject, "bulk": bulk, "executemany": executemany, "table": table,
    "csv": csv_module, "few": few,
}  # fmt: skip


# --- measuring ------------------------------------------------------------------------------------


class clock:  # noqa: N801 - read as a word
    """Take the time of a part; without one, that of the whole run counts."""

    taken: tuple[float, float] | None = None

    def __enter__(self) -> None:
        self._start = time.process_time(), time.perf_counter()

    def __exit__(self, *_problem: object) -> None:
        clock.taken = time.process_time() - self._start[0], time.perf_counter() - self._start[1]


def measure(name: str, folder: Path, compiled_in: Path) -> Figure:
    """Run one thing in a process of its own; importing counts as part of it, compiled as an installed program is."""
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled_in / "compiled")}
    done = subprocess.run(
        [sys.executable, __file__, "--run", name, str(folder)],
        capture_output=True, text=True, check=True, env=os.environ | compiled,
    )  # fmt: skip
    return Figure(*json.loads(done.stdout.splitlines()[-1]))


def run(name: str, folder: Path) -> None:
    """Do one thing and print what it took."""
    start = time.process_time(), time.perf_counter()
    RUNS[name](folder)
    cpu, wall = clock.taken or (time.process_time() - start[0], time.perf_counter() - start[1])
    print(json.dumps((cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)))


def main(count: int, rounds: int) -> None:
    """Take all figures, round after round, and print them with their ratios."""
    names = [name for name in RUNS if name != "vobject" or importlib.util.find_spec("vobject")]
    figures: dict[str, list[Figure]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as new:
        folder = Path(new)
        for cards, place in ((10, folder / "few"), (count, folder)):
            place.mkdir(exist_ok=True)
            (place / "count").write_text(str(cards))
            make_files(place, cards)
        for name in names:
            measure(name, folder / "few", folder)  # compiles what is loaded
        for _ in range(rounds):
            for name in names:
                figures[name].append(measure(name, folder, folder))
    for name in names:
        middle = [statistics.median(column) for column in zip(*figures[name], strict=True)]
        print(f"{name:12}{middle[0]:8.2f} s processor{middle[1]:8.2f} s{middle[2]:8.0f} MB")
    for label, one, other, goal in GOALS:
        if other in figures:
            ratio = statistics.median(a.cpu / b.cpu for a, b in zip(figures[one], figures[other], strict=True))
            print(f"{label:46}{ratio:8.3f}  goal {goal:.3f}  {'met' if ratio <= goal else 'MISSED'}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]))
    else:
        main(*(int(value) for value in (*sys.argv[1:], *("100000", "3")[len(sys.argv) - 1 :])))
