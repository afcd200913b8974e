//! The page of the mirror: the newest round that has closed, what the community's figures are, and asking again.

use std::collections::BTreeSet;

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::backbone::questions::Subject;
use domain::backbone::telling::{Cell, Group, OFF_BY};
use domain::ids::AssessmentId;

use super::asked::{self, Asked};
use super::store::FigureRow;
use super::{actions, figures, store};
use crate::accounts::visit::Visit;
use crate::backbone::assessments::pages::{day, part_name};
use crate::backbone::assessments::store::{self as assessments, AssessmentRow};
use crate::backbone::{assessments::kept, tabs};
use crate::blocks::{Block, Form, Shape, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{Pairs, address};
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::requests::letters::Desk;
use crate::state::AppState;

/// Address of the page after `/work/`.
pub const PATH: &str = "backbone/mirror";
/// Before the code of a dimension, in the names of the boxes that choose it.
const ASK: &str = "ask-";

/// Everything the page shows, read in a fixed number of queries.
struct Stand {
    rounds: Vec<AssessmentRow>,
    figures: Vec<FigureRow>,
    askable: Vec<Asked>,
}

async fn stand(visit: &Visit) -> Result<Stand, Error> {
    let reader = visit.scope.read().await?;
    let mut rounds = assessments::assessments(&reader).await?;
    rounds.retain(|row| row.subject == Subject::Mirror.code());
    Ok(Stand {
        rounds,
        figures: store::figures(&reader).await?,
        askable: actions::askable(&reader).await?,
    })
}

/// The newest round that has closed.
pub async fn newest(visit: Visit) -> Result<Response, Error> {
    mirror_page(&visit, None, (&Typed::default(), &[])).await
}

/// A round by its address.
pub async fn one(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Error> {
    mirror_page(&visit, Some(&id), (&Typed::default(), &[])).await
}

async fn mirror_page(
    visit: &Visit,
    wanted: Option<&str>,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let stand = stand(visit).await?;
    let chosen = match wanted {
        Some(id) => {
            let found = stand.rounds.iter().find(|row| row.assessment_id == id);
            Some(found.ok_or(Error::NotFound)?)
        }
        None => stand.rounds.iter().find(|row| row.state == "closed"),
    };
    let mut blocks = vec![tabs::block(visit, "mirror")?];
    for open in stand.rounds.iter().filter(|row| row.state == "open") {
        let arguments = [
            ("asked", open.asked.into()),
            ("day", day(visit, open.closes_at - 1).into()),
        ];
        blocks.push(Block::Paragraph(words.with("mirror-is-open", &arguments)));
    }
    match chosen {
        None => blocks.push(Block::Paragraph(words.say("mirror-none-yet"))),
        Some(row) if row.state == "open" => {}
        Some(row) => blocks.extend(told_blocks(visit, row, &stand.figures)),
    }
    blocks.push(Block::Heading(words.say("assessment-how")));
    blocks.push(Block::Paragraph(
        words.with("mirror-how", &[("off", OFF_BY.into())]),
    ));
    blocks.push(community_table(visit, &stand));
    if stand.rounds.len() > 1 {
        blocks.push(rounds_table(visit, &stand.rounds));
    }
    if visit.shows(Action::AskAssessment, Thing::Whole) {
        blocks.push(Block::Form(Box::new(ask_form(
            visit,
            &stand.askable,
            (typed, problems),
        ))));
    }
    let title = words.say("mirror-title");
    page(visit.frame(&title, "backbone"), words.say("mirror-lede"), blocks)
}

/// What is told of a closed round.
fn told_blocks(visit: &Visit, row: &AssessmentRow, figures: &[FigureRow]) -> Vec<Block> {
    let words = visit.words;
    let told = kept::told_read(&row.told);
    let closed_on = day(visit, row.closes_at - 1);
    let Some(everybody) = told.first() else {
        return vec![Block::Paragraph(
            words.with("mirror-told-nothing", &[("day", closed_on.into())]),
        )];
    };
    let arguments = [
        ("answered", everybody.answered.into()),
        ("asked", row.asked.into()),
        ("day", closed_on.into()),
    ];
    let mut blocks = vec![Block::Paragraph(words.with("mirror-answered-of", &arguments))];
    blocks.extend(together(visit, &told).map(Block::Paragraph));
    let asked = asked::read(&row.asks).unwrap_or_default();
    blocks.extend(figures::blocks(visit, &asked, &told, figures));
    blocks
}

/// Which parts were too small to stand alone, and with whom they are counted.
fn together(visit: &Visit, told: &[Group]) -> Option<String> {
    let (words, parts) = (visit.words, told.get(1..).unwrap_or_default());
    if parts.is_empty() {
        return Some(words.say("mirror-nobody-apart"));
    }
    let is_several = |group: &&Group| group.cells.len() > 1;
    let apart: BTreeSet<Cell> = parts.iter().flat_map(|group| group.cells.clone()).collect();
    let mut told: Vec<String> = parts
        .iter()
        .filter(is_several)
        .map(|group| {
            let parts = part_name(visit, &group.cells);
            words.with("mirror-together", &[("parts", parts.into())])
        })
        .collect();
    // Nobody of these answered.
    let silent: BTreeSet<Cell> = Cell::ALL
        .into_iter()
        .filter(|cell| !apart.contains(cell))
        .collect();
    if !silent.is_empty() {
        let parts = part_name(visit, &silent);
        told.push(words.with("mirror-none-answered", &[("parts", parts.into())]));
    }
    (!told.is_empty()).then(|| told.join(" "))
}

fn community_table(visit: &Visit, stand: &Stand) -> Block {
    let words = visit.words;
    let may_keep = visit.shows(Action::AskAssessment, Thing::Whole);
    let rows = stand.askable.iter().filter_map(|one| {
        let row = stand.figures.iter().find(|row| row.dimension == one.code);
        if row.is_none() && !may_keep {
            return None;
        }
        let href = address(visit, &format!("{PATH}/community/{}", one.code));
        let told = |read: fn(&FigureRow) -> String| cell(row.map(read).unwrap_or_default());
        let whole = row.map(|row| words.pick(&row.whole_en, &row.whole_es).to_owned());
        Some(vec![
            link(one.label(words), href),
            cell(whole.unwrap_or_else(|| words.say("mirror-not-kept"))),
            told(|row| row.as_of.clone()),
            told(|row| row.source.clone()),
        ])
    });
    let head = ["mirror-question", "mirror-whole", "mirror-year", "mirror-source"];
    Block::Table(Table::new(
        words,
        "mirror-community-figures",
        &head,
        rows.collect(),
    ))
}

fn rounds_table(visit: &Visit, rounds: &[AssessmentRow]) -> Block {
    let words = visit.words;
    let rows = rounds.iter().map(|row| {
        let key = format!("mirror-round-{}", row.state);
        let name = words.with(&key, &[("day", day(visit, row.closes_at - 1).into())]);
        let href = address(visit, &format!("{PATH}/{}", row.assessment_id));
        vec![link(name, href)]
    });
    Block::Table(Table::new(
        words,
        "assessment-rounds",
        &["assessment-round"],
        rows.collect(),
    ))
}

fn ask_form(visit: &Visit, askable: &[Asked], (typed, problems): (&Typed, &[Problem])) -> Form {
    let words = visit.words;
    let (id, typed) = typed.clone().own_id::<AssessmentId>();
    let mut form = Form::new(words, address(visit, PATH), "mirror-ask", &typed, problems)
        .under("mirror-new")
        .hiding("id", id)
        .heading("mirror-about-what");
    for one in askable {
        form = form.named(&format!("{ASK}{}", one.code), one.label(words), Shape::Tick);
    }
    form.day("answer_until")
}

/// Opens a round.
pub async fn ask(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::AskAssessment)?;
    let chosen = pairs.iter().filter_map(|(name, _)| name.strip_prefix(ASK));
    let dimensions: Vec<String> = chosen.map(str::to_owned).collect();
    let (id, typed) = Typed::from_pairs(pairs).own_id::<AssessmentId>();
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let asked = match typed.get("answer_until").parse() {
        Ok(closes_on) => actions::ask(&visit.scope, visit.actor(), desk, (id, closes_on, &dimensions)).await,
        Err(_) => Err(Refusal::from(Problem::field(
            "answer_until",
            "assessment-closes-between",
        ))),
    };
    match problems_of(asked)? {
        Ok(()) => Ok(Redirect::to(&address(&visit, PATH)).into_response()),
        Err(problems) => mirror_page(&visit, None, (&typed, &problems)).await,
    }
}
