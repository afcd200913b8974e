#!/usr/bin/env python3
"""How long the demonstration's report card takes to print: the whole command, from the edition to the file.

Cold: program, worker and data were dropped from the page cache before. Warm: run again. Each run is a new process, so nothing
is kept between them but what the system keeps of files. Needs `cargo build --release -p mainstay -p mainstay-press`.
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

FORMS = [("booklet", "en"), ("booklet", "es"), ("one-page", "en"), ("large-print", "en")]
COLD_MAX, WARM_MAX, PAGES_MIN = 2.0, 1.0, 20


def seeded(mainstay: pathlib.Path, folder: pathlib.Path) -> None:
    """Seeds the demonstration: it is ready when its server is."""
    command = [mainstay, "demo", "--data", folder, "--listen", "127.0.0.1:18963"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as demo:
        for line in demo.stdout:
            if "Ctrl+C" in line:
                break
        demo.terminate()


def forget(paths: list[pathlib.Path]) -> None:
    """Drops files from the page cache, as after a start of the machine."""
    for path in paths:
        with open(path, "rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def printed(mainstay: pathlib.Path, data: pathlib.Path, form: str, language: str) -> tuple[float, float, int]:
    """Seconds, seconds of processor time, pages."""
    out = data.parent / "out.pdf"
    command = [mainstay, "report", "--data", data, "--form", form, "--lang", language, out]
    used = os.times()
    begun = time.perf_counter()
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - begun
    now = os.times()
    processor = now.children_user + now.children_system - used.children_user - used.children_system
    return seconds, processor, int(re.search(r"(\d+) pages", told).group(1))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, default=pathlib.Path("target/release"))
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    mainstay, press = options.programs / "mainstay", options.programs / "mainstay-press"
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder) / "data"
        seeded(mainstay, data)
        files = [mainstay, press, *(path for path in data.rglob("*") if path.is_file())]
        print("| form | pages | cold, s | warm, s (median) | slowest | processor, s |")
        print("| --- | --- | --- | --- | --- | --- |")
        for form, language in FORMS:
            forget(files)
            cold, _, pages = printed(mainstay, data, form, language)
            warm = [printed(mainstay, data, form, language) for _ in range(options.rounds)]
            seconds = [run[0] for run in warm]
            processor = statistics.median(run[1] for run in warm)
            median = statistics.median(seconds)
            print(f"| {form}, {language} | {pages} | {cold:.2f} | {median:.2f} | {max(seconds):.2f} | {processor:.2f} |")
            if form == "booklet":
                kept &= pages >= PAGES_MIN and cold < COLD_MAX and median < WARM_MAX
    print("kept" if kept else f"NOT kept: {PAGES_MIN} pages, cold below {COLD_MAX} s, warm below {WARM_MAX} s")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
