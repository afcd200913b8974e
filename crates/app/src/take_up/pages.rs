//! Pages of questions about take-up. Thin: read what was typed, call one action, answer.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::TakeUpId;
use platform::db::Connection;
use takeup::Comparing;

use super::asking::Asking;
use super::store::{self, TakeUpRow};
use super::{actions, asking, figure_pages, report_page};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Typed, cell, link, page, problems_of, unplaced};
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::linkages::store as linkages;
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
    let mut links = vec![link(words.say("takeup-list"), address(visit, "vault/take-up"))];
    if row.state == "draft" && visit.shows(Action::KeepTakeUp, Thing::Whole) {
        let edit = address(visit, &format!("vault/take-up/{id}/edit"));
        links.push(link(words.say("takeup-edit"), edit));
    }
    let mut blocks = vec![Block::Links(links), Block::Cards(vec![to_do(visit, &row)])];
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

/// Where bands begin, as they are typed.
pub(super) fn numbers(edges: &[f64]) -> String {
    let edges: Vec<String> = edges.iter().map(f64::to_string).collect();
    edges.join(", ")
}

/// What was written down, as terms and what they mean.
fn written(visit: &Visit, row: &TakeUpRow) -> Vec<(String, String)> {
    let words = visit.words;
    let plan = actions::plan(row);
    let mut facts = vec![
        (words.say("field-takeup_outcome"), plan.outcome),
        (words.say("field-takeup_before"), plan.before),
        (words.say("field-takeup_place"), plan.place),
        (words.say("field-takeup_groups"), plan.groups.join(", ")),
        (words.say("field-takeup_dose"), plan.dose),
        (words.say("field-takeup_edges"), numbers(&plan.dose_edges)),
        (words.say("takeup-minimum"), plan.minimum.to_string()),
        (
            words.say("field-takeup_comparing"),
            words.say(&format!("takeup-comparing-{}", plan.comparing.code())),
        ),
    ];
    if let Comparing::Matching { each, edges } = &plan.comparing {
        facts.push((words.say("takeup-each"), each.to_string()));
        facts.push((words.say("takeup-bands-of-before"), numbers(edges)));
    }
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
    let of = |path: &str| address(visit, &format!("vault/take-up/{}/{path}", row.take_up_id));
    let nothing = || (String::new(), String::new());
    let (about, button) = match row.state.as_str() {
        "draft" => {
            // What is frozen is what was seen, and not what somebody made of it meanwhile.
            let seen = ("seen".to_owned(), actions::digest(row));
            (
                "takeup-about-draft",
                (of("freeze"), seen, words.say("takeup-freeze")),
            )
        }
        "frozen" => (
            "takeup-about-frozen",
            (of("answer"), nothing(), words.say("takeup-answer")),
        ),
        _ => (
            "takeup-about-answered",
            (of("answer"), nothing(), words.say("takeup-answer-again")),
        ),
    };
    let may_keep = visit.shows(Action::KeepTakeUp, Thing::Whole);
    Card {
        heading: cell(words.say("takeup-standing")),
        texts: vec![words.say(about)],
        tag: tag(visit, row),
        buttons: if may_keep { vec![button] } else { Vec::new() },
    }
}

/// Freezes a question.
pub async fn freeze(
    visit: Visit,
    State(state): State<AppState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let id: TakeUpId = at(&path)?;
    let seen = Typed::from_pairs(pairs).text("seen");
    match problems_of(actions::freeze(&visit.scope, visit.actor(), id, &seen).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/take-up/{id}"))),
        Err(problems) => show_page(&visit, &state, id, &problems).await,
    }
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
