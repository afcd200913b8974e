//! Looks at rows that came under an agreement: for a purpose that is written down, by people the agreement names, with a
//! second factor, and each kept where the side that gave them can read it.

use domain::agreements::Act;
use domain::ids::SubmissionId;
use intake::Workbook;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::{gate, sealing};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Most rows shown at one look.
pub const ROWS_MAX: usize = 200;

/// A look.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LookRow {
    /// Who.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Rows that were shown.
    pub rows_seen: i64,
    /// When.
    pub looked_at: i64,
}

/// Every look under an agreement, the newest first.
pub async fn looks(connection: &Connection, root: &str) -> Result<Vec<LookRow>, DbError> {
    let sql = "select p.name, l.reason, l.rows_seen, l.looked_at
               from agreement_look l
               join person p on p.collaborative_id = l.collaborative_id and p.person_id = l.person_id
               where l.collaborative_id = $1 and l.root_id = $2
               order by l.looked_at desc, l.agreement_look_id
               limit 1000";
    connection.rows(sql, args![root]).await
}

/// What is shown: headings, then rows.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Headings.
    pub head: Vec<String>,
    /// Rows of raw cells.
    pub rows: Vec<Vec<String>>,
}

#[derive(FromQueryResult)]
struct KeptRow {
    reading_hash: Option<String>,
    sheet: String,
}

/// Opens the rows of one submission, and keeps the look in the same change: without it nothing is shown.
///
/// Errors: no reason is written; the agreement does not name who looks, or is not in force.
pub async fn look(
    scope: &Scope,
    actor: Actor,
    submission: SubmissionId,
    reason: &str,
) -> Result<Seen, Refusal> {
    let mut check = Check::form();
    let reason = check.prose("look_reason", reason);
    let reason = check.finish(reason)?;
    let id = submission.to_string();
    let governed = gate::pass_submission(scope, &actor, &id, Act::Look).await?;
    let governed = governed.ok_or(Error::NotFound)?;
    let tx = scope.write(actor).await?;
    let sql = "select reading_hash, sheet from submission where collaborative_id = $1 and submission_id = $2";
    let row: KeptRow = tx.row(sql, args![id.clone()]).await?.ok_or(Error::NotFound)?;
    let hash = row.reading_hash.ok_or(Error::NotFound)?;
    let content = sealing::get(&tx, &hash).await?;
    let workbook: Workbook =
        serde_json::from_slice(&content).map_err(|error| Error::Fault(error.to_string()))?;
    // What came under an earlier version is shown as far as the one in force covers it, without whom families took out since.
    let narrowed = governed.narrow(&tx, tx.actor(), workbook).await?;
    let seen = seen(&narrowed.workbook, &row.sheet);
    let sql = "insert into agreement_look (collaborative_id, agreement_look_id, root_id, submission_id, person_id, purpose,
                 reason, rows_seen, looked_at)
               values ($1, $2, $3, $4, $5, 'shared-measures', $6, $7, $8)";
    let values = args![
        secrets::new_uuid().to_string(),
        governed.row.root_id,
        id,
        tx.actor().reference.id.to_string(),
        reason.clone(),
        i64::try_from(seen.rows.len()).unwrap_or(i64::MAX),
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await?;
    let fact = NewFact::new("agreement.rows-seen", "submission", submission.uuid())
        .set("rows", seen.rows.len())
        .because(&reason);
    commit(tx, vec![fact]).await?;
    Ok(seen)
}

fn seen(workbook: &Workbook, sheet: &str) -> Seen {
    let Some(sheet) = workbook.sheet(sheet).or_else(|| workbook.main_sheet()) else {
        return Seen::default();
    };
    let first = sheet.first_data_row.unwrap_or(u32::MAX);
    let last = sheet.last_data_row.unwrap_or(0);
    let row = |row: u32| -> Vec<String> {
        let cells = sheet.columns.iter().map(|column| sheet.cell(row, column.col));
        cells
            .map(|cell| cell.map(|cell| cell.raw.clone()).unwrap_or_default())
            .collect()
    };
    let mut numbers: Vec<u32> = sheet.cells.iter().map(|cell| cell.row).collect();
    numbers.dedup();
    numbers.retain(|number| (first..=last).contains(number));
    Seen {
        head: sheet.columns.iter().map(|column| column.name.clone()).collect(),
        rows: numbers.into_iter().take(ROWS_MAX).map(row).collect(),
    }
}
