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

/// Who said a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    /// The family, or the grown participant, by their own link.
    Family,
    /// Somebody wrote down what they were told.
    Partner,
}

impl Teller {
    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Partner => "partner",
        }
    }
}

/// The word that stands for one participant.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StandingWord {
    /// One of [`WORDS`].
    pub word: String,
    /// Code of the [`Teller`].
    pub said_by: String,
    /// When, milliseconds since 1970 UTC.
    pub noted_at: i64,
}

impl StandingWord {
    /// Whether the family said it by its own link.
    pub fn is_own(&self) -> bool {
        self.said_by == Teller::Family.code()
    }

    /// Whether another word takes its place. A family's own word gives way to its own later one alone, and to a no of which
    /// somebody says that the family told it since: taking back must be as easy as saying yes.
    fn gives_way(&self, given: &Given<'_>) -> bool {
        let is_told_no = given.word == "no" && given.is_told_since;
        !self.is_own() || given.teller == Teller::Family || is_told_no
    }
}

/// A word on its way into the register.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Digest of the participant's key.
    pub key_hash: &'a str,
    /// One of [`WORDS`].
    pub word: &'a str,
    /// Who said it.
    pub teller: Teller,
    /// Whether whoever writes it down says that the family told it after its own word.
    pub is_told_since: bool,
}

/// What became of a word.
#[derive(Debug)]
pub enum Outcome {
    /// It is kept; so many rows went, and these are the facts for the commit.
    Kept {
        /// Rows taken out of what is kept.
        rows_out: usize,
        /// Facts of what followed, without the one of the word itself.
        facts: Vec<NewFact>,
    },
    /// The same was said before.
    Same,
    /// The family's own word says otherwise, and stands.
    Stands(StandingWord),
}

/// The word that stands for a participant, by the digest of their key.
pub async fn standing_word(
    connection: &Connection,
    root: &str,
    key_hash: &str,
) -> Result<Option<StandingWord>, DbError> {
    let sql = "select word, said_by, noted_at from agreement_consent
               where collaborative_id = $1 and root_id = $2 and key_hash = $3";
    connection.row(sql, args![root, key_hash]).await
}

/// Keeps a word, whoever brings it; a no takes the person out of everything that is kept.
pub async fn keep(tx: &Tx, governed: &Governed, given: Given<'_>) -> Result<Outcome, Error> {
    let root = &governed.row.root_id;
    // Two words about the same participant come one after the other.
    super::store::agreement_locked(tx, root).await?;
    let standing = standing_word(tx, root, given.key_hash).await?;
    // A word that moves nobody out leaves alone what is kept and what is being computed.
    let stayed = may_stay(
        governed.terms.consent,
        standing.as_ref().map(|one| one.word.as_str()),
    );
    let leaves = stayed && !may_stay(governed.terms.consent, Some(given.word));
    if let Some(standing) = standing {
        let is_same_word = standing.word == given.word;
        if is_same_word && (standing.is_own() || given.teller == Teller::Partner) {
            return Ok(Outcome::Same);
        }
        if !standing.gives_way(&given) {
            return Ok(Outcome::Stands(standing));
        }
    }
    let sql = "insert into agreement_consent (collaborative_id, root_id, key_hash, word, noted_at, noted_by, said_by)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, root_id, key_hash)
               do update set word = excluded.word, noted_at = excluded.noted_at, noted_by = excluded.noted_by,
                 said_by = excluded.said_by";
    let values = args![
        root.clone(),
        given.key_hash,
        given.word,
        tx.clock().now_millis(),
        tx.actor().key(),
        given.teller.code()
    ];
    tx.run(sql, values).await?;
    let (mut rows_out, mut facts) = (0, Vec::new());
    if leaves {
        let linked = families::take_out(tx, root).await?;
        rows_out = take_out(tx, governed).await? + linked.records;
        facts = linked.facts;
        // What lies in the vault only its worker can open: it follows at once, as a job.
        crate::vault::jobs::enqueue_take_out(tx, root).await?;
    }
    Ok(Outcome::Kept { rows_out, facts })
}

/// What somebody writes down for a family.
#[derive(Debug, Clone, Copy)]
pub struct Noted<'a> {
    /// The participant's key, as typed.
    pub key: &'a str,
    /// The word, as chosen.
    pub word: &'a str,
    /// Whether the family told it after its own word.
    pub is_told_since: bool,
}

/// Keeps what a family told somebody; a no takes the person out of everything that is kept. Gives how many rows went.
///
/// Errors: the agreement asks no families; the family said otherwise by its own link.
pub async fn note(scope: &Scope, actor: Actor, id: AgreementId, noted: Noted<'_>) -> Result<usize, Refusal> {
    let mut check = Check::form();
    let key = check.title("participant_key", noted.key);
    let word = check.code("family_word", noted.word, |code| {
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
    let given = Given {
        key_hash: &hash,
        word,
        teller: Teller::Partner,
        is_told_since: noted.is_told_since,
    };
    let (rows_out, mut facts) = match keep(&tx, &governed, given).await? {
        Outcome::Kept { rows_out, facts } => (rows_out, facts),
        Outcome::Same => return Ok(0),
        Outcome::Stands(standing) => {
            let key = format!("problem-agreement-own-{}", standing.word);
            return Err(Check::form().problem("family_word", &key).into());
        }
    };
    let fact = NewFact::new("agreement.consent-noted", "agreement", id.uuid())
        .set("answer", word)
        .set("rows_out", rows_out);
    facts.push(fact);
    commit(tx, facts).await?;
    Ok(rows_out)
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
