//! Queries on meetings, their bodies, who is asked and what they said.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most meetings in a list.
pub const LIST_MAX: i64 = 500;
/// Most people of a meeting.
const PEOPLE_MAX: i64 = 2_000;

/// A meeting as stored.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct MeetingRow {
    /// Identifier.
    pub meeting_id: String,
    /// The row it belongs to.
    pub meeting_series_id: Option<String>,
    /// The day on which it was to be, of a row.
    pub planned_on: Option<String>,
    /// Title.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Day.
    pub held_on: String,
    /// Hour by the clock there: `16:00`.
    pub begins: String,
    /// Zone of that clock.
    pub time_zone: String,
    /// The instant of its beginning.
    pub begins_at: i64,
    /// How long.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// Address of the video.
    pub video: String,
    /// `planned`, `held`, `cancelled`.
    pub state: String,
    /// Why it was called off.
    pub because: String,
    /// Changes that calendars took over.
    pub sequence: i64,
    /// When last changed.
    pub changed_at: i64,
    /// Who chairs.
    pub chair_id: Option<String>,
    /// Who takes notes.
    pub notes_id: Option<String>,
    /// Who keeps the time.
    pub time_id: Option<String>,
    /// When agenda and readings went out.
    pub sent_at: Option<i64>,
    /// `open`, `closed`, `confirmed`.
    pub minutes_state: String,
    /// When the minutes were closed.
    pub closed_at: Option<i64>,
}

/// The columns of a meeting, from a table called `m`.
const COLUMNS: &str = "m.meeting_id, m.meeting_series_id, m.planned_on, m.title, m.title_es, m.held_on, m.begins, m.time_zone,
    m.begins_at, m.minutes, m.place, m.video, m.state, m.because, m.sequence, m.changed_at, m.chair_id, m.notes_id,
    m.time_id, m.sent_at, m.minutes_state, m.closed_at";

/// One meeting.
pub async fn meeting(connection: &Connection, id: &str) -> Result<Option<MeetingRow>, DbError> {
    let sql = format!("select {COLUMNS} from meeting m where m.collaborative_id = $1 and m.meeting_id = $2");
    connection.row(&sql, args![id]).await
}

/// Which meetings a list is about.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Those of a person's bodies; empty for all.
    pub person: String,
    /// Those of one body; empty for all.
    pub body: String,
    /// Those that begin at this instant or later.
    pub from: i64,
    /// Those that begin before this instant.
    pub until: i64,
}

impl Wanted {
    /// Every meeting of all time.
    pub fn all() -> Self {
        Self {
            until: i64::MAX,
            ..Self::default()
        }
    }
}

/// Meetings in the order of time.
pub async fn meetings(
    connection: &Connection,
    wanted: &Wanted,
    most: i64,
) -> Result<Vec<MeetingRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from meeting m
         where m.collaborative_id = $1 and m.begins_at >= $4 and m.begins_at < $5
           and ($3 = '' or exists (
             select 1 from meeting_body b
             where b.collaborative_id = $1 and b.meeting_id = m.meeting_id and b.body_id = $3))
           and ($2 = '' or exists (
             select 1
             from meeting_body b
             join seat s on s.collaborative_id = b.collaborative_id and s.body_id = b.body_id
             where b.collaborative_id = $1 and b.meeting_id = m.meeting_id and s.person_id = $2
               and s.since_on <= m.held_on and (s.until_on is null or s.until_on >= m.held_on)))
         order by m.begins_at, m.meeting_id
         limit $6"
    );
    let wanted = wanted.clone();
    let values = args![wanted.person, wanted.body, wanted.from, wanted.until, most];
    connection.rows(&sql, values).await
}

/// The latest meetings before an instant, newest first.
pub async fn past(connection: &Connection, wanted: &Wanted, most: i64) -> Result<Vec<MeetingRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from meeting m
         where m.collaborative_id = $1 and m.begins_at < $3
           and ($2 = '' or exists (
             select 1
             from meeting_body b
             join seat s on s.collaborative_id = b.collaborative_id and s.body_id = b.body_id
             where b.collaborative_id = $1 and b.meeting_id = m.meeting_id and s.person_id = $2
               and s.since_on <= m.held_on and (s.until_on is null or s.until_on >= m.held_on)))
         order by m.begins_at desc, m.meeting_id
         limit $4"
    );
    let wanted = wanted.clone();
    connection
        .rows(&sql, args![wanted.person, wanted.until, most])
        .await
}

/// A body that meets.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct MeetingBodyRow {
    /// The meeting.
    pub meeting_id: String,
    /// The body.
    pub body_id: String,
    /// Its name.
    pub name: String,
    /// Its name, Spanish.
    pub name_es: String,
}

/// The bodies of meetings between two instants, the committee first.
pub async fn bodies_between(
    connection: &Connection,
    from: i64,
    until: i64,
) -> Result<Vec<MeetingBodyRow>, DbError> {
    let sql = "select b.meeting_id, b.body_id, o.name, o.name_es
               from meeting m
               join meeting_body b on b.collaborative_id = m.collaborative_id and b.meeting_id = m.meeting_id
               join body o on o.collaborative_id = b.collaborative_id and o.body_id = b.body_id
               where m.collaborative_id = $1 and m.begins_at >= $2 and m.begins_at < $3
               order by b.meeting_id, o.kind = 'steering-committee' desc, o.name, b.body_id
               limit 10000";
    connection.rows(sql, args![from, until]).await
}

/// The bodies of one meeting, the committee first.
pub async fn bodies_of(connection: &Connection, meeting: &str) -> Result<Vec<MeetingBodyRow>, DbError> {
    let sql = "select b.meeting_id, b.body_id, o.name, o.name_es
               from meeting_body b
               join body o on o.collaborative_id = b.collaborative_id and o.body_id = b.body_id
               where b.collaborative_id = $1 and b.meeting_id = $2
               order by o.kind = 'steering-committee' desc, o.name, b.body_id
               limit 100";
    connection.rows(sql, args![meeting]).await
}

/// Somebody who is asked to come, and what they said.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct GuestRow {
    /// Who.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Language of their letters.
    pub language: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// `yes`, `no`, `maybe`, or nothing yet.
    pub reply: String,
    /// `there`, `video`, `absent`, or nothing yet.
    pub presence: String,
}

/// Everybody with a seat in the meeting's bodies on its day, each once, by name.
pub async fn guests(connection: &Connection, meeting: &str) -> Result<Vec<GuestRow>, DbError> {
    let sql = "select p.person_id, p.name, p.email, p.language, min(o.name) as organisation,
                 coalesce(min(a.reply), '') as reply, coalesce(min(a.presence), '') as presence
               from meeting m
               join meeting_body b on b.collaborative_id = m.collaborative_id and b.meeting_id = m.meeting_id
               join seat s on s.collaborative_id = b.collaborative_id and s.body_id = b.body_id
                 and s.since_on <= m.held_on and (s.until_on is null or s.until_on >= m.held_on)
               join person p on p.collaborative_id = s.collaborative_id and p.person_id = s.person_id and p.state <> 'left'
               left join organisation o on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
               left join attendance a on a.collaborative_id = m.collaborative_id and a.meeting_id = m.meeting_id
                 and a.person_id = p.person_id
               where m.collaborative_id = $1 and m.meeting_id = $2
               group by p.person_id, p.name, p.email, p.language
               order by p.name, p.person_id
               limit $3";
    connection.rows(sql, args![meeting, PEOPLE_MAX]).await
}

/// The staff on the day of a meeting, but for those who hold a seat in it: they take tasks, and read the minutes.
pub async fn helpers(connection: &Connection, meeting: &str) -> Result<Vec<GuestRow>, DbError> {
    let sql = "select p.person_id, p.name, p.email, p.language, cast(null as text) as organisation, '' as reply, '' as presence
               from meeting m
               join staff_role r on r.collaborative_id = m.collaborative_id and r.since_on <= m.held_on
                 and (r.until_on is null or r.until_on >= m.held_on) and r.role in ('director', 'facilitator', 'data-manager')
               join person p on p.collaborative_id = r.collaborative_id and p.person_id = r.person_id and p.state <> 'left'
               where m.collaborative_id = $1 and m.meeting_id = $2
                 and not exists (
                   select 1
                   from meeting_body b
                   join seat s on s.collaborative_id = b.collaborative_id and s.body_id = b.body_id
                   where b.collaborative_id = $1 and b.meeting_id = $2 and s.person_id = p.person_id
                     and s.since_on <= m.held_on and (s.until_on is null or s.until_on >= m.held_on))
               group by p.person_id, p.name, p.email, p.language
               order by p.name, p.person_id
               limit 100";
    connection.rows(sql, args![meeting]).await
}

/// Adds a meeting with its bodies.
pub async fn insert(tx: &Tx, row: &MeetingRow, bodies: &[String]) -> Result<(), DbError> {
    let sql = "insert into meeting
                 (collaborative_id, meeting_id, meeting_series_id, planned_on, title, title_es, held_on, begins, time_zone,
                  begins_at, minutes, place, video, state, sequence, changed_at, chair_id, notes_id, time_id, created_at,
                  created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'planned', 0, $14, $15, $16, $17, $14, $18)";
    let row = row.clone();
    let now = tx.clock().now_millis();
    let id = row.meeting_id.clone();
    let values = args![
        row.meeting_id,
        row.meeting_series_id,
        row.planned_on,
        row.title,
        row.title_es,
        row.held_on,
        row.begins,
        row.time_zone,
        row.begins_at,
        row.minutes,
        row.place,
        row.video,
        now,
        row.chair_id,
        row.notes_id,
        row.time_id,
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    let bodies = bodies.iter().map(|body| args![id.clone(), body.clone()]);
    tx.insert_many("meeting_body", &["meeting_id", "body_id"], bodies.collect())
        .await
}

/// Changes what calendars show of a meeting; its sequence rises.
pub async fn update(tx: &Tx, row: &MeetingRow) -> Result<(), DbError> {
    let sql = "update meeting
               set title = $3, title_es = $4, held_on = $5, begins = $6, begins_at = $7, minutes = $8, place = $9, video = $10,
                 state = $11, because = $12, sequence = sequence + 1, changed_at = $13
               where collaborative_id = $1 and meeting_id = $2";
    let row = row.clone();
    let values = args![
        row.meeting_id,
        row.title,
        row.title_es,
        row.held_on,
        row.begins,
        row.begins_at,
        row.minutes,
        row.place,
        row.video,
        row.state,
        row.because,
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Gives the roles of a meeting.
pub async fn set_roles(tx: &Tx, meeting: &str, roles: [Option<String>; 3]) -> Result<(), DbError> {
    let sql = "update meeting
               set chair_id = $3, notes_id = $4, time_id = $5
               where collaborative_id = $1 and meeting_id = $2";
    let [chair, notes, time] = roles;
    tx.run(sql, args![meeting, chair, notes, time]).await?;
    Ok(())
}

/// Notes that agenda and readings went out.
pub async fn set_sent(tx: &Tx, meeting: &str) -> Result<(), DbError> {
    let sql = "update meeting set sent_at = $3 where collaborative_id = $1 and meeting_id = $2";
    tx.run(sql, args![meeting, tx.clock().now_millis()]).await?;
    Ok(())
}

/// Moves the minutes on: `closed` makes the meeting one that was held.
pub async fn close(tx: &Tx, meeting: &str) -> Result<u64, DbError> {
    let sql = "update meeting
               set minutes_state = 'closed', state = 'held', closed_at = $3
               where collaborative_id = $1 and meeting_id = $2 and minutes_state = 'open' and state <> 'cancelled'";
    tx.run(sql, args![meeting, tx.clock().now_millis()]).await
}

/// Confirms the minutes of a meeting, in another one.
pub async fn confirm(tx: &Tx, meeting: &str, confirmed_in: &str) -> Result<u64, DbError> {
    let sql = "update meeting
               set minutes_state = 'confirmed', confirmed_at = $3, confirmed_in = $4
               where collaborative_id = $1 and meeting_id = $2 and minutes_state = 'closed'";
    tx.run(sql, args![meeting, tx.clock().now_millis(), confirmed_in])
        .await
}

/// Keeps what somebody answered.
pub async fn set_reply(tx: &Tx, meeting: &str, person: &str, reply: &str) -> Result<(), DbError> {
    let sql = "insert into attendance (collaborative_id, meeting_id, person_id, reply, replied_at)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, meeting_id, person_id) do update
               set reply = excluded.reply, replied_at = excluded.replied_at";
    tx.run(sql, args![meeting, person, reply, tx.clock().now_millis()])
        .await?;
    Ok(())
}

/// Keeps who was there.
pub async fn set_presence(tx: &Tx, meeting: &str, person: &str, presence: &str) -> Result<(), DbError> {
    let sql = "insert into attendance (collaborative_id, meeting_id, person_id, presence)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, meeting_id, person_id) do update set presence = excluded.presence";
    tx.run(sql, args![meeting, person, presence]).await?;
    Ok(())
}

/// When somebody last had a role of a meeting, among those who sit in its bodies.
#[derive(Debug, Clone, FromQueryResult)]
pub struct TurnRow {
    /// Who.
    pub person_id: String,
    /// When they last took notes.
    pub notes_on: Option<String>,
    /// When they last kept the time.
    pub time_on: Option<String>,
    /// Whether they hold the chair of one of the bodies.
    pub is_chair: bool,
}

/// Whose turn it may be: everybody with a seat in the bodies on a day.
pub async fn turns(connection: &Connection, bodies: &[String], day: &str) -> Result<Vec<TurnRow>, DbError> {
    let sql = "select s.person_id,
                 (select max(m.held_on) from meeting m
                  where m.collaborative_id = $1 and m.notes_id = s.person_id and m.state <> 'cancelled') as notes_on,
                 (select max(m.held_on) from meeting m
                  where m.collaborative_id = $1 and m.time_id = s.person_id and m.state <> 'cancelled') as time_on,
                 s.role = 'chair' as is_chair
               from seat s
               join person p on p.collaborative_id = s.collaborative_id and p.person_id = s.person_id and p.state <> 'left'
               where s.collaborative_id = $1 and s.body_id = $2 and s.since_on <= $3
                 and (s.until_on is null or s.until_on >= $3)
               order by p.name, s.person_id
               limit $4";
    let mut turns: Vec<TurnRow> = Vec::new();
    for body in bodies {
        let rows: Vec<TurnRow> = connection.rows(sql, args![body.clone(), day, PEOPLE_MAX]).await?;
        for row in rows {
            if turns.iter().all(|known| known.person_id != row.person_id) {
                turns.push(row);
            }
        }
    }
    Ok(turns)
}

/// The meeting of the same bodies before an instant whose minutes wait to be confirmed: the latest.
pub async fn before(
    connection: &Connection,
    meeting: &str,
    begins_at: i64,
) -> Result<Option<MeetingRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from meeting m
         where m.collaborative_id = $1 and m.begins_at < $3 and m.state = 'held' and m.meeting_id <> $2
           and exists (
             select 1
             from meeting_body b
             join meeting_body own on own.collaborative_id = b.collaborative_id and own.body_id = b.body_id
             where b.collaborative_id = $1 and b.meeting_id = m.meeting_id and own.meeting_id = $2)
         order by m.begins_at desc, m.meeting_id
         limit 1"
    );
    connection.row(&sql, args![meeting, begins_at]).await
}
