//! Pages of announcements.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::AnnouncementId;
use platform::secrets;

use super::actions::{self, AnnouncementForm};
use super::store::{self, AnnouncementRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Shape, Typed, link, page, problems_of};
use crate::communication::segments;
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::Problem;

/// Announcements concern those who work together: who sees one list of theirs sees this one.
fn may_read(visit: &Visit) -> bool {
    visit.shows(Action::ViewWorkspace, Thing::Whole) || visit.shows(Action::ViewMeetings, Thing::Whole)
}

/// Whose announcements are shown: all of them to who writes them, else those that one was told.
fn reader_of(visit: &Visit) -> String {
    if visit.shows(Action::Announce, Thing::Whole) {
        return String::new();
    }
    visit.person.id.to_string()
}

/// Every announcement, the newest first.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    if !may_read(&visit) {
        visit.allow_whole(Action::ViewMeetings)?;
    }
    let words = visit.words;
    let rows = store::all(&*visit.scope.read().await?, &reader_of(&visit)).await?;
    let mut blocks = Vec::new();
    if visit.shows(Action::Announce, Thing::Whole) {
        let new = link(
            words.say("announcement-write"),
            address(&visit, "announcements/new"),
        );
        blocks.push(Block::Links(vec![new]));
    }
    if rows.is_empty() {
        blocks.push(Block::Paragraph(words.say("announcement-none")));
    }
    let cards = rows.into_iter().map(|row| {
        let title = words.pick(&row.title_en, &row.title_es).to_owned();
        let href = address(&visit, &format!("announcements/{}", row.announcement_id));
        Card {
            heading: link(title, href),
            texts: vec![sent(&visit, &row)],
            ..Card::default()
        }
    });
    blocks.push(Block::Cards(cards.collect()));
    let title = words.say("announcements");
    page(
        visit.frame(&title, "meetings"),
        words.say("announcements-lede"),
        blocks,
    )
}

fn sent(visit: &Visit, row: &AnnouncementRow) -> String {
    let day = dates::day_of(row.sent_at.unwrap_or(0), &visit.collaborative.time_zone);
    let arguments = [
        ("day", dates::plain(visit.words, day).into()),
        ("author", row.author.clone().unwrap_or_default().into()),
    ];
    visit.words.with("announcement-sent", &arguments)
}

/// One announcement.
pub async fn one(visit: Visit, path: At) -> Result<Response, Error> {
    let id: AnnouncementId = at(&path)?;
    if !may_read(&visit) {
        visit.allow_whole(Action::ViewMeetings)?;
    }
    let words = visit.words;
    let row = store::one(&*visit.scope.read().await?, &reader_of(&visit), &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let text = words.pick(&row.text_en, &row.text_es);
    let paragraphs = text.split("\n\n").map(|part| Block::Paragraph(part.to_owned()));
    let title = words.pick(&row.title_en, &row.title_es).to_owned();
    page(
        visit.frame(&title, "meetings"),
        sent(&visit, &row),
        paragraphs.collect(),
    )
}

/// The form for an announcement.
pub async fn new(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let typed = Typed::default().with("id", secrets::new_uuid());
    form_page(&visit, &typed, &[]).await
}

async fn form_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let choices = segments::choices(&*visit.scope.read().await?, words).await?;
    let action = address(visit, "announcements/new");
    let form = Form::new(words, action, "announcement-send", typed, problems)
        .hiding("id", typed.get("id"))
        .named("segment", words.say("field-segment"), Shape::Choose(choices))
        .lines(&["title_en"])
        .areas(&["letter_en"])
        .lines(&["title_es"])
        .areas(&["letter_es"]);
    let title = words.say("announcement-write");
    page(
        visit.frame(&title, "meetings"),
        words.say("announcement-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// Sends an announcement.
pub async fn send(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let typed = Typed::from_pairs(pairs);
    let form = AnnouncementForm {
        segment: typed.text("segment"),
        title_en: typed.text("title_en"),
        title_es: typed.text("title_es"),
        text_en: typed.text("letter_en"),
        text_es: typed.text("letter_es"),
    };
    let given: Option<AnnouncementId> = typed.id("id");
    let id = given.unwrap_or_else(|| AnnouncementId::from_uuid(secrets::new_uuid()));
    let typed = typed.with("id", id);
    let sent = actions::send(
        &visit.scope,
        visit.actor(),
        &visit.collaborative,
        visit.person.id,
        id,
        &form,
    );
    match problems_of(sent.await)? {
        Ok(()) => Ok(to(&visit, &format!("announcements/{id}"))),
        Err(problems) => form_page(&visit, &typed, &problems).await,
    }
}
