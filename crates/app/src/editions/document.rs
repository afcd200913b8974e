//! The document of an edition: all that is public, frozen, and addressed by the hash of its bytes.
//!
//! Figures enter it only as [`Released`], which only disclosure control constructs (`editions::release`).
//! Serialisation is deterministic: ordered maps and vectors, no floats that were not rounded first.

use serde::{Deserialize, Serialize};

use super::agenda::PublicAgenda;
use super::certificate::Certificate;
use super::chosen::{PolicyPart, SelectionPart};
pub use super::decided::DecisionPart;
pub use super::plan::PlanPart;
use super::said::{GapPart, ReadingPart};
use super::way::PathwayPart;

/// Version of the document's shape; readers refuse what they do not know.
pub const FORMAT: u32 = 1;

/// A text in both languages; an empty one falls back to the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

/// One edition of one collaborative.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Version of the shape, [`FORMAT`].
    pub format: u32,
    /// The collaborative as it presents itself.
    pub collaborative: Collaborative,
    /// Number of the edition, from 1. In a draft: 0.
    pub number: i64,
    /// Number of the newest edition that was public when this one's figures were protected; 0 if none.
    pub protected_against: i64,
    /// Title, such as "Report card 2021".
    pub title: String,
    /// Day of publication, ISO 8601.
    pub published_on: String,
    /// What changed since the last edition, and corrections with their reasons.
    pub note: Text,
    /// Results in order, each with its indicators' slugs.
    pub results: Vec<ResultPart>,
    /// Indicators in order.
    pub indicators: Vec<IndicatorPart>,
    /// Places that figures are about.
    pub places: Vec<PlacePart>,
    /// Dimensions and their categories, as labelled at publication.
    pub dimensions: Vec<DimensionPart>,
    /// Partners credited.
    pub partners: Vec<Partner>,
    /// Sources with their licences.
    pub sources: Vec<SourcePart>,
    /// The disclosure rules that were applied.
    pub protection: ProtectionPart,
    /// Signed checkpoint of the history before publication.
    pub checkpoint: String,
    /// The newest agenda that was ratified; editions from before there was one have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda: Option<PublicAgenda>,
    /// What was decided and is for the public, the newest first; older editions have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionPart>,
    /// The pathway from cradle to career; older editions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pathway: Option<PathwayPart>,
    /// What partners do and made public; editions from before there was a plan have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanPart>,
    /// How the backbone was chosen, where that is public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selections: Vec<SelectionPart>,
    /// Rules that changed, where that is public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyPart>,
}

/// How the collaborative presents itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Collaborative {
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// One or two sentences.
    pub about: Text,
    /// Where: "Bridgeport, Connecticut".
    pub place: String,
    /// Credit that stands on every page with figures.
    pub credit: Text,
    /// Where questions go.
    pub contact: String,
    /// Whether people and organisations are invented.
    pub is_fictitious: bool,
}

/// A result and what stands for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultPart {
    /// Part of its address.
    pub slug: String,
    /// Title.
    pub title: Text,
    /// Slugs of its indicators, in order.
    pub indicators: Vec<String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacePart {
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Kind: `town`, `state` …
    pub kind: String,
    /// Codes that hold on the day of publication, as `scheme:code`.
    pub codes: Vec<String>,
}

/// A dimension with its categories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DimensionPart {
    /// Slug.
    pub slug: String,
    /// Label.
    pub label: Text,
    /// Categories in order: slug and label.
    pub categories: Vec<CategoryPart>,
}

/// A category of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CategoryPart {
    /// Slug.
    pub slug: String,
    /// Label.
    pub label: Text,
}

/// A partner with what it is credited for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// What it does.
    pub about: Text,
}

/// A source with its licence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourcePart {
    /// Slug.
    pub slug: String,
    /// Publisher.
    pub publisher: String,
    /// Title.
    pub title: String,
    /// Licence.
    pub licence: String,
    /// Credit line.
    pub credit: String,
}

/// The rules of disclosure control, in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProtectionPart {
    /// Smallest count that is shown.
    pub minimum_count: i64,
    /// Name and version of the policy.
    pub policy: String,
    /// Hidden figures in this edition, all told.
    pub hidden: i64,
    /// Narrowest range in which the audit could pin any hidden count.
    pub narrowest_range: Option<i64>,
    /// What the audit did; editions of the first version have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
}

/// An indicator with its definition, figures, targets and story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorPart {
    /// Part of its address.
    pub slug: String,
    /// Title.
    pub title: Text,
    /// `percent`, `per-thousand`, `count`, `number`.
    pub unit: String,
    /// `higher`, `lower`, `neither`: which way is good.
    pub direction: String,
    /// Slug of the place the page leads with.
    pub headline_place: String,
    /// The definition sheet, as public text.
    pub definition: DefinitionPart,
    /// Breaks in the series.
    pub breaks: Vec<BreakPart>,
    /// Baselines.
    pub baselines: Vec<BaselinePart>,
    /// Targets.
    pub targets: Vec<TargetPart>,
    /// Figures, ordered by place, period and group.
    #[serde(deserialize_with = "kept_figures")]
    pub figures: Vec<Released>,
    /// The story, if one was written.
    pub story: Option<StoryPart>,
    /// Who checked it and when.
    pub checks: Vec<CheckPart>,
    /// Slugs of sources.
    pub sources: Vec<String>,
    /// What the figures say, worked out from them as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<ReadingPart>,
    /// Groups beside what they are compared with, worked out from the figures as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<GapPart>,
}

/// The public part of a definition sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DefinitionPart {
    /// What is counted, in a sentence.
    pub about: Text,
    /// Numerator.
    pub numerator: Text,
    /// Denominator.
    pub denominator: Text,
    /// Whom it is about.
    pub population: Text,
    /// Where it comes from.
    pub source: Text,
    /// How often.
    pub cadence: Text,
    /// Method notes.
    pub method: Text,
    /// Cautions.
    pub cautions: Text,
    /// Version number of the definition.
    pub version: i64,
    /// Slugs of dimensions it is broken down by, in order.
    pub dimensions: Vec<String>,
    /// What groups are compared with: `goal`, `everyone` or `best`; empty: the goal if there is one, else everyone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub compare_with: String,
}

/// A break in the series, or a period that cannot be compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BreakPart {
    /// Period key at which it happens.
    pub period: String,
    /// `break`, `not-comparable` or `missing`.
    pub kind: String,
    /// Empty: every figure; `all`: everyone only; a dimension's slug; or the key of a group.
    pub applies_to: String,
    /// Why.
    pub reason: Text,
}

/// Where a target starts from: which figure, not its value. That stands among the figures, if it may be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaselinePart {
    /// Slug of the place.
    pub place: String,
    /// Key of the group; empty is everyone.
    pub group: String,
    /// Period key.
    pub period: String,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TargetPart {
    /// Slug of the place.
    pub place: String,
    /// Key of the group; empty is everyone.
    pub group: String,
    /// `sustained`, `incremental`, `equitable`.
    pub kind: String,
    /// Period key by which it is to be reached.
    pub period: String,
    /// Value, in the unit.
    pub value: f64,
}

/// The story behind the curve.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StoryPart {
    /// The finding, 15 words or fewer.
    pub headline: Text,
    /// One paragraph under it.
    pub lede: Text,
    /// What is behind the numbers: title and paragraph.
    pub behind: Vec<Passage>,
    /// A voice, with consent: words and who.
    pub voice: Option<Passage>,
    /// Who is doing what: partners first.
    pub actions: Vec<ActionPart>,
}

/// A titled paragraph.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// Title.
    pub title: Text,
    /// Paragraph.
    pub text: Text,
}

/// An action and who carries it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ActionPart {
    /// What is done.
    pub title: Text,
    /// Names of partners, first to last.
    pub partners: Vec<String>,
    /// `on-course`, `complete`, `slower`, `not-started`.
    pub state: String,
    /// When it began, ISO date or empty.
    pub began: String,
    /// Words that share the credit, once everyone named in them has had their say; older editions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Text>,
}

/// One step of checking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckPart {
    /// `sent`, `checked`, `vetted`, `protected`, `published`.
    pub step: String,
    /// By whom: an organisation or role, never a private person's mail.
    pub by: String,
    /// Day, ISO 8601.
    pub on: String,
    /// What was said: `confirmed`, `no-answer`, `context`, `objected`, `corrected`; empty where nothing was asked.
    pub answer: String,
    /// Words added by a leader for the public.
    pub words: String,
}

/// A figure that may be published. Only disclosure control constructs one; it can be read, not made or changed.
///
/// It can be written out and not read in by itself: figures come back only as part of a kept document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Released {
    place: String,
    period: String,
    group: String,
    shown: Shown,
    corrected_from: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    held: bool,
}

/// How a released figure stands beside what was printed of it before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::editions) enum Standing {
    /// As the only word on it, or the same word again.
    Told,
    /// It corrects this value.
    Corrects(f64),
    /// As it was printed: its correction is about too few people to be told.
    Held,
}

/// Figures of a kept document. Private to this module, so that nothing else can be read in as released.
fn kept_figures<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Released>, D::Error> {
    #[derive(Deserialize)]
    struct Kept {
        place: String,
        period: String,
        group: String,
        shown: Shown,
        corrected_from: Option<f64>,
        #[serde(default)]
        held: bool,
    }
    let kept = Vec::<Kept>::deserialize(deserializer)?;
    let released = kept.into_iter().map(|kept| Released {
        place: kept.place,
        period: kept.period,
        group: kept.group,
        shown: kept.shown,
        corrected_from: kept.corrected_from,
        held: kept.held,
    });
    Ok(released.collect())
}

/// What is shown of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Shown {
    /// A value, with what is shown of its counts and margin.
    Value {
        /// In the unit, rounded as published.
        value: f64,
        /// The part, if shown.
        numerator: Option<i64>,
        /// The whole, if shown.
        denominator: Option<i64>,
        /// Margin of error in the unit (90 percent), if known.
        margin: Option<f64>,
    },
    /// At least this much: top coding.
    AtLeast {
        /// Bound, in the unit.
        value: f64,
    },
    /// At most this much: bottom coding.
    AtMost {
        /// Bound, in the unit.
        value: f64,
    },
    /// Hidden to protect a small group, here or at the source: one mark for all reasons.
    Protected,
    /// The source has no value.
    NotAvailable,
}

impl Released {
    /// Slug of the place.
    pub fn place(&self) -> &str {
        &self.place
    }
    /// Period key.
    pub fn period(&self) -> &str {
        &self.period
    }
    /// Key of the group; empty is everyone.
    pub fn group(&self) -> &str {
        &self.group
    }
    /// What is shown.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }
    /// The value that an earlier edition showed, where this one corrects it.
    pub fn corrected_from(&self) -> Option<f64> {
        self.corrected_from
    }
    /// Whether it stands as an earlier edition printed it, because its correction is about too few people to be told.
    pub fn is_held(&self) -> bool {
        self.held
    }
    /// For disclosure control alone: `editions::release` is the only caller, and a test holds it to that.
    pub(in crate::editions) fn release(
        (place, period, group): (String, String, String),
        shown: Shown,
        standing: Standing,
    ) -> Self {
        let (corrected_from, held) = match standing {
            Standing::Told => (None, false),
            Standing::Corrects(before) => (Some(before), false),
            Standing::Held => (None, true),
        };
        Self {
            place,
            period,
            group,
            shown,
            corrected_from,
            held,
        }
    }
}

impl Document {
    /// The bytes that are kept, hashed and never changed.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("an edition has only texts, numbers and lists")
    }

    /// Reads a kept document. Errors: not an edition, or one of a newer shape.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let document: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if document.format != FORMAT {
            return Err(format!(
                "this edition has format {}, and only {FORMAT} is known here",
                document.format
            ));
        }
        Ok(document)
    }

    /// An indicator by its slug.
    pub fn indicator(&self, slug: &str) -> Option<&IndicatorPart> {
        self.indicators.iter().find(|indicator| indicator.slug == slug)
    }
}
