//! Queries on proposals, their options, and decisions.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx, Value};

/// Most rows that a list holds.
const LIST_MAX: i64 = 2_000;

/// A proposal.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ProposalRow {
    /// Identifier.
    pub proposal_id: String,
    /// Counted from 1.
    pub number: i64,
    /// The body that decides.
    pub body_id: String,
    /// Title.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What is proposed.
    pub text_en: String,
    /// What is proposed, Spanish.
    pub text_es: String,
    /// Why now.
    pub why_en: String,
    /// Why now, Spanish.
    pub why_es: String,
    /// What it costs.
    pub cost_en: String,
    /// What it costs, Spanish.
    pub cost_es: String,
    /// Who is affected.
    pub affected_en: String,
    /// Who is affected, Spanish.
    pub affected_es: String,
    /// Code of the method.
    pub method: String,
    /// `draft`, `discussion`, `open`, `closed`, `withdrawn`.
    pub state: String,
    /// When answers were called for.
    pub opens_at: Option<i64>,
    /// When it closes.
    pub closes_at: Option<i64>,
    /// Kind of what it decides on, such as `agenda_version`.
    pub subject_kind: Option<String>,
    /// Which one.
    pub subject_id: Option<String>,
    /// Whether the decision goes out with the next edition.
    pub is_public: bool,
    /// Who wrote it.
    pub author_id: String,
    /// The rules, frozen at opening.
    pub rules: String,
    /// Seats with a vote that nobody held at opening.
    pub vacant_seats: i64,
    /// The proposal that it puts to the vote again.
    pub follows_id: Option<String>,
    /// What is expected of it.
    pub expected_en: String,
    /// What is expected of it, Spanish.
    pub expected_es: String,
    /// JSON: functions it should move.
    pub functions: String,
    /// JSON: indicators it should move.
    pub indicators: String,
    /// When to look at what came of it.
    pub review_on: Option<String>,
    /// The meeting it is taken in.
    pub meeting_id: Option<String>,
    /// When it was written.
    pub created_at: i64,
    /// Why it was withdrawn.
    pub withdrawn_because: String,
}

const PROPOSAL: &str = "proposal_id, number, body_id, title_en, title_es, text_en, text_es, why_en, why_es, cost_en,
    cost_es, affected_en, affected_es, method, state, opens_at, closes_at, subject_kind, subject_id, is_public,
    author_id, rules, vacant_seats, follows_id, expected_en, expected_es, functions, indicators, review_on,
    meeting_id, created_at, withdrawn_because";

/// An option of a proposal.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct OptionRow {
    /// Identifier.
    pub proposal_option_id: String,
    /// From 0.
    pub position: i64,
    /// Title.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
}

/// The outcome of a closed proposal.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct DecisionRow {
    /// Identifier.
    pub decision_id: String,
    /// Which proposal.
    pub proposal_id: String,
    /// Which body.
    pub body_id: String,
    /// `adopted`, `not-adopted`, `no-quorum`, `tied`, `advised`.
    pub outcome: String,
    /// Why it came out so.
    pub because: String,
    /// The option chosen.
    pub proposal_option_id: Option<String>,
    /// Whether the next meeting takes it up again.
    pub goes_on: bool,
    /// JSON: the numbers.
    pub tally: String,
    /// When.
    pub decided_at: i64,
    /// Reasons.
    pub reasons_en: String,
    /// Reasons, Spanish.
    pub reasons_es: String,
    /// What was expected of it.
    pub expected_en: String,
    /// What was expected of it, Spanish.
    pub expected_es: String,
    /// JSON: functions it should move.
    pub functions: String,
    /// JSON: indicators it should move.
    pub indicators: String,
    /// When to look at what came of it.
    pub review_on: Option<String>,
    /// When that was done.
    pub reviewed_on: Option<String>,
    /// What really happened.
    pub happened_en: String,
    /// What really happened, Spanish.
    pub happened_es: String,
    /// Whether it goes out with the next edition.
    pub is_public: bool,
    /// The meeting it was taken in.
    pub meeting_id: Option<String>,
}

const DECISION: &str = "decision_id, proposal_id, body_id, outcome, because, proposal_option_id, goes_on, tally,
    decided_at, reasons_en, reasons_es, expected_en, expected_es, functions, indicators, review_on, reviewed_on,
    happened_en, happened_es, is_public, meeting_id";

/// Every proposal, the newest first.
pub async fn proposals(connection: &Connection) -> Result<Vec<ProposalRow>, DbError> {
    let sql = format!(
        "select {PROPOSAL} from proposal
         where collaborative_id = $1
         order by number desc, proposal_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// Proposals that are open, the one that closes first in front.
pub async fn open_proposals(connection: &Connection) -> Result<Vec<ProposalRow>, DbError> {
    let sql = format!(
        "select {PROPOSAL} from proposal
         where collaborative_id = $1 and state = 'open'
         order by closes_at, proposal_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One proposal.
pub async fn proposal(connection: &Connection, id: &str) -> Result<Option<ProposalRow>, DbError> {
    let sql = format!("select {PROPOSAL} from proposal where collaborative_id = $1 and proposal_id = $2");
    connection.row(&sql, args![id]).await
}

/// One proposal, kept from others until the change is done: answers and closing never cross.
pub async fn proposal_to_change(tx: &Tx, id: &str) -> Result<Option<ProposalRow>, DbError> {
    let end = tx.database().dialect().for_update();
    let sql =
        format!("select {PROPOSAL} from proposal where collaborative_id = $1 and proposal_id = $2{end}");
    tx.row(&sql, args![id]).await
}

/// The number that the next proposal gets.
pub async fn next_number(connection: &Connection) -> Result<i64, DbError> {
    let sql =
        "select cast(coalesce(max(number), 0) + 1 as bigint) as n from proposal where collaborative_id = $1";
    connection.number(sql, args![]).await
}

/// Adds a proposal.
pub async fn insert_proposal(tx: &Tx, row: &ProposalRow) -> Result<(), DbError> {
    let values = proposal_values(row);
    let places: Vec<String> = (2..values.len() + 2).map(|number| format!("${number}")).collect();
    let sql = format!(
        "insert into proposal (collaborative_id, {PROPOSAL}) values ($1, {})",
        places.join(", ")
    );
    tx.run(&sql, values).await?;
    Ok(())
}

/// Changes a proposal: everything but its identifier, its number and when it was written.
pub async fn update_proposal(tx: &Tx, row: &ProposalRow) -> Result<(), DbError> {
    let columns: Vec<&str> = PROPOSAL.split(',').map(str::trim).collect();
    let changed = columns.iter().enumerate().skip(1);
    let set: Vec<String> = changed
        .map(|(at, column)| format!("{column} = ${}", at + 2))
        .collect();
    let sql = format!(
        "update proposal set {} where collaborative_id = $1 and proposal_id = $2",
        set.join(", ")
    );
    tx.run(&sql, proposal_values(row)).await?;
    Ok(())
}

fn proposal_values(row: &ProposalRow) -> Vec<Value> {
    let row = row.clone();
    args![
        row.proposal_id,
        row.number,
        row.body_id,
        row.title_en,
        row.title_es,
        row.text_en,
        row.text_es,
        row.why_en,
        row.why_es,
        row.cost_en,
        row.cost_es,
        row.affected_en,
        row.affected_es,
        row.method,
        row.state,
        row.opens_at,
        row.closes_at,
        row.subject_kind,
        row.subject_id,
        row.is_public,
        row.author_id,
        row.rules,
        row.vacant_seats,
        row.follows_id,
        row.expected_en,
        row.expected_es,
        row.functions,
        row.indicators,
        row.review_on,
        row.meeting_id,
        row.created_at,
        row.withdrawn_because,
    ]
}

/// The options of a proposal, in their order.
pub async fn options(connection: &Connection, proposal: &str) -> Result<Vec<OptionRow>, DbError> {
    let sql = "select proposal_option_id, position, title_en, title_es
               from proposal_option
               where collaborative_id = $1 and proposal_id = $2
               order by position
               limit $3";
    connection.rows(sql, args![proposal, LIST_MAX]).await
}

/// Puts other options in the place of a proposal's: only while it is not open.
pub async fn replace_options(tx: &Tx, proposal: &str, options: &[OptionRow]) -> Result<(), DbError> {
    let sql = "delete from proposal_option where collaborative_id = $1 and proposal_id = $2";
    tx.run(sql, args![proposal]).await?;
    let sql = "insert into proposal_option
                 (collaborative_id, proposal_id, proposal_option_id, position, title_en, title_es)
               values ($1, $2, $3, $4, $5, $6)";
    for option in options.iter().cloned() {
        let values = args![
            proposal,
            option.proposal_option_id,
            option.position,
            option.title_en,
            option.title_es
        ];
        tx.run(sql, values).await?;
    }
    Ok(())
}

/// Every decision, the newest first.
pub async fn decisions(connection: &Connection) -> Result<Vec<DecisionRow>, DbError> {
    let sql = format!(
        "select {DECISION} from decision
         where collaborative_id = $1
         order by decided_at desc, decision_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// The decision on a proposal.
pub async fn decision_of(connection: &Connection, proposal: &str) -> Result<Option<DecisionRow>, DbError> {
    let sql = format!("select {DECISION} from decision where collaborative_id = $1 and proposal_id = $2");
    connection.row(&sql, args![proposal]).await
}

/// Adds a decision.
pub async fn insert_decision(tx: &Tx, row: &DecisionRow) -> Result<(), DbError> {
    let row = row.clone();
    let values = args![
        row.decision_id,
        row.proposal_id,
        row.body_id,
        row.outcome,
        row.because,
        row.proposal_option_id,
        row.goes_on,
        row.tally,
        row.decided_at,
        row.reasons_en,
        row.reasons_es,
        row.expected_en,
        row.expected_es,
        row.functions,
        row.indicators,
        row.review_on,
        row.reviewed_on,
        row.happened_en,
        row.happened_es,
        row.is_public,
        row.meeting_id,
    ];
    let places: Vec<String> = (2..values.len() + 2).map(|number| format!("${number}")).collect();
    let sql = format!(
        "insert into decision (collaborative_id, {DECISION}) values ($1, {})",
        places.join(", ")
    );
    tx.run(&sql, values).await?;
    Ok(())
}

/// Adds what may be added to a decision: reasons, when to look again, what really happened. Its outcome stays.
pub async fn update_words(tx: &Tx, row: &DecisionRow) -> Result<(), DbError> {
    let sql = "update decision
               set reasons_en = $3, reasons_es = $4, review_on = $5, reviewed_on = $6, happened_en = $7,
                   happened_es = $8, is_public = $9, expected_en = $10, expected_es = $11
               where collaborative_id = $1 and decision_id = $2";
    let row = row.clone();
    let values = args![
        row.decision_id,
        row.reasons_en,
        row.reasons_es,
        row.review_on,
        row.reviewed_on,
        row.happened_en,
        row.happened_es,
        row.is_public,
        row.expected_en,
        row.expected_es
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct CommentRow {
    /// Who.
    pub author_id: String,
    /// What.
    pub words: String,
    /// When.
    pub created_at: i64,
}

/// What was said about something, the oldest first.
pub async fn comments(connection: &Connection, kind: &str, id: &str) -> Result<Vec<CommentRow>, DbError> {
    let sql = "select author_id, words, created_at
               from comment
               where collaborative_id = $1 and subject_kind = $2 and subject_id = $3 and withdrawn_at is null
               order by created_at, comment_id
               limit $4";
    connection.rows(sql, args![kind, id, LIST_MAX]).await
}

/// Adds what somebody says.
pub async fn insert_comment(
    tx: &Tx,
    (comment, kind, id): (&str, &str, &str),
    (author, words): (&str, &str),
) -> Result<(), DbError> {
    let sql = "insert into comment (collaborative_id, comment_id, subject_kind, subject_id, author_id, words, created_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, comment_id) do nothing";
    let now = tx.clock().now_millis();
    tx.run(sql, args![comment, kind, id, author, words, now]).await?;
    Ok(())
}
