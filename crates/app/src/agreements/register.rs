//! The register: what we want to know, who holds it, and what stands in the way.

use domain::ids::WantedDatumId;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope};
use platform::history::{Actor, NewFact};

use crate::blocks::Typed;
use crate::directory::actions::{commit, known};
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// What can stand in the way.
pub const OBSTACLES: [&str; 8] = [
    "not-asked",
    "law",
    "trust",
    "technical",
    "capacity",
    "cost",
    "not-collected",
    "none",
];
/// How far we are with it.
pub const STATES: [&str; 4] = ["wanted", "talking", "agreed", "given-up"];

/// Something that we want to know.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct WantedRow {
    /// Identifier.
    pub wanted_datum_id: String,
    /// What, English.
    pub what_en: String,
    /// What, Spanish.
    pub what_es: String,
    /// The indicator it serves.
    pub indicator_id: Option<String>,
    /// Who holds it; nobody known yet.
    pub holder_id: Option<String>,
    /// Code of an obstacle.
    pub obstacle: String,
    /// More about it.
    pub words: String,
    /// Code of a state.
    pub state: String,
    /// The agreement that came of it.
    pub root_id: Option<String>,
    /// What is to be done next.
    pub next_step: String,
    /// When to look at it again.
    pub review_on: Option<String>,
    /// When it was last changed.
    pub changed_at: i64,
}

const WANTED: &str = "wanted_datum_id, what_en, what_es, indicator_id, holder_id, obstacle, words, state, root_id, next_step, \
                      review_on, changed_at";

/// The whole register: what is open first, the longest untouched first.
pub async fn all(connection: &Connection) -> Result<Vec<WantedRow>, DbError> {
    let sql = format!(
        "select {WANTED} from wanted_datum
         where collaborative_id = $1
         order by case when state in ('wanted', 'talking') then 0 else 1 end, changed_at, wanted_datum_id
         limit 2000"
    );
    connection.rows(&sql, args![]).await
}

/// One line of it.
pub async fn one(connection: &Connection, id: &str) -> Result<Option<WantedRow>, DbError> {
    let sql =
        format!("select {WANTED} from wanted_datum where collaborative_id = $1 and wanted_datum_id = $2");
    connection.row(&sql, args![id]).await
}

/// Keeps a line, new or changed. The same form sent twice makes one.
pub async fn keep(scope: &Scope, actor: Actor, id: WantedDatumId, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let named = |field: &str| Some(typed.text(field)).filter(|text| !text.is_empty());
    let obstacle = check.code("obstacle", typed.get("obstacle"), |code| known(&OBSTACLES, code));
    let state = check.code("wanted_state", typed.get("wanted_state"), |code| {
        known(&STATES, code)
    });
    let row = WantedRow {
        wanted_datum_id: id.to_string(),
        what_en: check.title("wanted_en", typed.get("wanted_en")),
        what_es: check.optional_title("wanted_es", typed.get("wanted_es")),
        indicator_id: named("wanted_for"),
        holder_id: named("holder"),
        obstacle: obstacle.unwrap_or_default(),
        words: check.optional_prose("in_the_way", typed.get("in_the_way")),
        state: state.unwrap_or_default(),
        root_id: named("came_to"),
        next_step: check.optional_title("wanted_next", typed.get("wanted_next")),
        review_on: check.optional_day("wanted_review", typed.get("wanted_review")),
        changed_at: 0,
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    let sql = "insert into wanted_datum (collaborative_id, wanted_datum_id, what_en, what_es, indicator_id, holder_id, obstacle,
                 words, state, root_id, next_step, review_on, changed_at, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
               on conflict (collaborative_id, wanted_datum_id)
               do update set what_en = excluded.what_en, what_es = excluded.what_es, indicator_id = excluded.indicator_id,
                 holder_id = excluded.holder_id, obstacle = excluded.obstacle, words = excluded.words,
                 state = excluded.state, root_id = excluded.root_id, next_step = excluded.next_step,
                 review_on = excluded.review_on, changed_at = excluded.changed_at";
    let values = args![
        row.wanted_datum_id,
        row.what_en,
        row.what_es,
        row.indicator_id,
        row.holder_id,
        row.obstacle.clone(),
        row.words,
        row.state.clone(),
        row.root_id,
        row.next_step,
        row.review_on,
        tx.clock().now_millis(),
    ];
    // A holder or agreement that is not there is refused by its reference.
    tx.run(sql, values).await.map_err(|error| match error {
        DbError::Rule(_) => Error::NotFound,
        other @ (DbError::Unique(_) | DbError::NotFound | DbError::Other(_)) => other.into(),
    })?;
    let fact = NewFact::new("agreement.wanted-noted", "wanted-datum", id.uuid())
        .set("state", row.state)
        .set("obstacle", row.obstacle);
    commit(tx, vec![fact]).await
}
