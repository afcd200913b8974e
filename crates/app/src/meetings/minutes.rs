//! Minutes: typed while people speak, closed at the end, confirmed at the next meeting.

use domain::ids::{AgendaItemId, MeetingId, PersonId};
use domain::meetings::minutes::{Line, Mark, Whose, read, whose};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::letters;
use super::minutes_store::{self, LineRow};
use super::promises::store::{self as promises, ActionRow};
use super::store::{self, GuestRow, MeetingRow};
use crate::collaborative::store::CollaborativeRow;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Ways of having been there.
pub const PRESENCES: [&str; 3] = ["there", "video", "absent"];

/// What was typed into the minutes.
#[derive(Debug, Clone, Default)]
pub struct Typing {
    /// Of the form, so that the same form sent twice is one entry.
    pub key: String,
    /// Lines, with or without signs.
    pub text: String,
    /// The button that was pressed: code of a mark.
    pub mark: String,
    /// The item it is about.
    pub item: Option<AgendaItemId>,
    /// Who will do it, chosen from the list.
    pub owner: Option<PersonId>,
    /// By when.
    pub due_on: String,
}

/// Adds lines to the minutes; each action becomes an action item of the first body.
///
/// Errors: a name that nobody or several have; minutes that are closed already.
pub async fn add(scope: &Scope, actor: Actor, id: MeetingId, typing: &Typing) -> Result<(), Refusal> {
    let mut check = Check::form();
    let mark = Mark::from_code(&typing.mark).unwrap_or(Mark::Note);
    let due_on = check.optional_day("due_on", &typing.due_on);
    let lines = read(&typing.text, mark);
    if lines.is_empty() {
        check.wrong("typed", "text-empty");
    }
    let tx = scope.write(actor).await?;
    let row = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.minutes_state != "open" || row.state == "cancelled" {
        check.wrong("typed", "minutes-are-closed");
    }
    let mut guests = store::guests(&tx, &row.meeting_id).await?;
    guests.extend(store::helpers(&tx, &row.meeting_id).await?);
    let owners = owners(&mut check, &lines, typing.owner, &guests);
    let ((), owners) = check.finish(((), owners))?;
    let mut added = 0;
    let mut position = minutes_store::next_position(&tx, &row.meeting_id).await?;
    for (number, (line, owner)) in lines.into_iter().zip(owners).enumerate() {
        let line_row = LineRow {
            minutes_line_id: secrets::new_uuid().to_string(),
            meeting_id: row.meeting_id.clone(),
            agenda_item_id: typing.item.map(|item| item.to_string()),
            position,
            mark: line.mark.code().to_owned(),
            words: line.text,
            owner_id: owner,
            owner: None,
            due_on: match line.mark {
                Mark::Action => line.due_on.map(|day| day.to_string()).or_else(|| due_on.clone()),
                Mark::Note | Mark::Decision | Mark::Thanks => None,
            },
        };
        let entry = format!("{}-{number}", typing.key);
        if minutes_store::insert(&tx, &line_row, &entry).await? == 0 {
            continue;
        }
        position += 1;
        added += 1;
        if line.mark == Mark::Action {
            promise(&tx, &row, &line_row).await?;
        }
    }
    if added == 0 {
        return Ok(());
    }
    let fact = NewFact::new("meeting.minutes-typed", "meeting", id.uuid());
    commit(tx, vec![fact.set("lines", added)]).await
}

/// Who owns each action: the name in the line, else the one that was chosen. Names are looked up among the invited and the staff.
fn owners(
    check: &mut Check,
    lines: &[Line],
    chosen: Option<PersonId>,
    guests: &[GuestRow],
) -> Vec<Option<String>> {
    let people: Vec<(usize, String)> = guests
        .iter()
        .enumerate()
        .map(|(at, guest)| (at, guest.name.clone()))
        .collect();
    let chosen = chosen.map(|person| person.to_string());
    let chosen = chosen.filter(|person| guests.iter().any(|guest| guest.person_id == *person));
    let mut owners = Vec::new();
    for line in lines {
        let owner = match (&line.owner, line.mark) {
            (_, Mark::Note | Mark::Decision | Mark::Thanks) => None,
            (None, Mark::Action) => chosen.clone(),
            (Some(name), Mark::Action) => match whose(name, &people) {
                Whose::One(at) => Some(guests[at].person_id.clone()),
                Whose::Nobody => {
                    let problem = check.problem("typed", "minutes-nobody");
                    check.note(problem.with("name", name));
                    None
                }
                Whose::Several => {
                    let problem = check.problem("typed", "minutes-several");
                    check.note(problem.with("name", name));
                    None
                }
            },
        };
        owners.push(owner);
    }
    owners
}

async fn promise(tx: &Tx, meeting: &MeetingRow, line: &LineRow) -> Result<(), Error> {
    let bodies = store::bodies_of(tx, &meeting.meeting_id).await?;
    let body = bodies.first().ok_or(Error::NotFound)?;
    let action = ActionRow {
        action_item_id: secrets::new_uuid().to_string(),
        meeting_id: Some(meeting.meeting_id.clone()),
        body_id: body.body_id.clone(),
        title: line.words.chars().take(domain::text::TITLE_MAX).collect(),
        owner_id: line.owner_id.clone(),
        due_on: line.due_on.clone(),
        ..ActionRow::default()
    };
    promises::insert(tx, &action, Some(&line.minutes_line_id)).await?;
    Ok(())
}

/// Takes a line out of minutes that are still open; its action goes with it.
pub async fn remove(scope: &Scope, actor: Actor, id: MeetingId, line: &str) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let row = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.minutes_state != "open" || minutes_store::remove(&tx, &row.meeting_id, line).await? == 0 {
        return Ok(());
    }
    promises::remove_of_line(&tx, line).await?;
    tx.commit(vec![NewFact::new("meeting.line-removed", "meeting", id.uuid())])
        .await?;
    Ok(())
}

/// Keeps who was there: those named with how; everybody else who was asked was absent.
pub async fn attend(
    scope: &Scope,
    actor: Actor,
    id: MeetingId,
    there: &[(String, String)],
) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let row = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut count = 0;
    for guest in store::guests(&tx, &row.meeting_id).await? {
        let found = there.iter().find(|(person, _)| *person == guest.person_id);
        let presence = found.map_or("absent", |(_, how)| how.as_str());
        let presence = PRESENCES
            .into_iter()
            .find(|known| *known == presence)
            .unwrap_or("absent");
        count += usize::from(presence != "absent");
        if guest.presence != presence {
            store::set_presence(&tx, &row.meeting_id, &guest.person_id, presence).await?;
        }
    }
    let fact = NewFact::new("meeting.attended", "meeting", id.uuid());
    tx.commit(vec![fact.set("people", count)]).await?;
    Ok(())
}

/// Closes the minutes: everybody is told, each with their own promises. Closed twice is once.
pub async fn close(
    scope: &Scope,
    actor: Actor,
    collaborative: &CollaborativeRow,
    id: MeetingId,
) -> Result<usize, Error> {
    let tx = scope.write(actor).await?;
    let row = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if store::close(&tx, &row.meeting_id).await? == 0 {
        return Ok(0);
    }
    let told = letters::send_minutes(&tx, collaborative, &row).await?;
    let fact = NewFact::new("meeting.closed", "meeting", id.uuid());
    tx.commit(vec![fact.set("people", told)]).await?;
    Ok(told)
}

/// Confirms, in one meeting, the minutes of the one before.
pub async fn confirm(scope: &Scope, actor: Actor, id: MeetingId, before: MeetingId) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let row = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let last = store::before(&tx, &row.meeting_id, row.begins_at).await?;
    let is_last = last.is_some_and(|last| last.meeting_id == before.to_string());
    if !is_last || store::confirm(&tx, &before.to_string(), &row.meeting_id).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("meeting.minutes-confirmed", "meeting", before.uuid());
    tx.commit(vec![fact.set("in", id)]).await?;
    Ok(())
}
