//! Newsletters that were sent, one that waits for a second look, and invented readers who asked for them.

use domain::ids::{NewsletterId, PersonId};
use platform::secrets;
use platform::words::Language;
use serde::Deserialize;

use super::{Community, files, json, ours};
use crate::communication::digest::Office;
use crate::communication::newsletters::actions::{self, NewsletterForm};
use crate::communication::newsletters::subscribing;
use crate::editions::shelf::Shelf;
use crate::error::Error;

#[derive(Deserialize)]
struct File {
    readers: Vec<(String, String)>,
    letters: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    segment: String,
    title_en: String,
    title_es: String,
    text_en: Vec<String>,
    text_es: Vec<String>,
    is_sent: bool,
}

/// Readers ask and confirm, and get the letter about the second report card.
pub(super) async fn seed_first(community: &Community) -> Result<(), Error> {
    let file: File = json(files::NEWSLETTERS)?;
    let office = Office {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    for (email, language) in &file.readers {
        let language = Language::from_code(language).unwrap_or_default();
        let key = subscribing::remember(&community.scope, office, (email, language)).await?;
        if let Some(key) = key {
            subscribing::confirm(&community.scope, &key).await?;
        }
    }
    write_all(community, file.letters.get(..1).unwrap_or_default()).await
}

/// The letters since, and the one that waits.
pub(super) async fn seed_next(community: &Community) -> Result<(), Error> {
    let file: File = json(files::NEWSLETTERS)?;
    write_all(community, file.letters.get(1..).unwrap_or_default()).await
}

/// Written and sent by the facilitator.
async fn write_all(community: &Community, letters: &[Written]) -> Result<(), Error> {
    // The server fills its own shelf when it starts.
    let shelf = Shelf::default();
    let author: PersonId = super::found(&community.people, "theo-marsh")?;
    for letter in letters {
        let form = NewsletterForm {
            segment: letter.segment.clone(),
            title_en: letter.title_en.clone(),
            title_es: letter.title_es.clone(),
            text_en: letter.text_en.join("\n\n"),
            text_es: letter.text_es.join("\n\n"),
        };
        let id = NewsletterId::from_uuid(secrets::new_uuid());
        let theo = community.acting("theo-marsh", "facilitator")?;
        actions::write(&community.scope, theo.clone(), author, id, &form)
            .await
            .map_err(ours)?;
        if letter.is_sent {
            let sent = actions::send(&community.scope, &shelf, theo, &community.row, id).await?;
            sent.map_err(|why| Error::Fault(format!("{}: not sent: {why:?}", letter.title_en)))?;
        }
    }
    Ok(())
}
