//! Tables that have not changed since the newest edition are published as they were.
//!
//! Whoever prints again what is printed already tells nothing new. So where rules and figures of a table are those from
//! which the newest edition was decided, its decision holds: what it hid stays hidden, what it told is told. That is
//! also why a draft takes a second and not a minute.

use std::collections::BTreeMap;

use domain::measurement::Group;

use super::document::{Released, Standing};
use super::release::{Before, Strength};
use super::release_table::{Decided, Decision, TableWork};
use super::report::{HiddenWhy, TableReport};
use super::restated::Restated;

/// What the newest edition decided about one indicator.
#[derive(Debug, Default)]
pub(super) struct Again<'before> {
    tables: BTreeMap<(&'before str, &'before str), Table<'before>>,
}

#[derive(Debug)]
struct Table<'before> {
    report: &'before TableReport,
    figures: BTreeMap<Group, &'before Released>,
    hidden: BTreeMap<&'before str, HiddenWhy>,
}

impl<'before> Again<'before> {
    pub(super) fn of(indicator: &str, before: Before<'before>, strength: Strength) -> Self {
        let part = before
            .editions
            .last()
            .and_then(|newest| newest.indicator(indicator));
        let (Some(part), Some(report), Strength::Full) = (part, before.report, strength) else {
            return Self::default();
        };
        let mut tables = BTreeMap::new();
        for table in report.tables.iter().filter(|table| table.indicator == indicator) {
            let fresh = Table {
                report: table,
                figures: BTreeMap::new(),
                hidden: BTreeMap::new(),
            };
            tables.insert((table.place.as_str(), table.period.as_str()), fresh);
        }
        for figure in &part.figures {
            let table = tables.get_mut(&(figure.place(), figure.period()));
            if let (Some(table), Ok(group)) = (table, Group::parse(figure.group())) {
                table.figures.insert(group, figure);
            }
        }
        for hidden in report
            .hidden
            .iter()
            .filter(|hidden| hidden.indicator == indicator)
        {
            if let Some(table) = tables.get_mut(&(hidden.place.as_str(), hidden.period.as_str())) {
                table.hidden.insert(&hidden.group, hidden.why);
            }
        }
        Self { tables }
    }

    /// The decision that still holds, if there is one: that which was decided from the same.
    pub(super) fn decision(&self, work: &TableWork<'_>, decided_from: &str) -> Option<Decision> {
        let table = self.tables.get(&(work.place(), work.period()))?;
        let is_same = table.figures.len() == work.groups().len() && table.report.decided_from == decided_from;
        if !is_same {
            return None;
        }
        let figures = work.groups().map(|group| {
            let told = table.figures.get(group)?;
            Some(Decided {
                group: group.clone(),
                shown: told.shown().clone(),
                why: table.hidden.get(group.key().as_str()).copied(),
                // What the newest edition corrected, it has said.
                standing: if told.is_held() {
                    Standing::Held
                } else {
                    Standing::Told
                },
                restated: Restated::No,
            })
        });
        Some(Decision {
            figures: figures.collect::<Option<_>>()?,
            checked: table.report.checked.clone(),
        })
    }
}
