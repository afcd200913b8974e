//! Two years of meetings, held through the same actions that the pages use, and the ones that come next.

use domain::ids::{AgendaItemId, BodyId, MeetingId};
use jiff::Span;
use jiff::civil::Date;
use platform::secrets;
use serde::Deserialize;

use super::seed_decisions::Decided;
use super::{Community, files, found, json, ours};
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::actions::{self, MeetingForm};
use crate::meetings::agenda::{self, ItemForm};
use crate::meetings::minutes::{self, Typing};
use crate::meetings::promises::actions::{Ending, settle};
use crate::meetings::promises::store as promises;
use crate::meetings::store;

/// A meeting is planned so many days before it is held.
const PLANNED_DAYS: i64 = 10;
/// The same, as days are counted in the file.
const PLANNED_BEFORE: i32 = 10;
/// Promises are kept so many days after the meeting, but for those due after today.
const KEPT_DAYS: i64 = 40;

#[derive(Deserialize)]
struct Meetings {
    past: Vec<Past>,
    next: Vec<Next>,
}

#[derive(Deserialize)]
struct Past {
    days: i32,
    bodies: Vec<String>,
    typed: Vec<String>,
    absent: Vec<String>,
    video: Vec<String>,
}

#[derive(Deserialize)]
struct Next {
    days: i32,
    bodies: Vec<String>,
    title_en: String,
    title_es: String,
    begins: String,
    minutes: i64,
    place: String,
    rhythm: String,
    #[serde(default)]
    months: i64,
    items: Vec<(String, String, String, i64)>,
    yes: Vec<String>,
    no: Vec<String>,
}

/// The meetings that were held, each with minutes, attendance and promises.
pub(super) async fn seed_past(community: &Community, decided: &mut Decided) -> Result<(), Error> {
    let file: Meetings = json(files::MEETINGS)?;
    let mut before: Vec<(Vec<String>, MeetingId)> = Vec::new();
    let mut rounds = super::seed_backbone::rounds()?;
    for past in &file.past {
        rounds.until(community, past.days - PLANNED_BEFORE).await?;
        decided.until(community, past.days - PLANNED_BEFORE).await?;
        let id = hold(community, past).await?;
        // The minutes of the meeting before are confirmed at the next of the same groups.
        let last = before.iter().rfind(|(bodies, _)| *bodies == past.bodies);
        if let Some((_, last)) = last {
            let actor = community.acting("theo-marsh", "facilitator")?;
            minutes::confirm(&community.scope, actor, id, *last).await?;
        }
        before.push((past.bodies.clone(), id));
    }
    keep_promises(community).await
}

fn bodies(community: &Community, names: &[String]) -> Result<Vec<BodyId>, Error> {
    names.iter().map(|name| found(&community.bodies, name)).collect()
}

async fn title(community: &Community, names: &[String]) -> Result<(String, String), Error> {
    let rows = directory::bodies(&*community.scope.read().await?).await?;
    let own = names
        .iter()
        .filter_map(|name| rows.iter().find(|row| row.slug == *name));
    let own: Vec<_> = own.collect();
    let joined = |part: fn(&directory::BodyRow) -> &str, and: &str| {
        own.iter().map(|row| part(row)).collect::<Vec<_>>().join(and)
    };
    Ok((
        joined(|row| &row.name, " and "),
        joined(|row| &row.name_es, " y "),
    ))
}

async fn hold(community: &Community, past: &Past) -> Result<MeetingId, Error> {
    let held_on = community.days_from_today(past.days);
    community.set_day(held_on.saturating_sub(Span::new().days(PLANNED_DAYS)));
    let theo = || community.acting("theo-marsh", "facilitator");
    let (title, title_es) = title(community, &past.bodies).await?;
    let form = MeetingForm {
        title,
        title_es,
        bodies: bodies(community, &past.bodies)?,
        held_on: held_on.to_string(),
        begins: "16:00".to_owned(),
        minutes: "90".to_owned(),
        place: "Casa Faro".to_owned(),
        ..MeetingForm::default()
    };
    let id = MeetingId::from_uuid(secrets::new_uuid());
    let (scope, row) = (&community.scope, &community.row);
    actions::plan(scope, theo()?, row, id, &form)
        .await
        .map_err(ours)?;
    community.set_day(held_on);
    let typing = Typing {
        key: secrets::new_uuid().to_string(),
        text: typed(&past.typed, held_on),
        mark: "note".to_owned(),
        ..Typing::default()
    };
    minutes::add(scope, theo()?, id, &typing).await.map_err(ours)?;
    let guests = store::guests(&*scope.read().await?, &id.to_string()).await?;
    let is_in = |list: &[String], person: &str| {
        list.iter().any(|name| {
            community
                .person(name)
                .is_ok_and(|known| known.to_string() == person)
        })
    };
    let there = guests
        .iter()
        .filter(|guest| !is_in(&past.absent, &guest.person_id));
    let there: Vec<(String, String)> = there
        .map(|guest| {
            let is_by_video = is_in(&past.video, &guest.person_id);
            (
                guest.person_id.clone(),
                if is_by_video { "video" } else { "there" }.to_owned(),
            )
        })
        .collect();
    minutes::attend(scope, theo()?, id, &there).await?;
    minutes::close(scope, theo()?, row, id).await?;
    Ok(id)
}

/// Lines with their days: `{+14}` is two weeks after the meeting. Staff and guests from elsewhere are named in the text.
fn typed(lines: &[String], held_on: Date) -> String {
    let lines = lines.iter().map(|line| {
        let Some((text, days)) = line.split_once(" {+") else {
            return line.clone();
        };
        let days: i64 = days.trim_end_matches('}').parse().unwrap_or(14);
        format!("{text} {}", held_on.saturating_add(Span::new().days(days)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What was promised long ago is done; what is due these days is not, and one or two things are late.
async fn keep_promises(community: &Community) -> Result<(), Error> {
    let long_ago = community
        .today
        .saturating_sub(Span::new().days(KEPT_DAYS))
        .to_string();
    let open = promises::open(&*community.scope.read().await?, "").await?;
    for action in open {
        let is_old = action.due_on.as_ref().is_some_and(|due| *due < long_ago);
        let (Some(owner), true, Ok(id)) = (&action.owner_id, is_old, action.action_item_id.parse()) else {
            continue;
        };
        let owner = crate::directory::actions::id_of(owner);
        let actor = platform::history::Actor::new("person", owner, "seat");
        settle(&community.scope, actor, id, Ending::Done).await?;
    }
    Ok(())
}

/// The meetings to come: an agenda that waits to be finished, and a row of the committee's Thursdays.
pub(super) async fn seed_next(community: &Community) -> Result<(), Error> {
    let file: Meetings = json(files::MEETINGS)?;
    for next in &file.next {
        let first = community.days_from_today(next.days);
        // Half a month more, so that the weekday of the last month is in, and the next one is not.
        let last = first.saturating_add(Span::new().months(next.months).days(15));
        let form = MeetingForm {
            title: next.title_en.clone(),
            title_es: next.title_es.clone(),
            bodies: bodies(community, &next.bodies)?,
            held_on: first.to_string(),
            begins: next.begins.clone(),
            minutes: next.minutes.to_string(),
            place: next.place.clone(),
            rhythm: next.rhythm.clone(),
            last_on: if next.rhythm.is_empty() {
                String::new()
            } else {
                last.to_string()
            },
            ..MeetingForm::default()
        };
        let id = MeetingId::from_uuid(secrets::new_uuid());
        let theo = || community.acting("theo-marsh", "facilitator");
        let planned = actions::plan(&community.scope, theo()?, &community.row, id, &form);
        planned.await.map_err(ours)?;
        for (kind, title, title_es, minutes) in &next.items {
            let form = ItemForm {
                kind: kind.clone(),
                title: title.clone(),
                title_es: title_es.clone(),
                about: String::new(),
                minutes: minutes.to_string(),
            };
            let item = AgendaItemId::from_uuid(secrets::new_uuid());
            let added = agenda::add(&community.scope, theo()?, id, item, &form);
            added.await.map_err(ours)?;
        }
        for (people, reply) in [(&next.yes, "yes"), (&next.no, "no")] {
            for name in people {
                let person = community.person(name)?;
                let actor = community.acting(name, "link")?;
                actions::answer(&community.scope, actor, id, person, reply).await?;
            }
        }
    }
    Ok(())
}
