//! Mails that came in while the server holds the data folder: `mainstay mail-in` lays them into `inbox`, the worker takes them.
//!
//! A mail is there whole or not at all. Killed between taking and removing, the worker takes it again: an answer is then the
//! same answer, and a saying stands once.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use platform::secrets;

use super::mail_in;
use crate::error::Error;
use crate::settings::Storage;
use crate::state::AppState;

/// Mails taken in one round, so that others are not kept waiting.
const ROUND: usize = 20;

/// Lays a mail into the inbox of a data folder.
///
/// Errors: there is no such folder, or it cannot be written to.
pub fn lay(folder: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let inbox = folder.join("inbox");
    if !folder.is_dir() {
        let told = format!("{} is no data folder", folder.display());
        return Err(std::io::Error::new(std::io::ErrorKind::NotFound, told));
    }
    std::fs::create_dir_all(&inbox)?;
    let name = secrets::new_uuid();
    let unfinished = inbox.join(format!("{name}.part"));
    let mut file = std::fs::File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, inbox.join(format!("{name}.eml")))?;
    std::fs::File::open(&inbox)?.sync_all()
}

/// Takes mails that wait in the inbox; gives how many there were.
pub async fn take_waiting(state: &AppState) -> usize {
    let Storage::Folder(folder) = &state.settings.storage else {
        return 0;
    };
    let waiting = waiting(&folder.join("inbox"));
    for path in &waiting {
        if let Err(error) = take(state, path).await {
            // Kept for whoever looks after the installation; tried again it would only fail again.
            tracing::error!(%error, mail = %path.display(), "a mail could not be taken");
            let _ = std::fs::rename(path, path.with_extension("failed"));
        }
    }
    waiting.len()
}

/// Mails that are whole, the oldest name first.
fn waiting(inbox: &Path) -> Vec<PathBuf> {
    // No folder is no mail.
    let Ok(entries) = std::fs::read_dir(inbox) else {
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut mails: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "eml"))
        .collect();
    mails.sort();
    mails.truncate(ROUND);
    mails
}

async fn take(state: &AppState, path: &Path) -> Result<(), Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::Fault(error.to_string()))?;
    match mail_in::take(&state.database, &bytes).await {
        Ok(told) => tracing::info!(%told, "a mail came in"),
        Err(error @ Error::Fault(_)) => return Err(error),
        Err(error) => tracing::info!(%error, "a mail came in and was not taken"),
    }
    std::fs::remove_file(path).map_err(|error| Error::Fault(error.to_string()))
}
