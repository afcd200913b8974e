//! Frames of pages: the layout data every template shares, and the error page.

use askama::Template;
use axum::http::StatusCode;
use domain::access::{Action, Thing};
use platform::words::Words;

use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;

/// What every page of the workspace shows around its main part.
#[derive(Debug, Clone)]
pub struct WorkFrame {
    /// Words of the reader's language.
    pub words: Words,
    /// Title in the browser's tab, without the collaborative's name.
    pub title: String,
    /// Name of the collaborative.
    pub collaborative: String,
    /// Its slug; addresses begin with it.
    pub slug: String,
    /// Name of who is signed in.
    pub person: String,
    /// The navigation, without what this person may not see.
    pub navigation: Vec<NavigationItem>,
    /// A sentence about what was just done, shown once.
    pub notice: Option<String>,
    /// Whether people and organisations are invented.
    pub is_fictitious: bool,
}

/// One entry of the navigation.
#[derive(Debug, Clone)]
pub struct NavigationItem {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether this page is in it.
    pub is_current: bool,
}

/// Sections of the workspace: key, last part of the address, and what one must be allowed to see it.
const SECTIONS: [(&str, &str, Action); 14] = [
    ("week", "", Action::ViewOwnTasks),
    ("agenda", "/agenda", Action::ViewAgenda),
    ("results", "/results", Action::ViewWorkspace),
    ("plan", "/plan", Action::ViewPlan),
    ("learning", "/learning", Action::ScoreCandidates),
    ("data", "/data", Action::ViewWorkspace),
    ("editions", "/editions", Action::ViewWorkspace),
    ("meetings", "/meetings", Action::ViewMeetings),
    ("decisions", "/decisions", Action::ViewBodies),
    ("backbone", "/backbone", Action::ViewBackbone),
    ("partners", "/partners", Action::ViewDirectory),
    ("places", "/places", Action::ViewWorkspace),
    ("history", "/history", Action::ViewHistory),
    ("settings", "/settings", Action::ManageSettings),
];

impl WorkFrame {
    /// The frame for a visit; `section` is a key of the navigation.
    pub fn new(visit: &Visit, title: &str, section: &'static str) -> Self {
        let slug = &visit.collaborative.slug;
        let shown = SECTIONS
            .into_iter()
            .filter(|(_, _, action)| visit.shows(*action, Thing::Whole));
        let navigation = shown.map(|(key, path, _)| NavigationItem {
            label: visit.words.say(&format!("section-{key}")),
            href: format!("/{slug}/work{path}"),
            is_current: key == section,
        });
        Self {
            words: visit.words,
            title: title.to_owned(),
            collaborative: visit.collaborative.name.clone(),
            slug: slug.clone(),
            person: visit.person.name.clone(),
            navigation: navigation.collect(),
            notice: None,
            is_fictitious: visit.collaborative.is_fictitious,
        }
    }

    /// With a sentence about what was just done.
    pub fn with_notice(mut self, notice: Option<String>) -> Self {
        self.notice = notice;
        self
    }
}

/// What every page behind a scoped link shows around its main part.
#[derive(Debug, Clone)]
pub struct LinkFrame {
    /// Words of the reader's language.
    pub words: Words,
    /// Title in the browser's tab, without the collaborative's name.
    pub title: String,
    /// Name of the collaborative.
    pub collaborative: String,
    /// Its slug.
    pub slug: String,
    /// This page in the other language.
    pub other_language: String,
    /// Whether people and organisations are invented.
    pub is_fictitious: bool,
    /// Whether a bar stands at the foot of the page.
    pub has_send_bar: bool,
}

impl LinkFrame {
    /// The frame for a page behind a link.
    pub fn new(visit: &LinkVisit, title: &str) -> Self {
        Self {
            words: visit.words,
            title: title.to_owned(),
            collaborative: visit.collaborative.name.clone(),
            slug: visit.collaborative.slug.clone(),
            other_language: format!("?lang={}", visit.words.language.other().code()),
            is_fictitious: visit.collaborative.is_fictitious,
            has_send_bar: false,
        }
    }
}

/// What every page outside a collaborative (sign-in, account) shows around its main part.
#[derive(Debug, Clone)]
pub struct PlainFrame {
    /// Words of the reader's language.
    pub words: Words,
    /// Title in the browser's tab.
    pub title: String,
    /// This page in the other language.
    pub other_language: String,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    frame: PlainFrame,
    title: &'a str,
    text: &'a str,
    code: u16,
    way_on: &'a str,
}

/// The page for an error; offers a way on.
pub fn error_page(status: StatusCode, words: Words, title: &str, text: &str, way_on: &str) -> String {
    let page = ErrorPage {
        frame: PlainFrame {
            words,
            title: title.to_owned(),
            other_language: format!("?lang={}", words.language.other().code()),
        },
        title,
        text,
        code: status.as_u16(),
        way_on,
    };
    page.render().unwrap_or_else(|_| format!("{title}. {text}"))
}
