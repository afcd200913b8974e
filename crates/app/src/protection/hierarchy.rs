//! What lies in what: the levels of a breakdown, from a file or from the codes themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::raw::RawTable;
use super::refusal::Refusal;

/// The codes of one breakdown and their parents; codes without a parent lie in the total.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hierarchy {
    /// The file it was read from, for messages.
    pub file: String,
    /// The parent of each code; `None` for the uppermost.
    parents: BTreeMap<String, Option<String>>,
}

/// One parent and the codes that it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// The whole.
    pub parent: String,
    /// Its parts.
    pub parts: Vec<String>,
}

impl Hierarchy {
    /// Reads a table with one column for each level, from the coarsest to the finest, one row for each finest code.
    ///
    /// Errors: a level left empty above a code, or a code with two parents.
    pub fn read(table: &RawTable, levels: &[String], total: &str) -> Result<Hierarchy, Refusal> {
        let positions: Vec<usize> = if levels.is_empty() {
            (0..table.columns.len()).collect()
        } else {
            let find = |name: &String| {
                let found = table.column(name);
                found.ok_or_else(|| super::columns::missing(table, name))
            };
            levels.iter().map(find).collect::<Result<_, _>>()?
        };
        let mut hierarchy = Hierarchy {
            file: table.file.clone(),
            parents: BTreeMap::new(),
        };
        for (line, fields) in &table.rows {
            let mut above: Option<&String> = None;
            let mut is_above_empty = false;
            for position in &positions {
                let code = &fields[*position];
                if code.is_empty() {
                    is_above_empty = true;
                    continue;
                }
                if is_above_empty {
                    return Err(Refusal::of(&table.file, "a code has no parent")
                        .at(*line)
                        .cell(code)
                        .read("an empty field in the column before it")
                        .expected("one code for each level, from the coarsest to the finest")
                        .mend("write the parent into the empty field"));
                }
                // A level that is not divided repeats its code.
                if above == Some(code) || code == total {
                    continue;
                }
                hierarchy.add(table, *line, code, above)?;
                above = Some(code);
            }
        }
        Ok(hierarchy)
    }

    fn add(
        &mut self,
        table: &RawTable,
        line: usize,
        code: &str,
        above: Option<&String>,
    ) -> Result<(), Refusal> {
        let parent = above.cloned();
        let known = self.parents.insert(code.to_owned(), parent.clone());
        let Some(known) = known.filter(|known| *known != parent) else {
            return Ok(());
        };
        let name = |parent: &Option<String>| parent.clone().unwrap_or_else(|| "the total".to_owned());
        Err(Refusal::of(&table.file, "a code lies in two parents")
            .at(line)
            .cell(code)
            .read(format!("{} here, {} before", name(&parent), name(&known)))
            .expected("one parent for each code")
            .mend("give the two places codes of their own, or correct the line"))
    }

    /// A hierarchy from pairs of a parent and a code.
    pub fn of_parents(file: &str, pairs: Vec<(String, String)>, total: &str) -> Result<Hierarchy, Refusal> {
        let mut hierarchy = Hierarchy {
            file: file.to_owned(),
            parents: BTreeMap::new(),
        };
        for (parent, code) in &pairs {
            let above = Some(parent.clone()).filter(|parent| parent != total);
            hierarchy.parents.insert(code.clone(), above);
        }
        for (parent, _) in pairs.into_iter().filter(|(parent, _)| parent != total) {
            hierarchy.parents.entry(parent).or_insert(None);
        }
        for code in hierarchy.parents.keys() {
            let mut at = code;
            for _ in 0..=hierarchy.parents.len() {
                match hierarchy.parents.get(at) {
                    Some(Some(above)) => at = above,
                    Some(None) | None => break,
                }
            }
            if matches!(hierarchy.parents.get(at), Some(Some(_))) {
                return Err(Refusal::of(file, "a code lies in itself")
                    .cell(code)
                    .expected("parents that end at the total"));
            }
        }
        Ok(hierarchy)
    }

    /// A hierarchy in which a code lies in the longest other code that it begins with: FR101 in FR10.
    pub fn of_prefixes(codes: &BTreeSet<&str>) -> Option<Hierarchy> {
        let mut hierarchy = Hierarchy::default();
        for code in codes {
            let parent = (1..code.len())
                .rev()
                .filter_map(|end| code.get(..end))
                .find(|start| codes.contains(start));
            hierarchy
                .parents
                .insert((*code).to_owned(), parent.map(str::to_owned));
        }
        let has_levels = hierarchy.parents.values().any(Option::is_some);
        has_levels.then_some(hierarchy)
    }

    /// Reads codes as one of another name. Errors: codes that do not lie in the same parent.
    pub fn join(&mut self, codes: &[String], name: &str) -> Result<(), Refusal> {
        let mut parent: Option<Option<String>> = None;
        for code in codes {
            let Some(own) = self.parents.get(code) else {
                continue;
            };
            if parent.as_ref().is_some_and(|parent| parent != own) {
                return Err(
                    Refusal::of(&self.file, "codes to be joined do not lie in the same parent")
                        .cell(code)
                        .read(own.clone().unwrap_or_else(|| "the total".to_owned()))
                        .expected("codes of one parent, such as schools of one district"),
                );
            }
            parent = Some(own.clone());
        }
        for above in self.parents.values_mut().flatten() {
            if codes.contains(above) {
                name.clone_into(above);
            }
        }
        self.parents.insert(name.to_owned(), parent.flatten());
        Ok(())
    }

    /// Whether it knows this code.
    pub fn knows(&self, code: &str) -> bool {
        self.parents.contains_key(code)
    }

    /// What each code is made of, the total first. Codes that the table does not hold give way to their own parts.
    pub fn breakdowns(&self, total: &str, held: &BTreeSet<&str>) -> Vec<Breakdown> {
        let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (code, parent) in &self.parents {
            let parent = parent.as_deref().unwrap_or(total);
            parts.entry(parent).or_default().push(code);
        }
        let mut breakdowns = Vec::new();
        for parent in parts
            .keys()
            .filter(|parent| **parent == total || held.contains(*parent))
        {
            let mut found = Vec::new();
            let mut waiting: Vec<&str> = parts[parent].iter().rev().copied().collect();
            while let Some(code) = waiting.pop() {
                if held.contains(code) {
                    found.push(code.to_owned());
                } else if let Some(below) = parts.get(code) {
                    waiting.extend(below.iter().rev());
                }
            }
            if !found.is_empty() {
                breakdowns.push(Breakdown {
                    parent: (*parent).to_owned(),
                    parts: found,
                });
            }
        }
        breakdowns.sort_by_key(|breakdown| breakdown.parent != total);
        breakdowns
    }
}

/// Codes of the same shape: letters are kept, digits are not told apart. D0 and D1 are one shape, S00 another.
pub fn shapes(codes: &BTreeSet<&str>) -> Vec<Vec<String>> {
    let mut shapes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for code in codes {
        let shape = code
            .chars()
            .map(|letter| if letter.is_ascii_digit() { '#' } else { letter })
            .collect();
        shapes.entry(shape).or_default().push((*code).to_owned());
    }
    shapes.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Hierarchy, Refusal> {
        let table = super::super::raw::csv("h", "h.csv", text.as_bytes())?;
        Hierarchy::read(&table, &[], "Total")
    }

    #[test]
    fn parts_are_told_level_by_level_and_a_level_without_a_row_is_passed_through() {
        let hierarchy = read("large,middle,small\nA,A1,01\nA,A2,02\nA,A2,03\nB,B,B\n").expect("a hierarchy");
        let held = ["A", "A1", "01", "02", "03", "B"].into();
        let told: Vec<(String, Vec<String>)> = hierarchy
            .breakdowns("Total", &held)
            .into_iter()
            .map(|breakdown| (breakdown.parent, breakdown.parts))
            .collect();
        let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told,
            vec![
                ("Total".to_owned(), owned(&["A", "B"])),
                ("A".to_owned(), owned(&["A1", "02", "03"])),
                ("A1".to_owned(), owned(&["01"])),
            ]
        );
    }

    #[test]
    fn a_hole_above_a_code_and_a_second_parent_are_named() {
        let hole = read("large,small\nA,01\n,02\n").expect_err("a hole");
        assert_eq!((hole.line, hole.cell.as_deref()), (3, Some("02")));
        let twice = read("large,small\nA,01\nB,01\n").expect_err("two parents");
        assert_eq!((twice.line, twice.cell.as_deref()), (3, Some("01")));
    }

    #[test]
    fn codes_that_begin_with_another_lie_in_it() {
        let codes = ["FR1", "FR10", "FR101", "FR2"].into();
        let hierarchy = Hierarchy::of_prefixes(&codes).expect("levels");
        let breakdowns = hierarchy.breakdowns("Total", &codes);
        assert_eq!(breakdowns[0].parts, ["FR1", "FR2"]);
        assert!(Hierarchy::of_prefixes(&["A", "B"].into()).is_none());
    }

    #[test]
    fn codes_of_one_level_share_a_shape() {
        assert_eq!(shapes(&["D0", "D1", "S00", "S01"].into()).len(), 2);
    }
}
