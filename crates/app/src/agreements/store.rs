//! Queries on agreements and their signatures.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most agreements in a list.
const LIST_MAX: i64 = 2_000;

const AGREEMENT: &str = "a.agreement_id, a.root_id, a.version, a.title_en, a.title_es, a.gives_organisation_id, a.gives_person_id, \
                         a.receives_organisation_id, a.receives_person_id, a.terms, a.state, a.text_hash, a.starts_on, \
                         a.ends_on, a.kept_days, a.key_salt, a.in_force_at, a.ended_on, a.ended_because, a.created_at";

/// One version of an agreement.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct AgreementRow {
    /// Identifier.
    pub agreement_id: String,
    /// The first version's.
    pub root_id: String,
    /// From 1.
    pub version: i64,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Whose data they are.
    pub gives_organisation_id: String,
    /// Who signs for it.
    pub gives_person_id: String,
    /// Who gets them; nobody: the team itself.
    pub receives_organisation_id: Option<String>,
    /// Who signs for it.
    pub receives_person_id: String,
    /// `Written` as JSON.
    pub terms: String,
    /// Code of `domain::agreements::Standing`.
    pub state: String,
    /// Address of the frozen text.
    pub text_hash: Option<String>,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// Days after the end for which data are kept.
    pub kept_days: i64,
    /// Stands before keys of participants when they are digested.
    pub key_salt: String,
    /// When the second signature came.
    pub in_force_at: Option<i64>,
    /// The day on which it ended.
    pub ended_on: Option<String>,
    /// Why it ended before its time.
    pub ended_because: String,
    /// When it was begun.
    pub created_at: i64,
}

/// A signature.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SignatureRow {
    /// Of which agreement.
    pub agreement_id: String,
    /// Code of a side.
    pub side: String,
    /// Under which text.
    pub text_hash: String,
    /// Who.
    pub person_id: String,
    /// The name they wrote.
    pub signed_name: String,
    /// When.
    pub signed_at: i64,
    /// When the text was changed.
    pub voided_at: Option<i64>,
}

/// Every version of every agreement, the newest of each first.
pub async fn agreements(connection: &Connection) -> Result<Vec<AgreementRow>, DbError> {
    let sql = format!(
        "select {AGREEMENT} from agreement a
         where a.collaborative_id = $1
         order by a.ends_on desc, a.root_id, a.version desc
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One version.
pub async fn agreement(connection: &Connection, id: &str) -> Result<Option<AgreementRow>, DbError> {
    let sql =
        format!("select {AGREEMENT} from agreement a where a.collaborative_id = $1 and a.agreement_id = $2");
    connection.row(&sql, args![id]).await
}

/// As [`agreement`], and nobody else changes it until this change is saved: two who sign at once see each other.
pub async fn agreement_locked(tx: &Tx, id: &str) -> Result<Option<AgreementRow>, DbError> {
    let end = tx.database().dialect().for_update();
    let sql = format!(
        "select {AGREEMENT} from agreement a where a.collaborative_id = $1 and a.agreement_id = $2{end}"
    );
    tx.row(&sql, args![id]).await
}

/// Whether a request names an agreement, or data came under it.
pub async fn is_in_use(connection: &Connection, root: &str) -> Result<bool, DbError> {
    let sql = "select (select count(*) from request_agreement r where r.collaborative_id = $1 and r.root_id = $2)
                 + (select count(*) from agreement_upload u where u.collaborative_id = $1 and u.root_id = $2) as n";
    Ok(connection.number(sql, args![root]).await? > 0)
}

/// Every version of one agreement, the newest first.
pub async fn versions(connection: &Connection, root: &str) -> Result<Vec<AgreementRow>, DbError> {
    let sql = format!(
        "select {AGREEMENT} from agreement a
         where a.collaborative_id = $1 and a.root_id = $2
         order by a.version desc
         limit 1000"
    );
    connection.rows(&sql, args![root]).await
}

/// Keeps a new version.
pub async fn insert(tx: &Tx, row: &AgreementRow) -> Result<u64, DbError> {
    let sql = "insert into agreement (collaborative_id, agreement_id, root_id, version, title_en, title_es,
                 gives_organisation_id, gives_person_id, receives_organisation_id, receives_person_id, terms, state,
                 starts_on, ends_on, kept_days, key_salt, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', $12, $13, $14, $15, $16, $17)
               on conflict (collaborative_id, agreement_id) do nothing";
    let row = row.clone();
    let values = args![
        row.agreement_id,
        row.root_id,
        row.version,
        row.title_en,
        row.title_es,
        row.gives_organisation_id,
        row.gives_person_id,
        row.receives_organisation_id,
        row.receives_person_id,
        row.terms,
        row.starts_on,
        row.ends_on,
        row.kept_days,
        row.key_salt,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Changes a version that is not in force yet; its text is being written again.
pub async fn update(tx: &Tx, row: &AgreementRow) -> Result<u64, DbError> {
    let sql = "update agreement
               set title_en = $3, title_es = $4, gives_organisation_id = $5, gives_person_id = $6,
                 receives_organisation_id = $7, receives_person_id = $8, terms = $9, starts_on = $10, ends_on = $11,
                 kept_days = $12, state = 'draft', text_hash = null
               where collaborative_id = $1 and agreement_id = $2 and state in ('draft', 'signing')";
    let row = row.clone();
    let values = args![
        row.agreement_id,
        row.title_en,
        row.title_es,
        row.gives_organisation_id,
        row.gives_person_id,
        row.receives_organisation_id,
        row.receives_person_id,
        row.terms,
        row.starts_on,
        row.ends_on,
        row.kept_days,
    ];
    tx.run(sql, values).await
}

/// Voids every signature under a text that is no more.
pub async fn void_signatures(tx: &Tx, agreement: &str) -> Result<u64, DbError> {
    let sql = "update agreement_signature set voided_at = $3
               where collaborative_id = $1 and agreement_id = $2 and voided_at is null";
    tx.run(sql, args![agreement, tx.clock().now_millis()]).await
}

/// Freezes the text of a draft.
pub async fn freeze(tx: &Tx, agreement: &str, text_hash: &str) -> Result<u64, DbError> {
    let sql = "update agreement set state = 'signing', text_hash = $3
               where collaborative_id = $1 and agreement_id = $2 and state = 'draft'";
    tx.run(sql, args![agreement, text_hash]).await
}

/// Keeps a signature under a text; given twice, it is one.
pub async fn sign(tx: &Tx, row: &SignatureRow) -> Result<u64, DbError> {
    let sql = "insert into agreement_signature (collaborative_id, agreement_id, side, text_hash, person_id, signed_name, signed_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, agreement_id, side, text_hash)
               do update set voided_at = null, person_id = excluded.person_id, signed_name = excluded.signed_name,
                 signed_at = excluded.signed_at
               where agreement_signature.voided_at is not null";
    let row = row.clone();
    let values = args![
        row.agreement_id,
        row.side,
        row.text_hash,
        row.person_id,
        row.signed_name,
        row.signed_at
    ];
    tx.run(sql, values).await
}

/// Signatures of one version, the oldest first.
pub async fn signatures(connection: &Connection, agreement: &str) -> Result<Vec<SignatureRow>, DbError> {
    let sql = "select agreement_id, side, text_hash, person_id, signed_name, signed_at, voided_at
               from agreement_signature
               where collaborative_id = $1 and agreement_id = $2
               order by signed_at, side
               limit 1000";
    connection.rows(sql, args![agreement]).await
}

/// Puts a version in force.
pub async fn put_in_force(tx: &Tx, agreement: &str) -> Result<u64, DbError> {
    let sql = "update agreement set state = 'in-force', in_force_at = $3
               where collaborative_id = $1 and agreement_id = $2 and state = 'signing'";
    tx.run(sql, args![agreement, tx.clock().now_millis()]).await
}

/// Earlier versions give way to this one, also those that had ended and wait for their destruction.
pub async fn replace_others(tx: &Tx, root: &str, agreement: &str) -> Result<u64, DbError> {
    let sql = "update agreement set state = 'replaced'
               where collaborative_id = $1 and root_id = $2 and agreement_id <> $3 and state in ('in-force', 'ended')";
    tx.run(sql, args![root, agreement]).await
}

/// Ends a version that is in force.
pub async fn end(tx: &Tx, agreement: &str, ended_on: &str, because: &str) -> Result<u64, DbError> {
    let sql = "update agreement set state = 'ended', ended_on = $3, ended_because = $4
               where collaborative_id = $1 and agreement_id = $2 and state = 'in-force'";
    tx.run(sql, args![agreement, ended_on, because]).await
}

/// Puts a draft aside.
pub async fn set_aside(tx: &Tx, agreement: &str) -> Result<u64, DbError> {
    let sql = "update agreement set state = 'ended'
               where collaborative_id = $1 and agreement_id = $2 and state in ('draft', 'signing')";
    tx.run(sql, args![agreement]).await
}
