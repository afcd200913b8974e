//! The review of rows: how many, of what, and what is wrong with them. The rows themselves are not shown here.

use axum::response::Response;
use domain::access::{Action, Thing};

use super::asks::AskRow;
use super::doubt_words::{self, Quoting};
use super::intake::{self, Reading};
use super::rows::VaultColumn;
use super::sending_back;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page};
use crate::directory::pages::address;
use crate::error::Error;
use crate::problems::Problem;
use crate::submissions::review_store::SubmissionRow;
use platform::words::Words;

/// Columns as a table.
pub fn columns(words: Words, columns: &[VaultColumn]) -> Block {
    let rows = columns.iter().map(|one| {
        vec![
            cell(&one.name),
            cell(words.say(&format!("vault-class-{}", one.class))),
            cell(words.say(&format!("vault-holds-{}", one.kind))),
        ]
    });
    let head = ["vault-column", "vault-column-class", "vault-column-holds"];
    Block::Table(Table::new(words, "vault-columns", &head, rows.collect()))
}

/// The page of a submission of rows.
pub async fn review(
    visit: &Visit,
    (row, ask): (&SubmissionRow, &AskRow),
    thing: Thing,
    title: &str,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let reading = intake::sent_rows(&reader, row, (ask, Some(words))).await?;
    let because = sending_back::because(&reader, &row.submission_id).await?;
    drop(reader);
    let may_decide = visit.shows(Action::ReviewSubmission, thing) && row.state == "sent";
    let mut blocks = vec![Block::Links(vec![link(
        words.say("vault-list"),
        address(visit, "vault"),
    )])];
    let of = |part: &str| address(visit, &format!("data/submissions/{}/{part}", row.submission_id));
    match reading {
        None if !because.is_empty() => {
            let told = words.with("vault-rows-went-back", &[("reason", because.into())]);
            blocks.push(Block::Paragraph(told));
        }
        None if row.state == "replaced" => {
            blocks.push(Block::Paragraph(words.say("vault-rows-replaced")));
        }
        None => blocks.push(Block::Paragraph(words.say("vault-rows-in"))),
        Some(reading) => {
            blocks.extend(read(visit, row, &reading));
            if reading.against.is_none() && may_decide {
                let form = Form::new(words, of("accept"), "vault-take-in", &Typed::default(), &[]);
                blocks.push(Block::Form(Box::new(form)));
            }
        }
    }
    if may_decide {
        let form = Form::new(words, of("send-back"), "vault-send-back", typed, problems)
            .under("vault-send-back-heading")
            .areas(&["return_reason"]);
        blocks.push(Block::Form(Box::new(form)));
    }
    let heading = words.with(
        "queue-heading",
        &[
            ("organisation", (&row.organisation_name).into()),
            ("title", title.into()),
        ],
    );
    page(
        visit.frame(&heading, "data"),
        words.say("vault-review-lede"),
        blocks,
    )
}

/// What was read: how much, which columns, what is wrong or looks wrong.
fn read(visit: &Visit, row: &SubmissionRow, reading: &Reading) -> Vec<Block> {
    let words = visit.words;
    let rows = &reading.rows;
    let facts = [
        ("vault-review-rows", rows.rows.len()),
        ("vault-review-without-key", rows.without_key.len()),
        ("vault-review-bad-cells", rows.bad_count),
        ("vault-review-repeated", rows.repeated_keys),
        ("vault-review-doubts", rows.doubts.count()),
    ];
    let facts = facts.map(|(key, count)| (words.say(key), count.to_string()));
    let mut blocks = vec![Block::Facts(facts.to_vec())];
    let dropped: Vec<String> = serde_json::from_str(&row.dropped_columns).unwrap_or_default();
    if !dropped.is_empty() {
        blocks.push(Block::Paragraph(
            words.with("review-dropped", &[("columns", dropped.join(", ").into())]),
        ));
    }
    blocks.extend(reading.told(words).into_iter().map(Block::Paragraph));
    // Where a cell stands is told. What stands in it is a look at rows, which has a reason and is kept.
    let doubts = doubt_words::told(words, reading, &row.file_name, Quoting::Nothing);
    if !doubts.is_empty() {
        blocks.push(Block::Heading(words.say("vault-doubts")));
        blocks.extend(doubts.into_iter().map(Block::Paragraph));
    }
    blocks.push(columns(words, &rows.columns));
    blocks
}
