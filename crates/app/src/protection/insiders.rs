//! Readers who know more than what was published: somebody who is counted, and partners who know their own rows.

use std::collections::BTreeSet;

use disclosure::{Linear, Problem};

use super::combine::Combined;
use super::refusal::Refusal;
use super::tables::{Key, Measure, Tables};

/// Sums within sums that are followed.
const LEVELS_MAX: usize = 20;
/// Most partners that are looked at one after the other.
const PARTNERS_MAX: usize = 500;

/// Who reads, beside the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Insider {
    /// Whoever is counted knows that no count around him is empty. All of them at once: together they know more than
    /// each.
    Member,
    /// Who sent the rows with this code, and knows them: breakdown and code.
    Partner(String, String),
    /// Each code of a breakdown as a partner, one after the other.
    EachPartner(String),
}

impl Insider {
    /// Reads `member`, `school=S01` or `school`.
    pub fn parse(text: &str) -> Result<Insider, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("write member, school=S01, or school for each of them".to_owned());
        }
        if text == "member" {
            return Ok(Insider::Member);
        }
        Ok(match text.split_once('=') {
            Some((dimension, code)) => Insider::Partner(dimension.trim().to_owned(), code.trim().to_owned()),
            None => Insider::EachPartner(text.to_owned()),
        })
    }

    /// How a report names him.
    pub fn name(&self) -> String {
        match self {
            Insider::Member => "everybody who is counted".to_owned(),
            Insider::Partner(dimension, code) => format!("{dimension} {code}"),
            Insider::EachPartner(dimension) => format!("each {dimension}"),
        }
    }
}

/// The insiders one by one, each that there is.
///
/// Errors: a breakdown or code that no table has, or members of amounts.
pub fn each(asked: &[Insider], releases: &[&Tables]) -> Result<Vec<Insider>, Refusal> {
    let mut found = Vec::new();
    let Some(newest) = releases.last() else {
        return Ok(found);
    };
    for insider in asked {
        let (dimension, code) = match insider {
            Insider::Member => {
                let is_amounts = releases.iter().any(|tables| tables.measure == Measure::Amounts);
                if is_amounts {
                    return Err(Refusal::of(
                        &newest.name,
                        "what a contributor knows of an amount is not known here",
                    )
                    .mend(
                        "leave --insider member out: p-percent and dominance are rules about contributors",
                    ));
                }
                found.push(Insider::Member);
                continue;
            }
            Insider::Partner(dimension, code) => (dimension, Some(code)),
            Insider::EachPartner(dimension) => (dimension, None),
        };
        let codes: BTreeSet<&String> = releases
            .iter()
            .flat_map(|tables| &tables.cells)
            .flat_map(|cell| &cell.key.0)
            .filter(|(own, held)| own.eq_ignore_ascii_case(dimension) && code.is_none_or(|code| code == held))
            .map(|(_, held)| held)
            .collect();
        if codes.is_empty() || codes.len() > PARTNERS_MAX {
            let what = match (codes.len(), code) {
                (0, Some(code)) => format!("--insider: no cell has the {dimension} {code}"),
                (0, None) => format!("--insider: there is no breakdown {dimension}"),
                (many, _) => format!("--insider: {dimension} has {many} codes, more than {PARTNERS_MAX}"),
            };
            return Err(Refusal::of(&newest.name, what)
                .expected("member, a breakdown with a code such as school=S01, or a breakdown alone"));
        }
        let own = releases
            .iter()
            .flat_map(|tables| &tables.cells)
            .flat_map(|cell| &cell.key.0)
            .find(|(own, _)| own.eq_ignore_ascii_case(dimension))
            .map_or(dimension, |(own, _)| own);
        found.extend(
            codes
                .into_iter()
                .map(|code| Insider::Partner(own.clone(), code.clone())),
        );
    }
    Ok(found)
}

/// A cell of which the insider knows more and we do not know what: its truth is not in what was given.
pub fn unknown_to_us<'a>(combined: &'a Combined, insider: &Insider) -> Option<&'a Key> {
    let unknown = combined
        .origins
        .iter()
        .zip(&combined.cells)
        .filter(|(_, id)| combined.problem.cells[id.index()].value.is_none());
    let mut own = unknown.filter(|(origin, _)| match insider {
        Insider::Member => true,
        Insider::Partner(dimension, code) => is_own(&origin.key, dimension, code),
        Insider::EachPartner(_) => false,
    });
    own.next().map(|(origin, _)| &origin.key)
}

fn is_own(key: &Key, dimension: &str, code: &str) -> bool {
    key.0.iter().any(|(own, held)| own == dimension && held == code)
}

/// The problem as the insider reads it: with what he knows, and without a claim to keep from him what is his own.
pub fn as_read_by(combined: &Combined, insider: &Insider) -> Problem {
    let mut problem = combined.problem.clone();
    match insider {
        Insider::EachPartner(_) => {}
        Insider::Member => {
            for (origin, id) in combined.origins.iter().zip(&combined.cells) {
                let cell = &mut problem.cells[id.index()];
                if cell.value.is_some_and(|value| value > 0) && !origin.is_difference {
                    cell.low = cell.low.max(1);
                }
            }
        }
        Insider::Partner(dimension, code) => {
            let own = own(combined, dimension, code);
            for id in combined.cells.iter().filter(|id| own[id.index()]) {
                let cell = &mut problem.cells[id.index()];
                if let Some(value) = cell.value {
                    cell.need = None;
                    problem.relation(Linear::exactly(*id, value));
                }
            }
        }
    }
    problem
}

/// The cells of a partner: those with his code, and what he makes of these alone (the counts of his schools, of which
/// only the finest tell that they are his).
fn own(combined: &Combined, dimension: &str, code: &str) -> Vec<bool> {
    let mut own = vec![false; combined.problem.cells.len()];
    for (origin, id) in combined.origins.iter().zip(&combined.cells) {
        own[id.index()] = is_own(&origin.key, dimension, code);
    }
    for _ in 0..LEVELS_MAX {
        let mut is_more = false;
        for relation in &combined.problem.relations {
            if relation.low != relation.high {
                continue;
            }
            let mut others = relation.terms.iter().filter(|(cell, _)| !own[cell.index()]);
            if let (Some((last, _)), None) = (others.next(), others.next()) {
                own[last.index()] = true;
                is_more = true;
            }
        }
        if !is_more {
            break;
        }
    }
    own
}
