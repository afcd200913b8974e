//! Calendars by address: one's own, a body's, one meeting's; signed in, or at an address that only its owner knows.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Purpose, Thing};
use domain::ids::{BodyId, MeetingId};
use platform::args;
use platform::db::{Connection, Scope};

use super::actions::thing;
use super::ics::{self, Desk};
use super::store::{self, Wanted};
use crate::accounts::link::{LinkVisit, NewLink, issue};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, link, page};
use crate::directory::pages::{At, address, at};
use crate::error::Error;
use crate::state::AppState;

/// A secret address of a calendar lasts until its owner makes another; the date keeps forgotten ones from living forever.
const ADDRESS_MILLIS: i64 = 5 * 366 * 24 * 3600 * 1000;
/// Meetings older than this leave the feed.
const PAST_MILLIS: i64 = 400 * 24 * 3600 * 1000;

/// A calendar as an answer.
pub(super) fn answer(text: String) -> Response {
    let mut response = platform::web::private(text.into_response());
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn desk<'a>(state: &'a AppState, visit: &'a Visit) -> Desk<'a> {
    Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
        words: visit.words,
    }
}

/// Staff runs all groups and sees all of their meetings; everybody else those of their own bodies.
async fn wanted(connection: &Connection, scope: &Scope, person: &str, today: &str) -> Result<Wanted, Error> {
    let sql = "select count(*) as n from staff_role
               where collaborative_id = $1 and person_id = $2 and role in ('director', 'facilitator', 'data-manager')
                 and since_on <= $3 and (until_on is null or until_on >= $3)";
    let is_staff = connection.number(sql, args![person, today]).await? > 0;
    Ok(Wanted {
        person: if is_staff {
            String::new()
        } else {
            person.to_owned()
        },
        from: scope.clock().now_millis() - PAST_MILLIS,
        ..Wanted::all()
    })
}

/// The page about one's own calendar.
pub async fn own_page(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ReadCalendar)?;
    calendar_page(&visit, Vec::new())
}

fn calendar_page(visit: &Visit, mut shown: Vec<Block>) -> Result<Response, Error> {
    let words = visit.words;
    let form = Form::new(
        words,
        address(visit, "calendar"),
        "calendar-new-address",
        &Typed::default(),
        &[],
    );
    let file = link(words.say("calendar-file"), address(visit, "calendar.ics"));
    shown.push(Block::Paragraph(words.say("calendar-about")));
    shown.push(Block::Form(Box::new(form)));
    shown.push(Block::Links(vec![file]));
    let title = words.say("calendar-own");
    page(visit.frame(&title, "meetings"), words.say("calendar-lede"), shown)
}

/// Makes a secret address and ends the one before. It is shown this once: what is kept is its digest.
pub async fn new_address(State(state): State<AppState>, visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ReadCalendar)?;
    let tx = visit.scope.write(visit.actor()).await?;
    let now = tx.clock().now_millis();
    let sql = "update scoped_link
               set revoked_at = $3
               where collaborative_id = $1 and purpose = 'calendar' and subject_id = $2 and revoked_at is null";
    tx.run(sql, args![visit.person.id.to_string(), now]).await?;
    let new = NewLink {
        person: visit.person.id,
        purpose: Purpose::Calendar,
        expires_at: now + ADDRESS_MILLIS,
    };
    let (secret, _, fact) = issue(&tx, &new).await?;
    tx.commit(vec![fact]).await?;
    let words = visit.words;
    let base = &state.settings.base_url;
    let url = format!("{base}/{}/link/{secret}/calendar.ics", visit.collaborative.slug);
    let facts = vec![(words.say("calendar-address"), url)];
    calendar_page(
        &visit,
        vec![
            Block::Paragraph(words.say("calendar-shown-once")),
            Block::Facts(facts),
        ],
    )
}

/// One's own meetings, signed in.
pub async fn own_feed(State(state): State<AppState>, visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ReadCalendar)?;
    let reader = visit.scope.read().await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let wanted = wanted(&reader, &visit.scope, &visit.person.id.to_string(), &today).await?;
    let name = visit.collaborative.name.clone();
    Ok(answer(
        ics::feed(&reader, desk(&state, &visit), &wanted, &name).await?,
    ))
}

/// A body's meetings, for those who may see them.
pub async fn body_feed(State(state): State<AppState>, visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewMeetings)?;
    let body: BodyId = at(&path)?;
    let reader = visit.scope.read().await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let mut wanted = wanted(&reader, &visit.scope, &visit.person.id.to_string(), &today).await?;
    let name = body_name(&reader, body, visit.words).await?;
    wanted.body = body.to_string();
    Ok(answer(
        ics::feed(&reader, desk(&state, &visit), &wanted, &name).await?,
    ))
}

async fn body_name(
    connection: &Connection,
    body: BodyId,
    words: platform::words::Words,
) -> Result<String, Error> {
    let row = crate::directory::store::body(connection, &body.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(words.pick(&row.name, &row.name_es).to_owned())
}

/// One meeting's file.
pub async fn meeting_file(State(state): State<AppState>, visit: Visit, path: At) -> Result<Response, Error> {
    let id: MeetingId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::ViewMeetings, thing(&reader, &row).await?)?;
    Ok(answer(ics::file(&reader, desk(&state, &visit), &row).await?))
}

fn link_desk<'a>(state: &'a AppState, visit: &'a LinkVisit) -> Desk<'a> {
    Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
        words: visit.words,
    }
}

/// A link for something else finds no calendar.
fn allowed(visit: &LinkVisit) -> Result<(), Error> {
    if visit.purpose != Purpose::Calendar {
        return Err(Error::NotFound);
    }
    visit.allow(Action::ReadCalendar, Thing::Whole)?;
    Ok(())
}

/// One's own meetings, at the secret address.
pub async fn secret_feed(State(state): State<AppState>, visit: LinkVisit) -> Result<Response, Error> {
    allowed(&visit)?;
    let reader = visit.scope.read().await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let wanted = wanted(&reader, &visit.scope, &visit.person.id.to_string(), &today).await?;
    let name = visit.collaborative.name.clone();
    Ok(answer(
        ics::feed(&reader, link_desk(&state, &visit), &wanted, &name).await?,
    ))
}

/// A body's meetings, at the secret address of somebody who may see them.
pub async fn secret_body_feed(
    State(state): State<AppState>,
    visit: LinkVisit,
    Path((_, _, body)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    allowed(&visit)?;
    let body: BodyId = body.parse().map_err(|_| Error::NotFound)?;
    let reader = visit.scope.read().await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let mut wanted = wanted(&reader, &visit.scope, &visit.person.id.to_string(), &today).await?;
    let name = body_name(&reader, body, visit.words).await?;
    wanted.body = body.to_string();
    Ok(answer(
        ics::feed(&reader, link_desk(&state, &visit), &wanted, &name).await?,
    ))
}
