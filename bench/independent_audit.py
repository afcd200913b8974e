#!/usr/bin/env python3
"""The audit of small random worlds against an independent solver: same ranges, same verdicts?

    pip install -r bench/requirements.txt
    python3 bench/independent_audit.py [--worlds 200] [--cargo cargo]

The crate's example `audit_worlds` writes each world's cells, relations and figures, and what the audit answers, and at the
end a ledger of twenty releases and a large table. This
program reads only what a stranger reads (relations, printed counts, printed percentages), solves the least and the most
of every audited count in whole numbers with HiGHS (through scipy), and compares. A range that the audit calls exact must
be the same; any other must lie within the true one. Ends with status 1 if anything differs.
"""

import argparse
import json
import os
import subprocess
import sys
import time

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def worlds(cargo, count):
    command = [cargo, "run", "-q", "--release", "-p", "mainstay-disclosure", "--example", "audit_worlds", "--", str(count)]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in text.splitlines()]


def knowledge(world):
    """What a reader has: bounds of the cells, and rows between them."""
    low = numpy.array([cell[0] for cell in world["cells"]], dtype=float)
    high = numpy.array([cell[1] for cell in world["cells"]], dtype=float)
    rows = list(world["relations"])
    for figure in world["figures"]:
        if not figure["shown"]:
            continue
        rows.extend(figure["rows"])
        for cell in figure["cells"]:
            low[cell] = high[cell] = world["cells"][cell][2]
    entries, at, of, least, most = [], [], [], [], []
    for index, (terms, row_low, row_high) in enumerate(rows):
        for cell, by in terms:
            entries.append(by)
            at.append(index)
            of.append(cell)
        least.append(-numpy.inf if row_low is None else row_low)
        most.append(numpy.inf if row_high is None else row_high)
    matrix = csr_matrix((entries, (at, of)), shape=(len(rows), len(low)))
    return Bounds(low, high), LinearConstraint(matrix, least, most)


def end(bounds, rows, cell, sign):
    costs = numpy.zeros(len(bounds.lb))
    costs[cell] = sign
    answer = milp(costs, integrality=numpy.ones(len(costs)), bounds=bounds, constraints=rows,
                  options={"mip_rel_gap": 0.0, "time_limit": 60})
    if answer.status != 0:
        sys.exit(f"the independent solver found no end for cell {cell}: {answer.message}")
    return round(answer.fun) * sign


def is_met(low, high, need):
    if isinstance(need, list):
        return low <= need[0] and high >= need[1]
    return high - low >= need


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--cargo", default="cargo")
    options = parser.parse_args()
    begun = time.monotonic()
    tally = {"worlds": 0, "ranges": 0, "exact": 0, "same": 0, "within": 0, "verdicts": 0, "failing": 0, "differences": 0}
    for world in worlds(options.cargo, options.worlds):
        bounds, rows = knowledge(world)
        tally["worlds"] += 1
        for cell, low, high, is_exact, need, is_failing in world["ranges"]:
            least, most = end(bounds, rows, cell, 1), end(bounds, rows, cell, -1)
            is_same = (low, high) == (least, most)
            is_within = least <= low and high <= most
            tally["ranges"] += 1
            tally["exact"] += is_exact
            tally["same"] += is_same
            tally["within"] += is_within
            tally["verdicts"] += is_met(least, most, need) != is_failing
            tally["failing"] += is_failing
            if not is_within or (is_exact and not is_same) or is_met(least, most, need) == is_failing:
                tally["differences"] += 1
                print(f"world {world['seed']}, cell {cell}: audit {low}..{high} (exact: {is_exact}, failing: {is_failing}), "
                      f"independent {least}..{most}, needed {need}")
    print(f"{tally['worlds']} worlds, {tally['ranges']} ranges in {time.monotonic() - begun:.0f} s: "
          f"{tally['exact']} called exact, {tally['same']} the same, {tally['within']} within; "
          f"{tally['verdicts']} verdicts the same ({tally['failing']} failing); {tally['differences']} differences")
    print(json.dumps(tally))
    sys.exit(1 if tally["differences"] else 0)


main()
