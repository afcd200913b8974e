//! What families said: kept as digests of participants' keys, so that the list itself names nobody.
//!
//! A no that comes later takes effect at once for everything that is kept.

use std::collections::BTreeMap;

use domain::agreements::Consent;
use domain::ids::AgreementId;
use intake::{Sheet, Workbook};
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{args, secrets};

use super::gate::{self, Governed};
use super::sealing;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::linkages::families;
use crate::problems::{Check, Refusal};

/// What can be said.
pub const WORDS: [&str; 2] = ["no", "yes"];
/// Most keys whose word is kept for one agreement.
const KEYS_MAX: i64 = 1_000_000;

/// The word of each key, by its digest.
pub type Said = BTreeMap<String, String>;

#[derive(FromQueryResult)]
struct WordRow {
    key_hash: String,
    word: String,
}

/// Everything that was said under an agreement.
pub async fn words(connection: &Connection, root: &str) -> Result<Said, DbError> {
    let sql = "select key_hash, word from agreement_consent
               where collaborative_id = $1 and root_id = $2
               order by key_hash
               limit $3";
    let rows: Vec<WordRow> = connection.rows(sql, args![root, KEYS_MAX]).await?;
    Ok(rows.into_iter().map(|row| (row.key_hash, row.word)).collect())
}

/// A key as it is kept. Spaces and case do not make another person.
pub fn digest(salt: &str, key: &str) -> String {
    let key: String = key.split_whitespace().collect::<String>().to_lowercase();
    secrets::sha256_hex(format!("{salt}\n{key}"))
}

/// Whether a participant whose family said this may be taken; nothing: it said nothing.
pub fn may_stay(consent: Consent, word: Option<&str>) -> bool {
    match consent {
        Consent::NotAsked => true,
        Consent::OptOut => word != Some("no"),
        Consent::OptIn => word == Some("yes"),
    }
}

/// Rows of data whose people may not be taken.
pub fn rows_out(sheet: &Sheet, col: u32, (consent, salt): (Consent, &str), said: &Said) -> Vec<u32> {
    let first = sheet.first_data_row.unwrap_or(u32::MAX);
    let last = sheet.last_data_row.unwrap_or(0);
    let keys: BTreeMap<u32, &str> = sheet
        .cells
        .iter()
        .filter(|cell| cell.col == col)
        .map(|cell| (cell.row, cell.raw.as_str()))
        .collect();
    let row_stays = |row: u32| {
        let key = keys.get(&row).filter(|key| !key.trim().is_empty());
        let word = key.and_then(|key| said.get(&digest(salt, key)));
        // A row without a key could be anybody's, also of a family that said no.
        (key.is_some() || consent == Consent::NotAsked) && may_stay(consent, word.map(String::as_str))
    };
    let mut rows: Vec<u32> = sheet.cells.iter().map(|cell| cell.row).collect();
    rows.dedup();
    rows.retain(|row| (first..=last).contains(row) && !row_stays(*row));
    rows
}

/// Keeps what a family said; a no takes the person out of everything that is kept. Gives how many rows went.
pub async fn note(
    scope: &Scope,
    actor: Actor,
    id: AgreementId,
    (key, word): (&str, &str),
) -> Result<usize, Refusal> {
    let mut check = Check::form();
    let key = check.title("participant_key", key);
    let word = check.code("family_word", word, |code| {
        WORDS.iter().find(|one| **one == code).copied()
    });
    let (key, word) = check.finish((key, word.unwrap_or_default()))?;
    let tx = scope.write(actor).await?;
    let row = super::actions::version(&tx, id).await?;
    let governed = gate::speaking(&tx, &row.root_id).await?.ok_or(Error::NotFound)?;
    if governed.terms.consent == Consent::NotAsked {
        return Err(Check::form()
            .problem("participant_key", "problem-agreement-no-consent")
            .into());
    }
    let hash = digest(&governed.row.key_salt, &key);
    let sql = "insert into agreement_consent (collaborative_id, root_id, key_hash, word, noted_at, noted_by)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, root_id, key_hash)
               do update set word = excluded.word, noted_at = excluded.noted_at, noted_by = excluded.noted_by";
    let values = args![
        row.root_id.clone(),
        hash,
        word,
        tx.clock().now_millis(),
        tx.actor().key()
    ];
    tx.run(sql, values).await?;
    let (mut gone, mut facts) = (0, Vec::new());
    if word == "no" {
        let linked = families::take_out(&tx, &row.root_id).await?;
        gone = take_out(&tx, &governed).await? + linked.records;
        facts = linked.facts;
    }
    // What lies in the vault only its worker can open: it follows at once, as a job.
    crate::vault::jobs::enqueue_take_out(&tx, &row.root_id).await?;
    let fact = NewFact::new("agreement.consent-noted", "agreement", id.uuid())
        .set("answer", word)
        .set("rows_out", gone);
    facts.push(fact);
    commit(tx, facts).await?;
    Ok(gone)
}

#[derive(FromQueryResult)]
struct KeptRow {
    reading_hash: String,
}

/// Reads everything kept under the agreement again, without those who may not be in it.
async fn take_out(tx: &Tx, governed: &Governed) -> Result<usize, Error> {
    let said = words(tx, &governed.row.root_id).await?;
    let sql = "select distinct s.reading_hash
               from submission s
               join agreement_upload u on u.collaborative_id = s.collaborative_id and u.submission_id = s.submission_id
               where s.collaborative_id = $1 and u.root_id = $2 and s.reading_hash is not null
               order by s.reading_hash
               limit 100000";
    let kept: Vec<KeptRow> = tx.rows(sql, args![governed.row.root_id.clone()]).await?;
    let mut gone = 0;
    for one in kept {
        let content = sealing::get(tx, &one.reading_hash).await?;
        let mut workbook: Workbook =
            serde_json::from_slice(&content).map_err(|error| Error::Fault(error.to_string()))?;
        let before = gone;
        let sheets = std::mem::take(&mut workbook.sheets);
        for sheet in sheets {
            let rows = governed.key_column(&sheet).map(|col| {
                rows_out(
                    &sheet,
                    col,
                    (governed.terms.consent, &governed.row.key_salt),
                    &said,
                )
            });
            let rows = rows.unwrap_or_default();
            gone += rows.len();
            let columns: Vec<u32> = sheet.columns.iter().map(|column| column.col).collect();
            workbook.sheets.push(sheet.narrowed(&columns, &rows));
        }
        if gone > before {
            let content = serde_json::to_vec(&workbook).map_err(|error| Error::Fault(error.to_string()))?;
            let hash = sealing::put(tx, &governed.row.root_id, &content).await?;
            replace_reading(tx, &one, &hash).await?;
        }
    }
    Ok(gone)
}

/// Puts the new reading in the old one's place, everywhere, and forgets the old one.
async fn replace_reading(tx: &Tx, old: &KeptRow, hash: &str) -> Result<(), DbError> {
    let sql = "update submission set reading_hash = $3 where collaborative_id = $1 and reading_hash = $2";
    tx.run(sql, args![old.reading_hash.clone(), hash]).await?;
    let sql =
        "update agreement_upload set reading_hash = $3 where collaborative_id = $1 and reading_hash = $2";
    tx.run(sql, args![old.reading_hash.clone(), hash]).await?;
    let sql = "delete from object where collaborative_id = $1 and hash = $2";
    tx.run(sql, args![old.reading_hash.clone()]).await?;
    Ok(())
}
