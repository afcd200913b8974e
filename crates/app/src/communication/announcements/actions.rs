//! Sending an announcement: everybody of its segment hears of it in their language, the way they chose.

use domain::ids::{AnnouncementId, PersonId};
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::words::Language;

use super::store::{self, AnnouncementRow};
use crate::collaborative::store::CollaborativeRow;
use crate::communication::notices::{self, Told};
use crate::communication::segments;
use crate::directory::actions::commit;
use crate::problems::{Check, Refusal};

/// An announcement as typed.
#[derive(Debug, Clone, Default)]
pub struct AnnouncementForm {
    /// To whom.
    pub segment: String,
    /// Title.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Text.
    pub text_en: String,
    /// Text, Spanish.
    pub text_es: String,
}

/// Sends an announcement. The identifier comes with the form, so that sent twice it goes out once.
pub async fn send(
    scope: &Scope,
    actor: Actor,
    collaborative: &CollaborativeRow,
    author: PersonId,
    id: AnnouncementId,
    form: &AnnouncementForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let known = segments::choices(&tx, crate::words::words(Language::default())).await?;
    let mut check = Check::form();
    let segment = form.segment.trim().to_owned();
    if !known.iter().any(|choice| choice.value == segment) {
        check.wrong("segment", "announcement-whom");
    }
    let row = AnnouncementRow {
        announcement_id: id.to_string(),
        stream: "internal".to_owned(),
        segment,
        title_en: check.title("title_en", &form.title_en),
        title_es: check.optional_title("title_es", &form.title_es),
        text_en: check.optional_prose("letter_en", &form.text_en),
        text_es: check.optional_prose("letter_es", &form.text_es),
        ..AnnouncementRow::default()
    };
    if row.text_en.is_empty() {
        check.wrong("letter_en", "text-empty");
    }
    let row = check.finish(row)?;
    if store::insert(&tx, &row, &author.to_string()).await? == 0 {
        return Ok(());
    }
    let today = scope.clock().today(&collaborative.time_zone).to_string();
    let mut letters = Vec::new();
    for person in segments::recipients(&tx, &row.segment, &today).await? {
        let language = Language::from_code(&person.language).unwrap_or_default();
        letters.push(Told {
            person_id: person.person_id,
            kind: "announcement",
            told_once: format!("announcement:{id}"),
            heading: language.pick(&row.title_en, &row.title_es).to_owned(),
            words: language.pick(&row.text_en, &row.text_es).to_owned(),
            path: format!("/work/announcements/{id}"),
        });
    }
    let people = letters.len();
    notices::tell(&tx, collaborative, letters).await?;
    let fact = NewFact::new("announcement.sent", "announcement", id.uuid());
    commit(tx, vec![fact.set("people", people)]).await
}
