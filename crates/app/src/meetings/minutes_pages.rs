//! The minutes beside the meeting: one field for typing, a button for each kind of line, and who is there.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::ids::MeetingId;
use domain::meetings::minutes::Mark;
use platform::words::Words;
use serde::Deserialize;

use super::agenda_store;
use super::minutes::{self, PRESENCES, Typing};
use super::minutes_store::{self, LineRow};
use super::pages::{form_key, opened, run};
use super::store::{self, GuestRow, MeetingRow};
use super::views;
use crate::accounts::visit::Visit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::Problem;
use crate::requests::pages::render;

/// A line as the page shows it.
struct LineView {
    id: String,
    mark: String,
    label: String,
    text: String,
    told: String,
}

/// Somebody who is asked, with the ways of having been there.
struct GuestView {
    id: String,
    name: String,
    ways: Vec<(&'static str, String, bool)>,
    is_owner: bool,
}

/// The keys that press the buttons, with the browser's own key for such things held.
const KEYS: [(Mark, &str); 4] = [
    (Mark::Note, "n"),
    (Mark::Decision, "d"),
    (Mark::Action, "a"),
    (Mark::Thanks, "t"),
];

#[derive(Template)]
#[template(path = "meetings/minutes.html")]
struct MinutesPage {
    frame: WorkFrame,
    words: Words,
    base: String,
    when: String,
    standing: String,
    title: String,
    item: String,
    /// Items with their lines; the first one holds what belongs to none.
    parts: Vec<(String, String, Vec<LineView>)>,
    typed: Typed,
    wrong: Vec<String>,
    key: String,
    guests: Vec<GuestView>,
    /// The staff, who may take a task.
    helpers: Vec<GuestView>,
    keys: Vec<(&'static str, String, &'static str)>,
    may_run: bool,
    is_open: bool,
    may_confirm: Option<(String, String)>,
}

/// The item that is spoken about.
#[derive(Debug, Deserialize)]
pub struct Chosen {
    #[serde(default)]
    item: String,
}

/// The minutes: for who keeps them a field to type in, for everybody else to read.
pub async fn minutes(visit: Visit, path: At, Query(chosen): Query<Chosen>) -> Result<Response, Error> {
    let (row, may_run) = opened(&visit, &path).await?;
    let typed = Typed::default().with("item", chosen.item);
    minutes_page(&visit, row, may_run, typed, &[]).await
}

async fn minutes_page(
    visit: &Visit,
    row: MeetingRow,
    may_run: bool,
    typed: Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let id = &row.meeting_id;
    let lines = minutes_store::lines(&reader, id).await?;
    let items = agenda_store::items(&reader, id).await?;
    let own = |item: Option<&str>| -> Vec<LineView> {
        let lines = lines.iter().filter(|line| line.agenda_item_id.as_deref() == item);
        lines.map(|line| line_view(words, line)).collect()
    };
    let mut parts = vec![(String::new(), words.say("minutes-general"), own(None))];
    for item in &items {
        let lines = own(Some(&item.agenda_item_id));
        parts.push((item.agenda_item_id.clone(), views::item_title(words, item), lines));
    }
    let before = store::before(&reader, id, row.begins_at).await?;
    let before = before.filter(|before| before.minutes_state == "closed" && may_run);
    let may_confirm = before.map(|before| {
        let day = views::day(words, &before.held_on);
        (
            before.meeting_id,
            words.with("minutes-confirm", &[("day", day.into())]),
        )
    });
    let helpers = store::helpers(&reader, id).await?.into_iter();
    let helpers = helpers.map(|helper| guest_view(words, helper, &typed)).collect();
    let keys = KEYS.map(|(mark, key)| (mark.code(), words.say(&format!("mark-{}", mark.code())), key));
    let page = MinutesPage {
        frame: visit.frame(
            &words.with("minutes-of", &[("title", views::title(words, &row).into())]),
            "meetings",
        ),
        base: address(visit, &format!("meetings/{id}")),
        when: views::when(words, &row),
        standing: words.say(&format!("minutes-state-{}", row.minutes_state)),
        title: views::title(words, &row),
        item: typed.text("item"),
        parts,
        wrong: problems.iter().map(|problem| problem.say(words)).collect(),
        key: form_key(),
        guests: store::guests(&reader, id)
            .await?
            .into_iter()
            .map(|guest| guest_view(words, guest, &typed))
            .collect(),
        helpers,
        keys: keys.to_vec(),
        is_open: row.minutes_state == "open" && row.state != "cancelled",
        may_run,
        may_confirm,
        typed,
        words,
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

fn guest_view(words: Words, guest: GuestRow, typed: &Typed) -> GuestView {
    let ways = PRESENCES.map(|code| {
        let label = words.say(&format!("presence-{code}"));
        (code, label, guest.presence == code)
    });
    GuestView {
        is_owner: typed.get("owner") == guest.person_id,
        id: guest.person_id,
        name: guest.name,
        ways: ways.to_vec(),
    }
}

fn line_view(words: Words, line: &LineRow) -> LineView {
    let mut told = Vec::new();
    told.extend(line.owner.clone());
    told.extend(
        line.due_on
            .as_ref()
            .map(|due| words.with("action-until", &[("day", views::day(words, due).into())])),
    );
    LineView {
        id: line.minutes_line_id.clone(),
        label: words.say(&format!("mark-{}", line.mark)),
        mark: line.mark.clone(),
        text: line.words.clone(),
        told: told.join(", "),
    }
}

/// Adds what was typed.
pub async fn type_lines(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let row = run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let typing = Typing {
        key: if typed.get("key").is_empty() {
            form_key()
        } else {
            typed.text("key")
        },
        text: typed.text("typed"),
        mark: typed.text("mark"),
        item: typed.id("item"),
        owner: typed.id("owner"),
        due_on: typed.text("due_on"),
    };
    match problems_of(minutes::add(&visit.scope, visit.actor(), id, &typing).await)? {
        Ok(()) => {
            // The next line is mostly about the same item.
            let item = typed.get("item");
            Ok(to(&visit, &format!("meetings/{id}/minutes?item={item}#typed")))
        }
        Err(problems) => minutes_page(&visit, row, true, typed, &problems).await,
    }
}

/// Takes a line out.
pub async fn remove(
    visit: Visit,
    Path((slug, meeting, line)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let path = Path((slug, meeting));
    run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    minutes::remove(&visit.scope, visit.actor(), id, &line).await?;
    Ok(to(&visit, &format!("meetings/{id}/minutes")))
}

/// Keeps who was there.
pub async fn attendance(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    let there = pairs
        .into_iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("person-")?.to_owned(), value)));
    let there: Vec<(String, String)> = there.filter(|(_, how)| !how.is_empty()).collect();
    minutes::attend(&visit.scope, visit.actor(), id, &there).await?;
    Ok(to(&visit, &format!("meetings/{id}/minutes#people")))
}

/// Closes the minutes and sends them.
pub async fn close(visit: Visit, path: At) -> Result<Response, Error> {
    run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    minutes::close(&visit.scope, visit.actor(), &visit.collaborative, id).await?;
    Ok(to(&visit, &format!("meetings/{id}/minutes")))
}

/// Confirms the minutes of the meeting before.
pub async fn confirm(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    let before: Option<MeetingId> = Typed::from_pairs(pairs).id("before");
    if let Some(before) = before {
        minutes::confirm(&visit.scope, visit.actor(), id, before).await?;
    }
    Ok(to(&visit, &format!("meetings/{id}")))
}
