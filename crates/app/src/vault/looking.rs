//! Looks into a table of the vault: by people the agreement names, with a second factor, for a written reason, and each kept
//! where the side that gave the rows reads it. Names and numbers of people stay closed in every look.

use domain::agreements::{Act, Class};
use domain::ids::SubmissionId;
use platform::args;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::rows::is_direct;
use super::store;
use super::worker::{Order, UNWATCHED, Vault};
use crate::agreements::gate;
use crate::agreements::looking::Seen;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Most rows shown at one look.
pub const ROWS_MAX: usize = 20;

/// Opens the first rows of a table, and keeps the look before anything is shown.
///
/// Errors: no reason is written; the agreement does not name who looks, or is not in force.
pub async fn look(
    scope: &Scope,
    actor: Actor,
    vault: &Vault,
    table: &str,
    reason: &str,
) -> Result<Seen, Refusal> {
    let mut check = Check::form();
    let reason = check.prose("look_reason", reason);
    let reason = check.finish(reason)?;
    let reader = scope.read().await?;
    let row = store::table(&reader, table).await?.ok_or(Error::NotFound)?;
    drop(reader);
    let governed = gate::pass_submission(scope, &actor, &row.submission_id, Act::Look).await?;
    let governed = governed.ok_or(Error::NotFound)?;
    // The version in force decides, not the one under which the rows came: it may cover less, or call a column a name.
    let is_open = |name: &str| {
        let mut elements = governed.terms.elements.iter();
        elements.any(|element| element.name == name && element.class != Class::DirectIdentifier)
    };
    let columns: Vec<String> = row
        .columns()
        .into_iter()
        .filter(|column| !is_direct(&column.class) && is_open(&column.name))
        .map(|column| column.name)
        .collect();
    let mut order = Order::new("look");
    let reader = scope.read().await?;
    let sealed = store::sealed(&reader, &mut order, &row).await?;
    drop(reader);
    // No column named would mean all of them.
    let rows = if columns.is_empty() { 0 } else { ROWS_MAX };
    let order = order
        .with("sealed", sealed)
        .with("rows", rows)
        .with("columns", &columns);
    let answer = vault.ask(&order, UNWATCHED).await?;
    let parsed = |name: &str| serde_json::from_value(answer.line[name].clone()).unwrap_or_default();
    let seen = Seen {
        head: columns,
        rows: serde_json::from_value(answer.line["seen"].clone()).unwrap_or_default(),
    };
    let head: Vec<String> = parsed("head");
    let tx = scope.write(actor).await?;
    let sql = "insert into agreement_look (collaborative_id, agreement_look_id, root_id, submission_id, person_id, purpose,
                 reason, rows_seen, looked_at)
               values ($1, $2, $3, $4, $5, 'shared-measures', $6, $7, $8)";
    let values = args![
        secrets::new_uuid().to_string(),
        governed.row.root_id,
        row.submission_id.clone(),
        tx.actor().reference.id.to_string(),
        reason.clone(),
        i64::try_from(seen.rows.len()).unwrap_or(i64::MAX),
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await?;
    let id: SubmissionId = row.submission_id.parse().map_err(|_| Error::NotFound)?;
    let fact = NewFact::new("agreement.rows-seen", "submission", id.uuid())
        .set("rows", seen.rows.len())
        .set("table", table)
        .because(&reason);
    commit(tx, vec![fact]).await?;
    Ok(Seen {
        head: if head.is_empty() { seen.head } else { head },
        rows: seen.rows,
    })
}
