//! A small report card as the server describes one: two measures, one of them with a group that is protected.

use serde_json::{Value, json};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"240\" viewBox=\"0 0 760 240\" \
    font-family=\"'Source Sans 3', 'Mainstay Sans', sans-serif\" font-size=\"14\"><rect width=\"760\" height=\"240\" \
    fill=\"#ffffff\"/><path d=\"M40 200 L700 40\" fill=\"none\" stroke=\"#083855\" stroke-width=\"3\"/>\
    <text x=\"700\" y=\"30\" text-anchor=\"end\" font-weight=\"600\">56.1%</text></svg>";

fn words(language: &str) -> Value {
    let keys = [
        "contents",
        "glance",
        "reading",
        "definitions",
        "definitions-lede",
        "this-page",
        "checkpoint",
        "checkpoint-means",
        "more",
        "measure",
        "value",
        "over-time",
        "now",
        "direction",
        "scale",
        "protected",
        "question-trend",
        "question-groups",
        "question-story",
        "question-work",
        "question-checked",
        "groups-none",
        "groups-compare",
        "story-none",
        "work-none",
        "checked-none",
        "corrections",
    ];
    let texts = keys.map(|key| (key.to_owned(), json!(format!("{key} ({language})"))));
    Value::Object(texts.into_iter().collect())
}

fn chart() -> Value {
    json!({ "svg": DRAWING, "alt": "A line that rises from 48 to 56.1 percent." })
}

fn table(rows: &[[&str; 3]]) -> Value {
    let cell = |words: &&str| json!({ "words": words, "blank": *words == "Protected", "outlook": false });
    let rows: Vec<Value> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    json!({
        "columns": [
            { "heading": "Group", "numeric": false },
            { "heading": "Value", "numeric": true },
            { "heading": "Out of", "numeric": true },
        ],
        "rows": rows,
    })
}

fn measure(slug: &str, title: &str) -> Value {
    json!({
        "id": format!("measure-{slug}"), "title": title, "tag": { "class": "up", "label": "Improving" },
        "top": "Harbor, 2020–21. Published October 18, 2021.", "headline": "More children read by third grade",
        "finding": "More children read by third grade", "lede": "It was 56.1% in 2020–21.",
        "facts": [
            { "label": "In 2020–21", "value": "1,204", "detail": "of 2,146" },
            { "label": "Change since 2016–17", "value": "+8.1 points", "detail": "from 48.0%" },
        ],
        "now": "56.1%", "now-when": "2020–21", "since": "since 2016–17", "goal": "Goal 70%",
        "small": chart(), "trend": chart(), "trend-answer": "Yes.", "trend-heading": "Up from 48.0% to 56.1%",
        "trend-subtitle": "Children who read at grade level, Harbor, by school year",
        "trend-table": table(&[["2019–20", "55.0%", "2,101"], ["2020–21", "56.1%", "2,146"]]),
        "marks-told": ["1 Reading rooms. Marks show when an action began."], "breaks": [],
        "groups": {
            "answer": "Both groups moved the right way.", "heading": "By language",
            "chart": chart(), "table": table(&[["English", "58.2%", "1,800"], ["Spanish", "Protected", ""]]),
        },
        "protected": "means fewer than 10 people.",
        "behind": [{ "title": "Summer", "text": "Reading falls when libraries close." }],
        "voice": { "title": "A grandmother", "text": "He reads to me now." },
        "actions": [{ "title": "Reading rooms", "partners": "Casa Aurora, Oystershell Hall",
            "state": { "class": "wait", "label": "Not started" } }],
        "steps": [{ "label": "Reviewed", "lines": ["Harbor Schools confirmed, October 1, 2021"] }],
        "context": [{ "title": "Harbor Schools", "text": "Two schools moved." }],
        "corrections": ["Harbor, Everyone, 2018–19: 52.0% (was 51.0%)."],
        "definition": [{ "title": "What we count", "text": "Children who read at grade level." }],
        "address": format!("http://localhost:8080/harbor/editions/1/results/{slug}"),
    })
}

fn section(heading: &str) -> Value {
    json!({
        "heading": heading, "paragraphs": ["A paragraph.", "Another one."],
        "terms": [{ "term": "Protected", "lines": ["Few people are behind it."] }], "list": ["One", "Two"],
    })
}

/// The description of a small report card.
pub fn book(language: &str) -> Value {
    json!({
        "form": "booklet", "language": language, "name": "Harbor Together", "title": "Report card 2021",
        "place": "Harbor, Connecticut", "about": "Partners for every child.",
        "fictitious": "This is a demonstration.", "credit": "State and census figures.",
        "contact": "hello@harbor.example", "cite": "Harbor Together (2021).", "whole": "Of 2 measures, 2 are improving.",
        "note": "The first report card.", "edition-line": "Report card 2021, edition 1, published October 18, 2021",
        "address": "http://localhost:8080/harbor/editions/1/", "foot": "Harbor Together · Report card 2021",
        "date": [2021, 10, 18], "words": words(language),
        "results": [{ "title": "Children read", "measures": [
            measure("reading", "Reading by third grade"), measure("attendance", "Regular attendance") ] }],
        "reading": [section("When there is no number")],
        "chapters": [
            { "kind": "text", "title": "Partners", "lede": "Who takes part.", "sections": [section("Who")] },
            { "kind": "definitions", "title": "Definitions", "lede": "", "sections": [] },
        ],
        "checkpoint": "harbor.example/mainstay\n12\nabc=", "minimum": "Protected means few.",
    })
}
