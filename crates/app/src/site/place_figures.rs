//! The place that a page leads with beside the others of the edition, and how far apart its groups are.

use charts::{Blank, Equiplot, GroupRow, Groups, Value};
use domain::period::Period;

use super::figures::Subject;
use super::sheet::{Known, Moment};
use super::speech;
use crate::editions::document::{IndicatorPart, PlacePart};

/// Most rows of years, and most groups that letters can tell apart.
const YEARS_MOST: usize = 6;
const GROUPS_MOST: usize = 10;

/// Most places that stand beside the page's own in rows: a whole state of towns is for the map and the table.
const BESIDE_MOST: usize = 12;

/// Groups of a dimension by year, with what the chart shows in one line.
pub struct Spread {
    /// The figure.
    pub plot: Equiplot,
    /// "The groups shown are 17.8 points apart, 3.2 points less than in 2012–13".
    pub heading: String,
    /// What is drawn, of whom.
    pub subtitle: String,
}

impl Subject<'_> {
    /// The place of the page first, then the others of the edition, each now and before. None: it stands alone.
    pub fn places(&self) -> Option<Groups> {
        let now = self.standing.now?.period;
        let before = self.standing.before().map(|known| known.period);
        let own = self
            .document
            .places
            .iter()
            .filter(|place| place.slug == self.place());
        let others = self
            .document
            .places
            .iter()
            .filter(|place| place.slug != self.place());
        let others = self.peers(others.collect());
        let rows = own.chain(others).filter_map(|place| {
            let series = self.sheet.series(&place.slug, "");
            let at = |period: Period| series.at(period).map(|moment| self.value(moment));
            Some(GroupRow {
                name: place.name.clone(),
                before: before
                    .and_then(at)
                    .unwrap_or_else(|| Value::blank(Blank::NotYetMeasured, "")),
                now: at(now)?,
                band: None,
            })
        });
        let rows: Vec<GroupRow> = rows.take(BESIDE_MOST + 1).collect();
        if rows.len() < 2 {
            return None;
        }
        let words = self.speech.words;
        let named = |period: Period| self.speech.period(period);
        Some(Groups {
            title: words.with(
                "places-title",
                &[("title", self.title().into()), ("when", named(now).into())],
            ),
            unit: self.unit(),
            group_heading: words.say("place-heading"),
            people_heading: words.say("people-heading"),
            people_phrase: words.say("people-phrase"),
            before: before.map(named).unwrap_or_default(),
            now: named(now),
            rows,
            everyone: None,
            // The goal is this place's own: others have not agreed to it.
            goal: None,
            band_heading: String::new(),
        })
    }

    /// Of many places, those that the edition speaks of throughout; the rest are for the map and the table.
    fn peers<'d>(&self, others: Vec<&'d PlacePart>) -> Vec<&'d PlacePart> {
        if others.len() <= BESIDE_MOST {
            return others;
        }
        let indicators = &self.document.indicators;
        let is_peer = |place: &&PlacePart| {
            let has_place = |indicator: &&IndicatorPart| {
                let mut figures = indicator.figures.iter();
                figures.any(|figure| figure.place() == place.slug)
            };
            indicators.iter().filter(has_place).count() * 2 >= indicators.len()
        };
        let peers: Vec<&PlacePart> = others.iter().copied().filter(is_peer).collect();
        if peers.is_empty() { others } else { peers }
    }

    /// How far apart the first dimension's groups are, year by year. None: fewer than two years with two groups.
    pub fn spread(&self) -> Option<Spread> {
        let (dimension, keys) = self.dimensions().into_iter().next()?;
        if keys.len() > GROUPS_MOST {
            return None;
        }
        let series: Vec<_> = keys
            .iter()
            .map(|key| self.sheet.series(self.place(), key))
            .collect();
        let known = |period: Period| -> Vec<Option<Known>> {
            let at = |series: &super::sheet::Series<'_>| series.at(period).and_then(Moment::comparable);
            series.iter().map(at).collect()
        };
        let mut periods: Vec<Period> = series
            .iter()
            .flat_map(|series| series.comparable())
            .map(|known| known.period)
            .collect();
        periods.sort_unstable();
        periods.dedup();
        periods.retain(|period| known(*period).iter().flatten().count() > 1);
        periods.drain(..periods.len().saturating_sub(YEARS_MOST));
        let (first, last) = (*periods.first()?, *periods.last()?);
        if first == last {
            return None;
        }
        let rows = periods.iter().map(|period| {
            let value = |series: &super::sheet::Series<'_>| {
                series.at(*period).map_or_else(
                    || Value::blank(Blank::NotYetMeasured, ""),
                    |moment| self.value(moment),
                )
            };
            (self.chart_period(*period), series.iter().map(value).collect())
        });
        let words = self.speech.words;
        let label = speech::within_a_sentence(self.speech.pick(&dimension.label));
        let subtitle = words.with(
            "spread-subtitle",
            &[
                ("title", self.title().into()),
                ("dimension", label.as_str().into()),
            ],
        );
        Some(Spread {
            heading: self.spread_heading(&known(first), &known(last), first),
            plot: Equiplot {
                title: subtitle.clone(),
                unit: self.unit(),
                period_heading: words.say("period-heading-year"),
                groups: keys
                    .iter()
                    .map(|key| self.document.group_label(key, words))
                    .collect(),
                rows: rows.collect(),
                goal: self.goal_of_all(&keys),
            },
            subtitle,
        })
    }

    /// The distance then and now among the groups that both years show, so that hiding one changes nothing said.
    fn spread_heading(&self, first: &[Option<Known>], last: &[Option<Known>], since: Period) -> String {
        let words = self.speech.words;
        let both: Vec<(f64, f64)> = first
            .iter()
            .zip(last)
            .filter_map(|(before, now)| Some((before.as_ref()?.value, now.as_ref()?.value)))
            .collect();
        let apart = |values: Vec<f64>| {
            let low = values.iter().copied().fold(f64::INFINITY, f64::min);
            let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            self.speech.difference(high, low)
        };
        if both.len() < 2 {
            return words.say("spread-heading-only");
        }
        let now = apart(both.iter().map(|(_, now)| *now).collect());
        let before = apart(both.iter().map(|(before, _)| *before).collect());
        let step = self.speech.difference(now, before);
        let key = match step {
            step if step < 0.0 => "spread-heading-less",
            step if step > 0.0 => "spread-heading-more",
            _ => "spread-heading-same",
        };
        let arguments = [
            ("apart", self.speech.step(now).into()),
            ("step", self.speech.step(step).into()),
            ("since", self.speech.period(since).into()),
        ];
        words.with(key, &arguments)
    }
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;
    use crate::site::specimen;

    #[test]
    fn places_stand_beside_each_other_with_their_own_first() {
        let document = specimen::document(1);
        let subject =
            Subject::of(&document, "attendance", crate::words::words(Language::English)).expect("it");
        let places = subject.places().expect("two places");
        let names: Vec<&str> = places.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Harbor", "Harbor County"]);
        assert_eq!(places.goal, None);
        // Two places are no map.
        assert!(subject.map().is_none());
    }

    #[test]
    fn the_distance_is_told_among_groups_that_both_years_show() {
        let document = specimen::document(1);
        let subject =
            Subject::of(&document, "attendance", crate::words::words(Language::English)).expect("it");
        let spread = subject.spread().expect("two years");
        // The lowest group of the first year is hidden in the last: it is not what the distance shrank by.
        // Asian 80.1 and 84.2, Black 66.0 and 71.5: 14.1 became 12.7.
        assert_eq!(
            spread.heading,
            "The groups shown are 12.7 points apart, 1.4 points less than in 2015–16"
        );
        assert_eq!(spread.plot.rows.len(), 2);
    }
}
