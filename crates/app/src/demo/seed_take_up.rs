//! The two questions about take-up of the demonstration: written down with the indicator that each feeds, and frozen. Where the
//! vault's worker has sealed the rows it answers them, and the figures are accepted; else they stand unanswered.

use domain::ids::{LinkageId, TakeUpId};
use platform::secrets;
use platform::words::Language;

use super::{Community, ours, seed_rows};
use crate::blocks::Typed;
use crate::directory::places;
use crate::error::Error;
use crate::take_up::asking::{self, Asking};
use crate::take_up::{actions, feeding};
use crate::vault::worker::Vault;

/// A question, as far as the two differ.
struct Asks {
    title: [&'static str; 2],
    note: &'static str,
    service: &'static str,
    dose: [&'static str; 2],
    /// The way to compare, and where bands of the earlier measure begin.
    comparing: [&'static str; 2],
    indicator: &'static str,
}

const ASKS: [Asks; 2] = [
    Asks {
        title: [
            "After-school program and attendance",
            "Programa extraescolar y asistencia",
        ],
        note: "We expect that children who come to the after-school program attend school somewhat more than children like them, by one or two days in a hundred. If we find nothing, we look at who does not come before we change the program. Families who choose it may differ in ways that nobody wrote down. Written before anybody had seen the attendance of participants; all participants are invented.",
        service: "brightwater-afterschool",
        dose: ["Days", "30, 60, 90"],
        comparing: ["weighting", ""],
        indicator: "reached_after_school",
    },
    Asks {
        title: [
            "Well-child visits and attendance",
            "Visitas médicas de rutina y asistencia",
        ],
        note: "We want to know whom the clinic reaches, school by school. We do not expect that a visit goes with attendance: whoever is ill more often is seen more often, too. Finding nothing would end no visit. Written before anybody had seen an answer; all participants are invented.",
        service: "tern-hill-health",
        dose: ["Visits", "2, 3"],
        comparing: ["matching", "84, 88, 92, 96"],
        indicator: "reached_well_child",
    },
];

/// Seeds the questions, and their answers where they can be computed.
pub(super) async fn seed(
    community: &Community,
    linkage: LinkageId,
    vault: Option<&Vault>,
) -> Result<(), Error> {
    for asks in &ASKS {
        let id = write(community, linkage, asks).await?;
        if let Some(vault) = vault {
            answer(community, vault, id).await?;
        }
    }
    Ok(())
}

async fn write(community: &Community, linkage: LinkageId, asks: &Asks) -> Result<TakeUpId, Error> {
    let id = TakeUpId::from_uuid(secrets::new_uuid());
    let town = places::place_by_slug(&*community.scope.read().await?, "bridgeport")
        .await?
        .ok_or(Error::NotFound)?;
    let typed = Typed::default()
        .with("title_en", asks.title[0])
        .with("title_es", asks.title[1])
        .with("takeup_note", asks.note)
        .with("takeup_linkage", linkage)
        .with("takeup_people", community.organisation("lantern-schools-office")?)
        .with("takeup_key", "Pseudonym")
        .with("takeup_service", community.organisation(asks.service)?)
        .with("takeup_service_key", "Pseudonym")
        .with("takeup_dose", asks.dose[0])
        .with("takeup_edges", asks.dose[1])
        .with("takeup_outcome", "Attendance")
        .with("takeup_before", "Attendance before")
        .with("takeup_place", "School")
        .with("takeup_groups", "Grade\nLanguage")
        .with("takeup_comparing", asks.comparing[0])
        .with("takeup_each", 1)
        .with("takeup_bands", asks.comparing[1])
        .with("takeup_indicator", community.indicator(asks.indicator)?)
        .with("takeup_period", seed_rows::last_year(community).key())
        .with("takeup_whole", town.place_id)
        .with(&feeding::field("grade"), "Grade");
    let (scope, manager) = (&community.scope, community.data_manager()?);
    let minimum = usize::try_from(community.row.minimum_count).unwrap_or(usize::MAX);
    actions::keep(scope, manager.clone(), (id, &typed), minimum)
        .await
        .map_err(ours)?;
    actions::freeze(scope, manager, id, "").await.map_err(ours)?;
    Ok(id)
}

/// What the data manager does: has it computed, and accepts the figures.
async fn answer(community: &Community, vault: &Vault, id: TakeUpId) -> Result<(), Error> {
    let (scope, manager) = (&community.scope, community.data_manager()?);
    let asking = Asking {
        words: crate::words::words(Language::English),
        person: community.person("priya-vane")?,
        on: community.clock.today(&community.row.time_zone),
    };
    asking::answer(scope, manager.clone(), (vault, asking), id)
        .await
        .map_err(ours)?;
    feeding::accept(scope, manager, id).await?;
    Ok(())
}
