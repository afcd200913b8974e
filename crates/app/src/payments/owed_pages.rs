//! What people are owed and were paid, for the few who keep it.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::Action;
use domain::ids::{PaymentId, PersonId};
use domain::payments::{KINDS, PER};
use platform::secrets;
use platform::words::Words;

use super::store::{self, PaymentRow};
use super::{actions, pages};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::views::day;
use crate::problems::Problem;
use crate::requests::letters::Desk;
use crate::state::AppState;

/// Most payments of the past that the page lists.
const PAID_MOST: usize = 200;

async fn allow(visit: &Visit) -> Result<(), Error> {
    let thing = actions::thing(&*visit.scope.read().await?).await?;
    visit.allow(Action::KeepPayments, thing)?;
    Ok(())
}

fn today(visit: &Visit) -> String {
    let zone = &visit.collaborative.time_zone;
    visit.scope.clock().today(zone).to_string()
}

/// What is owed and was paid.
pub async fn owed(visit: Visit) -> Result<Response, Error> {
    allow(&visit).await?;
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("happened_on", today(&visit));
    owed_page(&visit, "owed", (&typed, &[])).await
}

async fn owed_page(
    visit: &Visit,
    sent: &str,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let rows = store::payments(&reader).await?;
    let people = directory::people(&reader).await?.into_iter();
    let people: Vec<(String, String)> = people
        .filter(|one| one.state != "left")
        .map(|one| (one.person_id, one.name))
        .collect();
    drop(reader);
    let (owed, paid): (Vec<&PaymentRow>, Vec<&PaymentRow>) =
        rows.iter().partition(|row| row.paid_on.is_none());
    let mut blocks = pages::ways(visit).await?;
    blocks.extend(sums(words, &owed));
    let cards = owed.iter().map(|row| card(visit, row));
    blocks.push(Block::Heading(words.say("payments-owed")));
    blocks.push(Block::Cards(cards.collect()));
    let blank = Typed::default()
        .with("id", secrets::new_uuid())
        .with("happened_on", today(visit));
    let of = |name: &str| {
        if sent == name {
            (typed.clone(), problems)
        } else {
            (blank.clone(), &[][..])
        }
    };
    let (filled, wrong) = of("owed");
    let add = Form::new(
        words,
        address(visit, "payments/owed"),
        "payment-add",
        &filled,
        wrong,
    )
    .under("payment-add-heading")
    .hiding("id", filled.get("id"))
    .one_of("person", people.clone())
    .ask("payment_kind", "rate-kind", &KINDS)
    .lines(&["payment_what"])
    .day("happened_on")
    .lines(&["quantity"])
    .ask("per", "rate-per", &PER);
    blocks.push(Block::Form(Box::new(add)));
    if let Some((id, row)) = cancelling(sent, &rows) {
        let action = address(visit, &format!("payments/owed/{id}/cancel"));
        let form = Form::new(words, action, "payment-cancel", typed, problems).areas(&["cancelled_because"]);
        blocks.push(Block::Heading(
            words.with("payment-cancel-heading", &[("what", row.what.as_str().into())]),
        ));
        blocks.push(Block::Form(Box::new(form)));
    }
    let (filled, wrong) = of("send");
    let send = Form::new(
        words,
        address(visit, "payments/send"),
        "payments-send",
        &filled,
        wrong,
    )
    .under("payments-send-heading")
    .one_of("payee", people);
    blocks.push(Block::Form(Box::new(send)));
    blocks.push(Block::Table(paid_table(words, &paid)));
    page(
        visit.frame(&words.say("payments-owed"), "backbone"),
        words.say("payments-owed-lede"),
        blocks,
    )
}

fn cancelling<'a>(sent: &str, rows: &'a [PaymentRow]) -> Option<(&'a str, &'a PaymentRow)> {
    let id = sent.strip_prefix("cancel ")?;
    let row = rows.iter().find(|row| row.payment_id == id)?;
    Some((row.payment_id.as_str(), row))
}

/// What is owed to each, together.
fn sums(words: Words, owed: &[&PaymentRow]) -> Vec<Block> {
    let mut sums: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for row in owed {
        *sums
            .entry((row.name.as_str(), row.person_id.as_str()))
            .or_default() += row.amount;
    }
    let rows = sums
        .iter()
        .map(|((name, _), amount)| vec![cell(name), cell(domain::money::told(*amount, "USD"))]);
    let head = ["field-person", "payments-amount"];
    vec![Block::Table(Table::new(
        words,
        "payments-sums",
        &head,
        rows.collect(),
    ))]
}

fn card(visit: &Visit, row: &PaymentRow) -> Card {
    let words = visit.words;
    let of = |part: &str| address(visit, &format!("payments/owed/{}/{part}", row.payment_id));
    let none = || (String::new(), String::new());
    Card {
        heading: cell(format!("{}: {}", row.name, row.what)),
        texts: vec![told(words, row)],
        buttons: vec![
            (of("pay"), none(), words.say("payment-pay")),
            (of("cancel"), none(), words.say("payment-cancel")),
        ],
        ..Card::default()
    }
}

/// "Time · October 3, 2026 · 1.5 · $53.12".
pub(super) fn told(words: Words, row: &PaymentRow) -> String {
    let quantity = row.quantity;
    let quantity = match quantity % 100 {
        0 => (quantity / 100).to_string(),
        rest => format!("{}.{rest:02}", quantity / 100),
    };
    [
        words.say(&format!("rate-kind-{}", row.kind)),
        day(words, &row.happened_on),
        quantity,
        domain::money::told(row.amount, &row.currency),
    ]
    .join(" · ")
}

fn paid_table(words: Words, paid: &[&PaymentRow]) -> Table {
    let rows = paid.iter().take(PAID_MOST).map(|row| {
        vec![
            cell(&row.name),
            cell(&row.what),
            cell(told(words, row)),
            cell(
                row.paid_on
                    .as_deref()
                    .map(|on| day(words, on))
                    .unwrap_or_default(),
            ),
            cell(&row.paid_by),
        ]
    });
    let head = [
        "field-person",
        "payment-what",
        "payments-amount",
        "payment-paid-on",
        "field-paid_by",
    ];
    Table::new(words, "payments-paid", &head, rows.collect())
}

/// Notes what somebody is owed.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    allow(&visit).await?;
    let (id, typed): (PaymentId, Typed) = Typed::from_pairs(pairs).own_id();
    match problems_of(actions::add(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, "payments/owed")),
        Err(problems) => owed_page(&visit, "owed", (&typed, &problems)).await,
    }
}

/// Notes that something was paid today.
pub async fn pay(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    allow(&visit).await?;
    let id: PaymentId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let on = today(&visit);
    let done = actions::pay(&visit.scope, visit.actor(), id, (&on, typed.get("paid_by"))).await;
    done.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, "payments/owed"))
}

/// Cancels what is not paid; without a reason, asks for one.
pub async fn cancel(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    allow(&visit).await?;
    let id: PaymentId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let done = actions::cancel(&visit.scope, visit.actor(), id, typed.get("cancelled_because")).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, "payments/owed")),
        Err(problems) => owed_page(&visit, &format!("cancel {id}"), (&typed, &problems)).await,
    }
}

/// Sends somebody a link to what they are owed.
pub async fn send(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    allow(&visit).await?;
    let typed = Typed::from_pairs(pairs);
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let done = match typed.id::<PersonId>("payee") {
        Some(person) => actions::send(&visit.scope, visit.actor(), desk, person).await,
        None => Err(Problem::field("payee", "text-empty").into()),
    };
    match problems_of(done)? {
        Ok(_) => Ok(to(&visit, "payments/owed")),
        Err(problems) => owed_page(&visit, "send", (&typed, &problems)).await,
    }
}
