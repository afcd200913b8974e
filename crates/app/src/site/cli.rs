//! `mainstay export`: every public page as a plain file.

use std::path::PathBuf;

use clap::Args;

use super::export;
use crate::cli::{Failure, Where};
use crate::editions::shelf::Shelf;
use crate::state::PublicState;

/// Write every public page as a plain file, for any static host.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    place: Where,
    /// Folder to write into; made if it is missing.
    #[arg(long = "static", value_name = "OUT")]
    folder: PathBuf,
    /// Address of the server, for what a folder cannot do, such as signing in.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    base_url: String,
}

/// Writes the pages; gives the line to print.
pub async fn run(export: Export) -> Result<String, Failure> {
    let storage = export.place.storage();
    let database = crate::server::open(&storage, platform::clock::Clock::System)
        .await
        .map_err(|error| error.to_string())?;
    let public = PublicState {
        shelf: Shelf::default().into(),
        base_url: export.base_url.trim_end_matches('/').into(),
        pages: std::sync::Arc::default(),
    };
    crate::editions::publishing::fill(&public.shelf, &database)
        .await
        .map_err(|error| error.to_string())?;
    crate::printing::actions::fill(&public.shelf, &database)
        .await
        .map_err(|error| error.to_string())?;
    if public.shelf.collaboratives().is_empty() {
        return Err(Failure::Refused(
            "Nothing has been published yet, so there is nothing to export.".to_owned(),
        ));
    }
    let folder = export.folder.clone();
    let written = tokio::task::spawn_blocking(move || export::write(&public, &folder))
        .await
        .map_err(|error| error.to_string())??;
    Ok(format!(
        "{} files, {} bytes in {}",
        written.files,
        written.bytes,
        export.folder.display()
    ))
}
