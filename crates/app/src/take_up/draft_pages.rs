//! Pages of a draft: writing a question down, and changing it until it is frozen. Thin: read what was typed, call one action, answer.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use domain::ids::TakeUpId;
use platform::db::Connection;
use takeup::Comparing;

use super::pages::{SECTION, numbers};
use super::store::{self, TakeUpRow};
use super::{actions, feeding};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Shape, Typed, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::{places, store as directory};
use crate::error::Error;
use crate::linkages::store as linkages;
use crate::measurement::store as measurement;
use crate::problems::Problem;

/// The form of a new question.
pub async fn begin(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let (_, typed) = Typed::default()
        .with("takeup_key", "Pseudonym")
        .with("takeup_service_key", "Pseudonym")
        .with("takeup_comparing", Comparing::default().code())
        .with("takeup_each", 1)
        .own_id::<TakeUpId>();
    form_page(&visit, NEW, &typed, &[]).await
}

/// Keeps a new question.
pub async fn keep(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<TakeUpId>();
    match problems_of(actions::keep(&visit.scope, visit.actor(), (id, &typed), minimum(&visit)).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/take-up/{id}"))),
        Err(problems) => form_page(&visit, NEW, &typed, &problems).await,
    }
}

/// The form of a draft, filled.
pub async fn edit(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let id: TakeUpId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = store::one(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != "draft" {
        return Ok(to(&visit, &format!("vault/take-up/{id}")));
    }
    let typed = typed_of(&reader, &row).await?;
    drop(reader);
    form_page(&visit, &format!("{id}/edit"), &typed, &[]).await
}

/// Changes a draft.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let id: TakeUpId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(actions::change(&visit.scope, visit.actor(), (id, &typed), minimum(&visit)).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/take-up/{id}"))),
        Err(problems) => form_page(&visit, &format!("{id}/edit"), &typed, &problems).await,
    }
}

/// Where the form of a new question is sent, below the list.
const NEW: &str = "new";

fn minimum(visit: &Visit) -> usize {
    usize::try_from(visit.collaborative.minimum_count).unwrap_or(usize::MAX)
}

/// What stands in the form of a draft.
async fn typed_of(connection: &Connection, row: &TakeUpRow) -> Result<Typed, Error> {
    let plan = actions::plan(row);
    let sides = linkages::sides(connection, &row.linkage_id).await?;
    let partner = |root: &str| {
        let side = sides.iter().find(|side| side.root_id == root);
        side.map(|side| side.organisation_id.clone()).unwrap_or_default()
    };
    let (each, bands) = match &plan.comparing {
        Comparing::Matching { each, edges } => (*each, numbers(edges)),
        Comparing::Weighting | Comparing::DifferenceInDifferences => (1, String::new()),
    };
    let mut typed = Typed::default()
        .with("id", &row.take_up_id)
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("takeup_note", &row.note)
        .with("takeup_linkage", &row.linkage_id)
        .with("takeup_people", partner(&row.people_root_id))
        .with("takeup_service", partner(&row.service_root_id))
        .with("takeup_key", &plan.key)
        .with("takeup_service_key", &plan.service_key)
        .with("takeup_dose", &plan.dose)
        .with("takeup_edges", numbers(&plan.dose_edges))
        .with("takeup_outcome", &plan.outcome)
        .with("takeup_before", &plan.before)
        .with("takeup_place", &plan.place)
        .with("takeup_groups", plan.groups.join("\n"))
        .with("takeup_comparing", plan.comparing.code())
        .with("takeup_each", each)
        .with("takeup_bands", bands);
    if let (Some(indicator), Some(counts)) = (&row.indicator_id, feeding::counts(row)) {
        typed = typed
            .with("takeup_indicator", indicator)
            .with("takeup_period", row.period.as_deref().unwrap_or_default())
            .with("takeup_whole", &counts.whole);
        for by in &counts.dimensions {
            typed = typed.with(&feeding::field(&by.slug), &by.element);
        }
    }
    Ok(typed)
}

async fn form_page(
    visit: &Visit,
    path: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let linked = linkages::linkages(&reader).await?.into_iter();
    let mut sides = Vec::new();
    let mut choices = Vec::new();
    for row in linked.filter(|row| row.state == "linked") {
        sides.extend(linkages::sides(&reader, &row.linkage_id).await?);
        let title = words.pick(&row.title_en, &row.title_es).to_owned();
        choices.push((row.linkage_id, title));
    }
    let organisations = directory::organisations(&reader).await?.into_iter();
    let partners: Vec<(String, String)> = organisations
        .filter(|one| {
            sides
                .iter()
                .any(|side| side.organisation_id == one.organisation_id)
        })
        .map(|one| (one.organisation_id, one.name))
        .collect();
    let action = address(visit, &format!("vault/take-up/{path}"));
    let mut form = Form::new(words, action, "takeup-save", typed, problems)
        .hiding("id", typed.get("id"))
        .lines(&["title_en", "title_es"])
        .areas(&["takeup_note"])
        .heading("takeup-who")
        .things("takeup_linkage", choices)
        .things("takeup_people", partners.clone())
        .lines(&["takeup_key"])
        .things("takeup_service", partners)
        .lines(&["takeup_service_key", "takeup_dose", "takeup_edges"])
        .heading("takeup-what")
        .lines(&["takeup_outcome", "takeup_before", "takeup_place"])
        .areas(&["takeup_groups"])
        .heading("takeup-how")
        .ways("takeup_comparing", "takeup-comparing", &Comparing::CODES)
        .lines(&["takeup_each", "takeup_bands"])
        .heading("takeup-feeds-heading")
        .things("takeup_indicator", indicators(visit, &reader).await?)
        .lines(&["takeup_period"])
        .things("takeup_whole", wholes(&reader).await?);
    for dimension in measurement::dimensions(&reader).await? {
        let label = words.pick(&dimension.label_en, &dimension.label_es);
        let label = words.with("takeup-by", &[("dimension", label.into())]);
        form = form.named(&feeding::field(&dimension.slug), label, Shape::Line("text"));
    }
    let title = if path == NEW { "takeup-new" } else { "takeup-edit" };
    page(
        visit.frame(&words.say(title), SECTION),
        words.say("takeup-new-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// Indicators that an answer can feed, with their titles.
async fn indicators(visit: &Visit, connection: &Connection) -> Result<Vec<(String, String)>, Error> {
    let shares = feeding::shares(connection).await?.into_iter();
    let titled = shares.map(|(id, (en, es))| (id.to_string(), visit.words.pick(&en, &es).to_owned()));
    Ok(titled.collect())
}

async fn wholes(connection: &Connection) -> Result<Vec<(String, String)>, Error> {
    let places = places::places(connection).await?.into_iter();
    Ok(places.map(|place| (place.place_id, place.name)).collect())
}
