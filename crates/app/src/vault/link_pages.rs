//! The partner's pages for rows: what was read and what to mend, and what was sent. Behind the same link as figures.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use platform::db::Connection;

use super::asks::{self, AskRow};
use super::doubt_words::{self, Quoting};
use super::rows::Rows;
use super::{intake, sending_back};
use crate::accounts::link::LinkVisit;
use crate::agreements::uploads;
use crate::collaborative::pages::LinkFrame;
use crate::error::Error;
use crate::requests::store as requests;
use crate::submissions::draft_store::SubmissionRow;
use crate::submissions::drafts::{Draft, Whose};
use crate::submissions::link_views::RailView;

#[derive(Template)]
#[template(path = "vault/check.html")]
struct CheckPage {
    frame: LinkFrame,
    rail: RailView,
    base: String,
    title: String,
    lines: Vec<String>,
    mend: Vec<String>,
    doubts: Vec<String>,
    columns: Vec<[String; 3]>,
    may_send: bool,
    is_sent: bool,
}

async fn rail(connection: &Connection, visit: &LinkVisit, whose: Whose) -> Result<RailView, Error> {
    let (request, organisation) = (whose.request.to_string(), whose.organisation.to_string());
    let partner = requests::partner(connection, &request, &organisation).await?;
    let name = partner
        .map(|partner| partner.organisation_name)
        .unwrap_or_default();
    let request = requests::request(connection, &request)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(RailView::of(visit, &request, &name))
}

fn render(page: &CheckPage) -> Result<Response, Error> {
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// What rows a request asks for; nothing: it asks for figures.
async fn asked(visit: &LinkVisit, whose: Whose) -> Result<Option<AskRow>, Error> {
    let reader = visit.scope.read().await?;
    Ok(asks::of_request(&reader, &whose.request.to_string()).await?)
}

/// What was read, and what to mend. Nothing: the request asks for figures.
pub async fn check(visit: &LinkVisit, whose: Whose, draft: &Draft) -> Result<Option<Response>, Error> {
    let Some(ask) = asked(visit, whose).await? else {
        return Ok(None);
    };
    check_page(visit, whose, draft, &ask).await.map(Some)
}

/// Sends a draft's rows; tells whether the request asks for rows at all.
pub async fn send(visit: &LinkVisit, whose: Whose, draft: &Draft) -> Result<bool, Error> {
    let Some(ask) = asked(visit, whose).await? else {
        return Ok(false);
    };
    intake::send(&visit.scope, visit.actor(), whose, draft, &ask).await?;
    Ok(true)
}

async fn check_page(visit: &LinkVisit, whose: Whose, draft: &Draft, ask: &AskRow) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let reading = intake::draft_rows(&reader, whose, draft, (ask, Some(words))).await?;
    let rows = &reading.rows;
    let mut lines = vec![words.with("vault-rows-read", &[("count", rows.rows.len().into())])];
    if rows.sheets.len() > 1 {
        lines.push(words.with("vault-sheets-read", &[("sheets", rows.sheets.join(", ").into())]));
    }
    let told = uploads::told_after(&reader, words, &draft.row.submission_id, &draft.dropped).await?;
    lines.extend(told);
    lines.extend(reading.told(words));
    lines.push(words.say("vault-rows-sealed"));
    let title = words.say("vault-check-title");
    render(&CheckPage {
        rail: rail(&reader, visit, whose).await?,
        base: visit.base(),
        lines,
        mend: mend(visit, rows, ask),
        doubts: doubt_words::told(words, &reading, &draft.row.file_name, Quoting::Plainly),
        columns: rows
            .columns
            .iter()
            .map(|one| {
                [
                    one.name.clone(),
                    words.say(&format!("vault-class-{}", one.class)),
                    words.say(&format!("vault-holds-{}", one.kind)),
                ]
            })
            .collect(),
        may_send: reading.against.is_none() && rows.has_key && !rows.rows.is_empty(),
        is_sent: false,
        frame: LinkFrame::new(visit, &title),
        title,
    })
}

/// A row, with its sheet where several were read: `12`, `Grade 8: 12`.
fn place(rows: &Rows, sheet: &str, row: u32) -> String {
    if rows.sheets.len() > 1 {
        format!("{sheet}: {row}")
    } else {
        row.to_string()
    }
}

/// What a person should mend before sending, one sentence each.
fn mend(visit: &LinkVisit, rows: &Rows, ask: &AskRow) -> Vec<String> {
    let words = visit.words;
    let mut mend = Vec::new();
    if !rows.has_key {
        mend.push(words.with("vault-no-key", &[("key", (&ask.key_element).into())]));
        return mend;
    }
    if !rows.without_key.is_empty() {
        let shown = rows.without_key.iter().take(20);
        let shown: Vec<String> = shown.map(|(sheet, row)| place(rows, sheet, *row)).collect();
        let arguments = [
            ("count", rows.without_key.len().into()),
            ("rows", shown.join(", ").into()),
            ("key", (&ask.key_element).into()),
        ];
        mend.push(words.with("vault-rows-without-key", &arguments));
    }
    if !rows.left_out.is_empty() {
        let arguments = [
            ("sheets", rows.left_out.join(", ").into()),
            ("key", (&ask.key_element).into()),
        ];
        mend.push(words.with("vault-sheets-left-out", &arguments));
    }
    if ask.kind == "people" && rows.repeated_keys > 0 {
        mend.push(words.with("vault-keys-repeated", &[("count", rows.repeated_keys.into())]));
    }
    for element in &rows.given_twice {
        mend.push(words.with("vault-given-twice", &[("element", element.into())]));
    }
    for cell in &rows.bad_cells {
        // A cell that names people is not quoted, not even to whoever sent it: pages are printed and passed on.
        let text = cell.raw.clone().unwrap_or_else(|| "…".to_owned());
        let arguments = [
            ("row", place(rows, &cell.sheet, cell.row).into()),
            ("column", (&cell.heading).into()),
            ("text", text.into()),
        ];
        mend.push(words.with(&format!("vault-cell-no-{}", cell.wanted), &arguments));
    }
    if rows.bad_count > rows.bad_cells.len() {
        mend.push(words.with(
            "vault-cells-more",
            &[("count", (rows.bad_count - rows.bad_cells.len()).into())],
        ));
    }
    mend
}

/// What was sent. Nothing: the request asks for figures, or nothing was sent.
pub async fn receipt(
    visit: &LinkVisit,
    whose: Whose,
    rows: &[SubmissionRow],
) -> Result<Option<Response>, Error> {
    let sent: Vec<&SubmissionRow> = rows.iter().filter(|row| row.state != "draft").collect();
    if sent.is_empty() || asked(visit, whose).await?.is_none() {
        return Ok(None);
    }
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let mut lines = Vec::new();
    for row in &sent {
        let day = row
            .sent_at
            .map(|at| crate::dates::plain(words, crate::dates::day_of(at, &visit.collaborative.time_zone)));
        let arguments = [
            ("file", (&row.file_name).into()),
            ("day", day.unwrap_or_default().into()),
        ];
        lines.push(words.with(&format!("vault-sent-{}", row.state), &arguments));
        if row.state == "returned" {
            let because = sending_back::because(&reader, &row.submission_id).await?;
            lines.push(words.with("vault-sent-because", &[("reason", because.into())]));
        }
    }
    let is_back = sent.first().is_some_and(|row| row.state == "returned");
    let title = words.say(if is_back {
        "vault-receipt-back-title"
    } else {
        "vault-receipt-title"
    });
    let page = CheckPage {
        rail: rail(&reader, visit, whose).await?,
        base: visit.base(),
        lines,
        mend: Vec::new(),
        doubts: Vec::new(),
        columns: Vec::new(),
        may_send: false,
        is_sent: true,
        frame: LinkFrame::new(visit, &title),
        title,
    };
    render(&page).map(Some)
}
