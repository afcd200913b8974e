//! The response board: each partner of a request, how far it has come, and the counts.

use domain::requests::{Response, Tally};
use jiff::civil::Date;
use platform::db::{Connection, DbError};
use platform::words::Words;

use super::store::{self, PartnerRow, RequestRow};
use crate::dates;

/// A request with its partners.
#[derive(Debug, Clone)]
pub struct Board {
    /// The request.
    pub request: RequestRow,
    /// Its partners, by name.
    pub partners: Vec<PartnerRow>,
    /// How many stand where.
    pub tally: Tally,
}

/// How far a partner has come: the latest submission tells, else what was noted.
pub fn response(partner: &PartnerRow) -> Response {
    match partner.submission_state.as_deref() {
        Some("accepted") => Response::Accepted,
        Some("returned") => Response::Returned,
        Some("sent") => Response::Sent,
        Some("draft") => Response::Started,
        Some(_) | None if partner.started_at.is_some() => Response::Started,
        Some(_) | None if partner.opened_at.is_some() => Response::Opened,
        Some(_) | None if partner.asked_at.is_some() => Response::Asked,
        Some(_) | None => Response::NotAsked,
    }
}

/// The board of a request.
pub async fn load(connection: &Connection, request: RequestRow, today: Date) -> Result<Board, DbError> {
    let partners = store::partners(connection, &request.data_request_id).await?;
    let tally = Tally::of(partners.iter().map(response), request.due(), today);
    Ok(Board {
        request,
        partners,
        tally,
    })
}

/// Boards of every open request, the next due first.
pub async fn open_boards(connection: &Connection, today: Date) -> Result<Vec<Board>, DbError> {
    let mut boards = Vec::new();
    for request in store::requests(connection).await? {
        if request.state == "open" {
            boards.push(load(connection, request, today).await?);
        }
    }
    Ok(boards)
}

/// One line of the board, ready to show.
#[derive(Debug, Clone)]
pub struct PartnerView {
    /// The organisation.
    pub organisation_id: String,
    /// Its name.
    pub organisation: String,
    /// Who is asked.
    pub person: String,
    /// The word for how far it has come.
    pub state: String,
    /// Class of the tag.
    pub tag: &'static str,
    /// Since when, in words.
    pub since: String,
    /// Reminders so far, in words; empty for none.
    pub reminded: String,
    /// Whether it is the partner's turn, so that help can be offered.
    pub is_their_turn: bool,
    /// Whether the date has passed.
    pub is_late: bool,
    /// "to Casa Aurora": for whom the button is, said to who hears it only.
    pub help_to: String,
    /// The submission to look at, once one was sent.
    pub submission: Option<String>,
}

impl PartnerView {
    /// The line for a partner.
    pub fn new(partner: &PartnerRow, words: Words, time_zone: &str, due: Date, today: Date) -> Self {
        let response = response(partner);
        let is_late = response.is_late(due, today);
        let key = if is_late { "late" } else { response.code() };
        let tag = match response {
            _ if is_late => "warn",
            Response::Accepted => "ok",
            Response::Sent => "up",
            Response::Returned => "flat",
            Response::NotAsked | Response::Asked | Response::Opened | Response::Started => "wait",
        };
        let is_sent = matches!(response, Response::Sent | Response::Returned | Response::Accepted);
        Self {
            organisation_id: partner.organisation_id.clone(),
            organisation: partner.organisation_name.clone(),
            person: partner.person_name.clone(),
            state: words.say(&format!("response-{key}")),
            tag,
            since: since(partner, response, words, time_zone),
            reminded: reminded(partner, words, time_zone),
            is_their_turn: response.is_partners_turn(),
            is_late,
            help_to: words.with(
                "board-offer-help-to",
                &[("organisation", (&partner.organisation_name).into())],
            ),
            submission: partner.submission_id.clone().filter(|_| is_sent),
        }
    }
}

fn since(partner: &PartnerRow, response: Response, words: Words, time_zone: &str) -> String {
    let at = match response {
        Response::NotAsked => None,
        Response::Asked => partner.asked_at,
        Response::Opened => partner.opened_at,
        Response::Started => partner.started_at.or(partner.opened_at),
        Response::Sent | Response::Returned | Response::Accepted => partner.sent_at,
    };
    let Some(at) = at else {
        return String::new();
    };
    let day = dates::near(words, dates::day_of(at, time_zone));
    let key = match response {
        Response::NotAsked | Response::Asked => "board-asked-on",
        Response::Opened => "board-opened-on",
        Response::Started => "board-started-on",
        Response::Sent | Response::Returned | Response::Accepted if partner.is_partial == Some(true) => {
            "board-sent-part-on"
        }
        Response::Sent | Response::Returned | Response::Accepted => "board-sent-on",
    };
    words.with(key, &[("day", day.into())])
}

fn reminded(partner: &PartnerRow, words: Words, time_zone: &str) -> String {
    let Some(at) = partner.reminded_at else {
        return String::new();
    };
    let day = dates::near(words, dates::day_of(at, time_zone));
    words.with(
        "board-reminded",
        &[("times", partner.reminders.into()), ("day", day.into())],
    )
}

/// "15 received, 3 being checked, 4 to come, 1 late", without what is nought.
pub fn sentence(tally: Tally, words: Words) -> String {
    let parts = [
        ("tally-received", tally.received),
        ("tally-being-checked", tally.being_checked),
        ("tally-to-come", tally.to_come),
        ("tally-late", tally.late),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.with(key, &[("count", count.into())]))
        .collect();
    told.join(", ")
}

/// One square a partner, as SVG for the page; its text says the same.
pub fn squares(title: &str, tally: Tally, words: Words) -> String {
    let squares = charts::Squares {
        title: title.to_owned(),
        received: tally.received,
        being_checked: tally.being_checked,
        to_come: tally.to_come,
        late: tally.late,
    };
    // The prefix keeps the ids of several boards on one page apart.
    let prefix: String = title
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(24)
        .collect();
    squares
        .draw(&chart_words(words))
        .inline(&format!("squares-{prefix}"))
}

fn chart_words(words: Words) -> charts::Words {
    match words.language {
        platform::words::Language::English => charts::Words::english(),
        platform::words::Language::Spanish => charts::Words::spanish(),
    }
}
