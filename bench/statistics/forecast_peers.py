#!/usr/bin/env python3
"""The forecasting peers of `examples/forecast_honesty.rs` on the same windows: automatic ETS and theta of statsforecast.

    MAINSTAY_SHARED=/path/to/shared /tmp/peers/bin/python bench/statistics/forecast_peers.py

Set up as for compare.py. Prints the same columns as the example, for the competition series.
"""

import csv
import os
import pathlib
import warnings

import numpy as np
from statsforecast.models import AutoETS, DynamicTheta

SHARED = pathlib.Path(os.environ["MAINSTAY_SHARED"])


def main():
    warnings.simplefilter("ignore")
    series = {}
    with open(SHARED / "data/series/m1-m3-yearly-odd.csv") as file:
        for row in csv.DictReader(file):
            series.setdefault(row["series"], []).append(float(row["value"]))
    print("| series | points | windows | method | 80 % held | 95 % held | scaled error | width to drift, 80 % |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for dropped, name in ((0, "competitions, at the end"), (3, "competitions, three years earlier")):
        for points in (6, 8, 11):
            for method, model in (("automatic ETS", AutoETS), ("theta", DynamicTheta)):
                if model is AutoETS and points < 7:
                    print(f"| {name} | {points} | | {method} | refuses so few points | | | |")
                    continue
                held, errors, ratios, windows = np.zeros(2), [], [], 0
                for values in series.values():
                    kept = np.array(values[: len(values) - dropped])
                    if len(kept) < points + 3:
                        continue
                    windows += 1
                    history, came = kept[:-3], kept[-3:]
                    known = history[-points:]
                    # Scaled so that the optimiser's tolerances suit; the answers are scaled back.
                    unit = np.abs(known).mean() or 1.0
                    made = model(season_length=1).forecast(known / unit, h=3, level=[80, 95])
                    made = {key: value * unit for key, value in made.items() if key != "fitted"}
                    for place, level in enumerate((80, 95)):
                        held[place] += ((made[f"lo-{level}"] <= came) & (came <= made[f"hi-{level}"])).sum()
                    errors.append(np.abs(made["mean"] - came).mean() / np.abs(np.diff(history)).mean())
                    ahead, count = np.arange(1, 4), points - 1
                    drift = 2 * 1.2815516 * np.sqrt(np.diff(known).var(ddof=1) * ahead * (1 + ahead / count))
                    if drift[0] > 0:
                        ratios += list((made["hi-80"] - made["lo-80"]) / drift)
                shares = 100 * held / (3 * windows)
                print(
                    f"| {name} | {points} | {windows} | {method} | {shares[0]:.1f} | {shares[1]:.1f}"
                    f" | {np.mean(errors):.3f} | {np.median(ratios):.2f} |"
                )


if __name__ == "__main__":
    main()
