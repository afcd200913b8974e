//! The question about take-up of the demonstration: written down, frozen, and answered from the invented rows by the code that
//! the vault's worker runs.

use domain::ids::{LinkageId, TakeUpId};
use platform::secrets;
use takeup::{Question, Rows, answer};

use super::participants::{File, Invented};
use super::{Community, ours};
use crate::blocks::Typed;
use crate::error::Error;
use crate::take_up::{actions, answering, store};

/// Seeds the question and its answer.
pub(super) async fn seed(
    community: &Community,
    linkage: LinkageId,
    invented: &Invented,
) -> Result<(), Error> {
    let id = TakeUpId::from_uuid(secrets::new_uuid());
    let typed = Typed::default()
        .with("title_en", "After-school program and attendance")
        .with("title_es", "Programa extraescolar y asistencia")
        .with(
            "takeup_note",
            "We expect that children who come to the after-school program attend school somewhat more than children like them, by one or two days in a hundred. If we find nothing, we look at who does not come before we change the program. Families who choose it may differ in ways that nobody wrote down. Written before anybody had seen the attendance of participants; all participants are invented.",
        )
        .with("takeup_linkage", linkage)
        .with("takeup_people", community.organisation("lantern-schools-office")?)
        .with("takeup_key", "Pseudonym")
        .with("takeup_service", community.organisation("brightwater-afterschool")?)
        .with("takeup_service_key", "Pseudonym")
        .with("takeup_dose", "Days")
        .with("takeup_edges", "30, 60, 90")
        .with("takeup_outcome", "Attendance")
        .with("takeup_before", "Attendance before")
        .with("takeup_place", "School")
        .with("takeup_groups", "Grade\nLanguage");
    let (scope, manager) = (&community.scope, community.data_manager()?);
    let minimum = usize::try_from(community.row.minimum_count).unwrap_or(usize::MAX);
    actions::keep(scope, manager.clone(), (id, &typed), minimum)
        .await
        .map_err(ours)?;
    actions::freeze(scope, manager.clone(), id).await?;
    let reader = scope.read().await?;
    let row = store::one(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let links = async |root: &str| {
        let found = answering::links(&reader, &row, root).await?;
        found.ok_or(Error::NotFound)
    };
    let question = Question {
        plan: actions::plan(&row),
        people: rows(&invented.district.facts),
        service: rows(&invented.programme.facts),
        people_links: links(&row.people_root_id).await?,
        service_links: links(&row.service_root_id).await?,
    };
    drop(reader);
    let report = tokio::task::spawn_blocking(move || answer(&question)).await;
    let report = report.map_err(|error| Error::Fault(error.to_string()))?;
    let report = report.map_err(|why| Error::Fault(format!("the demonstration's question: {why:?}")))?;
    answering::keep(scope, manager, id, (&report, &[]))
        .await
        .map_err(ours)
}

fn rows(file: &File) -> Rows {
    Rows {
        names: file.head.iter().map(|name| (*name).to_owned()).collect(),
        rows: file.rows.clone(),
    }
}
