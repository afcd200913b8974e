//! The queue: submissions that wait for review, what blocks publication first.

use std::collections::BTreeMap;

use domain::requests::Urgency;
use jiff::civil::Date;
use platform::db::{Connection, DbError};
use platform::words::Words;

use super::review_store::{self as store, WaitingRow};
use crate::dates;
use crate::requests::board::{self, Board};
use crate::requests::store as requests;

/// One submission in the queue.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The submission.
    pub row: WaitingRow,
    /// Title of the request, and in Spanish.
    pub title: [String; 2],
    /// What it holds up.
    pub urgency: Urgency,
    /// Due date of the request.
    pub due: Date,
}

/// What waits, the most pressing first.
pub async fn load(connection: &Connection, today: Date) -> Result<Vec<Waiting>, DbError> {
    let mut boards: BTreeMap<String, Option<Board>> = BTreeMap::new();
    let mut queue = Vec::new();
    for row in store::waiting(connection).await? {
        if !boards.contains_key(&row.data_request_id) {
            let found = match requests::request(connection, &row.data_request_id).await? {
                Some(request) => Some(board::load(connection, request, today).await?),
                None => None,
            };
            boards.insert(row.data_request_id.clone(), found);
        }
        let Some(Some(board)) = boards.get(&row.data_request_id) else {
            continue;
        };
        let due = board.request.due();
        queue.push(Waiting {
            title: [board.request.title.clone(), board.request.title_es.clone()],
            urgency: Urgency::of(board.tally, row.corrected > 0, due, today),
            due,
            row,
        });
    }
    queue.sort_by(|a, b| {
        let key = |one: &Waiting| {
            (
                one.urgency,
                one.due,
                one.row.sent_at,
                one.row.submission_id.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    Ok(queue)
}

/// One line of the queue, ready to show.
#[derive(Debug, Clone)]
pub struct WaitingView {
    /// The submission.
    pub submission: String,
    /// "Casa Aurora: Fall attendance".
    pub heading: String,
    /// What it holds up.
    pub urgency: String,
    /// "214 figures, sent on Monday, September 14."
    pub about: String,
}

impl WaitingView {
    /// The line for one submission.
    pub fn new(waiting: &Waiting, words: Words, time_zone: &str) -> Self {
        let title = words.pick(&waiting.title[0], &waiting.title[1]);
        let organisation = &waiting.row.organisation_name;
        let sent = waiting
            .row
            .sent_at
            .map(|at| dates::near(words, dates::day_of(at, time_zone)));
        let key = if waiting.row.corrected > 0 {
            "queue-about-corrected"
        } else {
            "queue-about"
        };
        Self {
            submission: waiting.row.submission_id.clone(),
            heading: words.with(
                "queue-heading",
                &[("organisation", organisation.into()), ("title", title.into())],
            ),
            urgency: words.say(&format!("urgency-{}", waiting.urgency.code())),
            about: words.with(
                key,
                &[
                    ("figures", waiting.row.figures.into()),
                    ("corrected", waiting.row.corrected.into()),
                    ("day", sent.unwrap_or_default().into()),
                ],
            ),
        }
    }
}
