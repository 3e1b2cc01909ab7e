"""Measure ways and pictures against networkx: `PYTHONPATH=. python tests/network/measure_ways.py [people] [ties]`.

Cold: `best_ways` straight on SQLite, nothing loaded. Warm: the same on an `ArrayGraph`. networkx: reading the
same table into a graph, then its bidirectional Dijkstra over dependable people. Only ratios of one run count.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from math import log
from pathlib import Path

from nets import random_ego

from netz_tui.network.arrays import ArrayGraph
from netz_tui.network.layout import layout
from netz_tui.network.picture import draw
from netz_tui.network.ways import best_ways

try:
    import networkx as nx
except ImportError:
    nx = None


def clock(job):
    """Return (result, milliseconds)."""
    start = time.perf_counter()
    result = job()
    return result, (time.perf_counter() - start) * 1000


def rss() -> int:
    """Return the peak memory so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fill(path: Path, people: int, ties: int) -> None:
    """Write a random net: every tie both ways in a table ordered by its first end."""
    chance = random.Random(1)
    with sqlite3.connect(path) as book:
        book.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, dependable INTEGER)")
        book.execute("CREATE TABLE tie (a INTEGER, b INTEGER, p REAL, PRIMARY KEY (a, b)) WITHOUT ROWID")
        book.executemany("INSERT INTO person VALUES (?, ?)", ((i, chance.random() < 0.7) for i in range(people)))
        rows = []
        for _ in range(ties):
            a, b, p = chance.randrange(people), chance.randrange(people), round(chance.uniform(0.3, 0.95), 2)
            rows += [(a, b, p), (b, a, p)]
        rows.sort()
        book.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", rows)


def on_sqlite(book: sqlite3.Connection):
    """Return the neighbours protocol answered by one SELECT a person."""
    query = "SELECT b, p, NULL, dependable FROM tie JOIN person ON id = b WHERE a = ?"

    def neighbours(people):
        return {person: book.execute(query, (person,)).fetchall() for person in people}

    return neighbours


def loaded(book: sqlite3.Connection):
    """Return the net as a networkx graph."""
    graph = nx.Graph()
    graph.add_nodes_from((i, {"dependable": d}) for i, d in book.execute("SELECT id, dependable FROM person"))
    graph.add_weighted_edges_from((a, b, -log(p)) for a, b, p in book.execute("SELECT a, b, p FROM tie WHERE a < b"))
    return graph


def by_networkx(graph, source, target):
    """Return the most reliable way by networkx."""
    good = graph.nodes
    view = nx.subgraph_view(graph, filter_node=lambda i: i in (source, target) or good[i]["dependable"])
    try:
        return nx.bidirectional_dijkstra(view, source, target)[0]
    except nx.NetworkXNoPath:
        return None


def report(name, times) -> float:
    """Print the times of many queries and return the median."""
    middle = statistics.median(times)
    print(f"  {name:34} p50 {middle:9.2f} ms  worst {max(times):9.2f} ms")
    return middle


def ways(people: int, ties: int) -> None:
    """Measure searches on one random net."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "net.db"
        filling = multiprocessing.Process(target=fill, args=(path, people, ties))
        filling.start()
        filling.join()
        book = sqlite3.connect(path)
        book.execute("PRAGMA mmap_size = 1073741824")
        chance = random.Random(2)
        pairs = [chance.sample(range(people), 2) for _ in range(25)]
        print(f"{people} people, {ties} ties")
        cold = {}
        for k in (1, 3):
            done = [clock(lambda a=a, b=b, k=k: best_ways(a, b, on_sqlite(book), k=k)) for a, b in pairs]
            asked = statistics.median(found.asked for found, _ in done)
            cold[k] = report(f"cold on SQLite, k={k} ({asked:.0f} asked)", [ms for _, ms in done])
        print(f"  peak memory {rss()} MB")
        rows = book.execute("SELECT a, b, p, 0 FROM tie WHERE a < b")
        graph, ms = clock(
            lambda: ArrayGraph.build(rows, (i for (i,) in book.execute("SELECT id FROM person WHERE dependable")))
        )
        print(f"  building the array graph {ms:.0f} ms, peak memory {rss()} MB")
        for k in (1, 3):
            done = [clock(lambda a=a, b=b, k=k: best_ways(a, b, graph.neighbours, k=k)) for a, b in pairs]
            report(f"warm, k={k}", [ms for _, ms in done])
        if nx and people <= 100_000:
            net, load = clock(lambda: loaded(book))
            query = report("networkx query", [clock(lambda a=a, b=b: by_networkx(net, a, b))[1] for a, b in pairs])
            ratios = ", ".join(f"1/{(load + query) / ms:.0f} (k={k})" for k, ms in cold.items())
            print(f"  networkx load {load:.0f} ms; cold against load and query {ratios}")


def pictures() -> None:
    """Measure layout and drawing."""
    for people, ties in ((150, 559), (1000, 3781)):
        ego = random_ego(people, ties, 1)
        place = statistics.median(clock(lambda e=ego: layout(e, aspect=1.5))[1] for _ in range(9))
        frame = statistics.median(clock(lambda e=ego, f=f: draw(e, 120, 40, focus=f))[1] for f in range(9))
        print(f"{people} persons, {ties} ties: layout {place:.1f} ms, key to drawn {frame:.1f} ms", end="")
        if nx:
            net = nx.Graph((link.a, link.b) for link in ego.links)
            spring = statistics.median(clock(lambda n=net: nx.spring_layout(n, seed=1))[1] for _ in range(3))
            print(f", networkx spring layout {spring:.0f} ms: 1/{spring / frame:.0f}", end="")
        print()


if __name__ == "__main__":
    pictures()
    ways(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000, int(sys.argv[2]) if len(sys.argv) > 2 else 300_000)
