//! Counts behind the tables that nothing tells apart are one count: a smaller problem with the same answers.
//!
//! Two counts that stand in the same sums, and that nobody prints or protects, can take each other's place in every
//! possible truth; only their sum matters to anything that is asked. Where shares are told, each count is first written
//! as those it counts and the others.

use std::collections::{BTreeMap, HashMap, HashSet};

use disclosure::CellId;

use super::combine::Combined;

impl Combined {
    /// Merges them, and leaves those that are no longer needed known and outside all sums.
    pub fn merge_behind(&mut self) {
        let is_free = self.free();
        self.write_as_parts(&is_free);
        let mut columns: BTreeMap<usize, Vec<(usize, i64)>> = BTreeMap::new();
        for (row, relation) in self.problem.relations.iter().enumerate() {
            for (cell, by) in &relation.terms {
                columns.entry(cell.index()).or_default().push((row, *by));
            }
        }
        let mut alike: BTreeMap<Vec<(usize, i64)>, Vec<usize>> = BTreeMap::new();
        for (index, mut column) in columns {
            if is_free[index] {
                column.sort_unstable();
                alike.entry(column).or_default().push(index);
            }
        }
        let mut merged: HashSet<CellId> = HashSet::new();
        for same in alike.into_values() {
            let Some((first, others)) = same.split_first() else {
                continue;
            };
            for other in others {
                let high = self.problem.cells[*other].high;
                let value = self.leave_out(*other);
                merged.insert(self.cells[*other]);
                let into = &mut self.problem.cells[*first];
                into.value = into.value.map(|sum| sum + value);
                into.high = into.high.saturating_add(high);
            }
        }
        let mut known: HashSet<Vec<(CellId, i64)>> = HashSet::new();
        self.problem.relations.retain_mut(|relation| {
            relation.terms.retain(|(cell, _)| !merged.contains(cell));
            relation.low != relation.high || known.insert(relation.terms.clone())
        });
    }

    /// The counts that nobody prints or protects.
    fn free(&self) -> Vec<bool> {
        let cells = self.problem.cells.iter();
        let mut is_free: Vec<bool> = cells
            .map(|cell| cell.need.is_none() && cell.low == 0 && cell.value.is_some())
            .collect();
        for figure in &self.problem.figures {
            let told = figure.statements.iter().flat_map(|statement| &statement.terms);
            let about = figure.about.iter().chain(&figure.cells);
            for cell in told.map(|(cell, _)| cell).chain(about) {
                is_free[cell.index()] = false;
            }
        }
        is_free
    }

    /// Writes each free count that is the sum of two free ones as these two, wherever it stands.
    fn write_as_parts(&mut self, is_free: &[bool]) {
        let mut parts: HashMap<CellId, [CellId; 2]> = HashMap::new();
        // A part is not taken apart itself: then one replacement would have to follow another.
        let mut used: HashSet<CellId> = HashSet::new();
        self.problem.relations.retain(|relation| {
            let is_sum = relation.low == Some(0) && relation.high == Some(0);
            let are_free = relation.terms.iter().all(|(cell, _)| is_free[cell.index()]);
            let mut terms = relation.terms.clone();
            terms.sort_by_key(|(_, by)| *by);
            let [(whole, -1), (one, 1), (other, 1)] = terms[..] else {
                return true;
            };
            let is_new = [whole, one, other].iter().all(|cell| !parts.contains_key(cell));
            if !is_sum || !are_free || !is_new || used.contains(&whole) {
                return true;
            }
            used.extend([one, other]);
            parts.insert(whole, [one, other]);
            false
        });
        for relation in &mut self.problem.relations {
            if !relation.terms.iter().any(|(cell, _)| parts.contains_key(cell)) {
                continue;
            }
            let mut terms: BTreeMap<CellId, i64> = BTreeMap::new();
            for (cell, by) in &relation.terms {
                match parts.get(cell) {
                    Some(pair) => {
                        for part in pair {
                            *terms.entry(*part).or_default() += by;
                        }
                    }
                    None => *terms.entry(*cell).or_default() += by,
                }
            }
            relation.terms = terms.into_iter().filter(|(_, by)| *by != 0).collect();
        }
        for whole in parts.keys() {
            self.leave_out(whole.index());
        }
    }

    /// A count that stands in no sum any more is known; gives its value.
    fn leave_out(&mut self, index: usize) -> i64 {
        let cell = &mut self.problem.cells[index];
        let value = cell.value.unwrap_or(0);
        (cell.low, cell.high) = (value, value);
        value
    }
}
