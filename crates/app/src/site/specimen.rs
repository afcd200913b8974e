//! An edition for tests and for looking at pages: one indicator of every kind that a page must tell truly.

use serde_json::{Value, json};

use crate::editions::agenda::PublicAgenda;
use crate::editions::document::{DecisionPart, Document};
use crate::editions::plan::PlanPart;

fn text(english: &str) -> Value {
    json!({ "en": english, "es": format!("{english} (es)") })
}

fn value(period: &str, group: &str, value: f64, counts: Option<(i64, i64)>) -> Value {
    let shown = json!({
        "status": "value", "value": value, "margin": null,
        "numerator": counts.map(|counts| counts.0), "denominator": counts.map(|counts| counts.1),
    });
    json!({ "place": "harbor", "period": period, "group": group, "shown": shown, "corrected_from": null })
}

fn shown(period: &str, group: &str, shown: Value) -> Value {
    json!({ "place": "harbor", "period": period, "group": group, "shown": shown, "corrected_from": null })
}

fn protected(period: &str, group: &str) -> Value {
    shown(period, group, json!({ "status": "protected" }))
}

fn yearly(values: &[(&str, f64)]) -> Vec<Value> {
    values
        .iter()
        .map(|(period, v)| value(period, "", *v, None))
        .collect()
}

/// An indicator of a percentage where more is better; tests change what they are about.
fn indicator(slug: &str, figures: Vec<Value>) -> Value {
    json!({
        "slug": slug, "title": text(&format!("Measure <{slug}>")), "unit": "percent", "direction": "higher",
        "headline_place": "harbor",
        "definition": {
            "about": text("Students present on more than nine days in ten"), "numerator": text("Students present"),
            "denominator": text("Students enrolled"), "population": text("Students of the district"),
            "source": text("The state"), "cadence": text("Every year"), "method": text("Counted in June"),
            "cautions": text("One year was cut short"), "version": 2, "dimensions": ["race", "support"],
        },
        "breaks": [], "baselines": [], "targets": [], "figures": figures, "story": null, "checks": [],
        "sources": ["state"],
    })
}

fn attendance() -> Value {
    let mut figures = yearly(&[("2015-16", 70.1), ("2016-17", 71.4)]);
    figures.push(value("2017-18", "", 72.6, Some((1452, 2000))));
    figures.push(value("2018-19", "", 74.9, Some((1498, 2000))));
    figures.push(value("2019-20", "", 81.0, Some((1620, 2000))));
    figures.push(value("2020-21", "", 76.4, Some((1528, 2000))));
    for (group, before, now) in [
        ("asian", 80.1, 84.2),
        ("black", 66.0, 71.5),
        ("white", 75.0, 79.0),
    ] {
        let group = format!("race={group}");
        figures.push(value("2015-16", &group, before, Some((400, 600))));
        figures.push(value("2020-21", &group, now, Some((450, 610))));
    }
    figures.push(value("2015-16", "race=pacific", 61.0, Some((40, 66))));
    figures.push(protected("2020-21", "race=pacific"));
    for (period, v) in [
        ("2015-16", 60.0),
        ("2016-17", 61.2),
        ("2018-19", 63.8),
        ("2020-21", 64.0),
    ] {
        figures.push(value(period, "support=learning-english", v, Some((120, 200))));
    }
    figures.push(shown(
        "2020-21",
        "support=gifted",
        json!({ "status": "at_least", "value": 95.0 }),
    ));
    let mut county = value("2020-21", "", 70.0, None);
    county["place"] = json!("county");
    figures.push(county);
    figures[1]["corrected_from"] = json!(71.9);
    let mut attendance = indicator("attendance", figures);
    attendance["title"] = text("Students who come to school regularly");
    attendance["breaks"] = json!([
        { "period": "2019-20", "kind": "not-comparable", "applies_to": "", "reason": text("Days count only until mid-March") },
    ]);
    attendance["baselines"] = json!([{ "place": "harbor", "group": "", "period": "2015-16", "value": 70.1 }]);
    attendance["targets"] = json!([
        { "place": "harbor", "group": "", "kind": "sustained", "period": "2025-26", "value": 82.0 },
        { "place": "harbor", "group": "race=black", "kind": "equitable", "period": "2025-26", "value": 82.0 },
    ]);
    attendance["story"] = json!({
        "headline": text("Three in four students come to school regularly"), "lede": text("It was 70.1% before."),
        "behind": [{ "title": text("Getting there"), "text": text("Routes with long walks empty first.") }],
        "voice": { "title": text("A ninth grader"), "text": text("“Somebody called.”") },
        "actions": [
            { "title": text("Attendance teams"), "partners": ["Lantern Schools", "Casa Faro"], "state": "on-course",
              "began": "2018-10-01" },
            { "title": text("Calls home"), "partners": ["Gull & Anchor"], "state": "not-started", "began": "" },
        ],
    });
    attendance["checks"] = json!([
        { "step": "sent", "by": "Lantern Schools", "on": "2021-09-06", "answer": "", "words": "" },
        { "step": "checked", "by": "Data team", "on": "2021-09-12", "answer": "", "words": "" },
        { "step": "vetted", "by": "Lantern Schools", "on": "2021-09-22", "answer": "confirmed", "words": "" },
        { "step": "vetted", "by": "Tern Hill Health", "on": "", "answer": "no-answer", "words": "" },
        { "step": "protected", "by": "House rule", "on": "2021-10-01", "answer": "", "words": "" },
        { "step": "published", "by": "", "on": "2021-10-18", "answer": "", "words": "" },
    ]);
    attendance
}

fn others() -> Vec<Value> {
    let mut slipping = indicator(
        "slipping",
        yearly(&[
            ("2015-16", 64.0),
            ("2016-17", 62.0),
            ("2017-18", 60.0),
            ("2018-19", 58.0),
            ("2019-20", 55.0),
        ]),
    );
    slipping["targets"] = json!([
        { "place": "harbor", "group": "", "kind": "sustained", "period": "2025-26", "value": 70.0 },
    ]);
    let steady = indicator(
        "steady",
        yearly(&[
            ("2015-16", 62.0),
            ("2016-17", 60.5),
            ("2017-18", 60.0),
            ("2018-19", 65.0),
            ("2019-20", 61.0),
        ]),
    );
    let young = indicator(
        "young",
        yearly(&[("2017-18", 36.0), ("2018-19", 40.0), ("2019-20", 44.0)]),
    );
    let hidden = vec![
        protected("2018-19", ""),
        protected("2019-20", ""),
        protected("2019-20", "race=asian"),
    ];
    let mut context = indicator(
        "context",
        yearly(&[("2018", 1200.0), ("2019", 1300.0), ("2020", 1350.0)]),
    );
    context["unit"] = json!("count");
    context["direction"] = json!("neither");
    let mut survey_figures = yearly(&[
        ("2005-2009", 12.0),
        ("2010-2014", 11.0),
        ("2014-2018", 9.5),
        ("2015-2019", 9.4),
    ]);
    for figure in &mut survey_figures {
        figure["shown"]["margin"] = json!(3.0);
    }
    let mut survey = indicator("survey", survey_figures);
    survey["direction"] = json!("lower");
    let mut reached = indicator(
        "reached",
        yearly(&[
            ("2016", 9.4),
            ("2017", 8.6),
            ("2018", 8.0),
            ("2019", 6.0),
            ("2020", 4.9),
        ]),
    );
    reached["unit"] = json!("per-thousand");
    reached["direction"] = json!("lower");
    reached["targets"] = json!([
        { "place": "harbor", "group": "", "kind": "sustained", "period": "2025", "value": 5.0 },
    ]);
    let mut groups_only = indicator(
        "groups-only",
        vec![
            value("2018-19", "race=asian", 30.0, None),
            value("2018-19", "race=black", 28.5, None),
        ],
    );
    groups_only["definition"]["dimensions"] = json!(["race"]);
    let empty = indicator("empty", Vec::new());
    let months = [
        41.0, 44.0, 39.0, 43.0, 45.0, 40.0, 42.0, 42.0, 44.0, 41.0, 43.0, 40.0, 42.0, 58.0,
    ];
    let months = (0..).zip(months).map(|(index, v): (i32, f64)| {
        let period = format!("{}-m{:02}", 2020 + index / 12, index % 12 + 1);
        value(&period, "", v, None)
    });
    let monthly = indicator("monthly", months.collect());
    vec![
        slipping,
        steady,
        young,
        protected_with_a_story(hidden),
        context,
        survey,
        reached,
        groups_only,
        empty,
        monthly,
    ]
}

/// A story written by someone who saw the numbers before they were hidden.
fn protected_with_a_story(hidden: Vec<Value>) -> Value {
    let mut part = indicator("protected", hidden);
    part["story"] = json!({
        "headline": text("Only 7 children came"), "lede": text("It was 7 of 31."), "behind": [], "voice": null,
        "actions": [{ "title": text("Home visits"), "partners": [], "state": "on-course", "began": "" }],
    });
    part
}

/// Edition `number` of the collaborative `harbor-together`.
pub fn document(number: i64) -> Document {
    document_of("harbor-together", number)
}

/// An edition of a collaborative of this slug.
pub fn document_of(slug: &str, number: i64) -> Document {
    let mut indicators = vec![attendance()];
    indicators.extend(others());
    let slugs: Vec<Value> = indicators.iter().map(|part| part["slug"].clone()).collect();
    let category = |slug: &str, label: &str| json!({ "slug": slug, "label": text(label) });
    let document = json!({
        "format": 1,
        "collaborative": {
            "slug": slug, "name": "Harbor Together", "about": text("Partners for every child."),
            "place": "Harbor, Connecticut", "credit": text("State and census figures."),
            "contact": "hello@harbor.example", "is_fictitious": true,
        },
        "number": number, "protected_against": 0, "title": format!("Report card {}", 2020 + number), "published_on": "2021-10-18",
        "note": text("One value was corrected."),
        "results": [
            { "slug": "in-school", "title": text("Students are in school"), "indicators": slugs[..4] },
            { "slug": "others", "title": text("Everything else"), "indicators": slugs[4..] },
        ],
        "indicators": indicators,
        "places": [
            { "slug": "harbor", "name": "Harbor", "kind": "town", "codes": ["census:0900100001"] },
            { "slug": "county", "name": "Harbor County", "kind": "county", "codes": [] },
        ],
        "dimensions": [
            { "slug": "race", "label": text("Race and ethnicity"), "categories": [
                category("asian", "Asian"), category("black", "Black"), category("pacific", "Pacific Islander"),
                category("white", "White"),
            ] },
            { "slug": "support", "label": text("Support in school"), "categories": [
                category("learning-english", "Learning English"), category("gifted", "Gifted program"),
            ] },
        ],
        "partners": [{ "slug": "lantern", "name": "Lantern Schools", "sector": "education", "about": text("Schools.") }],
        "sources": [{ "slug": "state", "publisher": "State", "title": "State figures", "licence": "ODC-BY 1.0",
            "credit": "The State" }],
        "protection": { "minimum_count": 10, "policy": "house rule 1", "hidden": 4, "narrowest_range": 6 },
        "checkpoint": "",
    });
    let mut document: Document = serde_json::from_value(document).expect("the specimen is an edition");
    crate::reading::freeze(&mut document);
    // The first edition is from before there was an agenda.
    document.agenda = (number > 1).then(agenda);
    if number > 1 {
        document.plan = Some(plan());
        document.decisions = vec![decision()];
    }
    document
}

/// A plan with an activity that says everything, and one that says as little as one can.
fn plan() -> PlanPart {
    let plan = json!({
        "strategies": [{ "key": "e", "title": text("Call home on the first day") }],
        "activities": [
            {
                "slug": "first-day-calls", "title": text("=First day calls"), "about": text("Somebody calls,\nand \"listens\"."),
                "strategy_key": "e", "indicator": "attendance", "lead": "Casa Faro", "partners": ["Lantern Schools", "Tide"],
                "places": [text("Harbor")], "groups": [text("Learning English")], "population": text("Families new here"),
                "standing_code": "on-course", "starts_on": "2020-09-01", "ends_on": "2022-06-30",
                "milestones": [
                    { "title": text("Ten callers"), "due_on": "2020-10-01", "done_on": "2020-09-20" },
                    { "title": text("Every school"), "due_on": "2021-12-01", "done_on": "" },
                ],
                "promises": [{
                    "organisation": "Tide", "words": text("Two phones"), "due_on": "2021-01-01", "standing_code": "kept",
                }],
            },
            {
                "slug": "walks", "title": text("Walks"), "about": text(""), "strategy_key": "", "indicator": "nowhere",
                "lead": "Casa Faro", "population": text(""), "standing_code": "planned", "starts_on": "2022-01-01", "ends_on": "",
            },
        ],
    });
    serde_json::from_value(plan).expect("the specimen is a plan")
}

fn decision() -> DecisionPart {
    let decision = json!({
        "number": 3, "body": text("Steering Committee"), "title": text("Publish the card"), "text": text("In both languages."),
        "method_code": "consent", "outcome_code": "adopted", "chosen": text(""), "decided_on": "2021-09-23",
        "reasons": text("+People asked."), "expected": text("More readers."), "reviewed_on": "", "happened": text(""),
    });
    serde_json::from_value(decision).expect("the specimen is a decision")
}

/// A ratified agenda with a part of every kind that hangs somewhere, endorsed in part, with something that was said.
fn agenda() -> PublicAgenda {
    let part = |key: &str, kind: &str, parent: &str, indicator: &str| {
        json!({
            "key": key, "parent": parent, "kind": kind, "title": text(&format!("The <{kind}> {key}")),
            "text": text("Why it stands here."), "indicator": indicator, "owner": "Casa Faro", "review_on": "2023-06-30",
        })
    };
    let agenda = json!({
        "number": 1, "title": text("Common agenda"), "note": text("The first one."), "ratified_on": "2021-09-23",
        "ratified_by": text("Steering Committee"), "hash": "5c1f",
        "parts": [
            part("a", "vision", "", ""), part("b", "problem", "", ""), part("c", "result", "", ""),
            part("d", "indicator", "c", "attendance"), part("e", "strategy", "d", ""), part("f", "strategy", "c", ""),
            part("g", "indicator", "c", ""), part("h", "strategy", "nowhere", ""),
        ],
        "endorsements": [
            { "organisation": "Casa Faro", "keys": [], "words": "", "since": "2021-10-01" },
            { "organisation": "Lantern Schools", "keys": ["d"], "words": "We carry it.", "since": "2021-10-02" },
        ],
        "answered": [{
            "said": "Nobody asked us.", "language": "en", "key": "b", "became": "changed", "reply": text("Now we ask."),
        }],
    });
    serde_json::from_value(agenda).expect("the specimen is an agenda")
}
