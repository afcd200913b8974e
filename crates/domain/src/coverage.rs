//! Coverage (DOMAIN C3.2): where the plan of action does much, little, the same twice, or nothing.
//!
//! The rules, in the order they are asked of a cell (a strategy and a partner, a stage and a place, a group and a strategy):
//! - *Missing*: nothing that belongs there is under way or to come.
//! - *Doubled*: two activities under way there do the same beside each other: another lead, the same strategy, the same
//!   stage, the same groups, a place in common, and no partner in common who would know of both.
//! - *Thin*: what there is has not begun; or it all rests on one partner; or it is for everyone where the question is what
//!   is done for this group.
//! - *Covered*: otherwise.
//!
//! An activity without places is for the whole community, so it counts in every place; one that is for everyone counts for
//! every group. Each finding is a question to people who know more than the plan says, never a verdict.

use std::collections::BTreeSet;

use jiff::civil::Date;

#[cfg(test)]
mod tests;

/// An activity, as far as coverage looks at it. Keys are whatever the caller names things by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doing {
    /// Which.
    pub key: String,
    /// The partner who leads.
    pub lead: String,
    /// Everybody who does it, the lead among them.
    pub partners: BTreeSet<String>,
    /// The strategy it belongs to.
    pub strategy: Option<String>,
    /// The stage of the pathway.
    pub stage: Option<String>,
    /// Where; nowhere said is everywhere.
    pub places: BTreeSet<String>,
    /// For which groups; none said is for everyone.
    pub groups: BTreeSet<String>,
    /// How far it is.
    pub phase: Phase,
}

/// How far an activity is on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Phase {
    /// It has not begun.
    ToCome,
    /// It goes on.
    #[default]
    UnderWay,
    /// It is over.
    Over,
}

impl Phase {
    /// From its first and last day. The last day counts in full.
    pub fn on(today: Date, starts: Date, ends: Option<Date>) -> Self {
        match ends {
            Some(ends) if ends < today => Self::Over,
            Some(_) | None if starts > today => Self::ToCome,
            Some(_) | None => Self::UnderWay,
        }
    }
}

/// What a cell is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matrix {
    /// Which partner does something for which strategy.
    StrategyPartner,
    /// What is done at which stage of the pathway, in which place.
    StagePlace,
    /// What is done for which group, by which strategy.
    GroupStrategy,
}

impl Matrix {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::StrategyPartner, Self::StagePlace, Self::GroupStrategy];

    /// The word in addresses and catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::StrategyPartner => "strategy-partner",
            Self::StagePlace => "stage-place",
            Self::GroupStrategy => "group-strategy",
        }
    }

    /// The one with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|matrix| matrix.code() == code)
    }

    /// Whether an activity belongs to a row.
    pub fn is_in_row(self, doing: &Doing, row: &str) -> bool {
        match self {
            Self::StrategyPartner => doing.strategy.as_deref() == Some(row),
            Self::StagePlace => doing.stage.as_deref() == Some(row),
            Self::GroupStrategy => doing.groups.is_empty() || doing.groups.contains(row),
        }
    }

    /// Whether an activity belongs to a column.
    pub fn is_in_column(self, doing: &Doing, column: &str) -> bool {
        match self {
            Self::StrategyPartner => doing.partners.contains(column),
            Self::StagePlace => doing.places.is_empty() || doing.places.contains(column),
            Self::GroupStrategy => doing.strategy.as_deref() == Some(column),
        }
    }

    /// Whether an empty cell is a gap. Nobody expects every partner in every strategy: there only whole rows can be missing.
    pub fn asks_for_every_cell(self) -> bool {
        match self {
            Self::StrategyPartner => false,
            Self::StagePlace | Self::GroupStrategy => true,
        }
    }
}

/// What is found in a cell or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// Nothing.
    Missing,
    /// Two activities do the same beside each other.
    Doubled,
    /// Little, and why.
    Thin(Thin),
    /// Enough to be no question.
    Covered,
}

/// Why something is thin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thin {
    /// Nothing of it has begun.
    ToCome,
    /// For everyone, and nothing for this group.
    ForEveryoneOnly,
    /// It rests on one partner.
    OnePartner,
}

impl Found {
    /// The word in classes and catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Doubled => "doubled",
            Self::Thin(Thin::ToCome) => "to-come",
            Self::Thin(Thin::ForEveryoneOnly) => "for-everyone",
            Self::Thin(Thin::OnePartner) => "one-partner",
            Self::Covered => "covered",
        }
    }
}

/// What is found among the activities of a row, or of one cell of it.
pub fn found(matrix: Matrix, row: &str, column: Option<&str>, doings: &[Doing]) -> Found {
    let own: Vec<&Doing> = of(matrix, row, column, doings).collect();
    if own.is_empty() {
        return Found::Missing;
    }
    let live: Vec<&Doing> = own
        .into_iter()
        .filter(|doing| doing.phase == Phase::UnderWay)
        .collect();
    if live.is_empty() {
        return Found::Thin(Thin::ToCome);
    }
    if doubles(&live).next().is_some() {
        return Found::Doubled;
    }
    if matrix == Matrix::GroupStrategy && live.iter().all(|doing| doing.groups.is_empty()) {
        return Found::Thin(Thin::ForEveryoneOnly);
    }
    let mut partners: BTreeSet<&String> = BTreeSet::new();
    partners.extend(live.iter().flat_map(|doing| &doing.partners));
    // A cell of one partner has one partner by its nature; there the row tells.
    if partners.len() < 2 && !(matrix == Matrix::StrategyPartner && column.is_some()) {
        return Found::Thin(Thin::OnePartner);
    }
    Found::Covered
}

/// The activities of a row, or of one cell of it, that are not over.
pub fn of<'a>(
    matrix: Matrix,
    row: &'a str,
    column: Option<&'a str>,
    doings: &'a [Doing],
) -> impl Iterator<Item = &'a Doing> {
    doings.iter().filter(move |doing| {
        doing.phase != Phase::Over
            && matrix.is_in_row(doing, row)
            && column.is_none_or(|column| matrix.is_in_column(doing, column))
    })
}

/// Pairs of activities that do the same beside each other.
pub fn doubles<'a>(live: &'a [&'a Doing]) -> impl Iterator<Item = (&'a Doing, &'a Doing)> {
    live.iter().enumerate().flat_map(move |(at, one)| {
        live[at + 1..]
            .iter()
            .filter(move |other| are_doubles(one, other))
            .map(move |other| (*one, *other))
    })
}

/// Which activities have another beside them that does the same, by their keys. Each is looked at until its first double.
pub fn doubled<'a>(live: &[&'a Doing]) -> BTreeSet<&'a str> {
    let has_double = |one: &&&Doing| {
        live.iter()
            .any(|other| one.key != other.key && are_doubles(one, other))
    };
    live.iter()
        .filter(has_double)
        .map(|one| one.key.as_str())
        .collect()
}

fn are_doubles(one: &Doing, other: &Doing) -> bool {
    let is_same_place = match (one.places.is_empty(), other.places.is_empty()) {
        (true, true) => true,
        (false, false) => !one.places.is_disjoint(&other.places),
        // One is for the whole community, the other for a part of it: they complete each other.
        (true, false) | (false, true) => false,
    };
    one.strategy.is_some()
        && one.strategy == other.strategy
        && one.stage == other.stage
        && one.groups == other.groups
        && is_same_place
        && one.partners.is_disjoint(&other.partners)
}

/// Partners who could take up what is missing, the likeliest first: who is at work in the row or in the column, though not
/// in both; the more often, the earlier. Whoever did it before it was over knows it, too. Of a whole row (an empty column)
/// everybody in it is there already.
pub fn could_take<'a>(matrix: Matrix, row: &str, column: &str, doings: &'a [Doing]) -> Vec<&'a str> {
    let mut near: Vec<(&str, usize)> = Vec::new();
    let mut there: BTreeSet<&str> = BTreeSet::new();
    for doing in doings {
        let is_over = doing.phase == Phase::Over;
        let is_in_row = matrix.is_in_row(doing, row);
        // What is everywhere tells nothing about who knows this place or this group.
        let is_in_column = column.is_empty()
            || (matrix.is_in_column(doing, column)
                && !(matrix == Matrix::StagePlace && doing.places.is_empty()));
        let is_nearby = match (is_over, column.is_empty()) {
            (true, _) => is_in_row && is_in_column,
            (false, true) => false,
            (false, false) => is_in_row != is_in_column,
        };
        if !is_over && is_in_row && is_in_column {
            there.extend(doing.partners.iter().map(String::as_str));
        } else if is_nearby {
            for partner in &doing.partners {
                match near.iter_mut().find(|(known, _)| *known == partner.as_str()) {
                    Some((_, times)) => *times += 1,
                    None => near.push((partner.as_str(), 1)),
                }
            }
        }
    }
    near.retain(|(partner, _)| !there.contains(partner));
    near.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    near.into_iter().map(|(partner, _)| partner).collect()
}

/// Who leads what is done twice in a cell, each once, in the order of the activities.
pub fn leads_of_doubles<'a>(
    matrix: Matrix,
    row: &'a str,
    column: Option<&'a str>,
    doings: &'a [Doing],
) -> Vec<&'a str> {
    let live: Vec<&Doing> = of(matrix, row, column, doings)
        .filter(|doing| doing.phase == Phase::UnderWay)
        .collect();
    let twice = doubled(&live);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    of(matrix, row, column, doings)
        .filter(|doing| twice.contains(doing.key.as_str()))
        .map(|doing| doing.lead.as_str())
        .filter(|lead| seen.insert(lead))
        .collect()
}
