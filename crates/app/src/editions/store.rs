//! Editions in the database. A published row is never changed again.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most editions, vettings and rows that are listed.
const LIST_MAX: i64 = 1_000;

/// An edition as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct EditionRow {
    /// Identifier.
    pub edition_id: String,
    /// Number, once published.
    pub number: Option<i64>,
    /// `draft`, `vetting`, `published`, `withdrawn`.
    pub state: String,
    /// Title.
    pub title: String,
    /// What changed, English.
    pub note_en: String,
    /// What changed, Spanish.
    pub note_es: String,
    /// What is in it: JSON of `Selection`.
    pub selection: String,
    /// Address of the draft document.
    pub draft_hash: Option<String>,
    /// Address of the report on what is hidden.
    pub report_hash: Option<String>,
    /// Address of the published document.
    pub document_hash: Option<String>,
    /// Nobody outside speaks of it before this day.
    pub embargo_until: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// Who made it.
    pub created_by: String,
    /// When what is hidden was confirmed.
    pub checked_at: Option<i64>,
    /// Who confirmed it.
    pub checked_by: Option<String>,
    /// When it was published.
    pub published_at: Option<i64>,
    /// Who published it.
    pub published_by: Option<String>,
}

/// One leader's part in vetting, as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct VettingRow {
    /// Identifier.
    pub vetting_id: String,
    /// Who was asked.
    pub person_id: String,
    /// Their name.
    pub name: String,
    /// Their organisation's name, or nothing.
    pub organisation: Option<String>,
    /// Indicators they answer for: slugs, joined by commas; empty is all.
    pub indicator_ids: String,
    /// Address of the draft they answered for.
    pub draft_hash: String,
    /// Until when.
    pub due_on: String,
    /// `confirm`, `object`, `context`, or silence.
    pub answer: Option<String>,
    /// Their words.
    pub words: Option<String>,
    /// When they answered.
    pub answered_at: Option<i64>,
}

const COLUMNS: &str =
    "edition_id, number, state, title, note_en, note_es, selection, draft_hash, report_hash,
    document_hash, embargo_until, created_at, created_by, checked_at, checked_by, published_at, published_by";

/// An edition by its identifier.
pub async fn edition(connection: &Connection, id: &str) -> Result<Option<EditionRow>, DbError> {
    let sql = format!("select {COLUMNS} from edition where collaborative_id = $1 and edition_id = $2");
    connection.row(&sql, args![id]).await
}

/// Every edition, drafts first, then the newest.
pub async fn editions(connection: &Connection) -> Result<Vec<EditionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from edition
         where collaborative_id = $1
         order by case when number is null then 0 else 1 end, number desc, created_at desc, edition_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

#[derive(FromQueryResult)]
struct HashRow {
    document_hash: String,
}

/// Addresses of the published documents, oldest first.
pub async fn published_hashes(connection: &Connection) -> Result<Vec<String>, DbError> {
    let sql = "select document_hash
               from edition
               where collaborative_id = $1 and state = 'published' and document_hash is not null
               order by number
               limit $2";
    let rows: Vec<HashRow> = connection.rows(sql, args![LIST_MAX]).await?;
    Ok(rows.into_iter().map(|row| row.document_hash).collect())
}

/// Number of the newest published edition; 0 before the first.
pub async fn last_number(connection: &Connection) -> Result<i64, DbError> {
    let sql = "select max(number) as n from edition where collaborative_id = $1 and state = 'published'";
    connection.number(sql, args![]).await
}

/// The newest published edition.
pub async fn newest_published(connection: &Connection) -> Result<Option<EditionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from edition
         where collaborative_id = $1 and state = 'published'
         order by number desc
         limit 1"
    );
    connection.row(&sql, args![]).await
}

/// A draft to be inserted.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// What changed, English and Spanish.
    pub note: (String, String),
    /// JSON of `Selection`.
    pub selection: String,
    /// Address of the draft document.
    pub draft_hash: String,
    /// Address of the report.
    pub report_hash: String,
}

/// Adds a draft.
pub async fn insert_draft(tx: &Tx, new: NewDraft) -> Result<(), DbError> {
    let sql = "insert into edition (collaborative_id, edition_id, state, title, note_en, note_es, selection,
                 draft_hash, report_hash, created_at, created_by)
               values ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10)";
    let (en, es) = new.note;
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    tx.run(
        sql,
        args![
            new.id,
            new.title,
            en,
            es,
            new.selection,
            new.draft_hash,
            new.report_hash,
            now,
            by
        ],
    )
    .await?;
    Ok(())
}

/// Replaces a draft's document by a newer one. Whatever was confirmed of the older no longer counts, and whoever made
/// the newer is the one who cannot confirm it.
pub async fn update_draft(
    tx: &Tx,
    id: &str,
    selection: &str,
    (draft_hash, report_hash): (&str, &str),
) -> Result<u64, DbError> {
    let sql = "update edition
               set draft_hash = $3, report_hash = $4, created_by = $5, selection = $6, checked_at = null,
                 checked_by = null
               where collaborative_id = $1 and edition_id = $2 and state in ('draft', 'vetting')";
    let by = tx.actor().key();
    tx.run(sql, args![id, draft_hash, report_hash, by, selection])
        .await
}

/// Replaces what a draft says of itself to readers.
pub async fn update_note(tx: &Tx, id: &str, (en, es): (&str, &str)) -> Result<u64, DbError> {
    let sql = "update edition
               set note_en = $3, note_es = $4
               where collaborative_id = $1 and edition_id = $2 and state in ('draft', 'vetting')";
    tx.run(sql, args![id, en, es]).await
}

/// Marks a draft as sent to the people responsible.
pub async fn update_to_vetting(tx: &Tx, id: &str, embargo_until: &str) -> Result<u64, DbError> {
    let sql = "update edition
               set state = 'vetting', embargo_until = $3
               where collaborative_id = $1 and edition_id = $2 and state in ('draft', 'vetting')";
    tx.run(sql, args![id, embargo_until]).await
}

/// Marks what is hidden as confirmed.
pub async fn update_checked(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update edition
               set checked_at = $3, checked_by = $4
               where collaborative_id = $1 and edition_id = $2 and state in ('draft', 'vetting')";
    tx.run(sql, args![id, tx.clock().now_millis(), tx.actor().key()])
        .await
}

/// Freezes an edition. Touches no row if it was published meanwhile.
pub async fn update_published(tx: &Tx, id: &str, number: i64, document_hash: &str) -> Result<u64, DbError> {
    let sql = "update edition
               set state = 'published', number = $3, document_hash = $4, published_at = $5, published_by = $6
               where collaborative_id = $1 and edition_id = $2 and state in ('draft', 'vetting')";
    tx.run(
        sql,
        args![
            id,
            number,
            document_hash,
            tx.clock().now_millis(),
            tx.actor().key()
        ],
    )
    .await
}

/// Adds a leader to a draft's vetting, or asks again with a new date.
pub async fn upsert_vetting(
    tx: &Tx,
    edition: &str,
    person: &str,
    indicators: &str,
    due_on: &str,
) -> Result<(), DbError> {
    let sql = "insert into vetting (collaborative_id, vetting_id, edition_id, person_id, indicator_ids, due_on, asked_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, edition_id, person_id)
               do update set indicator_ids = excluded.indicator_ids, due_on = excluded.due_on";
    let id = platform::secrets::new_uuid().to_string();
    tx.run(
        sql,
        args![id, edition, person, indicators, due_on, tx.clock().now_millis()],
    )
    .await?;
    Ok(())
}

/// Everyone asked to vet a draft, by name.
pub async fn vettings(connection: &Connection, edition: &str) -> Result<Vec<VettingRow>, DbError> {
    let sql =
        "select v.vetting_id, v.person_id, p.name, o.name as organisation, v.indicator_ids, v.draft_hash,
                 v.due_on, v.answer, v.words, v.answered_at
               from vetting v
               join person p on p.collaborative_id = v.collaborative_id and p.person_id = v.person_id
               left join organisation o
                 on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
               where v.collaborative_id = $1 and v.edition_id = $2
               order by p.name, v.vetting_id
               limit $3";
    connection.rows(sql, args![edition, LIST_MAX]).await
}

/// Records a leader's answer for the draft as it stands; a new draft may be answered anew.
pub async fn update_answer(
    tx: &Tx,
    vetting: &str,
    draft_hash: &str,
    answer: &str,
    words: Option<&str>,
) -> Result<u64, DbError> {
    let sql = "update vetting
               set answer = $3, words = $4, draft_hash = $5, answered_at = $6
               where collaborative_id = $1 and vetting_id = $2";
    tx.run(
        sql,
        args![
            vetting,
            answer,
            words.map(str::to_owned),
            draft_hash,
            tx.clock().now_millis()
        ],
    )
    .await
}

/// An edition that another installation published.
#[derive(Debug, Clone)]
pub struct TakenOver {
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: i64,
    /// Title.
    pub title: String,
    /// What changed, English and Spanish.
    pub note: (String, String),
    /// JSON of `Selection`.
    pub selection: String,
    /// Address of the document.
    pub document_hash: String,
    /// The day of its publication, as an instant.
    pub published_at: i64,
}

/// Adds an edition that another installation published.
pub async fn insert_taken_over(tx: &Tx, new: TakenOver) -> Result<(), DbError> {
    let sql = "insert into edition (collaborative_id, edition_id, number, state, title, note_en, note_es, selection,
                 document_hash, created_at, created_by, published_at, published_by)
               values ($1, $2, $3, 'published', $4, $5, $6, $7, $8, $9, $10, $11, $10)";
    let (en, es) = new.note;
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    let values = args![
        new.id,
        new.number,
        new.title,
        en,
        es,
        new.selection,
        new.document_hash,
        now,
        by,
        new.published_at
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Whether there is anything that a taken-over edition could contradict.
pub async fn has_editions_or_indicators(connection: &Connection) -> Result<bool, DbError> {
    let editions = "select count(*) as n from edition where collaborative_id = $1";
    let indicators = "select count(*) as n from indicator where collaborative_id = $1";
    Ok(connection.number(editions, args![]).await? + connection.number(indicators, args![]).await? > 0)
}
