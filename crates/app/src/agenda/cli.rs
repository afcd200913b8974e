//! `mainstay agenda`: an operator sees the versions of an agenda. What nobody does here is ratify one.

use clap::{Args, Subcommand};
use platform::clock::Clock;
use platform::words::Language;

use super::store;
use crate::cli::Where;

/// What an operator does about an agenda.
#[derive(Debug, Subcommand)]
pub enum Agenda {
    /// Print every version with its state and the fingerprint of its frozen text.
    List(List),
    /// Says how an agenda is ratified: by a decision of the steering committee, and by no command.
    Ratify(Ratify),
}

/// Whose versions are printed.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    place: Where,
    /// Address of the collaborative, such as `bridgeport`.
    #[arg(long)]
    slug: String,
}

/// Which version somebody wanted to ratify.
#[derive(Debug, Args)]
pub struct Ratify {
    #[command(flatten)]
    place: Where,
    /// Address of the collaborative, such as `bridgeport`.
    #[arg(long)]
    slug: String,
    /// Identifier of the version.
    #[arg(long)]
    version: String,
}

impl Agenda {
    /// Runs it; gives what is to be printed.
    pub async fn run(self) -> Result<String, String> {
        match self {
            Self::List(list) => list.run().await,
            Self::Ratify(_) => {
                let words = crate::words::words(Language::English);
                Err(words.say("agenda-ratified-by-decision"))
            }
        }
    }
}

impl List {
    async fn run(self) -> Result<String, String> {
        let said = |error: crate::error::Error| error.to_string();
        let database = crate::server::open(&self.place.storage(), Clock::System)
            .await
            .map_err(|error| error.to_string())?;
        let (_, scope) = crate::collaborative::actions::find(&database, &self.slug)
            .await
            .map_err(said)?;
        let reader = scope.read().await.map_err(|error| error.to_string())?;
        let versions = store::versions(&reader)
            .await
            .map_err(|error| error.to_string())?;
        let lines = versions.iter().map(|row| {
            let number = row
                .number
                .map_or_else(|| "-".to_owned(), |number| number.to_string());
            let (day, hash) = (row.ratified_on.as_deref(), row.text_hash.as_deref());
            format!(
                "{}\t{number}\t{}\t{}\t{}\t{}",
                row.agenda_version_id,
                row.state,
                day.unwrap_or("-"),
                hash.unwrap_or("-"),
                row.title_en
            )
        });
        Ok(lines.collect::<Vec<_>>().join("\n"))
    }
}
