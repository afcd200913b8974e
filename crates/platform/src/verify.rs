//! Checking what is stored: a collaborative's log, its columns, its checkpoints and their signatures, its objects.
//!
//! The rules are in `domain::history`; here they meet the rows. Reading only, so it works beside a running server.

use domain::history::{
    Checkpoint, Fact, Frontier, Hash, Note, Report, StoredFact, Verifier, VerifierKey, leaf_hash,
};
use ed25519_dalek::{Signature, VerifyingKey};
use sea_orm::FromQueryResult;

use crate::args;
use crate::db::{DbError, Reader, Scope};
use crate::history::{Signer, origin};
use crate::objects;

/// Facts read at a time, so that memory stays level.
const FACTS_PAGE: i64 = 2_000;
/// Names of objects read at a time.
const OBJECTS_PAGE: i64 = 500;
/// Most mismatches that are named.
const MISMATCHES_MAX: usize = 1_000;

/// Something that does not fit beside the log itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// A column beside a fact's bytes says something else than the bytes.
    Column {
        /// Number of the fact.
        seq: u64,
        /// Name of the column.
        column: &'static str,
    },
    /// A stored checkpoint cannot be read, or its row says something else than its text.
    NoteDamaged {
        /// Size in its row.
        size: i64,
    },
    /// The signature of a stored checkpoint does not hold.
    NoteNotSigned {
        /// Size in its row.
        size: i64,
    },
    /// The noted end of the log is not its end.
    Head {
        /// Facts as noted; `None` when nothing is noted.
        noted: Option<i64>,
        /// Facts as found.
        found: u64,
    },
    /// An object is not what its address says.
    Object {
        /// Its address.
        hash: String,
    },
}

/// What checking a collaborative found.
#[derive(Debug)]
pub struct Checked {
    /// Of the log.
    pub report: Report,
    /// Of what stands beside it.
    pub mismatches: Vec<Mismatch>,
    /// Objects compared with their addresses.
    pub objects: usize,
    /// Stored checkpoints whose signature holds.
    pub notes: usize,
}

#[derive(FromQueryResult)]
struct FactRow {
    seq: i64,
    at: i64,
    actor: String,
    kind: String,
    subject: String,
    body: Vec<u8>,
    leaf_hash: Vec<u8>,
}

#[derive(FromQueryResult)]
struct NoteRow {
    size: i64,
    root: Vec<u8>,
    note: String,
}

#[derive(FromQueryResult)]
struct HeadRow {
    size: i64,
    frontier: Vec<u8>,
}

#[derive(FromQueryResult)]
struct ObjectRow {
    hash: String,
}

/// Collects mismatches, so many and no more.
#[derive(Default)]
struct Found(Vec<Mismatch>);

impl Found {
    fn add(&mut self, mismatch: Mismatch) {
        if self.0.len() < MISMATCHES_MAX {
            self.0.push(mismatch);
        }
    }
}

/// Checks everything of a collaborative; `each` sees every fact whose bytes are sound.
///
/// `outside` are checkpoints that others kept; their signatures are the caller's to check.
pub async fn verify(
    scope: &Scope,
    reader: &Reader,
    outside: Vec<Checkpoint>,
    mut each: impl FnMut(&Fact),
) -> Result<Checked, DbError> {
    let mut found = Found::default();
    let signer = Signer::kept(scope.database()).await?;
    let key = signer.map(|signer| signer.verifier_key(scope.collaborative()));
    let (stored, notes) = stored_checkpoints(reader, key.as_ref(), &mut found).await?;
    let mut verifier = Verifier::new(stored, outside);
    let mut after = -1;
    loop {
        let sql = "select seq, at, actor, kind, subject, body, leaf_hash
                   from fact
                   where collaborative_id = $1 and seq > $2
                   order by seq
                   limit $3";
        let page: Vec<FactRow> = reader.rows(sql, args![after, FACTS_PAGE]).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.seq;
        for row in &page {
            let leaf = Hash::from_slice(&row.leaf_hash).unwrap_or(Hash([0; 32]));
            verifier.push(StoredFact {
                seq: row.seq.unsigned_abs(),
                bytes: &row.body,
                leaf,
            });
            if leaf_hash(&row.body) == leaf
                && let Ok(fact) = Fact::decode(&row.body)
            {
                compare_columns(row, &fact, &mut found);
                each(&fact);
            }
        }
    }
    let report = verifier.finish();
    compare_head(reader, &report.log, &mut found).await?;
    let objects = check_objects(reader, &mut found).await?;
    Ok(Checked {
        report,
        mismatches: found.0,
        objects,
        notes,
    })
}

/// Lists are read from the columns; who alters only those must not go unnoticed.
fn compare_columns(row: &FactRow, fact: &Fact, found: &mut Found) {
    let named = |reference: &domain::history::Reference| format!("{}:{}", reference.kind, reference.id);
    let columns = [
        ("at", fact.at.as_millisecond() == row.at),
        ("actor", named(&fact.actor) == row.actor),
        ("kind", fact.kind == row.kind),
        ("subject", named(&fact.subject) == row.subject),
    ];
    for (column, is_equal) in columns {
        if !is_equal {
            found.add(Mismatch::Column {
                seq: row.seq.unsigned_abs(),
                column,
            });
        }
    }
}

async fn stored_checkpoints(
    reader: &Reader,
    key: Option<&VerifierKey>,
    found: &mut Found,
) -> Result<(Vec<Checkpoint>, usize), DbError> {
    let sql = "select size, root, note
               from checkpoint
               where collaborative_id = $1
               order by size
               limit 1000000";
    let rows: Vec<NoteRow> = reader.rows(sql, args![]).await?;
    let mut checkpoints = Vec::with_capacity(rows.len());
    let mut signed = 0;
    for row in rows {
        let size = row.size;
        let Some((note, checkpoint)) = read_note(&row.note) else {
            found.add(Mismatch::NoteDamaged { size });
            continue;
        };
        let is_as_noted = checkpoint.size == size.unsigned_abs() && checkpoint.root.0.as_slice() == row.root;
        if !is_as_noted {
            found.add(Mismatch::NoteDamaged { size });
        }
        if key.is_some_and(|key| is_signed(&note, key)) {
            signed += 1;
        } else {
            found.add(Mismatch::NoteNotSigned { size });
        }
        checkpoints.push(checkpoint);
    }
    Ok((checkpoints, signed))
}

/// A signed checkpoint's text, read. `None`: it is none.
pub fn read_note(text: &str) -> Option<(Note, Checkpoint)> {
    let note = Note::parse(text).ok()?;
    let checkpoint = Checkpoint::parse(&note.text).ok()?;
    Some((note, checkpoint))
}

/// Whether this key signed a note.
pub fn is_signed(note: &Note, key: &VerifierKey) -> bool {
    let Ok(public) = VerifyingKey::from_bytes(&key.public_key) else {
        return false;
    };
    key.claimed_in(note).into_iter().any(|claimed| {
        let signature = Signature::from_slice(&claimed.bytes);
        signature.is_ok_and(|signature| public.verify_strict(note.text.as_bytes(), &signature).is_ok())
    })
}

/// The key that signs a collaborative's checkpoints; `None` when there is none yet.
pub async fn key_of(scope: &Scope) -> Result<Option<VerifierKey>, DbError> {
    let signer = Signer::kept(scope.database()).await?;
    Ok(signer.map(|signer| signer.verifier_key(scope.collaborative())))
}

/// Whether a checkpoint is of this collaborative's log.
pub fn is_of(checkpoint: &Checkpoint, scope: &Scope) -> bool {
    checkpoint.origin == origin(scope.collaborative())
}

async fn compare_head(reader: &Reader, log: &Frontier, found: &mut Found) -> Result<(), DbError> {
    let sql = "select size, frontier from log_head where collaborative_id = $1";
    let head: Option<HeadRow> = reader.row(sql, args![]).await?;
    let is_right = match &head {
        Some(head) => {
            let subtrees: Vec<u8> = log.subtrees().iter().flat_map(|hash| hash.0).collect();
            head.size.unsigned_abs() == log.size() && head.frontier == subtrees
        }
        None => log.size() == 0,
    };
    if !is_right {
        found.add(Mismatch::Head {
            noted: head.map(|head| head.size),
            found: log.size(),
        });
    }
    Ok(())
}

async fn check_objects(reader: &Reader, found: &mut Found) -> Result<usize, DbError> {
    let mut after = String::new();
    let mut checked = 0;
    loop {
        let sql = "select hash
                   from object
                   where collaborative_id = $1 and hash > $2
                   order by hash
                   limit $3";
        let page: Vec<ObjectRow> = reader.rows(sql, args![after, OBJECTS_PAGE]).await?;
        let Some(last) = page.last() else {
            return Ok(checked);
        };
        after = last.hash.clone();
        for row in page {
            checked += 1;
            match objects::get(reader, &row.hash).await {
                Ok(_) => {}
                Err(DbError::Rule(_) | DbError::NotFound) => found.add(Mismatch::Object { hash: row.hash }),
                Err(error) => return Err(error),
            }
        }
    }
}
