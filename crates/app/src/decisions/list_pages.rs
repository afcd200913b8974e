//! The decision log: what is open, and everything that was decided, to be searched.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::access::{Action, Thing};
use serde::Deserialize;

use super::store::{self, DecisionRow, ProposalRow};
use super::{letters, outcome_views, views};
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::directory::pages::address;
use crate::directory::store as directory;
use crate::editions::pages::render;
use crate::error::Error;

/// Outcomes that can be asked for.
const OUTCOMES: [&str; 5] = ["adopted", "not-adopted", "no-quorum", "tied", "advised"];

/// Decisions on one page of the log.
const PAGE: usize = 40;

/// What is searched for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words.
    pub q: String,
    /// Identifier of a body.
    pub body: String,
    /// An outcome.
    pub outcome: String,
    /// What waits for a look back.
    pub review: String,
    /// How many newer ones are passed over.
    pub from: String,
}

/// A line of the log.
#[derive(Debug, Clone)]
pub struct Line {
    /// Title with its number.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Name of the body.
    pub body: String,
    /// When it was decided, or closes.
    pub when: String,
    /// The reason, or what is proposed.
    pub text: String,
    /// Class of the tag.
    pub class: &'static str,
    /// What came out.
    pub tag: String,
}

#[derive(Template)]
#[template(path = "decisions/log.html")]
struct LogPage {
    frame: WorkFrame,
    action: String,
    links: Vec<(String, String)>,
    open: Vec<Line>,
    lines: Vec<Line>,
    /// How many are passed over on the newest page and on the next older one, where there are such pages.
    turns: Vec<(usize, String)>,
    found: String,
    asked: Asked,
    bodies: Vec<(String, String)>,
    outcomes: Vec<(String, String)>,
}

/// The log.
pub async fn log(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBodies)?;
    let reader = visit.scope.read().await?;
    let words = visit.words;
    let proposals = store::proposals(&reader).await?;
    let decisions = store::decisions(&reader).await?;
    let bodies = directory::bodies(&reader).await?;
    drop(reader);
    let bodies: Vec<(String, String)> = bodies
        .into_iter()
        .map(|body| (body.body_id, words.pick(&body.name, &body.name_es).to_owned()))
        .collect();
    let names: BTreeMap<&str, &str> = bodies
        .iter()
        .map(|(id, name)| (id.as_str(), name.as_str()))
        .collect();
    let by_id: BTreeMap<&str, &ProposalRow> = proposals
        .iter()
        .map(|row| (row.proposal_id.as_str(), row))
        .collect();
    let is_open = |row: &&ProposalRow| matches!(row.state.as_str(), "draft" | "discussion" | "open");
    let open = proposals
        .iter()
        .filter(is_open)
        .map(|row| open_line(&visit, row, &names));
    let found: Vec<(&ProposalRow, &DecisionRow)> = decisions
        .iter()
        .filter_map(|decision| Some((*by_id.get(decision.proposal_id.as_str())?, decision)))
        .filter(|(row, decision)| is_wanted(&asked, row, decision))
        .collect();
    let from: usize = asked.from.parse().unwrap_or_default();
    let shown = found.iter().skip(from).take(PAGE);
    let lines: Vec<Line> = shown.map(|pair| decided_line(&visit, *pair, &names)).collect();
    let mut turns = Vec::new();
    if from > 0 {
        turns.push((0, words.say("decisions-newest")));
    }
    if found.len() > from.saturating_add(PAGE) {
        turns.push((from + PAGE, words.say("decisions-older")));
    }
    let mut links = Vec::new();
    if visit.shows(Action::PrepareProposal, Thing::Whole) {
        links.push((address(&visit, "decisions/new"), words.say("proposal-new")));
    }
    links.push((
        address(&visit, "decisions?review=yes"),
        words.say("decisions-to-review"),
    ));
    let page = LogPage {
        frame: visit.frame(&words.say("section-decisions"), "decisions"),
        action: address(&visit, "decisions"),
        links,
        open: open.collect(),
        found: words.with("decisions-found", &[("count", found.len().into())]),
        lines,
        turns,
        asked,
        outcomes: OUTCOMES
            .map(|code| (code.to_owned(), words.say(&format!("outcome-{code}"))))
            .to_vec(),
        bodies,
    };
    render(&page)
}

fn is_wanted(asked: &Asked, row: &ProposalRow, decision: &DecisionRow) -> bool {
    let text = [
        row.title_en.as_str(),
        &row.title_es,
        &row.text_en,
        &row.text_es,
        &decision.reasons_en,
        &decision.reasons_es,
        &decision.happened_en,
        &decision.happened_es,
    ]
    .join(" ")
    .to_lowercase();
    let has_words = asked
        .q
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word));
    let waits = decision.review_on.is_some();
    has_words
        && (asked.body.is_empty() || asked.body == row.body_id)
        && (asked.outcome.is_empty() || asked.outcome == decision.outcome)
        && (asked.review.is_empty() || waits)
}

fn name(names: &BTreeMap<&str, &str>, body: &str) -> String {
    names.get(body).copied().unwrap_or_default().to_owned()
}

fn numbered(visit: &Visit, row: &ProposalRow) -> String {
    format!(
        "{}. {}",
        row.number,
        visit.words.pick(&row.title_en, &row.title_es)
    )
}

fn open_line(visit: &Visit, row: &ProposalRow, names: &BTreeMap<&str, &str>) -> Line {
    let words = visit.words;
    let zone = &visit.collaborative.time_zone;
    let when = if row.state == "open" {
        words.with(
            "proposal-closes",
            &[("until", letters::until(words, row, zone).into())],
        )
    } else {
        String::new()
    };
    Line {
        title: numbered(visit, row),
        href: address(visit, &format!("decisions/{}", row.proposal_id)),
        body: name(names, &row.body_id),
        when,
        text: words.pick(&row.text_en, &row.text_es).to_owned(),
        class: views::state_class(&row.state),
        tag: words.say(&format!("proposal-state-{}", row.state)),
    }
}

fn decided_line(
    visit: &Visit,
    (row, decision): (&ProposalRow, &DecisionRow),
    names: &BTreeMap<&str, &str>,
) -> Line {
    let words = visit.words;
    let on = dates::day_of(decision.decided_at, &visit.collaborative.time_zone);
    let mut when = dates::plain(words, on);
    if let Some(day) = decision.review_on.as_deref().and_then(|day| day.parse().ok()) {
        let again = words.with("decision-review-due", &[("day", dates::plain(words, day).into())]);
        when = format!("{when}. {again}");
    }
    Line {
        title: numbered(visit, row),
        href: address(visit, &format!("decisions/{}", row.proposal_id)),
        body: name(names, &row.body_id),
        when,
        text: words.pick(&decision.reasons_en, &decision.reasons_es).to_owned(),
        class: outcome_views::outcome_class(&decision.outcome),
        tag: words.say(&format!("outcome-{}", decision.outcome)),
    }
}
