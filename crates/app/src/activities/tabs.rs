//! The row of tabs that the pages of the plan share; whoever adds a page adds its line to [`TABS`].

use askama::Template;
use domain::access::{Action, Thing};
use platform::words::Words;

use crate::accounts::visit::Visit;
use crate::blocks::Block;
use crate::directory::pages::address;

/// Key, address after `/work/`, and what one must be allowed to see it. The catalogue has `plan-tab-<key>`.
const TABS: &[(&str, &str, Action)] = &[
    ("plan", "plan", Action::ViewPlan),
    ("coverage", "plan/coverage", Action::ViewLearning),
    ("pathway", "plan/pathway", Action::ViewPlan),
    ("contributions", "contributions", Action::ViewLearning),
    ("policy", "policy", Action::ViewPolicy),
];

/// The ways to look at the plan itself; the catalogue has `plan-view-<key>`.
const VIEWS: &[(&str, &str)] = &[
    ("list", "plan"),
    ("mine", "plan?view=mine"),
    ("timeline", "plan/timeline"),
    ("partners", "plan/partners"),
    ("places", "plan/places"),
    ("promises", "plan/promises"),
];

/// A tab.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether this page is in it.
    pub is_current: bool,
}

/// The tabs this person may open.
pub fn tabs(visit: &Visit, current: &str) -> Vec<Tab> {
    let shown = TABS
        .iter()
        .filter(|(_, _, action)| visit.shows(*action, Thing::Whole));
    shown
        .map(|(key, path, _)| Tab {
            label: visit.words.say(&format!("plan-tab-{key}")),
            href: address(visit, path),
            is_current: *key == current,
        })
        .collect()
}

/// The ways to look at the plan.
pub fn views(visit: &Visit, current: &str) -> Vec<Tab> {
    let views = VIEWS.iter().map(|(key, path)| Tab {
        label: visit.words.say(&format!("plan-view-{key}")),
        href: address(visit, path),
        is_current: *key == current,
    });
    views.collect()
}

#[derive(Template)]
#[template(path = "activities/tabs.html")]
struct Row {
    words: Words,
    tabs: Vec<Tab>,
    views: Vec<Tab>,
}

/// The row of tabs as HTML, for templates; `view` is empty on pages beside the plan's own.
pub fn html(visit: &Visit, current: &str, view: &str) -> String {
    let row = Row {
        words: visit.words,
        tabs: tabs(visit, current),
        views: if view.is_empty() {
            Vec::new()
        } else {
            views(visit, view)
        },
    };
    row.render().unwrap_or_default()
}

/// The row of tabs on a page made of blocks.
pub fn block(visit: &Visit, current: &str) -> Block {
    Block::Own(html(visit, current, ""))
}
