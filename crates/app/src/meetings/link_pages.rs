//! A meeting behind a person's own link: the agenda, whether they come, their own promises. Opening it changes nothing.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose};
use domain::ids::{ActionItemId, MeetingId};
use platform::words::Words;

use super::actions::{self, thing};
use super::agenda_store::{self, ReadingRow};
use super::feeds::answer;
use super::ics::{self, Desk};
use super::pages::replies;
use super::promises::actions::{Ending, settle as end};
use super::promises::store as promises;
use super::store::{self, MeetingRow};
use super::{minutes_store, views};
use crate::accounts::link::LinkVisit;
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::Pairs;
use crate::error::Error;
use crate::requests::pages::render;
use crate::state::AppState;

/// An item as a guest reads it.
struct ItemLine {
    title: String,
    minutes: String,
    about: String,
    readings: Vec<ReadingRow>,
}

#[derive(Template)]
#[template(path = "meetings/link.html")]
struct LinkPage {
    frame: LinkFrame,
    words: Words,
    base: String,
    when: String,
    bodies: String,
    row: MeetingRow,
    state: String,
    kept: String,
    replies: Vec<(&'static str, String, bool)>,
    items: Vec<ItemLine>,
    decisions: Vec<String>,
    promises: Vec<(String, String, String)>,
}

fn meeting_of(visit: &LinkVisit) -> Result<MeetingId, Error> {
    match visit.purpose {
        Purpose::Attend { meeting } => Ok(meeting),
        _ => Err(Error::NotFound),
    }
}

/// The meeting.
pub async fn meeting(visit: LinkVisit) -> Result<Response, Error> {
    let id = meeting_of(&visit)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::ViewMeetings, thing(&reader, &row).await?)?;
    let guests = store::guests(&reader, &row.meeting_id).await?;
    let me = visit.person.id.to_string();
    let own = guests.into_iter().find(|guest| guest.person_id == me);
    let own = own.filter(|_| row.state == "planned");
    let readings = agenda_store::readings(&reader, &row.meeting_id).await?;
    let items = agenda_store::items(&reader, &row.meeting_id).await?.into_iter();
    let items = items.map(|item| ItemLine {
        title: views::item_title(words, &item),
        minutes: words.with("minutes-short", &[("minutes", item.minutes.into())]),
        readings: readings
            .iter()
            .filter(|reading| reading.agenda_item_id == item.agenda_item_id)
            .map(|reading| reading.clone().at(&format!("{}/meeting", visit.base())))
            .collect(),
        about: item.about,
    });
    let lines = minutes_store::lines(&reader, &row.meeting_id).await?;
    let decided = lines.into_iter().filter(|line| line.mark == "decision");
    let is_told = row.minutes_state != "open";
    let own_promises = promises::open(&reader, &me).await?;
    let page = LinkPage {
        frame: LinkFrame::new(&visit, &views::title(words, &row)),
        base: visit.base(),
        when: views::when(words, &row),
        bodies: views::body_names(words, &store::bodies_of(&reader, &row.meeting_id).await?),
        state: if row.state == "cancelled" {
            words.with("meeting-off", &[("because", (&row.because).into())])
        } else {
            String::new()
        },
        kept: own
            .as_ref()
            .filter(|guest| !guest.reply.is_empty())
            .map(|guest| words.say(&format!("reply-{}-kept", guest.reply)))
            .unwrap_or_default(),
        replies: replies(words, own.as_ref()),
        items: items.collect(),
        decisions: if is_told {
            decided.map(|line| line.words).collect()
        } else {
            Vec::new()
        },
        promises: own_promises
            .into_iter()
            .map(|action| {
                let due = action.due_on.map_or_else(String::new, |due| {
                    words.with("action-until", &[("day", views::day(words, &due).into())])
                });
                (action.action_item_id, action.title, due)
            })
            .collect(),
        words,
        row,
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

fn back(visit: &LinkVisit) -> Response {
    Redirect::to(&format!("{}/meeting?lang={}", visit.base(), visit.words.code())).into_response()
}

/// Keeps the answer.
pub async fn reply(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id = meeting_of(&visit)?;
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::AnswerMeeting, thing(&reader, &row).await?)?;
    drop(reader);
    let reply = pairs
        .iter()
        .find(|(name, _)| name == "reply")
        .map(|(_, reply)| reply.as_str());
    if let Some(reply) = reply {
        actions::answer(&visit.scope, visit.actor(), id, visit.person.id, reply).await?;
    }
    Ok(back(&visit))
}

/// One's own promise is done.
pub async fn settle(
    visit: LinkVisit,
    Path((_, _, action)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let id = meeting_of(&visit)?;
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::AnswerMeeting, thing(&reader, &row).await?)?;
    let action: ActionItemId = action.parse().map_err(|_| Error::NotFound)?;
    let own = promises::action(&reader, &action.to_string()).await?;
    let own = own.filter(|own| own.owner_id == Some(visit.person.id.to_string()));
    own.ok_or(Error::NotFound)?;
    drop(reader);
    end(&visit.scope, visit.actor(), action, Ending::Done).await?;
    Ok(back(&visit))
}

/// The calendar file.
pub async fn file(State(state): State<AppState>, visit: LinkVisit) -> Result<Response, Error> {
    let id = meeting_of(&visit)?;
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::ViewMeetings, thing(&reader, &row).await?)?;
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
        words: visit.words,
    };
    Ok(answer(ics::file(&reader, desk, &row).await?))
}
