//! Planning a meeting or a row of them, changing it, calling it off, giving its roles, answering it.

use domain::access::Thing;
use domain::ids::{BodyId, MeetingId, PersonId};
use domain::meetings::rhythm::Rhythm;
use domain::meetings::rotation::{self, Turn};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::row::{self, SeriesRow};
use super::store::{self, MeetingRow};
use super::{agenda, letters};
use crate::collaborative::store::CollaborativeRow;
use crate::directory::actions::commit;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// The shortest and the longest meeting, in minutes.
const MINUTES: std::ops::RangeInclusive<i64> = 5..=24 * 60;
/// Answers to an invitation.
pub const REPLIES: [&str; 3] = ["yes", "maybe", "no"];

/// A meeting as typed.
#[derive(Debug, Clone, Default)]
pub struct MeetingForm {
    /// Title.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Which bodies meet.
    pub bodies: Vec<BodyId>,
    /// Day.
    pub held_on: String,
    /// Hour by the clock there.
    pub begins: String,
    /// How long, in minutes.
    pub minutes: String,
    /// Where.
    pub place: String,
    /// Address of the video.
    pub video: String,
    /// Code of a rhythm; empty for a single meeting.
    pub rhythm: String,
    /// Last day of a row.
    pub last_on: String,
}

/// What access asks about a meeting.
pub async fn thing(connection: &Connection, row: &MeetingRow) -> Result<Thing, Error> {
    let bodies = store::bodies_of(connection, &row.meeting_id).await?;
    let keepers = [&row.chair_id, &row.notes_id, &row.time_id];
    Ok(Thing::Meeting {
        meeting: row.meeting_id.parse().map_err(|_| Error::NotFound)?,
        bodies: bodies
            .iter()
            .filter_map(|body| body.body_id.parse().ok())
            .collect(),
        keepers: keepers
            .into_iter()
            .filter_map(|one| one.as_deref()?.parse().ok())
            .collect(),
    })
}

/// Plans a meeting, or a row of them; drafts the agenda of the first, gives roles in turn, and invites.
///
/// The identifier comes with the form, so that the same form sent twice plans one meeting.
pub async fn plan(
    scope: &Scope,
    actor: Actor,
    collaborative: &CollaborativeRow,
    id: MeetingId,
    form: &MeetingForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::meeting(&tx, &id.to_string()).await?.is_some() {
        return Ok(());
    }
    let known = directory::bodies(&tx).await?;
    let (first, days, rhythm) = check(form, &known, &collaborative.time_zone)?;
    let bodies: Vec<String> = form.bodies.iter().map(ToString::to_string).collect();
    let mut facts = Vec::new();
    let series = match rhythm {
        Some(rhythm) if days.len() > 1 => Some(lay_row(&tx, &first, &days, rhythm).await?),
        Some(_) | None => None,
    };
    for (number, day) in days.iter().enumerate() {
        let own = if number == 0 {
            id
        } else {
            MeetingId::from_uuid(secrets::new_uuid())
        };
        let mut row = first.clone();
        row.meeting_id = own.to_string();
        row.held_on = day.to_string();
        row.begins_at = instant(*day, &row.begins, &row.time_zone);
        row.planned_on = series.is_some().then(|| day.to_string());
        row.meeting_series_id.clone_from(&series);
        // Whose turn it is later, the meetings before will tell.
        if number == 0 {
            [row.chair_id, row.notes_id, row.time_id] = in_turn(&tx, &bodies, *day).await?;
        }
        store::insert(&tx, &row, &bodies).await?;
        let fact = NewFact::new("meeting.planned", "meeting", own.uuid());
        facts.push(fact.set("title", &row.title).set("held_on", &row.held_on));
    }
    agenda::lay_draft(&tx, &first_of(id, &first, &days)).await?;
    letters::invite(&tx, collaborative, &id.to_string()).await?;
    commit(tx, facts).await
}

fn first_of(id: MeetingId, row: &MeetingRow, days: &[Date]) -> MeetingRow {
    let mut row = row.clone();
    row.meeting_id = id.to_string();
    if let Some(day) = days.first() {
        row.begins_at = instant(*day, &row.begins, &row.time_zone);
        row.held_on = day.to_string();
    }
    row
}

/// The instant of an hour of a day, by the clock of a zone. An hour that the clocks skip is read as the one after.
pub fn instant(day: Date, begins: &str, zone: &str) -> i64 {
    let hour = begins.parse::<Time>().unwrap_or(Time::midnight());
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let zoned = day.to_datetime(hour).to_zoned(zone);
    zoned.map_or(0, |zoned| zoned.timestamp().as_millisecond())
}

type Checked = (MeetingRow, Vec<Date>, Option<Rhythm>);

fn check(form: &MeetingForm, known: &[directory::BodyRow], zone: &str) -> Result<Checked, Refusal> {
    let mut check = Check::form();
    let are_known = form
        .bodies
        .iter()
        .all(|body| known.iter().any(|row| row.body_id == body.to_string()));
    if form.bodies.is_empty() || !are_known {
        check.wrong("bodies", "meeting-whose");
    }
    let row = fields(&mut check, form, zone);
    let first: Option<Date> = row.held_on.parse().ok();
    let (mut days, mut rhythm) = (first.into_iter().collect::<Vec<_>>(), None);
    if !form.rhythm.trim().is_empty() {
        rhythm = check.code("rhythm", &form.rhythm, Rhythm::from_code);
        let last: Option<Date> = check.day("last_on", &form.last_on).parse().ok();
        if let (Some(rhythm), Some(first), Some(last)) = (rhythm, first, last) {
            days = rhythm.days(first, last);
            if days.is_empty() {
                check.wrong("last_on", "problem-ends-before-it-begins");
            }
        }
    }
    let row = check.finish(row)?;
    Ok((row, days, rhythm))
}

/// The fields that a meeting has when it is planned and when it is changed.
fn fields(check: &mut Check, form: &MeetingForm, zone: &str) -> MeetingRow {
    let minutes = check.optional_whole("minutes", &form.minutes).unwrap_or(60);
    if !MINUTES.contains(&minutes) {
        let problem = check.problem("minutes", "problem-out-of-range");
        let problem = problem.with("least", MINUTES.start()).with("most", MINUTES.end());
        check.note(problem);
    }
    let begins = form.begins.trim();
    if begins.parse::<Time>().is_err() {
        check.wrong("begins", "meeting-hour");
    }
    let video = check.optional_title("video", &form.video);
    if !video.is_empty() && !video.starts_with("https://") {
        check.wrong("video", "problem-not-a-website");
    }
    MeetingRow {
        title: check.title("title", &form.title),
        title_es: check.optional_title("title_es", &form.title_es),
        held_on: check.day("held_on", &form.held_on),
        begins: begins.chars().take(5).collect(),
        time_zone: zone.to_owned(),
        minutes,
        place: check.optional_title("place", &form.place),
        video,
        state: "planned".to_owned(),
        ..MeetingRow::default()
    }
}

async fn lay_row(
    tx: &platform::db::Tx,
    first: &MeetingRow,
    days: &[Date],
    rhythm: Rhythm,
) -> Result<String, Error> {
    let last = days.last().map(ToString::to_string).unwrap_or_default();
    let series = SeriesRow {
        meeting_series_id: secrets::new_uuid().to_string(),
        title: first.title.clone(),
        title_es: first.title_es.clone(),
        rhythm: rhythm.code().to_owned(),
        first_on: first.held_on.clone(),
        last_on: last,
        begins: first.begins.clone(),
        time_zone: first.time_zone.clone(),
        minutes: first.minutes,
        place: first.place.clone(),
        ..SeriesRow::default()
    };
    row::insert(tx, &series).await?;
    Ok(series.meeting_series_id)
}

/// Chair, notes and time: the chair of the first body, and who is next for the other two.
async fn in_turn(
    connection: &Connection,
    bodies: &[String],
    day: Date,
) -> Result<[Option<String>; 3], Error> {
    let rows = store::turns(connection, bodies, &day.to_string()).await?;
    let chair = rows.iter().position(|row| row.is_chair);
    let turns = |last: fn(&store::TurnRow) -> &Option<String>| -> Vec<Turn<usize>> {
        let rows = rows.iter().enumerate();
        rows.map(|(who, row)| Turn {
            who,
            last_on: last(row).as_deref().and_then(|day| day.parse().ok()),
        })
        .collect()
    };
    let mut taken: Vec<usize> = chair.into_iter().collect();
    let notes = rotation::next(&turns(|row| &row.notes_on), &taken);
    taken.extend(notes);
    let time = rotation::next(&turns(|row| &row.time_on), &taken);
    Ok([chair, notes, time].map(|who| who.map(|who| rows[who].person_id.clone())))
}

/// Changes a meeting; calendars and the invited are told.
pub async fn change(
    scope: &Scope,
    actor: Actor,
    collaborative: &CollaborativeRow,
    id: MeetingId,
    form: &MeetingForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let typed = fields(&mut check, form, &old.time_zone);
    let day: Option<Date> = typed.held_on.parse().ok();
    let typed = check.finish(typed)?;
    let mut new = old.clone();
    new.begins_at = day.map_or(old.begins_at, |day| instant(day, &typed.begins, &old.time_zone));
    (new.title, new.title_es) = (typed.title, typed.title_es);
    (new.held_on, new.begins, new.minutes) = (typed.held_on, typed.begins, typed.minutes);
    (new.place, new.video) = (typed.place, typed.video);
    if new == old || old.state != "planned" {
        return Ok(());
    }
    store::update(&tx, &new).await?;
    let fact = NewFact::new("meeting.changed", "meeting", id.uuid())
        .change("held_on", &old.held_on, &new.held_on)
        .change("begins", &old.begins, &new.begins)
        .change("place", &old.place, &new.place);
    letters::invite(&tx, collaborative, &id.to_string()).await?;
    commit(tx, vec![fact]).await
}

/// Calls a meeting off, with a reason; calendars strike it out. Called off twice is once.
pub async fn cancel(
    scope: &Scope,
    actor: Actor,
    collaborative: &CollaborativeRow,
    id: MeetingId,
    because: &str,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.title("called_off", because);
    let because = check.finish(because)?;
    let tx = scope.write(actor).await?;
    let mut row = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != "planned" {
        return Ok(());
    }
    "cancelled".clone_into(&mut row.state);
    row.because = because;
    store::update(&tx, &row).await?;
    letters::call_off(&tx, collaborative, &id.to_string()).await?;
    commit(tx, vec![NewFact::new("meeting.cancelled", "meeting", id.uuid())]).await
}

/// Gives the roles of a meeting to people who are asked to come.
pub async fn give_roles(
    scope: &Scope,
    actor: Actor,
    id: MeetingId,
    roles: [Option<PersonId>; 3],
) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let guests = store::guests(&tx, &id.to_string()).await?;
    let roles = roles.map(|role| role.map(|person| person.to_string()));
    let is_guest = |role: &Option<String>| {
        role.as_ref()
            .is_none_or(|person| guests.iter().any(|guest| guest.person_id == *person))
    };
    if !roles.iter().all(is_guest) {
        return Err(Error::NotFound);
    }
    store::set_roles(&tx, &id.to_string(), roles).await?;
    tx.commit(vec![NewFact::new("meeting.roles-given", "meeting", id.uuid())])
        .await?;
    Ok(())
}

/// Keeps what somebody answers: they come, may come, or do not. The last answer counts.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    id: MeetingId,
    person: PersonId,
    reply: &str,
) -> Result<(), Error> {
    if !REPLIES.contains(&reply) {
        return Err(Error::NotFound);
    }
    let tx = scope.write(actor).await?;
    let row = store::meeting(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let guests = store::guests(&tx, &row.meeting_id).await?;
    let own = guests
        .iter()
        .find(|guest| guest.person_id == person.to_string())
        .ok_or(Error::NotFound)?;
    if own.reply == reply || row.state != "planned" {
        return Ok(());
    }
    store::set_reply(&tx, &row.meeting_id, &own.person_id, reply).await?;
    let fact = NewFact::new("meeting.answered", "meeting", id.uuid());
    tx.commit(vec![fact.set("reply", reply)]).await?;
    Ok(())
}
