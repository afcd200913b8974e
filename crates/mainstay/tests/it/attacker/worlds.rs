//! What was printed wrong says nothing about what is right, and yet, with its total and the parts that nobody corrected,
//! says what was hidden beside it: each edition's sums hold for the numbers that it printed.

use disclosure::attacker::Unknown;

use super::attack::{Kind, System};
use super::knowledge::{Family, Table};

impl System<'_> {
    /// The sums of every edition in which something was corrected since, with the numbers it printed.
    pub fn add_worlds(&mut self, place: &str, table: &Table) {
        for (edition, families) in &table.listed {
            for family in families {
                for kind in [Kind::Counted, Kind::Whole] {
                    self.add_world(place, table, (*edition, family), kind);
                }
            }
        }
    }

    fn add_world(&mut self, place: &str, table: &Table, (edition, family): (i64, &Family), kind: Kind) {
        let (total, _, parts) = family;
        let mut terms: Vec<(Unknown, i64)> = Vec::new();
        let (mut printed, mut in_truth, mut is_corrected) = (0, Some(0), false);
        let each = parts.iter().map(|part| (part, 1)).chain([(total, -1)]);
        for (group, by) in each {
            let Some((part, whole)) = table.groups[group].corrected.get(&edition) else {
                let Some(unknown) = self.unknown((place, group), kind) else {
                    return;
                };
                terms.push((unknown, by));
                let known = self.true_count(place, group, kind);
                in_truth = in_truth.zip(known).map(|(sum, known)| sum + by * known);
                continue;
            };
            let Some(count) = (if kind == Kind::Counted { *part } else { *whole }) else {
                return;
            };
            is_corrected = true;
            printed += by * count;
        }
        // An equation that never held is no knowledge.
        let holds = in_truth.is_none_or(|sum| sum + printed == 0);
        if is_corrected && holds && !terms.is_empty() {
            self.attacker.fact(&terms, Some(-printed), Some(-printed));
        }
    }
}
