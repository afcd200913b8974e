//! Import of figures from CSV, for an operator: every row is checked, then all are kept at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{IndicatorId, SourceId};
use domain::measurement::{Figure, Group};
use domain::period::Period;
use domain::place::Places;
use domain::quantity::{Status, Unit};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::objects;

use super::actions::group;
use super::observations::{NewObservation, Recorded, record_in};
use super::{actions, store};
use crate::collaborative::store::time_zone;
use crate::directory::actions::id_of;
use crate::directory::places::{gazetteer, unknown_place};
use crate::problems::{Check, PROBLEMS_MAX, Problem, Refusal};
use crate::table::{Row, Table};

/// Headings that an import must have; others may be there.
pub const HEADINGS: [&str; 9] = [
    "indicator",
    "place_code",
    "period",
    "dimension",
    "category",
    "numerator",
    "denominator",
    "value",
    "status",
];

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ObservationsImported {
    /// What became of the figures.
    pub recorded: Recorded,
    /// Figures whose value is another than their counts give: worth a look, kept as the source has them.
    pub disagreeing: usize,
}

/// What rows may refer to.
struct Known {
    indicators: BTreeMap<String, (IndicatorId, Unit, u32)>,
    places: Places,
    categories: BTreeSet<(String, String)>,
    sources: BTreeMap<String, SourceId>,
}

/// Imports figures: one row a figure.
///
/// Errors: each problem by row and column; then nothing was saved.
pub async fn import_observations(
    scope: &Scope,
    actor: Actor,
    file: &[u8],
) -> Result<ObservationsImported, Refusal> {
    let table = Table::read(file, &HEADINGS)?;
    let tx = scope.write(actor).await?;
    let known = Known::load(&tx).await?;
    let (mut observations, mut problems) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    let mut imported = ObservationsImported::default();
    for row in table.rows() {
        match known.read(row) {
            Ok((observation, does_disagree)) => {
                let key = (
                    observation.indicator,
                    observation.place,
                    observation.period.key(),
                    observation.group.key(),
                );
                if !seen.insert(key) {
                    problems.push(Problem::cell(row.number, "indicator", "problem-twice-in-file"));
                }
                imported.disagreeing += usize::from(does_disagree);
                observations.push(observation);
            }
            Err(found) => problems.extend(found),
        }
        if problems.len() >= PROBLEMS_MAX {
            break;
        }
    }
    if !problems.is_empty() {
        return Err(Refusal::Problems(problems));
    }
    imported.recorded = record_in(&tx, &observations).await?;
    let (new, corrected) = (imported.recorded.new, imported.recorded.corrected);
    if new + corrected == 0 {
        return Ok(imported);
    }
    let hash = objects::put(&tx, file).await?;
    let fact = NewFact::new(
        "measurement.observations-imported",
        "collaborative",
        tx.collaborative().uuid(),
    );
    let fact = fact
        .set("new", new)
        .set("corrected", corrected)
        .set("unchanged", imported.recorded.unchanged)
        .set("file_sha256", hash);
    tx.commit(vec![fact]).await?;
    Ok(imported)
}

impl Known {
    async fn load(tx: &Tx) -> Result<Self, Refusal> {
        let today = tx.clock().today(&time_zone(tx).await?).to_string();
        let sheets = actions::sheets_on(tx, &today).await?;
        let mut indicators = BTreeMap::new();
        for row in store::indicators(tx).await? {
            if let Some((_, sheet)) = sheets.get(&row.indicator_id) {
                let id = IndicatorId::from_uuid(id_of(&row.indicator_id));
                let decimals = u32::try_from(sheet.decimals).unwrap_or(0);
                indicators.insert(row.slug, (id, sheet.unit(), decimals));
            }
        }
        let dimensions: BTreeMap<String, String> = store::dimensions(tx)
            .await?
            .into_iter()
            .map(|row| (row.dimension_id, row.slug))
            .collect();
        let categories = store::categories(tx).await?.into_iter();
        let sources = store::sources(tx).await?.into_iter();
        Ok(Self {
            indicators,
            places: gazetteer(tx).await?,
            categories: categories
                .filter_map(|row| Some((dimensions.get(&row.dimension_id)?.clone(), row.slug)))
                .collect(),
            sources: sources
                .map(|row| (row.slug, SourceId::from_uuid(id_of(&row.source_id))))
                .collect(),
        })
    }

    fn read(&self, row: Row<'_>) -> Result<(NewObservation, bool), Vec<Problem>> {
        let mut check = Check::row(row.number);
        let indicator = self.indicator(&mut check, row.get("indicator"));
        let period = Period::parse(row.get("period")).ok();
        if period.is_none() {
            let problem = check.problem("period", "problem-not-a-period");
            check.note(problem.with("text", row.get("period")));
        }
        let place = period.and_then(|period| {
            let found = self.places.find(row.get("place_code"), period.end(), "").place();
            if found.is_none() {
                check.note(unknown_place(&check, "place_code", row.get("place_code")));
            }
            found
        });
        let group = self.group(&mut check, row);
        let source = self.source(&mut check, row.get("source"));
        let figure = figure(&mut check, row);
        let unit = indicator.map_or(Unit::Number, |(_, unit, _)| unit);
        let figure = figure.checked(unit).map_err(|error| {
            let column = if row.get("value").is_empty() {
                "numerator"
            } else {
                "value"
            };
            let problem = check.problem(column, &format!("figure-{}", error.code()));
            check.note(problem);
        });
        let problems = std::mem::replace(&mut check, Check::form()).into_problems();
        let (Some((indicator, unit, decimals)), Some(period), Some(place), Ok(figure), true) =
            (indicator, period, place, figure, problems.is_empty())
        else {
            return Err(problems);
        };
        let observation = NewObservation {
            indicator,
            place,
            period,
            group,
            figure,
            note: String::new(),
            source,
            submission: None,
        };
        Ok((observation, figure.disagrees(unit, decimals)))
    }

    fn indicator(&self, check: &mut Check, text: &str) -> Option<(IndicatorId, Unit, u32)> {
        let found = self
            .indicators
            .get(&text.to_lowercase().replace('_', "-"))
            .copied();
        if found.is_none() {
            let problem = check.problem("indicator", "problem-unknown-indicator");
            check.note(problem.with("text", text));
        }
        found
    }

    fn group(&self, check: &mut Check, row: Row<'_>) -> Group {
        let group = group(row.get("dimension"), row.get("category"));
        let unknown = group.parts().find(|(dimension, category)| {
            !self
                .categories
                .contains(&((*dimension).to_owned(), (*category).to_owned()))
        });
        if unknown.is_some() {
            let problem = check.problem("category", "problem-unknown-category");
            check.note(problem.with(
                "text",
                format!("{} {}", row.get("dimension"), row.get("category")),
            ));
        }
        group
    }

    fn source(&self, check: &mut Check, text: &str) -> Option<SourceId> {
        if text.is_empty() {
            return None;
        }
        let found = self.sources.get(text).copied();
        if found.is_none() {
            let problem = check.problem("source", "problem-unknown-source");
            check.note(problem.with("text", text));
        }
        found
    }
}

fn figure(check: &mut Check, row: Row<'_>) -> Figure {
    // Status codes keep their `_`: they are the words of tables and files alike.
    let status = match row.get("status") {
        "" => Some(Status::Ok),
        text => Status::from_code(text),
    };
    if status.is_none() {
        let problem = check.problem("status", "problem-not-a-choice");
        check.note(problem.with("text", row.get("status")));
    }
    Figure {
        numerator: check.optional_whole("numerator", row.get("numerator")),
        denominator: check.optional_whole("denominator", row.get("denominator")),
        value: check.optional_number("value", row.get("value")),
        margin: check.optional_number("margin", row.get("margin")),
        numerator_margin: check.optional_number("numerator_margin", row.get("numerator_margin")),
        status: status.unwrap_or(Status::Ok),
    }
}
