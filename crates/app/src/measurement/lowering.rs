//! What a measure would protect less than before waits for a second person.

use domain::text::Reason;
use platform::db::Tx;
use platform::history::NewFact;

use super::store::IndicatorRow;
use crate::collaborative::protection::{self, Lowering, Own};
use crate::error::Error;
use crate::problems::Check;

/// What a row protects less than it did waits for a second person; the row keeps what it had.
pub(super) fn lowerings(row: &mut IndicatorRow, before: &Own, house: i64) -> Vec<Lowering> {
    let wish = Own {
        minimum_count: row.minimum_count,
        suppression: row.suppression.clone(),
    };
    let (lower, at_once) = before.split(&wish, house);
    (row.minimum_count, row.suppression) = (at_once.minimum_count, at_once.suppression);
    let lowering = |(field, before, after)| Lowering {
        indicator: Some(row.indicator_id.clone()),
        field,
        before,
        after,
    };
    lower.into_iter().map(lowering).collect()
}

/// The reason that a lowering needs; a problem beside its field if it is missing.
pub(super) fn reason_for(check: &mut Check, lowerings: &[Lowering], reason: &str) -> Option<Reason> {
    if lowerings.is_empty() {
        return None;
    }
    match Reason::parse(reason) {
        Ok(reason) => Some(reason),
        Err(error) => {
            check.wrong("reason", &format!("text-{}", error.code()));
            None
        }
    }
}

/// Lays every lowering before a second person.
pub(super) async fn propose_all(
    tx: &Tx,
    lowerings: &[Lowering],
    reason: Option<&Reason>,
) -> Result<Vec<NewFact>, Error> {
    let mut facts = Vec::new();
    for lowering in lowerings {
        if let Some(reason) = reason {
            facts.push(protection::propose(tx, lowering, reason).await?);
        }
    }
    Ok(facts)
}
