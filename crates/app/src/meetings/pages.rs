//! The list of meetings, and one meeting.

use askama::Template;
use axum::Form as Body;
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Reach, Rows, Thing};
use domain::ids::MeetingId;
use platform::secrets;
use platform::words::Words;

use super::actions::{self, REPLIES, thing};
use super::agenda_store::{self, ItemRow, ReadingRow};
use super::promises::store::ActionRow;
use super::promises::{self};
use super::store::{self, GuestRow, MeetingBodyRow, MeetingRow, Wanted};
use super::views;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Cell, Table, Typed, cell, link, page};
use crate::collaborative::pages::WorkFrame;
use crate::communication::thread_pages::{self, ThreadView};
use crate::communication::threads::{self, Hearer};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::requests::pages::render;

/// Past meetings listed.
const PAST_MAX: i64 = 40;
/// Meetings to come that are listed.
const NEXT_MAX: i64 = 40;

/// Whose meetings somebody sees: all of them, or those of their own bodies.
pub(super) fn whose(visit: &Visit, reach: &Reach) -> String {
    match reach.rows {
        Rows::Collaborative => String::new(),
        _ => visit.person.id.to_string(),
    }
}

/// Meetings to come, and those that were.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    let reach = visit.allow_whole(Action::ViewMeetings)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let now = visit.scope.clock().now_millis();
    let mut wanted = Wanted {
        person: whose(&visit, &reach),
        from: now - 3 * 3600 * 1000,
        ..Wanted::all()
    };
    let next = store::meetings(&reader, &wanted, NEXT_MAX).await?;
    let bodies = store::bodies_between(&reader, wanted.from, i64::MAX).await?;
    wanted.until = wanted.from;
    let past = store::past(&reader, &wanted, PAST_MAX).await?;
    let oldest = past.last().map_or(0, |row| row.begins_at);
    let past_bodies = store::bodies_between(&reader, oldest, wanted.until).await?;
    let mut blocks = vec![Block::Links(ways_on(&visit))];
    if next.is_empty() {
        blocks.push(Block::Paragraph(words.say("meetings-none")));
    } else {
        blocks.push(Block::Heading(words.say("meetings-next")));
        blocks.push(Block::Cards(
            next.iter().map(|row| card(&visit, row, &bodies)).collect(),
        ));
    }
    let rows = past.iter().map(|row| {
        let minutes = match row.state.as_str() {
            "cancelled" => words.say("meeting-state-cancelled"),
            _ => words.say(&format!("minutes-state-{}", row.minutes_state)),
        };
        vec![
            link(
                views::title(words, row),
                address(&visit, &format!("meetings/{}", row.meeting_id)),
            ),
            cell(views::day(words, &row.held_on)),
            cell(names(words, &past_bodies, row)),
            cell(minutes),
        ]
    });
    let head = ["meeting", "field-held_on", "directory-bodies", "minutes"];
    blocks.push(Block::Table(Table::new(
        words,
        "meetings-past",
        &head,
        rows.collect(),
    )));
    let title = words.say("meetings");
    page(
        visit.frame(&title, "meetings"),
        words.say("meetings-lede"),
        blocks,
    )
}

fn names(words: Words, bodies: &[MeetingBodyRow], row: &MeetingRow) -> String {
    let own = bodies.iter().filter(|body| body.meeting_id == row.meeting_id);
    views::body_names(words, &own.cloned().collect::<Vec<_>>())
}

fn ways_on(visit: &Visit) -> Vec<Cell> {
    let ways = [
        ("meeting-plan", "meetings/new", Action::RunMeetings),
        ("actions-open", "actions", Action::ViewMeetings),
        ("announcements", "announcements", Action::ViewMeetings),
        ("newsletters", "newsletters", Action::Announce),
        ("calendar-own", "calendar", Action::ReadCalendar),
        ("mail-own", "mail", Action::ChooseMail),
        ("communication-health", "communication", Action::ViewWorkspace),
        ("handover", "handover", Action::HandOver),
    ];
    let shown = ways
        .into_iter()
        .filter(|(_, _, action)| visit.shows(*action, Thing::Whole));
    shown
        .map(|(key, path, _)| link(visit.words.say(key), address(visit, path)))
        .collect()
}

fn card(visit: &Visit, row: &MeetingRow, bodies: &[MeetingBodyRow]) -> Card {
    let words = visit.words;
    let mut texts = vec![
        views::when(words, row),
        names(words, bodies, row),
        row.place.clone(),
    ];
    texts.retain(|text| !text.is_empty());
    let is_off = row.state == "cancelled";
    Card {
        heading: link(
            views::title(words, row),
            address(visit, &format!("meetings/{}", row.meeting_id)),
        ),
        texts,
        tag: if is_off {
            ("down", words.say("meeting-state-cancelled"))
        } else {
            ("", String::new())
        },
        ..Card::default()
    }
}

/// An item as the page shows it.
#[derive(Debug)]
pub struct ItemView {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// What to know before.
    pub about: String,
    /// How long, in words.
    pub minutes: String,
    /// Where its subject can be read; may be empty.
    pub href: String,
    /// What to read before.
    pub readings: Vec<ReadingRow>,
    /// Whether open promises stand under it.
    pub has_actions: bool,
}

pub(super) fn item_views(
    visit: &Visit,
    meeting: &str,
    items: Vec<ItemRow>,
    readings: &[ReadingRow],
) -> Vec<ItemView> {
    let words = visit.words;
    let base = address(visit, &format!("meetings/{meeting}"));
    let views = items.into_iter().map(|item| ItemView {
        title: views::item_title(words, &item),
        minutes: words.with("minutes-short", &[("minutes", item.minutes.into())]),
        href: subject(visit, &item),
        readings: readings
            .iter()
            .filter(|reading| reading.agenda_item_id == item.agenda_item_id)
            .map(|reading| reading.clone().at(&base))
            .collect(),
        has_actions: item.kind == "actions",
        id: item.agenda_item_id,
        about: item.about,
    });
    views.collect()
}

/// Where an item's subject is read, by those who may.
fn subject(visit: &Visit, item: &ItemRow) -> String {
    let id = &item.subject_id;
    let (path, action) = match item.subject_kind.as_str() {
        "edition" => (format!("editions/{id}"), Action::ViewWorkspace),
        "indicator" => (format!("results/indicators/{id}/learning"), Action::ViewLearning),
        "meeting" => (format!("meetings/{id}"), Action::ViewMeetings),
        "proposal" => (format!("decisions/{id}"), Action::ViewProposal),
        _ => return String::new(),
    };
    if visit.shows(action, Thing::Whole) {
        return address(visit, &path);
    }
    String::new()
}

/// A promise as the page shows it.
#[derive(Debug)]
pub struct PromiseView {
    /// Identifier.
    pub id: String,
    /// "Rosa Linares: ask families about buses".
    pub text: String,
    /// By when; may be empty.
    pub due: String,
    /// Whether the day has passed.
    pub is_late: bool,
    /// Whether this reader may end it.
    pub may_end: bool,
}

pub(super) fn promise_views(visit: &Visit, rows: Vec<ActionRow>, may_run: bool) -> Vec<PromiseView> {
    let words = visit.words;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let me = visit.person.id.to_string();
    let views = rows.into_iter().map(|row| PromiseView {
        is_late: row.due_on.as_ref().is_some_and(|due| *due < today),
        may_end: may_run || row.owner_id.as_ref() == Some(&me),
        text: match &row.owner {
            Some(owner) => format!("{owner}: {}", row.title),
            None => row.title,
        },
        due: row.due_on.map_or_else(String::new, |due| {
            words.with("action-until", &[("day", views::day(words, &due).into())])
        }),
        id: row.action_item_id,
    });
    views.collect()
}

#[derive(Template)]
#[template(path = "meetings/meeting.html")]
struct MeetingPage {
    frame: WorkFrame,
    words: Words,
    base: String,
    when: String,
    bodies: String,
    row: MeetingRow,
    state: String,
    roles: Vec<(String, String)>,
    items: Vec<ItemView>,
    total: String,
    promises: Vec<PromiseView>,
    coming: String,
    guests: Vec<(String, String)>,
    /// Answers to the invitation: code, words, whether it is the one given; none where nobody asks this reader.
    replies: Vec<(&'static str, String, bool)>,
    thread: String,
    may_run: bool,
    is_closed: bool,
}

/// The meeting at an address, if this person may see it, and whether they run it.
pub(super) async fn opened(visit: &Visit, path: &At) -> Result<(MeetingRow, bool), Error> {
    let id: MeetingId = at(path)?;
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let thing = thing(&reader, &row).await?;
    visit.allow(Action::ViewMeetings, thing.clone())?;
    Ok((row, visit.shows(Action::RunMeetings, thing)))
}

/// The meeting at an address, for who runs it.
pub(super) async fn run(visit: &Visit, path: &At) -> Result<MeetingRow, Error> {
    let id: MeetingId = at(path)?;
    let reader = visit.scope.read().await?;
    let row = store::meeting(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::RunMeetings, thing(&reader, &row).await?)?;
    Ok(row)
}

/// "11 of 14 come, 2 may, 1 does not".
pub(super) fn coming(words: Words, guests: &[GuestRow]) -> String {
    let count = |reply: &str| guests.iter().filter(|guest| guest.reply == reply).count();
    words.with(
        "meeting-coming",
        &[
            ("yes", count("yes").into()),
            ("maybe", count("maybe").into()),
            ("no", count("no").into()),
            ("asked", guests.len().into()),
        ],
    )
}

/// One meeting: when and where, who comes, the agenda, what was promised.
pub async fn meeting(visit: Visit, path: At) -> Result<Response, Error> {
    let (row, may_run) = opened(&visit, &path).await?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let id = &row.meeting_id;
    let bodies = store::bodies_of(&reader, id).await?;
    let guests = store::guests(&reader, id).await?;
    let items = agenda_store::items(&reader, id).await?;
    let readings = agenda_store::readings(&reader, id).await?;
    let open = promises::store::open_of_meeting(&reader, id).await?;
    let action = address(&visit, &format!("meetings/{id}/say"));
    let thread = ThreadView::load(&visit, &reader, ("meeting", id), action).await?;
    let thread = thread.render().map_err(|error| Error::Fault(error.to_string()))?;
    let total: i64 = items.iter().map(|item| item.minutes).sum();
    let me = visit.person.id.to_string();
    let own = guests.iter().find(|guest| guest.person_id == me);
    let page = MeetingPage {
        base: address(&visit, &format!("meetings/{id}")),
        when: views::when(words, &row),
        bodies: views::body_names(words, &bodies),
        state: if row.state == "cancelled" {
            words.with("meeting-off", &[("because", (&row.because).into())])
        } else {
            String::new()
        },
        roles: roles(words, &row, &guests),
        items: item_views(&visit, id, items, &readings),
        total: words.with(
            "item-total",
            &[("total", total.into()), ("minutes", row.minutes.into())],
        ),
        promises: promise_views(&visit, open, may_run),
        coming: coming(words, &guests),
        guests: guest_lines(words, &guests),
        thread,
        replies: replies(words, own.filter(|_| row.state == "planned")),
        may_run: may_run && row.state != "cancelled",
        is_closed: row.minutes_state != "open",
        frame: visit.frame(&views::title(words, &row), "meetings"),
        words,
        row,
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

fn guest_lines(words: Words, guests: &[GuestRow]) -> Vec<(String, String)> {
    let lines = guests.iter().map(|guest| {
        let code = match guest.presence.as_str() {
            "" => format!(
                "reply-{}",
                if guest.reply.is_empty() {
                    "none"
                } else {
                    &guest.reply
                }
            ),
            presence => format!("presence-{presence}"),
        };
        (guest.name.clone(), words.say(&code))
    });
    lines.collect()
}

pub(super) fn roles(words: Words, row: &MeetingRow, guests: &[GuestRow]) -> Vec<(String, String)> {
    let roles = [
        ("field-chair", &row.chair_id),
        ("field-notes", &row.notes_id),
        ("field-time", &row.time_id),
    ];
    let named = roles.into_iter().filter_map(|(key, who)| {
        let guest = guests
            .iter()
            .find(|guest| Some(&guest.person_id) == who.as_ref())?;
        Some((words.say(key), guest.name.clone()))
    });
    named.collect()
}

/// Keeps one's own answer to the invitation.
pub async fn reply(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: MeetingId = at(&path)?;
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
    Ok(to(&visit, &format!("meetings/{id}")))
}

/// Adds to the thread about a meeting: everybody who may read it may speak.
pub async fn say(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (row, _) = opened(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let reader = visit.scope.read().await?;
    let mut people = store::guests(&reader, &row.meeting_id).await?;
    people.extend(store::helpers(&reader, &row.meeting_id).await?);
    drop(reader);
    let hearers: Vec<Hearer> = people
        .into_iter()
        .map(|guest| Hearer {
            person_id: guest.person_id,
            name: guest.name,
            language: guest.language,
        })
        .collect();
    let title = views::title(visit.words, &row);
    let link = format!("meeting:{}", row.meeting_id);
    let subject = threads::Subject {
        kind: "meeting",
        id: &row.meeting_id,
        title: &title,
        path: &link,
    };
    thread_pages::keep(&visit, subject, &typed, &hearers).await?;
    Ok(to(&visit, &format!("meetings/{}#thread", row.meeting_id)))
}

/// The answers that somebody may give, with the one they gave.
pub(super) fn replies(words: Words, own: Option<&GuestRow>) -> Vec<(&'static str, String, bool)> {
    let Some(own) = own else {
        return Vec::new();
    };
    let replies = REPLIES.map(|code| (code, words.say(&format!("reply-{code}")), own.reply == code));
    replies.to_vec()
}

/// A key that makes a form sent twice one entry.
pub(super) fn form_key() -> String {
    secrets::new_uuid().to_string()
}
