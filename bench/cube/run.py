"""Eight measures from twenty million invented rows of attendance, counted by the worker's engine and by DuckDB, one after the other.

    python3 bench/cube/run.py                  # 20 million rows, three rounds
    python3 bench/cube/run.py --rows 2000000 --rounds 1
    python3 bench/cube/run.py --cluster        # the same figures on a scheduler and two executors too (compiles for long)

One command does all: it builds the example in release, makes a folder with a Python environment and DuckDB in it (outside the
project), writes the rows, has both engines count every figure (8 measures, 6 dimensions alone and in pairs, 12 years, 60 schools and
all of them), compares the figures to the last count, and prints time and peak memory of both. Both read the same two files with two
threads and go the same way: rows to one line per person and year, those to the finest cells, cubes from cells by adding.
"""

import argparse
import base64
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
DIMENSIONS = ["race", "sex", "income", "language", "disability", "grade"]
DUCKDB = "duckdb==1.4.2"

QUERY = """
copy (
  with folded as (
    select person, year, count(*) as days,
      count(*) filter (status in (1, 2)) as absent, count(*) filter (status = 2) as excused,
      count(*) filter (status = 3) as late, sum(minutes) as minutes, sum(incidents) as incidents
    from read_parquet('{folder}/attendance.parquet') group by person, year),
  finest as (
    select year, school, {dimensions}, count(*) as n,
      count(*) filter (absent * 10 >= days) as m1, count(*) filter (absent * 5 >= days) as m2,
      count(*) filter (absent * 20 <= days) as m3, count(*) filter (late >= 5) as m4,
      count(*) filter (minutes >= 60) as m5, count(*) filter (incidents >= 1) as m6,
      count(*) filter (incidents >= 3) as m7, count(*) filter (absent > 0 and excused * 2 >= absent) as m8
    from folded join read_parquet('{folder}/people.parquet') using (person, year)
    group by all)
  select year, school, {dimensions}, {sums}
  from finest group by grouping sets ({sets})
) to '{out}' (header false)
"""


def duckdb_count(folder, out):
    """In a process of its own, so that its memory is its own."""
    import duckdb

    sets = []
    for place in ("year, school", "year"):
        groups = [""] + ["," + one for one in DIMENSIONS]
        groups += [f",{one},{other}" for at, one in enumerate(DIMENSIONS) for other in DIMENSIONS[at + 1 :]]
        sets += [f"({place}{group})" for group in groups]
    sums = ", ".join(["sum(n)::bigint"] + [f"sum(m{n})::bigint" for n in range(1, 9)])
    query = QUERY.format(folder=folder, out=out, dimensions=", ".join(DIMENSIONS), sums=sums, sets=", ".join(sets))
    engine = duckdb.connect()
    engine.execute("set threads = 2")
    engine.execute("set preserve_insertion_order = false")
    begun = time.perf_counter()
    engine.execute(query)
    print(json.dumps({"seconds": round(time.perf_counter() - begun, 3)}))


def measured(command):
    """What a command prints, its processor time and its peak memory."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    text = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    told = json.loads(text.strip().splitlines()[-1])
    told["processor"] = round(usage.ru_utime + usage.ru_stime, 2)
    told["megabytes"] = usage.ru_maxrss // 1024
    return told


def ours(path):
    cells = {}
    with open(path) as lines:
        for line in lines:
            year, school, group, *numbers = line.strip().split(",")
            cells[(year, school, group)] = tuple(map(int, numbers))
    return cells


def theirs(path):
    cells = {}
    with open(path) as lines:
        for line in lines:
            year, school, *rest = line.strip().split(",")
            traits, numbers = rest[:6], rest[6:]
            group = "&".join(f"{name}={one}" for name, one in zip(DIMENSIONS, traits) if one)
            cells[(year, school or "all", group)] = tuple(map(int, numbers))
    return cells


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


def cluster_count(data, out, profile):
    """The same figures by a scheduler and two executors of one thread each, on this machine."""
    workspace = os.path.join(ROOT, "cluster")
    target = os.environ.get("CLUSTER_TARGET_DIR", os.path.join(workspace, "target"))
    build = ["cargo", "build", "--locked", "--profile", profile, "--bins", "--example", "cube", "--target-dir", target]
    subprocess.check_call(build, cwd=workspace)
    programs = os.path.join(target, "debug" if profile == "dev" else profile)
    with tempfile.TemporaryDirectory() as folder:
        key = os.path.join(folder, "cluster.key")
        with open(os.open(key, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(base64.b64encode(os.urandom(32)).decode() + "\n")
        scheduler = free()
        running = [subprocess.Popen([os.path.join(programs, "mainstay-scheduler"), "--listen", scheduler])]
        try:
            for _ in range(2):
                executor = [os.path.join(programs, "mainstay-executor"), "--scheduler", scheduler, "--listen", free()]
                executor += ["--threads", "1", "--memory", "4000", "--key-file", key]
                running.append(subprocess.Popen([*executor, "--work-folder", tempfile.mkdtemp(dir=folder)]))
            wait_for(scheduler, "ready: 2 executors")
            settings = os.path.join(folder, "cluster.json")
            with open(settings, "w") as file:
                json.dump({"scheduler": scheduler, "listen": "127.0.0.1:0", "key_file": key}, file)
            return measured([os.path.join(programs, "examples", "cube"), settings, data, out])
        finally:
            for one in running:
                one.kill()
                one.wait()


def wait_for(scheduler, wanted):
    """Until a scheduler says that its executors are there; both must be, or it would say nothing about two."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://{scheduler}/readyz") as answer:
                if wanted in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.5)
    sys.exit("the executors did not come")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=20_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "mainstay-cube"))
    arguments.add_argument("--duckdb", nargs=2, metavar=("FOLDER", "OUT"), help=argparse.SUPPRESS)
    arguments.add_argument("--cluster", action="store_true", help="count on a scheduler and two executors too")
    arguments.add_argument("--profile", default="release", help="how both are compiled")
    said = arguments.parse_args()
    if said.duckdb:
        return duckdb_count(*said.duckdb)
    os.makedirs(said.folder, exist_ok=True)
    build = ["cargo", "build", "--profile", said.profile, "-p", "mainstay-vault", "--example", "cube"]
    subprocess.check_call(build, cwd=ROOT)
    ours_program = os.path.join(TARGET, "debug" if said.profile == "dev" else said.profile, "examples", "cube")
    python = os.path.join(said.folder, "python", "bin", "python")
    if not os.path.exists(python):
        subprocess.check_call([sys.executable, "-m", "venv", os.path.join(said.folder, "python")])
        subprocess.check_call([python, "-m", "pip", "install", "--quiet", DUCKDB])
    data = os.path.join(said.folder, str(said.rows))
    if not os.path.exists(os.path.join(data, "attendance.parquet")):
        subprocess.check_call([ours_program, "generate", data, str(said.rows)])
    best = {}
    for _ in range(said.rounds):
        for name, command in (
            ("mainstay-vault", [ours_program, "count", data, os.path.join(said.folder, "ours.csv")]),
            ("duckdb", [python, os.path.abspath(__file__), "--duckdb", data, os.path.join(said.folder, "duckdb.csv")]),
        ):
            told = measured(command)
            print(name, json.dumps(told), flush=True)
            if name not in best or told["seconds"] < best[name]["seconds"]:
                best[name] = told
    left, right = ours(os.path.join(said.folder, "ours.csv")), theirs(os.path.join(said.folder, "duckdb.csv"))
    differ = [key for key in left.keys() | right.keys() if left.get(key) != right.get(key)]
    print(f"{len(left)} cells of 8 measures; {len(differ)} differ")
    one, other = best["mainstay-vault"], best["duckdb"]
    for what, unit in (("seconds", "s"), ("processor", "s"), ("megabytes", "MB")):
        ratio = one[what] / max(other[what], 0.001)
        print(f"{what}: mainstay-vault {one[what]} {unit}, duckdb {other[what]} {unit}, ratio {ratio:.2f}")
    if said.cluster:
        out = os.path.join(said.folder, "cluster.csv")
        print("two executors", json.dumps(cluster_count(data, out, said.profile)), flush=True)
        cluster = ours(out)
        apart = [key for key in cluster.keys() | right.keys() if cluster.get(key) != right.get(key)]
        print(f"{len(cluster)} cells on two executors; {len(apart)} differ")
        differ += apart
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
