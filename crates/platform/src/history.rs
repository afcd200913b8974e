//! Writing history: facts are appended to the collaborative's Merkle log inside the change's own transaction.
//!
//! The rules (bytes, tree, checkpoints, verification) are in `domain::history`; here they meet the database.

use domain::history::{
    Change, Checkpoint, Fact, Frontier, Hash, Kept, Reference, Salt, VerifierKey, key_id, leaf_hash,
    next_instant, signature_line,
};
use domain::ids::CollaborativeId;
use ed25519_dalek::{Signer as _, SigningKey};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::clock::from_millis;
use crate::db::{Connection, Database, DbError, Scope, Tx};
use crate::{args, secrets};

/// Who changes something, by what right, in which request.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person, link or installation.
    pub reference: Reference,
    /// What gave the right: `director`, `link`, `installation`.
    pub authority: String,
    /// The web request.
    pub request_id: Option<String>,
}

impl Actor {
    /// The installation itself: command line and clock.
    pub fn installation() -> Self {
        Self {
            reference: Reference::installation(),
            authority: "installation".into(),
            request_id: None,
        }
    }

    /// Something that acts, by kind and identifier, with its authority.
    pub fn new(kind: &str, id: Uuid, authority: &str) -> Self {
        Self {
            reference: Reference::new(kind, id),
            authority: authority.to_owned(),
            request_id: None,
        }
    }

    /// The form kept in `…_by` columns: `person:<id>`.
    pub fn key(&self) -> String {
        format!("{}:{}", self.reference.kind, self.reference.id)
    }
}

/// A fact before it has its number and instant.
#[derive(Debug, Clone)]
pub struct NewFact {
    kind: String,
    subject: Reference,
    changes: Vec<Change>,
    reason: Option<Kept>,
}

impl NewFact {
    /// `kind` is `feature.verb-in-the-past`; the subject is what it happened to.
    pub fn new(kind: &str, subject_kind: &str, subject: Uuid) -> Self {
        let subject = Reference::new(subject_kind, subject);
        Self {
            kind: kind.to_owned(),
            subject,
            changes: Vec::new(),
            reason: None,
        }
    }

    /// A field that concerns nobody in person, from one value to another; empty means nothing was there.
    pub fn change(mut self, field: &str, from: impl ToString, to: impl ToString) -> Self {
        let kept = |text: String| (!text.is_empty()).then(|| Kept::plain(text));
        let (from, to) = (kept(from.to_string()), kept(to.to_string()));
        self.changes.push(Change {
            field: field.to_owned(),
            from,
            to,
        });
        self
    }

    /// A field set for the first time.
    pub fn set(self, field: &str, to: impl ToString) -> Self {
        self.change(field, "", to)
    }

    /// A personal field: only salted hashes are kept; the salt is thrown away, so nothing can be guessed back.
    pub fn personal(mut self, field: &str, to: &str) -> Self {
        let to = Some(Kept::hashed(to, &Salt(secrets::random_bytes())));
        self.changes.push(Change {
            field: field.to_owned(),
            from: None,
            to,
        });
        self
    }

    /// Why, in a person's words (hashed: words may name somebody; the words stand in their own row).
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(Kept::hashed(reason, &Salt(secrets::random_bytes())));
        self
    }

    /// What kind of fact it is.
    pub fn kind(&self) -> &str {
        &self.kind
    }
}

#[derive(FromQueryResult)]
struct HeadRow {
    size: i64,
    frontier: Vec<u8>,
}

#[derive(FromQueryResult)]
struct NoteRow {
    note: String,
}

/// Appends facts in the transaction of the change they tell of. Only [`Tx::commit`] calls this.
pub(crate) async fn append(tx: &Tx, facts: Vec<NewFact>) -> Result<(), DbError> {
    let mut frontier = lock_head(tx).await?;
    let mut last = last_instant(tx, frontier.size()).await?;
    for new in facts {
        let at = next_instant(last, tx.clock().now());
        let fact = numbered(tx, new, frontier.size(), at);
        let body = fact
            .encode()
            .map_err(|error| DbError::Rule(format!("fact {}: {error}", fact.kind)))?;
        let leaf = leaf_hash(&body);
        insert(tx, &fact, body, &leaf).await?;
        frontier.append(leaf);
        last = Some(at);
    }
    let sql = "update log_head set size = $2, frontier = $3 where collaborative_id = $1";
    tx.run(sql, args![signed(frontier.size()), flat(frontier.subtrees())])
        .await?;
    Ok(())
}

fn numbered(tx: &Tx, new: NewFact, seq: u64, at: jiff::Timestamp) -> Fact {
    let actor = tx.actor();
    Fact {
        seq,
        at,
        actor: actor.reference.clone(),
        kind: new.kind,
        subject: new.subject,
        changes: new.changes,
        reason: new.reason,
        authority: actor.authority.clone(),
        request_id: actor.request_id.clone(),
    }
}

async fn insert(tx: &Tx, fact: &Fact, body: Vec<u8>, leaf: &Hash) -> Result<(), DbError> {
    let sql = "insert into fact (collaborative_id, seq, at, actor, kind, subject, body, leaf_hash)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = args![
        signed(fact.seq),
        fact.at.as_millisecond(),
        format!("{}:{}", fact.actor.kind, fact.actor.id),
        fact.kind.clone(),
        format!("{}:{}", fact.subject.kind, fact.subject.id),
        body,
        leaf.0.to_vec(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// The end of the log, kept from others until commit; made on a collaborative's first fact.
async fn lock_head(tx: &Tx) -> Result<Frontier, DbError> {
    let sql = "insert into log_head (collaborative_id, size, frontier) values ($1, 0, $2)
               on conflict (collaborative_id) do nothing";
    tx.run(sql, args![Vec::<u8>::new()]).await?;
    let lock = tx.database().dialect().for_update();
    let sql = format!("select size, frontier from log_head where collaborative_id = $1{lock}");
    let row: HeadRow = tx.row(&sql, args![]).await?.ok_or(DbError::NotFound)?;
    frontier_of(&row)
}

fn frontier_of(row: &HeadRow) -> Result<Frontier, DbError> {
    let subtrees = row.frontier.chunks(32).filter_map(Hash::from_slice).collect();
    Frontier::from_parts(row.size.unsigned_abs(), subtrees)
        .map_err(|_| DbError::Rule("the end of the history is damaged; run `mainstay verify`".into()))
}

/// The end of a log as its row tells it. Errors: `Rule` if the row is damaged.
pub(crate) fn end_of_log(size: i64, frontier: &[u8]) -> Result<Frontier, DbError> {
    let frontier = frontier.to_vec();
    frontier_of(&HeadRow { size, frontier })
}

async fn last_instant(tx: &Tx, size: u64) -> Result<Option<jiff::Timestamp>, DbError> {
    if size == 0 {
        return Ok(None);
    }
    let sql = "select at as n from fact where collaborative_id = $1 and seq = $2";
    Ok(Some(from_millis(tx.number(sql, args![signed(size - 1)]).await?)))
}

fn flat(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// Numbers of facts stay far below the end of `i64`.
fn signed(number: u64) -> i64 {
    i64::try_from(number).expect("a log of more than 2^63 facts cannot be stored")
}

/// Signs checkpoints with the installation's Ed25519 key.
#[derive(Debug)]
pub struct Signer {
    key: SigningKey,
}

#[derive(FromQueryResult)]
struct KeyRow {
    secret: String,
}

impl Signer {
    /// Loads the installation's key, made at the first start.
    pub async fn load(database: &Database) -> Result<(), DbError> {
        let host = database.host();
        let fresh = data_encoding::BASE64.encode(&secrets::random_bytes::<32>());
        let sql = "insert into host_key (name, secret, created_at) values ('checkpoint', $1, $2)
                   on conflict (name) do nothing";
        host.run(sql, args![fresh, database.clock().now_millis()]).await?;
        let signer = Self::kept(database).await?.ok_or(DbError::NotFound)?;
        // Another task may have loaded the same key first; both are equal.
        let _ = database.signer_cell().set(signer);
        Ok(())
    }

    /// The key as it is kept, without making one.
    pub async fn kept(database: &Database) -> Result<Option<Self>, DbError> {
        let sql = "select secret from host_key where name = 'checkpoint'";
        let Some(row) = database.host().row::<KeyRow>(sql, args![]).await? else {
            return Ok(None);
        };
        let bytes = data_encoding::BASE64.decode(row.secret.as_bytes()).ok();
        let seed: [u8; 32] = bytes
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| DbError::Rule("the checkpoint key is damaged".into()))?;
        Ok(Some(Self {
            key: SigningKey::from_bytes(&seed),
        }))
    }

    /// The public key, in the form that partners keep.
    pub fn verifier_key(&self, collaborative: CollaborativeId) -> VerifierKey {
        VerifierKey {
            name: origin(collaborative),
            public_key: self.key.verifying_key().to_bytes(),
        }
    }

    fn sign(&self, collaborative: CollaborativeId, body: &str) -> String {
        let name = origin(collaborative);
        let id = key_id(&name, &self.key.verifying_key().to_bytes());
        let signature = self.key.sign(body.as_bytes());
        format!("{body}\n{}", signature_line(&name, id, &signature.to_bytes()))
    }
}

/// The log's name in checkpoints.
pub fn origin(collaborative: CollaborativeId) -> String {
    format!("mainstay/{collaborative}")
}

/// Signs and keeps the present end of a log; gives the checkpoint's text. Nothing if the log is empty.
pub async fn checkpoint(scope: &Scope) -> Result<Option<String>, DbError> {
    let reader = scope.read().await?;
    let sql = "select size, frontier from log_head where collaborative_id = $1";
    let Some(row) = reader.row::<HeadRow>(sql, args![]).await? else {
        return Ok(None);
    };
    let frontier = frontier_of(&row)?;
    let signer = scope.database().signer_cell().get().ok_or(DbError::NotFound)?;
    let body = Checkpoint::of(&origin(scope.collaborative()), &frontier).body();
    let note = signer.sign(scope.collaborative(), &body);
    drop(reader);
    let tx = scope.write(Actor::installation()).await?;
    let sql = "insert into checkpoint (collaborative_id, size, root, note, created_at)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, size) do nothing";
    let values = args![
        row.size,
        frontier.root().0.to_vec(),
        note.clone(),
        tx.clock().now_millis()
    ];
    tx.run(sql, values).await?;
    tx.keep_without_facts().await?;
    Ok(Some(note))
}

/// The newest signed checkpoint.
pub async fn latest_checkpoint(reader: &Connection) -> Result<Option<String>, DbError> {
    let sql = "select note from checkpoint where collaborative_id = $1 order by size desc limit 1";
    Ok(reader.row::<NoteRow>(sql, args![]).await?.map(|row| row.note))
}
