//! Words around the measures: how to read them, who takes part, how they were checked, where they come from.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::address::Page;
use crate::site::frame::Visit;
use crate::site::texts;

/// A titled passage.
#[derive(Debug, Serialize)]
pub struct Section {
    heading: String,
    paragraphs: Vec<String>,
    terms: Vec<Term>,
    list: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Term {
    term: String,
    lines: Vec<String>,
}

/// A chapter behind the measures.
#[derive(Debug, Serialize)]
pub struct Chapter {
    /// `text`, or `definitions`, which the press makes from the measures.
    kind: &'static str,
    title: String,
    lede: String,
    sections: Vec<Section>,
}

impl From<texts::Section> for Section {
    fn from(section: texts::Section) -> Self {
        let terms = section.terms.into_iter().map(|term| Term {
            term: term.term,
            lines: term.lines,
        });
        Self {
            heading: section.heading,
            paragraphs: section.paragraphs,
            terms: terms.collect(),
            list: section.list,
        }
    }
}

/// How to read the pages that follow.
pub fn reading(visit: &Visit<'_>) -> Vec<Section> {
    let direction = texts::from_catalogue(visit, "direction");
    let charts = texts::from_catalogue(visit, "print-charts");
    [texts::blanks(visit), direction, charts]
        .map(Section::from)
        .into()
}

/// What stands behind the measures.
pub fn chapters(visit: &Visit<'_>) -> Vec<Chapter> {
    let words = visit.words;
    let text = |title: &str, lede: String, sections: Vec<texts::Section>| Chapter {
        kind: "text",
        title: words.say(title),
        lede,
        sections: sections.into_iter().map(Section::from).collect(),
    };
    let mut chapters = Vec::new();
    let partners = texts::who_takes_part(visit);
    if !partners.terms.is_empty() {
        chapters.push(text("partners-title", words.say("partners-lede"), vec![partners]));
    }
    let checked = vec![texts::protection(visit)];
    chapters.push(text("print-checked", String::new(), checked));
    chapters.push(Chapter {
        kind: "definitions",
        title: words.say("print-definitions"),
        lede: String::new(),
        sections: Vec::new(),
    });
    let mut cited = texts::from_catalogue(visit, "print-cite");
    cited.paragraphs.push(cite(visit));
    let sources = vec![
        texts::versions(visit),
        sources(visit),
        cited,
        texts::from_catalogue(visit, "contact"),
    ];
    chapters.push(text("print-sources", String::new(), sources));
    chapters
}

/// Who published what the figures come from, under which licence, and how many files: their names fill pages, and stand
/// on the web.
fn sources(visit: &Visit<'_>) -> texts::Section {
    let mut publishers: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for source in &visit.document.sources {
        *publishers
            .entry((&source.publisher, &source.licence))
            .or_default() += 1;
    }
    let list = publishers.into_iter().map(|((publisher, licence), files)| {
        let named = [publisher, licence].into_iter().filter(|part| !part.is_empty());
        let named = named.collect::<Vec<_>>().join(", ");
        let arguments = [("source", named.into()), ("files", files.into())];
        visit.words.with("print-source", &arguments)
    });
    let mut section = texts::from_catalogue(visit, "sources");
    section.list = list.collect();
    let address = format!("{}#sources", visit.lasting(Page::Methods));
    let every = visit
        .words
        .with("print-every-source", &[("address", address.into())]);
    section.paragraphs.push(every);
    section
}

/// How the whole report card is cited.
pub fn cite(visit: &Visit<'_>) -> String {
    let document = visit.document;
    let year = document.published_on.split('-').next().unwrap_or_default();
    visit.words.with(
        "cite-text",
        &[
            ("name", (&document.collaborative.name).into()),
            ("year", year.into()),
            ("title", (&document.title).into()),
            ("edition", document.number.to_string().into()),
            ("address", visit.lasting(Page::ReportCard).into()),
        ],
    )
}
