#!/usr/bin/env python3
"""Check that the demonstration's files agree with each other and that every headline is true to the figures.

Usage: python3 demo/check.py. Prints what is wrong, one line each; exit code 1 if anything is.
"""
import csv
import io
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BRIDGEPORT = "0900108070"
WRONG = []


def wrong(*words):
    WRONG.append(" ".join(str(word) for word in words))


def table(name):
    data = (HERE / name).read_bytes()
    text = data.decode("utf-8")
    if data.startswith(b"\xef\xbb\xbf") or text.count("\n") != text.count("\r\n"):
        wrong(name, "is not plain UTF-8 with CRLF line ends")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if any(None in row or None in row.values() for row in rows):
        wrong(name, "has a row of another width")
    return rows


def unique(name, rows, *columns):
    seen = set()
    for row in rows:
        key = tuple(row[column] for column in columns)
        if key in seen:
            wrong(name, "has", key, "twice")
        seen.add(key)
    return seen


def known(name, rows, column, allowed, empty=False):
    for value in {row[column] for row in rows} - set(allowed):
        if value or not empty:
            wrong(name, column, repr(value), "is not defined")


def spanish(name, rows):
    for row in rows:
        for column, value in row.items():
            if column.endswith("_en") and bool(value) != bool(row[column[:-3] + "_es"]):
                wrong(name, column, repr(value), "has no counterpart in Spanish")


def figures(text):
    """Numbers in a text, without periods and years, group separators removed."""
    text = re.sub(r"\b(19|20)\d\d–\d\d(\d\d)?\b", " ", text)
    text = re.sub(r"\b(19|20)\d\d\b(?!,\d)", " ", text)
    return {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text.replace(", ", " "))}


def shown(value):
    """The ways a figure may be written: as it stands, or to one decimal."""
    number = float(value)
    return {value, f"{number:.1f}", f"{number:g}"}


def check_evidence(where, story, version, observed, end):
    values = []
    for item in version["evidence"]:
        key = (story["indicator"], BRIDGEPORT, item["dimension"], item["category"], item["period"])
        row = observed.get(key)
        if row is None or row["status"] != "ok" or float(row["value"]) != float(item["value"]):
            wrong(where, key, "says", item["value"], "and the data", row and row["value"])
            return None
        if end[item["period"]] > end[version["until"]]:
            wrong(where, key, "is not yet in the edition")
        values.append(row)
    for claim in version["claims"]:
        first, then = (float(values[claim[side]]["value"]) for side in ("first", "then"))
        margin = sum(float(values[claim[side]]["margin"] or 0) ** 2 for side in ("first", "then")) ** 0.5
        holds = {"lower": then < first, "higher": then > first, "within_margin": abs(then - first) < margin}
        if not holds[claim["is"]]:
            wrong(where, "claim does not hold:", first, "to", then, claim["is"])
    return values


def check_story(story, observed, until, end, goals):
    for version in story["versions"]:
        where = f"{story['indicator']} from edition {version['from_edition']}:"
        version["until"] = until[version["from_edition"]][story["indicator"]]
        values = check_evidence(where, story, version, observed, end) or []
        allowed = {"1000", "16", "19", "30"} | goals.get(story["indicator"], set())
        for row in values:
            for column in ("value", "numerator", "denominator"):
                allowed |= shown(row[column]) if row[column] else set()
        for language in ("en", "es"):
            headline = version[f"headline_{language}"]
            if len(headline.split()) > 15 + (language == "es"):
                wrong(where, "headline has", len(headline.split()), "words:", headline)
            for number in figures(headline + " " + version[f"lede_{language}"]) - allowed:
                wrong(where, language, number, "stands on no evidence")
        if figures(version["lede_en"]) != figures(version["lede_es"]):
            wrong(where, "the two languages give different figures")


def check_measures():
    indicators = table("definitions.csv")
    names = {row[0] for row in unique("definitions.csv", indicators, "indicator")}
    public = {row["indicator"] for row in indicators if row["visibility"] == "public"}
    results, dimensions, categories = table("results.csv"), table("dimensions.csv"), table("categories.csv")
    organisations = table("organisations.csv")
    periods = {row["period"] for row in table("periods.csv")}
    pairs = unique("categories.csv", categories, "dimension", "category")
    known("categories.csv", categories, "dimension", {row["dimension"] for row in dimensions})
    known("definitions.csv", indicators, "result", {row["result"] for row in results})
    known("definitions.csv", indicators, "owner", {row["organisation"] for row in organisations})
    for name in ("definitions.csv", "results.csv", "dimensions.csv", "series_notes.csv", "organisations.csv",
                 "people.csv", "bodies.csv", "periods.csv", "places.csv", "targets.csv", "categories.csv"):
        rows = table(name)
        spanish(name, [{k.replace("label_", "text_"): v for k, v in row.items()} for row in rows])
    crosswalk, notes = table("crosswalk.csv"), table("series_notes.csv")
    unique("crosswalk.csv", crosswalk, "dimension", "source_label")
    known("series_notes.csv", notes, "indicator", names)
    known("series_notes.csv", notes, "period", periods)
    for row in crosswalk:
        if (row["dimension"], row["category"]) not in pairs:
            wrong("crosswalk.csv", row, "names no category")
    return indicators, public, pairs, periods


def check_observations(indicators, public, pairs, periods):
    rows = table("observations.csv")
    unique("observations.csv", rows, "indicator", "place_code", "period", "dimension", "category")
    known("observations.csv", rows, "indicator", public)
    known("observations.csv", rows, "period", periods)
    known("observations.csv", rows, "place_code", {row["code"] for row in table("places.csv")})
    known("observations.csv", rows, "source", {row["source"] for row in table("sources.csv")})
    known("observations.csv", rows, "status", {"ok", "suppressed", "not_available"})
    has = {row["indicator"]: set() for row in indicators}
    for row in rows:
        has[row["indicator"]].add(row["dimension"])
        if (row["dimension"], row["category"]) not in pairs or (row["status"] == "ok") != bool(row["value"]):
            wrong("observations.csv", row)
    for row in indicators:
        if row["visibility"] == "public" and has[row["indicator"]] != set(row["dimensions"].split()):
            wrong("definitions.csv", row["indicator"], "dimensions differ from", has[row["indicator"]])
    return {(r["indicator"], r["place_code"], r["dimension"], r["category"], r["period"]): r for r in rows}


def check_people():
    organisations = {row["organisation"] for row in table("organisations.csv")}
    people, seats = table("people.csv"), table("seats.csv")
    names = {row[0] for row in unique("people.csv", people, "person")}
    known("people.csv", people, "organisation", organisations)
    known("seats.csv", seats, "body", {row["body"] for row in table("bodies.csv")})
    known("seats.csv", seats, "person", names, empty=True)
    known("seats.csv", seats, "organisation", organisations, empty=True)
    for row in people + table("organisations.csv"):
        if not row["email"].endswith(".example"):
            wrong(row["email"], "is not under .example")
    return names, organisations


def main():
    indicators, public, pairs, periods = check_measures()
    observed = check_observations(indicators, public, pairs, periods)
    people, organisations = check_people()
    end = {row["period"]: row["end"] for row in table("periods.csv")}
    goals = {}
    for row in table("targets.csv"):
        key = (row["indicator"], row["place_code"], row["dimension"], row["category"], row["baseline_period"])
        if key not in observed or observed[key]["value"] != row["baseline_value"] or row["goal_period"] not in end:
            wrong("targets.csv", key, "baseline differs from the data, or the goal period is unknown")
        goals.setdefault(row["indicator"], set()).add(row["goal_value"])
    editions = json.loads((HERE / "editions.json").read_text(encoding="utf-8"))["editions"]
    until = {edition["number"]: edition["until"] for edition in editions}
    for edition in editions:
        for indicator, period in edition["until"].items():
            if not any(key[0] == indicator and key[4] == period for key in observed):
                wrong("editions.json", indicator, period, "is not in the data")
        known("editions.json", edition["vetting"], "person", people)
        for row in edition["corrections"]:
            key = (row["indicator"], row["place_code"], row["dimension"], row["category"], row["period"])
            if observed[key]["value"] != row["now"] or row["was"] == row["now"]:
                wrong("editions.json", "correction differs from the data", key)
    stories = json.loads((HERE / "stories.json").read_text(encoding="utf-8"))["stories"]
    if {story["indicator"] for story in stories} != public:
        wrong("stories.json does not tell every public indicator")
    for story in stories:
        check_story(story, observed, until, end, goals)
        for partner in {p for action in story["actions"] for p in action["partners"]} - organisations:
            wrong("stories.json", partner, "is no organisation")
        for by in {step["by"] for step in story["checked"]} - people - organisations - {None, "steering-committee"}:
            wrong("stories.json", by, "is nobody")
        spanish("stories.json", [*story["versions"], *story["behind"], *story["actions"]])
    request = json.loads((HERE / "requests/requests.json").read_text(encoding="utf-8"))["requests"][0]
    known("requests.json", request["recipients"], "person", people)
    known("requests.json", request["recipients"], "organisation", organisations)
    for name in [r["file"] for r in request["recipients"] if r["file"]] + [request["template"]]:
        if not (HERE / "requests" / name).exists():
            wrong("requests.json", name, "is missing")
    print("\n".join(WRONG) or f"{len(observed)} observations, {len(public)} indicators, {len(stories)} stories: all agree")
    sys.exit(bool(WRONG))


main()
