//! Who may read a run, and how finely it may count: by every agreement whose rows go in.

use domain::agreements::{Act, May, Publication, Purpose};
use domain::ids::{IndicatorId, PersonId};
use platform::db::Connection;
use platform::history::Actor;

use super::store::{self, RunRow};
use super::written::Written;
use crate::agreements::gate::{self, Governed, Wanted};
use crate::error::Error;
use crate::linkages::across;

/// Lets whoever every agreement names among those who may use the data open a run's page.
///
/// Errors: `Refused` with the agreement and the clause.
pub async fn open(connection: &Connection, actor: &Actor, run: &RunRow) -> Result<(), Error> {
    let is_person = actor.reference.kind == "person";
    let person: Option<PersonId> = actor.reference.id.to_string().parse().ok().filter(|_| is_person);
    for root in store::roots(connection, &run.vault_run_id).await? {
        let governed = gate::speaking(connection, &root).await?.ok_or(Error::NotFound)?;
        let is_named = person.is_some_and(|id| governed.terms.people.contains(&(id, May::Use)));
        // Whom it names reads what became of a run after its end, too; figures need an agreement in force.
        if !is_named {
            pass(connection, actor, (run, &root)).await?;
        }
    }
    Ok(())
}

/// Lets somebody read the figures of a run.
///
/// Errors: `Refused` with the agreement and the clause.
pub async fn read(connection: &Connection, actor: &Actor, run: &RunRow) -> Result<(), Error> {
    for root in store::roots(connection, &run.vault_run_id).await? {
        pass(connection, actor, (run, &root)).await?;
    }
    Ok(())
}

async fn pass(connection: &Connection, actor: &Actor, (run, root): (&RunRow, &str)) -> Result<(), Error> {
    let measure = store::measure(connection, &run.vault_measure_id)
        .await?
        .ok_or(Error::NotFound)?;
    let indicator: Option<IndicatorId> = measure.indicator_id.parse().ok();
    let wanted = Wanted {
        act: Act::Compute,
        purpose: Purpose::SharedMeasures,
        indicator,
        elements: &[],
    };
    let governed = gate::pass_root(connection, actor, root, wanted).await?;
    let written = Written::of(&run.definition);
    if !written.linkage.is_empty() {
        across::pass(connection, actor, (root, indicator)).await?;
    }
    // What was computed before totals were agreed on is not read either.
    totals(connection, actor, (&governed, indicator), &written).await
}

/// Where an agreement lets only totals become public, no figure by place or group is made either: what is computed is looked at,
/// accepted, and told.
///
/// Errors: `Refused` with the clause on publication.
pub async fn totals(
    connection: &Connection,
    actor: &Actor,
    (governed, indicator): (&Governed, Option<IndicatorId>),
    written: &Written,
) -> Result<(), Error> {
    if governed.terms.publication != Publication::Totals || !written.has_parts() {
        return Ok(());
    }
    let wanted = Wanted {
        act: Act::Publish(Publication::Groups),
        purpose: Purpose::SharedMeasures,
        indicator,
        elements: &[],
    };
    gate::pass_root(connection, actor, &governed.row.root_id, wanted)
        .await
        .map(|_| ())
}
