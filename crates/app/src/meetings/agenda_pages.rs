//! Buttons and forms of the agenda.

use axum::Form as Body;
use axum::extract::Path;
use axum::response::Response;
use domain::ids::{AgendaItemId, MeetingId};
use platform::secrets;

use super::agenda::{self, ItemForm, Shift};
use super::agenda_store::{self, ItemRow, ReadingRow};
use super::pages::run;
use super::store::MeetingRow;
use super::views;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Typed, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::{Place, Problem};

/// The collaborative's slug, a meeting, and an item of its agenda.
pub(super) type ItemAt = Path<(String, String, String)>;

/// The kinds of items that people add by hand.
const KINDS: [&str; 3] = ["talk", "decide", "data"];

pub(super) async fn run_item(
    visit: &Visit,
    path: &ItemAt,
) -> Result<(MeetingRow, MeetingId, AgendaItemId), Error> {
    let (slug, meeting, item) = path.0.clone();
    let id = meeting.parse().map_err(|_| Error::NotFound)?;
    let row = run(visit, &Path((slug, meeting))).await?;
    Ok((row, id, item.parse().map_err(|_| Error::NotFound)?))
}

/// Drafts the agenda again: what has come up since is added.
pub async fn draft(visit: Visit, path: At) -> Result<Response, Error> {
    run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    agenda::draft(&visit.scope, visit.actor(), id).await?;
    Ok(to(&visit, &format!("meetings/{id}")))
}

/// Adds an item.
pub async fn add(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let row = run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = ItemForm {
        kind: typed.text("item_kind"),
        title: typed.text("item_title"),
        title_es: typed.text("item_title_es"),
        about: typed.text("about"),
        minutes: typed.text("item_minutes"),
    };
    let form = ItemForm {
        kind: if form.kind.is_empty() {
            "talk".to_owned()
        } else {
            form.kind
        },
        ..form
    };
    let item = typed
        .id("item")
        .unwrap_or_else(|| AgendaItemId::from_uuid(secrets::new_uuid()));
    let added = agenda::add(&visit.scope, visit.actor(), id, item, &form);
    match problems_of(added.await)? {
        Ok(()) => Ok(to(&visit, &format!("meetings/{id}#agenda"))),
        Err(problems) => item_page(&visit, &row, &typed, &problems),
    }
}

fn item_page(
    visit: &Visit,
    row: &MeetingRow,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let action = address(visit, &format!("meetings/{}/items", row.meeting_id));
    let form = Form::new(words, action, "item-add", typed, problems)
        .hiding("item", typed.get("item"))
        .codes("item_kind", "item-kind", &KINDS)
        .lines(&["item_title", "item_title_es", "item_minutes"])
        .areas(&["about"]);
    page(
        visit.frame(&words.say("item-add"), "meetings"),
        views::title(words, row),
        vec![Block::Form(Box::new(form))],
    )
}

/// Moves an item by one place.
pub async fn shift(visit: Visit, path: ItemAt, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (_, id, item) = run_item(&visit, &path).await?;
    let is_up = pairs.iter().any(|(name, value)| name == "to" && value == "up");
    let shift = if is_up { Shift::Up } else { Shift::Down };
    agenda::shift(&visit.scope, visit.actor(), id, item, shift).await?;
    Ok(to(&visit, &format!("meetings/{id}#agenda")))
}

/// Takes an item off.
pub async fn remove(visit: Visit, path: ItemAt) -> Result<Response, Error> {
    let (_, id, item) = run_item(&visit, &path).await?;
    agenda::remove(&visit.scope, visit.actor(), id, item).await?;
    Ok(to(&visit, &format!("meetings/{id}#agenda")))
}

/// What is read before an item.
pub async fn readings(visit: Visit, path: ItemAt) -> Result<Response, Error> {
    let (row, _, item) = run_item(&visit, &path).await?;
    let typed = Typed::default().with("id", secrets::new_uuid());
    readings_page(&visit, &row, item, &typed, &[]).await
}

pub(super) async fn readings_page(
    visit: &Visit,
    row: &MeetingRow,
    item: AgendaItemId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let items = agenda_store::items(&reader, &row.meeting_id).await?;
    let own: &ItemRow = items
        .iter()
        .find(|known| known.agenda_item_id == item.to_string())
        .ok_or(Error::NotFound)?;
    let readings = agenda_store::readings(&reader, &row.meeting_id).await?;
    let readings = readings
        .into_iter()
        .filter(|reading| reading.agenda_item_id == own.agenda_item_id);
    let base = address(visit, &format!("meetings/{}", row.meeting_id));
    let cards: Vec<Card> = readings
        .map(|reading| {
            let remove = format!("{base}/readings/{}/remove", reading.reading_id);
            let reading = reading.at(&base);
            Card {
                heading: link(reading.title, reading.href),
                texts: vec![reading.file_name],
                buttons: vec![(remove, Default::default(), words.say("reading-remove"))],
                ..Card::default()
            }
        })
        .collect();
    let is_of_file = |problem: &&Problem| problem.place == Place::Field("reading_file".to_owned());
    let (of_file, of_page): (Vec<&Problem>, Vec<&Problem>) = problems.iter().partition(is_of_file);
    let form = |path: &str, under: &str, own: Vec<&Problem>| {
        let own: Vec<Problem> = own.into_iter().cloned().collect();
        let action = format!("{base}/items/{item}/{path}");
        let form = Form::new(words, action, "reading-attach-press", typed, &own);
        form.under(under).hiding("id", typed.get("id"))
    };
    let page_form = form("readings", "reading-page", of_page).lines(&["reading_title", "href"]);
    let file_form = form("files", "reading-file", of_file)
        .lines(&["reading_title"])
        .document("reading_file");
    let mut blocks = vec![Block::Links(vec![link(views::title(words, row), base)])];
    if !cards.is_empty() {
        blocks.push(Block::Cards(cards));
    }
    blocks.push(Block::Form(Box::new(file_form)));
    blocks.push(Block::Form(Box::new(page_form)));
    let title = words.with("readings-for", &[("title", views::item_title(words, own).into())]);
    page(visit.frame(&title, "meetings"), String::new(), blocks)
}

/// Attaches a reading.
pub async fn attach(visit: Visit, path: ItemAt, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (row, id, item) = run_item(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let given: Option<uuid::Uuid> = typed.id("id");
    let reading = ReadingRow {
        reading_id: given.unwrap_or_else(secrets::new_uuid).to_string(),
        agenda_item_id: item.to_string(),
        title: typed.text("reading_title"),
        href: typed.text("href"),
        ..ReadingRow::default()
    };
    match problems_of(agenda::attach(&visit.scope, visit.actor(), id, &reading).await)? {
        Ok(()) => Ok(to(&visit, &format!("meetings/{id}#agenda"))),
        Err(problems) => readings_page(&visit, &row, item, &typed, &problems).await,
    }
}

/// Sends agenda and readings to everybody who is asked to come.
pub async fn send(visit: Visit, path: At) -> Result<Response, Error> {
    run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    agenda::send(&visit.scope, visit.actor(), &visit.collaborative, id).await?;
    Ok(to(&visit, &format!("meetings/{id}")))
}
