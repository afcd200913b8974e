//! Pages of questions about take-up. Thin: read what was typed, call one action, answer.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::TakeUpId;
use platform::db::Connection;

use super::asking::Asking;
use super::store::{self, TakeUpRow};
use super::{actions, asking, feeding, figure_pages, report_page};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Shape, Typed, cell, link, page, problems_of, unplaced};
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::{places, store as directory};
use crate::error::Error;
use crate::linkages::store as linkages;
use crate::measurement::store as measurement;
use crate::problems::Problem;
use crate::state::AppState;
use crate::vault::store as vault;

/// Part of the navigation in which these pages stand.
pub(super) const SECTION: &str = "data";

/// Every question.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewTakeUp)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let mut links = Vec::new();
    if visit.shows(Action::KeepTakeUp, Thing::Whole) {
        links.push(link(
            words.say("takeup-begin"),
            address(&visit, "vault/take-up/new"),
        ));
    }
    links.push(link(words.say("linkage-list"), address(&visit, "vault/linkages")));
    let rows = store::all(&reader).await?;
    let cards: Vec<Card> = rows.iter().map(|row| card(&visit, row)).collect();
    let mut blocks = vec![Block::Links(links)];
    blocks.push(match cards.is_empty() {
        true => Block::Paragraph(words.say("takeup-list-empty")),
        false => Block::Cards(cards),
    });
    page(
        visit.frame(&words.say("takeup-list"), SECTION),
        words.say("takeup-list-lede"),
        blocks,
    )
}

fn card(visit: &Visit, row: &TakeUpRow) -> Card {
    let title = visit.words.pick(&row.title_en, &row.title_es);
    Card {
        heading: link(
            title,
            address(visit, &format!("vault/take-up/{}", row.take_up_id)),
        ),
        tag: tag(visit, row),
        ..Card::default()
    }
}

fn tag(visit: &Visit, row: &TakeUpRow) -> (&'static str, String) {
    let class = if row.state == "answered" { "ok" } else { "wait" };
    (class, visit.words.say(&format!("takeup-state-{}", row.state)))
}

/// The form of a new question.
pub async fn begin(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let (_, typed) = Typed::default()
        .with("takeup_key", "Pseudonym")
        .with("takeup_service_key", "Pseudonym")
        .own_id::<TakeUpId>();
    form_page(&visit, &typed, &[]).await
}

/// Keeps a new question.
pub async fn keep(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<TakeUpId>();
    let minimum = usize::try_from(visit.collaborative.minimum_count).unwrap_or(usize::MAX);
    match problems_of(actions::keep(&visit.scope, visit.actor(), (id, &typed), minimum).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/take-up/{id}"))),
        Err(problems) => form_page(&visit, &typed, &problems).await,
    }
}

async fn form_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
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
    let mut form = Form::new(
        words,
        address(visit, "vault/take-up/new"),
        "takeup-save",
        typed,
        problems,
    )
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
    .heading("takeup-feeds-heading")
    .things("takeup_indicator", indicators(visit, &reader).await?)
    .lines(&["takeup_period"])
    .things("takeup_whole", wholes(&reader).await?);
    for dimension in measurement::dimensions(&reader).await? {
        let label = words.pick(&dimension.label_en, &dimension.label_es);
        let label = words.with("takeup-by", &[("dimension", label.into())]);
        form = form.named(&feeding::field(&dimension.slug), label, Shape::Line("text"));
    }
    page(
        visit.frame(&words.say("takeup-new"), SECTION),
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

/// One question, with its answer where there is one.
pub async fn show(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewTakeUp)?;
    show_page(&visit, &state, at(&path)?, &[]).await
}

/// What is missing for an answer: the worker, or rows of a partner.
async fn missing(
    visit: &Visit,
    state: &AppState,
    connection: &Connection,
    row: &TakeUpRow,
) -> Result<Vec<Block>, Error> {
    let mut missing = Vec::new();
    if row.state == "answered" {
        return Ok(missing);
    }
    let words = visit.words;
    if !state.settings.vault.is_installed() {
        missing.push(Block::Paragraph(words.say("vault-worker-missing")));
    }
    let sides = linkages::sides(connection, &row.linkage_id).await?;
    let organisations = directory::organisations(connection).await?;
    for (root, kind) in [
        (&row.people_root_id, "people"),
        (&row.service_root_id, "services"),
    ] {
        let tables = vault::of_root(connection, root).await?;
        if tables.iter().any(|table| table.kind == kind) {
            continue;
        }
        let side = sides.iter().find(|side| side.root_id == *root);
        let own = organisations
            .iter()
            .find(|one| side.is_some_and(|side| side.organisation_id == one.organisation_id));
        let name = own.map_or("", |one| one.name.as_str());
        let said = words.with(&format!("takeup-lacks-{kind}"), &[("partner", name.into())]);
        missing.push(Block::Paragraph(said));
    }
    Ok(missing)
}

async fn show_page(
    visit: &Visit,
    state: &AppState,
    id: TakeUpId,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::one(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let list = link(words.say("takeup-list"), address(visit, "vault/take-up"));
    let mut blocks = vec![Block::Links(vec![list]), Block::Cards(vec![to_do(visit, &row)])];
    blocks.extend(unplaced(&blocks, "answer", (words, problems)));
    blocks.extend(missing(visit, state, &reader, &row).await?);
    blocks.push(Block::Heading(words.say("takeup-note-heading")));
    blocks.push(Block::Paragraph(row.note.clone()));
    blocks.push(Block::Facts(written(visit, &row)));
    blocks.extend(figure_pages::about(visit, &reader, &row).await?);
    if row.state == "answered" {
        blocks.extend(report_page::blocks(words, &row));
    }
    page(
        visit.frame(words.pick(&row.title_en, &row.title_es), SECTION),
        words.say("takeup-one-lede"),
        blocks,
    )
}

/// What was written down, as terms and what they mean.
fn written(visit: &Visit, row: &TakeUpRow) -> Vec<(String, String)> {
    let words = visit.words;
    let plan = actions::plan(row);
    let edges: Vec<String> = plan.dose_edges.iter().map(f64::to_string).collect();
    let mut facts = vec![
        (words.say("field-takeup_outcome"), plan.outcome),
        (words.say("field-takeup_before"), plan.before),
        (words.say("field-takeup_place"), plan.place),
        (words.say("field-takeup_groups"), plan.groups.join(", ")),
        (words.say("field-takeup_dose"), plan.dose),
        (words.say("field-takeup_edges"), edges.join(", ")),
        (words.say("takeup-minimum"), plan.minimum.to_string()),
    ];
    let day = |millis| dates::plain(words, dates::day_of(millis, &visit.collaborative.time_zone));
    if let (Some(at), Some(hash)) = (row.frozen_at, &row.frozen_hash) {
        facts.push((words.say("takeup-frozen-on"), day(at)));
        facts.push((words.say("takeup-fingerprint"), hash.clone()));
    }
    if let Some(at) = row.answered_at {
        facts.push((words.say("takeup-answered-on"), day(at)));
    }
    facts
}

fn to_do(visit: &Visit, row: &TakeUpRow) -> Card {
    let words = visit.words;
    let button = |path: &str, key: &str| {
        let action = address(visit, &format!("vault/take-up/{}/{path}", row.take_up_id));
        (action, (String::new(), String::new()), words.say(key))
    };
    let (about, buttons) = match row.state.as_str() {
        "draft" => ("takeup-about-draft", vec![button("freeze", "takeup-freeze")]),
        "frozen" => ("takeup-about-frozen", vec![button("answer", "takeup-answer")]),
        _ => (
            "takeup-about-answered",
            vec![button("answer", "takeup-answer-again")],
        ),
    };
    let may_keep = visit.shows(Action::KeepTakeUp, Thing::Whole);
    Card {
        heading: cell(words.say("takeup-standing")),
        texts: vec![words.say(about)],
        tag: tag(visit, row),
        buttons: if may_keep { buttons } else { Vec::new() },
    }
}

/// Freezes a question.
pub async fn freeze(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let id: TakeUpId = at(&path)?;
    actions::freeze(&visit.scope, visit.actor(), id).await?;
    Ok(to(&visit, &format!("vault/take-up/{id}")))
}

/// Computes the answer of a frozen question.
pub async fn answer(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let id: TakeUpId = at(&path)?;
    let asking = Asking {
        words: visit.words,
        person: visit.person.id,
        on: visit.scope.clock().today(&visit.collaborative.time_zone),
    };
    let worker = (&state.settings.vault, asking);
    match problems_of(asking::answer(&visit.scope, visit.actor(), worker, id).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/take-up/{id}"))),
        Err(problems) => show_page(&visit, &state, id, &problems).await,
    }
}
