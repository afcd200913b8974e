//! Queries on agendas, their readings, and what an agenda is drafted from.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most items of an agenda.
pub const ITEMS_MAX: i64 = 100;
/// Most things of one kind that a draft takes up.
const FOUND_MAX: i64 = 10;

/// An item as stored.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ItemRow {
    /// Identifier.
    pub agenda_item_id: String,
    /// The meeting.
    pub meeting_id: String,
    /// Its place, from 1.
    pub position: i64,
    /// Code of a [`domain::meetings::agenda::Kind`].
    pub kind: String,
    /// Title; empty where the kind says it.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What to know before.
    pub about: String,
    /// How long.
    pub minutes: i64,
    /// What it is about: `proposal`, `edition`, `indicator`, `meeting`, or nothing.
    pub subject_kind: String,
    /// Its identifier.
    pub subject_id: String,
}

/// The agenda of a meeting, in order.
pub async fn items(connection: &Connection, meeting: &str) -> Result<Vec<ItemRow>, DbError> {
    let sql = "select agenda_item_id, meeting_id, position, kind, title, title_es, about, minutes, subject_kind, subject_id
               from agenda_item
               where collaborative_id = $1 and meeting_id = $2
               order by position, agenda_item_id
               limit $3";
    connection.rows(sql, args![meeting, ITEMS_MAX]).await
}

/// Adds items.
pub async fn insert(tx: &Tx, rows: &[ItemRow]) -> Result<(), DbError> {
    let columns = &[
        "agenda_item_id",
        "meeting_id",
        "position",
        "kind",
        "title",
        "title_es",
        "about",
        "minutes",
        "subject_kind",
        "subject_id",
        "created_at",
    ];
    let now = tx.clock().now_millis();
    let values = rows.iter().cloned().map(|row| {
        args![
            row.agenda_item_id,
            row.meeting_id,
            row.position,
            row.kind,
            row.title,
            row.title_es,
            row.about,
            row.minutes,
            row.subject_kind,
            row.subject_id,
            now,
        ]
    });
    tx.insert_many("agenda_item", columns, values.collect()).await
}

/// Puts an item at a place.
pub async fn set_position(tx: &Tx, item: &str, position: i64) -> Result<(), DbError> {
    let sql = "update agenda_item set position = $3 where collaborative_id = $1 and agenda_item_id = $2";
    tx.run(sql, args![item, position]).await?;
    Ok(())
}

/// Takes an item and its readings off.
pub async fn remove(tx: &Tx, item: &str) -> Result<(), DbError> {
    let sql = "delete from reading where collaborative_id = $1 and agenda_item_id = $2";
    tx.run(sql, args![item]).await?;
    let sql =
        "update minutes_line set agenda_item_id = null where collaborative_id = $1 and agenda_item_id = $2";
    tx.run(sql, args![item]).await?;
    let sql = "delete from agenda_item where collaborative_id = $1 and agenda_item_id = $2";
    tx.run(sql, args![item]).await?;
    Ok(())
}

/// Something to read before a meeting.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ReadingRow {
    /// Identifier.
    pub reading_id: String,
    /// The item it belongs to.
    pub agenda_item_id: String,
    /// Title.
    pub title: String,
    /// A page elsewhere; empty for a file.
    pub href: String,
    /// The file's address among the contents.
    pub file_hash: Option<String>,
    /// What the file is called.
    pub file_name: String,
}

impl ReadingRow {
    /// With a file's address where `base` is the meeting's own.
    pub fn at(mut self, base: &str) -> Self {
        if self.file_hash.is_some() {
            self.href = format!("{base}/readings/{}", self.reading_id);
        }
        self
    }
}

/// The readings of a meeting.
pub async fn readings(connection: &Connection, meeting: &str) -> Result<Vec<ReadingRow>, DbError> {
    let sql = "select r.reading_id, r.agenda_item_id, r.title, r.href, r.file_hash, r.file_name
               from agenda_item i
               join reading r on r.collaborative_id = i.collaborative_id and r.agenda_item_id = i.agenda_item_id
               where i.collaborative_id = $1 and i.meeting_id = $2
               order by r.created_at, r.reading_id
               limit 200";
    connection.rows(sql, args![meeting]).await
}

/// Adds a reading; gives how many rows were added.
pub async fn insert_reading(tx: &Tx, row: &ReadingRow) -> Result<u64, DbError> {
    let sql = "insert into reading
                 (collaborative_id, reading_id, agenda_item_id, title, href, file_hash, file_name, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (collaborative_id, reading_id) do nothing";
    let row = row.clone();
    let now = tx.clock().now_millis();
    let values = args![
        row.reading_id,
        row.agenda_item_id,
        row.title,
        row.href,
        row.file_hash,
        row.file_name,
        now
    ];
    tx.run(sql, values).await
}

/// Takes a reading off. The file itself stays among the contents, where the history names it.
pub async fn remove_reading(tx: &Tx, reading: &str) -> Result<u64, DbError> {
    let sql = "delete from reading where collaborative_id = $1 and reading_id = $2";
    tx.run(sql, args![reading]).await
}

/// Something that an agenda may take up.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct FoundRow {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
}

/// Proposals that wait for a body of the meeting, those that close first before the others.
pub async fn proposals(connection: &Connection, meeting: &str) -> Result<Vec<FoundRow>, DbError> {
    let sql = "select p.proposal_id as id, p.title_en as title, p.title_es
               from meeting_body b
               join proposal p on p.collaborative_id = b.collaborative_id and p.body_id = b.body_id
               where b.collaborative_id = $1 and b.meeting_id = $2 and p.state in ('open', 'discussion')
               order by p.state desc, p.closes_at, p.number
               limit $3";
    connection.rows(sql, args![meeting, FOUND_MAX]).await
}

/// Something that waits for a decision, as the book of a meeting tells it.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct DecisionRow {
    /// Title.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What would be decided.
    pub text: String,
    /// The same, Spanish.
    pub text_es: String,
    /// Until when it can be answered.
    pub closes_at: Option<i64>,
}

/// What waits for a decision of a body of the meeting, in full.
pub async fn open_decisions(connection: &Connection, meeting: &str) -> Result<Vec<DecisionRow>, DbError> {
    let sql = "select p.title_en as title, p.title_es, p.text_en as text, p.text_es, p.closes_at
               from meeting_body b
               join proposal p on p.collaborative_id = b.collaborative_id and p.body_id = b.body_id
               where b.collaborative_id = $1 and b.meeting_id = $2 and p.state in ('open', 'discussion')
               order by p.state desc, p.closes_at, p.number
               limit $3";
    connection.rows(sql, args![meeting, FOUND_MAX]).await
}

/// Editions that were published since an instant, the newest first.
pub async fn editions(connection: &Connection, since: i64, until: i64) -> Result<Vec<FoundRow>, DbError> {
    let sql = "select edition_id as id, title, '' as title_es
               from edition
               where collaborative_id = $1 and state = 'published' and published_at > $2 and published_at <= $3
               order by published_at desc, edition_id
               limit $4";
    connection.rows(sql, args![since, until, FOUND_MAX]).await
}

/// Indicators for which figures were accepted since an instant.
pub async fn measured(connection: &Connection, since: i64, until: i64) -> Result<Vec<FoundRow>, DbError> {
    let sql = "select v.indicator_id as id, v.title_en as title, v.title_es
               from indicator_version v
               where v.collaborative_id = $1
                 and v.version = (select max(x.version) from indicator_version x
                                  where x.collaborative_id = $1 and x.indicator_id = v.indicator_id)
                 and v.indicator_id in (select o.indicator_id from observation o
                                        where o.collaborative_id = $1 and o.accepted_at > $2 and o.accepted_at <= $3
                                          and o.submission_id is not null)
               order by v.title_en, v.indicator_id
               limit $4";
    connection.rows(sql, args![since, until, FOUND_MAX]).await
}
