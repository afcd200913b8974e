//! The pathway in the workspace: the drawing, what each belief rests on, and the ways to change it.

use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use platform::db::Connection;
use platform::words::Words;

use super::actions::VIEW;
use super::store::{self, StageRow};
use super::{figure, stage_pages};
use crate::accounts::visit::Visit;
use crate::activities::tabs;
use crate::blocks::{Block, Card, Cell, Table, Typed, cell, link, page};
use crate::directory::pages::address;
use crate::editions::document::Document;
use crate::editions::way::{self, PathwayPart, Reach};
use crate::error::Error;
use crate::problems::Problem;
use crate::state::PublicState;

/// Who may change it.
pub(super) const CHANGE: Action = Action::KeepPathway;

/// What was typed into the form of influences, and what is wrong with it.
#[derive(Default)]
pub(super) struct Tried<'a> {
    pub typed: Typed,
    pub problems: &'a [Problem],
}

/// The pathway.
pub async fn pathway(visit: Visit, State(public): State<PublicState>) -> Result<Response, Error> {
    pathway_page(&visit, &public, &Tried::default()).await
}

pub(super) async fn pathway_page(
    visit: &Visit,
    public: &PublicState,
    tried: &Tried<'_>,
) -> Result<Response, Error> {
    visit.allow_whole(VIEW)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let stages = store::stages(&reader).await?;
    let may_change = visit.shows(CHANGE, Thing::Whole);
    // What the team only prepares is not for everybody who may see the plan.
    let reach = if visit.shows(Action::ViewWorkspace, Thing::Whole) {
        Reach::All
    } else {
        Reach::Public
    };
    let part = way::part(&reader, reach).await?;
    let newest = public.shelf.newest(&visit.collaborative.slug);
    let mut blocks = vec![tabs::block(visit, "pathway")];
    if stages.is_empty() {
        blocks.push(Block::Paragraph(words.say("pathway-empty")));
        if may_change {
            blocks.push(Block::Form(Box::new(stage_pages::begin_form(visit))));
        }
    } else {
        let notes = notes(visit, &reader, &stages).await?;
        let drawing = figure::drawn(words, newest.as_deref(), &part, &notes);
        blocks.push(Block::Drawing(Box::new(drawing)));
        blocks.push(Block::Table(beliefs(words, newest.as_deref(), &part)));
    }
    if may_change {
        blocks.extend(changing(visit, &reader, &stages, tried).await?);
    }
    page(
        visit.frame(&words.say("pathway"), "plan"),
        words.say("pathway-lede"),
        blocks,
    )
}

/// How much is done at each stage, for its note.
async fn notes(
    visit: &Visit,
    connection: &Connection,
    stages: &[StageRow],
) -> Result<Vec<(String, String)>, Error> {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let active = store::active(connection, &today.to_string()).await?;
    let notes = stages.iter().map(|stage| {
        let own = active
            .iter()
            .find(|row| row.pathway_stage_id == stage.pathway_stage_id);
        let count = own.map_or(0, |row| row.n);
        let told = visit.words.with("pathway-activities", &[("count", count.into())]);
        (stage.slug.clone(), told)
    });
    Ok(notes.collect())
}

/// What weighs on what, each with what that rests on.
fn beliefs(words: Words, newest: Option<&Document>, part: &PathwayPart) -> Table {
    let title = |slug: &str| {
        let indicator = newest.and_then(|edition| edition.indicator(slug));
        indicator.map_or_else(
            || words.say("pathway-unpublished"),
            |one| words.pick(&one.title.en, &one.title.es).to_owned(),
        )
    };
    let rows = part.influences.iter().map(|one| {
        vec![
            cell(title(&one.keys[0])),
            cell(title(&one.keys[1])),
            cell(words.pick(&one.because.en, &one.because.es)),
        ]
    });
    let head = [
        "pathway-head-milestone",
        "pathway-head-weighs-on",
        "pathway-rests-on",
    ];
    Table::new(words, "pathway-beliefs", &head, rows.collect())
}

/// The ways to change it: stages as cards, the forms below.
async fn changing(
    visit: &Visit,
    connection: &Connection,
    stages: &[StageRow],
    tried: &Tried<'_>,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let cards = stages.iter().map(|stage| {
        let id = &stage.pathway_stage_id;
        let of = |part: &str| address(visit, &format!("plan/pathway/stages/{id}{part}"));
        let nothing = (String::new(), String::new());
        Card {
            heading: link(words.pick(&stage.title_en, &stage.title_es), of("")),
            texts: vec![words.pick(&stage.about_en, &stage.about_es).to_owned()],
            tag: ("", String::new()),
            buttons: vec![
                (of("/shift"), nothing.clone(), words.say("pathway-earlier")),
                (of("/remove"), nothing, words.say("pathway-remove")),
            ],
        }
    });
    let add: Cell = link(
        words.say("pathway-add-stage"),
        address(visit, "plan/pathway/stages"),
    );
    let mut blocks = vec![
        Block::Heading(words.say("pathway-change")),
        Block::Links(vec![add]),
        Block::Cards(cards.collect()),
    ];
    blocks.extend(stage_pages::influence_forms(visit, connection, tried).await?);
    Ok(blocks)
}
