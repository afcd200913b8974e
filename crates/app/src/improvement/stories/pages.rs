//! The page on which a story is written. Thin over `actions`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use domain::ids::IndicatorId;

use super::actions;
use super::reading::{fields, typed as typed_of};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, link, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::improvement::shared::{learning_link, named, page_about};
use crate::measurement::store;
use crate::problems::Problem;

/// The form with the newest version of the story.
pub async fn story(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let id: IndicatorId = at(&path)?;
    let versions = store::story_versions(&*visit.scope.read().await?, &id.to_string()).await?;
    let newest = versions.first();
    let typed = newest
        .map(|row| typed_of(&actions::part(row)))
        .unwrap_or_default();
    let typed = typed.with("seen", newest.map_or(0, |row| row.version));
    form_page(&visit, id, &typed, &[]).await
}

async fn form_page(
    visit: &Visit,
    id: IndicatorId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let named = named(visit, &reader, id).await?;
    let of = |part: &str| address(visit, &format!("results/indicators/{id}/{part}"));
    let form = Form::new(words, of("story"), "story-save", typed, problems).hiding("seen", typed.get("seen"));
    let links = vec![
        learning_link(visit, &named),
        link(words.say("story-versions"), of("story/versions")),
    ];
    let form = Block::Form(Box::new(fields(words, form, typed)));
    let blocks = vec![Block::Links(links), form];
    page_about(visit, &named, ("story-of", "story-write-lede"), blocks)
}

/// Writes a version.
pub async fn write(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let id: IndicatorId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let seen = typed.id("seen").unwrap_or(0);
    match problems_of(actions::write(&visit.scope, visit.actor(), id, seen, &typed).await)? {
        Ok(_) => Ok(to(&visit, &format!("results/indicators/{id}/story/versions"))),
        Err(problems) => {
            // Pressed again, it becomes the newest version, over one that the writer has been told of.
            let versions = store::story_versions(&*visit.scope.read().await?, &id.to_string()).await?;
            let typed = typed.with("seen", versions.first().map_or(0, |row| row.version));
            form_page(&visit, id, &typed, &problems).await
        }
    }
}
