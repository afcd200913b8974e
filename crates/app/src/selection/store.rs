//! Queries on the choice of a backbone: the choice itself, its criteria, candidates and their files.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
pub const LIST_MAX: i64 = 2_000;

const SELECTION: &str = "selection_id, title_en, title_es, about_en, about_es, process, stage, agreed_on, agreed_by, \
                         recommended_id, because_en, because_es, recommended_by, proposal_id, decision_id, chosen_on, \
                         ended_because, visibility";

/// A choice of a backbone.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct SelectionRow {
    /// Identifier.
    pub selection_id: String,
    /// What it is called.
    pub title_en: String,
    /// The same, Spanish.
    pub title_es: String,
    /// What is looked for.
    pub about_en: String,
    /// The same, Spanish.
    pub about_es: String,
    /// Code of the process.
    pub process: String,
    /// Code of the stage.
    pub stage: String,
    /// Day on which criteria were agreed.
    pub agreed_on: Option<String>,
    /// Who said so.
    pub agreed_by: Option<String>,
    /// The candidate that is recommended.
    pub recommended_id: Option<String>,
    /// Why.
    pub because_en: String,
    /// Why, Spanish.
    pub because_es: String,
    /// Who recommended it.
    pub recommended_by: Option<String>,
    /// The proposal that lays it before the committee.
    pub proposal_id: Option<String>,
    /// The committee's decision.
    pub decision_id: Option<String>,
    /// Day of the decision.
    pub chosen_on: Option<String>,
    /// Why it ended without a choice.
    pub ended_because: String,
    /// `internal` or `public`.
    pub visibility: String,
}

/// A criterion with its weight.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct CriterionRow {
    /// Identifier.
    pub selection_criterion_id: String,
    /// What it is called.
    pub title_en: String,
    /// The same, Spanish.
    pub title_es: String,
    /// What is meant.
    pub about_en: String,
    /// The same, Spanish.
    pub about_es: String,
    /// Points.
    pub weight: i64,
    /// Place in the list.
    pub position: i64,
}

/// A candidate.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct CandidateRow {
    /// Identifier.
    pub selection_candidate_id: String,
    /// The choice it is part of.
    pub selection_id: String,
    /// Name.
    pub name: String,
    /// Its row in the directory.
    pub organisation_id: Option<String>,
    /// Code of its kind.
    pub kind: String,
    /// Where the staff would sit.
    pub home: String,
    /// Who would hold the money.
    pub fiscal_agent: String,
    /// What it offers.
    pub about_en: String,
    /// The same, Spanish.
    pub about_es: String,
    /// Place in the list.
    pub position: i64,
    /// When it was withdrawn.
    pub withdrawn_at: Option<i64>,
    /// Why.
    pub withdrawn_because: String,
}

/// A file of a candidate.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct FileRow {
    /// Identifier.
    pub selection_file_id: String,
    /// Whose.
    pub selection_candidate_id: String,
    /// What it is called.
    pub title: String,
    /// Its name on a disk.
    pub file_name: String,
    /// Address of its content.
    pub file_hash: String,
}

/// Every choice, the newest first.
pub async fn selections(connection: &Connection) -> Result<Vec<SelectionRow>, DbError> {
    let sql = format!(
        "select {SELECTION} from selection where collaborative_id = $1 order by created_at desc, selection_id limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One choice.
pub async fn selection(connection: &Connection, id: &str) -> Result<Option<SelectionRow>, DbError> {
    let sql = format!("select {SELECTION} from selection where collaborative_id = $1 and selection_id = $2");
    connection.row(&sql, args![id]).await
}

/// One choice, kept from others until the change is done: agreeing and adding never cross.
pub async fn selection_to_change(tx: &Tx, id: &str) -> Result<Option<SelectionRow>, DbError> {
    let end = tx.database().dialect().for_update();
    let sql =
        format!("select {SELECTION} from selection where collaborative_id = $1 and selection_id = $2{end}");
    tx.row(&sql, args![id]).await
}

/// Adds a choice; gives how many rows were added, none if it is there already.
pub async fn insert_selection(tx: &Tx, row: &SelectionRow) -> Result<u64, DbError> {
    let sql = "insert into selection
                 (collaborative_id, selection_id, title_en, title_es, about_en, about_es, process, stage, created_at,
                  created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               on conflict (collaborative_id, selection_id) do nothing";
    let row = row.clone();
    let values = args![
        row.selection_id,
        row.title_en,
        row.title_es,
        row.about_en,
        row.about_es,
        row.process,
        row.stage,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Saves how far a choice has come.
pub async fn update_selection(tx: &Tx, row: &SelectionRow) -> Result<(), DbError> {
    let sql = "update selection
               set stage = $3, agreed_on = $4, agreed_by = $5, recommended_id = $6, because_en = $7, because_es = $8,
                 recommended_by = $9, proposal_id = $10, decision_id = $11, chosen_on = $12, ended_because = $13,
                 visibility = $14
               where collaborative_id = $1 and selection_id = $2";
    let row = row.clone();
    let values = args![
        row.selection_id,
        row.stage,
        row.agreed_on,
        row.agreed_by,
        row.recommended_id,
        row.because_en,
        row.because_es,
        row.recommended_by,
        row.proposal_id,
        row.decision_id,
        row.chosen_on,
        row.ended_because,
        row.visibility,
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Keeps the words of what was agreed.
pub async fn keep_agreed_text(tx: &Tx, id: &str, text: &str) -> Result<(), DbError> {
    let sql = "update selection set agreed_text = $3 where collaborative_id = $1 and selection_id = $2";
    tx.run(sql, args![id, text]).await?;
    Ok(())
}

/// Criteria in order.
pub async fn criteria(connection: &Connection, selection: &str) -> Result<Vec<CriterionRow>, DbError> {
    let sql = "select selection_criterion_id, title_en, title_es, about_en, about_es, weight, position
               from selection_criterion
               where collaborative_id = $1 and selection_id = $2
               order by position, selection_criterion_id
               limit $3";
    connection.rows(sql, args![selection, LIST_MAX]).await
}

/// Adds a criterion; gives how many rows were added.
pub async fn insert_criterion(tx: &Tx, selection: &str, row: &CriterionRow) -> Result<u64, DbError> {
    let sql = "insert into selection_criterion
                 (collaborative_id, selection_criterion_id, selection_id, title_en, title_es, about_en, about_es, weight,
                  position)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict (collaborative_id, selection_criterion_id) do nothing";
    let row = row.clone();
    let values = args![
        row.selection_criterion_id,
        selection,
        row.title_en,
        row.title_es,
        row.about_en,
        row.about_es,
        row.weight,
        row.position,
    ];
    tx.run(sql, values).await
}

/// Takes a criterion off by which nothing was scored; gives how many rows went.
pub async fn delete_criterion(tx: &Tx, selection: &str, id: &str) -> Result<u64, DbError> {
    let sql = "delete from selection_criterion
               where collaborative_id = $1 and selection_id = $2 and selection_criterion_id = $3
                 and not exists (select 1 from selection_score s
                                 where s.collaborative_id = selection_criterion.collaborative_id
                                   and s.selection_criterion_id = selection_criterion.selection_criterion_id)";
    tx.run(sql, args![selection, id]).await
}

const CANDIDATE: &str = "selection_candidate_id, selection_id, name, organisation_id, kind, home, fiscal_agent, about_en, \
                         about_es, position, withdrawn_at, withdrawn_because";

/// Candidates in the order in which they came, those withdrawn among them.
pub async fn candidates(connection: &Connection, selection: &str) -> Result<Vec<CandidateRow>, DbError> {
    let sql = format!(
        "select {CANDIDATE} from selection_candidate
         where collaborative_id = $1 and selection_id = $2
         order by position, selection_candidate_id
         limit $3"
    );
    connection.rows(&sql, args![selection, LIST_MAX]).await
}

/// One candidate.
pub async fn candidate(connection: &Connection, id: &str) -> Result<Option<CandidateRow>, DbError> {
    let sql = format!(
        "select {CANDIDATE} from selection_candidate
         where collaborative_id = $1 and selection_candidate_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// Adds a candidate; gives how many rows were added.
pub async fn insert_candidate(tx: &Tx, row: &CandidateRow) -> Result<u64, DbError> {
    let sql = "insert into selection_candidate
                 (collaborative_id, selection_candidate_id, selection_id, name, organisation_id, kind, home, fiscal_agent,
                  about_en, about_es, position)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
               on conflict (collaborative_id, selection_candidate_id) do nothing";
    let row = row.clone();
    let values = args![
        row.selection_candidate_id,
        row.selection_id,
        row.name,
        row.organisation_id,
        row.kind,
        row.home,
        row.fiscal_agent,
        row.about_en,
        row.about_es,
        row.position,
    ];
    tx.run(sql, values).await
}

/// Withdraws a candidate; gives how many rows changed.
pub async fn withdraw_candidate(tx: &Tx, id: &str, because: &str) -> Result<u64, DbError> {
    let sql = "update selection_candidate
               set withdrawn_at = $3, withdrawn_because = $4
               where collaborative_id = $1 and selection_candidate_id = $2 and withdrawn_at is null";
    tx.run(sql, args![id, tx.clock().now_millis(), because]).await
}

/// Files of every candidate of a choice.
pub async fn files(connection: &Connection, selection: &str) -> Result<Vec<FileRow>, DbError> {
    let sql = "select f.selection_file_id, f.selection_candidate_id, f.title, f.file_name, f.file_hash
               from selection_file f
               join selection_candidate c
                 on c.collaborative_id = f.collaborative_id and c.selection_candidate_id = f.selection_candidate_id
               where f.collaborative_id = $1 and c.selection_id = $2
               order by f.added_at, f.selection_file_id
               limit $3";
    connection.rows(sql, args![selection, LIST_MAX]).await
}

/// Keeps a file; gives how many rows were added.
pub async fn insert_file(tx: &Tx, row: &FileRow) -> Result<u64, DbError> {
    let sql = "insert into selection_file
                 (collaborative_id, selection_file_id, selection_candidate_id, title, file_name, file_hash, added_at,
                  added_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (collaborative_id, selection_file_id) do nothing";
    let row = row.clone();
    let values = args![
        row.selection_file_id,
        row.selection_candidate_id,
        row.title,
        row.file_name,
        row.file_hash,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}
