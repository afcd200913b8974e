//! An agenda as an outline: its kinds as sections, and what hangs under a part inside it. The workspace and the public page
//! show the same outline; only where its titles lead differs.

use askama::Template;
use charts::{Figure, MapCourse, MapIndicator, MapResult, StrategyMap};
use domain::agenda::Kind;
use platform::words::Words;

use crate::blocks::{Drawing, Table, cell};
use crate::site::sentences::Tag;

/// A part, in words ready to show.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its key.
    pub key: String,
    /// The key of the part it hangs under.
    pub parent: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Where its title leads; may be empty.
    pub href: String,
    /// Its text.
    pub body: String,
    /// Owner, review date, what was said about it: a short line each.
    pub facts: Vec<String>,
    /// The direction of an indicator.
    pub tag: Option<Tag>,
}

/// Parts of one kind under one heading.
#[derive(Debug, Clone)]
pub struct Section {
    /// Part of its identifier on the page.
    pub code: &'static str,
    /// Heading.
    pub heading: String,
    /// Its parts, rendered.
    pub html: String,
}

#[derive(Template)]
#[template(path = "agenda/branch.html")]
struct Branch<'leaf> {
    leaf: &'leaf Leaf,
    label: String,
    level: usize,
    paragraphs: Vec<&'leaf str>,
    children: Vec<String>,
}

/// The sections of an agenda. Leaves come in reading order; what is missing in it has no section.
pub fn sections(words: Words, leaves: &[Leaf]) -> Vec<Section> {
    let found = Kind::ALL.into_iter().filter_map(|kind| {
        let roots: Vec<&Leaf> = leaves
            .iter()
            .filter(|leaf| leaf.kind == kind && is_root(leaves, leaf))
            .collect();
        if roots.is_empty() {
            return None;
        }
        let html = roots
            .into_iter()
            .map(|leaf| branch(words, leaves, leaf, 3))
            .collect();
        Some(Section {
            code: kind.code(),
            heading: words.say(&format!("agenda-section-{}", kind.code())),
            html,
        })
    });
    found.collect()
}

/// A part that hangs under nothing, or under what is not there: it is shown on its own rather than lost.
fn is_root(leaves: &[Leaf], leaf: &Leaf) -> bool {
    leaf.parent
        .as_ref()
        .is_none_or(|parent| leaves.iter().all(|other| other.key != *parent))
}

fn branch(words: Words, leaves: &[Leaf], leaf: &Leaf, level: usize) -> String {
    let is_child = |other: &&Leaf| other.parent.as_ref() == Some(&leaf.key) && other.key != leaf.key;
    // Deeper than a strategy nothing hangs; a ring in damaged rows ends here too.
    let children = match level {
        ..=5 => leaves
            .iter()
            .filter(is_child)
            .map(|child| branch(words, leaves, child, level + 1))
            .collect(),
        _ => Vec::new(),
    };
    let view = Branch {
        leaf,
        label: words.say(&format!("agenda-kind-{}", leaf.kind.code())),
        level: level.min(5),
        paragraphs: leaf
            .body
            .split("\n")
            .map(str::trim)
            .filter(|paragraph| !paragraph.is_empty())
            .collect(),
        children,
    };
    view.render().expect("a template writes into memory")
}

/// The strategy map of an agenda.
pub fn map(words: Words, leaves: &[Leaf]) -> Figure {
    let under = |parent: &str, kind: Kind| {
        let parent = parent.to_owned();
        leaves
            .iter()
            .filter(move |leaf| leaf.kind == kind && leaf.parent.as_deref() == Some(parent.as_str()))
    };
    let titles = |parent: &str| -> Vec<String> {
        under(parent, Kind::Strategy)
            .map(|leaf| leaf.title.clone())
            .collect()
    };
    let results = leaves.iter().filter(|leaf| leaf.kind == Kind::Result);
    let results = results.map(|result| MapResult {
        title: result.title.clone(),
        indicators: under(&result.key, Kind::Indicator)
            .map(|indicator| MapIndicator {
                title: indicator.title.clone(),
                direction: indicator
                    .tag
                    .as_ref()
                    .map_or_else(String::new, |tag| tag.label.clone()),
                course: course(indicator.tag.as_ref()),
                strategies: titles(&indicator.key),
            })
            .collect(),
        strategies: titles(&result.key),
    });
    let map = StrategyMap {
        title: words.say("agenda-map-title"),
        headings: ["result", "indicator", "strategy"]
            .map(|kind| words.say(&format!("agenda-section-{kind}"))),
        direction_heading: words.say("agenda-column-direction"),
        results: results.collect(),
        empty: words.say("agenda-map-empty"),
    };
    map.draw()
}

fn course(tag: Option<&Tag>) -> MapCourse {
    match tag.map(|tag| tag.class) {
        Some("up") => MapCourse::Improving,
        Some("flat") => MapCourse::Steady,
        Some("down") => MapCourse::Slipping,
        _ => MapCourse::Unknown,
    }
}

/// The strategy map with its words and its twin, as a part of a page.
pub fn drawing(words: Words, leaves: &[Leaf], id: &str) -> Drawing {
    let figure = map(words, leaves);
    let rows = figure.table.rows.iter();
    let rows = rows.map(|row| row.cells.iter().map(|one| cell(&one.words)).collect());
    Drawing {
        heading: figure.title.clone(),
        subtitle: words.say("agenda-map-subtitle"),
        svg: figure.inline(id),
        table: Some(Table {
            caption: words.say("agenda-map-table"),
            head: figure
                .table
                .columns
                .iter()
                .map(|column| column.heading.clone())
                .collect(),
            rows: rows.collect(),
            empty: String::new(),
        }),
        ..Drawing::default()
    }
}
