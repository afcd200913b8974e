//! A run from asking to accepting. Every agreement whose rows go in must let whoever asks compute, and again whoever accepts.

use domain::agreements::{Act, Against, Consent, Purpose};
use domain::ids::{IndicatorId, SubmissionId};
use domain::measurement::{Figure, Group};
use domain::period::Period;
use domain::quantity::{Status, Unit};
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{jobs, secrets};
use uuid::Uuid;

use super::opening;
use super::store::{self, MeasureRow, Outcome, OutcomeBounds, OutcomeCell, RunRow};
use super::working::RUN;
use super::written::Written;
use crate::agreements::gate::{self, Wanted};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::linkages::{across, store as linkages};
use crate::measurement::observations::{NewObservation, Recorded, record_in};
use crate::measurement::store as measurement;
use crate::problems::{Check, Refusal};
use crate::vault::store::{self as vault, TableRow};

/// Doubt about links is told in steps of so many people.
const STEP_PEOPLE: f64 = 5.0;
/// Standard errors of a margin at 90 percent, as the Census Bureau rounds it.
const Z_90: f64 = 1.645;

/// The tables that a definition reads in a period, people first.
pub async fn tables(
    connection: &Connection,
    written: &Written,
    period: &str,
) -> Result<Vec<TableRow>, Error> {
    let is_wanted = |row: &TableRow| {
        let is_of_kind = row.kind == "people" || row.kind == written.counted_by;
        // Rows that say their day belong to any period; the others to that of their request.
        let has_day = row.kind == written.counted_by && !written.counted_day.is_empty();
        is_of_kind && (row.period.is_empty() || row.period == period || has_day)
    };
    let mut tables: Vec<TableRow> = vault::tables(connection)
        .await?
        .into_iter()
        .filter(is_wanted)
        .collect();
    tables.sort_by(|one, other| {
        (one.kind != "people", &one.vault_table_id).cmp(&(other.kind != "people", &other.vault_table_id))
    });
    Ok(tables)
}

/// Asks for a run.
///
/// Errors: the period is none; nothing lies in the vault for it; a column that the definition names is in no table; an
/// agreement does not let this person compute, with the clause.
pub async fn ask(scope: &Scope, actor: Actor, measure: &MeasureRow, period: &str) -> Result<Uuid, Refusal> {
    let check = Check::form();
    let Ok(period) = Period::parse(period) else {
        return Err(check
            .problem("run_period", "problem-not-a-period")
            .with("text", period)
            .into());
    };
    let written = Written::of(&measure.definition);
    let reader = scope.read().await?;
    let tables = tables(&reader, &written, &period.key()).await?;
    let has = |kind: &str| tables.iter().any(|table| table.kind == kind);
    if !has("people") || (written.counted_by != "person" && !has(&written.counted_by)) {
        return Err(check.problem("run_period", "problem-measure-no-rows").into());
    }
    if let Some(missing) = missing_column(&written, &tables) {
        return Err(check
            .problem("run_period", "problem-measure-no-column")
            .with("text", missing)
            .into());
    }
    if !written.linkage.is_empty() {
        across::sides(&reader, &written.linkage, &tables).await?;
    }
    let roots = pass(&reader, &actor, measure, &written, &tables).await?;
    drop(reader);
    let id = secrets::new_uuid();
    let tx = scope.write(actor).await?;
    let row = RunRow {
        vault_run_id: id.to_string(),
        vault_measure_id: measure.vault_measure_id.clone(),
        period: period.key(),
        state: "waiting".into(),
        definition: measure.definition.clone(),
        result: String::new(),
        failure: String::new(),
        asked_at: 0,
    };
    store::insert_run(&tx, &row, &roots).await?;
    jobs::enqueue(&tx, RUN, &row.vault_run_id, tx.clock().now_millis()).await?;
    let fact = NewFact::new("vault.run-asked", "vault-run", id)
        .set("measure", &measure.vault_measure_id)
        .set("period", period.key())
        .set("agreements", roots.len());
    commit(tx, vec![fact]).await?;
    Ok(id)
}

/// An element that is in none of the tables it is read from.
fn missing_column(written: &Written, tables: &[TableRow]) -> Option<String> {
    let is_in = |kind: &str, element: &str| {
        tables
            .iter()
            .filter(|table| table.kind == kind)
            .any(|table| table.columns().iter().any(|column| column.name == element))
    };
    let people = written
        .person_elements()
        .into_iter()
        .filter(|one| !is_in("people", one));
    let happened = written
        .happened_elements()
        .into_iter()
        .filter(|one| !is_in(&written.counted_by, one));
    people.chain(happened).next().map(str::to_owned)
}

/// Holds a computation against every agreement whose rows go in; gives the agreements.
pub(super) async fn pass(
    connection: &Connection,
    actor: &Actor,
    measure: &MeasureRow,
    written: &Written,
    tables: &[TableRow],
) -> Result<Vec<String>, Error> {
    let mut roots: Vec<String> = Vec::new();
    for table in tables {
        let columns = table.columns();
        let needed = match table.kind.as_str() {
            "people" => written.person_elements(),
            _ => written.happened_elements(),
        };
        let needed: Vec<&str> = needed
            .into_iter()
            .filter(|one| columns.iter().any(|column| column.name == *one))
            .collect();
        let wanted = Wanted {
            act: Act::Compute,
            purpose: Purpose::SharedMeasures,
            indicator: measure.indicator_id.parse().ok(),
            elements: &needed,
        };
        let governed = gate::pass_root(connection, actor, &table.root_id, wanted).await?;
        opening::totals(connection, actor, (&governed, wanted.indicator), written).await?;
        // Families are asked by a newer version, and these older rows do not say who is who: anybody could be among them.
        let is_asked = governed.terms.consent != Consent::NotAsked;
        if is_asked && !columns.iter().any(|column| column.name == governed.consent_key) {
            let against = Against::NoKey {
                element: governed.consent_key.clone(),
            };
            return Err(governed.refused(connection, actor, against.into()).await?);
        }
        if !roots.contains(&table.root_id) {
            roots.push(table.root_id.clone());
        }
    }
    if !written.linkage.is_empty() {
        let sides = linkages::sides(connection, &written.linkage).await?;
        // What one partner's records say of another's is in the figures: they rest on every side.
        let indicator = measure.indicator_id.parse().ok();
        for side in sides {
            let governed = across::pass(connection, actor, (&side.root_id, indicator)).await?;
            opening::totals(connection, actor, (&governed, indicator), written).await?;
            if !roots.contains(&side.root_id) {
                roots.push(side.root_id);
            }
        }
    }
    Ok(roots)
}

/// Stops a run that waits or runs. Stopping what has ended does nothing.
pub async fn stop(scope: &Scope, actor: Actor, run: &RunRow) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    if !store::change_state(&tx, &run.vault_run_id, ["waiting", "running"], "stopped").await? {
        return Ok(());
    }
    let id: Uuid = run.vault_run_id.parse().map_err(|_| Error::NotFound)?;
    tx.commit(vec![NewFact::new("vault.run-stopped", "vault-run", id)])
        .await?;
    Ok(())
}

/// Stops every run that works on rows of an agreement, within a change: rows are about to go. The facts for it.
pub async fn stop_all(tx: &Tx, root: &str) -> Result<Vec<NewFact>, Error> {
    let mut facts = Vec::new();
    for run in store::running_of_root(tx, root).await? {
        if store::change_state(tx, &run.vault_run_id, ["running", "running"], "stopped").await? {
            let id: Uuid = run.vault_run_id.parse().map_err(|_| Error::NotFound)?;
            facts.push(NewFact::new("vault.run-stopped", "vault-run", id));
        }
    }
    Ok(facts)
}

/// Accepts the figures of a run: they become observations. Accepting what is accepted does nothing.
///
/// Errors: an agreement has ended since, or does not name whoever accepts; a figure cannot be right.
pub async fn accept(scope: &Scope, actor: Actor, run: &RunRow) -> Result<Recorded, Error> {
    let reader = scope.read().await?;
    let measure = store::measure(&reader, &run.vault_measure_id)
        .await?
        .ok_or(Error::NotFound)?;
    let indicator: IndicatorId = measure.indicator_id.parse().map_err(|_| Error::NotFound)?;
    opening::read(&reader, &actor, run).await?;
    let roots = store::roots(&reader, &run.vault_run_id).await?;
    // A version signed since may cover less than the run was made of.
    let written = Written::of(&run.definition);
    let mut rested_on = tables(&reader, &written, &run.period).await?;
    rested_on.retain(|table| roots.contains(&table.root_id));
    pass(&reader, &actor, &measure, &written, &rested_on).await?;
    let versions = measurement::versions_of(&reader, &measure.indicator_id).await?;
    let unit = versions
        .first()
        .and_then(|version| Unit::from_code(&version.unit));
    let unit = unit.ok_or_else(|| Error::Bad("the indicator has no definition yet".into()))?;
    drop(reader);
    let outcome: Outcome =
        serde_json::from_str(&run.result).map_err(|error| Error::Fault(error.to_string()))?;
    let period = Period::parse(&run.period).map_err(|error| Error::Fault(error.to_string()))?;
    // The run stands where a submission does: by it an edition finds the agreements that the figures came under.
    let source: SubmissionId = run.vault_run_id.parse().map_err(|_| Error::NotFound)?;
    let mut new = Vec::new();
    for cell in &outcome.cells {
        if let Some(one) = observation(cell, (indicator, unit), period, source)? {
            new.push(one);
        }
    }
    let tx = scope.write(actor).await?;
    if !store::change_state(&tx, &run.vault_run_id, ["done", "done"], "accepted").await? {
        return Ok(Recorded::default());
    }
    let recorded = record_in(&tx, &new).await?;
    let fact = NewFact::new("vault.figures-accepted", "vault-run", source.uuid())
        .set("measure", &run.vault_measure_id)
        .set("figures", new.len())
        .set("new", recorded.new)
        .set("corrected", recorded.corrected)
        .set("unchanged", recorded.unchanged);
    tx.commit(vec![fact]).await?;
    Ok(recorded)
}

/// A figure of the worker's as an observation; none where it has no place.
pub fn observation(
    cell: &OutcomeCell,
    (indicator, unit): (IndicatorId, Unit),
    period: Period,
    source: SubmissionId,
) -> Result<Option<NewObservation>, Error> {
    let Some(place) = cell.place.as_deref() else {
        return Ok(None);
    };
    let group = cell
        .group
        .iter()
        .fold(Group::everyone(), |group, (dimension, category)| {
            group.with(dimension, category)
        });
    let has_share = unit.factor().is_some();
    let figure = Figure {
        numerator: Some(cell.numerator),
        denominator: has_share.then_some(cell.denominator),
        value: (!has_share).then_some(cell.numerator as f64),
        margin: cell.bounds.and_then(|bounds| margin(cell, bounds, unit)),
        numerator_margin: None,
        status: Status::Ok,
    };
    let figure = figure
        .checked(unit)
        .map_err(|error| Error::Bad(error.to_string()))?;
    Ok(Some(NewObservation {
        indicator,
        place: place.parse().map_err(|_| Error::NotFound)?,
        period,
        group,
        figure,
        note: note(cell),
        source: None,
        submission: Some(source),
    }))
}

/// How far a value may be off, at 90 percent and in the indicator's unit, where it is uncertain who is the same person: the farther
/// of its bounds beside what any share of so many people may be off by chance. Told in steps of five people, a margin says of no
/// single pair that it was in doubt. Nothing: nobody is.
fn margin(cell: &OutcomeCell, bounds: OutcomeBounds, unit: Unit) -> Option<f64> {
    let in_steps = |people: f64| (people / STEP_PEOPLE - 1e-9).ceil().max(0.0) * STEP_PEOPLE;
    let ends = (bounds.numerator.0 as f64, bounds.numerator.1 as f64);
    let Some(factor) = unit.factor().filter(|_| cell.denominator > 0) else {
        let people = in_steps(farther(cell.numerator as f64, ends));
        return (people > 0.0).then_some(people);
    };
    let all = cell.denominator as f64;
    let share = cell.numerator as f64 / all;
    let linked = in_steps(farther(share, bounds.shares()) * all) / all;
    let chance = Z_90 * (share * (1.0 - share).max(0.0) / all).sqrt();
    (linked > 0.0).then(|| factor * linked.hypot(chance))
}

fn farther(value: f64, (low, high): (f64, f64)) -> f64 {
    (value - low).max(high - value).max(0.0)
}

/// What is said of a figure where it is uncertain who is the same person.
fn note(cell: &OutcomeCell) -> String {
    let Some(bounds) = cell.bounds else {
        return String::new();
    };
    let ((low, high), (least, most)) = (bounds.numerator, bounds.denominator);
    format!("Some records may tell of the same person: {low} to {high} of {least} to {most}.")
}
