//! The indicator that an answer feeds: named with the question and frozen with it; counts that wait; accepting them.
//!
//! What is accepted becomes observations as any figure does, and goes no further than both agreements say whose rows went in.

use domain::agreements::{Act, Publication, Purpose};
use domain::ids::{IndicatorId, PlaceId, TakeUpId};
use domain::period::Period;
use domain::quantity::Unit;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use serde::{Deserialize, Serialize};
use takeup::{ByColumn, Counting};

use super::store::{self, Feed, TakeUpRow};
use crate::agreements::gate::{self, Wanted};
use crate::blocks::Typed;
use crate::directory::places;
use crate::error::Error;
use crate::measurement::observations::{Recorded, record_in};
use crate::measurement::store as measurement;
use crate::problems::{Check, Problem};
use crate::vault::measures::order;
use crate::vault::measures::runs::observation;
use crate::vault::measures::store::{Outcome, OutcomeCell};
use crate::vault::measures::written::ByElement;

/// How people are counted for the indicator, as it is frozen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// The place under which everybody is counted together.
    pub whole: String,
    /// Breakdowns, each with the element that tells it.
    pub dimensions: Vec<ByElement>,
}

/// Indicators that are a share, so that those who are reached can stand over those who could be; with their titles.
pub async fn shares(connection: &Connection) -> Result<Vec<(IndicatorId, (String, String))>, Error> {
    let versions = measurement::versions(connection).await?;
    let mut shares = Vec::new();
    for row in measurement::indicators(connection).await? {
        let mut own = versions.iter().filter(|one| one.indicator_id == row.indicator_id);
        let Some(last) = own.next_back() else {
            continue;
        };
        if Unit::from_code(&last.unit).and_then(Unit::factor).is_some() {
            let id = row.indicator_id.parse().map_err(|_| Error::NotFound)?;
            shares.push((id, (last.title_en.clone(), last.title_es.clone())));
        }
    }
    Ok(shares)
}

/// What a form says of the indicator; nothing: the answer stays a report. What is wrong is noted at its field.
pub async fn read(connection: &Connection, typed: &Typed, check: &mut Check) -> Result<Option<Feed>, Error> {
    if typed.get("takeup_indicator").trim().is_empty() {
        return Ok(None);
    }
    let wanted: Option<IndicatorId> = typed.id("takeup_indicator");
    let shares = shares(connection).await?;
    let indicator = wanted.filter(|id| shares.iter().any(|(known, _)| known == id));
    if indicator.is_none() {
        check.wrong("takeup_indicator", "problem-takeup-indicator");
    }
    let text = typed.get("takeup_period").trim();
    let period = Period::parse(text).ok();
    if period.is_none() {
        check.note(Problem::field("takeup_period", "problem-not-a-period").with("text", text));
    }
    let whole: Option<PlaceId> = typed.id("takeup_whole");
    let places = places::places(connection).await?;
    let whole = whole.map(|id| id.to_string());
    let whole = whole.filter(|id| places.iter().any(|place| place.place_id == *id));
    if whole.is_none() {
        check.wrong("takeup_whole", "problem-takeup-whole");
    }
    let mut dimensions = Vec::new();
    for dimension in measurement::dimensions(connection).await? {
        let element = typed.get(&field(&dimension.slug)).trim().to_owned();
        if !element.is_empty() {
            dimensions.push(ByElement {
                slug: dimension.slug,
                element,
            });
        }
    }
    let (Some(indicator), Some(period), Some(whole)) = (indicator, period, whole) else {
        return Ok(None);
    };
    let counts = Counts { whole, dimensions };
    Ok(Some(Feed {
        indicator_id: indicator.to_string(),
        period: period.key(),
        counting: serde_json::to_string(&counts).expect("it is plain JSON"),
    }))
}

/// The name of the field for the element that tells a breakdown.
pub fn field(dimension: &str) -> String {
    format!("takeup_by_{dimension}")
}

/// How people are counted for a question's indicator; nothing: it feeds none.
pub fn counts(row: &TakeUpRow) -> Option<Counts> {
    let text = row.counting.as_deref()?;
    Some(serde_json::from_str(text).unwrap_or_default())
}

/// What the worker is told: the collaborative's own words for places and categories.
pub async fn counting(connection: &Connection, counts: Counts) -> Result<Counting, Error> {
    let mut dimensions = Vec::new();
    for (by, categories) in order::categories(connection, &counts.dimensions).await? {
        dimensions.push(ByColumn {
            slug: by.slug.clone(),
            column: by.element.clone(),
            categories,
        });
    }
    Ok(Counting {
        places: order::places(connection, &counts.whole).await?,
        whole: counts.whole,
        dimensions,
    })
}

/// The figures of an answer that wait or were accepted.
pub fn figures(row: &TakeUpRow) -> Outcome {
    let text = row.figures.as_deref().unwrap_or_default();
    serde_json::from_str(text).unwrap_or_default()
}

/// Accepts the figures of an answer: they become observations of the indicator. Accepting what is accepted does nothing.
///
/// Errors: the question feeds no indicator or has no answer; an agreement does not let this person compute, or nothing of it
/// become public, with the clause; a figure cannot be right.
pub async fn accept(scope: &Scope, actor: Actor, id: TakeUpId) -> Result<Recorded, Error> {
    let reader = scope.read().await?;
    let row = store::one(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let named = row.indicator_id.as_deref().ok_or(Error::NotFound)?;
    let indicator: IndicatorId = named.parse().map_err(|_| Error::NotFound)?;
    let (Some(counts), Some(period)) = (counts(&row), &row.period) else {
        return Err(Error::NotFound);
    };
    if row.state != "answered" || row.figures.as_deref().unwrap_or_default().is_empty() {
        return Err(Error::NotFound);
    }
    let level = level(&reader, &actor, (&row, indicator)).await?;
    let versions = measurement::versions_of(&reader, named).await?;
    let unit = versions
        .first()
        .and_then(|version| Unit::from_code(&version.unit));
    let unit = unit.ok_or_else(|| Error::Bad("the indicator has no definition yet".into()))?;
    drop(reader);
    let period = Period::parse(period).map_err(|error| Error::Fault(error.to_string()))?;
    // The question stands where a submission does: by it an edition finds the agreements that the figures came under.
    let source = domain::ids::SubmissionId::from_uuid(id.uuid());
    let mut new = Vec::new();
    for cell in within(&figures(&row), &counts, level) {
        new.extend(observation(cell, (indicator, unit), period, source)?);
    }
    let tx = scope.write(actor).await?;
    if store::accept(&tx, &row).await? == 0 {
        return Ok(Recorded::default());
    }
    let recorded = record_in(&tx, &new).await?;
    let fact = NewFact::new("take-up.figures-accepted", "take-up", id.uuid())
        .set("indicator", indicator)
        .set("period", period.key())
        .set("level", level.code())
        .set("figures", new.len())
        .set("new", recorded.new)
        .set("corrected", recorded.corrected)
        .set("unchanged", recorded.unchanged);
    tx.commit(vec![fact]).await?;
    Ok(recorded)
}

/// How far both agreements let figures go: the narrower of the two.
///
/// Errors: one does not let this person compute, or nothing of it may become public, with the clause.
async fn level(
    connection: &Connection,
    actor: &Actor,
    (row, indicator): (&TakeUpRow, IndicatorId),
) -> Result<Publication, Error> {
    let mut level = Publication::Groups;
    for root in [&row.people_root_id, &row.service_root_id] {
        for act in [Act::Compute, Act::Publish(Publication::Totals)] {
            let wanted = Wanted {
                act,
                purpose: Purpose::TakeUp,
                indicator: Some(indicator),
                elements: &[],
            };
            let governed = gate::pass_root(connection, actor, root, wanted).await?;
            level = level.min(governed.terms.publication);
        }
    }
    Ok(level)
}

/// The figures within a level: all of them, or that of everybody together.
pub fn within<'a>(
    outcome: &'a Outcome,
    counts: &'a Counts,
    level: Publication,
) -> impl Iterator<Item = &'a OutcomeCell> {
    outcome.cells.iter().filter(move |cell| match level {
        Publication::Nothing => false,
        Publication::Totals => cell.group.is_empty() && cell.place.as_ref() == Some(&counts.whole),
        Publication::Groups => true,
    })
}
