//! Queries on what people said about the agenda, and on who endorses it.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

use super::store::LIST_MAX;

const INPUT: &str = "agenda_input_id, part_key, channel, words, language, heard_on, person_id, giver_name, giver_email, \
                     became, reply_en, reply_es, changed_version_id, is_public, created_at, answered_at";

/// What somebody said about the agenda.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct InputRow {
    /// Identifier.
    pub agenda_input_id: String,
    /// Which part it concerns; nothing: the whole.
    pub part_key: Option<String>,
    /// `member`, `resident`, `paper`, `spoken`.
    pub channel: String,
    /// What was said.
    pub words: String,
    /// In which language.
    pub language: String,
    /// When.
    pub heard_on: String,
    /// The member who gave it.
    pub person_id: Option<String>,
    /// Name somebody left, for the reply alone.
    pub giver_name: String,
    /// Address somebody left, for the reply alone.
    pub giver_email: String,
    /// `open`, `changed`, `kept`, `later`.
    pub became: String,
    /// Reply, English.
    pub reply_en: String,
    /// Reply, Spanish.
    pub reply_es: String,
    /// The version in which it changed something.
    pub changed_version_id: Option<String>,
    /// Whether it stands on the public page.
    pub is_public: bool,
    /// When it was noted.
    pub created_at: i64,
    /// When it was answered.
    pub answered_at: Option<i64>,
}

/// Everything that was said: what waits for a reply first, then the newest.
pub async fn inputs(connection: &Connection) -> Result<Vec<InputRow>, DbError> {
    let sql = format!(
        "select {INPUT} from agenda_input
         where collaborative_id = $1
         order by case became when 'open' then 0 else 1 end, heard_on desc, created_at desc, agenda_input_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One input.
pub async fn input(connection: &Connection, id: &str) -> Result<Option<InputRow>, DbError> {
    let sql =
        format!("select {INPUT} from agenda_input where collaborative_id = $1 and agenda_input_id = $2");
    connection.row(&sql, args![id]).await
}

/// The input whose giver has this receipt.
pub async fn input_by_receipt(connection: &Connection, hash: &str) -> Result<Option<InputRow>, DbError> {
    let sql = format!("select {INPUT} from agenda_input where collaborative_id = $1 and receipt_hash = $2");
    connection.row(&sql, args![hash]).await
}

/// Keeps an input; the same one twice is kept once. Gives how many rows were added.
pub async fn insert_input(tx: &Tx, row: &InputRow, receipt_hash: &str) -> Result<u64, DbError> {
    let sql = "insert into agenda_input
                 (collaborative_id, agenda_input_id, part_key, channel, words, language, heard_on, person_id, giver_name,
                  giver_email, receipt_hash, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
               on conflict (collaborative_id, agenda_input_id) do nothing";
    let row = row.clone();
    let values = args![
        row.agenda_input_id,
        row.part_key,
        row.channel,
        row.words,
        row.language,
        row.heard_on,
        row.person_id,
        row.giver_name,
        row.giver_email,
        receipt_hash,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Keeps the reply to an input.
pub async fn answer_input(tx: &Tx, row: &InputRow) -> Result<u64, DbError> {
    let sql = "update agenda_input
               set part_key = $3, became = $4, reply_en = $5, reply_es = $6, changed_version_id = $7, is_public = $8,
                 answered_at = $9, answered_by = $10
               where collaborative_id = $1 and agenda_input_id = $2";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    let row = row.clone();
    let values = args![
        row.agenda_input_id,
        row.part_key,
        row.became,
        row.reply_en,
        row.reply_es,
        row.changed_version_id,
        row.is_public,
        now,
        by,
    ];
    tx.run(sql, values).await
}

/// Removes name and address that somebody left.
pub async fn forget_giver(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update agenda_input set giver_name = '', giver_email = ''
               where collaborative_id = $1 and agenda_input_id = $2 and (giver_name <> '' or giver_email <> '')";
    tx.run(sql, args![id]).await
}

/// What an organisation says of a version.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct EndorsementRow {
    /// Identifier.
    pub agenda_endorsement_id: String,
    /// Which version.
    pub agenda_version_id: String,
    /// Which organisation.
    pub organisation_id: String,
    /// Its name.
    pub organisation: String,
    /// Keys of the parts it stands behind; nothing: the whole.
    pub part_keys: String,
    /// What it adds.
    pub words: String,
    /// Since when.
    pub endorsed_on: String,
    /// Who said so.
    pub person_id: String,
    /// When it was taken back.
    pub withdrawn_at: Option<i64>,
}

/// Who endorses a version, by name; also what was taken back.
pub async fn endorsements(connection: &Connection, version: &str) -> Result<Vec<EndorsementRow>, DbError> {
    let sql = "select e.agenda_endorsement_id, e.agenda_version_id, e.organisation_id, o.name as organisation,
                 e.part_keys, e.words, e.endorsed_on, e.person_id, e.withdrawn_at
               from agenda_endorsement e
               join organisation o on o.collaborative_id = e.collaborative_id and o.organisation_id = e.organisation_id
               where e.collaborative_id = $1 and e.agenda_version_id = $2
               order by o.name, e.agenda_endorsement_id
               limit $3";
    connection.rows(sql, args![version, LIST_MAX]).await
}

/// Keeps what an organisation says of a version; what it said before is replaced.
pub async fn put_endorsement(tx: &Tx, row: &EndorsementRow) -> Result<u64, DbError> {
    let sql = "insert into agenda_endorsement
                 (collaborative_id, agenda_endorsement_id, agenda_version_id, organisation_id, part_keys, words,
                  endorsed_on, person_id, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict (collaborative_id, agenda_version_id, organisation_id) do update
               set part_keys = excluded.part_keys, words = excluded.words, endorsed_on = excluded.endorsed_on,
                 person_id = excluded.person_id, withdrawn_at = null";
    let row = row.clone();
    let values = args![
        row.agenda_endorsement_id,
        row.agenda_version_id,
        row.organisation_id,
        row.part_keys,
        row.words,
        row.endorsed_on,
        row.person_id,
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await
}

/// Takes an endorsement back; gives how many rows changed.
pub async fn withdraw_endorsement(tx: &Tx, version: &str, organisation: &str) -> Result<u64, DbError> {
    let sql = "update agenda_endorsement set withdrawn_at = $4
               where collaborative_id = $1 and agenda_version_id = $2 and organisation_id = $3
                 and withdrawn_at is null";
    tx.run(sql, args![version, organisation, tx.clock().now_millis()])
        .await
}
