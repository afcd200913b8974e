//! Forms of the pathway: a stage with what stands at it, and what weighs on what. Thin over `actions`.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::ids::{IndicatorId, PathwayStageId};
use platform::db::Connection;
use platform::secrets;

use super::actions::{self, InfluenceForm, StageForm};
use super::pages::{CHANGE, Tried, pathway_page};
use super::store::{self, StageRow};
use crate::accounts::visit::Visit;
use crate::activities::tabs;
use crate::blocks::{Block, Form, Shape, Typed, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::measurement::actions::sheets_on;
use crate::measurement::store as measurement;
use crate::problems::{Problem, Refusal};
use crate::state::PublicState;

/// The button that puts the default stages there.
pub(super) fn begin_form(visit: &Visit) -> Form {
    let action = address(visit, "plan/pathway/defaults");
    Form::new(visit.words, action, "pathway-begin", &Typed::default(), &[])
}

/// Puts the default stages there.
pub async fn defaults(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let begun = actions::begin(&visit.scope, visit.actor()).await;
    begun.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, "plan/pathway"))
}

/// Indicators with their titles.
async fn indicators(visit: &Visit, connection: &Connection) -> Result<Vec<(String, String)>, Error> {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let sheets = sheets_on(connection, &today.to_string()).await?;
    let rows = measurement::indicators(connection).await?.into_iter();
    let titled = rows.map(|row| {
        let sheet = sheets.get(&row.indicator_id);
        let title = sheet.map_or(row.slug.clone(), |(_, sheet)| {
            visit.words.pick(&sheet.title.en, &sheet.title.es).to_owned()
        });
        (row.indicator_id, title)
    });
    Ok(titled.collect())
}

/// An empty form for a stage.
pub async fn new_stage(visit: Visit) -> Result<Response, Error> {
    let typed = Typed::default().with("id", secrets::new_uuid());
    stage_page(&visit, None, &typed, &[]).await
}

/// A stage's form.
pub async fn stage(visit: Visit, path: At) -> Result<Response, Error> {
    let id: PathwayStageId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = store::stage(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let age = |age: Option<i64>| age.map(|age| age.to_string()).unwrap_or_default();
    let mut typed = Typed::default()
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("about_en", &row.about_en)
        .with("about_es", &row.about_es)
        .with("age_from", age(row.age_from))
        .with("age_to", age(row.age_to));
    for placed in store::placed(&reader).await? {
        if placed.pathway_stage_id == row.pathway_stage_id {
            typed = typed.with(&format!("indicator-{}", placed.indicator_id), "yes");
        }
    }
    drop(reader);
    stage_page(&visit, Some(&row), &typed, &[]).await
}

async fn stage_page(
    visit: &Visit,
    row: Option<&StageRow>,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let id = row
        .map(|row| format!("/{}", row.pathway_stage_id))
        .unwrap_or_default();
    let action = address(visit, &format!("plan/pathway/stages{id}"));
    let mut form = Form::new(words, action, "button-save", typed, problems)
        .hiding("id", typed.get("id"))
        .lines(&["title_en", "title_es"])
        .areas(&["about_en", "about_es"])
        .lines(&["age_from", "age_to"])
        .heading("pathway-what-stands-here");
    for (id, title) in indicators(visit, &reader).await? {
        form = form.named(&format!("indicator-{id}"), title, Shape::Tick);
    }
    let title = row.map_or_else(
        || words.say("pathway-add-stage"),
        |row| words.pick(&row.title_en, &row.title_es).to_owned(),
    );
    page(
        visit.frame(&title, "plan"),
        words.say("pathway-stage-lede"),
        vec![tabs::block(visit, "pathway"), Block::Form(Box::new(form))],
    )
}

/// What was typed; the ticked indicators are those whose field was sent at all.
fn read(pairs: &Pairs, typed: &Typed) -> StageForm {
    let ticked = pairs
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("indicator-")?.parse::<IndicatorId>().ok());
    StageForm {
        slug: String::new(),
        title_en: typed.text("title_en"),
        title_es: typed.text("title_es"),
        about_en: typed.text("about_en"),
        about_es: typed.text("about_es"),
        age_from: typed.text("age_from"),
        age_to: typed.text("age_to"),
        indicators: ticked.collect(),
    }
}

/// Adds a stage.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let typed = Typed::from_pairs(pairs.clone());
    let form = read(&pairs, &typed);
    let (id, typed): (PathwayStageId, Typed) = typed.own_id();
    match problems_of(actions::add(&visit.scope, visit.actor(), id, &form).await)? {
        Ok(()) => Ok(to(&visit, "plan/pathway")),
        Err(problems) => stage_page(&visit, None, &typed, &problems).await,
    }
}

/// Changes a stage.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let id: PathwayStageId = at(&path)?;
    let typed = Typed::from_pairs(pairs.clone());
    let form = read(&pairs, &typed);
    match problems_of(actions::change(&visit.scope, visit.actor(), id, &form).await)? {
        Ok(()) => Ok(to(&visit, "plan/pathway")),
        Err(problems) => {
            let reader = visit.scope.read().await?;
            let row = store::stage(&reader, &id.to_string()).await?;
            drop(reader);
            stage_page(&visit, row.as_ref(), &typed, &problems).await
        }
    }
}

fn done(visit: &Visit, outcome: Result<(), Refusal>) -> Result<Response, Error> {
    outcome.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(visit, "plan/pathway"))
}

/// Moves a stage toward the cradle.
pub async fn shift(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let moved = actions::earlier(&visit.scope, visit.actor(), at(&path)?).await;
    done(&visit, moved)
}

/// Takes a stage off the way.
pub async fn remove(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let removed = actions::remove(&visit.scope, visit.actor(), at(&path)?).await;
    done(&visit, removed)
}

/// The forms to say what weighs on what, and to take it back.
pub(super) async fn influence_forms(
    visit: &Visit,
    connection: &Connection,
    tried: &Tried<'_>,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let choices = indicators(visit, connection).await?;
    let action = address(visit, "plan/pathway/influences");
    let form = Form::new(
        words,
        action,
        "pathway-keep-influence",
        &tried.typed,
        tried.problems,
    )
    .under("pathway-new-influence")
    .one_of("upstream", choices.clone())
    .one_of("downstream", choices.clone())
    .areas(&["rests_on_en", "rests_on_es"]);
    let mut blocks = vec![Block::Form(Box::new(form))];
    let known = store::influences(connection).await?;
    if !known.is_empty() {
        let title = |id: &str| {
            let found = choices.iter().find(|(known, _)| known == id);
            found.map_or_else(String::new, |(_, title)| title.clone())
        };
        let known = known.iter().map(|row| {
            let ends = format!("{} {}", row.upstream_id, row.downstream_id);
            (
                ends,
                format!("{} → {}", title(&row.upstream_id), title(&row.downstream_id)),
            )
        });
        let action = address(visit, "plan/pathway/influences/remove");
        let form = Form::new(words, action, "pathway-forget-influence", &Typed::default(), &[])
            .under("pathway-old-influence")
            .one_of("influence", known);
        blocks.push(Block::Form(Box::new(form)));
    }
    Ok(blocks)
}

/// Keeps that something weighs on something later.
pub async fn influence(
    visit: Visit,
    State(public): State<PublicState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let typed = Typed::from_pairs(pairs);
    let form = InfluenceForm {
        upstream: typed.id("upstream"),
        downstream: typed.id("downstream"),
        because_en: typed.text("rests_on_en"),
        because_es: typed.text("rests_on_es"),
    };
    match problems_of(actions::influence(&visit.scope, visit.actor(), &form).await)? {
        Ok(()) => Ok(to(&visit, "plan/pathway")),
        Err(problems) => {
            let tried = Tried {
                typed,
                problems: &problems,
            };
            pathway_page(&visit, &public, &tried).await
        }
    }
}

/// Takes an influence back.
pub async fn forget(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(CHANGE)?;
    let typed = Typed::from_pairs(pairs);
    let ends = typed
        .get("influence")
        .split_once(' ')
        .and_then(|(upstream, downstream)| {
            let upstream: IndicatorId = upstream.parse().ok()?;
            let downstream: IndicatorId = downstream.parse().ok()?;
            Some((upstream, downstream))
        });
    let ends = ends.ok_or(Error::NotFound)?;
    done(&visit, actions::forget(&visit.scope, visit.actor(), ends).await)
}
