//! Two published editions, the second with a correction, and a third in vetting.

use std::collections::BTreeMap;

use domain::editions::Answer;
use domain::ids::EditionId;
use domain::measurement::Figure;
use domain::period::Period;
use domain::quantity::Status;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Community, files, json, ours, slug};
use crate::directory::actions::id_of;
use crate::directory::places;
use crate::editions::actions::{
    Ask, Asking, MakeDraft, answer, confirm_disclosure, make_draft, redraft, send_to_vetting,
};
use crate::editions::desk::study;
use crate::editions::document::Text;
use crate::editions::gather;
use crate::editions::letters::Desk;
use crate::editions::publishing::{Doubted, Publishing, publish};
use crate::editions::selection::Selection;
use crate::editions::shelf::Shelf;
use crate::error::Error;
use crate::measurement::actions::group;
use crate::measurement::observations::{self, NewObservation};
use crate::table::{Row, Table};

/// `editions.json`.
#[derive(Deserialize)]
pub(super) struct EditionFile {
    /// Oldest first.
    pub editions: Vec<Edition>,
}

/// An edition of the file.
#[derive(Deserialize)]
pub(super) struct Edition {
    title_en: String,
    /// Last period of each indicator.
    pub until: BTreeMap<String, String>,
    /// Breakdowns of each indicator that are accepted and not published.
    #[serde(default)]
    left_out: BTreeMap<String, Vec<String>>,
    /// Mistakes it made.
    pub overrides: Vec<Mistake>,
    published_on: Option<String>,
    vetting: Vec<Vetting>,
    corrections: Vec<Correction>,
    text_en: Option<String>,
    text_es: Option<String>,
    made_day: Option<i32>,
    embargo_until_day: Option<i32>,
}

/// A figure that was published wrong.
#[derive(Deserialize)]
pub(super) struct Mistake {
    indicator: String,
    place_code: String,
    period: String,
    dimension: String,
    category: String,
    /// The wrong value.
    pub value: String,
}

impl Mistake {
    /// Whether it is about a row of the figures.
    pub fn is_of(&self, row: &Row<'_>) -> bool {
        let keys = ["indicator", "place_code", "period", "dimension", "category"].map(|key| row.get(key));
        keys == [
            self.indicator.as_str(),
            &self.place_code,
            &self.period,
            &self.dimension,
            &self.category,
        ]
    }
}

#[derive(Deserialize)]
struct Vetting {
    person: String,
    answer: String,
    on: Option<String>,
    day: Option<i32>,
    indicator: Option<String>,
    text_en: Option<String>,
}

#[derive(Deserialize)]
struct Correction {
    note_en: String,
    note_es: String,
}

/// Reads the file.
pub(super) fn edition_file() -> Result<EditionFile, Error> {
    json(files::EDITIONS)
}

/// Edition 1: made, vetted, confirmed, published in autumn 2021.
pub(super) async fn seed_first(community: &Community) -> Result<(), Error> {
    let file = edition_file()?;
    let edition = at(&file, 0)?;
    let published_on = day(edition.published_on.as_deref())?;
    community.set_day(published_on.saturating_sub(jiff::Span::new().days(40)));
    let id = draft(community, edition, Text::default()).await?;
    ask(
        community,
        id,
        edition,
        published_on.saturating_sub(jiff::Span::new().days(12)),
    )
    .await?;
    answer_all(community, id, edition).await?;
    confirm_and_publish(community, id, published_on).await
}

/// Edition 2: a leader objects to the mistake of edition 1; it is corrected, the draft made anew, confirmed again.
pub(super) async fn seed_second(community: &Community) -> Result<(), Error> {
    let file = edition_file()?;
    let (first, edition) = (at(&file, 0)?, at(&file, 1)?);
    let published_on = day(edition.published_on.as_deref())?;
    community.set_day(published_on.saturating_sub(jiff::Span::new().days(34)));
    let note = edition.corrections.first().map(|correction| Text {
        en: correction.note_en.clone(),
        es: correction.note_es.clone(),
    });
    let id = draft(community, edition, note.unwrap_or_default()).await?;
    ask(
        community,
        id,
        edition,
        published_on.saturating_sub(jiff::Span::new().days(12)),
    )
    .await?;
    answer_all(community, id, edition).await?;
    for mistake in &first.overrides {
        correct(community, mistake).await?;
    }
    redraft(&community.scope, &community.row, community.data_manager()?, id).await?;
    // Answers count for the draft that was seen; so all who had answered look once more.
    community.set_day(published_on.saturating_sub(jiff::Span::new().days(14)));
    for vetting in &edition.vetting {
        let objected = vetting.answer == "objected";
        let again = if objected {
            Some(Answer::Confirm)
        } else {
            known_answer(&vetting.answer)
        };
        say(community, id, vetting, again).await?;
    }
    confirm_and_publish(community, id, published_on).await
}

/// Edition 3: in vetting today; one confirmed, one objects, one adds context, two are silent.
pub(super) async fn seed_third(community: &Community) -> Result<(), Error> {
    let file = edition_file()?;
    let edition = at(&file, 2)?;
    community.set_day(community.days_from_today(edition.made_day.unwrap_or(-6)));
    let note = Text {
        en: edition.text_en.clone().unwrap_or_default(),
        es: edition.text_es.clone().unwrap_or_default(),
    };
    let id = draft(community, edition, note).await?;
    let embargo = community.days_from_today(edition.embargo_until_day.unwrap_or(8));
    ask(community, id, edition, embargo).await?;
    answer_all(community, id, edition).await?;
    // What would cost less is computed once the server runs.
    study::begin(&community.scope, community.data_manager()?, id).await?;
    Ok(())
}

async fn draft(community: &Community, edition: &Edition, note: Text) -> Result<EditionId, Error> {
    let until = edition
        .until
        .iter()
        .map(|(name, period)| (slug(name), period.clone()));
    let left_out = edition.left_out.iter().map(|(name, breakdowns)| {
        let breakdowns = breakdowns.iter().map(|breakdown| slug(breakdown));
        (slug(name), breakdowns.collect())
    });
    let new = MakeDraft {
        title: edition.title_en.clone(),
        note,
        selection: Selection {
            until: until.collect(),
            left_out: left_out.collect(),
            ..Selection::default()
        },
    };
    Ok(make_draft(&community.scope, &community.row, community.data_manager()?, new).await?)
}

async fn ask(community: &Community, id: EditionId, edition: &Edition, due_on: Date) -> Result<(), Error> {
    let mut asks = Vec::new();
    for vetting in &edition.vetting {
        asks.push(Ask {
            person: community.person(&vetting.person)?,
            indicators: vetting.indicator.iter().map(|name| slug(name)).collect(),
        });
    }
    let actor = community.data_manager()?;
    let people = gather::leaders(&*community.scope.read().await?).await?;
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
        title: &edition.title_en,
        due_on,
        people: &people,
    };
    // What was asked in the past was answered; only today's letters are of use to anybody.
    let letter = |asking: &Asking| {
        edition
            .published_on
            .is_none()
            .then(|| desk.letter(asking))
            .flatten()
    };
    send_to_vetting(&community.scope, actor, id, (asks, due_on), letter).await?;
    Ok(())
}

async fn answer_all(community: &Community, id: EditionId, edition: &Edition) -> Result<(), Error> {
    let mut answered: Vec<(Date, &Vetting)> = Vec::new();
    for vetting in &edition.vetting {
        match (vetting.on.as_deref(), vetting.day) {
            (Some(on), _) => answered.push((day(Some(on))?, vetting)),
            (None, Some(days)) => answered.push((community.days_from_today(days), vetting)),
            (None, None) => {}
        }
    }
    answered.sort_by_key(|(on, _)| *on);
    for (on, vetting) in answered {
        community.set_day(on);
        say(community, id, vetting, known_answer(&vetting.answer)).await?;
    }
    Ok(())
}

async fn say(
    community: &Community,
    id: EditionId,
    vetting: &Vetting,
    said: Option<Answer>,
) -> Result<(), Error> {
    let Some(said) = said else {
        return Ok(());
    };
    let row = crate::editions::actions::open_draft(&*community.scope.read().await?, id).await?;
    let seen = row.draft_hash.unwrap_or_default();
    let words = if said.needs_words() {
        vetting.text_en.as_deref().unwrap_or_default()
    } else {
        ""
    };
    let actor = community.acting(&vetting.person, "link")?;
    let person = community.person(&vetting.person)?;
    answer(&community.scope, actor, id, person, (said, words, &seen)).await
}

fn known_answer(text: &str) -> Option<Answer> {
    match text {
        "confirmed" => Some(Answer::Confirm),
        "objected" => Some(Answer::Object),
        "context" => Some(Answer::Context),
        _ => None,
    }
}

async fn correct(community: &Community, mistake: &Mistake) -> Result<(), Error> {
    let table = Table::read(files::OBSERVATIONS, &["indicator"]).map_err(ours)?;
    let row = table
        .rows()
        .find(|row| mistake.is_of(row))
        .ok_or(Error::NotFound)?;
    let period = Period::parse(&mistake.period).map_err(|error| Error::Fault(error.to_string()))?;
    let reader = community.scope.read().await?;
    let place = places::gazetteer(&reader)
        .await?
        .find(&mistake.place_code, period.end(), "")
        .place();
    let sources = crate::measurement::store::sources(&reader).await?;
    let source = sources.iter().find(|source| source.slug == row.get("source"));
    let observation = NewObservation {
        indicator: community.indicator(&mistake.indicator)?,
        place: place.ok_or(Error::NotFound)?,
        period,
        group: group(&mistake.dimension, &mistake.category),
        figure: Figure {
            numerator: row.get("numerator").parse().ok(),
            denominator: row.get("denominator").parse().ok(),
            value: row.get("value").parse().ok(),
            margin: None,
            numerator_margin: None,
            status: Status::Ok,
        },
        note: String::new(),
        source: source.map(|source| domain::ids::SourceId::from_uuid(id_of(&source.source_id))),
        submission: None,
    };
    drop(reader);
    let reason = "A copying mistake; the source has always said so.";
    observations::correct(&community.scope, community.data_manager()?, observation, reason)
        .await
        .map_err(ours)?;
    Ok(())
}

async fn confirm_and_publish(community: &Community, id: EditionId, on: Date) -> Result<(), Error> {
    let scope = &community.scope;
    community.set_day(on.saturating_sub(jiff::Span::new().days(1)));
    let row = crate::editions::actions::open_draft(&*scope.read().await?, id).await?;
    let director = community.acting("ines-calder", "director")?;
    confirm_disclosure(scope, director.clone(), id, &row.draft_hash.unwrap_or_default()).await?;
    community.set_day(on);
    // The server fills its own shelf when it starts.
    // Real figures are corrected between the editions: where a story tells the old ones, its page leads with the figures.
    let publishing = Publishing {
        id,
        today: on,
        doubted: Doubted::LeftOut,
    };
    publish(scope, &Shelf::default(), director, publishing).await?;
    Ok(())
}

fn at(file: &EditionFile, index: usize) -> Result<&Edition, Error> {
    file.editions.get(index).ok_or(Error::NotFound)
}

fn day(text: Option<&str>) -> Result<Date, Error> {
    let day = text.and_then(|text| text.parse().ok());
    day.ok_or_else(|| Error::Fault("the demonstration's files name no day".into()))
}
