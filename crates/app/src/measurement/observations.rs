//! Figures: every vintage is kept, and a correction is a new one.

use std::collections::BTreeMap;

use domain::ids::{IndicatorId, PlaceId, SourceId, SubmissionId};
use domain::measurement::{Figure, Group, next_vintage};
use domain::period::Period;
use domain::quantity::Status;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::store;
use crate::collaborative::store::time_zone;
use crate::error::Error;
use crate::problems::Refusal;

/// Most figures read at once.
const FIGURES_MAX: i64 = 1_000_000;

/// A figure as kept.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ObservationRow {
    /// Identifier.
    pub observation_id: String,
    /// Of which indicator.
    pub indicator_id: String,
    /// By which definition.
    pub indicator_version_id: String,
    /// Where.
    pub place_id: String,
    /// Key of the period.
    pub period: String,
    /// Last day of the period, for order.
    pub period_end: String,
    /// Key of the group; empty is everyone.
    pub group_key: String,
    /// From 1; the highest is what holds now.
    pub vintage: i64,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// Value, in the unit.
    pub value: Option<f64>,
    /// Margin of error of the value, at 90 percent.
    pub margin: Option<f64>,
    /// Margin of error of the numerator, at 90 percent.
    pub numerator_margin: Option<f64>,
    /// `ok`, `suppressed`, `not_available`.
    pub status: String,
    /// What is to be said of it.
    pub note: String,
    /// Where it comes from.
    pub source_id: Option<String>,
    /// Which submission brought it.
    pub submission_id: Option<String>,
    /// When it was accepted.
    pub accepted_at: i64,
}

impl ObservationRow {
    /// What it says, without saying about what.
    pub fn figure(&self) -> Figure {
        Figure {
            numerator: self.numerator,
            denominator: self.denominator,
            value: self.value,
            margin: self.margin,
            numerator_margin: self.numerator_margin,
            status: Status::from_code(&self.status).expect("the database holds known states only"),
        }
    }
}

const COLUMNS: &str =
    "observation_id, indicator_id, indicator_version_id, place_id, period, period_end, group_key,
    vintage, numerator, denominator, value, margin, numerator_margin, status, note, source_id, submission_id,
    accepted_at";

/// What holds now: the highest vintage of each place, period and group of an indicator, in that order.
pub async fn latest(connection: &Connection, indicator: IndicatorId) -> Result<Vec<ObservationRow>, DbError> {
    let sql = format!(
        "select {COLUMNS} from observation
         where collaborative_id = $1 and indicator_id = $2
           and not exists (select 1 from observation later
                           where later.collaborative_id = observation.collaborative_id
                             and later.indicator_id = observation.indicator_id
                             and later.place_id = observation.place_id
                             and later.period = observation.period
                             and later.group_key = observation.group_key
                             and later.vintage > observation.vintage)
         order by place_id, period_end, period, group_key
         limit $3"
    );
    connection
        .rows(&sql, args![indicator.to_string(), FIGURES_MAX])
        .await
}

/// Every vintage of one figure, oldest first.
pub async fn vintages(
    connection: &Connection,
    indicator: IndicatorId,
    place: PlaceId,
    period: Period,
    group: &Group,
) -> Result<Vec<ObservationRow>, DbError> {
    let sql = format!(
        "select {COLUMNS} from observation
         where collaborative_id = $1 and indicator_id = $2 and place_id = $3 and period = $4 and group_key = $5
         order by vintage
         limit 1000"
    );
    let values = args![
        indicator.to_string(),
        place.to_string(),
        period.key(),
        group.key()
    ];
    connection.rows(&sql, values).await
}

/// How many figures an indicator has, and the last period with one.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct CoverageRow {
    /// Of which indicator.
    pub indicator_id: String,
    /// Figures, every vintage counted.
    pub figures: i64,
    /// Last day of the last period.
    pub last_end: String,
}

/// What each indicator has, by indicator.
pub async fn coverage(connection: &Connection) -> Result<Vec<CoverageRow>, DbError> {
    let sql = "select indicator_id, count(*) as figures, max(period_end) as last_end
               from observation
               where collaborative_id = $1
               group by indicator_id
               order by indicator_id
               limit 20000";
    connection.rows(sql, args![]).await
}

/// A figure about to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewObservation {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Where.
    pub place: PlaceId,
    /// When.
    pub period: Period,
    /// Whom.
    pub group: Group,
    /// What; checked with `Figure::checked` by whoever read it.
    pub figure: Figure,
    /// What is to be said of it.
    pub note: String,
    /// Where it comes from.
    pub source: Option<SourceId>,
    /// Which submission brings it.
    pub submission: Option<SubmissionId>,
}

/// What became of figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Kept for the first time.
    pub new: usize,
    /// Kept as a later vintage, since they differ from what was there.
    pub corrected: usize,
    /// Not kept again, since the same was there.
    pub unchanged: usize,
}

type Key = (IndicatorId, PlaceId, String, String);

/// Keeps figures within a change that is being made: accepting a submission, an import.
///
/// The change's own facts tell of it (name the counts). Within one call, a figure stands once; the last wins.
/// Errors: an indicator without a definition.
pub async fn record_in(tx: &Tx, new: &[NewObservation]) -> Result<Recorded, Error> {
    let mut recorded = Recorded::default();
    let mut rows = Vec::with_capacity(new.len());
    let standing = standing(tx, new).await?;
    let definitions = definitions_in_force(tx).await?;
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    let mut once: BTreeMap<Key, &NewObservation> = BTreeMap::new();
    for observation in new {
        once.insert(key(observation), observation);
    }
    for (key, observation) in once {
        let latest = standing.get(&key).copied();
        let Some(vintage) = next_vintage(latest, &observation.figure) else {
            recorded.unchanged += 1;
            continue;
        };
        match latest {
            None => recorded.new += 1,
            Some(_) => recorded.corrected += 1,
        }
        let definition = definitions
            .get(&observation.indicator.to_string())
            .ok_or_else(|| Error::Bad("the indicator has no definition yet".into()))?;
        rows.push(values(observation, vintage, definition, now, &by));
    }
    tx.insert_many("observation", INSERTED, rows).await?;
    Ok(recorded)
}

/// Keeps figures by themselves, where no submission or file brings them: a caller with figures of its own.
pub async fn record(scope: &Scope, actor: Actor, new: &[NewObservation]) -> Result<Recorded, Refusal> {
    let tx = scope.write(actor).await?;
    let recorded = record_in(&tx, new).await?;
    if recorded.new + recorded.corrected == 0 {
        return Ok(recorded);
    }
    let fact = NewFact::new(
        "measurement.figures-recorded",
        "collaborative",
        tx.collaborative().uuid(),
    );
    let fact = fact.set("new", recorded.new).set("corrected", recorded.corrected);
    tx.commit(vec![fact]).await?;
    Ok(recorded)
}

/// Corrects one figure by hand, with the reason; the earlier vintage stays.
pub async fn correct(
    scope: &Scope,
    actor: Actor,
    observation: NewObservation,
    reason: &str,
) -> Result<Recorded, Refusal> {
    let tx = scope.write(actor).await?;
    let period = observation.period;
    let earlier = vintages(
        &tx,
        observation.indicator,
        observation.place,
        period,
        &observation.group,
    );
    let earlier = earlier.await?.pop();
    let recorded = record_in(&tx, std::slice::from_ref(&observation)).await?;
    if recorded.unchanged > 0 {
        return Ok(recorded);
    }
    let shown = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let fact = NewFact::new(
        "measurement.figure-corrected",
        "indicator",
        observation.indicator.uuid(),
    )
    .set("place", observation.place)
    .set("period", period.key())
    .set("group", observation.group.key())
    .change(
        "value",
        shown(earlier.and_then(|row| row.value)),
        shown(observation.figure.value),
    )
    .because(reason);
    tx.commit(vec![fact]).await?;
    Ok(recorded)
}

/// The latest vintage of every figure of the indicators concerned.
async fn standing(tx: &Tx, new: &[NewObservation]) -> Result<BTreeMap<Key, (i64, Figure)>, DbError> {
    let mut indicators: Vec<IndicatorId> = new.iter().map(|observation| observation.indicator).collect();
    indicators.sort();
    indicators.dedup();
    let mut standing = BTreeMap::new();
    for indicator in indicators {
        for row in latest(tx, indicator).await? {
            let Ok(place) = row.place_id.parse() else {
                continue;
            };
            let figure = (row.vintage, row.figure());
            standing.insert((indicator, place, row.period, row.group_key), figure);
        }
    }
    Ok(standing)
}

/// The definition by which figures are accepted today: the newest that holds, else the first there is.
async fn definitions_in_force(tx: &Tx) -> Result<BTreeMap<String, String>, DbError> {
    let today = tx.clock().today(&time_zone(tx).await?).to_string();
    let mut definitions = BTreeMap::new();
    for row in store::versions(tx).await? {
        let is_first = !definitions.contains_key(&row.indicator_id);
        if is_first || row.valid_from <= today {
            definitions.insert(row.indicator_id, row.indicator_version_id);
        }
    }
    Ok(definitions)
}

fn key(observation: &NewObservation) -> Key {
    (
        observation.indicator,
        observation.place,
        observation.period.key(),
        observation.group.key(),
    )
}

const INSERTED: &[&str] = &[
    "observation_id",
    "indicator_id",
    "indicator_version_id",
    "place_id",
    "period",
    "period_end",
    "group_key",
    "vintage",
    "numerator",
    "denominator",
    "value",
    "margin",
    "numerator_margin",
    "status",
    "note",
    "source_id",
    "submission_id",
    "accepted_at",
    "accepted_by",
];

fn values(
    observation: &NewObservation,
    vintage: i64,
    definition: &str,
    now: i64,
    by: &str,
) -> Vec<platform::db::Value> {
    let figure = observation.figure;
    args![
        secrets::new_uuid().to_string(),
        observation.indicator.to_string(),
        definition,
        observation.place.to_string(),
        observation.period.key(),
        observation.period.end().to_string(),
        observation.group.key(),
        vintage,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.margin,
        figure.numerator_margin,
        figure.status.code(),
        observation.note.clone(),
        observation.source.map(|source| source.to_string()),
        observation.submission.map(|submission| submission.to_string()),
        now,
        by,
    ]
}
