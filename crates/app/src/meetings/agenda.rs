//! The agenda: drafted from what waits, put in order, given readings, sent out.

use domain::ids::{AgendaItemId, MeetingId};
use domain::meetings::agenda::{Drafted, Kind, drafted};
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::agenda_store::{self as store, FoundRow, ItemRow, ReadingRow};
use super::letters;
use super::promises;
use super::store::{MeetingRow, before, meeting, set_sent};
use crate::collaborative::store::CollaborativeRow;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Without a meeting before, news of so many days are new.
const NEWS_MILLIS: i64 = 90 * 24 * 3600 * 1000;

/// Lays down what a draft holds and the agenda does not yet; gives how many items came to it.
///
/// Pressed again, it adds what has come up since, and nothing twice.
pub async fn lay_draft(tx: &Tx, row: &MeetingRow) -> Result<usize, Error> {
    let mut items = store::items(tx, &row.meeting_id).await?;
    let is_there = |item: &Drafted| {
        items.iter().any(|known| {
            let is_same_thing =
                (&known.subject_kind, &known.subject_id) == (&item.subject.0, &item.subject.1);
            known.kind == item.kind.code() && is_same_thing
        })
    };
    let found = drafted(found(tx, row).await?);
    let new: Vec<ItemRow> = found
        .into_iter()
        .filter(|item| !is_there(item))
        .map(|item| row_of(&row.meeting_id, &item))
        .collect();
    let added = new.len();
    items.extend(new.iter().cloned());
    // What is new takes its kind's place among what is there, whose order somebody may have chosen.
    if added < items.len() {
        let closing = items
            .iter()
            .position(|item| item.kind == "closing")
            .unwrap_or(items.len());
        let (mut ordered, rest): (Vec<_>, Vec<_>) =
            items.into_iter().enumerate().partition(|(at, _)| *at < closing);
        let (new_ones, old): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|(_, item)| new.iter().any(|one| one == item));
        ordered.extend(new_ones);
        ordered.extend(old);
        items = ordered.into_iter().map(|(_, item)| item).collect();
    }
    let mut fresh = Vec::new();
    for (number, mut item) in (1..).zip(items) {
        let is_new = new.iter().any(|one| one.agenda_item_id == item.agenda_item_id);
        if is_new {
            item.position = number;
            fresh.push(item);
        } else if item.position != number {
            store::set_position(tx, &item.agenda_item_id, number).await?;
        }
    }
    store::insert(tx, &fresh).await?;
    Ok(added)
}

fn row_of(meeting: &str, item: &Drafted) -> ItemRow {
    let (title, title_es) = item.title.split_once('\n').unwrap_or((&item.title, ""));
    ItemRow {
        agenda_item_id: secrets::new_uuid().to_string(),
        meeting_id: meeting.to_owned(),
        kind: item.kind.code().to_owned(),
        title: title.to_owned(),
        title_es: title_es.to_owned(),
        minutes: item.kind.minutes(),
        subject_kind: item.subject.0.clone(),
        subject_id: item.subject.1.clone(),
        ..ItemRow::default()
    }
}

/// What waits for the bodies of a meeting: minutes to confirm, promises, proposals, and numbers that are new.
async fn found(connection: &Connection, row: &MeetingRow) -> Result<Vec<Drafted>, Error> {
    let id = &row.meeting_id;
    let last = before(connection, id, row.begins_at).await?;
    let mut found = Vec::new();
    if let Some(last) = last.as_ref().filter(|last| last.minutes_state == "closed") {
        found.push(Drafted::new(Kind::Minutes, ("meeting", &last.meeting_id), ""));
    }
    if !promises::store::open_of_meeting(connection, id).await?.is_empty() {
        found.push(Drafted::new(Kind::Actions, ("actions", ""), ""));
    }
    let now = connection.clock().now_millis();
    let since = last.map_or(now - NEWS_MILLIS, |last| last.begins_at);
    let drafted = |kind, subject, rows: Vec<FoundRow>| {
        rows.into_iter().map(move |row| {
            let titles = format!("{}\n{}", row.title, row.title_es);
            Drafted::new(kind, (subject, &row.id), &titles)
        })
    };
    found.extend(drafted(
        Kind::Decide,
        "proposal",
        store::proposals(connection, id).await?,
    ));
    found.extend(drafted(
        Kind::Data,
        "edition",
        store::editions(connection, since, now).await?,
    ));
    let measured = store::measured(connection, since, now).await?;
    found.extend(drafted(Kind::Data, "indicator", measured));
    Ok(found)
}

/// Drafts the agenda again.
pub async fn draft(scope: &Scope, actor: Actor, id: MeetingId) -> Result<usize, Error> {
    let tx = scope.write(actor).await?;
    let row = meeting(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    let added = lay_draft(&tx, &row).await?;
    if added > 0 {
        let fact = NewFact::new("meeting.agenda-drafted", "meeting", id.uuid());
        tx.commit(vec![fact.set("items", added)]).await?;
    }
    Ok(added)
}

/// An item as typed.
#[derive(Debug, Clone, Default)]
pub struct ItemForm {
    /// Code of a kind.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What to know before.
    pub about: String,
    /// How long.
    pub minutes: String,
}

/// Adds an item before the end of the agenda. The identifier comes with the form.
pub async fn add(
    scope: &Scope,
    actor: Actor,
    id: MeetingId,
    item: AgendaItemId,
    form: &ItemForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let facts = add_in(&tx, id, item, form).await?;
    commit(tx, facts).await
}

/// Adds an item in the caller's change; nothing if it is there already.
pub async fn add_in(
    tx: &Tx,
    id: MeetingId,
    item: AgendaItemId,
    form: &ItemForm,
) -> Result<Vec<NewFact>, Refusal> {
    let mut check = Check::form();
    let kind = check.code("kind", &form.kind, Kind::from_code);
    let minutes = check.optional_whole("item_minutes", &form.minutes);
    let minutes = minutes.or(kind.map(Kind::minutes)).unwrap_or(0);
    if !(0..=600).contains(&minutes) {
        let problem = check.problem("item_minutes", "problem-out-of-range");
        check.note(problem.with("least", 0).with("most", 600));
    }
    let row = ItemRow {
        agenda_item_id: item.to_string(),
        meeting_id: id.to_string(),
        position: 0,
        kind: kind.map_or("", Kind::code).to_owned(),
        title: check.title("item_title", &form.title),
        title_es: check.optional_title("item_title_es", &form.title_es),
        about: check.optional_prose("about", &form.about),
        minutes,
        ..ItemRow::default()
    };
    let row = check.finish(row)?;
    let items = store::items(tx, &row.meeting_id).await?;
    if items
        .iter()
        .any(|known| known.agenda_item_id == row.agenda_item_id)
    {
        return Ok(Vec::new());
    }
    let mut items = items;
    let closing = items
        .iter()
        .position(|item| item.kind == "closing")
        .unwrap_or(items.len());
    items.insert(closing, row.clone());
    number(tx, &items, Some(&row)).await?;
    Ok(vec![NewFact::new("meeting.item-added", "meeting", id.uuid())])
}

/// Gives items their places; one of them may be new.
async fn number(tx: &Tx, items: &[ItemRow], new: Option<&ItemRow>) -> Result<(), Error> {
    for (number, item) in (1..).zip(items) {
        if new.is_some_and(|new| new.agenda_item_id == item.agenda_item_id) {
            let mut item = item.clone();
            item.position = number;
            store::insert(tx, &[item]).await?;
        } else if item.position != number {
            store::set_position(tx, &item.agenda_item_id, number).await?;
        }
    }
    Ok(())
}

/// Where an item goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
}

/// Moves an item by one place; beyond the ends nothing happens.
pub async fn shift(
    scope: &Scope,
    actor: Actor,
    id: MeetingId,
    item: AgendaItemId,
    shift: Shift,
) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let mut items = store::items(&tx, &id.to_string()).await?;
    let at = place_of(&items, item)?;
    let other = match shift {
        Shift::Up => at.checked_sub(1),
        Shift::Down => Some(at + 1).filter(|next| *next < items.len()),
    };
    let Some(other) = other else {
        return Ok(());
    };
    items.swap(at, other);
    number(&tx, &items, None).await?;
    tx.commit(vec![NewFact::new("meeting.item-moved", "meeting", id.uuid())])
        .await?;
    Ok(())
}

fn place_of(items: &[ItemRow], item: AgendaItemId) -> Result<usize, Error> {
    let found = items
        .iter()
        .position(|row| row.agenda_item_id == item.to_string());
    found.ok_or(Error::NotFound)
}

/// Takes an item off the agenda.
pub async fn remove(scope: &Scope, actor: Actor, id: MeetingId, item: AgendaItemId) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let mut items = store::items(&tx, &id.to_string()).await?;
    let at = place_of(&items, item)?;
    store::remove(&tx, &items.remove(at).agenda_item_id).await?;
    number(&tx, &items, None).await?;
    tx.commit(vec![NewFact::new("meeting.item-removed", "meeting", id.uuid())])
        .await?;
    Ok(())
}

/// Attaches a reading to an item: a page with its title. The identifier comes with the form.
pub async fn attach(scope: &Scope, actor: Actor, id: MeetingId, row: &ReadingRow) -> Result<(), Refusal> {
    let mut check = Check::form();
    let title = check.title("reading_title", &row.title);
    let href = check.title("href", &row.href);
    let is_page = href.starts_with("https://") || href.starts_with("http://");
    if !href.is_empty() && !is_page {
        check.wrong("href", "problem-not-a-website");
    }
    let row = ReadingRow {
        title,
        href,
        ..row.clone()
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    let items = store::items(&tx, &id.to_string()).await?;
    if items.iter().all(|item| item.agenda_item_id != row.agenda_item_id) {
        return Err(Error::NotFound.into());
    }
    if store::insert_reading(&tx, &row).await? == 0 {
        return Ok(());
    }
    commit(
        tx,
        vec![NewFact::new("meeting.reading-attached", "meeting", id.uuid())],
    )
    .await
}

/// Sends agenda and readings to everybody who is asked to come.
pub async fn send(
    scope: &Scope,
    actor: Actor,
    collaborative: &CollaborativeRow,
    id: MeetingId,
) -> Result<usize, Error> {
    let tx = scope.write(actor).await?;
    let row = meeting(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    if row.state != "planned" {
        return Ok(0);
    }
    set_sent(&tx, &row.meeting_id).await?;
    let told = letters::send_agenda(&tx, collaborative, &row).await?;
    let fact = NewFact::new("meeting.agenda-sent", "meeting", id.uuid());
    tx.commit(vec![fact.set("people", told)]).await?;
    Ok(told)
}
