//! What a round of the mirror told, question by question: a drawing with its table, and what stands out beside the community.

use std::collections::BTreeMap;

use charts::{Blank, Equiplot, Period, Unit, Value};
use domain::backbone::mirror::{Beside, Seen, beside, of_question, told};
use domain::backbone::telling::Group;
use platform::words::Words;

use super::asked::{self, Asked};
use super::store::FigureRow;
use crate::accounts::visit::Visit;
use crate::backbone::assessments::pages::part_name;
use crate::blocks::{Block, Cell, Drawing, Table, cell};
use crate::site::figures::chart_words;

/// What a source says of the community, ready to show.
pub struct Community {
    whole: String,
    told: String,
    shares: BTreeMap<String, f64>,
}

/// The newest figures of the community by a dimension.
pub fn community(words: Words, figures: &[FigureRow], dimension: &str) -> Option<Community> {
    let row = figures.iter().find(|row| row.dimension == dimension)?;
    let whole = words.pick(&row.whole_en, &row.whole_es).to_owned();
    let arguments = [
        ("whole", whole.as_str().into()),
        ("year", row.as_of.as_str().into()),
        ("source", row.source.as_str().into()),
    ];
    Some(Community {
        told: words.with("mirror-community-told", &arguments),
        shares: serde_json::from_str(&row.shares).unwrap_or_default(),
        whole,
    })
}

/// One question with everything told of it.
struct Line<'a> {
    visit: &'a Visit,
    asked: &'a Asked,
    /// Parts of the membership, everybody first: name, how many answered, counts by group, and those without an answer.
    parts: Vec<(String, usize, &'a [usize], usize)>,
    community: Option<Community>,
}

/// Every question of a round.
pub fn blocks(visit: &Visit, asked: &[Asked], told: &[Group], figures: &[FigureRow]) -> Vec<Block> {
    let questions = asked::questions(asked);
    let mut blocks = Vec::new();
    for one in asked {
        let parts = told.iter().enumerate().filter_map(|(at, group)| {
            let (counts, silent) = of_question(&questions, &one.code, &group.agreeing)?;
            let name = match at {
                0 => visit.words.say("mirror-everybody"),
                _ => part_name(visit, &group.cells),
            };
            Some((name, group.answered, counts, silent))
        });
        let line = Line {
            visit,
            asked: one,
            parts: parts.collect(),
            community: community(visit.words, figures, &one.code),
        };
        blocks.push(Block::Drawing(Box::new(line.drawing())));
    }
    blocks
}

impl Line<'_> {
    fn drawing(&self) -> Drawing {
        let words = self.visit.words;
        let mut columns: Vec<String> = self.parts.iter().map(|(name, ..)| name.clone()).collect();
        columns.extend(self.community.as_ref().map(|_| words.say("mirror-community")));
        let is_told = |value: &Value| matches!(value, Value::Measured(_));
        let rows = self.asked.groups.iter().enumerate();
        let mut rows: Vec<(Period, Vec<Value>)> = rows
            .map(|(at, group)| {
                let place = i32::try_from(at).unwrap_or(0);
                (
                    Period::new(place, group.label(words)),
                    self.values(at, &group.code),
                )
            })
            .filter(|(_, values)| values.iter().any(is_told))
            .collect();
        // Who has no dot at all is left to the table: a line that says so for each would drown the drawing.
        let drawn: Vec<bool> = (0..columns.len())
            .map(|column| {
                rows.iter()
                    .any(|(_, values)| values.get(column).is_some_and(is_told))
            })
            .collect();
        for (_, values) in &mut rows {
            let mut is_drawn = drawn.iter();
            values.retain(|_| is_drawn.next().copied().unwrap_or(false));
        }
        let mut is_drawn = drawn.iter();
        columns.retain(|_| is_drawn.next().copied().unwrap_or(false));
        let plot = Equiplot {
            title: self.asked.label(words),
            unit: Unit::Percent,
            period_heading: words.say("mirror-group"),
            groups: columns,
            rows,
            goal: None,
        };
        let mut spoken = chart_words(words.language);
        spoken.equiplot_kind = words.say("mirror-drawn").into();
        let figure = plot.draw(&spoken);
        Drawing {
            heading: figure.title.clone(),
            subtitle: words.say("mirror-drawn"),
            svg: figure.inline(&format!("mirror-{}", self.asked.code.replace('_', "-"))),
            marks: Vec::new(),
            notes: self.notes(),
            table: Some(self.table()),
        }
    }

    fn values(&self, at: usize, group: &str) -> Vec<Value> {
        let parts = self.parts.iter().map(|(_, answered, counts, _)| {
            match counts.get(at).map(|moved| told(*moved, *answered)) {
                Some(Seen::About(share)) => Value::of(share.about as f64, *answered as u64),
                Some(Seen::Few | Seen::Most) | None => Value::blank(Blank::Protected, ""),
            }
        });
        let community = self.community.iter().map(|community| {
            let share = community.shares.get(group);
            share.map_or_else(
                || Value::blank(Blank::NotYetMeasured, ""),
                |share| Value::alone(*share),
            )
        });
        parts.chain(community).collect()
    }

    /// What stands out, and where the community's figures come from.
    fn notes(&self) -> Vec<String> {
        let words = self.visit.words;
        let Some(community) = &self.community else {
            return vec![words.say("mirror-no-community")];
        };
        let mut notes = Vec::new();
        if let Some((_, answered, counts, _)) = self.parts.first() {
            let found = |wanted: Beside| -> Vec<String> {
                let groups = self.asked.groups.iter().zip(*counts);
                let groups = groups.filter(|(group, moved)| {
                    let share = community.shares.get(&group.code);
                    share.is_some_and(|share| beside(**moved, *answered, *share) == wanted)
                });
                groups.map(|(group, _)| group.label(words)).collect()
            };
            for (wanted, key) in [(Beside::Fewer, "mirror-fewer"), (Beside::More, "mirror-more")] {
                let groups = found(wanted);
                if !groups.is_empty() {
                    notes.push(words.with(key, &[("groups", groups.join("; ").into())]));
                }
            }
            if notes.is_empty() {
                notes.push(words.say("mirror-alike"));
            }
        }
        notes.push(community.told.clone());
        notes
    }

    fn table(&self) -> Table {
        let words = self.visit.words;
        let shown = |moved: usize, answered: usize| match told(moved, answered) {
            Seen::Few => words.say("mirror-few"),
            Seen::Most => words.say("mirror-most"),
            Seen::About(share) => words.with(
                "mirror-about",
                &[
                    ("share", share.about.into()),
                    ("from", share.from.into()),
                    ("to", share.to.into()),
                ],
            ),
        };
        let of_community = |group: &str| {
            let community = self.community.as_ref()?;
            let share = community.shares.get(group);
            let told = share.map(|share| crate::numbers::value(domain::quantity::Unit::Percent, *share));
            Some(cell(told.unwrap_or_else(|| words.say("mirror-not-in-source"))))
        };
        let rows = self.asked.groups.iter().enumerate().map(|(at, group)| {
            let parts = self.parts.iter().map(|(_, answered, counts, _)| {
                cell(
                    counts
                        .get(at)
                        .map(|moved| shown(*moved, *answered))
                        .unwrap_or_default(),
                )
            });
            let row = std::iter::once(cell(group.label(words))).chain(parts);
            row.chain(of_community(&group.code)).collect()
        });
        let silent = self
            .parts
            .iter()
            .map(|(_, answered, _, silent)| cell(shown(*silent, *answered)));
        let silent: Vec<Cell> = std::iter::once(cell(words.say("mirror-no-answer")))
            .chain(silent)
            .chain(self.community.iter().map(|_| cell("")))
            .collect();
        let head = self.parts.iter().map(|(name, answered, ..)| {
            let arguments = [("part", name.as_str().into()), ("answered", (*answered).into())];
            words.with("assessment-part-head", &arguments)
        });
        Table {
            caption: words.say("tool-table"),
            head: std::iter::once(words.say("mirror-group"))
                .chain(head)
                .chain(self.community.iter().map(|community| community.whole.clone()))
                .collect(),
            rows: rows.chain([silent]).collect(),
            empty: String::new(),
        }
    }
}
