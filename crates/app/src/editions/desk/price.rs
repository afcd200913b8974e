//! What an alternative to a draft would cost: never a guess, always the gate run on the alternative.

use std::collections::{BTreeMap, BTreeSet};

use domain::measurement::Group;
use serde::{Deserialize, Serialize};

use crate::editions::assemble::Gathered;
use crate::editions::document::{Document, IndicatorPart, Released, Shown};
use crate::editions::pooling::Pool;
use crate::editions::release::{self, Before, NotReleasable, Strength, Subject};
use crate::editions::report::{HiddenWhy, Report};
use crate::editions::selection::{Selection, breakdown};
use crate::editions::sharing::Nesting;

/// Most alternatives of one draft that are priced.
pub const ALTERNATIVES_MAX: usize = 24;
/// Category that stands for a dimension's small groups told together.
const TOGETHER: &str = "together";

/// Another way to publish one indicator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Alternative {
    /// Without one breakdown.
    LeaveOut {
        /// Slug of the indicator.
        indicator: String,
        /// Slugs of its dimensions, joined by `&`.
        breakdown: String,
    },
    /// With small groups told together under one name.
    Together {
        /// Slug of the indicator.
        indicator: String,
        /// Which groups.
        pool: Pool,
    },
    /// With one more breakdown.
    Add {
        /// Slug of the indicator.
        indicator: String,
        /// Slugs of its dimensions, joined by `&`.
        breakdown: String,
    },
}

/// What an alternative changes for readers, in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Figures that are hidden in the draft and would be shown.
    pub unlocked: i64,
    /// Figures that are shown in the draft and would be hidden.
    pub also_hidden: i64,
    /// Figures that are shown in the draft and would not be there.
    pub lost: i64,
    /// Figures that are not in the draft and would be shown.
    pub gained: i64,
    /// Figures that are not in the draft and would be hidden.
    pub gained_hidden: i64,
    /// Why it cannot be published at all; then the rest says nothing.
    pub refused: Option<String>,
    /// Whether nobody waited for the answer; then the rest says nothing.
    #[serde(default)]
    pub is_too_long: bool,
}

impl Price {
    /// Whether there is a price to speak of.
    pub fn is_known(&self) -> bool {
        self.refused.is_none() && !self.is_too_long
    }

    /// How many more figures readers would see; fewer, if negative.
    pub fn net(&self) -> i64 {
        self.unlocked + self.gained - self.lost - self.also_hidden
    }
}

impl Alternative {
    /// Slug of its indicator.
    pub fn indicator(&self) -> &str {
        match self {
            Self::LeaveOut { indicator, .. }
            | Self::Together { indicator, .. }
            | Self::Add { indicator, .. } => indicator,
        }
    }

    /// A selection with the alternative taken.
    pub fn applied_to(&self, selection: &Selection) -> Selection {
        let mut selection = selection.clone();
        match self {
            Self::LeaveOut { indicator, breakdown } => {
                let left_out = selection.left_out.entry(indicator.clone()).or_default();
                left_out.insert(breakdown.clone());
            }
            Self::Together { indicator, pool } => {
                let pools = selection.pools.entry(indicator.clone()).or_default();
                pools.retain(|other| other.dimension != pool.dimension);
                pools.push(pool.clone());
            }
            Self::Add { indicator, breakdown } => {
                if let Some(left_out) = selection.left_out.get_mut(indicator) {
                    left_out.remove(breakdown);
                }
                let added = selection.added.entry(indicator.clone()).or_default();
                added.insert(breakdown.clone());
            }
        }
        selection
    }
}

/// The alternatives worth pricing: leaving a breakdown out and telling small groups together where figures are hidden,
/// and adding each breakdown that is accepted and not in the draft.
pub fn alternatives(document: &Document, report: &Report, selection: &Selection) -> Vec<Alternative> {
    let mut found = Vec::new();
    for part in &document.indicators {
        let hidden = Hidden::of(part, report);
        for key in &hidden.breakdowns {
            found.push(Alternative::LeaveOut {
                indicator: part.slug.clone(),
                breakdown: key.clone(),
            });
        }
        for dimension in hidden.breakdowns.iter().filter(|key| !key.contains('&')) {
            if let Some(pool) = hidden.pool(part, dimension, selection) {
                found.push(Alternative::Together {
                    indicator: part.slug.clone(),
                    pool,
                });
            }
        }
    }
    for left_out in &report.left_out {
        found.push(Alternative::Add {
            indicator: left_out.indicator.clone(),
            breakdown: left_out.breakdown.clone(),
        });
    }
    found.truncate(ALTERNATIVES_MAX);
    found
}

/// How often a category is small itself, kept back by its source, and hidden for any reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Often {
    small: usize,
    all: usize,
    source: usize,
}

/// What is hidden of one indicator because it is small, or for the sake of what is.
struct Hidden {
    breakdowns: BTreeSet<String>,
    /// By dimension and category.
    categories: BTreeMap<(String, String), Often>,
}

impl Hidden {
    fn of(part: &IndicatorPart, report: &Report) -> Self {
        let mut hidden = Self {
            breakdowns: BTreeSet::new(),
            categories: BTreeMap::new(),
        };
        for one in report.hidden.iter().filter(|one| one.indicator == part.slug) {
            let Ok(group) = Group::parse(&one.group) else {
                continue;
            };
            if group.is_everyone() || !one.why.is_mark() {
                continue;
            }
            if one.why != HiddenWhy::AtSource {
                hidden.breakdowns.insert(breakdown(&group));
            }
            let parts: Vec<(&str, &str)> = group.parts().collect();
            if let [(dimension, category)] = parts.as_slice() {
                let key = ((*dimension).to_owned(), (*category).to_owned());
                let often = hidden.categories.entry(key).or_default();
                often.all += 1;
                often.small += usize::from(one.why == HiddenWhy::Small);
                often.source += usize::from(one.why == HiddenWhy::AtSource);
            }
        }
        hidden
    }

    /// The categories that are small most often, told together; with one more, if there is only one.
    ///
    /// Counts that a source kept back cannot be added up, so what it keeps back more often is left alone.
    fn pool(&self, part: &IndicatorPart, dimension: &str, selection: &Selection) -> Option<Pool> {
        let is_pooled = selection
            .pools
            .get(&part.slug)
            .is_some_and(|pools| pools.iter().any(|pool| pool.dimension == dimension));
        let all = categories(part, dimension);
        if is_pooled || !all.values().any(|is_counted| *is_counted) {
            return None;
        }
        let mut often: Vec<(&str, Often)> = self
            .categories
            .iter()
            .filter(|((own, _), often)| own == dimension && often.source <= often.small)
            .map(|((_, category), often)| (category.as_str(), *often))
            .collect();
        often.sort_by_key(|(category, often)| (std::cmp::Reverse(*often), *category));
        let small = often.iter().filter(|(_, often)| often.small > 0).count();
        let most = (all.len() / 2).max(2);
        let mut members: Vec<String> = often
            .into_iter()
            .take(small.clamp(2, most))
            .map(|(category, _)| category.to_owned())
            .collect();
        members.sort();
        // Everybody told together is everyone.
        let is_useful = small > 0 && members.len() > 1 && members.len() < all.len();
        is_useful.then(|| Pool {
            dimension: dimension.to_owned(),
            category: TOGETHER.to_owned(),
            members,
        })
    }
}

/// The categories of a dimension in an indicator, and whether counts are told of any figure of each.
fn categories(part: &IndicatorPart, dimension: &str) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    for figure in &part.figures {
        let Ok(group) = Group::parse(figure.group()) else {
            continue;
        };
        if breakdown(&group) != dimension {
            continue;
        }
        let is_counted = match figure.shown() {
            Shown::Value {
                numerator,
                denominator,
                ..
            } => numerator.is_some() && (denominator.is_some() || part.unit == "count"),
            Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::Protected | Shown::NotAvailable => false,
        };
        *found.entry(group.key()).or_insert(false) |= is_counted;
    }
    found
}

/// What a draft holds, to compare with.
pub struct Draft<'draft> {
    /// The draft's document.
    pub document: &'draft Document,
    /// The draft's selection.
    pub selection: &'draft Selection,
    /// Smallest count of the house.
    pub minimum: i64,
    /// Which places lie within which.
    pub nesting: &'draft Nesting,
}

/// Indicator, place, period and group.
type Key = (String, String, String, String);

fn keys<'figures>(figures: impl Iterator<Item = (&'figures str, &'figures Released)>) -> BTreeMap<Key, bool> {
    let there = figures.filter(|(_, figure)| *figure.shown() != Shown::NotAvailable);
    let keyed = there.map(|(indicator, figure)| {
        let key = (
            indicator.to_owned(),
            figure.place().to_owned(),
            figure.period().to_owned(),
            figure.group().to_owned(),
        );
        (key, *figure.shown() != Shown::Protected)
    });
    keyed.collect()
}

/// The price of an alternative, with everything published before as known, and with what it costs in the tables of
/// other measures that share people with it.
pub(in crate::editions) fn price(
    gathered: &[Gathered],
    draft: &Draft<'_>,
    alternative: &Alternative,
    before: Before<'_>,
) -> Price {
    let selection = alternative.applied_to(draft.selection);
    let chosen = gathered
        .iter()
        .map(|one| one.chosen(&selection, draft.minimum, before.editions).subject);
    let subjects: Vec<Subject> = chosen.collect();
    let about = Some(alternative.indicator());
    let released = match release::release_all(&subjects, draft.nesting, (before, Strength::Full), about) {
        Ok(released) => released,
        Err(NotReleasable::TookTooLong) => {
            return Price {
                is_too_long: true,
                ..Price::default()
            };
        }
        Err(refused) => {
            return Price {
                refused: Some(refused.to_string()),
                ..Price::default()
            };
        }
    };
    let decided = subjects.iter().zip(&released).flat_map(|(subject, release)| {
        let slug = subject.rules.indicator.as_str();
        release.figures.iter().map(move |figure| (slug, figure))
    });
    let then = keys(decided);
    let tables: BTreeSet<(&str, &str, &str)> = then
        .keys()
        .map(|(indicator, place, period, _)| (indicator.as_str(), place.as_str(), period.as_str()))
        .collect();
    // Of other measures only those tables count that were decided anew.
    let is_compared = |(indicator, figure): &(&str, &Released)| {
        *indicator == alternative.indicator()
            || tables.contains(&(*indicator, figure.place(), figure.period()))
    };
    let drafted = draft
        .document
        .indicators
        .iter()
        .flat_map(|part| part.figures.iter().map(|figure| (part.slug.as_str(), figure)));
    compared(&keys(drafted.filter(is_compared)), &then)
}

/// Figures with whether they are shown, in the draft and in the alternative.
fn compared(now: &BTreeMap<Key, bool>, then: &BTreeMap<Key, bool>) -> Price {
    let mut price = Price::default();
    for (key, is_shown) in now {
        match (is_shown, then.get(key)) {
            (false, Some(true)) => price.unlocked += 1,
            (true, Some(false)) => price.also_hidden += 1,
            (true, None) => price.lost += 1,
            (true, Some(true)) | (false, Some(false) | None) => {}
        }
    }
    for (_, is_shown) in then.iter().filter(|(key, _)| !now.contains_key(*key)) {
        if *is_shown {
            price.gained += 1;
        } else {
            price.gained_hidden += 1;
        }
    }
    price
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_counted_as_readers_see_them_change() {
        let table = |rows: &[(&str, bool)]| -> BTreeMap<Key, bool> {
            let key = |group: &str| {
                let [indicator, place, period] = ["absence", "town", "2020"].map(str::to_owned);
                (indicator, place, period, group.to_owned())
            };
            rows.iter()
                .map(|(group, is_shown)| (key(group), *is_shown))
                .collect()
        };
        let now = table(&[("", true), ("race=a", true), ("race=b", false), ("race=c", false)]);
        let then = table(&[
            ("", true),
            ("race=a", false),
            ("race=together", true),
            ("sex=x", false),
        ]);
        let price = compared(&now, &then);
        let expected = Price {
            also_hidden: 1,
            gained: 1,
            gained_hidden: 1,
            ..Price::default()
        };
        assert_eq!(price, expected);
        assert_eq!(price.net(), 0);
        let back = compared(&then, &now);
        assert_eq!((back.unlocked, back.lost, back.gained_hidden), (1, 1, 2));
    }
}
