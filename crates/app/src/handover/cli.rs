//! `mainstay handover`: prints the file that hands a person's roles over.

use clap::Args;
use platform::clock::Clock;
use platform::words::Language;

use super::gather::{gather, person_by_email, text};
use crate::cli::{Failure, Where};

/// Whose roles are handed over.
#[derive(Debug, Args)]
pub struct Handover {
    #[command(flatten)]
    place: Where,
    /// Address of the collaborative, such as `bridgeport`.
    #[arg(long)]
    collaborative: String,
    /// E-mail address of the person whose roles they are.
    #[arg(long)]
    email: String,
    /// Language of the file: `en` or `es`.
    #[arg(long, default_value = "en")]
    language: String,
}

impl Handover {
    /// Prints it.
    pub async fn run(self) -> Result<String, Failure> {
        let language = Language::from_code(&self.language);
        let language = language.ok_or_else(|| Failure::WrongUse("the language is en or es".into()))?;
        let told = |error: crate::error::Error| Failure::Refused(error.to_string());
        let database = crate::server::open(&self.place.storage(), Clock::System).await;
        let database = database.map_err(|error| Failure::Refused(error.to_string()))?;
        let (row, scope) = crate::collaborative::actions::find(&database, &self.collaborative)
            .await
            .map_err(told)?;
        let reader = scope.read().await.map_err(|error| told(error.into()))?;
        let (person, name) = person_by_email(&reader, &self.email)
            .await
            .map_err(|_| Failure::Refused(format!("{} is not in this directory", self.email)))?;
        let words = crate::words::words(language);
        let parts = gather(&reader, words, person, &row.time_zone)
            .await
            .map_err(told)?;
        Ok(text(words, &name, &parts))
    }
}
