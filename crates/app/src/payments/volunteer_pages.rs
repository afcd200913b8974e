//! Hours that volunteers gave, with totals by year.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use domain::ids::VolunteerHoursId;
use domain::policy::hours_told;
use platform::secrets;
use platform::words::Words;

use super::pages;
use super::store::{self, RateRow};
use super::volunteers::{self, HoursRow, YearRow, worth_of};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, choices, name_of, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::views::day;
use crate::problems::Problem;

/// Most entries that the page lists.
const LISTED_MOST: usize = 200;

/// Every entry, and the form for another.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepVolunteerHours)?;
    let zone = &visit.collaborative.time_zone;
    let today = visit.scope.clock().today(zone);
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("done_on", today);
    list_page(&visit, &typed, &[]).await
}

async fn list_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let rows = volunteers::hours(&reader).await?;
    let years = volunteers::by_year(&reader).await?;
    let rates = store::rates(&reader).await?;
    let organisations = choices(&directory::organisations(&reader).await?);
    drop(reader);
    let mut blocks = pages::ways(visit).await?;
    blocks.push(Block::Table(totals(words, &years, &rates)));
    blocks.extend(sources(words, &years, &rates));
    let form = Form::new(
        words,
        address(visit, "payments/volunteers"),
        "volunteers-add",
        typed,
        problems,
    )
    .under("volunteers-add-heading")
    .hiding("id", typed.get("id"))
    .day("done_on")
    .lines(&["what_en", "what_es", "volunteers", "hours_each"])
    .things("organisation", organisations.clone());
    blocks.push(Block::Form(Box::new(form)));
    blocks.push(Block::Heading(words.say("volunteers-entries")));
    let cards = rows.iter().take(LISTED_MOST).map(|row| {
        let partner = name_of(&organisations, row.organisation_id.as_deref());
        card(
            visit,
            row,
            (
                partner,
                worth_of(row.minutes, row.payment_rate_id.as_ref(), &rates),
            ),
        )
    });
    blocks.push(Block::Cards(cards.collect()));
    page(
        visit.frame(&words.say("payments-volunteers"), "backbone"),
        words.say("volunteers-lede"),
        blocks,
    )
}

fn card(visit: &Visit, row: &HoursRow, (partner, worth): (&str, Option<i64>)) -> Card {
    let words = visit.words;
    let arguments = [
        ("people", row.people.into()),
        ("hours", hours_told(row.minutes).into()),
    ];
    let mut texts = vec![
        day(words, &row.done_on),
        words.with("volunteers-given", &arguments),
    ];
    texts.extend((!partner.is_empty()).then(|| partner.to_owned()));
    texts.extend(worth.map(|worth| domain::money::told(worth, "USD")));
    let remove = address(
        visit,
        &format!("payments/volunteers/{}/remove", row.volunteer_hours_id),
    );
    Card {
        heading: cell(words.pick(&row.what_en, &row.what_es)),
        texts,
        buttons: vec![(
            remove,
            (String::new(), String::new()),
            words.say("volunteers-remove"),
        )],
        ..Card::default()
    }
}

/// By year: hours, and what they are worth where there was a rate on the day.
fn totals(words: Words, rows: &[YearRow], rates: &[RateRow]) -> Table {
    let mut years: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for row in rows {
        let (minutes, worth) = years.entry(row.year.as_str()).or_default();
        *minutes += row.minutes;
        *worth += worth_of(row.minutes, row.payment_rate_id.as_ref(), rates).unwrap_or_default();
    }
    let rows = years.iter().rev().map(|(year, (minutes, worth))| {
        vec![
            cell(year),
            cell(hours_told(*minutes)),
            cell(domain::money::told(*worth, "USD")),
        ]
    });
    let head = ["payments-year", "volunteers-total-hours", "volunteers-worth"];
    Table::new(words, "volunteers-totals", &head, rows.collect())
}

/// The rates by which hours are worth what is said, with their sources.
fn sources(words: Words, rows: &[YearRow], rates: &[RateRow]) -> Vec<Block> {
    let used = rates.iter().filter(|rate| {
        rows.iter()
            .any(|row| row.payment_rate_id.as_ref() == Some(&rate.payment_rate_id))
    });
    let used: Vec<&RateRow> = used.collect();
    let mut blocks: Vec<Block> = used
        .iter()
        .map(|rate| {
            let arguments = [
                ("amount", pages::amount(words, rate).into()),
                ("day", day(words, &rate.from_on).into()),
                ("source", rate.source.as_str().into()),
            ];
            Block::Paragraph(words.with("volunteers-rate", &arguments))
        })
        .collect();
    let links = used.iter().filter(|rate| !rate.source_url.is_empty());
    let links: Vec<_> = links
        .map(|rate| link(&rate.source_url, rate.source_url.clone()))
        .collect();
    if !links.is_empty() {
        blocks.push(Block::Links(links));
    }
    blocks.push(Block::Paragraph(words.say("volunteers-worth-note")));
    blocks
}

/// Notes hours.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepVolunteerHours)?;
    let (id, typed): (VolunteerHoursId, Typed) = Typed::from_pairs(pairs).own_id();
    match problems_of(volunteers::add(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, "payments/volunteers")),
        Err(problems) => list_page(&visit, &typed, &problems).await,
    }
}

/// Takes an entry off.
pub async fn remove(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepVolunteerHours)?;
    let done = volunteers::remove(&visit.scope, visit.actor(), at(&path)?).await;
    done.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, "payments/volunteers"))
}
