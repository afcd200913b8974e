//! Sending a file among the readings, taking one off, and fetching it: in the workspace, or behind one's own link.

use axum::body::Body;
use axum::extract::{Multipart, Path};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, Response as Answer};
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Purpose};
use domain::ids::{AgendaItemId, MeetingId};
use platform::secrets;

use super::actions::thing;
use super::agenda_pages::{ItemAt, readings_page, run_item};
use super::agenda_store::ReadingRow;
use super::pages::{opened, run};
use super::readings::{self, Sent, Sort};
use super::store;
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Typed, problems_of};
use crate::directory::pages::to;
use crate::error::Error;

/// Takes a file.
pub async fn send_file(visit: Visit, path: ItemAt, parts: Multipart) -> Result<Response, Error> {
    let (row, id, item): (_, MeetingId, AgendaItemId) = run_item(&visit, &path).await?;
    let (typed, sent) = read(parts, "reading_file").await?;
    let given: Option<uuid::Uuid> = typed.id("id");
    let reading = ReadingRow {
        reading_id: given.unwrap_or_else(secrets::new_uuid).to_string(),
        agenda_item_id: item.to_string(),
        title: typed.text("reading_title"),
        ..ReadingRow::default()
    };
    let attached = readings::attach(&visit.scope, visit.actor(), id, &reading, sent);
    match problems_of(attached.await)? {
        Ok(()) => Ok(to(&visit, &format!("meetings/{id}#agenda"))),
        Err(problems) => readings_page(&visit, &row, item, &typed, &problems).await,
    }
}

/// The fields and the file of a form. What is larger than we take is read to its limit and refused by the action.
pub(crate) async fn read(mut parts: Multipart, field: &str) -> Result<(Typed, Sent), Error> {
    let bad = |error: axum::extract::multipart::MultipartError| Error::Bad(error.body_text());
    let (mut typed, mut sent) = (Typed::default(), Sent::default());
    while let Some(mut part) = parts.next_field().await.map_err(bad)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name != field {
            typed = typed.with(&name, part.text().await.map_err(bad)?);
            continue;
        }
        sent.file_name = part.file_name().unwrap_or_default().to_owned();
        while let Some(piece) = part.chunk().await.map_err(bad)? {
            // One byte past the limit says enough; the rest is listened to and forgotten.
            let room = (readings::FILE_BYTES_MAX + 1).saturating_sub(sent.content.len());
            sent.content.extend_from_slice(&piece[..piece.len().min(room)]);
        }
    }
    Ok((typed, sent))
}

/// Takes a reading off.
pub async fn remove(
    visit: Visit,
    Path((slug, meeting, reading)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let id: MeetingId = meeting.parse().map_err(|_| Error::NotFound)?;
    run(&visit, &Path((slug, meeting))).await?;
    readings::remove(&visit.scope, visit.actor(), id, &reading).await?;
    Ok(to(&visit, &format!("meetings/{id}#agenda")))
}

/// A file, signed in.
pub async fn fetch(
    visit: Visit,
    Path((slug, meeting, reading)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let (row, _) = opened(&visit, &Path((slug, meeting))).await?;
    let reader = visit.scope.read().await?;
    let (row, sort, content) = readings::file(&reader, &row.meeting_id, &reading).await?;
    Ok(saved(&row.file_name, sort, content))
}

/// A file, by one's own link.
pub async fn fetch_by_link(
    visit: LinkVisit,
    Path((_, _, reading)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let Purpose::Attend { meeting } = visit.purpose else {
        return Err(Error::NotFound);
    };
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &meeting.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    visit.allow(Action::ViewMeetings, thing(&reader, &row).await?)?;
    let (row, sort, content) = readings::file(&reader, &row.meeting_id, &reading).await?;
    Ok(saved(&row.file_name, sort, content))
}

/// Saved and never shown by the browser as a page of ours: what is in it was written by others.
pub(crate) fn saved(file_name: &str, sort: Sort, content: Vec<u8>) -> Response {
    let plain: String = file_name
        .chars()
        .map(|c| if c.is_ascii() { c } else { '_' })
        .collect();
    let encoded: String = file_name.bytes().map(encoded).collect();
    let name = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let mut response: Answer<Body> = content.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(sort.media_type()));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'"),
    );
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    platform::web::private(response)
}

/// A byte of a name as RFC 8187 writes it.
fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    }
}
