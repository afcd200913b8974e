//! A reader with nothing but public pages, pencil and paper: equations in, ranges out.
//!
//! This is for tests of what was really published. It takes equations gathered from the printed bytes and shares no
//! search and no arithmetic with [`crate::protect`] and [`crate::audit`]: bounds are propagated in whole numbers, and
//! what remains is solved by an exact simplex in fractions with branch and bound (`piece`).

mod dive;
mod piece;
mod ranges;

use crate::exact::ExactFact;
use crate::rounded::Rounded;
use piece::Piece;
use ranges::{is_implied, propagate};

/// Something the attacker wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unknown(usize);

impl Unknown {
    /// Its position in what [`Attacker::work_out`] answers.
    pub fn index(self) -> usize {
        self.0
    }
}

/// What the attacker has read.
#[derive(Debug, Clone, Default)]
pub struct Attacker {
    bounds: Vec<(i64, i64)>,
    facts: Vec<ExactFact>,
}

/// What he wants to know about one unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// About what.
    pub unknown: Unknown,
    /// Where he need not look further down; `None`: to the end.
    pub down_to: Option<i64>,
    /// Where he need not look further up.
    pub up_to: Option<i64>,
}

impl Question {
    /// How much and how little it can be.
    pub fn about(unknown: Unknown) -> Question {
        Question {
            unknown,
            down_to: None,
            up_to: None,
        }
    }
}

/// What he has worked out about one unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkedOut {
    /// The least it can be.
    pub low: i64,
    /// The most it can be.
    pub high: i64,
    /// Whether both ends are the last ones, or as far as was asked; if not, the true range is at least this wide.
    pub is_exact: bool,
}

/// Why the attacker got nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stuck {
    /// What he has read contradicts itself.
    #[error("what was read contradicts itself")]
    Contradiction,
    /// The numbers or the search grew too large.
    #[error("the equations are too large to be solved exactly")]
    TooLarge,
}

impl Attacker {
    /// An attacker who has read nothing.
    pub fn new() -> Attacker {
        Attacker::default()
    }

    /// Something to find out, which lies between these counts at any rate.
    pub fn unknown(&mut self, low: i64, high: i64) -> Unknown {
        self.bounds.push((low, high));
        Unknown(self.bounds.len() - 1)
    }

    /// He has read `low <= sum of coefficient * unknown <= high`.
    pub fn fact(&mut self, terms: &[(Unknown, i64)], low: Option<i64>, high: Option<i64>) {
        self.facts.push((
            terms.iter().map(|(unknown, by)| (unknown.0, *by)).collect(),
            low,
            high,
        ));
    }

    /// He has read the count itself.
    pub fn told(&mut self, unknown: Unknown, value: i64) {
        self.fact(&[(unknown, 1)], Some(value), Some(value));
    }

    /// He has read that `total` is the sum of `parts`.
    pub fn sum(&mut self, total: Unknown, parts: &[Unknown]) {
        let mut terms = vec![(total, -1)];
        terms.extend(parts.iter().map(|part| (*part, 1)));
        self.fact(&terms, Some(0), Some(0));
    }

    /// He has read a rounded rate.
    pub fn rate(&mut self, numerator: Unknown, denominator: Unknown, rate: &Rounded) {
        let (least, most, by) = rate.limits();
        self.fact(&[(numerator, by), (denominator, -least)], Some(0), None);
        self.fact(&[(numerator, by), (denominator, -most)], None, Some(0));
    }

    /// Works out all ranges.
    ///
    /// Errors: [`Stuck`].
    pub fn work_out(&self) -> Result<Vec<WorkedOut>, Stuck> {
        let all: Vec<Question> = (0..self.bounds.len())
            .map(|index| Question::about(Unknown(index)))
            .collect();
        self.answer(&all)
    }

    /// Works out one range.
    ///
    /// Errors: [`Stuck`].
    pub fn range(&self, unknown: Unknown) -> Result<WorkedOut, Stuck> {
        Ok(self.answer(&[Question::about(unknown)])?[0])
    }

    /// Answers questions, in their order. What none of them depends on is not looked at, unless it contradicts itself
    /// at first sight.
    ///
    /// Errors: [`Stuck`].
    pub fn answer(&self, questions: &[Question]) -> Result<Vec<WorkedOut>, Stuck> {
        let mut bounds = self.bounds.clone();
        propagate(&self.facts, &mut bounds).ok_or(Stuck::Contradiction)?;
        let mut answers: Vec<WorkedOut> = questions
            .iter()
            .map(|question| WorkedOut {
                low: bounds[question.unknown.0].0,
                high: bounds[question.unknown.0].1,
                is_exact: true,
            })
            .collect();
        let open = |question: &Question| bounds[question.unknown.0].0 < bounds[question.unknown.0].1;
        if !questions.iter().any(open) {
            return Ok(answers);
        }
        for members in self.pieces(&bounds) {
            let asked: Vec<usize> = (0..questions.len())
                .filter(|index| members.binary_search(&questions[*index].unknown.0).is_ok())
                .collect();
            if asked.is_empty() {
                continue;
            }
            let piece = Piece::new(&self.facts, &members, &bounds).ok_or(Stuck::TooLarge)?;
            let places: Vec<(usize, &Question)> = asked
                .iter()
                .map(|index| {
                    let question = &questions[*index];
                    let place = members.binary_search(&question.unknown.0);
                    (place.expect("it is a member"), question)
                })
                .collect();
            for (index, answer) in asked.iter().zip(piece.answer(&places)?) {
                answers[*index] = answer;
            }
        }
        Ok(answers)
    }

    /// The unknowns that are still open, in groups that share no fact.
    fn pieces(&self, bounds: &[(i64, i64)]) -> Vec<Vec<usize>> {
        let is_open = |unknown: usize| bounds[unknown].0 < bounds[unknown].1;
        let mut group: Vec<usize> = (0..bounds.len()).collect();
        loop {
            let before = group.clone();
            for (terms, _, _) in self.facts.iter().filter(|fact| !is_implied(fact, bounds)) {
                let open: Vec<usize> = terms
                    .iter()
                    .map(|(unknown, _)| *unknown)
                    .filter(|u| is_open(*u))
                    .collect();
                let least = open.iter().map(|unknown| group[*unknown]).min();
                for unknown in open {
                    group[unknown] = least.expect("there is at least this one");
                }
            }
            if group == before {
                break;
            }
        }
        let members = |leader: usize| {
            (0..bounds.len())
                .filter(|u| is_open(*u) && group[*u] == leader)
                .collect()
        };
        (0..bounds.len())
            .map(members)
            .filter(|piece: &Vec<usize>| !piece.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_part_follows_from_the_total() {
        let mut attacker = Attacker::new();
        let [total, one, other] = [0; 3].map(|low| attacker.unknown(low, 1000));
        attacker.sum(total, &[one, other]);
        attacker.told(total, 20);
        attacker.told(one, 17);
        assert_eq!(
            attacker.work_out().unwrap()[2],
            WorkedOut {
                low: 3,
                high: 3,
                is_exact: true
            }
        );
    }

    #[test]
    fn a_whole_percentage_of_forty_gives_the_count_away() {
        let mut attacker = Attacker::new();
        let counted = attacker.unknown(0, 1000);
        let pupils = attacker.unknown(1, 1000);
        attacker.told(pupils, 40);
        attacker.rate(counted, pupils, &Rounded::parse("95", 100).unwrap());
        assert_eq!(
            attacker.work_out().unwrap()[0],
            WorkedOut {
                low: 38,
                high: 38,
                is_exact: true
            }
        );
    }

    #[test]
    fn two_hidden_per_line_can_still_be_solved() {
        // Every row and column hides two or more, but rows one and two less columns one and two leave 236 - 189 = 47.
        let mut attacker = Attacker::new();
        let [a, b, c, d, e] = [0; 5].map(|low| attacker.unknown(low, 1000));
        attacker.fact(&[(a, 1), (b, 1)], Some(100), Some(100));
        attacker.fact(&[(c, 1), (d, 1), (e, 1)], Some(136), Some(136));
        attacker.fact(&[(a, 1), (c, 1)], Some(90), Some(90));
        attacker.fact(&[(b, 1), (d, 1)], Some(99), Some(99));
        let worked_out = attacker.work_out().unwrap();
        assert_eq!(
            worked_out[4],
            WorkedOut {
                low: 47,
                high: 47,
                is_exact: true
            }
        );
        assert_eq!(
            worked_out[0],
            WorkedOut {
                low: 1,
                high: 90,
                is_exact: true
            }
        );
    }

    #[test]
    fn what_contradicts_itself_is_said() {
        let mut attacker = Attacker::new();
        let one = attacker.unknown(0, 10);
        attacker.told(one, 3);
        attacker.told(one, 4);
        assert_eq!(attacker.work_out(), Err(Stuck::Contradiction));
    }
}
