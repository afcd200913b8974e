//! The row of tabs above every page of the backbone's work.

use askama::Template;
use domain::access::{Action, Thing};

use crate::accounts::visit::Visit;
use crate::blocks::Block;
use crate::error::Error;

/// Pages of the section: key, address after `/work/`, and what one must be allowed to see it.
/// Other features that belong here add their line; the catalogue has `backbone-tab-<key>`.
const TABS: &[(&str, &str, Action)] = &[
    ("desk", "backbone", Action::ViewBackbone),
    ("time", "backbone/time", Action::ViewBackbone),
    ("signals", "backbone/signals", Action::ViewBackbone),
    ("assessments", "backbone/assessments", Action::ViewBackbone),
    ("mirror", "backbone/mirror", Action::ViewBackbone),
    ("theory", "backbone/theory", Action::ViewBackbone),
    ("selection", "backbone/selection", Action::ViewSelection),
    ("payments", "payments", Action::KeepVolunteerHours),
];

/// One tab.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its word.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page one is on.
    pub is_current: bool,
}

/// The tabs that this person may open; `current` is a key.
pub fn tabs(visit: &Visit, current: &str) -> Vec<Tab> {
    let shown = TABS
        .iter()
        .filter(|(_, _, action)| visit.shows(*action, Thing::Whole));
    let tabs = shown.map(|(key, path, _)| Tab {
        label: visit.words.say(&format!("backbone-tab-{key}")),
        href: format!("/{}/work/{path}", visit.collaborative.slug),
        is_current: *key == current,
    });
    tabs.collect()
}

#[derive(Template)]
#[template(path = "backbone/tabs.html")]
struct Row {
    label: String,
    tabs: Vec<Tab>,
}

/// The tabs as the first block of a page.
pub fn block(visit: &Visit, current: &str) -> Result<Block, Error> {
    let row = Row {
        label: visit.words.say("section-backbone"),
        tabs: tabs(visit, current),
    };
    let html = row.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(Block::Own(html))
}
