//! The page on which a draft is begun: its title, its note, and how far each indicator goes.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use axum_extra::extract::Form;
use domain::access::Action;
use domain::period::Period;
use platform::db::Connection;
use platform::words::Words;

use super::actions::{self, MakeDraft};
use super::document::Text;
use super::gather;
use super::pages::{render, to_edition};
use super::selection::Selection;
use super::store;
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::error::Error;

struct Choice {
    slug: String,
    title: String,
    periods: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "editions/new.html")]
struct NewPage {
    frame: WorkFrame,
    error: String,
    title: String,
    note_en: String,
    note_es: String,
    choices: Vec<Choice>,
}

/// The form for a new draft.
pub async fn new(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::MakeDraft)?;
    new_page(&visit, String::new(), &NewForm::default()).await
}

async fn new_page(visit: &Visit, error: String, form: &NewForm) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let page = NewPage {
        frame: visit.frame(&visit.words.say("edition-new"), "editions"),
        error,
        title: form.title.clone(),
        note_en: form.note_en.clone(),
        note_es: form.note_es.clone(),
        choices: choices(&reader, visit.words).await?,
    };
    render(&page)
}

/// Indicators with the periods that have figures, newest first.
async fn choices(reader: &Connection, words: Words) -> Result<Vec<Choice>, Error> {
    let mut choices = Vec::new();
    for row in gather::indicators(reader).await? {
        let figures = gather::figures(reader, &row.indicator_id).await?;
        let mut periods: Vec<Period> = figures
            .iter()
            .filter_map(|figure| Period::parse(&figure.period).ok())
            .collect();
        periods.sort();
        periods.dedup();
        let periods = periods
            .into_iter()
            .rev()
            .map(|period| (period.key(), period.label()))
            .collect();
        let title = words.pick(&row.title_en, &row.title_es).to_owned();
        choices.push(Choice {
            slug: row.slug,
            title,
            periods,
        });
    }
    Ok(choices)
}

/// What the form for a new draft sends; each indicator's select is named `until-<slug>`.
#[derive(Debug, Default, serde::Deserialize)]
pub struct NewForm {
    #[serde(default)]
    title: String,
    #[serde(default)]
    note_en: String,
    #[serde(default)]
    note_es: String,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

/// Makes a draft.
pub async fn create(visit: Visit, Form(form): Form<NewForm>) -> Result<Response, Error> {
    visit.allow_whole(Action::MakeDraft)?;
    let chosen = form
        .rest
        .iter()
        .filter_map(|(name, until)| Some((name.strip_prefix("until-")?, until)));
    let until = chosen
        .filter(|(_, until)| !until.is_empty())
        .map(|(slug, until)| (slug.to_owned(), until.clone()));
    let selection = Selection {
        until: until.collect(),
        ..Selection::default()
    };
    let reader = visit.scope.read().await?;
    let newest = store::newest_published(&reader).await?;
    let earlier = newest.as_ref().map(actions::selection_of).unwrap_or_default();
    drop(reader);
    let new = MakeDraft {
        title: form.title.clone(),
        note: Text {
            en: form.note_en.clone(),
            es: form.note_es.clone(),
        },
        selection: selection.continuing(&earlier),
    };
    let made = actions::make_draft(&visit.scope, &visit.collaborative, visit.actor(), new).await;
    match made.map_err(|refused| refused.told(visit.words)) {
        Ok(id) => Ok(to_edition(&visit, id)),
        Err(Error::Bad(text) | Error::Refused(text)) => new_page(&visit, text, &form).await,
        Err(other) => Err(other),
    }
}
