//! Pages of a run: how far it is, the figures that came of it, stopping it, accepting them.

use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::measurement::Group;
use platform::words::Words;

use super::opening;
use super::pages::state_of;
use super::runs;
use super::store::{self, Outcome, OutcomeCell, RunRow};
use super::written::Written;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Cell, Form, Table, Typed, cell, link, page};
use crate::directory::pages::{At, address, to};
use crate::directory::places;
use crate::error::Error;
use crate::numbers;
use crate::state::AppState;
use crate::submissions::review_compare::labels;
use crate::vault::pages::SECTION;

/// Figures on the page; the rest is said by their number.
const SHOWN_MAX: usize = 500;

async fn find(visit: &Visit, id: &str) -> Result<RunRow, Error> {
    let reader = visit.scope.read().await?;
    store::run(&reader, id).await?.ok_or(Error::NotFound)
}

/// A run with its figures. They may be small: whoever opens this page is named in every agreement whose rows went in.
pub async fn show(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let words = visit.words;
    let run = find(&visit, &path.0.1).await?;
    let reader = visit.scope.read().await?;
    opening::open(&reader, &visit.actor(), &run).await?;
    let measure = store::measure(&reader, &run.vault_measure_id)
        .await?
        .ok_or(Error::NotFound)?;
    let title = words.pick(&measure.title_en, &measure.title_es).to_owned();
    let back = address(&visit, &format!("vault/measures/{}", run.vault_measure_id));
    let mut blocks = vec![
        Block::Links(vec![link(&title, back)]),
        Block::Paragraph(state_of(&visit, &state, &run)),
    ];
    if !run.failure.is_empty() {
        blocks.push(Block::Paragraph(run.failure.clone()));
    }
    let may_keep = visit.shows(Action::KeepAgreements, Thing::Whole);
    let form = |name: &str, button: &str| {
        let action = address(&visit, &format!("vault/runs/{}/{name}", run.vault_run_id));
        Block::Form(Box::new(Form::new(words, action, button, &Typed::default(), &[])))
    };
    if matches!(run.state.as_str(), "waiting" | "running") {
        let again = link(
            words.say("measure-look-again"),
            address(&visit, &format!("vault/runs/{}", run.vault_run_id)),
        );
        blocks.push(Block::Links(vec![again]));
        if may_keep {
            blocks.push(form("stop", "measure-stop"));
        }
    }
    let outcome: Outcome = serde_json::from_str(&run.result).unwrap_or_default();
    if matches!(run.state.as_str(), "done" | "accepted") {
        match opening::read(&reader, &visit.actor(), &run).await {
            Ok(()) => {
                let is_once = !Written::of(&run.definition).linkage.is_empty();
                blocks.push(facts(words, &outcome, is_once));
                if run.state == "done" && may_keep {
                    blocks.push(form("accept", "measure-accept"));
                }
                blocks.extend(figures(&visit, &outcome).await?);
            }
            // The run is told, its figures are not.
            Err(Error::Refused(sentence)) => blocks.push(Block::Paragraph(sentence)),
            Err(other) => return Err(other),
        }
    }
    let title = words.with(
        "measure-run-title",
        &[("title", title.into()), ("period", run.period.into())],
    );
    page(
        visit.frame(&title, SECTION),
        words.say("measure-run-lede"),
        blocks,
    )
}

fn facts(words: Words, outcome: &Outcome, is_once: bool) -> Block {
    let mut facts = vec![
        ("measure-people", outcome.people),
        ("measure-rows", outcome.rows),
        ("measure-not-enrolled", outcome.not_enrolled),
        ("measure-without-place", outcome.without_place),
    ]
    .into_iter()
    .map(|(key, count)| (words.say(key), numbers::count(count)))
    .collect::<Vec<_>>();
    if is_once {
        facts.push((words.say("measure-unlinked"), numbers::count(outcome.unlinked)));
    }
    for (dimension, count) in &outcome.without_category {
        let name = words.with("measure-without-category", &[("dimension", dimension.into())]);
        facts.push((name, numbers::count(*count)));
    }
    Block::Facts(facts)
}

/// Figures that wait, as a table. They may be small.
pub async fn figures(visit: &Visit, outcome: &Outcome) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let labels = labels(&reader, words).await?;
    let places = places::places(&reader).await?;
    let rows = outcome.cells.iter().take(SHOWN_MAX).map(|one| {
        let place = places
            .iter()
            .find(|place| Some(&place.place_id) == one.place.as_ref());
        let group = one
            .group
            .iter()
            .fold(Group::everyone(), |group, (dimension, category)| {
                group.with(dimension, category)
            });
        line(
            words,
            one,
            place.map_or("", |place| &place.name),
            &labels.say(&group.key(), words),
        )
    });
    let head = [
        "measure-place",
        "measure-group",
        "measure-numerator",
        "measure-denominator",
        "measure-share-column",
        "measure-bounds",
    ];
    let mut blocks = vec![Block::Table(Table::new(
        words,
        "measure-figures",
        &head,
        rows.collect(),
    ))];
    if outcome.cells.len() > SHOWN_MAX {
        let more = outcome.cells.len() - SHOWN_MAX;
        blocks.push(Block::Paragraph(
            words.with("measure-more", &[("count", more.into())]),
        ));
    }
    Ok(blocks)
}

fn line(words: Words, one: &OutcomeCell, place: &str, group: &str) -> Vec<Cell> {
    let share = match one.denominator {
        0 => String::new(),
        all => format!("{:.1} %", 100.0 * one.numerator as f64 / all as f64),
    };
    let bounds = one.bounds.map(|bounds| {
        let arguments = [
            ("low", bounds.numerator.0.into()),
            ("high", bounds.numerator.1.into()),
            ("least", bounds.denominator.0.into()),
            ("most", bounds.denominator.1.into()),
        ];
        words.with("measure-bounds-are", &arguments)
    });
    vec![
        cell(place),
        cell(group),
        cell(numbers::count(one.numerator)),
        cell(numbers::count(one.denominator)),
        cell(share),
        cell(bounds.unwrap_or_default()),
    ]
}

/// Stops a run.
pub async fn stop(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let run = find(&visit, &path.0.1).await?;
    runs::stop(&visit.scope, visit.actor(), &run).await?;
    Ok(to(&visit, &format!("vault/runs/{}", run.vault_run_id)))
}

/// Accepts its figures.
pub async fn accept(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let run = find(&visit, &path.0.1).await?;
    runs::accept(&visit.scope, visit.actor(), &run).await?;
    Ok(to(&visit, &format!("vault/runs/{}", run.vault_run_id)))
}
