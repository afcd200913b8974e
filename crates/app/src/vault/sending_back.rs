//! Rows that wait are sent back: whoever reviews writes why, the rows are destroyed, and the partner can send them again.

use domain::ids::SubmissionId;
use domain::text::Reason;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail;

use super::rows::{self, Rows};
use super::{asks, intake};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};
use crate::requests::actions::new_link;
use crate::requests::letters::{self, Desk, LinkInLetter};
use crate::requests::store as requests;
use crate::submissions::review_store as review;

/// Shorter values that name somebody are too likely to stand in a reason by chance.
const TELLING_LETTERS: usize = 4;

/// Sends the rows of a submission back with a reason, and destroys them. Sending back what does not wait does nothing; tells whether
/// the rows went.
///
/// Errors: no reason; the reason holds what names one of the people in the rows, since it goes by mail.
pub async fn send_back(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    submission: SubmissionId,
    reason: &str,
) -> Result<bool, Refusal> {
    let refused = |key: &str| Refusal::from(Check::form().problem("return_reason", key));
    let Ok(reason) = Reason::parse(reason) else {
        return Err(refused("vault-reason-needed"));
    };
    let id = submission.to_string();
    let reader = scope.read().await?;
    let row = review::submission(&reader, &id).await?.ok_or(Error::NotFound)?;
    let ask = asks::of_request(&reader, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    let reading = intake::sent_rows(&reader, &row, (&ask, None)).await?;
    drop(reader);
    if reading.is_some_and(|reading| names_somebody(&reading.rows, reason.as_str())) {
        return Err(refused("vault-reason-names"));
    }
    let tx = scope.write(actor).await?;
    let row = review::lock_submission(&tx, &id).await?.ok_or(Error::NotFound)?;
    if row.state != "sent" {
        return Ok(false);
    }
    destroy(&tx, &id, reason.as_str()).await?;
    review::set_state(&tx, &id, "returned").await?;
    let request = requests::request(&tx, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    let partner = requests::partner(&tx, &row.data_request_id, &row.organisation_id).await?;
    let partner = partner.ok_or(Error::NotFound)?;
    let (secret, last_day, issued) = new_link(&tx, desk, &request, &partner).await?;
    let link = LinkInLetter {
        secret: &secret,
        last_day,
    };
    let letter = letters::sending_back(desk, &request, &partner, link, reason.as_str());
    mail::enqueue(&tx, letter).await?;
    let fact = NewFact::new("vault.rows-sent-back", "submission", submission.uuid())
        .set("organisation", &row.organisation_id)
        .set("request", &row.data_request_id)
        .change("state", "sent", "returned")
        .because(reason.as_str());
    commit(tx, vec![fact, issued]).await?;
    Ok(true)
}

/// Whether a reason holds what names one of the people.
fn names_somebody(found: &Rows, reason: &str) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.to_lowercase();
        let spaced = letters
            .chars()
            .map(|one| if one.is_alphanumeric() { one } else { ' ' });
        let words: String = spaced.collect();
        format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let reason = plain(reason);
    let direct = found.columns.iter().enumerate();
    let direct: Vec<usize> = direct
        .filter(|(_, column)| rows::is_direct(&column.class))
        .map(|(at, _)| at)
        .collect();
    let is_told = |part: &str| part.trim().chars().count() >= TELLING_LETTERS && reason.contains(part);
    found.rows.iter().any(|row| {
        let cells = direct.iter().filter_map(|at| row.get(*at));
        let cells = cells.filter(|cell| !cell.is_null());
        cells
            .map(|cell| plain(&cell.as_str().map_or_else(|| cell.to_string(), str::to_owned)))
            .any(|cell| {
                // One name of two names somebody, too; whole numbers alone could be of anything.
                let words = cell.split_whitespace();
                let mut names = words.filter(|word| word.chars().all(char::is_alphabetic));
                is_told(&cell) || names.any(|name| is_told(&format!(" {name} ")))
            })
    })
}

/// The rows go, with what was decided about their columns; when something came, and why it went back, stays.
async fn destroy(tx: &Tx, submission: &str, because: &str) -> Result<(), Error> {
    intake::forget_reading(tx, submission).await?;
    let sql = "update submission
               set returned_because = $3, sheet = '', mapping = '{}', answers = '{}'
               where collaborative_id = $1 and submission_id = $2";
    tx.run(sql, args![submission, because]).await?;
    let sql = "update agreement_upload set destroyed_at = $3
               where collaborative_id = $1 and submission_id = $2 and destroyed_at is null";
    tx.run(sql, args![submission, tx.clock().now_millis()]).await?;
    Ok(())
}

/// Why a submission went back as a whole; empty if it did not.
pub async fn because(connection: &Connection, submission: &str) -> Result<String, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        returned_because: String,
    }
    let sql = "select returned_because from submission where collaborative_id = $1 and submission_id = $2";
    let row: Option<Row> = connection.row(sql, args![submission]).await?;
    Ok(row.map(|row| row.returned_because).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::rows::VaultColumn;
    use super::*;

    #[test]
    fn a_reason_that_holds_a_number_or_a_name_of_the_rows_is_seen() {
        let column = |name: &str, class: &str| VaultColumn {
            name: name.to_owned(),
            class: class.to_owned(),
            kind: "text".to_owned(),
        };
        let found = Rows {
            columns: vec![
                column("Number", "direct"),
                column("Name", "direct"),
                column("Site", "quasi"),
                column("Telephone", "direct"),
            ],
            rows: vec![vec![
                "S-1042".into(),
                "Ada Muestra".into(),
                "Lantern Street".into(),
                555_123.into(),
            ]],
            ..Rows::default()
        };
        for telling in [
            "Look at s 1042 again",
            "ADA MUESTRA has two rows",
            "Muestra, Ada: two rows",
            "(S-1042)",
            "555123 is wrong",
        ] {
            assert!(names_somebody(&found, telling), "{telling}");
        }
        for plain in ["Row 1042, column Number", "Lantern Street lacks days", "S-10425"] {
            assert!(!names_somebody(&found, plain), "{plain}");
        }
    }
}
