//! One submission beside last time's: each figure with what was accepted before, the change, and what stands out.

use std::collections::BTreeMap;

use domain::access::SmallCounts;
use domain::measurement::{Figure, Group};
use domain::period::Period;
use domain::quantity::{Status, Unit};
use domain::review::{Flag, Known, flags, has_small_count};
use platform::db::{Connection, DbError};
use platform::words::Words;

use super::review_store::{self as store, FigureRow};
use crate::measurement::store as measurement;
use crate::numbers;

/// Most periods of one submission that are compared with the one before each.
const PERIODS_MAX: usize = 60;

/// What a reader is shown of figures.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Words of the reader.
    pub words: Words,
    /// Unit of the indicator.
    pub unit: Unit,
    /// Counts below this are small; 0 where figures are no counts of people.
    pub threshold: i64,
    /// Whether the reader sees small counts.
    pub small_counts: SmallCounts,
}

/// One line, ready to show.
#[derive(Debug, Clone)]
pub struct Line {
    /// The figure.
    pub figure_id: String,
    /// Place.
    pub place: String,
    /// Group, in words.
    pub group: String,
    /// Period, in words.
    pub period: String,
    /// Now: "74.2% (253 of 341)", or why not.
    pub now: Cell,
    /// Last time.
    pub before: Cell,
    /// Change of the value, with its sign; empty where none can be told.
    pub change: String,
    /// What stands out, in words.
    pub flags: Vec<String>,
    /// Whether somebody should look.
    pub needs_a_look: bool,
    /// Whether a small count is in it.
    pub is_small: bool,
    /// Whether it would correct an accepted figure.
    pub corrects: bool,
    /// `sent`, `returned`, `corrected`, `accepted`.
    pub state: String,
    /// Why it went back.
    pub reason: String,
    /// A question to begin with, when it is returned.
    pub question: String,
}

impl Line {
    /// Whether it can still be returned.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "sent" | "corrected")
    }
}

/// A figure in a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The value, or the word for why there is none.
    pub value: String,
    /// The counts behind it; empty where there are none to show.
    pub counts: String,
    /// Whether it is hidden for being small.
    pub is_protected: bool,
}

/// Compares every figure of a submission.
pub async fn lines(
    connection: &Connection,
    submission: &str,
    indicator: &str,
    look: Look,
) -> Result<Vec<Line>, DbError> {
    let figures = store::figures(connection, submission).await?;
    let known = Accepted::load(connection, submission, indicator, &figures).await?;
    let labels = labels(connection, look.words).await?;
    Ok(figures
        .iter()
        .map(|row| line(row, &known, &labels, look))
        .collect())
}

type Place = (String, String);

/// What was accepted, by place and group.
struct Accepted {
    before: BTreeMap<(String, Place), (Figure, String)>,
    same: BTreeMap<(String, Place), Figure>,
}

impl Accepted {
    async fn load(
        connection: &Connection,
        submission: &str,
        indicator: &str,
        figures: &[FigureRow],
    ) -> Result<Self, DbError> {
        let mut periods: Vec<&str> = figures.iter().map(|row| row.period.as_str()).collect();
        periods.sort_unstable();
        periods.dedup();
        let mut before = BTreeMap::new();
        for key in periods.into_iter().take(PERIODS_MAX) {
            let Ok(period) = Period::parse(key) else {
                continue;
            };
            let day = period.end().to_string();
            for row in store::accepted_before(connection, submission, indicator, &day).await? {
                let figure = (row.figure(), row.period);
                before.insert((key.to_owned(), (row.place_id, row.group_key)), figure);
            }
        }
        let same = store::accepted_same(connection, submission, indicator).await?;
        let same = same.into_iter().map(|row| {
            let figure = row.figure();
            ((row.period, (row.place_id, row.group_key)), figure)
        });
        Ok(Self {
            before,
            same: same.collect(),
        })
    }
}

fn line(row: &FigureRow, known: &Accepted, labels: &Labels, look: Look) -> Line {
    let key = (row.period.clone(), (row.place_id.clone(), row.group_key.clone()));
    // What cannot be right is refused when it is accepted; here it is shown as it came.
    let now = row.figure().checked(look.unit).unwrap_or_else(|_| row.figure());
    let before = known.before.get(&key);
    let beside = Known {
        before: before.map(|(figure, _)| *figure),
        accepted: known.same.get(&key).copied(),
    };
    let accepted_already = row.state == "accepted";
    let mut found = flags(&now, beside, look.unit, look.threshold);
    // Once accepted, a figure differs from the accepted one only if a later vintage replaced it.
    found.retain(|flag| !(accepted_already && *flag == Flag::Corrects));
    let is_small = has_small_count(&now, look.unit, look.threshold);
    let now_cell = look.cell(&now);
    let before_cell = before.map(|(figure, _)| look.cell(figure)).unwrap_or_default();
    let change = match (now.value, before.and_then(|(figure, _)| figure.value)) {
        (Some(now), Some(before)) if !now_cell.is_protected && !before_cell.is_protected => {
            numbers::change(look.unit, now - before)
        }
        _ => String::new(),
    };
    Line {
        figure_id: row.submission_figure_id.clone(),
        place: row.place_name.clone(),
        group: labels.say(&row.group_key, look.words),
        period: Period::parse(&row.period).map_or_else(|_| row.period.clone(), Period::label),
        question: question(row, &now_cell, &before_cell, &found, look, labels),
        now: now_cell,
        before: before_cell,
        change,
        flags: found
            .iter()
            .map(|flag| look.words.say(&format!("flag-{}", flag.code())))
            .collect(),
        needs_a_look: row.state == "corrected"
            || (!accepted_already && found.iter().any(|flag| flag.needs_a_look())),
        is_small,
        corrects: found.contains(&Flag::Corrects),
        state: row.state.clone(),
        reason: row.reason.clone().unwrap_or_default(),
    }
}

/// A question in the partner's hands is better begun than blank; the reviewer changes it.
fn question(
    row: &FigureRow,
    now: &Cell,
    before: &Cell,
    flags: &[Flag],
    look: Look,
    labels: &Labels,
) -> String {
    let is_far = flags.contains(&Flag::FarFromLastTime) && !now.is_protected && !before.is_protected;
    let said = |cell: &Cell| match cell.counts.is_empty() {
        true => cell.value.clone(),
        false => format!("{} ({})", cell.value, cell.counts),
    };
    look.words.with(
        if is_far { "question-far" } else { "question-plain" },
        &[
            ("place", (&row.place_name).into()),
            ("group", labels.say(&row.group_key, look.words).into()),
            ("now", said(now).into()),
            ("before", said(before).into()),
        ],
    )
}

impl Look {
    fn cell(&self, figure: &Figure) -> Cell {
        let word = |key: &str| Cell {
            value: self.words.say(key),
            ..Cell::default()
        };
        match figure.status {
            Status::SuppressedAtSource => return word("figure-suppressed"),
            Status::NotAvailable => return word("figure-not-available"),
            Status::Ok => {}
        }
        let is_hidden = self.small_counts == SmallCounts::Hidden;
        if is_hidden && has_small_count(figure, self.unit, self.threshold) {
            return Cell {
                is_protected: true,
                ..word("figure-protected")
            };
        }
        let value = figure
            .value
            .map(|value| numbers::value(self.unit, value))
            .unwrap_or_default();
        let counts = match (figure.numerator, figure.denominator) {
            (Some(part), Some(whole)) => self.words.with(
                "figure-of",
                &[
                    ("part", numbers::count(part).into()),
                    ("whole", numbers::count(whole).into()),
                ],
            ),
            (Some(one), None) | (None, Some(one)) if self.unit != Unit::Count => numbers::count(one),
            _ => String::new(),
        };
        Cell {
            value,
            counts,
            is_protected: false,
        }
    }
}

/// Labels of categories, by dimension and category.
#[derive(Debug, Clone, Default)]
pub struct Labels(BTreeMap<(String, String), String>);

/// Labels in a reader's language.
pub async fn labels(connection: &Connection, words: Words) -> Result<Labels, DbError> {
    let dimensions = measurement::dimensions(connection).await?;
    let slugs: BTreeMap<&str, &str> = dimensions
        .iter()
        .map(|dimension| (dimension.dimension_id.as_str(), dimension.slug.as_str()))
        .collect();
    let mut labels = BTreeMap::new();
    for category in measurement::categories(connection).await? {
        let Some(dimension) = slugs.get(category.dimension_id.as_str()) else {
            continue;
        };
        let label = words.pick(&category.label_en, &category.label_es).to_owned();
        labels.insert(((*dimension).to_owned(), category.slug), label);
    }
    Ok(Labels(labels))
}

impl Labels {
    /// A group in words; everyone has a word of its own.
    pub fn say(&self, group_key: &str, words: Words) -> String {
        let Ok(group) = Group::parse(group_key) else {
            return group_key.to_owned();
        };
        if group.is_everyone() {
            return words.say("group-everyone");
        }
        let parts = group.parts().map(|(dimension, category)| {
            let key = (dimension.to_owned(), category.to_owned());
            self.0.get(&key).cloned().unwrap_or_else(|| category.to_owned())
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}
