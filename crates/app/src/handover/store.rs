//! Queries for the handover file. Each line has what, a note, and a day.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

/// Most lines of one part.
const LINES_MAX: i64 = 60;

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LineRow {
    /// What.
    pub what: String,
    /// What, Spanish; may be empty.
    pub what_es: String,
    /// A note: who, how.
    pub note: String,
    /// When, ISO 8601; may be empty.
    pub day: String,
}

/// Roles on the staff and seats in bodies that somebody holds on a day.
pub async fn roles(connection: &Connection, person: &str, today: &str) -> Result<Vec<LineRow>, DbError> {
    let sql = "select r.role as what, '' as what_es, 'staff' as note, r.since_on as day
               from staff_role r
               where r.collaborative_id = $1 and r.person_id = $2 and r.since_on <= $3 and (r.until_on is null or r.until_on >= $3)
               union all
               select b.name as what, b.name_es as what_es, s.role as note, coalesce(s.term_ends_on, '') as day
               from seat s
               join body b on b.collaborative_id = s.collaborative_id and b.body_id = s.body_id
               where s.collaborative_id = $1 and s.person_id = $2 and s.since_on <= $3 and (s.until_on is null or s.until_on >= $3)
               order by note, what
               limit $4";
    connection.rows(sql, args![person, today, LINES_MAX]).await
}

/// Proposals that are not closed: all of them for the staff, else those of one's own bodies.
pub async fn decisions(
    connection: &Connection,
    person: &str,
    all: i64,
    today: &str,
) -> Result<Vec<LineRow>, DbError> {
    let sql = "select p.title_en as what, p.title_es as what_es, b.name as note, '' as day
               from proposal p
               join body b on b.collaborative_id = p.collaborative_id and b.body_id = p.body_id
               where p.collaborative_id = $1 and p.state in ('draft', 'discussion', 'open')
                 and (cast($3 as bigint) = 1 or p.author_id = $2 or exists (
                   select 1 from seat s
                   where s.collaborative_id = $1 and s.body_id = p.body_id and s.person_id = $2 and s.since_on <= $4
                     and (s.until_on is null or s.until_on >= $4)))
               order by p.closes_at, p.number
               limit $5";
    connection.rows(sql, args![person, all, today, LINES_MAX]).await
}

/// Decisions whose review is due.
pub async fn reviews(connection: &Connection) -> Result<Vec<LineRow>, DbError> {
    let sql = "select p.title_en as what, p.title_es as what_es, b.name as note, d.review_on as day
               from decision d
               join proposal p on p.collaborative_id = d.collaborative_id and p.proposal_id = d.proposal_id
               join body b on b.collaborative_id = d.collaborative_id and b.body_id = d.body_id
               where d.collaborative_id = $1 and d.review_on is not null and d.reviewed_on is null
               order by d.review_on, d.decision_id
               limit $2";
    connection.rows(sql, args![LINES_MAX]).await
}

/// Meetings to come: all of them for the staff, else those of one's own bodies.
pub async fn meetings(
    connection: &Connection,
    person: &str,
    all: i64,
    now: i64,
) -> Result<Vec<LineRow>, DbError> {
    let sql = "select m.title as what, m.title_es as what_es, m.place as note, m.held_on as day
               from meeting m
               where m.collaborative_id = $1 and m.state = 'planned' and m.begins_at >= $4
                 and (cast($3 as bigint) = 1 or m.chair_id = $2 or exists (
                   select 1
                   from meeting_body b
                   join seat s on s.collaborative_id = b.collaborative_id and s.body_id = b.body_id
                   where b.collaborative_id = $1 and b.meeting_id = m.meeting_id and s.person_id = $2
                     and s.since_on <= m.held_on and (s.until_on is null or s.until_on >= m.held_on)))
               order by m.begins_at, m.meeting_id
               limit $5";
    connection.rows(sql, args![person, all, now, LINES_MAX]).await
}

/// Data requests that are open, with when they are due.
pub async fn requests(connection: &Connection) -> Result<Vec<LineRow>, DbError> {
    let sql = "select title as what, title_es as what_es, '' as note, due_on as day
               from data_request
               where collaborative_id = $1 and state = 'open'
               order by due_on, data_request_id
               limit $2";
    connection.rows(sql, args![LINES_MAX]).await
}

/// Terms of seats that end before a day.
pub async fn terms(connection: &Connection, before: &str) -> Result<Vec<LineRow>, DbError> {
    let sql = "select b.name as what, b.name_es as what_es, coalesce(p.name, '') as note, s.term_ends_on as day
               from seat s
               join body b on b.collaborative_id = s.collaborative_id and b.body_id = s.body_id
               left join person p on p.collaborative_id = s.collaborative_id and p.person_id = s.person_id
               where s.collaborative_id = $1 and s.until_on is null and s.term_ends_on is not null and s.term_ends_on <= $2
               order by s.term_ends_on, s.seat_id
               limit $3";
    connection.rows(sql, args![before, LINES_MAX]).await
}

/// Open items of the backbone's workplan; the note is the function's code and who does it, divided by a bar.
pub async fn workplan(connection: &Connection) -> Result<Vec<LineRow>, DbError> {
    let sql = "select w.title as what, '' as what_es, w.function || '|' || coalesce(p.name, '') as note,
                 coalesce(w.due_on, '') as day
               from work_item w
               left join person p on p.collaborative_id = w.collaborative_id and p.person_id = w.owner_id
               where w.collaborative_id = $1 and w.state = 'open'
               order by coalesce(w.due_on, '9999'), w.title, w.work_item_id
               limit $2";
    connection.rows(sql, args![LINES_MAX]).await
}

/// What is asked for and still open; the note is the stage's code and who decides, divided by a bar.
pub async fn policy(connection: &Connection) -> Result<Vec<LineRow>, DbError> {
    let sql = "select i.title_en as what, i.title_es as what_es, i.stage || '|' || i.decision_maker as note, '' as day
               from policy_item i
               where i.collaborative_id = $1 and i.stage in ('idea', 'agreed', 'moving', 'adopted')
               order by i.stage, i.title_en, i.policy_item_id
               limit $2";
    connection.rows(sql, args![LINES_MAX]).await
}

/// Agreements in force, who gives under them, and the day of their end, the soonest first.
pub async fn agreements(connection: &Connection) -> Result<Vec<LineRow>, DbError> {
    let sql =
        "select a.title_en as what, a.title_es as what_es, coalesce(o.name, '') as note, a.ends_on as day
               from agreement a
               left join organisation o
                 on o.collaborative_id = a.collaborative_id and o.organisation_id = a.gives_organisation_id
               where a.collaborative_id = $1 and a.state = 'in-force'
               order by a.ends_on, a.agreement_id
               limit $2";
    connection.rows(sql, args![LINES_MAX]).await
}

/// Partners and whom to call there, those who sent something last first.
pub async fn partners(connection: &Connection) -> Result<Vec<LineRow>, DbError> {
    let sql = "select o.name as what, '' as what_es, coalesce(min(p.name || ', ' || p.email), o.email) as note, '' as day
               from organisation o
               left join person p on p.collaborative_id = o.collaborative_id and p.organisation_id = o.organisation_id
                 and p.state <> 'left'
               where o.collaborative_id = $1
               group by o.organisation_id, o.name, o.email
               order by o.name, o.organisation_id
               limit 300";
    connection.rows(sql, args![]).await
}

/// Something that somebody did again and again.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TaskRow {
    /// Kind of the fact.
    pub kind: String,
    /// How often this person did it.
    pub own: i64,
    /// How often others did.
    pub others: i64,
    /// When this person last did it, milliseconds since 1970 UTC.
    pub last_at: i64,
}

/// What somebody did at least three times since an instant, the most frequent first.
pub async fn tasks(connection: &Connection, actor: &str, since: i64) -> Result<Vec<TaskRow>, DbError> {
    let sql = "select f.kind, sum(case when f.actor = $2 then 1 else 0 end) as own,
                 sum(case when f.actor <> $2 and f.actor like 'person:%' then 1 else 0 end) as others,
                 max(case when f.actor = $2 then f.at else 0 end) as last_at
               from fact f
               where f.collaborative_id = $1 and f.at >= $3
               group by f.kind
               having sum(case when f.actor = $2 then 1 else 0 end) >= 3
               order by sum(case when f.actor = $2 then 1 else 0 end) desc, f.kind
               limit $4";
    connection.rows(sql, args![actor, since, LINES_MAX]).await
}
