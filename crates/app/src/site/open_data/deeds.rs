//! The rows of the plan and of the decisions: what the edition's own pages tell of them, and nothing else.

use super::cells::{Cell, Row, said, text};
use super::tables::{Column, Type, always, maybe};
use crate::editions::document::{DecisionPart, Text};
use crate::editions::plan::{PlanPart, PublicActivity};
use crate::site::frame::Visit;

/// How an activity stood on the day of the edition.
const STANDINGS: [&str; 5] = ["late", "on-course", "planned", "done", "stopped"];
/// What became of a proposal.
const OUTCOMES: [&str; 5] = ["adopted", "not-adopted", "no-quorum", "tied", "advised"];

/// Columns of the plan.
pub(super) const PLAN: [Column; 18] = [
    always("activity", Type::Text),
    always("title", Type::Text),
    maybe("strategy", Type::Text),
    maybe("strategy_title", Type::Text),
    maybe("indicator", Type::Text),
    always("lead", Type::Text),
    maybe("partners", Type::Text),
    maybe("places", Type::Text),
    maybe("groups", Type::Text),
    maybe("population", Type::Text),
    always("standing", Type::Choice(&STANDINGS)),
    maybe("starts_on", Type::Day),
    maybe("ends_on", Type::Day),
    always("milestones", Type::Whole),
    always("milestones_reached", Type::Whole),
    always("promises", Type::Whole),
    always("promises_kept", Type::Whole),
    maybe("about", Type::Text),
];

/// Columns of the decisions.
pub(super) const DECISIONS: [Column; 12] = [
    always("decision", Type::Whole),
    always("body", Type::Text),
    always("title", Type::Text),
    maybe("text", Type::Text),
    maybe("method", Type::Text),
    always("outcome", Type::Choice(&OUTCOMES)),
    maybe("chosen", Type::Text),
    maybe("decided_on", Type::Day),
    maybe("reasons", Type::Text),
    maybe("expected", Type::Text),
    maybe("reviewed_on", Type::Day),
    maybe("happened", Type::Text),
];

/// One row an activity.
pub(super) fn plan(visit: &Visit<'_>) -> Vec<Row> {
    let plans = visit.document.plan.iter();
    let rows = plans.flat_map(|plan| plan.activities.iter().map(|one| activity(visit, plan, one)));
    rows.collect()
}

fn activity(visit: &Visit<'_>, plan: &PlanPart, one: &PublicActivity) -> Row {
    let strategy = plan
        .strategies
        .iter()
        .find(|strategy| strategy.key == one.strategy_key);
    // A measure that this edition does not show would lead nowhere.
    let indicator = visit.document.indicator(&one.indicator);
    let names = |texts: &[Text]| {
        let names: Vec<&str> = texts
            .iter()
            .map(|text| visit.words.pick(&text.en, &text.es))
            .collect();
        Cell::Text(names.join("; "))
    };
    let reached = one.milestones.iter().filter(|step| !step.done_on.is_empty());
    let kept = one
        .promises
        .iter()
        .filter(|promise| promise.standing_code == "kept");
    vec![
        text(&one.slug),
        said(visit, &one.title),
        text(&one.strategy_key),
        strategy.map_or(Cell::Blank, |strategy| said(visit, &strategy.title)),
        indicator.map_or(Cell::Blank, |indicator| text(&indicator.slug)),
        text(&one.lead),
        Cell::Text(one.partners.join("; ")),
        names(&one.places),
        names(&one.groups),
        said(visit, &one.population),
        text(&one.standing_code),
        day(&one.starts_on),
        day(&one.ends_on),
        whole(one.milestones.len()),
        whole(reached.count()),
        whole(one.promises.len()),
        whole(kept.count()),
        said(visit, &one.about),
    ]
}

/// One row a decision.
pub(super) fn decisions(visit: &Visit<'_>) -> Vec<Row> {
    let rows = visit.document.decisions.iter();
    rows.map(|one| decision(visit, one)).collect()
}

fn decision(visit: &Visit<'_>, one: &DecisionPart) -> Row {
    vec![
        Cell::Whole(one.number),
        said(visit, &one.body),
        said(visit, &one.title),
        said(visit, &one.text),
        text(&one.method_code),
        text(&one.outcome_code),
        said(visit, &one.chosen),
        day(&one.decided_on),
        said(visit, &one.reasons),
        said(visit, &one.expected),
        day(&one.reviewed_on),
        said(visit, &one.happened),
    ]
}

fn whole(count: usize) -> Cell {
    // No edition has more rows than fit here.
    Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A day; what is none stays out, since the column promises days.
fn day(words: &str) -> Cell {
    match words.parse::<jiff::civil::Date>() {
        Ok(day) => Cell::Text(day.to_string()),
        Err(_) => Cell::Blank,
    }
}
