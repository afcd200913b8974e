//! The demonstration: real figures about Bridgeport, held by an invented initiative (`demo/README.md`).
//!
//! [`seed`] lives through its history on a clock that it sets: definitions and first figures in autumn 2021,
//! edition 1, the figures of 2022, a correction, edition 2, and then the days before today. Each part has a
//! function of its own; start reading there. [`run`] is the door.

pub mod files;
pub mod participants;
pub mod run;
mod seed_agenda;
mod seed_agreements;
mod seed_backbone;
mod seed_contributions;
mod seed_decisions;
mod seed_directory;
mod seed_editions;
mod seed_improvement;
mod seed_linkages;
mod seed_measurement;
mod seed_meetings;
mod seed_newsletters;
mod seed_pathway;
mod seed_plan;
mod seed_requests;
mod seed_rows;
mod seed_selection;
mod seed_take_up;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::ids::{BodyId, IndicatorId, OrganisationId, PersonId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use platform::clock::Clock;
use platform::db::{Database, Scope};
use platform::history::Actor;
use platform::words::Language;
use serde::Deserialize;

use crate::collaborative::actions::NewCollaborative;
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;
use crate::problems::Refusal;
use crate::vault::worker::Vault;

/// Address of the demonstration's collaborative.
pub const SLUG: &str = "harbor-together";
/// The day its history begins.
const BEGINS: Date = date(2021, 9, 1);

/// The community while it is seeded: its handle, and who is who by the names in the files.
pub(crate) struct Community {
    scope: Scope,
    row: CollaborativeRow,
    clock: Clock,
    today: Date,
    base_url: String,
    organisations: BTreeMap<String, OrganisationId>,
    people: BTreeMap<String, PersonId>,
    bodies: BTreeMap<String, BodyId>,
    indicators: BTreeMap<String, IndicatorId>,
}

/// The clock that seeding lives through.
pub fn clock() -> Clock {
    Clock::fixed(instant(BEGINS))
}

/// Whether a database holds the demonstration.
pub async fn is_seeded(database: &Database) -> Result<bool, Error> {
    let row = crate::collaborative::store::collaborative_by_slug(&database.host(), SLUG).await?;
    Ok(row.is_some())
}

/// Seeds an empty database that was opened with [`clock`], up to `now`. Links in mails begin with `base_url`. Participants' rows
/// are sealed and counted by the vault's worker, where it is installed.
pub async fn seed(database: &Database, now: Timestamp, base_url: &str, vault: &Vault) -> Result<(), Error> {
    let mut community = Community::create(database, now, base_url).await?;
    seed_directory::seed(&mut community).await?;
    seed_selection::seed_choice(&community).await?;
    seed_measurement::seed_definitions(&mut community).await?;
    seed_pathway::seed(&community).await?;
    seed_measurement::seed_figures(&community, 1).await?;
    seed_measurement::seed_stories(&community, 1).await?;
    let mut agenda = seed_agenda::Written::default();
    seed_agenda::seed(&community, &mut agenda, 0).await?;
    seed_editions::seed_first(&community).await?;
    community.set_day(date(2022, 9, 6));
    seed_measurement::seed_figures(&community, 2).await?;
    seed_measurement::seed_stories(&community, 2).await?;
    seed_improvement::seed_contributions(&community).await?;
    seed_agenda::seed(&community, &mut agenda, 1).await?;
    let mut planned = seed_plan::seed_first(&community, &agenda).await?;
    seed_editions::seed_second(&community).await?;
    seed_newsletters::seed_first(&community).await?;
    let mut decided = seed_decisions::begin(&community).await?;
    seed_meetings::seed_past(&community, &mut decided).await?;
    decided.until(&community, seed_decisions::BY_NOW).await?;
    seed_agenda::seed(&community, &mut agenda, 2).await?;
    seed_plan::seed(&community, &mut planned, &agenda).await?;
    seed_plan::answer(&community, &mut planned, -35).await?;
    seed_improvement::seed(&community).await?;
    seed_backbone::seed(&community).await?;
    seed_selection::seed_policy(&community).await?;
    seed_selection::seed_payments(&community).await?;
    community.set_day(community.days_from_today(-20));
    seed_measurement::seed_figures(&community, 3).await?;
    seed_measurement::seed_stories(&community, 3).await?;
    seed_plan::answer(&community, &mut planned, -20).await?;
    seed_agreements::seed(&community).await?;
    seed_linkages::seed(&community, vault).await?;
    seed_requests::seed(&community).await?;
    seed_editions::seed_third(&community).await?;
    seed_agenda::seed(&community, &mut agenda, 3).await?;
    seed_decisions::seed_open(&community).await?;
    seed_meetings::seed_next(&community).await?;
    seed_newsletters::seed_next(&community).await?;
    seed_plan::answer(&community, &mut planned, 0).await?;
    seed_plan::ask(&community).await?;
    seed_contributions::seed(&community).await?;
    Ok(())
}

impl Community {
    async fn create(database: &Database, now: Timestamp, base_url: &str) -> Result<Self, Error> {
        let about: Requests = json(files::REQUESTS)?;
        let about = about.collaborative;
        let new = NewCollaborative {
            slug: about.slug,
            name: about.name,
            place_name: "Bridgeport, Connecticut".into(),
            about: (
                format!("{}. {}", about.tagline_en, about.fictitious_en),
                format!("{}. {}", about.tagline_es, about.fictitious_es),
            ),
            credit: (about.credit_en, about.credit_es),
            contact_email: about.contact,
            is_fictitious: true,
        };
        crate::collaborative::actions::create(database, new).await?;
        let (row, scope) = crate::collaborative::actions::find(database, SLUG).await?;
        Ok(Self {
            scope,
            row,
            clock: database.clock().clone(),
            today: now.to_zoned(TimeZone::UTC).date(),
            base_url: base_url.to_owned(),
            organisations: BTreeMap::new(),
            people: BTreeMap::new(),
            bodies: BTreeMap::new(),
            indicators: BTreeMap::new(),
        })
    }

    /// Moves the clock to the afternoon of a day; never back.
    fn set_day(&self, day: Date) {
        let seconds = instant(day).as_second() - self.clock.now().as_second();
        if seconds > 0 {
            self.clock.advance_seconds(seconds);
        }
    }

    /// A day counted from the one on which the demonstration was started.
    fn days_from_today(&self, days: i32) -> Date {
        self.today.saturating_add(jiff::Span::new().days(days))
    }

    /// Somebody of the staff, acting.
    fn acting(&self, person: &str, authority: &str) -> Result<Actor, Error> {
        Ok(Actor::new("person", self.person(person)?.uuid(), authority))
    }

    /// The data manager, who does most of it.
    fn data_manager(&self) -> Result<Actor, Error> {
        self.acting("priya-vane", "data-manager")
    }

    fn person(&self, name: &str) -> Result<PersonId, Error> {
        found(&self.people, name)
    }

    fn organisation(&self, name: &str) -> Result<OrganisationId, Error> {
        found(&self.organisations, name)
    }

    fn indicator(&self, name: &str) -> Result<IndicatorId, Error> {
        found(&self.indicators, &slug(name))
    }
}

#[derive(Deserialize)]
struct Requests {
    collaborative: About,
}

#[derive(Deserialize)]
struct About {
    slug: String,
    name: String,
    tagline_en: String,
    tagline_es: String,
    fictitious_en: String,
    fictitious_es: String,
    credit_en: String,
    credit_es: String,
    contact: String,
}

/// Noon in New York, more or less, as an instant.
fn instant(day: Date) -> Timestamp {
    let noon = day.at(16, 0, 0, 0).to_zoned(TimeZone::UTC);
    noon.map(|noon| noon.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn found<T: Copy>(known: &BTreeMap<String, T>, name: &str) -> Result<T, Error> {
    let id = known.get(name).copied();
    id.ok_or_else(|| {
        Error::Fault(format!(
            "the demonstration's files speak of {name}, whom nobody knows"
        ))
    })
}

/// As [`found`], for texts.
fn found_text(known: &BTreeMap<String, String>, name: &str) -> Result<String, Error> {
    let text = known.get(name).cloned();
    text.ok_or_else(|| {
        Error::Fault(format!(
            "the demonstration's files speak of {name}, which is not there"
        ))
    })
}

fn json<T: serde::de::DeserializeOwned>(file: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(file).map_err(|error| Error::Fault(format!("a demonstration file: {error}")))
}

/// Files write `_` where addresses have `-`.
fn slug(name: &str) -> String {
    name.replace('_', "-")
}

/// A refusal while seeding is a mistake in our own files.
fn ours(refusal: Refusal) -> Error {
    refusal.into_error(crate::words::words(Language::English))
}
