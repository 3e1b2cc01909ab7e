"""What established libraries answer: asked in the tests where they are installed, and kept as a table.

`python tests/study/study_peers.py` writes `oracles.json` anew; it takes lifelines, scipy, statsmodels,
networkx and mpmath. The tests compare with the table always, and with fresh random data where the library
is there.
"""

from __future__ import annotations

import json
import math
import random
import warnings
from pathlib import Path

TABLE = Path(__file__).with_name("oracles.json")


def table(name):
    return json.loads(TABLE.read_text())[name]


def random_spells(rng, n, *, late, spread=40):
    """Return (exit, event, entry) of ties; of the `late` share, the log knows only from some day on."""
    spells = []
    while len(spells) < n:
        entry = rng.randrange(1, spread // 2) if rng.random() < late else 0
        end = max(1, int(rng.expovariate(1 / 20)))
        censored = rng.randrange(1, spread)
        if min(end, censored) > entry:
            spells.append((min(end, censored), end <= censored, entry))
    return spells


def random_periods(rng, n, after):
    """Return (weeks from the event, days, count) of periods whose level and slope change at the event."""
    periods = []
    for week in range(-n, after):
        mean = 8 * math.exp(0.02 * week) * (1.6 * math.exp(0.03 * week) if week >= 0 else 1)
        count = sum(rng.random() < mean / 200 for _ in range(200))
        periods.append((week, 7, count))
    return periods


def random_ties(rng, people, share):
    return [(one, other, rng.randrange(1, 6)) for one in range(people) for other in range(one) if rng.random() < share]


def lifelines_curve(spells, level):
    from lifelines import KaplanMeierFitter
    from lifelines.utils import median_survival_times

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exits, events, entries = zip(*spells, strict=True)
        fitter = KaplanMeierFitter(alpha=1 - level).fit(list(exits), list(events), entry=list(entries))
        survival = fitter.survival_function_.iloc[:, 0]
        bounds = fitter.confidence_interval_
        steps = [
            [float(t), float(survival[t]), float(bounds.loc[t].iloc[0]), float(bounds.loc[t].iloc[1])]
            for t in survival.index
            if fitter.event_table.loc[t, "observed"]
        ]
        ends = median_survival_times(bounds)
        median = [float(fitter.median_survival_time_), *(float(end) for end in ends.iloc[0])]
    return steps, [None if math.isinf(value) else value for value in median]


def statsmodels_logrank(groups):
    import numpy as np
    from statsmodels.duration.survfunc import survdiff

    rows = [(*spell, name) for name, spells in enumerate(groups) for spell in spells]
    exits, events, entries, names = (np.array(column) for column in zip(*rows, strict=True))
    statistic, p = survdiff(exits, events.astype(int), names, entry=entries)
    return float(statistic), float(p)


def lifelines_logrank(groups):
    from lifelines.statistics import multivariate_logrank_test

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = [(*spell, name) for name, spells in enumerate(groups) for spell in spells]
        exits, events, _, names = zip(*rows, strict=True)
        test = multivariate_logrank_test(list(exits), list(names), list(events))
    return float(test.test_statistic), float(test.p_value)


def statsmodels_proportion(hits, n, level, method):
    from statsmodels.stats.proportion import proportion_confint

    name = {"wilson": "wilson", "jeffreys": "jeffreys", "exact": "beta"}[method]
    return [float(end) for end in proportion_confint(hits, n, 1 - level, method=name)]


def statsmodels_clustered_variance(cases):
    import numpy as np
    import statsmodels.api as sm

    groups, outcomes = zip(*cases, strict=True)
    fit = sm.OLS(np.array(outcomes, float), np.ones(len(outcomes))).fit(
        cov_type="cluster", cov_kwds={"groups": np.array(groups)}
    )
    return float(fit.cov_params()[0, 0])


def scipy_rate(count, exposure, level):
    from scipy.stats import chi2

    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 / exposure if count else 0.0
    return [low, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2 / exposure]


def scipy_ratio(before, time_before, after, time_after, level):
    from scipy.stats import binom, f

    n, null, tail = before + after, time_after / (time_before + time_after), (1 - level) / 2
    scale = time_before / time_after
    low = scale * after / (before + 1) * float(f.ppf(tail, 2 * after, 2 * before + 2)) if after else 0.0
    high = scale * (after + 1) / before * float(f.ppf(1 - tail, 2 * after + 2, 2 * before)) if before else None
    p = min(1.0, 2 * min(float(binom.cdf(after, n, null)), float(binom.sf(after - 1, n, null))))
    return [low, high, p]


def statsmodels_trend(periods, level):
    import numpy as np
    import statsmodels.api as sm

    times = np.array([week + days / 14 for week, days, _ in periods])
    post = np.array([float(week >= 0) for week, _, _ in periods])
    counts = np.array([count for _, _, count in periods], float)
    weeks = np.array([days / 7 for _, days, _ in periods])
    design = np.column_stack([1 - post, post, times * (1 - post), times * post])
    model = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=weeks)
    fit = model.fit(scale="X2", use_t=True, tol=1e-14, maxiter=200)
    scale = float(fit.scale)
    if scale < 1:
        fit = model.fit(scale=1.0, use_t=True, tol=1e-14, maxiter=200)

    def ratio(contrast):
        test = fit.t_test(np.array(contrast))
        ends = test.conf_int(alpha=1 - level)[0]
        return [math.exp(float(value)) for value in (test.effect[0], *ends)]

    return [ratio([-1, 1, 0, 0]), ratio([0, 0, 1, 0]), ratio([0, 0, 0, 1]), scale]


def networkx_constraint(ties, person):
    import networkx as nx

    graph = nx.Graph()
    graph.add_node(person)
    graph.add_weighted_edges_from(ties)
    value = float(nx.constraint(graph, nodes=[person], weight="weight")[person])
    return None if math.isnan(value) else value


def _special():
    import mpmath as mp
    from scipy.stats import t

    mp.mp.dps = 60
    rng = random.Random(11)

    def beta(x, a, b):
        return [
            float(mp.betainc(a, b, 0, x, regularized=True)),
            float(mp.betainc(b, a, 0, 1 - mp.mpf(x), regularized=True)),
        ]

    def gamma(x, a):
        return [float(mp.gammainc(a, 0, x, regularized=True)), float(mp.gammainc(a, x, regularized=True))]

    betas, gammas = [], []
    for _ in range(60):
        a, b = 10 ** rng.uniform(-1.5, 4), 10 ** rng.uniform(-1.5, 4)
        x = min(max(rng.betavariate(a, b), 1e-9), 1 - 1e-9) if rng.random() < 0.7 else rng.random()
        betas.append([x, a, b, *beta(x, a, b)])
        a = 10 ** rng.uniform(-1.5, 3.3)
        x = max(rng.gammavariate(a, 1), 1e-9) if rng.random() < 0.7 else a * 10 ** rng.uniform(-0.5, 0.4)
        gammas.append([x, a, *gamma(x, a)])
    normals = [[p, float(mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1))] for p in (1e-9, 0.005, 0.2, 0.6, 0.975, 0.9995)]
    chi = [[x, k, gamma(x / 2, k / 2)[1]] for x in (0.1, 3.84, 25.0, 80.0) for k in (1, 2, 5, 30)]
    students = []
    for freedom in (1, 2, 3.5, 10, 400):
        for p in (0.001, 0.3, 0.975, 0.99995):
            root = mp.findroot(
                lambda x, p=p, f=freedom: (
                    mp.betainc(f / 2, 0.5, 0, f / (f + x * x), regularized=True) / 2 - min(p, 1 - p)
                ),
                abs(float(t.ppf(p, freedom))),
            )
            students.append([p, freedom, math.copysign(float(root), p - 0.5)])
    return {"beta": betas, "gamma": gammas, "normal": normals, "chi": chi, "student": students}


def write_table():
    rng = random.Random(7)
    curves = []
    for n, late in ((8, 0.0), (25, 0.0), (60, 0.4), (120, 0.7)):
        spells = random_spells(rng, n, late=late)
        steps, median = lifelines_curve(spells, 0.95)
        curves.append({"spells": spells, "steps": steps, "median": median})
    tests = []
    for sizes, late in (((12, 15), 0.0), ((20, 25, 18), 0.0), ((30, 20, 25, 15), 0.5)):
        groups = [random_spells(rng, n, late=late) for n in sizes]
        tests.append({"groups": groups, "answer": statsmodels_logrank(groups)})
    counts = [(0, 3), (1, 5), (5, 5), (7, 20), (81, 263), (3, 4000)]
    ratios = [(0, 4, 3, 5), (12, 10, 30, 12), (5, 3, 0, 9), (240, 26, 310, 26), (1, 1, 1, 1)]
    periods = [random_periods(rng, 12, 10), random_periods(rng, 26, 20)]
    nets = [random_ties(rng, people, share) for people, share in ((4, 0.9), (9, 0.4), (15, 0.3))]
    data = {
        "special": _special(),
        "curves": curves,
        "logrank": tests,
        "proportions": [
            [hits, n, level, method, statsmodels_proportion(hits, n, level, method)]
            for hits, n in counts
            for level in (0.8, 0.95)
            for method in ("wilson", "jeffreys", "exact")
        ],
        "rates": [[k, t, scipy_rate(k, t, 0.95)] for k, t in ((0, 2.0), (1, 0.5), (9, 3.0), (1200, 52.0))],
        "ratios": [[*case, scipy_ratio(*case, 0.95)] for case in ratios],
        "trends": [{"periods": some, "answer": statsmodels_trend(some, 0.95)} for some in periods],
        "constraints": [
            {"ties": ties, "person": p, "answer": networkx_constraint(ties, p)} for ties in nets for p in (0, 1, 3)
        ],
    }
    TABLE.write_text(json.dumps(data, separators=(",", ":")).replace("],[", "],\n[") + "\n")


if __name__ == "__main__":
    write_table()
