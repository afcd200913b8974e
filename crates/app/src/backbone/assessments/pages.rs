//! Rounds in the workspace: which are open, what is told of closed ones, and how it moved since the one before.

use std::collections::BTreeSet;

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::backbone::questions::Subject;
use domain::backbone::telling::{Cell, Group, Moved, OFF_BY, moved, share};
use domain::ids::AssessmentId;

use super::store::{self, AssessmentRow};
use super::{actions, kept};
use crate::accounts::visit::Visit;
use crate::backbone::mirror::pages as mirror;
use crate::backbone::tabs;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page, problems_of};
use crate::dates;
use crate::directory::pages::{Pairs, address};
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::requests::letters::Desk;
use crate::state::AppState;

const PATH: &str = "backbone/assessments";

/// The day of an instant, where the collaborative lives.
pub fn day(visit: &Visit, at: i64) -> String {
    dates::plain(visit.words, dates::day_of(at, &visit.collaborative.time_zone))
}

/// "How the backbone serves, closed October 1, 2026".
fn name(visit: &Visit, row: &AssessmentRow) -> String {
    let subject = visit.words.say(&format!("assessment-{}", row.subject));
    let key = format!("assessment-name-{}", row.state);
    let arguments = [
        ("subject", subject.into()),
        ("day", day(visit, row.closes_at - 1).into()),
    ];
    visit.words.with(&key, &arguments)
}

/// Every round.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    list_page(&visit, &Typed::default(), &[]).await
}

async fn list_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let mut rounds = store::assessments(&*visit.scope.read().await?).await?;
    rounds.retain(|row| row.subject != Subject::Mirror.code());
    let rows = rounds.iter().map(|row| {
        let told = kept::told_read(&row.told);
        let answered = match (row.state.as_str(), told.first()) {
            ("open", _) => words.say("assessment-answered-later"),
            (_, None) => words.say("assessment-answered-few"),
            (_, Some(everybody)) => words.with(
                "assessment-answered-of",
                &[
                    ("answered", everybody.answered.into()),
                    ("asked", row.asked.into()),
                ],
            ),
        };
        vec![
            link(
                name(visit, row),
                address(visit, &format!("{PATH}/{}", row.assessment_id)),
            ),
            cell(answered),
        ]
    });
    let head = ["assessment-round", "assessment-answered"];
    let mut blocks = vec![
        tabs::block(visit, "assessments")?,
        Block::Table(Table::new(words, "assessment-rounds", &head, rows.collect())),
        Block::Heading(words.say("assessment-how")),
        Block::Paragraph(words.with("assessment-how-text", &[("off", OFF_BY.into())])),
    ];
    if visit.shows(Action::AskAssessment, Thing::Whole) {
        let (id, typed) = typed.clone().own_id::<AssessmentId>();
        let subjects = Subject::JUDGED.map(Subject::code);
        let form = Form::new(words, address(visit, PATH), "assessment-ask", &typed, problems)
            .under("assessment-new")
            .hiding("id", id)
            .codes("assessment_about", "assessment", &subjects)
            .day("answer_until");
        blocks.push(Block::Form(Box::new(form)));
    }
    let title = words.say("backbone-tab-assessments");
    page(
        visit.frame(&title, "backbone"),
        words.say("assessment-lede"),
        blocks,
    )
}

/// Opens a round.
pub async fn ask(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::AskAssessment)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<AssessmentId>();
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let asked = match read(&typed) {
        Ok((subject, closes_on)) => {
            actions::ask(&visit.scope, visit.actor(), desk, (id, subject, closes_on)).await
        }
        Err(problem) => Err(Refusal::from(problem)),
    };
    match problems_of(asked)? {
        Ok(()) => Ok(Redirect::to(&address(&visit, &format!("{PATH}/{id}"))).into_response()),
        Err(problems) => list_page(&visit, &typed, &problems).await,
    }
}

fn read(typed: &Typed) -> Result<(Subject, jiff::civil::Date), Problem> {
    let subject = Subject::from_code(typed.get("assessment_about"));
    let subject = subject.filter(|subject| Subject::JUDGED.contains(subject));
    let subject = subject.ok_or_else(|| Problem::field("assessment_about", "choice-unknown"))?;
    let closes_on = typed.get("answer_until").parse();
    let closes_on = closes_on.map_err(|_| Problem::field("answer_until", "assessment-closes-between"))?;
    Ok((subject, closes_on))
}

/// One statement of a group, as it is drawn and told.
struct Line {
    about: String,
    statement: String,
    told: String,
    range: String,
    moved: String,
    dot_x: usize,
    before_x: Option<usize>,
    range_x: usize,
    range_width: usize,
}

#[derive(Template)]
#[template(path = "backbone/shares.html")]
struct Shares {
    lines: Vec<Line>,
}

/// What is told of one round.
pub async fn one(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::assessment(&reader, &id).await?.ok_or(Error::NotFound)?;
    if row.subject == Subject::Mirror.code() {
        let mirror = address(&visit, &format!("{}/{id}", mirror::PATH));
        return Ok(Redirect::to(&mirror).into_response());
    }
    let rounds = store::assessments(&reader).await?;
    drop(reader);
    let mut blocks = vec![tabs::block(&visit, "assessments")?];
    let told = kept::told_read(&row.told);
    if row.state == "open" {
        let arguments = [
            ("asked", row.asked.into()),
            ("day", day(&visit, row.closes_at - 1).into()),
        ];
        blocks.push(Block::Paragraph(words.with("assessment-is-open", &arguments)));
    } else if told.is_empty() {
        blocks.push(Block::Paragraph(words.say("assessment-told-nothing")));
    }
    let before = rounds.iter().find(|other| {
        other.subject == row.subject && other.opened_at < row.opened_at && !other.told.is_empty()
    });
    let before = before.map(|other| (day(&visit, other.closes_at - 1), kept::told_read(&other.told)));
    if let Some((everybody, parts)) = told.split_first() {
        blocks.extend(everybody_blocks(&visit, &row, everybody, before.as_ref())?);
        if !parts.is_empty() {
            blocks.push(Block::Table(parts_table(&visit, &row, parts)));
        }
        blocks.push(Block::Heading(words.say("assessment-how")));
        blocks.push(Block::Paragraph(
            words.with("assessment-how-text", &[("off", OFF_BY.into())]),
        ));
    }
    let title = name(&visit, &row);
    page(visit.frame(&title, "backbone"), String::new(), blocks)
}

fn everybody_blocks(
    visit: &Visit,
    row: &AssessmentRow,
    everybody: &Group,
    before: Option<&(String, Vec<Group>)>,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let mut blocks = vec![
        Block::Paragraph(words.with(
            "assessment-answered-of",
            &[
                ("answered", everybody.answered.into()),
                ("asked", row.asked.into()),
            ],
        )),
        Block::Heading(words.say("assessment-everybody")),
    ];
    let earlier = before.and_then(|(day, told)| Some((day, told.first()?)));
    if let Some((day, _)) = earlier {
        blocks.push(Block::Paragraph(
            words.with("assessment-beside", &[("day", day.as_str().into())]),
        ));
    }
    let subject = Subject::from_code(&row.subject).ok_or(Error::NotFound)?;
    let statements = subject.statements().iter().zip(&everybody.agreeing);
    let lines = statements.enumerate().map(|(at, (code, agreeing))| {
        let now = (*agreeing, everybody.answered);
        let then = earlier.and_then(|(_, group)| Some((*group.agreeing.get(at)?, group.answered)));
        line(visit, (subject, code), now, then)
    });
    let shares = Shares {
        lines: lines.collect(),
    };
    let html = shares.render().map_err(|error| Error::Fault(error.to_string()))?;
    blocks.push(Block::Own(html));
    Ok(blocks)
}

fn line(
    visit: &Visit,
    (subject, code): (Subject, &str),
    now: (usize, usize),
    then: Option<(usize, usize)>,
) -> Line {
    let words = visit.words;
    let told = share(now.0, now.1);
    let function = code.split('-').next().unwrap_or_default();
    let moved = then.map(|then| match moved(then, now) {
        Moved::Up => words.say("assessment-moved-up"),
        Moved::Down => words.say("assessment-moved-down"),
        Moved::Unclear => words.say("assessment-moved-unclear"),
    });
    Line {
        about: match subject {
            Subject::Backbone => words.say(&format!("function-{function}")),
            Subject::Principles | Subject::Mirror => String::new(),
        },
        statement: words.say(&format!("statement-{code}")),
        told: words.with("assessment-share", &[("share", told.about.into())]),
        range: words.with(
            "assessment-range",
            &[("from", told.from.into()), ("to", told.to.into())],
        ),
        moved: moved.unwrap_or_default(),
        dot_x: told.about * 2,
        before_x: then.map(|then| share(then.0, then.1).about * 2),
        range_x: told.from * 2,
        range_width: (told.to - told.from) * 2,
    }
}

/// Statements beside the parts of the membership, which do not overlap.
fn parts_table(visit: &Visit, row: &AssessmentRow, parts: &[Group]) -> Table {
    let words = visit.words;
    let statements = Subject::from_code(&row.subject).map_or(&[] as &[&str], Subject::statements);
    let rows = statements.iter().enumerate().map(|(at, code)| {
        let shares = parts.iter().map(|part| {
            let told = part
                .agreeing
                .get(at)
                .map(|agreeing| share(*agreeing, part.answered));
            cell(
                told.map(|told| {
                    words.with(
                        "assessment-range",
                        &[("from", told.from.into()), ("to", told.to.into())],
                    )
                })
                .unwrap_or_default(),
            )
        });
        std::iter::once(cell(words.say(&format!("statement-{code}"))))
            .chain(shares)
            .collect()
    });
    let mut table = Table::new(words, "assessment-parts", &[], rows.collect());
    table.head = std::iter::once(words.say("assessment-statement"))
        .chain(parts.iter().map(|part| {
            let arguments = [
                ("part", part_name(visit, &part.cells).into()),
                ("answered", part.answered.into()),
            ];
            words.with("assessment-part-head", &arguments)
        }))
        .collect();
    table
}

/// The parts of the membership that a group is made of.
pub fn part_name(visit: &Visit, cells: &BTreeSet<Cell>) -> String {
    let names: Vec<String> = cells
        .iter()
        .map(|cell| visit.words.say(&format!("assessment-cell-{}", cell.code())))
        .collect();
    names.join(", ")
}
