//! The list of promises, and ending one.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Rows, Thing};
use domain::ids::{ActionItemId, MeetingId};

use super::actions::{self, Ending};
use super::store::{self, ActionRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, link, page};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::meetings::actions::thing;
use crate::meetings::{store as meetings, views};

/// Open promises: everybody's for the staff, one's own for everybody else.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    let reach = visit.allow_whole(Action::ViewMeetings)?;
    let words = visit.words;
    let is_all = reach.rows == Rows::Collaborative;
    let owner = if is_all {
        String::new()
    } else {
        visit.person.id.to_string()
    };
    let rows = store::open(&*visit.scope.read().await?, &owner).await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let mut blocks = vec![Block::Links(vec![link(
        words.say("meetings"),
        address(&visit, "meetings"),
    )])];
    if rows.is_empty() {
        blocks.push(Block::Paragraph(words.say("actions-none")));
    }
    let cards = rows.into_iter().map(|row| card(&visit, row, &today));
    blocks.push(Block::Cards(cards.collect()));
    let title = words.say("actions-open");
    page(visit.frame(&title, "meetings"), words.say("actions-lede"), blocks)
}

fn card(visit: &Visit, row: ActionRow, today: &str) -> Card {
    let words = visit.words;
    let is_late = row.due_on.as_deref().is_some_and(|due| due < today);
    let mut texts = vec![row.owner.unwrap_or_else(|| words.say("action-nobody"))];
    texts.extend(
        row.due_on
            .as_ref()
            .map(|due| words.with("action-until", &[("day", views::day(words, due).into())])),
    );
    texts.push(words.pick(&row.body, &row.body_es).to_owned());
    let me = visit.person.id.to_string();
    let may_end = row.owner_id == Some(me) || visit.shows(Action::RunMeetings, Thing::Whole);
    let path = address(visit, &format!("actions/{}/settle", row.action_item_id));
    let button = |ending: Ending| {
        let hidden = ("ending".to_owned(), ending.code().to_owned());
        (
            path.clone(),
            hidden,
            words.say(&format!("action-{}", ending.code())),
        )
    };
    let mut buttons = Vec::new();
    if may_end {
        buttons.push(button(Ending::Done));
        buttons.push(button(Ending::Dropped));
    }
    Card {
        heading: link(
            row.title,
            address(visit, &format!("actions/{}/thread", row.action_item_id)),
        ),
        texts,
        tag: if is_late {
            ("down", words.say("action-late"))
        } else {
            ("", String::new())
        },
        buttons,
    }
}

/// Ends a promise: its owner, or who runs meetings.
pub async fn settle(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ActionItemId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = store::action(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let is_own = row.owner_id == Some(visit.person.id.to_string());
    if is_own {
        visit.allow_whole(Action::ViewOwnTasks)?;
    } else {
        let meeting: Option<MeetingId> = row.meeting_id.as_deref().and_then(|id| id.parse().ok());
        let meeting = match meeting {
            Some(meeting) => meetings::meeting(&reader, &meeting.to_string()).await?,
            None => None,
        };
        let subject = match &meeting {
            Some(meeting) => thing(&reader, meeting).await?,
            None => Thing::Whole,
        };
        visit.allow(Action::RunMeetings, subject)?;
    }
    drop(reader);
    let is_dropped = pairs
        .iter()
        .any(|(name, value)| name == "ending" && value == "dropped");
    let ending = if is_dropped { Ending::Dropped } else { Ending::Done };
    actions::settle(&visit.scope, visit.actor(), id, ending).await?;
    let back = pairs.iter().find(|(name, _)| name == "meeting");
    match back.and_then(|(_, id)| id.parse::<MeetingId>().ok()) {
        Some(meeting) => Ok(to(&visit, &format!("meetings/{meeting}"))),
        None => Ok(to(&visit, "actions")),
    }
}
