//! Queries on promises of organisations and on what was answered about them.

use domain::activities::{Answer, Pledge};
use jiff::civil::Date;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most promises in a list.
const LIST_MAX: i64 = 10_000;

/// A promise with the newest answer about it.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct PromiseRow {
    /// Identifier.
    pub commitment_id: String,
    /// Whose it is.
    pub organisation_id: String,
    /// Its name.
    pub organisation: String,
    /// The activity it belongs to.
    pub activity_id: Option<String>,
    /// That activity's title.
    pub activity_en: Option<String>,
    /// That activity's title, Spanish.
    pub activity_es: Option<String>,
    /// What was promised.
    pub words_en: String,
    /// What was promised, Spanish.
    pub words_es: String,
    /// By when it was promised.
    pub due_on: String,
    /// `internal` or `public`.
    pub visibility: String,
    /// Code of the newest answer.
    pub answer: Option<String>,
    /// The word why.
    pub because: Option<String>,
    /// The day that holds since.
    pub new_due_on: Option<String>,
    /// What it became since.
    pub new_words: Option<String>,
    /// When that was answered.
    pub answered_at: Option<i64>,
}

impl PromiseRow {
    /// The newest answer.
    pub fn newest(&self) -> Option<Answer> {
        self.answer.as_deref().and_then(Answer::from_code)
    }

    /// The day that holds now.
    pub fn due(&self) -> Date {
        let due = self.new_due_on.as_deref().unwrap_or(&self.due_on);
        due.parse().unwrap_or(Date::MAX)
    }

    /// How it stands.
    pub fn pledge(&self, today: Date) -> Pledge {
        Pledge::of(self.newest(), self.due(), today)
    }
}

const PROMISE: &str =
    "c.commitment_id, c.organisation_id, o.name as organisation, c.activity_id, a.title_en as activity_en,
    a.title_es as activity_es, c.words_en, c.words_es, c.due_on, c.visibility, n.answer, n.because, n.new_due_on,
    n.new_words, n.answered_at";

const FROM: &str = "from commitment c
    join organisation o on o.collaborative_id = c.collaborative_id and o.organisation_id = c.organisation_id
    left join activity a on a.collaborative_id = c.collaborative_id and a.activity_id = c.activity_id
    left join commitment_answer n
      on n.collaborative_id = c.collaborative_id and n.commitment_id = c.commitment_id
      and not exists (select 1 from commitment_answer later
            where later.collaborative_id = $1 and later.commitment_id = n.commitment_id
              and (later.answered_at > n.answered_at
                or (later.answered_at = n.answered_at and later.commitment_answer_id > n.commitment_answer_id)))";

/// Promises of an organisation, of all where none is named; organisation by organisation, the earliest day first.
pub async fn promises(connection: &Connection, organisation: &str) -> Result<Vec<PromiseRow>, DbError> {
    let sql = format!(
        "select {PROMISE} {FROM}
         where c.collaborative_id = $1 and ($2 = '' or c.organisation_id = $2)
         order by o.name, c.organisation_id, c.due_on, c.commitment_id
         limit $3"
    );
    connection.rows(&sql, args![organisation, LIST_MAX]).await
}

/// Promises that belong to an activity, the earliest day first.
pub async fn of_activity(connection: &Connection, activity: &str) -> Result<Vec<PromiseRow>, DbError> {
    let sql = format!(
        "select {PROMISE} {FROM}
         where c.collaborative_id = $1 and c.activity_id = $2
         order by c.due_on, c.commitment_id
         limit $3"
    );
    connection.rows(&sql, args![activity, LIST_MAX]).await
}

/// A promise to be kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewPromise {
    /// Identifier.
    pub commitment_id: String,
    /// Whose it is.
    pub organisation_id: String,
    /// The activity it belongs to.
    pub activity_id: Option<String>,
    /// What, English.
    pub words_en: String,
    /// What, Spanish.
    pub words_es: String,
    /// By when.
    pub due_on: String,
    /// `internal` or `public`.
    pub visibility: String,
    /// What makes it this one: sent twice, it is one promise.
    pub entry_key: String,
}

/// Adds a promise; gives how many rows were added, none if it is there already.
pub async fn insert(tx: &Tx, row: &NewPromise) -> Result<u64, DbError> {
    let sql = "insert into commitment
                 (collaborative_id, commitment_id, organisation_id, activity_id, words_en, words_es, due_on, visibility,
                  entry_key, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
               on conflict (collaborative_id, entry_key) do nothing";
    let row = row.clone();
    let values = args![
        row.commitment_id,
        row.organisation_id,
        row.activity_id,
        row.words_en,
        row.words_es,
        row.due_on,
        row.visibility,
        row.entry_key,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// An answer to be kept; an earlier one is never replaced.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewAnswer {
    /// Identifier.
    pub commitment_answer_id: String,
    /// About which promise.
    pub commitment_id: String,
    /// Code of the answer.
    pub answer: String,
    /// The word why.
    pub because: String,
    /// The day that holds from now on.
    pub new_due_on: Option<String>,
    /// What it became.
    pub new_words: String,
}

/// Keeps an answer.
pub async fn insert_answer(tx: &Tx, row: &NewAnswer) -> Result<(), DbError> {
    let sql = "insert into commitment_answer
                 (collaborative_id, commitment_answer_id, commitment_id, answer, because, new_due_on, new_words,
                  answered_at, answered_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = row.clone();
    let values = args![
        row.commitment_answer_id,
        row.commitment_id,
        row.answer,
        row.because,
        row.new_due_on,
        row.new_words,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Whom an organisation's promises are asked of.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SpeakerRow {
    /// The organisation.
    pub organisation_id: String,
    /// The person.
    pub person_id: String,
    /// Their name.
    pub name: String,
    /// Their language.
    pub language: String,
}

/// Everybody who may be asked, organisation by organisation: first who answered before, then who answers for figures.
pub async fn speakers(connection: &Connection) -> Result<Vec<SpeakerRow>, DbError> {
    let sql = "select p.organisation_id, p.person_id, p.name, p.language
               from person p
               where p.collaborative_id = $1 and p.organisation_id is not null and p.state <> 'left'
                 and exists (select 1 from commitment c
                      where c.collaborative_id = $1 and c.organisation_id = p.organisation_id)
               order by p.organisation_id,
                 case when exists (select 1 from commitment_answer n
                        where n.collaborative_id = $1 and n.answered_by = 'person:' || p.person_id) then 0
                      when exists (select 1 from request_partner r
                        where r.collaborative_id = $1 and r.person_id = p.person_id) then 1
                      else 2 end,
                 p.name, p.person_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// When an organisation was last asked.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AskedRow {
    /// The key of the notice: `promises:<organisation>:…`.
    pub told_once: String,
    /// When.
    pub created_at: i64,
    /// Who was asked.
    pub name: String,
}

/// What was asked, the newest first.
pub async fn asked(connection: &Connection) -> Result<Vec<AskedRow>, DbError> {
    let sql = "select n.told_once, n.created_at, p.name
               from notice n
               join person p on p.collaborative_id = n.collaborative_id and p.person_id = n.person_id
               where n.collaborative_id = $1 and n.kind = 'action' and n.told_once like 'promises:%'
               order by n.created_at desc, n.notice_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}
