//! `mainstay report`: a published edition as a PDF.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use platform::db::Database;
use platform::words::Language;

use super::form::Form;
use super::press;
use crate::cli::{Failure, Where};
use crate::collaborative::store::{self, CollaborativeRow};
use crate::editions::actions;
use crate::editions::document::Document;

/// Print a published edition as an accessible PDF (PDF/UA-1); works while a server runs.
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    place: Where,
    /// Number of the edition; the newest if none is given.
    #[arg(long)]
    edition: Option<i64>,
    /// Language.
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// Form.
    #[arg(long, value_enum, default_value = "booklet")]
    form: Form,
    /// Slug of the collaborative; needed where there are several.
    #[arg(long)]
    collaborative: Option<String>,
    /// Address that readers use; addresses in the PDF begin with it.
    #[arg(long, default_value = "http://localhost:8080", env = "MAINSTAY_BASE_URL")]
    base_url: String,
    /// File to write; it is replaced if it is there.
    #[arg(value_name = "OUT.pdf")]
    out: PathBuf,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl Report {
    /// Prints; gives the line to show.
    pub async fn run(self) -> Result<String, Failure> {
        let Some(program) = press::installed() else {
            return Err(Failure::Refused(press::HOW_TO_GET_IT.to_owned()));
        };
        let document = self.document().await?;
        let language = match self.lang {
            Lang::En => Language::English,
            Lang::Es => Language::Spanish,
        };
        let base_url = self.base_url.trim_end_matches('/');
        let printed = press::print(&program, &document, base_url, (self.form, language))
            .await
            .map_err(|failure| format!("The report card could not be printed: {failure}."))?;
        std::fs::write(&self.out, &printed.bytes)
            .map_err(|error| format!("{}: {error}", self.out.display()))?;
        let mut told = format!(
            "{}: {} pages, {} bytes",
            self.out.display(),
            printed.pages,
            printed.bytes.len()
        );
        if !printed.replaced.is_empty() {
            told.push_str(&format!(
                "\nThese letters are not in the fonts; they stand without their marks, or as question marks: {}",
                printed.replaced
            ));
        }
        Ok(told)
    }

    async fn document(&self) -> Result<Document, Failure> {
        let database = crate::history::cli::open_to_read(&self.place.storage()).await?;
        let collaborative = self.collaborative(&database).await?;
        let broken = |error: crate::error::Error| Failure::Refused(error.to_string());
        let id = collaborative
            .collaborative_id
            .parse()
            .map_err(|_| "the collaborative's identifier is damaged".to_owned())?;
        let reader = database
            .scope(id)
            .read()
            .await
            .map_err(|error| error.to_string())?;
        let mut published = actions::published(&reader).await.map_err(broken)?;
        let Some(number) = self.edition else {
            return published
                .pop()
                .ok_or_else(|| Failure::Refused("Nothing has been published yet.".to_owned()));
        };
        let found = published.into_iter().find(|document| document.number == number);
        found.ok_or_else(|| Failure::Refused(format!("There is no published edition {number}.")))
    }

    async fn collaborative(&self, database: &Database) -> Result<CollaborativeRow, Failure> {
        let told = |error: platform::db::DbError| Failure::Refused(error.to_string());
        if let Some(slug) = &self.collaborative {
            let found = store::collaborative_by_slug(&database.host(), slug)
                .await
                .map_err(told)?;
            return found.ok_or_else(|| Failure::Refused(format!("There is no collaborative {slug:?}.")));
        }
        let mut all = store::collaboratives(&database.host()).await.map_err(told)?;
        match (all.pop(), all.is_empty()) {
            (Some(only), true) => Ok(only),
            (None, _) => Err(Failure::Refused("There is no collaborative yet.".to_owned())),
            (Some(_), false) => Err(Failure::WrongUse(
                "There are several collaboratives: name one with --collaborative.".to_owned(),
            )),
        }
    }
}
