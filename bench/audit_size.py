#!/usr/bin/env python3
"""How long the audit of a large publication takes, and how much memory.

    python3 bench/audit_size.py [--sizes 5000,100000] [--threads 2] [--cargo cargo]

Three structures: schools in districts in counties, each place by race and by disability; one square table in which
everything hangs together; and schools by race, by language and by disability over the finest groups, which nobody prints
and every total is made of. Everything in them is safe, so that each range is followed as far as it must reach. The time
is that of the audit, with the reading of the problem; the memory is the most that the whole program held.
"""

import argparse
import json
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOALS = {5_000: 5, 100_000: 60}


def program(cargo):
    build = [cargo, "build", "-q", "--release", "-p", "mainstay-disclosure", "--example", "audit_size", "--message-format=json"]
    text = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    made = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return next(part["executable"] for part in made if part.get("target", {}).get("name") == "audit_size")


def audit(path, structure, size, threads):
    child = subprocess.Popen([path, structure, str(size), str(threads)], stdout=subprocess.PIPE, text=True)
    text = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{structure} {size} ended with {status}")
    figures = json.loads(text)
    figures["megabytes"] = used.ru_maxrss // 1024
    figures["processor_seconds"] = round(used.ru_utime + used.ru_stime, 2)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="5000,100000")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cargo", default="cargo")
    options = parser.parse_args()
    path = program(options.cargo)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.threads} threads")
    print("| structure | cells | unknown | relations | to be uncertain | failing | steps | seconds | to reach | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for size in [int(size) for size in options.sizes.split(",")]:
        for structure in ["schools", "grid", "crossed"]:
            row = audit(path, structure, size, options.threads)
            print(f"| {structure} | {row['cells']} | {row['unknown']} | {row['relations']} | {row['functionals']} "
                  f"| {row['failing']} | {row['steps']} | {row['seconds']:.2f} | {GOALS.get(size, '')} | {row['megabytes']} |",
                  flush=True)


main()
