//! What the programming interface answers: structs of its own, apart from the document's.

use platform::words::Words;
use serde::Serialize;
use utoipa::ToSchema;

use super::rows::Observation;
use crate::editions::certificate::Certificate;
use crate::editions::document::{Document, IndicatorPart, ResultPart, Text};
use crate::editions::said::{CoursePart, GapPart, ReadingPart};

fn said(words: Words, text: &Text) -> String {
    words.pick(&text.en, &text.es).to_owned()
}

/// A collaborative.
#[derive(Debug, Serialize, ToSchema)]
pub struct CollaborativeItem {
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Number of its newest edition.
    pub newest_edition: i64,
}

/// An edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionItem {
    /// Number, from 1.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Day of publication, ISO 8601.
    pub published_on: String,
    /// What changed.
    pub note: String,
    /// Figures hidden to protect people.
    pub hidden: i64,
    /// How it was checked that nobody can work out what is hidden; none for editions from before certificates.
    pub certificate: Option<CertificateItem>,
}

/// The certificate of an edition: what an attacker with everything published was tried on, and how it ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateItem {
    /// Tables that were checked: a measure at a place in a period.
    pub tables: i64,
    /// Counts behind what is printed in them, now and earlier.
    pub cells: i64,
    /// Sums and earlier statements that bind them.
    pub relations: i64,
    /// Counts that a reader does not know.
    pub unknown: i64,
    /// Counts that must stay uncertain.
    pub guarded: i64,
    /// Of these, the ones that earlier editions give away, and that no hiding can protect any more.
    pub already_public: i64,
    /// Width of the narrowest range in which a hidden count can be pinned, or the width that the rule asks if it is
    /// wider; none if nothing is hidden.
    pub narrowest_range: Option<i64>,
    /// Earlier editions that were taken as known to every reader.
    pub editions_known: i64,
    /// Solver that worked.
    pub solver: String,
    /// Its steps, at most: a power of ten.
    pub steps: i64,
    /// How long it took, in milliseconds, rounded up to whole seconds.
    pub milliseconds: i64,
    /// SHA-256 of what readers get of the figures and of the earlier editions, in hexadecimal.
    pub inputs_sha256: String,
    /// Engine and its version.
    pub engine: String,
}

/// A result.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultItem {
    /// Part of its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Slugs of its indicators, in order.
    pub indicators: Vec<String>,
}

/// An indicator.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorItem {
    /// Part of its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// `percent`, `per-thousand`, `count` or `number`.
    pub unit: String,
    /// `higher`, `lower` or `neither`: which way is good.
    pub direction: String,
    /// Slug of the place its page leads with.
    pub headline_place: String,
    /// Slugs of the dimensions it is broken down by.
    pub dimensions: Vec<String>,
}

/// An indicator with its definition.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorDetail {
    /// The indicator.
    #[serde(flatten)]
    pub indicator: IndicatorItem,
    /// Version of the definition.
    pub definition_version: i64,
    /// What is counted.
    pub about: String,
    /// The part.
    pub numerator: String,
    /// The whole.
    pub denominator: String,
    /// Whom it is about.
    pub population: String,
    /// Where it comes from.
    pub source: String,
    /// How it is made.
    pub method: String,
    /// What to take care of.
    pub cautions: String,
    /// Goals.
    pub targets: Vec<TargetItem>,
    /// Breaks in the series and periods that do not compare.
    pub breaks: Vec<BreakItem>,
    /// What the figures of each place and group say, worked out from them as printed.
    pub readings: Vec<ReadingItem>,
    /// Groups beside what they are compared with, worked out from the figures as printed.
    pub gaps: Vec<GapPart>,
}

/// What the figures of one place and group say.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingItem {
    /// Slug of the place.
    pub place: String,
    /// Key of the group; empty is everyone.
    pub group: String,
    /// `improving`, `holding-steady`, `slipping` or `too-early`.
    pub word: String,
    /// First period that the word was told from.
    pub since: String,
    /// Last one.
    pub until: String,
    /// The change from one period to the next that is normal, either way, in the unit.
    pub wobble: Option<f64>,
    /// Where it goes if nothing else changes, with ranges that hold what comes four times in five.
    pub course: Vec<CoursePart>,
    /// The same in sentences; only of everyone at the place its page leads with.
    pub sentence: String,
}

/// A goal.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetItem {
    /// Slug of the place.
    pub place: String,
    /// Key of the group; empty is everyone.
    pub group: String,
    /// Period by which it is to be reached.
    pub period: String,
    /// Value, in the indicator's unit.
    pub value: f64,
}

/// A break in the series, or a period that does not compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct BreakItem {
    /// Period.
    pub period: String,
    /// `break`, `not-comparable` or `missing`.
    pub kind: String,
    /// Empty: every figure; `all`: everyone only; a dimension's slug; or the key of a group.
    pub applies_to: String,
    /// Why.
    pub reason: String,
}

/// A selection of published figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObservationList {
    /// Slug of the collaborative.
    pub collaborative: String,
    /// Number of the edition.
    pub edition: i64,
    /// Day of publication, ISO 8601.
    pub published_on: String,
    /// Figures that the filters let through, all told.
    pub total: usize,
    /// How many of them were passed over.
    pub offset: usize,
    /// The figures.
    pub observations: Vec<Observation>,
}

impl CollaborativeItem {
    /// From the newest edition.
    pub fn of(document: &Document) -> Self {
        Self {
            slug: document.collaborative.slug.clone(),
            name: document.collaborative.name.clone(),
            place: document.collaborative.place.clone(),
            newest_edition: document.number,
        }
    }
}

impl EditionItem {
    /// From an edition.
    pub fn of(document: &Document, words: Words) -> Self {
        Self {
            number: document.number,
            title: document.title.clone(),
            published_on: document.published_on.clone(),
            note: said(words, &document.note),
            hidden: document.protection.hidden,
            certificate: document.protection.certificate.as_ref().map(CertificateItem::of),
        }
    }
}

impl CertificateItem {
    fn of(certificate: &Certificate) -> Self {
        let certificate = certificate.clone();
        Self {
            tables: certificate.tables,
            cells: certificate.cells,
            relations: certificate.relations,
            unknown: certificate.unknown,
            guarded: certificate.guarded,
            already_public: certificate.already_public,
            narrowest_range: certificate.narrowest_range,
            editions_known: certificate.editions_known,
            solver: certificate.solver,
            steps: certificate.steps,
            milliseconds: certificate.milliseconds,
            inputs_sha256: certificate.inputs,
            engine: certificate.engine,
        }
    }
}

impl ResultItem {
    /// From a result of an edition.
    pub fn of(part: &ResultPart, words: Words) -> Self {
        Self {
            slug: part.slug.clone(),
            title: said(words, &part.title),
            indicators: part.indicators.clone(),
        }
    }
}

impl IndicatorItem {
    /// From an indicator of an edition.
    pub fn of(part: &IndicatorPart, words: Words) -> Self {
        Self {
            slug: part.slug.clone(),
            title: said(words, &part.title),
            unit: part.unit.clone(),
            direction: part.direction.clone(),
            headline_place: part.headline_place.clone(),
            dimensions: part.definition.dimensions.clone(),
        }
    }
}

impl ReadingItem {
    fn of(reading: &ReadingPart, words: Words) -> Self {
        let reading = reading.clone();
        Self {
            sentence: said(words, &reading.sentence),
            place: reading.place,
            group: reading.group,
            word: reading.word,
            since: reading.since,
            until: reading.until,
            wobble: reading.wobble,
            course: reading.course,
        }
    }
}

impl IndicatorDetail {
    /// From an indicator of an edition.
    pub fn of(part: &IndicatorPart, words: Words) -> Self {
        let definition = &part.definition;
        let targets = part.targets.iter().map(|target| TargetItem {
            place: target.place.clone(),
            group: target.group.clone(),
            period: target.period.clone(),
            value: target.value,
        });
        let breaks = part.breaks.iter().map(|part| BreakItem {
            period: part.period.clone(),
            kind: part.kind.clone(),
            applies_to: part.applies_to.clone(),
            reason: said(words, &part.reason),
        });
        Self {
            indicator: IndicatorItem::of(part, words),
            definition_version: definition.version,
            about: said(words, &definition.about),
            numerator: said(words, &definition.numerator),
            denominator: said(words, &definition.denominator),
            population: said(words, &definition.population),
            source: said(words, &definition.source),
            method: said(words, &definition.method),
            cautions: said(words, &definition.cautions),
            targets: targets.collect(),
            breaks: breaks.collect(),
            readings: part
                .readings
                .iter()
                .map(|reading| ReadingItem::of(reading, words))
                .collect(),
            gaps: part.gaps.clone(),
        }
    }
}
