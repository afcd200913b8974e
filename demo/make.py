#!/usr/bin/env python3
"""Re-tabulate the public figures of nine Connecticut places into the demonstration's own files.

Usage: python3 demo/make.py FOLDER
FOLDER holds `bridgeport/` (tidy extract, reference tables) and `sources/` (files as the state sends them).
Writes observations.csv, periods.csv, places.csv, sources.csv and the files of requests/.
Needs the standard library only; the same input gives the same bytes.
"""
import csv
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent

# What a source calls a category -> our slug. The same table, with the sources' other names, is crosswalk.csv.
CATEGORY = {
    "All": "all", "ELL": "english_learner", "Non-ELL": "not_english_learner",
    "Kindergarten": "kindergarten", **{f"Grade {n}": f"grade_{n}" for n in range(1, 13)},
    "Eligible For Free Lunch": "free", "Eligible For Reduced Lunch": "reduced",
    "Not Eligible For Lunch": "not_eligible", "Eligible for Free or Reduced-Price Meals": "free_or_reduced",
    "Eligible for Free or Reduced Price Lunch": "free_or_reduced_meals",
    "English Language Learner": "english_learners", "Special Education": "special_education",
    "Non-Special Education": "not_special_education",
    "American Indian or Alaska Native": "american_indian", "Asian": "asian",
    "Black or African American": "black", "Hispanic or Latino": "hispanic",
    "Native Hawaiian or Pacific Islander": "pacific_islander", "Two or more races": "two_or_more",
    "White": "white", "Homeowner": "homeowner", "Renter": "renter", "Female": "female", "Male": "male",
    "Creative-aesthetic": "creative", "Language": "language", "Literacy": "literacy", "Numeracy": "numeracy",
    "Personal-social": "personal_social", "Physical-motor": "physical_motor",
}
INDICATOR = {"child_maltreatment_substantiated": "child_maltreatment", "grade3_ela_met": "grade3_reading",
             "grade8_math_met": "grade8_math", "kindergarten_entrance_level3": "kindergarten_ready",
             "disengaged_youth": "youth_out_of_school_and_work", "cost_burdened_households": "housing_cost_burden",
             "unemployment_rate": "unemployment", "suspension_rate": "suspension"}
PUBLISHER = [  # part of the repository or path -> who published the figure first
    ("fetal-and-infant", "Connecticut Department of Public Health"),
    ("child-abuse", "Connecticut Department of Children and Families"),
    ("labor-force", "Connecticut Department of Labor"),
    ("disengaged-youth", "US Census Bureau, American Community Survey"),
    ("cost-burdened", "US Census Bureau, American Community Survey"),
    ("", "Connecticut State Department of Education (EdSight)"),
]

GOAL_PERIODS = {  # named by targets.csv, beyond the figures
    ("2018-2022", "2018-01-01", "2022-12-31"), ("2021-2025", "2021-01-01", "2025-12-31"),
    ("2025", "2025-01-01", "2025-12-31"), ("2025-26", "2025-07-01", "2026-06-30"),
    ("SFY 2025", "2024-07-01", "2025-06-30")}


def write(name, header, rows):
    """One RFC 4180 file: comma, double quotes, CRLF, UTF-8 without a byte order mark."""
    with open(HERE / name, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        writer.writerows(rows)


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def sources(rows):
    """Give every source file a short id that is stable as long as its path is."""
    ids, table = {}, []
    for path in sorted({row["source_file"] for row in rows}):
        owner, repository, *rest = path.split("/")
        stem = re.sub(r"[^a-z0-9]+", "-", Path(rest[-1]).stem.lower()).strip("-")
        name = stem if stem not in ids.values() else f"{repository}-{stem}"
        assert name not in ids.values(), path
        ids[path] = name
        publisher = next(label for part, label in PUBLISHER if part in repository)
        licence = "ODC-BY 1.0" if repository == "edsight-data" else "ODC-PDDL 1.0"
        table.append([name, publisher, "CTData Collaborative", f"{owner}/{repository}", "/".join(rest), licence])
    return ids, table


def period(label, start, end):
    """Kind and the label in both languages."""
    if label.startswith("SFY"):
        return [label, "fiscal_year", start, end, f"State fiscal year {label[4:]}", f"Año fiscal estatal {label[4:]}"]
    if re.fullmatch(r"\d{4}", label):
        return [label, "calendar_year", start, end, label, label]
    shown = label.replace("-", "–")
    if re.fullmatch(r"\d{4}-\d{2}", label):
        return [label, "school_year", start, end, shown, shown]
    return [label, "five_years", start, end, shown, shown]


COUNTY = {"09001": "Fairfield County", "09003": "Hartford County", "09009": "New Haven County"}
SWITCH = ("2022-06-05", "2022-06-06")  # last day of the county codes, first day of the planning region codes

# Where each town's square stands on a map in tiles: column from the west, row from the north, by the middles of the towns.
TILES = {"Hartford": (3, 0), "Danbury": (0, 1), "Waterbury": (2, 1), "Fairfield": (1, 2), "Bridgeport": (2, 2),
         "New Haven": (3, 2), "Stamford": (0, 3), "Norwalk": (1, 3)}


# The map of all 169 towns: a grid so wide and so high, laid over the state. It holds what is public for every town as it stands.
GRID = (19, 13)
TOWNS_SINCE = 2010  # the method of the unemployment figures is another one before


def middle(geometry):
    """The middle of a town's largest outline, weighted by area."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    best = (0.0, 0.0, 0.0)
    for ring in (polygon[0] for polygon in polygons):
        area = x = y = 0.0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        if abs(area) > abs(best[0]):
            best = (area, x / (3 * area), y / (3 * area))
    return best[1:]


def assigned(cost):
    """For every row its column, each column once, with the least sum of costs (the Hungarian method, Kuhn 1955, as
    shortest augmenting paths). Needs at least as many columns as rows."""
    rows, columns, far = len(cost), len(cost[0]), float("inf")
    lift, drop, owner = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, came, seen = [far] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while owner[at]:
            seen[at], line, step, then = True, owner[at], far, 0
            for column in range(1, columns + 1):
                if seen[column]:
                    continue
                slack = cost[line - 1][column - 1] - lift[line] - drop[column]
                if slack < least[column]:
                    least[column], came[column] = slack, at
                if least[column] < step:
                    step, then = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    lift[owner[column]] += step
                    drop[column] -= step
                else:
                    least[column] -= step
            at = then
        while at:
            owner[at], at = owner[came[at]], came[at]
    found = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found


def town_tiles(folder):
    """Town -> column and row of its square: each town in a square of its own, all as near to their true middles as can be."""
    towns = json.loads((folder / "bridgeport/geo/ct-towns.geojson").read_text(encoding="utf-8"))["features"]
    middles = [middle(town["geometry"]) for town in towns]
    spans = [(min(axis), max(axis)) for axis in zip(*middles)]
    cells = [(column, row) for row in range(GRID[1]) for column in range(GRID[0])]

    def cost(spot, cell):
        east = (spot[0] - spans[0][0]) / (spans[0][1] - spans[0][0]) * (GRID[0] - 1)
        south = (spans[1][1] - spot[1]) / (spans[1][1] - spans[1][0]) * (GRID[1] - 1)
        return (east - cell[0]) ** 2 + (south - cell[1]) ** 2

    found = assigned([[cost(spot, cell) for cell in cells] for spot in middles])
    return {town["properties"]["name"]: cells[at] for town, at in zip(towns, found)}


def town_rows(folder):
    """Unemployment in every town: counted by the state for each, withheld for none."""
    rows = read(folder / "bridgeport/towns.csv")
    return [row for row in rows if row["indicator"] == "unemployment_rate" and int(row["period"]) >= TOWNS_SINCE]


def town_places(folder, listed):
    """The towns that stand on the map only. The code that held until 2022 and the square; the towns listed have theirs already."""
    squares = town_tiles(folder)
    region = {row["town_name"]: row for row in read(folder / "bridgeport/reference/town-planning-region.csv")}
    table = []
    for name, (column, row) in sorted(squares.items()):
        if name not in listed:
            old, new = region[name]["town_fips_2020"].zfill(10), region[name]["town_fips_2022"].zfill(10)
            table.append([slug(name), name, name, "town", "census", old, "", SWITCH[0], "connecticut"])
            table.append([slug(name), name, name, "town", "census", new, SWITCH[1], "", "connecticut"])
        table.append([slug(name), name, name, "town", "tile_of_towns", f"tile-{column}-{row}", "", "", ""])
    return table


def places(folder, rows):
    """Every place with every code it has had. One row per code; an empty bound means: as far as we know, always."""
    region = {row["town_name"]: row for row in read(folder / "bridgeport/reference/town-planning-region.csv")}
    district = {}
    for line in district_rows(folder):
        district[line[0].replace(" School District", "")] = line[1].strip('="')
    names = {row["geo_name"] for row in rows if row["geo_type"] != "state"}
    table = [["connecticut", "Connecticut", "Connecticut", "state", "census", "09", "", "", ""]]
    for code, name in COUNTY.items():
        spanish = f"Condado de {name.removesuffix(' County')}"
        table.append([slug(name), name, spanish, "county", "census", code, "", SWITCH[0], "connecticut"])
    regions = sorted({(region[n]["ce_name_2022"], region[n]["ce_fips_2022"].zfill(5)) for n in names})
    for name, code in regions:
        spanish = f"Región de planificación {name.removesuffix(' Planning Region')}"
        table.append([slug(name), name, spanish, "planning_region", "census", code, SWITCH[1], "", "connecticut"])
    for name in sorted(names):
        line = region[name]
        old, new = line["town_fips_2020"].zfill(10), line["town_fips_2022"].zfill(10)
        table.append([slug(name), name, name, "town", "census", old, "", SWITCH[0], slug(COUNTY[old[:5]])])
        table.append([slug(name), name, name, "town", "census", new, SWITCH[1], "", slug(line["ce_name_2022"])])
        table.append([slug(name), name, name, "town", "state_education", district[name], "", "", "connecticut"])
        column, row = TILES[name]
        table.append([slug(name), name, name, "town", "tile", f"tile-{column}-{row}", "", "", ""])
    table.extend(town_places(folder, names))
    for site, area in SITES:
        table.append([slug(site), site, site, "site", "demonstration", slug(site), "", "", area])
    for name in SCHOOLS:
        own = slug(f"{name} School")
        table.append([own, f"{name} School", f"Escuela {name}", "school", "demonstration", own, "", "", "bridgeport"])
    return table


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def district_rows(folder):
    """The rows of our eight districts in the attendance file of 2019-20, fields as they stand."""
    path = folder / "sources/chronic-absence/chronic-absenteeism__2019-20_race.csv"
    wanted = {f"{n} School District" for n in (
        "Bridgeport", "Danbury", "Fairfield", "Hartford", "New Haven", "Norwalk", "Stamford", "Waterbury")}
    with open(path, encoding="utf-8", newline="") as handle:
        return [row for row in csv.reader(handle) if row and row[0] in wanted]


def attendance_as_sent(folder):
    """The state's layout: two title rows, a blank row, two header rows, guarded codes, asterisks, a blank line last."""
    def text(value):
        return '"' + value.replace('"', '""') + '"'
    lines = ['"Chronic Absenteeism, 2019-20"', '"All Districts, Race/Ethnicity"', "",
             '"",,,"Chronically Absent",', '"District","District Code","Race/Ethnicity","Student Count","%"']
    for name, code, group, count, share in district_rows(folder):
        number = [value if re.fullmatch(r"[\d.]+", value) else text(value) for value in (count, share)]
        lines.append(",".join([text(name), text(code), text(group), *number]))
    return "\r\n".join([*lines, "", ""])


# Everything below is invented: a programme, its sites and its numbers.
SITES = [("Lantern Street", "bridgeport"), ("Oystershell Hall", "bridgeport"), ("Ropewalk Annex", "bridgeport"),
         ("Gullwing Middle", "bridgeport"), ("Tidepool Elementary", "bridgeport"), ("Foghorn Lodge", "bridgeport")]
SCHOOLS = ["Binnacle", "Oystershell", "Bowsprit", "Kelp Lane", "Halyard", "Driftway", "Saltmarsh", "Cormorant",
           "Anchorage", "Windlass", "Pilot Point", "Marlin", "Gangway", "Eddy Creek", "Ropewalk", "Mizzen"]
GROUPS = ["Black", "Hispanic", "White", "Asian"]
GRADES = {"Lantern Street": [6, 7, 8], "Oystershell Hall": [6, 7, 8], "Ropewalk Annex": [9, 10],
          "Gullwing Middle": [6, 7, 8], "Tidepool Elementary": [3, 4, 5], "Foghorn Lodge": [9]}
FIRST = ["Avery", "Blake", "Casey", "Devon", "Emery", "Frankie", "Gray", "Harley", "Indigo", "Jules"]


def programme(year):
    """Invented enrolment: (site, grade, group, enrolled, attending on 90 percent of days)."""
    rows, turn = [], 0
    for site, _ in SITES:
        for grade in GRADES[site]:
            for group in GROUPS:
                turn += 1
                enrolled = 16 + (turn * 7) % 29 + (year - 2019) * (1 + turn % 3)
                if group == "Asian":
                    enrolled = 4 + turn % 9
                rows.append([site, grade, group, enrolled, round(enrolled * (0.66 + (turn % 5) * 0.04))])
    return rows


def ugly_rows():
    """The programme's workbook as it might really come, with the mistakes the page must find."""
    rows = [["Brightwater Afterschool (invented for the demonstration)"],
            ["Attendance SY 2019-20   prepared by front desk", "", "", "", "", "printed 11/3"], [],
            ["School / Site", "Gr.", "Race_Eth", "Enr", "90%+", "Student name"]]
    total_enrolled = total_attending = 0
    for index, (site, grade, group, enrolled, attending) in enumerate(programme(2020)):
        if (site, grade, group) == ("Gullwing Middle", 7, "Hispanic"):
            enrolled, attending = 31, 37
        if (site, grade, group) == ("Oystershell Hall", 8, "Black"):
            enrolled, attending = 148, 109
        total_enrolled, total_attending = total_enrolled + enrolled, total_attending + attending
        shown = "Lanten Street" if site == "Lantern Street" and grade == 7 else site
        shown = f" {shown} " if index % 9 == 4 else shown
        value = "n/a" if index in (11, 30, 45) else attending
        if value == "n/a":
            total_attending -= attending
        rows.append([shown, grade, group, enrolled, value, f"{FIRST[index % 10]} Sample-{index + 1:02}"])
    rows += [["TOTAL", "", "", total_enrolled, total_attending, ""], [],
             ["* counts taken the last week of each month; ask for Rory with questions"]]
    return rows


def workbook(name, sheets):
    """A small xlsx with plain cells, written by hand so that the bytes never depend on a library."""
    def cell(row, column, value):
        reference = f"{chr(65 + column)}{row}"
        if isinstance(value, (int, float)):
            return f'<c r="{reference}"><v>{value}</v></c>'
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    def sheet(rows):
        body = "".join(
            f'<row r="{number}">' + "".join(cell(number, c, v) for c, v in enumerate(row) if v != "") + "</row>"
            for number, row in enumerate(rows, 1))
        return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        + "".join(f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>' for n, (title, _) in zip(numbers, sheets))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(f'<Relationship Id="rId{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
        + "</Relationships>",
    }
    for number, (_, rows) in zip(numbers, sheets):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet(rows)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            entry = zipfile.ZipInfo(path, (2022, 10, 18, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    (HERE / name).write_bytes(buffer.getvalue())


def requests(folder, rows):
    (HERE / "requests/school-attendance-2019-20-by-race.csv").write_text(
        attendance_as_sent(folder), encoding="utf-8", newline="")
    workbook("requests/brightwater-attendance.xlsx", [("Sites", ugly_rows()), ("Notes", [["Ignore this sheet"]])])
    grades = [row for row in rows if row["indicator"] == "chronic_absence" and row["period"] == "2019-20"
              and row["dimension"] == "grade" and row["geo_name"] == "Bridgeport"]
    order = list(CATEGORY)
    grades.sort(key=lambda row: order.index(row["category"]))
    write("requests/bridgeport-attendance-by-grade.csv", ["place", "period", "grade", "numerator", "value", "status"],
          [[r["geo_name"], r["period"], r["category"], r["numerator"], r["value"], r["status"]] for r in grades])
    write("requests/programme-attendance-last-year.csv", ["site", "period", "grade", "group", "enrolled", "attending"],
          [[row[0], "2018-19", *row[1:]] for row in programme(2019)])
    head = ["Place or site", "Period", "Grade", "Group", "Students enrolled", "Students absent 10 percent or more"]
    blank = [["Bridgeport", "2019-20", "All grades", group, "", ""] for group in
             ["All students", "American Indian or Alaska Native", "Asian", "Black or African American",
              "Hispanic or Latino/a", "Multiracial", "Native Hawaiian or Pacific Islander", "White"]]
    write("requests/template-school-attendance.csv", head, blank)
    help_rows = [["Please send counts only: no names, no birth dates."],
                 ["Leave a cell empty if you have no number. Write 0 only for zero."],
                 ["Your own spreadsheet is just as welcome. Send it as it is."]]
    workbook("requests/template-school-attendance.xlsx", [("Attendance", [head, *blank]), ("Help", help_rows)])


def main():
    folder = Path(sys.argv[1])
    rows = read(folder / "bridgeport/indicators.csv")
    ids, table = sources(rows)
    write("sources.csv", ["source", "publisher", "distributor", "repository", "file", "licence"], table)
    write("places.csv", ["place", "name_en", "name_es", "kind", "code_system", "code", "valid_from", "valid_to",
                         "part_of"], places(folder, rows))
    seen = sorted({(r["period"], r["period_start"], r["period_end"]) for r in rows} | GOAL_PERIODS, key=lambda p: (p[1], p[2], p[0]))
    write("periods.csv", ["period", "kind", "start", "end", "label_en", "label_es"], [period(*p) for p in seen])
    observations = [[
        INDICATOR.get(r["indicator"], r["indicator"]), r["geo_id"], r["period"], r["dimension"],
        CATEGORY[r["category"]], r["numerator"], r["denominator"], r["value"], r["moe"], r["moe_numerator"],
        r["status"], ids[r["source_file"]]] for r in rows]
    have = {(row["geo_id"], row["period"]) for row in rows if row["indicator"] == "unemployment_rate"}
    observations.extend([
        "unemployment", r["geo_id"], r["period"], "all", "all", r["numerator"], r["denominator"], r["value"], r["moe"], "",
        r["status"], ids[r["source_file"]]] for r in town_rows(folder) if (r["geo_id"], r["period"]) not in have)
    observations.sort(key=lambda o: (o[0], o[1], o[3], o[4], o[2]))
    write("observations.csv", ["indicator", "place_code", "period", "dimension", "category", "numerator",
                               "denominator", "value", "margin", "numerator_margin", "status", "source"], observations)
    requests(folder, rows)


main()
