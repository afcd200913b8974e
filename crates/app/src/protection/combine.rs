//! Releases as one problem: what was published is known, what is about to be published is still free.
//!
//! Releases that tell the same cells with the same values are about the same people. Where all values of one are at
//! most those of the other, it may count a part of them, and then readers can subtract: what remains is protected like
//! any small count (Fellegi 1972, on differences between published groups).

use std::collections::{BTreeMap, HashMap, HashSet};

use disclosure::{Cell, CellId, FigureId, Linear, Need, Pattern, Problem};

use super::cells::rescale;
use super::refusal::Refusal;
use super::rules::Loss;
use super::tables::{CELLS_MAX, Key, Measure, Status, TableCell, Tables};

/// Whether releases about the same cells with other values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparing {
    /// One may count a part of the people of the other.
    Subtracting,
    /// They are about other people, or about another time.
    Apart,
}

/// What a cell of the problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// What it is about.
    pub key: Key,
    /// The releases that print it, or are subtracted: positions among those given.
    pub releases: Vec<usize>,
    /// Whether it is what remains when one release is subtracted from another.
    pub is_difference: bool,
}

/// Releases as one problem.
pub struct Combined {
    /// The problem.
    pub problem: Problem,
    /// What each cell is.
    pub origins: Vec<Origin>,
    /// The cells, in the order of `origins`.
    pub cells: Vec<CellId>,
    /// What is published of each figure; of a draft, all is shown.
    pub pattern: Pattern,
    /// For each cell of the last release, its cell in the problem.
    pub last: Vec<CellId>,
    /// For each cell of the problem, its figure.
    pub figures: HashMap<CellId, FigureId>,
    /// For each share of the last release, its figure; none where it is public already or not known.
    pub shares: Vec<Option<FigureId>>,
    /// Decimal places of all values.
    pub decimals: u32,
    /// Pairs of releases of which the second counts a part of the people of the first.
    pub parts: Vec<(usize, usize)>,
}

/// What the last release is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// A draft to be protected: all before it is public.
    Draft(Loss),
    /// A published pattern like all others; so many before it cannot be called back.
    Published {
        /// How many releases come from a ledger.
        from_ledger: usize,
    },
}

/// Joins releases, oldest first.
///
/// `minimum` protects the differences between counts of people. Errors: releases that contradict each other.
pub fn combine(
    releases: &[&Tables],
    last: Last,
    minimum: Option<i64>,
    comparing: Comparing,
) -> Result<Combined, Refusal> {
    let decimals = releases.iter().map(|tables| tables.decimals).max().unwrap_or(0);
    let mut scaled = Vec::with_capacity(releases.len());
    for tables in releases {
        let mut tables = (*tables).clone();
        rescale(&mut tables, decimals).ok_or_else(|| {
            Refusal::of(
                &tables.name,
                "the values have too many digits beside those of other releases",
            )
        })?;
        scaled.push(tables);
    }
    let largest = scaled
        .iter()
        .flat_map(|tables| &tables.cells)
        .filter_map(|cell| cell.value.max(cell.high))
        .max();
    let mut work = Work {
        releases: &scaled,
        groups: Vec::new(),
        cells: Vec::new(),
        ids: Vec::new(),
        places: Vec::new(),
        minimum,
        combined: Combined {
            problem: Problem::default(),
            origins: Vec::new(),
            cells: Vec::new(),
            pattern: Pattern { displays: Vec::new() },
            last: Vec::new(),
            figures: HashMap::new(),
            shares: Vec::new(),
            decimals,
            parts: Vec::new(),
        },
        // Nobody thinks a part possible that is larger than anything told; more room only slows the search.
        high: largest.unwrap_or(0).saturating_mul(2).max(1_000),
    };
    for release in 0..scaled.len() {
        work.add(release)?;
    }
    if comparing == Comparing::Subtracting {
        work.subtract()?;
    }
    if work.cells.len() > CELLS_MAX {
        return Err(Refusal::of(
            &scaled[0].name,
            format!("the releases have more than {CELLS_MAX} cells together"),
        ));
    }
    work.print(last);
    work.print_ranges(last);
    work.print_shares(last);
    work.combined.cells.clone_from(&work.ids);
    Ok(work.combined)
}

/// Cells about the same people.
pub(super) struct Group {
    population: Vec<(String, String)>,
    pub(super) releases: Vec<usize>,
    pub(super) cells: BTreeMap<Key, usize>,
}

/// How two sets of values stand to each other, over the cells that both tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Same,
    Larger,
    Smaller,
    Mixed,
}

pub(super) struct Work<'a> {
    pub(super) releases: &'a [Tables],
    pub(super) groups: Vec<Group>,
    /// Everything told about each cell of the problem.
    pub(super) cells: Vec<TableCell>,
    pub(super) ids: Vec<CellId>,
    /// For each release, the cell of the problem for each of its cells.
    pub(super) places: Vec<Vec<CellId>>,
    minimum: Option<i64>,
    pub(super) combined: Combined,
    high: i64,
}

impl Work<'_> {
    fn add(&mut self, release: usize) -> Result<(), Refusal> {
        let tables = &self.releases[release];
        let found = (0..self.groups.len()).find(|group| {
            let group = &self.groups[*group];
            group.population == tables.population
                && standing(tables.cells.iter().filter_map(|cell| {
                    let other = self.cells[*group.cells.get(&cell.key)?].value?;
                    Some((cell.value?, other))
                })) == Standing::Same
        });
        let group = found.unwrap_or_else(|| {
            self.groups.push(Group {
                population: tables.population.clone(),
                releases: Vec::new(),
                cells: BTreeMap::new(),
            });
            self.groups.len() - 1
        });
        self.groups[group].releases.push(release);
        let mut places = Vec::with_capacity(tables.cells.len());
        let behind = self.behind(tables).unwrap_or(group);
        for cell in &tables.cells {
            // What stands behind the tables is the same for every population.
            let group = if cell.status == Status::Behind {
                behind
            } else {
                group
            };
            places.push(self.place(group, release, cell));
        }
        let mut known: HashSet<Vec<(CellId, i64)>> = HashSet::new();
        for sum in &tables.sums {
            let mut terms: Vec<(CellId, i64)> = sum
                .terms
                .iter()
                .map(|(position, by)| (places[*position], *by))
                .collect();
            terms.sort_unstable();
            if known.insert(terms.clone()) {
                let constant = Some(sum.constant);
                self.combined.problem.relation(Linear {
                    terms,
                    low: constant,
                    high: constant,
                });
            }
        }
        self.combined.last.clone_from(&places);
        self.places.push(places);
        Ok(())
    }

    /// The group that holds the same finest counts.
    fn behind(&self, tables: &Tables) -> Option<usize> {
        (0..self.groups.len()).find(|group| {
            let mut is_shared = false;
            let finest = tables.cells.iter().filter(|cell| cell.status == Status::Behind);
            let pairs = finest.filter_map(|cell| {
                let other = self.cells[*self.groups[*group].cells.get(&cell.key)?].value?;
                is_shared = true;
                Some((cell.value?, other))
            });
            standing(pairs) == Standing::Same && is_shared
        })
    }

    /// The cell of the problem for a cell of a release.
    fn place(&mut self, group: usize, release: usize, cell: &TableCell) -> CellId {
        let known = self.groups[group].cells.get(&cell.key).copied();
        let position = known.unwrap_or_else(|| {
            let id = self.combined.problem.cell(Cell::unknown(cell.key.to_string()));
            self.groups[group].cells.insert(cell.key.clone(), id.index());
            self.ids.push(id);
            self.cells.push(TableCell {
                mark: None,
                ..cell.clone()
            });
            self.combined.origins.push(Origin {
                key: cell.key.clone(),
                releases: Vec::new(),
                is_difference: false,
            });
            self.ids.len() - 1
        });
        let merged = &mut self.cells[position];
        merged.value = merged.value.or(cell.value);
        merged.high = match (merged.high, cell.high) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        merged.low = merged.low.max(cell.low);
        merged.need = match (merged.need, cell.need) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        };
        self.combined.origins[position].releases.push(release);
        let told = &mut self.combined.problem.cells[position];
        told.value = merged.value;
        told.low = merged.low;
        told.high = merged.high.unwrap_or(self.high).max(merged.value.unwrap_or(0));
        told.need = merged.need.map(|(low, high)| Need::Reach { low, high });
        if merged.value.is_none()
            && cell.status != Status::Behind
            && self.releases[release].measure == Measure::Counts
        {
            // Where we do not know the truth ourselves, it may be small: then it must not be known too closely.
            told.need = self.minimum.map(|minimum| Need::Width(minimum - 2));
        }
        self.ids[position]
    }

    /// Adds what remains wherever one group may be a part of another.
    fn subtract(&mut self) -> Result<(), Refusal> {
        for one in 0..self.groups.len() {
            for other in one + 1..self.groups.len() {
                let pairs: Vec<(Key, usize, usize)> = self.groups[one]
                    .cells
                    .iter()
                    .filter_map(|(key, cell)| {
                        let other = self.groups[other].cells.get(key)?;
                        Some((key.clone(), *cell, *other))
                    })
                    .collect();
                let values = pairs
                    .iter()
                    .filter_map(|(_, one, other)| self.cells[*one].value.zip(self.cells[*other].value));
                let (larger, smaller) = match standing(values) {
                    Standing::Same => continue,
                    Standing::Larger => (one, other),
                    Standing::Smaller => (other, one),
                    Standing::Mixed => return Err(self.mixed(one, other)),
                };
                let whole = *self.groups[larger].releases.first().unwrap_or(&0);
                let part = *self.groups[smaller].releases.first().unwrap_or(&0);
                self.combined.parts.push((whole, part));
                for (key, one_cell, other_cell) in pairs {
                    let (whole_cell, part_cell) = if larger == one {
                        (one_cell, other_cell)
                    } else {
                        (other_cell, one_cell)
                    };
                    self.remains(key, (whole, part), (whole_cell, part_cell));
                }
            }
        }
        Ok(())
    }

    /// What remains of one cell.
    fn remains(&mut self, key: Key, releases: (usize, usize), cells: (usize, usize)) {
        let (whole, part) = (self.ids[cells.0], self.ids[cells.1]);
        let value = self.cells[cells.0]
            .value
            .zip(self.cells[cells.1].value)
            .map(|(whole, part)| whole - part);
        let is_counts = self.releases[releases.0].measure == Measure::Counts;
        let minimum = self.minimum.filter(|_| is_counts);
        let is_small = match (value, minimum) {
            (Some(value), Some(minimum)) => 0 < value && value < minimum,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        let Some(minimum) = minimum.filter(|_| is_small) else {
            self.combined.problem.relation(Linear::at_most(part, whole));
            return;
        };
        let mut cell = Cell::unknown(format!("{key}, what remains"));
        cell.value = value;
        cell.high = self.high;
        // Where we do not know the truth ourselves, it may be small: then it must not be known too closely.
        cell.need = Some(match value {
            Some(_) => Need::Reach {
                low: 1,
                high: minimum - 1,
            },
            None => Need::Width(minimum - 2),
        });
        let rest = self.combined.problem.cell(cell);
        self.ids.push(rest);
        self.cells.push(TableCell {
            key: key.clone(),
            value,
            ..TableCell::default()
        });
        self.combined.origins.push(Origin {
            key,
            releases: vec![releases.0, releases.1],
            is_difference: true,
        });
        self.combined.problem.relation(Linear::sum(whole, &[part, rest]));
    }

    fn mixed(&self, one: usize, other: usize) -> Refusal {
        let name = |group: usize| {
            let release = self.groups[group].releases.first().copied().unwrap_or(0);
            self.releases[release].name.clone()
        };
        let keys = self.groups[one].cells.iter();
        let differing = keys
            .filter_map(|(key, cell)| {
                let (one, other) = (
                    self.cells[*cell].value?,
                    self.cells[*self.groups[other].cells.get(key)?].value?,
                );
                (one != other).then_some((key, one, other))
            })
            .collect::<Vec<_>>();
        let text = |units: i64| super::decimal::text(units, self.combined.decimals);
        let read = differing
            .iter()
            .max_by_key(|(_, one, other)| one - other)
            .into_iter()
            .chain(differing.iter().min_by_key(|(_, one, other)| one - other))
            .map(|(key, one, other)| format!("{key}: {} and {}", text(*one), text(*other)))
            .collect::<Vec<_>>()
            .join("; ");
        Refusal::of(&name(other), format!("it tells cells of {} with other values, some larger and some smaller", name(one)))
            .read(read)
            .expected("the same values, or everywhere at most those (then one is about a part of the people of the other)")
            .mend("if the two are about other people or another time, say --apart; if one corrects the other, readers see the corrections: make sure that none concerns a few people")
    }
}

fn standing(pairs: impl Iterator<Item = (i64, i64)>) -> Standing {
    let (mut is_larger, mut is_smaller) = (false, false);
    for (one, other) in pairs {
        is_larger |= one > other;
        is_smaller |= one < other;
    }
    match (is_larger, is_smaller) {
        (false, false) => Standing::Same,
        (true, false) => Standing::Larger,
        (false, true) => Standing::Smaller,
        (true, true) => Standing::Mixed,
    }
}
