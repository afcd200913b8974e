//! Files that show what a partner did (DOMAIN C2.9): kept with the contribution, seen by whoever may see it, and by nobody
//! outside: no edition names them.

use domain::ids::{ContributionFileId, ContributionId, OrganisationId};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::objects;

use super::store as contributions;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::meetings::readings::{Sent, Sort, checked};
use crate::problems::{Check, Refusal};

/// Files of one contribution.
pub const FILES_MAX: usize = 20;

/// A file that shows what a partner did.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FileRow {
    /// Identifier.
    pub contribution_file_id: String,
    /// What it shows, in words.
    pub title: String,
    /// The name it is saved under.
    pub file_name: String,
    /// Address of its content.
    pub file_hash: String,
    /// The partner that sent it by its own link.
    pub organisation_id: Option<String>,
    /// That partner's name.
    pub organisation: Option<String>,
    /// When it was added.
    pub added_at: i64,
}

/// The files of a contribution, the oldest first.
pub async fn files(connection: &Connection, contribution: &str) -> Result<Vec<FileRow>, DbError> {
    let sql = "select f.contribution_file_id, f.title, f.file_name, f.file_hash, f.organisation_id,
                 o.name as organisation, f.added_at
               from contribution_file f
               left join organisation o
                 on o.collaborative_id = f.collaborative_id and o.organisation_id = f.organisation_id
               where f.collaborative_id = $1 and f.contribution_id = $2
               order by f.added_at, f.contribution_file_id
               limit $3";
    let most = i64::try_from(FILES_MAX).unwrap_or(i64::MAX);
    connection.rows(sql, args![contribution, most]).await
}

async fn insert(
    tx: &Tx,
    (file, contribution): (ContributionFileId, ContributionId),
    row: FileRow,
) -> Result<u64, DbError> {
    let sql = "insert into contribution_file
                 (collaborative_id, contribution_file_id, contribution_id, title, file_name, file_hash,
                  organisation_id, added_at, added_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict (collaborative_id, contribution_file_id) do nothing";
    let values = args![
        file.to_string(),
        contribution.to_string(),
        row.title,
        row.file_name,
        row.file_hash,
        row.organisation_id,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Keeps a file with a contribution. The identifier comes with the form, so that sent twice it stands once.
///
/// Errors: it is empty, too large or of a kind that we do not take; there are enough; the contribution was withdrawn.
pub async fn keep(
    scope: &Scope,
    actor: Actor,
    (contribution, file, by): (ContributionId, ContributionFileId, Option<OrganisationId>),
    (title, sent): (&str, Sent),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let file_name = checked(&mut check, "evidence_file", &sent);
    // A file that nobody gave a title is called by its name.
    let title = match title.trim() {
        "" => file_name.clone(),
        title => check.title("evidence_about", title),
    };
    let tx = scope.write(actor).await?;
    let key = contribution.to_string();
    contributions::contribution(&tx, &key)
        .await?
        .ok_or(Error::NotFound)?;
    if files(&tx, &key).await?.len() >= FILES_MAX {
        check.wrong("evidence_file", "evidence-too-many");
    }
    check.finish(())?;
    let hash = objects::put(&tx, &sent.content).await?;
    let row = FileRow {
        contribution_file_id: file.to_string(),
        title,
        file_name,
        file_hash: hash.clone(),
        organisation_id: by.map(|id| id.to_string()),
        organisation: None,
        added_at: 0,
    };
    if insert(&tx, (file, contribution), row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("learning.evidence-kept", "contribution", contribution.uuid());
    commit(tx, vec![fact.set("file", hash)]).await
}

/// Takes a file off a contribution. Taken off twice is once.
pub async fn remove(
    scope: &Scope,
    actor: Actor,
    contribution: ContributionId,
    file: ContributionFileId,
) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let sql = "delete from contribution_file
               where collaborative_id = $1 and contribution_id = $2 and contribution_file_id = $3";
    let gone = tx
        .run(sql, args![contribution.to_string(), file.to_string()])
        .await?;
    if gone == 0 {
        return Ok(());
    }
    let fact = NewFact::new("learning.evidence-removed", "contribution", contribution.uuid());
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// A file of a contribution that was not withdrawn, with what it is. Errors: `NotFound`.
pub async fn file(
    connection: &Connection,
    contribution: ContributionId,
    file: ContributionFileId,
) -> Result<(FileRow, Sort, Vec<u8>), Error> {
    let key = contribution.to_string();
    contributions::contribution(connection, &key)
        .await?
        .ok_or(Error::NotFound)?;
    let row = files(connection, &key)
        .await?
        .into_iter()
        .find(|row| row.contribution_file_id == file.to_string());
    let row = row.ok_or(Error::NotFound)?;
    let content = objects::get(connection, &row.file_hash).await?;
    let sort = Sort::of(&content).ok_or(Error::NotFound)?;
    Ok((row, sort, content))
}
