//! Who is at the table: the seats of the steering committee, and the sectors they come from.
//!
//! Lived experience is told on the page of all bodies alone: told here for one body as well, the two totals together could
//! tell of a few people.

use std::collections::BTreeSet;

use domain::access::{Action, Thing};
use platform::db::Connection;

use crate::accounts::visit::Visit;
use crate::directory::pages::address;
use crate::directory::store as directory;
use crate::error::Error;

/// The panel.
#[derive(Debug, Clone)]
pub struct AtTheTable {
    /// How many seats are held, by how many sectors.
    pub text: String,
    /// Every body.
    pub href: String,
}

/// The panel, where there is a committee with somebody in it.
pub async fn load(visit: &Visit, connection: &Connection) -> Result<Option<AtTheTable>, Error> {
    if !visit.shows(Action::ViewBodies, Thing::Whole) {
        return Ok(None);
    }
    let words = visit.words;
    let bodies = directory::bodies(connection).await?;
    let Some(body) = bodies.into_iter().find(|body| body.kind == "steering-committee") else {
        return Ok(None);
    };
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let seats = directory::seats(connection).await?;
    let held = seats.iter().filter(|seat| {
        let is_on = seat.since_on <= today && seat.until_on.as_ref().is_none_or(|until| *until >= today);
        seat.body_id == body.body_id && seat.person_id.is_some() && is_on
    });
    let sectors: Vec<&str> = held.map(|seat| seat.sector.as_str()).collect();
    if sectors.is_empty() {
        return Ok(None);
    }
    let held = sectors.len();
    let sectors: BTreeSet<&str> = sectors.into_iter().filter(|sector| !sector.is_empty()).collect();
    let planned = usize::try_from(body.seats_planned).unwrap_or(0).max(held);
    let arguments = [
        ("held", held.into()),
        ("planned", planned.into()),
        ("body", words.pick(&body.name, &body.name_es).into()),
        ("sectors", sectors.len().into()),
    ];
    Ok(Some(AtTheTable {
        text: words.with("week-table", &arguments),
        href: address(visit, "bodies"),
    }))
}
