//! Groups beside what they are compared with: how far, how sure, how many people, and whether the distance closes.

use domain::period::Period;
use domain::quantity::Direction;

use super::figures::Subject;
use super::speech;
use crate::editions::said::{GapPart, GapRow, Range};

/// The distances of one dimension's groups, in words.
pub struct GapView {
    /// "How far is each group from the goal?"
    pub heading: String,
    /// What is compared with what, and when.
    pub subtitle: String,
    /// How many more people it would be if the distance were closed; empty where nobody can say.
    pub people: String,
    /// What opens the other dimensions: "The same by grade".
    pub summary: String,
    /// The rows.
    pub rows: Vec<GapLine>,
    /// Where these numbers come from, and who is not in them.
    pub note: String,
}

/// One group's row.
pub struct GapLine {
    /// The group.
    pub name: String,
    /// "10.5 points below".
    pub difference: String,
    /// "likely 7 to 14", or that it may be chance; empty where nobody can say.
    pub sure: String,
    /// "0.87 times (0.83 to 0.91)".
    pub ratio: String,
    /// "about 64 people".
    pub people: String,
    /// Whether and why the distance closes.
    pub change: String,
}

/// One group's distance on one measure, for pages that are about the group.
pub struct GroupGap {
    /// "How far is each group from the goal?", with what is compared and when.
    pub subtitle: String,
    /// The group's own row.
    pub line: GapLine,
}

impl Subject<'_> {
    /// The distance of one group, as the page of the measure tells it. None: the edition shows no such distance, because
    /// too few people stand behind it, or because the group is what the others are compared with.
    pub fn gap_of(&self, group: &str) -> Option<GroupGap> {
        let parts = self.sheet.indicator.gaps.iter();
        let mut rows = parts.flat_map(|part| part.rows.iter().map(move |row| (part, row)));
        let (part, row) = rows.find(|(_, row)| row.group == group)?;
        Some(GroupGap {
            subtitle: self.gap_view(part).subtitle,
            line: self.gap_line(part, row),
        })
    }

    /// The distances of the groups of every dimension, in the order of the page.
    pub fn gap_views(&self) -> Vec<GapView> {
        let parts = &self.sheet.indicator.gaps;
        parts.iter().map(|part| self.gap_view(part)).collect()
    }

    fn gap_view(&self, part: &GapPart) -> GapView {
        let words = self.speech.words;
        let dimension = self
            .document
            .dimensions
            .iter()
            .find(|dimension| dimension.slug == part.dimension);
        let dimension = dimension.map_or(part.dimension.as_str(), |dimension| {
            self.speech.pick(&dimension.label)
        });
        let reference = self.document.group_label(&part.reference, words);
        let value = match part.against.as_str() {
            "goal" => self.speech.goal(part.value),
            _ => self.speech.value(part.value, None),
        };
        let arguments = [
            ("title", self.title().into()),
            ("dimension", speech::within_a_sentence(dimension).into()),
            ("reference", reference.into()),
            ("value", value.into()),
            ("when", self.period_words(&part.period).into()),
        ];
        let against = part.against.as_str();
        GapView {
            heading: words.with(&format!("gap-heading-{against}"), &arguments),
            subtitle: words.with(&format!("gap-subtitle-{against}"), &arguments),
            people: self.gap_people(part),
            summary: words.with("gap-more", &arguments),
            rows: part.rows.iter().map(|row| self.gap_line(part, row)).collect(),
            note: words.say("gap-note"),
        }
    }

    /// How many more, or fewer, if every group shown were there.
    fn gap_people(&self, part: &GapPart) -> String {
        let Some(people) = &part.people else {
            return String::new();
        };
        let count = |value: f64| self.speech.count(value as i64);
        let key = match self.standing.direction {
            Direction::Lower => "gap-people-fewer",
            Direction::Higher | Direction::Neither => "gap-people-more",
        };
        let arguments = [
            ("count", count(people.value).into()),
            ("lower", count(people.lower.unwrap_or(people.value)).into()),
            ("upper", count(people.upper.unwrap_or(people.value)).into()),
        ];
        self.speech
            .words
            .with(&format!("{key}-{}", part.against), &arguments)
    }

    fn gap_line(&self, part: &GapPart, row: &GapRow) -> GapLine {
        let words = self.speech.words;
        let Range { value, lower, upper } = &row.difference;
        let key = match *value {
            value if value > 0.0 => "gap-above",
            value if value < 0.0 => "gap-below",
            _ => "gap-same",
        };
        let step = |value: f64| self.speech.step(value);
        let number = |value: f64| self.speech.number(value, None);
        let sure = match (lower, upper, row.is_beyond_chance) {
            (Some(lower), Some(upper), Some(true)) => {
                // The range of a distance reads from small to large, whichever side it is on.
                let (near, far) = if *value < 0.0 {
                    (-upper, -lower)
                } else {
                    (*lower, *upper)
                };
                words.with(
                    "gap-likely",
                    &[("lower", number(near).into()), ("upper", number(far).into())],
                )
            }
            (_, _, Some(false)) => words.say("gap-chance"),
            (_, _, _) => String::new(),
        };
        let ratio = row.ratio.as_ref().map(|ratio| self.ratio_words(ratio));
        GapLine {
            name: self.document.group_label(&row.group, words),
            difference: words.with(key, &[("step", step(*value).into())]),
            sure,
            ratio: ratio.unwrap_or_default(),
            people: row.people.map_or_else(String::new, |people| {
                words.with("gap-people", &[("count", self.speech.count(people).into())])
            }),
            change: self.gap_change(part, row),
        }
    }

    fn ratio_words(&self, ratio: &Range) -> String {
        let number = |value: f64| charts_number(self, value);
        match (ratio.lower, ratio.upper) {
            (Some(lower), Some(upper)) => self.speech.words.with(
                "gap-ratio-range",
                &[
                    ("value", number(ratio.value).into()),
                    ("lower", number(lower).into()),
                    ("upper", number(upper).into()),
                ],
            ),
            (_, _) => self
                .speech
                .words
                .with("gap-ratio", &[("value", number(ratio.value).into())]),
        }
    }

    /// Whether the distance closes, and because of whom; nothing where there is no year to compare with.
    fn gap_change(&self, part: &GapPart, row: &GapRow) -> String {
        let Some(narrowed) = row.narrowed else {
            return String::new();
        };
        let words = self.speech.words;
        let since = self.period_words(&part.before);
        let against = if part.against == "goal" { "goal" } else { "group" };
        let how = match row.how.as_str() {
            "" if narrowed > 0.0 => "narrower",
            "" if narrowed < 0.0 => "wider",
            "" => "same",
            how => how,
        };
        let arguments = [
            ("step", self.speech.step(narrowed).into()),
            ("since", since.into()),
        ];
        words.with(&format!("gap-{against}-{how}"), &arguments)
    }

    /// A period's key in words.
    pub(super) fn period_words(&self, key: &str) -> String {
        Period::parse(key).map_or_else(|_| key.to_owned(), |period| self.speech.period(period))
    }
}

fn charts_number(subject: &Subject<'_>, value: f64) -> String {
    speech::plain(speech::style(subject.speech.words.language), value, 2)
}
