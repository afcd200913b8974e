//! Organisations, people, places, bodies and seats of the demonstration.

use domain::ids::OrganisationId;
use platform::history::Actor;

use super::{Community, files, ours};
use crate::directory::actions::{OrganisationForm, PersonForm, add_organisations, add_people};
use crate::directory::bodies::{BodyForm, SeatForm, add_bodies, add_seats};
use crate::directory::places_import::import_places;
use crate::error::Error;
use crate::table::Table;

/// The day from which the staff has its roles.
const STAFF_SINCE: &str = "2020-09-01";

/// Seeds the whole directory.
pub(super) async fn seed(community: &mut Community) -> Result<(), Error> {
    seed_organisations(community).await?;
    seed_people(community).await?;
    let imported = import_places(&community.scope, Actor::installation(), files::PLACES).await;
    imported.map_err(ours)?;
    seed_bodies(community).await?;
    seed_seats(community).await
}

async fn seed_organisations(community: &mut Community) -> Result<(), Error> {
    let table = Table::read(files::ORGANISATIONS, &["organisation"]).map_err(ours)?;
    let forms: Vec<OrganisationForm> = table
        .rows()
        .map(|row| OrganisationForm {
            slug: row.get("organisation").into(),
            name: row.get("name").into(),
            sector: row.get("sector").into(),
            kind: row.get("kind").into(),
            about_en: row.get("text_en").into(),
            about_es: row.get("text_es").into(),
            website: row.get("website").into(),
            email: row.get("email").into(),
        })
        .collect();
    let ids = add_organisations(&community.scope, Actor::installation(), &forms).await;
    let names = forms.into_iter().map(|form| form.slug);
    community.organisations = names.zip(ids.map_err(ours)?).collect();
    Ok(())
}

async fn seed_people(community: &mut Community) -> Result<(), Error> {
    let table = Table::read(files::PEOPLE, &["person"]).map_err(ours)?;
    let (mut names, mut forms) = (Vec::new(), Vec::new());
    for row in table.rows() {
        // Chairs, leaders and contacts have their powers from seats and organisations, not from the staff.
        let staff_role = matches!(
            row.get("role"),
            "director" | "facilitator" | "data_manager" | "funder"
        );
        let is_spanish = row.get("language") == "es";
        names.push(row.get("person").to_owned());
        forms.push(PersonForm {
            name: row.get("name").into(),
            email: row.get("email").into(),
            organisation: Some(community.organisation(row.get("organisation"))?),
            title: row.get(if is_spanish { "title_es" } else { "title_en" }).into(),
            language: row.get("language").into(),
            staff_role: staff_role.then(|| (row.get("role").to_owned(), STAFF_SINCE.to_owned())),
        });
    }
    let ids = add_people(&community.scope, Actor::installation(), &forms).await;
    community.people = names.into_iter().zip(ids.map_err(ours)?).collect();
    Ok(())
}

async fn seed_bodies(community: &mut Community) -> Result<(), Error> {
    let table = Table::read(files::BODIES, &["body"]).map_err(ours)?;
    let mut rules = super::seed_decisions::rules()?;
    let forms: Vec<BodyForm> = table
        .rows()
        .map(|row| BodyForm {
            slug: row.get("body").into(),
            name: row.get("name_en").into(),
            name_es: row.get("name_es").into(),
            kind: row.get("kind").into(),
            purpose_en: row.get("purpose_en").into(),
            purpose_es: row.get("purpose_es").into(),
            seats_planned: row.get("seats_planned").into(),
            charter: (row.get("charter_en").into(), row.get("charter_es").into()),
            meets: (row.get("meets_en").into(), row.get("meets_es").into()),
            rules: rules.remove(row.get("body")),
        })
        .collect();
    let ids = add_bodies(&community.scope, Actor::installation(), &forms).await;
    let names = forms.into_iter().map(|form| form.slug);
    community.bodies = names.zip(ids.map_err(ours)?).collect();
    Ok(())
}

async fn seed_seats(community: &Community) -> Result<(), Error> {
    let table = Table::read(files::SEATS, &["body"]).map_err(ours)?;
    let mut forms = Vec::new();
    for row in table.rows() {
        let body = super::found(&community.bodies, row.get("body"))?;
        let is_chair = matches!(row.get("role"), "chair" | "lead");
        let person = match row.get("person") {
            "" => None,
            name => Some(community.person(name)?),
        };
        let organisation: Option<OrganisationId> = match row.get("organisation") {
            "" => None,
            name => Some(community.organisation(name)?),
        };
        let seat = SeatForm {
            person,
            organisation,
            sector: row.get("sector").into(),
            role: if is_chair { "chair" } else { "member" }.into(),
            is_voting: row.is_yes("votes"),
            has_lived_experience: row.is_yes("lived_experience"),
            since_on: row.get("from").into(),
            until_on: row.get("to").into(),
            alternate: match row.get("alternate") {
                "" => None,
                name => Some(community.person(name)?),
            },
            is_vice_chair: row.is_yes("vice_chair"),
            term_ends_on: match row.get("term_days").parse() {
                Ok(days) => community.days_from_today(days).to_string(),
                Err(_) => String::new(),
            },
            consents_to_count: row.is_yes("consents"),
        };
        forms.push((body, seat));
    }
    add_seats(&community.scope, Actor::installation(), &forms)
        .await
        .map_err(ours)?;
    Ok(())
}
