//! Numbers in texts and what a second person said of them. A number that nobody answered for holds the edition up.

use std::collections::BTreeMap;

use domain::ids::EditionId;
use domain::text::Reason;
use jiff::civil::Date;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};

use super::actions::{document_of, open_draft, report_of};
use super::document::Document;
use super::publishing::frozen;
use super::report::Report;
use super::store::{self, EditionRow};
use super::telling::{Telling, tellings};
use crate::error::Error;

/// Most words of second persons that are read.
const LIST_MAX: i64 = 10_000;

/// A number in a text, and what a second person said of it.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The number.
    pub telling: Telling,
    /// Why it is no count that must not be told; nothing while nobody said so.
    pub confirmed: Option<Confirmed>,
}

/// A second person's word.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Confirmed {
    pub(super) told_count_id: String,
    pub(super) confirmed_by: String,
    /// Why.
    pub reason: String,
    /// Their name.
    pub name: Option<String>,
}

pub(super) async fn confirmations(connection: &Connection) -> Result<Vec<Confirmed>, DbError> {
    let sql = "select t.told_count_id, t.confirmed_by, t.reason, p.name
               from told_count t
               left join person p
                 on p.collaborative_id = t.collaborative_id and 'person:' || p.person_id = t.confirmed_by
               where t.collaborative_id = $1
               order by t.confirmed_at desc, t.told_count_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Every number in the texts of a draft as it would be published on a day, with what was said of it.
pub async fn looked_at(connection: &Connection, row: &EditionRow, today: Date) -> Result<Vec<Looked>, Error> {
    let draft = document_of(connection, row).await?;
    let vettings = store::vettings(connection, &row.edition_id).await?;
    let document = frozen(draft, row, &vettings, today);
    in_document(connection, row, &document, &report_of(connection, row).await?).await
}

async fn in_document(
    connection: &Connection,
    row: &EditionRow,
    document: &Document,
    report: &Report,
) -> Result<Vec<Looked>, Error> {
    let found = tellings(document, report);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let rows = confirmations(connection).await?;
    // Whoever made this draft answers for none of its numbers, not even by what they said of another.
    let by_others = rows.into_iter().filter(|one| one.confirmed_by != row.created_by);
    let confirmed: BTreeMap<String, Confirmed> =
        by_others.map(|one| (one.told_count_id.clone(), one)).collect();
    let looked = found.into_iter().map(|telling| Looked {
        confirmed: confirmed.get(&telling.key).cloned(),
        telling,
    });
    Ok(looked.collect())
}

/// How many numbers of a draft's texts nobody answered for.
pub async fn waiting(connection: &Connection, row: &EditionRow, today: Date) -> Result<usize, Error> {
    let looked = looked_at(connection, row, today).await?;
    Ok(looked.iter().filter(|one| one.confirmed.is_none()).count())
}

/// The hard stop before publishing: nothing is frozen with a number that nobody answered for.
pub(super) async fn refuse_untold(tx: &Tx, row: &EditionRow, document: &Document) -> Result<(), Error> {
    let report = report_of(tx, row).await?;
    let looked = in_document(tx, row, document, &report).await?;
    let waiting = looked.iter().filter(|one| one.confirmed.is_none()).count();
    if waiting == 0 {
        return Ok(());
    }
    let text = format!(
        "{waiting} numbers in the texts may tell what is protected; change the texts, or let a second person answer for them on the release desk"
    );
    Err(Error::Refused(text))
}

/// A second person says why a number in a text is no count that must not be told. The caller has asked for
/// `ConfirmDisclosure`.
pub async fn confirm(
    scope: &Scope,
    actor: Actor,
    id: EditionId,
    (key, reason): (&str, &str),
    today: Date,
) -> Result<(), Error> {
    let reason = Reason::parse(reason).map_err(|error| Error::Bad(error.to_string()))?;
    let tx = scope.write(actor).await?;
    let row = open_draft(&tx, id).await?;
    if row.created_by == tx.actor().key() {
        return Err(Error::Refused(
            "a second person answers for the numbers in the texts".into(),
        ));
    }
    let looked = looked_at(&tx, &row, today).await?;
    let Some(one) = looked.iter().find(|one| one.telling.key == key) else {
        return Err(Error::NotFound);
    };
    if one.confirmed.is_some() {
        // Sent twice, it is one answer.
        return Ok(());
    }
    let sql = "insert into told_count (collaborative_id, told_count_id, edition_id, reason, confirmed_at, confirmed_by)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, told_count_id)
               do update set edition_id = excluded.edition_id, reason = excluded.reason,
                 confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    tx.run(sql, args![key, row.edition_id, reason.to_string(), now, by])
        .await?;
    // The history keeps the digest and not the words, which may tell a number after all.
    let fact = NewFact::new("edition.told-count-confirmed", "edition", id.uuid())
        .set("words", key)
        .because(reason.as_str());
    tx.commit(vec![fact]).await?;
    Ok(())
}
