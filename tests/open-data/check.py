#!/usr/bin/env python3
"""Opens every open-data file of a static copy with the readers that others wrote for each standard.

    mainstay export --static COPY --data DATA
    python3 check.py --copy COPY [--standards FOLDER]
    python3 check.py --program target/debug/mainstay    # the files of a demonstration of its own

Readers: pip install -r requirements.txt

Data packages with frictionless, as folders and as archives; CSV on the Web with csvw; workbooks with openpyxl, cell for
cell against the CSV files; feeds with feedparser; catalogues with the JSON Schema of DCAT-US 1.1 and packages with the
profiles 1.0 and 2.0, where FOLDER holds `dcat-us/1.1` and `frictionless/{1.0,2.0}` as their publishers give them.
"""

import argparse
import csv
import io
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings

import feedparser
import openpyxl
from csvw import CSVW
from frictionless import Package, system
from jsonschema import Draft4Validator, Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

TABLES = [
    "data.csv",
    "indicators.csv",
    "places.csv",
    "groups.csv",
    "targets.csv",
    "breaks.csv",
    "sources.csv",
    "plan.csv",
    "decisions.csv",
]

passed, failed = 0, 0


def told(path, what, problems):
    """Counts one check, and says what is wrong with it."""
    global passed, failed
    if not problems:
        passed += 1
        return
    failed += 1
    print(f"FAILED {path}: {what}")
    for problem in problems[:10]:
        print(f"    {problem}")


def package(path):
    """Problems that frictionless finds in a data package."""
    with system.use_context(trusted=True):
        report = Package(str(path)).validate()
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def tables_for_the_web(path):
    """Problems that csvw finds in the tables that a description names."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            is_valid = CSVW(str(path), validate=True).is_valid
        except (ValueError, KeyError) as error:
            return [str(error)]
    problems = [str(warning.message) for warning in caught if "csvw" in (warning.filename or "")]
    return problems if is_valid or problems else ["not valid"]


def rows_of(path):
    """Rows of a CSV file without the quote that keeps a text from being a formula."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))
    return [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in rows]


def workbook(path):
    """Differences between a workbook and the CSV files beside it; sheets 2 to 10 are the tables."""
    book = openpyxl.load_workbook(path)
    problems = [f"{sheet.title} is {sheet.sheet_state}" for sheet in book if sheet.sheet_state != "visible"]
    problems += [f"a name {name}" for name in book.defined_names]
    for file, sheet in zip(TABLES, book.worksheets[1:], strict=False):
        rows = rows_of(path.parent / file)
        found = [list(row) for row in sheet.iter_rows(values_only=True)]
        if len(rows) != len(found):
            problems.append(f"{file}: {len(rows)} rows, {len(found)} in the workbook")
        for number, (row, cells) in enumerate(zip(rows, found), 1):
            cells += [None] * (len(row) - len(cells))
            for wanted, cell in zip(row, cells):
                if not same(wanted, cell):
                    problems.append(f"{file}, row {number}: {wanted!r}, and {cell!r} in the workbook")
        problems += [
            f"{sheet.title}!{cell.coordinate}: {cell.data_type}"
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type not in ("s", "n") or cell.comment or cell.hyperlink
        ]
    return problems


def same(wanted, cell):
    if cell is None:
        return wanted == ""
    if isinstance(cell, (int, float)):
        return wanted != "" and float(wanted) == float(cell)
    return wanted.replace("\r\n", "\n") == cell.replace("\r\n", "\n")


def feed(path):
    """What a feed reader stumbles over, and what RFC 4287 asks for."""
    read = feedparser.parse(path.read_bytes())
    problems = [str(read.bozo_exception)] if read.bozo else []
    ids = [entry.id for entry in read.entries]
    if len(set(ids)) != len(ids) or not ids:
        problems.append("entries without an id of their own")
    for thing in [read.feed, *read.entries]:
        problems += [f"no {part}" for part in ("id", "title", "updated_parsed", "link") if not thing.get(part)]
    return problems


def dataset(path):
    """What the guidelines of data set search ask for."""
    value = json.loads(path.read_bytes())
    problems = [f"no {name}" for name in ("name", "url", "creator", "distribution", "version") if not value.get(name)]
    if not 50 <= len(value.get("description", "")) <= 5000:
        problems.append("a description of another length than 50 to 5000")
    return problems


def dcat_schema(folder):
    """The catalogue's schema with the ones it refers to."""
    resources = []
    for file in sorted(folder.glob("*.json")):
        if file.name.startswith("example"):
            continue
        schema = json.loads(file.read_bytes())
        resource = Resource.from_contents(schema, default_specification=DRAFT4)
        resources += [(file.name, resource), (f"https://project-open-data.cio.gov/v1.1/schema/{file.name}", resource)]
    registry = Registry().with_resources(resources)
    catalog = json.loads((folder / "catalog.json").read_bytes())
    return Draft4Validator(catalog, registry=registry)


def schema_problems(validator, path):
    value = json.loads(path.read_bytes())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


FILES = [
    "datapackage.json",
    "datapackage.zip",
    "data.xlsx",
    "edition.json",
    "csv-metadata.json",
    "dataset.jsonld",
    *TABLES,
]


def download(program, folder):
    """The files of every edition of a demonstration, in both languages, into a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = "127.0.0.1:%d" % free.getsockname()[1]
    data = folder / "data"
    with subprocess.Popen(
        [program, "demo", "--listen", address, "--data", str(data)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for(server, f"http://{address}/healthz")
            slug = "harbor-together"
            numbers = [one["number"] for one in json.loads(fetch(f"http://{address}/api/v1/editions"))]
            trees = [f"{language}{edition}" for language in ("", "es/") for edition in ("", *(f"editions/{n}/" for n in numbers))]
            paths = [f"{slug}/{tree}{file}" for tree in trees for file in FILES]
            paths += [f"{slug}/{language}{file}" for language in ("", "es/") for file in ("catalog.json", "feed.atom")]
            for path in [*paths, "data.json"]:
                file = folder / "copy" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(fetch(f"http://{address}/{path}"))
        finally:
            server.kill()
    return folder / "copy"


def fetch(address):
    with urllib.request.urlopen(address, timeout=120) as answer:
        return answer.read()


def wait_for(server, address):
    for _ in range(600):
        if server.poll() is not None:
            sys.exit("the demonstration ended before it was ready")
        try:
            fetch(address)
            return
        except OSError:
            time.sleep(0.5)
    sys.exit("the demonstration is not ready after five minutes")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--copy", type=pathlib.Path, help="folder of a static copy")
    arguments.add_argument("--program", help="the binary, to take a demonstration of its own")
    arguments.add_argument("--standards", type=pathlib.Path, help="folder of JSON Schemas")
    options = arguments.parse_args()
    if not options.copy and not options.program:
        arguments.error("name a static copy or the binary")
    with tempfile.TemporaryDirectory() as folder:
        options.copy = options.copy or download(options.program, pathlib.Path(folder))
        check(options)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return failed > 0


def check(options):
    """Every check of every file."""
    schemas = {}
    if options.standards:
        for version in ("1.0", "2.0"):
            schema = json.loads((options.standards / "frictionless" / version / "datapackage.json").read_bytes())
            schemas[version] = Draft7Validator(schema)
        dcat = dcat_schema(options.standards / "dcat-us" / "1.1")
    checks = [
        ("datapackage.json", "frictionless", package),
        ("datapackage.zip", "frictionless, archive", package),
        ("csv-metadata.json", "CSV on the Web", tables_for_the_web),
        ("data.xlsx", "workbook", workbook),
        ("feed.atom", "Atom", feed),
        ("dataset.jsonld", "schema.org", dataset),
    ]
    for name, what, check in checks:
        found = sorted(options.copy.rglob(name))
        told(name, what, [] if found else ["there is none"])
        for path in found:
            told(path, what, check(path))
    for path in sorted(options.copy.rglob("datapackage.json")):
        for version, validator in schemas.items():
            told(path, f"profile {version}", schema_problems(validator, path))
    if schemas:
        for path in [options.copy / "data.json", *sorted(options.copy.rglob("catalog.json"))]:
            told(path, "DCAT-US 1.1", schema_problems(dcat, path))


if __name__ == "__main__":
    sys.exit(main())
