//! What the pages of choosing show: medians with their spread, and only to those who have scored themselves.

use domain::choosing::{Criterion, Summary};
use platform::words::Words;

use super::store::{CandidateRow, ScoreRow};
use crate::blocks::{Cell, Table, cell};

/// The scores of a candidate in a round, as far as somebody may see them.
#[derive(Debug, Clone)]
pub struct Scored {
    /// How many people have scored.
    pub people: usize,
    /// Whether the reader is one of them in the present round.
    pub is_by_reader: bool,
    /// The scores; nothing while the reader has not scored an open candidate herself.
    pub shown: Option<Vec<ScoreRow>>,
}

impl Scored {
    /// What a reader may see of scores. Others' are shown once she has scored, or once there is nothing left to decide.
    pub fn of(candidate: &CandidateRow, scores: Vec<ScoreRow>, reader: &str) -> Self {
        let is_by_reader = scores.iter().any(|score| score.person_id == reader);
        let may_see = is_by_reader || candidate.state != "open";
        Self {
            people: scores.len(),
            is_by_reader,
            shown: may_see.then_some(scores),
        }
    }

    /// The scores by one criterion, told in a cell: "4 (2 to 5), people disagree".
    pub fn told(&self, words: Words, criterion: Criterion) -> String {
        let Some(scores) = &self.shown else {
            return words.say("candidate-score-first");
        };
        match summary(scores, criterion) {
            Some(summary) => sentence(words, &summary),
            None => words.say("candidate-nobody-yet"),
        }
    }
}

fn summary(scores: &[ScoreRow], criterion: Criterion) -> Option<Summary> {
    let by = |score: &ScoreRow| match criterion {
        Criterion::Communication => score.communication,
        Criterion::Proxy => score.proxy,
        Criterion::Data => score.data,
    };
    Summary::of(&scores.iter().map(by).collect::<Vec<_>>())
}

fn sentence(words: Words, summary: &Summary) -> String {
    let key = if summary.is_divided() {
        "candidate-median-divided"
    } else if summary.lowest == summary.highest {
        "candidate-median-agreed"
    } else {
        "candidate-median"
    };
    let arguments = [
        ("median", median(summary).into()),
        ("lowest", summary.lowest.into()),
        ("highest", summary.highest.into()),
    ];
    words.with(key, &arguments)
}

/// 4, or 3.5 between two.
fn median(summary: &Summary) -> String {
    format!("{}", summary.median)
}

/// The table of a candidate's scores: by criterion the median, how many gave each score, and whether people disagree.
pub fn spread(words: Words, scores: &[ScoreRow]) -> Table {
    let rows = Criterion::ALL.into_iter().filter_map(|criterion| {
        let summary = summary(scores, criterion)?;
        let name = words.say(&format!("field-{}", criterion.code()));
        let mut cells: Vec<Cell> = vec![cell(name), cell(median(&summary))];
        cells.extend(summary.gave.iter().map(cell));
        let key = if summary.is_divided() {
            "candidate-people-disagree"
        } else {
            "candidate-people-agree"
        };
        cells.push(cell(words.say(key)));
        Some(cells)
    });
    let head = [
        "candidate-criterion",
        "candidate-median-heading",
        "candidate-gave-1",
        "candidate-gave-2",
        "candidate-gave-3",
        "candidate-gave-4",
        "candidate-gave-5",
        "candidate-agreement",
    ];
    Table::new(words, "candidate-scores", &head, rows.collect())
}
