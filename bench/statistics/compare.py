#!/usr/bin/env python3
"""Asks the crate 10,000 random questions and compares its answers with an independent implementation.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r bench/statistics/requirements.txt
    /tmp/peers/bin/python bench/statistics/compare.py

Builds the example `answers` of crates/statistics, gives it the questions and reads its answers. The other side uses scipy,
statsmodels and pymannkendall where they have the method, and the formula of the source in numpy where they have not; no code
is shared. Prints the largest relative difference for each kind of question; ends with 1 if any is above 1e-6.
"""

import argparse
import math
import pathlib
import subprocess
import sys
import warnings
from itertools import permutations

import numpy as np
import pymannkendall
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

Z = stats.norm.ppf(0.975)
ROOT = pathlib.Path(__file__).resolve().parents[2]
TOLERANCE = 1e-6


def counts(random, least=1, most=400):
    whole = int(random.integers(least, most + 1))
    style = random.random()
    part = 0 if style < 0.06 else whole if style < 0.12 else int(random.integers(0, whole + 1))
    return part, whole


def wilson(part, whole):
    lower, upper = proportion_confint(part, whole, method="wilson")
    return part / whole, max(lower, 0.0), min(upper, 1.0)


def mover(terms):
    """Zou and Donner (2008) for a weighted sum; terms are (factor, (value, lower, upper))."""
    value = sum(f * e[0] for f, e in terms)
    below = sum((f * (e[0] - (e[1] if f >= 0 else e[2]))) ** 2 for f, e in terms)
    above = sum((f * (e[0] - (e[2] if f >= 0 else e[1]))) ** 2 for f, e in terms)
    return value, value - math.sqrt(below), value + math.sqrt(above)


def fitted_likelihood(x1, n1, x2, n2, ratio):
    """The reference share under p1 = ratio * p2, by bisection of the score instead of the quadratic."""
    top = min(1.0, 1.0 / ratio)

    def score(q):
        p = ratio * q
        return x1 / q - (n1 - x1) * ratio / (1 - p) + x2 / q - (n2 - x2) / (1 - q)

    if x1 + x2 == 0:
        return 0.0
    low, high = 1e-300, top * (1 - 1e-16)
    if score(high) > 0:
        return high
    return optimize.brentq(score, low, high, xtol=1e-300, rtol=8.9e-16, maxiter=2000)


def koopman(x1, n1, x2, n2):
    def excess(logarithm):
        ratio = math.exp(logarithm)
        q = fitted_likelihood(x1, n1, x2, n2, ratio)
        p = ratio * q
        variance = p * (1 - p) / n1 + ratio**2 * q * (1 - q) / n2
        distance = x1 / n1 - ratio * x2 / n2
        if variance <= 0:
            return -Z * Z if abs(distance) < 1e-12 else 1e9
        return distance**2 / variance - Z * Z

    if x1 == 0 and x2 == 0:
        return 0.0, math.inf
    centre = 0.0 if x1 == 0 or x2 == 0 else math.log(x1 / n1 / (x2 / n2))
    lower = 0.0 if x1 == 0 else math.exp(optimize.brentq(excess, -20, centre if x2 else 20, xtol=1e-13))
    upper = math.inf if x2 == 0 else math.exp(optimize.brentq(excess, centre if x1 else -20, 20, xtol=1e-13))
    return lower, upper


def answer_share(q):
    return wilson(*map(int, q))


def answer_rate(q):
    events, exposure = q
    lower = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    upper = stats.chi2.ppf(0.975, 2 * events + 2) / 2
    return [1000 * v / exposure for v in (events, lower, upper)]


def answer_gap(q):
    x1, n1, x2, n2 = map(int, q)
    lower, upper = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    answer = [x1 / n1 - x2 / n2, max(lower, -1.0), min(upper, 1.0), *koopman(x1, n1, x2, n2)]
    if x1 and x2:
        ratio = x1 / n1 / (x2 / n2)
        error = math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
        answer += [ratio * math.exp(-Z * error), ratio * math.exp(Z * error)]
    return answer


def theil(rate, share):
    y = rate / (share @ rate)
    return 1000 * float(share @ (y * np.log(y)))


def answer_groups(q):
    rate, size, error = np.array(q).reshape(-1, 3).T
    share = size / size.sum()
    mean, best, worst, count = share @ rate, rate.max(), rate.min(), len(rate)
    others = (rate.sum() - best) / (count - 1)
    step = 1e-4
    slopes = [
        (theil(rate + step * (np.arange(count) == j), share) - theil(rate - step * (np.arange(count) == j), share)) / (2 * step)
        for j in range(count)
    ]
    variance = share @ (rate - mean) ** 2
    return [
        mean, best - worst, best / worst, best / others,
        100 / (count - 1) * np.abs(rate - best).sum() / best,
        100 / (count - 1) * np.abs(rate - worst).sum() / worst,
        100 * np.mean(np.abs(rate - mean)) / mean,
        100 * (share @ np.abs(rate - mean)) / mean,
        share @ np.abs(rate - best), share @ np.abs(rate - mean),
        variance, 100 * math.sqrt(variance) / mean,
        theil(rate, share), math.sqrt(((np.array(slopes) * error) ** 2).sum()),
        1000 * -(share @ np.log(rate / mean)),
        100 * (best - mean) / mean,
    ]  # fmt: skip


def answer_ladder(q):
    rate, size, _ = np.array(q).reshape(-1, 3).T
    share = size / size.sum()
    place = np.cumsum(share) - share / 2
    mean = share @ rate
    concentration = 2 * (share * rate) @ place / mean - 1
    design = sm.add_constant(place)
    linear = sm.WLS(rate, design, weights=size).fit().params[1]
    # Counts are given as whole numbers, so a plain binomial model of both counts is the same likelihood.
    model = sm.GLM(np.column_stack([rate * size, (1 - rate) * size]), design, family=sm.families.Binomial())
    fit = model.fit(tol=1e-14, maxiter=200)
    foot, top = fit.predict([[1, 0], [1, 1]])
    covariance = fit.cov_params()
    slope = np.array([top * (1 - top) - foot * (1 - foot), top * (1 - top)])
    relative = np.array([(1 - top) - (1 - foot), 1 - top])
    half = Z * math.sqrt(slope @ covariance @ slope)
    spread = math.exp(Z * math.sqrt(relative @ covariance @ relative))
    gap = top - foot
    return [
        mean * concentration, concentration, 4 * mean * concentration, concentration / (1 - mean), linear,
        gap, max(gap - half, -1), min(gap + half, 1), top / foot, top / foot / spread, top / foot * spread,
    ]  # fmt: skip


def more(pairs, weights):
    total = len(pairs)
    aim = sum(w * x / n for w, (x, n) in zip(weights, pairs))
    factors = np.zeros(total)
    for j, (x, n) in enumerate(pairs):
        if x / n < aim:
            factors += n * np.array(weights)
            factors[j] -= n
    value = mover([(f, wilson(x, n)) for f, (x, n) in zip(factors, pairs)])
    return [max(0.0, v) for v in value]


def answer_people(q):
    pairs = [(int(x), int(n)) for x, n in np.array(q).reshape(-1, 2)]
    everyone = sum(n for _, n in pairs)
    first = more(pairs, [1.0 if j == 0 else 0.0 for j in range(len(pairs))])
    return first + more(pairs, [n / everyone for _, n in pairs])


def answer_closing(q):
    a, b, c, d = [wilson(int(x), int(n)) for x, n in np.array(q).reshape(-1, 2)]
    answer = []
    for terms in ([(1, c), (-1, a), (-1, d), (1, b)], [(1, c), (-1, a)], [(1, d), (-1, b)]):
        answer += mover(terms)
    return answer


def exact_p(values):
    def score(order):
        return sum(np.sign(order[j] - order[i]) for i in range(len(order)) for j in range(i + 1, len(order)))

    far, total, seen = 0, 0, abs(score(values))
    ranks = stats.rankdata(values)
    for order in permutations(ranks):
        total += 1
        far += abs(score(order)) >= seen
    return far / total


def slope_of(values):
    return stats.theilslopes(values, np.arange(len(values)))[0]


def answer_trend(q):
    values = np.array(q)
    test = pymannkendall.original_test(values)
    changes = np.diff(values) - slope_of(values)
    usual = math.sqrt((changes**2).sum() / (len(changes) - 1))
    wobble = 0.87 * stats.t.ppf(0.9, min(4, len(changes))) * usual
    if len(values) <= 6:
        exact = exact_p(values)
    elif len(set(values)) == len(values) and len(values) <= 30:
        exact = stats.kendalltau(np.arange(len(values)), values, method="exact").pvalue
    else:
        exact = None
    return [test.s, test.var_s, test.z, test.p, exact, slope_of(values), wobble]


def answer_rolling(q):
    """The variance of S from the covariance of signs, for averages of five independent years."""
    values, count = np.array(q), len(q)
    average = np.array([[1.0 if i <= j < i + 5 else 0.0 for j in range(count + 4)] for i in range(count)]) / 5
    differences = np.array([average[j] - average[i] for i in range(count) for j in range(i + 1, count)])
    length = np.linalg.norm(differences, axis=1)
    correlation = np.clip(differences @ differences.T / np.outer(length, length), -1, 1)
    variance = (2 / math.pi * np.arcsin(correlation)).sum()
    s = sum(np.sign(values[j] - values[i]) for i in range(count) for j in range(i + 1, count))
    z = (s - np.sign(s)) / math.sqrt(variance)
    return [s, variance, z, 2 * stats.norm.sf(abs(z))]


def course(values, inner, outer):
    z = np.array([inner(v) for v in values])
    changes = np.diff(z)
    count = len(changes)
    weights = 0.8 ** np.arange(count)[::-1]
    weights /= weights.sum()
    slope = (weights @ changes + np.median(changes)) / 2
    unsure = changes.var(ddof=1) * (weights**2).sum()
    slope = 0.0 if count < 4 or slope == 0 else slope**3 / (slope**2 + unsure)
    spread = 0.87 * math.sqrt((changes**2).mean() * 3 * (1 + 3 / count))
    freedom = min(4, count)
    middle = z[-1] + 3 * slope
    ends = [middle + s * stats.t.ppf(p, freedom) * spread for p in (0.9, 0.975) for s in (-1, 1)]
    chance = stats.t.sf((inner(60.0) - middle) / spread, freedom)
    return [outer(v) for v in (middle, *ends)] + [chance]


def answer_course(q):
    return course(q, lambda v: v, lambda v: max(v, 0.0))


def answer_share_course(q):
    def outer(v):
        return min(max(102 / (1 + math.exp(-v)) - 1, 0.0), 100.0)

    return course(q, lambda v: math.log((v + 1) / (101 - v)), outer)


def answer_individuals(q):
    values = np.array(q)
    centre = values.mean()
    sigma = np.abs(np.diff(values)).mean() / (2 / math.sqrt(math.pi))
    score = (values - centre) / sigma
    signals = int((np.abs(score) > 3).sum())
    for i in range(len(score)):
        eight = score[max(0, i - 7) : i + 1]
        signals += len(eight) == 8 and (bool((eight > 0).all()) or bool((eight < 0).all()))
        three = score[max(0, i - 2) : i + 1]
        signals += any(s * score[i] > 2 and (s * three > 2).sum() >= 2 for s in (-1, 1))
    return [centre, centre - 3 * sigma, centre + 3 * sigma, signals]


def answer_proportions(q):
    part, whole = np.array(q).reshape(-1, 2).T
    centre = part.sum() / whole.sum()
    sigma = np.sqrt(centre * (1 - centre) / whole)
    score = np.where(sigma > 0, (part / whole - centre) / np.where(sigma > 0, sigma, 1), 0)
    wider = np.abs(np.diff(score)).mean() / (2 / math.sqrt(math.pi))
    plain = 3 * sigma[0] * (wider if (whole > 1000).any() else 1.0)
    laney = 3 * sigma[0] * wider
    return [centre, max(0, centre - plain), min(1, centre + plain), max(0, centre - laney), min(1, centre + laney)]


def answer_margins(q):
    a, ma, b, mb = q
    share = a / b
    inside = ma**2 - (share * mb) ** 2
    ratio = math.sqrt(ma**2 + (share * mb) ** 2) / b
    change = math.sqrt(1 - 3 / 5) * math.hypot(ma, mb)
    return [math.hypot(ma, mb), share, math.sqrt(inside) / b if inside >= 0 else ratio, ratio, change, 100 * ma / 1.645 / a]


def answer_bounds(q):
    return [max(q), sum(q)]


def ask(random):
    """One question of each kind."""
    groups = int(random.integers(3, 12))
    rates = random.uniform(5, 95, groups)
    sizes = random.integers(20, 3000, groups)
    cases = np.array([random.integers(1, n) for n in sizes])
    points = int(random.integers(5, 16))
    level = random.uniform(5, 95)
    shares = np.clip(level + random.normal(0, 6, points), 0, 100)
    trend = np.round(shares, int(random.integers(0, 4)))
    if len(set(trend)) == 1:
        trend[0] += 1
    months = int(random.integers(8, 36))
    wholes = random.integers(5, 2000 if random.random() < 0.3 else 900, months)
    parts = [int(random.binomial(n, level / 100)) for n in wholes]
    parts[0] = max(parts[0], 1)
    ladder = [v for x, n in zip(cases, sizes) for v in (x / n, n, 0)]
    return {
        "share": counts(random),
        "rate": (int(random.integers(0, 300)), float(random.uniform(500, 1e6))),
        "gap": counts(random) + counts(random),
        "groups": [v for r, n in zip(rates, sizes) for v in (r, n, random.uniform(0.5, 5))],
        "ladder": ladder,
        "people": [v for _ in range(int(random.integers(2, 8))) for v in counts(random)],
        "closing": [v for _ in range(4) for v in counts(random)],
        "trend": trend,
        "rolling": shares,
        "course": np.abs(random.normal(1000, 200, points)),
        "share_course": shares,
        "individuals": random.normal(50, 5, months) + np.where(np.arange(months) > months * 0.7, 6, 0),
        "proportions": [v for x, n in zip(parts, wholes) for v in (x, n)],
        "margins": (random.uniform(10, 900), random.uniform(1, 400), random.uniform(1000, 9000), random.uniform(1, 900)),
        "bounds": [int(v) for v in random.integers(0, 10000, 3)],
    }


def differ(mine, other):
    """The largest relative difference of two lists; None stands for a figure that the other side does not have."""
    worst = 0.0
    for left, right in zip(mine, other, strict=True):
        if right is None or (math.isinf(right) and left == right):
            continue
        if not (math.isfinite(left) and math.isfinite(right)):
            return math.inf
        scale = max(abs(left), abs(right), 1e-3)
        worst = max(worst, abs(left - right) / scale)
    return worst


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--questions", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=20261122)
    arguments = arguments.parse_args()
    random = np.random.default_rng(arguments.seed)
    questions = []
    while len(questions) < arguments.questions:
        questions += ask(random).items()
    questions = questions[: arguments.questions]
    text = "\n".join(f"{name} {' '.join(repr(float(v)) for v in numbers)}" for name, numbers in questions)
    command = ["cargo", "run", "--release", "--quiet", "-p", "mainstay-statistics", "--example", "answers"]
    lines = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) == len(questions), f"{len(lines)} answers to {len(questions)} questions"
    worst, wrong = {}, 0
    for (name, numbers), line in zip(questions, lines):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = [None if v is None else float(v) for v in globals()[f"answer_{name}"]([float(v) for v in numbers])]
        try:
            mine = [float(v) for v in line.split()]
            difference = differ(mine, other)
        except ValueError:
            difference = math.inf
        if difference > TOLERANCE:
            wrong += 1
            if wrong <= 10:
                print(f"DIFFERS {name} {[float(v) for v in numbers]}\n  crate {line}\n  other {other}")
        asked, largest = worst.get(name, (0, 0.0))
        worst[name] = (asked + 1, max(largest, difference))
    print("| question | asked | largest relative difference |\n| --- | --- | --- |")
    for name, (asked, largest) in worst.items():
        print(f"| {name} | {asked} | {largest:.1e} |")
    print(f"{len(questions)} questions, {wrong} answers that differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
