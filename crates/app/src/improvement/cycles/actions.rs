//! Beginning a cycle, measuring its months, deciding what becomes of it.

use domain::ids::{ImprovementCycleId, IndicatorId, OrganisationId};
use jiff::civil::Date;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};

use super::store::{self, CycleRow, LimitsRow, MonthRow};
use crate::collaborative::protection;
use crate::directory::actions::{commit, known, taken};
use crate::error::Error;
use crate::improvement::shared::prose;
use crate::problems::{Check, Refusal};

/// What is measured.
pub const UNITS: [&str; 3] = ["percent", "people", "number"];
/// Which way is good.
pub const DIRECTIONS: [&str; 2] = ["higher", "lower"];
/// What becomes of a change.
pub const DECISIONS: [&str; 3] = ["adopt", "adapt", "abandon"];

/// A plan as typed.
#[derive(Debug, Clone, Default)]
pub struct PlanForm {
    /// Who tries it.
    pub organisation: Option<OrganisationId>,
    /// What is tried.
    pub title: String,
    /// What it is to achieve.
    pub aim: String,
    /// What people expect.
    pub prediction: String,
    /// What is measured every month.
    pub measure: String,
    /// Unit.
    pub unit: String,
    /// Which way is good.
    pub direction: String,
    /// First day.
    pub began_on: String,
    /// The cycle it goes on from.
    pub follows: Option<ImprovementCycleId>,
}

/// Begins a cycle. The identifier comes with the form, so that the same form sent twice is one cycle.
pub async fn begin(
    scope: &Scope,
    actor: Actor,
    id: ImprovementCycleId,
    indicator: IndicatorId,
    form: &PlanForm,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let unit = check.code("measured_in", &form.unit, |code| known(&UNITS, code));
    let direction = check.code("direction", &form.direction, |code| known(&DIRECTIONS, code));
    let row = CycleRow {
        improvement_cycle_id: id.to_string(),
        indicator_id: indicator.to_string(),
        organisation_id: form.organisation.map(|id| id.to_string()),
        title: check.title("change", &form.title),
        aim: prose(&mut check, "aim", &form.aim),
        prediction: prose(&mut check, "prediction", &form.prediction),
        measure: check.title("measure", &form.measure),
        unit: unit.unwrap_or_default(),
        direction: direction.unwrap_or_default(),
        began_on: check.day("began_on", &form.began_on),
        follows_id: form.follows.map(|id| id.to_string()),
        ..CycleRow::default()
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    let mut added = 0;
    taken("change", store::insert(&tx, &row).await.map(|rows| added = rows))?;
    if added == 0 {
        return Ok(());
    }
    let fact = NewFact::new("learning.cycle-begun", "indicator", indicator.uuid());
    commit(tx, vec![fact.set("cycle", id).set("title_en", &row.title)]).await
}

/// One month as typed.
#[derive(Debug, Clone, Default)]
pub struct MonthForm {
    /// As 2026-09.
    pub month: String,
    /// What was measured.
    pub value: String,
    /// What to know of it.
    pub remark: String,
}

/// Keeps the measurement of a month of a running cycle.
///
/// Errors: no month; a month to come; no number; a percent outside 0 to 100; fewer people than are ever shown, since
/// this page is read by everybody who holds a seat.
pub async fn measure(
    scope: &Scope,
    actor: Actor,
    id: ImprovementCycleId,
    form: &MonthForm,
    today: Date,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let cycle = running(&tx, id).await?;
    let mut check = Check::form();
    let month = month_of(&mut check, &form.month, today);
    let value = check.optional_number("value", &form.value);
    if form.value.trim().is_empty() {
        check.wrong("value", "text-empty");
    }
    let value: f64 = value.unwrap_or_default();
    check_value(
        &mut check,
        &cycle.unit,
        value,
        protection::house_minimum(&tx).await?,
    );
    let row = MonthRow {
        month,
        value,
        remark: check.optional_title("remark", &form.remark),
    };
    let row = check.finish(row)?;
    let months = store::months(&tx, &id.to_string()).await?;
    let old = months.iter().find(|old| old.month == row.month);
    if old == Some(&row) {
        return Ok(());
    }
    store::set_month(&tx, &id.to_string(), &row).await?;
    let fact = NewFact::new("learning.cycle-measured", "cycle", id.uuid()).set("month", &row.month);
    let fact = match old {
        Some(old) => fact.change("value", old.value, row.value),
        None => fact.set("value", row.value),
    };
    commit(tx, vec![fact]).await
}

fn month_of(check: &mut Check, text: &str, today: Date) -> String {
    let text = text.trim();
    let first: Option<Date> = (text.len() == 7)
        .then(|| format!("{text}-01").parse().ok())
        .flatten();
    match first {
        None => check.wrong("month", "problem-not-a-month"),
        Some(first) if first > today => check.wrong("month", "problem-month-to-come"),
        Some(_) => {}
    }
    text.to_owned()
}

fn check_value(check: &mut Check, unit: &str, value: f64, minimum: i64) {
    let is_percent = unit == "percent" && !(0.0..=100.0).contains(&value);
    if is_percent {
        let problem = check.problem("value", "problem-out-of-range");
        check.note(problem.with("least", 0).with("most", 100));
        return;
    }
    if !value.is_finite() || (unit == "people" && (value < 0.0 || value.fract() != 0.0)) {
        check.wrong("value", "problem-not-a-whole-number-of-people");
        return;
    }
    if unit == "people" && value > 0.0 && value < minimum as f64 {
        let problem = check.problem("value", "problem-too-few-people");
        check.note(problem.with("least", minimum));
    }
}

/// New limits as typed.
#[derive(Debug, Clone, Default)]
pub struct LimitsForm {
    /// From this month on, as 2026-09.
    pub from: String,
    /// Why.
    pub reason: String,
}

/// Draws the limits of a running cycle anew from a month on. Limits are frozen so that nobody moves the goal posts unseen:
/// new ones are a decision with a reason, and the months before keep theirs.
///
/// Errors: a month that was not measured, or the first of all; no reason.
pub async fn renew_limits(
    scope: &Scope,
    actor: Actor,
    id: ImprovementCycleId,
    form: &LimitsForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    running(&tx, id).await?;
    let months = store::months(&tx, &id.to_string()).await?;
    let mut check = Check::form();
    let from_month = form.from.trim().to_owned();
    if !months.iter().skip(1).any(|row| row.month == from_month) {
        check.wrong("limits_from", "problem-month-not-measured");
    }
    let row = LimitsRow {
        from_month,
        reason: prose(&mut check, "limits_reason", &form.reason),
    };
    let row = check.finish(row)?;
    if store::insert_limits(&tx, &id.to_string(), &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("learning.cycle-limits-renewed", "cycle", id.uuid());
    commit(
        tx,
        vec![fact.set("from", &row.from_month).set("reason", &row.reason)],
    )
    .await
}

/// What was done and learnt, as typed.
#[derive(Debug, Clone, Default)]
pub struct StudyForm {
    /// What was done.
    pub did: String,
    /// What was learnt.
    pub learnt: String,
    /// `adopt`, `adapt`, `abandon`; empty while it runs.
    pub decision: String,
}

/// Keeps what was done and learnt. With a decision the cycle is over and stays as it is.
///
/// Errors: a decision without a word of what was done or learnt.
pub async fn study(
    scope: &Scope,
    actor: Actor,
    id: ImprovementCycleId,
    form: &StudyForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let cycle = running(&tx, id).await?;
    let mut check = Check::form();
    let decision = match form.decision.trim() {
        "" => None,
        code => check.code("decision", code, |code| known(&DECISIONS, code)),
    };
    let is_over = decision.is_some();
    let mut told = |field: &str, text: &str| match is_over {
        true => prose(&mut check, field, text),
        false => check.optional_prose(field, text),
    };
    let (did, learnt) = (told("did", &form.did), told("learnt", &form.learnt));
    check.finish(())?;
    if (&did, &learnt) == (&cycle.did, &cycle.learnt) && !is_over {
        return Ok(());
    }
    if store::study(&tx, &id.to_string(), &did, &learnt, decision.as_deref()).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let fact = NewFact::new("learning.cycle-studied", "cycle", id.uuid());
    let fact = match decision {
        Some(decision) => fact.set("decision", decision),
        None => fact,
    };
    commit(tx, vec![fact]).await
}

/// A cycle that was not decided on yet.
async fn running(tx: &Tx, id: ImprovementCycleId) -> Result<CycleRow, Refusal> {
    let found = store::cycle(tx, &id.to_string()).await?;
    let cycle = found.ok_or(Error::NotFound)?;
    if cycle.decision.is_some() {
        return Err(Check::form().problem("", "problem-cycle-over").into());
    }
    Ok(cycle)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_is_one_that_has_begun_and_a_value_fits_its_unit() {
        let today = date(2026, 9, 14);
        for (month, expected) in [
            ("2026-09", None),
            ("2026-08", None),
            ("2026-10", Some("problem-month-to-come")),
            ("2026-13", Some("problem-not-a-month")),
            ("2026", Some("problem-not-a-month")),
            ("September", Some("problem-not-a-month")),
        ] {
            let mut check = Check::form();
            month_of(&mut check, month, today);
            let found = check.into_problems();
            assert_eq!(
                found.first().map(|problem| problem.key.as_str()),
                expected,
                "{month}"
            );
        }
        let few = Some("problem-too-few-people");
        let people = Some("problem-not-a-whole-number-of-people");
        for (unit, value, expected) in [
            ("percent", 100.0, None),
            ("percent", 100.1, Some("problem-out-of-range")),
            ("people", 10.0, None),
            ("people", 9.0, few),
            ("people", 1.0, few),
            ("people", 0.0, None),
            ("people", 12.5, people),
            ("people", -1.0, people),
            ("number", -1.0, None),
            ("number", f64::NAN, people),
        ] {
            let mut check = Check::form();
            check_value(&mut check, unit, value, 10);
            let found = check.into_problems();
            assert_eq!(
                found.first().map(|problem| problem.key.as_str()),
                expected,
                "{unit} {value}"
            );
        }
    }
}
