//! The gate before an edition: what came under an agreement becomes public only as far as the agreement says.

use std::collections::HashMap;

use domain::agreements::{Act, Publication, Purpose, Standing, Use, decide};
use jiff::civil::Date;
use platform::args;
use platform::db::{Connection, FromQueryResult};
use platform::history::Actor;

use super::actions::standing;
use super::gate;
use crate::editions::actions::read_document;
use crate::error::Error;

#[derive(Debug, FromQueryResult)]
struct GovernedRow {
    root_id: String,
    purpose: String,
    indicator_id: String,
    slug: String,
    has_groups: i64,
    accepted_at: i64,
}

/// Lets an edition with these indicators (by slug) pass, or refuses it with the agreement and the clause.
///
/// What was public before an agreement's end stays; what was accepted under it and was never published does not become
/// public after it.
///
/// Errors: `Refused` with the sentence, in the language of whoever publishes.
pub async fn pass(
    connection: &Connection,
    actor: &Actor,
    indicators: &[&str],
    today: Date,
) -> Result<(), Error> {
    let sql = "select u.root_id, u.purpose, o.indicator_id, i.slug,
                 cast(max(case when o.group_key <> '' then 1 else 0 end) as bigint) as has_groups,
                 cast(max(o.accepted_at) as bigint) as accepted_at
               from observation o
               join (select collaborative_id, submission_id, root_id, 'shared-measures' as purpose
                     from agreement_upload where collaborative_id = $1
                     union
                     select collaborative_id, vault_run_id, root_id, 'shared-measures'
                     from vault_run_root where collaborative_id = $1
                     union
                     select collaborative_id, take_up_id, people_root_id, 'take-up' from take_up where collaborative_id = $1
                     union
                     select collaborative_id, take_up_id, service_root_id, 'take-up' from take_up where collaborative_id = $1) u
                 on u.collaborative_id = o.collaborative_id and u.submission_id = o.submission_id
               join indicator i on i.collaborative_id = o.collaborative_id and i.indicator_id = o.indicator_id
               where o.collaborative_id = $1
               group by u.root_id, u.purpose, o.indicator_id, i.slug
               order by i.slug, u.root_id, u.purpose
               limit 10000";
    let mut concerned: Vec<GovernedRow> = connection.rows(sql, args![]).await?;
    concerned.retain(|row| indicators.contains(&row.slug.as_str()));
    if concerned.is_empty() {
        return Ok(());
    }
    let last_public = last_public(connection).await?;
    let mut speaking = HashMap::new();
    for row in concerned {
        if !speaking.contains_key(&row.root_id) {
            let governed = gate::speaking(connection, &row.root_id)
                .await?
                .ok_or(Error::NotFound)?;
            speaking.insert(row.root_id.clone(), governed);
        }
        let governed = &speaking[&row.root_id];
        let shown = match row.has_groups {
            0 => Publication::Totals,
            _ => Publication::Groups,
        };
        let wanted = Use {
            act: Act::Publish(shown),
            purpose: Purpose::from_code(&row.purpose).unwrap_or(Purpose::SharedMeasures),
            indicator: row.indicator_id.parse().ok(),
            elements: &[],
            person: None,
            on: today,
        };
        // What readers have seen cannot be unseen: only its level is asked again.
        let was_public = last_public
            .get(&row.slug)
            .is_some_and(|at| row.accepted_at <= *at);
        let (standing, wanted) = match was_public {
            true => (
                Standing::InForce,
                Use {
                    on: governed.terms.starts_on,
                    ..wanted
                },
            ),
            false => (standing(&governed.row), wanted),
        };
        if let Err(refused) = decide(standing, &governed.terms, &wanted) {
            let words = gate::words_for(connection, actor).await?;
            return Err(Error::Refused(gate::sentence(words, &governed.row, &refused)));
        }
    }
    Ok(())
}

#[derive(Debug, FromQueryResult)]
struct PublishedRow {
    document_hash: String,
    published_at: i64,
}

/// When each indicator last stood in a published edition. A draft is published only while nothing newer was accepted than
/// what it was made from, so whatever was accepted before that moment was in it.
async fn last_public(connection: &Connection) -> Result<HashMap<String, i64>, Error> {
    let sql = "select document_hash, published_at from edition
               where collaborative_id = $1 and state = 'published'
                 and document_hash is not null and published_at is not null
               order by number
               limit 10000";
    let editions: Vec<PublishedRow> = connection.rows(sql, args![]).await?;
    let mut last = HashMap::new();
    for edition in editions {
        let document = read_document(connection, &edition.document_hash).await?;
        for part in document.indicators {
            last.insert(part.slug, edition.published_at);
        }
    }
    Ok(last)
}
