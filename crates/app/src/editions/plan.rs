//! The plan of action in an edition: what partners do and made public, strategy by strategy, and how it stood that day.
//!
//! No person stands in it, and nothing that an activity counts of itself: such counts may be of a few people.

use std::collections::BTreeMap;

use jiff::civil::Date;
use platform::db::Connection;
use serde::{Deserialize, Serialize};

use super::document::Text;
use crate::activities::commitments::store as promises;
use crate::activities::outline::{self, Standed, Wanted};
use crate::activities::{choices, commitments, steps_store, store, tie_store};
use crate::error::Error;
use crate::measurement::store as measurement;

/// The plan of action, as the public gets it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPart {
    /// Strategies in the order of the agenda; those that nothing public belongs to are absent.
    pub strategies: Vec<PublicStrategy>,
    /// Activities that were made public, the oldest first.
    pub activities: Vec<PublicActivity>,
}

/// A strategy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicStrategy {
    /// Its key, the same in every version of the agenda.
    pub key: String,
    /// Title.
    pub title: Text,
}

/// An activity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicActivity {
    /// Part of its address.
    pub slug: String,
    /// Title.
    pub title: Text,
    /// What is done.
    pub about: Text,
    /// Key of its strategy; empty: none.
    pub strategy_key: String,
    /// Slug of the indicator it means to move; empty: none.
    pub indicator: String,
    /// Name of the organisation that leads it.
    pub lead: String,
    /// Names of those that contribute.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Text>,
    /// For which groups above all; none: for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Text>,
    /// For whom, in words.
    pub population: Text,
    /// `late`, `on-course`, `planned`, `done`, `stopped`.
    pub standing_code: String,
    /// First day, ISO 8601.
    pub starts_on: String,
    /// Last day, ISO 8601; empty: none.
    pub ends_on: String,
    /// What it means to reach, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<PublicMilestone>,
    /// What organisations promised and made public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<PublicPromise>,
}

/// A milestone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicMilestone {
    /// What.
    pub title: Text,
    /// By when, ISO 8601.
    pub due_on: String,
    /// When it was reached, ISO 8601; empty: not yet.
    pub done_on: String,
}

/// A promise of an organisation. Its word why is between the partners.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicPromise {
    /// Whose, by name.
    pub organisation: String,
    /// What.
    pub words: Text,
    /// By when, ISO 8601.
    pub due_on: String,
    /// `past`, `late`, `changed`, `open`, `kept`, `dropped`.
    pub standing_code: String,
}

fn text(en: &str, es: &str) -> Text {
    Text {
        en: en.to_owned(),
        es: es.to_owned(),
    }
}

/// The plan as it stands today, as far as it was made public; nothing where nothing was.
pub(super) async fn public(connection: &Connection, today: &str) -> Result<Option<PlanPart>, Error> {
    let day: Date = today
        .parse()
        .map_err(|_| Error::Fault(format!("{today} is no day")))?;
    let all = outline::plan(connection, &Wanted::default(), day).await?;
    let shown: Vec<Standed> = all
        .into_iter()
        .filter(|one| one.row.visibility == "public")
        .collect();
    if shown.is_empty() {
        return Ok(None);
    }
    let sources = Sources::gather(connection).await?;
    let mut activities = Vec::new();
    let rows = store::public_activities(connection).await?;
    for one in &shown {
        let row = rows.iter().find(|row| row.activity_id == one.row.activity_id);
        activities.extend(row.map(|row| sources.part(one, row, day)));
    }
    let strategies = choices::strategies(connection).await?.into_iter();
    let strategies = strategies.filter(|one| activities.iter().any(|part| part.strategy_key == one.key));
    let strategies = strategies.map(|one| PublicStrategy {
        title: text(&one.title_en, &one.title_es),
        key: one.key,
    });
    Ok(Some(PlanPart {
        strategies: strategies.collect(),
        activities,
    }))
}

/// What belongs to activities, gathered once for all of them.
struct Sources {
    partners: BTreeMap<String, Vec<tie_store::TieRow>>,
    places: BTreeMap<String, Vec<tie_store::TieRow>>,
    groups: BTreeMap<String, Vec<tie_store::TieRow>>,
    milestones: BTreeMap<String, Vec<steps_store::MilestoneRow>>,
    promises: BTreeMap<String, Vec<promises::PromiseRow>>,
    indicators: BTreeMap<String, String>,
}

fn by_activity(ties: Vec<tie_store::TieRow>) -> BTreeMap<String, Vec<tie_store::TieRow>> {
    let mut by = BTreeMap::new();
    for tie in ties {
        let own: &mut Vec<tie_store::TieRow> = by.entry(tie.activity_id.clone()).or_default();
        own.push(tie);
    }
    by
}

impl Sources {
    async fn gather(connection: &Connection) -> Result<Self, Error> {
        let mut milestones: BTreeMap<String, Vec<steps_store::MilestoneRow>> = BTreeMap::new();
        for row in steps_store::milestones(connection, "").await? {
            milestones.entry(row.activity_id.clone()).or_default().push(row);
        }
        let mut promised: BTreeMap<String, Vec<promises::PromiseRow>> = BTreeMap::new();
        for row in promises::promises(connection, "").await? {
            if let (Some(activity), "public") = (&row.activity_id, row.visibility.as_str()) {
                promised.entry(activity.clone()).or_default().push(row);
            }
        }
        let indicators = measurement::indicators(connection).await?.into_iter();
        let indicators = indicators.filter(|row| row.visibility == "public");
        Ok(Self {
            partners: by_activity(tie_store::partners(connection, "").await?),
            places: by_activity(tie_store::places(connection, "").await?),
            groups: by_activity(tie_store::groups(connection, "").await?),
            milestones,
            promises: promised,
            indicators: indicators.map(|row| (row.indicator_id, row.slug)).collect(),
        })
    }

    fn part(&self, one: &Standed, row: &store::ActivityRow, today: Date) -> PublicActivity {
        let id = &row.activity_id;
        let named = |ties: &BTreeMap<String, Vec<tie_store::TieRow>>| {
            let own = ties.get(id).into_iter().flatten();
            own.map(|tie| text(&tie.name, &tie.name_es)).collect::<Vec<_>>()
        };
        let indicator = row.indicator_id.as_ref().and_then(|id| self.indicators.get(id));
        PublicActivity {
            slug: row.slug.clone(),
            title: text(&row.title_en, &row.title_es),
            about: text(&row.about_en, &row.about_es),
            strategy_key: row.strategy_key.clone().unwrap_or_default(),
            indicator: indicator.cloned().unwrap_or_default(),
            lead: one.row.lead.clone(),
            partners: named(&self.partners).into_iter().map(|name| name.en).collect(),
            places: named(&self.places),
            groups: named(&self.groups),
            population: text(&row.population_en, &row.population_es),
            standing_code: one.standing.code().to_owned(),
            starts_on: row.starts_on.clone(),
            ends_on: row.ends_on.clone().unwrap_or_default(),
            milestones: self.milestones(id, today),
            promises: self.promises(id, today),
        }
    }

    fn milestones(&self, activity: &str, today: Date) -> Vec<PublicMilestone> {
        let own = self.milestones.get(activity).into_iter().flatten();
        let live = own.filter(|row| row.dropped_at.is_none());
        live.map(|row| PublicMilestone {
            title: text(&row.title_en, &row.title_es),
            due_on: row.due_on.clone(),
            // A day to come is no day on which anything was reached.
            done_on: row
                .done_on
                .clone()
                .filter(|on| *on <= today.to_string())
                .unwrap_or_default(),
        })
        .collect()
    }

    fn promises(&self, activity: &str, today: Date) -> Vec<PublicPromise> {
        let own = self.promises.get(activity).into_iter().flatten();
        own.map(|row| {
            let changed = row.new_words.as_deref().is_some_and(|words| !words.is_empty());
            let english = crate::words::words(platform::words::Language::English);
            let now = commitments::views::words_of(english, row);
            PublicPromise {
                organisation: row.organisation.clone(),
                words: if changed {
                    text(&now, &now)
                } else {
                    text(&row.words_en, &row.words_es)
                },
                due_on: row.due().to_string(),
                standing_code: row.pledge(today).code().to_owned(),
            }
        })
        .collect()
    }
}
