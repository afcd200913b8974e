//! Adding a programme, and recording what it did in a period.

use domain::ids::{IndicatorId, OrganisationId, ProgrammeId};
use domain::programmes::{BadCounts, Counts, Field};
use platform::db::Scope;
use platform::history::{Actor, NewFact};

use super::store::{self, MeasureRow, ProgrammeRow};
use crate::directory::actions::{commit, taken};
use crate::error::Error;
use crate::measurement::actions::period;
use crate::problems::{Check, Refusal};

/// A programme as typed.
#[derive(Debug, Clone, Default)]
pub struct ProgrammeForm {
    /// Whose it is; one for whom the actor may record.
    pub organisation: Option<OrganisationId>,
    /// Name.
    pub name: String,
    /// For whom it is meant.
    pub meant_for: String,
    /// What counts as served well.
    pub how_well: String,
    /// What counts as better off.
    pub better_off: String,
}

/// Adds a programme. The identifier comes with the form, so that the same form sent twice is one programme.
pub async fn add(
    scope: &Scope,
    actor: Actor,
    id: ProgrammeId,
    indicator: IndicatorId,
    form: &ProgrammeForm,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    if form.organisation.is_none() {
        check.wrong("organisation", "problem-name-a-partner");
    }
    let row = ProgrammeRow {
        programme_id: id.to_string(),
        organisation_id: form.organisation.map(|id| id.to_string()).unwrap_or_default(),
        indicator_id: indicator.to_string(),
        name: check.title("programme", &form.name),
        meant_for: check.optional_title("meant_for_whom", &form.meant_for),
        how_well: check.optional_title("well_means", &form.how_well),
        better_off: check.optional_title("better_means", &form.better_off),
        organisation: String::new(),
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    let mut added = 0;
    taken(
        "programme",
        store::insert(&tx, &row).await.map(|rows| added = rows),
    )?;
    if added == 0 {
        return Ok(());
    }
    let fact = NewFact::new("learning.programme-added", "programme", id.uuid());
    commit(tx, vec![fact.set("name", &row.name)]).await
}

/// What a programme did, as typed.
#[derive(Debug, Clone, Default)]
pub struct MeasureForm {
    /// Period.
    pub period: String,
    /// People for whom it is meant; may be empty.
    pub meant_for: String,
    /// People reached.
    pub reached: String,
    /// People served well; may be empty.
    pub served_well: String,
    /// People better off; may be empty.
    pub better_off: String,
    /// What to know of it.
    pub remark: String,
}

/// Records what a programme did in a period; the same period again corrects it.
pub async fn record(scope: &Scope, actor: Actor, id: ProgrammeId, form: &MeasureForm) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    store::programme(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let mut whole = |field: Field, text: &str| check.optional_whole(field.code(), text);
    let counts = Counts {
        meant_for: whole(Field::MeantFor, &form.meant_for),
        reached: whole(Field::Reached, &form.reached).unwrap_or(0),
        well: whole(Field::Well, &form.served_well),
        better: whole(Field::Better, &form.better_off),
    };
    if form.reached.trim().is_empty() {
        check.wrong(Field::Reached.code(), "text-empty");
    }
    if let Err(error) = counts.checked() {
        let (field, key) = match error {
            BadCounts::Negative(field) => (field, "programme-negative"),
            BadCounts::MoreThanMeant => (Field::Reached, "programme-more-than-meant"),
            BadCounts::MoreThanReached(field) => (field, "programme-more-than-reached"),
        };
        check.wrong(field.code(), key);
    }
    let row = MeasureRow {
        period: period(&mut check, "period", &form.period),
        meant_for: counts.meant_for,
        reached: counts.reached,
        served_well: counts.well,
        better_off: counts.better,
        remark: check.optional_title("period_note", &form.remark),
    };
    let row = check.finish(row)?;
    let measures = store::measures(&tx, &id.to_string()).await?;
    if measures.contains(&row) {
        return Ok(());
    }
    store::set_measure(&tx, &id.to_string(), &row).await?;
    // History is read by people to whom small counts are not shown: the counts stand in it as fingerprints.
    let fact = NewFact::new("learning.programme-measured", "programme", id.uuid()).set("period", &row.period);
    let text = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
    let fact = fact
        .personal("meant_for", &text(row.meant_for))
        .personal("reached", &row.reached.to_string())
        .personal("served_well", &text(row.served_well))
        .personal("better_off", &text(row.better_off));
    commit(tx, vec![fact]).await
}

/// The counts of a row.
pub fn counts(row: &MeasureRow) -> Counts {
    Counts {
        meant_for: row.meant_for,
        reached: row.reached,
        well: row.served_well,
        better: row.better_off,
    }
}
