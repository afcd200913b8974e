//! Every word a figure needs, handed in by the caller: marks know no language.
//!
//! Phrases in braces are filled in: `{value}`, `{when}`. A phrase may leave one out; an unknown name stays as it is.

use std::borrow::Cow;

use crate::blank::Blank;
use crate::number::NumberStyle;
use crate::plan_words::{PlanWords, TieWords};

/// A phrase with places to fill in.
pub type Phrase = Cow<'static, str>;

/// The five blanks in one form (as a label, or within a sentence).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankNames {
    /// For [`Blank::NotYetMeasured`].
    pub not_yet_measured: Phrase,
    /// For [`Blank::NotComparable`].
    pub not_comparable: Phrase,
    /// For [`Blank::Protected`].
    pub protected: Phrase,
    /// For [`Blank::TooFew`].
    pub too_few: Phrase,
    /// For [`Blank::Late`].
    pub late: Phrase,
}

impl BlankNames {
    /// The name of one.
    pub fn of(&self, blank: Blank) -> &str {
        match blank {
            Blank::NotYetMeasured => &self.not_yet_measured,
            Blank::NotComparable => &self.not_comparable,
            Blank::Protected => &self.protected,
            Blank::TooFew => &self.too_few,
            Blank::Late => &self.late,
        }
    }
}

/// The words and number habits of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// How numbers are written.
    pub numbers: NumberStyle,
    /// The blanks as labels and table cells.
    pub blanks: BlankNames,
    /// The blanks inside a sentence.
    pub blanks_within: BlankNames,
    /// Two things joined: `{first}`, `{second}`.
    pub two: Phrase,
    /// A list joined: `{first}`, `{rest}`.
    pub list: Phrase,
    /// A blank with its reason, on the figure: `{blank}`, `{reason}`.
    pub blank_with_reason: Phrase,

    /// Label of the latest value.
    pub now: Phrase,
    /// Label of the baseline.
    pub baseline: Phrase,
    /// Label of the baseline with its period: `{when}`.
    pub baseline_in: Phrase,
    /// Label of the goal.
    pub goal: Phrase,
    /// Label of the goal with its period: `{when}`.
    pub goal_for: Phrase,
    /// Label of the forecast.
    pub course: Phrase,
    /// A likely range: `{low}`, `{high}`.
    pub likely: Phrase,
    /// A range without "likely": `{low}`, `{high}`.
    pub range: Phrase,
    /// Before a break in the series.
    pub old_count: Phrase,
    /// After a break in the series.
    pub new_count: Phrase,
    /// Said where the axis does not start at zero: `{value}`.
    pub scale_starts: Phrase,
    /// Beside the lane of actions.
    pub actions_began: Phrase,
    /// The same where room is short.
    pub actions_began_short: Phrase,
    /// What gathered under a curve: `{all}`, `{count}`, `{part}`, `{number}`.
    pub gathered_is: Phrase,
    /// Where there is nothing at all to draw.
    pub no_numbers: Phrase,
    /// Heading of the difference between before and now.
    pub change: Phrase,
    /// Heading of the column of status words.
    pub status: Phrase,
    /// Heading of the column of notes.
    pub note: Phrase,
    /// Status word of a row with a value.
    pub measured: Phrase,
    /// Heading of the likely range.
    pub likely_heading: Phrase,

    /// First sentence of a trend: `{periods}`.
    pub trend_kind: Phrase,
    /// Early values: `{measure}`, `{values}`.
    pub was: Phrase,
    /// A value and its time within a sentence: `{value}`, `{when}`.
    pub value_in: Phrase,
    /// Blank periods: `{when}`, `{blank}`.
    pub run_blank: Phrase,
    /// Blank periods with their reason: `{when}`, `{blank}`, `{reason}`.
    pub run_blank_because: Phrase,
    /// A break: `{when}`.
    pub breaks: Phrase,
    /// Baseline and latest: `{baseline}`, `{since}`, `{value}`, `{when}`.
    pub baseline_and_now: Phrase,
    /// Latest value: `{value}`, `{when}`.
    pub is_now: Phrase,
    /// The only value: `{measure}`, `{value}`, `{when}`.
    pub is_only: Phrase,
    /// Forecast: `{value}`, `{when}`.
    pub course_is: Phrase,
    /// Forecast with its range: `{value}`, `{when}`, `{low}`, `{high}`.
    pub course_is_likely: Phrase,
    /// Goal: `{value}`.
    pub goal_is: Phrase,
    /// Goal with its period: `{value}`, `{when}`.
    pub goal_is_by: Phrase,
    /// First sentence of the group figure.
    pub groups_kind: Phrase,
    /// A group then and now: `{group}`, `{before}`, `{now}`.
    pub group_moved: Phrase,
    /// A group now: `{group}`, `{now}`.
    pub group_is: Phrase,
    /// The goal of all groups: `{value}`.
    pub groups_goal: Phrase,
    /// All groups together: `{group}`, `{now}`.
    pub everyone_is: Phrase,
    /// Grouped by a period: `{when}`, `{value}`.
    pub at_value: Phrase,
    /// Squares received: `{count}`.
    pub received: Phrase,
    /// Squares being checked: `{count}`.
    pub being_checked: Phrase,
    /// Squares to come: `{count}`.
    pub to_come: Phrase,
    /// Squares late: `{count}`.
    pub late: Phrase,
    /// Heading of states in the table of squares.
    pub state: Phrase,
    /// Heading of numbers in the table of squares.
    pub number: Phrase,
    /// What kind of figure an equiplot is.
    pub equiplot_kind: Phrase,
    /// A row of it: `{when}`, `{low_group}`, `{low}`, `{high_group}`, `{high}`, `{apart}`.
    pub equiplot_row: Phrase,
    /// How far apart two percentages are: `{value}`.
    pub points_apart: Phrase,
    /// How far apart two values are: `{value}`.
    pub apart: Phrase,
    /// What kind of figure a control chart is.
    pub control_kind: Phrase,
    /// Its lines: `{centre}`, `{lower}`, `{upper}`.
    pub control_limits: Phrase,
    /// What the limits rest on: `{count}`.
    pub control_baseline: Phrase,
    /// Where no point stands out.
    pub nothing_stands_out: Phrase,
    /// Name of the centre line.
    pub centre: Phrase,
    /// Heading of the limits.
    pub limits: Phrase,
    /// Name of the upper limit.
    pub upper_limit: Phrase,
    /// Name of the lower limit.
    pub lower_limit: Phrase,
    /// A map in tiles: `{count}`, `{low}`, `{low_place}`, `{high}`, `{high_place}`.
    pub tiles_kind: Phrase,
    /// The lowest class: `{value}`.
    pub under: Phrase,
    /// The highest class: `{value}`.
    pub or_more: Phrase,
    /// Of gears and timelines.
    pub plan: PlanWords,
    /// Of overlaps, networks and flows.
    pub ties: TieWords,
}

impl Words {
    /// Joins names as a sentence does.
    pub(crate) fn join(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first, second] => fill(&self.two, &[("first", first), ("second", second)]),
            [first, rest @ ..] => fill(&self.list, &[("first", first), ("rest", &self.join(rest))]),
        }
    }
}

/// Puts the values in the places of a phrase, in one pass: a value that looks like a place stays text.
pub(crate) fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let known = rest.find('}').and_then(|close| {
            let name = &rest[1..close];
            let found = values.iter().find(|(key, _)| *key == name)?;
            Some((close, found.1))
        });
        let Some((close, value)) = known else {
            filled.push('{');
            rest = &rest[1..];
            continue;
        };
        filled.push_str(value);
        rest = &rest[close + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_unknown_ones_stay() {
        assert_eq!(
            fill("{a} and {b} and {c", &[("a", "{b}"), ("b", "2")]),
            "{b} and 2 and {c"
        );
    }

    #[test]
    fn lists_are_joined_as_people_do() {
        let words = Words::english();
        let names = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(words.join(&names[..1]), "a");
        assert_eq!(words.join(&names[..2]), "a and b");
        assert_eq!(words.join(&names), "a, b and c");
    }

    #[test]
    fn both_languages_fill_the_same_places() {
        let places = |words: &Words| {
            format!("{words:?}")
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .filter(|name| name.len() < 12 && name.chars().all(char::is_alphabetic))
                .collect::<Vec<_>>()
        };
        let mut english = places(&Words::english());
        let mut spanish = places(&Words::spanish());
        english.sort();
        spanish.sort();
        assert!(english.len() > 40);
        assert_eq!(english, spanish);
    }
}
