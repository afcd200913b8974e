//! What the worker knows of its cluster: a file that the operator writes.

use std::path::{Path, PathBuf};

use mainstay_vault::keys::Key;
use serde::Deserialize;

/// Settings of the worker, as JSON.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Host and port of the scheduler.
    pub scheduler: String,
    /// Address at which executors fetch sealed parts; port 0: any that is free.
    pub listen: String,
    /// Host and port by which executors know that address; else it is called as it is.
    #[serde(default)]
    pub known_as: Option<String>,
    /// The file with the key that the worker shares with its executors.
    pub key_file: PathBuf,
}

impl Settings {
    /// Reads them. Errors: there is no such file, or it is not what it should be.
    pub fn of_file(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// The key of a cluster. It is never made here: a machine with a key of its own could open nothing.
///
/// Errors: there is none, or it is broken.
pub fn shared_key(path: &Path) -> Result<Key, String> {
    if !path.is_file() {
        return Err(format!("{}: there is no such key", path.display()));
    }
    Key::of_file(path).map_err(|error| format!("{}: {error}", path.display()))
}
