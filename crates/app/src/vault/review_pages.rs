//! The review of rows: how many, of what, and what is wrong with them. The rows themselves are not shown here.

use axum::response::Response;
use domain::access::{Action, Thing};

use super::asks::AskRow;
use super::intake;
use super::rows::VaultColumn;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page};
use crate::directory::pages::address;
use crate::error::Error;
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
    row: &SubmissionRow,
    ask: &AskRow,
    thing: Thing,
    title: &str,
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let reading = intake::sent_rows(&reader, row, ask).await?;
    let mut blocks = vec![Block::Links(vec![link(
        words.say("vault-list"),
        address(visit, "vault"),
    )])];
    match reading {
        None => blocks.push(Block::Paragraph(words.say("vault-rows-in"))),
        Some(reading) => {
            let rows = &reading.rows;
            let facts = [
                ("vault-review-rows", rows.rows.len()),
                ("vault-review-without-key", rows.without_key.len()),
                ("vault-review-bad-cells", rows.bad_count),
                ("vault-review-repeated", rows.repeated_keys),
            ];
            let facts = facts.map(|(key, count)| (words.say(key), count.to_string()));
            blocks.push(Block::Facts(facts.to_vec()));
            let dropped: Vec<String> = serde_json::from_str(&row.dropped_columns).unwrap_or_default();
            if !dropped.is_empty() {
                blocks.push(Block::Paragraph(
                    words.with("review-dropped", &[("columns", dropped.join(", ").into())]),
                ));
            }
            blocks.extend(reading.told(words).into_iter().map(Block::Paragraph));
            blocks.push(columns(words, &rows.columns));
            if reading.against.is_none()
                && visit.shows(Action::ReviewSubmission, thing)
                && row.state == "sent"
            {
                let action = address(visit, &format!("data/submissions/{}/accept", row.submission_id));
                let form = Form::new(words, action, "vault-take-in", &Typed::default(), &[]);
                blocks.push(Block::Form(Box::new(form)));
            }
        }
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
