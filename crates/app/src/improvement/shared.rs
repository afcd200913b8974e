//! What the parts of this feature share: reading texts that must be there, naming an indicator, and pages about one.

use axum::response::Response;
use domain::ids::IndicatorId;
use domain::text::{BadText, Prose};
use platform::db::Connection;
use platform::words::Words;

use crate::accounts::visit::Visit;
use crate::blocks::{Block, Cell, Form, Typed, link, page};
use crate::directory::pages::address;
use crate::error::Error;
use crate::measurement::sheet::Sheet;
use crate::measurement::store::{self, IndicatorRow};
use crate::problems::{Check, Problem};

/// A text with a rule that must be there; empty with a problem noted if it breaks the rule.
pub(super) fn required(
    check: &mut Check,
    field: &str,
    text: &str,
    parse: impl Fn(&str) -> Result<String, BadText>,
) -> String {
    match parse(text) {
        Ok(text) => text,
        Err(error) => {
            let problem = check.problem(field, &format!("text-{}", error.code()));
            let problem = match error {
                BadText::TooLong(most) => problem.with("most", most),
                BadText::Empty | BadText::NotAnEmail | BadText::NotASlug => problem,
            };
            check.note(problem);
            String::new()
        }
    }
}

/// A paragraph that must be there.
pub(super) fn prose(check: &mut Check, field: &str, text: &str) -> String {
    required(check, field, text, |text| {
        Prose::parse(text).map(|prose| prose.to_string())
    })
}

/// An indicator with its title, as the pages of learning name it.
pub(crate) struct Named {
    /// Its identifier.
    pub id: IndicatorId,
    /// Its row.
    pub row: IndicatorRow,
    /// Its title in the reader's language.
    pub title: String,
}

/// The indicator with its title. Errors: there is none.
pub(crate) async fn named(visit: &Visit, connection: &Connection, id: IndicatorId) -> Result<Named, Error> {
    named_in(visit.words, connection, id).await
}

/// The indicator with its title in some words. Errors: there is none.
pub(crate) async fn named_in(words: Words, connection: &Connection, id: IndicatorId) -> Result<Named, Error> {
    let row = store::indicator(connection, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let versions = store::versions_of(connection, &id.to_string()).await?;
    let title = versions.first().map(Sheet::of).map(|sheet| sheet.title);
    let title = title.map(|title| words.pick(&title.en, &title.es).to_owned());
    Ok(Named {
        id,
        title: title.unwrap_or_else(|| row.slug.clone()),
        row,
    })
}

/// A form about an indicator, with the identifier of what it makes.
pub(super) fn form_about(
    visit: &Visit,
    (indicator, path): (IndicatorId, &str),
    button: &str,
    (typed, problems): (&Typed, &[Problem]),
) -> Form {
    let action = address(visit, &format!("results/indicators/{indicator}/{path}"));
    Form::new(visit.words, action, button, typed, problems).hiding("id", typed.get("id"))
}

/// A page about an indicator, whose title stands in the page's own.
pub(super) fn page_about(
    visit: &Visit,
    named: &Named,
    (title, lede): (&str, &str),
    blocks: Vec<Block>,
) -> Result<Response, Error> {
    let title = visit.words.with(title, &[("title", named.title.as_str().into())]);
    let lede = if lede.is_empty() {
        String::new()
    } else {
        visit.words.say(lede)
    };
    page(visit.frame(&title, "learning"), lede, blocks)
}

/// The way back to everything that was learnt about an indicator.
pub(super) fn learning_link(visit: &Visit, named: &Named) -> Cell {
    let title = [("title", named.title.as_str().into())];
    link(
        visit.words.with("learning-about", &title),
        address(visit, &format!("results/indicators/{}/learning", named.id)),
    )
}
