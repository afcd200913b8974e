//! Pages of the figures that an answer brings to its indicator: said before, reviewed, accepted.

use axum::response::Response;
use domain::access::{Action, Thing};
use domain::agreements::Publication;
use domain::ids::TakeUpId;
use platform::db::Connection;

use super::feeding::{self, Counts};
use super::pages::SECTION;
use super::store::{self, TakeUpRow};
use crate::accounts::visit::Visit;
use crate::agreements::gate;
use crate::blocks::{Block, Form, Typed, link, page};
use crate::dates;
use crate::directory::pages::{At, address, at, name_of, to};
use crate::directory::places;
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::numbers;
use crate::vault::measures::run_pages;
use crate::vault::measures::store::Outcome;

/// What becomes of the answer beside the report: which indicator it feeds, how, and where that stands.
pub(super) async fn about(
    visit: &Visit,
    connection: &Connection,
    row: &TakeUpRow,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let mut blocks = vec![Block::Heading(words.say("takeup-feeds-heading"))];
    let (Some(indicator), Some(counts)) = (&row.indicator_id, feeding::counts(row)) else {
        blocks.push(Block::Paragraph(words.say("takeup-feeds-nothing")));
        return Ok(blocks);
    };
    let title = title_of(visit, connection, indicator).await?;
    blocks.push(Block::Paragraph(
        words.with("takeup-feeds-about", &[("indicator", title.as_str().into())]),
    ));
    blocks.push(Block::Facts(
        facts(visit, connection, (row, &counts), &title).await?,
    ));
    let has_answer = row.state == "answered";
    blocks.push(Block::Paragraph(match row.accepted_at {
        Some(at) => words.with("takeup-feeds-accepted", &[("day", day(visit, at).into())]),
        None if has_answer => words.say("takeup-feeds-waiting"),
        None => words.say("takeup-feeds-before"),
    }));
    let mut links = Vec::new();
    if has_answer && visit.shows(Action::KeepTakeUp, Thing::Whole) {
        let figures = address(visit, &format!("vault/take-up/{}/figures", row.take_up_id));
        links.push(link(words.say("takeup-figures"), figures));
    }
    links.push(link(
        title,
        address(visit, &format!("results/indicators/{indicator}")),
    ));
    blocks.push(Block::Links(links));
    Ok(blocks)
}

fn day(visit: &Visit, millis: i64) -> String {
    dates::plain(visit.words, dates::day_of(millis, &visit.collaborative.time_zone))
}

async fn title_of(visit: &Visit, connection: &Connection, indicator: &str) -> Result<String, Error> {
    let versions = measurement::versions_of(connection, indicator).await?;
    let newest = versions.first().ok_or(Error::NotFound)?;
    Ok(visit.words.pick(&newest.title_en, &newest.title_es).to_owned())
}

/// What was written down of the indicator.
async fn facts(
    visit: &Visit,
    connection: &Connection,
    (row, counts): (&TakeUpRow, &Counts),
    title: &str,
) -> Result<Vec<(String, String)>, Error> {
    let words = visit.words;
    let places = places::places(connection).await?.into_iter();
    let places: Vec<(String, String)> = places.map(|place| (place.place_id, place.name)).collect();
    let mut facts = vec![
        (words.say("field-takeup_indicator"), title.to_owned()),
        (
            words.say("field-takeup_period"),
            row.period.clone().unwrap_or_default(),
        ),
        (
            words.say("field-takeup_whole"),
            name_of(&places, Some(&counts.whole)).to_owned(),
        ),
    ];
    for dimension in measurement::dimensions(connection).await? {
        let by = counts.dimensions.iter().find(|by| by.slug == dimension.slug);
        if let Some(by) = by {
            let label = words.pick(&dimension.label_en, &dimension.label_es);
            let name = words.with("takeup-by", &[("dimension", label.into())]);
            facts.push((name, by.element.clone()));
        }
    }
    Ok(facts)
}

/// The figures of an answer. They may be small: only who accepts them opens this page.
pub async fn show(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let words = visit.words;
    let id: TakeUpId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = store::one(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let (Some(indicator), Some(counts)) = (&row.indicator_id, feeding::counts(&row)) else {
        return Err(Error::NotFound);
    };
    let title = words.pick(&row.title_en, &row.title_es).to_owned();
    let back = link(title, address(&visit, &format!("vault/take-up/{id}")));
    let own = address(&visit, &format!("results/indicators/{indicator}"));
    let own = link(title_of(&visit, &reader, indicator).await?, own);
    let all = link(words.say("results"), address(&visit, "results"));
    let mut blocks = vec![Block::Links(vec![back, own, all])];
    let outcome = feeding::figures(&row);
    if row.state != "answered" || outcome.cells.is_empty() {
        blocks.push(Block::Paragraph(words.say("takeup-figures-none")));
    } else {
        let level = level(&reader, &row).await?;
        let said = format!("takeup-figures-level-{}", level.code());
        blocks.push(Block::Paragraph(words.say(&said)));
        blocks.push(Block::Facts(counted(&visit, &outcome)));
        let shown = Outcome {
            cells: feeding::within(&outcome, &counts, level).cloned().collect(),
            ..Outcome::default()
        };
        match row.accepted_at {
            Some(at) => blocks.push(Block::Paragraph(
                words.with("takeup-feeds-accepted", &[("day", day(&visit, at).into())]),
            )),
            None if level > Publication::Nothing => {
                let action = address(&visit, &format!("vault/take-up/{id}/accept"));
                let form = Form::new(words, action, "takeup-accept", &Typed::default(), &[]);
                blocks.push(Block::Form(Box::new(form)));
            }
            None => {}
        }
        blocks.extend(run_pages::figures(&visit, &shown).await?);
    }
    page(
        visit.frame(&words.say("takeup-figures"), SECTION),
        words.say("takeup-figures-lede"),
        blocks,
    )
}

/// How far both agreements let figures go, as they are written today.
async fn level(connection: &Connection, row: &TakeUpRow) -> Result<Publication, Error> {
    let mut level = Publication::Groups;
    for root in [&row.people_root_id, &row.service_root_id] {
        let governed = gate::speaking(connection, root).await?.ok_or(Error::NotFound)?;
        level = level.min(governed.terms.publication);
    }
    Ok(level)
}

fn counted(visit: &Visit, outcome: &Outcome) -> Vec<(String, String)> {
    let words = visit.words;
    let mut facts = vec![
        (words.say("measure-people"), numbers::count(outcome.people)),
        (
            words.say("measure-without-place"),
            numbers::count(outcome.without_place),
        ),
    ];
    for (dimension, count) in &outcome.without_category {
        let name = words.with("measure-without-category", &[("dimension", dimension.into())]);
        facts.push((name, numbers::count(*count)));
    }
    facts
}

/// Accepts the figures: they become observations of the indicator.
pub async fn accept(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepTakeUp)?;
    let id: TakeUpId = at(&path)?;
    feeding::accept(&visit.scope, visit.actor(), id).await?;
    Ok(to(&visit, &format!("vault/take-up/{id}/figures")))
}
