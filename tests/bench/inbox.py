"""Start and scroll the real inbox with 100 and 1,000,000 requests: `python tests/bench/inbox.py [rounds] [requests]`.

The peers run in the same rounds: an empty Textual app and a DataTable of 1,000 rows. Goals G2 to G5 and G13:
start-up and keys must not notice how many requests wait.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ui_lists import peer, report, run

from netz_tui.book.book import open_book
from netz_tui.book.models import Person, Request
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterator

GOALS = (
    ("G2 first frame / empty app", "netz 1M", "empty app", "first", 1.15),
    ("G3 first frame 1M / 100", "netz 1M", "netz 100", "first", 1.05),
    ("G4 key p50 / DataTable", "netz 1M", "DataTable 1k", "p50", 0.25),
    ("G4 key p50 1M / 100", "netz 1M", "netz 100", "p50", 1.1),
    ("G5 worst key / DataTable", "netz 1M", "DataTable 1k", "worst", 0.25),
    ("G5 worst key / own p50", "netz 1M", "netz 1M", "worst/p50", 4.0),
    ("G13 memory / empty app", "netz 1M", "empty app", "rss", 1.5),
)
_LOT = 50_000


def fill(path: Path, count: int) -> None:
    """Make a book with so many pending requests of as many people."""
    now = datetime.now(UTC).replace(microsecond=0)
    start = now - timedelta(days=900)
    with open_book(path) as book:
        numbers = iter(range(count))
        while lot := list(islice(numbers, _LOT)):
            with book.action("fill", "Fill", now) as action:
                _write(action, lot, start, moment_text(now))


def _write(action, lot: list[int], start: datetime, now: str) -> None:
    people = action.insert_many(
        Person,
        ("uid", "name", "name_key", "org", "title", "created_at"),
        ((f"u{n}", f"Person {n:07}", f"person {n:07}", "Muster AG", "Einkauf", now) for n in lot),
    )

    def requests() -> Iterator[tuple[object, ...]]:
        for n, person_id in zip(lot, people, strict=True):
            sent = moment_text(start + timedelta(seconds=n))
            yield person_id, f"Person {n:07}", f"person {n:07}", "XING", "Einkauf · Muster AG", "Guten Tag", sent, now

    action.insert_many(
        Request,
        ("person_id", "name", "name_key", "platform", "headline", "message", "sent_at", "created_at"),
        requests(),
    )


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        books = {"netz 100": home / "small.netz", "netz 1M": home / "large.netz"}
        fill(books["netz 100"], 100)
        fill(books["netz 1M"], many)
        programs = {"empty app": peer("empty_app.py"), "DataTable 1k": peer("data_table.py", "1000")}
        netz = [sys.executable, "-m", "netz_tui"]
        programs |= {name: ["env", f"NETZ_BOOK={book}", *netz] for name, book in books.items()}
        environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "NETZ_HOME": str(home / "home")}
        run(programs, 1, environment)
        report(run(programs, rounds, environment), GOALS)


if __name__ == "__main__":
    main()
