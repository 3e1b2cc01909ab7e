"""What established libraries answer to the same question, and random cases to ask them about."""

from __future__ import annotations

import math
import warnings
from typing import Any

import lifelines
import networkx as nx
import numpy as np
import statsmodels.api as sm
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import median_survival_times
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight, survdiff
from statsmodels.stats.proportion import proportion_confint


def random_spells(rng, n, *, late, spread=40):
    """Return (exit, event, entry) of ties; of the `late` share, the log knows only from some day on."""
    spells: list[Any] = []
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exits, events, entries = zip(*spells, strict=True)
        fitter = lifelines.KaplanMeierFitter(alpha=1 - level).fit(list(exits), list(events), entry=list(entries))
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


def statsmodels_greenwood(spells):
    """Return (time, survival, standard error by Greenwood) of each end."""
    exits, events, entries = (np.array(column) for column in zip(*spells, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = SurvfuncRight(exits, events.astype(int), entry=entries)
    return list(zip(found.surv_times, found.surv_prob, found.surv_prob_se, strict=True))


def lifelines_incidence(waits):
    """Return (time, share that got there) from (time, 1 for there, 2 for never), all of them settled."""
    times, kinds = zip(*waits, strict=True)
    fitter = lifelines.AalenJohansenFitter(calculate_variance=False).fit(list(times), list(kinds), event_of_interest=1)
    found = fitter.cumulative_density_.iloc[:, 0]
    return [(float(t), float(found[t])) for t in found.index]


def statsmodels_logrank(groups):
    rows = [(*spell, name) for name, spells in enumerate(groups) for spell in spells]
    exits, events, entries, names = (np.array(column) for column in zip(*rows, strict=True))
    statistic, p = survdiff(exits, events.astype(int), names, entry=entries)
    return float(statistic), float(p)


def lifelines_logrank(groups):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = [(*spell, name) for name, spells in enumerate(groups) for spell in spells]
        exits, events, _, names = zip(*rows, strict=True)
        test = multivariate_logrank_test(list(exits), list(names), list(events))
    return float(test.test_statistic), float(test.p_value)


def statsmodels_proportion(hits, n, level, method):
    name = {"wilson": "wilson", "jeffreys": "jeffreys", "exact": "beta"}[method]
    return [float(end) for end in proportion_confint(hits, n, 1 - level, method=name)]


def statsmodels_clustered_variance(cases):
    groups, outcomes = zip(*cases, strict=True)
    fit = sm.OLS(np.array(outcomes, float), np.ones(len(outcomes))).fit(
        cov_type="cluster", cov_kwds={"groups": np.array(groups)}
    )
    return float(fit.cov_params()[0, 0])


def scipy_rate(count, exposure, level):
    tail = (1 - level) / 2
    low = float(stats.chi2.ppf(tail, 2 * count)) / 2 / exposure if count else 0.0
    return [low, float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2 / exposure]


def scipy_ratio(before, time_before, after, time_after, *, level):
    n, null, tail = before + after, time_after / (time_before + time_after), (1 - level) / 2
    scale = time_before / time_after
    low = scale * after / (before + 1) * float(stats.f.ppf(tail, 2 * after, 2 * before + 2)) if after else 0.0
    high = math.inf
    if before:
        high = scale * (after + 1) / before * float(stats.f.ppf(1 - tail, 2 * after + 2, 2 * before))
    p = min(1.0, 2 * min(float(stats.binom.cdf(after, n, null)), float(stats.binom.sf(after - 1, n, null))))
    return [low, high, p]


def _poisson(periods, design, level):
    """Return a quasi-Poisson regression of counts on a design, its scale, and how a contrast is said as a factor."""
    counts = np.array([count for _, _, count in periods], float)
    weeks = np.array([days / 7 for _, days, _ in periods])
    model = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=weeks)
    fit = model.fit(scale="X2", use_t=True, tol=1e-14, maxiter=200)
    scale = float(fit.scale)
    if scale < 1:
        fit = model.fit(scale=1.0, use_t=True, tol=1e-14, maxiter=200)

    def ratio(contrast):
        test = fit.t_test(np.array(contrast))
        ends = test.conf_int(alpha=1 - level)[0]
        return [math.exp(float(value)) for value in (test.effect[0], *ends)]

    return ratio, scale


def statsmodels_change(periods, level):
    """Return (ratio, low, high) of the rates after and before, widened for dispersion, and the dispersion."""
    post = np.array([float(week >= 0) for week, _, _ in periods])
    ratio, scale = _poisson(periods, np.column_stack([1 - post, post]), level)
    return ratio([-1, 1]), scale


def statsmodels_weekly(periods, level):
    return _poisson(periods, np.ones((len(periods), 1)), level)[0]([1])


def statsmodels_trend(periods, level):
    times = np.array([week + days / 14 for week, days, _ in periods])
    post = np.array([float(week >= 0) for week, _, _ in periods])
    ratio, scale = _poisson(periods, np.column_stack([1 - post, post, times * (1 - post), times * post]), level)
    return [ratio([-1, 1, 0, 0]), ratio([0, 0, 1, 0]), ratio([0, 0, 0, 1]), scale]


def networkx_constraint(ties, person):
    graph = nx.Graph()
    graph.add_node(person)
    graph.add_weighted_edges_from(ties)
    value = float(nx.constraint(graph, nodes=[person], weight="weight")[person])
    return None if math.isnan(value) else value
