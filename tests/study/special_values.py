"""Write `special_values.json`, distribution functions worked out to sixty digits: takes mpmath and some seconds."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import mpmath as mp
from scipy.stats import t

TABLE = Path(__file__).with_suffix(".json")


def beta(x, a, b):
    return [
        float(mp.betainc(a, b, 0, x, regularized=True)),
        float(mp.betainc(b, a, 0, 1 - mp.mpf(x), regularized=True)),
    ]


def gamma(x, a):
    return [float(mp.gammainc(a, 0, x, regularized=True)), float(mp.gammainc(a, x, regularized=True))]


def student(p, freedom):
    tail = min(p, 1 - p)
    root = mp.findroot(
        lambda x: mp.betainc(freedom / 2, 0.5, 0, freedom / (freedom + x * x), regularized=True) / 2 - tail,
        abs(float(t.ppf(p, freedom))),
    )
    return math.copysign(float(root), p - 0.5)


def values():
    mp.mp.dps = 60
    rng = random.Random(11)
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
    students = [[p, k, student(p, k)] for k in (1, 2, 3.5, 10, 400) for p in (0.001, 0.3, 0.975, 0.99995)]
    return {"beta": betas, "gamma": gammas, "normal": normals, "chi": chi, "student": students}


if __name__ == "__main__":
    TABLE.write_text(json.dumps(values(), separators=(",", ":")).replace("],[", "],\n[") + "\n")
