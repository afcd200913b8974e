//! `mainstay backup` and `mainstay restore` (P5): a backup is called good only once it was restored and compared.
//!
//! The archive and the databases are `platform::db::backup`; here stand the commands and what stays behind.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;
use platform::clock::Clock;
use platform::db::Database;
use platform::db::backup::{self, Archive, BackupError, Manifest, Plan, restore_folder};

use crate::cli::{Failure, Where};
use crate::schema::MIGRATIONS;
use crate::settings::Storage;

/// Rows of these stay behind: whoever finds a copy must not be signed in by it, and counters of tries mean
/// nothing elsewhere.
pub const LEFT_OUT: [&str; 4] = ["ceremony", "rate_count", "session", "sign_in_link"];

/// The schema, as backup and restore know it.
pub const PLAN: Plan<'static> = Plan {
    migrations: MIGRATIONS,
    left_out: &LEFT_OUT,
};

/// Arguments of `mainstay backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The backup to write; it must not exist yet.
    file: PathBuf,
    #[command(flatten)]
    place: Where,
}

/// Arguments of `mainstay restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup to restore.
    file: PathBuf,
    #[command(flatten)]
    place: Where,
}

impl Backup {
    /// Writes the backup beside its name, restores and compares it, and only then gives it its name.
    pub async fn run(self) -> Result<String, Failure> {
        let file = &self.file;
        if file.exists() {
            return Err(Failure::Refused(format!(
                "{} exists already; a backup never replaces another",
                file.display()
            )));
        }
        let folder = folder_of(file);
        let mut making = tempfile::Builder::new()
            .prefix(".mainstay-backup-")
            .tempfile_in(&folder)
            .map_err(|error| Failure::Refused(format!("{}: {error}", folder.display())))?;
        let database = open_for_reading(&self.place.storage()).await?;
        let written = backup::write(&database, &PLAN, making.as_file_mut()).await;
        database.close().await;
        let manifest = written.map_err(|error| refused(file, &error))?;
        let unsound = prove(making.path(), &folder)
            .await
            .map_err(|error| refused(file, &error))?;
        let named = making.persist_noclobber(file).map_err(|error| error.error);
        named
            .and_then(|_| File::open(&folder)?.sync_all())
            .map_err(|error| Failure::Refused(format!("{}: {error}", file.display())))?;
        Ok(told(file, &manifest, &unsound))
    }
}

impl Restore {
    /// Restores into a new folder or an empty database, all or nothing.
    pub async fn run(self) -> Result<String, Failure> {
        let path = &self.file;
        let file =
            File::open(path).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
        let mut archive = Archive::open(file, &PLAN).map_err(|error| refused(path, &error))?;
        let restored = match self.place.storage() {
            Storage::Folder(folder) => restore_folder(&folder, &mut archive, &PLAN, Clock::System).await,
            Storage::Url(url) => restore_url(&url, &mut archive).await,
        };
        restored.map_err(|error| refused(path, &error))?;
        let manifest = archive.manifest();
        Ok(format!(
            "Restored {} rows in {} tables, as they were on {}; each table was compared.\n\
             Nobody is signed in: sessions and sign-in links are not part of a backup. Links that partners hold \
             work on.\n\
             Mails that were waiting will be sent when the server starts.",
            manifest.rows(),
            manifest.tables.len(),
            manifest.made_at
        ))
    }
}

/// The folder that a file stands in.
fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

async fn open_for_reading(storage: &Storage) -> Result<Database, Failure> {
    let opened = match storage {
        Storage::Folder(folder) => Database::open_folder_to_read(folder, Clock::System).await,
        Storage::Url(url) => Database::open_url(url, Clock::System).await,
    };
    opened.map_err(|error| Failure::Refused(error.to_string()))
}

async fn restore_url(url: &str, archive: &mut Archive) -> Result<(), BackupError> {
    let database = Database::open_url(url, Clock::System).await?;
    let loaded = backup::load(&database, archive, &PLAN).await;
    database.close().await;
    loaded
}

/// Restores a backup into an empty folder beside it and compares; gives what `mainstay verify` finds in the copy.
async fn prove(written: &Path, folder: &Path) -> Result<Vec<String>, BackupError> {
    let disk = |source| BackupError::Disk {
        path: folder.to_owned(),
        source,
    };
    let proving = tempfile::Builder::new()
        .prefix(".mainstay-proving-")
        .tempdir_in(folder)
        .map_err(disk)?;
    let mut archive = Archive::open(File::open(written).map_err(disk)?, &PLAN)?;
    let target = proving.path().join("data");
    restore_folder(&target, &mut archive, &PLAN, Clock::System).await?;
    let database = Database::open_folder_to_read(&target, Clock::System).await?;
    // A copy is right also where the original is not; that is worth saying, not a reason to have no copy.
    let checked = crate::history::verify::verify(&database, &[]).await;
    let unsound = match checked {
        Ok(outcome) => outcome.findings,
        Err(error) => vec![error.to_string()],
    };
    database.close().await;
    Ok(unsound)
}

fn refused(file: &Path, error: &BackupError) -> Failure {
    Failure::Refused(format!("{}: {error}", file.display()))
}

fn told(file: &Path, manifest: &Manifest, unsound: &[String]) -> String {
    let megabytes = std::fs::metadata(file).map_or(0, |file| file.len().div_ceil(1024 * 1024));
    let mut text = format!(
        "{}: {} rows in {} tables, {megabytes} MB. Restored into an empty folder and compared: every table is equal.\n\
         Sessions and sign-in links are not in it. The installation's signing key is: keep the file as safe as \
         the data.",
        file.display(),
        manifest.rows(),
        manifest.tables.len(),
    );
    if let Some(first) = unsound.first() {
        text += &format!(
            "\nWarning: the backup is a true copy of data that does not verify ({} findings, the first: {first}). \
             Run `mainstay verify`.",
            unsound.len()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_in_the_schema() {
        for table in LEFT_OUT {
            let create = format!("create table {table} (");
            assert!(
                MIGRATIONS.iter().any(|migration| migration.sql.contains(&create)),
                "{table}"
            );
        }
    }
}
