//! The end of the data: everything that came under an agreement is destroyed, and a certificate says what and when.
//!
//! First the rows go, in one transaction with the certificate; then the database gives up the pages they stood on; then the
//! signed end of the history is put on the certificate. Each step is taken up again if it was interrupted.

use domain::ids::AgreementId;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{self, Actor, NewFact};
use platform::secrets::sha256_hex;
use serde::{Deserialize, Serialize};

use super::jobs::settle;
use crate::error::Error;

/// Days after which no backup made before may be left.
pub const BACKUP_DAYS: i64 = 35;
/// Most submissions of one agreement.
const SUBMISSIONS_MAX: i64 = 100_000;

/// What was destroyed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Identifier of the agreement's first version.
    pub agreement: String,
    /// Digest of the text under which it ended.
    pub text: String,
    /// Submissions and drafts emptied.
    pub submissions: usize,
    /// Files as they were read, destroyed.
    pub readings: usize,
    /// Figures that were sent, destroyed.
    pub figures: u64,
    /// Words of families about single participants, destroyed.
    pub consents: u64,
    /// Tables of the vault, destroyed.
    #[serde(default)]
    pub tables: usize,
    /// Keys with which rows were encrypted, destroyed.
    pub keys: u64,
    /// Encodings, and lists of who is who in linkages, destroyed.
    #[serde(default)]
    pub linked: u64,
    /// Digests of the readings: who kept a copy can prove that it was among them.
    pub digests: Vec<String>,
    /// Readings that stay because the same file also came without this agreement.
    pub shared: usize,
    /// When, milliseconds since 1970 UTC.
    pub destroyed_at: i64,
}

/// A certificate as it is kept.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CertificateRow {
    /// The agreement's first version.
    pub root_id: String,
    /// [`Certificate`] as JSON.
    pub document: String,
    /// Its digest, which the history holds.
    pub document_hash: String,
    /// The signed end of the history.
    pub checkpoint: String,
    /// When the database gave up the pages.
    pub swept_at: Option<i64>,
    /// When the rows went.
    pub destroyed_at: i64,
}

#[derive(Debug, FromQueryResult)]
struct KeptRow {
    submission_id: String,
    reading_hash: Option<String>,
}

/// Destroys everything that came under an agreement. Doing it again destroys what came since, of which there is nothing.
pub async fn destroy(scope: &Scope, root: &str) -> Result<Certificate, Error> {
    let id: AgreementId = root.parse().map_err(|_| Error::NotFound)?;
    let tx = scope.write(Actor::installation()).await?;
    let versions = super::store::versions(&tx, root).await?;
    let ended = versions
        .iter()
        .find(|row| row.state == "ended" && row.in_force_at.is_some())
        .ok_or(Error::NotFound)?;
    let kept = kept(&tx, root).await?;
    let mut done = Certificate {
        agreement: root.to_owned(),
        text: ended.text_hash.clone().unwrap_or_default(),
        submissions: kept.len(),
        destroyed_at: tx.clock().now_millis(),
        ..Certificate::default()
    };
    let mut readings: Vec<String> = kept.iter().filter_map(|one| one.reading_hash.clone()).collect();
    readings.sort();
    readings.dedup();
    for one in &kept {
        done.figures += empty(&tx, &one.submission_id).await?;
    }
    for reading in readings {
        if forget_object(&tx, &reading).await? > 0 {
            done.readings += 1;
            done.digests.push(reading);
        } else {
            done.shared += 1;
        }
    }
    for table in crate::vault::store::of_root(&tx, root).await? {
        crate::vault::store::forget(&tx, &table).await?;
        done.tables += 1;
        done.digests.push(table.file_hash);
    }
    crate::vault::measures::store::forget_results(&tx, root).await?;
    done.linked = crate::linkages::store::forget(&tx, root).await?;
    let sql = "delete from agreement_consent where collaborative_id = $1 and root_id = $2";
    done.consents = tx.run(sql, args![root]).await?;
    super::family_links::forget(&tx, root).await?;
    let sql = "delete from agreement_key where collaborative_id = $1 and root_id = $2";
    done.keys = tx.run(sql, args![root]).await?;
    let sql = "delete from vault_key where collaborative_id = $1 and root_id = $2";
    done.keys += tx.run(sql, args![root]).await?;
    let sql = "update agreement_upload set destroyed_at = $3
               where collaborative_id = $1 and root_id = $2 and destroyed_at is null";
    tx.run(sql, args![root, done.destroyed_at]).await?;
    settle(&tx, root).await?;
    let document = serde_json::to_string(&done).map_err(|error| Error::Fault(error.to_string()))?;
    let hash = sha256_hex(&document);
    let sql = "insert into destruction_certificate (collaborative_id, root_id, document, document_hash, destroyed_at)
               values ($1, $2, $3, $4, $5)";
    tx.run(sql, args![root, document, hash.clone(), done.destroyed_at])
        .await?;
    let fact = NewFact::new("agreement.data-destroyed", "agreement", id.uuid())
        .set("readings", done.readings)
        .set("figures", done.figures)
        .set("document", hash);
    tx.commit(vec![fact]).await?;
    Ok(done)
}

/// Everything that came: by the ledger, and everything sent for a request that names the agreement.
async fn kept(connection: &Connection, root: &str) -> Result<Vec<KeptRow>, DbError> {
    let sql = "select s.submission_id, s.reading_hash
               from submission s
               where s.collaborative_id = $1
                 and (exists (select 1 from agreement_upload u
                              where u.collaborative_id = $1 and u.root_id = $2 and u.submission_id = s.submission_id)
                   or exists (select 1 from request_agreement r
                              join agreement a on a.collaborative_id = r.collaborative_id and a.agreement_id = r.root_id
                              where r.collaborative_id = $1 and r.root_id = $2
                                and r.data_request_id = s.data_request_id
                                and a.gives_organisation_id = s.organisation_id))
               order by s.submission_id
               limit $3";
    connection.rows(sql, args![root, SUBMISSIONS_MAX]).await
}

/// Empties one submission; gives how many figures went. That something was sent, when and by whom, stays.
async fn empty(tx: &Tx, submission: &str) -> Result<u64, DbError> {
    let sql = "delete from submission_figure where collaborative_id = $1 and submission_id = $2";
    let figures = tx.run(sql, args![submission]).await?;
    let sql = "update submission
               set file_name = '', reading_hash = null, sheet = '', mapping = '{}', answers = '{}', dropped_columns = '[]',
                 returned_because = '', state = case when state = 'draft' then 'replaced' else state end
               where collaborative_id = $1 and submission_id = $2";
    tx.run(sql, args![submission]).await?;
    Ok(figures)
}

/// Removes a reading unless another submission holds the very same file.
async fn forget_object(tx: &Tx, hash: &str) -> Result<u64, DbError> {
    let sql = "delete from object
               where collaborative_id = $1 and hash = $2
                 and not exists (select 1 from submission s where s.collaborative_id = $1 and s.reading_hash = $2)";
    tx.run(sql, args![hash]).await
}

/// Sweeps the database after destructions, and puts the signed end of the history on their certificates.
pub async fn finish(scope: &Scope) -> Result<(), Error> {
    let reader = scope.read().await?;
    let sql = "select root_id, document, document_hash, checkpoint, swept_at, destroyed_at
               from destruction_certificate
               where collaborative_id = $1 and swept_at is null
               order by destroyed_at, root_id
               limit 1000";
    let open: Vec<CertificateRow> = reader.rows(sql, args![]).await?;
    drop(reader);
    if open.is_empty() {
        return Ok(());
    }
    platform::db::sweep::sweep(
        scope.database(),
        &[
            "submission_figure",
            "submission",
            "object",
            "agreement_consent",
            "agreement_key",
            "family_link",
            "vault_key",
            "vault_run",
            "vault_table",
            "linkage",
            "linkage_side",
            "linkage_doubt",
            "take_up",
            "take_up_indicator",
        ],
    )
    .await?;
    let note = history::checkpoint(scope).await?.unwrap_or_default();
    let tx = scope.write(Actor::installation()).await?;
    let mut facts = Vec::new();
    for row in open {
        let id: AgreementId = row.root_id.parse().map_err(|_| Error::NotFound)?;
        let sql = "update destruction_certificate set swept_at = $4, checkpoint = $5
                   where collaborative_id = $1 and root_id = $2 and destroyed_at = $3";
        let now = tx.clock().now_millis();
        tx.run(sql, args![row.root_id, row.destroyed_at, now, note.clone()])
            .await?;
        let fact = NewFact::new("agreement.destruction-certified", "agreement", id.uuid());
        facts.push(fact.set("document", row.document_hash));
    }
    tx.commit(facts).await?;
    Ok(())
}

/// The certificates of an agreement, the newest first.
pub async fn certificates(connection: &Connection, root: &str) -> Result<Vec<CertificateRow>, DbError> {
    let sql = "select root_id, document, document_hash, checkpoint, swept_at, destroyed_at
               from destruction_certificate
               where collaborative_id = $1 and root_id = $2
               order by destroyed_at desc
               limit 100";
    connection.rows(sql, args![root]).await
}
