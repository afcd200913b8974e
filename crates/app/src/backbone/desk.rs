//! Keeping the workplan, the hours, the roles and the stage.

use std::collections::BTreeMap;

use domain::backbone::hours::{WEEK_MINUTES_MAX, week_of};
use domain::backbone::{Function, Stage};
use domain::ids::{PersonId, WorkItemId};
use jiff::civil::{Date, Weekday};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;
use platform::words::Language;

use super::desk_store::{self as store, MinutesRow, RoleRow, StageRow, WorkItemRow};
use crate::collaborative::store::CollaborativeRow;
use crate::communication::notices::{self, Told};
use crate::dates;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// An item as it was typed.
#[derive(Debug, Clone, Default)]
pub struct WorkItemForm {
    /// Code of a function.
    pub function: String,
    /// What is to be done.
    pub title: String,
    /// More about it.
    pub note: String,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub due_on: String,
    /// Page of the workspace of what it serves, and its name, divided by a bar.
    pub serves: String,
    /// Code of the benchmark whose gap it closes.
    pub benchmark: String,
}

/// Adds an item, or changes the one there is.
pub async fn keep_item(
    scope: &Scope,
    actor: Actor,
    id: WorkItemId,
    form: &WorkItemForm,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    if Function::from_code(&form.function).is_none() {
        check.wrong("function", "choice-unknown");
    }
    let title = check.title("work_title", &form.title);
    let note = check.optional_prose("work_note", &form.note);
    let starts_on = day(&mut check, "starts_on", &form.starts_on);
    let due_on = day(&mut check, "due_on", &form.due_on);
    if starts_on.zip(due_on).is_some_and(|(from, to)| to < from) {
        check.wrong("due_on", "work-ends-before");
    }
    check.finish(())?;
    let tx = scope.write(actor).await?;
    let before = store::work_item(&tx, &id.to_string()).await?;
    let (path, name) = form.serves.split_once('|').unwrap_or_default();
    let row = WorkItemRow {
        work_item_id: id.to_string(),
        function: form.function.clone(),
        title,
        note,
        owner_id: form.owner.map(|owner| owner.to_string()),
        starts_on: starts_on.map(|day| day.to_string()),
        due_on: due_on.map(|day| day.to_string()),
        state: before
            .as_ref()
            .map_or_else(|| "open".to_owned(), |row| row.state.clone()),
        ended_on: before.and_then(|row| row.ended_on),
        serves_path: path.to_owned(),
        serves_title: name.to_owned(),
        benchmark: form.benchmark.clone(),
    };
    store::upsert_work_item(&tx, &row).await?;
    let fact = NewFact::new("backbone.work-kept", "work-item", id.uuid())
        .set("function", &row.function)
        .set("title", &row.title)
        .set("due_on", row.due_on.unwrap_or_default());
    tx.commit(vec![fact]).await?;
    Ok(())
}

fn day(check: &mut Check, field: &str, typed: &str) -> Option<Date> {
    if typed.trim().is_empty() {
        return None;
    }
    let day = typed.trim().parse().ok();
    if day.is_none() {
        check.wrong(field, "work-no-day");
    }
    day
}

/// How an item ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It is done.
    Done,
    /// It is not done after all.
    Dropped,
}

/// Ends an item. Ended twice, it stays as it was.
pub async fn end_item(
    scope: &Scope,
    actor: Actor,
    (id, ending, today): (WorkItemId, Ending, Date),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let row = store::work_item(&tx, &id.to_string()).await?;
    let mut row = row.ok_or(Error::NotFound)?;
    if row.state != "open" {
        return Ok(());
    }
    row.state = match ending {
        Ending::Done => "done",
        Ending::Dropped => "dropped",
    }
    .to_owned();
    row.ended_on = Some(today.to_string());
    store::upsert_work_item(&tx, &row).await?;
    let fact = NewFact::new("backbone.work-ended", "work-item", id.uuid());
    tx.commit(vec![fact.change("state", "open", &row.state)]).await?;
    Ok(())
}

/// Minutes by function, in the order of functions.
pub type Minutes = [i64; 6];

/// Keeps where somebody's hours of a week went.
pub async fn log_hours(
    scope: &Scope,
    actor: Actor,
    (person, week, minutes): (PersonId, Date, Minutes),
) -> Result<(), Refusal> {
    if minutes.iter().sum::<i64>() > WEEK_MINUTES_MAX {
        return Err(Problem::field("vision", "hours-too-many").into());
    }
    let tx = scope.write(actor).await?;
    for (function, minutes) in Function::ALL.into_iter().zip(minutes) {
        let row = MinutesRow {
            person_id: person.to_string(),
            week_from: week.to_string(),
            function: function.code().to_owned(),
            minutes,
        };
        store::keep_worked(&tx, &row).await?;
    }
    let fact = NewFact::new("backbone.hours-told", "person", person.uuid());
    let all: i64 = minutes.iter().sum();
    tx.commit(vec![fact.set("week", week).set("minutes", all)])
        .await?;
    Ok(())
}

/// Keeps what somebody means to give each week.
pub async fn plan_hours(
    scope: &Scope,
    actor: Actor,
    (person, minutes): (PersonId, Minutes),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    for (function, minutes) in Function::ALL.into_iter().zip(minutes) {
        let row = MinutesRow {
            person_id: person.to_string(),
            week_from: String::new(),
            function: function.code().to_owned(),
            minutes,
        };
        store::keep_planned(&tx, &row).await?;
    }
    let fact = NewFact::new("backbone.hours-planned", "person", person.uuid());
    let all: i64 = minutes.iter().sum();
    tx.commit(vec![fact.set("minutes", all)]).await?;
    Ok(())
}

/// A role as it was typed: its part by code of a function.
#[derive(Debug, Clone, Default)]
pub struct RoleForm {
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Who fills it.
    pub person: Option<PersonId>,
    /// `leads` or `helps`, by code of a function.
    pub functions: BTreeMap<String, String>,
    /// Its place.
    pub position: i64,
}

/// Adds a role of the backbone, or changes it.
pub async fn keep_role(scope: &Scope, actor: Actor, (id, form): (&str, &RoleForm)) -> Result<(), Refusal> {
    let mut check = Check::form();
    let title_en = check.title("title_en", &form.title_en);
    let title_es = check.optional_title("title_es", &form.title_es);
    check.finish(())?;
    let subject = id.parse::<WorkItemId>().map_err(|_| Error::NotFound)?;
    let known = form.functions.iter().filter(|(code, part)| {
        Function::from_code(code).is_some() && ["leads", "helps"].contains(&part.as_str())
    });
    let known: BTreeMap<_, _> = known.collect();
    let tx = scope.write(actor).await?;
    let row = RoleRow {
        backbone_role_id: id.to_owned(),
        title_en,
        title_es,
        person_id: form.person.map(|person| person.to_string()),
        functions: serde_json::to_string(&known).expect("codes are plain JSON"),
        position: form.position,
    };
    store::upsert_role(&tx, &row).await?;
    let fact = NewFact::new("backbone.role-kept", "backbone-role", subject.uuid());
    tx.commit(vec![
        fact.set("title", &row.title_en).set("functions", &row.functions),
    ])
    .await?;
    Ok(())
}

/// Chooses the stage, with why and the facts that stood beside the choice.
pub async fn choose_stage(
    scope: &Scope,
    actor: Actor,
    (stage, because, facts): (Stage, &str, &[String]),
    today: Date,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.optional_prose("stage_because", because);
    check.finish(())?;
    let tx: Tx = scope.write(actor).await?;
    let before = store::stage(&tx).await?.map(|row| row.stage).unwrap_or_default();
    let row = StageRow {
        stage: stage.code().to_owned(),
        because,
        facts: serde_json::to_string(facts).expect("sentences are plain JSON"),
        chosen_on: today.to_string(),
    };
    let id = secrets::new_uuid();
    store::insert_stage(&tx, &id.to_string(), &row).await?;
    let fact = NewFact::new("backbone.stage-chosen", "stage", id);
    tx.commit(vec![fact.change("stage", before, stage.code())])
        .await?;
    Ok(())
}

/// From Friday on, whoever of the staff has not told the week's hours finds a line about it in their next letter.
pub async fn remind(tx: &Tx, collaborative: &CollaborativeRow, today: Date) -> Result<usize, Error> {
    if today.weekday().to_monday_zero_offset() < Weekday::Friday.to_monday_zero_offset() {
        return Ok(0);
    }
    let week = week_of(today);
    let told = store::worked(tx, &week.to_string()).await?;
    let staff = store::staff(tx, &today.to_string()).await?;
    let silent = staff
        .into_iter()
        .filter(|one| told.iter().all(|row| row.person_id != one.person_id));
    let letters = silent.map(|one| {
        let words = crate::words::words(Language::from_code(&one.language).unwrap_or_default());
        Told {
            person_id: one.person_id,
            kind: "action",
            told_once: format!("hours:{week}"),
            heading: words.say("notice-hours"),
            words: words.with("notice-hours-words", &[("day", dates::plain(words, week).into())]),
            path: "/work/backbone/time".to_owned(),
        }
    });
    Ok(notices::tell(tx, collaborative, letters.collect()).await?)
}
