//! Assembling a document: gather at one instant, release every figure through the gate, put it in order.

use std::collections::{BTreeMap, BTreeSet};

use domain::measurement::Group;
use domain::period::Period;
use domain::quantity::{Status, Unit};
use platform::db::Connection;
use serde_json::Value;

use super::certificate::certificate;
use super::document::{Document, IndicatorPart, Released, Shown, Text};
use super::framing::{frame, keep_what_is_used};
use super::gather::{self, FigureRow, IndicatorRow};
use super::parts::part;
use super::refusal::NotMade;
use super::release::{
    self, Before, CorrectedRates, Figure, NotReleasable, Protection, Release, Rules, Strength, Subject,
};
use super::report::{LeftOut, Report, Untold, UntoldFigure};
use super::selection::{Selection, breakdown};
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;
use crate::reading;
use crate::reading::support::{self, Doubt};

/// The word for an indicator whose figures are estimates and no counts of people.
const ESTIMATES: &str = "none";
/// The word for corrected rates that are held back when nobody can say how many people they are about.
const HELD: &str = "held";

/// A document in the making with the report on what is hidden in it.
#[derive(Debug, Clone)]
pub struct Assembled {
    /// The document, without number, day and checks.
    pub document: Document,
    /// What is hidden and why; never public.
    pub report: Report,
}

/// What to assemble.
#[derive(Debug)]
pub struct Plan<'plan> {
    /// The collaborative.
    pub collaborative: &'plan CollaborativeRow,
    /// Title of the edition.
    pub title: &'plan str,
    /// What changed.
    pub note: Text,
    /// What is in it.
    pub selection: &'plan Selection,
    /// Today, ISO date, for codes of places.
    pub today: &'plan str,
    /// Every published edition, oldest first.
    pub earlier: &'plan [Document],
    /// The report on the newest of them.
    pub report: Option<&'plan Report>,
    /// How strongly figures are protected.
    pub strength: Strength,
}

/// Assembles the document of a plan.
///
/// Errors: a table that cannot be released stops the whole edition.
pub async fn assemble(connection: &Connection, plan: &Plan<'_>) -> Result<Assembled, NotMade> {
    let gathered = gather_indicators(connection, plan.selection).await?;
    let nesting = gather::nesting(connection).await?;
    let minimum = plan.collaborative.minimum_count;
    let (selection, strength) = (plan.selection.clone(), plan.strength);
    let (earlier, report) = (plan.earlier.to_vec(), plan.report.cloned());
    // The gate computes; it runs on a blocking thread so that pages go on being answered.
    let released = tokio::task::spawn_blocking(move || {
        let editions: Vec<&Document> = earlier.iter().collect();
        let before = Before {
            editions: &editions,
            report: report.as_ref(),
            until: None,
        };
        let chosen: Vec<Chosen> = gathered
            .iter()
            .map(|one| one.chosen(&selection, minimum, before.editions))
            .collect();
        let subjects: Vec<Subject> = chosen.iter().map(|one| one.subject.clone()).collect();
        let released = release::release_all(&subjects, &nesting, (before, strength), None)?;
        let parts = gathered.into_iter().zip(chosen).zip(released);
        let parts: Vec<ReleasedPart> = parts
            .map(|((gathered, chosen), release)| gathered.released(chosen, release, minimum))
            .collect();
        Ok((parts, earlier))
    });
    let released: Result<_, NotReleasable> =
        released.await.map_err(|error| Error::Fault(error.to_string()))?;
    let (released, earlier) = released?;
    let mut document = frame(connection, plan).await?;
    let mut report = Report::default();
    for one in released {
        report.hidden.extend(one.report.hidden);
        report.corrected.extend(one.report.corrected);
        report.left_out.extend(one.report.left_out);
        report.tables.extend(one.report.tables);
        report.untold.extend(one.report.untold);
        document.indicators.push(one.part);
    }
    let certificate = certificate(&report, (&document.indicators, minimum), &earlier);
    let marks = report.hidden.iter().filter(|hidden| hidden.why.is_mark());
    document.protection.hidden = marks.count() as i64;
    document.protection.narrowest_range = certificate.narrowest_range;
    document.protection.certificate = Some(certificate);
    keep_what_is_used(&mut document);
    reading::freeze(&mut document);
    report.doubts = without_doubted(&mut document, plan.earlier.last());
    Ok(Assembled { document, report })
}

/// Takes the sentences that the figures do not support out of a document, and gives the doubts.
fn without_doubted(document: &mut Document, newest: Option<&Document>) -> Vec<Doubt> {
    let mut all = Vec::new();
    for part in &mut document.indicators {
        let doubts = support::doubts(part, newest.and_then(|newest| newest.indicator(&part.slug)));
        if let Some(story) = &mut part.story {
            support::without_doubted(story, &doubts);
        }
        all.extend(doubts);
    }
    all
}

/// Everything gathered of one indicator, before the gate.
pub(super) struct Gathered {
    pub(super) row: IndicatorRow,
    definition: Value,
    part: IndicatorPart,
    figures: Vec<FigureRow>,
}

struct ReleasedPart {
    part: IndicatorPart,
    report: Report,
}

/// What goes through the gate of one indicator, and what does not.
pub(super) struct Chosen {
    /// Figures of the breakdowns that are in, and how they are printed and protected.
    pub(super) subject: Subject,
    /// Figures of the others, by breakdown.
    pub(super) others: BTreeMap<String, Vec<Figure>>,
    /// Slugs of the sources of all of them.
    sources: BTreeSet<String>,
}

/// Everything of the indicators that a selection holds, in their order.
pub(super) async fn gather_indicators(
    connection: &Connection,
    selection: &Selection,
) -> Result<Vec<Gathered>, Error> {
    let mut gathered = Vec::new();
    for row in gather::indicators(connection).await? {
        if selection.until.contains_key(&row.slug) {
            gathered.push(gather_one(connection, row).await?);
        }
    }
    Ok(gathered)
}

/// Everything of one indicator.
async fn gather_one(connection: &Connection, row: IndicatorRow) -> Result<Gathered, Error> {
    let definition: Value = serde_json::from_str(&row.definition).unwrap_or(Value::Null);
    let part = part(connection, &row, &definition).await?;
    let figures = gather::figures(connection, &row.indicator_id).await?;
    Ok(Gathered {
        row,
        definition,
        part,
        figures,
    })
}

impl Gathered {
    /// The figures that a selection puts through the gate, with the rules for them.
    pub(super) fn chosen(&self, selection: &Selection, minimum: i64, editions: &[&Document]) -> Chosen {
        let slug = &self.row.slug;
        let is_in =
            |row: &&FigureRow| Period::parse(&row.period).is_ok_and(|period| selection.holds(slug, period));
        let mut chosen = Chosen {
            subject: Subject {
                rules: self.rules(selection, minimum),
                figures: Vec::new(),
            },
            others: BTreeMap::new(),
            sources: BTreeSet::new(),
        };
        let mut by_breakdown: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
        for row in self.figures.iter().filter(is_in) {
            if let Some(figure) = figure(row) {
                chosen.sources.extend(row.source.clone());
                by_breakdown
                    .entry(breakdown(&figure.group))
                    .or_default()
                    .push(figure);
            }
        }
        let accepted: BTreeSet<String> = by_breakdown.keys().cloned().collect();
        let published = selection.breakdowns(slug, &accepted, editions);
        for (key, figures) in by_breakdown {
            if published.contains(&key) {
                chosen.subject.figures.extend(figures);
            } else {
                chosen.others.insert(key, figures);
            }
        }
        chosen
    }

    fn rules(&self, selection: &Selection, minimum: i64) -> Rules {
        let unit = Unit::from_code(&self.row.unit).unwrap_or(Unit::Number);
        Rules {
            indicator: self.row.slug.clone(),
            unit,
            decimals: decimals(&self.definition, unit),
            protection: if self.row.suppression == ESTIMATES {
                Protection::Estimates
            } else {
                Protection::Counts {
                    minimum: self.row.minimum_count.unwrap_or(minimum),
                }
            },
            corrected_rates: if self.row.corrected_rates == HELD {
                CorrectedRates::Held
            } else {
                CorrectedRates::Told
            },
            pools: selection.pools.get(&self.row.slug).cloned().unwrap_or_default(),
        }
    }

    fn released(mut self, chosen: Chosen, released: Release, minimum: i64) -> ReleasedPart {
        self.part.figures = released.figures;
        self.part.sources = chosen.sources.iter().cloned().collect();
        if self.part.headline_place.is_empty() {
            self.part.headline_place = self
                .part
                .figures
                .first()
                .map(|figure| figure.place().to_owned())
                .unwrap_or_default();
        }
        let mut report = released.report;
        report.untold = vec![untold(&chosen, &self.part.figures, minimum)];
        report.left_out = chosen
            .others
            .into_iter()
            .map(|(breakdown, figures)| LeftOut {
                indicator: self.row.slug.clone(),
                breakdown,
                figures: figures.len() as i64,
            })
            .collect();
        ReleasedPart {
            part: self.part,
            report,
        }
    }
}

/// Figures of which nothing is printed, as they would be printed.
fn untold(chosen: &Chosen, released: &[Released], minimum: i64) -> Untold {
    let told: BTreeSet<(&str, &str, &str)> = released
        .iter()
        .filter(|figure| matches!(figure.shown(), Shown::Value { .. }) && !figure.is_held())
        .map(|figure| (figure.place(), figure.period(), figure.group()))
        .collect();
    let others = chosen.others.values().flatten();
    let is_untold = |figure: &&Figure| {
        let key = figure.group.key();
        !told.contains(&(figure.place.as_str(), figure.period.as_str(), key.as_str()))
    };
    let rules = &chosen.subject.rules;
    let mut figures: Vec<UntoldFigure> = chosen
        .subject
        .figures
        .iter()
        .chain(others)
        .filter(is_untold)
        .map(|figure| UntoldFigure {
            group: figure.group.key(),
            numerator: rules.counted(figure),
            denominator: figure.denominator,
            value: rules.value(figure).map(|value| rules.printed(value)),
        })
        .collect();
    figures.retain(|figure| figure.numerator.is_some() || figure.value.is_some());
    Untold {
        indicator: rules.indicator.clone(),
        minimum: match rules.protection {
            Protection::Counts { minimum } => minimum,
            Protection::Estimates => minimum,
        },
        decimals: rules.decimals as usize,
        figures,
    }
}

/// A stored figure as the gate takes it; what the database's own rules exclude is left out.
fn figure(row: &FigureRow) -> Option<Figure> {
    Some(Figure {
        place: row.place.clone(),
        period: row.period.clone(),
        group: Group::parse(&row.group_key).ok()?,
        numerator: row.numerator,
        denominator: row.denominator,
        value: row.value,
        margin: row.margin,
        status: Status::from_code(&row.status)?,
    })
}

fn decimals(definition: &Value, unit: Unit) -> u32 {
    let own = definition
        .get("decimals")
        .and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()));
    let usual = match unit {
        Unit::Percent | Unit::PerThousand => 1,
        Unit::Count => 0,
        Unit::Number => 2,
    };
    own.and_then(|own| u32::try_from(own).ok())
        .unwrap_or(usual)
        .min(4)
}
