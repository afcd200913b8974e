//! Who is reached and what goes with it: rows of two partners are opened here, joined by a linkage's numbers, and answered with
//! a report in which nobody can be seen, and counted for the indicator that the answer feeds.

use ::takeup::{Counting, OfRecord, Plan, Question, Rows, answer, counted};
use serde::Deserialize;
use serde_json::json;

use crate::Fault;
use crate::keys::Key;
use crate::protocol::{Answer, Sealed, Tail, progress};
use crate::table::Opened;

/// What is asked.
#[derive(Debug, Clone, Deserialize)]
pub struct TakeUp {
    /// What was written down before.
    plan: Plan,
    /// The rows of those who could be reached.
    people: Sealed,
    /// The rows of the service.
    service: Sealed,
    /// Whom the records of the first are of.
    people_links: Vec<OfRecord>,
    /// Whom the records of the second are of.
    service_links: Vec<OfRecord>,
    /// How people are counted for the indicator that the answer feeds, if it feeds one.
    #[serde(default)]
    counting: Option<Counting>,
}

/// Answers. What the plan cannot be answered with is in the answer, too: the page says it.
pub fn take_up(master: &Key, order: TakeUp, tail: &Tail) -> Result<Answer, Fault> {
    let plan = &order.plan;
    let mut people = vec![&plan.key, &plan.place, &plan.before, &plan.outcome];
    people.extend(&plan.groups);
    let dimensions = order.counting.iter().flat_map(|one| &one.dimensions);
    people.extend(dimensions.map(|one| &one.column));
    people.sort();
    people.dedup();
    let people = rows(&order.people.open(master, tail)?, &people)?;
    progress(20);
    let service = rows(
        &order.service.open(master, tail)?,
        &[&plan.service_key, &plan.dose],
    )?;
    progress(40);
    let question = Question {
        people,
        service,
        people_links: order.people_links,
        service_links: order.service_links,
        plan: order.plan,
    };
    let counting = order.counting.as_ref();
    let figures = counting.map(|counting| counted(&question, counting)).transpose();
    Ok(match (answer(&question), figures) {
        (Ok(report), Ok(figures)) => json!({ "report": report, "figures": figures }).into(),
        (Err(why), _) | (_, Err(why)) => json!({ "none": why }).into(),
    })
}

/// Some columns of a table as rows of texts; a column that is not there is missing in the answer.
fn rows(table: &Opened, names: &[&String]) -> Result<Rows, Fault> {
    let known: Vec<String> = table.columns().into_iter().map(|column| column.name).collect();
    let names: Vec<String> = names
        .iter()
        .map(|name| (*name).clone())
        .filter(|name| known.contains(name))
        .collect();
    let mut rows = vec![Vec::with_capacity(names.len()); table.rows()];
    for name in &names {
        for (row, text) in rows.iter_mut().zip(table.texts(name)?) {
            row.push(text.unwrap_or_default());
        }
    }
    Ok(Rows { names, rows })
}
