//! What one is owed oneself: signed in, or by a link.

use askama::Template;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::PersonId;
use platform::db::Connection;
use platform::words::Words;

use super::owed_pages::{paid_told, told};
use super::store::{self, PaymentRow};
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, cell, page};
use crate::collaborative::pages::LinkFrame;
use crate::editions::pages::render;
use crate::error::Error;

/// One line of what somebody is owed or was paid.
struct Line {
    what: String,
    told: String,
    paid: String,
}

/// What somebody is owed, together and line by line.
struct Own {
    owed: String,
    paid: String,
    lines: Vec<Line>,
}

async fn own_of(connection: &Connection, words: Words, person: PersonId) -> Result<Own, Error> {
    let rows = store::payments_of(connection, &person.to_string()).await?;
    let sum = |is_paid: bool| -> String {
        let of = rows.iter().filter(|row| row.paid_on.is_some() == is_paid);
        domain::money::told(of.map(|row| row.amount).sum(), "USD")
    };
    Ok(Own {
        owed: sum(false),
        paid: sum(true),
        lines: rows.iter().map(|row| line(words, row)).collect(),
    })
}

fn line(words: Words, row: &PaymentRow) -> Line {
    Line {
        what: row.what.clone(),
        told: told(words, row),
        paid: paid_told(words, row).unwrap_or_else(|| words.say("payment-not-paid")),
    }
}

/// What the visitor is owed.
pub async fn own(visit: Visit) -> Result<Response, Error> {
    visit.allow(Action::ViewOwnPayments, Thing::Person(visit.person.id))?;
    let words = visit.words;
    let own = own_of(&*visit.scope.read().await?, words, visit.person.id).await?;
    let mut blocks = vec![Block::Facts(vec![
        (words.say("payments-own-owed"), own.owed),
        (words.say("payments-own-paid"), own.paid),
    ])];
    if own.lines.is_empty() {
        blocks.push(Block::Paragraph(words.say("payments-own-none")));
    }
    let cards = own.lines.into_iter().map(|line| Card {
        heading: cell(line.what),
        texts: vec![line.told, line.paid],
        ..Card::default()
    });
    blocks.push(Block::Cards(cards.collect()));
    page(
        visit.frame(&words.say("payments-own"), "week"),
        words.say("payments-own-lede"),
        blocks,
    )
}

#[derive(Template)]
#[template(path = "payments/own.html")]
struct OwnPage {
    frame: LinkFrame,
    own: Own,
    contact: String,
    whose: String,
}

/// What whoever holds the link is owed.
pub async fn by_link(visit: LinkVisit) -> Result<Response, Error> {
    visit.allow(Action::ViewOwnPayments, Thing::Person(visit.person.id))?;
    let words = visit.words;
    let page = OwnPage {
        frame: LinkFrame::new(&visit, &words.say("payments-own")),
        own: own_of(&*visit.scope.read().await?, words, visit.person.id).await?,
        contact: visit.collaborative.contact_email.clone(),
        whose: words.with("link-is-for", &[("name", visit.person.name.as_str().into())]),
    };
    render(&page)
}
