//! Backup and restore: one logical archive, the same from both databases, and into both.
//!
//! The archive is a zip of one part a table (a JSON array a row, in the order of the key) and a manifest with
//! row counts, a SHA-256 for each part, the migrations and the ends of the histories; its last 64 bytes are the
//! SHA-256 of all before, so that no changed bit goes unseen. [`write()`] reads one snapshot while a server may be
//! running; [`load`] fills an empty database in one transaction, which is kept only if it gives the same digests.

mod archive;
mod load;
mod rows;
mod tables;
mod write;

use std::path::{Path, PathBuf};

use super::migrate::Migration;
use super::{Database, DbError, OpenError};
use crate::clock::Clock;

pub use archive::{Archive, Head, Manifest, Part, seal};
pub use load::load;
pub use write::write;

/// What a backup needs to know of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Every migration that this program knows, oldest first.
    pub migrations: &'a [Migration],
    /// Tables whose rows stay behind: what only the running installation needs.
    pub left_out: &'a [&'a str],
}

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The disk.
    #[error("{path}: {source}")]
    Disk {
        /// What was being written or read.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not an archive of ours at all.
    #[error("this is not a backup of Mainstay")]
    NotABackup,
    /// The seal does not fit the bytes, or a part cannot be read.
    #[error("this backup is damaged ({0}); nothing was restored. Use another copy")]
    Damaged(String),
    /// A part that the manifest or the schema names is not there.
    #[error("the part {0:?} is missing from this backup; nothing was restored. Use another copy")]
    MissingPart(String),
    /// A part that nobody knows.
    #[error("the part {0:?} of this backup is unknown; nothing was restored")]
    UnknownPart(String),
    /// Made by a newer program.
    #[error("this backup was made by a newer Mainstay (it holds {0}); restore it with that version")]
    Newer(String),
    /// There is something already.
    #[error("{0} is not empty; restore into a new folder or an empty database")]
    NotEmpty(String),
    /// What was restored is not what was backed up.
    #[error("after restoring, the table {0} is not what it was; nothing was kept")]
    Differs(String),
    /// The database.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The database could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl From<sea_orm::DbErr> for BackupError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Database(error.into())
    }
}

/// Restores into a data folder that does not exist yet, or is empty.
///
/// Everything happens in a folder beside it, which takes the name only once it is whole.
pub async fn restore_folder(
    target: &Path,
    archive: &mut Archive,
    plan: &Plan<'_>,
    clock: Clock,
) -> Result<(), BackupError> {
    let disk = |source| BackupError::Disk {
        path: target.to_owned(),
        source,
    };
    if target.exists() && std::fs::read_dir(target).map_err(disk)?.next().is_some() {
        return Err(BackupError::NotEmpty(target.display().to_string()));
    }
    let beside = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let making = tempfile::Builder::new()
        .prefix(".mainstay-restoring-")
        .tempdir_in(&beside)
        .map_err(disk)?;
    let database = Database::open_folder(making.path(), clock).await?;
    let loaded = load(&database, archive, plan).await;
    database.close().await;
    loaded?;
    let finish = || -> std::io::Result<()> {
        // Held by nobody any more; a data folder gets it when it is served.
        std::fs::remove_file(making.path().join("lock"))?;
        std::fs::File::open(making.path())?.sync_all()?;
        if target.exists() {
            std::fs::remove_dir(target)?;
        }
        std::fs::rename(making.keep(), target)?;
        std::fs::File::open(&beside)?.sync_all()
    };
    finish().map_err(disk)
}
