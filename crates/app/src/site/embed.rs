//! An indicator made to be framed by other sites: no script, no cookies, dark where the reader's system is.

use askama::Template;

use super::address::{Order, Page};
use super::figures::Subject;
use super::frame::Visit;
use super::reply::{Body, Kind};
use super::sentences::Tag;
use platform::words::Words;

#[derive(Template)]
#[template(path = "site/embed.html")]
struct Embed<'a> {
    words: Words,
    name: &'a str,
    title: &'a str,
    headline: String,
    tag: Tag,
    subtitle: String,
    drawing: String,
    href: String,
    edition_line: String,
    has_protected: bool,
    protected_text: String,
    canonical: String,
}

/// The embed of an indicator.
pub fn page(visit: &Visit<'_>, slug: &str) -> Option<Body> {
    let subject = Subject::of(visit.document, slug, visit.words)?;
    let trend = subject.trend();
    let indicator = Page::Indicator(slug.to_owned(), Order::Name);
    let page = Embed {
        words: visit.words,
        name: &visit.document.collaborative.name,
        title: subject.title(),
        headline: subject.headline(),
        tag: subject.tag(),
        subtitle: subject.measure_line(&trend.periods),
        drawing: subject.leading_figure().inline("tr"),
        edition_line: visit.edition_line(),
        has_protected: subject.has_protected(),
        protected_text: subject.protected_text(),
        canonical: format!("{}{}", visit.base_url, visit.path(indicator.clone())),
        href: visit.path(indicator),
    };
    Some(super::pages::html(&page, Kind::Embed))
}
