"""Makes the ugly sheets of activities beside it, as partners keep them. Invented. Needs openpyxl."""

import datetime
import pathlib

import openpyxl
from openpyxl.styles import Font

HERE = pathlib.Path(__file__).parent


def workbook():
    """Merged headings over two rows, days of several kinds, names with mistakes, notes, blank rows."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "READ ME"
    notes["A1"] = "Please fill in by Friday!!"
    sheet = book.create_sheet("Activities 26-27")
    sheet["A1"] = "Family partners: what we do, school year 2026-27"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "(draft, last touched by the office)"
    sheet.append([])
    sheet.append(["Activity", "Who", None, "When", None, None, "Where", "Remarks"])
    sheet.append([None, "Lead agency", "Partners", "Start", "End", "Status", None, None])
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("B4:C4")
    sheet.merge_cells("D4:F4")
    sheet.merge_cells("G4:G5")
    sheet.merge_cells("H4:H5")
    day = datetime.date
    rows = [
        ["Homework room at the library", "Brightwater Afterschool", "Casa Faro", day(2026, 9, 14), day(2027, 6, 11), "in progress", "Lantern Street", "*"],
        ["Coffee hour for new parents", "CKEL", "Casa Faro; Tern Hill Health Center", "Sept 2026", "ongoing", "On track", "Oystershell Hall", None],
        [None] * 8,
        ["Free eye tests", "Tern Hill Health Centre", None, "Fall 2026", "Spring 2027", "not started", "Lantern Street", None],
        ["Bus tickets for choir", "Gull and Anchor", "Brightwater Afterschool", day(2026, 10, 1), "2026-27", "Completed", None, "* paid by a raffle"],
        ["Winter coats", "Copper Kettle Early Learning", None, "after the raffle", "Q1 2027", "planned", "Oystershell Hall", None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.append([])
    sheet.append(["* Ask the office before you print this."])
    book.save(HERE / "family-partners.xlsx")


def spanish():
    """Spanish headings, semicolons, the letters of an old Windows, a total at the foot."""
    lines = [
        "Actividades de las organizaciones del puerto;;;;;;",
        ";;;;;;",
        "Actividad;Responsable;Socios;Fecha de inicio;Fecha de término;Estado;¿Para quién?",
        "Clases de inglés por la noche;Casa Faro;Brightwater Afterschool, Tern Hill Health Center;15 de enero de 2026;en curso;En marcha;Madres y padres",
        "Cuentos en la plaza;CASA FARO;;primavera 2026;otoño 2026;terminado;Niñas y niños",
        "Desayuno con doctoras;Tern Hill Helth Center;Casa Faro;marzo 2026;diciembre 2026;pendiente;",
        "Taller de bicicletas;Gull & Anchor Family Center;;1/2026;12/2026;cancelado: sin taller;Jóvenes",
        ";;;;;;",
        "Fuente: reunión del martes;;;;;;",
    ]
    (HERE / "actividades-del-puerto.csv").write_bytes("\r\n".join(lines).encode("cp1252") + b"\r\n")


def pasted():
    """Tabs, the backbone as who does it, a row twice, headings again in the middle, a state nobody knows."""
    rows = [
        ["what", "responsible org", "supporting orgs", "begin", "finish", "progress", "next step / deliverable", "due"],
        ["Monday phone calls", "Harbor Trust", "Casa Faro", "2026-01-12", "", "started", "Callers at every school", "2026-12-18"],
        ["Monday phone calls (evening)", "casa-faro", "", "2026-01-12", "2026-12-18", "ask Rosa", "", ""],
        ["what", "responsible org", "supporting orgs", "begin", "finish", "progress", "next step / deliverable", "due"],
        ["Reading corner", "Brightwater Afterschool", "Marlin Books", "2026", "2027", "on hold", "Shelves", "soon"],
        ["reading corner ", "BRIGHTWATER AFTERSCHOOL", "", "2026", "2027", "active", "", ""],
        ["NB: ask about the piano"],
    ]
    text = "\n".join("\t".join(row) for row in rows)
    (HERE / "pasted-from-a-page.csv").write_text(text + "\n", encoding="utf-16")


workbook()
spanish()
pasted()
