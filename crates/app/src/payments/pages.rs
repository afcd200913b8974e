//! The first page of payments, the rate card, and naming the few who keep payments.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{PaymentRateId, PersonId};
use domain::payments::{PER, RATE_KINDS, total_told};
use platform::secrets;
use platform::words::Words;

use super::actions;
use super::store::{self, RateRow};
use crate::accounts::visit::Visit;
use crate::backbone::tabs;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::views::day;
use crate::problems::Problem;

/// Whether somebody keeps payments.
pub(super) async fn is_keeper(visit: &Visit) -> Result<bool, Error> {
    let thing = actions::thing(&*visit.scope.read().await?).await?;
    Ok(visit.shows(Action::KeepPayments, thing))
}

/// The ways between the pages, as far as somebody may open them.
pub(super) async fn ways(visit: &Visit) -> Result<Vec<Block>, Error> {
    let is_keeper = is_keeper(visit).await?;
    let staff = visit.shows(Action::KeepVolunteerHours, Thing::Whole);
    let ways = [
        ("payments", "payments", staff),
        ("payments-owed", "payments/owed", is_keeper),
        ("payments-rates", "payments/rates", staff || is_keeper),
        ("payments-volunteers", "payments/volunteers", staff),
        (
            "payments-keepers",
            "payments/keepers",
            visit.shows(Action::NamePaymentKeepers, Thing::Whole),
        ),
        ("payments-own", "payments/own", true),
    ];
    let shown = ways.into_iter().filter(|(_, _, may)| *may);
    let links = shown.map(|(key, path, _)| link(visit.words.say(key), address(visit, path)));
    Ok(vec![
        tabs::block(visit, "payments")?,
        Block::Links(links.collect()),
    ])
}

/// What everybody of the staff may know: totals of years that are over, rounded, of enough people.
pub async fn overview(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepVolunteerHours)?;
    let words = visit.words;
    let zone = &visit.collaborative.time_zone;
    let year = visit.scope.clock().today(zone).year().to_string();
    let years = store::years_before(&*visit.scope.read().await?, &year).await?;
    let rows = years.iter().map(|row| {
        // How many people there were is not told either: it would tell when one more came.
        let told = match total_told(row.people, row.amount) {
            Some(minor) => words.with(
                "payments-about",
                &[("amount", domain::money::told(minor, "USD").into())],
            ),
            None => words.say("payments-too-few"),
        };
        vec![cell(&row.year), cell(told)]
    });
    let head = ["payments-year", "payments-paid-together"];
    let mut blocks = ways(&visit).await?;
    blocks.extend([
        Block::Paragraph(words.say("payments-who")),
        Block::Table(Table::new(words, "payments-totals", &head, rows.collect())),
        Block::Paragraph(words.say("payments-totals-note")),
    ]);
    page(
        visit.frame(&words.say("payments"), "backbone"),
        words.say("payments-lede"),
        blocks,
    )
}

/// The rate card.
pub async fn rates(visit: Visit) -> Result<Response, Error> {
    let typed = Typed::default().with("id", secrets::new_uuid());
    rates_page(&visit, &typed, &[]).await
}

async fn allow_rates(visit: &Visit) -> Result<bool, Error> {
    let is_keeper = is_keeper(visit).await?;
    if !is_keeper {
        visit.allow_whole(Action::KeepVolunteerHours)?;
    }
    Ok(is_keeper)
}

async fn rates_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    allow_rates(visit).await?;
    let words = visit.words;
    let rates = store::rates(&*visit.scope.read().await?).await?;
    let rows = rates.iter().map(|row| {
        let source = if row.source_url.is_empty() {
            cell(&row.source)
        } else {
            link(
                if row.source.is_empty() {
                    &row.source_url
                } else {
                    &row.source
                },
                row.source_url.clone(),
            )
        };
        vec![
            cell(words.pick(&row.label_en, &row.label_es)),
            cell(words.say(&format!("rate-kind-{}", row.kind))),
            cell(amount(words, row)),
            cell(day(words, &row.from_on)),
            source,
        ]
    });
    let head = [
        "rate-label",
        "field-rate_kind",
        "field-rate_amount",
        "field-from_on",
        "field-rate_source",
    ];
    let form = Form::new(
        words,
        address(visit, "payments/rates"),
        "rate-add",
        typed,
        problems,
    )
    .under("rate-add-heading")
    .hiding("id", typed.get("id"))
    .ask("rate_kind", "rate-kind", &RATE_KINDS)
    .lines(&["label_en", "label_es", "rate_amount"])
    .ask("per", "rate-per", &PER)
    .day("from_on")
    .areas(&["rate_source"])
    .lines(&["rate_source_url"]);
    let mut blocks = ways(visit).await?;
    blocks.extend([
        Block::Table(Table::new(words, "payments-rates", &head, rows.collect())),
        Block::Form(Box::new(form)),
    ]);
    page(
        visit.frame(&words.say("payments-rates"), "backbone"),
        words.say("rates-lede"),
        blocks,
    )
}

/// "$35.41 an hour".
pub(super) fn amount(words: Words, row: &RateRow) -> String {
    let amount = domain::money::told(row.amount, &row.currency);
    words.with(&format!("rate-amount-{}", row.per), &[("amount", amount.into())])
}

/// Adds a rate.
pub async fn add_rate(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    allow_rates(&visit).await?;
    let (id, typed): (PaymentRateId, Typed) = Typed::from_pairs(pairs).own_id();
    match problems_of(actions::add_rate(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, "payments/rates")),
        Err(problems) => rates_page(&visit, &typed, &problems).await,
    }
}

/// Who keeps payments.
pub async fn keepers(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::NamePaymentKeepers)?;
    keepers_page(&visit, &Typed::default(), &[]).await
}

async fn keepers_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let keepers = store::keepers(&reader).await?;
    let people = directory::people(&reader).await?.into_iter();
    let people = people
        .filter(|one| one.state == "confirmed")
        .map(|one| (one.person_id, one.name));
    let mut blocks = ways(visit).await?;
    if keepers.is_empty() {
        blocks.push(Block::Paragraph(words.say("payments-keepers-none")));
    }
    let cards = keepers.iter().map(|one| Card {
        heading: cell(&one.name),
        buttons: vec![(
            address(visit, &format!("payments/keepers/{}/end", one.person_id)),
            (String::new(), String::new()),
            words.say("payments-keeper-end"),
        )],
        ..Card::default()
    });
    blocks.push(Block::Cards(cards.collect()));
    let form = Form::new(
        words,
        address(visit, "payments/keepers"),
        "payments-keeper-name",
        typed,
        problems,
    )
    .under("payments-keeper-name-heading")
    .things("person", people);
    blocks.push(Block::Form(Box::new(form)));
    page(
        visit.frame(&words.say("payments-keepers"), "backbone"),
        words.say("payments-keepers-lede"),
        blocks,
    )
}

/// Names a keeper.
pub async fn name_keeper(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::NamePaymentKeepers)?;
    let typed = Typed::from_pairs(pairs);
    let done = match typed.id::<PersonId>("person") {
        Some(person) => actions::name_keeper(&visit.scope, visit.actor(), person).await,
        None => Err(Problem::field("person", "text-empty").into()),
    };
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, "payments/keepers")),
        Err(problems) => keepers_page(&visit, &typed, &problems).await,
    }
}

/// Ends a keeper.
pub async fn end_keeper(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::NamePaymentKeepers)?;
    let person: PersonId = at(&path)?;
    let done = actions::end_keeper(&visit.scope, visit.actor(), person).await;
    done.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, "payments/keepers"))
}
