#!/usr/bin/env python3
"""What must be hidden, beside peers: the same problems given to Mainstay and to HiGHS at the same time.

    pip install -r bench/requirements.txt
    python3 bench/disclosure_peers.py FOLDER [--seconds 20] [--cargo cargo] [NAME ...]

FOLDER holds the problems (table1.json, insee-*.csv, schools24.csv, ...); a NAME takes the problems whose names begin so.
The crate's example `instances` protects each and writes it down with its pattern; two programs of this file, started at
the same moment on the same problem, are the peers:

- `highs heuristic`: for each protected cell and direction the cheapest change of the table that moves it far enough, by a
  linear program, then publishing again, dearest first, what need not be hidden (Fischetti and Salazar 2001, section 6);
- `highs exact`: cells to hide as zero-one variables, cuts from the attacker's linear programs, first at fractional and
  then at whole solutions (Fischetti and Salazar 2001, section 4), started with the heuristic's pattern.

GaussSuppression, sdcTable and tau-Argus are in neither PyPI nor Debian; figures printed by their authors stand in
bench/README.md. An independent attacker (HiGHS again, one linear program for each end of each range) then looks at every
pattern: `open` is how many protected cells it can work out too closely. Ends with status 1 if that is any of ours.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

import highspy
import numpy

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLOSE = 1e-6
# So much of the time of the exact peer goes to the pattern it starts with.
HEURISTIC_SHARE = 0.25
NAMES = ["table1", "table7", "table8", "act-size", "nuts-size", "linked", "schools24"]


class Problem:
    """Deviations z from the true table: every relation stays true, each cell between its bounds."""

    def __init__(self, path):
        with open(path) as file:
            told = json.load(file)
        cells = numpy.array([[float(number) for number in cell[:3]] for cell in told["cells"]])
        # Amounts are whole numbers of small units; a solver in floating point wants them neither huge nor tiny.
        self.unit = max(1.0, cells[:, 2].max() / 1e7)
        self.down = (cells[:, 2] - cells[:, 0]) / self.unit
        self.up = (cells[:, 1] - cells[:, 2]) / self.unit
        self.size = len(cells)
        self.figures = {cell: weight for cell, weight, _ in told["figures"]}
        self.found = {cell for cell, _, why in told["figures"] if why != "shown"}
        self.behind = [cell for cell in range(self.size) if cell not in self.figures]
        self.needs = []
        for index, (_, _, value, low, high) in enumerate(told["cells"]):
            if low is None:
                continue
            for sign, need in ((1.0, high - value), (-1.0, value - low)):
                if need > 0:
                    self.needs.append((index, sign, need / self.unit))
        self.needs.sort(key=lambda need: (-need[2], need[0]))
        self.primaries = {index for index, _, _ in self.needs if index in self.figures}
        self.rows = []
        for terms, low, high in told["relations"]:
            at = sum(told["cells"][cell][2] * by for cell, by in terms)
            inf = highspy.kHighsInf
            self.rows.append((terms, -inf if low is None else (low - at) / self.unit, inf if high is None else (high - at) / self.unit))

    def loss(self, hidden):
        return sum(self.figures[cell] for cell in hidden if cell in self.figures and cell not in self.primaries)


def quiet():
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


def add_rows(solver, problem, parts):
    """The relations over columns; parts are the columns of a cell with their signs."""
    for terms, low, high in problem.rows:
        index, by = [], []
        for cell, times in terms:
            for column, sign in parts(cell):
                index.append(column)
                by.append(times * sign)
        solver.addRow(low, high, len(index), numpy.array(index, dtype=numpy.int32), numpy.array(by, dtype=float))


class Attacker:
    """How far can a cell be from its true value, while what is shown stays as it is?"""

    def __init__(self, problem):
        self.problem, self.solver = problem, quiet()
        solver = self.solver
        zero = numpy.zeros(problem.size)
        solver.addVars(problem.size, zero, zero)
        add_rows(solver, problem, lambda cell: [(cell, 1.0)])
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.share(1.0, problem.behind)

    def share(self, part, cells):
        for cell in cells:
            self.solver.changeColBounds(cell, -self.problem.down[cell] * part, self.problem.up[cell] * part)

    def solve(self, cell, sign, need, part=1.0):
        """How far it gets, asked only as far as needed, and the table that shows it."""
        solver, problem = self.solver, self.problem
        low, high = -problem.down[cell] * part, problem.up[cell] * part
        bounded = (low, min(high, need)) if sign > 0 else (max(low, -need), high)
        solver.changeColBounds(cell, *bounded)
        solver.changeColCost(cell, sign)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            solver.clearSolver()
            solver.run()
        answer = solver.getSolution()
        far = solver.getInfo().objective_function_value
        point, duals = numpy.array(answer.col_value), numpy.array(answer.col_dual)
        solver.changeColCost(cell, 0.0)
        solver.changeColBounds(cell, low, high)
        return far, point, duals


def is_far(far, need):
    return far >= need * (1 - CLOSE) - CLOSE


def open_cells(problem, hidden):
    """The protected cells that the attacker works out too closely under a pattern."""
    attacker = Attacker(problem)
    attacker.share(1.0, hidden)
    seen_up, seen_down, failing = numpy.zeros(problem.size), numpy.zeros(problem.size), set()
    for cell, sign, need in problem.needs:
        seen = seen_up[cell] if sign > 0 else -seen_down[cell]
        if is_far(seen, need):
            continue
        if cell in problem.figures and cell not in hidden:
            failing.add(cell)
            continue
        far, point, _ = attacker.solve(cell, sign, need)
        numpy.maximum(seen_up, point, out=seen_up)
        numpy.minimum(seen_down, point, out=seen_down)
        if not is_far(far, need):
            failing.add(cell)
    return failing


def heuristic(problem, until):
    """The pattern of the linear heuristic, or None if the time is over before there is one."""
    hidden, size = set(problem.primaries), problem.size
    solver = quiet()
    solver.addVars(2 * size, numpy.zeros(2 * size), numpy.concatenate([problem.up, problem.down]))
    add_rows(solver, problem, lambda cell: [(cell, 1.0), (size + cell, -1.0)])
    weights = numpy.array([problem.figures.get(cell, 0) for cell in range(size)], dtype=float)
    room = numpy.maximum(numpy.minimum(problem.up, problem.down), CLOSE)
    witnesses = {}
    for need in problem.needs:
        cell, sign, far = need
        if time.monotonic() > until:
            return None
        known = next((point for point in witnesses.values() if is_far(sign * point[cell], far)), None)
        if known is not None:
            witnesses[need] = known
            continue
        costs = weights / numpy.minimum(room, far)
        costs[list(hidden)] = 0.0
        solver.changeColsCost(2 * size, numpy.arange(2 * size, dtype=numpy.int32), numpy.concatenate([costs, costs]))
        moved, other = (cell, size + cell) if sign > 0 else (size + cell, cell)
        solver.changeColBounds(moved, far, far)
        solver.changeColBounds(other, 0.0, 0.0)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = numpy.array(solver.getSolution().col_value)
        point = values[:size] - values[size:]
        hidden.update(int(at) for at in numpy.nonzero(numpy.abs(point) > CLOSE)[0] if int(at) in problem.figures)
        witnesses[need] = point
        for column in (cell, size + cell):
            solver.changeColBounds(column, 0.0, numpy.concatenate([problem.up, problem.down])[column])
    return clean_up(problem, hidden, witnesses, until)


def clean_up(problem, hidden, witnesses, until):
    attacker = Attacker(problem)
    attacker.share(1.0, hidden)
    for cell in sorted(hidden - problem.primaries, key=lambda cell: -problem.figures[cell]):
        if time.monotonic() > until:
            break
        attacker.share(0.0, [cell])
        found = {}
        for need, point in witnesses.items():
            if abs(point[cell]) <= CLOSE:
                continue
            far, other, _ = attacker.solve(*need)
            if not is_far(far, need[2]):
                attacker.share(1.0, [cell])
                break
            found[need] = other
        else:
            hidden.discard(cell)
            witnesses.update(found)
    return hidden


def exact(problem, until):
    """The pattern of cut-and-branch, and a bound that no pattern is below."""
    now = time.monotonic()
    best = heuristic(problem, now + (until - now) * HEURISTIC_SHARE)
    columns = {cell: index for index, cell in enumerate(problem.figures)}
    master = quiet()
    master.addVars(len(columns), numpy.zeros(len(columns)), numpy.ones(len(columns)))
    for cell, column in columns.items():
        is_primary = cell in problem.primaries
        master.changeColCost(column, 0.0 if is_primary else float(problem.figures[cell]))
        master.changeColBounds(column, 1.0 if is_primary else 0.0, 1.0)
    attacker = Attacker(problem)
    bound, is_whole = 0.0, False
    while time.monotonic() < until:
        master.setOptionValue("time_limit", master.getRunTime() + max(0.1, until - time.monotonic()))
        master.run()
        info = master.getInfo()
        reached = info.mip_dual_bound if is_whole else info.objective_function_value
        if master.getModelStatus() == highspy.HighsModelStatus.kOptimal or is_whole:
            bound = max(bound, reached)
        if master.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        x = numpy.array(master.getSolution().col_value)
        added = separate(problem, attacker, master, columns, x, until)
        if added is None:
            break
        if added == 0 and is_whole:
            best = {cell for cell, column in columns.items() if x[column] > 0.5}
            break
        if added == 0:
            is_whole = True
            for column in columns.values():
                master.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    return best, bound


def separate(problem, attacker, master, columns, x, until):
    for cell, column in columns.items():
        attacker.share(float(min(max(x[column], 0.0), 1.0)), [cell])
    added = 0
    for cell, sign, need in problem.needs:
        if time.monotonic() > until:
            return None
        far, _, duals = attacker.solve(cell, sign, need)
        if is_far(far, need):
            continue
        by = numpy.maximum(duals, 0.0) * problem.up + numpy.maximum(-duals, 0.0) * problem.down
        # The asked cell itself is always hidden; its bound is what is asked for.
        by[cell] = 0.0
        left = need - sum(by[other] for other in problem.behind)
        used = [other for other in columns if by[other] > CLOSE and other != cell]
        if left <= CLOSE or not used:
            continue
        master.addRow(1.0, highspy.kHighsInf, len(used), numpy.array([columns[other] for other in used], dtype=numpy.int32),
                      numpy.array([min(1.0, by[other] / left) for other in used]))
        added += 1
    return added


def peer(path, kind, seconds):
    """One peer on one problem, in a process of its own."""
    begun = time.monotonic()
    problem = Problem(path)
    until = begun + seconds
    bound = None
    if kind == "exact":
        hidden, bound = exact(problem, until)
    else:
        hidden = heuristic(problem, until)
    taken = time.monotonic() - begun
    print(json.dumps({"hidden": None if hidden is None else sorted(hidden), "bound": bound, "seconds": taken,
                      "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def line(problem, name, who, hidden, bound, seconds, megabytes):
    start = f"{name:<18}{problem.size:>7}{len(problem.rows):>7}{len(problem.primaries):>6}  {who:<16}"
    if hidden is None:
        print(f"{start}  no pattern within the time{seconds:>34.1f}{megabytes:>6}", flush=True)
        return 0
    hidden = set(hidden)
    loss, failing = problem.loss(hidden), open_cells(problem, hidden)
    gap = "" if bound is None or loss == 0 else f"{max(0.0, 100 * (loss - bound) / loss):.1f}%"
    told = "" if bound is None else f"{max(bound, 0):.0f}"
    beside = len(hidden - problem.primaries)
    print(f"{start}{beside:>7}{loss:>15}{told:>15}{gap:>8}{seconds:>9.1f}{megabytes:>6}{len(failing):>6}", flush=True)
    return len(failing)


def ours(output, problem):
    """Bound, seconds and memory of the line that the example printed; its loss counts the protected cells too."""
    words = output.split()
    loss, bound, seconds, megabytes = int(words[5]), int(words[6]), float(words[8]), int(words[10])
    within = loss - problem.loss(problem.found)
    return max(0, bound - within), seconds, megabytes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("names", nargs="*", default=[])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--cargo", default="cargo")
    options = parser.parse_intermixed_args()
    build = [options.cargo, "build", "-q", "--release", "-p", "mainstay-disclosure", "--example", "instances", "--message-format", "json"]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    program = [json.loads(told).get("executable") for told in built.splitlines() if '"executable":"' in told][-1]
    print(f"{'instance':<18}{'cells':>7}{'rel.':>7}{'prim.':>6}  {'by':<16}{'hidden':>7}{'loss':>15}{'bound':>15}{'gap':>8}{'seconds':>9}{'MB':>6}{'open':>6}")
    failing = 0
    for name in [f"{name}/{by}" for name in options.names or NAMES for by in ("value", "count")]:
        with tempfile.TemporaryDirectory() as folder:
            seconds = str(options.seconds)
            # The problem alone comes first, so that all begin together.
            subprocess.run([program, options.folder, name, "--steps", "0", "--seconds", "0", "--no-audit", "--write", folder], capture_output=True, check=True)
            path = os.path.join(folder, name.replace("/", "-") + ".json")
            if not os.path.exists(path):
                print(f"{name}: not in {options.folder}", file=sys.stderr)
                continue
            given = path + ".given"
            os.rename(path, given)
            running = [subprocess.Popen([program, options.folder, name, "--seconds", seconds, "--write", folder], stdout=subprocess.PIPE, text=True)]
            running += [subprocess.Popen([sys.executable, __file__, "--peer", given, kind, seconds], stdout=subprocess.PIPE, text=True) for kind in ("heuristic", "exact")]
            told = [process.communicate()[0] for process in running]
            problem = Problem(path)
            failing += line(problem, name, "mainstay", problem.found, *ours(told[0].splitlines()[-1], problem))
            for kind, text in zip(("heuristic", "exact"), told[1:]):
                answer = json.loads(text)
                line(problem, name, f"highs {kind}", answer["hidden"], answer["bound"], answer["seconds"], answer["megabytes"])
    sys.exit(1 if failing else 0)


if sys.argv[1:2] == ["--peer"]:
    peer(sys.argv[2], sys.argv[3], float(sys.argv[4]))
else:
    main()
