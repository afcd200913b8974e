//! What is done at a cell, forty at a time, and the way to enter something that is missing there.

use domain::access::{Action, Thing};
use domain::coverage::{Doing, Matrix, Phase, doubled, of};

use super::actions::Cell;
use super::ground::Ground;
use super::pages::{cell_address, safe};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, link, link_if};
use crate::directory::pages::address;

/// Activities that one page of a cell names.
const PAGE: usize = 40;

/// What is done there, each with who does it; what is done twice stands first and says so.
pub(super) fn doings(visit: &Visit, ground: &Ground, cell: &Cell, from: usize) -> Vec<Block> {
    let words = visit.words;
    let key = Some(cell.column.as_str()).filter(|key| !key.is_empty());
    let mut own: Vec<&Doing> = of(cell.matrix, &cell.row, key, &ground.doings).collect();
    let heading = Block::Heading(words.say("coverage-what-is-done"));
    if own.is_empty() {
        return vec![heading, Block::Paragraph(words.say("coverage-nothing-done"))];
    }
    let live: Vec<&Doing> = own
        .iter()
        .filter(|doing| doing.phase == Phase::UnderWay)
        .copied()
        .collect();
    let twice = doubled(&live);
    own.sort_by_key(|doing| !twice.contains(doing.key.as_str()));
    let shown = own.iter().skip(from).take(PAGE);
    let cards: Vec<Card> = shown
        .map(|doing| card(visit, ground, (doing, twice.contains(doing.key.as_str()))))
        .collect();
    let count = words.with("plan-found", &[("count", own.len().into())]);
    let mut blocks = vec![heading, Block::Paragraph(count), Block::Cards(cards)];
    let turns = turns(visit, cell, (from, own.len()));
    if !turns.is_empty() {
        blocks.push(Block::Links(turns));
    }
    blocks
}

fn card(visit: &Visit, ground: &Ground, (doing, is_double): (&Doing, bool)) -> Card {
    let words = visit.words;
    let others = doing.partners.iter().filter(|one| **one != doing.lead);
    let partners: Vec<&str> = std::iter::once(&doing.lead)
        .chain(others)
        .map(|id| ground.partner(id))
        .filter(|name| !name.is_empty())
        .collect();
    let tag = match (is_double, doing.phase) {
        (true, _) => ("warn", words.say("coverage-doubled")),
        (false, Phase::ToCome) => ("wait", words.say("coverage-to-come")),
        (false, Phase::UnderWay | Phase::Over) => ("ok", words.say("coverage-under-way")),
    };
    let title = ground.titles.get(&doing.key).cloned().unwrap_or_default();
    let href = address(visit, &format!("plan/activities/{}", doing.key));
    let may_open = visit.shows(Action::ViewPlan, Thing::Whole);
    Card {
        heading: link_if(may_open, title, href),
        texts: vec![partners.join(" · ")],
        tag,
        buttons: Vec::new(),
    }
}

fn turns(visit: &Visit, cell: &Cell, (from, found): (usize, usize)) -> Vec<crate::blocks::Cell> {
    let words = visit.words;
    let here = cell_address(visit, cell.matrix, &cell.row, &cell.column);
    let turn = |from: usize, key: &str| link(words.say(key), format!("{here}&from={from}"));
    let mut turns = Vec::new();
    if from > 0 {
        turns.push(turn(from.saturating_sub(PAGE), "plan-page-before"));
    }
    if found > from.saturating_add(PAGE) {
        turns.push(turn(from + PAGE, "plan-page-after"));
    }
    turns
}

/// The way to the form of a new activity that stands at this cell, for whom may add one; empty for anybody else.
pub(super) fn begin(visit: &Visit, cell: &Cell) -> Vec<Block> {
    if !visit.shows(Action::ManagePlan, Thing::Whole) {
        return Vec::new();
    }
    let words = visit.words;
    let (row, column) = match cell.matrix {
        Matrix::StrategyPartner => ("strategy", "lead"),
        Matrix::StagePlace => ("stage", "place"),
        Matrix::GroupStrategy => ("group", "strategy"),
    };
    let mut path = format!("plan/new?{row}={}", safe(&cell.row));
    if !cell.column.is_empty() {
        path = format!("{path}&{column}={}", safe(&cell.column));
    }
    let href = address(visit, &path);
    vec![
        Block::Heading(words.say("coverage-begin")),
        Block::Paragraph(words.say("coverage-begin-lede")),
        Block::Links(vec![link(words.say("coverage-begin-here"), href)]),
    ]
}
