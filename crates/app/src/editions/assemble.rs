//! Assembling a document: gather at one instant, release every figure through the gate, put it in order.

use std::collections::{BTreeMap, BTreeSet};

use domain::measurement::Group;
use domain::period::Period;
use domain::quantity::{Status, Unit};
use platform::db::Connection;
use serde_json::Value;

use super::document::{
    BaselinePart, BreakPart, CategoryPart, Collaborative, DefinitionPart, DimensionPart, Document, FORMAT,
    IndicatorPart, Partner, PlacePart, ProtectionPart, ResultPart, SourcePart, StoryPart, TargetPart, Text,
};
use super::gather::{self, FigureRow, IndicatorRow};
use super::release::{self, Before, Figure, Protection, Rules, Strength};
use super::report::Report;
use super::selection::Selection;
use super::telling::told_though_hidden;
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;

/// The word for an indicator whose figures are estimates and no counts of people.
const ESTIMATES: &str = "none";

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

/// Assembles the document of a plan. Errors: a table that cannot be released stops the whole edition.
pub async fn assemble(connection: &Connection, plan: &Plan<'_>) -> Result<Assembled, Error> {
    let gathered = gather_indicators(connection, plan).await?;
    let minimum = plan.collaborative.minimum_count;
    let (selection, strength) = (plan.selection.clone(), plan.strength);
    let (earlier, report) = (plan.earlier.to_vec(), plan.report.cloned());
    // The gate computes; it runs on a blocking thread so that pages go on being answered.
    let released = tokio::task::spawn_blocking(move || {
        let editions: Vec<&Document> = earlier.iter().collect();
        let before = Before {
            editions: &editions,
            report: report.as_ref(),
        };
        gathered
            .into_iter()
            .map(|one| one.released(&selection, minimum, before, strength))
            .collect::<Result<Vec<_>, _>>()
    });
    let released = released
        .await
        .map_err(|error| Error::Fault(error.to_string()))??;
    let mut document = frame(connection, plan).await?;
    let mut report = Report::default();
    for one in released {
        document.protection.narrowest_range = [document.protection.narrowest_range, one.narrowest]
            .into_iter()
            .flatten()
            .min();
        report.hidden.extend(one.report.hidden);
        report.tables.extend(one.report.tables);
        document.indicators.push(one.part);
    }
    document.protection.hidden = report.hidden.len() as i64;
    keep_what_is_used(&mut document);
    Ok(Assembled { document, report })
}

/// Everything gathered of one indicator, before the gate.
struct Gathered {
    row: IndicatorRow,
    definition: Value,
    part: IndicatorPart,
    figures: Vec<FigureRow>,
}

struct ReleasedPart {
    part: IndicatorPart,
    report: Report,
    narrowest: Option<i64>,
}

async fn gather_indicators(connection: &Connection, plan: &Plan<'_>) -> Result<Vec<Gathered>, Error> {
    let mut gathered = Vec::new();
    for row in gather::indicators(connection).await? {
        if !plan.selection.until.contains_key(&row.slug) {
            continue;
        }
        let definition: Value = serde_json::from_str(&row.definition).unwrap_or(Value::Null);
        let mut part = empty_part(&row, &definition);
        let dimensions = gather::dimensions_of(connection, &row.indicator_id).await?;
        part.definition.dimensions = dimensions.into_iter().map(|row| row.slug).collect();
        part.breaks = breaks(connection, &row).await?;
        part.baselines = baselines(connection, &row).await?;
        part.targets = targets(connection, &row).await?;
        let story = gather::story(connection, &row.indicator_id).await?;
        part.story = story.and_then(|body| serde_json::from_str::<StoryPart>(&body).ok());
        let figures = gather::figures(connection, &row.indicator_id).await?;
        gathered.push(Gathered {
            row,
            definition,
            part,
            figures,
        });
    }
    Ok(gathered)
}

impl Gathered {
    fn released(
        mut self,
        selection: &Selection,
        minimum: i64,
        before: Before<'_>,
        strength: Strength,
    ) -> Result<ReleasedPart, Error> {
        let unit = Unit::from_code(&self.row.unit).unwrap_or(Unit::Number);
        let rules = Rules {
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
        };
        let is_in = |row: &&FigureRow| {
            Period::parse(&row.period).is_ok_and(|period| selection.holds(&self.row.slug, period))
        };
        let chosen: Vec<&FigureRow> = self.figures.iter().filter(is_in).collect();
        let sources: BTreeSet<String> = chosen.iter().filter_map(|row| row.source.clone()).collect();
        let figures: Vec<Figure> = chosen.into_iter().filter_map(figure).collect();
        let released = release::release(&rules, &figures, before, strength)
            .map_err(|reason| Error::Refused(reason.to_string()))?;
        let narrowest = released.narrowest();
        self.part.figures = released.figures;
        if let Some(number) = told_though_hidden(&self.part, &figures, rules.decimals) {
            return Err(Error::Refused(format!(
                "the story of “{}” tells {number}, which is protected in this edition; change the story, then make the draft",
                self.part.title.en
            )));
        }
        self.part.sources = sources.into_iter().collect();
        if self.part.headline_place.is_empty() {
            self.part.headline_place = self
                .part
                .figures
                .first()
                .map(|figure| figure.place().to_owned())
                .unwrap_or_default();
        }
        Ok(ReleasedPart {
            part: self.part,
            report: released.report,
            narrowest,
        })
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

fn empty_part(row: &IndicatorRow, definition: &Value) -> IndicatorPart {
    let text = |key: &str| text_of(definition, key);
    IndicatorPart {
        slug: row.slug.clone(),
        title: Text {
            en: row.title_en.clone(),
            es: row.title_es.clone(),
        },
        unit: row.unit.clone(),
        direction: row.direction.clone(),
        headline_place: row.headline_place.clone().unwrap_or_default(),
        definition: DefinitionPart {
            about: text("about"),
            numerator: text("numerator"),
            denominator: text("denominator"),
            population: text("population"),
            source: text("source"),
            cadence: text("cadence"),
            method: text("method"),
            cautions: text("caution"),
            version: row.version,
            dimensions: Vec::new(),
        },
        breaks: Vec::new(),
        baselines: Vec::new(),
        targets: Vec::new(),
        figures: Vec::new(),
        story: None,
        checks: Vec::new(),
        sources: Vec::new(),
    }
}

/// A text of a definition sheet: both languages under one key, `key_en` and `key_es`, or one text for both.
fn text_of(definition: &Value, key: &str) -> Text {
    if let Some(text) = definition.get(key).filter(|value| value.is_object()) {
        return serde_json::from_value(text.clone()).unwrap_or_default();
    }
    let read = |key: &str| {
        definition
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let (en, es) = (read(&format!("{key}_en")), read(&format!("{key}_es")));
    if en.is_empty() && es.is_empty() {
        Text {
            en: read(key),
            es: String::new(),
        }
    } else {
        Text { en, es }
    }
}

async fn breaks(connection: &Connection, row: &IndicatorRow) -> Result<Vec<BreakPart>, Error> {
    let rows = gather::breaks(connection, &row.indicator_id).await?;
    let parts = rows.into_iter().map(|row| BreakPart {
        period: row.period,
        kind: row.kind,
        applies_to: row.applies_to,
        reason: Text {
            en: row.reason_en,
            es: row.reason_es,
        },
    });
    Ok(parts.collect())
}

async fn baselines(connection: &Connection, row: &IndicatorRow) -> Result<Vec<BaselinePart>, Error> {
    let rows = gather::baselines(connection, &row.indicator_id).await?;
    let parts = rows.into_iter().map(|row| BaselinePart {
        place: row.place,
        group: row.group_key,
        period: row.period,
        value: row.value,
    });
    Ok(parts.collect())
}

async fn targets(connection: &Connection, row: &IndicatorRow) -> Result<Vec<TargetPart>, Error> {
    let rows = gather::targets(connection, &row.indicator_id).await?;
    let parts = rows.into_iter().map(|row| TargetPart {
        place: row.place,
        group: row.group_key,
        kind: row.kind,
        period: row.period,
        value: row.value,
    });
    Ok(parts.collect())
}

/// The document without its indicators.
async fn frame(connection: &Connection, plan: &Plan<'_>) -> Result<Document, Error> {
    let row = plan.collaborative;
    let collaborative = Collaborative {
        slug: row.slug.clone(),
        name: row.name.clone(),
        about: Text {
            en: row.about_en.clone(),
            es: row.about_es.clone(),
        },
        place: row.place_name.clone(),
        credit: Text {
            en: row.credit_en.clone(),
            es: row.credit_es.clone(),
        },
        contact: row.contact_email.clone(),
        is_fictitious: row.is_fictitious,
    };
    let results = gather::results(connection)
        .await?
        .into_iter()
        .map(|row| ResultPart {
            slug: row.slug,
            title: Text {
                en: row.title_en,
                es: row.title_es,
            },
            indicators: Vec::new(),
        });
    let mut results: Vec<ResultPart> = results.collect();
    for indicator in gather::indicators(connection).await? {
        let result = results
            .iter_mut()
            .find(|result| Some(&result.slug) == indicator.result.as_ref());
        if let (Some(result), true) = (result, plan.selection.until.contains_key(&indicator.slug)) {
            result.indicators.push(indicator.slug);
        }
    }
    Ok(Document {
        format: FORMAT,
        collaborative,
        number: 0,
        protected_against: plan.earlier.last().map_or(0, |newest| newest.number),
        title: plan.title.to_owned(),
        published_on: String::new(),
        note: plan.note.clone(),
        results,
        indicators: Vec::new(),
        places: places(connection, plan.today).await?,
        dimensions: dimensions(connection).await?,
        partners: partners(connection).await?,
        sources: sources(connection).await?,
        protection: ProtectionPart {
            minimum_count: row.minimum_count,
            policy: "minimum count with complementary suppression, version 1".into(),
            hidden: 0,
            narrowest_range: None,
        },
        checkpoint: String::new(),
    })
}

async fn places(connection: &Connection, today: &str) -> Result<Vec<PlacePart>, Error> {
    let mut places: Vec<PlacePart> = Vec::new();
    for row in gather::places(connection, today).await? {
        if places.last().is_none_or(|last| last.slug != row.slug) {
            places.push(PlacePart {
                slug: row.slug,
                name: row.name,
                kind: row.kind,
                codes: Vec::new(),
            });
        }
        if let (Some(place), Some(scheme), Some(code)) = (places.last_mut(), row.scheme, row.code) {
            place.codes.push(format!("{scheme}:{code}"));
        }
    }
    Ok(places)
}

async fn dimensions(connection: &Connection) -> Result<Vec<DimensionPart>, Error> {
    let mut dimensions: Vec<DimensionPart> = Vec::new();
    for row in gather::categories(connection).await? {
        if dimensions.last().is_none_or(|last| last.slug != row.dimension) {
            let label = Text {
                en: row.dimension_en,
                es: row.dimension_es,
            };
            dimensions.push(DimensionPart {
                slug: row.dimension,
                label,
                categories: Vec::new(),
            });
        }
        if let (Some(dimension), Some(slug)) = (dimensions.last_mut(), row.category) {
            let label = Text {
                en: row.category_en.unwrap_or_default(),
                es: row.category_es.unwrap_or_default(),
            };
            dimension.categories.push(CategoryPart { slug, label });
        }
    }
    Ok(dimensions)
}

async fn partners(connection: &Connection) -> Result<Vec<Partner>, Error> {
    let rows = gather::organisations(connection).await?;
    let parts = rows.into_iter().map(|row| Partner {
        slug: row.slug,
        name: row.name,
        sector: row.sector,
        about: Text {
            en: row.about_en,
            es: row.about_es,
        },
    });
    Ok(parts.collect())
}

async fn sources(connection: &Connection) -> Result<Vec<SourcePart>, Error> {
    let rows = gather::sources(connection).await?;
    let parts = rows.into_iter().map(|row| SourcePart {
        slug: row.slug,
        publisher: row.publisher,
        title: row.title,
        licence: row.licence,
        credit: row.credit,
    });
    Ok(parts.collect())
}

/// Places, categories, sources and results that no figure of the edition names are left out.
fn keep_what_is_used(document: &mut Document) {
    let figures = || {
        document
            .indicators
            .iter()
            .flat_map(|indicator| &indicator.figures)
    };
    let places: BTreeSet<String> = figures().map(|figure| figure.place().to_owned()).collect();
    let mut categories: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let groups: BTreeSet<&str> = figures().map(|figure| figure.group()).collect();
    for group in groups.into_iter().filter_map(|key| Group::parse(key).ok()) {
        for (dimension, category) in group.parts() {
            categories
                .entry(dimension.to_owned())
                .or_default()
                .insert(category.to_owned());
        }
    }
    let sources: BTreeSet<String> = document
        .indicators
        .iter()
        .flat_map(|indicator| indicator.sources.clone())
        .collect();
    document.places.retain(|place| places.contains(&place.slug));
    document
        .dimensions
        .retain(|dimension| categories.contains_key(&dimension.slug));
    for dimension in &mut document.dimensions {
        let used = categories.get(&dimension.slug);
        dimension
            .categories
            .retain(|category| used.is_some_and(|used| used.contains(&category.slug)));
    }
    document.sources.retain(|source| sources.contains(&source.slug));
    document.results.retain(|result| !result.indicators.is_empty());
}
