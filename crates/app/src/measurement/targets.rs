//! Baselines and targets, each for one place and one group.

use domain::ids::{IndicatorId, PlaceId};
use domain::measurement::Group;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::actions::period;
use super::store::{self, BaselineRow, TargetRow};
use crate::directory::actions::{commit, known, taken};
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Kinds of targets: kept for good, step by step, or the same for every group.
pub const TARGET_KINDS: [&str; 3] = ["sustained", "incremental", "equitable"];

/// Baseline and target of one group in one place, as typed. Empty fields set nothing.
#[derive(Debug, Clone, Default)]
pub struct GoalForm {
    /// Of which indicator.
    pub indicator: Option<IndicatorId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// For whom.
    pub group: Group,
    /// Period of the baseline.
    pub baseline_period: String,
    /// Value of the baseline.
    pub baseline_value: String,
    /// Period by which the target is to be reached.
    pub goal_period: String,
    /// Value of the target.
    pub goal_value: String,
    /// Kind of target.
    pub kind: String,
    /// When it was agreed; may be empty.
    pub agreed_on: String,
    /// By whom: a body's slug; may be empty.
    pub agreed_by: String,
    /// Note, English.
    pub note_en: String,
    /// Note, Spanish.
    pub note_es: String,
    /// What stands before its fields' names in a form of many groups.
    pub prefix: String,
}

/// Sets baselines and targets, all or none; what is already so stays without a fact. Gives how many changed.
///
/// Errors: each problem beside its field (with the form's prefix).
pub async fn set_goals(scope: &Scope, actor: Actor, forms: &[GoalForm]) -> Result<usize, Refusal> {
    let tx = scope.write(actor).await?;
    let (baselines, targets) = (store::baselines(&tx).await?, store::targets(&tx).await?);
    let (mut facts, mut problems) = (Vec::new(), Vec::new());
    for form in forms {
        let (Some(indicator), Some(place)) = (form.indicator, form.place) else {
            return Err(Error::NotFound.into());
        };
        let (indicator_id, place_id) = (indicator.to_string(), place.to_string());
        let mut check = Check::form();
        let baseline = read_baseline(&mut check, form, &indicator_id, &place_id);
        let target = read_target(&mut check, form, &indicator_id, &place_id);
        let found = check.into_problems();
        if !found.is_empty() {
            problems.extend(found);
            continue;
        }
        if let Some(new) = baseline.filter(|new| !baselines.contains(new)) {
            taken("place", store::set_baseline(&tx, &new).await)?;
            facts.push(baseline_fact(indicator, &new));
        }
        let is_there = |new: &TargetRow| {
            let same = |old: &&TargetRow| {
                TargetRow {
                    target_id: old.target_id.clone(),
                    ..new.clone()
                } == **old
            };
            targets.iter().any(|old| same(&old))
        };
        if let Some(new) = target.filter(|new| !is_there(new)) {
            taken("place", store::set_target(&tx, &new).await)?;
            facts.push(target_fact(indicator, &new));
        }
    }
    if !problems.is_empty() {
        return Err(Refusal::Problems(problems));
    }
    let changed = facts.len();
    commit(tx, facts).await?;
    Ok(changed)
}

/// Takes a target away again: it stays in history, and in editions already published.
pub async fn remove_target(
    scope: &Scope,
    actor: Actor,
    indicator: IndicatorId,
    target_id: &str,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::remove_target(&tx, target_id).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("measurement.target-removed", "indicator", indicator.uuid());
    commit(tx, vec![fact.set("target", target_id)]).await
}

fn read_baseline(
    check: &mut Check,
    form: &GoalForm,
    indicator_id: &str,
    place_id: &str,
) -> Option<BaselineRow> {
    let name = |field: &str| format!("{}{field}", form.prefix);
    let value = check.optional_number(&name("baseline_value"), &form.baseline_value)?;
    Some(BaselineRow {
        indicator_id: indicator_id.to_owned(),
        place_id: place_id.to_owned(),
        group_key: form.group.key(),
        period: period(check, &name("baseline_period"), &form.baseline_period),
        value,
    })
}

fn read_target(check: &mut Check, form: &GoalForm, indicator_id: &str, place_id: &str) -> Option<TargetRow> {
    let name = |field: &str| format!("{}{field}", form.prefix);
    let value = check.optional_number(&name("goal_value"), &form.goal_value)?;
    let kind = check.code(&name("kind"), &form.kind, |code| known(&TARGET_KINDS, code));
    Some(TargetRow {
        target_id: secrets::new_uuid().to_string(),
        indicator_id: indicator_id.to_owned(),
        place_id: place_id.to_owned(),
        group_key: form.group.key(),
        kind: kind.unwrap_or_default(),
        period: period(check, &name("goal_period"), &form.goal_period),
        value,
        agreed_on: check.optional_day(&name("agreed_on"), &form.agreed_on),
        agreed_by: form.agreed_by.trim().to_owned(),
        note_en: check.optional_title(&name("note_en"), &form.note_en),
        note_es: check.optional_title(&name("note_es"), &form.note_es),
    })
}

fn baseline_fact(indicator: IndicatorId, row: &BaselineRow) -> NewFact {
    NewFact::new("measurement.baseline-set", "indicator", indicator.uuid())
        .set("place", &row.place_id)
        .set("group", &row.group_key)
        .set("period", &row.period)
        .set("value", row.value)
}

fn target_fact(indicator: IndicatorId, row: &TargetRow) -> NewFact {
    NewFact::new("measurement.target-set", "indicator", indicator.uuid())
        .set("place", &row.place_id)
        .set("group", &row.group_key)
        .set("period", &row.period)
        .set("kind", &row.kind)
        .set("value", row.value)
}
