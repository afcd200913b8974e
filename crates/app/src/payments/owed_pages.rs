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
    blocks.extend(asked(visit, (sent, &rows), (typed, problems)));
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
    blocks.push(Block::Heading(words.say("payments-paid")));
    if paid.is_empty() {
        blocks.push(Block::Paragraph(words.say("table-empty")));
    }
    let cards = paid.iter().take(PAID_MOST).map(|row| paid_card(visit, row));
    blocks.push(Block::Cards(cards.collect()));
    page(
        visit.frame(&words.say("payments-owed"), "backbone"),
        words.say("payments-owed-lede"),
        blocks,
    )
}

/// The form that asks when and how something was paid, or why it is cancelled.
fn asked(
    visit: &Visit,
    (sent, rows): (&str, &[PaymentRow]),
    (typed, problems): (&Typed, &[Problem]),
) -> Vec<Block> {
    let asked = sent.split_once(' ').and_then(|(part, id)| {
        let row = rows.iter().find(|row| row.payment_id == id)?;
        Some((part, row))
    });
    let Some((part, row)) = asked else {
        return Vec::new();
    };
    let action = address(visit, &format!("payments/owed/{}/{part}", row.payment_id));
    let form = Form::new(visit.words, action, &format!("payment-{part}"), typed, problems);
    let form = match part {
        "pay" => form.hiding("asked", 1).day("paid_on").lines(&["paid_by"]),
        _ => form.areas(&["cancelled_because"]),
    };
    let arguments = [("what", row.what.as_str().into())];
    let heading = visit.words.with(&format!("payment-{part}-heading"), &arguments);
    vec![Block::Heading(heading), Block::Form(Box::new(form))]
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
            (of("pay"), none(), words.say("payment-pay-button")),
            (of("cancel"), none(), words.say("payment-cancel")),
        ],
        ..Card::default()
    }
}

/// "Time · October 3, 2026 · Hours: 1.5 · $53.12".
pub(super) fn told(words: Words, row: &PaymentRow) -> String {
    let quantity = domain::money::hundredths_told(row.quantity);
    [
        words.say(&format!("rate-kind-{}", row.kind)),
        day(words, &row.happened_on),
        words.with(
            &format!("payment-quantity-{}", row.per),
            &[("quantity", quantity.into())],
        ),
        domain::money::told(row.amount, &row.currency),
    ]
    .join(" · ")
}

/// What was paid, with a way to take it back.
fn paid_card(visit: &Visit, row: &PaymentRow) -> Card {
    let words = visit.words;
    let back = address(visit, &format!("payments/owed/{}/unpay", row.payment_id));
    let mut texts = vec![told(words, row)];
    texts.extend(paid_told(words, row));
    Card {
        heading: cell(format!("{}: {}", row.name, row.what)),
        texts,
        buttons: vec![(back, (String::new(), String::new()), words.say("payment-unpay"))],
        ..Card::default()
    }
}

/// "Paid on October 3, 2026: by check". None: not paid.
pub(super) fn paid_told(words: Words, row: &PaymentRow) -> Option<String> {
    let key = if row.paid_by.is_empty() {
        "payment-paid-day"
    } else {
        "payment-paid-day-how"
    };
    row.paid_on.as_deref().map(|on| {
        let arguments = [
            ("day", day(words, on).into()),
            ("how", row.paid_by.as_str().into()),
        ];
        words.with(key, &arguments)
    })
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

/// Notes that something was paid; without a day, asks for the day and the way.
pub async fn pay(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    allow(&visit).await?;
    let id: PaymentId = at(&path)?;
    let sent = format!("pay {id}");
    let typed = Typed::from_pairs(pairs);
    if typed.get("asked").is_empty() {
        let blank = Typed::default().with("paid_on", today(&visit));
        return owed_page(&visit, &sent, (&blank, &[])).await;
    }
    let how = (typed.get("paid_on"), typed.get("paid_by"));
    match problems_of(actions::pay(&visit.scope, visit.actor(), id, how).await)? {
        Ok(()) => Ok(to(&visit, "payments/owed")),
        Err(problems) => owed_page(&visit, &sent, (&typed, &problems)).await,
    }
}

/// Takes back that something was paid.
pub async fn unpay(visit: Visit, path: At) -> Result<Response, Error> {
    allow(&visit).await?;
    let done = actions::unpay(&visit.scope, visit.actor(), at(&path)?).await;
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
