//! Health of communication (DOMAIN C4.3): bodies that have not met, members who have gone silent, promises that are late, and
//! the hours asked of each volunteer, by which group.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::access::{Action, Thing};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

use crate::accounts::visit::Visit;
use crate::blocks::{Block, Table, cell, link, link_if, page};
use crate::dates;
use crate::directory::pages::address;
use crate::error::Error;

/// A body that has not met for this long is named.
const QUIET_MILLIS: i64 = 60 * 24 * 3600 * 1000;
/// Hours are counted over this long.
const QUARTER_MILLIS: i64 = 90 * 24 * 3600 * 1000;
/// A member who was asked this often in the last half year and was never there has gone silent.
const ASKED_MIN: i64 = 2;

#[derive(FromQueryResult)]
struct BodyRow {
    body_id: String,
    name: String,
    name_es: String,
    last_at: Option<i64>,
    next_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct SilentRow {
    name: String,
    organisation: Option<String>,
    asked: i64,
}

#[derive(FromQueryResult)]
struct HoursRow {
    person_id: String,
    name: String,
    body: String,
    body_es: String,
    minutes: i64,
}

/// The page.
pub async fn page_of(visit: &Visit) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let now = visit.scope.clock().now_millis();
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let blocks = vec![
        Block::Links(vec![
            link(words.say("actions-open"), address(visit, "actions")),
            link(words.say("announcements"), address(visit, "announcements")),
        ]),
        Block::Table(quiet(visit, bodies(&reader, now).await?, now)),
        Block::Table(silent_table(visit, silent(&reader, now).await?)),
        Block::Table(late(visit, &reader, &today.to_string()).await?),
        Block::Table(hours_table(visit, hours(&reader, now).await?)),
    ];
    let title = words.say("communication-health");
    page(
        visit.frame(&title, "meetings"),
        words.say("communication-lede"),
        blocks,
    )
}

/// The page about the health of communication.
pub async fn health(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    page_of(&visit).await
}

/// When each body last met and meets next.
async fn bodies(connection: &Connection, now: i64) -> Result<Vec<BodyRow>, DbError> {
    let sql = "select o.body_id, o.name, o.name_es,
                 max(case when m.state = 'held' then m.begins_at end) as last_at,
                 min(case when m.state = 'planned' and m.begins_at >= $2 then m.begins_at end) as next_at
               from body o
               left join meeting_body b on b.collaborative_id = o.collaborative_id and b.body_id = o.body_id
               left join meeting m on m.collaborative_id = b.collaborative_id and m.meeting_id = b.meeting_id
               where o.collaborative_id = $1 and o.ended_on is null
               group by o.body_id, o.name, o.name_es
               order by coalesce(max(case when m.state = 'held' then m.begins_at end), 0), o.name, o.body_id
               limit 500";
    connection.rows(sql, args![now]).await
}

fn quiet(visit: &Visit, rows: Vec<BodyRow>, now: i64) -> Table {
    let words = visit.words;
    let zone = &visit.collaborative.time_zone;
    let day = |at: Option<i64>| at.map(|at| dates::plain(words, dates::day_of(at, zone)));
    let may_open = visit.shows(Action::ManageSeats, Thing::Whole);
    let rows = rows.into_iter().map(|row| {
        let is_quiet = row.last_at.is_none_or(|at| at < now - QUIET_MILLIS);
        let last = day(row.last_at).unwrap_or_else(|| words.say("body-never-met"));
        vec![
            link_if(
                may_open,
                words.pick(&row.name, &row.name_es),
                address(visit, &format!("bodies/{}", row.body_id)),
            ),
            cell(last),
            cell(day(row.next_at).unwrap_or_else(|| words.say("body-no-next"))),
            cell(if is_quiet {
                words.say("body-quiet")
            } else {
                String::new()
            }),
        ]
    });
    let head = ["directory-bodies", "body-last-met", "body-next", "body-standing"];
    Table::new(words, "bodies-meeting", &head, rows.collect())
}

/// Members who were asked to several meetings of the last half year that were held, and were at none and answered none.
async fn silent(connection: &Connection, now: i64) -> Result<Vec<SilentRow>, DbError> {
    let sql = "select p.name, min(g.name) as organisation, count(distinct m.meeting_id) as asked
               from meeting m
               join meeting_body b on b.collaborative_id = m.collaborative_id and b.meeting_id = m.meeting_id
               join seat s on s.collaborative_id = b.collaborative_id and s.body_id = b.body_id
                 and s.since_on <= m.held_on and (s.until_on is null or s.until_on >= m.held_on)
               join person p on p.collaborative_id = s.collaborative_id and p.person_id = s.person_id and p.state <> 'left'
               left join organisation g on g.collaborative_id = p.collaborative_id and g.organisation_id = p.organisation_id
               left join attendance a on a.collaborative_id = m.collaborative_id and a.meeting_id = m.meeting_id
                 and a.person_id = p.person_id and (a.presence in ('there', 'video') or a.reply <> '')
               where m.collaborative_id = $1 and m.state = 'held' and m.begins_at >= $2 and m.begins_at < $3
               group by p.person_id, p.name
               having count(a.person_id) = 0 and count(distinct m.meeting_id) >= $4
               order by count(distinct m.meeting_id) desc, p.name, p.person_id
               limit 200";
    connection
        .rows(sql, args![now - 2 * QUARTER_MILLIS, now, ASKED_MIN])
        .await
}

fn silent_table(visit: &Visit, rows: Vec<SilentRow>) -> Table {
    let rows = rows.into_iter().map(|row| {
        vec![
            cell(row.name),
            cell(row.organisation.unwrap_or_default()),
            cell(row.asked),
        ]
    });
    let head = ["field-name", "field-organisation", "silent-asked"];
    Table::new(visit.words, "members-silent", &head, rows.collect())
}

async fn late(visit: &Visit, connection: &Connection, today: &str) -> Result<Table, Error> {
    let words = visit.words;
    let open = crate::meetings::promises::store::open(connection, "").await?;
    let late = open
        .into_iter()
        .filter(|action| action.due_on.as_deref().is_some_and(|due| due < today));
    let rows = late.map(|action| {
        vec![
            cell(action.title),
            cell(action.owner.unwrap_or_default()),
            cell(words.pick(&action.body, &action.body_es)),
            cell(action.due_on.unwrap_or_default()),
        ]
    });
    let head = ["field-action", "minutes-owner", "directory-bodies", "minutes-due"];
    Ok(Table::new(words, "actions-late", &head, rows.collect()))
}

/// Minutes of meetings that each volunteer was asked to in the last quarter, by body. Staff is paid for it.
async fn hours(connection: &Connection, now: i64) -> Result<Vec<HoursRow>, DbError> {
    let sql = "select p.person_id, p.name, o.name as body, o.name_es as body_es, cast(sum(m.minutes) as bigint) as minutes
               from meeting m
               join meeting_body b on b.collaborative_id = m.collaborative_id and b.meeting_id = m.meeting_id
               join body o on o.collaborative_id = b.collaborative_id and o.body_id = b.body_id
               join seat s on s.collaborative_id = b.collaborative_id and s.body_id = b.body_id
                 and s.since_on <= m.held_on and (s.until_on is null or s.until_on >= m.held_on)
               join person p on p.collaborative_id = s.collaborative_id and p.person_id = s.person_id and p.state <> 'left'
               where m.collaborative_id = $1 and m.state <> 'cancelled' and m.begins_at >= $2 and m.begins_at < $3
                 and not exists (select 1 from staff_role r
                                 where r.collaborative_id = $1 and r.person_id = p.person_id and r.until_on is null)
               group by p.person_id, p.name, o.body_id, o.name, o.name_es
               order by p.name, p.person_id, o.name
               limit 5000";
    connection.rows(sql, args![now - QUARTER_MILLIS, now]).await
}

fn hours_table(visit: &Visit, rows: Vec<HoursRow>) -> Table {
    let words = visit.words;
    let mut people: BTreeMap<(String, String), (i64, Vec<String>)> = BTreeMap::new();
    for row in rows {
        let body = words.pick(&row.body, &row.body_es).to_owned();
        let told = words.with(
            "hours-of-body",
            &[("body", body.into()), ("hours", hours_of(row.minutes).into())],
        );
        let person = people.entry((row.name, row.person_id)).or_default();
        person.0 += row.minutes;
        person.1.push(told);
    }
    let mut people: Vec<_> = people.into_iter().collect();
    people.sort_by_key(|(_, (minutes, _))| -minutes);
    let rows = people.into_iter().map(|((name, _), (minutes, bodies))| {
        vec![cell(name), cell(hours_of(minutes)), cell(bodies.join(", "))]
    });
    let head = ["field-name", "hours-asked", "hours-by-body"];
    Table::new(words, "volunteers-hours", &head, rows.collect())
}

/// "1.5".
fn hours_of(minutes: i64) -> String {
    let tenths = (minutes * 10 + 30) / 60;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn hours_are_told_with_one_decimal_at_most() {
        assert_eq!(super::hours_of(90), "1.5");
        assert_eq!(super::hours_of(120), "2");
        assert_eq!(super::hours_of(50), "0.8");
    }
}
