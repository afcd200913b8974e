//! Queries on versions of the agenda, their parts, and suggestions and comments on them.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
pub(super) const LIST_MAX: i64 = 10_000;

const VERSION: &str = "agenda_version_id, title_en, title_es, note_en, note_es, state, number, based_on_id, proposal_id, \
                       text_hash, decision_id, ratified_on, created_at, created_by, proposed_at";
const PART: &str = "agenda_part_id, agenda_version_id, part_key, parent_key, kind, position, title_en, title_es, body_en, \
                    body_es, result_id, indicator_id, owner_id, review_on, revision, changed_at, changed_by";
const SUGGESTION: &str = "agenda_suggestion_id, agenda_part_id, person_id, language, old_words, new_words, reason, state, answer, \
                          created_at";

/// A version of the agenda.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct VersionRow {
    /// Identifier.
    pub agenda_version_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What changed, English.
    pub note_en: String,
    /// What changed, Spanish.
    pub note_es: String,
    /// Code of `domain::agenda::ratification::State`.
    pub state: String,
    /// Number among the ratified ones.
    pub number: Option<i64>,
    /// The version it began from.
    pub based_on_id: Option<String>,
    /// The proposal by which it lies before the committee.
    pub proposal_id: Option<String>,
    /// Address of the frozen text.
    pub text_hash: Option<String>,
    /// The decision that ratified it.
    pub decision_id: Option<String>,
    /// Day of that decision.
    pub ratified_on: Option<String>,
    /// When it was begun.
    pub created_at: i64,
    /// By whom.
    pub created_by: String,
    /// When it was laid before the committee.
    pub proposed_at: Option<i64>,
}

/// A part of a version.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct PartRow {
    /// Identifier.
    pub agenda_part_id: String,
    /// Of which version.
    pub agenda_version_id: String,
    /// Its key, the same in every version.
    pub part_key: String,
    /// The key of the part it hangs under.
    pub parent_key: Option<String>,
    /// Code of `domain::agenda::Kind`.
    pub kind: String,
    /// Its place among those beside it.
    pub position: i64,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Text, English.
    pub body_en: String,
    /// Text, Spanish.
    pub body_es: String,
    /// The result it is.
    pub result_id: Option<String>,
    /// The indicator it is.
    pub indicator_id: Option<String>,
    /// Who looks after it.
    pub owner_id: Option<String>,
    /// When it is to be looked at again.
    pub review_on: Option<String>,
    /// Grows with every change.
    pub revision: i64,
    /// When it was last changed.
    pub changed_at: i64,
    /// By whom.
    pub changed_by: String,
}

/// Another wording that somebody suggests.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct SuggestionRow {
    /// Identifier.
    pub agenda_suggestion_id: String,
    /// For which part.
    pub agenda_part_id: String,
    /// Who suggests it.
    pub person_id: String,
    /// In which language.
    pub language: String,
    /// What stood there.
    pub old_words: String,
    /// What should stand there.
    pub new_words: String,
    /// Why.
    pub reason: String,
    /// `open`, `accepted`, `declined`.
    pub state: String,
    /// What was answered.
    pub answer: String,
    /// When it came.
    pub created_at: i64,
}

/// What somebody said about a part.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct CommentRow {
    /// Who.
    pub author_id: String,
    /// About which part.
    pub subject_id: String,
    /// What.
    pub words: String,
    /// When.
    pub created_at: i64,
}

/// Every version: drafts first, then the ratified ones from the newest on, then what was set aside.
pub async fn versions(connection: &Connection) -> Result<Vec<VersionRow>, DbError> {
    let sql = format!(
        "select {VERSION} from agenda_version
         where collaborative_id = $1
         order by case state when 'draft' then 0 when 'proposed' then 0 when 'ratified' then 1 else 2 end,
           number desc, created_at desc, agenda_version_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One version.
pub async fn version(connection: &Connection, id: &str) -> Result<Option<VersionRow>, DbError> {
    let sql = format!(
        "select {VERSION} from agenda_version where collaborative_id = $1 and agenda_version_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// The newest ratified version.
pub async fn newest_ratified(connection: &Connection) -> Result<Option<VersionRow>, DbError> {
    let sql = format!(
        "select {VERSION} from agenda_version
         where collaborative_id = $1 and state = 'ratified'
         order by number desc, agenda_version_id
         limit 1"
    );
    connection.row(&sql, args![]).await
}

/// Begins a version.
pub async fn insert_version(tx: &Tx, row: &VersionRow) -> Result<(), DbError> {
    let sql = "insert into agenda_version
                 (collaborative_id, agenda_version_id, title_en, title_es, note_en, note_es, based_on_id, created_at,
                  created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = row.clone();
    let values = args![
        row.agenda_version_id,
        row.title_en,
        row.title_es,
        row.note_en,
        row.note_es,
        row.based_on_id,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Changes title and note of a draft; gives how many rows changed.
pub async fn update_version(tx: &Tx, row: &VersionRow) -> Result<u64, DbError> {
    let sql = "update agenda_version set title_en = $3, title_es = $4, note_en = $5, note_es = $6
               where collaborative_id = $1 and agenda_version_id = $2 and state = 'draft'";
    let row = row.clone();
    let values = args![
        row.agenda_version_id,
        row.title_en,
        row.title_es,
        row.note_en,
        row.note_es
    ];
    tx.run(sql, values).await
}

/// Lays a draft before the committee, with the address of its frozen text; gives how many rows changed.
pub async fn propose(tx: &Tx, id: &str, proposal: &str, hash: &str) -> Result<u64, DbError> {
    let sql =
        "update agenda_version set state = 'proposed', proposal_id = $3, text_hash = $4, proposed_at = $5
               where collaborative_id = $1 and agenda_version_id = $2 and state = 'draft'";
    tx.run(sql, args![id, proposal, hash, tx.clock().now_millis()])
        .await
}

/// Makes a version that lay before the committee a draft again.
pub async fn back_to_draft(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql =
        "update agenda_version set state = 'draft', proposal_id = null, text_hash = null, proposed_at = null
               where collaborative_id = $1 and agenda_version_id = $2 and state = 'proposed'";
    tx.run(sql, args![id]).await
}

/// Gives up a draft.
pub async fn set_aside(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update agenda_version set state = 'set-aside'
               where collaborative_id = $1 and agenda_version_id = $2 and state = 'draft'";
    tx.run(sql, args![id]).await
}

/// Ratifies the version that lies before the committee. Called for a recorded decision and nowhere else.
pub(super) async fn ratify(tx: &Tx, id: &str, decision: &str, on: &str) -> Result<u64, DbError> {
    let sql = "update agenda_version
               set state = 'ratified', decision_id = $3, ratified_on = $4,
                 number = (select coalesce(max(n.number), 0) + 1 from agenda_version n where n.collaborative_id = $1)
               where collaborative_id = $1 and agenda_version_id = $2 and state = 'proposed'";
    tx.run(sql, args![id, decision, on]).await
}

/// The parts of a version, in no particular order but always the same.
pub async fn parts(connection: &Connection, version: &str) -> Result<Vec<PartRow>, DbError> {
    let sql = format!(
        "select {PART} from agenda_part
         where collaborative_id = $1 and agenda_version_id = $2
         order by position, part_key
         limit $3"
    );
    connection.rows(&sql, args![version, LIST_MAX]).await
}

/// One part.
pub async fn part(connection: &Connection, id: &str) -> Result<Option<PartRow>, DbError> {
    let sql = format!("select {PART} from agenda_part where collaborative_id = $1 and agenda_part_id = $2");
    connection.row(&sql, args![id]).await
}

/// Adds a part.
pub async fn insert_part(tx: &Tx, row: &PartRow) -> Result<(), DbError> {
    let sql = "insert into agenda_part
                 (collaborative_id, agenda_part_id, agenda_version_id, part_key, parent_key, kind, position, title_en,
                  title_es, body_en, body_es, result_id, indicator_id, owner_id, review_on, changed_at, changed_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    let row = row.clone();
    let values = args![
        row.agenda_part_id,
        row.agenda_version_id,
        row.part_key,
        row.parent_key,
        row.kind,
        row.position,
        row.title_en,
        row.title_es,
        row.body_en,
        row.body_es,
        row.result_id,
        row.indicator_id,
        row.owner_id,
        row.review_on,
        row.changed_at,
        row.changed_by,
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Changes a part that is still at the revision its writer saw; gives how many rows changed.
pub async fn update_part(tx: &Tx, row: &PartRow) -> Result<u64, DbError> {
    let sql = "update agenda_part
               set parent_key = $4, position = $5, title_en = $6, title_es = $7, body_en = $8, body_es = $9,
                 result_id = $10, indicator_id = $11, owner_id = $12, review_on = $13, revision = revision + 1,
                 changed_at = $14, changed_by = $15
               where collaborative_id = $1 and agenda_part_id = $2 and revision = $3";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    let row = row.clone();
    let values = args![
        row.agenda_part_id,
        row.revision,
        row.parent_key,
        row.position,
        row.title_en,
        row.title_es,
        row.body_en,
        row.body_es,
        row.result_id,
        row.indicator_id,
        row.owner_id,
        row.review_on,
        now,
        by,
    ];
    tx.run(sql, values).await
}

/// Notes a new review date of a part, in whatever version; gives how many rows changed.
pub async fn update_review(tx: &Tx, id: &str, review_on: &str) -> Result<u64, DbError> {
    let sql = "update agenda_part set review_on = $3
               where collaborative_id = $1 and agenda_part_id = $2";
    tx.run(sql, args![id, review_on]).await
}

/// Takes a part out of a draft, with what was said about it there.
pub async fn delete_part(tx: &Tx, id: &str) -> Result<(), DbError> {
    let sql = "delete from agenda_suggestion where collaborative_id = $1 and agenda_part_id = $2";
    tx.run(sql, args![id]).await?;
    let sql = "delete from agenda_part where collaborative_id = $1 and agenda_part_id = $2";
    tx.run(sql, args![id]).await?;
    Ok(())
}

/// Suggestions for the parts of a version, oldest first.
pub async fn suggestions(connection: &Connection, version: &str) -> Result<Vec<SuggestionRow>, DbError> {
    let sql = format!(
        "select {SUGGESTION} from agenda_suggestion
         where collaborative_id = $1
           and agenda_part_id in (select p.agenda_part_id from agenda_part p
                                  where p.collaborative_id = $1 and p.agenda_version_id = $2)
         order by created_at, agenda_suggestion_id
         limit $3"
    );
    connection.rows(&sql, args![version, LIST_MAX]).await
}

/// One suggestion.
pub async fn suggestion(connection: &Connection, id: &str) -> Result<Option<SuggestionRow>, DbError> {
    let sql = format!(
        "select {SUGGESTION} from agenda_suggestion where collaborative_id = $1 and agenda_suggestion_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// Keeps a suggestion; the same one twice is kept once. Gives how many rows were added.
pub async fn insert_suggestion(tx: &Tx, row: &SuggestionRow) -> Result<u64, DbError> {
    let sql = "insert into agenda_suggestion
                 (collaborative_id, agenda_suggestion_id, agenda_part_id, person_id, language, old_words, new_words, reason,
                  created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict (collaborative_id, agenda_suggestion_id) do nothing";
    let row = row.clone();
    let values = args![
        row.agenda_suggestion_id,
        row.agenda_part_id,
        row.person_id,
        row.language,
        row.old_words,
        row.new_words,
        row.reason,
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await
}

/// Answers an open suggestion; gives how many rows changed.
pub async fn answer_suggestion(tx: &Tx, id: &str, state: &str, answer: &str) -> Result<u64, DbError> {
    let sql = "update agenda_suggestion set state = $3, answer = $4, answered_at = $5, answered_by = $6
               where collaborative_id = $1 and agenda_suggestion_id = $2 and state = 'open'";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    tx.run(sql, args![id, state, answer, now, by]).await
}

/// What was said about the parts of a version, oldest first.
pub async fn comments(connection: &Connection, version: &str) -> Result<Vec<CommentRow>, DbError> {
    let sql = "select author_id, subject_id, words, created_at
               from comment
               where collaborative_id = $1 and subject_kind = 'agenda_part' and withdrawn_at is null
                 and subject_id in (select p.agenda_part_id from agenda_part p
                                    where p.collaborative_id = $1 and p.agenda_version_id = $2)
               order by created_at, comment_id
               limit $3";
    connection.rows(sql, args![version, LIST_MAX]).await
}

/// Keeps a comment; the same one twice is kept once. Gives how many rows were added.
pub async fn insert_comment(
    tx: &Tx,
    id: &str,
    part: &str,
    author: &str,
    words: &str,
) -> Result<u64, DbError> {
    let sql = "insert into comment
                 (collaborative_id, comment_id, subject_kind, subject_id, author_id, words, created_at)
               values ($1, $2, 'agenda_part', $3, $4, $5, $6)
               on conflict (collaborative_id, comment_id) do nothing";
    tx.run(sql, args![id, part, author, words, tx.clock().now_millis()])
        .await
}
