//! The versions of a story: who wrote each and when, which edition went out with it, what differs between two.

use axum::Form as Body;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::IndicatorId;
use serde::Deserialize;

use super::actions;
use super::changes::changes;
use super::reading::{differences, texts};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Choice, Form, Shape, Table, Typed, cell};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::improvement::sessions::pages::may_see_names;
use crate::improvement::shared::{learning_link, named, page_about};
use crate::measurement::store::{self, StoryRow};
use crate::state::PublicState;

/// Which two versions are compared.
#[derive(Debug, Default, Deserialize)]
pub struct Compared {
    one: Option<i64>,
    other: Option<i64>,
}

/// Every version, and two of them side by side.
pub async fn versions(
    visit: Visit,
    State(public): State<PublicState>,
    path: At,
    Query(compared): Query<Compared>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let words = visit.words;
    let id: IndicatorId = at(&path)?;
    let reader = visit.scope.read().await?;
    let named = named(&visit, &reader, id).await?;
    let versions = store::story_versions(&reader, &id.to_string()).await?;
    let mut people = Vec::new();
    if may_see_names(&visit) {
        let rows = directory::people(&reader).await?.into_iter();
        people.extend(rows.map(|row| (format!("person:{}", row.person_id), row.name)));
    }
    let editions = public.shelf.editions(&visit.collaborative.slug);
    let used: Vec<(i64, i64)> = editions
        .iter()
        .filter_map(|edition| {
            let version = actions::version_in(&versions, edition, &named.row.slug)?;
            Some((version, edition.number))
        })
        .collect();
    let mut blocks = vec![Block::Links(vec![learning_link(&visit, &named)])];
    if versions.is_empty() {
        blocks.push(Block::Paragraph(words.say("story-none-written")));
    } else {
        blocks.push(Block::Cards(cards(&visit, id, &versions, &used, &people)));
    }
    if versions.len() > 1 {
        blocks.extend(comparison(&visit, id, &versions, &compared));
    }
    if let Some(newest) = versions.first() {
        let told = texts(words, &actions::part(newest)).into_iter();
        blocks.push(Block::Heading(words.say("story-newest")));
        blocks.push(Block::Facts(told.filter(|(_, text)| !text.is_empty()).collect()));
    }
    page_about(
        &visit,
        &named,
        ("story-versions-of", "story-versions-lede"),
        blocks,
    )
}

fn cards(
    visit: &Visit,
    id: IndicatorId,
    versions: &[StoryRow],
    used: &[(i64, i64)],
    people: &[(String, String)],
) -> Vec<Card> {
    let words = visit.words;
    let may_write = visit.shows(Action::WriteStory, Thing::Whole);
    let newest = versions.first().map_or(0, |row| row.version);
    let cards = versions.iter().map(|row| {
        let story = actions::part(row);
        let day = crate::dates::day_of(row.created_at, &visit.collaborative.time_zone);
        let author = people.iter().find(|(key, _)| *key == row.created_by);
        let mut who = vec![crate::dates::plain(words, day)];
        who.extend(author.map(|(_, name)| name.clone()));
        let numbers: Vec<String> = used
            .iter()
            .filter(|(version, _)| *version == row.version)
            .map(|(_, edition)| edition.to_string())
            .collect();
        let tag = match numbers.as_slice() {
            [] => ("wait", words.say("story-in-no-edition")),
            numbers => (
                "ok",
                words.with("story-in-editions", &[("editions", numbers.join(", ").into())]),
            ),
        };
        let restore = (
            address(visit, &format!("results/indicators/{id}/story/restore")),
            ("version".to_owned(), row.version.to_string()),
            words.say("story-restore"),
        );
        let is_restorable = may_write && row.version != newest;
        Card {
            heading: cell(words.with("story-version", &[("version", row.version.into())])),
            texts: vec![
                who.join(" · "),
                words.pick(&story.headline.en, &story.headline.es).to_owned(),
            ],
            tag,
            buttons: if is_restorable { vec![restore] } else { Vec::new() },
        }
    });
    cards.collect()
}

/// The form that picks two versions, and where they differ: without a choice, the newest from the one before it.
fn comparison(visit: &Visit, id: IndicatorId, versions: &[StoryRow], compared: &Compared) -> Vec<Block> {
    let words = visit.words;
    let (one, other) = (
        compared.one.unwrap_or(versions[1].version),
        compared.other.unwrap_or(versions[0].version),
    );
    let choices: Vec<Choice> = versions
        .iter()
        .map(|row| Choice {
            value: row.version.to_string(),
            label: words.with("story-version", &[("version", row.version.into())]),
        })
        .collect();
    let typed = Typed::default().with("one", one).with("other", other);
    let action = address(visit, &format!("results/indicators/{id}/story/versions"));
    let form = Form::new(words, action, "story-compare", &typed, &[])
        .under("story-compare-heading")
        .asking()
        .named("one", words.say("story-one"), Shape::Choose(choices.clone()))
        .named("other", words.say("story-other"), Shape::Choose(choices));
    let found = |version: i64| {
        versions
            .iter()
            .find(|row| row.version == version)
            .map(actions::part)
    };
    let mut blocks = vec![Block::Form(Box::new(form))];
    if let (Some(before), Some(after)) = (found(one), found(other)) {
        let lines = differences(words, &before, &after);
        let changed = lines
            .iter()
            .map(|[name, before, after]| (name.clone(), changes(before, after)));
        if !lines.is_empty() {
            blocks.push(Block::Heading(words.say("story-changes")));
            blocks.push(Block::Changes(changed.collect()));
        }
        let rows = lines.into_iter().map(|line| line.map(cell).to_vec()).collect();
        let head = ["story-what", "story-before", "story-after"];
        let caption = words.with(
            "story-differences",
            &[("one", one.into()), ("other", other.into())],
        );
        let mut table = Table::new(words, "story-what", &head, rows).called(caption);
        table.empty = words.say("story-the-same");
        blocks.push(Block::Table(table));
    }
    blocks
}

/// Restores an earlier version.
pub async fn restore(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let id: IndicatorId = at(&path)?;
    let version = Typed::from_pairs(pairs).id("version").ok_or(Error::NotFound)?;
    let restored = actions::restore(&visit.scope, visit.actor(), id, version).await;
    restored.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, &format!("results/indicators/{id}/story/versions")))
}
