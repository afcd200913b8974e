#!/usr/bin/env python3
"""Writes contributions.json: what partners of the demonstration did, from its plan. Invented, like the plan itself.

Every act belongs to an activity of plan.json, comes after its beginning (what leads up to it comes before), names partners
who take part in it, and was coded by two coders who mostly agree. The same plan gives the same file.
"""
import csv
import json
import random
from pathlib import Path

HERE = Path(__file__).parent
NAMES = {row["organisation"]: row["name"] for row in csv.DictReader((HERE / "organisations.csv").open(encoding="utf-8"))}
PLAN = json.loads((HERE / "plan.json").read_text(encoding="utf-8"))["activities"]

# Kind of act: English, Spanish, what shows it, reach and strength as most coders see them, kinds it is taken for.
ACTS = {
    "programme": [
        ("“{title}” opens its second site", "«{title}» abre su segunda sede", "Photographs and the sign-up sheet of the first week",
         "some", "supports", ["service", "practice"]),
        ("“{title}” begins to run on Saturdays too", "«{title}» empieza a funcionar también los sábados",
         "The schedule before and after", "some", "supports", ["service", "practice"]),
        ("{lead} rebuilds “{title}” after asking families what gets in the way",
         "{lead} rehace «{title}» después de preguntar a las familias qué estorba", "Notes of the talks with families",
         "many", "supports", ["practice"]),
    ],
    "policy": [
        ("The city puts “{title}” into its budget", "La ciudad pone «{title}» en su presupuesto", "The adopted budget, with its page",
         "many", "changes", ["resources"]),
        ("The school board makes room for “{title}” in its yearly calendar",
         "La junta escolar da lugar a «{title}» en su calendario anual", "Minutes of the school board", "many", "changes", ["practice"]),
        ("{with} changes its rules so that families in “{title}” need one form instead of three",
         "{with} cambia sus reglas para que las familias de «{title}» llenen un formulario en vez de tres", "The old and the new form",
         "some", "changes", ["practice"]),
    ],
    "practice": [
        ("{lead} makes “{title}” part of what every new colleague learns",
         "{lead} hace de «{title}» parte de lo que aprende cada colega nuevo", "The plan for new colleagues", "some", "supports", ["programme"]),
        ("{with} and {lead} share one list for “{title}”, with the families’ consent",
         "{with} y {lead} comparten una lista para «{title}», con el consentimiento de las familias", "The agreement both signed",
         "some", "changes", ["action"]),
        ("{with} asks every family about “{title}” at the first visit", "{with} pregunta a cada familia por «{title}» en la primera visita",
         "The form for first visits", "many", "informs", ["dissemination", "programme"]),
    ],
    "action": [
        ("{lead} and {with} meet with the city about “{title}”", "{lead} y {with} se reúnen con la ciudad por «{title}»",
         "Notes of the meeting", "few", "informs", ["dissemination"]),
        ("Families speak for “{title}” at a public hearing", "Familias hablan a favor de «{title}» en una audiencia pública",
         "The record of the hearing", "few", "informs", ["dissemination"]),
        ("{with} and {lead} write down who does what in “{title}”", "{with} y {lead} ponen por escrito quién hace qué en «{title}»",
         "The paper both signed", "few", "supports", ["practice"]),
    ],
    "service": [
        ("“{title}” goes through the whole school year without a break", "«{title}» dura todo el año escolar sin interrupción",
         "Its own list of days", "some", "supports", ["programme"]),
        ("“{title}” keeps going through the summer", "«{title}» sigue durante el verano", "Its own list of days", "few", "supports", ["programme"]),
        ("{with} lends its rooms and people to “{title}” every week", "{with} presta sus salas y su gente a «{title}» cada semana",
         "The calendar of both", "some", "supports", ["resources"]),
    ],
    "resources": [
        ("A grant carries “{title}” through another year", "Una subvención sostiene «{title}» un año más", "The letter of award",
         "some", "supports", ["policy"]),
        ("Volunteers give an evening a week to “{title}”", "Voluntarios dan una tarde por semana a «{title}»", "The list of evenings",
         "few", "supports", ["service"]),
    ],
    "dissemination": [
        ("Scuttlebutt Community Radio tells about “{title}” in both languages", "Scuttlebutt Community Radio habla de «{title}» en ambos idiomas",
         "Recording of the broadcast", "many", "informs", ["action"]),
        ("{lead} shows other towns how “{title}” works", "{lead} muestra a otras ciudades cómo funciona «{title}»",
         "The program of the day", "few", "informs", ["action"]),
    ],
}
# Before an activity stood in the plan somebody tried it in a small way.
FORERUNNERS = {
    "programme": [("{lead} tries out in one place what became “{title}”", "{lead} prueba en un lugar lo que llegó a ser «{title}»",
                   "Notes of the first weeks", "few", "supports", ["service", "practice"])],
    "policy": [("The city opens its rooms to {lead}, for what became “{title}”",
                "La ciudad abre sus salas a {lead}, para lo que llegó a ser «{title}»", "The city’s letter", "some", "changes", ["resources"])],
    "practice": [("{lead} begins to ask every family what would help, and finds “{title}”",
                  "{lead} empieza a preguntar a cada familia qué ayudaría, y da con «{title}»", "The answers, counted", "some", "informs", ["action"])],
    "action": [("{lead} and {with} first talk about what became “{title}”", "{lead} y {with} hablan por primera vez de lo que llegó a ser «{title}»",
                "Notes of the talk", "few", "informs", ["dissemination"])],
    "service": [("A first season of what became “{title}”", "Una primera temporada de lo que llegó a ser «{title}»", "Its own list of days",
                 "few", "supports", ["programme"])],
    "resources": [("A small grant for what became “{title}”", "Una pequeña subvención para lo que llegó a ser «{title}»", "The letter of award",
                   "few", "supports", ["service"])],
    "dissemination": [("{lead} tells the other partners about what became “{title}”",
                       "{lead} cuenta a los demás aliados lo que llegó a ser «{title}»", "The slides of that day", "some", "informs", ["action"])],
}
# The partner that tells of the others.
RADIO = "scuttlebutt-radio"
FIRST_DAY = -2990
WEIGHTS = {"programme": 34, "policy": 20, "practice": 36, "action": 34, "service": 34, "resources": 22, "dissemination": 20}
ONCE = {"policy", "action", "resources", "dissemination"}
SETTLED = {
    ("programme", "practice"): "The way of working changed, not the program itself.",
    ("programme", "service"): "Nothing new was built: it is the service going on.",
    ("policy", "practice"): "The rule itself was written down and holds for everybody.",
    ("policy", "resources"): "The money follows from a decision that stays.",
    ("action", "dissemination"): "Its aim was those who decide, not the public.",
}


def begun(activity):
    """Days from the demonstration's day on which an activity began, or nothing if it is still to come."""
    start = activity["starts"]
    if isinstance(start, str):
        year, month, day = (int(part) for part in start.split("-"))
        return (year - 2026) * 365 + (month - 11) * 30 + (day - 20)
    return start if start < -20 else None


def drafts(rng):
    """Every act that each activity could have, at most one of each wording."""
    for activity in PLAN:
        start = begun(activity)
        if start is None or activity["lead"] == "state-figures-desk":
            # Who passes on figures opens no site and gives no classes.
            continue
        partners = [one["partner"] for one in activity["partners"]]
        for kind, wordings in ACTS.items():
            for wording in FORERUNNERS[kind] + wordings:
                if "{with}" in wording[0] and not partners:
                    continue
                if wording in FORERUNNERS[kind]:
                    earliest, latest = FIRST_DAY, max(start - 260, FIRST_DAY + 1)
                    # Most of what was tried early was tried early.
                    latest = min(latest, -1250)
                elif kind == "action":
                    earliest, latest = start - 240, start - 10
                else:
                    earliest, latest = start + 20, -8
                if earliest >= latest:
                    continue
                yield activity, partners, kind, wording, rng.randint(earliest, latest)



def coded(kind, wording, rng):
    first = {"kind": kind, "reach": wording[3], "strength": wording[4]}
    second = dict(first)
    if rng.random() < 0.16:
        second["kind"] = rng.choice(wording[5])
    if rng.random() < 0.17:
        near = {"few": "some", "some": rng.choice(["few", "many"]), "many": "some"}
        second["reach"] = near[first["reach"]]
    if rng.random() < 0.14:
        near = {"informs": "supports", "supports": rng.choice(["informs", "changes"]), "changes": "supports"}
        second["strength"] = near[first["strength"]]
    both = [first, second]
    rng.shuffle(both)
    return both, first


def main():
    rng = random.Random(20261120)
    pool = {kind: [] for kind in ACTS}
    for draft in drafts(rng):
        pool[draft[2]].append(draft)
    rows = []
    for kind, count in WEIGHTS.items():
        rng.shuffle(pool[kind])
        # More than half of it was done before the plan stood: most activities of the plan are young.
        early = [draft for draft in pool[kind] if draft[3] in FORERUNNERS[kind]][: count * 3 // 5]
        late = [draft for draft in pool[kind] if draft[3] not in FORERUNNERS[kind]][: count - len(early)]
        for activity, partners, _, wording, day in early + late:
            partner = rng.choice(partners) if partners else ""
            lead = activity["lead"]
            fill = lambda text, title: text.format(title=title, lead=NAMES[lead], **{"with": NAMES.get(partner, "")})
            named = "{with}" in wording[0]
            # Whoever the words begin with did it; the others named took part.
            own, others = lead, [partner] if named else []
            if wording[0].startswith("{with}"):
                own, others = partner, [lead]
            if wording[0].startswith(NAMES[RADIO]):
                own, others = RADIO, [lead] if lead != RADIO else []
            codings, agreed = coded(kind, wording, rng)
            row = {
                "indicator": activity["indicator"],
                "partner": own,
                "with": others,
                "activity": activity["title_en"],
                "kind": "event" if kind in ONCE else "action",
                "day": day,
                "title_en": fill(wording[0], activity["title_en"]),
                "title_es": fill(wording[1], activity["title_es"]),
                "evidence": wording[2],
                "codings": codings,
            }
            chance = rng.random()
            if chance < 0.06:
                row["codings"] = []
            elif chance < 0.15:
                row["codings"] = codings[:1]
            elif codings[0] != codings[1] and rng.random() < 0.75:
                pair = (agreed["kind"], next(one["kind"] for one in codings if one is not agreed))
                row["settled"] = agreed
                row["because"] = SETTLED.get(pair, "We read the question again together and went by what the evidence shows.")
            rows.append(row)
    rows.sort(key=lambda row: (row["day"], row["title_en"]))
    about = "Invented: what partners did, by whom, when, and how two coders saw it. Written by contributions.py from plan.json."
    text = json.dumps({"about": about, "contributions": rows}, ensure_ascii=False, indent=1)
    (HERE / "contributions.json").write_text(text + "\n", encoding="utf-8")
    print(len(rows), "contributions")


if __name__ == "__main__":
    main()
