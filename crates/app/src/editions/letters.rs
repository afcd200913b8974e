//! The mail that asks a leader to look at a draft.

use jiff::civil::Date;
use platform::mail::Letter;
use platform::words::Language;

use super::actions::Asking;
use super::gather::LeaderRow;
use crate::collaborative::store::CollaborativeRow;

/// What every letter about one draft has in common.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// Whose draft it is.
    pub collaborative: &'a CollaborativeRow,
    /// Address that readers use.
    pub base_url: &'a str,
    /// Title of the edition.
    pub title: &'a str,
    /// Until when an answer is awaited.
    pub due_on: Date,
    /// Whom letters may go to.
    pub people: &'a [LeaderRow],
}

impl Desk<'_> {
    /// The letter for one of them, in their language, with their link.
    pub fn letter(&self, asking: &Asking) -> Option<Letter> {
        let person = self
            .people
            .iter()
            .find(|row| row.person_id == asking.person.to_string())?;
        let language = Language::from_code(&person.language).unwrap_or_default();
        let words = crate::words::words(language);
        let slug = &self.collaborative.slug;
        let link = format!("{}/{slug}/link/{}/draft", self.base_url, asking.token);
        let arguments = [
            ("name", person.name.as_str().into()),
            ("title", self.title.into()),
            ("collaborative", self.collaborative.name.as_str().into()),
            ("day", self.due_on.to_string().into()),
            ("link", link.into()),
        ];
        Some(Letter {
            to: person.email.clone(),
            subject: words.with("vetting-mail-subject", &arguments),
            text: words.with("vetting-mail", &arguments),
        })
    }
}
