//! To whom something goes: everybody, the staff or one role of it, the chairs, a body, a sector, an organisation.

use std::collections::BTreeSet;

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use crate::blocks::Choice;
use crate::directory::sectors::sector_name;
use crate::directory::store as directory;

/// Most people of one segment.
const PEOPLE_MAX: i64 = 20_000;
/// Roles of the staff, and others, that can be written to by themselves.
const ROLES: [&str; 4] = ["director", "facilitator", "data-manager", "funder"];

/// Somebody of a segment.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RecipientRow {
    /// Who.
    pub person_id: String,
    /// Language of their letters.
    pub language: String,
    /// Their address.
    pub email: String,
}

/// Every segment there is now, with its name: what a form offers, and all that it takes.
pub async fn choices(connection: &Connection, words: Words) -> Result<Vec<Choice>, DbError> {
    let choice = |value: String, label: String| Choice { value, label };
    let whole = ["everybody", "staff", "chairs"];
    let whole = whole.map(|code| choice(code.to_owned(), words.say(&format!("segment-{code}"))));
    let mut all: Vec<Choice> = whole.to_vec();
    for role in ROLES {
        let name = words.say(&format!("role-{role}"));
        let label = words.with("segment-role", &[("name", name.into())]);
        all.push(choice(format!("role:{role}"), label));
    }
    for body in directory::bodies(connection).await? {
        let label = words.pick(&body.name, &body.name_es).to_owned();
        all.push(choice(body.body_id, label));
    }
    let organisations = directory::organisations(connection).await?;
    let sectors: BTreeSet<&str> = organisations.iter().map(|one| one.sector.as_str()).collect();
    for sector in sectors.into_iter().filter(|sector| !sector.is_empty()) {
        let label = words.with("segment-sector", &[("name", sector_name(words, sector).into())]);
        all.push(choice(format!("sector:{sector}"), label));
    }
    for organisation in organisations {
        let label = words.with("segment-organisation", &[("name", organisation.name.into())]);
        all.push(choice(
            format!("organisation:{}", organisation.organisation_id),
            label,
        ));
    }
    Ok(all)
}

/// Everybody of a segment on a day. Nobody where the code names no segment.
pub async fn recipients(
    connection: &Connection,
    segment: &str,
    today: &str,
) -> Result<Vec<RecipientRow>, DbError> {
    let (kind, value) = match segment.split_once(':') {
        Some((kind, value)) => (kind, value),
        None if ["everybody", "staff", "chairs"].contains(&segment) => (segment, ""),
        None => ("body", segment),
    };
    let sql = "select p.person_id, p.language, p.email
               from person p
               where p.collaborative_id = $1 and p.state <> 'left'
                 and ($2 = 'everybody'
                   or ($2 in ('staff', 'role') and exists (
                     select 1 from staff_role r
                     where r.collaborative_id = $1 and r.person_id = p.person_id and r.since_on <= $4
                       and (r.until_on is null or r.until_on >= $4)
                       and ($2 = 'staff' or r.role = $3)))
                   or ($2 in ('body', 'chairs') and exists (
                     select 1 from seat s
                     where s.collaborative_id = $1 and s.person_id = p.person_id and s.since_on <= $4
                       and (s.until_on is null or s.until_on >= $4)
                       and (s.body_id = $3 or ($2 = 'chairs' and s.role = 'chair'))))
                   or ($2 = 'organisation' and p.organisation_id = $3)
                   or ($2 = 'sector' and exists (
                     select 1 from organisation o
                     where o.collaborative_id = $1 and o.organisation_id = p.organisation_id and o.sector = $3)))
               order by p.name, p.person_id
               limit $5";
    connection.rows(sql, args![kind, value, today, PEOPLE_MAX]).await
}
