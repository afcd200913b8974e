//! What an activity means to reach and what it counts: milestones and deliverables with their days, and metrics.

use domain::ids::{ActivityId, ActivityMetricId, MilestoneId};
use jiff::civil::Date;
use platform::db::Scope;
use platform::history::{Actor, NewFact};

use super::steps_store::{self as steps, MetricRow, MilestoneRow};
use super::store;
use crate::directory::actions::{commit, known};
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Something reached, or something made.
pub const KINDS: [&str; 2] = ["milestone", "deliverable"];

/// A milestone as typed.
#[derive(Debug, Clone, Default)]
pub struct MilestoneForm {
    /// `milestone` or `deliverable`.
    pub kind: String,
    /// What, in both languages.
    pub title: (String, String),
    /// By when.
    pub due_on: String,
    /// When it was reached; may be empty.
    pub done_on: String,
}

/// What an activity counts, as typed.
#[derive(Debug, Clone, Default)]
pub struct MetricForm {
    /// What is counted, in both languages.
    pub title: (String, String),
    /// How much is planned; may be empty.
    pub planned: String,
    /// How much was reached; may be empty.
    pub reached: String,
    /// As of which day; may be empty.
    pub measured_on: String,
}

pub(super) fn read_milestone(
    check: &mut Check,
    activity: ActivityId,
    id: MilestoneId,
    form: &MilestoneForm,
) -> MilestoneRow {
    MilestoneRow {
        milestone_id: id.to_string(),
        activity_id: activity.to_string(),
        kind: check
            .code("milestone_kind", &form.kind, |code| known(&KINDS, code))
            .unwrap_or_default(),
        title_en: check.title("milestone_en", &form.title.0),
        title_es: check.optional_title("milestone_es", &form.title.1),
        due_on: check.day("due_on", &form.due_on),
        done_on: check.optional_day("done_on", &form.done_on),
        ..MilestoneRow::default()
    }
}

pub(super) fn read_metric(
    check: &mut Check,
    activity: ActivityId,
    id: ActivityMetricId,
    form: &MetricForm,
) -> MetricRow {
    MetricRow {
        activity_metric_id: id.to_string(),
        activity_id: activity.to_string(),
        title_en: check.title("metric_en", &form.title.0),
        title_es: check.optional_title("metric_es", &form.title.1),
        planned: check.optional_number("planned", &form.planned),
        reached: check.optional_number("reached", &form.reached),
        measured_on: check.optional_day("measured_on", &form.measured_on),
    }
}

/// Adds a milestone. The identifier comes with the form, so that sent twice it is one.
pub async fn add_milestone(
    scope: &Scope,
    actor: Actor,
    (activity, id): (ActivityId, MilestoneId),
    form: &MilestoneForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let known = store::activity(&tx, &activity.to_string()).await?;
    known.ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let row = read_milestone(&mut check, activity, id, form);
    let row = check.finish(row)?;
    if steps::insert_milestone(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("plan.milestone-added", "activity", activity.uuid())
        .set("milestone", id)
        .set("title_en", &row.title_en)
        .set("due_on", &row.due_on);
    commit(tx, vec![fact]).await
}

/// What became of a milestone.
#[derive(Debug, Clone)]
pub enum Became {
    /// It was reached, on a day.
    Reached(String),
    /// It is open after all.
    Open,
    /// It comes on another day, with a word why.
    Moved(String, String),
    /// It is not wanted any more, with a word why.
    Dropped(String),
}

/// Says what became of a milestone. Nobody reaches one tomorrow.
pub async fn settle(
    scope: &Scope,
    actor: Actor,
    (activity, id): (ActivityId, MilestoneId),
    (became, today): (&Became, Date),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = steps::milestone(&tx, &id.to_string()).await?;
    let old = old.filter(|row| row.activity_id == activity.to_string());
    let old = old.ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let mut new = old.clone();
    match became {
        Became::Reached(on) => {
            new.done_on = check.optional_day("done_on", on).or(Some(today.to_string()));
            (new.dropped_at, new.because) = (None, String::new());
            if new.done_on > Some(today.to_string()) {
                check.wrong("done_on", "problem-plan-not-yet");
            }
        }
        Became::Open => {
            (new.done_on, new.dropped_at, new.because) = (None, None, String::new());
        }
        Became::Moved(to, because) => {
            new.due_on = check.day("due_on", to);
            new.because = check.title("because", because);
        }
        Became::Dropped(because) => {
            new.because = check.title("because", because);
            new.dropped_at = Some(old.dropped_at.unwrap_or_else(|| tx.clock().now_millis()));
        }
    }
    let new = check.finish(new)?;
    if new == old {
        return Ok(());
    }
    steps::update_milestone(&tx, &new).await?;
    let day = |row: &MilestoneRow| row.done_on.clone().unwrap_or_default();
    let fact = NewFact::new("plan.milestone-settled", "activity", activity.uuid())
        .set("milestone", id)
        .change("done_on", day(&old), day(&new))
        .change("due_on", &old.due_on, &new.due_on)
        .change("because", &old.because, &new.because);
    commit(tx, vec![fact]).await
}

/// Adds what an activity counts, or says how much it has reached.
pub async fn put_metric(
    scope: &Scope,
    actor: Actor,
    (activity, id): (ActivityId, ActivityMetricId),
    form: &MetricForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let known = store::activity(&tx, &activity.to_string()).await?;
    known.ok_or(Error::NotFound)?;
    let old = steps::metric(&tx, &id.to_string()).await?;
    if old
        .as_ref()
        .is_some_and(|row| row.activity_id != activity.to_string())
    {
        return Err(Error::NotFound.into());
    }
    let mut check = Check::form();
    let new = read_metric(&mut check, activity, id, form);
    let new = check.finish(new)?;
    if old.as_ref() == Some(&new) {
        return Ok(());
    }
    steps::put_metric(&tx, &new).await?;
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let before = old.and_then(|row| row.reached);
    let fact = NewFact::new("plan.metric-kept", "activity", activity.uuid())
        .set("metric", id)
        .set("title_en", &new.title_en)
        .change("reached", number(before), number(new.reached));
    commit(tx, vec![fact]).await
}
