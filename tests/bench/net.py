"""Measure ways and pictures of the net beside networkx and rustworkx; only ratios of one run count.

    python tests/bench/net.py [--people 30000] [--ties 300000] [--rounds 5] [--peers PYTHON] [--folder DIR]

A book of invented people is filled: seven in ten are contacts whom I know personally, the others strangers, with ties
between any two, some of them cross-checked. Asked is for the ways from me to strangers, inner people all dependable.
Ours: `netz way` without its printing, straight on the book in a process of its own, nothing loaded. The peers
get every tie with its probability in a table, load that, and search once; PYTHON is where they can be imported.
Rounds take turns. Times are of the wall and, in brackets, of the processor.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from math import log
from pathlib import Path
from typing import Any

Measured = dict[str, Any]
"""What a program that measured itself has to say."""
ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-24T09:30:00Z"
SHARE = 0.7
ANSWERS = ("knows_well", "knows", "vaguely", "not_at_all")
QUERIES = 25
NETS = ((150, 559), (1000, 3781))
"""People and ties of the pictures."""


def fill(path: Path, people: int, ties: int) -> None:
    """Write a book: people, grounds, ties, cross-checks."""
    from netz_tui.book.book import open_book

    open_book(path).close()
    chance = random.Random(1)

    def day():
        return f"{chance.randint(2017, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T10:00:00Z"

    known = [chance.random() < SHARE for _ in range(people)]
    book = sqlite3.connect(path)
    book.execute("PRAGMA synchronous = OFF")
    with book:
        book.executemany(
            "INSERT INTO people (id, uid, name, name_key, contact, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            ((i, f"u{i}", f"Person {i}", f"person {i}", int(known[i - 1]), NOW) for i in range(1, people + 1)),
        )
        book.executemany(
            "INSERT INTO grounds (person_id, kind, since, place, created_at) VALUES (?, ?, '2015', 'Ulm', ?)",
            ((i, chance.choice("ab"), day()) for i in range(1, people + 1) if known[i - 1]),
        )
        pairs: set[Any] = set()
        while len(pairs) < ties:
            a, b = chance.randrange(people) + 1, chance.randrange(people) + 1
            if a != b:
                pairs.add((min(a, b), max(a, b)))
        book.executemany(
            "INSERT INTO ties (a_id, b_id, claimed_by, created_at) VALUES (?, ?, ?, ?)",
            ((a, b, chance.choice((a, b, None)), day()) for a, b in sorted(pairs)),
        )
        book.executemany(
            "INSERT INTO cross_checks (introducer_id, person_id, answer, asked_at) VALUES (?, ?, ?, ?)",
            ((a, b, chance.choice(ANSWERS), day()) for a, b in pairs if chance.random() < 0.05),
        )
    book.execute("ANALYZE")
    book.close()
    with open_book(path) as filled:
        filled.check()  # as netz leaves it when it ends


def lay_out(path: Path, table: Path) -> None:
    """Write every tie with its probability into a table for the peers."""
    from netz_tui.desk.desk import sit_down
    from netz_tui.desk.net.tie_evidence import Ties, probability

    with sit_down(path, writable=False) as desk, sqlite3.connect(table) as out:
        reader = Ties(desk)
        out.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, dependable INTEGER)")
        out.execute("CREATE TABLE tie (a INTEGER, b INTEGER, p REAL)")
        out.execute("INSERT INTO person VALUES (0, 1)")
        people = desk.book.rows("SELECT id, standing = 'dependable' FROM people ORDER BY id")
        out.executemany("INSERT INTO person VALUES (?, ?)", people)
        for bond in reader.mine().values():
            out.execute("INSERT INTO tie VALUES (0, ?, ?)", (bond.other, probability(bond.evidence, reader.today)))
        for start in range(0, len(people), 400):
            for bonds in reader.of([row[0] for row in people[start : start + 400]], once=True).values():
                out.executemany(
                    "INSERT INTO tie VALUES (?, ?, ?)",
                    (
                        (x.one, x.other, probability(x.evidence, reader.today))
                        for x in bonds
                        if x.answer != "not_at_all"
                    ),
                )


class Clock:
    """Wall and processor milliseconds since it was started."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        return (time.perf_counter() - self.wall) * 1000, (time.process_time() - self.cpu) * 1000


def told(load, queries, best) -> None:
    """Print what a process measured."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
    print(json.dumps({"load": load, "queries": queries, "best": best, "mb": peak}))


def ours(path: Path, targets: list[int]) -> None:
    """Look for ways straight on the book."""
    from netz_tui.desk.desk import sit_down
    from netz_tui.desk.net.ways import ways

    queries, best = [], []
    start = Clock()
    with sit_down(path, writable=False) as desk:
        load = start.read()
        for target in targets:
            clock = Clock()
            found = ways(desk, target)
            queries.append(clock.read())
            best.append(found.routes[0].probability if found.routes else 0)
    told(load, queries, best)


def warm(path: Path, targets: list[int]) -> None:
    """Look for ways in the array graph."""
    from netz_tui.desk.desk import sit_down
    from netz_tui.desk.net.warm import load as load_net
    from netz_tui.desk.net.ways import ways

    queries, best = [], []
    with sit_down(path, writable=False) as desk:
        start = Clock()
        desk.warm = load_net(desk)
        load = start.read()
        for target in targets:
            clock = Clock()
            found = ways(desk, target)
            queries.append(clock.read())
            best.append(found.routes[0].probability if found.routes else 0)
    told(load, queries, best)


def networkx(table: Path, targets: list[int]) -> None:
    """Load the table into networkx, and look for the best way over dependable people."""
    import networkx as nx

    book = sqlite3.connect(table)
    start = Clock()
    graph = nx.Graph()
    graph.add_nodes_from((i, {"dependable": d}) for i, d in book.execute("SELECT id, dependable FROM person"))
    graph.add_weighted_edges_from((a, b, -log(p)) for a, b, p in book.execute("SELECT a, b, p FROM tie"))
    load = start.read()
    good = graph.nodes
    queries, best = [], []
    for target in targets:
        clock = Clock()
        view = nx.subgraph_view(graph, filter_node=lambda i, to=target: i == to or good[i]["dependable"])
        try:
            cost = nx.bidirectional_dijkstra(view, 0, target)[0]
        except nx.NetworkXNoPath:
            cost = float("inf")
        queries.append(clock.read())
        best.append(2.718281828459045**-cost)
    told(load, queries, best)


def rustworkx(table: Path, targets: list[int]) -> None:
    """Load the table into rustworkx, and look for the best way; only ties of dependable people and the target count."""
    import rustworkx as rx

    book = sqlite3.connect(table)
    start = Clock()
    dependable = [bool(d) for (d,) in book.execute("SELECT dependable FROM person ORDER BY id")]
    graph = rx.PyGraph()
    graph.add_nodes_from(range(len(dependable)))
    ties = [(a, b, -log(p)) for a, b, p in book.execute("SELECT a, b, p FROM tie")]
    graph.add_edges_from([tie for tie in ties if dependable[tie[0]] and dependable[tie[1]]])
    ends = set(targets)
    near: dict[int, list[tuple[int, int, float]]] = {}
    for a, b, cost in ties:
        for one, other in ((a, b), (b, a)):
            if one in ends and dependable[other]:
                near.setdefault(one, []).append((one, other, cost))
    del ties
    load = start.read()
    queries, best = [], []
    for target in targets:
        clock = Clock()
        graph.add_edges_from(near.get(target, []))
        found = rx.dijkstra_shortest_path_lengths(graph, 0, float, goal=target)
        queries.append(clock.read())
        graph.remove_edges_from([edge[:2] for edge in near.get(target, [])])
        best.append(2.718281828459045 ** -found[target] if target in found else 0)
    told(load, queries, best)


def pictures(folder: str) -> None:
    """Look at one person after the other in the pane that draws the net, from the key to the lines on the screen."""
    sys.path.insert(0, folder)
    from nets import random_ego
    from textual.app import App
    from textual.content import Content

    from netz_tui.ui.panes.net import NetPane

    class Alone(App[None]):
        """The pane, and nothing else."""

        def compose(self):
            yield NetPane()

    async def look() -> list[tuple[float, float]]:
        medians = []
        for people, ties in NETS:
            async with (app := Alone()).run_test(size=(122, 42)) as pilot:
                pane = app.query_one(NetPane)
                pane.draw(random_ego(people, ties, 1), Content(), focus=0)
                await pilot.pause(0.2)
                times = []
                for focus in list(pane.picture.marks)[1:24]:
                    clock = Clock()
                    pane.look_at(focus)
                    await pilot.pause()
                    times.append(clock.read())
                medians.append(sorted(times, key=lambda time: time[1])[len(times) // 2])
        return medians

    told((0, 0), asyncio.run(look()), [])


def springs() -> None:
    """Lay out nets of the same size by networkx's springs."""
    import networkx as nx

    queries = []
    for people, ties in NETS:
        net = nx.gnm_random_graph(people, ties, seed=1)
        clock = Clock()
        nx.spring_layout(net, seed=1)
        queries.append(clock.read())
    told((0, 0), queries, [])


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30_000)
    parser.add_argument("--ties", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=sys.executable, help="a Python that can import networkx and rustworkx")
    parser.add_argument("--folder", type=Path, help="where the filled book stays for the next time")
    parser.add_argument("--only", default="pictures,ours,warm,networkx,rustworkx")
    parser.add_argument("--role", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.role in {"pictures", "springs"}:
        pictures(str(ROOT / "tests" / "network")) if wanted.role == "pictures" else springs()
        return
    if wanted.role:
        path, *targets = sys.stdin.read().split()
        {"ours": ours, "warm": warm, "networkx": networkx, "rustworkx": rustworkx}[wanted.role](
            Path(path), [int(target) for target in targets]
        )
        return
    if "pictures" in wanted.only.split(","):
        compare_pictures(wanted)
    wanted.only = [role for role in wanted.only.split(",") if role not in {"", "pictures"}]
    with tempfile.TemporaryDirectory() as folder:
        if wanted.only:
            compare(wanted, wanted.folder or Path(folder))


def run(wanted: argparse.Namespace, role: str, *words: object) -> Measured | None:
    """Let one program measure in a process of its own; None if it can't."""
    python = wanted.peers if role in {"networkx", "rustworkx", "springs"} else sys.executable
    done = subprocess.run(
        [python, __file__, "--role", role],
        input=" ".join(map(str, words)), text=True, capture_output=True, check=False,
        env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    if done.returncode:
        print(f"{role}: {done.stderr.strip().splitlines()[-1]}")
        return None
    measured: Measured = json.loads(done.stdout)
    return measured


def compare_pictures(wanted: argparse.Namespace) -> None:
    """Draw against springs alone."""
    runs = [(run(wanted, "pictures"), run(wanted, "springs")) for _ in range(wanted.rounds)]
    for place, (people, ties) in enumerate(NETS):
        own = [statistics.median(ours["queries"][place][i] for ours, _ in runs) for i in (0, 1)]
        print(f"{people} people, {ties} ties: key to drawn {own[0]:.1f} ({own[1]:.1f}) ms", end="")
        if all(peer for _, peer in runs):
            peer = [statistics.median(peer["queries"][place][i] for _, peer in runs) for i in (0, 1)]
            print(f", networkx spring layout alone {peer[0]:.0f} ({peer[1]:.0f}): 1/{peer[1] / own[1]:.0f}", end="")
        print()


def compare(wanted: argparse.Namespace, folder: Path) -> None:
    """Let every program take its turn, and print their times and ratios."""
    path, table = folder / f"{wanted.people}-{wanted.ties}.netz", folder / f"{wanted.people}-{wanted.ties}.db"
    if not table.exists():
        fill(path, wanted.people, wanted.ties)
        lay_out(path, table)
    with sqlite3.connect(table) as book:
        strangers = [row[0] for row in book.execute("SELECT id FROM person WHERE NOT dependable")]
    targets = random.Random(2).sample(strangers, QUERIES)
    runs: dict[str, list[Measured]] = {}
    for _ in range(wanted.rounds):
        for role in wanted.only:
            file = table if role in {"networkx", "rustworkx"} else path
            if (done := run(wanted, role, file, *targets)) is not None:
                runs.setdefault(role, []).append(done)
    print(f"{wanted.people} people, {wanted.ties} ties, {QUERIES} ways, {wanted.rounds} rounds")
    middle = {role: report(role, rounds) for role, rounds in runs.items()}
    for peer in ("networkx", "rustworkx"):
        for own in ("ours", "warm"):
            if peer in middle and own in middle:
                wall, cpu = ((middle[peer][i] / middle[own][i]) for i in (0, 1))
                print(f"{own} against {peer}, load and query: 1/{wall:.0f} (processor 1/{cpu:.0f})")
    answers = {role: [round(p, 6) for p in rounds[0]["best"]] for role, rounds in runs.items()}
    print("all agree" if len({tuple(best) for best in answers.values()}) == 1 else f"answers differ: {answers}")


def report(role: str, rounds: list[Measured]) -> tuple[float, float]:
    """Print a line about a program; return what an answer takes of the wall and of the processor."""
    loads = [statistics.median(one["load"][i] for one in rounds) for i in (0, 1)]
    every = [[query[i] for one in rounds for query in one["queries"]] for i in (0, 1)]
    query = [statistics.median(times) for times in every]
    memory = max(one["mb"] for one in rounds)
    print(
        f"  {role:10} load {loads[0]:9.1f} ({loads[1]:9.1f}) ms, query p50 {query[0]:8.2f} ({query[1]:8.2f}), "
        f"worst {max(every[0]):8.2f} ms, {memory} MB"
    )
    if role in {"ours", "warm"}:
        return query[0], query[1]
    return loads[0] + query[0], loads[1] + query[1]


if __name__ == "__main__":
    main()
