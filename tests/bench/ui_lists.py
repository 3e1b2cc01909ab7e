"""Compare the list of netz with those of Textual: `python tests/bench/ui_lists.py [rounds]`.

All programs run in turn, round after round, so that a busy moment of the machine hits them alike; only the
ratios, each the median over the rounds of two figures of one round, are worth comparing between machines.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ptyrun import Figures, Keys, measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
ENVIRONMENT = {"PYTHONPATH": str(HERE.parents[1])}
FIRST = r"Person 0000000"
TIMED = 50
SCROLL = (
    Keys("j" * 42, r"Person 0000042", timed=False),
    Keys("j", r"Person 0*{}\b", times=TIMED, start=43),
)
GOALS = (
    ("G4 key p50 / DataTable", "VirtualList 1M", "DataTable 1k", "p50", 0.25),
    ("G4 key p50 / OptionList", "VirtualList 1M", "OptionList 1k", "p50", 0.5),
    ("G4 key p50 1M / 100", "VirtualList 1M", "VirtualList 100", "p50", 1.1),
    ("G5 worst key / DataTable", "VirtualList 1M", "DataTable 1k", "worst", 0.25),
    ("G5 worst key / own p50", "VirtualList 1M", "VirtualList 1M", "worst/p50", 4.0),
    ("G2 first frame / empty app", "VirtualList 1M", "empty app", "first", 1.15),
    ("G13 memory / empty app", "VirtualList 1M", "empty app", "rss", 1.5),
)


def figure(figures: Figures, kind: str) -> float:
    """Return one figure of a run by its name."""
    if kind == "first":
        return figures.first_frame
    return figures.rss if kind == "rss" else getattr(figures.spread, kind)


def ratio(ours: Figures, theirs: Figures, kind: str) -> float:
    """Return how one figure of ours relates to theirs."""
    above, _, below = kind.partition("/")
    return figure(ours, above) / figure(theirs, below or above)


def peer(script: str, *arguments: str) -> list[str]:
    """Return the command of one of the small programs to compare with."""
    return [sys.executable, str(HERE / "peers" / script), *arguments]


def run(programs: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str]) -> dict[str, list[Figures]]:
    """Measure every program once a round; the empty app is only started."""
    results: dict[str, list[Figures]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, argv in programs.items():
            keys = () if name == "empty app" else SCROLL
            results[name].append(measure(argv, FIRST, keys, env=environment))
    return results


PROGRAMS = {
    "empty app": peer("empty_app.py"),
    "DataTable 1k": peer("data_table.py", "1000"),
    "OptionList 1k": peer("option_list.py", "1000"),
    "VirtualList 100": peer("virtual_list.py", "100"),
    "VirtualList 1M": peer("virtual_list.py", "1000000"),
}


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    report(run(PROGRAMS, rounds, ENVIRONMENT), GOALS)


def report(results: Mapping[str, list[Figures]], goals: Sequence[tuple[str, str, str, str, float]]) -> None:
    """Print the figures of every program and the ratios, each with its goal."""
    rounds = len(next(iter(results.values())))
    print(f"{rounds} rounds of {TIMED} keys, medians over the rounds; ms and MB")
    print(f"{'':18}{'first frame':>12}{'cpu':>8}{'key p50':>9}{'p99':>8}{'worst':>8}{'rss':>8}")
    for name, runs in results.items():
        kinds = ("p50", "p99", "worst") if runs[0].keys else ()
        spreads = [statistics.median(figure(one, kind) for one in runs) for kind in kinds]
        first = statistics.median(one.first_frame for one in runs)
        cpu, rss = statistics.median(one.cpu for one in runs), statistics.median(one.rss for one in runs)
        shown = "".join(f"{value:{width}.1f}" for value, width in zip(spreads, (9, 8, 8), strict=False))
        print(f"{name:18}{first:12.0f}{cpu:8.0f}{shown:25}{rss:8.1f}")
    for goal, ours, theirs, kind, limit in goals:
        ratios = [ratio(one, other, kind) for one, other in zip(results[ours], results[theirs], strict=True)]
        middle = statistics.median(ratios)
        print(f"{goal:28} {middle:5.2f}  goal {limit:<5} {'met' if middle <= limit else 'MISSED'}", end="")
        print(f"  ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
