//! What an answer needs and where it is kept. It is computed where rows are opened, and never here.

use domain::ids::TakeUpId;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::secrets::sha256_hex;
use takeup::{OfRecord, Report};

use super::store::{self, TakeUpRow};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::linkages::{review, store as linkages};
use crate::problems::{Check, Refusal};
use crate::vault::store as vault;

/// Keeps the answer of a frozen question, computed from these tables, and its figures where it feeds an indicator: as the worker
/// gave them, or empty.
///
/// Errors: it is not frozen; rows it was computed from have gone meanwhile.
pub async fn keep(
    scope: &Scope,
    actor: Actor,
    id: TakeUpId,
    (report, figures): (&Report, &str),
    tables: &[String],
) -> Result<(), Refusal> {
    let text = serde_json::to_string(report).map_err(|error| Error::Fault(error.to_string()))?;
    let tx = scope.write(actor).await?;
    let row = store::one(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    for table in tables {
        // An agreement ended, or a family said no, while the worker counted: what it counted is nobody's any more.
        if vault::table(&tx, table).await?.is_none() {
            return Err(Check::form().problem("", "problem-takeup-rows-changed").into());
        }
    }
    if store::note_answer(&tx, &row.take_up_id, &text).await? == 0 {
        return Err(Check::form().problem("", "problem-takeup-not-frozen").into());
    }
    store::keep_figures(&tx, &row.take_up_id, figures).await?;
    let fact = NewFact::new("take-up.answered", "take-up", id.uuid())
        .set("text", row.frozen_hash.unwrap_or_default())
        .set("document", sha256_hex(&text))
        .set("tests", report.tests);
    commit(tx, vec![fact]).await
}

/// Whom a side's records are of.
pub async fn links(
    connection: &Connection,
    row: &TakeUpRow,
    root: &str,
) -> Result<Option<Vec<OfRecord>>, Error> {
    let side = linkages::side(connection, &row.linkage_id, root).await?;
    let Some(side) = side.filter(|side| side.people_hash.is_some()) else {
        return Ok(None);
    };
    let people = review::people_of(connection, &side).await?;
    let links = people.records.into_iter().map(|record| OfRecord {
        id: record.id,
        person: record.person,
        sure: record.sure,
        missed: record.missed,
    });
    Ok(Some(links.collect()))
}
