//! `mainstay verify` and `mainstay checkpoint`.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use platform::clock::Clock;
use platform::db::Database;

use super::verify::{Outcome, Outside, verify};
use crate::cli::Where;
use crate::error::Error;
use crate::settings::Storage;

/// Check every history, checkpoint, edition and object; works while a server runs.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    place: Where,
    /// A checkpoint that was kept elsewhere; may be given several times.
    #[arg(long = "checkpoint", value_name = "FILE")]
    checkpoints: Vec<PathBuf>,
}

impl Verify {
    /// Checks and says what was checked, or refuses with what was found.
    pub async fn run(self) -> Result<String, String> {
        let outside = self
            .checkpoints
            .iter()
            .map(read_checkpoint)
            .collect::<Result<Vec<_>, _>>()?;
        let database = open_to_read(&self.place.storage()).await?;
        let begun = Instant::now();
        let outcome = verify(&database, &outside)
            .await
            .map_err(|error| format!("the check could not be finished: {error}"))?;
        let seconds = begun.elapsed().as_secs_f64().max(1e-6);
        let summary = summary(&outcome, seconds);
        if outcome.findings.is_empty() {
            return Ok(summary);
        }
        let count = outcome.findings.len();
        Err(format!(
            "{}\n{count} findings; {summary}",
            outcome.findings.join("\n")
        ))
    }
}

fn read_checkpoint(file: &PathBuf) -> Result<Outside, String> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    Outside::parse(&name, &text).map_err(|error| error.to_string())
}

fn summary(outcome: &Outcome, seconds: f64) -> String {
    let rate = outcome.facts as f64 / seconds;
    format!(
        "{} collaboratives, {} facts, {} checkpoints agreed, {} objects, {:.2} s ({rate:.0} facts/s)",
        outcome.collaboratives.len(),
        outcome.facts,
        outcome.checkpoints,
        outcome.objects,
        seconds,
    )
}

/// Opens a storage for reading, without taking it from a server that uses it.
pub async fn open_to_read(storage: &Storage) -> Result<Database, String> {
    let opened = match storage {
        Storage::Folder(folder) => Database::open_folder_to_read(folder, Clock::System).await,
        Storage::Url(url) => Database::open_url(url, Clock::System).await,
    };
    opened.map_err(|error| error.to_string())
}

/// Print the newest signed checkpoint of every collaborative, to be kept elsewhere.
#[derive(Debug, Args)]
pub struct Checkpoint {
    #[command(flatten)]
    place: Where,
    /// Only of the collaborative at this address.
    #[arg(long)]
    collaborative: Option<String>,
}

impl Checkpoint {
    /// Gives the newest checkpoints; refuses when there is none.
    pub async fn run(self) -> Result<String, String> {
        let database = open_to_read(&self.place.storage()).await?;
        let notes = newest(&database, self.collaborative.as_deref())
            .await
            .map_err(|error| error.to_string())?;
        if notes.is_empty() {
            return Err("there is no checkpoint yet; a running server signs one every hour".into());
        }
        Ok(notes.join("\n").trim_end().to_owned())
    }
}

async fn newest(database: &Database, only: Option<&str>) -> Result<Vec<String>, Error> {
    let mut notes = Vec::new();
    for row in crate::collaborative::store::collaboratives(&database.host()).await? {
        if only.is_some_and(|slug| slug != row.slug) {
            continue;
        }
        let (_, scope) = crate::collaborative::actions::find(database, &row.slug).await?;
        notes.extend(platform::history::latest_checkpoint(&*scope.read().await?).await?);
    }
    Ok(notes)
}
