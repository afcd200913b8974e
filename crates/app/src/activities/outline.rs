//! The plan in outline: every activity that is asked for, with how it stands, in a constant number of queries.

use std::collections::BTreeMap;

use domain::activities::{Answer, Course, Pledge, Standing, Why};
use jiff::civil::Date;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

/// Most activities in the plan.
pub const ACTIVITIES_MAX: i64 = 10_000;

/// Which activities are asked for; what is empty is not asked about.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Key of a strategy.
    pub strategy: String,
    /// An organisation that leads or contributes.
    pub partner: String,
    /// A place, with the places in it.
    pub place: String,
    /// A working group.
    pub body: String,
    /// A person whose organisation takes part, or who sits in the group.
    pub person: String,
    /// Only one activity.
    pub activity: String,
}

/// An activity in outline.
#[derive(Debug, Clone, FromQueryResult)]
pub struct OutlineRow {
    /// Identifier.
    pub activity_id: String,
    /// Part of its public address.
    pub slug: String,
    /// Title.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// The organisation that leads it.
    pub lead_id: String,
    /// Its name.
    pub lead: String,
    /// The working group it belongs to.
    pub body_id: Option<String>,
    /// Key of a strategy.
    pub strategy_key: Option<String>,
    /// The indicator it means to move.
    pub indicator_id: Option<String>,
    /// `universal` or `targeted`.
    pub scope: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: Option<String>,
    /// `internal` or `public`.
    pub visibility: String,
    /// When it was ended with a reason.
    pub ended_at: Option<i64>,
    /// Milestones that were not dropped.
    pub live: Option<i64>,
    /// Those of them that were reached.
    pub reached: Option<i64>,
    /// The day of the earliest open one.
    pub next_open: Option<String>,
}

/// An activity with how it stands.
#[derive(Debug, Clone)]
pub struct Standed {
    /// The activity.
    pub row: OutlineRow,
    /// How it stands.
    pub standing: Standing,
    /// What that follows from.
    pub why: Why,
}

/// The activities that are asked for, the oldest first, each with how it stands today. Three queries, however many.
pub async fn plan(connection: &Connection, wanted: &Wanted, today: Date) -> Result<Vec<Standed>, DbError> {
    let rows = rows(connection, wanted, today).await?;
    let mut pledges: BTreeMap<String, Vec<Pledge>> = BTreeMap::new();
    for row in of_activities(connection, &wanted.activity).await? {
        pledges
            .entry(row.activity_id.clone())
            .or_default()
            .push(row.pledge(today));
    }
    let standed = rows.into_iter().map(|row| {
        let own = pledges.get(&row.activity_id).map_or(&[][..], Vec::as_slice);
        let (standing, why) = course(&row, own).standing(today);
        Standed { row, standing, why }
    });
    Ok(standed.collect())
}

/// One activity with how it stands.
pub async fn one(connection: &Connection, activity: &str, today: Date) -> Result<Option<Standed>, DbError> {
    let wanted = Wanted {
        activity: activity.to_owned(),
        ..Wanted::default()
    };
    Ok(plan(connection, &wanted, today).await?.pop())
}

fn course<'a>(row: &OutlineRow, pledges: &'a [Pledge]) -> Course<'a> {
    let day = |text: &str| text.parse::<Date>().ok();
    Course {
        // The database holds nothing but days that were read as such.
        starts_on: day(&row.starts_on).unwrap_or(Date::MIN),
        ends_on: row.ends_on.as_deref().and_then(day),
        is_stopped: row.ended_at.is_some(),
        reached: row.reached.unwrap_or(0),
        next_open: row.next_open.as_deref().and_then(day),
        pledges,
    }
}

async fn rows(connection: &Connection, wanted: &Wanted, today: Date) -> Result<Vec<OutlineRow>, DbError> {
    let sql = "select a.activity_id, a.slug, a.title_en, a.title_es, a.lead_id, o.name as lead, a.body_id, a.strategy_key,
                 a.indicator_id, a.scope, a.starts_on, a.ends_on, a.visibility, a.ended_at, m.live, m.reached, m.next_open
               from activity a
               join organisation o on o.collaborative_id = a.collaborative_id and o.organisation_id = a.lead_id
               left join (select collaborative_id, activity_id, count(*) as live, count(done_on) as reached,
                            min(case when done_on is null then due_on end) as next_open
                          from milestone
                          where collaborative_id = $1 and dropped_at is null
                          group by collaborative_id, activity_id) m
                 on m.collaborative_id = a.collaborative_id and m.activity_id = a.activity_id
               where a.collaborative_id = $1
                 and ($2 = '' or a.strategy_key = $2)
                 and ($3 = '' or a.lead_id = $3
                   or exists (select 1 from activity_partner p
                        where p.collaborative_id = $1 and p.activity_id = a.activity_id and p.organisation_id = $3))
                 and ($4 = ''
                   or exists (select 1 from activity_place t
                        join place q on q.collaborative_id = t.collaborative_id and q.place_id = t.place_id
                        where t.collaborative_id = $1 and t.activity_id = a.activity_id
                          and (t.place_id = $4 or q.parent_id = $4)))
                 and ($5 = '' or a.body_id = $5)
                 and ($6 = ''
                   or exists (select 1 from person me
                        where me.collaborative_id = $1 and me.person_id = $6
                          and (me.organisation_id = a.lead_id
                            or exists (select 1 from activity_partner p
                                 where p.collaborative_id = $1 and p.activity_id = a.activity_id
                                   and p.organisation_id = me.organisation_id)))
                   or exists (select 1 from seat s
                        where s.collaborative_id = $1 and s.person_id = $6 and s.body_id = a.body_id
                          and s.since_on <= $7 and (s.until_on is null or s.until_on >= $7)))
                 and ($8 = '' or a.activity_id = $8)
               order by a.starts_on, a.activity_id
               limit $9";
    let wanted = wanted.clone();
    let values = args![
        wanted.strategy,
        wanted.partner,
        wanted.place,
        wanted.body,
        wanted.person,
        today.to_string(),
        wanted.activity,
        ACTIVITIES_MAX
    ];
    connection.rows(sql, values).await
}

/// A promise that belongs to an activity, as far as its standing goes.
#[derive(Debug, Clone, FromQueryResult)]
struct PledgeRow {
    activity_id: String,
    due_on: String,
    answer: Option<String>,
    new_due_on: Option<String>,
}

impl PledgeRow {
    fn pledge(&self, today: Date) -> Pledge {
        let due = self.new_due_on.as_deref().unwrap_or(&self.due_on);
        let due = due.parse().unwrap_or(Date::MAX);
        Pledge::of(self.answer.as_deref().and_then(Answer::from_code), due, today)
    }
}

/// Promises of an activity; of all of them where none is named.
async fn of_activities(connection: &Connection, activity: &str) -> Result<Vec<PledgeRow>, DbError> {
    let sql = "select c.activity_id, c.due_on, n.answer, n.new_due_on
               from commitment c
               left join commitment_answer n
                 on n.collaborative_id = c.collaborative_id and n.commitment_id = c.commitment_id
                 and not exists (select 1 from commitment_answer later
                       where later.collaborative_id = $1 and later.commitment_id = n.commitment_id
                         and (later.answered_at > n.answered_at
                           or (later.answered_at = n.answered_at
                             and later.commitment_answer_id > n.commitment_answer_id)))
               where c.collaborative_id = $1 and c.activity_id is not null and ($2 = '' or c.activity_id = $2)
               order by c.commitment_id
               limit $3";
    connection.rows(sql, args![activity, ACTIVITIES_MAX]).await
}
