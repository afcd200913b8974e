//! What ties a person or a partner to the rest: seats, promises, decisions, conflicts, data given.

use platform::db::Connection;

use super::pages::Names;
use super::store::{self, AnsweredRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Table, cell, link};
use crate::dates;
use crate::decisions::vote_store;
use crate::directory::pages::{address, name_of};
use crate::directory::store::{self as directory, SeatRow};
use crate::error::Error;
use crate::meetings::promises::{self, store::ActionRow};

/// Ties of a person.
pub async fn of_person(visit: &Visit, connection: &Connection, person: &str) -> Result<Vec<Block>, Error> {
    let seats = directory::seats(connection).await?.into_iter();
    let seats: Vec<SeatRow> = seats
        .filter(|seat| {
            let is_alternate = seat.alternate_id.as_deref() == Some(person) && seat.until_on.is_none();
            seat.person_id.as_deref() == Some(person) || is_alternate
        })
        .collect();
    let answered = store::answered_by(connection, person).await?;
    let conflicts = vote_store::conflicts(connection).await?.into_iter();
    let conflicts: Vec<_> = conflicts.filter(|row| row.person_id == person).collect();
    let promised = promises::store::open(connection, person).await?;
    let mut blocks = vec![
        Block::Table(seat_table(visit, connection, &seats, Some(person)).await?),
        Block::Table(promise_table(visit, promised)),
        Block::Table(answered_table(visit, &answered)),
    ];
    if !conflicts.is_empty() {
        let rows = conflicts.into_iter().map(|row| {
            vec![
                cell(row.about),
                cell(row.since_on),
                cell(row.until_on.unwrap_or_default()),
            ]
        });
        let head = ["field-conflict_about", "field-since_on", "field-until_on"];
        blocks.push(Block::Table(Table::new(
            visit.words,
            "conflicts-title",
            &head,
            rows.collect(),
        )));
    }
    Ok(blocks)
}

/// Ties of a partner.
pub async fn of_organisation(
    visit: &Visit,
    connection: &Connection,
    organisation: &str,
) -> Result<Vec<Block>, Error> {
    let seats = directory::seats(connection).await?.into_iter();
    let seats: Vec<SeatRow> = seats
        .filter(|seat| seat.organisation_id.as_deref() == Some(organisation))
        .collect();
    let answered = store::answered_for(connection, organisation).await?;
    let given = store::given_by(connection, organisation).await?;
    let words = visit.words;
    let rows = given.into_iter().map(|row| {
        vec![
            link(
                words.pick(&row.title, &row.title_es),
                address(visit, &format!("requests/{}", row.slug)),
            ),
            cell(row.sent),
            cell(row.accepted),
        ]
    });
    let head = ["field-title", "tie-sent", "tie-accepted"];
    let given = Table::new(words, "tie-data-given", &head, rows.collect());
    let promised = promises::store::open_of_organisation(connection, organisation).await?;
    Ok(vec![
        Block::Table(seat_table(visit, connection, &seats, None).await?),
        Block::Table(promise_table(visit, promised)),
        Block::Table(given),
        Block::Table(answered_table(visit, &answered)),
    ])
}

async fn seat_table(
    visit: &Visit,
    connection: &Connection,
    seats: &[SeatRow],
    person: Option<&str>,
) -> Result<Table, Error> {
    let words = visit.words;
    let bodies = directory::bodies(connection).await?.into_iter();
    let bodies: Names = bodies
        .map(|row| (row.body_id, words.pick(&row.name, &row.name_es).to_owned()))
        .collect();
    let people = directory::people(connection).await?.into_iter();
    let people: Names = people.map(|row| (row.person_id, row.name)).collect();
    let rows = seats.iter().map(|seat| {
        let is_alternate = person.is_some() && seat.person_id.as_deref() != person;
        let role = if is_alternate {
            let holder = name_of(&people, seat.person_id.as_deref());
            words.with("seat-alternate-of", &[("holder", holder.into())])
        } else {
            words.say(&format!("seat-role-{}", seat.role))
        };
        vec![
            link(
                name_of(&bodies, Some(&seat.body_id)),
                address(visit, &format!("bodies/{}", seat.body_id)),
            ),
            cell(if person.is_none() {
                name_of(&people, seat.person_id.as_deref()).to_owned()
            } else {
                role
            }),
            cell(&seat.since_on),
            cell(seat.until_on.clone().unwrap_or_default()),
        ]
    });
    let second = if person.is_none() {
        "seat-holder"
    } else {
        "field-role"
    };
    let head = ["field-body", second, "field-since_on", "field-until_on"];
    Ok(Table::new(words, "body-seats", &head, rows.collect()))
}

/// What was promised and is open, the latest first.
fn promise_table(visit: &Visit, rows: Vec<ActionRow>) -> Table {
    let words = visit.words;
    let rows = rows.into_iter().map(|row| {
        let due = row.due_on.as_deref().and_then(|due| due.parse().ok());
        vec![
            cell(&row.title),
            cell(row.owner.unwrap_or_default()),
            cell(words.pick(&row.body, &row.body_es)),
            cell(due.map(|day| dates::plain(words, day)).unwrap_or_default()),
        ]
    });
    let head = ["field-title", "tie-who", "field-body", "tie-due"];
    Table::new(words, "tie-promises", &head, rows.collect())
}

fn answered_table(visit: &Visit, answered: &[AnsweredRow]) -> Table {
    let words = visit.words;
    let rows = answered.iter().map(|row| {
        let title = format!("{}. {}", row.number, words.pick(&row.title_en, &row.title_es));
        let choice = match row.choice.as_str() {
            "ranking" => words.say("tie-ranked"),
            choice => words.say(&format!("answer-{choice}")),
        };
        vec![
            link(title, address(visit, &format!("decisions/{}", row.proposal_id))),
            cell(choice),
        ]
    });
    Table::new(
        words,
        "tie-decisions",
        &["field-title", "decision-answer"],
        rows.collect(),
    )
}
