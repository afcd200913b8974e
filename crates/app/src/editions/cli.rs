//! `mainstay import`: published editions from the data packages of another installation.

use std::path::{Path, PathBuf};

use clap::Args;
use platform::clock::Clock;

use super::takeover::{self, ARCHIVE_BYTES_MAX};
use crate::cli::{Failure, Where};

/// Take over published editions from the data packages of another installation.
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    place: Where,
    /// Archives as published, `datapackage.zip` of each edition; the collaborative is made, or must be empty.
    #[arg(required = true, value_name = "PACKAGE")]
    packages: Vec<PathBuf>,
}

impl Import {
    /// Takes them over; gives the line to print.
    pub async fn run(self) -> Result<String, Failure> {
        let mut documents = Vec::new();
        for path in &self.packages {
            let read = read(path).map_err(|reason| format!("{}: {reason}", path.display()))?;
            documents.push(read);
        }
        let slug = documents
            .first()
            .map(|document| document.collaborative.slug.clone());
        let database = crate::server::open(&self.place.storage(), Clock::System)
            .await
            .map_err(|error| error.to_string())?;
        let numbers = takeover::take_over(&database, documents)
            .await
            .map_err(|error| error.to_string())?;
        let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
        let what = if numbers.len() == 1 { "edition" } else { "editions" };
        let slug = slug.unwrap_or_default();
        Ok(format!("{slug}: {what} {}, as published", numbers.join(", ")))
    }
}

fn read(path: &Path) -> Result<super::document::Document, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > ARCHIVE_BYTES_MAX {
        return Err(format!("more than {ARCHIVE_BYTES_MAX} bytes"));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    takeover::read(&bytes).map_err(|reason| reason.to_string())
}
